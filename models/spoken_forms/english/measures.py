"""Quantities with units, percents, dimensions, feet and inches (rule N4)."""

import re

from models.spoken_forms.english.grammar import (
    AMOUNT,
    FRACTION,
    NO_YEAR,
    NUMBER,
    SCALE_WORD,
    START,
    amount,
    is_attributive,
    is_single,
)
from models.spoken_forms.english.numbers import number
from models.spoken_forms.english.units import FLOWS, LENGTHS, PER, RATES, UNITS
from models.spoken_forms.rules import DIGITS, Rule, always, either, entry_of, vocabulary

# A letter that is also something else is a unit only where it touches its number.
_TOUCHING = frozenset({"st", "pt", "pp", "pc", "HP"})
_POWERS = {"²": "square", "2": "square", "³": "cubic", "3": "cubic"}
_SQUARABLE = ("km", "cm", "mm", "m", "ft", "in", "mi", "yd")

# "sq" may touch its unit, "cu" not: of "5 cut" it is no part.
_POWER_BEFORE = r"(?:sq(?:\. ?| )?|cu(?:\. ?| ))(?=[kcm]?m\b|ft|feet|foot|yd|yard|mi\b)"

_RANGE = rf"(?P<low>{AMOUNT})(?:\s?(?P<to>[-–—]|±|to|or)\s?(?P<high>{AMOUNT}))?"
_QUANTITY = re.compile(
    rf"{START}{NO_YEAR}(?P<sign>[-−+])?{_RANGE}(?P<scale>[ -]?{SCALE_WORD}(?=[ -])"
    rf"|(?:k|bn|m(?= (?:sq|cu|t|ha|km|kWh|MWh)\b))(?= ))?(?P<space>[ -]?)"
    rf"(?P<square>{_POWER_BEFORE})?(?P<unit>{either(UNITS)})(?P<power>[²³]|[23](?!\d))?"
    rf"(?:\s?/\s?(?P<per_count>\d{{1,4}} ?)?(?P<per>{either([*PER, *UNITS])})(?P<per_power>[²³23](?!\d))?"
    rf"(?:/(?P<per_too>{either([*PER, *UNITS])}))?)?"
    r"(?![\w'°%])(?!-\d)(?!\.[a-z])(?:\.(?=\s[a-z]|[,;)]|-[a-z]))?"
)
_PERCENT = re.compile(
    rf"{START}(?P<sign>[-−+±])?(?P<low>{AMOUNT})(?:\s?%?\s?[-–—]\s?(?P<high>{AMOUNT}))?(?P<space>[ -]?)"
    r"(?P<mark>[%％‰])(?!\w)(?P<points> ?-?pts?\b\.?)?"
)
_FEET_INCHES = re.compile(
    rf"{START}(\d{{1,2}})(?:'|\s?ft\.?)[ -]?(\d{{1,2}}(?:\.\d| \d/\d)?)(?:\"|''|\s?ins?\b\.?|-inch\b)"
)
_HEIGHT = re.compile(rf"{START}([3-8])'(\d{{1,2}})(?!\w)")
_OPEN_QUOTE = re.compile(r"(?:^|[\s(])'")
_FEET = re.compile(rf"{START}({NUMBER})'(?=[ ,.;)]|$)")  # on the sky a minute of arc
_SKY = re.compile(r"\b(?:galax(?:y|ies)|nebulae?|star cluster|arc ?minutes?|binoculars|eyepiece|constellation)\b")
_INCHES = re.compile(
    rf"{START}(?:({NUMBER})\s?[-–—]\s?(?!\d{{1,2}}/))?({AMOUNT})(?:[\"”]|''|[ -]?in\.(?=\s[a-z]|[,;)]|$))(?!\w)"
)
_INCH_RANGE = re.compile(rf"{START}({AMOUNT})(?:[\"”]|'')\s?[-–—]\s?(?={AMOUNT}(?:[\"”]|''))")
_FLOWING = re.compile(r"(?<=^barrel)s|(?<=^ton)s")
_FLOW = re.compile(rf"(?<=[\dmkKM])([ -]?)({either(FLOWS)})(?![\w/])")
# Sizes that a product comes in: "16GB/512GB", "8/256GB", "50/60Hz".
_SIZES = re.compile(r"(?<=\d)(\s?(?:[MGT]B|Hz|W|fps|mg|ml|mm))/(?=\d+\s?(?:[MGT]B|Hz|W|fps|mg|ml|mm)\b)")
_SHARED_SIZES = re.compile(
    rf"{START}(\d{{1,4}})/(?=(?:32|64|128|256|512|1024|60|120|144)(?:/\d+)*\s?(?:[GT]B|Hz|fps)\b)"
)
_FURLONGS = re.compile(r"(?<![\w.,])([1-4])m ?([1-7])f(?![\w])")
_MILLIBARS = re.compile(r"(?<![\w.,])(1,?0\d\d|[89]\d\d)(\s?)mbs?\b")
_WEATHER = re.compile(r"\b(?:pressure|barometer|cyclone|hurricane|typhoon|storm|isobars?|depression|atmospher\w+)\b")
_PRESSURE = re.compile(rf"{START}(\d{{2,3}})\s?/\s?(\d{{2,3}})\s?mm ?Hg\b")
_AFTER_POWER = re.compile(
    r"(\bten (?:to the (?:minus [a-z]+|(?:[a-z]+ty )?(?:first|second|third|[a-z]+th))|squared|cubed))"
    rf" ({either(UNITS)})"
    rf"(?:/({either([*PER, *UNITS])})( squared| cubed)?)?(?![\w/])"
)
_PREPOSITION_BEFORE = re.compile(r"\b(?:in|for|of|after|within|about|by|took|under|over|lasts?|every)\s$")
_LONGEST_QUOTATION = 300
_ADJECTIVE = re.compile(
    r" ?(?:[a-z]{3,}-)?(?!(?:and|but|for|from|the|with|wide|long|tall|high|deep|thick|across|apart)\b)[A-Za-z]{3,}"
)
_BY = re.compile(
    rf"{START}(?!0[xX])({NUMBER})((?:\s?[x×X]\s?{NUMBER}(?![\d^⁰¹²³⁴⁵⁶⁷⁸⁹⁻])){{1,3}})"
    rf"(?:[ -]?(?P<unit>{either(UNITS)})(?P<power>[²³23])?(?![\w/]|-\d)|(?!\w|\s?[A-Za-zµ]{{1,4}}/))"
)
_PACKS = re.compile(rf"{START}(\d{{1,2}})\s?[x×]\s?(?={NUMBER}\s?(?:g|kg|ml|cl|l|L|oz|lb)\b[ -][a-z]{{3}})")
_ALTERNATIVE = re.compile(
    rf"(?<=\d)( ?(?:g|kg|ml|l|cm|mm|m))\s?/\s?(?={AMOUNT} ?-?(?:oz|lb|fl oz|in|ft|pt|pints?|cups?|inch(?:es)?|yd)\b)"
)
_SQUARE = re.compile(r"(?<=\d)-sq\.?[ -]?(ft|foot|m|meter|metre|mile|km|in|yd)\b\.?")
_POWER_OF_WORD = re.compile(r"(?<=\d )(sq|cu)\.? (?=mile|met[er]|feet|foot|inch|kilomet|centimet|yard)")
_POINTS = re.compile(r"(?<=\d)-pts?\b\.?(?= )")
# Before a measure with its unit, or beside a fraction: "3.8m x 3.1m", "32 3/4 x 54 7/8 in"
_SIZED_BY = re.compile(
    rf"{START}({NUMBER}\s?(?:{either(LENGTHS)}|\"|')|{FRACTION}|\d{{1,3}}(?=\s?[x×]\s?{FRACTION}))\s?[x×]\s?(?={NUMBER})"
)
_BARE_RATE = re.compile(rf"(?<![\w/])(?<!\d )(?:{either(RATES)})(?![\w/])")
_EACH = vocabulary("s sec second min minute h hr hour day week month year person user kWh kg lb km mi gal mile gallon")
_RATE = re.compile(
    rf"(?:(?<=[a-z]{{2}}s)|(?<=O two)|(?<=equivalent)|(?<=\bIU))/({either(_EACH)})(?![\w/])"
    r"|(?<=[a-z]{2})/(s|sec)(?![\w/])"
)
# A count of nothing but of what it is per: "20/day", "3/person", "12/kg"
_NUMBER_PER = re.compile(
    rf"{START}({NUMBER})\s?/\s?(kg|lb|oz|km|ha|day|week|wk|month|mo|year|yr|hour|hr|min|minute|sec|second|person)(?![\w/-])"
)
_TIMES = re.compile(
    rf"{START}(?:({NUMBER})[-–—])?(?:({NUMBER})\s?[x×X](?:/(day|week|month|year)\b|(?![\w-]|\s?[+=−^]|\s-\s))|({NUMBER})[xX]-)"
)
_MILLIONS = vocabulary(
    "people users homes jobs customers households children barrels tons tonnes visitors downloads views subscribers"
    " passengers viewers followers workers members doses copies pounds euros dollars voters patients students adults"
    " refugees residents shares vehicles cars units women men accounts visits listeners readers pupils years miles"
    " acres hectares liters litres gallons trees videos songs records cases deaths tests tourists guests fans"
    " families animals birds households tickets travelers travellers taxpayers pensioners babies species copies"
    " citizens migrants euros pesos rupees bottles bags packages parcels meals calls messages emails photos posts"
    " tweets clicks streams players gamers drivers teachers nurses soldiers troops Americans Britons Germans"
    " Ukrainians Chinese Indians Palestinians Syrians Africans Europeans Russians Canadians Australians Muslims"
    " Christians"
)
_MILLIONS_BEFORE = re.compile(
    rf"\b(?:million|population|figures?|list|audience|number|total|sales|turnover|circulation|{either(set(_MILLIONS))})\b"
    r"[^;:]{0,90}$",
    re.IGNORECASE,
)
_COUNTED_IN_MILLIONS = re.compile(rf" (?:[a-z]+ )?(?:{either(_MILLIONS)})\b")
# Metres too stand before nouns in the plural; all others after a decimal are counted in millions: "2.5m eggs".
_IN_METERS = vocabulary(
    "waves swells walls fences boards poles platforms jumps steps seas tides drifts boats yachts tanks screens beams"
    " blades gaps intervals ceilings hurdles sprints panels trenches was is has as this its plus across towards"
    " always less thus versus besides"
)
_PLURAL_AFTER = re.compile(
    rf" (?!(?:{either(_IN_METERS)})\b)(?:[a-z]+ )?(?!(?:{either(_IN_METERS)})\b)[a-z]{{2,}}[^s\W]s\b"
)
_AREA_AFTER = re.compile(r" (?:square|cubic|sq\.?|cu\.?) (?:k|mi|f|y|met|m\b|cm|in)")
_PLACE_BEFORE = re.compile(
    r"\b(?:Route|Rte\.?|Exit|Highway|Hwy\.?|Interstate|Junction|Apartment|Apt\.?|Unit|Room|Flat|Gate|Seat|Row|Level|Pier"
    r"|Section|Form|Suite|Building|Zone|Bay|exit|junction|seat|gate|row|platform) $"
)
_IS_LENGTH = re.compile(
    r"[ -](?:long|high|wide|deep|tall|thick|above|below|of|away|sea|apart|across|square|from|in length)\b"
)


def _plural(unit: str, power: str | None, square: str | None, *, single: bool) -> str:
    one, many = UNITS[unit]
    words = one if single else many
    if power:
        return f"{_POWERS[power]} {words}"
    return f"{'square' if square.startswith('sq') else 'cubic'} {words}" if square else words


def _sign(match: re.Match[str]) -> str:
    return {"-": "minus ", "−": "minus ", "+": "plus ", "±": "plus or minus "}.get(match.group("sign") or "", "")


def _say_quantity(match: re.Match[str]) -> str | None:
    unit, low, high, scale = match.group("unit", "low", "high", "scale")
    if unit == "s" and (_is_group(match) or (match.group("space") == " " and _is_decade(match))):
        return None
    if unit in _TOUCHING and match.group("space") == " " and not _is_surely_unit(match):
        return None
    if len(unit) == 1 and not match.group("space") and _PLACE_BEFORE.search(match.string[: match.start()][-12:]):
        return None
    if unit == "in" and not _is_inch(match):
        return None
    if unit == "m" and _is_million(match):
        return None
    if match.group("power") in ("2", "3") and unit not in _SQUARABLE:
        return None
    words = f"{amount(low)} {_between(match.group('to'))} {amount(high)}" if high else amount(low)
    if scale:
        words += {"k": " thousand", "m": " million", "bn": " billion"}.get(scale, " " + scale.strip(" -"))
    single = not scale and (is_single(high or low) or match.group("space") == "-" or is_attributive(match))
    words = f"{_sign(match)}{words} {_plural(unit, match.group('power'), match.group('square'), single=single)}"
    return words + _say_per(match)


def _is_million(match: re.Match[str]) -> bool:
    """Tells whether `7.6m` counts millions of what stands after or before it, and measures nothing."""
    if _COUNTED_IN_MILLIONS.match(match.string, match.end()) or _AREA_AFTER.match(match.string, match.end()):
        return True
    if match.group("space") or _IS_LENGTH.match(match.string, match.end()):
        return False
    if "." in match.group("low") and _PLURAL_AFTER.match(match.string, match.end()):
        return True
    before = match.string[max(0, match.start() - 100) : match.start()]
    return _MILLIONS_BEFORE.search(before) is not None


def _is_group(match: re.Match[str]) -> bool:
    """Tells whether `under-21s` names people by their age."""
    return match.string[: match.start()].endswith(("nder-", "ver-"))


def _is_decade(match: re.Match[str]) -> bool:
    """Tells whether `80 s` is the eighties torn apart: a round number that no preposition makes a measure."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    return match.group("low").endswith("0") and _PREPOSITION_BEFORE.search(before) is None


def _is_surely_unit(match: re.Match[str]) -> bool:
    return bool(match.group("per") or match.group("power")) or match.string.startswith(" of ", match.end())


def _between(written: str) -> str:
    return {"±": "plus or minus", "or": "or"}.get(written, "to")


def _is_inch(match: re.Match[str]) -> bool:
    rest = match.string[match.end() : match.end() + 3]
    if match.group("space") == "-" and rest.startswith("-a"):
        return False  # a one-in-a-million shot
    return match.group("space") != " " or (rest.startswith((".", ")", "/")) and not rest.startswith(". "))


def _say_per(match: re.Match[str]) -> str:
    per = match.group("per")
    if not per:
        return ""
    count = match.group("per_count")
    if count:
        return f" per {number(count.strip())} {UNITS[per][1] if per in UNITS else f'{PER[per]}s'}"
    words, power = _each(per), match.group("per_power")
    if power:
        words = f"{words} squared" if per in {"s", "sec"} else f"{_POWERS[power]} {words}"
    per_too = match.group("per_too")
    return f" per {words} per {_each(per_too)}" if per_too else f" per {words}"


def _each(unit: str) -> str:
    return PER[unit] if unit in PER else UNITS[unit][0]


def _say_number_per(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} per {_each(match.group(2))}"


def _say_percent(match: re.Match[str]) -> str:
    unit = "per mille" if match.group("mark") == "‰" else "percent"
    low, high = match.group("low", "high")
    words = f"{amount(low)} to {amount(high)} {unit}" if high else f"{amount(low)} {unit}"
    return _sign(match) + words + ("age points" if match.group("points") else "")


def _say_pressure(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} over {number(match.group(2))} millimeters of mercury"


def _say_after_power(match: re.Match[str]) -> str:
    power, unit, per, per_power = match.groups()
    if per_power:
        per_power = "square " if per_power == " squared" else "cubic "
    return f"{power} {UNITS[unit][1]}{f' per {per_power or str()}{_each(per)}' if per else ''}"


def _say_feet_inches(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} foot {amount(match.group(2))}"


def _say_feet(match: re.Match[str]) -> str | None:
    if _OPEN_QUOTE.search(match.string, 0, match.start()):
        return None  # it closes a quotation
    if _SKY.search(match.string):
        return f"{number(match.group(1))} {'arc minute' if match.group(1) == '1' else 'arc minutes'}"
    is_adjective = _ADJECTIVE.match(match.string, match.end()) is not None
    return f"{number(match.group(1))} {'foot' if match.group(1) == '1' or is_adjective else 'feet'}"


def _say_inches(match: re.Match[str]) -> str | None:
    if _closes_quotation(match):
        return None
    low, written = match.groups()
    is_adjective = _ADJECTIVE.match(match.string, match.end()) is not None
    words = f"{number(low)} to {amount(written)}" if low else amount(written)
    return f"{words} {'inch' if is_single(written) or is_adjective else 'inches'}"


def _say_inch_range(match: re.Match[str]) -> str:
    return f"{amount(match.group(1))} to "


def _closes_quotation(match: re.Match[str]) -> bool:
    """Tells whether the mark after the number ends a quotation that is open there; else it is an inch."""
    if match.group()[-1] not in '"”':
        return False
    before = match.string[max(0, match.start() - _LONGEST_QUOTATION) : match.start()]
    is_open = False
    for index, mark in enumerate(before):
        if mark in '"“”':
            is_inch = not is_open and before[index - 1 : index].isdecimal()
            is_open = not is_open and not is_inch
    return is_open


def _say_by(match: re.Match[str]) -> str | None:
    sizes = [match.group(1), *re.findall(NUMBER, match.group(2))]
    unit = match.group("unit")
    says_no_size = not unit and match.group() == match.string and all(len(size) == 1 for size in sizes)
    is_product = match.string[match.end() :].lstrip().startswith("=")
    words = (" x " if says_no_size else " times " if is_product else " by ").join(map(number, sizes))
    return f"{words} {_plural(unit, match.group('power'), None, single=False)}" if unit else words


def _say_alternative(match: re.Match[str]) -> str:
    return f"{match.group(1)}, "


def _say_square(match: re.Match[str]) -> str:
    unit = match.group(1)
    return f"-square-{UNITS[unit][0] if unit in UNITS else unit}"


def _say_power_of_word(match: re.Match[str]) -> str:
    return "square " if match.group(1) == "sq" else "cubic "


def _say_packs(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} "


def _say_sized_by(match: re.Match[str]) -> str:
    return f"{match.group(1)} by "


def _say_rate(match: re.Match[str]) -> str:
    unit = match.group(1) or match.group(2)
    return f" per {PER.get(unit) or UNITS.get(unit, (unit,))[0]}"


def _say_sizes(match: re.Match[str]) -> str:
    return f"{match.group(1)}, "


def _say_furlongs(match: re.Match[str]) -> str:
    miles, furlongs = match.groups()
    return (
        f"{number(miles)} {'mile' if miles == '1' else 'miles'}"
        f" {number(furlongs)} {'furlong' if furlongs == '1' else 'furlongs'}"
    )


def _say_millibars(match: re.Match[str]) -> str | None:
    return f"{number(match.group(1))} millibars" if _WEATHER.search(match.string) else None


def _say_flow(match: re.Match[str]) -> str:
    words = FLOWS[match.group(2)]
    return f"-{_FLOWING.sub('', words)}" if match.group(1) == "-" else f" {words}"


def _say_times(match: re.Match[str]) -> str:
    low, high, each, before_noun = match.groups()
    words = f"{number(high or before_noun)} times" + (" " if before_noun else f" per {each}" if each else "")
    return f"{number(low)} to {words}" if low else words


RULES = (
    Rule(_SIZES, _say_sizes, frozenset("/")),
    Rule(_SHARED_SIZES, _say_sizes, frozenset("/")),
    Rule(_FURLONGS, _say_furlongs, frozenset("f")),
    Rule(_MILLIBARS, _say_millibars, frozenset("b"), needs_digit=True),
    Rule(_FLOW, _say_flow, frozenset("bct"), needs_digit=True),
    Rule(_PRESSURE, _say_pressure, frozenset("/")),
    Rule(_ALTERNATIVE, _say_alternative, frozenset("/")),
    Rule(_SQUARE, _say_square, frozenset("q"), needs_digit=True),
    Rule(_POWER_OF_WORD, _say_power_of_word, frozenset("qu"), needs_digit=True),
    Rule(_POINTS, always("-point"), frozenset("-")),
    Rule(_PACKS, _say_packs, frozenset("x×")),
    Rule(_SIZED_BY, _say_sized_by, frozenset("x×")),
    Rule(_BARE_RATE, entry_of(RATES), frozenset("/²³q")),
    Rule(_RATE, _say_rate, frozenset("/")),
    Rule(_NUMBER_PER, _say_number_per, frozenset("/")),
    Rule(_INCH_RANGE, _say_inch_range, frozenset("-–—")),
    Rule(_FEET_INCHES, _say_feet_inches),
    Rule(_HEIGHT, _say_feet_inches, frozenset("'"), needs_digit=True),
    Rule(_INCHES, _say_inches),
    Rule(_FEET, _say_feet, frozenset("'"), needs_digit=True),
    Rule(_BY, _say_by, frozenset("xX×"), needs_digit=True),
    Rule(_TIMES, _say_times, frozenset("xX×"), needs_digit=True),
    Rule(_PERCENT, _say_percent, frozenset("%％‰")),
    Rule(_QUANTITY, _say_quantity, DIGITS),
)
AFTER_POWERS = (Rule(_AFTER_POWER, _say_after_power, frozenset()),)
