"""How far a run is, told by its workers to the process that started it: lines appended to a file, one per event.

A short line appended to a file arrives whole, from threads and from other processes alike. Workers that are given no
file tell nothing; on Dataflow the metrics of the job say how far it is.
"""

import os
from dataclasses import dataclass
from enum import StrEnum

PROGRESS_FILE = "NARRATE_PROGRESS_FILE"


class Event(StrEnum):
    """What happened to a record."""

    READ = "read"
    NARRATED = "narrated"
    REUSED = "reused"
    SKIPPED = "skipped"
    DEAD_LETTER = "dead_letter"


def tell(event: Event, amount: float = 1) -> None:
    """Reports an event: the number of records, or for a narration its seconds of audio."""
    path = os.environ.get(PROGRESS_FILE)
    if path:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(descriptor, f"{event} {amount}\n".encode())
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
        event, _, amount = line.partition(" ")
        if event == Event.READ:
            self.read += int(float(amount))
            return
        self.finished += 1
        if event == Event.NARRATED:
            self.narrated_seconds += float(amount)
