"""What a file says of itself, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """What a player shows. `language` is a BCP 47 tag, `date` ISO 8601; `comments` are named free texts.

    `track` is which of how many files this is, where the article has several. `cover` is a JPEG file.
    """

    title: str
    artist: str | None = None
    album: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    track: tuple[int, int] | None = None
    comments: tuple[tuple[str, str], ...] = ()
    chapters: tuple[Chapter, ...] = ()
    cover: bytes | None = field(default=None, repr=False)

    @property
    def iso_639_2(self) -> str | None:
        """The language in three letters, `und` for one that is not in the list."""
        return _ISO_639_2.get(self.language.partition("-")[0].lower(), "und") if self.language else None

    @property
    def track_of_total(self) -> str | None:
        """The track as ID3, RIFF and MP4 tools write it: `2/3`."""
        return f"{self.track[0]}/{self.track[1]}" if self.track else None

    @property
    def comment(self) -> str:
        """The named comments in one text, for formats that have but one."""
        return "; ".join(f"{name}: {text}" for name, text in self.comments)


def utf8(text: str) -> bytes:
    """Returns a text without NULs, which would end it, and with `?` for halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace")
