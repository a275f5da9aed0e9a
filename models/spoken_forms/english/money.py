"""Sums of money in the currencies of the news, with magnitudes, ranges and rates (rule N2)."""

import re
from dataclasses import dataclass

from models.spoken_forms.english.grammar import NUMBER, SCALES, is_attributive
from models.spoken_forms.english.numbers import cardinal, is_one, number
from models.spoken_forms.rules import Rule, either, table


@dataclass(frozen=True)
class Currency:
    """The names of a currency and of its hundredth part."""

    one: str
    many: str
    cent: str = "cent"
    cents: str = "cents"


_DOLLAR = Currency("dollar", "dollars")
_POUND = Currency("pound", "pounds", "penny", "pence")
_EURO = Currency("euro", "euros")
_YEN = Currency("yen", "yen", "sen", "sen")
_YUAN = Currency("yuan", "yuan", "fen", "fen")
_RUPEE = Currency("rupee", "rupees", "paisa", "paise")
_WON = Currency("won", "won", "jeon", "jeon")
_RUBLE = Currency("ruble", "rubles", "kopeck", "kopecks")
_LIRA = Currency("lira", "lira", "kurus", "kurus")
_SHEKEL = Currency("shekel", "shekels", "agora", "agorot")
_DONG = Currency("dong", "dong", "hao", "hao")
_NAIRA = Currency("naira", "naira", "kobo", "kobo")
_BAHT = Currency("baht", "baht", "satang", "satang")
_HRYVNIA = Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas")
_ZLOTY = Currency("zloty", "zlotys", "grosz", "groszy")
_FRANC = Currency("Swiss franc", "Swiss francs", "centime", "centimes")
_RAND = Currency("rand", "rand")
_REAL = Currency("real", "reais", "centavo", "centavos")
_RUPIAH = Currency("rupiah", "rupiah", "sen", "sen")
_RINGGIT = Currency("ringgit", "ringgit", "sen", "sen")


def _national(nation: str, currency: Currency) -> Currency:
    return Currency(f"{nation} {currency.one}", f"{nation} {currency.many}", currency.cent, currency.cents)


_KRONA = Currency("krona", "kronor", "ore", "ore")
_KRONE = Currency("krone", "kroner", "ore", "ore")
_KORUNA = Currency("koruna", "korunas", "haler", "halers")
_PESO = Currency("peso", "pesos", "centavo", "centavos")
_DIRHAM = Currency("dirham", "dirhams", "fils", "fils")
_RIYAL = Currency("riyal", "riyals", "halala", "halalas")

SIGNS = {
    **{"$": _DOLLAR, "US$": _national("US", _DOLLAR), "A$": _national("Australian", _DOLLAR)},
    **{"AU$": _national("Australian", _DOLLAR), "C$": _national("Canadian", _DOLLAR)},
    **{"CA$": _national("Canadian", _DOLLAR), "NZ$": _national("New Zealand", _DOLLAR)},
    **{"HK$": _national("Hong Kong", _DOLLAR), "S$": _national("Singapore", _DOLLAR)},
    **{"NT$": _national("Taiwan", _DOLLAR), "R$": _REAL, "Mex$": _national("Mexican", _PESO)},
    **{"£": _POUND, "€": _EURO, "¥": _YEN, "￥": _YEN, "₹": _RUPEE, "₩": _WON, "₽": _RUBLE, "₺": _LIRA, "₪": _SHEKEL},
    **{
        "₫": _DONG,
        "₦": _NAIRA,
        "฿": _BAHT,
        "₴": _HRYVNIA,
        "₱": _PESO,
        "zł": _ZLOTY,
        "₿": Currency("bitcoin", "bitcoin"),
    },
    **{"₵": Currency("cedi", "cedis", "pesewa", "pesewas"), "₸": Currency("tenge", "tenge")},
}
CODES = {
    **{"USD": _national("US", _DOLLAR), "EUR": _EURO, "GBP": _POUND, "JPY": _YEN, "CNY": _YUAN, "RMB": _YUAN},
    **{"AUD": SIGNS["A$"], "CAD": SIGNS["C$"], "NZD": SIGNS["NZ$"], "HKD": SIGNS["HK$"], "SGD": SIGNS["S$"]},
    **{"TWD": SIGNS["NT$"], "INR": _RUPEE, "PKR": _national("Pakistani", _RUPEE), "KRW": _WON, "RUB": _RUBLE},
    **{"TRY": _LIRA, "ILS": _SHEKEL, "NIS": _SHEKEL, "VND": _DONG, "NGN": _NAIRA, "PHP": _PESO, "THB": _BAHT},
    **{"UAH": _HRYVNIA, "PLN": _ZLOTY, "CHF": _FRANC, "SEK": _national("Swedish", _KRONA), "BRL": _REAL},
    **{"NOK": _national("Norwegian", _KRONE), "DKK": _national("Danish", _KRONE), "CZK": _KORUNA, "ZAR": _RAND},
    **{"MXN": _national("Mexican", _PESO), "ARS": _national("Argentine", _PESO), "IDR": _RUPIAH, "MYR": _RINGGIT},
    **{"AED": _DIRHAM, "SAR": _RIYAL, "QAR": _RIYAL, "HUF": Currency("forint", "forints", "filler", "filler")},
    **{"EGP": _national("Egyptian", Currency("pound", "pounds", "piastre", "piastres"))},
    **{"KES": Currency("Kenyan shilling", "Kenyan shillings"), "Rs": _RUPEE, "Rs.": _RUPEE},
    **{"kr": Currency("kroner", "kroner", "ore", "ore"), "Fr.": Currency("franc", "francs", "centime", "centimes")},
}
_ALL = {**SIGNS, **CODES}

RATE_UNITS = table(
    """
    mo = month; mth = month; hr = hour; h = hour; wk = week; yr = year; y = year; d = day; min = minute
    sec = second; s = second; lb = pound; oz = ounce; kg = kilogram; g = gram; t = ton; ft = foot; m = meter
    km = kilometer; mi = mile; gal = gallon; l = liter; sq ft = square foot; sqft = square foot; kWh = kilowatt hour
    MWh = megawatt hour; bbl = barrel; pp = person; pppn = person per night; ea = unit; oz. = ounce; lb. = pound
    GB = gigabyte; L = liter; TB = terabyte; MB = megabyte
    """
)

_SCALE = rf"(?:\s?(?:{either(SCALES)})|-(?:million|billion|trillion))(?!\w)"
_RATE = rf"(?:\s?/\s?(?P<rate>{either(RATE_UNITS)}|[a-z]{{3,12}})(?!\w))?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|or)\s)"
_BEFORE = re.compile(
    rf"(?<![\w$£€])(?P<minus>[-−]\s?)?(?P<sign>{either(_ALL)})\s?(?P<minus_after>[-−])?(?P<low>{NUMBER})(?P<low_scale>{_SCALE})?"
    rf"(?:(?P<to>{_TO})(?P<sign_again>{either(SIGNS)})?\s?(?P<high>{NUMBER})(?P<high_scale>{_SCALE})?(?![\w%]))?(?P<plus>\+)?"
    rf"{_RATE}"
)
_AFTER = re.compile(
    rf"(?<![\w$£€])(?<!\d[.,])(?P<low>{NUMBER})(?:(?P<to>{_TO})(?P<high>{NUMBER}))?(?P<high_scale>{_SCALE})?"
    rf"\s?(?P<sign>[€£₹₩₽₺₪₫₦฿₴₱]|zł|\$(?!\d)|{either(set(CODES) - {'Rs', 'Rs.', 'Fr.'})})(?!\w){_RATE}"
)
_CENTS = re.compile(rf"(?<![\w$£€])(?<!\d[.,])({NUMBER})\s?(¢|p(?!\w))")
_VIDEO_HEIGHTS = frozenset({"144", "240", "360", "480", "540", "720", "900", "1080", "1440", "2160", "4320"})
_NAMED_SIGN = re.compile(rf"(?:(?<=\w)|(?<![\w]))(?:{either(SIGNS)})(?!\w*\d)")


def _scale(written: str | None) -> str:
    return f" {SCALES[written.strip(' -')]}" if written else ""


def sum_of(currency: Currency, amount: str, scale: str = "") -> str:
    """Returns `one thousand two hundred fifty dollars and fifty cents`."""
    whole, point, decimals = amount.replace(",", "").partition(".")
    if scale or not point or not _is_cents(decimals):
        if point and not decimals.strip("0") and not scale:
            return f"{cardinal(whole)} {currency.one if whole == '1' else currency.many}"
        return f"{number(amount)}{scale} {currency.one if is_one(amount) and not scale else currency.many}"
    return _with_cents(currency, whole, decimals.rstrip("0").ljust(2, "0"))


def _is_cents(decimals: str) -> bool:
    return 1 <= len(decimals.rstrip("0")) <= 2


def _with_cents(currency: Currency, whole: str, cents: str) -> str:
    part = f"{cardinal(cents)} {currency.cent if cents == '01' else currency.cents}"
    if not whole.strip("0"):
        return part
    words = f"{cardinal(whole)} {currency.one if whole == '1' else currency.many}"
    if currency is _POUND:
        return f"{words} {part if len(whole) == 1 else cardinal(cents)}"
    return f"{words} and {part}"


def _rate(match: re.Match[str]) -> str:
    unit = match.group("rate")
    return f" per {RATE_UNITS.get(unit, unit)}" if unit else ""


def _say_before(match: re.Match[str]) -> str:
    currency = _ALL[match.group("sign")]
    low, high = match.group("low"), match.group("high")
    low_scale, high_scale = _scale(match.group("low_scale")), _scale(match.group("high_scale"))
    minus = "minus " if match.group("minus") or match.group("minus_after") else ""
    if high:
        to = match.group("to").strip(" -–—") or "to"
        if match.group("sign_again") and (low_scale or not high_scale):
            words = f"{sum_of(currency, low, low_scale)} {to} {sum_of(currency, high, high_scale)}"
        else:
            words = f"{number(low)}{low_scale} {to} {sum_of(currency, high, high_scale)}"
    elif is_attributive(match) and (low_scale or not _is_cents(low.partition(".")[2])):
        words = f"{number(low)}{low_scale} {currency.one}"
    else:
        words = sum_of(currency, low, low_scale)
    return minus + words + (" plus" if match.group("plus") else "") + _rate(match)


def _say_after(match: re.Match[str]) -> str:
    currency = _ALL[match.group("sign")]
    low, high, scale = match.group("low"), match.group("high"), _scale(match.group("high_scale"))
    if high:
        to = match.group("to").strip(" -–—") or "to"
        return f"{number(low)} {to} {sum_of(currency, high, scale)}{_rate(match)}"
    return sum_of(currency, low, scale) + _rate(match)


def _say_cents(match: re.Match[str]) -> str | None:
    digits, sign = match.groups()
    if sign == "p":
        return None if digits in _VIDEO_HEIGHTS else f"{number(digits)} {'penny' if digits == '1' else 'pence'}"
    return f"{number(digits)} {'cent' if digits == '1' else 'cents'}"


def _say_sign(match: re.Match[str]) -> str:
    return f" {SIGNS[match.group()].one} "


_MARKS = frozenset("".join(SIGNS)) - frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZaehinorsuxzł")
NAMED_SIGNS = Rule(re.compile(either(sign for sign in SIGNS if len(sign) == 1)), _say_sign, _MARKS)

RULES = (
    Rule(_BEFORE, _say_before),
    Rule(_AFTER, _say_after),
    Rule(_CENTS, _say_cents),
)
