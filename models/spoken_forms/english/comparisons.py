"""Numbers beside numbers: ratios, ranges, fractions, versions; and fixed phrases (rules N4, N5)."""

import re

from models.spoken_forms.english.grammar import DASH, NUMBER, ODDS_AFTER, START, fraction
from models.spoken_forms.english.numbers import cardinal, digit_by_digit, number, ordinal, year
from models.spoken_forms.rules import DIGIT, Rule, after, either, entry_of, table

_PHRASES = table(
    """
    24/7 = twenty four seven; 9/11 = nine eleven; 24/7/365 = twenty four seven three sixty five; 50/50 = fifty fifty
    50-50 = fifty fifty; 20/20 = twenty twenty; 7/7 = seven seven; 7/11 = seven eleven; 4x4 = four by four
    4×4 = four by four; 7-Eleven = seven eleven; 1-2-3 = one two three; 9-to-5 = nine to five
    9-5 job = nine to five job; 2x4 = two by four; 50:50 = fifty fifty; 60:40 = sixty forty
    802.11 = eight oh two point eleven; 401(k) = four oh one K; 403(b) = four oh three B
    """
)

_VERSIONED = ("version ", "Version ", "Android ", "iOS ", "macOS ", "release ")
_VERSIONED_BY_TWO_DIGITS = ("Python ", "Ubuntu ", "Firefox ", "Chrome ", "Node ", "Java ", "Go ", "Rust ", "Django ")

_PHRASE = re.compile(rf"(?<![\w.,/$])(?<!\d-)(?:{either(_PHRASES)})(?![\d/])(?!\.\d)(?!-\d)")
_RATIO = re.compile(rf"{START}({NUMBER}):({NUMBER})(?::(\d+))?(?![\w:])")
_VERSION = re.compile(
    r"(?<![\w.])([vV](?=\d))?(\d+(?:\.\d+){2,6})(?:[-+]?((?:alpha|beta|rc|a|b|dev)\.?\d{0,3}))?(?![\w])(?!\.\d)"
)
_SHORT_VERSION = re.compile(
    rf"(?<![\w.])(?:(v(?=\d)|V(?=\d+\.\d))(\d+(?:\.\d+)*)|{after(_VERSIONED, DIGIT)}(\d+\.\d+)"
    rf"|{after(_VERSIONED_BY_TWO_DIGITS, DIGIT)}(\d+\.\d{{2}}))(?![\w])(?!\.\d)"
)
_ANY_VERSION = re.compile(rf"{START}([vV])?(\d{{1,3}}(?:\.\d{{1,3}})*)\.([xXyY])(?!\w)")
_RANGE = re.compile(rf"{START}([-−])?({NUMBER})(?:{DASH})({NUMBER})(?![\w%])(?![-–]\w)(?![.,/:]\d)")
_NTH_RANGE = re.compile(rf"{START}(\d{{1,4}})(?:st|nd|rd|th)?{DASH}(\d{{1,4}})(st|nd|rd|th)\b")
_LONG_FRACTION = re.compile(
    rf"{START}(\d{{1,5}})(?:/| / )(\d{{1,5}})(?:(?:th|rd|nd)s?|(?:TH|RD|ND)S?)?(?![\w/%])(?!\.\d)"
)
_MIXED = re.compile(rf"{START}(\d{{1,3}}[ -]\d{{1,2}}/\d{{1,2}})(?![\w/%])")
_ODDS = re.compile(r"\b(?:odds|bookmakers?|bookies|favou?rites?)\b[^.;!?]{0,40}$", re.IGNORECASE)
_RATED = re.compile(rf"{START}(\d{{1,2}}\.\d)/(5|10|100)(?![\w/%])(?!\.\d)")
_OUT_OF = re.compile(
    r"(?:\b(?:scored?|rated?|rating|ratings|grade|scores|scoring|got|gets|gave|marks?)\b[^.;!?]{0,40})$"
)
_STARS = re.compile(r"[ -]stars?\b")
_UNICODE_FRACTIONS = table(
    """
    ½ = 1/2; ⅓ = 1/3; ⅔ = 2/3; ¼ = 1/4; ¾ = 3/4; ⅕ = 1/5; ⅖ = 2/5; ⅗ = 3/5; ⅘ = 4/5; ⅙ = 1/6; ⅚ = 5/6; ⅛ = 1/8
    ⅜ = 3/8; ⅝ = 5/8; ⅞ = 7/8; ⅑ = 1/9; ⅒ = 1/10
    """
)
_UNICODE_FRACTION = re.compile(
    rf"(?:(?P<after>(?<=\d)\s?))?(?P<sign>{either(_UNICODE_FRACTIONS)})(?P<inch>in\b(?:\.(?=\s[a-z]))?)?"
)
_SLASH = re.compile(r"(\d)⁄(\d)")


def _say_ratio(match: re.Match[str]) -> str:
    return " to ".join(number(part) for part in match.groups() if part)


def _say_version(match: re.Match[str]) -> str:
    words = " point ".join(map(cardinal, match.group(2).split(".")))
    words = f"version {words}" if match.group(1) else words
    return f"{words} {match.group(3)}" if match.group(3) else words


def _part(digits: str) -> str:
    return digit_by_digit(digits) if len(digits) > 1 and digits[0] == "0" else cardinal(digits)


def _say_short_version(match: re.Match[str]) -> str:
    digits = next(group for group in match.groups()[1:] if group)
    words = " point ".join(map(_part, digits.split(".")))
    return f"version {words}" if match.group(1) else words


def _say_any_version(match: re.Match[str]) -> str:
    words = " point ".join([*map(_part, match.group(2).split(".")), match.group(3).lower()])
    return f"version {words}" if match.group(1) else words


def _say_range(match: re.Match[str]) -> str:
    minus, low, high = match.groups()
    return f"{'minus ' if minus else ''}{_member(low)} to {_member(high)}"


def _member(written: str) -> str:
    is_year = len(written) == 4 and written.isdecimal() and written[:2] in {"17", "18", "19", "20"}
    return year(written) if is_year else number(written)


def _say_nth_range(match: re.Match[str]) -> str:
    return f"{ordinal(match.group(1))} to {ordinal(match.group(2))}"


def _say_mixed(match: re.Match[str]) -> str:
    return fraction(match.group(1))


def _say_fraction(match: re.Match[str]) -> str | None:
    """Returns a part of something, a rating out of what is best, or what a bookmaker offers."""
    above, below = match.groups()
    before = match.string[max(0, match.start() - 60) : match.start()]
    if _ODDS.search(before) or ODDS_AFTER.match(match.string, match.end()):
        return f"{number(above)} to {number(below)}"
    if below == "1" and int(above) > 1:
        return f"{number(above)} to one"  # what a bookmaker offers
    if below in {"0", "00", "1"} or (len(below) > 1 and below.startswith("0")):
        return f"{number(above)} slash {number(below)}"
    is_rated = (
        _OUT_OF.search(before)
        or int(above) > int(below)
        or (below == "10" and _stands_alone(match))
        or _STARS.match(match.string, match.end())
    )
    if below in {"5", "10", "100"} and (is_rated or above == below):
        return f"{number(above)} out of {number(below)}"
    if int(above) + int(below) == 100:
        return f"{number(above)} {number(below)}"
    if int(above) > int(below) > 12 or len(above) == 3 > len(below):
        return f"{number(above)} over {number(below)}"
    return fraction(f"{above}/{below}")


def _stands_alone(match: re.Match[str]) -> bool:
    """Tells whether nothing is counted: `7/10` at an end, after a dash or before a mark is a rating, no part."""
    return re.match(r"\s?(?:$|[.,;:!?)–—])", match.string[match.end() : match.end() + 2]) is not None


def _say_rated(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} out of {number(match.group(2))}"


def _say_unicode_fraction(match: re.Match[str]) -> str:
    space = "" if match.group("after") is None else " "
    return f"{space}{_UNICODE_FRACTIONS[match.group('sign')]}{'-inch' if match.group('inch') else ''}"


def _say_slash(match: re.Match[str]) -> str:
    return f"{match.group(1)}/{match.group(2)}"


UNFOLDED_FRACTIONS = (
    Rule(_SLASH, _say_slash, frozenset("⁄")),
    Rule(_UNICODE_FRACTION, _say_unicode_fraction, frozenset(_UNICODE_FRACTIONS)),
)
PHRASES = (Rule(_PHRASE, entry_of(_PHRASES)),)
RULES = (
    Rule(_ANY_VERSION, _say_any_version, frozenset("xXyY"), needs_digit=True),
    Rule(_VERSION, _say_version, frozenset("."), needs_digit=True),
    Rule(_SHORT_VERSION, _say_short_version, frozenset("vVPCUFAi"), needs_digit=True),
    Rule(_RATIO, _say_ratio, frozenset(":"), needs_digit=True),
    Rule(_RATED, _say_rated, frozenset("/")),
    Rule(_MIXED, _say_mixed, frozenset("/")),
    Rule(_LONG_FRACTION, _say_fraction, frozenset("/")),
    Rule(_NTH_RANGE, _say_nth_range),
    Rule(_RANGE, _say_range, frozenset("-–—−"), needs_digit=True),
)
