"""The words of a chart that name it and its axes."""

import re
from collections.abc import Sequence

import numpy as np

from models.captioning.charts.axes import Axes, Axis, Direction, number_of
from models.captioning.statistics import Pixels, luma_of
from models.captioning.text_lines import TextLine

_TITLE_BAND = 0.25
_FEWEST_LETTERS = 3
_NOT_A_TITLE = re.compile(r"(?:data )?source\b|credit\b|note\b|©|\W*$", re.IGNORECASE)
_CODE = re.compile(r"[=;{}_]|\w\(\w*\)")
_INK = 48.0
# Where words that were not read would begin, in heights of the line from its end.
_NEAREST, _FARTHEST = 0.3, 1.0
_EDGE = 1
_LONGEST = 25
# How far from the middle, or from the left edge, of all panels a common title stands, as a share of their width.
_ASIDE = 0.15
# The name of a vertical axis stands this near to its numbers, in heights of theirs.
_NEAREST_NAME = 4.0
# A digit before a bracket is a misread letter; a sign between a letter and a digit at the end, of a raised exponent.
_ODD = re.compile(r"\d\(|[^\W\d_][-\N{MINUS SIGN}⁻]\d+\W*$")


def title_of(lines: Sequence[TextLine], pixels: Pixels) -> str:
    """Returns the title, empty where there is none."""
    return " ".join(line.text for line in title_lines(lines, pixels))


def title_lines(lines: Sequence[TextLine], pixels: Pixels) -> list[TextLine]:
    """Returns the title: the tallest line of words in the upper quarter, with those of its kind around, else nothing.

    A line that the picture shows to go on beyond its box, or that ends with the picture, was read in part, and is no
    title.
    """
    height = pixels.shape[0]
    upper = [line for line in lines if line.bottom <= _TITLE_BAND * height]
    candidates = [line for line in upper if _is_title(line) and _is_alone(line, upper)]
    if not candidates:
        return []
    tallest = max(candidates, key=lambda line: (round(line.height / 3), line.width))
    words = [tallest]
    for line in sorted(candidates, key=lambda line: line.top):
        if _goes_on(words[-1], line):
            words.append(line)
    for line in sorted(candidates, key=lambda line: -line.top):
        if _goes_on(line, words[0]):
            words.insert(0, line)
    is_short = sum(len(line.text.split()) for line in words) <= _LONGEST
    return words if is_short and all(_is_whole(line, pixels) for line in words) else []


def _goes_on(line: TextLine, following: TextLine) -> bool:
    """Says whether a line stands right below another of about its height."""
    return (
        0 < following.centre[1] - line.centre[1] < 1.6 * line.height
        and following.left < line.right
        and line.left < following.right
        and abs(following.height - line.height) < 0.2 * line.height
    )


def _is_alone(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Says whether no other words stand beside a line, as those of another panel do."""
    return not any(
        other is not line and other.top < line.centre[1] < other.bottom and sum(map(str.isalpha, other.text)) > 1
        for other in lines
    )


def _is_title(line: TextLine) -> bool:
    letters = sum(map(str.isalpha, line.text))
    return (
        line.is_sure
        and not line.is_sideways
        and " " in line.text
        and letters >= max(_FEWEST_LETTERS, len(line.text) / 2)
        and line.is_closed
        and _CODE.search(line.text) is None
        and _NOT_A_TITLE.match(line.text) is None
    )


def _is_whole(line: TextLine, pixels: Pixels) -> bool:
    """Says whether there is paper, no ink, where the words would go on to the left and right of a line."""
    luma = luma_of(pixels[max(int(line.top), 0) : int(line.bottom) + 1])
    near, far = max(round(_NEAREST * line.height), 2), round(_FARTHEST * line.height)
    left, right = round(line.left), round(line.right)
    if left <= _EDGE or right >= pixels.shape[1] - _EDGE:
        return False
    sides = np.concatenate(
        [luma[:, max(left - far, 0) : max(left - near, 0)], luma[:, right + near : right + far]], axis=1
    )
    return not bool((np.abs(sides - np.median(luma)) > _INK).any())


def heads_all(title: Sequence[TextLine], axes: Axes) -> bool:
    """Says whether a title stands over the middle or the left edge of all panels, not over one of them."""
    places = [tick.line for axis in (*axes.horizontal, *axes.vertical) for tick in axis.ticks]
    left, right = min(line.left for line in places), max(line.right for line in places)
    aside = _ASIDE * (right - left)
    return any(line.left < left + aside or abs(line.centre[0] - (left + right) / 2) < aside for line in title)


def axis_label(axis: Axis, lines: Sequence[TextLine]) -> str:
    """Returns what stands beside an axis's numbers as its name, or nothing."""
    if axis.direction is Direction.VERTICAL:
        edge = min(tick.line.left for tick in axis.ticks)
        places = [tick.place for tick in axis.ticks]
        size = float(np.median([tick.line.height for tick in axis.ticks]))
        beside = [
            line
            for line in lines
            if line.is_sideways
            and -_NEAREST_NAME * size <= line.right - edge <= 4
            and min(places) <= line.centre[1] <= max(places)
        ]
    else:
        edge = max(tick.line.bottom for tick in axis.ticks)
        places = [tick.place for tick in axis.ticks]
        size = float(np.median([tick.line.height for tick in axis.ticks]))
        beside = [
            line
            for line in lines
            if edge - 0.3 * size <= line.top <= edge + 2.5 * size and min(places) <= line.centre[0] <= max(places)
        ]
    names = [line for line in beside if line.is_sure and number_of(line.text) is None and _is_name(line)]
    return names[0].text.replace("_", " ").strip(" .:") if len(names) == 1 else ""


def _is_name(line: TextLine) -> bool:
    """Says whether a line has letters, was not read in part, and has no mix of signs that is a misreading's."""
    has_letters = sum(map(str.isalpha, line.text)) >= _FEWEST_LETTERS
    return has_letters and line.is_closed and _ODD.search(line.text) is None
