"""Text as it is written in, words as they are spoken out, whatever the engine that speaks them."""

import re
from dataclasses import dataclass, replace

from models.lexicon import BUILT_IN, Lexicon, LexiconEntry, LexiconMatch
from models.speech import Pronunciation
from models.spoken_forms import continental, english
from models.spoken_forms.english.serials import LETTER_A
from models.spoken_forms.folding import fold
from models.spoken_forms.rules import LEXICON_WORD, either
from models.voices import primary_language

__all__ = ["SpokenForm", "spoken_form"]

# Words of the lexicon stand in the text as one private character each while the rules work, so that no rule changes
# them; folding has removed all others of this plane. Names stay, because rules look at them ("Gov. Hochul", "Felipe
# VI") and change none.
_FIRST_PLACEHOLDER = ord(LETTER_A) + 1
_PLACEHOLDER = re.compile(f"[{LEXICON_WORD}]")
_LETTER_A_IPA = "eɪ"


@dataclass(frozen=True)
class SpokenForm:
    """What a voice is given: words and punctuation, and the sounds of those that the lexicon gives in IPA.

    `lexicon_entries` are the graphemes of the lexicon that were used, in order; `ambiguous_dates` are the dates as
    written of which the region of the language chose the reading.
    """

    text: str
    pronunciations: tuple[Pronunciation, ...] = ()
    lexicon_entries: tuple[str, ...] = ()
    ambiguous_dates: tuple[str, ...] = ()


def spoken_form(text: str, language: str = "en", lexicon: Lexicon = BUILT_IN) -> SpokenForm:
    """Returns the words of a segment as a reader would say them; `language` is a BCP 47 tag.

    English is spoken whole, of six more languages the numbers; of all others the typography is folded.
    """
    folded = fold(text)
    matches = list(lexicon.matches(folded, language))
    names = {match.entry.grapheme: match.entry for match in matches if _is_name(match.entry)}
    hidden = [match for match in matches if match.entry.grapheme not in names]
    spoken = _speak(_with_placeholders(folded, hidden), language)
    dates = english.ambiguous_dates(folded) if primary_language(language) == "en" else ()
    return replace(_with_words(spoken, hidden, names), ambiguous_dates=dates)


def _speak(text: str, language: str) -> str:
    primary = primary_language(language)
    if primary == "en":
        return english.speak(text, _region(language))
    return continental.speak(text, primary, _region(language)) if primary in continental.LANGUAGES else text


def _region(language: str) -> str:
    """Returns the region of a BCP 47 tag in lower case: `gb` of `en-GB`."""
    regions = (part for part in language.lower().replace("_", "-").split("-")[1:] if len(part) == 2)
    return next(regions, "")


def _is_name(entry: LexiconEntry) -> bool:
    """Tells whether an entry is one word with a capital, and no abbreviation: text that no rule takes for another."""
    word = entry.grapheme
    is_word = len(word) > 3 and word.replace("'", "").isalpha() and word[0].isupper() and word[1].islower()
    return is_word and not entry.ignores_case and not english.is_abbreviation(word)


def _with_placeholders(text: str, matches: list[LexiconMatch]) -> str:
    parts, end = [], 0
    for index, match in enumerate(matches):
        parts += [text[end : match.start], chr(_FIRST_PLACEHOLDER + index)]
        end = match.end
    return "".join([*parts, text[end:]])


def _with_words(text: str, matches: list[LexiconMatch], names: dict[str, LexiconEntry]) -> SpokenForm:
    """Returns the text with words for its placeholders and names, and where they are to be said in IPA."""
    parts: list[str] = []
    pronunciations: list[Pronunciation] = []
    entries: list[str] = []
    length = end = 0
    placeholders = re.compile(rf"{_PLACEHOLDER.pattern}|\b(?:{either(names)})\b") if names else _PLACEHOLDER
    for placeholder in placeholders.finditer(text):
        parts.append(text[end : placeholder.start()])
        end, length = placeholder.end(), length + len(parts[-1])
        words, ipa = "A", _LETTER_A_IPA
        if placeholder.group() != LETTER_A:
            entry = names.get(placeholder.group()) or matches[ord(placeholder.group()) - _FIRST_PLACEHOLDER].entry
            words, ipa = entry.alias or entry.grapheme, entry.ipa or ""
            entries.append(entry.grapheme)
        if ipa:
            pronunciations.append(Pronunciation(length, length + len(words), ipa))
        parts.append(words)
        length += len(words)
    return SpokenForm("".join([*parts, text[end:]]), tuple(pronunciations), tuple(entries))
