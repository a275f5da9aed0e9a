"""Numbers that count or measure: sums of money, percents, units, ranges, ratios, fractions, numbers before nouns."""

import re

from models.spoken_forms.continental.numbers import agreeing, cardinal, counted, fraction, mixed, number, plain, year
from models.spoken_forms.continental.tongue import Tongue

FRACTIONS = {"½": ("1", "2"), "⅓": ("1", "3"), "⅔": ("2", "3"), "¼": ("1", "4"), "¾": ("3", "4")}
YEAR = r"(?:1[1-9]|20)\d\d(?!\d)"


def _range(tongue: Tongue, low: str, high: str | None, spoken: str) -> str:
    """Returns `spoken`, which is said of the last number, after the first of two."""
    return f"{number(tongue, low)} {tongue.to} {spoken}" if high else spoken


def say_money(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a sum, or a range of sums, with its currency."""
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


def say_percent(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a percentage, or a range of them."""
    low, high = match.group("low", "high")
    amount = tongue.one if tongue.code == "de" and (high or low) == "1" else number(tongue, high or low)
    return _range(tongue, low, high, f"{amount} {tongue.percent}")


def say_unit(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a quantity, or a range, with the name of its unit."""
    low, high = match.group("low", "high")
    return _range(tongue, low, high, counted(tongue, high or low, tongue.units[match.group("unit")]))


def say_magnitude(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a number with the name of its magnitude: `zwei Millionen`."""
    return counted(tongue, match.group("low"), tongue.magnitudes[match.group("scale")])


def say_before_noun(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a number that agrees with the noun behind it."""
    written, noun = match.groups()
    return f"{agreeing(tongue, written, noun)} {noun}"


def say_range(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a range, or a score, as no range falls."""
    low, high = match.groups()
    is_score = low.isdecimal() and high.isdecimal() and len(high) < 3 and int(low) > int(high)
    joint = tongue.ratio if is_score else tongue.to
    return f"{_year_or_number(tongue, low)} {joint} {_year_or_number(tongue, high)}"


def _year_or_number(tongue: Tongue, written: str) -> str:
    return year(tongue.code, written) if re.fullmatch(YEAR, written) else number(tongue, written)


def say_ratio(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a ratio or a score between colons."""
    return f" {tongue.ratio} ".join(number(tongue, digits) for digits in match.groups())


def say_fraction(tongue: Tongue, match: re.Match[str]) -> str | None:
    """Returns a fraction, or None where its parts have no name."""
    return fraction(tongue, *match.groups())


def say_sign_of_fraction(tongue: Tongue, match: re.Match[str]) -> str | None:
    """Returns the fraction that one sign writes, with the whole number before it."""
    whole, sign = match.groups()
    above, below = FRACTIONS[sign]
    return mixed(tongue, whole, above, below) if whole else fraction(tongue, above, below)


def say_shortened(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a Spanish number that loses its ending before a noun: `veintiún años`."""
    return f"{agreeing(tongue, match.group(1), match.group(2))} {match.group(2)}"


def say_per(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns the unit behind a slash: `pro Quadratmeter`."""
    return f" {tongue.per} {tongue.units[match.group(1)][0]}"


def say_number(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns any other number."""
    return number(tongue, match.group())


def say_by(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns the word between two measures: `mal`."""
    return f" {tongue.by} "


def say_each(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns the unit that a price is for: `Quadratmeter`."""
    return tongue.units[match.group(1)][0]


def say_law(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns a law's number and year: `catorce de dos mil trece`."""
    digits, in_year = match.groups()
    return f"{number(tongue, digits)}{tongue.of_year}{year(tongue.code, in_year)}"


def say_telephone(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns the digits of a telephone number one by one, group by group."""
    groups = (" ".join(cardinal(tongue.code, digit) for digit in group) for group in re.findall(r"\d+", match.group()))
    return (f"{tongue.plus} " if match.group().startswith("+") else "") + ", ".join(groups)


def say_thousands(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns an Italian number of thousands as one word: `duemila` for `2mila`."""
    return cardinal(tongue.code, f"{match.group(1)}000")


def say_aged(tongue: Tongue, match: re.Match[str]) -> str:
    """Returns people by their age, in Italian: `trentenne` for `30enne`."""
    return f"{cardinal(tongue.code, match.group(1))[:-1]}{match.group(2)}"
