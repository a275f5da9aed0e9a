"""Images as their pages have them: I1, I2, I4 and I8 to I11."""

import pytest

from models.voices import VoiceMap
from tests.composition.building import (
    FULL,
    Heard,
    bullets,
    compose,
    heading,
    heard,
    image,
    inline,
    item,
    paragraph,
    skipped,
    spoken,
)
from transforms.composition import NarrationSettings
from transforms.composition.credits import credit_start
from transforms.documents import Figure
from transforms.scripts import ImageOutcome, Role, Script

BOAT = "A boat with two people on a flooded street"


def figure(*images, caption: str = "", credit: str = "") -> Figure:
    return Figure(images, inline(caption) if caption else (), credit)


def decisions(script: Script) -> list[tuple[str, ImageOutcome]]:
    return [(decision.rule, decision.decision) for decision in script.images]


def only_decision(*figures: Figure, **metadata: object) -> tuple[str, ImageOutcome]:
    """Returns the decision on the only image, of which nothing is heard."""
    script = compose(*figures, **metadata)
    assert spoken(script) == []
    assert script.coverage.skipped == 1
    (decision,) = decisions(script)
    return decision


def test_i1_an_empty_alternative_text_is_silent():
    assert only_decision(figure(image(""))) == ("I1", ImageOutcome.SILENT)


@pytest.mark.parametrize("hint", ["presentation", "none", "aria-hidden", "hidden"])
def test_i1_hidden_images_are_silent(hint):
    assert only_decision(figure(image(BOAT, hints=(hint,)))) == ("I1_hidden", ImageOutcome.SILENT)


@pytest.mark.parametrize(
    "size", [{"width": 1, "height": 1}, {"width": 80, "height": 80}, {"width": 135}, {"width": 170, "height": 96}]
)
def test_i1_small_images_are_silent(size):
    assert only_decision(figure(image(BOAT, **size))) == ("I1_small", ImageOutcome.SILENT)


@pytest.mark.parametrize(
    "address",
    [
        "https://img.example/upload/w_120,h_90,c_fill/boat.jpg",
        "https://img.example/boat.jpg?width=100&quality=80",
        "https://img.example/resize/170x96/boat.jpg",
        "https://img.example/boat-150x100.jpg",
        "https://img.example/boat.jpg/scale-to-width-down/120",
        "https://img.example/boat.jpg?x-process=image/resize,m_lfit,w_137",
    ],
)
def test_i1_small_images_are_told_by_the_size_that_their_address_asks_for(address):
    assert only_decision(figure(image(BOAT, url=address))) == ("I1_small", ImageOutcome.SILENT)


@pytest.mark.parametrize(
    "address",
    [
        "https://img.example/upload/w_620,c_fill/boat.jpg",
        "https://img.example/2024/01/05/boat.jpg?w=1920&q=90",
        "https://img.example/boat-1024x616.jpg",
        "https://img.example/20x20vision.jpg",
        "https://img.example/fit-in/570x0/boat.jpg",
    ],
)
def test_i1_small_leaves_addresses_of_large_images(address):
    assert decisions(compose(figure(image(BOAT, url=address)))) == [("I2", ImageOutcome.DESCRIBED)]


def test_i1_small_an_image_that_also_comes_large_is_not_small():
    large = image(BOAT, url="https://img.example/a-100x80.jpg", other_urls=("https://img.example/a-800x640.jpg",))
    assert decisions(compose(figure(large))) == [("I2", ImageOutcome.DESCRIBED)]


def test_i1_shape_of_a_banner_is_silent_unless_it_has_a_caption():
    banner = image(BOAT, width=958, height=76)
    assert only_decision(figure(banner)) == ("I1_shape", ImageOutcome.SILENT)
    assert decisions(compose(figure(banner, caption="All bugs by week."))) == [("I2", ImageOutcome.DESCRIBED)]


@pytest.mark.parametrize("link", ["https://shop.example/?utm_source=page", "https://shop.example/buy?affiliate_id=7"])
def test_i1_advertisement_is_silent_with_its_caption_read(link):
    script = compose(figure(image(BOAT, link=link), caption="Get our magazine."))
    assert decisions(script) == [("I1_advertisement", ImageOutcome.SILENT)]


@pytest.mark.parametrize(
    "furniture",
    [
        image(BOAT, hints=("site-logo",)),
        image(BOAT, hints=("author-headshot",)),
        image(BOAT, hints=("story-card", "image")),
        image("Company logo of the year"),
        image(":facepalm:"),
        image("😃"),
        image(None, url="https://example.org/assets/icons/check.svg"),
        image(None, url="https://example.org/green-badge_2.png"),
    ],
)
def test_i1_furniture_is_silent(furniture):
    assert only_decision(figure(furniture)) == ("I1_furniture", ImageOutcome.SILENT)


@pytest.mark.parametrize(
    "content",
    [
        image("The logo of the company is seen on the front of its head office in Leeds"),
        image(BOAT, url="https://example.org/iconic-bridge.jpg"),
        image(BOAT, url="https://icons.example/bridge.jpg"),
        image(BOAT, hints=("cardiff", "wp-image-7")),
    ],
)
def test_i1_furniture_leaves_what_only_sounds_like_it(content):
    assert decisions(compose(figure(content))) == [("I2", ImageOutcome.DESCRIBED)]


@pytest.mark.parametrize("link", ["https://example.org/another-story", "http://[broken"])
def test_i1_link_to_another_page_is_silent(link):
    assert only_decision(figure(image(BOAT, link=link))) == ("I1_link", ImageOutcome.SILENT)


def test_i1_repeat_in_another_size_is_silent():
    first = image(BOAT, url="https://example.org/boat-1024x616.jpg?ssl=1")
    again = image(BOAT, url="http://example.org/boat-600x361.jpg")
    script = compose(figure(first), paragraph("Later."), figure(again))
    assert [rule for rule, _ in decisions(script)] == ["I2", "I1_repeat"]


def test_i1_the_same_picture_is_heard_once():
    script = compose(figure(image(BOAT)), paragraph("Later."), figure(image(BOAT)))
    assert decisions(script) == [("I2", ImageOutcome.DESCRIBED), ("I1_repeat", ImageOutcome.SILENT)]


def test_i1_another_size_of_the_same_picture_is_not_heard_again():
    large = image(BOAT, url="https://example.org/large.jpg")
    script = compose(figure(image(BOAT, other_urls=(large.url,))), paragraph("Later."), figure(large))
    assert decisions(script) == [("I2", ImageOutcome.DESCRIBED), ("I1_repeat", ImageOutcome.SILENT)]


def test_i1_one_address_for_pictures_that_differ_is_no_repeat():
    script = compose(figure(image(BOAT)), paragraph("Later."), figure(image("The mayor with a loaf of bread")))
    assert [rule for rule, _ in decisions(script)] == ["I2", "I2"]


@pytest.mark.parametrize("link", ["https://example.org/large/a.jpg", "https://example.org/attachment/3", "#img-2"])
def test_i1_a_link_to_the_picture_itself_does_not_silence_it(link):
    assert decisions(compose(figure(image(BOAT, link=link)))) == [("I2", ImageOutcome.DESCRIBED)]


def test_i1_an_empty_alternative_text_under_a_caption_leaves_the_caption():
    script = compose(figure(image(""), caption="The square at noon."))
    assert decisions(script) == [("I10", ImageOutcome.DESCRIBED)]
    assert spoken(script)[-1] == "The square at noon."


def test_i2_a_good_alternative_text_is_read():
    script = compose(figure(image(BOAT)))
    assert heard(script) == [Heard("I2", f"Image: {BOAT}.", 0.4)]
    assert (script.segments[0].role, script.segments[0].generated) == (Role.IMAGE, True)
    assert (script.images[0].description, script.images[0].source) == (BOAT, "alt")


@pytest.mark.parametrize(
    "alt",
    [
        *("boat.jpg", "IMG_2041", "A boat", "word " * 61, "photo"),
        *("Image may contain: outdoor, water and sky", "May be an image of 2 people", "Bild könnte enthalten: Himmel"),
    ],
)
def test_i2_file_names_and_too_short_or_long_texts_are_not_read(alt):
    script = compose(figure(image(alt)))
    assert decisions(script) == [("I10", ImageOutcome.SILENT)]
    assert spoken(script) == []


def test_i4_caption_that_says_the_same_is_read_alone():
    script = compose(figure(image(BOAT), caption="A boat with two people on a flooded street on Monday."))
    assert heard(script) == [
        Heard("I4", "Caption:", 0.2),
        Heard("I4", "A boat with two people on a flooded street on Monday.", 0.8),
    ]
    assert [s.generated for s in script.segments[:2]] == [True, False]
    assert script.images[0].source == "caption"


def test_i4_caption_that_says_more_follows_the_description():
    script = compose(figure(image(BOAT), caption="The mayor called it a wonder."))
    assert spoken(script) == [f"Image: {BOAT}.", "Caption:", "The mayor called it a wonder."]


def test_i4_an_alternative_text_that_is_the_headline_is_silent():
    script = compose(figure(image("Rates rise again this year")), title="Rates rise again this year")
    assert decisions(script) == [("I4", ImageOutcome.SILENT)]


@pytest.mark.parametrize(
    "beside",
    [
        bullets("A boat, with two people in it, on a flooded street"),
        heading("A boat with two people on a flooded street is all that moved"),
        Figure((), inline(BOAT)),
    ],
)
def test_i4_an_alternative_text_that_the_block_beside_it_says_is_silent(beside):
    script = compose(figure(image(BOAT)), beside)
    assert decisions(script)[:1] == [("I4", ImageOutcome.SILENT)]
    assert spoken(script, 0) == []


def test_i4_an_alternative_text_is_heard_once_whatever_pictures_bear_it():
    second = figure(image(BOAT.upper(), url="https://example.org/b.jpg"))
    script = compose(figure(image(BOAT)), paragraph("Later."), second)
    assert decisions(script) == [("I2", ImageOutcome.DESCRIBED), ("I4", ImageOutcome.SILENT)]


def test_i2_an_alternative_text_that_an_icon_bears_before_is_read():
    script = compose(figure(image(BOAT, width=40, height=40)), figure(image(BOAT, url="https://example.org/b.jpg")))
    assert [rule for rule, _ in decisions(script)] == ["I1_small", "I2"]


def test_i2_a_description_that_nothing_can_announce_is_no_description():
    script = compose(figure(image("Vene kahden ihmisen kanssa kadulla")), language="fi")
    assert decisions(script) == [("I2", ImageOutcome.SILENT)]
    assert (spoken(script), script.coverage.skipped) == ([], 1)


def test_i4_an_alternative_text_that_the_body_says_is_silent():
    script = compose(figure(image("They brought bread, blankets and a doctor")))
    assert decisions(script) == [("I4", ImageOutcome.SILENT)]


def test_i8_the_image_voice_speaks_descriptions():
    settings = NarrationSettings(VoiceMap.parse("en=kokoro:a"), image_voices=VoiceMap.parse("en=kokoro:b"))
    script = compose(figure(image(BOAT)), settings=settings)
    assert [s.voice for s in script.segments][:2] == ["kokoro:b", "kokoro:a"]


def test_i8_full_profile_frames_a_description():
    script = compose(figure(image(BOAT)), settings=FULL)
    assert heard(script) == [
        Heard("I8", "Begin image description.", 0.4),
        Heard("I2", f"Image: {BOAT}.", 0.4),
        Heard("I8", "End image description.", 0.4),
    ]


def test_i8_an_image_inside_an_item_is_read_after_its_words():
    script = compose(bullets(item("Look at this.", children=[figure(image(BOAT))]), "Then go."))
    assert spoken(script) == ["Look at this.", f"Image: {BOAT}.", "Then go."]
    assert [decision.block for decision in script.images] == [0]


def gallery(count: int) -> list[Figure]:
    alts = [f"Boat number {n} " + "by the mill " * n for n in range(count)]
    return [figure(image(alt, url=f"https://example.org/{n}.jpg")) for n, alt in enumerate(alts)]


def test_i9_of_a_row_of_figures_two_are_heard():
    script = compose(*gallery(5))
    assert spoken(script, 0) == ["A gallery of five images."]
    assert decisions(script) == [("I9", ImageOutcome.SILENT)] * 3 + [("I2", ImageOutcome.DESCRIBED)] * 2
    assert [bool(spoken(script, n)) for n in range(5)] == [True, False, False, True, True]


def test_i9_of_a_figure_with_many_images_two_are_heard_and_the_caption():
    images = [one.images[0] for one in gallery(4)]
    script = compose(figure(*images, caption="Boats of the valley."))
    assert spoken(script)[0] == "A gallery of four images."
    assert spoken(script)[-1] == "Boats of the valley."
    assert len(spoken(script)) == 5


def test_i9_three_images_are_no_gallery():
    assert decisions(compose(*gallery(3))) == [("I2", ImageOutcome.DESCRIBED)] * 3


def test_i9_a_paragraph_between_them_parts_two_galleries():
    first, *others = gallery(4)
    assert "I9" not in [rule for rule, _ in decisions(compose(first, paragraph("And then."), *others))]


def test_i9_captions_of_silent_images_are_skipped():
    figures = [figure(image(None, url=str(n)), caption=f"Boat {n}." + " More." * n) for n in range(4)]
    script = compose(*figures)
    assert skipped(script, 0) == [("I9", "Boat 0.")]
    assert spoken(script, 3)[-1].startswith("Boat three.")


def test_i10_an_unknown_image_is_silent_and_counted():
    script = compose(figure(image(None)))
    assert decisions(script) == [("I10", ImageOutcome.SILENT)]
    assert spoken(script) == []


def test_i10_an_unknown_image_is_mentioned_in_the_full_profile():
    script = compose(figure(image(None)), settings=FULL)
    assert heard(script) == [Heard("I10", "An image appears here.", 0.4)]


def test_i11_a_credit_is_silent():
    script = compose(figure(image(None), caption="The square at noon.", credit="Ann Cole / AP"))
    assert skipped(script) == [("I11", "Ann Cole / AP")]
    assert spoken(script)[-1] == "The square at noon."


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("The square at noon.", " Photo: Ann Cole/AP"),
        ("The square at noon", " (Getty Images)"),
        ("The square at noon.", " Photograph by Ann Cole"),
        ("The square at noon", " | Ann Cole"),
        ("The square at noon.", " © Ann Cole 2024"),
        ("The square at noon.", " Courtesy of the museum"),
        ("The square at noon.", " AP Photo/Ann Cole, File"),
        ("The square at noon.", " AP"),
        ("The square at noon.", " Foto: dpa"),
        ("The square at noon.", " (Image credit: NASA)"),
        ("The square at noon.", "Foto: Ann Cole (REUTERS) | Vídeo: EPV"),
        ("正午の広場", "＝ＡＰ"),
        ("正午の広場", "＝小池撮影"),
        ("The square at noon.", "\u00a0AP"),
        ("", "Ann Cole/Valley News"),
        ("The square at noon.", " Ann Cole (dpa/picture alliance via Getty)"),
        ("The square at noon.", "Foto: Ann Cole (REUTERS)"),
        ("The square at noon.", "Ann Cole (dpa/picture alliance)"),
        ("The square at noon.", " EFE/ A.J. Cole"),
        ("", "Photo: Ann Cole"),
        ("The square at noon.", " Chart: Courier Graphics"),
        ("The square at noon.", " Bild: Cole/Bilderdienst.com"),
        ("The square at noon.", " Ann B. Cole/AFP/Getty Images"),
        ("The square at noon.", "Ann Cole—Getty Images"),
        ("The square at noon", " Photo by Ann Cole"),
        ("The square at noon", " (photo by Ann Cole)"),
        ("The square at noon.", " Photo Illustration by Ann Cole/The Valley News"),
        ("The square at noon.", " Bildquelle: fotos.de"),
        ("The square at noon.", " Instagram"),
        ("", "Ann Cole / AFP / Getty Images"),
        ("", "Ann Cole/\u200bAFP/\u200bGetty Images"),
        ("", "Screenshot by Ann Cole/Valley News"),
        ("", "Facebook"),
    ],
)
def test_i11_a_credit_inside_a_caption_is_found(words, credit):
    assert credit_start(words + credit) == len(words)


@pytest.mark.parametrize(
    "words",
    [
        "A photo by the door shows him. He left.",
        "The AP office in Rome",
        "He said: go (now).",
        "Ann Cole and/or Bo Dee",
        "A visitor looks at a picture by Bo Dee.",
        "They met on Facebook",
    ],
)
def test_i11_a_caption_without_credit_is_whole(words):
    assert credit_start(words) == len(words)


def test_i11_an_author_in_brackets_behind_a_caption_is_silent():
    script = compose(figure(image(None), caption="Moss on the roof (Ann Cole)"), authors=("Ann Cole",))
    assert skipped(script) == [("I11", "(Ann Cole)")]
    assert skipped(compose(figure(image(None), caption="The mayor (Bo Dee)"), authors=("Ann Cole",))) == []


@pytest.mark.parametrize("label", ["Image caption", "Media caption,", "Image source, AFP Image caption,"])
def test_i11_what_says_that_a_caption_is_one_is_silent(label):
    script = compose(figure(image(None), caption=f"{label} The square at noon."))
    assert spoken(script) == ["Caption:", "The square at noon."]
    assert skipped(script) == [("I11", label)]
    assert script.images[0].description == "The square at noon."


def test_i11_a_credit_on_a_line_of_its_own_is_silent():
    script = compose(figure(image(None), caption="Photo: Ann Cole\nThe square at noon."))
    assert spoken(script)[1:] == ["The square at noon."]
    assert skipped(script) == [("I11", "Photo: Ann Cole")]


def test_i11_a_paragraph_that_is_only_a_credit_is_silent():
    assert skipped(compose(paragraph("Photo (cc) : Ann Cole"))) == [("I11", "Photo (cc) : Ann Cole")]


def test_i11_a_caption_that_is_only_a_credit_is_silent():
    script = compose(figure(image(BOAT), caption="Photo: Ann Cole"))
    assert spoken(script) == [f"Image: {BOAT}."]
    assert skipped(script) == [("I11", "Photo: Ann Cole")]


def test_every_image_has_a_decision():
    inside = bullets(item("One.", children=[figure(image(None, url="in"))]))
    script = compose(figure(image(BOAT), image("", url="two")), inside)
    assert {decision.url for decision in script.images} == {"https://example.org/a.jpg", "two", "in"}


@pytest.mark.parametrize(
    "words",
    [
        "Photo: Ann Cole",
        "Main image: the square at noon. Photograph: Ann Cole",
        "Top photo by Ann Cole",
        "Beitragsbild: Titelseite vom 2. April, Ausriss.",
        "Photos: ANN COLE\nStyling: BO DEE\nHair: CY FOX\nLocation: OSLO",
    ],
)
def test_i11_a_paragraph_of_credits_is_silent(words):
    assert [rule for rule, _ in skipped(compose(paragraph(words)))] == ["I11"]


@pytest.mark.parametrize(
    "credit", ["© Valley Tourism / Ann Cole", "(Credit: AP/Ann Cole)", "(Photo Ann Cole. AFP)", "(Foto von Ann Cole)"]
)
def test_i11_the_credit_behind_a_caption_that_stands_as_a_paragraph_is_silent(credit):
    script = compose(paragraph(f"The mill at noon {credit}"))
    assert spoken(script) == ["The mill at noon."]
    assert skipped(script) == [("I11", credit)]


@pytest.mark.parametrize(
    "words", ["She drew a © on the wall.", "The mill (photo by the door) stands.", "The source: rain."]
)
def test_i11_words_of_a_sentence_are_no_credit(words):
    assert skipped(compose(paragraph(words))) == []


@pytest.mark.parametrize("words", ["Time: noon\nPlace: the square\nPrice: nothing", "Hair: a history"])
def test_i11_lines_with_labels_are_no_credits(words):
    assert "I11" not in [rule for rule, _ in skipped(compose(paragraph(words)))]
