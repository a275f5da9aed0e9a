"""The parts of which the English rules are built: numbers, quantities and ranges as patterns, and their words."""

import re

from models.spoken_forms.english.numbers import cardinal, is_one, number, ordinal
from models.spoken_forms.rules import either, vocabulary

# A number is never preceded by a letter, a digit, or the inside of another number.
START = r"(?<![\w])(?<!\d[.,:/])(?:(?<![A-Za-z]-)|(?<=[Ss]ub-)|(?<=nder-)|(?<=over-))"
WHOLE = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)|\d++)"
NUMBER = rf"(?:{WHOLE}(?:\.\d++)?|(?<!\.)\.\d++)"
FRACTION = r"(?:\d{1,3}[ -])?\d{1,3}/\d{1,3}"
AMOUNT = rf"(?:{FRACTION}(?![\d/])|{NUMBER})"
NO_YEAR = r"(?!(?<=[Ii]n )(?:1[5-9]|20)\d\d )"  # what begins at "in 1950 to 9.6" is no range
DASH = r"\s?[-–—−]\s?"

# What stands after a number that counts: a noun in the plural, maybe with an adjective before it.
COUNTED = (
    r"[\s-](?:[a-z]+[\s-])??(?:people|men|women|children"
    r"|(?!(?:was|is|has|this|its|does|as|us|less|plus|versus|across|unless|always|thanks|towards|besides|perhaps)\b)[a-z]{3,}s)\b"
)

# Where people race, `10k` is a distance and `28:09` a time.
RACES = re.compile(
    r"\b(?:marathons?|races?|runs?|runners?|running|ran|joggers?|triathlon|parkrun|splits?|laps?|peloton)\b",
    re.IGNORECASE,
)

SCALES = {
    **dict.fromkeys(("k", "K", "thousand"), "thousand"),
    **dict.fromkeys(("m", "M", "mn", "Mn", "mln", "Mln", "mio", "Mio", "MM", "mm", "million"), "million"),
    **dict.fromkeys(("b", "B", "bn", "Bn", "bln", "Bln", "billion"), "billion"),
    **dict.fromkeys(("lakh", "lac"), "lakh"),
    "crore": "crore",
    "lakh crore": "lakh crore",
    **dict.fromkeys(("t", "T", "tn", "trn", "tr", "trillion"), "trillion"),
}
SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion)"

DENOMINATORS = {2: ("half", "halves"), 4: ("quarter", "quarters")}

# Between a determiner and a noun a measure is an adjective, and stays singular: "a new five dollar bill".
_ADJECTIVES = vocabulary(
    "new old huge record big small large major minor fresh extra further whole single entire rare recent giant hefty"
    " modest separate similar vast joint cash fake free full flat fixed short long lucrative"
)
_ADJECTIVE = rf"(?:{either(_ADJECTIVES)}|[a-z]+(?:al|ive|ous|ful|ic|ed|ing|est|ary|ble|st|nd|ly)|[a-z]+-[a-z]+)"
_DETERMINER_BEFORE = re.compile(
    r"(?:\b(?:[Aa]n?|[Aa]nother|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Oo]ur|[Mm]y|[Yy]our)"
    rf"|(?<!\b[Ii]t)(?<!\b[Tt]hat)(?<![Hh]e)(?<!ere)(?<!hat)'s)\s(?:{_ADJECTIVE},? ){{0,2}}$"
)
_LONGEST_BEFORE = 40
_NOT_NOUNS = vocabulary(
    "and or but for in on at of to from by per as with is was are were than if a an the that which who he she they"
    " we you it had has have will would could can may might more less worth not so when while because into over under"
    " after before since until during each every only just also now then through without last next this these those"
    " today yesterday tomorrow tonight apiece again here there back away off out up down about around between above"
    " went came fell rose ran paid spent gave got made took left saw grew hit lost sold bought kept led cut does did"
    " say says said comes goes gets takes makes became become bought buys below against ago long wide high tall deep"
    " thick old across apart north south east west"
)
_NOUN_AFTER = re.compile(
    rf"[ -](?!(?:{either(_NOT_NOUNS)})\b)(?!(?!(?:hour|dai|week|month|quarter|year)ly\b)[a-z]+(?:ed|ly)\b)"
    r"(?:[A-Za-z]{3}|[A-Z]\d)"
)
# Before these a measure is an adjective without any determiner: "two 400g tins", "100m freestyle", "65W charging".
_MEASURED = vocabulary(
    "tin can pack packet jar bottle bag box block carton sachet pot tub bar tube pouch fillet steak stick sheet ball"
    " knob slice portion serving log ramekin keg mug glass screen display pitch lens jack bulb battery socket outlet"
    " hose cable radius diameter race relay freestyle backstroke breaststroke butterfly hurdles drive SSD disk charging"
    " charger adapter equipment camera film rifle gun cartridge cannon shell"
)
_CONTAINER_AFTER = re.compile(
    rf"\+?[ -](?:f \w|(?:(?:fast|quick|rapid|wired|wireless|power) )?(?:{either(_MEASURED)})(?:e?s)?\b)"
)
_PREFIX_BEFORE = re.compile(r"\b(?:[Ss]ub|[Uu]nder|[Oo]ver|[Nn]ear|[Pp]ost|[Pp]re)-$")
_COMPOUND_AFTER = re.compile(r"-(?:an?|per|high|long|wide|tall|deep|thick|heavy|diameter|radius)\b")


# What a bookmaker's odds stand before: "an 11-4 favourite".
ODDS_AFTER = re.compile(r"[ -](?:(?:joint|second|clear|red-hot) )?(?:favou?rites?|favs?|outsiders?|shot|chance|odds)\b")


def is_attributive(match: re.Match[str]) -> bool:
    """Tells whether what was found is an adjective: between `a` and a noun, before `tin`, in `$5-a-day`."""
    if _PREFIX_BEFORE.search(match.string[max(0, match.start() - 8) : match.start()]) and _NOUN_AFTER.match(
        match.string, match.end()
    ):
        return True
    if _COMPOUND_AFTER.match(match.string, match.end()) or _CONTAINER_AFTER.match(match.string, match.end()):
        return True
    if not _NOUN_AFTER.match(match.string, match.end()):
        return False
    return _DETERMINER_BEFORE.search(match.string[max(0, match.start() - _LONGEST_BEFORE) : match.start()]) is not None


def fraction(written: str) -> str:
    """Returns `two and a half` for `2 1/2`, `three quarters` for `3/4`."""
    whole, _, part = written.replace("-", " ").rpartition(" ")
    above, _, below = part.partition("/")
    one, many = _denominator(below)
    if whole and above == "1" and int(below) in DENOMINATORS:
        return f"{cardinal(whole)} and a {one}"
    words = f"{cardinal(above)} {one if above == '1' else many}"
    return f"{cardinal(whole)} and {words}" if whole else words


def _denominator(digits: str) -> tuple[str, str]:
    if int(digits) in DENOMINATORS:
        return DENOMINATORS[int(digits)]
    return ordinal(digits), f"{ordinal(digits)}s"


def amount(written: str) -> str:
    """Returns a number or a fraction as words."""
    return fraction(written) if "/" in written else number(written)


def is_single(written: str) -> bool:
    """Tells whether an amount takes the singular: one, or a part of one."""
    if "/" in written:
        return " " not in written and "-" not in written
    return is_one(written)
