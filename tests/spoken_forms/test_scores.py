"""Scores, sets, wickets and votes: two numbers that are no range."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("She won 6-4, 7-6 (5).", "She won six four, seven six, five."),
        ("He prevailed 6-3 6-7 (4-7) 7-5.", "He prevailed six three six seven, four seven, seven five."),
        ("children aged 3-5, 6-8 and 9-12", "children aged three to five, six to eight and nine to twelve"),
        ("Arsenal 1–3 Chelsea", "Arsenal one three Chelsea"),
        ("Grades 3-5 Teachers", "Grades three to five Teachers"),
        ("down 28-3 at the break", "down twenty eight three at the break"),
        ("The Chiefs (11-1) host the Raiders (2-10).", "The Chiefs, eleven one, host the Raiders, two ten."),
        ("The Senate voted 51-49.", "The Senate voted fifty one to forty nine."),
        ("a 5-4 ruling", "a five to four ruling"),
        ("India made 287/4 in 50 overs.", "India made two hundred eighty seven for four in fifty overs."),
        ("He took 5-66 at the innings' end.", "He took five for sixty six at the innings' end."),
        ("a 2-3 zone, then a 16-0 spurt", "a two three zone, then a sixteen zero spurt"),
        ("He dropped to 1-5 with a loss.", "He dropped to one five with a loss."),
        ("Prices fell to 3-5 percent.", "Prices fell to three to five percent."),
        ("The Cards, leading 6 - 2.", "The Cards, leading six two."),
        ("Shami (4/95), a bowler; Anderson 3/6.", "Shami, four for ninety five, a bowler; Anderson three for six."),
        ("About 2/3 of overs.", "About two thirds of overs."),
        ("from 2-14 January", "from the second to the fourteenth of January"),
    ],
)
def test_two_numbers(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("shooting 4-8 from three", "shooting four of eight from three"),
        ("on 8-9 shooting", "on eight of nine shooting"),
        ("5-12 from Leeds", "five to twelve from Leeds"),
        (
            "a 6-3 guard and a 6-11, 250-pound senior",
            "a six three guard and a six eleven, two hundred fifty-pound senior",
        ),
        ("the 6-11 Chris Hale", "the six eleven Chris Hale"),
        ("a 5-10 minute walk", "a five to ten minute walk"),
        ("and 2.4 bpg", "and two point four blocks per game"),
    ],
)
def test_players(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "(Fakhar 27, Kuldeep 5-25) by 228 runs",
            "Fakhar twenty seven, Kuldeep five for twenty five, by two hundred twenty eight runs",
        ),
        ("Jamieson (4/41) after a 71-ball 56", "Jamieson, four for forty one, after a seventy one-ball fifty six"),
        ("Smith 5-10 votes behind", "Smith five to ten votes behind"),
    ],
)
def test_figures_of_bowlers(written, words):
    assert spoken_form(written).text == words
