"""English text as hibari's front end takes it: phonemes in the place of words, and names in capitals as names."""

import pytest
from hibari import Hibari

from models.notation import annotated, with_names_as_words
from models.speech import Pronunciation


@pytest.fixture(scope="module")
def voice():
    return Hibari()


@pytest.mark.parametrize(
    ("ipa", "phonemes"),
    [("zənˈdeɪə", "zəndˈAəz"), ("mɛrts", "mˈɛɹtsᵻz"), ("ˈaɪfel", "ˈIfɛlz"), ("ˈdrɑɡɪʃ", "dɹˈɑɡɪʃᵻz"), ("bʌk", "bˈʌks")],
)
def test_a_possessive_is_said_after_the_last_sound_of_its_name(ipa, phonemes):
    assert annotated("Ours's end.", [Pronunciation(0, 4, ipa)]) == f"[Ours's](/{phonemes}/) end."


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_either_apostrophe_makes_a_possessive(apostrophe):
    assert annotated(f"Xu{apostrophe}s", [Pronunciation(0, 2, "ʃu")]) == f"[Xu{apostrophe}s](/ʃˈuz/)"


def test_a_quotation_that_ends_after_a_name_is_no_possessive():
    assert annotated("'Xu' said", [Pronunciation(1, 3, "ʃu")]) == "'[Xu](/ʃˈu/)' said"
    assert annotated("Xu'saw", [Pronunciation(0, 2, "ʃu")]) == "[Xu](/ʃˈu/)'saw"


def test_pronunciations_come_in_any_order():
    said = [Pronunciation(3, 5, "si"), Pronunciation(0, 2, "ʃu")]
    assert annotated("Xu Xi", said) == "[Xu](/ʃˈu/) [Xi](/sˈi/)"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the new VIZZION here", "the new Vizzion here"),
        ("HARIBO and LENOVO", "Haribo and Lenovo"),
        ("BREAKING", "BREAKING"),
        ("LGBTQIA", "LGBTQIA"),
        ("UNHCR", "UNHCR"),
        ("VIZZION's", "Vizzion's"),
        ("ABCDEF2", "ABCDEF2"),
        ("R&DVIZION", "R&DVIZION"),
    ],
)
def test_long_capitals_that_read_as_a_word_are_a_name(written, read):
    assert with_names_as_words(written, {"BREAKING"}.__contains__) == read


def test_the_front_end_spells_capitals_that_it_does_not_know(voice):
    spelled = voice.g2p("VIZZION", normalize_text=False)
    assert len(spelled) > 2 * len(voice.g2p("Vizzion", normalize_text=False))
