"""What photographers write: f-numbers, shutter speeds and the sizes of sensors."""

import re

from models.spoken_forms.english.grammar import START
from models.spoken_forms.english.numbers import number, ordinal
from models.spoken_forms.rules import Rule

# "f/2.8"; the letter behind it names a series: "f/2.8L" holds no liters
_F_NUMBER = re.compile(r"(?<!\w)([fF])/(?:(\d{1,2}(?:\.\d{1,2})?)([A-Z])(?!\w)|(?=\d))")
_SHUTTER = re.compile(rf"{START}1/(\d{{1,2}},?\d{{1,3}})\s?(?:s|secs?|seconds?|of a second)\b\.?(?!/)")
_SENSOR = re.compile(rf"{START}1/(\d\.\d{{1,2}})(?:[\"”]|''|[- ]?inch(?:es)?\b|[- ]type\b)")


def _say_f_number(match: re.Match[str]) -> str:
    f, aperture, series = match.groups()
    return f"{f} {number(aperture)} {series}" if series else f


def _say_shutter(match: re.Match[str]) -> str:
    return f"one {ordinal(match.group(1).replace(',', ''))} of a second"


def _say_sensor(match: re.Match[str]) -> str:
    return f"one over {number(match.group(1))} inch"


_SLASHES = frozenset("/")

RULES = (
    Rule(_F_NUMBER, _say_f_number, _SLASHES),
    Rule(_SHUTTER, _say_shutter, _SLASHES),
    Rule(_SENSOR, _say_sensor, _SLASHES),
)
