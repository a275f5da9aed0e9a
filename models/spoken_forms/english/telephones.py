"""Telephone numbers and other long numbers in groups, read digit by digit, group by group."""

import re

from models.spoken_forms.english.numbers import digit_by_digit
from models.spoken_forms.rules import DIGIT, Rule, after, vocabulary

_CALLS = [
    f"{word} "
    for word in vocabulary(
        "call Call called calling Calling calls dial Dial dialed dialled dialing phone Phone text Text tel tel: Tel:"
        " ring"
    )
] + ["calls to ", "Calls to "]
_EXTENSION = r"(?:,? (?:x|ext\.?|extension) ?\d{1,6})?"
_NORTH_AMERICAN = re.compile(
    r"(?<![\w.(+-])(?:\+?1[-. ]?)?(?:\(\d{3}\)[-. ]?|\d{3}[-.])\d{3}[-.]\d{4}(?:-\d{1,5})?"
    rf"{_EXTENSION}(?![\w-])(?!\.\d)"
)
_INTERNATIONAL = re.compile(
    r"(?<![\w.])\+\d{1,3}"
    r"(?:[-. ]?\(\d{1,4}\)[-. ]?\d{2,5}(?:[-. ]\d{2,6}){1,4}|(?:[-. ]\d{2,5}){2,5})(?![\w-])"
)
_IN_LETTERS = re.compile(r"(?<![\w.-])(?:1-)?8\d\d-(?=[\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+){0,3}(?![\w-])")
_BRITISH = re.compile(
    r"(?<![\w.-])(?:(?:0\d{2,4}|\(0\d{2,4}\))[ -]\d{3,4}[ -]?\d{3,4}|0800[ -]\d{4}|1[38]00 \d{3} \d{3})(?![\w-])"
)
_LOCAL = re.compile(rf"(?:{after(_CALLS, DIGIT)}\d{{3}}|(?<![\w.,$-])555)-\d{{4}}(?![\w-])")
_LOCAL_AFTER = re.compile(r"\b((?i:call|phone|text|dial|tel|fax|contact|reach)\b[^.\d]{1,20})(\d{3}-\d{4})(?![\w-])")
_LONG_ZIP = re.compile(r"(?<![\w.,$-])\d{5}-\d{4}(?![\w-])(?![.,]\d)")
# What a label says to be a code, in its groups: "ISBN 978-3-16-148410-0", "ISSN 1234-5678"
_LABELS = "ISBN|ISSN|EAN|UPC|SKU|LCCN|OCLC|PMID|(?:[Ss]erial|[Tt]racking|[Pp]art|[Aa]ccount) (?:number|[Nn]o\\.)"
_CODE = re.compile(rf"\b(?:{_LABELS})(?:-1[03])?:? (?P<digits>\d[\d -]{{2,24}}[\dX])(?![\w-])")
_SOCIAL_SECURITY = re.compile(r"(?<![\w.-])\d{3}-\d{2}-\d{4}(?![\w-])")
_EMERGENCY = re.compile(
    rf"{after(_CALLS, DIGIT)}(?:\d{{3}}|\d{{5,6}})(?![\w,.-]*\d)(?! (?:\d+|people|more|times|[a-z]{{4,}}s)\b)"
    r"|(?<![\w.,$£€#-])(?:911|999|988|411|311)(?=[ -](?:call|dispatch|emergency|operator|tape|system|service|lifeline))"
    r"|(?<=\bNHS )111(?![\w,.-]*\d)"
)
# Where a text speaks of help, the same numbers also stand by themselves: "101 is for what is less urgent than 999".
_HELP = re.compile(
    r"\b(?:[Ee]mergenc(?:y|ies)|[Pp]olice|[Aa]mbulances?|NHS|[Hh]elplines?|[Hh]otlines?|[Pp]aramedics?)\b"
)
_ASKED_FOR = "".join(
    f"|(?<=\\b{word} )" for word in vocabulary("Use use using than press dial ring text via replace emergency the my")
)
_EMERGENCY_ALONE = re.compile(
    rf"(?<![\w.,$£€#/:-])(?:(?:^{_ASKED_FOR}|(?<=-emergency )|(?<= ['\"“]))(?:101|11[0-29]|911|988|999)"
    r"(?=['\"”]?(?:[.;:!?]|$| \(| (?:is|was|does|will|on|if|for|or|and|when|call|number|new|service|system)\b))"
    r"|(?:101|11[0-29]|911|999)(?= (?:calls?|number|operators?|service|\((?:police|Police|NHS)\))(?![\w-])))"
)
# "a card ending in 8876"
_ENDING = re.compile(
    r"\b((?:card|account|number|phone|plate)s? (?:that )?end(?:ing|s|ed) (?:in |with )?)(\d{3,4})(?![\w-])"
)
_FREE_LINE = re.compile(r"(?<![\w.,$-])1-(800|888|877|866|855|844|833|900)(?![\w-])")
_SHORT_CODE = re.compile(
    r"\b(?:(?i:text)\b[^.\d]{1,24} to (?P<code>\d{5,6})"
    r"|(?:[Dd]ial|[Cc]all|[Rr]ing)(?:ed|ing|ling)? [a-z ]{1,40}or (?P<line>\d{3}))(?![\w,.-]*\d)"
)
_CALLED = re.compile(r"\b(?:[Cc]all|[Ss]amaritans|[Hh]elpline|[Hh]otline|[Pp]hone|[Tt]ext|[Dd]ial|[Rr]ing|[Tt]el)\b")
_IN_GROUPS = re.compile(r"(?<![\w.,$£€-])\d{3} \d{3}(?: \d{3,4})?(?![\w%-])(?![., ]\d)")
_IP = re.compile(r"(?<![\w.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\w])(?!\.\d)")
_GROUPS = re.compile(r"\+|\d+|[A-Z]+|x|ext|extension")
_MARKS = {"+": "plus", "x": "extension", "ext": "extension", "800": "eight hundred"}


def _say_groups(match: re.Match[str]) -> str:
    groups = (_MARKS.get(group) or _group(group) for group in _GROUPS.findall(match.group()))
    return ", ".join(groups).replace("plus, ", "plus ").replace("extension, ", "extension ")


def _group(written: str) -> str:
    return digit_by_digit(written) if written.isdecimal() else written


def _say_local(match: re.Match[str]) -> str:
    return match.group(1) + ", ".join(map(digit_by_digit, match.group(2).split("-")))


def _say_digits(match: re.Match[str]) -> str:
    return digit_by_digit(match.group())


def _say_emergency(match: re.Match[str]) -> str | None:
    return digit_by_digit(match.group()) if _HELP.search(match.string) else None


def _say_ending(match: re.Match[str]) -> str:
    return match.group(1) + digit_by_digit(match.group(2))


def _say_code(match: re.Match[str]) -> str:
    digits = match.group("digits")
    return match.group().removesuffix(digits) + _say_digits_of(digits)


def _say_digits_of(written: str) -> str:
    """Returns `one two three four, five six seven X` for 1234-567X."""
    return ", ".join(" ".join(_group(part) for part in _GROUPS.findall(group)) for group in re.split("[ -]", written))


def _say_called_groups(match: re.Match[str]) -> str | None:
    return _say_groups(match) if _CALLED.search(match.string) else None


def _say_free_line(match: re.Match[str]) -> str:
    return f"one {_MARKS.get(match.group(1)) or digit_by_digit(match.group(1))}"


def _say_short_code(match: re.Match[str]) -> str:
    digits = match.group("code") or match.group("line")
    return match.group().removesuffix(digits) + digit_by_digit(digits)


def _say_ip(match: re.Match[str]) -> str:
    return " dot ".join(map(digit_by_digit, match.group(1).split(".")))


_HYPHENS = frozenset("-")

RULES = (
    Rule(_NORTH_AMERICAN, _say_groups),
    Rule(_INTERNATIONAL, _say_groups, frozenset("+")),
    Rule(_IN_LETTERS, _say_groups, _HYPHENS, needs_digit=True),
    Rule(_BRITISH, _say_groups, frozenset("01")),
    Rule(_LOCAL, _say_groups, _HYPHENS, needs_digit=True),
    Rule(_LOCAL_AFTER, _say_local, _HYPHENS, needs_digit=True),
    Rule(_CODE, _say_code, frozenset("NCUMno"), needs_digit=True),
    Rule(_SOCIAL_SECURITY, _say_groups, _HYPHENS, needs_digit=True),
    Rule(_LONG_ZIP, _say_groups, _HYPHENS, needs_digit=True),
    Rule(_EMERGENCY, _say_digits),
    Rule(_EMERGENCY_ALONE, _say_emergency),
    Rule(_ENDING, _say_ending, frozenset("e"), needs_digit=True),
    Rule(_IN_GROUPS, _say_called_groups, frozenset(" "), needs_digit=True),
    Rule(_FREE_LINE, _say_free_line, frozenset("-")),
    Rule(_SHORT_CODE, _say_short_code),
    Rule(_IP, _say_ip, frozenset("."), needs_digit=True),
)
