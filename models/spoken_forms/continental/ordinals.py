"""Ordinals: in German declined by what stands before them, elsewhere marked (`am dritten`, `2ème`, `1.ª`)."""

import re

from models.spoken_forms.continental.numbers import ordinal
from models.spoken_forms.continental.tongue import Tongue
from models.spoken_forms.rules import either, vocabulary

# In German an ordinal is declined by what stands before it: "der dritte", "am dritten", and alone "dritter".
NOMINATIVE = vocabulary("der Der die Die das Das")
OBLIQUE = vocabulary(
    "am Am vom Vom zum Zum beim im Im den Den dem Dem des Des bis Bis seit Seit ab Ab zur Zur einem seinem"
)
# What is numbered by an ordinal also where nothing declines it: "5. Klasse".
_GERMAN_PLACES = {
    **dict.fromkeys(vocabulary("Klasse Liga Runde Etage Auflage Bundesliga Minute Sinfonie Staffel Folge"), ""),
    **dict.fromkeys(vocabulary("Platz Spieltag Stock Geburtstag Jahrestag Weltkrieg Teil Tag Sieg Titel"), "r"),
    **dict.fromkeys(vocabulary("Jahrhundert Kapitel Quartal Halbjahr Lebensjahr Mal Semester Tor"), "s"),
}
GERMAN_PLACE = rf"(?<![\w.,])(\d{{1,3}})\.(?= ({either(_GERMAN_PLACES)})\b)"
# "al 90° minuto", "dal 1° al 15 marzo"; but "a 30°", "45° nord"
ITALIAN_PLACE = (
    r"(?<![\w.,])(\d{1,3})(°)(?= (?!nord|sud|est|ovest|all|di|in|e|con|fino)[a-zà-ÿ]{3,})"
    r"|(?:(?<=\b[Dd]al )|(?<=\b[Ii]l )|(?<=\b[Dd]el ))(\d{1,3})(°)(?!\s?[CFNSEO])"
)
_JOINED = re.compile(r"(?:\d{1,3}\.(?: [A-ZÄÖÜ][a-zäöü]+)?(?:,| und| oder| sowie)? )+$")  # "am 5. und 6. Mai"
_SHORT_ORDINALS = {"primero": "primer", "tercero": "tercer"}


def german_ordinal(match: re.Match[str], digits: str) -> str:
    """Returns `dritte`, `dritten` or `dritter`, as what stands before the match declines it."""
    before = _JOINED.sub("", match.string[max(0, match.start() - 40) : match.start()]).split()
    nth = ordinal("de", digits)
    if before and before[-1] in NOMINATIVE:
        return nth
    return f"{nth}n" if before and before[-1] in OBLIQUE else f"{nth}r"


def say_german_ordinal(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a German ordinal after an article or a preposition."""
    is_last = not match.string[match.end() :].strip()
    return german_ordinal(match, match.group(1)) + ("." if is_last else "")


def say_german_place(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns the ordinal before a noun that is numbered: `fünfte Klasse`."""
    return f"{ordinal('de', match.group(1))}{_GERMAN_PLACES[match.group(2)]}"


def say_marked_ordinal(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns the ordinal that letters or a raised mark show, with its gender: `première`, `segunda`."""
    digits, mark = (group.strip(" .") for group in match.groups() if group)
    nth = ordinal(tongue.code, digits)
    if tongue.code == "fr":
        return "première" if digits == "1" and mark in {"re", "ère"} else nth
    if mark == "er":
        return _SHORT_ORDINALS.get(nth, nth)
    return nth[:-1] + "a" if mark.endswith(("ª", "a")) and nth.endswith("o") else nth
