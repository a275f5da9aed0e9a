"""The summary of a run as a file of its output folder."""

import json
from collections.abc import Mapping
from typing import Any

from models import storage

SUMMARY_FILE = "summary.json"


def write_summary(path: str, summary: Mapping[str, Any]) -> None:
    """Writes a summary file."""
    storage.write_bytes(path, (json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode(), "application/json")


def read_summary(output: str) -> dict[str, Any]:
    """Returns the summary of an output folder, or raises OSError where there is none."""
    record: dict[str, Any] = json.loads(storage.read_bytes(storage.join(output, SUMMARY_FILE)))
    return record
