"""What photographers write."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a 50mm f/1.4 lens", "a fifty millimeter f one point four lens"),
        ("at 1/250 s and f/22", "at one two hundred fiftieth of a second and f twenty two"),
        ('a 1/1.7" sensor', "a one over one point seven inch sensor"),
        ("1/3 of a second", "one third of a second"),
        ("1/4 inch", "one quarter inch"),
    ],
)
def test_lenses_shutters_and_sensors(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("an EF 24mm f/2.8L", "an EF twenty four millimeter f two point eight L"),
        ("at f/11, 2.8L of it", "at f eleven, two point eight liters of it"),
    ],
)
def test_the_letter_behind_an_f_number_is_no_unit(written, words):
    assert spoken_form(written).text == words
