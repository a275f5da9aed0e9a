"""Samples of what is too much to list: some of every kind, and how many there are in all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
_PER_KIND = 200
_IN_ALL = 1_000


@dataclass
class Sample(Generic[T]):
    """The first entries of each kind, and the number of all; a rare kind is not crowded out by a frequent one."""

    counts: Counter[str] = field(default_factory=Counter)
    entries: list[T] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.counts.total()

    def wants(self, kind: str) -> bool:
        """Counts an entry; returns whether it belongs to the sample."""
        self.counts[kind] += 1
        return self.counts[kind] <= _PER_KIND and len(self.entries) < _IN_ALL

    def add(self, kind: str, entry: T) -> None:
        """Counts an entry and keeps it where there is room."""
        if self.wants(kind):
            self.entries.append(entry)


def shortened(text: str | None, length: int = 200) -> str:
    """Returns a text in one line, cut where it is longer."""
    words = " ".join((text or "").split())
    return words if len(words) <= length else f"{words[: length - 1]}…"


def shortened_path(path: str | None, length: int = 120) -> str:
    """Returns a path, cut at its beginning where it is longer: the file and its row stand at the end."""
    whole = path or ""
    return whole if len(whole) <= length else f"…{whole[1 - length :]}"


def ranked(counts: Iterable[tuple[str, float]], most: int) -> list[tuple[str, float]]:
    """Returns the largest counts, largest first, with the rest as one."""
    ordered = sorted(counts, key=lambda entry: (-entry[1], entry[0]))
    rest = ordered[most:]
    return [*ordered[:most], (f"{len(rest)} others", sum(count for _, count in rest))] if rest else ordered
