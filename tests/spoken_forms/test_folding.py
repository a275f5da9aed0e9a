"""What typography becomes before anything is spoken."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.spoken_forms.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("don’t", "don't"),
        ("„so“ «là»", "“so“ “là”"),
        ("of\ufb01ce \ufb02ow", "office flow"),
        ("co\u00adoperate", "cooperate"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("10\u00a0km,  two\nlines", "10 km, two lines"),
        ("10\u202f000", "10000"),
        ("6′2″", "6'2\""),
        ("non\u2011breaking", "non-breaking"),
        ("e\u0301", "é"),
        ("\uff11\uff12", "12"),
        ("&amp; &lt;p&gt; &#8217;", "& <p> '"),
        ("\ue000\U000f0000icon", "icon"),
        ("x<sup>2</sup>", "x²"),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


def test_the_joiner_that_spells_persian_is_kept():
    assert fold("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text())
def test_folding_twice_is_folding_once(text):
    once = fold(text.replace("&", ""))
    assert fold(once) == once


@given(st.text())
def test_no_private_character_is_left_to_be_taken_for_a_word_of_the_lexicon(text):
    assert not any(unicodedata.category(character) == "Co" for character in fold(text))
