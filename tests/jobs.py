"""Whole jobs for tests: a few records in a file, a voice that costs nothing, and what came of them."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow.parquet as pq
from apache_beam.options.pipeline_options import PipelineOptions

from models.handlers import SpeechModelHandler
from models.speech import SpeechSynthesizer
from pipeline.graph import build
from pipeline.options import job_of, parse_options
from tests.conftest import FakeSynthesizer

_WORDS = "The tide came in over the flats and the mill began to turn while {name} stood on the sea wall and counted."


def article(article_id: str, *sentences: str, **fields: Any) -> dict[str, Any]:
    """Returns a record of some ninety words about its id, and of the sentences."""
    paragraphs = [" ".join([_WORDS.format(name=f"{article_id} {number}")] * 2) for number in ("one", "two")]
    body = "\n\n".join([*paragraphs, *sentences])
    return {"article_id": article_id, "title": f"About {article_id}", "text": body, "language": "en"} | fields


def write_records(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    """Writes records as JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def run_job(
    records: Path, output: Path, *options: str, voice: Callable[[], SpeechSynthesizer] = FakeSynthesizer
) -> dict[str, Any]:
    """Runs the job over a file to its end; returns the summary."""
    job = job_of(parse_options([f"--input={records}", f"--output={output}", *options]))
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner", "--direct_running_mode=in_memory"]))
    build(pipeline, job, SpeechModelHandler(voice), {})
    pipeline.run().wait_until_finish()
    summary: dict[str, Any] = json.loads((output / "summary.json").read_bytes())
    return summary


def rows_of(output: Path) -> list[dict[str, Any]]:
    """Returns the rows of the manifest."""
    rows: list[dict[str, Any]] = pq.read_table(output / "manifest").to_pylist()
    return rows


def letters_of(output: Path) -> list[dict[str, Any]]:
    """Returns the dead letters."""
    return [json.loads(line) for path in (output / "dead_letters").glob("*.jsonl") for line in path.open()]


def files_of(folder: Path) -> dict[str, bytes]:
    """Returns all files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
