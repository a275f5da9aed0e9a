"""Sums of money in the currencies of the news, with magnitudes, ranges and rates (rule N2)."""

import re

from models.spoken_forms.english.currencies import CURRENCIES, POUND, SIGNS, Currency
from models.spoken_forms.english.grammar import NO_YEAR, NUMBER, SCALES, is_attributive
from models.spoken_forms.english.numbers import cardinal, house_number, number
from models.spoken_forms.rules import Rule, either, table

RATE_UNITS = table(
    """
    mo = month; mth = month; hr = hour; h = hour; wk = week; yr = year; y = year; d = day; min = minute; sec = second
    s = second; lb = pound; oz = ounce; kg = kilogram; g = gram; t = ton; ft = foot; m = meter; km = kilometer
    mi = mile; gal = gallon; l = liter; sq ft = square foot; sqft = square foot; kWh = kilowatt hour
    MWh = megawatt hour; bbl = barrel; pp = person; pppn = person per night; ea = unit; GB = gigabyte; L = liter
    TB = terabyte; MB = megabyte
    """
)
_SYMBOLS_OF_PRICE = {"sq m": "square meter", "ml": "milliliter", "ha": "hectare"}

_SCALE = rf"(?:\s?(?:{either(SCALES)})|-(?:million|billion|trillion))(?!\w)(?:(?<=ln)\.(?=\s[a-z]))?"
_RATE = rf"(?:\s?/\s?(?P<rate>{either(RATE_UNITS)}|[a-z]{{3,12}})(?!\w)(?:\.(?=\s[a-z]|[,;)]))?)?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|or)\s)"
_ONLY_BEFORE = {"Rs", "Rs.", "Fr.", "R", "RM", "Rp", "Tk"}
_CODES_BEHIND = set(CURRENCIES) - set(SIGNS) - _ONLY_BEFORE
_BEFORE = re.compile(
    rf"(?<![\w$£€])(?P<minus>[-−](?=\S))?(?P<sign>{either(CURRENCIES)})\s?(?P<minus_after>[-−])?"
    rf"(?P<low>{NUMBER})(?P<low_scale>{_SCALE})?"
    rf"(?:(?P<to>{_TO})(?P<sign_again>(?P=sign))?\s?(?P<high>{NUMBER})(?P<high_scale>{_SCALE})?(?![\w%]))?"
    rf"(?P<plus>\+)?{_RATE}"
)
_AFTER = re.compile(
    rf"(?<![\w$£€])(?<!\d[.,]){NO_YEAR}(?P<low>{NUMBER})(?:(?P<to>{_TO})(?P<high>{NUMBER}))?(?P<high_scale>{_SCALE})?"
    rf"\s?(?P<sign>{either(set(SIGNS) - {'$'})}|\$(?!\d)|{either(_CODES_BEHIND)})(?!\w){_RATE}"
)
_CENTS = re.compile(rf"(?<![\w$£€/])(?<!\d[.,])({NUMBER})\s?(¢|p(?!\w))")
_SMALL_CENTS = re.compile(rf"(?<![\w$£€/-])(?<!\d[.,])({NUMBER})c(?![\w-])")
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.]*|\b(?:form|class|grade|year|section|paragraph|item|figure|note|page)) $")
# Before these a sum is an adjective, with or without an article before it: "wins five million dollar contract".
_PRICED = re.compile(
    r"[ -](?:deal|contract|fund|project|package|loan|investment|fine|penalty|lawsuit|settlement|prize|grant|budget|bid"
    r"|bailout|bonus|takeover|merger|upgrade|stadium|mansion|reward|bounty|jackpot|ticket|bond sale|price tag|note"
    r"|banknote|coin|buyout|ransom|verdict|makeover|expansion|overhaul|admission|entry fee|fee|cover charge|donation"
    r"|discount|voucher|rebate|membership|subscription|deposit)\b"
)
_NAMES_TOO = frozenset({"PHP", "TRY", "CAD", "SAR", "NIS", "ARS", "THB"})  # "PHP 8" is a language
_MODELS_TOO = frozenset({"R", "RM", "COP", "PEN", "RON"})  # "R134", "COP28" are no sums
_LOOKS_LIKE_A_SUM = re.compile(r",\d{3}|\.\d\d$")
_VIDEO_HEIGHTS = frozenset({"144", "240", "360", "480", "540", "720", "900", "1080", "1440", "2160", "4320"})


def _scale(written: str | None) -> str:
    return f" {SCALES[written.strip(' -.')]}" if written else ""


def sum_of(currency: Currency, amount: str, scale: str = "") -> str:
    """Returns `one thousand two hundred fifty dollars and fifty cents`."""
    if scale:
        return f"{number(amount)}{scale} {currency.many}"
    whole, _, decimals = amount.replace(",", "").partition(".")
    if _is_cents(decimals):
        return _with_cents(currency, whole, decimals.rstrip("0").ljust(2, "0"))
    if not decimals.strip("0"):
        return f"{cardinal(whole)} {currency.one if whole == '1' else currency.many}"
    return f"{number(amount)} {currency.many}"


def _is_cents(decimals: str) -> bool:
    return 1 <= len(decimals.rstrip("0")) <= 2


def _cents_of(amount: str) -> str:
    """Returns the hundredths of a sum below one: `54` for 0.54, `50` for .5."""
    return amount.partition(".")[2].rstrip("0").ljust(2, "0").lstrip("0")


def _with_cents(currency: Currency, whole: str, cents: str) -> str:
    part = f"{cardinal(cents)} {currency.cent if cents == '01' else currency.cents}"
    if not whole.strip("0"):
        return part
    words = f"{cardinal(whole)} {currency.one if whole == '1' else currency.many}"
    if currency is POUND:
        return f"{words} {part if len(whole) == 1 else cardinal(cents)}"
    return f"{words} and {part}"


def _rate(match: re.Match[str]) -> str:
    unit = match.group("rate")
    return f" per {RATE_UNITS.get(unit, unit)}" if unit else ""


def _is_sum(sign: str, low: str) -> bool:
    """Tells whether letters before a number without magnitude are a currency, and not a name with its number."""
    if sign in _MODELS_TOO:
        return _LOOKS_LIKE_A_SUM.search(low) is not None
    return sign not in _NAMES_TOO or len(low) > 2


def _say_before(match: re.Match[str]) -> str | None:
    if not (match.group("low_scale") or _is_sum(match.group("sign"), match.group("low"))):
        return None
    currency = CURRENCIES[match.group("sign")]
    low, high = match.group("low"), match.group("high")
    low_scale, high_scale = _scale(match.group("low_scale")), _scale(match.group("high_scale"))
    minus = "minus " if match.group("minus") or match.group("minus_after") else ""
    if high:
        to = match.group("to").strip(" -–—") or "to"
        has_cents = not high_scale and any(_is_cents(part.partition(".")[2]) for part in (low, high))
        if has_cents and low.startswith(("0.", ".")) and high.startswith(("0.", ".")):
            words = f"{number(_cents_of(low))} {to} {sum_of(currency, high)}"
        elif has_cents or (match.group("sign_again") and (low_scale or not high_scale)):
            words = f"{sum_of(currency, low, low_scale)} {to} {sum_of(currency, high, high_scale)}"
        elif is_attributive(match):
            words = f"{number(low)}{low_scale} {to} {number(high)}{high_scale} {currency.one}"
        else:
            words = f"{number(low)}{low_scale} {to} {sum_of(currency, high, high_scale)}"
    elif (is_attributive(match) or _PRICED.match(match.string, match.end())) and (
        low_scale or not _is_cents(low.partition(".")[2])
    ):
        words = f"{number(low)}{low_scale} {currency.one}"
    else:
        words = sum_of(currency, low, low_scale)
    return minus + words + (" plus" if match.group("plus") else "") + _rate(match)


def _say_after(match: re.Match[str]) -> str:
    currency = CURRENCIES[match.group("sign")]
    low, high, scale = match.group("low"), match.group("high"), _scale(match.group("high_scale"))
    if high:
        to = match.group("to").strip(" -–—") or "to"
        return f"{number(low)} {to} {sum_of(currency, high, scale)}{_rate(match)}"
    return sum_of(currency, low, scale) + _rate(match)


def _say_small_cents(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 16) : match.start()]
    return None if _NAME_BEFORE.search(before) else f"{number(match.group(1))} {_cents(match)}"


def _cents(match: re.Match[str]) -> str:
    return "cent" if match.group(1) == "1" or is_attributive(match) else "cents"


def _say_cents(match: re.Match[str]) -> str:
    digits, sign = match.groups()
    if sign == "p":
        height = digits.replace(",", "")
        if height in _VIDEO_HEIGHTS:
            return f"{house_number(height)} p"
        return f"{number(digits)} {'penny' if digits == '1' else 'pence'}"
    return f"{number(digits)} {_cents(match)}"


def _say_in_millions(match: re.Match[str]) -> str:
    return f"{SCALES[match.group(2)]} {CURRENCIES[match.group(1)].many}"


def _say_per_head(match: re.Match[str]) -> str:
    return f"{match.group(1)} {_HEADS[match.group(2)]}"


def _say_per_unit(match: re.Match[str]) -> str:
    return f"{match.group(1)} per {RATE_UNITS.get(match.group(2), match.group(2))}"


def _say_per_symbol(match: re.Match[str]) -> str:
    return f"{match.group(1)} {_SYMBOLS_OF_PRICE.get(match.group(2)) or RATE_UNITS[match.group(2)]}"


def _say_per_number(match: re.Match[str]) -> str:
    return f"{match.group(1)} per "


def _say_sign(match: re.Match[str]) -> str:
    return f" {SIGNS[match.group()].one} "


_SINGLE_SIGNS = frozenset(sign for sign in SIGNS if len(sign) == 1)
NAMED_SIGNS = Rule(re.compile(either(_SINGLE_SIGNS)), _say_sign, _SINGLE_SIGNS)

_PER_HEAD = re.compile(
    r"\b(dollars?|euros?|pounds?|pence)\s?(pppn|pppw|pp|pw|pcm|pa|p/w|p/h|ph|p\.a\.(?= [a-z]|[;,)])|p\.a\b)(?!\w)"
)
_HEADS = table(
    """
    pppn = per person per night; pppw = per person per week; pp = per person; pw = per week; pcm = per calendar month
    pa = per annum; p.a. = per annum; p.a = per annum; p/w = per week; p/h = per hour; ph = per hour
    """
)
# "two dollars per lb", "five pence a kg": the unit of a price, where it is a word of its own.
_PER_SYMBOL = re.compile(
    r"(?<=\w )(per|an?) (lb|oz|kg|km|sq ft|sqft|sq m|kWh|MWh|bbl|gal|GB|TB|MB|ml|hr|ha|mth)(?![\w/])"
    r"(?:\.(?=\s[a-z]|[,;)]))?"
)
_PER_NUMBER = re.compile(r"\b(dollars?|euros?|pounds?|cents?|pence|yen|rupees)/(?=\d)")
_PER_UNIT = re.compile(rf"\b(cents?|pence)/({either(RATE_UNITS)}|min(?:ute)?|mile|unit|litre|liter)(?!\w)")

# In what a column counts: "Sales ($M)".
_IN_MILLIONS = re.compile(rf"(?<=\()({either(set(SIGNS) - _ONLY_BEFORE)}) ?(k|K|m|M|mn|mln|MM|bn|B)(?=\))")

RULES = (
    Rule(_IN_MILLIONS, _say_in_millions, frozenset("(")),
    Rule(_BEFORE, _say_before),
    Rule(_AFTER, _say_after),
    Rule(_CENTS, _say_cents),
    Rule(_SMALL_CENTS, _say_small_cents, frozenset("c"), needs_digit=True),
    Rule(_PER_HEAD, _say_per_head, frozenset("p")),
    Rule(_PER_UNIT, _say_per_unit, frozenset("/")),
    Rule(_PER_SYMBOL, _say_per_symbol, frozenset()),
    Rule(_PER_NUMBER, _say_per_number, frozenset("/")),
)
