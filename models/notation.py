"""English text as the front end of hibari and Kokoro takes it: `[word](/phonemes/)` where it is told how to say it."""

import re
from collections.abc import Callable, Iterable

from models.phonemes import misaki_of_ipa
from models.speech import Pronunciation

_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_CAPITALS = re.compile(r"(?<![\w.&'’-])[A-Z]{6,}(?![\w&])")
_UNSAYABLE = re.compile(r"[^AEIOUY]{4}|[AEIOUY]{4}|^[^AEIOUY]{3}")
_HISSING, _VOICELESS = frozenset("szʃʒʧʤ"), frozenset("ptkfθ")


def annotated(text: str, pronunciations: Iterable[Pronunciation]) -> str:
    """Returns the text with phonemes in the place of each word that has a pronunciation; `'s` is part of its word.

    The text must have no square brackets of its own: an article does not give the voice its phonemes.
    """
    pieces, position = [], 0
    for pronunciation in sorted(pronunciations, key=lambda p: p.start):
        end, phonemes = pronunciation.end, misaki_of_ipa(pronunciation.ipa)
        if possessive := _POSSESSIVE.match(text, end):
            end, phonemes = possessive.end(), phonemes + _s_after(phonemes)
        pieces += [text[position : pronunciation.start], f"[{text[pronunciation.start : end]}](/{phonemes}/)"]
        position = end
    return "".join([*pieces, text[position:]])


def _s_after(phonemes: str) -> str:
    if phonemes[-1:] in _HISSING:
        return "ᵻz"
    return "s" if phonemes[-1:] in _VOICELESS else "z"


def with_names_as_words(text: str, is_known: Callable[[str], bool]) -> str:
    """Returns the text with `VIZZION` as `Vizzion`: the front end spells capitals that it does not know.

    Nobody says six letters or more one by one where they read as a word; `LGBTQIA` does not, and stays.
    """

    def word_of(capitals: re.Match[str]) -> str:
        word = capitals.group()
        return word if is_known(word) or _UNSAYABLE.search(word) else word.capitalize()

    return _CAPITALS.sub(word_of, text)
