"""Numbers of the six languages as words; the names are num2words'."""

import re
from functools import lru_cache

from num2words import num2words

from models.spoken_forms.continental.tongue import Tongue

LONGEST_CARDINAL = 27

_GROUP = re.compile(r"[. '](?=\d{3}(?!\d))")


@lru_cache(maxsize=8192)
def cardinal(code: str, digits: str) -> str:
    """Returns a whole number as words; one with a leading zero, or too long to have a name, digit by digit."""
    if len(digits) > LONGEST_CARDINAL or (len(digits) > 1 and digits[0] == "0"):
        return " ".join(cardinal(code, digit) for digit in digits)
    words = str(num2words(int(digits), lang=code)).replace(", ", " ")  # Portuguese has commas, which are pauses
    return _italian(words) if code == "it" else words


def _italian(words: str) -> str:
    """Returns the words as they are spelled: `ventitré`, and `centodiciotto`, of which num2words drops a letter."""
    words = words.replace("dicotto", "diciotto")
    return f"{words[:-1]}é" if words.endswith("tre") and words != "tre" else words


@lru_cache(maxsize=1024)
def year(code: str, digits: str) -> str:
    """Returns a year as it is said: `neunzehnhundertneunzig`, `mille neuf cent cinq`."""
    if code == "de" or (code == "nl" and digits < "2000"):
        return str(num2words(int(digits), lang=code, to="year")).replace(" honderd", "honderd")
    return cardinal(code, digits)


@lru_cache(maxsize=256)
def ordinal(code: str, digits: str) -> str:
    """Returns `dix-neuvième` for 19."""
    return str(num2words(int(digits), lang=code, to="ordinal"))


def plain(written: str) -> str:
    """Returns the digits of a number without what groups them, a point for its decimals."""
    whole, _, decimals = written.partition(",")
    return f"{re.sub(_GROUP, '', whole)}.{decimals}" if decimals else re.sub(_GROUP, "", whole)


def number(tongue: Tongue, written: str) -> str:
    """Returns a number as printed, with its groups, decimals and sign."""
    sign = {"-": f"{tongue.minus} ", "−": f"{tongue.minus} ", "+": f"{tongue.plus} "}.get(written[0], "")
    whole, _, decimals = plain(written.lstrip("-−+")).partition(".")
    words = sign + cardinal(tongue.code, whole)
    if not decimals:
        return words
    return f"{words} {tongue.comma} {' '.join(cardinal(tongue.code, digit) for digit in decimals)}"


def agreeing(tongue: Tongue, written: str, noun: str) -> str:
    """Returns a number as it stands before a noun: `ein`, `veintiún`, `deux`, `duzentas`."""
    words = tongue.one if written == "1" else number(tongue, written)
    if tongue.code == "es" and words.endswith("uno"):
        words = words[:-3] + ("ún" if words.endswith("tiuno") else "un")
    if noun not in tongue.feminine and not re.fullmatch(tongue.feminine_nouns, noun):
        return words
    before, space, last = words.rpartition(" ")
    return re.sub(r"entos\b", "entas", before + space + tongue.feminine_numbers.get(last, last))


def counted(tongue: Tongue, written: str, names: tuple[str, str]) -> str:
    """Returns a number with what it counts: `ein Euro`, `deux livres`, `veintiún dólares`."""
    noun = names[0] if written == "1" else names[1]
    return f"{agreeing(tongue, written, noun)} {noun}"


def mixed(tongue: Tongue, whole: str, above: str, below: str) -> str | None:
    """Returns `zweieinhalb` for 2½, `deux et demi`, `dos y medio`."""
    if tongue.code == "de" and below == "2":
        return f"{'ein' if whole == '1' else cardinal('de', whole)}einhalb"
    part = fraction(tongue, above, below)
    if tongue.code == "fr" and below == "2" and part:
        part = part.removeprefix(f"{tongue.one} ")
    return f"{cardinal(tongue.code, whole)} {tongue.conjunction} {part}" if part else None


def fraction(tongue: Tongue, above: str, below: str) -> str | None:
    """Returns `zwei Drittel` for 2/3, or None for a fraction that has no short name."""
    index = int(below) - 2
    if not 0 <= index < len(tongue.fractions) or not 0 < int(above) < int(below):
        return None
    one, many = tongue.fractions[index]
    if below == "2" and tongue.code in {"es", "it", "pt", "pt_BR"}:
        return one  # "medio litro"
    return f"{tongue.one} {one}" if above == "1" else f"{cardinal(tongue.code, above)} {many}"
