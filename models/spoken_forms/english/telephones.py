"""Telephone numbers and other long numbers in groups, read digit by digit, group by group."""

import re

from models.spoken_forms.english.numbers import digit_by_digit
from models.spoken_forms.rules import DIGIT, Rule, after

_CALLS = (
    *(
        "call ",
        "Call ",
        "called ",
        "calling ",
        "Calling ",
        "calls ",
        "dial ",
        "Dial ",
        "dialed ",
        "dialled ",
        "dialing ",
    ),
    *("phone ", "Phone ", "text ", "Text ", "tel ", "tel: ", "Tel: ", "ring "),
)
_NORTH_AMERICAN = re.compile(
    r"(?<![\w.(+-])(?:\+?1[-. ]?)?(?:\(\d{3}\)[-. ]?|\d{3}[-.])\d{3}[-.]\d{4}(?:-\d{4})?"
    r"(?:,? (?:x|ext\.?|extension) ?\d{1,6})?(?![\w-])(?!\.\d)"
)
_INTERNATIONAL = re.compile(r"(?<![\w.])\+\d{1,3}(?:[-. ]?\(\d{1,4}\))?(?:[-. ]\d{2,5}){2,5}(?![\w-])")
_FREE = re.compile(r"(?<![\w.-])(1-8\d\d)-((?:[A-Z]|\d){3,}(?:-(?:[A-Z]|\d)+){0,3})(?![\w-])")
_BRITISH = re.compile(r"(?<![\w.-])0\d{2,4} \d{3,4} ?\d{3,4}(?![\w-])")
_LOCAL = re.compile(rf"{after(_CALLS, DIGIT)}(\d{{3}})-(\d{{4}})(?![\w-])")
_EMERGENCY = re.compile(
    rf"{after(_CALLS, DIGIT)}\d{{3}}(?![\w,.-]*\d)"
    r"|(?<![\w.,$£€#-])(?:911|999|988|411|311)(?=[ -](?:call|dispatch|emergency|operator|tape|system|service|lifeline))"
)
_IP = re.compile(r"(?<![\w.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\w])(?!\.\d)")
_GROUPS = re.compile(r"\d+|[A-Z]+|x|ext|extension")


def _say_groups(match: re.Match[str]) -> str:
    groups = (
        digit_by_digit(g) if g.isdigit() else "extension" if g[0] in "xe" else g for g in _GROUPS.findall(match.group())
    )
    return ", ".join(groups).replace("extension, ", "extension ")


def _say_digits(match: re.Match[str]) -> str:
    return digit_by_digit(match.group())


def _say_ip(match: re.Match[str]) -> str:
    return " dot ".join(map(digit_by_digit, match.group(1).split(".")))


RULES = (
    Rule(_NORTH_AMERICAN, _say_groups),
    Rule(_INTERNATIONAL, _say_groups, frozenset("+")),
    Rule(_FREE, _say_groups, frozenset("-")),
    Rule(_BRITISH, _say_groups, frozenset("0")),
    Rule(_LOCAL, _say_groups, frozenset("-")),
    Rule(_EMERGENCY, _say_digits),
    Rule(_IP, _say_ip, frozenset(".")),
)
