"""An article as an EPUB 3 book with media overlays: its text, and the narration that lights it up as it is heard.

Formats: EPUB 3.2 and EPUB Media Overlays 3.2 (W3C). One chapter for each part of the narration.
"""

import datetime
import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from babel import Locale, UnknownLocaleError

from models.audio.formats import AUDIO_FORMATS
from pipeline.pages import asset, template

FORMATS_OF_BOOKS = ("mp3", "m4a")  # what EPUB 3.2 asks every reading system to play
_BOOK_NAMES = uuid.UUID("6f2f5a0e-6a0c-5d57-9d0f-6d1c6a2f3b11")
_UNDATED = "1970-01-01T00:00:00Z"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ELEMENTS = {"headline": "h1", "heading": "h2", "quote": "blockquote"}
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Segment:
    """A spoken segment as the page shows it; `begin` and `end` are its places in the audio, as clock values.

    It ends where the next one begins: a reading system leaves out what stands in no clip, and the pauses with it.
    """

    id: str
    text: str
    language: str
    generated: bool
    is_title: bool
    begin: str
    end: str


@dataclass(frozen=True)
class Block:
    """The segments of a block of the article that have one role, and the element that shows them.

    `inside` is the list that an item stands in (`ul`, `ol` or nothing) with the number of its block.
    """

    element: str
    segments: tuple[Segment, ...]
    inside: tuple[str, int | None]
    number: str


@dataclass(frozen=True)
class Chapter:
    """A part of the article, with its audio."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    seconds: float
    audio_name: str
    audio_type: str

    @property
    def segments(self) -> Iterator[Segment]:
        """The segments in the order of the audio."""
        for block in self.blocks:
            yield from block.segments

    @property
    def lists(self) -> Iterator[tuple[str, list[Block]]]:
        """The blocks in their order, those of a list together; `ul`, `ol` or nothing goes before them."""
        for (kind, _), blocks in groupby(self.blocks, key=lambda block: block.inside):
            yield kind, list(blocks)


def epub(rows: Sequence[Row], audio: Sequence[bytes]) -> bytes:
    """Returns the book of an article from the rows of its parts and their audio; the same bytes for the same input.

    Raises ValueError where the audio is of a format that books do not have.
    """
    first = rows[0]
    if first["audio_format"] not in FORMATS_OF_BOOKS:
        raise ValueError(f"books hold audio as {' or '.join(FORMATS_OF_BOOKS)}, not {first['audio_format']}")
    chapters = [_chapter(row) for row in rows]
    shared = {
        "chapters": chapters,
        "identifier": uuid.uuid5(_BOOK_NAMES, first["article_id"]),
        "title": _xml(first["title"] or first["article_id"]),
        "language": first["language"],
        "direction": _direction(first["language"]),
        "author": _xml(first["author"] or ""),
        "url": _xml(first["url"] or ""),
        "modified": _moment(first["published_at"]),
        "clock": _clock,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        _write(book, "mimetype", b"application/epub+zip", compressed=False)
        _write(book, "META-INF/container.xml", asset(__name__, "container.xml").encode())
        _write(book, "book/style.css", asset(__name__, "style.css").encode())
        for name in ("package.opf", "contents.xhtml"):
            _write(book, f"book/{name}", _rendered(name, **shared))
        for chapter, data in zip(chapters, audio, strict=True):
            _write(book, f"book/{chapter.name}.xhtml", _rendered("chapter.xhtml", **shared, chapter=chapter))
            _write(book, f"book/{chapter.name}.smil", _rendered("overlay.smil", **shared, chapter=chapter))
            _write(book, f"book/{chapter.audio_name}", data, compressed=False)
    return buffer.getvalue()


def _write(book: zipfile.ZipFile, name: str, data: bytes, *, compressed: bool = True) -> None:
    book.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), data, zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED)


def _rendered(name: str, **values: Any) -> bytes:
    return template(__name__, name).render(values).encode()


def _chapter(row: Row) -> Chapter:
    audio_format = AUDIO_FORMATS[row["audio_format"]]
    name, title = f"part{row['part']}", _xml(row["title"] or row["article_id"])
    starts = [segment["start_seconds"] for segment in row["segments"]]
    ends = [following for _, following in pairwise(starts)] + [row["duration_seconds"]]
    groups = groupby(zip(row["segments"], ends), key=lambda entry: _place(entry[0]))
    return Chapter(
        name=name,
        title=title if row["parts"] == 1 else f"{title} ({row['part']}/{row['parts']})",
        blocks=tuple(_block(place, [_segment(*entry) for entry in group]) for place, group in groups),
        seconds=row["duration_seconds"],
        audio_name=f"{name}.{audio_format.extension}",
        audio_type=audio_format.content_type,
    )


def _place(segment: Row) -> tuple[int | None, str, str]:
    """Returns the block, the role and the list item of a segment; those that have the same are one block of a book."""
    item = segment.get("list_item") or (f"ul{segment['index']}" if segment["role"] == "list_item" else "")
    return segment["block"], segment["role"], item


def _block(place: tuple[int | None, str, str], segments: Sequence[Segment]) -> Block:
    number, role, item = place
    innermost = item.rpartition("/")[2]
    kind = innermost[:2] if role == "list_item" and innermost[:2] in ("ul", "ol") else ""
    element = "li" if kind else _ELEMENTS.get(role, "p")
    return Block(element, tuple(segments), (kind, number if kind else None), innermost[2:] if kind == "ol" else "")


def _segment(segment: Row, end: float) -> Segment:
    return Segment(
        id=f"s{segment['index']}",
        text=_xml(segment["text"] or segment["spoken"]),
        language=segment["language"],
        generated=segment["generated"],
        is_title=segment["role"] in ("headline", "heading"),
        begin=_clock(segment["start_seconds"]),
        end=_clock(end),
    )


def _xml(text: str) -> str:
    """Returns a text without the characters that XML has no way to write."""
    return text.translate(_NOT_IN_XML)


def _direction(language: str) -> str:
    """Returns `rtl` or `ltr`, in which a language is written; one that nobody knows is taken for the latter."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _moment(date: str | None) -> str:
    """Returns an ISO date as a package states it, in UTC to the second; one without a zone is taken for UTC."""
    try:
        moment = datetime.datetime.fromisoformat(date or _UNDATED)
    except ValueError:
        return _UNDATED
    in_utc = moment.astimezone(datetime.UTC) if moment.tzinfo else moment
    return in_utc.strftime("%Y-%m-%dT%H:%M:%SZ")


def _clock(seconds: float) -> str:
    """Returns a SMIL clock value."""
    minutes, milliseconds = divmod(round(1000 * seconds), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
