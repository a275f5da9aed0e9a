"""Streets and house numbers, and `St.` as street or saint."""

import re

from models.spoken_forms.english.grammar import COUNTED
from models.spoken_forms.english.numbers import digit_by_digit, house_number, ordinal
from models.spoken_forms.rules import LEXICON_WORD, Rule, always, either, table, vocabulary

STREETS = table(
    """
    St = Street; st = Street; Ave = Avenue; ave = Avenue; Blvd = Boulevard; Rd = Road; Dr = Drive; Ln = Lane
    Ct = Court; Pl = Place; Sq = Square; Hwy = Highway; Pkwy = Parkway; Ter = Terrace; Cir = Circle; Expy = Expressway
    Tpke = Turnpike; Fwy = Freeway; Ste = Suite; hwy = Highway; blvd = Boulevard; rd = Road
    """
)
_WHOLE = vocabulary(
    "Street Avenue Boulevard Road Drive Lane Court Place Square Highway Parkway Terrace Way Broadway Circle Close"
    " street avenue"
)
_COMPASS = table(
    """
    N = North; S = South; E = East; W = West; NE = Northeast; NW = Northwest; SE = Southeast; SW = Southwest
    N.E = Northeast; N.W = Northwest; S.E = Southeast; S.W = Southwest
    """
)
_NAME = r"(?:[A-Z][a-z]+|\d{1,3}(?:st|nd|rd|th)|[A-Z](?= (?:St|st|Ave)))"
_ADDRESS = re.compile(
    rf"(?<![\w.,$#-])(?P<house>\d{{1,5}})(?P<letter>[A-D]?) (?P<compass>(?:{either(_COMPASS)})\.? )?"
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}}) (?P<street>{either([*STREETS, *_WHOLE])})(?!\w)(?P<period>\.?)"
    rf"(?P<quarter> (?:{either(_COMPASS)})\b\.?)?"
)
_HOUSE = re.compile(r"(?<![\w.,$#-])(\d{3,4})(?= (?:Broadway|Park Ave|Fifth Ave|Madison Ave|Pennsylvania Ave))")
_UNMISTAKABLE = {*STREETS, *_WHOLE} - {"Dr", "Pl", "Ct", "Ste"}
_QUARTERED = re.compile(rf"(?<![\w.])([NSEW])\.? (?={_NAME} (?:{either(_UNMISTAKABLE)})\b)")
_STREET = re.compile(r"(?<=[\w.] )(?<!\d )([A-Z][a-z]+|\d{1,3}(?:st|nd|rd|th)) (St|Ave|Blvd|Rd|Hwy|Pkwy|Ln)(?!\w)(\.?)")
_STATES = table(
    """
    AL = Alabama; AK = Alaska; AZ = Arizona; AR = Arkansas; CA = California; CO = Colorado; CT = Connecticut
    DE = Delaware; FL = Florida; GA = Georgia; HI = Hawaii; ID = Idaho; IL = Illinois; IN = Indiana; IA = Iowa
    KS = Kansas; KY = Kentucky; LA = Louisiana; ME = Maine; MD = Maryland; MA = Massachusetts; MI = Michigan
    MN = Minnesota; MS = Mississippi; MO = Missouri; MT = Montana; NE = Nebraska; NV = Nevada; NH = New Hampshire
    NJ = New Jersey; NM = New Mexico; NY = New York; NC = North Carolina; ND = North Dakota; OH = Ohio; OK = Oklahoma
    OR = Oregon; PA = Pennsylvania; RI = Rhode Island; SC = South Carolina; SD = South Dakota; TN = Tennessee
    TX = Texas; UT = Utah; VT = Vermont; VA = Virginia; WA = Washington; WV = West Virginia; WI = Wisconsin
    WY = Wyoming
    """
)
# Those that are words too are states only before a ZIP code, or behind a town.
_AMBIGUOUS_STATES = {"HI", "ID", "IN", "LA", "MA", "ME", "OH", "OK", "OR", "PA"}
_BEHIND_TOWNS = {"ID", "LA", "MA", "OH", "PA"}
# Degrees, scans and hospitals: inside a sentence these are no states without a mark behind them.
_INITIALS_TOO = {"AL", "CT", "DE", "MD", "MS", "MT", "VA", "VT"}
_STATE = re.compile(
    rf"(?<=[a-z{LEXICON_WORD}], )(?:{either(set(_STATES) - _AMBIGUOUS_STATES | _BEHIND_TOWNS)})(?=[.,;)]|$|\s[|–—-])"
    rf"|(?<=[a-z{LEXICON_WORD}], )(?:{either(set(_STATES) - _AMBIGUOUS_STATES - _INITIALS_TOO)})(?= [a-z])"
)
_TOWN_BEFORE = re.compile(rf"(?:\b[A-Z][a-z]+|[{LEXICON_WORD}]), $")
_STATE_ZIP = re.compile(rf"(?<=[a-z{LEXICON_WORD}], )({either(_STATES)})(,?) (\d{{5}})(?:-(\d{{4}}))?(?![\w-])")
_ZIP = re.compile(r"(?<=\b[A-Z]{2} )(\d{5})(?:-(\d{4}))?(?![\w-])")
_ZIP_WORD = re.compile(r"(?<=[Zz][Ii][Pp] code )(\d{5})(?:-(\d{4}))?(?![\w-])")
_NUMBERED_PLACES = (
    *vocabulary("I US Route Rte. Highway Hwy. Hwy Interstate Room room Flight flight Suite Apt. Apartment Area Studio"),
)
_ROUTE = re.compile(rf"\b({either(_NUMBERED_PLACES)})[ -](\d{{1,4}})(?![\w%])(?!,\d|\.\d|{COUNTED})")
_SAINT = re.compile(r"\bSt(?:\.? |-)(?=[A-ZÉ][a-zé])")
_BEFORE_SAINTS = frozenset(vocabulary("Port East West North South Lake Bay Cape Fort Mount Old New Upper Lower Sault"))
_REGIONS = "Korean?s?|Africa|Carolina|Dakota|Virginia|Ireland|America|Yorkshire|Wales|Sudan|Macedonia|Texas|Ohio"
_REGION = re.compile(rf"(?<![\w.])([NSEW])\. (?=(?:{_REGIONS})\b)")
_POINTED_ZIP = re.compile(r"(?<=\b[A-Z]\.[A-Z]\. )(\d{5})(?:-(\d{4}))?(?![\w-])")
_SAINTE = re.compile(r"\bSte\. (?=[A-Z][a-z])")


def _street_stop(match: re.Match[str], period: str) -> str:
    """Returns the full stop that the abbreviation's period also was."""
    rest = match.string[match.end() : match.end() + 3]
    return "." if period and (not rest.strip() or re.match(r"\s+[A-Z]", rest)) else ""


def _say_address(match: re.Match[str]) -> str:
    compass, street = match.group("compass", "street")
    name = re.sub(r"(\d+)(?:st|nd|rd|th)", lambda nth: ordinal(nth.group(1)), match.group("name"))
    words = [house_number(match.group("house")), match.group("letter")]
    words += [_COMPASS[compass.strip(" .")] if compass else "", name, STREETS.get(street, street)]
    quarter = match.group("quarter")
    words.append(_COMPASS[quarter.strip(" .")] if quarter else "")
    return " ".join(filter(None, words)) + _street_stop(match, match.group("period"))


def _say_house(match: re.Match[str]) -> str:
    return house_number(match.group(1))


_AVENUE = re.compile(r"\bAve\.? (?=[A-D]\b)")


def _say_quarter(match: re.Match[str]) -> str:
    return f"{_COMPASS[match.group(1)]} "


def _say_street(match: re.Match[str]) -> str | None:
    name, street, period = match.groups()
    if street == "St" and name in _BEFORE_SAINTS and match.string[match.end() :][:2].lstrip()[:1].isupper():
        return None  # Port St. Lucie
    if (
        street == "St"
        and re.match(r" [A-Z][a-z]", match.string[match.end() : match.end() + 3])
        and not _ends_here(match)
    ):
        return None
    return f"{name} {STREETS[street]}{_street_stop(match, period)}"


def _ends_here(match: re.Match[str]) -> bool:
    return bool(
        re.search(
            r"\b(?:on|at|off|along|near|from|to|of|down|up|across)\b[^.]{0,30}$",
            match.string[max(0, match.start() - 40) : match.start()],
        )
    )


def _say_zip(match: re.Match[str]) -> str:
    return ", ".join(digit_by_digit(group) for group in match.groups() if group)


def _say_state(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 24) : match.start()]
    is_certain = match.group() not in _BEHIND_TOWNS or _TOWN_BEFORE.search(before)
    return _STATES[match.group()] if is_certain else None


def _say_state_zip(match: re.Match[str]) -> str:
    state, comma, *groups = match.groups()
    return " ".join([_STATES[state] + comma, ", ".join(digit_by_digit(group) for group in groups if group)])


def _say_route(match: re.Match[str]) -> str:
    name = {"Rte.": "Route", "Hwy": "Highway", "Hwy.": "Highway", "Apt.": "Apartment"}.get(
        match.group(1), match.group(1)
    )
    return f"{name} {house_number(match.group(2))}"


RULES = (
    Rule(_ADDRESS, _say_address),
    Rule(_HOUSE, _say_house),
    Rule(_AVENUE, always("Avenue "), frozenset("A")),
    Rule(_QUARTERED, _say_quarter, frozenset("NSEW")),
    Rule(_REGION, _say_quarter, frozenset("NSEW")),
    Rule(_STREET, _say_street, frozenset("SABRHPL")),
    Rule(_STATE_ZIP, _say_state_zip),
    Rule(_ZIP, _say_zip),
    Rule(_STATE, _say_state, frozenset("ACDFGHIKLMNOPRSTUVW")),
    Rule(_ZIP_WORD, _say_zip),
    Rule(_ROUTE, _say_route),
    Rule(_SAINT, always("Saint "), frozenset("S")),
    Rule(_POINTED_ZIP, _say_zip),
    Rule(_SAINTE, always("Saint "), frozenset("S")),
)
