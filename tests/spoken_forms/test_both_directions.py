"""Families of forms, each beside what looks alike and is read another way."""

import pytest

from models.spoken_forms import spoken_form


def spoken(text: str, language: str = "en") -> str:
    return spoken_form(text, language).text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1-1½ hours", "one to one and a half hours"),
        ("2–2 1/2 cups", "two to two and a half cups"),
        ("1/2-3/4 cup", "one half to three quarters cup"),
        ("Lost by 2-1/2 points.", "Lost by two and a half points."),
        ("They won 2-1.", "They won two one."),
    ],
)
def test_a_dash_beside_a_fraction_is_a_range(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("10/10, would go again", "ten out of ten, would go again"),
        ("Verdict: 8/10", "Verdict: eight out of ten"),
        ("7/10 of voters", "seven tenths of voters"),
        ("9/12, a Tuesday", "September twelfth, a Tuesday"),
    ],
)
def test_out_of_ten(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("some 300,000 BC", "some three hundred thousand BC"),
        ("10,000 BCE", "ten thousand BCE"),
        ("in 1200 BC", "in twelve hundred BC"),
    ],
)
def test_years_of_an_era(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Regulation 2016/679", "Regulation twenty sixteen six seventy nine"),
        ("Directive 2003/88/EC", "Directive two thousand three eighty eight EC"),
        ("the 2022/23 season", "the twenty twenty two to twenty three season"),
        ("in 1999/2000", "in nineteen ninety nine to two thousand"),
    ],
)
def test_laws_numbered_by_the_year(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("closed on 356-7, a lead", "closed on three hundred fifty six for seven, a lead"),
        ("They were 120/4 at lunch.", "They were one hundred twenty for four at lunch."),
        ("passed, by a vote of 412-3", "passed, by a vote of four hundred twelve to three"),
        ("pages 356-7", "pages three hundred fifty six to seven"),
    ],
)
def test_hundreds_for_wickets(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("He left Warner Bros. The film won.", "He left Warner Brothers. The film won."),
        ("Warner Bros. Discovery", "Warner Brothers Discovery"),
        ("the tech bros.", "the tech bros."),
    ],
)
def test_brothers(written, words):
    assert spoken(written) == words
