"""Quantities with units, percents, dimensions, feet and inches (rule N4)."""

import re

from models.spoken_forms.english.grammar import AMOUNT, NUMBER, SCALE_WORD, START, amount, is_attributive, is_single
from models.spoken_forms.english.numbers import number
from models.spoken_forms.rules import DIGITS, Rule, either, table, words

_METRIC = {"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "m": "milli", "µ": "micro", "n": "nano"}


def _prefixed(symbol: str, one: str, prefixes: str) -> dict[str, tuple[str, str]]:
    return {prefix + symbol: (_METRIC[prefix] + one, f"{_METRIC[prefix]}{one}s") for prefix in prefixes}


def _regular(names: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {symbol: (one, f"{one}s") for symbol, one in names.items()}


def _unchanged(names: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {symbol: (name, name) for symbol, name in names.items()}


_LENGTHS = _regular({"km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m": "meter", "nm": "nanometer"}) | {
    **_regular({"mi": "mile", "yd": "yard", "yds": "yard", "µm": "micrometer", "μm": "micrometer", "um": "micrometer"}),
    **_regular({"mtr": "meter", "kms": "kilometer", "mtrs": "meter", "KM": "kilometer"}),
    "ft": ("foot", "feet"),
    "in": ("inch", "inches"),
    "ly": ("light year", "light years"),
}
_UNITS: dict[str, tuple[str, str]] = {
    **_LENGTHS,
    **_regular(
        {"kg": "kilogram", "KG": "kilogram", "Kg": "kilogram", "kgs": "kilogram", "g": "gram", "mg": "milligram"}
    ),
    **_regular(
        {"µg": "microgram", "μg": "microgram", "mcg": "microgram", "lb": "pound", "lbs": "pound", "oz": "ounce"}
    ),
    **_regular({"gr": "gram", "l": "liter", "L": "liter", "ml": "milliliter", "mL": "milliliter", "cl": "centiliter"}),
    **_regular(
        {
            "dl": "deciliter",
            "dL": "deciliter",
            "tsp": "teaspoon",
            "Tsp": "teaspoon",
            "tbsp": "tablespoon",
            "Tbsp": "tablespoon",
        }
    ),
    **_regular(
        {"tbs": "tablespoon", "Tbs": "tablespoon", "qt": "quart", "pt": "pint", "gal": "gallon", "gals": "gallon"}
    ),
    **_regular(
        {
            "qts": "quart",
            "doz": "dozen",
            "Gt": "gigaton",
            "Mt": "megaton",
            "kt": "kiloton",
            "pts": "point",
            "ha": "hectare",
            "bbl": "barrel",
            "ct": "carat",
        }
    ),
    **_regular({"hr": "hour", "hrs": "hour", "h": "hour", "min": "minute", "mins": "minute", "sec": "second"}),
    **_regular({"secs": "second", "ms": "millisecond", "µs": "microsecond", "μs": "microsecond", "ns": "nanosecond"}),
    **_regular(
        {"wk": "week", "wks": "week", "yr": "year", "yrs": "year", "mo": "month", "mos": "month", "s": "second"}
    ),
    **_prefixed("W", "watt", "kMGT"),
    **_prefixed("V", "volt", "kM"),
    **_prefixed("B", "byte", "kMGT"),
    **_prefixed("b", "bit", "kMG"),
    **_prefixed("cal", "calorie", "k"),
    **_prefixed("J", "joule", "kM"),
    **_regular({"W": "watt", "V": "volt", "mV": "millivolt", "mA": "milliamp", "Ah": "amp hour"}),
    **_regular({"mAh": "milliamp hour", "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour"}),
    **_regular(
        {
            "TWh": "terawatt hour",
            "Wh": "watt hour",
            "mW": "milliwatt",
            "KB": "kilobyte",
            "PB": "petabyte",
            "gb": "gigabyte",
            "tb": "terabyte",
            "mb": "megabyte",
        }
    ),
    **_regular({"KiB": "kibibyte", "MiB": "mebibyte", "GiB": "gibibyte", "TiB": "tebibyte", "MP": "megapixel"}),
    **_regular({"px": "pixel", "dB": "decibel", "db": "decibel", "mpx": "megapixel", "ppl": "people", "kb": "kilobit"}),
    **_regular({"Nm": "newton meter", "Pa": "pascal", "bar": "bar", "atm": "atmosphere"}),
    **_unchanged(
        {
            "Hz": "hertz",
            "kHz": "kilohertz",
            "MHz": "megahertz",
            "GHz": "gigahertz",
            "pc": "percent",
            "Ghz": "gigahertz",
            "Mhz": "megahertz",
            "Khz": "kilohertz",
            "KHz": "kilohertz",
            "THz": "terahertz",
        }
    ),
    **_unchanged({"kPa": "kilopascals", "hPa": "hectopascals", "MPa": "megapascals", "mbar": "millibars"}),
    **_unchanged({"hp": "horsepower", "bhp": "brake horsepower", "HP": "horsepower", "st": "stone"}),
    **_unchanged({"mph": "miles per hour", "MPH": "miles per hour", "kph": "kilometers per hour", "psi": "P S I"}),
    **_unchanged({"kmh": "kilometers per hour", "mpg": "miles per gallon", "MPG": "miles per gallon", "rpm": "R P M"}),
    **_unchanged({"RPM": "R P M", "fps": "frames per second", "FPS": "frames per second", "bpm": "beats per minute"}),
    **_unchanged({"ppm": "parts per million", "ppb": "parts per billion", "dpi": "D P I", "ppi": "pixels per inch"}),
    **_regular({"bps": "basis point", "bp": "basis point", "bpts": "basis point", "pp": "percentage point"}),
    **_regular({"ppt": "percentage point", "pps": "percentage point", "pct pts": "percentage point"}),
    **_regular({"sqft": "square foot", "cc": "cubic centimeter", "fl oz": "fluid ounce", "nmi": "nautical mile"}),
    **{
        name: (f"{size}bit per second", f"{size}bits per second")
        for name, size in {
            "mbps": "mega",
            "Mbps": "mega",
            "Mb/s": "mega",
            "Mbit/s": "mega",
            "Gbps": "giga",
            "gbps": "giga",
            "kbps": "kilo",
            "Gb/s": "giga",
            "Kbps": "kilo",
            "Tbps": "tera",
        }.items()
    },
    "ppl": ("person", "people"),
    "pct": ("percent", "percent"),
    "lb-ft": ("pound-foot", "pound-feet"),
    "ft-lb": ("foot-pound", "foot-pounds"),
}
_UNITS["sqft"] = ("square foot", "square feet")
_PER = table(
    """
    s = second; h = hour; hr = hour; d = day; wk = week; mo = month; yr = year; y = year; a = year; min = minute
    sec = second; m = meter; day = day; week = week; month = month; year = year; hour = hour; second = second
    minute = minute; person = person; cap = capita
    """
)
# A letter that is also something else is a unit only where it touches its number.
_TOUCHING = frozenset({"s", "h", "st", "pt", "ms", "pp", "pc", "HP"})
_POWERS = {"²": "square", "2": "square", "³": "cubic", "3": "cubic"}
_SQUARABLE = ("km", "cm", "mm", "m", "ft", "in", "mi", "yd")

_RANGE = rf"(?P<low>[-−+]?{AMOUNT})(?:\s?(?P<to>[-–—]|±|to|or)\s?(?P<high>{AMOUNT}))?"
_QUANTITY = re.compile(
    rf"{START}(?P<sign>[-−])?{_RANGE}(?P<scale>[ -]?{SCALE_WORD}|(?:k|bn)(?= ))?(?P<space>[ -]?)"
    rf"(?P<square>sq\.? ?|cu\.? ?)?(?P<unit>{either(_UNITS)})(?P<power>[²³]|[23](?!\d))?"
    rf"(?:\s?/\s?(?P<per>{either([*_PER, *_UNITS])})(?P<per_power>[²³2])?)?"
    r"(?![\w'°%])(?!\.[a-z])(?:\.(?=\s[a-z]|[,;)]))?"
)
_PERCENT = re.compile(
    rf"{START}(?P<sign>[-−+±])?(?P<low>{NUMBER})(?:\s?%?\s?[-–—]\s?(?P<high>{NUMBER}))?(?P<space>[ -]?)"
    r"(?P<mark>[%％‰])(?!\w)(?P<points> ?-?pts?\b\.?)?"
)
_DEGREES = re.compile(
    rf"(?<![\w.,])(?P<sign>[-−])?(?P<low>{NUMBER})°?(?:\s?[-–—]\s?(?P<high>{NUMBER}))?\s?[°º˚](?:\s?(?P<scale>[CFNSEWK])(?!\w))?"
)
_POSITION = re.compile(r"(?<![\w.,])(\d{1,3})\s?°\s?(\d{1,2})'(?:\s?(\d{1,2}(?:\.\d+)?)(?:\"|''))?\s?([NSEW])(?!\w)")
_SCALES_OF_HEAT = table(
    """
    C = Celsius; F = Fahrenheit; K = Kelvin; N = north; S = south; E = east; W = west
    """
)
_FEET_INCHES = re.compile(rf"{START}(\d{{1,2}})(?:'|\s?ft\.?)[ -]?(\d{{1,2}}(?:\.\d)?)(?:\"|''|\s?ins?\b\.?)")
_HEIGHT = re.compile(rf"{START}([3-8])'(\d{{1,2}})(?!\w)")
_OPEN_QUOTE = re.compile(r"(?:^|[\s(])'")
_FEET = re.compile(rf"{START}({NUMBER})'(?=[ ,.;)]|$)")
_INCHES = re.compile(rf"{START}({AMOUNT})(?:[\"”]|''|[ -]?in\.(?=\s[a-z]|[,;)]|$))(?!\w)")
_LONGEST_QUOTATION = 300
_ADJECTIVE = re.compile(
    r" ?(?:[a-z]{3,}-)?(?!(?:and|but|for|from|the|with|wide|long|tall|high|deep|thick|across|apart)\b)[A-Za-z]{3,}"
)
_BY = re.compile(
    rf"{START}({NUMBER})((?:\s?[x×X]\s?{NUMBER}){{1,3}})"
    rf"(?:[ -]?(?P<unit>{either(_UNITS)})(?P<power>[²³23])?(?!\w)|(?!\w))"
)
_SIZED_BY = re.compile(rf"{START}({NUMBER}\s?(?:{either(_LENGTHS)}|\"|'))\s?[x×]\s?(?={NUMBER})")
_BARE_RATES = table(
    """
    km/h = kilometers per hour; m/s = meters per second; m/s2 = meters per second squared
    m/s² = meters per second squared; kg/m3 = kilograms per cubic meter; kg/m³ = kilograms per cubic meter
    g/cm3 = grams per cubic centimeter; g/cm³ = grams per cubic centimeter; km/s = kilometers per second
    mg/dL = milligrams per deciliter; mg/L = milligrams per liter; W/m2 = watts per square meter
    W/m² = watts per square meter; MB/s = megabytes per second; GB/s = gigabytes per second; km² = square kilometers
    m² = square meters; m³ = cubic meters; sq km = square kilometers; mg/kg = milligrams per kilogram
    kg/ha = kilograms per hectare; g/kg = grams per kilogram
    """
)
_BARE_RATE = re.compile(rf"(?<![\w/])(?<!\d )(?:{either(_BARE_RATES)})(?![\w/])")
_EACH = words("s sec second min minute h hr hour day week month year person user")
_RATE = re.compile(rf"(?<=[a-z]{{2}}s)/({either(_EACH)})(?![\w/])")
_BARE_DEGREES = re.compile(r"(?<!\d)(?<!\d )°\s?([CF])(?!\w)")
_TIMES = re.compile(rf"{START}({NUMBER})\s?[x×X](?![\w-])|{START}({NUMBER})[xX]-")


_MILLIONS = words(
    "people users homes jobs customers households children barrels tons tonnes visitors downloads views subscribers"
    " passengers viewers followers workers members doses copies pounds euros dollars voters patients students adults"
    " refugees residents shares vehicles cars units women men accounts visits listeners readers pupils years"
)
_COUNTED_IN_MILLIONS = re.compile(rf" (?:[a-z]+ )?(?:{either(_MILLIONS)})\b")


def _plural(unit: str, power: str | None, square: str | None, *, single: bool) -> str:
    one, many = _UNITS[unit]
    words = one if single else many
    if power:
        return f"{_POWERS[power]} {words}"
    return f"{'square' if square.startswith('sq') else 'cubic'} {words}" if square else words


def _sign(match: re.Match[str]) -> str:
    return {"-": "minus ", "−": "minus ", "+": "plus ", "±": "plus or minus "}.get(match.group("sign") or "", "")


def _say_quantity(match: re.Match[str]) -> str | None:
    unit, low, high, scale = match.group("unit", "low", "high", "scale")
    if unit in _TOUCHING and match.group("space") == " " and not (match.group("per") or match.group("power")):
        return None
    if unit == "in" and not _is_inch(match):
        return None
    if unit == "m" and _COUNTED_IN_MILLIONS.match(match.string, match.end()):
        return None
    if match.group("power") in ("2", "3") and unit not in _SQUARABLE:
        return None
    words = f"{amount(low)} {_between(match.group('to'))} {amount(high)}" if high else amount(low)
    if scale:
        words += {"k": " thousand", "bn": " billion"}.get(scale, " " + scale.strip(" -"))
    single = not scale and (is_single(high or low) or match.group("space") == "-" or is_attributive(match))
    words = f"{_sign(match)}{words} {_plural(unit, match.group('power'), match.group('square'), single=single)}"
    return words + _say_per(match)


def _between(written: str) -> str:
    return {"±": "plus or minus", "or": "or"}.get(written, "to")


def _is_inch(match: re.Match[str]) -> bool:
    rest = match.string[match.end() : match.end() + 3]
    return match.group("space") != " " or (rest.startswith((".", ")", "/")) and not rest.startswith(". "))


def _say_per(match: re.Match[str]) -> str:
    per = match.group("per")
    if not per:
        return ""
    word = _PER[per] if per in _PER else _UNITS[per][0]
    power = match.group("per_power")
    return f" per {word}" + (" squared" if power and per in {"s", "sec"} else "")


def _say_percent(match: re.Match[str]) -> str:
    unit = "per mille" if match.group("mark") == "‰" else "percent"
    low, high = match.group("low", "high")
    words = f"{number(low)} to {number(high)} {unit}" if high else f"{number(low)} {unit}"
    return _sign(match) + words + ("age points" if match.group("points") else "")


def _say_degrees(match: re.Match[str]) -> str:
    low, high, scale = match.group("low", "high", "scale")
    words = f"{number(low)} to {number(high)}" if high else number(low)
    is_one_degree = not high and (is_single(low) or (not scale and is_attributive(match)))
    words += " degree" if is_one_degree else " degrees"
    return _sign(match) + words + (f" {_SCALES_OF_HEAT[scale]}" if scale else "")


def _say_position(match: re.Match[str]) -> str:
    degrees, minutes, seconds, quarter = match.groups()
    words = f"{number(degrees)} degrees {number(minutes)} minutes"
    return f"{words}{f' {number(seconds)} seconds' if seconds else ''} {_SCALES_OF_HEAT[quarter]}"


def _say_feet_inches(match: re.Match[str]) -> str:
    return f"{number(match.group(1))} foot {number(match.group(2))}"


def _say_feet(match: re.Match[str]) -> str | None:
    if _OPEN_QUOTE.search(match.string, 0, match.start()):
        return None  # it closes a quotation
    is_adjective = _ADJECTIVE.match(match.string, match.end()) is not None
    return f"{number(match.group(1))} {'foot' if match.group(1) == '1' or is_adjective else 'feet'}"


def _say_inches(match: re.Match[str]) -> str | None:
    if _closes_quotation(match):
        return None
    written = match.group(1)
    is_adjective = _ADJECTIVE.match(match.string, match.end()) is not None
    return f"{amount(written)} {'inch' if is_single(written) or is_adjective else 'inches'}"


def _closes_quotation(match: re.Match[str]) -> bool:
    """Tells whether the mark after the number ends a quotation that is open there; else it is an inch."""
    if match.group()[-1] not in '"”':
        return False
    before = match.string[max(0, match.start() - _LONGEST_QUOTATION) : match.start()]
    is_open = False
    for index, mark in enumerate(before):
        if mark in '"“”':
            is_inch = not is_open and before[index - 1 : index].isdigit()
            is_open = not is_open and not is_inch
    return is_open


def _say_by(match: re.Match[str]) -> str | None:
    sizes = [match.group(1), *re.findall(NUMBER, match.group(2))]
    unit = match.group("unit")
    says_no_size = not unit and match.group() == match.string and all(len(size) == 1 for size in sizes)
    is_product = match.string[match.end() :].lstrip().startswith("=")
    words = (" x " if says_no_size else " times " if is_product else " by ").join(map(number, sizes))
    return f"{words} {_plural(unit, match.group('power'), None, single=False)}" if unit else words


def _say_sized_by(match: re.Match[str]) -> str:
    return f"{match.group(1)} by "


def _say_bare_rate(match: re.Match[str]) -> str:
    return _BARE_RATES[match.group()]


def _say_rate(match: re.Match[str]) -> str:
    return f" per {_PER.get(match.group(1), match.group(1))}"


def _say_bare_degrees(match: re.Match[str]) -> str:
    return f"degrees {_SCALES_OF_HEAT[match.group(1)]}"


def _say_times(match: re.Match[str]) -> str:
    return f"{number(match.group(1) or match.group(2))} times" + (" " if match.group(2) else "")


RULES = (
    Rule(_POSITION, _say_position, frozenset("°")),
    Rule(_SIZED_BY, _say_sized_by, frozenset("x×")),
    Rule(_BARE_RATE, _say_bare_rate, frozenset("/²³q")),
    Rule(_RATE, _say_rate, frozenset("/")),
    Rule(_BARE_DEGREES, _say_bare_degrees, frozenset("°")),
    Rule(_FEET_INCHES, _say_feet_inches),
    Rule(_HEIGHT, _say_feet_inches, frozenset("'")),
    Rule(_INCHES, _say_inches),
    Rule(_FEET, _say_feet, frozenset("'")),
    Rule(_BY, _say_by, frozenset("xX×")),
    Rule(_TIMES, _say_times, frozenset("xX×")),
    Rule(_PERCENT, _say_percent, frozenset("%％‰")),
    Rule(_DEGREES, _say_degrees, frozenset("°º˚")),
    Rule(_QUANTITY, _say_quantity, DIGITS),
)
