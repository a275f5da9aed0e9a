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


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a dividend of 60c a share", "a dividend of sixty cents a share"),
        ("a 99c burger", "a ninety nine cent burger"),
        ("the iPhone 5c", "the iPhone five c"),
    ],
)
def test_cents(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1.3m b/d, not 500 bpd", "one point three million barrels per day, not five hundred barrels per day"),
        ("a 300,000-bpd refinery", "a three hundred thousand-barrel per day refinery"),
        ("12 bcm of gas", "twelve billion cubic meters of gas"),
        ("wine b/d", "wine b slash d"),
    ],
)
def test_flows(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("at 273.15 K", "at two hundred seventy three point one five Kelvin"),
        ("a 5,800 K star", "a five thousand eight hundred Kelvin star"),
        ("a 10 K race in 4 K", "a ten K race in four K"),
    ],
)
def test_kelvins(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("text 82883 now", "text eight two eight eight three now"),
        ("call 911 after hours", "call nine one one after hours"),
        ("call 100 people", "call one hundred people"),
    ],
)
def test_numbers_to_call(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Elizabeth I later gave it away.", "Elizabeth the first later gave it away."),
        ("With James I went home.", "With James I went home."),
    ],
)
def test_the_first_of_a_name(written, words):
    assert spoken(written) == words
