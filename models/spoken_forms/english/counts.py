"""Numbers that stand alone: ordinals, years, decimals, magnitudes and cardinals."""

import re

from models.spoken_forms.english.grammar import COUNTED, NUMBER, RACES, SCALES
from models.spoken_forms.english.numbers import cardinal, digit_by_digit, house_number, number, ordinal, year
from models.spoken_forms.rules import Rule, either, table, vocabulary

_ORDINAL = re.compile(r"(?<![\w.,/])(\d{1,3}(?:,\d{3})++|\d++)(st|nd|rd|th|ST|ND|RD|TH)(?![\w])")
# As lawyers and soldiers write it: "the 82d Airborne", "the 103d Congress"
_SHORT_ORDINAL = re.compile(r"(?<![\w.,/-])(\d{0,2}[02-9][23])d(?= [A-Z][a-z])")
_DISTANCES = frozenset({"3", "5", "8", "10", "12", "15", "20", "21", "30", "42", "50", "100"})
_HELD = re.compile(r"\b(?:events|runs|races|runners|distances|courses)$")
_ROUND = table(
    """
    10 = tens; 100 = hundreds; 1000 = thousands; 10000 = tens of thousands; 100000 = hundreds of thousands
    """
)
_ROUNDLY = re.compile(r"(?<![\w.,])(10|100|1,?000|10,?000|100,?000)(?:'?s)(?= of\b)")
_NAMED_BY_K = vocabulary("run race video TV resolution display screen monitor HDR footage Blu")
_MAGNITUDE = re.compile(
    rf"(?<![\w.,])(?<![A-Za-z]-)(?<![A-Za-z]-\d-)(?<![A-Za-z]\d-)(?<![A-Za-z]\d\.\d-)([-−+])?({NUMBER})"
    rf"(?:((?:k|K)(?! (?:{either(_NAMED_BY_K)})\b)|m|M|bn|mn|B|tn|trn|MM|T(?= (?:tokens|parameters|transistors)\b))"
    r"|\s(bn|mn|tn|trn|[Mm]ln|[Bb]ln))(?![\w'/])"
)
_GROUPED_BY_SPACES = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?: \d{3})* 000 000(?![\w])")
_GROUPED_BY_POINTS = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3}){2,}(?![\w])(?!\.\d)")
_LETTER_YEAR = re.compile(r"(?<!\w)(?<!\d[.,])(?<![\s(]\.)(?<!^\.)(\d{4})(?!\w)(?![.,]\d)")
_LONG = re.compile(r"(?<![\w.,])(\d{5,})(?!\w)(?![.,]\d)")
_PLAIN = re.compile(rf"(?<![\w])(?<!\d\.)([-−])?({NUMBER})(?!\d)")
_DECIMAL_COMMA = re.compile(r"(?<![\w.,])(\d{1,3}),(\d{1,2})(?![\w,])(?!\.\d)")
_LIST = re.compile(r"(?<![\w.,])\d{1,2}(?:(?:,\d{1,2}){2,}|,\d{1,2}(?= (?:or|and|&) \d))(?![\w,])(?!\.\d)")
_LEFT = re.compile(r"\d+")
_PLUS = re.compile(rf"(?<![\w.,])({NUMBER})\+(?!\w)")

_OF_TIME = frozenset(
    vocabulary(
        "in since by until till before after during through circa year years mid early late summer winter spring"
        " autumn fall january february march april may june july august september october november december the a an"
        " this that his her its their our my your every each"
    )
)
_BEFORE_FUTURE = frozenset(vocabulary("by in until till before after year since"))
_OF_QUANTITY = frozenset(
    vocabulary(
        "about over some nearly almost approximately around least than most up exactly only another under roughly"
        " these those"
    )
)
_OF_CODE = frozenset(
    vocabulary(
        "id bug code number no issue case ticket order pin zip postcode ref reference invoice docket patent isbn"
        " account bill route member"
    )
)
_LETTERED_PLACES = frozenset(
    vocabulary(
        "apt apartment room unit suite flat gate seat platform exhibit section form schedule class grade figure fig"
        " table row area building hall studio terminal level zone hut exit aisle pier bay door bus tram lot locker"
        " court"
    )
)
_WORD_BEFORE = re.compile(r"([A-Za-z']+)[\s#:(.]*$")
_COUNTED_AFTER = re.compile(COUNTED)


def _word_before(match: re.Match[str]) -> str:
    found = _WORD_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()])
    return found.group(1).lower() if found else ""


def _say_ordinal(match: re.Match[str]) -> str | None:
    digits, ending = match.group(1).replace(",", ""), match.group(2).lower()
    if ending == _ending(digits):
        return ordinal(digits)
    return None if ending == "st" else f"{cardinal(digits)} {ending}"  # 12st is a weight


def _say_short_ordinal(match: re.Match[str]) -> str:
    return ordinal(match.group(1))


def _say_roundly(match: re.Match[str]) -> str:
    return _ROUND[match.group(1).replace(",", "")]


def _ending(digits: str) -> str:
    if digits[-2:] in {"11", "12", "13"}:
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")


def _say_magnitude(match: re.Match[str]) -> str | None:
    if _word_before(match) in _LETTERED_PLACES or _is_distance(match):
        return None
    sign, digits, touching, apart = match.groups()
    if touching == "B" and f"({match.group()})" in match.string[max(0, match.start() - 1) : match.end() + 1]:
        return None  # a base: nobody puts a billion into brackets
    if touching in {"k", "K"} and len(digits) > 3 and digits.isdecimal():
        return None  # a processor: nobody counts 4790 thousands
    return f"{'minus ' if sign in {'-', '−'} else ''}{number(digits)} {SCALES[touching or apart]}"


def _is_distance(match: re.Match[str]) -> bool:
    """Tells whether `5K` is a race: of nothing that is counted but events and runs; `10k` only where people race."""
    digits, mark = match.group(2), match.group(3)
    if mark not in {"k", "K"} or digits not in _DISTANCES:
        return False
    counted = _COUNTED_AFTER.match(match.string, match.end())
    if counted and not _HELD.search(counted.group()):
        return False
    return (mark == "K" and digits in {"5", "10"}) or RACES.search(match.string) is not None


def _say_grouped(match: re.Match[str]) -> str:
    return cardinal(re.sub(r"\D", "", match.group()))


def _say_four_digits(match: re.Match[str]) -> str | None:
    digits = match.group(1)
    before = _word_before(match)
    is_counted = _COUNTED_AFTER.match(match.string, match.end()) is not None
    if 2100 <= int(digits) < 2300 and before in _BEFORE_FUTURE and not is_counted:
        return year(digits)
    if not (1100 <= int(digits) <= 2099 or (1010 <= int(digits) < 1100 and before in _OF_TIME)):
        return None
    is_recent = 1900 <= int(digits) <= 2050
    if (before in _OF_QUANTITY and (is_counted or not is_recent)) or (
        is_counted and not is_recent and before not in _OF_TIME
    ):
        return cardinal(digits)
    return year(digits)


def _say_long(match: re.Match[str]) -> str:
    """Speaks five digits and more without commas: one by one where they name, as a number where they count."""
    digits = match.group(1)
    is_lone = match.group() == match.string.strip()
    is_code = digits[0] == "0" or len(digits) > 9 or _word_before(match) in _OF_CODE
    return digit_by_digit(digits) if is_lone or is_code else cardinal(digits)


def _say_plain(match: re.Match[str]) -> str:
    sign, digits = match.groups()
    before = match.string[max(0, match.start() - 1) : match.start()]
    is_minus = sign and not (before.isalnum() or before in {")", "-"})
    return ("minus " if is_minus else " " if sign else "") + number(digits)


def _say_decimal_comma(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} comma {digit_by_digit(match.group(2))}"


def _say_list(match: re.Match[str]) -> str:
    return ", ".join(map(cardinal, match.group().split(",")))


def _say_left(match: re.Match[str]) -> str:
    return house_number(match.group())


def _say_plus(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} plus"


MAGNITUDES = (Rule(_MAGNITUDE, _say_magnitude),)
ORDINALS = (
    Rule(_ORDINAL, _say_ordinal),
    Rule(_SHORT_ORDINAL, _say_short_ordinal, frozenset("d"), needs_digit=True),
    Rule(_ROUNDLY, _say_roundly, frozenset("s")),
)
RULES = (
    Rule(_GROUPED_BY_SPACES, _say_grouped, frozenset(" "), needs_digit=True),
    Rule(_GROUPED_BY_POINTS, _say_grouped),
    Rule(_LETTER_YEAR, _say_four_digits),
    Rule(_LONG, _say_long),
    Rule(_LIST, _say_list, frozenset(","), needs_digit=True),
    Rule(_DECIMAL_COMMA, _say_decimal_comma, frozenset(","), needs_digit=True),
    Rule(_PLUS, _say_plus, frozenset("+")),
    Rule(_PLAIN, _say_plain),
    Rule(_LEFT, _say_left),
)
