"""Jobs for tests of faults: small pages, a voice that costs nothing, and what a run leaves, to compare."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.cli import main

_WORDS = (
    "harbour", "winter", "ice", "ferry", "morning", "baker", "lantern", "river",
    "market", "bridge", "garden", "window", "letter", "engine", "summer",
)  # fmt: skip


def page(number: int, sentences: int = 9) -> str:
    """Returns a short article as a page; each number has words of its own."""
    paragraphs = []
    for sentence in range(sentences):
        words = [_WORDS[(number * 7 + sentence * 3 + place * (number % 5 + 1)) % len(_WORDS)] for place in range(7)]
        paragraphs.append(f"<p>On day {sentence + 1} the {' '.join(words)} of town {number} was told again.</p>")
    return (
        f"<html><head><title>Town {number}</title></head><body><article>{''.join(paragraphs)}</article></body></html>"
    )


def write_pages(path: Path, count: int, rows_per_group: int = 10) -> str:
    """Writes a catalogue of short articles; returns its path."""
    table = pa.table({"article_id": [f"town-{n}" for n in range(count)], "html": [page(n) for n in range(count)]})
    pq.write_table(table, path, row_group_size=rows_per_group)
    return str(path)


def run(pattern: str, output: Path, *options: str) -> dict[str, Any]:
    """Runs a job that must end well; returns its summary."""
    assert main(["run", f"--input={pattern}", f"--output={output}", "--local_workers=1", *options]) == 0
    return json.loads((output / "summary.json").read_bytes())


def letters(output: Path) -> list[dict[str, Any]]:
    """Returns the dead letters of a run, in the order of their sources."""
    lines = (line for path in sorted(output.glob("dead_letters/*.jsonl")) for line in path.read_text().splitlines())
    return sorted((json.loads(line) for line in lines), key=lambda letter: letter["source"])


def rows(output: Path) -> dict[str, dict[str, Any]]:
    """Returns the rows of a manifest by article."""
    return {row["article_id"]: row for row in pq.read_table(output / "manifest").to_pylist()}


def assert_whole(output: Path) -> None:
    """Whatever the moment: a row that stands has its files whole beside it."""
    for path in output.glob("audio/*/*.json"):
        if not path.name.endswith(".chapters.json"):
            row = json.loads(path.read_bytes())
            assert (output / row["audio_uri"]).stat().st_size == row["audio_bytes"]
            assert (output / row["captions_uri"]).read_bytes().startswith(b"WEBVTT")
            assert json.loads((output / row["chapters_uri"]).read_bytes())
