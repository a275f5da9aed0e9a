"""The register of rules."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.composition import building
from transforms.composition.rules import declared_rules, rule, sentence_of

NARRATION_RULES = [
    *("H1", "H2", "H3", "H4", "H5", "H6", "H7", "L1", "L2", "L3", "L4", "Q1", "Q2", "T1", "T2", "T3", "C1", "C2", "C3"),
    *("I1_hidden", "I1_small", "I1_shape", "I1_advertisement", "I1_furniture", "I1_link", "I1_repeat", "I1_seen"),
    *(
        "I1",
        "I2",
        "I3",
        "I4",
        "I5",
        "I6",
        "I8",
        "I9",
        "I10",
        "I11",
        "F1",
        "F2",
        "F3",
        "F4",
        "P0",
        "P1",
        "P3",
        "N1",
        "E1",
        "E2",
        "E3",
    ),
    *("B1", "B2", "B3", "B4", "B5", "B7", "M2", "X1"),
]


# Rules of the design whose id no script names, and where their work is done.
ELSEWHERE = {
    "Q3": "transforms.composition.prose",  # an inline quote is read as it stands
    "U1": "transforms.composition.prose",  # so is a link
    "M1": "transforms.composition.delivery",
    "B6": "transforms.composition.script",
    "I7": "models.captioning.screening",
    **dict.fromkeys(("U2", "U3"), "models.spoken_forms.english.electronic"),
    "P2": "models.spoken_forms.english.symbols",
    "N2": "models.spoken_forms.english.money",
    "N3": "models.spoken_forms.english.dates",
    "N4": "models.spoken_forms.english.units",
    "N5": "models.spoken_forms.english.scores",
    "N6": "models.spoken_forms.english.romans",
    "N7": "models.spoken_forms.english.abbreviations",
}
DESIGN = [
    *(f"H{n}" for n in range(1, 6)),
    *(f"{letter}{n}" for letter, last in zip("LQTCFU", (4, 3, 3, 3, 4, 3)) for n in range(1, last + 1)),
    *(f"I{n}" for n in range(1, 12)),
    *("P1", "P2", *(f"N{n}" for n in range(1, 8)), "E1", "E2", *(f"B{n}" for n in range(1, 7)), "M1", "M2", "X1"),
]


@pytest.mark.parametrize("rule_id", DESIGN)
def test_every_rule_of_the_design_is_declared_or_done_elsewhere(rule_id):
    assert (rule_id in declared_rules()) != (rule_id in ELSEWHERE)
    assert rule_id not in ELSEWHERE or find_spec(ELSEWHERE[rule_id])


def test_every_rule_that_a_script_can_name_is_declared():
    assert list(declared_rules()) == sorted(NARRATION_RULES)


@pytest.mark.parametrize("rule_id", NARRATION_RULES)
def test_every_rule_has_a_sentence(rule_id):
    assert sentence_of(rule_id).endswith(".")


@pytest.mark.parametrize("rule_id", [r for r in NARRATION_RULES if r != "P0"])
def test_every_rule_has_tests_of_its_own(rule_id):
    tests = "".join(path.read_text() for path in Path(building.__file__).parent.glob("test_*.py"))
    assert f"def test_{rule_id.lower()}_" in tests


def test_an_id_is_declared_once():
    with pytest.raises(ValueError, match="H1"):
        rule("H1", "Another sentence.")
