"""What happens to records, told by the workers as it happens: to the metrics of the job and to who follows a local run.

A local run is followed through a file: each event is a line of JSON, appended in one call, so that the lines of threads
and of other processes arrive whole. Workers that are given no file log what was lost; the rest is in the metrics.
"""

import datetime
import json
import logging
import os
from dataclasses import dataclass
from enum import StrEnum

from transforms.counting import count

PROGRESS_FILE = "NARRATE_PROGRESS_FILE"
RECORDS_NAMESPACE, CODES_NAMESPACE = "narrate.records", "narrate.dead_letters"

_log = logging.getLogger("narrate.events")


class Event(StrEnum):
    """What happened to a record."""

    READ = "read"
    NARRATED = "narrated"
    REUSED = "reused"
    SKIPPED = "skipped"
    DEAD_LETTER = "dead_letter"


def tell(event: Event, amount: float = 1, **facts: str) -> None:
    """Reports an event: the number of records, or for a narration its seconds of audio; `facts` say which and where.

    `article_id` and `stage` belong to every event, `code` and `message` to a dead letter, `reason` to a skip.
    """
    count(RECORDS_NAMESPACE, str(event))
    if event == Event.NARRATED:
        count("narrate", "narrated_milliseconds", round(1000 * amount))
    if event == Event.DEAD_LETTER:
        count(CODES_NAMESPACE, facts.get("code", "unknown"))
    path = os.environ.get(PROGRESS_FILE)
    if path:
        _append(path, _line(event, amount, facts))
    elif event == Event.DEAD_LETTER:
        _log.warning("%s", _line(event, amount, facts))


def _line(event: Event, amount: float, facts: dict[str, str]) -> str:
    """Returns an event as a line of JSON, in ASCII so that no character of an id breaks it."""
    time = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    measure = {"audio_seconds": round(amount, 3)} if event == Event.NARRATED else {}
    return json.dumps({"time": time, "event": str(event), **facts, **measure})


def _append(path: str, line: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        os.write(descriptor, f"{line}\n".encode())
    finally:
        os.close(descriptor)


@dataclass
class Progress:
    """What the events so far add up to."""

    read: int = 0
    finished: int = 0
    narrated_seconds: float = 0.0

    def add(self, line: str) -> None:
        """Adds a line that `tell` wrote."""
        event = json.loads(line)
        if event["event"] == Event.READ:
            self.read += 1
            return
        self.finished += 1
        self.narrated_seconds += event.get("audio_seconds", 0.0)
