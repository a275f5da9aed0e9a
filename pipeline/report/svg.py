"""Small plots as SVG: their colours come from the page's style, so that they follow it into the dark and into print."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.pages import breakable

WIDTH, HEIGHT = 420, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 10, 28, 40
_MOST_LOG_MARKS = 7


@dataclass(frozen=True)
class Axis:
    """An axis from `low` to `high` in the data's unit; `ticks` are its marks and how they are written."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    label: str

    def share(self, value: float) -> float:
        """Returns where a value lies between the ends, from 0 to 1."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low or 1.0)))


def linear_axis(
    low: float, high: float, label: str, write: Callable[[float], str] = "{:,.6g}".format, least_step: float = 0.0
) -> Axis:
    """Returns an axis with a few marks at round numbers, widened to its outermost marks."""
    step = max(least_step, _round_step((high - low or abs(high) or 1.0) / 5))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple((index * step, write(round(index * step, 9))) for index in range(first, max(last, first + 1) + 1))
    return Axis(ticks[0][0], ticks[-1][0], ticks, label)


def _round_step(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return power * next(factor for factor in (1, 2, 2.5, 5, 10) if step <= factor * power * 1.001)


def log_axis(low: float, high: float, label: str, marks: Mapping[float, str]) -> Axis:
    """Returns an axis of decimal logarithms with those of the marks that lie on it, fewer where they crowd."""
    ticks = [(math.log10(value), text) for value, text in marks.items() if low <= math.log10(value) <= high]
    every = math.ceil(len(ticks) / _MOST_LOG_MARKS) or 1
    return Axis(low, high, tuple(ticks[::every]), label)


class Plot:
    """A plot with two axes; what is drawn is in the axes' units."""

    def __init__(self, title: str, x: Axis, y: Axis) -> None:
        self._title, self._x, self._y = title, x, y
        self._marks: list[Markup] = []

    def left_of(self, x: float) -> float:
        """Returns an x coordinate of the drawing."""
        return _LEFT + self._x.share(x) * (WIDTH - _LEFT - _RIGHT)

    def top_of(self, y: float) -> float:
        """Returns a y coordinate of the drawing."""
        return HEIGHT - _BOTTOM - self._y.share(y) * (HEIGHT - _TOP - _BOTTOM)

    def column(self, low: float, high: float, value: float, note: str) -> None:
        """Draws a bar from the ground, between two x."""
        left, right, top = self.left_of(low), self.left_of(high), self.top_of(value)
        height = self.top_of(self._y.low) - top
        box = _attributes(x=left + 0.3, y=top, width=max(0.6, right - left - 0.6), height=height)
        self._marks.append(Markup('<rect class="bar" {}><title>{}</title></rect>').format(box, note))

    def dot(self, x: float, y: float, weight: float, note: str) -> None:
        """Draws a dot; `weight` from 0 to 1 is how much of it is seen."""
        place = _attributes(cx=self.left_of(x), cy=self.top_of(y), r=2.8, opacity=0.25 + 0.75 * weight)
        self._marks.append(Markup('<circle class="dot" {}><title>{}</title></circle>').format(place, note))

    def ring(self, x: float, y: float, label: str) -> None:
        """Draws a labelled ring round something worth a look."""
        left, top = self.left_of(x), self.top_of(y)
        self._marks.append(Markup('<circle class="ring" {}/>').format(_attributes(cx=left, cy=top, r=5)))
        self._marks.append(Markup('<text class="named" {}>{}</text>').format(_attributes(x=left, y=top - 8), label))

    def line(self, points: Iterable[tuple[float, float]]) -> None:
        """Draws a line through points, and tints what lies under it."""
        places = [(self.left_of(x), self.top_of(y)) for x, y in points]
        path = " ".join(f"{left:.1f},{top:.1f}" for left, top in places)
        ground = self.top_of(self._y.low)
        area = f"{places[0][0]:.1f},{ground:.1f} {path} {places[-1][0]:.1f},{ground:.1f}"
        self._marks.append(Markup('<polygon class="area" points="{}"/>').format(area))
        self._marks.append(Markup('<polyline class="line" points="{}"/>').format(path))

    def rule(self, x: float, label: str) -> None:
        """Draws a labelled vertical line."""
        left = self.left_of(x)
        ends = _attributes(x1=left, x2=left, y1=_TOP, y2=HEIGHT - _BOTTOM)
        side = "end" if self._x.share(x) > 0.5 else "start"
        place = _attributes(x=left + (3 if side == "end" else -3), y=_TOP - 5)  # above all that is drawn
        self._marks.append(Markup('<line class="target" {}/>').format(ends))
        self._marks.append(Markup('<text class="named" text-anchor="{}" {}>{}</text>').format(side, place, label))

    def draw(self) -> Markup:
        """Returns the drawing."""
        drawing = Markup('<svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
        return drawing.format(WIDTH, HEIGHT, self._title, Markup("").join([*self._grid(), *self._marks]))

    def _grid(self) -> Iterable[Markup]:
        ground = HEIGHT - _BOTTOM
        for value, text in self._y.ticks:
            top = self.top_of(value)
            yield Markup('<line class="grid" {}/>').format(_attributes(x1=_LEFT, x2=WIDTH - _RIGHT, y1=top, y2=top))
            yield Markup('<text text-anchor="end" {}>{}</text>').format(_attributes(x=_LEFT - 6, y=top + 3.5), text)
        for value, text in self._x.ticks:
            place = _attributes(x=self.left_of(value), y=ground + 15)
            yield Markup('<text text-anchor="middle" {}>{}</text>').format(place, text)
        middle = _attributes(x=(_LEFT + WIDTH - _RIGHT) / 2, y=HEIGHT - 6)
        yield Markup('<text class="axis" text-anchor="middle" {}>{}</text>').format(middle, self._x.label)
        yield Markup('<text class="axis" {}>{}</text>').format(_attributes(x=2, y=10), self._y.label)


def _attributes(**values: float) -> Markup:
    return Markup(" ").join(Markup('{}="{}"').format(name, f"{value:.4g}") for name, value in values.items())


@dataclass(frozen=True)
class Bar:
    """A named amount, as the parts that it has; each part is its kind (a colour) and its amount."""

    label: str
    parts: Sequence[tuple[str, float]]
    text: str
    note: str = ""

    @property
    def total(self) -> float:
        return sum(amount for _, amount in self.parts)


def bars(rows: Sequence[Bar], caption: str) -> Markup:
    """Returns horizontal bars as a table: the numbers stand beside them for who cannot see them."""
    longest = max((row.total for row in rows), default=0) or 1
    line = Markup('<tr><th scope="row"{}>{}</th><td class="drawn">{}</td><td>{}</td></tr>')
    notes = (Markup(' title="{}"').format(row.note) if row.note else "" for row in rows)
    lines = (line.format(note, breakable(row.label), _bar(row, longest), row.text) for row, note in zip(rows, notes))
    table = Markup('<table class="bars"><caption class="hidden">{}</caption><tbody>{}</tbody></table>')
    return table.format(caption, Markup("").join(lines))


def _bar(row: Bar, longest: float) -> Markup:
    left, parts = 0.0, []
    for kind, amount in row.parts:
        width = 100 * amount / longest
        parts.append(Markup('<rect class="{}" {}/>').format(kind, _attributes(x=left, y=0, width=width, height=10)))
        left += width
    drawing = Markup('<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>')
    return drawing.format(Markup("").join(parts))
