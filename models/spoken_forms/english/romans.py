"""Roman numerals: rulers and popes, chapters, wars and Super Bowls, centuries; never the pronoun (rule N6)."""

import re

from models.spoken_forms.english.numbers import cardinal, ordinal
from models.spoken_forms.roman_numerals import value
from models.spoken_forms.rules import Rule, either, vocabulary

RULERS = vocabulary(
    "Adrian Albert Alexander Alfonso Amadeus Anne Augustus Baldwin Benedict Boniface Carl Carlos Catherine Charles"
    " Christian Clement Constantine Cyrus Darius David Edward Elizabeth Eric Ferdinand Felipe Francis Franz Frederik"
    " Frederick Friedrich George Gregory Gustav Haakon Harald Hassan Henri Henry Hussein Innocent Isabella Ivan James"
    " Joao João John Joseph Juan Julius Justinian Karl Leo Leopold Louis Ludwig Manuel Margaret Margrethe Maria Mary"
    " Maximilian Mehmed Michael Mohammed Napoleon Nicholas Olav Otto Paul Pedro Peter Philip Philippe Pius Rama"
    " Ramesses Ramses Richard Robert Rudolf Selim Sixtus Stephen Suleiman Tutankhamun Umberto Urban Victor Vittorio"
    " Wilhelm Willem William Xerxes Abdullah Alexios"
)
GIVEN_NAMES = vocabulary(
    "Adam Andrew Anthony Arthur Benjamin Brian Christopher Daniel Donald Douglas Eugene Frank Harold Harry Herbert"
    " Howard Jack Jeffrey Joe Ken Kenneth Lawrence Mark Martin Matthew Patrick Ralph Raymond Ronald Russell Sam"
    " Samuel Scott Steven Theodore Thomas Thurston Timothy Tom Walter Warren Wayne Will Robert Ted Bill"
)
_TITLES = vocabulary("King Queen Pope Emperor Empress Tsar Czar Kaiser Sultan Prince Saint Pharaoh Shah")
# Nouns that a numeral counts; those in capitals and those without alike.
COUNTED = vocabulary(
    "chapter part act scene section volume vol. book phase stage type class grade title article appendix table"
    " figure fig. episode level tier group division unit category schedule season round psalm canto case ch. pt. page"
    " pp. p. war bowl games olympiad mark model series step rule theorem lemma region corps congress circuit form"
    " plate note game day days world layer generation zone"
)
_ROMAN = r"[IVXLCDM]+"
_SECOND_NAMES = vocabulary("Paul Carl Gustaf Emmanuel Adolf Emanuele Augustus")
_FOLLOWED = {*RULERS, *GIVEN_NAMES} - {"Mark"}  # "Mark III" is a tank
_RULER = re.compile(
    rf"(?<!\w)(?=[A-Z])((?:{either(_FOLLOWED)})(?: (?:{either(_SECOND_NAMES)}))?) ({_ROMAN})(?!\w|-[^-])(?!\.\w)"
)
_NAMED = re.compile(
    rf"\b(?=[A-Z])((?:(?:{either(GIVEN_NAMES + RULERS)}) (?:[A-Z]\.? )?|[A-Z]\. ?[A-Z]\. ?)[A-Z][a-z]+),?"
    r" (I[IV]|III|VI{0,2})(?!\w)"
)
# Cheap to refuse: most words are not followed by a numeral, and need not be compared with the nouns.
_BEFORE_NUMERAL = r"(?=[A-Za-z]{2,11}\.? [IVXLCDMivx]+\b)"
_COUNTED = re.compile(
    rf"(?<!\w){_BEFORE_NUMERAL}({either(COUNTED)}) ({_ROMAN}|[ivx]+)(?!\w|-[^a-z])(?!'(?!s\b))(?!\.\w)", re.IGNORECASE
)
_HYPHENED = re.compile(rf"\b(Grade|Type|Class|Phase|Stage|Title|Category|Level|Tier)-({_ROMAN})(?=-)")
_RANGE = re.compile(
    rf"(?<!\w){_BEFORE_NUMERAL}({either(COUNTED)}s? )({_ROMAN})\s?(?:[-–—]|to|and|or|&)\s?({_ROMAN})(?![\w])",
    re.IGNORECASE,
)
_AGES = vocabulary("century centuries Century Olympiad Congress Corps Army dynasty Dynasty legion Legion")
_HEADING = re.compile(r"^(I{2,3}|IV|VI{0,3}|IX|X{1,2}I{0,3}|XI?V)(?=\.?$|[.:] [A-Z])|^(I)(?=\. [A-Z])")
_CENTURY = re.compile(rf"\b({_ROMAN})(?:th|st|e|ème)?([ -](?:{either(_AGES)})\b)")
_NO_NAMES = vocabulary("A An The In On At Of For And Or But By To With His Her Its Their This That No Your My Our I")
_OTHER = re.compile(
    rf"(?<!\w)(?!(?:{either(_NO_NAMES)}) )([A-Z\d][\w.'-]*)"
    r" (III?|IV|VI{1,3}|IX|XI{1,3}|XI?V|XVI{0,3}|XX[IVX]{0,3}|L[IVX]{1,5})(?![\w-])(?!'(?!s\b))(?!\.\w)"
    r"(?! (?:drips?|fluids?|bags?|lines?|therapy|antibiotics|treatment|infusions?|vitamin))"
)
# Things that letters name too: of these no `X` and no `C` is a number.
_LETTERED = frozenset(
    vocabulary("series class model group grade zone unit schedule type tier level plate form case plan row generation")
)
_LISTED = re.compile(r"\((i{1,3}|iv|v|vi{1,3}|ix|x)\)")
_REGNAL_I = re.compile(
    r"(?:'s\b|[,.;:)?!—]|--|\s[–—]|\s+(?:of|and|was|is|had|has|ruled|reigned|died|became|in|to|at|who|on|for|as|by|the|followed"
    r"|succeeded|ascended|ordered|married|fled|founded|commissioned|granted|abdicated|invaded|conquered|inherited|later"
    r"|herself|himself|who|whose|until|from|before|after|during|with|when|against|under|between)\b|$)"
)


def _say_ruler(match: re.Match[str]) -> str | None:
    name, numeral = match.groups()
    number = value(numeral)
    if number is None or number > 40 or numeral in {"C", "D", "M", "L"}:
        return None
    if len(numeral) == 1 and not _is_regnal(match):
        return None
    return f"{name} the {ordinal(number)}"


def _is_regnal(match: re.Match[str]) -> bool:
    """Tells whether a single letter after a name counts rulers: after a title, or where no verb makes it a pronoun."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    has_title = re.search(rf"\b(?:{either(_TITLES)}) $", before) is not None
    is_ruler = match.group(1).split(" ")[0] in RULERS
    is_last = match.end() == len(match.string)
    if match.group(2) in {"V", "X"} and is_ruler and not match.string.startswith(".", match.end()):
        return True
    return has_title or is_last or (is_ruler and _REGNAL_I.match(match.string, match.end()) is not None)


def _say_named(match: re.Match[str]) -> str | None:
    number = value(match.group(2))
    return f"{match.group(1)} the {ordinal(number)}" if number else None


def _say_counted(match: re.Match[str]) -> str | None:
    noun, numeral = match.groups()
    number = value(numeral)
    if (
        number is None
        or (numeral.upper() in {"X", "L", "C", "D", "M"} and noun.lower() in _LETTERED)
        or (numeral in {"i", "x", "I"} and not noun[0].isupper())
        or not (numeral.isupper() or numeral.islower())
    ):
        return None
    if (
        numeral == "I"
        and noun != "War"
        and re.match(r"\s+(?:[a-z]+)", match.string[match.end() : match.end() + 12])
        and not _REGNAL_I.match(match.string, match.end())
    ):
        return None
    return f"{noun} {cardinal(number)}"


def _say_hyphened(match: re.Match[str]) -> str | None:
    number = value(match.group(2))
    return f"{match.group(1)}-{cardinal(number)}" if number else None


def _say_range(match: re.Match[str]) -> str | None:
    noun, first, last = match.groups()
    low, high = value(first), value(last)
    if not (low and high) or not (first.isupper() and last.isupper()):
        return None
    joined = re.search(r"\s?(and|or|&)\s?", match.group()[len(noun) :])
    return f"{noun}{cardinal(low)} {joined.group(1).replace('&', 'and') if joined else 'to'} {cardinal(high)}"


def _say_century(match: re.Match[str]) -> str | None:
    number = value(match.group(1))
    return f"{ordinal(number)}{match.group(2)}" if number else None


def _say_heading(match: re.Match[str]) -> str:
    return cardinal(value(match.group()) or 0)


def _say_other(match: re.Match[str]) -> str | None:
    """Speaks a numeral of two letters and more after a name: `Rocky IV`, `Vatican II`."""
    name, numeral = match.groups()
    number = value(numeral)
    return f"{name} {cardinal(number)}" if number else None


def _say_listed(match: re.Match[str]) -> str:
    return f"({cardinal(value(match.group(1)) or 0)})"


_NEEDS = frozenset("IVXLCDM")

RULES = (
    Rule(_HEADING, _say_heading, _NEEDS),
    Rule(_CENTURY, _say_century, _NEEDS),
    Rule(_RANGE, _say_range, _NEEDS),
    Rule(_HYPHENED, _say_hyphened, _NEEDS),
    Rule(_RULER, _say_ruler, _NEEDS),
    Rule(_NAMED, _say_named, _NEEDS),
    Rule(_COUNTED, _say_counted, frozenset("IVXLCDMivx")),
    Rule(_OTHER, _say_other, _NEEDS),
    Rule(_LISTED, _say_listed, frozenset("(")),
)
