"""Axis labels too small to be read: rows of ink at the left edge, as high as each other and evenly apart."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.captioning.statistics import Pixels, luma_of

_INK = 40.0
_LEFT_PART, _STRIP = 0.25, 0.03
_FEWEST_ROWS = 6
_LOWEST_ROW, _HIGHEST_ROW = 0.01, 0.06
# Most rows have the usual height and distance, within a quarter of it.
_TOLERANCE, _MOST = 0.25, 0.75


def has_label_column(pixels: Pixels, background: tuple[int, int, int]) -> bool:
    """Says whether a column of small, even rows of ink stands at the left of a picture, as labels of an axis do."""
    paper = luma_of(np.array([[background]], dtype=np.uint8))[0, 0]
    width = pixels.shape[1]
    ink = np.abs(luma_of(pixels[:, : int(_LEFT_PART * width)]) - paper) > _INK
    strip = max(int(_STRIP * width), 8)
    return any(_is_even(ink[:, left : left + strip].any(axis=1)) for left in range(0, ink.shape[1] - strip, strip // 2))


def _is_even(rows: NDArray[np.bool_]) -> bool:
    """Says whether the runs of true values are many, small, alike and evenly apart, with blank rows between."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], rows, [False]]).astype(np.int8))).reshape(-1, 2)
    sizes = (edges[:, 1] - edges[:, 0]) / len(rows)
    runs = edges[(sizes > _LOWEST_ROW) & (sizes < _HIGHEST_ROW)].tolist()
    if len(runs) < _FEWEST_ROWS:
        return False
    heights = np.array([end - start for start, end in runs])
    pitches = np.array([after[0] - before[0] for before, after in pairwise(runs)])
    return _share_alike(heights) > _MOST and _share_alike(pitches) > _MOST


def _share_alike(sizes: NDArray[np.int64]) -> float:
    usual = float(np.median(sizes))
    return float((np.abs(sizes - usual) <= _TOLERANCE * usual).mean())
