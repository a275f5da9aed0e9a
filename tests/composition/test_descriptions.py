"""Images as a captioner has seen them: I1_seen, I3, I5 and I6, and what becomes of I2, I4, I9 and I10."""

from dataclasses import replace

import pytest

from models.captioning.captions import PictureKind
from models.voices import VoiceMap
from tests.composition.building import FILLER, FULL, LISTEN, document, image, inline, paragraph, spoken
from transforms.composition import NarrationSettings, compose_script
from transforms.documents import Block, Description, Figure
from transforms.scripts import ImageDecision, ImageOutcome, Role, Script

URL = "https://example.org/a.jpg"
BOAT = "a boat with two people on a flooded street"
SEEN = Description(PictureKind.PHOTO, BOAT, sources=("model",), model="blip:x@1", width=800, height=600)


def figure(alt: str | None = None, caption: str = "", url: str = URL) -> Figure:
    return Figure((image(alt, url=url),), inline(caption) if caption else ())


def compose(*blocks: Block, seen: Description = SEEN, settings: NarrationSettings = LISTEN, title: str = "") -> Script:
    """Returns the script of the blocks, all whose images have been seen."""
    urls = {picture.url for block in blocks if isinstance(block, Figure) for picture in block.images}
    built = document(*blocks, paragraph(FILLER), title=title)
    return compose_script(replace(built, descriptions=dict.fromkeys(urls, seen)), settings)


def only(script: Script) -> ImageDecision:
    (decision,) = script.images
    return decision


def test_i3_an_image_without_words_is_described():
    script = compose(figure())
    assert spoken(script) == [f"Image: {BOAT}."]
    assert only(script) == ImageDecision(URL, 0, ImageOutcome.DESCRIBED, "I3", BOAT, "model", "blip:x@1", 800, 600)
    assert (script.segments[0].generated, script.segments[0].role) == (True, Role.IMAGE)


@pytest.mark.parametrize("alt", ["", "IMG_2041.jpg", "photo", None])
def test_i3_a_description_stands_for_an_alternative_text_that_says_nothing(alt):
    assert only(compose(figure(alt))).rule == "I3"


def test_i3_a_description_stands_for_an_alternative_text_that_is_the_headline():
    assert only(compose(figure("Rates rise again this year"), title="Rates rise again this year")).rule == "I3"


def test_i3_a_description_comes_after_its_paragraph_and_before_its_caption():
    script = compose(
        paragraph("Look at the street."), figure(caption="The mayor called it a wonder."), paragraph("Then.")
    )
    assert [segment.spoken for segment in script.segments][:5] == [
        "Look at the street.",
        f"Image: {BOAT}.",
        "Caption:",
        "The mayor called it a wonder.",
        "Then.",
    ]


def test_i3_a_description_is_not_an_image_of_a_picture():
    assert spoken(compose(figure(), seen=replace(SEEN, text="A photograph of a flooded street"))) == [
        "Image: a flooded street."
    ]


def test_i3_a_description_is_spoken_by_the_image_voice():
    settings = NarrationSettings(VoiceMap.parse("en=kokoro:a"), image_voices=VoiceMap.parse("en=kokoro:b"))
    script = compose(figure(), settings=settings)
    assert [segment.voice for segment in script.segments][:2] == ["kokoro:b", "kokoro:a"]


def test_i2_a_good_alternative_text_goes_before_a_description():
    script = compose(figure("The mayor with a loaf of bread"))
    assert spoken(script) == ["Image: The mayor with a loaf of bread."]
    assert only(script).model is None


def test_i4_a_description_that_the_caption_says_is_not_said_again():
    script = compose(figure(caption="A boat with two people on a flooded street on Monday."))
    assert only(script).source == "caption"
    assert spoken(script)[0] == "Caption:"


def test_i5_a_chart_is_told():
    seen = replace(SEEN, kind=PictureKind.CHART, text="Line chart: Rainfall, rising since 2001", sources=("ocr",))
    script = compose(figure(), seen=seen)
    assert (only(script).rule, only(script).source) == ("I5", "ocr")
    assert spoken(script)[0].startswith("Image: Line chart: Rainfall, rising since")


CARD = replace(SEEN, kind=PictureKind.TEXT, text="Text: Bread and blankets for all", visible_text="Bread for all")


def test_i6_an_image_of_text_is_read_once():
    assert spoken(compose(figure(), seen=CARD)) == ["Image: Text: Bread and blankets for all."]


def test_i6_an_image_of_text_that_the_article_says_is_silent():
    seen = replace(CARD, visible_text="Boats came from the next valley before noon")
    script = compose(figure(), seen=seen)
    assert (only(script).rule, only(script).decision) == ("I6", ImageOutcome.SILENT)
    assert spoken(script) == []


@pytest.mark.parametrize(
    "seen",
    [
        replace(SEEN, kind=PictureKind.LOGO),
        replace(SEEN, kind=PictureKind.DECORATIVE),
        replace(SEEN, width=120, height=90),
    ],
)
def test_i1_seen_to_be_decorative_an_image_is_silent(seen):
    script = compose(figure(), seen=seen)
    assert (only(script).rule, only(script).decision) == ("I1_seen", ImageOutcome.SILENT)
    assert spoken(script) == []


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (replace(SEEN, confidence=0.2), None),
        (replace(SEEN, is_blocked=True, text=""), "blocked"),
        (replace(SEEN, text="", sources=()), None),
    ],
)
def test_i10_what_is_not_sure_or_may_not_be_said_is_silent(seen, reason):
    script = compose(figure(), seen=seen)
    assert (only(script).rule, only(script).decision, only(script).source) == ("I10", ImageOutcome.SILENT, reason)
    assert spoken(script) == []


@pytest.mark.parametrize("alt", [None, ""])
def test_i10_an_image_that_could_not_be_had_has_failed(alt):
    script = compose(figure(alt), seen=Description(fault="timeout"))
    assert (only(script).rule, only(script).decision, only(script).source) == ("I10", ImageOutcome.FAILED, "timeout")
    assert script.coverage.blocks == 2


def test_i10_an_image_that_could_not_be_had_is_mentioned_in_the_full_profile():
    script = compose(figure(), seen=Description(fault="timeout"), settings=FULL)
    assert spoken(script) == ["An image appears here."]


def test_i10_an_image_that_could_not_be_had_keeps_its_caption():
    script = compose(figure(caption="The square at noon."), seen=Description(fault="timeout"))
    assert only(script).decision is ImageOutcome.DESCRIBED
    assert spoken(script)[-1] == "The square at noon."


def test_i9_of_a_gallery_two_descriptions_are_heard():
    script = compose(*(figure(url=f"https://example.org/{n}.jpg") for n in range(5)))
    heard = [segment.spoken for segment in script.segments if segment.role is Role.IMAGE]
    assert heard == ["A gallery of five images.", f"Image: {BOAT}.", f"Image: {BOAT}."]
