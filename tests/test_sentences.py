"""Sentences, and the pieces that a voice is given: where texts are cut, and that no character is lost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sentences import split_for_speech, split_sentences

WRITTEN = st.text(alphabet="aB1. ,;:!?—\"“”'()\n-$é中。", max_size=700)
LANGUAGES = st.sampled_from(["en", "en-GB", "de", "fr", "zh", "ar", "xx"])


def sentences(text: str, language: str = "en") -> list[str]:
    return [sentence.strip() for sentence in split_sentences(text, language)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "We left."],
        ["He met Gov. Hochul and approx. 30 people at St. Ives.", "It rained."],
        ["Doors open at 10 a.m. Friday, Dec. 6.", "Come!"],
        ["See p. 12 and No. 10.", "They differ."],
        ["I live in the U.S.A. now.", "He went to the U.S.", "She stayed."],
        ["Go to www.Example.com today.", "It is there."],
        ["As payment for 1. above, pay now."],
        ["1. The first item", "2. The second item", "3. The third"],
        ["Mix it, and -- voila! -- you have cake."],
        ["Q. What is it?", "A. A test."],
        ["He works at Yahoo! and Y!J."],
        ["The head", "The text begins."],
    ],
)
def test_sentences(parts):
    joint = "\n" if parts[0] == "The head" else " "
    assert sentences(joint.join(parts)) == parts


def test_a_lost_space_is_still_an_end():
    assert sentences("Hello world.Today is Tuesday.") == ["Hello world.", "Today is Tuesday."]


@given(WRITTEN, LANGUAGES)
def test_sentences_joined_are_the_text(text, language):
    assert "".join(split_sentences(text, language)) == text


@given(WRITTEN, LANGUAGES, st.integers(min_value=40, max_value=300))
def test_pieces_joined_are_the_text_and_short_enough(text, language, longest):
    pieces = split_for_speech(text, language, longest)
    assert "".join(pieces) == text
    assert all(len(piece.rstrip()) <= longest for piece in pieces)


def test_half_a_surrogate_pair_is_a_character_like_any_other():
    text = "One \ud800 is here. Two is not."
    assert "".join(split_sentences(text, "en")) == text


def test_no_text_has_no_pieces():
    assert split_for_speech("", "en") == []


def test_short_sentences_are_spoken_together():
    assert split_for_speech("It rained. We left. Nobody saw us.", "en") == ["It rained. We left. Nobody saw us."]


def test_long_sentences_are_spoken_apart():
    first, second = "word " * 30 + "end. ", "Other " * 20 + "end."
    assert split_for_speech(first + second, "en") == [first, second]


def test_a_long_sentence_is_cut_at_its_semicolon_before_its_commas():
    text = "one two three, " * 8 + "and then four; " + "five six seven, " * 12 + "eight."
    assert split_for_speech(text, "en")[0].endswith("four; ")


def test_a_cut_spares_numbers_names_and_short_quotations():
    for kept in ("$1,250,000 million", "Ursula von der Leyen", "“to be, or not to be”"):
        text = f"{'word ' * 55}{kept} {'word ' * 20}end."
        pieces = split_for_speech(text, "en")
        assert sum(kept in piece for piece in pieces) == 1


def test_a_sentence_a_little_too_long_leaves_no_stub():
    text = "a clause of some words, " * 13 + "and an end."
    assert [len(piece) >= 100 for piece in split_for_speech(text, "en")] == [True, True]


def test_no_piece_is_a_mere_word():
    text = "word " * 59 + "and more."
    assert all(len(re.findall(r"\w+", piece)) >= 3 for piece in split_for_speech(text, "en", 290))


@pytest.mark.parametrize("unit", ["a", "word ", "\n", "1. 2. ", "a.", "A ", ", ", "“1” ", "U.S. The ", "“"])
def test_time_grows_with_the_length_and_no_faster(unit):
    def seconds_of_one(text: str) -> float:
        start = time.process_time()
        split_for_speech(text, "en")
        return time.process_time() - start

    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        return min(seconds_of_one(text) for _ in range(3))  # the other processes of a test run cost single runs much

    assert seconds(20_000) < 12 * max(seconds(5_000), 0.01)


@pytest.mark.parametrize(
    "sentences",
    [
        ["(a) He left. ", "She came. ", "They won."],
        ["It ended. ", "(vii) And so it began. ", "She left."],
        ["(1) No, they go here. ", "[2] They stay. ", "All do."],
        ["(C) 2017 A company. ", "All rights are reserved."],
        ["He left. ", "(She had come.) ", "They won."],
        ["[They had left.] ", "And so it ended."],
        ["He worked (He was new then.) at home. ", "She did not."],
        ["“If you please, sir—” ", "The Rabbit ran. ", "It was late."],
        ["“If you please, sir—” the Rabbit said. ", "It was late."],
        ["I want letter A. ", "It was free. ", "I saw John A. Smith."],
        ["Yan et al. [2004] found it. ", "It was new."],
        ["Back to Com. & Adm. through the dark."],
    ],
)
def test_brackets_letters_and_speech_cut_short(sentences):
    assert split_sentences("".join(sentences), "en") == sentences
