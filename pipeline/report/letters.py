"""The dead letters of a run: how many of each code, and some of them."""

import json
from dataclasses import dataclass
from typing import Any

from models import storage
from pipeline.report.sampling import Sample, shortened, shortened_path


@dataclass(frozen=True)
class Letter:
    """A dead letter as the report lists it."""

    code: str
    stage: str
    article_id: str
    source: str
    message: str
    attempts: int


def sample_of_letters(output: str) -> Sample[Letter]:
    """Returns a sample of an output folder's dead letters; raises ValueError where a line is none."""
    sample = Sample[Letter]()
    for path in storage.match(storage.join(output, "dead_letters", "dead_letters-*.jsonl")):
        with storage.open_input(path) as file:
            for number, line in enumerate(file, 1):
                _add_line(sample, line, f"{path}, line {number}")
    return sample


def _add_line(sample: Sample[Letter], line: bytes, place: str) -> None:
    """Adds the letter of a line."""
    try:
        record: dict[str, Any] = json.loads(line)
        code = record["code"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{place} is no dead letter; run the job again, or move the file away") from error
    sample.add(
        code,
        Letter(
            code=code,
            stage=record.get("stage", ""),
            article_id=shortened(record.get("article_id"), 80),
            source=shortened_path(record.get("source")),
            message=shortened(record.get("message")),
            attempts=record.get("attempts", 1),
        ),
    )
