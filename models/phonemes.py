"""Phonemes: from IPA, as lexicons write it, to the alphabet that hibari and Kokoro were trained on."""

import re

# misaki's alphabet writes diphthongs and affricates as one letter each; longest first.
_MISAKI = (
    ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("oʊ", "O"), ("əʊ", "Q"),
    ("dʒ", "ʤ"), ("tʃ", "ʧ"), ("ɚ", "əɹ"), ("ɝ", "ɜɹ"), ("ɫ", "l"), ("r", "ɹ"), ("g", "ɡ"), ("e", "ɛ"),
)  # fmt: skip
# Length marks, syllable dots, ties, and the marks of syllabic, non-syllabic and nasal sounds.
_NOT_WRITTEN = dict.fromkeys(map(ord, "ː.\u0361\u203f\u0329\u032f\u0303"))
_VOWEL = "[AIOQWYaiouæɐɑɒɔəɛɜɪʊʌᵊᵻ]"
# Dictionaries mark the syllable that is stressed, and no word of one syllable; the voices know the mark of a vowel.
_STRESSED_SYLLABLE = re.compile(rf"([ˈˌ])((?:(?!{_VOWEL})[^\sˈˌ])+)(?={_VOWEL})")
_FIRST_VOWEL = re.compile(rf"(?=(?![əᵊᵻ]){_VOWEL})")


def misaki_of_ipa(ipa: str) -> str:
    """Returns an English IPA transcription in misaki's alphabet, each stress before its vowel; no word goes without."""
    phonemes = ipa.strip("/[] ").translate(_NOT_WRITTEN)
    for symbols, letter in _MISAKI:
        phonemes = phonemes.replace(symbols, letter)
    if not re.search("[ˈˌ]", phonemes):
        phonemes = _FIRST_VOWEL.sub("ˈ", phonemes, count=1)
    return _STRESSED_SYLLABLE.sub(r"\2\1", phonemes)
