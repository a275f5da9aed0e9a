"""The marks of a chart are told by their colours and shapes; what is not sure has no type and no course."""

import numpy as np
from PIL import Image, ImageDraw

from models.captioning.charts.axes import axes_of
from models.captioning.charts.course import course_of
from models.captioning.charts.marks import Box, ChartType, Marks, marks_of
from tests.captioning.drawings import BLUE, GREEN, INK, ORANGE, RED
from tests.captioning.test_axes import column, row

WIDTH, HEIGHT = 400, 300


class Plot:
    """A plot without its labels; what is drawn is in pixels from its upper left corner."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self._draw = ImageDraw.Draw(self.image)

    def line(self, *points: tuple[int, int], colour: str = BLUE, width: int = 2) -> "Plot":
        self._draw.line(points, fill=colour, width=width)
        return self

    def dots(self, *points: tuple[int, int], colour: str = BLUE, size: int = 6) -> "Plot":
        for x, y in points:
            self._draw.rectangle((x, y, x + size, y + size), fill=colour)
        return self

    def marks(self) -> Marks:
        return marks_of(np.asarray(self.image), Box(0, 0, WIDTH, HEIGHT), is_numeric=True)

    def course(self) -> str:
        """Returns what is said of the marks over 0 to 4 from left to right, 0 to 100 from below to above."""
        lines = [*row("0", "1", "2", "3", "4", left=0, pitch=100, y=310), *column("100", "50", "0", top=0, pitch=150)]
        axes = axes_of(lines)
        return " ".join(course_of(self.marks(), axes.horizontal[0], axes.vertical[0], lines, WIDTH))


def test_a_line_that_leaves_the_room_between_its_ends_goes_and_neither_rises_nor_falls():
    assert Plot().line((0, 290), (399, 30)).course().startswith("The line rises from about 3 at 0 to about 90 at 4.")
    assert Plot().line((0, 200), (200, 30), (399, 150)).course().startswith("The line goes from about 33 at 0")


def test_of_a_line_that_ends_upright_no_end_is_told():
    steps = Plot().line((0, 60), (300, 60), (300, 150), (399, 150))
    assert steps.course() == "The line falls from about 80 at 0 to about 50 at 4."
    assert steps.line((398, 150), (398, 290)).course() == ""


def test_the_peak_of_a_steep_line_is_as_high_as_its_top():
    spike = Plot().line((0, 290), (196, 250), (200, 60), (204, 250), (399, 285))
    assert spike.course() == "The line begins and ends at about 3. It peaks at about 80 at 2."


def test_the_sample_of_a_line_in_a_legend_is_no_part_of_it():
    lines = Plot().line((0, 200), (399, 100)).line((0, 250), (399, 240), colour=ORANGE)
    lines.line((150, 10), (190, 10)).line((150, 25), (190, 25), colour=ORANGE)
    assert lines.marks().type is ChartType.LINES
    assert lines.course() == "The highest point at 4 is about 67."


def test_a_black_line_among_coloured_ones_is_seen():
    coloured = Plot().line((0, 200), (399, 100)).line((0, 250), (399, 240), colour=ORANGE)
    assert coloured.line((0, 30), (399, 60), colour=INK).course() == "The highest point at 0 is about 90."


def test_a_frame_is_no_line():
    framed = Plot().line((0, 200), (399, 100)).line((0, 0), (0, 299), (399, 299), colour=INK)
    assert framed.marks().series == 1


def test_dots_that_run_into_one_are_no_line():
    places = [(4 * at, 280 - 3 * at) for at in range(20, 80)] + [(12 * at, 290 - 2 * at) for at in range(1, 7)]
    assert Plot().dots(*places).line((0, 290), (399, 20), colour=RED).marks().type is ChartType.OTHER


def test_more_colours_than_series_have_are_no_bars():
    def bars(*colours: str) -> Plot:
        plot = Plot()
        for place, colour in enumerate(colours):
            plot.line((20 + 38 * place, 299), (20 + 38 * place, 40 + 20 * place), colour=colour, width=20)
        return plot

    few, many = (BLUE, ORANGE, GREEN), (BLUE, ORANGE, GREEN, RED, "#9467bd", "#17becf", "#e377c2", "#bcbd22", "#00ff00")
    assert bars(*few).marks().type is ChartType.BARS
    assert bars(*many).marks().type is ChartType.OTHER
