"""What is said of a chart: type, title, axes, trend and extremes, in at most sixty words (rule I5)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.captioning.charts.axes import Axis, axes_of, continued, has_multiplier
from models.captioning.charts.colour_bars import without_colour_bars
from models.captioning.charts.course import course_of
from models.captioning.charts.marks import Box, ChartType, Marks, marks_of
from models.captioning.charts.round import RoundChart, round_chart_of
from models.captioning.charts.titles import axis_label, heads_all, title_lines
from models.captioning.statistics import Pixels, PixelStatistics
from models.captioning.text_lines import TextLine

MOST_WORDS = 60
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def describe_chart(pixels: Pixels, statistics: PixelStatistics, lines: Sequence[TextLine]) -> str:
    """Returns what a chart shows, in English; empty where neither a title nor an axis nor a share can be read."""
    words = title_lines(lines, pixels)
    title = " ".join(line.text for line in words)
    pie = round_chart_of(pixels, statistics.background)
    if pie is not None:
        return _titled(_pie(pie), title)
    axes = without_colour_bars(axes_of(lines), pixels, statistics.background)
    if axes.has_panels:
        return _titled("chart of several panels", title) if heads_all(words, axes) else ""
    horizontal = continued(axes.horizontal[0], pixels, lines) if axes.horizontal else None
    vertical = continued(axes.vertical[0], pixels, lines) if axes.vertical else None
    if (horizontal is None and vertical is None) or has_multiplier(lines):
        return _titled("chart", title) if title else ""
    if vertical is not None and not _is_right_above(words, vertical):
        title = ""  # of a legend, or of another picture above the chart
    plot = _below(words, plot_of(pixels, horizontal, vertical))
    marks = marks_of(pixels, plot, is_numeric=horizontal is not None)
    if marks.type is ChartType.POINTS and not (horizontal and horizontal.is_whole):
        marks = Marks(ChartType.OTHER)  # the points of a surface in space, or of categories
    known = [
        *_range(horizontal, lines),
        *_range(vertical, lines),
        *course_of(marks, horizontal, vertical, lines, plot.right - plot.left),
    ]
    return _shortened([_titled(_type(marks), title), *known]) if title or known else ""


def plot_of(pixels: Pixels, horizontal: Axis | None, vertical: Axis | None) -> Box:
    """Returns the part of a chart that its axes bound: right of the vertical labels, above the horizontal ones."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = 0.0, 0.0, float(width), float(height)
    if vertical is not None:
        edge = max(tick.line.right for tick in vertical.ticks)
        left = edge + 2 if edge < width / 2 else left
        right = right if edge < width / 2 else min(tick.line.left for tick in vertical.ticks) - 2
        spacing = vertical.spacing
        top = max(top, min(tick.place for tick in vertical.ticks) - spacing)
        bottom = min(bottom, max(tick.place for tick in vertical.ticks) + spacing)
    if horizontal is not None:
        bottom = min(tick.line.top for tick in horizontal.ticks) - 1
        left = max(left, min(tick.place for tick in horizontal.ticks) - horizontal.spacing)
        right = min(right, max(tick.place for tick in horizontal.ticks) + horizontal.spacing)
    return Box(round(left), round(top), max(round(right), round(left) + 1), max(round(bottom), round(top) + 1))


def _is_right_above(title: Sequence[TextLine], axis: Axis) -> bool:
    """Says whether a title stands above a vertical axis and nearer to it than the axis is long."""
    top = min(tick.line.bottom for tick in axis.ticks)
    return all(top - axis.length < line.bottom <= top for line in title)


def _below(title: Sequence[TextLine], plot: Box) -> Box:
    """Returns the part of a plot that is below the words above it, which are no marks."""
    end = max((round(line.bottom) for line in title), default=0)
    return replace(plot, top=min(max(plot.top, end), plot.bottom - 1))


def _titled(kind: str, title: str) -> str:
    return f"{kind[:1].upper()}{kind[1:]}, titled “{title}”." if title else f"{kind[:1].upper()}{kind[1:]}."


def _type(marks: Marks) -> str:
    if marks.series < 2:
        return str(marks.type)
    if marks.type is ChartType.LINES:  # how many is not sure: one may hide another
        return f"{marks.type} with several lines"
    if marks.type is ChartType.BARS:  # a colour may be that of a series or of a bar that is to be seen
        return f"{marks.type} in {_count(marks.series)} colours"
    return f"{marks.type} of {_count(marks.series)} series"


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _pie(pie: RoundChart) -> str:
    kind = ChartType.DONUT if pie.has_hole else ChartType.PIE
    return f"{kind} of {_count(len(pie.shares))} parts, the largest about {round(100 * max(pie.shares))}%"


def _range(axis: Axis | None, lines: Sequence[TextLine]) -> Iterator[str]:
    """Yields what an axis shows and how far its labels reach; nothing where they may reach farther."""
    if axis is None or not axis.is_whole:
        return
    label = axis_label(axis, lines)
    name = f"The {axis.direction} axis, {label}," if label else f"The {axis.direction} axis"
    yield f"{name} runs from {axis.spoken(axis.low.value)} to {axis.spoken(axis.high.value)}."


def _shortened(sentences: Sequence[str]) -> str:
    """Returns the sentences that fit, the first in any case."""
    kept: list[str] = []
    for sentence in sentences:
        if kept and len(" ".join([*kept, sentence]).split()) > MOST_WORDS:
            continue
        kept.append(sentence)
    return " ".join(kept)
