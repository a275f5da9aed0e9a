"""Bars of colours beside maps and heat maps: their numbers are a legend's, not an axis's of the plot."""

from dataclasses import replace

import numpy as np

from models.captioning.charts.axes import Axes, Axis
from models.captioning.statistics import Pixels

_NEAR = 24
_FILLED_SHARE = 0.8  # colours that part from the middle are as pale as paper there
# The bar ends this near to its numbers, in heights of theirs. It is so many pixels thick, and at most this share of its
# length.
_FARTHEST, _THINNEST, _THICKEST = 2.5, 4, 0.25
_FEWEST_COLOURS, _FINE_BITS = 3, 5  # colours differ in the upper three bits of a channel


def without_colour_bars(axes: Axes, pixels: Pixels, background: tuple[int, int, int]) -> Axes:
    """Returns the axes without vertical ones whose numbers stand to the right of a bar of colours."""
    vertical = tuple(axis for axis in axes.vertical if not _stands_by_colours(axis, pixels, background))
    return replace(axes, vertical=vertical)


def _stands_by_colours(axis: Axis, pixels: Pixels, background: tuple[int, int, int]) -> bool:
    """Says whether a filled strip of several colours goes along a vertical axis, left of its numbers."""
    first, last = sorted((round(axis.low.place), round(axis.high.place)))
    edge = min(tick.line.left for tick in axis.ticks)
    before = pixels[max(first, 0) : last + 1, : max(round(edge), 0)]
    paper = np.array(background, dtype=np.int16)
    is_drawn = np.abs(before.astype(np.int16) - paper).max(axis=2) > _NEAR
    filled = np.flatnonzero(is_drawn.mean(axis=0) > _FILLED_SHARE)
    runs = np.split(filled, np.flatnonzero(np.diff(filled) > 1) + 1)
    return any(
        _THINNEST <= len(run) <= _THICKEST * len(before)
        and edge - run[-1] < _FARTHEST * axis.low.line.height
        and len(np.unique(before[:, run[len(run) // 2]] >> _FINE_BITS, axis=0)) >= _FEWEST_COLOURS
        for run in runs
    )
