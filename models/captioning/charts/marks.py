"""What a chart draws, found by its colours: bars, lines, points, areas, and how high they reach."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from models.captioning.statistics import Pixels

Mask = NDArray[np.bool_]

# A colour counts where its channels differ by more than this; frames, grids and text are grey.
_GREY = 40
# A mark's pixels differ from its colour by less than this in every channel; anti-aliased edges differ by more.
_NEAR = 30
# A picture of so many colours is no chart of series, but a heat map or a photograph.
_MOST_COLOURS = 6
_FEWEST_PIXELS = 0.002
# Lines may be black or a dark grey; what is as long as this share of the plot and straight is its frame.
_DARK, _FRAME_SHARE = 110, 0.6
# Pieces of a line that are at most twice as many pixels apart are one.
_PART_GAP = 2
_THIN = 10  # the percentile of a line's height in its columns that is its stroke, where it is not steep
# More dots than this, of this height at least, are no line, though they may run into one.
_MOST_DOTS, _SMALLEST_DOT = 4, 4
_SMALLEST_PLATEAU = 3
_LINE_REACH, _LINE_THICKNESS = 0.5, 0.06
_FEWEST_POINTS, _SMALLEST_POINT, _LARGEST_POINT = 12, 6, 0.004
# Points stand one above the other; the pieces of a broken line stand side by side.
_OVERLAP = 1.25
# Bars touch where the gaps between them are at most this share of their width.
_TOUCHING, _FEWEST_BINS = 0.15, 6
_STACKED = 0.6


class ChartType(StrEnum):
    """What a chart is called, as far as its marks show it."""

    BARS = "bar chart"
    STACKED_BARS = "stacked bar chart"
    HORIZONTAL_BARS = "horizontal bar chart"
    HISTOGRAM = "histogram"
    LINES = "line chart"
    POINTS = "scatter plot"
    PIE = "pie chart"
    DONUT = "donut chart"
    OTHER = "chart"


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels; `right` and `bottom` are the first column and row beyond it."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Bar:
    """An upright bar: the middle of its width and its top, in pixels of the picture."""

    middle: float
    end: float


@dataclass(frozen=True, eq=False)
class Curve:
    """A line of a chart: where it stands at its columns and how high it comes there, in pixels of the picture."""

    columns: NDArray[np.int64]
    rows: NDArray[np.float64]
    tops: NDArray[np.float64]


@dataclass(frozen=True)
class Marks:
    """The marks of a chart.

    `series` is the number of its colours, 0 where that is not sure. `correlation` is that of the points' horizontal
    place and height, -1 to 1.
    """

    type: ChartType
    series: int = 0
    bars: tuple[Bar, ...] = ()
    curves: tuple[Curve, ...] = ()
    correlation: float = 0.0


def marks_of(pixels: Pixels, plot: Box, *, is_numeric: bool) -> Marks:
    """Returns what is drawn inside the plot; `is_numeric` says whether numbers stand along the horizontal axis."""
    region = pixels[plot.top : plot.bottom, plot.left : plot.right]
    masks = _masks_of(region)
    if not masks:
        return Marks(ChartType.OTHER)
    union: Mask = np.logical_or.reduce(masks)
    bars = _bars(union)
    if bars is not None:
        return _bar_chart(bars, masks, plot, is_numeric=is_numeric)
    if _bars(union.T[::-1]) is not None:
        return Marks(ChartType.HORIZONTAL_BARS)
    points = [mask for mask in masks if _is_points(mask)]
    if points:
        return Marks(ChartType.POINTS, correlation=_correlation(points[0]) if len(points) == 1 else 0.0)
    curves = [curve for mask in masks if _dots(mask) <= _MOST_DOTS and (curve := _curve(mask, plot)) is not None]
    if curves and len(curves) == len(masks):
        black = _curve(_black(region), plot)
        curves += [black] if black is not None else []
        return Marks(ChartType.LINES, len(curves), curves=tuple(curves))
    return Marks(ChartType.OTHER)


def _masks_of(region: Pixels) -> list[Mask]:
    """Returns one mask a colour of marks, the largest first; none where there are more colours than series have."""
    wide = region.astype(np.int16)
    remaining: Mask = wide.max(axis=2) - wide.min(axis=2) > _GREY
    masks: list[Mask] = []
    while len(masks) < _MOST_COLOURS and remaining.sum() > _FEWEST_PIXELS * remaining.size:
        colour = _commonest(region[remaining])
        near: Mask = np.abs(wide - colour).max(axis=2) < _NEAR
        remaining &= ~ndimage.binary_dilation(near, iterations=2)
        if near.sum() > _FEWEST_PIXELS * near.size:
            masks.append(near)
    return masks if len(masks) < _MOST_COLOURS else []


def _black(region: Pixels) -> Mask:
    """Returns where a plot is black or dark grey, without its frame and its axes."""
    dark: Mask = region.max(axis=2) < _DARK
    dark[dark.mean(axis=1) > _FRAME_SHARE] = False
    dark[:, dark.mean(axis=0) > _FRAME_SHARE] = False
    return dark


def _commonest(colours: Pixels) -> NDArray[np.float64]:
    """Returns the median of the commonest cell of colours, 4 bits a channel."""
    cells = (colours >> 4).astype(np.int32) @ np.array([256, 16, 1], dtype=np.int32)
    median: NDArray[np.float64] = np.median(colours[cells == np.bincount(cells).argmax()], axis=0)
    return median


@dataclass(frozen=True)
class _Bars:
    bars: tuple[Bar, ...]
    has_gaps: bool


def _bars(mask: Mask) -> _Bars | None:
    """Returns the bars that stand on one line, from left to right, or None where the marks are no bars.

    Nearly every column must be one run of pixels that begins at the common base, and nearly every column must reach as
    high as its neighbour: bars are plateaus.
    """
    columns = np.flatnonzero(mask.any(axis=0))
    if len(columns) < 4 * _SMALLEST_PLATEAU:
        return None
    tops = mask[:, columns].argmax(axis=0)
    bottoms = mask.shape[0] - 1 - mask[::-1, columns].argmax(axis=0)
    filled = mask[:, columns].sum(axis=0) / (bottoms - tops + 1)
    base = np.bincount(bottoms).argmax()
    if (np.abs(bottoms - base) <= 2).mean() < 0.85 or (filled > 0.85).mean() < 0.7:
        return None
    breaks = np.flatnonzero((np.abs(np.diff(tops)) > 1) | (np.diff(columns) > 1)) + 1
    runs = [run for run in np.split(np.arange(len(columns)), breaks) if len(run) >= _SMALLEST_PLATEAU]
    if len(runs) < 2 or sum(map(len, runs)) < 0.85 * len(columns):
        return None
    widths = np.array([len(run) for run in runs])
    if widths.max() > 3 * np.median(widths) and len(runs) > 3:
        return None
    gaps = [columns[after[0]] - columns[before[-1]] - 1 for before, after in pairwise(runs)]
    bars = tuple(Bar(float(columns[run].mean()), float(np.median(tops[run]))) for run in runs)
    return _Bars(bars, has_gaps=float(np.median(gaps)) > _TOUCHING * float(np.median(widths)))


def _bar_chart(bars: _Bars, masks: Sequence[Mask], plot: Box, *, is_numeric: bool) -> Marks:
    placed = tuple(Bar(plot.left + bar.middle, plot.top + bar.end) for bar in bars.bars)
    present = np.array([mask.any(axis=0) for mask in masks])
    if len(masks) > 1 and (present.sum(axis=0)[present.any(axis=0)] > 1).mean() > _STACKED:
        return Marks(ChartType.STACKED_BARS, len(masks), placed)
    if is_numeric and not bars.has_gaps and len(placed) >= _FEWEST_BINS:
        # Where the bins of two series overlap, their colours mix to a third.
        return Marks(ChartType.HISTOGRAM, bars=placed if len(masks) == 1 else ())
    return Marks(ChartType.BARS, len(masks), placed)


def _curve(mask: Mask, plot: Box) -> Curve | None:
    """Returns the line that a mask is, or None where it is too thick, too short or too often broken."""
    if not mask.any():
        return None
    mask = _without_samples(mask)
    columns = np.flatnonzero(mask.any(axis=0))
    reach = columns[-1] - columns[0] + 1
    if reach < _LINE_REACH * mask.shape[1] or len(columns) < 0.6 * reach:
        return None
    rows = np.arange(mask.shape[0])[:, None]
    inside = mask[:, columns]
    counts = inside.sum(axis=0)
    if np.median(counts) > max(_LINE_THICKNESS * mask.shape[0], 4):
        return None
    tops, bottoms = inside.argmax(axis=0), mask.shape[0] - 1 - inside[::-1].argmax(axis=0)
    if (counts >= 0.6 * (bottoms - tops + 1)).mean() < 0.7:
        return None
    middles, tops = (inside * rows).sum(axis=0) / counts, tops + (np.percentile(counts, _THIN) - 1) / 2
    return Curve(plot.left + columns, plot.top + middles, plot.top + np.minimum(middles, tops))


def _without_samples(mask: Mask) -> Mask:
    """Returns a mask without the parts that stand above or below larger ones, as a legend's sample of the line does."""
    parts, count = ndimage.label(ndimage.binary_dilation(mask, iterations=_PART_GAP))
    spans = ndimage.find_objects(parts)
    sizes = np.bincount(parts[mask], minlength=count + 1)
    covered = np.zeros(mask.shape[1], dtype=np.bool_)
    kept = np.zeros(count + 1, dtype=np.bool_)
    for part in np.argsort(-sizes[1:]) + 1:
        columns = slice(spans[part - 1][1].start + _PART_GAP, spans[part - 1][1].stop - _PART_GAP)
        kept[part] = not covered[columns].any()
        covered[columns] |= bool(kept[part])
    whole: Mask = mask & kept[parts]
    return whole


def _dots(mask: Mask) -> int:
    """Returns how many parts of a mask stand alone, are about as wide as high, and of one size."""
    parts = ndimage.find_objects(ndimage.label(mask, structure=np.ones((3, 3)))[0])
    sides = [(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in parts]
    dots = Counter(height for height, width in sides if height >= _SMALLEST_DOT and abs(height - width) <= 1)
    return max((dots[height] + dots[height + 1] for height in dots), default=0)


def _is_points(mask: Mask) -> bool:
    """Says whether most of a mask is small, compact parts of about one size; points that touch are left aside."""
    labels, count = ndimage.label(mask, structure=np.ones((3, 3)))
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    boxes = ndimage.find_objects(labels)
    sides = np.array([(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in boxes])
    is_compact = (areas >= _SMALLEST_POINT) & (sides.max(axis=1) <= 1.5 * sides.min(axis=1))
    if is_compact.sum() < _FEWEST_POINTS:
        return False
    size = float(np.median(areas[is_compact]))
    alike = is_compact & (areas < 3 * size) & (areas > size / 3)
    covered = np.zeros(mask.shape[1], dtype=np.bool_)
    for place in np.flatnonzero(alike):
        covered[boxes[place][1]] = True
    return (
        size < _LARGEST_POINT * mask.size
        and alike.sum() >= max(_FEWEST_POINTS, 0.5 * (areas >= _SMALLEST_POINT).sum())
        and sides[alike, 1].sum() > _OVERLAP * covered.sum()
    )


def _correlation(mask: Mask) -> float:
    """Returns the correlation of a mask's pixels: 1 where they lie on a line that rises to the right."""
    rows, columns = np.nonzero(mask)
    return -float(np.corrcoef(columns, rows)[0, 1])
