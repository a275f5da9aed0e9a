"""What a picture is: by its pixels alone a photograph or not, by its text and shapes the rest."""

import io

import numpy as np
import pytest
from PIL import Image

from models.captioning.captions import Picture, PictureKind
from models.captioning.charts.round import round_chart_of
from models.captioning.charts.unread import has_label_column
from models.captioning.kinds import Look, is_ornament, kind_of
from models.captioning.statistics import statistics_of
from models.captioning.text_lines import TextLine
from tests.captioning import drawings


def jpeg(image: Image.Image, quality: int = 80) -> Image.Image:
    """Returns a picture as it comes out of a JPEG file."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


@pytest.mark.parametrize("change", [lambda image: image, jpeg], ids=["png", "jpeg"])
@pytest.mark.parametrize("grey", [False, True])
def test_a_photograph_is_told_by_its_pixels(grey, change):
    for seed in range(3):
        image = change(drawings.photo(seed, grey=grey))
        assert statistics_of(np.asarray(image)).is_photo


@pytest.mark.parametrize("change", [lambda image: image, jpeg], ids=["png", "jpeg"])
@pytest.mark.parametrize(
    "draw",
    [drawings.dialog, drawings.terminal, drawings.diagram, drawings.map_of_towns, drawings.logo, drawings.tile],
)
def test_a_drawing_is_no_photograph(draw, change):
    assert not statistics_of(np.asarray(change(draw()))).is_photo


@pytest.mark.parametrize(
    ("size", "colour"), [((16, 16), "red"), ((1, 1), "white"), ((900, 60), "red"), ((300, 300), "#203040")]
)
def test_what_is_tiny_long_or_plain_is_an_ornament(size, colour):
    picture = drawings.picture_of(Image.new("RGB", size, colour))
    assert is_ornament(picture, statistics_of(picture.pixels))


def test_a_picture_of_one_column_has_statistics():
    statistics = statistics_of(np.zeros((5, 1, 3), np.uint8))
    assert (statistics.equal_share, statistics.colour_entropy, statistics.foreground_entropy) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (lambda: drawings.pie_chart([0.5, 0.3, 0.2]), PictureKind.CHART),
        (drawings.dialog, PictureKind.SCREENSHOT),
        (drawings.diagram, PictureKind.DIAGRAM),
        (drawings.map_of_towns, PictureKind.MAP),
        (drawings.logo, PictureKind.LOGO),
        (lambda: drawings.quote_card(["The sea does not ask who", "is rowing, only how well."]), PictureKind.TEXT),
        (drawings.photo, PictureKind.PHOTO),
        (drawings.tile, PictureKind.DECORATIVE),
    ],
)
def test_a_picture_is_of_its_kind(draw, kind, evidence):
    [caption] = evidence.describe([drawings.request_of(jpeg(draw()))])
    assert caption.kind is kind


def menu() -> Image.Image:
    """Returns the items of a menu, one below the other, over a picture of several colours."""
    canvas = drawings.Canvas(300, 320, "#3465c4")
    canvas.box(150, 0, 300, 320, "#4a90d9")
    canvas.box(40, 40, 260, 300, "#f2efe9")
    for place, name in enumerate(("Activities", "Preferences", "New Window", "Show Details", "Help", "Quit")):
        canvas.text(60, 70 + 40 * place, name, size=16)
    return canvas.done()


def test_names_that_begin_below_each_other_are_no_map(evidence):
    [caption] = evidence.describe([drawings.request_of(menu())])
    assert caption.kind is not PictureKind.MAP


def small_chart(coloured: bool) -> Image.Image:
    """Returns a chart whose labels are a few pixels high, or rows of grey as on a page that is too small to be read."""
    pixels = np.full((260, 360, 3), 255, np.uint8)
    noise = np.random.default_rng(0)
    for top in range(20, 240, 10):
        pixels[top : top + 5, 8:34] = np.where(noise.random((5, 26, 1)) < 0.5, 60, 255)
        pixels[top : top + 5, 40 : noise.integers(100, 350)] = (70, 120, 170) if coloured else (120, 120, 120)
    return Image.fromarray(pixels)


def test_a_chart_is_told_by_labels_that_cannot_be_read():
    for coloured in (True, False):
        pixels = np.asarray(small_chart(coloured))
        picture = Picture(pixels, 360, 260, "")
        kind = kind_of(Look(picture, statistics_of(pixels), ()))
        assert (kind is PictureKind.CHART) is coloured


@pytest.mark.parametrize("draw", [drawings.diagram, drawings.map_of_towns, drawings.logo])
def test_other_drawings_have_no_column_of_labels(draw):
    assert not has_label_column(np.asarray(draw()), (255, 255, 255))


@pytest.mark.parametrize("hole", [False, True])
def test_a_pie_is_told_by_its_outline_and_measured(hole):
    pixels = np.asarray(jpeg(drawings.pie_chart([0.5, 0.3, 0.2], hole=hole)))
    chart = round_chart_of(pixels, (255, 255, 255))
    assert chart is not None
    assert chart.has_hole is hole
    assert sorted(chart.shares) == pytest.approx([0.2, 0.3, 0.5], abs=0.01)


@pytest.mark.parametrize("draw", [drawings.diagram, drawings.map_of_towns, drawings.logo, drawings.dialog])
def test_other_drawings_are_no_pie(draw):
    assert round_chart_of(np.asarray(draw()), (255, 255, 255)) is None


def test_a_ball_of_one_colour_is_no_pie():
    canvas = drawings.Canvas(300, 300)
    canvas.dot(150, 150, 100, drawings.RED)
    assert round_chart_of(np.asarray(canvas.done()), (255, 255, 255)) is None


def test_an_ornament_is_told_by_the_size_of_the_original_not_of_the_pixels():
    pixels = np.asarray(drawings.photo())
    assert is_ornament(Picture(pixels, 30, 30, ""), statistics_of(pixels))
    assert not is_ornament(Picture(pixels, 480, 320, ""), statistics_of(pixels))


def test_words_among_numbers_or_labels_are_no_text():
    pixels = np.asarray(drawings.quote_card(["sepal length (cm)", "petal length (cm)"]))
    names = [
        TextLine(f"{part} length (cm)", 0.99, 40, 40 * at, 200, 40 * at + 16)
        for at, part in enumerate(("Sepal", "Petal", "Whole"))
    ]
    numbers = [TextLine(text, 0.99, 300, 30 * at * at, 330, 30 * at * at + 16) for at, text in enumerate(("1", "7"))]
    labels = [
        TextLine(text, 0.99, 40 + 90 * at, 300, 80 + 90 * at, 316) for at, text in enumerate(("mean", "max", "f", "x"))
    ]
    kinds = [
        kind_of(Look(Picture(pixels, 640, 480, ""), statistics_of(pixels), lines))
        for lines in (names, names + numbers, names + labels)
    ]
    assert kinds == [PictureKind.TEXT, PictureKind.DIAGRAM, PictureKind.DIAGRAM]


def flow_chart() -> Image.Image:
    """Returns boxes in two columns with a word in each, on white."""
    canvas = drawings.Canvas(640, 480)
    names = ("Source", "Package", "Unstable", "Testing", "Stable", "Upload", "Archive", "Mirror", "Release", "Support")
    for place, name in enumerate(names):
        left, top = 60 + 300 * (place % 2), 20 + 90 * (place // 2)
        canvas.line([(left, top), (left + 160, top), (left + 160, top + 50), (left, top + 50), (left, top)])
        canvas.text(left + 20, top + 25, name, size=16)
    return canvas.done()


def panel() -> Image.Image:
    """Returns a grey panel of a chart on white, with words in its corner and below it."""
    canvas = drawings.Canvas(640, 480)
    canvas.box(60, 30, 620, 420, "#ebebeb")
    for place, name in enumerate(("Frogs", "Herons", "Newts", "Otters", "Voles")):
        canvas.text(120 + 100 * place, 60 + 30 * place, name, size=16)
    return canvas.done()


@pytest.mark.parametrize("draw", [flow_chart, panel])
def test_drawings_on_white_are_no_screenshots(draw, evidence):
    [caption] = evidence.describe([drawings.request_of(draw())])
    assert caption.kind is PictureKind.DIAGRAM
