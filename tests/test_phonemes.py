"""IPA as lexicons write it, in the alphabet that the voices were trained on."""

import pytest
from hibari import Hibari

from models.phonemes import misaki_of_ipa


@pytest.mark.parametrize(
    ("ipa", "phonemes"),
    [
        ("ˈneɪtʃɚ", "ˈnAʧəɹ"),
        ("dʒɪf", "ʤɪf"),
        ("/ˈɡəʊst/", "ˈɡQst"),
        ("[haʊs]", "hWs"),
        ("bɔɪ", "bY"),
        ("taɪm", "tIm"),
        ("ɡoʊ", "ɡO"),
        ("bɝd", "bɜɹd"),
        ("rɛd", "ɹɛd"),
        ("bet", "bɛt"),
        ("go", "ɡo"),
        ("ˈfiː.ɡə", "ˈfiɡə"),
        ("t͡ʃɪp", "ʧɪp"),
        ("ˈbʌtn̩", "ˈbʌtn"),
        ("mɪɫk", "mɪlk"),
        (" a ", "a"),
        ("", ""),
    ],
)
def test_each_sound_is_written_as_the_voices_know_it(ipa, phonemes):
    assert misaki_of_ipa(ipa) == phonemes


def test_a_word_in_the_voices_own_alphabet_stays_as_it_is():
    assert misaki_of_ipa("ˈnAʧəɹ") == "ˈnAʧəɹ"


def test_the_sounds_of_english_are_all_in_the_voices_alphabet():
    vowels = "ˈbiːt bɪt beɪt bɛt bæt bɑːt bɔːt boʊt bʊt buːt bʌt ə bɝt baɪt baʊt bɔɪt"
    consonants = "p b t d k ɡ g f v θ ð s z ʃ ʒ tʃ dʒ m n ŋ l r ɹ j w h ˌ"
    unknown = set(misaki_of_ipa(vowels + consonants)) - set(Hibari().vocab)
    assert unknown == set()
