"""The counters of the job, from whichever thread they are counted.

Beam keeps the counters of a bundle with the thread that runs it, and drops what another thread counts. Work beside that
thread counts into a tally, which the bundle's thread adds when it takes the result.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from apache_beam.metrics import Metrics

Tally = Counter[tuple[str, str]]
_aside = threading.local()


def count(namespace: str, name: str, amount: int = 1) -> None:
    """Adds to a counter of the job."""
    tally: Tally | None = getattr(_aside, "tally", None)
    if tally is None:
        Metrics.counter(namespace, name).inc(amount)
    else:
        tally[namespace, name] += amount


def add(tally: Tally) -> None:
    """Adds what was counted aside to the counters of the job."""
    for (namespace, name), amount in tally.items():
        count(namespace, name, amount)


@contextmanager
def counted_aside() -> Iterator[Tally]:
    """Yields the tally of all that this thread counts inside."""
    _aside.tally = Tally()
    try:
        yield _aside.tally
    finally:
        del _aside.tally
