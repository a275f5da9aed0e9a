"""Rules on what stands in brackets: citations, pointers, and acronyms after their names."""

import re
from collections.abc import Iterator

from transforms.composition.context import Context
from transforms.composition.rules import rule
from transforms.composition.wording import Edit, Wording

CITATIONS_OF_A_SCHOLARLY_TEXT = 3
LONGEST_NAME = 120

_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_ET_AL = r",? (?:et al|u\. ?a|& al)\.?"
_AUTHORS = rf"{_NAME}(?:,? (?:and|&|und|et|y|e|en) {_NAME}|, {_NAME})*(?:{_ET_AL})?"
_YEAR = r"(?:(?:1[6-9]|20)\d\d[a-z]?|in press|forthcoming|n\.d\.)"
_PAGES = r"(?:[,:] ?(?:pp?\. ?)?\d+(?:[–-]\d+)?)?"
_SEE = r"(?:e\.g\.,? |see (?:also )?|cf\. |vgl\. )"
_WORK = rf"{_SEE}?{_AUTHORS},? {_YEAR}(?:, ?{_YEAR})*{_PAGES}"
_CITATION = re.compile(rf"\s?\({_WORK}(?:; ?{_WORK})*\)")
_SURE_SIGN = re.compile(rf"{_ET_AL}|;| & |{_SEE}|pp?\. ?\d")
_YEAR_AFTER_NAME = re.compile(rf"(?<=[\w.])\s?\({_YEAR}{_PAGES}\)(?=,? [a-z])")
_YEAR_AFTER_ET_AL = re.compile(rf"(?<=et al\.)\s?\({_YEAR}{_PAGES}\)")


@rule("F3", "A citation in brackets is not read; a name that is part of the sentence is.")
def citations(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences `(Smith et al., 2020)`.

    `(Rome, 2020)` and `(2020)` look like citations too; they are only where the text cites throughout.
    """
    is_scholarly = context.count(_CITATION) >= CITATIONS_OF_A_SCHOLARLY_TEXT
    for found in _CITATION.finditer(wording.text):
        if is_scholarly or _SURE_SIGN.search(found.group()):
            yield Edit(start=found.start(), end=found.end())
    for found in (_YEAR_AFTER_NAME if is_scholarly else _YEAR_AFTER_ET_AL).finditer(wording.text):
        yield Edit(start=found.start(), end=found.end())


_POINTER = (
    r"(?:see|cf\.?|siehe|s\.|vgl\.|voir|cf|ver|véase|vedi|veja|zie)\s(?:also\s|auch\s|aussi\s|también\s|anche\s|também\s|ook\s)?"
    r"(?:(?:the\s)?(?:above|below|left|right|here|next page|previous page)|"
    r"(?:(?:the\s)?(?:fig(?:ure|\.)?|table|chart|graph|box|photo|picture|image|map|video|gallery|infographic|sidebar|"
    r"section|appendix|footnote|note|page|p\.|chapter|diagram|illustration|caption|list|link|links)\s?)"
    r"(?:[\dIVXivx]{1,4}[a-z]?|above|below|left|right|here|opposite|overleaf)?|"
    r"oben|unten|links|rechts|Abb(?:ildung|\.)\s?\d*|Tabelle\s?\d*|Grafik\s?\d*|Foto|"
    r"ci-dessus|ci-dessous|plus (?:haut|bas)|figure\s?\d*|tableau\s?\d*|"
    r"arriba|abajo|más (?:arriba|abajo)|figura\s?\d*|tabla\s?\d*|sopra|sotto|tabella\s?\d*|"
    r"acima|abaixo|tabela\s?\d*|boven|onder|hieronder|hierboven|afbeelding\s?\d*|tabel\s?\d*)"
)
_POSITION = (
    r"(?:pictured|above|below|shown|photo|left|right|centre|center|im Bild|im Foto|foto|abgebildet)"
    r"(?:,?\s(?:above|below|left|right|centre|center|here|opposite|top|bottom|links|rechts|oben|unten))*"
)
_FIGURE_NUMBER = (
    r"(?:fig(?:ure|\.)?s?|table|chart|box|Abb\.|Tab\.)\s?\d{1,3}[a-z]?(?:\s?(?:[,&–-]|and)\s?\d{0,3}[a-z]?)*"
)
_NAVIGATION = re.compile(
    rf"\s?[(\[](?:{_POINTER}|{_POSITION}|{_FIGURE_NUMBER}|"
    r"click (?:here|to enlarge|for more)|opens in (?:a )?new (?:tab|window))"
    r"\.?[)\]]",
    re.IGNORECASE,
)


@rule("P1", "Brackets that only point to a place on the page are not read.")
def pointers(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences `(see below)`; other brackets are pauses in the spoken form."""
    for found in _NAVIGATION.finditer(wording.text):
        yield Edit(start=found.start(), end=found.end())


_ACRONYM_IN_BRACKETS = re.compile(r"\s\((?P<letters>[A-Z][A-Za-z&.-]{1,7})\)")
_SMALL_WORDS = {
    *("a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"),
    *("der", "die", "das", "des", "für", "und", "im"),
    *("de", "la", "le", "les", "du", "et", "y", "e", "el", "los", "las"),
    *("del", "della", "di", "dei", "da", "do", "dos", "van", "het", "een", "en", "voor"),
}


@rule("N1", "An acronym in brackets right after the name that it shortens is not read.")
def acronyms_after_names(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences `(WHO)` after `World Health Organization`."""
    for found in _ACRONYM_IN_BRACKETS.finditer(wording.text):
        letters = [letter.lower() for letter in found["letters"] if letter.isupper()]
        words = re.findall(r"[\w'’]+", wording.text[max(0, found.start() - LONGEST_NAME) : found.start()])
        initials = [_initials(words, len(letters), small=small) for small in (False, True)]
        if len(letters) >= 2 and letters in initials:
            yield Edit(start=found.start(), end=found.end())


def _initials(words: list[str], count: int, *, small: bool) -> list[str]:
    """Returns the initials of the last `count` words; small words count only where `small`."""
    counted = [word for word in words if small or word.lower() not in _SMALL_WORDS]
    return [word[0].lower() for word in counted[-count:]]
