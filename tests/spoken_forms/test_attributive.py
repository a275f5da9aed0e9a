"""Sums and years that stand before a noun."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("around the $60-70 million range", "around the sixty to seventy million dollar range"),
        (
            "a highly impressive $25-30 million launch",
            "a highly impressive twenty five to thirty million dollar launch",
        ),
        ("it cost $60-70 million", "it cost sixty to seventy million dollars"),
        ("$5 admission", "five dollar admission"),
    ],
)
def test_a_range_of_money_before_a_noun_is_singular(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2010's Alice in Wonderland", "twenty ten's Alice in Wonderland"),
        ("the 1980's best", "the nineteen eighties best"),
    ],
)
def test_what_a_year_owns_is_of_no_decade(written, words):
    assert spoken_form(written).text == words
