"""Phonemes: from IPA, as lexicons write it, to the alphabet that hibari and Kokoro were trained on."""

# misaki's alphabet writes diphthongs and affricates as one letter each; longest first.
_MISAKI = (
    ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("oʊ", "O"), ("əʊ", "Q"),
    ("dʒ", "ʤ"), ("tʃ", "ʧ"), ("ɚ", "əɹ"), ("ɝ", "ɜɹ"), ("ɫ", "l"), ("r", "ɹ"), ("g", "ɡ"), ("e", "ɛ"),
)  # fmt: skip
# Length marks, syllable dots, ties, and the marks of syllabic, non-syllabic and nasal sounds.
_NOT_WRITTEN = dict.fromkeys(map(ord, "ː.\u0361\u203f\u0329\u032f\u0303"))


def misaki_of_ipa(ipa: str) -> str:
    """Returns an English IPA transcription in misaki's alphabet, without length marks, ties and syllable dots."""
    phonemes = ipa.strip("/[] ").translate(_NOT_WRITTEN)
    for symbols, letter in _MISAKI:
        phonemes = phonemes.replace(symbols, letter)
    return phonemes
