"""Dashes that say `to`: between fractions, centuries, months, hours, and before the present (rule N4).

They are spoken before all else, so that each end is then read as what it is, and neither is taken for a score.
"""

import re

from models.spoken_forms.english.dates import MONTHS
from models.spoken_forms.rules import Rule, always, either

_TO = r"\s?[-–—]\s?"
_TIGHT = r"[-–—]"
_MONTH = rf"(?:{either([*MONTHS, *(month[:3] for month in MONTHS), 'Sept'])})\b\.?"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? "

_SHORT_MONTHS = {**{month[:3]: month for month in MONTHS if month != "May"}, "Sept": "September"}
_SHORT_MONTH = re.compile(rf"(?:{either(_SHORT_MONTHS)})\b(?!\.? \d)")

# "1-1 1/2 hours" is no score, "1/2-1/2" is one; "2-1/2" is two and a half.
_FRACTIONS = re.compile(
    r"(?<=\d/[2-68])\s?[-–—]\s?(?=\d)(?!1/2(?<=1/2.1/2))|(?<=\d)\s?[-–—]\s?(?=\d{1,2} \d/[2-68](?![\d/]))"
)
_ORDINALS = re.compile(rf"(?:(?<=\dst)|(?<=\dnd)|(?<=\drd)|(?<=\dth)){_TO}(?=\d{{1,3}}(?:st|nd|rd|th)\b)")
_PRESENT = re.compile(rf"(?<=\b\d{{4}})(?:{_TO}(?=present\b)|{_TIGHT}(?=(?:now|today|date)\b))")
_DATED = rf"(?:{_MONTH}(?: \d{{1,2}}(?!\d))?(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_MONTHS = re.compile(
    rf"\b({_DATED})(?:{_TIGHT}|(?<=\d) [-–—] | [-–—] (?=(?:{_WEEKDAY})?\d))"
    rf"(?=(?:{_WEEKDAY})?(?:\d{{1,2}} )?{_MONTH})"
)
# Years and bare numbers; what has a unit or a currency is spoken with it.
_BETWEEN = re.compile(r"(?<=\b[Bb]etween )(\d[\d,]*)\s?[-–—]\s?(?=\d)(?![^.;]{1,12} and \d)")
_NOON = re.compile(
    rf"(?:(?<=\bnoon)|(?<=\bmidnight)){_TO}(?=\d)|(?:(?<=\d)|(?<=[ap]m)|(?<=[ap]\.m\.)){_TO}(?=(?:noon|midnight)\b)"
)


def _say_months(match: re.Match[str]) -> str | None:
    month = match.group(1).rstrip(".")
    if len(month) < len("March"):
        is_pair = _SHORT_MONTH.match(match.string, match.end())
        return None if is_pair else f"{_SHORT_MONTHS.get(month, month)} to "  # the calendar knows "Jan-Mar" whole
    return f"{match.group(1)} to "


def _say_between(match: re.Match[str]) -> str:
    return f"{match.group(1)} and "


_DASHES = frozenset("-–—")

RULES = (
    Rule(_FRACTIONS, always(" to "), frozenset("/")),
    Rule(_ORDINALS, always(" to "), _DASHES),
    Rule(_PRESENT, always(" to "), _DASHES),
    Rule(_MONTHS, _say_months, frozenset("JFMASOND")),
    Rule(_BETWEEN, _say_between, _DASHES),
    Rule(_NOON, always(" to "), _DASHES),
)
