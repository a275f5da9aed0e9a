"""Narrations to files: encoded, tagged, captioned, and written so that the row beside them proves them whole."""

import time
from dataclasses import dataclass

import apache_beam as beam
from apache_beam.pvalue import PCollection

from models import storage
from models.audio.assembly import Interval
from models.audio.encoding import encode
from models.audio.tags import Chapter, Tags
from models.audio.timed_text import Cue, chapters_json, webvtt
from transforms.narrations import (
    ManifestRow,
    Narration,
    NarrationFiles,
    Recipe,
    SpokenSegment,
    narrated_row,
)
from transforms.outcomes import FailureCode
from transforms.progress import Event, tell
from transforms.scripts import Role, Segment
from transforms.try_map import Outcome, TryMap, stage_clock

_CHAPTER_ROLES = frozenset({Role.HEADLINE, Role.HEADING})


class WriteNarrations(beam.PTransform):
    """Narrations in, rows of the manifest out, each when its files stand whole in the output folder.

    A narration that cannot be encoded becomes a dead letter; a disk or bucket that cannot be written to stops the
    worker, so that the runner tries again. The voice goes on while narrations are encoded.
    """

    def __init__(self, output: str, recipe: Recipe) -> None:
        super().__init__()
        self._write = _WriteNarration(output, recipe)

    def expand(self, narrations: PCollection[Narration]) -> "Outcome[ManifestRow]":
        write = TryMap(self._write, stage="write", code=FailureCode.ENCODE_FAILED, worker_faults=(OSError,), aside=True)
        outcome: Outcome[ManifestRow] = narrations | write
        return outcome


@dataclass(frozen=True)
class _WriteNarration:
    output: str
    recipe: Recipe

    def __call__(self, narration: Narration) -> ManifestRow:
        return write_narration(narration, self.output, self.recipe)


def write_narration(narration: Narration, output: str, recipe: Recipe) -> ManifestRow:
    """Writes audio, captions, chapters and, last, the row; returns the row.

    Raises:
        EncodingError: the audio cannot be encoded.
        OSError: a file cannot be written, or the cover not be read.
    """
    script = narration.script
    start = time.monotonic_ns()
    chapters = _chapters_of(narration)
    cover = storage.read_bytes(storage.join(output, script.cover)) if script.cover else None
    audio = encode(narration.waveform, recipe.format, recipe.target, _tags_of(narration, chapters, cover))
    stage_clock("encode")(start)
    fingerprint = recipe.fingerprint_of(script)
    files = NarrationFiles.of(script, fingerprint, recipe.format.extension)
    row = narrated_row(narration, recipe, files, fingerprint, audio)
    captions = webvtt([_cue_of(segment) for segment in row.segments], script.language)
    chapters_file = chapters_json(chapters).encode("utf-8", "replace")
    for path, data, content_type in (
        (files.audio, audio.data, recipe.format.content_type),
        (files.captions, captions.encode("utf-8", "replace"), "text/vtt"),
        (files.chapters, chapters_file, "application/json+chapters"),
    ):
        storage.write_bytes(storage.join(output, path), data, content_type, durable=True)
    storage.write_bytes(storage.join(output, files.row), row.to_json().encode("utf-8", "replace"), "application/json")
    tell(Event.NARRATED, audio.seconds, stage="write", article_id=script.article_id, source=script.source)
    return row


def _cue_of(segment: SpokenSegment) -> Cue:
    return Cue(segment.start_seconds, segment.end_seconds, segment.text or segment.spoken)


def _chapters_of(narration: Narration) -> tuple[Chapter, ...]:
    """Returns a chapter for the headline and for each heading, each until the next."""
    openings: list[tuple[Segment, Interval]] = []
    for segment, interval in zip(narration.script.segments, narration.intervals, strict=True):
        continues = openings and segment.block is not None and openings[-1][0].block == segment.block
        if interval is not None and segment.role in _CHAPTER_ROLES and not continues:
            openings.append((segment, interval))
    ends = [interval.start_seconds for _, interval in openings[1:]] + [narration.waveform.seconds]
    return tuple(Chapter(s.text, interval.start_seconds, end) for (s, interval), end in zip(openings, ends))


def _tags_of(narration: Narration, chapters: tuple[Chapter, ...], cover: bytes | None) -> Tags:
    script = narration.script
    return Tags(
        title=script.title,
        artist=script.author,
        album=script.site,
        date=script.published_at,
        language=script.language,
        url=script.url,
        track=(script.part, script.parts) if script.parts > 1 else None,
        comments=(("synthetic voice", "yes"), ("encoded by", "Narrate")),
        chapters=chapters,
        cover=cover,
    )
