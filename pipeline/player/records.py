"""A row of the manifest as the player needs it: the text in its order with its times, and where the audio is."""

import re
from collections.abc import Iterator
from typing import Any, TypedDict

import numpy as np
import pyarrow as pa

from pipeline.manifest import Column, Entries, ManifestBatch, compute
from transforms.scripts import ImageOutcome

_WEB_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]+")
_LARGEST_INLINE_PICTURE = 200_000
_ROW_FIELDS = (
    *("article_id", "part", "parts", "title", "author", "published_at", "section", "language", "url"),
    *("audio_uri", "captions_uri", "duration_seconds", "engine", "voice"),
)
# What is not read aloud and yet belongs to the text: tables and code.
_SHOWN_THOUGH_SKIPPED = ("T1", "T2", "C1")


class ArticleRecord(TypedDict):
    """One narration; `segments` holds a list a field, each with an entry a segment; times are milliseconds."""

    id: str
    part: int
    parts: int
    title: str
    author: str | None
    date: str | None
    section: str | None
    language: str
    url: str | None
    audio: str
    captions: str | None
    milliseconds: int
    voice: str
    segments: dict[str, list[Any]]
    unspoken: list[list[Any]]
    images: list[list[Any]]


def article_records(batch: ManifestBatch) -> Iterator[ArticleRecord]:
    """Yields the narrations of a batch; rows without audio have none."""
    segments, unspoken, images = _Segments(batch), _Unspoken(batch), _Images(batch)
    for row, values in enumerate(zip(*(batch.column(name).to_pylist() for name in _ROW_FIELDS))):
        article_id, part, parts, title, author, date, section, language, url, audio, captions, seconds, *voice = values
        if audio is None:
            continue
        yield ArticleRecord(
            id=article_id,
            part=part,
            parts=parts,
            title=title or article_id,
            author=author,
            date=date,
            section=section,
            language=language or "",
            url=web_address(url),
            audio=audio,
            captions=captions,
            milliseconds=round(1000 * seconds),
            voice=":".join(filter(None, voice)),
            segments=segments.of(row, language),
            unspoken=unspoken.of(row),
            images=images.of(row),
        )


def web_address(url: str | None) -> str | None:
    """Returns an address that may become a link, or None: a page can claim `javascript:` for its address."""
    return url if url and _WEB_ADDRESS.fullmatch(url) else None


def _picture_address(url: str) -> str | None:
    if len(url) <= _LARGEST_INLINE_PICTURE and _INLINE_PICTURE.fullmatch(url):
        return url
    return web_address(url)


class _Segments:
    """The segments of a batch, taken apart column by column: many times as fast as row by row."""

    def __init__(self, batch: ManifestBatch) -> None:
        entries = batch.entries("segments")
        self._offsets = entries.offsets.tolist()
        words = entries.column("text")
        said = compute.if_else(compute.equal(compute.fill_null(words, ""), ""), entries.column("spoken"), words)
        self._columns: dict[str, list[Any]] = {
            "start": np.rint(1000 * entries.numbers("start_seconds")).astype(np.int64).tolist(),
            "end": np.rint(1000 * entries.numbers("end_seconds")).astype(np.int64).tolist(),
            "block": entries.column("block").to_pylist(),
            "role": entries.column("role").to_pylist(),
            "generated": entries.column("generated").cast(pa.int8()).to_pylist(),
            "text": said.to_pylist(),
        }
        self._languages = entries.column("language").to_pylist()
        self._items = entries.texts("list_item")

    def of(self, row: int, language: str | None) -> dict[str, list[Any]]:
        """Returns the segments of a row; languages only where one is not the article's own, items of lists if any."""
        here = slice(self._offsets[row], self._offsets[row + 1])
        segments = {name: values[here] for name, values in self._columns.items()}
        languages = self._languages[here]
        if any(spoken != language for spoken in languages):
            segments["language"] = [None if spoken == language else spoken for spoken in languages]
        items = self._items[here]
        if any(items):
            segments["item"] = items
        return segments


class _Chosen:
    """Entries of a list column that pass a test, each a list of some of its fields, by the row that they belong to."""

    def __init__(self, entries: Entries, chosen: Column, fields: tuple[str, ...]) -> None:
        places = np.flatnonzero(compute.fill_null(chosen, False).to_numpy(zero_copy_only=False))
        self._offsets = np.searchsorted(places, entries.offsets).tolist()
        taken = pa.array(places)
        columns = (entries.column(name).take(taken).to_pylist() for name in fields)
        self._entries = [list(entry) for entry in zip(*columns)]

    def of(self, row: int) -> list[list[Any]]:
        """Returns the entries of a row."""
        return self._entries[self._offsets[row] : self._offsets[row + 1]]


class _Unspoken(_Chosen):
    def __init__(self, batch: ManifestBatch) -> None:
        skips = batch.entries("skips")
        shown = compute.is_in(skips.column("rule"), value_set=pa.array(_SHOWN_THOUGH_SKIPPED))
        super().__init__(skips, compute.and_(shown, compute.is_valid(skips.column("block"))), ("block", "rule", "text"))


class _Images(_Chosen):
    def __init__(self, batch: ManifestBatch) -> None:
        images = batch.entries("images")
        described = compute.equal(images.column("decision"), ImageOutcome.DESCRIBED.value)
        super().__init__(images, described, ("block", "url", "description", "width", "height"))

    def of(self, row: int) -> list[list[Any]]:
        """Returns the described images of a row that have an address to show them from."""
        found = ([block, _picture_address(url or ""), *rest] for block, url, *rest in super().of(row))
        return [image for image in found if image[1]]
