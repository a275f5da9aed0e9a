"""Numbers along an edge are an axis where their values are linear in their places."""

import numpy as np
import pytest

from models.captioning.charts.axes import Axis, Direction, axes_of, continued, has_multiplier, number_of
from models.captioning.charts.colour_bars import without_colour_bars
from models.captioning.text_lines import TextLine


def line(text: str, x: float, y: float, score: float = 0.99) -> TextLine:
    width = 8 * len(text)
    return TextLine(text, score, x - width, y - 8, x, y + 8)


def column(*texts: str, x: float = 60, top: float = 40, pitch: float = 50) -> list[TextLine]:
    return [line(text, x, top + pitch * place) for place, text in enumerate(texts)]


def row(*texts: str, y: float = 300, left: float = 100, pitch: float = 80) -> list[TextLine]:
    return [line(text, left + pitch * place + 4 * len(text), y) for place, text in enumerate(texts)]


def only_axis(lines: list[TextLine]) -> Axis:
    axes = axes_of(lines)
    [axis] = axes.horizontal + axes.vertical
    return axis


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,200", 1_200),
        ("-0.5", -0.5),
        ("\N{MINUS SIGN}3", -3),
        ("+10%", 10),
        ("$4", 4),
        ("80-", 80),
        (".5", 0.5),
        ("12 km/h", None),
        ("A1", None),
        ("2019-20", None),
        ("", None),
        ("1,2,3", None),
    ],
)
def test_a_label_is_a_number_with_its_units(text, value):
    assert number_of(text) == value


def test_a_column_of_even_numbers_is_an_axis_that_gives_values():
    axis = only_axis(column("100", "80", "60", "40", "20", "0"))
    assert (axis.direction, axis.low.value, axis.high.value) == (Direction.VERTICAL, 0, 100)
    assert axis.value_at(40 + 50 * 2.5) == pytest.approx(50)


def test_a_number_that_was_misread_is_left_out():
    axis = only_axis(column("100", "80", "90", "40", "20", "0"))
    assert [tick.value for tick in axis.ticks] == [100, 80, 40, 20, 0]


@pytest.mark.parametrize(
    "lines",
    [
        column("100", "80"),
        column("3", "17", "5", "92"),
        column("1", "10", "100", "1000"),
        column("7", "7", "7", "7"),
        [*column("1", "2", "3", "4"), *(line("Some name", 300, 40 + 50 * place) for place in range(4))],
        [line(str(value), 60, 40 + 50 * value, score=0.5) for value in range(5)],
    ],
    ids=["two numbers", "no order", "logarithmic", "one value", "a table", "unsure"],
)
def test_other_numbers_are_no_axis(lines):
    assert not axes_of(lines)


def test_panels_beside_each_other_have_axes_of_their_own():
    axes = axes_of(row("0", "5", "10", "0", "5", "10"))
    assert len(axes.horizontal) == 2
    assert axes.has_panels


def test_an_axis_goes_on_where_there_is_ink_and_ends_at_other_words():
    pixels = np.full((400, 400, 3), 255, np.uint8)
    lines = column("80", "60", "40", top=90)
    for y in (40, 240):
        pixels[y - 5 : y + 5, 46:58:3] = 0
    axis = only_axis(lines)
    assert [tick.value for tick in continued(axis, pixels, lines).ticks] == [100, 80, 60, 40, 20]
    title = TextLine("A title above it all", 0.99, 20, 30, 300, 50)
    assert [tick.value for tick in continued(axis, pixels, [*lines, title]).ticks] == [80, 60, 40, 20]


def test_an_axis_goes_on_with_a_label_narrower_than_its_neighbours():
    pixels = np.full((400, 400, 3), 255, np.uint8)
    pixels[35:45, 57:59] = 0  # a lone "1" above "0.8"
    axis = continued(only_axis(column("0.8", "0.6", "0.4", top=90)), pixels, [])
    assert (axis.high.value, axis.is_whole) == (1, True)


def test_an_axis_is_not_whole_where_what_may_be_a_label_does_not_stand_apart():
    pixels = np.full((400, 400, 3), 255, np.uint8)
    pixels[0:80, 50] = 0  # a line that goes on upwards
    axis = continued(only_axis(column("80", "60", "40", top=90)), pixels, [])
    assert (axis.high.value, axis.is_whole) == (80, False)


@pytest.mark.parametrize(("text", "is_whole"), [("N-", False), ("Rain by month", True)])
def test_an_axis_is_not_whole_where_its_next_label_may_have_been_misread(text, is_whole):
    pixels = np.full((400, 400, 3), 255, np.uint8)
    lines = column("80", "60", "40", top=90)
    pixels[35:45, 46:58:3] = 0
    other = TextLine(text, 0.99, 40, 32, 40 + 8 * len(text), 48)
    assert continued(only_axis(lines), pixels, [*lines, other]).is_whole is is_whole


@pytest.mark.parametrize(("right", "is_whole"), [(60, False), (90, True)], ids=["a label", "beside"])
def test_an_axis_that_goes_on_in_words_is_not_whole(right, is_whole):
    pixels = np.full((400, 400, 3), 255, np.uint8)
    lines = column("0", "1", "2")
    axis = continued(only_axis(lines), pixels, [*lines, line("class", right, 190)])
    assert (axis.high.value, axis.is_whole) == (2, is_whole)


def test_powers_of_ten_whose_exponents_lost_their_place_are_no_axis():
    assert not axes_of(column("103", "102", "101", "100"))
    assert only_axis(column("103", "102", "101", "100", "99")).high.value == 103


def test_panels_one_above_the_other_have_axes_of_their_own():
    lower = column("0.95", "0.90", "0.85", top=340)
    axes = axes_of(column("10", "8", "6", "4", "2", "0") + lower)
    assert [axis.high.value for axis in axes.vertical] == [10, 0.95]


def test_the_same_numbers_beside_an_axis_are_those_of_another_panel():
    axes = axes_of(column("400", "300", "200") + column("400", "300", "200", x=260))
    assert len(axes.vertical) == 2
    assert not axes_of(column("400", "300", "200") + column("7", "12", "9", x=260))


def test_an_axis_that_bends_is_not_whole():
    pixels, lines = np.full((400, 400, 3), 255, np.uint8), column("15", "0", "-15", top=140)
    beside = line("30", 110, 95)
    assert continued(only_axis(lines), pixels, lines).is_whole
    assert not continued(only_axis(lines), pixels, [*lines, beside]).is_whole


def colour_bar(*, width: int) -> np.ndarray:
    """Returns a picture with a strip of colours from 40 to 240, which ends left of the numbers of `column`."""
    pixels = np.full((400, 400, 3), 255, np.uint8)
    pixels[40:241, 40 - width : 40] = np.linspace((255, 220, 0), (20, 0, 90), 201).astype(np.uint8)[:, None]
    return pixels


@pytest.mark.parametrize(("width", "is_axis"), [(20, False), (2, True), (0, True)], ids=["bar", "frame", "paper"])
def test_numbers_beside_a_bar_of_colours_are_no_axis(width, is_axis):
    axes = axes_of(column("100", "80", "60", "40", "20"))
    assert bool(without_colour_bars(axes, colour_bar(width=width), (255, 255, 255))) is is_axis


@pytest.mark.parametrize(
    ("texts", "value", "spoken"),
    [
        (("100%", "50%", "0%"), 33.4, "33%"),
        (("$3", "$2", "$1", "$0"), 1.23, "$1.2"),
        (("0.6", "0.4", "0.2"), 0.333, "0.33"),
        (("20", "0", "-20"), -13.6, "-14"),
        (("2,000", "1,000", "0"), 1_234, "1200"),
        (("4", "2", "0"), -0.001, "0"),
    ],
)
def test_values_are_rounded_to_what_can_be_read_and_keep_their_units(texts, value, spoken):
    assert only_axis(column(*texts)).spoken(value) == spoken


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("1e7", True),
        ("×107", True),
        ("x 10^3", True),
        ("10-1", True),
        ("10⁻2", True),
        ("10⁴4", True),
        ("107", False),
        ("10", False),
        ("10-", False),
        ("10-14", False),
    ],
)
def test_a_power_of_ten_beside_an_axis_is_seen(text, is_one):
    assert has_multiplier([line(text, 100, 100)]) is is_one
