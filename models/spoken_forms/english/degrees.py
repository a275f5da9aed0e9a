"""Degrees: of heat, with the scales and the habits of kitchens, and of the compass (rule N4)."""

import re

from models.spoken_forms.english.grammar import NUMBER, is_attributive, is_single
from models.spoken_forms.english.numbers import number
from models.spoken_forms.rules import Rule, always, either, table, vocabulary

_SCALES = table(
    """
    C = Celsius; F = Fahrenheit; K = Kelvin; N = north; S = south; E = east; W = west
    """
)
_DEGREES = re.compile(
    rf"(?<![\w.,])(?P<sign>[-−])?(?P<low>{NUMBER})°?[CF]?(?:\s?[-–—]\s?(?P<high>{NUMBER}))?\s?[°º˚](?:\s?(?P<scale>[CFNSEWK])(?!\w))?"
)
_SEATED = vocabulary("seat Seat room Room gate Gate flat Flat form Form Type Unit row Row block Block bus Bus")
_ISOTOPE = r"1[234]C(?:/1[234]C| (?:dating|ratio|isotope|age))"
_HEAT = re.compile(
    rf"(?<![\w.,])(?!{_ISOTOPE})(?<!1[234]C/)(?P<sign>[-−])?(?P<low>{NUMBER})[CF]?"
    rf"(?:\s?[-–—]\s?(?P<high>{NUMBER}))?(?P<scale>[CF])(?![\w-])"
)
_SEATED_BEFORE = re.compile(rf"\b(?:{either(_SEATED)}) $")
_FAN = re.compile(r"(?:(?<=Celsius)|(?<=Fahrenheit)|(?<=\bfan))\s?/\s?(?=\w)")
_KELVINS = re.compile(rf"(?<![\w.,$£€-])(?!(?:\d|10|401) )({NUMBER}) K(?![\w-])(?! (?:run|race)\b)")
_BARE_DEGREES = re.compile(r"(?<!\d)(?<!\d )°\s?([CF])(?!\w)|(?<=\bdegrees )([CF])(?![\w'])")
_SHORT_DEGREES = re.compile(r"(?<=\d)\s?deg\.?\s?([CF])(?!\w)")
# With a space a single letter is a scale only after a word of place: "bake at 180 C", not "row 12 C".
_APART = re.compile(
    r"(?:(?<=\bat )|(?<=\bto )|(?<=about )|(?<=around )|(?<=above )|(?<=below )|(?<=over )|(?<=under )|(?<=reached )"
    r"|(?<=\bhit )|(?<=minus ))(\d{1,3}) ([CF])(?![\w'.-])"
)
_POSITION = re.compile(
    r"(?<![\w.,])(\d{1,3})\s?°\s?(\d{1,2})'(?:\s?(\d{1,2}(?:\.\d+)?)(?:\"|''))?(?:\s?([NSEW]))?(?!\w)"
)
# What an oven is heated to: "220c, gas mark 7"; elsewhere small letters are cents.
_OVEN = re.compile(r"(?<![\w.,$£€])(\d{2,3})c(?![\w-])")
_KITCHEN = re.compile(
    r"\b(?:oven|preheat|heat|heated|bake|baked|roast|gas|fan|grill|degrees|temperatures?|hob)\b", re.IGNORECASE
)


def _say_degrees(match: re.Match[str]) -> str:
    low, high, scale = match.group("low", "high", "scale")
    words = f"{number(low)} to {number(high)}" if high else number(low)
    is_one_degree = not high and (is_single(low) or (not scale and is_attributive(match)))
    words += " degree" if is_one_degree else " degrees"
    sign = "minus " if match.group("sign") else ""
    return sign + words + (f" {_SCALES[scale]}" if scale else "")


def _say_heat(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 8) : match.start()]
    return None if _SEATED_BEFORE.search(before) else _say_degrees(match)


def _say_bare_degrees(match: re.Match[str]) -> str:
    return _SCALES[match.group(2)] if match.group(2) else f"degrees {_SCALES[match.group(1)]}"


def _say_short_degrees(match: re.Match[str]) -> str:
    return f" degrees {_SCALES[match.group(1)]}"


def _say_apart(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} degrees {_SCALES[match.group(2)]}"


def _say_kelvins(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} Kelvin"


def _say_position(match: re.Match[str]) -> str:
    degrees, minutes, seconds, quarter = match.groups()
    words = f"{number(degrees)} degrees {number(minutes)} minutes"
    words += f" {number(seconds)} seconds" if seconds else ""
    return f"{words} {_SCALES[quarter]}" if quarter else words


def _say_oven(match: re.Match[str]) -> str | None:
    around = match.string[max(0, match.start() - 80) : match.end() + 40]
    return f"{match.group(1)}C" if _KITCHEN.search(around) else None


# Before money, so that no heat is a sum of cents.
OVENS = (Rule(_OVEN, _say_oven, frozenset("c"), needs_digit=True),)
RULES = (
    Rule(_POSITION, _say_position, frozenset("°")),
    Rule(_BARE_DEGREES, _say_bare_degrees, frozenset("CF")),
    Rule(_SHORT_DEGREES, _say_short_degrees, frozenset("CF")),
    Rule(_DEGREES, _say_degrees, frozenset("°º˚")),
    Rule(_HEAT, _say_heat, frozenset("CF"), needs_digit=True),
    Rule(_APART, _say_apart, frozenset("CF"), needs_digit=True),
    Rule(_KELVINS, _say_kelvins, frozenset("K"), needs_digit=True),
    Rule(_FAN, always(", "), frozenset("/")),
)
