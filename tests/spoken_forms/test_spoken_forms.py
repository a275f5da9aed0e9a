"""Properties of every spoken form: nothing is left to be misread, the lexicon wins, and no text is slow."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.lexicon import Lexicon, LexiconEntry
from models.spoken_forms import spoken_form
from tests.benchmarks.spoken_forms import measure, read_cases

DATA = Path(__file__).parents[1] / "data"
WRITTEN = st.text(alphabet="0123456789.,:;-–/$£€%°x'\"“”()[]#@&+=*_ aAbIkmnoprstVX²₂⁺⁻½\n", max_size=60)
LANGUAGES = st.sampled_from(["en", "en-GB", "de", "fr", "es", "it", "pt", "nl"])


@pytest.mark.parametrize(("file", "accuracy"), [("spoken_news.tsv", 0.97), ("shared_sentences.tsv", 0.99)])
def test_real_sentences_are_read_as_labelled(file, accuracy):
    report = measure(list(read_cases(DATA / file)), lambda text: spoken_form(text).text)
    assert report["cases"] >= 300
    assert report["accuracy"] >= accuracy


@given(WRITTEN)
@settings(max_examples=300)
def test_english_leaves_no_digit_and_no_sign(text):
    spoken = spoken_form(text).text
    assert not any(character.isdecimal() for character in spoken), spoken
    assert not set(spoken) & set("$£€%#@&+=*_<>|°²₂[]()"), spoken


@given(WRITTEN, LANGUAGES)
@settings(max_examples=300)
def test_pronunciations_lie_within_the_text(text, language):
    form = spoken_form(text, language)
    assert all(form.text[p.start : p.end] for p in form.pronunciations)


@given(st.text(), LANGUAGES)
@settings(max_examples=300)
def test_any_text_has_a_spoken_form(text, language):
    assert isinstance(spoken_form(text, language).text, str)


def test_an_alias_is_spoken_as_its_author_wrote_it():
    lexicon = Lexicon([LexiconEntry("NASA", "en", alias="the N 1 agency")])
    form = spoken_form("NASA, 5 km away.", "en", lexicon)
    assert form.text == "the N 1 agency, five kilometers away."
    assert form.lexicon_entries == ("NASA",)


def test_a_pronunciation_refers_to_the_spoken_text():
    lexicon = Lexicon([LexiconEntry("Rhyl", "en", ipa="rɪl")])
    form = spoken_form("5 km to Rhyl.", "en", lexicon)
    (pronunciation,) = form.pronunciations
    assert form.text[pronunciation.start : pronunciation.end] == "Rhyl"
    assert pronunciation.ipa == "rɪl"


def test_brackets_are_pauses_behind_a_word_of_the_lexicon_too():
    lexicon = Lexicon([LexiconEntry("Rhyl", "en", ipa="rɪl")])
    assert spoken_form("In Rhyl (Wales), it rains.", "en", lexicon).text == "In Rhyl, Wales, it rains."


@pytest.mark.parametrize(
    "unit",
    [
        *("a", "1", "1,", ",1", "a.", "1/", "-", "$1", "@a", "#a", "((", "<a ", "[](", "**a", '1" ', "1x", "1:", "°"),
        *("5 km ", "$5 to ", "I. ", "Charles I ", "St. ", "1 Elm ", "http://a", "a.b/", "A-1/", "²", "“1”", "+1 22 "),
    ],
)
def test_time_grows_with_the_length_and_no_faster(unit):
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.process_time()
        spoken_form(text)
        return time.process_time() - start

    assert seconds(8000) < 12 * max(seconds(2000), 0.01)


def test_a_word_of_a_hundred_thousand_letters_is_spoken_at_once():
    start = time.process_time()
    spoken_form("a" * 100_000)
    assert time.process_time() - start < 1.0
