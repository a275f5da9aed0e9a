"""Dates, years, decades, seasons and quarters (rule N3)."""

import re

from models.spoken_forms.english.grammar import DASH, START
from models.spoken_forms.english.numbers import ONES, cardinal, decade, house_number, ordinal, two_digits, year
from models.spoken_forms.rules import DIGIT, Rule, after, always, either, table, vocabulary

MONTHS = vocabulary("January February March April May June July August September October November December")
_MONTH_OF = {
    **{month.lower(): month for month in MONTHS},
    **{month[:3].lower(): month for month in MONTHS},
    "sept": "September",
}
_WEEKDAYS = table(
    """
    mon = Monday; tu = Tuesday; tue = Tuesday; tues = Tuesday; wed = Wednesday; th = Thursday; thu = Thursday
    thur = Thursday; thurs = Thursday; fri = Friday; sat = Saturday; sun = Sunday
    """
)

_MONTH = rf"(?=[jfmasondJFMASOND])(?:{either(_MONTH_OF)})\b\.?"  # most words are refused by their first letter
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d|20)\d\d(?!\d)"
_END = r"(?![\w%])(?![.,:/]\d)"
_ANY_CASE = re.IGNORECASE

_BEFORE_DATE = (
    *("on ", "On ", "since ", "until ", "before ", "after ", "due ", "Due ", "week of "),
    *(f"{weekday}{mark}" for weekday in sorted(set(_WEEKDAYS.values())) for mark in (" ", ", ", " (")),
)

_WEEKDAY = re.compile(
    rf"\b({either(_WEEKDAYS)})\.?(?=,? (?:\(?\d{{1,2}}/\d|(?:{_MONTH}) \d|\d{{1,2}} (?:{_MONTH})))", _ANY_CASE
)
_WEEKDAY_NAME = "Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_WEEKDAY_RANGE = re.compile(rf"\b({_WEEKDAY_NAME})\.?\s?(?:[-–—]|to|thru)\s?({_WEEKDAY_NAME})\b\.?")
_WEEKDAY_SHORT = re.compile(
    r"(?=[MTWFS][a-z]{2,4}\b)(?:\b(?:Tues|Thurs?)\b\.?(?!\w)"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri)(?:\.|(?=[,;:)/]|\s?(?:$|[-–—&\d]|and\b|at\b)))"
    rf"|\b(?:Sat|Sun)\b(?:\.(?=,? \d| and | of |,? at )|(?=,? \d|\s?[-–—&/]\s?(?:\d|{_WEEKDAY_NAME})\b))"
    r"|(?:(?<=\b[Cc]losed )|(?<=\b[Oo]pen ))(?:Sat|Sun)\b\.?|(?:(?<=day & )|(?<=day and ))(?:Sat|Sun)\b)"
)
_MONTH_RANGE = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\.?\s?[-–—]\s?"
    r"(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b\.?(?! \d{1,2}\b)"
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})[ -]({_DAY}){_NTH}(?:(?:{DASH}| to )({_DAY}){_NTH})?(?:(,? |-)({_YEAR}))?{_END}", _ANY_CASE
)
_DAY_MONTH = re.compile(
    rf"{START}(the )?({_DAY}){_NTH}(?:(?:{DASH}| to |/)({_DAY}){_NTH})?(?: of)?[ -]({_MONTH})"
    rf"(?:(,? |-)({_YEAR}|(?<=-)\d\d(?!\d)))?(?!\w)(?!-\w)(?! \d{{1,2}}(?![\w:]))",
    _ANY_CASE,
)
_MONTH_DAY_TO_MONTH = re.compile(rf"\b({_MONTH}) ({_DAY}){_NTH}{DASH}(?=(?:{_MONTH}) \d)", _ANY_CASE)
_DAY_MONTH_TO_MONTH = re.compile(
    rf"{START}({_DAY}){_NTH} ({_MONTH})(?: ({_YEAR}))?{DASH}(?={_DAY}{_NTH} (?:{_MONTH}))", _ANY_CASE
)
_MONTH_YEAR = re.compile(rf"\b({_MONTH}),? (?:of )?({_YEAR}){_END}", _ANY_CASE)
_MONTH_SHORT = re.compile(r"\b(Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b\.?(?=\s|$|[,;:)/])")
_YEAR_FIRST = re.compile(rf"{START}((?:1\d|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2({_DAY})(?!\d)(?![-/.]\d)")
_MONTH_SLASH_YEAR = re.compile(rf"{START}(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\w/-])(?!\.\d)")
_YEAR_SLASH_MONTH = re.compile(rf"{START}((?:19|20)\d\d)/(0[1-9]|1[0-2])(?![\w/-])(?!\.\d)")
_YEAR_LAST = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:1\d|20)\d\d|\d\d)(?![\w/-])(?!\.\d)")
_DAY_SLASH = re.compile(
    rf"{after(_BEFORE_DATE, DIGIT)}(\d{{1,2}})/(\d{{1,2}})(?![\w/%])(?! of)"
    r"|(?:(?<=\bby )|(?<=through )|(?<=\bthru )|(?<=\bfrom ))(\d{1,2})/(1[3-57-9]|2[1-9]|3[01])(?![\w/%])(?! of)"
    r"|^(\d{1,2})/(?!10, )(\d{1,2})(?=[:,] )"
)
_ZERO_SLASH = re.compile(r"(?<![\w/.])(0[1-9]|1[0-2]|[12]\d|3[01])/(0[1-9]|[12]\d|3[01])(?![\w/%])(?!\.\d)")
_QUARTER_FIRST = re.compile(r"\b([1-4])([QH])[ ']?(\d{4}|\d\d)\b")
_QUARTER_LAST = re.compile(r"\b([QH])([1-4])(?:[- ]?(FY)?'?(\d{4}|\d\d)(?!\w))?(?![\w.])")
_FISCAL = re.compile(r"\bFY ?'?(\d{4}|\d\d)(?:[-–/](\d\d))?\b")
# "1980s", "the mid-80s", "'90s"; with a space only a whole year: "1980 s"
_DECADE = re.compile(r"(?<![\w.,])(mid-|early-|late-)?'?((?:1\d|20)\d0(?: (?=s\b))?|[1-9]0|00)'?s\b")
_OWNED_AFTER = re.compile(r" [\"“]?[A-Z][a-z]")  # "2010's Alice in Wonderland" is of a year, no decade
_DECADES = re.compile(rf"{START}((?:1\d|20)\d0)s?\s?[-–/]\s?'?((?:(?:1\d|20)\d|[1-9])0)s\b")
_QUARTERS = re.compile(r"\bQ([1-4])\s?[-–]\s?Q?([1-4])\b")
_SLASH_RANGE = re.compile(rf"{START}(\d{{1,2}})/(\d{{1,2}})\s?[-–]\s?(\d{{1,2}})/(\d{{1,2}})(?![\w/%])(?!\.\d)")
_SPAN_BEFORE = re.compile(r"\b(?:in|after|for|within|every|under|by|about) $")
_SPAN_AFTER = re.compile(r"(?:[.,;:)]|$)")
_GAP_AFTER = re.compile(
    r" (?:back|behind|ahead|adrift|clear|faster|slower|quicker|off the|penalty|penalties|gap|lead)\b"
)
_SHORT_YEARS = re.compile(r"(?<!\w)'(\d\d)\s?[-–/]\s?'?(\d\d)\b(?!')")
_SHORT_YEAR = re.compile(r"(?<!\w)'(\d\d)\b(?!')")
_YEARS = re.compile(rf"{START}((?:1\d|20)\d\d)\s?[-–—/]\s?((?:1\d|20)\d\d|\d\d|\d)(?![\w%])(?![.,/-]\d)")
_LIVED = re.compile(r"(?<![\w.])(b|d|r|c|fl)\. ?(?=(?:c\. ?|circa )?\d{3,4}\b|\d{1,2} [A-Z][a-z]{2,8}\b)")
_ABOUT = re.compile(r"(?<!\w)c(?:\.\s?(?=(?:AD )?[£$€]?\d)|(?=(?:1\d|20)\d\d(?!\w)))")
_LIVES = {"b": "born ", "d": "died ", "r": "reigned ", "c": "circa ", "fl": "flourished "}
_CENTURY = re.compile(r"(?:(?<=\dst)|(?<=\dnd)|(?<=\drd)|(?<=\dth)) (?:C\b|c\b)\.?(?!\.?\w)")
# "410 AD", "264-241 B.C.", "10,000 BCE", and "AD 410" before no other number's era
_ERA = re.compile(
    r"(?<![\w.,])(?:(\d{1,4})(?: to |\s?[-–—]\s?))?(\d{1,3}(?:,\d{3})+|\d{1,6}) ?"
    r"(BCE?|CE|AD|[Bb]\.[Cc]\.?(?:[Ee]\.?)?|[Aa]\.[Dd]\.?)(?!\w)"
)
_ERA_BEFORE = re.compile(r"\b(AD|A\.D\.) ?(\d{1,4})(?:(?: to |\s?[-–—]\s?)(\d{1,4}))?(?![\w%])(?![.,:]\d)")


def _month(written: str) -> str:
    return _MONTH_OF[written.rstrip(".").lower()]


def _comma(written: str | None) -> str:
    return ", " if written and "," in written else " "


def _say_weekday(match: re.Match[str]) -> str:
    words = _WEEKDAYS[match.group().rstrip(".").lower()]
    goes_on = re.match(rf" (?:{_MONTH}|at\b)", match.string[match.end() : match.end() + 12], _ANY_CASE)
    return words if goes_on else words + _full_stop(match, match.group().endswith("."))


def _say_month_day_to_month(match: re.Match[str]) -> str:
    return f"{_month(match.group(1))} {ordinal(match.group(2))} to "


def _say_day_month_to_month(match: re.Match[str]) -> str:
    day, month, in_year = match.groups()
    return f"the {ordinal(day)} of {_month(month)}{f' {year(in_year)}' if in_year else ''} to "


def _say_month_day(match: re.Match[str]) -> str | None:
    month, first, last, comma, in_year = match.groups()
    if month.islower() and month == "may" and not in_year:
        return None  # "you may 2 times"
    words = f"{_month(month)} {ordinal(first)}"
    if last:
        words += f" to {ordinal(last)}"
    return words + (f"{_comma(comma)}{year(in_year)}" if in_year else "")


def _say_day_month(match: re.Match[str]) -> str | None:
    _, first, last, month, comma, in_year = match.groups()
    if month in {"may", "march"} and not in_year and not re.search(r"\d(?:st|nd|rd|th)", match.group()):
        return None
    words = f"the {ordinal(first)}" + (f" to the {ordinal(last)}" if last else "")
    words += f" of {_month(month)}" + (f"{_comma(comma)}{year(in_year)}" if in_year else "")
    return words + _full_stop(match, in_year is None and month.endswith("."))


def _full_stop(match: re.Match[str], had_period: bool) -> str:
    """Returns the full stop that an abbreviation's period also was: before a new sentence."""
    return "." if had_period and re.match(r"\s+[A-Z]|[\"'”)]*$", match.string[match.end() : match.end() + 4]) else ""


def _say_month_year(match: re.Match[str]) -> str | None:
    if match.group(1) in {"may", "march", "mar", "jan", "dec", "sun"}:
        return None
    return f"{_month(match.group(1))} {year(match.group(2))}"


def _say_month(match: re.Match[str]) -> str:
    return _month(match.group(1)) + _full_stop(match, match.group().endswith("."))


def date(year_digits: str, month: int, day: int) -> str | None:
    """Returns `March fifteenth twenty twenty four`, or None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if len(year_digits) == 2:
        year_digits = ("19" if int(year_digits) > 50 else "20") + year_digits
    words = f"{MONTHS[month - 1]} {ordinal(day)}"
    return f"{words} {year(year_digits)}" if year_digits else words


def _say_year_first(match: re.Match[str]) -> str | None:
    return date(match.group(1), int(match.group(3)), int(match.group(4)))


def _year_last(day_first: bool) -> Rule:
    def say(match: re.Match[str]) -> str | None:
        first, mark, second, in_year = match.groups()
        if mark != "/" and len(in_year) == 2:
            return None
        by_locale = (second, first) if day_first or mark == "." else (first, second)
        month, day = map(int, by_locale)
        return date(in_year, month, day) or date(in_year, day, month)

    return Rule(_YEAR_LAST, say)


def _day_slash(day_first: bool) -> tuple[Rule, Rule]:
    def say(match: re.Match[str]) -> str | None:
        first, second = (int(digits) for digits in match.groups() if digits)
        month, day = (second, first) if day_first else (first, second)
        has_zero = any(digits.startswith("0") for digits in match.groups() if digits)
        if match.re is _ZERO_SLASH and not has_zero:
            return None
        return date("", month, day) or date("", day, month)

    return Rule(_DAY_SLASH, say), Rule(_ZERO_SLASH, say, frozenset("0"))


def ambiguous_dates(text: str) -> tuple[str, ...]:
    """Returns the dates of a text that two locales read as different days: `3/4/2024`, but not `13/4/2024`."""
    if "/" not in text and "-" not in text:
        return ()
    found = (match for match in _YEAR_LAST.finditer(text) if match.group(2) != ".")
    return tuple(m.group() for m in found if m.group(1) != m.group(3) and max(int(m.group(1)), int(m.group(3))) <= 12)


def _slash_range(day_first: bool) -> Rule:
    def say(match: re.Match[str]) -> str | None:
        first, second, third, fourth = map(int, match.groups())
        if max(first, second, third, fourth) <= 12:
            return None  # fractions
        pairs = [(second, first), (fourth, third)] if day_first else [(first, second), (third, fourth)]
        if any(month > 12 for month, _ in pairs):
            pairs = [(day, month) for month, day in pairs]
        since, until = (date("", month, day) for month, day in pairs)
        return f"{since} to {until}" if since and until else None

    return Rule(_SLASH_RANGE, say, frozenset("/"))


def _short_year(digits: str) -> str:
    return two_digits(digits) if len(digits) == 2 else cardinal(digits) if len(digits) == 1 else year(digits)


def _say_month_slash_year(match: re.Match[str]) -> str:
    return f"{MONTHS[int(match.group(1)) - 1]} {year(match.group(2))}"


def _say_year_slash_month(match: re.Match[str]) -> str | None:
    in_year, month = match.groups()
    if int(month) == int(in_year[2:]) + 1:
        return None  # a season
    return f"{MONTHS[int(month) - 1]} {year(in_year)}"


def _say_quarter_first(match: re.Match[str]) -> str:
    part = {"Q": "quarter", "H": "half"}[match.group(2)]
    return f"the {ordinal(match.group(1))} {part} of {_short_year(match.group(3))}"


def _say_quarter_last(match: re.Match[str]) -> str | None:
    letter, number, fiscal, in_year = match.groups()
    if letter == "H" and not in_year:
        return None  # a flu, a grade of pencil, a hall
    words = f"{letter} {ONES[int(number)]}"
    fiscal_year = " F Y" if fiscal else ""
    return f"{words}{fiscal_year} {_short_year(in_year)}" if in_year else words


def _say_fiscal(match: re.Match[str]) -> str:
    first, last = match.groups()
    return f"F Y {_short_year(first)}" + (f" to {_short_year(last)}" if last else "")


def _say_decade(match: re.Match[str]) -> str | None:
    if len(match.group(2)) == 2 and "'" not in match.group() and _is_span(match):
        return None
    if match.group().endswith("'s") and _OWNED_AFTER.match(match.string, match.end()):
        return None
    part = (match.group(1) or "").rstrip("-")
    return f"{part} {decade(match.group(2).rstrip())}".lstrip()


def _is_span(match: re.Match[str]) -> bool:
    """Tells whether `30s` is seconds: "expires in 30s." against "in 30s style" and "in her 30s"."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    is_span = _SPAN_BEFORE.search(before) and _SPAN_AFTER.match(match.string, match.end())
    return bool(is_span or _GAP_AFTER.match(match.string, match.end()))


def _say_decades(match: re.Match[str]) -> str:
    return f"{decade(match.group(1))} to {decade(match.group(2))}"


def _say_quarters(match: re.Match[str]) -> str:
    return f"Q {ONES[int(match.group(1))]} to Q {ONES[int(match.group(2))]}"


def _say_short_years(match: re.Match[str]) -> str:
    return f"{two_digits(match.group(1))} to {two_digits(match.group(2))}"


def _say_weekday_range(match: re.Match[str]) -> str:
    words = f"{_WEEKDAYS[match.group(1).lower()]} to {_WEEKDAYS[match.group(2).lower()]}"
    return words + _full_stop(match, match.group().endswith("."))


def _say_month_range(match: re.Match[str]) -> str:
    return f"{_month(match.group(1))} to {_month(match.group(2))}"


def _say_short_year(match: re.Match[str]) -> str:
    return two_digits(match.group(1))


def _say_years(match: re.Match[str]) -> str | None:
    first, last = match.groups()
    if len(last) == 4 and int(last) <= int(first):
        return None
    if len(last) == 2 and int(last) <= int(first[2:]) and not (first.endswith("99") and last == "00"):
        return None
    if len(last) == 1 and (int(last) <= int(first[3]) or not first.startswith(("17", "18", "19", "20"))):
        return None
    return f"{year(first)} to {_short_year(last)}"


def _say_lived(match: re.Match[str]) -> str:
    return _LIVES[match.group(1)]


def _say_era(match: re.Match[str]) -> str:
    first, digits, era = match.groups()
    words = cardinal(digits.replace(",", "")) if len(digits) > 4 else house_number(digits)
    span = f"{house_number(first)} to {words}" if first else words
    return f"{span} {era.replace('.', '').upper()}"


def _say_era_before(match: re.Match[str]) -> str:
    _, first, last = match.groups()
    return f"AD {house_number(first)}" + (f" to {house_number(last)}" if last else "")


WEEKDAYS = (
    Rule(_WEEKDAY_RANGE, _say_weekday_range, frozenset("MTWFS")),
    Rule(_WEEKDAY_SHORT, _say_weekday, frozenset("MTWFS")),
    Rule(_WEEKDAY, _say_weekday),
)


def rules(day_first: bool) -> tuple[Rule, ...]:
    """Returns the rules of the calendar; `day_first` where `3/4` is the third of April."""
    return (
        Rule(_LIVED, _say_lived, frozenset("."), needs_digit=True),
        Rule(_ABOUT, always("circa "), frozenset("c"), needs_digit=True),
        Rule(_MONTH_RANGE, _say_month_range, frozenset("JFMASOND")),
        Rule(_QUARTERS, _say_quarters, frozenset("Q")),
        Rule(_QUARTER_FIRST, _say_quarter_first),
        Rule(_QUARTER_LAST, _say_quarter_last),
        Rule(_FISCAL, _say_fiscal),
        Rule(_YEAR_FIRST, _say_year_first),
        _year_last(day_first),
        Rule(_MONTH_SLASH_YEAR, _say_month_slash_year, frozenset("/")),
        _slash_range(day_first),
        Rule(_YEAR_SLASH_MONTH, _say_year_slash_month, frozenset("/")),
        *_day_slash(day_first),
        Rule(_MONTH_DAY_TO_MONTH, _say_month_day_to_month, frozenset("-–—"), needs_digit=True),
        Rule(_DAY_MONTH_TO_MONTH, _say_day_month_to_month, frozenset("-–—−"), needs_digit=True),
        Rule(_DAY_MONTH, _say_day_month),
        Rule(_MONTH_DAY, _say_month_day),
        Rule(_MONTH_YEAR, _say_month_year),
        Rule(_MONTH_SHORT, _say_month, frozenset("JFASOND")),
        Rule(_CENTURY, always(" century"), frozenset("cC"), needs_digit=True),
        Rule(_ERA, _say_era, frozenset("AaBbC"), needs_digit=True),
        Rule(_ERA_BEFORE, _say_era_before, frozenset("A"), needs_digit=True),
        Rule(_YEARS, _say_years),
        Rule(_DECADES, _say_decades, frozenset("-–/")),
        Rule(_DECADE, _say_decade),
        Rule(_SHORT_YEARS, _say_short_years, frozenset("'"), needs_digit=True),
        Rule(_SHORT_YEAR, _say_short_year, frozenset("'"), needs_digit=True),
    )
