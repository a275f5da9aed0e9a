"""Boxes, counts and notes about authors: B1 and B7."""

import pytest

from tests.composition.building import (
    FILLER,
    FULL,
    LISTEN,
    bullets,
    compose,
    document,
    heading,
    image,
    inline,
    paragraph,
    skipped,
    spoken,
)
from transforms.composition import compose_script
from transforms.documents import Block, Equation, Figure
from transforms.scripts import Script

TEXT = (paragraph(FILLER),) * 3


def ending(*blocks: Block, **metadata: tuple[str, ...]) -> Script:
    """Returns the script of an article that ends with the blocks; the first of them has the number 3."""
    return compose_script(document(*TEXT, *blocks, **metadata), LISTEN)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Our newsletter", "The best of the week.", "Read our privacy policy to see what we do with it."]),
        ("en", ["The Friday Briefing", "What the river did, every Friday.", "You can unsubscribe at any time."]),
        (
            "de",
            ["Newsletter: Fluss und Land", "Jeden Montag das Beste", "Es gilt unsere Datenschutzerklärung."],
        ),
        ("fr", ["Infolettre du matin", "Chaque matin, le meilleur.", "Vous pouvez vous désinscrire à tout moment."]),
        ("es", ["Boletín semanal", "Lo mejor de la semana.", "Puedes darte de baja cuando quieras."]),
    ],
)
def test_b1_a_box_that_offers_a_newsletter_is_silent_to_its_small_print(language, lines):
    script = compose(heading(lines[0]), *map(paragraph, lines[1:]), language=language)
    assert [skipped(script, block) for block in range(3)] == [[("B1", line)] for line in lines]


def test_b1_a_section_about_newsletters_is_read():
    script = compose(heading("The newsletter boom"), paragraph(FILLER), paragraph("See the privacy policy."))
    assert spoken(script) == ["The newsletter boom."]


def test_b1_a_picture_that_sells_the_magazine_is_silent():
    figure = Figure((image("Our magazine in winter"),), inline("Need more? Subscribe to our sister magazine for news!"))
    assert skipped(compose(figure)) == [("B1", "Need more? Subscribe to our sister magazine for news!")]


@pytest.mark.parametrize("count", ["47", "1,204", "3.4k", "12 K"])
def test_b1_a_number_above_the_text_is_silent(count):
    assert skipped(compose(paragraph(count))) == [("B1", count)]


def test_b1_a_number_below_the_text_is_silent():
    assert skipped(ending(paragraph("301")), 3) == [("B1", "301")]


def test_b1_a_number_with_its_label_is_read():
    assert spoken(compose(paragraph("Serves"), paragraph("4")), 1) == ["four."]


def test_b1_a_number_inside_the_text_is_read():
    assert spoken(compose(paragraph(FILLER), paragraph("2")), 1) == ["two."]


@pytest.mark.parametrize(
    "words",
    [
        "Ann Cole is a writer in Oslo. Her book is out now.",
        "Ann Cole, our river correspondent, has covered floods since 1998.",
        "Ann Cole's latest book is about mills.",
        "Ann Cole covers rivers. Follow her on Twitter @anncole.",
    ],
)
def test_b7_a_note_about_the_author_is_silent(words):
    assert skipped(ending(paragraph(words), authors=("Ann Cole",)), 3) == [("B7", words)]


@pytest.mark.parametrize(
    "words", ["Ann Cole can be reached at ann.cole@courier.example.", "ANN COLE IS THE COURIER'S RIVER CORRESPONDENT"]
)
def test_b7_how_to_reach_the_author_is_silent(words):
    assert skipped(ending(paragraph(words), authors=("Ann Cole",)), 3) == [("B7", words)]


@pytest.mark.parametrize("words", ["Über die Autorin", "About the author"])
def test_b7_what_a_heading_announces_as_a_note_about_the_author_is_silent(words):
    script = ending(heading(words), paragraph("She lives by the river and keeps bees."))
    assert [rule for rule, _ in skipped(script, 4)] == ["B7"]
    assert spoken(script, 3) == []


@pytest.mark.parametrize(
    ("words", "authors"),
    [
        ("Bo Dee is the mayor of the town.", ("Ann Cole",)),
        ("Ann Cole said so to the last.", ("Ann Cole",)),
        ("Cole is a village.", ("Cole",)),
        ("The Old Mill can be reached on foot.", ("Ann Cole",)),
        ("He can be reached by nobody now.", ("Ann Cole",)),
    ],
)
def test_b7_another_last_paragraph_is_read(words, authors):
    assert skipped(ending(paragraph(words), authors=authors), 3) == []


def test_b7_an_article_about_its_author_begins_as_it_likes():
    assert skipped(compose(paragraph("Ann Cole is a writer in Oslo."), bullets("a", "b"), authors=("Ann Cole",))) == []


def test_b1_the_length_of_a_recording_above_the_text_is_silent():
    script = compose(paragraph("Listen to this article"), paragraph("3:12"))
    assert [skipped(script, block) for block in (0, 1)] == [[("B1", "Listen to this article")], [("B1", "3:12")]]


def test_f2_the_works_that_a_text_cites_are_silent_with_their_heading():
    works = bullets("Quill, J. (1938). On lamps. Journal of Piers 4.", "Hollow, I. (2020). On wicks.")
    script = compose_script(document(paragraph(FILLER), heading("References"), works), LISTEN)
    assert [(skip.rule, skip.block) for skip in script.skips] == [("F2", 1), ("F2", 2)]


def test_f2_the_works_that_a_text_cites_are_heard_in_full():
    works = bullets("Quill, J. (1938). On lamps. Journal of Piers 4.", "Hollow, I. (2020). On wicks.")
    script = compose_script(document(paragraph(FILLER), heading("References"), works), FULL)
    assert any("On wicks" in segment.text for segment in script.segments)


def test_c3_the_number_beside_a_formula_is_silent():
    script = compose_script(document(paragraph(FILLER), Equation("d=2h"), paragraph("(12)")), LISTEN)
    assert skipped(script, 2) == [("C3", "(12)")]


@pytest.mark.parametrize(
    "words",
    [
        "©2015 The Courier.\nAll rights reserved. Terms under which this site is provided.\nLearn more about us.",
        "The Courier Wire\n™ & © 2013 Courier, Inc., a company of the valley. All rights reserved.",
        "Copyright 2024, Courier Press",
        "Copyright Courier Press © 2016",
    ],
)
def test_b1_whose_property_the_text_is_is_silent_at_its_end(words):
    assert [rule for rule, _ in skipped(ending(paragraph(words)), 3)] == ["B1"]


@pytest.mark.parametrize("words", ["The copyright of the song ends in 2031.", "She drew a © on the wall and left."])
def test_b1_a_last_sentence_about_copyright_is_read(words):
    assert skipped(ending(paragraph(words)), 3) == []


def test_b1_whom_to_call_about_a_press_release_is_silent():
    script = compose_script(document(paragraph(FILLER), paragraph("Media contact: Ines Hollow, 555-0142")), LISTEN)
    assert [rule for rule, _ in skipped(script, 1)] == ["B1"]


def test_p1_where_an_item_stands_in_a_recording_is_silent():
    times = bullets("[07:30] What the log says", "[21:45] The horn")
    script = compose_script(document(paragraph(FILLER), times), LISTEN)
    assert skipped(script, 1) == [("P1", "[07:30]"), ("P1", "[21:45]")]
