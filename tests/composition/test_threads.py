"""Posts of a thread: H7."""

import pytest

from tests.composition.building import FILLER, compose, heading, paragraph, skipped, spoken
from transforms.scripts import Role

TITLE = "The lamp on the north pier"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Re: The lamp on the north pier by Piers: 9:43pm On Dec 09, 2023", ["Piers."]),
        ("The Lamp on the North Pier by ines22: 3:21pm On Mar 09, 2023", ["ines twenty two."]),
        ("AW: Re: The lamp on the north pier", []),
        ("Re: The lamp on the north pier by Piers Hollow", ["Piers Hollow."]),
    ],
)
def test_h7_of_the_line_over_a_post_only_who_wrote_it_is_read(line, said):
    script = compose(paragraph(FILLER), heading(line), title=TITLE)
    assert spoken(script, 1) == said
    assert {rule for rule, _ in skipped(script, 1)} == {"H7"}


@pytest.mark.parametrize("line", ["The lamp on the north pier by night is a sight.", "Re: the ferry by noon"])
def test_h7_a_sentence_that_begins_like_the_headline_is_read(line):
    script = compose(paragraph(FILLER), paragraph(line), title=TITLE)
    assert skipped(script, 1) == []


def test_h2_a_name_over_a_later_part_is_heard_although_its_bearer_wrote_the_first():
    blocks = [paragraph(FILLER), heading("Ines Hollow"), paragraph("It was the wick."), heading("Piers Quill")]
    script = compose(*blocks, title=TITLE, authors=("Ines Hollow",))
    assert [s.text for s in script.segments if s.role is Role.HEADING] == ["Ines Hollow", "Piers Quill"]
