"""Inches and states, where a mark stands for more than one thing."""

import pytest

from models.lexicon import Lexicon, LexiconEntry
from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("with 2-4” of ease", "with two to four inches of ease"),
        ("1”-2” of rain", "one to two inches of rain"),
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
        ("Omaha, NE | Toledo, OH | Reno, NV", "Omaha, Nebraska, Toledo, Ohio, Reno, Nevada"),
        ("in Boston, MA, and all is fine, PA.", "in Boston, Massachusetts, and all is fine, PA."),
        ("at Rush, CT scans", "at Rush, CT scans"),
        ("Jo Lee, MD in practice", "Jo Lee, MD in practice"),
    ],
)
def test_a_state_inside_a_sentence(written, words):
    assert spoken_form(written).text == words


def test_a_state_behind_a_town_of_the_lexicon():
    lexicon = Lexicon([LexiconEntry("Rhyl", "en", ipa="rɪl")])
    assert spoken_form("In Rhyl, TX, it rains.", "en", lexicon).text == "In Rhyl, Texas, it rains."


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("32 ¾ x 54 7/8 inches", "thirty two and three quarters by fifty four and seven eighths inches"),
        ("12 x 5 1/2 inches", "twelve by five and a half inches"),
    ],
)
def test_sizes_in_fractions(written, words):
    assert spoken_form(written).text == words
