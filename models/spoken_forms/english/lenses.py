"""What photographers write: f-numbers, shutter speeds and the sizes of sensors."""

import re

from models.spoken_forms.english.grammar import START
from models.spoken_forms.english.numbers import number, ordinal
from models.spoken_forms.rules import Rule, part

_F_NUMBER = re.compile(r"(?<!\w)([fF])/(?=\d)")
_SHUTTER = re.compile(rf"{START}1/(\d{{1,2}},?\d{{1,3}})\s?(?:s|secs?|seconds?|of a second)\b\.?(?!/)")
_SENSOR = re.compile(rf"{START}1/(\d\.\d{{1,2}})(?:[\"”]|''|[- ]?inch(?:es)?\b|[- ]type\b)")


def _say_shutter(match: re.Match[str]) -> str:
    return f"one {ordinal(match.group(1).replace(',', ''))} of a second"


def _say_sensor(match: re.Match[str]) -> str:
    return f"one over {number(match.group(1))} inch"


_SLASHES = frozenset("/")

RULES = (
    Rule(_F_NUMBER, part(1), _SLASHES),
    Rule(_SHUTTER, _say_shutter, _SLASHES),
    Rule(_SENSOR, _say_sensor, _SLASHES),
)
