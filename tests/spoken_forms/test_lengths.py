"""Inches and states, where a mark stands for more than one thing."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("with 2-4” of ease", "with two to four inches of ease"),
        ("a 2-1/2” nail", "a two and a half inch nail"),
        ("3–5 in. of rain", "three to five inches of rain"),
    ],
)
def test_a_range_of_inches(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("in Austin, TX with him", "in Austin, Texas with him"),
        ("at Rush, CT scans", "at Rush, CT scans"),
        ("Jo Lee, MD in practice", "Jo Lee, MD in practice"),
    ],
)
def test_a_state_inside_a_sentence(written, words):
    assert spoken_form(written).text == words
