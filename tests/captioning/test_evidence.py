"""What is said of pictures without a captioning model: what can be read and measured, and nothing else."""

from collections.abc import Sequence

import numpy as np
import pytest

from models.captioning.captions import Caption, CaptionFailure, PictureKind
from models.captioning.evidence import EvidenceCaptioner
from models.captioning.text_lines import TextLine
from models.captioning.wording import describe_text, is_code, visible_text
from tests.captioning import drawings


class Reads:
    """Reads what it is told to, or fails."""

    def __init__(self, *lines: TextLine, error: Exception | None = None) -> None:
        self.lines, self.error, self.reads = lines, error, 0

    def read(self, pixels: object) -> list[TextLine]:
        self.reads += 1
        if self.error:
            raise self.error
        return list(self.lines)


class Scores:
    def __init__(self, score: float = 0.0) -> None:
        self.value = score

    def score(self, pixels: object) -> float:
        return self.value


def lines(*texts: str, height: float = 20, score: float = 0.99) -> list[TextLine]:
    return [TextLine(text, score, 10, 40 * at, 10 + 9 * len(text), 40 * at + height) for at, text in enumerate(texts)]


def describe(captioner: EvidenceCaptioner, image: object, **words: str) -> Caption:
    [caption] = captioner.describe([drawings.request_of(image, **words)])
    assert isinstance(caption, Caption)
    return caption


def test_a_bar_chart_is_told_with_its_title_axis_and_extremes(evidence):
    image = drawings.bar_chart("Rainfall by month", ["Jan", "Feb", "Mar", "Apr", "June"], [52, 38, 81, 64, 23])
    caption = describe(evidence, image)
    assert caption.text.startswith("Bar chart, titled “Rainfall by month”. The vertical axis runs from 0 to 100.")
    assert "The highest bar at Mar is about 81." in caption.text
    assert caption.sources == ("ocr",)


def test_a_line_is_told_from_its_beginning_to_its_end(evidence):
    image = drawings.line_chart("House prices since 2000", [2000, 2005, 2010, 2015, 2020], [[20, 45, 38, 60, 92]])
    caption = describe(evidence, image)
    assert caption.text == (
        "Line chart, titled “House prices since 2000”. The horizontal axis runs from 2000 to 2020. "
        "The vertical axis runs from 0 to 100. The line rises from about 20 at 2000 to about 92 at 2020."
    )


def test_of_several_lines_the_peak_is_told(evidence):
    series = [[20, 45, 38, 60, 70], [50, 55, 60, 58, 40], [90, 80, 70, 60, 30]]
    image = drawings.line_chart("Three towns", [2000, 2005, 2010, 2015, 2020], series, suffix="%")
    text = describe(evidence, image).text
    assert text.startswith("Line chart with several lines, titled “Three towns”.")
    assert "from 0% to 100%" in text
    assert text.endswith("The highest point at 2000 is about 90%.")


@pytest.mark.parametrize(("rising", "verb"), [(True, "rise"), (False, "fall")])
def test_points_are_told_with_the_names_of_their_axes(evidence, rising, verb):
    text = describe(evidence, drawings.scatter_plot("Speed and weight", "Weight", "Speed", rising)).text
    assert text.startswith("Scatter plot, titled “Speed and weight”. The horizontal axis, Weight, runs from 0 to 100.")
    assert f"The points {verb} from left to right." in text


def test_a_donut_is_told_with_the_number_of_its_parts(evidence):
    text = describe(evidence, drawings.pie_chart([0.4, 0.25, 0.2, 0.15], hole=True)).text
    assert text == "Donut chart of four parts, the largest about 40%."


def test_of_a_chart_without_title_and_axis_nothing_is_said():
    numbers = [TextLine(text, 0.99, 40 + 60 * at, 200, 60 + 60 * at, 220) for at, text in enumerate("012012")]
    caption = describe(EvidenceCaptioner(Reads(*numbers), Scores()), drawings.diagram())
    assert (caption.kind, caption.text) == (PictureKind.CHART, "")


def test_of_a_chart_of_which_only_its_type_is_known_nothing_is_said():
    doubtful = [TextLine(text, 0.99, 40, 90 + 50 * at, 60, 106 + 50 * at) for at, text in enumerate(("80", "60", "40"))]
    beside = TextLine("100", 0.99, 100, 40, 130, 56)
    caption = describe(EvidenceCaptioner(Reads(*doubtful, beside), Scores()), drawings.diagram())
    assert (caption.kind, caption.text) == (PictureKind.CHART, "")


def test_no_chart_takes_more_than_sixty_words(evidence):
    title = "A title that goes on and on about the weather in the towns by the sea"
    image = drawings.line_chart(title, [2000, 2005, 2010, 2015, 2020], [[20, 45, 38, 60, 92]])
    assert 20 < len(describe(evidence, image).text.split()) <= 60


def test_an_image_of_text_is_its_text_once(evidence):
    image = drawings.quote_card(["The sea does not ask who is", "rowing. It only asks how well."])
    caption = describe(evidence, image)
    assert caption.text == caption.visible_text == "The sea does not ask who is rowing. It only asks how well."


def test_a_chart_in_a_page_of_another_language_gives_its_own_words_only(evidence):
    image = drawings.pie_chart([0.5, 0.3, 0.2], "Anteile am Markt")
    caption = describe(evidence, image, language="de")
    assert (caption.kind, caption.text, caption.visible_text) == (PictureKind.CHART, "", "Anteile am Markt")


def test_a_terminal_is_named_and_not_read_out(evidence):
    assert describe(evidence, drawings.terminal()).text == "Screenshot of a terminal or a program's text."


def test_of_a_photograph_nothing_is_said_and_nothing_read():
    reader = Reads(*lines("JUNK"))
    assert describe(EvidenceCaptioner(reader, Scores()), drawings.photo()).text == ""
    assert reader.reads == 0


@pytest.mark.parametrize("draw", [drawings.logo, drawings.tile])
def test_logos_and_ornaments_are_silent(evidence, draw):
    assert describe(evidence, draw()).text == ""


def test_what_the_page_says_already_is_not_read_again():
    texts = lines("Reader", "Extractor", "Composer")
    captioner = EvidenceCaptioner(Reads(*texts), Scores())
    caption = describe(captioner, drawings.diagram(), alt="From reader to extractor")
    assert caption.text == "Graphic. Text in it includes: Composer."


def test_a_blocked_picture_has_no_words_and_its_score():
    captioner = EvidenceCaptioner(Reads(*lines("Some words here")), Scores(0.93))
    caption = describe(captioner, drawings.diagram())
    assert (caption.text, caption.visible_text, caption.unsafe, caption.is_blocked) == ("", "", 0.93, True)


def test_the_bundled_moderator_scores_harmless_pictures_low(evidence):
    for image in (drawings.photo(), drawings.diagram()):
        assert evidence.moderator.score(np.asarray(image)) < 0.2


def test_a_picture_that_cannot_be_read_costs_itself_alone():
    reader = Reads(error=RuntimeError("no memory\nfor this"))
    requests = [drawings.request_of(drawings.photo()), drawings.request_of(drawings.diagram())]
    seen, failed = EvidenceCaptioner(reader, Scores()).describe(requests)
    assert isinstance(seen, Caption)
    assert failed == CaptionFailure("engine_error", "RuntimeError: no memory")


def words(count: int) -> Sequence[str]:
    return [" ".join(["word"] * 9) + "." for _ in range(count)]


def test_of_a_long_text_whole_sentences_are_read_and_no_part_of_one():
    assert len(describe_text(lines(*words(30))).split()) == 90
    assert describe_text(lines(*(["word " * 10] * 30))) == ""


def test_a_word_cut_by_the_end_of_a_line_is_one_again():
    assert describe_text(lines("The har-", "bour is closed.")) == "The harbour is closed."


def test_lines_of_one_row_are_read_from_left_to_right():
    right, left = TextLine("world", 0.99, 100, 0, 150, 20), TextLine("Hello", 0.99, 10, 2, 60, 22)
    assert describe_text([right, left]) == "Hello world"


def test_visible_text_is_the_six_largest_sure_words_once():
    texts = [*lines("Alpha", "Beta", "Beta", "ab", "12345", "● Gamma"), *lines("Unsure", score=0.6)]
    assert visible_text(texts) == "Alpha; Beta; Gamma"
    assert visible_text(lines(*(f"Name{chr(97 + at)}" for at in range(9)))).count(";") == 5


@pytest.mark.parametrize(
    "text", ["GuidelnvestExample", "11_ratio", "linkage=ward", "False Negative Rate (", "O Bottom", r"\d\s+[a-z]"]
)
def test_names_of_a_programs_own_and_parts_of_lines_are_not_visible_text(text):
    assert visible_text(lines("Savings", text)) == "Savings"


def chart_with(image: object, *labels: TextLine) -> str:
    """Returns what is said of a chart from 0 to 100 upwards, of which besides the labels given are read."""
    column = [TextLine(str(value), 0.99, 30, 332 - 2.8 * value, 62, 348 - 2.8 * value) for value in (0, 20, 40, 60, 80)]
    column.append(TextLine("100", 0.99, 30, 52, 62, 68))
    return describe(EvidenceCaptioner(Reads(*column, *labels), Scores()), image).text


def numbers_below(*numbers: int) -> list[TextLine]:
    places = [(number, 70 + 540 * number / 100) for number in numbers]
    return [TextLine(str(number), 0.99, x - 10, 346, x + 10, 362) for number, x in places]


def test_points_without_numbers_below_them_are_no_scatter_plot():
    image = drawings.scatter_plot("", "", "", rising=True)
    assert chart_with(image, *numbers_below(0, 20, 40, 60, 80, 100)).startswith("Scatter plot. The horizontal axis")
    assert chart_with(image) == "Chart. The vertical axis runs from 0 to 100."


def test_the_ink_of_a_title_inside_the_plot_is_no_line():
    canvas = drawings.Canvas(640, 400)
    canvas.line([(70, 284), (610, 88)], drawings.BLUE, 3)
    canvas.box(100, 14, 580, 18, "#000000")
    title = TextLine("Rain and snow in all the towns by the sea", 0.99, 100, 6, 580, 24)
    said = chart_with(canvas.done(), title)
    assert "The line rises from about 20 to about 90." in said


def test_words_beside_the_axis_are_no_title():
    image = drawings.scatter_plot("", "", "", rising=True)
    above, beside = (TextLine("Rain and snow", 0.99, 200, top, 340, top + 16) for top in (20, 74))
    assert "titled “Rain and snow”" in chart_with(image, above)
    assert "titled" not in chart_with(image, beside)


def test_words_far_above_the_axis_are_of_another_picture():
    column = [TextLine(str(value), 0.99, 30, 332 - value, 62, 348 - value) for value in (0, 20, 40, 60, 80)]
    far, near = (TextLine("Rain and snow", 0.99, 200, top, 340, top + 16) for top in (20, 190))
    canvas = drawings.Canvas(640, 900)
    canvas.box(70, 300, 610, 800, drawings.BLUE)
    image = canvas.done()
    assert "titled" not in describe(EvidenceCaptioner(Reads(*column, far), Scores()), image).text
    assert "titled" in describe(EvidenceCaptioner(Reads(*column, near), Scores()), image).text


@pytest.mark.parametrize(("label", "place"), [("Jan", " at Jan"), ("103", "")])
def test_a_power_of_ten_names_no_place(label, place):
    canvas = drawings.Canvas(640, 400)
    canvas.line([(70, 284), (610, 88)], drawings.BLUE, 3)
    below = TextLine(label, 0.99, 64, 346, 84, 362)
    assert f"The line rises from about 20{place} to about 90." in chart_with(canvas.done(), below)


def test_addresses_are_no_program():
    addresses = [f"http://www.example.org/images/{name}.gif" for name in ("logo", "rain", "snow")]
    assert not is_code(lines(*addresses))
    assert is_code(lines("ls /usr/share/doc"))


def test_names_of_fields_are_no_program():
    fields = lines("Edge radius:", "Shadow offset:", "Blur radius:", "Add background", "Work on a copy")
    text = describe(EvidenceCaptioner(Reads(*fields), Scores()), drawings.dialog()).text
    assert text.startswith("Screenshot. Text in it includes: ")
