"""Text as it is written in, words as they are spoken out, whatever the engine that speaks them."""

from dataclasses import dataclass

from models.lexicon import BUILT_IN, Lexicon
from models.speech import Pronunciation
from models.spoken_forms.folding import fold

__all__ = ["SpokenForm", "spoken_form"]


@dataclass(frozen=True)
class SpokenForm:
    """What a voice is given: words and punctuation, and the sounds of those that the lexicon gives in IPA.

    `lexicon_entries` are the graphemes of the lexicon that were used, in order.
    """

    text: str
    pronunciations: tuple[Pronunciation, ...] = ()
    lexicon_entries: tuple[str, ...] = ()


def spoken_form(text: str, language: str = "en", lexicon: Lexicon = BUILT_IN) -> SpokenForm:
    """Returns the words of a segment as a reader would say them; `language` is a BCP 47 tag."""
    folded = fold(text)
    words: list[str] = []
    pronunciations: list[Pronunciation] = []
    entries: list[str] = []
    end = 0
    for match in lexicon.matches(folded, language):
        words.append(folded[end : match.start])
        entries.append(match.entry.grapheme)
        start, spoken = sum(map(len, words)), match.entry.alias or folded[match.start : match.end]
        if match.entry.ipa:
            pronunciations.append(Pronunciation(start, start + len(spoken), match.entry.ipa))
        words.append(spoken)
        end = match.end
    return SpokenForm("".join([*words, folded[end:]]), tuple(pronunciations), tuple(entries))
