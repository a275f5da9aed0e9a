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
# `[Smith-Cole '19]`; behind a preposition or a colon it is a word of the sentence.
_SHORT_WORK = rf"{_AUTHORS},? ?(?:[’']\d\d|{_YEAR})"
_SYNTAX = "".join(
    rf"(?<! {word})" for word in ("by", "in", "of", "to", "at", "from", "see", "also", "and", "or", "with")
)
_CITATION_IN_SQUARE_BRACKETS = re.compile(rf"(?<=[\w)”\"’]){_SYNTAX}\s\[{_SHORT_WORK}(?:[;,] ?{_SHORT_WORK})*\]")
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
    for found in _CITATION_IN_SQUARE_BRACKETS.finditer(wording.text):
        yield Edit(start=found.start(), end=found.end())
    for found in (_YEAR_AFTER_NAME if is_scholarly else _YEAR_AFTER_ET_AL).finditer(wording.text):
        yield Edit(start=found.start(), end=found.end())


# How brackets point to a place on the page, in English, German, French, Spanish, Italian, Portuguese and Dutch.
_SEE_ALSO = (
    r"(?:see|cf\.?|read|watch|view|siehe|s\.|vgl\.?|mehr dazu|voir|lire|cf|ver|véase|vea|mire|vedi|si veda|guarda|veja|"
    r"zie|bekijk)(?:\s(?:also|auch|aussi|también|anche|também|ook))?"
)
_THE = (
    r"(?:the|our|this|der|die|das|den|dem|l[’']|le|la|les|el|los|las|il|lo|i|gli|o|a|os|as|de|het|im|in der|sur la|"
    r"en la|en el|nella|na|no)"
)
_THING = (
    r"(?:fig(?:ure|\.)?s?|tables?|charts?|graphs?|graphics?|box|photos?|pictures?|images?|maps?|videos?|gallery|"
    r"infographic|sidebar|section|appendix|footnote|note|page|p\.|chapter|diagrams?|illustration|caption|list|links?|"
    r"Abb(?:ildung(?:en)?|\.)|Tab(?:elle|\.)|Grafik(?:en)?|Fotos?|Bild(?:er)?|Kasten|Infobox|Video|Karte|Seite|S\.|Kapitel|"
    r"Abschnitt|Anhang|Fußnote|Bildergalerie|"
    r"tableau|graphique|photos?|encadré|vidéo|carte|infographie|schéma|annexe|chapitre|note|"
    r"figura|tabla|gráficos?|cuadro|recuadro|foto(?:grafía)?|imagen|mapa|vídeo|página|capítulo|anexo|nota|"
    r"tabella|grafico|riquadro|immagine|mappa|pagina|capitolo|tabela|quadro|imagem|afbeelding|tabel|grafiek|kader|kaart)"
)
_WHERE = (
    r"(?:above|below|left|right|here|opposite|overleaf|top|bottom|cent(?:er|re)|next page|previous page|"
    r"oben|unten|links|rechts|hier|nebenstehend|nächste Seite|"
    r"ci-dessus|ci-dessous|ci-contre|ci-après|plus (?:haut|bas)|ici|à (?:gauche|droite)|en (?:haut|bas)|"
    r"(?:más )?(?:arriba|abajo)|aquí|a la (?:izquierda|derecha)|(?:izquierda|derecha)|"
    r"(?:qui )?(?:sopra|sotto)|a (?:sinistra|destra)|(?:acima|abaixo)|aqui|boven|onder|hieronder|hierboven|hiernaast)"
)
_WHICH = r"(?:[\dIVXivx]{1,4}[a-z]?(?:\s?[,&–-]\s?\d{1,3}[a-z]?)*)"
_PLACE = rf"{_THING}(?:\s?{_WHICH})?(?:,?\s{_WHERE})*"
_CLICK = (
    r"(?:click (?:here|to enlarge|for more)|opens in (?:a )?new (?:tab|window)|hier klicken|klicken sie hier|"
    r"cliquez ici|cliquer (?:ici|pour agrandir)|(?:pinche|haga clic|haz clic) aquí|clicca qui|clique aqui|klik hier)"
)
_NAVIGATION = re.compile(
    rf"\s?[(\[](?:{_SEE_ALSO}\s(?:{_THE}\s?)?(?:{_PLACE}|{_WHERE})"
    rf"|(?:pictured|shown|abgebildet|(?:{_THE}\s)?{_THING})(?:,?\s{_WHERE})+|{_WHERE}|pictured|im Bild|im Foto"
    rf"|en la (?:foto|imagen)|{_THING}\s?{_WHICH}|{_CLICK})\.?[)\]]",
    re.IGNORECASE,
)
# A sentence in brackets that sends the reader to something else to look at: `(See pictures of the flood.)`.
_TO_SOMETHING_ELSE = re.compile(
    r"(?:^|(?<=[.!?”\"’])\s?)\((?:see|read|watch|view|listen to|more)\b[^():]{0,120}?"
    r"\b(?:videos?|photos?|pictures?|photo essay|galler(?:y|ies)|slide ?show|graphic|podcast|cover story)\b"
    r"[^()]{0,120}[.!”\"’]\)",
    re.IGNORECASE,
)
_TIME_IN_A_RECORDING = re.compile(r"\s*[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])]\s*(?:[-–—:]\s*)?(?=\w)")


@rule("P1", "Brackets that only point to a place on the page, or in a recording, are not read.")
def pointers(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences `(see below)`; other brackets are pauses in the spoken form."""
    for pattern in (_NAVIGATION, _TO_SOMETHING_ELSE):
        for found in pattern.finditer(wording.text):
            yield Edit(start=found.start(), end=found.end())
    time = _TIME_IN_A_RECORDING.match(wording.text)
    if time:
        yield Edit(start=0, end=time.end())


_SOUND_OF_A_WORD = re.compile(r"(?<=[\u3005\u3400-\u9fff])\s?[（(][\u3041-\u30ffー・ \u3000]+[）)]")


@rule("P3", "Kana in brackets that only say how the characters before them sound are not read.")
def sounds_of_words(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences the furigana of `弾劾（だんがい）`."""
    for found in _SOUND_OF_A_WORD.finditer(wording.text):
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
