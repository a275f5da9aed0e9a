"""Typography folded away: one kind of quote, of space and of hyphen, and no marks that are not heard."""

import html
import re
import unicodedata

_SINGLE_QUOTES = "‘’‚‛′ʼ＇´"
_OPENING_QUOTES, _CLOSING_QUOTES = "„‟«", "»"
_HYPHENS = "‐‑﹣－"
_LIGATURES: dict[str, str | None] = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "ĳ": "ij",
    "Ĳ": "IJ",
}
_OPERATORS: dict[str, str | None] = {"∕": "/", "∗": "*", "≦": "≤", "≧": "≥"}
_FULL_WIDTH: dict[str, str | None] = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_SUPERSCRIPTS = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_SUBSCRIPTS = str.maketrans("0123456789-−+", "₀₁₂₃₄₅₆₇₈₉₋₋₊")
_SCRIPT = re.compile(r"<(su[pb])>([0-9+−-]{1,9})</\1>")
_GROUPING_SPACE = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_SPACE = re.compile(r"\s+")
_PRIVATE_PLANES = re.compile("[\U000e0000-\U0010ffff]+")


def _unheard() -> dict[int, str | None]:
    """Returns a translation that drops what has no sound: formats, private use, surrogates, variation selectors."""
    gone = ("Cf", "Co", "Cs", "Cc")
    codes = (code for code in range(0x10000) if unicodedata.category(chr(code)) in gone)
    kept = {ord(space) for space in "\t\n\v\f\r\x85"} | {0x200C, 0x200D}  # joiners spell words in Persian and Hindi
    selectors = range(0xFE00, 0xFE10)
    return dict.fromkeys((*(code for code in codes if code not in kept), *selectors))


_FOLDING: dict[int, str | None] = {
    **str.maketrans(_FULL_WIDTH),
    **_unheard(),
    **str.maketrans(_LIGATURES),
    **str.maketrans(_OPERATORS),
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, _OPENING_QUOTES), "“"),
    **dict.fromkeys(map(ord, _CLOSING_QUOTES), "”"),
    ord("″"): '"',
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
}


def _raise_or_lower(script: re.Match[str]) -> str:
    return script.group(2).translate(_SUPERSCRIPTS if script.group(1) == "sup" else _SUBSCRIPTS)


def fold(text: str) -> str:
    """Returns the text in plain typography: composed letters, ASCII quotes and hyphens, single spaces."""
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    if "<su" in text:
        text = _SCRIPT.sub(_raise_or_lower, text)
    text = _GROUPING_SPACE.sub("", text)
    text = _PRIVATE_PLANES.sub("", unicodedata.normalize("NFC", text))
    return _SPACE.sub(" ", text.translate(_FOLDING)).strip()
