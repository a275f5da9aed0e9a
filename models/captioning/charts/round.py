"""Pie and donut charts, told by their outline: they may have no number and no word."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.captioning.statistics import Pixels

# Colours are the same where no channel differs by more than this; greys have channels that differ by less.
_NEAR = 24
_STRAY_PIXELS = 2
_SMALLEST_DIAMETER = 80
_LARGEST_SKEW = 0.06
_ANGLES = 720
# Where the slices and the paper around are looked at, in radii from the centre.
_RIM, _OUTSIDE = 0.82, 1.09
_SHARE_OF_FLAT_RIM, _SHARE_OF_FLAT_RUN = 0.9, 0.9
_FEWEST_SLICES, _MOST_SLICES, _SMALLEST_SLICE = 3, 16, 0.01


@dataclass(frozen=True)
class RoundChart:
    """A pie or, with a hole, a donut; the shares of its slices, clockwise, 0 to 1."""

    shares: tuple[float, ...]
    has_hole: bool


def round_chart_of(pixels: Pixels, background: tuple[int, int, int]) -> RoundChart | None:
    """Returns the pie or donut in a picture on a plain background, or None where there is none.

    The coloured part must be as wide as high, end in the background all around, and have flat colours along its rim.
    """
    coloured = pixels.max(axis=2).astype(np.int16) - pixels.min(axis=2) > _NEAR
    left, right = _longest_run(coloured.sum(axis=0) > _STRAY_PIXELS)
    top, bottom = _longest_run(coloured[:, left:right].sum(axis=1) > _STRAY_PIXELS)
    diameter = right - left
    if diameter < _SMALLEST_DIAMETER or abs(diameter - (bottom - top)) > _LARGEST_SKEW * diameter:
        return None
    centre, radius = ((left + right) / 2, (top + bottom) / 2), diameter / 2
    paper = np.array(background, dtype=np.uint8)
    framed = np.full((pixels.shape[0] + 2, pixels.shape[1] + 2, 3), paper)
    framed[1:-1, 1:-1] = pixels
    if not _is_near(_around(framed, centre, _OUTSIDE * radius + 1), paper).mean() > _SHARE_OF_FLAT_RIM:
        return None
    shares = _slices(_around(framed, centre, _RIM * radius), paper)
    if shares is None:
        return None
    return RoundChart(shares, has_hole=bool(_is_near(pixels[int(centre[1]), int(centre[0])], paper)))


def _around(pixels: Pixels, centre: tuple[float, float], radius: float) -> Pixels:
    """Returns the colours along a circle, clockwise from the top; beyond the array, those of its edge."""
    angles = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
    rows = (centre[1] - radius * np.cos(angles)).round().astype(int).clip(0, pixels.shape[0] - 1)
    columns = (centre[0] + radius * np.sin(angles)).round().astype(int).clip(0, pixels.shape[1] - 1)
    colours: Pixels = pixels[rows, columns]
    return colours


def _is_near(colours: Pixels, colour: Pixels) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = (np.abs(colours.astype(np.int16) - colour) <= _NEAR).all(axis=-1)
    return near


def _slices(rim: Pixels, paper: Pixels) -> tuple[float, ...] | None:
    """Returns the shares of the flat runs of colour along a rim, or None where it is not made of a few such runs."""
    changes = np.flatnonzero(~_is_near(rim, np.roll(rim, 1, axis=0)))
    if len(changes) < _FEWEST_SLICES:
        return None
    runs = np.split(np.roll(rim, -changes[0], axis=0), changes[1:] - changes[0])
    slices = [run for run in runs if len(run) >= _SMALLEST_SLICE * len(rim) and not _is_near(run[0], paper)]
    shares = np.array(
        [len(run) / len(rim) for run in slices if _is_near(run, np.median(run, axis=0)).mean() > _SHARE_OF_FLAT_RUN]
    )
    if not _FEWEST_SLICES <= len(shares) <= _MOST_SLICES or shares.sum() < _SHARE_OF_FLAT_RIM:
        return None
    return tuple(float(share) for share in shares / shares.sum())


def _longest_run(present: NDArray[np.bool_]) -> tuple[int, int]:
    """Returns the start and end of the longest run of true values; 0, 0 where there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], present, [False]]).astype(np.int8))).reshape(-1, 2)
    if not len(edges):
        return 0, 0
    start, end = edges[(edges[:, 1] - edges[:, 0]).argmax()]
    return int(start), int(end)
