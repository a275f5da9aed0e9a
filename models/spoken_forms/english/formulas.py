"""Arithmetic, powers and chemistry (rule F4)."""

import re

from models.spoken_forms.english.numbers import cardinal, digit_by_digit, number, ordinal
from models.spoken_forms.rules import Rule, always, either, vocabulary

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True))
_FORMULAS = vocabulary("CO2 H2O O2 N2O NO2 SO2 CH4 H2 N2 O3 NH3 H2O2 H2SO4 SF6 CaCO3 UF6 CO2e NaHCO3 C6H12O6")

_POWER = re.compile(
    rf"(?P<base>\d+(?:[.,]\d+)*|(?<![A-Za-z]{{2}})[A-Za-z]|[α-ωΑ-Ω]|\))(?P<power>[{''.join(_RAISED)}]{{1,6}})"
)
_ION = re.compile(r"(?<![A-Za-z])([A-Z][a-z]?)([¹²³⁴]?[⁺⁻])(?!\w)")
_WEIGHTS = {"t": "tons", "kt": "kilotons", "Mt": "megatons", "Gt": "gigatons"}
_WEIGHED = re.compile(rf"(?<=\d)\s?({either(_WEIGHTS)})-?(?=CO[2₂])")
_EXPONENT = re.compile(r"[-+]?\d+")
_NOTE = re.compile(rf"(?<=[a-z.,;:!?\"')])[{''.join(_RAISED)}]{{1,4}}(?![A-Za-z])")
_RAISED_ALONE = re.compile(rf"[{''.join(_RAISED)}]+")
_CARET = re.compile(r"(?:(?<![\w.])|(?<=\d[x×]))(\d+(?:\.\d+)?|[A-Za-z])\^\(?([-−]?\d{1,4})\)?(?!\w)")
_LOWERED_FORMULA = re.compile(
    rf"(?<![A-Za-z])(?=[A-Za-z]*[{''.join(_LOWERED)}])((?:[A-Z][a-z]?[{''.join(_LOWERED)}]*)+)"
)
_INDEX = re.compile(rf"[{''.join(_LOWERED)}]+")
_FORMULA = re.compile(rf"(?<![\w])({either(_FORMULAS)})(?!\w)")
_ATOM = re.compile(rf"([A-Z][a-z]?)([{''.join(_LOWERED)}]+|\d+)?|e")
_SCIENTIFIC = re.compile(r"(?<![\w.-])(\d{1,3}(?:\.\d+)?)[eE]([+-]?\d{1,3})(?![\w.])")
_BOTH = re.compile(r"\s?&&\s?")
_EQUALS = re.compile(r"(?<=[\w)%\"'])\s*(?:==?|:=)\s*(?=[\w($.+\"'-])")
_UNEQUAL = re.compile(r"\s?!=\s?")
_ADD = re.compile(r"(?<=[\d)])\s?\+\s?(?=[\d($.])|(?<=[\w)])\s\+\s?(?=[\w(])")
# Before the result of a subtraction, in "(n-1)", and wherever the sign is a true minus.
_MINUS = re.compile(r"(?<=\d)\s?[-−–]\s?(?=\d+(?:\.\d+)?\s?=)|(?<=\([a-z])[-−](?=\d+\))|(?<=[\w)])\s−\s(?=[\w(√])")
_TIMES = re.compile(
    r"(?<=\d)\s?[x×X]\s?(?=10(?:\^|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]|\sto the))|(?<=[\w)])\s?[×⋅∙]\s?(?=[\w(])"
    r"|(?<=[\d)])\s?\*\s?(?=[\d(])|(?<=\b[a-z])\s?\*\s?(?=[\d(])"
)
_DIVIDED = re.compile(r"(?<=[\w)])\s?÷\s?(?=[\w(])")
_AT_LEAST, _AT_MOST = re.compile(r">=(?!=)"), re.compile(r"<=(?!=)")
_MORE_OR_LESS = re.compile(r"\+\s?/\s?[-−–](?=\s?[\d.$£€])")
_LESS = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\()|(?<=[\w),]))<\s?(?=[\d.$£€-])|(?<=\w)\s<\s(?=\w)")
_MORE = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\()|(?<=[\w)]))>\s?(?=[\d.$£€-])|(?<=\w)\s>\s(?=\w)")
# Between two operands these are relations, elsewhere bounds: "x ≤ 5", but "≤ 5 items".
_OPERAND = r"(?:(?<=[\d)])|(?<=\b[A-Za-zα-ω])) ?"
_NOT_MORE, _NOT_LESS = re.compile(_OPERAND + "≤ ?"), re.compile(_OPERAND + "≥ ?")
_NOT_EQUAL = re.compile(_OPERAND + "≠ ?")
# A power of ten that lost its raised place: "5 × 10-3".
_LOST_POWER = re.compile(r"(?:(?<=[x×])|(?<=[x×=] ))10([-−]\d{1,2})(?![\w.])")
_ROOT = re.compile(r"√\s?\(?")
_OVER = re.compile(r"(?<=[πθλ])/(?=[\dn])")
_OPPOSITE = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())[-−](?=[πθλ])")
_PLUS_MINUS = re.compile(r"\s?±\s?(?=[\d.$£€])")


def _plain(marks: str) -> str:
    return "".join(_RAISED.get(mark) or _LOWERED.get(mark) or mark for mark in marks)


def power(digits: str) -> str:
    """Returns `squared`, `cubed`, `to the sixth`, `to the minus three`."""
    digits = digits.removeprefix("+")
    if digits in {"2", "3"}:
        return "squared" if digits == "2" else "cubed"
    if digits.startswith(("-", "−")):
        return f"to the minus {cardinal(digits[1:] or '0')}"
    return f"to the {ordinal(digits)}"


def _say_power(match: re.Match[str]) -> str:
    base, digits = match.group("base"), _plain(match.group("power"))
    if digits[-1] in "+-":
        return f"{base} {_charge(digits)}"
    if not _EXPONENT.fullmatch(digits):
        return f"{base} "
    words = number(base) if base[0].isdecimal() else base
    return f"{words} {power(digits)}" + (" " if match.string[match.end() : match.end() + 1].isalnum() else "")


def _say_weighed(match: re.Match[str]) -> str:
    return f" {_WEIGHTS[match.group(1)]} "


def _say_ion(match: re.Match[str]) -> str:
    return f"{' '.join(match.group(1).upper())} {_charge(_plain(match.group(2)))}"


def _charge(written: str) -> str:
    """Returns the charge of an ion: `two plus` for `2+`."""
    count = "".join(mark for mark in written if mark.isdecimal())
    return f"{cardinal(count) if count else ''} {'plus' if written[-1] == '+' else 'minus'}".lstrip()


def _say_caret(match: re.Match[str]) -> str:
    base = match.group(1)
    return f"{number(base) if base[0].isdecimal() else base} {power(match.group(2))}"


def _say_lost_power(match: re.Match[str]) -> str:
    return f"10^{match.group(1)}"


def _say_scientific(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} times ten {power(match.group(2))}"


def _say_formula(match: re.Match[str]) -> str:
    atoms = (_say_atom(*atom.groups()) for atom in _ATOM.finditer(match.group(1)))
    return " ".join(filter(None, atoms))


def _say_atom(element: str | None, count: str | None) -> str:
    if element is None:
        return "equivalent"
    words = " ".join(element.upper())
    digits = _plain(count) if count else ""
    if not digits:
        return words
    return f"{words} {cardinal(digits) if digits.isdecimal() else {'+': 'plus', '-': 'minus'}.get(digits[-1], '')}"


def _say_index(match: re.Match[str]) -> str:
    digits = _plain(match.group())
    return f" {digit_by_digit(digits) if digits.isdecimal() else ''}".rstrip()


_RAISED_MARKS, _LOWERED_MARKS = frozenset(_RAISED), frozenset(_LOWERED)

CHEMISTRY = (
    Rule(_WEIGHED, _say_weighed, frozenset("C")),
    Rule(_ION, _say_ion, frozenset("⁺⁻")),
    Rule(_LOWERED_FORMULA, _say_formula, _LOWERED_MARKS),
    Rule(_FORMULA, _say_formula),
    Rule(_INDEX, _say_index, _LOWERED_MARKS),
)
BOUNDS = (
    Rule(_LOST_POWER, _say_lost_power, frozenset("x×=")),
    Rule(_MORE_OR_LESS, always("±"), frozenset("+")),
    Rule(_AT_LEAST, always("≥"), frozenset("=")),
    Rule(_AT_MOST, always("≤"), frozenset("=")),
    Rule(_SCIENTIFIC, _say_scientific, frozenset("eE"), needs_digit=True),
    Rule(_CARET, _say_caret, frozenset("^")),
    Rule(_LESS, always(" less than "), frozenset("<")),
    Rule(_MORE, always(" more than "), frozenset(">")),
)
POWERS = (
    Rule(_POWER, _say_power, _RAISED_MARKS),
    Rule(_NOTE, always(""), _RAISED_MARKS),
    Rule(_RAISED_ALONE, _say_index, _RAISED_MARKS),
)
OPERATORS = (
    Rule(_MINUS, always(" minus "), frozenset("=(−")),
    Rule(_NOT_MORE, always(" less than or equal to "), frozenset("≤")),
    Rule(_NOT_LESS, always(" greater than or equal to "), frozenset("≥")),
    Rule(_NOT_EQUAL, always(" not equal to "), frozenset("≠")),
    Rule(_BOTH, always(" and "), frozenset("&")),
    Rule(_UNEQUAL, always(" is not "), frozenset("=")),
    Rule(_EQUALS, always(" equals "), frozenset("=")),
    Rule(_ADD, always(" plus "), frozenset("+")),
    Rule(_TIMES, always(" times "), frozenset("×⋅∙*xX")),
    Rule(_DIVIDED, always(" divided by "), frozenset("÷")),
    Rule(_PLUS_MINUS, always(" plus or minus "), frozenset("±")),
    Rule(_ROOT, always(" square root of "), frozenset("√")),
    Rule(_OVER, always(" over "), frozenset("/")),
    Rule(_OPPOSITE, always(" minus "), frozenset("-−")),
)
