"""Bold lines over running text, which are subheads in all but markup."""

import pytest

from tests.composition.building import FILLER, bullets, compose, marked, paragraph
from transforms.documents import Block, Mark
from transforms.scripts import Role


def headings(*blocks: Block) -> list[str]:
    return [segment.text for segment in compose(*blocks).segments if segment.role is Role.HEADING]


def bold(text: str) -> Block:
    return paragraph(marked(text, Mark.STRONG))


@pytest.mark.parametrize("following", [paragraph(FILLER), bullets("oil", "a wick", "a match")])
def test_h5_a_bold_line_over_text_or_a_list_is_a_subhead(following):
    assert headings(paragraph(FILLER), bold("What the lamp needs"), following) == ["What the lamp needs"]


@pytest.mark.parametrize(
    "line",
    [
        bold("The lamp went out."),
        bold("Who lit it?"),
        bold("The lamp went out on the fourth of March and nobody in the village could say why"),
        paragraph("What the lamp ", marked("needs", Mark.STRONG)),
        bold("1938"),
        bold("Photo: Ines Hollow"),
        bold("[The Gazette]"),
    ],
)
def test_h5_a_sentence_a_number_a_credit_a_source_and_a_line_that_is_bold_in_part_are_none(line):
    assert headings(paragraph(FILLER), line, paragraph(FILLER)) == []


def test_h5_a_bold_line_above_all_text_is_none():
    assert headings(bold("Coast and sea"), paragraph(FILLER)) == []


def test_h5_of_two_bold_lines_only_that_over_text_is_one():
    assert headings(paragraph(FILLER), bold("Part two"), bold("The wick"), paragraph(FILLER)) == ["The wick"]
