"""Numbers, dates, times, money and percents of German, French, Spanish, Italian, Portuguese and Dutch.

One grammar for the six; what differs is in the tables. The names of the numbers are num2words'.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial

from models.spoken_forms.continental import romans
from models.spoken_forms.continental.germanic import DUTCH, GERMAN
from models.spoken_forms.continental.numbers import (
    agreeing,
    cardinal,
    counted,
    fraction,
    mixed,
    number,
    ordinal,
    plain,
    year,
)
from models.spoken_forms.continental.romance import EUROPEAN_PORTUGUESE, FRENCH, ITALIAN, PORTUGUESE, SPANISH
from models.spoken_forms.continental.tongue import Tongue
from models.spoken_forms.rules import DIGIT, DIGITS, Rule, after, always, apply_rules, either, vocabulary

# A region has a tongue of its own where its numbers have other names (`dezanove`, `dezenove`).
TONGUES = {
    **{tongue.code[:2]: tongue for tongue in (GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH)},
    "pt-pt": EUROPEAN_PORTUGUESE,
}
LANGUAGES = frozenset(TONGUES)

_TO = r"\s?[-–—]\s?"
_START = r"(?<!\w)(?<!\d[.,:/])"
_YEAR = r"(?:1[1-9]|20)\d\d(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_HOUR = r"(?P<hour>[01]?\d|2[0-4])"
_MINUTE = r"(?P<minute>[0-5]\d)"
_SCALE_NAMES = vocabulary(
    "Million Millionen Milliarde Milliarden million millions milliard milliards millón millones milione milioni"
    " miliardo miliardi milhão milhões bilhão bilhões miljoen miljard"
)
# In German an ordinal is declined by what stands before it: "der dritte", "am dritten", and alone "dritter".
_NOMINATIVE = vocabulary("der Der die Die das Das")
_OBLIQUE = vocabulary(
    "am Am vom Vom zum Zum beim im Im den Den dem Dem des Des bis Bis seit Seit ab Ab zur Zur einem seinem"
)

_ITALIAN_PLACE = r"(?<![\w.,])(\d{1,3})(°)(?= (?!nord|sud|est|ovest|all|di|in|e|con|fino)[a-zà-ÿ]{3,})"
# What is numbered by an ordinal also where nothing declines it: "5. Klasse".
_GERMAN_PLACES = {
    **dict.fromkeys(vocabulary("Klasse Liga Runde Etage Auflage Bundesliga Minute Sinfonie Staffel Folge"), ""),
    **dict.fromkeys(vocabulary("Platz Spieltag Stock Geburtstag Jahrestag Weltkrieg Teil Tag Sieg Titel"), "r"),
    **dict.fromkeys(vocabulary("Jahrhundert Kapitel Quartal Halbjahr Lebensjahr Mal Semester Tor"), "s"),
}
_GERMAN_PLACE = rf"(?<![\w.,])(\d{{1,3}})\.(?= ({either(_GERMAN_PLACES)})\b)"
# "21 años" is "veintiún años", "1 kilo" is "un kilo".
_BEFORE_SPANISH_NOUN = (
    r"(?<![\w.,:/-])((?:\d{1,3}(?:\.\d{3})+|\d+)(?<=1)(?<!11)) "
    r"((?!(?:más|tras|es|las|los|menos|entonces|antes|veces|mujeres|mientras)\b)[a-záéíóúñ]{2,}[oe]s|días|problemas|programas)(?!\w)"
)
_FRACTIONS = {"½": ("1", "2"), "⅓": ("1", "3"), "⅔": ("2", "3"), "¼": ("1", "4"), "¾": ("3", "4")}
_SHORT_ORDINALS = {"primero": "primer", "tercero": "tercer"}

_Say = Callable[[Tongue, re.Match[str]], str | None]


def _range(tongue: Tongue, low: str, high: str | None, spoken: str) -> str:
    """Returns `spoken`, which is said of the last number, after the first of two."""
    return f"{number(tongue, low)} {tongue.to} {spoken}" if high else spoken


def _say_day(tongue: Tongue, match: re.Match[str]) -> str:
    last, month, in_year = match.group("last", "month", "year")
    day = _day(tongue, match, match.group("first"))
    if last:
        day = f"{day} {tongue.to} {_day(tongue, match, last)}"
    date = tongue.day.format(day=day, month=tongue.month_name(month))
    return f"{date}{match.group('of')}{year(tongue.code, in_year)}" if in_year else date


def _day(tongue: Tongue, match: re.Match[str], digits: str) -> str:
    digits = digits.lstrip("0")
    if tongue.code == "de":
        return _german_ordinal(match, digits)
    return tongue.first_day if digits == "1" and tongue.first_day else cardinal(tongue.code, digits)


def _german_ordinal(match: re.Match[str], digits: str) -> str:
    before = match.string[max(0, match.start() - 12) : match.start()].split()
    nth = ordinal("de", digits)
    if before and before[-1] in _NOMINATIVE:
        return nth
    return f"{nth}n" if before and before[-1] in _OBLIQUE else f"{nth}r"


def _say_numeric_date(tongue: Tongue, match: re.Match[str]) -> str | None:
    day, month, in_year = match.group("day", "month", "year")
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    if len(in_year) == 2:
        in_year = ("19" if int(in_year) > 50 else "20") + in_year
    date = tongue.day.format(day=_day(tongue, match, day), month=tongue.months[int(month) - 1])
    return f"{date}{tongue.before_year}{year(tongue.code, in_year)}"


def _say_time(tongue: Tongue, match: re.Match[str]) -> str:
    stop = "." if match.group().endswith(".") and not match.string[match.end() :].strip() else ""
    return _time(tongue, match) + stop


def _time(tongue: Tongue, match: re.Match[str]) -> str:
    hour_digits, minute = str(int(match.group("hour"))), match.group("minute")
    if hour_digits == "1" and minute in {"", "00"}:
        return tongue.one_hour
    hour = agreeing(tongue, hour_digits, tongue.hour_noun)
    if minute in {"", "00"}:
        return tongue.hour.format(hour=hour)
    return tongue.time.format(hour=hour, minute=cardinal(tongue.code, str(int(minute))))


def _say_money(tongue: Tongue, match: re.Match[str]) -> str:
    low, high, scale, sign = match.group("low", "high", "scale", "sign")
    names, amount = tongue.currencies[sign], high or low
    spoken = _sum(tongue, amount, names) if not scale else _scaled_sum(tongue, amount, scale.strip(), names[1])
    return _range(tongue, low, high, spoken)


def _scaled_sum(tongue: Tongue, amount: str, scale: str, currency: str) -> str:
    """Returns `deux millions d'euros`, `dos millones de dólares`, `zwei Millionen Euro`."""
    magnitude = tongue.magnitudes.get(scale, (scale, scale))
    joint = " " if magnitude[1] in tongue.thousands_words else tongue.of_millions
    if joint.endswith("'") and currency[0] not in "aeiou":
        joint = " de "
    return f"{counted(tongue, amount, magnitude)}{joint}{currency}"


def _sum(tongue: Tongue, amount: str, names: tuple[str, str]) -> str:
    """Returns `drei Euro fünfzig` where the decimals are two, as cents are."""
    whole, _, cents = plain(amount).partition(".")
    if cents and len(cents) != 2:
        return f"{number(tongue, amount)} {names[1]}"
    spoken = counted(tongue, whole, names)
    return spoken if not cents.strip("0") else f"{spoken}{tongue.before_cents}{cardinal(tongue.code, str(int(cents)))}"


def _say_percent(tongue: Tongue, match: re.Match[str]) -> str:
    low, high = match.group("low", "high")
    amount = tongue.one if tongue.code == "de" and (high or low) == "1" else number(tongue, high or low)
    return _range(tongue, low, high, f"{amount} {tongue.percent}")


def _say_unit(tongue: Tongue, match: re.Match[str]) -> str:
    low, high = match.group("low", "high")
    return _range(tongue, low, high, counted(tongue, high or low, tongue.units[match.group("unit")]))


def _say_magnitude(tongue: Tongue, match: re.Match[str]) -> str:
    return counted(tongue, match.group("low"), tongue.magnitudes[match.group("scale")])


def _say_before_noun(tongue: Tongue, match: re.Match[str]) -> str:
    written, noun = match.groups()
    return f"{agreeing(tongue, written, noun)} {noun}"


def _say_range(tongue: Tongue, match: re.Match[str]) -> str:
    low, high = match.groups()
    is_score = low.isdecimal() and high.isdecimal() and len(high) < 3 and int(low) > int(high)
    joint = tongue.ratio if is_score else tongue.to
    return f"{_year_or_number(tongue, low)} {joint} {_year_or_number(tongue, high)}"


def _year_or_number(tongue: Tongue, written: str) -> str:
    return year(tongue.code, written) if re.fullmatch(_YEAR, written) else number(tongue, written)


def _say_ratio(tongue: Tongue, match: re.Match[str]) -> str:
    return f" {tongue.ratio} ".join(number(tongue, digits) for digits in match.groups())


def _say_year(tongue: Tongue, match: re.Match[str]) -> str:
    return year(tongue.code, match.group())


def _say_german_ordinal(tongue: Tongue, match: re.Match[str]) -> str:
    is_last = not match.string[match.end() :].strip()
    return _german_ordinal(match, match.group(1)) + ("." if is_last else "")


def _say_german_place(tongue: Tongue, match: re.Match[str]) -> str:
    return f"{ordinal('de', match.group(1))}{_GERMAN_PLACES[match.group(2)]}"


def _say_marked_ordinal(tongue: Tongue, match: re.Match[str]) -> str:
    digits, mark = match.group(1), match.group(2).strip(" .")
    nth = ordinal(tongue.code, digits)
    if tongue.code == "fr":
        return "première" if digits == "1" and mark in {"re", "ère"} else nth
    if mark == "er":
        return _SHORT_ORDINALS.get(nth, nth)
    return nth[:-1] + "a" if mark.endswith(("ª", "a")) and nth.endswith("o") else nth


def _say_fraction(tongue: Tongue, match: re.Match[str]) -> str | None:
    return fraction(tongue, *match.groups())


def _say_sign_of_fraction(tongue: Tongue, match: re.Match[str]) -> str | None:
    whole, sign = match.groups()
    above, below = _FRACTIONS[sign]
    return mixed(tongue, whole, above, below) if whole else fraction(tongue, above, below)


def _say_to(tongue: Tongue, match: re.Match[str]) -> str:
    return f" {tongue.to} "


def _say_shortened(tongue: Tongue, match: re.Match[str]) -> str:
    return f"{agreeing(tongue, match.group(1), match.group(2))} {match.group(2)}"


def _say_numbered(tongue: Tongue, match: re.Match[str]) -> str:
    return f"{tongue.numbered[match.group(1)]} "


def _say_per(tongue: Tongue, match: re.Match[str]) -> str:
    return f" {tongue.per} {tongue.units[match.group(1)][0]}"


def _say_decade(tongue: Tongue, match: re.Match[str]) -> str:
    digits = match.group(1)
    return f"{year(tongue.code, digits) if len(digits) == 4 else cardinal(tongue.code, digits)}er"


def _say_nothing(tongue: Tongue, match: re.Match[str]) -> str:
    return ""


def _say_number(tongue: Tongue, match: re.Match[str]) -> str:
    return number(tongue, match.group())


def _say_abbreviation(tongue: Tongue, match: re.Match[str]) -> str:
    words = tongue.abbreviations[match.group()]
    is_last = match.group().endswith(".") and not match.string[match.end() :].strip(' "”»)')
    return f"{words}." if is_last else words


def _say_and(tongue: Tongue, match: re.Match[str]) -> str:
    return f" {tongue.conjunction} "


@lru_cache(maxsize=len(TONGUES))
def rules(language: str) -> tuple[Rule, ...]:
    """Returns the rules of a language, in order: the more a rule knows of its numbers, the earlier it is asked."""
    tongue = TONGUES[language]

    def rule(pattern: str, say: _Say, needs: frozenset[str] = DIGITS, flags: re.RegexFlag = re.NOFLAG) -> Rule:
        return Rule(re.compile(pattern, flags), partial(say, tongue), needs)

    digits = r"(?:\d{1,3}(?:[. ']\d{3})++(?!\d)|\d++)(?:,\d++|\.\d{1,2}(?!\d))?"
    quantity = rf"{_START}(?P<low>[-−+]?{digits})(?:{_TO}(?P<high>{digits}))?"
    signs, magnitudes = either(tongue.currencies), either(tongue.magnitudes)
    scale = rf"(?P<scale>\s?(?:{either([*tongue.magnitudes, *_SCALE_NAMES])}))"
    months = either([*tongue.months, *tongue.month_abbreviations])
    day = rf"(?P<first>{_DAY})(?:\.|er|º|°)?(?:{_TO}(?P<last>{_DAY})\.?)?"
    year = rf"(?:(?P<of> de | del | )(?P<year>{_YEAR}))?"
    short_year = r"(?P<year>(?:19|20)\d\d|\d\d)(?![\w/-])"
    declined = after([f"{word} " for word in (*_NOMINATIVE, *_OBLIQUE)], DIGIT)
    return (
        rule(rf"(?<![\w.])(?:{either(tongue.abbreviations)})(?!\w)", _say_abbreviation, frozenset()),
        rule(rf"(?<![\w.])({either(tongue.numbered)})\s?(?=\d)", _say_numbered),
        *romans.rules(tongue),
        rule(rf"(?:(?<![\w.,])(\d{{1,3}})\s?)?([{''.join(_FRACTIONS)}])", _say_sign_of_fraction, frozenset(_FRACTIONS)),
        rule(rf"(?:(?<=\d)|(?<=\dh))\s?[-–]\s?(?=\d{{1,2}}(?:[:.h]\d\d)?(?:{tongue.hour_marks}))", _say_to),
        rule(rf"{_START}(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])", _say_numeric_date),
        rule(rf"{_START}{day} (?:de |di )?(?P<month>{months})(?!\w){year}", _say_day, flags=re.IGNORECASE),
        rule(rf"{_START}(?P<day>\d\d?)(?P<mark>[./-])(?P<month>\d\d?)(?P=mark){short_year}", _say_numeric_date),
        rule(rf"{_START}{_HOUR}[:.h]\s?{_MINUTE}(?:{tongue.hour_marks})", _say_time),
        rule(rf"{_START}{_HOUR}(?P<minute>)(?:{tongue.hour_marks})", _say_time),
        rule(rf"{_START}{_HOUR}[:h]{_MINUTE}(?![\w:])", _say_time),
        rule(rf"{after(tongue.before_time, DIGIT)}{_HOUR}[.:]{_MINUTE}(?!\w)(?![.,]\d)", _say_time),
        rule(r"\$\s?(?=\d[\d.,]* (?:pesos|bolívares|soles)\b)", _say_nothing, frozenset("$")),
        rule(rf"{quantity}(?:{scale}(?: de| d'| di)?)?\s?(?P<sign>{signs})(?!\w)", _say_money),
        rule(rf"(?<!\w)(?P<sign>{signs})\s?{quantity}(?:{scale}(?!\w))?", _say_money),
        rule(rf"(?<=[^\W\d])/({either(tongue.units)})(?![\w²³])", _say_per, frozenset("/")),
        rule(rf"{quantity}\s?%", _say_percent, frozenset("%")),
        *([rule(r"(?<!\w)(\d{2}|\d{3}0)er(?=\b)", _say_decade)] if language == "de" else []),
        *([rule(_ITALIAN_PLACE, _say_marked_ordinal)] if language == "it" else []),
        rule(rf"{quantity}\s?(?P<unit>{either(tongue.units)})(?![\w'])", _say_unit),
        rule(rf"{_START}(?P<low>{digits})\s?(?P<scale>{magnitudes})(?!\w)", _say_magnitude),
        rule(rf"{_START}({digits}){_TO}({digits})(?!\w)(?![.,]\d)(?!{_TO}\d)", _say_range),
        rule(rf"{_START}([-−+]?{digits}) ({either(tongue.nouns)}|{tongue.feminine_nouns})(?!\w)", _say_before_noun),
        *([rule(_BEFORE_SPANISH_NOUN, _say_shortened)] if language == "es" else []),
        rule(rf"{_START}(\d{{1,2}})/(\d{{1,2}})(?![\w/%])(?![.,]\d)", _say_fraction, frozenset("/")),
        *([rule(rf"{declined}(\d{{1,3}})\.(?=\s|$)", _say_german_ordinal)] if language == "de" else []),
        *([rule(_GERMAN_PLACE, _say_german_place)] if language == "de" else []),
        rule(rf"{_START}(\d{{1,3}})({tongue.ordinal_marks})(?!\w)", _say_marked_ordinal),
        rule(rf"{_START}(\d{{1,3}}):(\d{{1,3}})(?![\w:])", _say_ratio, frozenset(":")),
        rule(rf"{_START}{_YEAR}(?!\w)(?![.,]\d)", _say_year),
        rule(rf"(?<!\w)(?:(?<=\s)[-−+]|(?<=^)[-−+])?{digits}(?!\d)", _say_number),
        rule(r"\d+", _say_number),
        Rule(re.compile(r"(?<=\S)\s*\|\s*(?=\S)"), always(", "), frozenset("|")),
        Rule(re.compile(r"[*^_~|\\]+"), always(""), frozenset("*^_~|\\")),
        rule(r"\s?&\s?", _say_and, frozenset("&")),
    )


def speak(text: str, language: str, region: str) -> str:
    """Returns folded text of one of LANGUAGES with its numbers as words; `region` in lower case, or empty."""
    regional = f"{language}-{region}"
    return apply_rules(rules(regional if regional in TONGUES else language), text.replace("ºC", "°C")).strip()
