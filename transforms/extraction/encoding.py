"""The characters of a page that came as bytes, and what no page may hold."""

import codecs
import re

from charset_normalizer import from_bytes

# Byte order marks, the longer before the shorter that it begins with.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What browsers read under these names: a superset that repairs the commonest wrong declarations.
_READ_AS = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso8859-9": "windows-1254",
    "iso8859-11": "windows-874",
    "tis-620": "windows-874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARATION_WINDOW = 4096
_SAMPLE_BYTES = 16_384

# Control characters but tab, newline and return; lone surrogates; noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _meant_by(control: int) -> str:
    """Returns what a character from U+0080 to U+009F was before somebody took its Windows page for Latin-1."""
    return bytes([control]).decode("windows-1252", errors="ignore")


_REPAIRS = {"\f": " ", **{chr(control): _meant_by(control) for control in range(0x80, 0xA0)}}
_REPAIRABLE = re.compile("[\f\x80-\x9f]")


def without_control_characters(text: str) -> str:
    """Returns the text without control characters and half surrogate pairs; Windows quotes and dashes are mended."""
    return _FORBIDDEN.sub("", _REPAIRABLE.sub(lambda match: _REPAIRS[match[0]], text))


def _codec_of(label: str) -> str | None:
    """Returns the codec that browsers use under a declared name, or None where there is none for text."""
    try:
        codec = codecs.lookup(label)
    except LookupError:
        return None
    if not codec._is_text_encoding or codec.name in ("utf-7", "idna", "punycode", "unicode_escape"):
        return None
    return _READ_AS.get(codec.name, codec.name)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _candidates(data: bytes) -> list[str]:
    """Returns the encodings to try, in order: the page's own word, then what its bytes look like."""
    declared = [_codec_of(label.decode("ascii")) for label in _DECLARATION.findall(data[:_DECLARATION_WINDOW])]
    # A page that could be found to declare UTF-16 in ASCII is not UTF-16.
    names = [name for name in declared if name and not name.startswith(("utf-16", "utf-32"))]
    if b"\x1b$" in data or b"\x1b(" in data:  # the escapes of ISO-2022-JP are plain ASCII and would pass as UTF-8
        return [*names, "iso2022_jp_2"]
    return ["utf-8", *names]


def decode(data: bytes) -> str:
    """Returns the characters of a page: by its byte order mark, as UTF-8, by its declaration, by its bytes."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in data[:64]:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _decoded(data, encoding)
            if text is not None and "<" in text[:64]:
                return text
    candidates = _candidates(data)
    for encoding in candidates:
        text = _decoded(data, encoding)
        if text is not None:
            return text
    # A few broken bytes must not cost a page its declared encoding.
    for encoding in candidates:
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") * 1000 < len(text):
            return text
    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    guess = best.encoding if best is not None else "windows-1252"
    return data.decode(guess, errors="replace")
