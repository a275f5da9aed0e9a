"""What the narrations of a run add up to: counts and bins, whose size does not depend on how many there are."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.manifest import Column, ManifestBatch, compute
from pipeline.report.hearing import HearingList
from pipeline.report.pace import Odd, PaceMeter
from pipeline.report.sampling import Sample, shortened, shortened_path
from transforms.outcomes import Status

_NAMED_OUTLIERS = 8
_OUTLIERS_FROM_SIGMAS = 3.0


@dataclass(frozen=True)
class Bins:
    """A histogram of `edges[0]` to `edges[-1]`; what lies outside counts in the outermost bin."""

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]

    @classmethod
    def empty(cls, lowest: float, highest: float, width: float) -> "Bins":
        """Returns bins of equal width."""
        number = round((highest - lowest) / width)
        return cls(np.linspace(lowest, highest, number + 1), np.zeros(number, np.int64))

    def places(self, values: NDArray[np.float64]) -> NDArray[np.int64]:
        """Returns the bin of each value."""
        return np.clip(np.searchsorted(self.edges, values, side="right") - 1, 0, len(self.counts) - 1)

    def add(self, values: NDArray[np.float64]) -> None:
        """Counts values; NaN is none."""
        self.counts[:] += np.bincount(self.places(values[~np.isnan(values)]), minlength=len(self.counts))


@dataclass(frozen=True)
class Skip:
    """A skipped article as the report lists it."""

    reason: str
    article_id: str
    title: str
    language: str
    source: str


@dataclass(frozen=True)
class Length:
    """A narration's length against its text."""

    article_id: str
    title: str
    characters: int
    seconds: float


class Figures:
    """Takes the manifest batch by batch; holds all that the report shows of it."""

    def __init__(self) -> None:
        self.narrations = 0
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.seconds_by_language: defaultdict[str, float] = defaultdict(float)
        self.seconds_by_voice: defaultdict[str, float] = defaultdict(float)
        self.segments: Counter[tuple[str, bool]] = Counter()
        self.rules_spoken: Counter[str] = Counter()
        self.rules_skipped: Counter[str] = Counter()
        self.images: Counter[tuple[str, str]] = Counter()
        self.blocks: Counter[str] = Counter()
        self.loudness = Bins.empty(-30.0, -8.0, 0.25)
        self.peaks = Bins.empty(-8.0, 1.0, 0.125)
        self.characters = Bins.empty(1.0, 6.5, 0.05)
        self.lengths = Bins.empty(-0.5, 5.0, 0.05)
        self.characters_and_lengths = np.zeros((len(self.characters.counts), len(self.lengths.counts)), np.int64)
        self.skips = Sample[Skip]()
        self.hearing = HearingList()
        self._paces = PaceMeter[Length](_NAMED_OUTLIERS)

    def add(self, batch: ManifestBatch) -> None:
        """Adds some rows of the manifest."""
        spoken = compute.is_valid(batch.column("audio_uri")).to_numpy(zero_copy_only=False)
        self.narrations += int(spoken.sum())
        self._add_outcomes(batch)
        self._add_audio(batch, spoken)
        self._add_coverage(batch)
        self._add_skips(batch)
        self.hearing.add(batch)

    @property
    def outliers(self) -> list[Odd[Length]]:
        """Returns the narrations whose length fits their text least, and what is odd of them."""
        return [odd for odd in self._paces.oddest() if odd.sigmas >= _OUTLIERS_FROM_SIGMAS][:_NAMED_OUTLIERS]

    def _add_outcomes(self, batch: ManifestBatch) -> None:
        first = compute.equal(batch.column("part"), 1)
        columns = {
            "status": batch.column("status"),
            "reason": compute.fill_null(batch.column("reason"), ""),
            "first": first,
        }
        for row in _counted(columns):
            if row["first"]:
                self.outcomes[row["status"], row["reason"]] += row["count"]

    def _add_audio(self, batch: ManifestBatch, spoken: NDArray[np.bool_]) -> None:
        seconds = np.nan_to_num(batch.numbers("duration_seconds"))
        voices = compute.binary_join_element_wise(batch.column("engine"), batch.column("voice"), ":")
        languages = batch.column("language")
        for counter, column in (
            (self.seconds, batch.column("status")),
            (self.seconds_by_language, languages),
            (self.seconds_by_voice, voices),
        ):
            for name, total in _summed(column, seconds).items():
                counter[name] += total
        self.loudness.add(batch.numbers("loudness_lufs"))
        self.peaks.add(batch.numbers("true_peak_dbtp"))
        segments = batch.entries("segments")
        of_segments = compute.utf8_length(segments.column("spoken")).to_numpy(zero_copy_only=False)
        characters = np.bincount(segments.rows, weights=of_segments, minlength=len(batch)).astype(np.float64)
        rows = np.flatnonzero(spoken & (characters > 0))
        self._add_lengths(batch, rows, characters[rows], seconds[rows], voices.take(pa.array(rows)).to_pylist())

    def _add_lengths(
        self,
        batch: ManifestBatch,
        rows: NDArray[np.int64],
        characters: NDArray[np.float64],
        seconds: NDArray[np.float64],
        voices: list[str],
    ) -> None:
        x = self.characters.places(np.log10(np.maximum(characters, 1)))
        y = self.lengths.places(np.log10(np.maximum(seconds, 0.1)))
        np.add.at(self.characters_and_lengths, (x, y), 1)

        def length_of(index: int) -> Length:
            article_id, title = (batch.column(name)[int(rows[index])].as_py() for name in ("article_id", "title"))
            return Length(article_id, shortened(title or article_id, 60), int(characters[index]), float(seconds[index]))

        self._paces.add(voices, seconds / np.maximum(characters, 1), length_of)

    def _add_coverage(self, batch: ManifestBatch) -> None:
        segments, skips, images = (batch.entries(name) for name in ("segments", "skips", "images"))
        for row in _counted({"role": segments.column("role"), "generated": segments.column("generated")}):
            self.segments[row["role"], row["generated"]] += row["count"]
        for row in _counted({"rule": segments.column("rule")}):
            self.rules_spoken[row["rule"]] += row["count"]
        for row in _counted({"rule": skips.column("rule")}):
            self.rules_skipped[row["rule"]] += row["count"]
        for row in _counted({"decision": images.column("decision"), "rule": images.column("rule")}):
            self.images[row["decision"], row["rule"]] += row["count"]
        coverage = batch.column("coverage")
        for name in ("spoken", "described", "skipped", "failed"):
            self.blocks[name] += compute.sum(compute.struct_field(coverage, name)).as_py() or 0

    def _add_skips(self, batch: ManifestBatch) -> None:
        skipped = batch.rows.filter(compute.equal(batch.column("status"), Status.SKIPPED.value))
        names = ("reason", "article_id", "title", "language", "source")
        for reason, article_id, title, language, source in zip(*(skipped.column(name).to_pylist() for name in names)):
            if self.skips.wants(reason or ""):
                ids = shortened(article_id, 80), shortened(title, 90)
                self.skips.entries.append(Skip(reason or "", *ids, language or "", shortened_path(source)))


def _counted(columns: dict[str, Column]) -> list[dict[str, Any]]:
    """Returns each combination of the columns' values, with how many rows have it under `count`."""
    table = pa.table(columns)
    counts = table.group_by(list(columns), use_threads=False).aggregate([([], "count_all")])
    return [{**row, "count": row["count_all"]} for row in counts.to_pylist()]


def _summed(names: Column, values: NDArray[np.float64]) -> dict[str, float]:
    """Returns the sums of the values by name; what has no name is not among them."""
    table = pa.table({"name": names, "value": values})
    sums = table.group_by("name", use_threads=False).aggregate([("value", "sum")])
    return {row["name"]: row["value_sum"] for row in sums.to_pylist() if row["name"]}
