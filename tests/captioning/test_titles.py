"""A title is the largest words above a chart; one that was read in part, or is that of one panel, is none."""

import numpy as np
import pytest

from models.captioning.charts.axes import Axes, axes_of
from models.captioning.charts.titles import axis_label, heads_all, title_of
from models.captioning.text_lines import TextLine
from tests.captioning.test_axes import column, row

PAPER = np.full((400, 600, 3), 255, np.uint8)


def words(text: str, left: float, top: float, height: float = 20, *, is_sideways: bool = False) -> TextLine:
    return TextLine(text, 0.99, left, top, left + 9 * len(text), top + height, is_sideways)


def test_the_tallest_words_are_the_title_with_those_below_that_go_on():
    lines = [words("Rain and snow", 100, 10), words("in three towns", 110, 34), words("by month", 120, 60, 12)]
    assert title_of(lines, PAPER) == "Rain and snow in three towns"


@pytest.mark.parametrize("left", [0, 600 - 9 * len("Rain and snow")])
def test_words_that_end_with_the_picture_are_no_title(left):
    assert title_of([words("Rain and snow", left, 10)], PAPER) == ""


def test_words_that_stand_aside_do_not_go_on_from_a_title():
    assert title_of([words("Rain and snow", 100, 10), words("per month", 400, 34)], PAPER) == "Rain and snow"


@pytest.mark.parametrize(
    ("left", "is_of_all"), [(60, True), (200, True), (380, False)], ids=["left", "middle", "one panel"]
)
def test_the_title_of_one_of_several_panels_is_not_that_of_all(left, is_of_all):
    title = words("Rain and snow", left, 10)
    panels = row("0", "5", "10", left=60) + row("0", "5", "10", left=360)
    assert heads_all([title], axes_of(panels)) is is_of_all


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("speed [km/h]", "speed [km/h]"),
        ("speed [km /", ""),
        ("v", ""),
        ("1(Q) per cm", ""),
        ("Flow (cm\N{MINUS SIGN}1)", ""),
        ("Covid-19", ""),
    ],
)
def test_the_name_of_an_axis_has_letters_whole_brackets_and_no_lost_exponent(name, label):
    numbers = row("0", "20", "40")
    axes: Axes = axes_of(numbers)
    assert axis_label(axes.horizontal[0], [*numbers, words(name, 150, 315)]) == label


@pytest.mark.parametrize(("left", "label"), [(20, "Depth"), (-60, "")], ids=["near", "of a panel to the left"])
def test_the_name_of_a_vertical_axis_stands_near_its_numbers(left, label):
    numbers = column("40", "20", "0", x=160)
    name = TextLine("Depth", 0.99, 80 + left, 60, 96 + left, 110, is_sideways=True)
    assert axis_label(axes_of(numbers).vertical[0], [*numbers, name]) == label


def test_a_title_that_was_read_in_part_is_none():
    assert title_of([words("False alarms (of", 100, 10)], PAPER) == ""
