"""Times of day, time zones and durations."""

import re

from models.spoken_forms.english.grammar import COUNTED, DASH, RACES, START
from models.spoken_forms.english.numbers import ONES, cardinal, digit_by_digit, number
from models.spoken_forms.rules import Rule

_HALF = r"(?P<half>[AaPp])(?:\.\s?[Mm]\b\.?|\s?[Mm]\b(?!'))"
_CLOCK = r"(?:[01]?\d|2[0-4])"
_TIME_OF_HALF = re.compile(
    rf"{START}(?P<from>(?P<from_hour>{_CLOCK})(?:[:.](?P<from_minute>[0-5]\d))?"
    rf"(?P<from_half>\s?[AaPp]\.?[Mm]\b\.?)?(?:{DASH}))?"
    rf"(?P<hour>{_CLOCK})(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?\s?{_HALF}"
)
# A zone in small letters or with periods: "1:59 p.m. est", "3 p.m. E.S.T."
_ZONE = re.compile(
    r"(?<=[AP]M )(?:(?:e[sd]?t|p[sd]?t|c[sde]?t|m[sd]t|gmt|utc|bst)\b|[ECMPecmp]\.[SDsd]\.[Tt]\b\.?(?! [A-Z]))"
)
# Minutes and seconds that no clock shows, where people race: "28:09".
_SPLIT = re.compile(rf"{START}(2[5-9]|[3-5]\d):([0-5]\d)(?![\w:-])(?!\.\d)")
# "1:26.884", and as timekeepers write it: "1m26.884s", "1'26.884"
_LAP = re.compile(rf"{START}(\d{{1,2}})(?::|m ?|')([0-5]\d)(\.\d{{1,3}})s?(?![\w:])")
_SPAN = re.compile(
    rf"{START}(?:(\d{{1,3}})\s?hr?s?\s?)?(\d{{1,2}})\s?m(?:ins?)?\b(?:\s?(\d{{1,2}}(?:\.\d+)?)\s?s(?:ecs?)?\b)?"
)
# 6.42 is a time after a word of time and before a day: "at 6.42 on Wednesday".
_POINTED = re.compile(
    r"\b((?i:at|by|from|until|before|after|around|the) )([01]?\d|2[0-3])\.([0-5]\d)"
    r"(?= (?:on (?:[A-Z][a-z]+day|the)|in the (?:morning|afternoon|evening)|yesterday|today|tonight|tomorrow"
    r"|this morning|every|train|service|departure|ferry|sailing|flight|sharp|GMT|BST|at [A-Z]|(?:from|to) [A-Z]))"
    r"|\b((?i:start|begin|open|close|end|finish|arriv|leav|depart|kick|wak|due|lunch|dinner|bed|land)[a-z]*(?: off)?"
    r" (?:just )?(?:at|by|before|after|around) )([01]?\d|2[0-3])\.([0-5]\d)(?!\w|\.\d|%| ?(?:per|percent|[mb]illion)\b)"
)
# After any other time of the text it needs less: "the 6.15pm was cancelled and the next wasn't until 7.40".
_POINTED_TOO = re.compile(
    r"\b((?i:at|by|until|till|before|after|from) )([01]?\d|2[0-3])\.([0-5]\d)"
    r"(?=[,;.:)]?(?:$|\s(?!(?:per|percent|points?|[mb]illion|seconds|on average|out)\b)))"
)
_CLOCK_NEAR = re.compile(
    r"\d\s?[ap]\.?m\b|\bo'clock\b|\b(?:trains?|bus|buses|ferry|kick-?off|bedtime|curfew|doors)\b", re.IGNORECASE
)
_STAMP = re.compile(r"(?<=\d\d-\d\d)[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?(?!\w)")
_OPENING = re.compile(
    r"(?:(?<=day )|(?<=days )|(?<=[Oo]pen )|(?<=[Hh]ours: )|(?<=[Hh]ours )|(?<=works )|(?<=work ))"
    r"((?:[6-9]|1[0-2])(?::[0-5]\d)?)\s?[-–]\s?((?:1[0-2]|[1-9])(?::[0-5]\d)?)(?![\w/%:-])(?!\.\d)"
)
_DURATION = re.compile(rf"{START}(\d{{1,3}}):([0-5]\d):([0-5]\d)(?:[.,]\d+)?(?![\w:])")
_TIMES = re.compile(rf"{START}({_CLOCK}):([0-5]\d)(?:{DASH}({_CLOCK}):([0-5]\d))?(?P<h>\s?h(?:rs)?\b)?(?![\d:])")
# As much of the world writes it: "19h30", "at 8h15"; anywhere else a few hours are a duration, as is "in 12h45"
_WITH_H = re.compile(rf"{START}({_CLOCK})h([0-5]\d)(?!\w)")
_DAYTIME_BEFORE = re.compile(r"\b(?:at|from|until|till|by|before|after) (?:\d{1,2}h\d\d (?:to|and) )?$", re.IGNORECASE)
_SPAN_BEFORE = re.compile(r"\b(?:in|for|of|took|takes|lasts?|lasted|about|time) $")
_MILITARY = re.compile(
    rf"{START}([01]\d|2[0-3])([0-5]\d) (?=hours\b|hrs\b|GMT\b|UTC\b|Zulu\b)"
    rf"|(?:(?<=\b[Aa]t )|(?<=\b[Bb]y )|(?<=until ))(0\d|10)([0-5]\d)(?![\w%])(?![.,:]\d)(?!{COUNTED})"
    r"|(?<=\b[Tt]he )(0\d)([0-5]\d)(?= (?:from|to|train|service|departure|ferry|bus|flight|sailing)\b)"
)
_NEW_SENTENCE = re.compile(
    r"\s+(?!(?:Eastern|Pacific|Central|Mountain|Greenwich|London|Paris|Beijing|Tokyo|Moscow|local"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|I)\b|[A-Z]{2,4}\b|[ECMP]\.[SD]\.T\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.)[\"(]?[A-Z]"
)


def time_of_day(hour: str, minute: str | None, *, is_half_day: bool) -> str:
    """Returns `nine oh five`, `twenty three o'clock`; a full hour before AM or PM is bare."""
    hour_words = cardinal(hour)
    if not minute or minute == "00":
        return hour_words if is_half_day or not minute else f"{hour_words} o'clock"
    if hour == "00":
        hour_words = "zero"
    return f"{hour_words} {'oh ' + ONES[int(minute)] if minute[0] == '0' else cardinal(minute)}"


def _say_time_of_half(match: re.Match[str]) -> str | None:
    hour, minute, second = match.group("hour", "minute", "second")
    if int(hour) > 12 and not minute:
        return None
    words = time_of_day(hour, minute, is_half_day=True)
    if second and minute == "00":
        words = f"{_count(hour, 'hour')} zero minutes and {_count(second, 'second')}"
    elif second:
        words += f" and {_count(second, 'second')}"
    if match.group("from"):
        half = match.group("from_half")
        since = time_of_day(match.group("from_hour"), match.group("from_minute"), is_half_day=True)
        words = f"{since} {half.strip()[0].upper()}M to {words}" if half else f"{since} to {words}"
    words += f" {match.group('half').upper()}M"
    return words + ("." if match.group().endswith(".") and _ends_sentence(match) else "")


def _ends_sentence(match: re.Match[str]) -> bool:
    rest = match.string[match.end() : match.end() + 16]
    return not rest.strip() or bool(_NEW_SENTENCE.match(rest))


def _say_lap(match: re.Match[str]) -> str:
    minutes, seconds, decimals = match.groups()
    return f"{time_of_day(minutes, seconds, is_half_day=True)} {number(decimals)}"


def _say_split(match: re.Match[str]) -> str | None:
    return time_of_day(match.group(1), match.group(2), is_half_day=True) if RACES.search(match.string) else None


def _say_zone(match: re.Match[str]) -> str:
    return match.group().replace(".", "").upper()


def _say_span(match: re.Match[str]) -> str | None:
    hours, minutes, seconds = match.groups()
    if not (hours or seconds):
        return None  # metres
    counts = ((hours, "hour"), (minutes, "minute"), (seconds, "second"))
    return " ".join(f"{number(digits)} {unit}{'' if digits == '1' else 's'}" for digits, unit in counts if digits)


def _say_with_h(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 20) : match.start()]
    hours, minutes = match.groups()
    if _SPAN_BEFORE.search(before) or (len(hours.lstrip("0")) < 2 and not _DAYTIME_BEFORE.search(before)):
        return _count(hours, "hour") + (f" {_count(minutes, 'minute')}" if int(minutes) else "")
    return time_of_day(match.group(1).lstrip("0") or "0", match.group(2), is_half_day=False)


def _say_stamp(match: re.Match[str]) -> str:
    hour, minute, zone = match.groups()
    words = time_of_day(str(int(hour)), minute, is_half_day=False)
    return f" {words} UTC" if zone in {"Z", "+00:00"} else f" {words}"


def _say_opening(match: re.Match[str]) -> str:
    since, until = (time_of_day(*_clock(written), is_half_day=True) for written in match.groups())
    return f"{since} to {until}"


def _clock(written: str) -> tuple[str, str]:
    hour, _, minute = written.partition(":")
    return hour, minute


def _say_pointed(match: re.Match[str]) -> str:
    lead, hour, minute = (group for group in match.groups() if group)
    return f"{lead}{time_of_day(hour.lstrip('0') or '0', minute, is_half_day=False)}"


def _say_pointed_too(match: re.Match[str]) -> str | None:
    return _say_pointed(match) if _CLOCK_NEAR.search(match.string) else None


def _count(digits: str, unit: str) -> str:
    return f"{cardinal(digits)} {unit}" + ("" if int(digits) == 1 else "s")


def _say_duration(match: re.Match[str]) -> str:
    hours, minutes, seconds = match.groups()
    counts = [_count(hours, "hour"), *([_count(minutes, "minute")] if int(minutes) else [])]
    return f"{' '.join(counts)} and {_count(seconds, 'second')}"


def _say_times(match: re.Match[str]) -> str:
    if match.group("h") and match.group(2) == "00" and not match.group(3):
        return f"{_two_digits(match.group(1))} hundred hours"
    words = time_of_day(match.group(1), match.group(2), is_half_day=False)
    if match.group(3):
        words = f"{words} to {time_of_day(match.group(3), match.group(4), is_half_day=False)}"
    return words


def _two_digits(digits: str) -> str:
    return digit_by_digit(digits) if digits[0] == "0" else cardinal(digits)


def _say_military(match: re.Match[str]) -> str:
    hour, minute = (_two_digits(digits) for digits in match.groups() if digits)
    words = f"{hour} {'hundred' if minute == 'zero zero' else minute}"
    return f"{words} " if match.group().endswith(" ") else words


RULES = (
    Rule(_STAMP, _say_stamp, frozenset("-"), needs_digit=True),
    Rule(_POINTED_TOO, _say_pointed_too, frozenset("."), needs_digit=True),
    Rule(_OPENING, _say_opening, frozenset("-–"), needs_digit=True),
    Rule(_TIME_OF_HALF, _say_time_of_half),
    Rule(_ZONE, _say_zone, frozenset("M")),
    Rule(_SPLIT, _say_split, frozenset(":"), needs_digit=True),
    Rule(_LAP, _say_lap, frozenset("."), needs_digit=True),
    Rule(_SPAN, _say_span),
    Rule(_WITH_H, _say_with_h, frozenset("h"), needs_digit=True),
    Rule(_POINTED, _say_pointed, frozenset("."), needs_digit=True),
    Rule(_DURATION, _say_duration),
    Rule(_TIMES, _say_times),
    Rule(_MILITARY, _say_military),
)
