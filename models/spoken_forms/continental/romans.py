"""Roman numerals: centuries, rulers and popes, and what else they count (`XIXe siècle`, `Felipe VI`, `Ludwig XIV.`)."""

import re
from collections.abc import Callable
from functools import partial

from models.spoken_forms.continental.numbers import cardinal, ordinal
from models.spoken_forms.continental.tongue import Tongue
from models.spoken_forms.roman_numerals import value
from models.spoken_forms.rules import Rule, either, vocabulary

_RULERS = vocabulary(
    "Adolf Albert Alberto Albrecht Alejandro Alexander Alexandre Alessandro Alfonso Alphonse Amedeo Augusto August"
    " Balduino Baudouin Benedetto Benedict Benedicto Benedikt Benoît Bento Bonifacio Boniface Carl Carlo Carlos"
    " Charles Christian Clemens Clemente Clément Constantin Constantino Cristian Edward Eduardo Édouard Emanuele"
    " Enrico Enrique Felipe Ferdinand Ferdinando Fernando Filip Filippo Francesco Francis Francisco François Franz"
    " Frederik Frédéric Friedrich Georg George Georges Georgios Giacomo Giorgio Giovanni Gregor Gregorio Gregório"
    " Guglielmo Guillaume Guillermo Gustav Gustave Harald Hassan Heinrich Hendrik Henri Henrique Innocent Innocenzo"
    " Inocencio Iván Ivan Jacques Jaime Jakob James Jan Jean Jean-Paul Jorge João Johann Johannes José Juan Karel"
    " Karl Leo Leone Leopold Leopoldo León Louis Ludwig Luigi Luis Luís Léon Léopold Manuel Maximilian Mohamed"
    " Mohammed Napoleon Napoleone Napoleón Napoléon Nicolas Nicolau Nicolás Nicola Nikolaus Olav Otto Paolo Paul"
    " Paulo Paulus Pablo Pedro Peter Philipp Philippe Pie Pieter Pietro Pio Pius Pío Rama Ramsès Ramses Rudolf"
    " Sebastião Sixte Sixtus Sisto Stephan Umberto Urban Urbano Vittorio Victor Wilhelm Willem"
)
_QUEENS = vocabulary(
    "Elisabeth Élisabeth Elizabeth Elisabetta Isabel Isabella Isabelle Catalina Caterina Catherine Katharina"
    " Catarina Margrethe Margarethe Marguerite Margarita Maria María Marie Mary Beatrix Juliana Cristina"
)
_COUNTED = {
    "fr": "chapitre|tome|acte|livre|partie|volume|phase|Vatican|annexe|titre|section|Apollo|Rocky",
    "es": "capítulo|tomo|acto|libro|parte|volumen|fase|Vaticano|anexo|título|sección|artículo|Mundial|Apolo|Rocky",
    "it": "capitolo|tomo|atto|libro|parte|volume|fase|Vaticano|allegato|titolo|sezione|articolo|mondiale|Apollo|Rocky",
    "pt": "capítulo|tomo|ato|livro|parte|volume|fase|Vaticano|anexo|título|seção|artigo|Mundial|Apollo|Rocky",
    "de": "Kapitel|Band|Akt|Buch|Teil|Phase|Anhang|Abschnitt|Hartz|Apollo|Rocky|Typ|Stufe",
    "nl": "hoofdstuk|deel|akte|boek|fase|bijlage|titel|Apollo|Rocky|type|groep",
}
_NUMERAL = r"[IVX]+"
_RULER = rf"(?<!\w)({either(_RULERS + _QUEENS)}) ({_NUMERAL})(?![\w-])(\.(?!\w))?"
_GERMAN_RULER = rf"(?<!\w)({either(_RULERS + _QUEENS)}) ({_NUMERAL})\."
_FRENCH_ORDINAL = rf"(?<!\w)({_NUMERAL})(e|ème|er|re|ère|ᵉ)(?!\w)"
_DUTCH_ORDINAL = rf"(?<!\w)({_NUMERAL})e(?= (?:eeuw|dynastie|legioen|Republiek))"
_CENTURY = rf"(?<!\w)(siglos?|séculos?|secol[oi]|sec\.|[Ss]\.|séc\.) ({_NUMERAL})(?![\w-])(?!\.\w)"
_CENTURY_AFTER = rf"(?<!\w)({_NUMERAL}) (secolo|Jahrhundert)(?!\w)"
_CENTURIES = {"s.": "siglo", "S.": "Siglo", "sec.": "secolo", "séc.": "século"}
_DATIVE = re.compile(r"\b(?:von|Von|mit|Mit|unter|Unter|bei|Bei|zu|Zu|seit|Seit|nach|Nach|aus|Aus)(?: \w+)? $")
_ACCUSATIVE = re.compile(r"\b(?:für|Für|gegen|Gegen|durch|Durch|ohne|um)(?: \w+)? $")


def _counted(code: str) -> str:
    """Returns the pattern of a noun of the language and the numeral that counts it."""
    return rf"(?<!\w)({_COUNTED[code[:2]]}) ({_NUMERAL})(?![\w-])(?!\.\w)"


def _say_counted(tongue: Tongue, match: re.Match[str]) -> str | None:
    return _with_cardinal(tongue, match.group(1), match.group(2))


def _say_century(tongue: Tongue, match: re.Match[str]) -> str | None:
    century, numeral = match.groups()
    return _with_number(tongue, _CENTURIES.get(century, century), numeral, is_female=False)


def _say_century_after(tongue: Tongue, match: re.Match[str]) -> str | None:
    number = value(match.group(1))
    return f"{ordinal(tongue.code, str(number))} {match.group(2)}" if number else None


def _say_ruler(tongue: Tongue, match: re.Match[str]) -> str | None:
    name, numeral, stop = match.groups()
    words = _with_number(tongue, name, numeral, is_female=name in _QUEENS)
    return words and words + (stop or "")


def _say_french_ordinal(tongue: Tongue, match: re.Match[str]) -> str | None:
    number = value(match.group(1))
    if number == 1:
        return "première" if match.group(2) in {"re", "ère"} else "premier"
    return ordinal(tongue.code, str(number)) if number else None


def _say_dutch_ordinal(tongue: Tongue, match: re.Match[str]) -> str | None:
    number = value(match.group(1))
    return ordinal(tongue.code, str(number)) if number else None


def _say_german_ruler(tongue: Tongue, match: re.Match[str]) -> str | None:
    """Speaks `Ludwig der Vierzehnte`, and after a preposition `dem Vierzehnten`."""
    name, numeral = match.groups()
    number = value(numeral)
    if not number:
        return None
    nth = ordinal(tongue.code, str(number)).capitalize()
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _DATIVE.search(before):
        words = f"{name} {'der' if name in _QUEENS else 'dem'} {nth}n"
    elif _ACCUSATIVE.search(before):
        words = f"{name} {f'die {nth}' if name in _QUEENS else f'den {nth}n'}"
    else:
        words = f"{name} {'die' if name in _QUEENS else 'der'} {nth}"
    return words + ("" if match.string[match.end() :].strip() else ".")


def _with_number(tongue: Tongue, name: str, numeral: str, *, is_female: bool) -> str | None:
    """Returns a name with its number as the language says it: `Louis quatorze`, `Felipe sexto`, `Willem de Tweede`."""
    number = value(numeral)
    if not number:
        return None
    if tongue.code == "fr":
        if number == 1:
            return f"{name} {'première' if is_female else 'premier'}"
        return _with_cardinal(tongue, name, numeral)
    if tongue.code == "nl":
        return f"{name} de {ordinal(tongue.code, str(number)).capitalize()}"
    if tongue.code in {"es", "pt", "pt_BR"} and number > 10:
        return _with_cardinal(tongue, name, numeral)
    nth = ordinal(tongue.code, str(number))
    return f"{name} {nth[:-1] + 'a' if is_female and nth.endswith('o') else nth}"


def _with_cardinal(tongue: Tongue, name: str, numeral: str) -> str | None:
    number = value(numeral)
    return f"{name} {cardinal(tongue.code, str(number))}" if number else None


def rules(tongue: Tongue) -> list[Rule]:
    """Returns the rules of the roman numerals of a language, in order."""

    def rule(pattern: str, say: Callable[[Tongue, re.Match[str]], str | None]) -> Rule:
        return Rule(re.compile(pattern), partial(say, tongue), frozenset("IVX"))

    of_rulers, counting = rule(_RULER, _say_ruler), rule(_counted(tongue.code), _say_counted)
    if tongue.code == "de":
        return [rule(_GERMAN_RULER, _say_german_ruler), counting]
    if tongue.code == "fr":
        return [rule(_FRENCH_ORDINAL, _say_french_ordinal), of_rulers, counting]
    if tongue.code == "nl":
        return [rule(_DUTCH_ORDINAL, _say_dutch_ordinal), of_rulers, counting]
    return [rule(_CENTURY, _say_century), rule(_CENTURY_AFTER, _say_century_after), of_rulers, counting]
