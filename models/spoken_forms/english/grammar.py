"""The parts of which the English rules are built: numbers, quantities and ranges as patterns, and their words."""

import re

from models.spoken_forms.english.numbers import cardinal, is_one, number, ordinal
from models.spoken_forms.rules import either, vocabulary

# A number is never preceded by a letter, a digit, or the inside of another number.
START = r"(?<![\w])(?<!\d[.,:/])(?<![A-Za-z]-)"
WHOLE = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)|\d++)"
NUMBER = rf"(?:{WHOLE}(?:\.\d++)?|(?<!\.)\.\d++)"
FRACTION = r"(?:\d{1,3}[ -])?\d{1,3}/\d{1,3}"
AMOUNT = rf"(?:{FRACTION}(?![\d/])|{NUMBER})"
DASH = r"\s?[-–—−]\s?"

SCALES = {
    **dict.fromkeys(("k", "K", "thousand"), "thousand"),
    **dict.fromkeys(("m", "M", "mn", "mln", "mio", "MM", "million"), "million"),
    **dict.fromkeys(("b", "B", "bn", "bln", "billion"), "billion"),
    **dict.fromkeys(("lakh", "lac"), "lakh"),
    "crore": "crore",
    **dict.fromkeys(("t", "T", "tn", "trn", "tr", "trillion"), "trillion"),
}
SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion)"

DENOMINATORS = {2: ("half", "halves"), 4: ("quarter", "quarters")}

# Between a determiner and a noun a measure is an adjective, and stays singular: "a five dollar bill".
_DETERMINER_BEFORE = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Oo]ur|[Mm]y|[Yy]our)|(?<!\b[Ii]t)(?<!\b[Tt]hat)(?<![Hh]e)(?<!ere)(?<!hat)'s)\s$"
)
_NOT_NOUNS = vocabulary(
    "and or but for in on at of to from by per as with is was are were than if a an the that which who he she they we"
    " you it had has have will would could can may might more less worth not so when while because into over under"
    " after before since until during each every only just also now then through without"
)
_NOUN_AFTER = re.compile(
    rf"[ -](?!(?:{either(_NOT_NOUNS)})\b)(?!(?!(?:hour|dai|week|month|quarter|year)ly\b)[a-z]+(?:ed|ly)\b)[A-Za-z]{{3}}"
)


def is_attributive(match: re.Match[str]) -> bool:
    """Tells whether what was found stands between `a`, `the` or `its` and a noun."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    return bool(_DETERMINER_BEFORE.search(before) and _NOUN_AFTER.match(match.string, match.end()))


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
