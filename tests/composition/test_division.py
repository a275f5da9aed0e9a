"""Long articles in parts: H6, and that nothing is lost between them."""

from collections import Counter
from dataclasses import fields

import pytest

from tests.composition.building import FILLER, LISTEN, VOICES, document, heading, paragraph
from transforms.composition import NarrationSettings, compose_script, compose_scripts
from transforms.composition.division import LONGEST_PART_SECONDS
from transforms.documents import Document, Figure, Image, Paragraph, ParagraphKind
from transforms.scripts import Coverage, Role, Script, predicted_seconds

CORRECTION = "Correction: an earlier version named the wrong river."


def long_article(*levels: int, paragraphs: int = 50, **metadata: str) -> Document:
    """Returns an article of one chapter per level, each of about half an hour."""
    blocks = []
    for number, level in enumerate(levels, 1):
        blocks += [heading(f"Chapter {number}", level=level), Figure((Image(f"{number}.jpg", alt=""),))]
        blocks += [paragraph(FILLER)] * paragraphs
    correction = Paragraph(paragraph(CORRECTION).content, ParagraphKind.CORRECTION)
    return document(correction, *blocks, title="The flood", **metadata)


@pytest.fixture(scope="module")
def article() -> Document:
    return long_article(2, 3, 2, 3, 2)


@pytest.fixture(scope="module")
def parts(article: Document) -> tuple[Script, ...]:
    return compose_scripts(article, LISTEN)


def openings(script: Script, count: int = 3) -> list[str]:
    return [segment.spoken for segment in script.segments[:count]]


def test_an_article_of_less_than_an_hour_is_one_script():
    short = document(paragraph(FILLER), title="The flood")
    assert compose_scripts(short, LISTEN) == (compose_script(short, LISTEN),)


def test_h6_parts_open_with_the_headline_and_their_number_at_the_highest_headings(parts):
    assert [openings(part) for part in parts] == [
        ["The flood.", "Part one of three.", "Chapter one."],
        ["The flood.", "Part two of three.", "Chapter three."],
        ["The flood.", "Part three of three.", "Chapter five."],
    ]
    assert {part.segments[1].rule for part in parts} == {"H6"}
    assert all(part.segments[1].generated for part in parts)


def test_no_part_is_longer_than_an_hour(parts):
    assert all(predicted_seconds(part.segments) < LONGEST_PART_SECONDS + 10 for part in parts)


def test_parts_know_their_number(parts):
    assert [(part.part, part.parts) for part in parts] == [(1, 3), (2, 3), (3, 3)]


def test_x1_every_part_says_that_its_voice_is_synthetic(parts):
    assert [part.segments[-1].role for part in parts] == [Role.DISCLOSURE] * 3
    assert [part.segments[-2].pause_seconds for part in parts] == [1.2] * 3
    assert [part.segments[-1].pause_seconds for part in parts] == [0.5] * 3


def test_b4_the_correction_is_read_at_the_end_of_the_last_part(parts):
    assert [CORRECTION in {segment.text for segment in part.segments} for part in parts] == [False, False, True]


def test_the_ledger_balances_over_the_parts_together(article, parts):
    whole = compose_script(article, LISTEN)
    totals = {field.name: sum(getattr(part.coverage, field.name) for part in parts) for field in fields(Coverage)}
    assert Coverage(**totals) == whole.coverage
    of_the_page = [(s.block, s.text) for s in whole.segments if s.block is not None]
    assert [(s.block, s.text) for part in parts for s in part.segments if s.block is not None] == of_the_page
    assert Counter(skip for part in parts for skip in part.skips) == Counter(whole.skips)
    assert [image.url for part in parts for image in part.images] == [f"{number}.jpg" for number in range(1, 6)]


def test_without_headings_a_part_ends_at_a_paragraph():
    article = document(*[paragraph(FILLER)] * 200)
    first, second = compose_scripts(article, NarrationSettings(VOICES, disclosure=False))
    assert first.segments[-1].text.endswith("sing on a roof.")
    assert second.segments[1].text.startswith("The river rose")
    lengths = [predicted_seconds(part.segments) for part in (first, second)]
    assert max(lengths) < 1.1 * min(lengths)


def test_a_single_endless_paragraph_is_cut_between_sentences():
    first, second = compose_scripts(document(paragraph(" ".join([FILLER] * 200))), LISTEN)
    assert first.coverage == Coverage(1, 1, 0, 0)
    assert second.coverage == Coverage(0, 0, 0, 0)
    assert first.segments[-2].text.endswith(".")


def test_a_language_without_notices_is_divided_without_announcement():
    parts = compose_scripts(long_article(2, 2, 2, language="fi"), LISTEN)
    assert [openings(part, 2) for part in parts] == [["The flood.", "Chapter 1."], ["The flood.", "Chapter 3."]]
