"""Dates, times of day, years and decades."""

import re

from models.spoken_forms.continental.numbers import agreeing, cardinal, year
from models.spoken_forms.continental.ordinals import german_ordinal
from models.spoken_forms.continental.tongue import Tongue


def say_day(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a day of a month, or a span of them, with its year: `dritter Oktober`, `el uno de enero`."""
    last, month, in_year = match.group("last", "month", "year")
    day = _day(tongue, match, match.group("first"))
    if last:
        day = f"{day} {tongue.to} {_day(tongue, match, last)}"
    date = tongue.day.format(day=day, month=tongue.month_name(month))
    return f"{date}{match.group('of')}{year(tongue.code, in_year)}" if in_year else date


def _day(tongue: Tongue, match: re.Match[str], digits: str) -> str:
    digits = digits.lstrip("0")
    if tongue.code == "de":
        return german_ordinal(match, digits)
    return tongue.first_day if digits == "1" and tongue.first_day else cardinal(tongue.code, digits)


def say_numeric_date(tongue: Tongue, match: re.Match[str]) -> str | None:
    """Returns the date that three numbers write, or None where there is no such day."""
    day, month, in_year = match.group("day", "month", "year")
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    if len(in_year) == 2:
        in_year = ("19" if int(in_year) > 50 else "20") + in_year
    date = tongue.day.format(day=_day(tongue, match, day), month=tongue.months[int(month) - 1])
    return f"{date}{tongue.before_year}{year(tongue.code, in_year)}"


def say_time(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a time of day, with the full stop that its unit ended with at the end of a text."""
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


def say_month_of_year(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a month of a year: `Mai zweitausenddreiundzwanzig` for `05/2023`."""
    month, in_year = match.groups()
    return f"{tongue.months[int(month) - 1]}{tongue.before_year}{year(tongue.code, in_year)}"


def say_season(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns the two years of a season: `2022/23`, `2022/2023`."""
    first, last = match.groups()
    return f"{year(tongue.code, first)} {year(tongue.code, last) if len(last) == 4 else cardinal(tongue.code, last)}"


def say_year(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a year as its language says it."""
    return year(tongue.code, match.group())


def say_decade(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns `neunziger` for `90er`, `achtzigern` for `80ern`."""
    digits, ending = match.groups()
    return f"{year(tongue.code, digits) if len(digits) == 4 else cardinal(tongue.code, digits)}{ending}"
