"""How the marks of a chart go: where a line begins and ends, which bar is the highest and which the lowest."""

import re
from collections.abc import Callable, Iterator, Sequence

from models.captioning.charts.axes import Axis
from models.captioning.charts.marks import Bar, ChartType, Curve, Marks
from models.captioning.text_lines import TextLine

# A mark is the highest or lowest where it is apart from the next by this share of the axis's length.
_CLEARLY = 0.02
_STEADY = 0.05
# A power of ten loses its exponent's place.
_POWER = re.compile(r"10\W?\d")
# A line rises or falls that leaves the room between its ends by at most this share of it; others go somewhere.
_DETOUR = 0.5
_FIRM_CORRELATION = 0.6
_WIDEST_LABEL = 0.25
# What is nearer to a peak than this share of the line's length belongs to it.
_PEAK_WIDTH = 0.1

# Returns what stands at a place along the horizontal axis ("at 6"), empty where that is not known.
_Where = Callable[[float], str]


def course_of(
    marks: Marks, horizontal: Axis | None, vertical: Axis | None, lines: Sequence[TextLine], width: float
) -> Iterator[str]:
    """Yields sentences on how the marks go; none where the axes do not give their values. `width` is the plot's."""
    if marks.type is ChartType.HISTOGRAM and horizontal is not None and marks.bars:
        tallest = min(marks.bars, key=lambda bar: bar.end)
        yield f"It is highest near {horizontal.spoken(horizontal.value_at(tallest.middle))}."
    if marks.type is ChartType.POINTS and abs(marks.correlation) >= _FIRM_CORRELATION:
        yield f"The points {'rise' if marks.correlation > 0 else 'fall'} from left to right."
    if vertical is None or vertical.slope > 0:
        return
    where = _naming(horizontal, vertical, lines, width)
    if marks.type in (ChartType.BARS, ChartType.STACKED_BARS):
        yield from _extremes(marks.bars, vertical, where)
    if marks.type is ChartType.LINES:
        yield from _trend(marks.curves[0], vertical, where) if marks.series == 1 else _peak(marks, vertical, where)


def _naming(horizontal: Axis | None, vertical: Axis, lines: Sequence[TextLine], width: float) -> _Where:
    """Returns what names places along the horizontal axis: its numbers, else the words below it."""
    if horizontal is not None:
        return lambda place: f" at {horizontal.spoken(horizontal.value_at(place))}"
    labels = [line for line in _category_labels(vertical, lines) if line.width < _WIDEST_LABEL * width]

    def nearest(place: float) -> str:
        near = [line for line in labels if line.left <= place <= line.right]
        return f" at {near[0].text}" if len(near) == 1 and _POWER.fullmatch(near[0].text) is None else ""

    return nearest


def _category_labels(vertical: Axis, lines: Sequence[TextLine]) -> list[TextLine]:
    """Returns the first row of words below a chart, as wide as the room between them."""
    lowest = max(tick.line.centre[1] for tick in vertical.ticks)
    below = [
        line for line in lines if line.top >= lowest - line.height / 2 and line.left > vertical.ticks[0].line.right
    ]
    first = min((line.centre[1] for line in below), default=0.0)
    return [
        line for line in below if line.is_sure and not line.is_sideways and line.centre[1] - first < line.height / 2
    ]


def _extremes(bars: Sequence[Bar], vertical: Axis, where: _Where) -> Iterator[str]:
    """Yields the highest and the lowest bar where they stand clear of the others."""
    by_height = sorted(bars, key=lambda bar: bar.end)
    for name, bar, other in (("highest", by_height[0], by_height[1]), ("lowest", by_height[-1], by_height[-2])):
        if abs(bar.end - other.end) > _CLEARLY * vertical.length:
            yield f"The {name} bar{where(bar.middle)} is about {vertical.spoken(vertical.value_at(bar.end))}."


def _trend(curve: Curve, vertical: Axis, where: _Where) -> Iterator[str]:
    """Yields where a single line begins and ends, and its peak; nothing where an end stands upright."""
    if max(curve.rows[at] - curve.tops[at] for at in (0, -1)) > _CLEARLY * vertical.length:
        return
    first, last = (float(curve.rows[at]) for at in (0, -1))
    start, end = (vertical.spoken(vertical.value_at(row)) for row in (first, last))
    begin, finish = (where(float(curve.columns[at])) for at in (0, -1))
    beyond = max(min(first, last) - curve.tops.min(), curve.rows.max() - max(first, last))
    if abs(last - first) < _CLEARLY * vertical.length:
        yield f"The line begins and ends at about {start}."
    else:
        way = "falls" if last > first else "rises"
        way = "goes" if beyond > _DETOUR * abs(last - first) else way
        yield f"The line {way} from about {start}{begin} to about {end}{finish}."
    top = int(curve.tops.argmin())
    if min(first, last) - float(curve.tops[top]) > _STEADY * vertical.length and _is_only_peak(curve, top, vertical):
        peak = vertical.spoken(vertical.value_at(float(curve.tops[top])))
        yield f"It peaks at about {peak}{where(float(curve.columns[top]))}."


def _is_only_peak(curve: Curve, top: int, vertical: Axis) -> bool:
    """Says whether the line comes near its highest point only there."""
    away = abs(curve.columns - curve.columns[top]) > _PEAK_WIDTH * (curve.columns[-1] - curve.columns[0])
    return not (curve.tops[away] - curve.tops[top] < _STEADY * vertical.length).any()


def _peak(marks: Marks, vertical: Axis, where: _Where) -> Iterator[str]:
    """Yields the highest point of several lines where it stands clear of the other lines' highest points."""
    highest, next_highest, *_ = sorted(marks.curves, key=lambda curve: float(curve.tops.min()))
    if float(next_highest.tops.min() - highest.tops.min()) > _CLEARLY * vertical.length:
        place = int(highest.tops.argmin())
        value = vertical.spoken(vertical.value_at(float(highest.tops[place])))
        yield f"The highest point{where(float(highest.columns[place]))} is about {value}."
