"""ID3v2.4 tags, with chapters.

Written here because the libraries that write chapters are GPL. Layout: the ID3v2.4.0 structure and frames documents and
the ID3v2 chapter frame addendum 1.0 (Nilsson, Sundstrom, O'Neill).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_UTF8 = b"\x03"
_NO_OFFSET = (0xFFFFFFFF).to_bytes(4)
_ORDERED_TOP_LEVEL = b"\x03"

# ISO 639-2 codes of the languages that voices speak most; others are tagged "und", as the standard says.
_ISO_639_2: Mapping[str, str] = {
    "ar": "ara", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu",
    "el": "ell", "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra",
    "ga": "gle", "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind",
    "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "ko": "kor", "lt": "lit", "lv": "lav",
    "mk": "mkd", "ms": "msa", "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa",
    "ta": "tam", "te": "tel", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip


@dataclass(frozen=True)
class Chapter:
    """A titled part of a narration, in seconds from its start."""

    title: str
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True)
class Tags:
    """What a player shows. `language` is a BCP 47 tag, `date` ISO 8601; `comments` are named free texts."""

    title: str
    artist: str | None = None
    album: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    comments: tuple[tuple[str, str], ...] = ()
    chapters: tuple[Chapter, ...] = ()


def id3_tag(tags: Tags) -> bytes:
    """Returns the tag to put before an MP3 stream, the same bytes for the same tags; empty ones make no tag."""
    texts = {"TIT2": tags.title, "TPE1": tags.artist, "TALB": tags.album, "TDRC": _timestamp(tags.date)}
    frames = [_text_frame(name, value) for name, value in texts.items() if value]
    if tags.language:
        primary = tags.language.partition("-")[0].lower()
        frames.append(_text_frame("TLAN", _ISO_639_2.get(primary, "und")))
    frames += [_frame("TXXX", _UTF8 + _utf8(name) + b"\0" + _utf8(value)) for name, value in tags.comments]
    if tags.url:
        frames.append(_frame("WOAF", tags.url.replace("\0", "").encode("latin-1", "ignore")))
    frames += _chapter_frames(tags.chapters)
    body = b"".join(frames)
    if not body:
        return b""  # a tag without frames is against the standard, and libsndfile takes its file for no MP3
    return b"ID3\x04\x00\x00" + _syncsafe(len(body)) + body


def _syncsafe(number: int) -> bytes:
    """Returns 28 bits in four bytes whose highest bit is clear, so that no decoder takes them for audio."""
    return bytes((number >> shift) & 0x7F for shift in (21, 14, 7, 0))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode("ascii") + _syncsafe(len(body)) + b"\0\0" + body


def _utf8(text: str) -> bytes:
    """Returns a text without NULs, which would end it, and with `?` for halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace")


def _text_frame(name: str, text: str) -> bytes:
    return _frame(name, _UTF8 + _utf8(text))


def _timestamp(date: str | None) -> str | None:
    """Returns an ISO 8601 date to the second and without its zone, the only form that ID3v2.4 has."""
    return date.replace(" ", "T")[:19] if date else None


def _chapter_frames(chapters: Sequence[Chapter]) -> Iterable[bytes]:
    if not chapters:
        return
    names = [b"chapter%d\0" % index for index in range(min(len(chapters), 255))]
    yield _frame("CTOC", b"contents\0" + _ORDERED_TOP_LEVEL + bytes((len(names),)) + b"".join(names))
    for name, chapter in zip(names, chapters):
        times = b"".join(round(1000 * seconds).to_bytes(4) for seconds in (chapter.start_seconds, chapter.end_seconds))
        yield _frame("CHAP", name + times + 2 * _NO_OFFSET + _text_frame("TIT2", chapter.title))
