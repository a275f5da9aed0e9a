"""English numbers as words: `twenty three`, without hyphen and without `and`."""

from functools import lru_cache

from models.spoken_forms.rules import table, vocabulary

ONES = vocabulary(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ("", *vocabulary("thousand million billion trillion quadrillion quintillion sextillion septillion octillion"))
LONGEST_CARDINAL = 3 * len(SCALES)

_IRREGULAR_ORDINALS = table(
    """
    one = first; two = second; three = third; five = fifth; eight = eighth; nine = ninth; twelve = twelfth
    """
)


def cardinal(digits: str | int) -> str:
    """Returns a whole number as words; one with more digits than there are names for is read digit by digit."""
    digits = str(digits).lstrip("0") or "0"
    if len(digits) > LONGEST_CARDINAL:
        return digit_by_digit(digits)
    return _cardinal(int(digits))


@lru_cache(maxsize=4096)
def _cardinal(number: int) -> str:
    if number < 1000:
        return _below_thousand(number) or "zero"
    words: list[str] = []
    for scale in SCALES:
        number, group = divmod(number, 1000)
        if group:
            words.append(f"{_below_thousand(group)} {scale}".rstrip())
    return " ".join(reversed(words))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [ONES[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        words.append(TENS[rest // 10])
        rest %= 10
    if rest:
        words.append(ONES[rest])
    return " ".join(words)


def ordinal(digits: str | int) -> str:
    """Returns `twenty third` for 23."""
    *before, last = cardinal(digits).split(" ")
    if last in _IRREGULAR_ORDINALS:
        last = _IRREGULAR_ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return " ".join([*before, last])


def digit_by_digit(digits: str) -> str:
    """Returns `zero zero seven` for 007."""
    return " ".join(ONES[int(digit)] for digit in digits)


def number(written: str) -> str:
    """Returns a number as printed, with its commas, decimals and sign: `minus one thousand point five` for -1,000.5."""
    sign = "minus " if written.startswith("-") else ""
    whole, _, decimals = written.lstrip("-+").replace(",", "").partition(".")
    words = _whole(whole) if whole else ""
    if decimals:
        words = f"{words} point {digit_by_digit(decimals)}".lstrip()
    return sign + words


def _whole(digits: str) -> str:
    is_code = len(digits) > 1 and digits.startswith("0")
    return digit_by_digit(digits) if is_code else cardinal(digits)


def is_one(written: str) -> bool:
    """Tells whether a number takes the singular."""
    return written.lstrip("-+") in {"1", "1.0", "1.00"}


def year(digits: str | int) -> str:
    """Returns a year as it is said: `nineteen oh five`, `two thousand nine`, `twenty twenty four`."""
    digits = str(digits)
    if len(digits) != 4 or digits[0] == "0":
        return cardinal(digits)
    century, rest = int(digits[:2]), int(digits[2:])
    if century % 10 == 0 and rest < 10:
        return cardinal(digits)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {two_digits(digits[2:])}"


def two_digits(digits: str) -> str:
    """Returns the last two digits of a year, a flight or a house: `oh five`, `twenty eight`."""
    return f"oh {ONES[int(digits)]}" if digits[0] == "0" and digits != "00" else cardinal(digits)


def house_number(digits: str) -> str:
    """Returns a number that names a thing and counts nothing: `one twenty three`, `fourteen twenty eight`.

    More than four digits, or a leading zero, are read one by one.
    """
    if len(digits) > 1 and digits[0] == "0":
        return digit_by_digit(digits)
    if len(digits) == 3:
        return cardinal(digits) if digits.endswith("00") else f"{ONES[int(digits[0])]} {two_digits(digits[1:])}"
    return year(digits) if len(digits) == 4 else (cardinal(digits) if len(digits) < 3 else digit_by_digit(digits))


def decade(digits: str) -> str:
    """Returns `nineteen eighties` for 1980 and `eighties` for 80."""
    if digits in {"00", "2000"}:
        return "two thousands"
    return plural(year(digits) if len(digits) == 4 else cardinal(digits))


def plural(words: str) -> str:
    """Returns `fifty twos`, `nineteen eighties`, `sixes`."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith("x") else "s")
