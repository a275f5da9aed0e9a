"""Output folders as runs leave them, made of a few words: for tests of what is made from a finished folder."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from models.audio.timed_text import Cue, webvtt
from transforms.narrations import ManifestRow, SpokenSegment, skipped_row
from transforms.outcomes import DeadLetter, Skipped
from transforms.results import json_lines, manifest_bytes
from transforms.scripts import Coverage
from transforms.summary import write_summary

SAMPLE_RATE = 8_000
PAUSE_SECONDS = 0.3
SEGMENT_SECONDS = 0.7


def spoken(text: str, block: int | None = 0, role: str = "paragraph", **changes: Any) -> dict[str, Any]:
    """Returns what a segment of a narration is made of."""
    return {"text": text, "spoken": text, "block": block, "role": role, "seconds": SEGMENT_SECONDS, **changes}


def narration(article_id: str, segments: Sequence[dict[str, Any]], **changes: Any) -> ManifestRow:
    """Returns the row of a narration whose segments follow one another with a pause between them."""
    clock, placed = 0.0, []
    for index, segment in enumerate(segments):
        fields = {"rule": "P0", "generated": False, "language": "en", "voice": "hibari:heart", **segment}
        seconds, pause = fields.pop("seconds"), fields.pop("pause", PAUSE_SECONDS)
        times = {"start_seconds": round(clock, 3), "end_seconds": round(clock + seconds, 3)}
        placed.append(SpokenSegment(index=index, **times, **fields))
        clock += seconds + pause
    fields = {
        "part": 1, "parts": 1, "status": "narrated", "reason": None, "source": f"a.parquet#{article_id}",
        "url": f"https://news.example.com/{article_id}", "title": article_id.title(), "author": "A. Author",
        "published_at": "2026-02-03", "language": "en", "engine": "hibari", "voice": "heart",
        "audio_uri": f"audio/00/{article_id}.wav", "captions_uri": f"audio/00/{article_id}.vtt",
        "duration_seconds": round(clock, 3), "loudness_lufs": -16.1, "true_peak_dbtp": -1.5,
        "segments": tuple(placed), "coverage": Coverage(len(placed), len(placed), 0, 0),
    }  # fmt: skip
    return ManifestRow(article_id=article_id, **{**fields, **changes})


def skipped(article_id: str, reason: str) -> ManifestRow:
    """Returns the row of a skipped article."""
    return skipped_row(Skipped(article_id, f"a.parquet#{article_id}", reason, title=article_id.title(), language="de"))


def letter(article_id: str, code: str = "extract_failed", message: str = "no main content") -> DeadLetter:
    """Returns a dead letter."""
    return DeadLetter("extract", code, article_id, f"a.parquet#{article_id}", "ArticleError", message, "Traceback")


def write_output(folder: Path, rows: Sequence[ManifestRow], letters: Sequence[DeadLetter] = (), **summary: Any) -> Path:
    """Writes manifest, dead letters and summary; returns the folder."""
    (folder / "manifest").mkdir(parents=True)
    (folder / "manifest" / "manifest-00000-of-00001.parquet").write_bytes(
        manifest_bytes(sorted(rows, key=lambda row: (row.article_id, row.part)))
    )
    if letters:
        (folder / "dead_letters").mkdir()
        (folder / "dead_letters" / "dead_letters-00000-of-00001.jsonl").write_bytes(json_lines(letters))
    statuses = Counter(row.status for row in rows if row.part == 1)
    counts = {status: statuses[status] for status in ("narrated", "reused", "skipped")}
    seconds = sum(row.duration_seconds or 0.0 for row in rows)
    record = {
        "read": sum(counts.values()) + len(letters), **counts, "dead_letters": len(letters), "equation_holds": True,
        "skip_reasons": {}, "dead_letter_codes": dict(Counter(letter.code for letter in letters)),
        "audio_seconds": {"narrated": seconds, "reused": 0.0}, "audio_bytes": 1_000_000,
        "stage_seconds": {"speak": 30.0, "write": 10.0, "encode": 8.0, "extract": 2.0}, "wall_seconds": 21.0,
        "audio_seconds_per_second": 50.0, "estimated_cost_usd": 0.0, "pipeline_version": "0.1.0", "loudness": "apple",
        "timeline": {"seconds": [1.0, 5.0, 10.0, 20.0], "finished": [0, 1, 2, 4], "audio_seconds": [0, 100, 500, 900]},
    }  # fmt: skip
    write_summary(str(folder / "summary.json"), record | summary)
    return folder


def write_audio(folder: Path, row: ManifestRow) -> None:
    """Writes a narration's audio (a tone for each segment, silence between) and its captions."""
    assert row.audio_uri and row.captions_uri and row.duration_seconds
    audio, captions = folder / row.audio_uri, folder / row.captions_uri
    audio.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(round(row.duration_seconds * SAMPLE_RATE)) / SAMPLE_RATE
    heard = sum(((time >= s.start_seconds) & (time < s.end_seconds)).astype(float) for s in row.segments)
    soundfile.write(audio, 0.05 * heard * np.sin(2 * np.pi * 220 * time), SAMPLE_RATE, subtype="PCM_16")
    cues = [Cue(segment.start_seconds, segment.end_seconds, segment.text) for segment in row.segments]
    captions.write_text(webvtt(cues, row.language or "en"))


def read_script(path: Path) -> list[Any]:
    """Returns the values that a data file of the player hands over."""
    text = path.read_text().removeprefix("Narrate.receive(").removesuffix(");\n")
    values: list[Any] = json.loads(text)
    return values
