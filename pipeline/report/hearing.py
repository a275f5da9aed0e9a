"""The segments most worth hearing: where a narration is likeliest to be wrong, by its times and levels alone."""

import heapq
import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.manifest import ManifestBatch, compute
from pipeline.report.pace import PaceMeter
from pipeline.report.sampling import shortened

_SEGMENTS = 20
_OF_ONE_ARTICLE = 3
_KEPT = 60
# Shorter segments are mostly breath: their seconds say little of their characters.
_FEWEST_CHARACTERS = 25
# The longest pause that the composer writes is 1.2 s; a voice adds some silence of its own.
_LONGEST_PAUSE_SECONDS, _PAUSE_SIGMA_SECONDS = 1.6, 0.25
_NEAR_CLIPPING_DBTP, _PEAK_SIGMA_DB = -0.7, 0.1
_FLAG_SIGMAS = 8.0
_AUDIBLE_PACE = math.log(1.1)  # a smaller departure is not heard


@dataclass(frozen=True)
class Passage:
    """A stretch of a narration; `number` is that of its segment, from 1."""

    article_id: str
    part: int
    title: str
    audio: str
    number: int
    start_seconds: float
    end_seconds: float
    text: str


@dataclass(frozen=True)
class WorthHearing:
    """A passage, why it is worth hearing, and how far it is out of the ordinary."""

    passage: Passage
    why: str
    sigmas: float


class HearingList:
    """Takes the manifest; knows which segments an operator should hear first."""

    def __init__(self) -> None:
        self._paces = PaceMeter[Passage](_KEPT)
        self._others: list[WorthHearing] = []

    def add(self, batch: ManifestBatch) -> None:
        """Adds the narrations of a batch."""
        look = _Look(batch)
        self._paces.add(
            look.voices[look.long].tolist(), look.pace[look.long], lambda i: look.passage(int(look.long[i]))
        )
        found = [*_long_silences(look), *_near_clipping(look), *_flagged(look)]
        self._others = heapq.nlargest(_KEPT, [*self._others, *found], key=lambda one: one.sigmas)

    def most(self) -> list[WorthHearing]:
        """Returns the segments most worth hearing, first the one most out of the ordinary, few of one article."""
        odd_paces = (odd for odd in self._paces.oddest() if abs(math.log(odd.ratio)) > _AUDIBLE_PACE)
        paces = [WorthHearing(odd.what, _pace_in_words(odd.ratio), odd.sigmas) for odd in odd_paces]
        chosen: list[WorthHearing] = []
        of_article: Counter[str] = Counter()
        for one in sorted([*self._others, *paces], key=lambda one: (-one.sigmas, one.passage.article_id)):
            of_article[one.passage.article_id] += 1
            if of_article[one.passage.article_id] <= _OF_ONE_ARTICLE:
                chosen.append(one)
            if len(chosen) == _SEGMENTS:
                break
        return chosen


def _pace_in_words(ratio: float) -> str:
    if ratio >= 1:
        return f"{ratio - 1:.0%} slower than usual"
    return f"{1 / ratio - 1:.0%} faster than usual"


class _Look:
    """The segments of a batch with what decides whether they are heard."""

    def __init__(self, batch: ManifestBatch) -> None:
        self.batch = batch
        self.entries = batch.entries("segments")
        self.start, self.end = self.entries.numbers("start_seconds"), self.entries.numbers("end_seconds")
        self.rows = self.entries.rows
        self.characters: NDArray[np.float64] = compute.utf8_length(self.entries.column("spoken")).to_numpy(
            zero_copy_only=False
        )
        self.voices = np.asarray(self.entries.column("voice").to_pylist(), dtype=object)
        self.pace = (self.end - self.start) / np.maximum(self.characters, 1)
        # The last segment's end is that of the audio, with all the silence there is.
        self.last = np.append(self.rows[1:] != self.rows[:-1], True) if len(self.rows) else np.zeros(0, bool)
        self.long = np.flatnonzero((self.characters >= _FEWEST_CHARACTERS) & ~self.last)

    def passage(self, segment: int) -> Passage:
        """Returns a segment as the report names it."""
        row = int(self.rows[segment])
        text = self.entries.column("text")[segment].as_py() or self.entries.column("spoken")[segment].as_py()
        return self._passage_of(row, segment, float(self.start[segment]), float(self.end[segment]), text)

    def whole(self, row: int) -> Passage:
        """Returns a narration from its beginning to its end."""
        first = int(self.entries.offsets[row])
        seconds = self.batch.column("duration_seconds")[row].as_py()
        return self._passage_of(row, first, 0.0, seconds, "the whole narration")

    def _passage_of(self, row: int, segment: int, start: float, end: float, text: str) -> Passage:
        article_id, part, title, audio = (
            self.batch.column(name)[row].as_py() for name in ("article_id", "part", "title", "audio_uri")
        )
        number = segment - int(self.entries.offsets[row]) + 1
        return Passage(article_id, part, shortened(title or article_id, 90), audio, number, start, end, shortened(text))


def _long_silences(look: _Look) -> list[WorthHearing]:
    if not len(look.rows):
        return []
    gaps = np.where(look.last, 0.0, np.append(look.start[1:], 0.0) - look.end)
    return [
        WorthHearing(look.passage(place), f"{gaps[place]:.1f} s of silence after it", _sigmas_of_pause(gaps[place]))
        for place in _largest(gaps, _LONGEST_PAUSE_SECONDS)
    ]


def _sigmas_of_pause(seconds: float) -> float:
    return (seconds - _LONGEST_PAUSE_SECONDS) / _PAUSE_SIGMA_SECONDS


def _near_clipping(look: _Look) -> list[WorthHearing]:
    peaks = np.nan_to_num(look.batch.numbers("true_peak_dbtp"), nan=-np.inf)
    return [
        WorthHearing(
            look.whole(row),
            f"near clipping: true peak {peaks[row]:.1f} dBTP",
            (peaks[row] - _NEAR_CLIPPING_DBTP) / _PEAK_SIGMA_DB,
        )
        for row in _largest(peaks, _NEAR_CLIPPING_DBTP)
    ]


def _largest(values: NDArray[np.float64], above: float) -> list[int]:
    """Returns the places of the largest values above a bound."""
    places = np.flatnonzero(values > above)
    return [int(place) for place in places[np.argsort(-values[places], kind="stable")][:_KEPT]]


def _flagged(look: _Look) -> list[WorthHearing]:
    """Returns the narrations that a check of the speech itself has flagged (a retry, a word error rate)."""
    flags_of_rows = compute.struct_field(look.batch.column("qa"), "flags").to_pylist()
    flagged = [(row, flags) for row, flags in enumerate(flags_of_rows) if flags][:_KEPT]
    return [WorthHearing(look.whole(row), f"flagged: {', '.join(flags)}", _FLAG_SIGMAS) for row, flags in flagged]
