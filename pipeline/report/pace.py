"""How fast voices speak, and who departs from it most, found in one pass and a memory that does not grow."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)

# Bins of the logarithm of seconds per character: 1 % wide, from 2 ms to 2 s.
_LOWEST, _HIGHEST, _BINS = np.log(0.002), np.log(2.0), 691
# The deviation that is called one sigma at least: a voice whose segments are all alike has no outliers for that.
_LEAST_SIGMA = 0.05
_SIGMAS_PER_MAD = 1.4826


@dataclass(frozen=True)
class Odd(Generic[T]):
    """Something spoken at an odd pace: `ratio` of its time to what the voice usually takes, and how odd that is."""

    what: T
    ratio: float
    sigmas: float


class _Extremes(Generic[T]):
    """The `keep` lowest values that were added, or with `sign` -1 the highest, and what has them."""

    def __init__(self, keep: int, sign: int) -> None:
        self._keep, self._sign = keep, sign
        self.kept: list[tuple[float, T]] = []

    def add(self, values: NDArray[np.float64], what: Callable[[int], T]) -> None:
        """Adds values; asks `what` the i-th is only of those that are kept."""
        signed = self._sign * values
        bound = self._sign * self.kept[-1][0] if len(self.kept) == self._keep else np.inf
        lowest = np.argsort(signed, kind="stable")[: self._keep].tolist()
        fresh = [(float(values[i]), what(i)) for i in lowest if signed[i] < bound]
        self.kept = sorted([*self.kept, *fresh], key=lambda entry: self._sign * entry[0])[: self._keep]


class _Voice(Generic[T]):
    """What is known of one voice's pace."""

    def __init__(self, keep: int) -> None:
        self.bins = np.zeros(_BINS, np.int64)
        self.extremes: tuple[_Extremes[T], _Extremes[T]] = (_Extremes(keep, 1), _Extremes(keep, -1))

    def add(self, paces: NDArray[np.float64], what: Callable[[int], T]) -> None:
        bins = np.clip((paces - _LOWEST) / (_HIGHEST - _LOWEST) * _BINS, 0, _BINS - 1).astype(np.int64)
        self.bins += np.bincount(bins, minlength=_BINS)
        for extremes in self.extremes:
            extremes.add(paces, what)


class PaceMeter(Generic[T]):
    """Takes seconds per character by voice; knows each voice's median and what departs from it most.

    The slowest and fastest of a voice stay the slowest and fastest wherever its median will turn out to be: keeping
    `keep` of each is enough to find the oddest.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._voices: dict[str, _Voice[T]] = {}

    def add(self, voices: Sequence[str], seconds_per_character: NDArray[np.float64], what: Callable[[int], T]) -> None:
        """Adds what voices spoke; `what(i)` tells what the i-th is, and is asked only of those that stand out."""
        paces = np.log(np.maximum(seconds_per_character, 1e-6))
        names, codes = np.unique(np.asarray(voices, dtype=str), return_inverse=True)
        for code, name in enumerate(names.tolist()):
            places = np.flatnonzero(codes == code)
            voice = self._voices.setdefault(name, _Voice(self._keep))
            voice.add(paces[places], lambda i, places=places: what(int(places[i])))  # type: ignore[misc]

    def oddest(self) -> list[Odd[T]]:
        """Returns what departs most from its voice's pace, oddest first."""
        found: list[Odd[T]] = []
        for voice in self._voices.values():
            median, sigma = _median_and_sigma(voice.bins)
            # Where few were added, the same stand at both ends.
            extremes = {what: pace for ends in voice.extremes for pace, what in ends.kept}
            for what, pace in extremes.items():
                found.append(Odd(what, float(np.exp(pace - median)), abs(pace - median) / sigma))
        return sorted(found, key=lambda odd: -odd.sigmas)


def _median_and_sigma(bins: NDArray[np.int64]) -> tuple[float, float]:
    """Returns the median of binned logarithms and their robust standard deviation."""
    centres = _LOWEST + (np.arange(_BINS) + 0.5) * (_HIGHEST - _LOWEST) / _BINS
    median = _weighted_median(centres, bins)
    return median, max(_LEAST_SIGMA, _SIGMAS_PER_MAD * _weighted_median(np.abs(centres - median), bins))


def _weighted_median(values: NDArray[np.float64], weights: NDArray[np.int64]) -> float:
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])
