"""Degrees of heat: kitchens write a small letter, which is a sum of cents elsewhere."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Heat the oven to 220c.", "Heat the oven to two hundred twenty degrees Celsius."),
        (
            "Bake at 180c/160c fan.",
            "Bake at one hundred eighty degrees Celsius, one hundred sixty degrees Celsius fan.",
        ),
        ("Stamps cost 50c more.", "Stamps cost fifty cents more."),
        ("a low of -5°C", "a low of minus five degrees Celsius"),
    ],
)
def test_a_small_letter_is_heat_in_a_kitchen_only(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("at 39°38' of it", "at thirty nine degrees thirty eight minutes of it"),
        ("The galaxy is 10' wide.", "The galaxy is ten arc minutes wide."),
        ("The pool is 10' wide.", "The pool is ten feet wide."),
    ],
)
def test_minutes_of_arc(written, words):
    assert spoken_form(written).text == words
