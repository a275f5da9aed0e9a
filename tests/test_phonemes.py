"""IPA as lexicons write it, in the alphabet that the voices were trained on."""

import re

import pytest
from hibari import Hibari

from models.phonemes import misaki_of_ipa


@pytest.mark.parametrize(
    ("ipa", "phonemes"),
    [
        ("ˈneɪtʃɚ", "nˈAʧəɹ"),
        ("dʒɪf", "ʤˈɪf"),
        ("/ˈɡəʊst/", "ɡˈQst"),
        ("[haʊs]", "hˈWs"),
        ("bɔɪ", "bˈY"),
        ("taɪm", "tˈIm"),
        ("ɡoʊ", "ɡˈO"),
        ("bɝd", "bˈɜɹd"),
        ("rɛd", "ɹˈɛd"),
        ("bet", "bˈɛt"),
        ("go", "ɡˈo"),
        ("ˈfiː.ɡə", "fˈiɡə"),
        ("t͡ʃɪp", "ʧˈɪp"),
        ("ˈbʌtn̩", "bˈʌtn"),
        ("mɪɫk", "mˈɪlk"),
        (" a ", "ˈa"),
        ("", ""),
    ],
)
def test_each_sound_is_written_as_the_voices_know_it(ipa, phonemes):
    assert misaki_of_ipa(ipa) == phonemes


def test_a_word_in_the_voices_own_alphabet_stays_as_it_is():
    assert misaki_of_ipa("nˈAʧəɹ") == "nˈAʧəɹ"


@pytest.mark.parametrize(
    ("ipa", "phonemes"),
    [
        ("zənˈdeɪə", "zəndˈAə"),
        ("ˈstrɛŋkθ", "stɹˈɛŋkθ"),
        ("ˌriənˈtri", "ɹˌiəntɹˈi"),
        ("ˌɑbu ˈdɑbi", "ˌɑbu dˈɑbi"),
        ("ˈæsæd", "ˈæsæd"),
    ],
)
def test_a_stress_stands_before_its_vowel_as_in_what_the_voices_learnt_from(ipa, phonemes):
    assert misaki_of_ipa(ipa) == phonemes


def test_a_word_without_a_mark_is_stressed_on_its_first_full_vowel():
    assert misaki_of_ipa("ʃɔn") == "ʃˈɔn"
    assert misaki_of_ipa("bərlɪn") == "bəɹlˈɪn"
    assert misaki_of_ipa("əŋ") == "əŋ"


def test_the_front_end_of_the_voices_writes_stress_before_vowels_too():
    spoken = Hibari().g2p("Nature strengthens remarkable explorers.", normalize_text=False)
    assert not re.search("[ˈˌ][^AIOQWYaiouæɐɑɒɔəɛɜɪʊʌᵊᵻ]", spoken)


def test_the_sounds_of_english_are_all_in_the_voices_alphabet():
    vowels = "ˈbiːt bɪt beɪt bɛt bæt bɑːt bɔːt boʊt bʊt buːt bʌt ə bɝt baɪt baʊt bɔɪt"
    consonants = "p b t d k ɡ g f v θ ð s z ʃ ʒ tʃ dʒ m n ŋ l r ɹ j w h ˌ"
    unknown = set(misaki_of_ipa(vowels + consonants)) - set(Hibari().vocab)
    assert unknown == set()
