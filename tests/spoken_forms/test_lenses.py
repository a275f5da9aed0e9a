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
