"""Which rules are tried on a text at all."""

import re

import pytest

from models.spoken_forms.rules import Rule, always, apply_rules

RULE = Rule(re.compile(r"x"), always("y"), frozenset("x"), needs_digit=True)


@pytest.mark.parametrize(("text", "spoken"), [("x and 1", "y and 1"), ("x and one", "x and one"), ("1", "1")])
def test_a_rule_that_needs_a_digit_is_not_tried_without_one(text, spoken):
    assert apply_rules([RULE], text) == spoken
