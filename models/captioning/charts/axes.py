"""The axes of a chart, from the numbers that stand along its edges."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, pairwise

import numpy as np

from models.captioning.statistics import Pixels, luma_of
from models.captioning.text_lines import TextLine

_MINUS = ("-", "\N{MINUS SIGN}")
_NUMBER = re.compile(
    r"(?P<sign>[-+\N{MINUS SIGN}]?)(?P<prefix>[$€£]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<suffix>\s?(?:%|°[CF]?|[kKmMbB]n?)?)[-+_=|]?"  # a tick mark is often read as a character
)
# The exponents of a logarithmic axis are read raised ("10⁻2"), level with a sign ("10-1"), or as digits (10² as 102).
_MULTIPLIER = re.compile(r"[x×]?\s*1[eE][-+]?\d+|[x×]\s*10\S{0,2}|10\s?(?:[-\N{MINUS SIGN}⁻]\d|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]\d?)")
_POWER = re.compile(r"10\d")
_FEWEST_TICKS = 3
_MOST = 0.6
# Labels of one axis share an edge or a middle within this share of their height.
_ALIGNED = 0.6
# A tick may lie this share of the axis's length beside the straight line through all of them.
_STRAIGHT = 0.012
# Values are whole steps apart within this share of a step; of a row of labels, few are missing.
_EVEN = 0.1
_MOST_STEPS_BETWEEN = 6
# A label that was not read shows as this share of dark pixels where it must stand, and none before and after it, within
# this share of its height: what goes on there is a line or a picture.
_INK, _INKED_SHARE = 48.0, 0.02
_GAP, _BLANK_SHARE = 0.3, 0.02
_FEWEST_LETTERS_OF_WORDS = 3


class Direction(StrEnum):
    """Which way the values of an axis run."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


@dataclass(frozen=True)
class Tick:
    """A number beside an axis, its place along it in pixels, and the units written with it (`$`, `%`, `M`)."""

    value: float
    place: float
    line: TextLine
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Axis:
    """A linear axis: `value = slope * place + offset`; ticks in the order of their places.

    It is not `is_whole` where there may be further ticks beyond its ends, which were not read.
    """

    direction: Direction
    ticks: tuple[Tick, ...]
    slope: float
    offset: float
    is_whole: bool = True

    @property
    def low(self) -> Tick:
        return min(self.ticks, key=lambda tick: tick.value)

    @property
    def high(self) -> Tick:
        return max(self.ticks, key=lambda tick: tick.value)

    @property
    def step(self) -> float:
        """The least difference between the values of two ticks."""
        values = sorted(tick.value for tick in self.ticks)
        return min(after - before for before, after in pairwise(values))

    @property
    def spacing(self) -> float:
        """The distance of two ticks, in pixels."""
        return abs(self.step / self.slope)

    @property
    def length(self) -> float:
        """The distance of the outermost ticks, in pixels."""
        return abs(self.high.place - self.low.place)

    def spoken(self, value: float) -> str:
        """Returns a value as the axis writes its own, rounded to a tenth of a step."""
        is_whole = self.step >= 2 and all(tick.value == round(tick.value) for tick in self.ticks)
        exponent = max(math.floor(math.log10(self.step / 10) + 1e-9), 0 if is_whole else -9)
        rounded = round(round(value / 10**exponent) * 10.0**exponent, max(-exponent, 0)) + 0.0
        text = f"{rounded:.{max(-exponent, 0)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        prefixes = {tick.prefix for tick in self.ticks if tick.value}
        suffixes = {tick.suffix for tick in self.ticks if tick.value}
        prefix = prefixes.pop() if len(prefixes) == 1 else ""
        suffix = suffixes.pop() if len(suffixes) == 1 else ""
        return f"-{prefix}{text[1:]}{suffix}" if text.startswith("-") else f"{prefix}{text}{suffix}"

    def value_at(self, place: float) -> float:
        """Returns the value at a place along the axis, in pixels."""
        return self.slope * place + self.offset

    def place_of(self, value: float) -> float:
        """Returns where a value stands along the axis, in pixels."""
        return (value - self.offset) / self.slope


def number_of(text: str) -> float | None:
    """Returns the number that a label is (`+10%`, `1,200`, `-0.5`, `$3`), or None where it is none."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    value = float(match["digits"].replace(",", ""))
    return -value if match["sign"] in _MINUS else value


def has_multiplier(lines: Sequence[TextLine]) -> bool:
    """Says whether a power of ten stands by an axis (`1e7`, `×10⁷`, `10⁻2`), so that numbers are not its values."""
    return any(_MULTIPLIER.fullmatch(line.text) for line in lines)


def _tick(line: TextLine, place: float) -> Tick | None:
    match, value = _NUMBER.fullmatch(line.text), number_of(line.text)
    if match is None or value is None or not line.is_sure:
        return None
    return Tick(value, place, line, match["prefix"], match["suffix"].strip())


@dataclass(frozen=True)
class Axes:
    """The linear numeric axes of a picture, most ticks first; several in a direction are those of several panels."""

    horizontal: tuple[Axis, ...]
    vertical: tuple[Axis, ...]

    @property
    def has_panels(self) -> bool:
        return len(self.horizontal) > 1 or len(self.vertical) > 1

    def __bool__(self) -> bool:
        return bool(self.horizontal or self.vertical)


def axes_of(lines: Sequence[TextLine]) -> Axes:
    """Returns the linear numeric axes that the lines show."""
    return Axes(_axes_along(Direction.HORIZONTAL, lines), _axes_along(Direction.VERTICAL, lines))


_EDGES: dict[Direction, tuple[Callable[[TextLine], float], ...]] = {
    Direction.HORIZONTAL: (lambda line: line.centre[1],),
    Direction.VERTICAL: (lambda line: line.right, lambda line: line.left, lambda line: line.centre[0]),
}


def _axes_along(direction: Direction, lines: Sequence[TextLine]) -> tuple[Axis, ...]:
    """Returns the axes of a direction; of two that share a tick, the one of more ticks."""
    along = 0 if direction is Direction.HORIZONTAL else 1
    ticks = [tick for line in lines if (tick := _tick(line, line.centre[along])) is not None]
    found = [
        axis
        for edge in _EDGES[direction]
        for group in _aligned(ticks, edge)
        for axis in _axes_of_group(direction, group, lines)
    ]
    kept: list[Axis] = []
    for axis in sorted(found, key=lambda axis: -len(axis.ticks)):
        taken = {tick for other in kept for tick in other.ticks}
        if taken.isdisjoint(axis.ticks):
            kept.append(axis)
    return tuple(kept)


def _aligned(ticks: Sequence[Tick], edge: Callable[[TextLine], float]) -> Iterator[list[Tick]]:
    """Yields the groups of numbers that stand in one row or column, each in the order of its places."""
    group: list[Tick] = []
    for tick in sorted(ticks, key=lambda tick: edge(tick.line)):
        if group and edge(tick.line) - edge(group[-1].line) > _ALIGNED * tick.line.height:
            yield sorted(group, key=lambda tick: tick.place)
            group = []
        group.append(tick)
    yield sorted(group, key=lambda tick: tick.place)


def _axes_of_group(direction: Direction, group: Sequence[Tick], lines: Sequence[TextLine]) -> Iterator[Axis]:
    """Yields the axis through aligned numbers, or those of several panels in a row, each of which counts anew."""
    whole = _axis(direction, group, lines)
    if whole is not None:
        others = _axis(direction, [tick for tick in group if tick not in whole.ticks], lines)
        yield from (whole, others) if others is not None else (whole,)
        return
    panels: list[list[Tick]] = []
    for tick in group:
        goes_on = panels and (tick.value > panels[-1][-1].value) == (direction is Direction.HORIZONTAL)
        if goes_on:
            panels[-1].append(tick)
        else:
            panels.append([tick])
    yield from (axis for panel in panels if (axis := _axis(direction, panel, lines)) is not None)


def _axis(direction: Direction, ticks: Sequence[Tick], lines: Sequence[TextLine]) -> Axis | None:
    """Returns the axis through most of the ticks, or None where they are none, or powers of ten."""
    kept = _on_a_line(ticks)
    if all(_POWER.fullmatch(tick.line.text) for tick in kept):
        return None
    if len(kept) < max(_FEWEST_TICKS, _MOST * len(ticks)) or not _is_even(kept):
        return None
    if direction is Direction.VERTICAL and _is_table_column(kept, lines):
        return None
    slope, offset = np.polyfit([tick.place for tick in kept], [tick.value for tick in kept], 1)
    return Axis(direction, tuple(kept), float(slope), float(offset))


def _on_a_line(ticks: Sequence[Tick]) -> list[Tick]:
    """Returns the most ticks whose values are linear in their places; one that was misread is left out."""
    best: list[Tick] = []
    for first, second in combinations(ticks, 2):
        if first.value == second.value or first.place == second.place:
            continue
        pixels_per_unit = (second.place - first.place) / (second.value - first.value)
        tolerance = _STRAIGHT * (ticks[-1].place - ticks[0].place)
        kept = [
            tick
            for tick in ticks
            if abs(first.place + (tick.value - first.value) * pixels_per_unit - tick.place) <= tolerance
        ]
        best = max(best, kept, key=len)
    return best


def _is_even(ticks: Sequence[Tick]) -> bool:
    """Says whether values are whole steps apart, as the labels of an axis are; some may be missing."""
    steps = np.diff(sorted(tick.value for tick in ticks))
    if not steps.min() > 0:
        return False
    counts = steps / steps.min()
    return bool(np.abs(counts - counts.round()).max() < _EVEN and counts.max() <= _MOST_STEPS_BETWEEN)


def _is_table_column(ticks: Sequence[Tick], lines: Sequence[TextLine]) -> bool:
    """Says whether most of the numbers have further text in their row, as in a table or beside a listing."""
    tick_lines = {id(tick.line) for tick in ticks}

    def has_neighbour(tick: Tick) -> bool:
        return any(
            id(line) not in tick_lines
            and number_of(line.text) != tick.value  # that of a panel beside this one
            and abs(line.centre[1] - tick.place) < 0.4 * min(line.height, tick.line.height)
            and not line.is_sideways
            for line in lines
        )

    return sum(map(has_neighbour, ticks)) > len(ticks) / 2


def continued(axis: Axis, pixels: Pixels, lines: Sequence[TextLine]) -> Axis:
    """Returns the axis with the ticks beyond its ends that were not read, but whose ink stands where they must.

    Where something else stands there that may be a tick, the axis is not whole.
    """
    ticks, is_whole = axis.ticks, True
    for value, step in ((axis.high.value, axis.step), (axis.low.value, -axis.step)):
        end = axis.high if step > 0 else axis.low
        for count in range(1, _MOST_STEPS_BETWEEN):
            following = value + count * step
            line, place = _moved(end.line, axis, count * step), axis.place_of(following)
            label = axis.spoken(following)
            others = [other for other in lines if _overlap(other, line) and not _begins_with(label, other)]
            if any(_is_words(other) and _is_in_place(other, line, axis.direction) for other in others):
                is_whole = False
                break
            if any(map(_is_words, others)) or not _has_ink(line, pixels):
                is_whole = is_whole and not _stands_beside(following, place, axis, lines)
                break
            if others or not _is_apart(line, axis.direction, pixels):
                is_whole = False
                break
            ticks = (*ticks, replace(end, value=following, place=place, line=line))
    return replace(axis, ticks=tuple(sorted(ticks, key=lambda tick: tick.place)), is_whole=is_whole)


def _stands_beside(value: float, place: float, axis: Axis, lines: Sequence[TextLine]) -> bool:
    """Says whether a tick's number stands about as far along as it must, but out of line, as on an axis that bends."""
    along = 0 if axis.direction is Direction.HORIZONTAL else 1
    return any(
        line.is_sure
        and abs(line.centre[along] - place) < axis.spacing / 2
        and (tick := _tick(line, place)) is not None
        and tick.value == value
        and tick.suffix == axis.high.suffix
        for line in lines
    )


def _moved(line: TextLine, axis: Axis, step: float) -> TextLine:
    """Returns the box of a label one or more steps on."""
    shift = step / axis.slope
    if axis.direction is Direction.HORIZONTAL:
        return replace(line, left=line.left + shift, right=line.right + shift)
    return replace(line, top=line.top + shift, bottom=line.bottom + shift)


def _begins_with(label: str, line: TextLine) -> bool:
    return not line.is_sure or line.text.lstrip("+").startswith(label)


def _overlap(one: TextLine, other: TextLine) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _is_in_place(word: TextLine, label: TextLine, direction: Direction) -> bool:
    """Says whether a word stands just where a label of a vertical axis must, so that the axis goes on in words."""
    near = _ALIGNED * label.height
    return (
        direction is Direction.VERTICAL
        and not word.is_sideways
        and abs(word.centre[1] - label.centre[1]) < near / 2
        and abs(word.right - label.right) < near
    )


def _is_words(line: TextLine) -> bool:
    return sum(map(str.isalpha, line.text)) >= _FEWEST_LETTERS_OF_WORDS


def _has_ink(line: TextLine, pixels: Pixels) -> bool:
    height, width = pixels.shape[:2]
    if line.left < 0 or line.top < 0 or line.right > width or line.bottom > height:
        return False
    return _inked(pixels[int(line.top) : int(line.bottom) + 1, int(line.left) : int(line.right) + 1]) > _INKED_SHARE


def _is_apart(line: TextLine, direction: Direction, pixels: Pixels) -> bool:
    """Says whether there is paper before and after a label, along the axis."""
    gap, rows, columns = _GAP * line.height, (line.top, line.bottom), (line.left, line.right)
    if direction is Direction.HORIZONTAL:
        strips = [(rows, (line.left - gap, line.left)), (rows, (line.right, line.right + gap))]
    else:
        strips = [((line.top - gap, line.top), columns), ((line.bottom, line.bottom + gap), columns)]
    parts = (pixels[_slice(*height), _slice(*width)] for height, width in strips)
    return all(part.size == 0 or _inked(part) < _BLANK_SHARE for part in parts)


def _slice(start: float, end: float) -> slice:
    return slice(max(int(start), 0), max(int(end) + 1, 0))


def _inked(part: Pixels) -> float:
    """Returns the share of pixels that are clearly darker or lighter than most."""
    luma = luma_of(part)
    return float((np.abs(luma - np.median(luma)) > _INK).mean())
