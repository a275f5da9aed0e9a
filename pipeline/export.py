"""What other programs take of a finished output folder: a podcast feed, and books that read themselves aloud."""

import argparse
import heapq
from collections.abc import Iterator, Sequence, Set
from typing import Any

from models import storage
from models.audio.formats import AUDIO_FORMATS
from pipeline.epub import epub
from pipeline.feed import FEED_FILE, Channel, feed
from pipeline.manifest import manifest_batches
from pipeline.usage import Parser, UsageError
from transforms.outcomes import Status

_MOST_ITEMS = 500  # podcast programs read a feed whole; the newest are enough for them
_HEARD = (Status.NARRATED, Status.REUSED)
_OF_AN_ITEM = (
    *("article_id", "part", "parts", "status", "url", "title", "author", "published_at", "language"),
    *("audio_uri", "audio_format", "audio_bytes", "duration_seconds", "captions_uri", "chapters_uri", "segments"),
)

Row = dict[str, Any]


def export_parser() -> Parser:
    """Returns the parser of `narrate export`."""
    parser = Parser(prog="narrate export")
    add = parser.add_argument
    add("--output", required=True, metavar="PATH", help="the folder of a finished run, local or gs://")
    add("--format", required=True, choices=("epub", "feed"), help="a book per article, or one feed of the newest")
    add("--article_id", metavar="ID", help="epub: this article only")
    add("--base_url", metavar="URL", help="feed: where the output folder is served")
    add("--title", default="Narrated articles", help="feed: its name")
    add("--image_url", default="", metavar="URL", help="feed: a square cover")
    add("--items", type=int, default=_MOST_ITEMS, metavar="N", help="feed: at most this many, the newest")
    return parser


def write_exports(chosen: argparse.Namespace) -> Iterator[str]:
    """Writes what is asked for into the output folder; yields the paths of the files.

    Raises UsageError where the folder, the article or an option is not what it should be.
    """
    output = chosen.output.rstrip("/") or "/"
    try:
        yield from [write_feed(output, chosen)] if chosen.format == "feed" else write_books(output, chosen.article_id)
    except FileNotFoundError as error:
        raise UsageError(f"--output {error}; name the folder of a finished run") from error


def write_feed(output: str, chosen: argparse.Namespace) -> str:
    """Writes the feed of the newest narrations; returns its path."""
    if not chosen.base_url:
        raise UsageError("--base_url is missing: name where the folder is served, as in https://audio.example.com/news")
    if chosen.items < 1:
        raise UsageError(f"--items must be at least 1, not {chosen.items}")
    try:
        channel = Channel(chosen.base_url, chosen.title, chosen.image_url)
    except ValueError as error:
        raise UsageError(f"--base_url, --image_url: {error}") from error
    path = storage.join(output, FEED_FILE)
    storage.write_bytes(path, feed(newest(output, chosen.items), channel), "application/rss+xml")
    return path


def newest(output: str, count: int) -> list[Row]:
    """Returns the narrated rows of the latest articles, the latest first; one without a date is older than all."""
    light = ("article_id", "part", "status", "published_at")
    heard = ((number, row) for number, row in _rows(output, light) if row["status"] in _HEARD)
    order = heapq.nlargest(
        count, ((row["published_at"] or "", row["article_id"], -row["part"], number) for number, row in heard)
    )
    rows = dict(_rows(output, _OF_AN_ITEM, {number for *_, number in order}))
    return [rows[number] for *_, number in order]


def write_books(output: str, article_id: str | None) -> Iterator[str]:
    """Writes a book for each article that is narrated whole, or for one; yields their paths."""
    is_found = False
    parts_of: dict[str, dict[int, Row]] = {}  # of articles whose other parts stand further on
    for _, row in _rows(output, _OF_AN_ITEM):
        if row["status"] not in _HEARD or article_id not in (None, row["article_id"]):
            continue
        parts = parts_of.setdefault(row["article_id"], {})
        parts[row["part"]] = row
        if len(parts) == row["parts"]:
            is_found = True
            yield _write_book(output, [part for _, part in sorted(parts_of.pop(row["article_id"]).items())])
    if not is_found:
        raise UsageError(
            f"{output} holds no whole narration" + (f" of --article_id {article_id}" if article_id else "")
        )


def _write_book(output: str, rows: Sequence[Row]) -> str:
    audio = [storage.read_bytes(storage.join(output, row["audio_uri"])) for row in rows]
    path = storage.join(output, _book_uri(rows[0]))
    try:
        book = epub(rows, audio)
    except ValueError as error:
        raise UsageError(f"--format epub: {error}; narrate with --audio_format mp3") from error
    storage.write_bytes(path, book, "application/epub+zip")
    return path


def _rows(output: str, columns: Sequence[str], wanted: Set[int] | None = None) -> Iterator[tuple[int, Row]]:
    """Yields the rows of the manifest with their numbers: all, or the wanted ones."""
    first = 0
    for batch in manifest_batches(output, columns):
        numbers = [number for number in range(first, first + len(batch)) if wanted is None or number in wanted]
        yield from zip(numbers, batch.rows.take([number - first for number in numbers]).to_pylist(), strict=True)
        first += len(batch)


def _book_uri(row: Row) -> str:
    """Returns the place of a book: that of its first part's audio, in a folder of its own."""
    extension = AUDIO_FORMATS[row["audio_format"]].extension
    stem = str(row["audio_uri"]).removesuffix(extension).replace("audio/", "epub/", 1)
    return f"{stem}epub"
