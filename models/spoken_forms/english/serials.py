"""Letters and digits in one token: models, flights, viruses, roads, seats (`A320`, `COVID-19`, `F-16`)."""

import re

from models.spoken_forms.english.grammar import COUNTED
from models.spoken_forms.english.numbers import cardinal, digit_by_digit, house_number, number, plural
from models.spoken_forms.rules import DIGITS, Rule, after, always, either, vocabulary

_TOKEN = re.compile(
    r"(?<!\w)(?<!\d[.,])(?=[\w/-]{0,40}?\d)(?=[\w/-]{0,40}?[A-Za-z])[A-Za-z\d]+(?:[-/][A-Za-z\d]+)*(?!\w)(?!\.\d|,\d{3}(?!\d))"
)
_PLURAL = re.compile(r"(?:[A-Z]|[A-Za-z]{2})-?\d+s$")
_PIECE = re.compile(r"\d+|[^\W\d_]+|[-/_]")
_WORDY = re.compile(r"(\d+)-([A-Za-z][A-Za-z-]+)")
_SLASHED = re.compile(r"(?<![\w.])\d+(?:/\d+){2,}(?!\w)")
_PER = re.compile(r"(?<![\w/])(\d+)/([a-z])(?![\w/-])")
_MAKERS = vocabulary(
    "Boeing Airbus Embraer Cessna Flight flight Area Porsche Mazda Route Peugeot Fiat Ferrari Volvo Saab Renault"
    " McLaren RTX GTX RX GeForce Radeon Ryzen Exynos Snapdragon Kirin Dimensity Xbox Nokia Atari Polaroid Roland Levi's"
)
_MODEL = re.compile(
    rf"\b(?P<maker>(?:{either(_MAKERS)})(?:'s)?) (?P<model>\d{{3,4}})(?P<variant>-\d{{1,3}})?(?![\w])(?![.,]\d)"
)
_AIRCRAFT = re.compile(
    r"(?<![\w.,$-])(7[0-8]7|3[1-8]0)"
    r"(?:-([1-9]00|10|[89])(?!\w)|(?= (?:MAX|Max|Dreamliner|jets?|airliners?|freighters?|planes?|jetliners?)\b))"
)
# A course, a status, a galaxy: letters name what the number names, and count nothing; but "WINS 312 VOTES" shouts.
_COURSE = re.compile(
    r"(?<![\w$£€.-])(?!(?:US|UK|EU|UN|UAE|TV|AM|PM|AD|BC|CE|BCE|GMT|UTC|USD|EUR|GBP|AND|THE|FOR|ALL|TOP|OF|IN|TO|OR|BY)\b)"
    r"([A-Z]{2,5}) (\d{3}[A-Z]?)(?![\w%-])(?![.,:/]\d)"
    rf"(?! [A-Z]{{3,}}\b)(?!{COUNTED})"
)
# What a standard, a request for comments, a galaxy or a port is called: "RFC 2616", "ISO 9001:2015", "port 8080"
_STANDARD = re.compile(
    r"\b(RFC|ISO(?:/IEC)?|IEC|IEEE|PEP|BIP|EIP|DIN|EN|ANSI|ASTM|ECMA|FIPS|NGC|JIS|BS)[ -](\d{3,5})"
    r"(?:([A-Z])|:((?:19|20)\d\d))?(?![\w%])(?![.,:]\d)"
)
_PORT = re.compile(
    rf"\b([Pp]orts? )(\d{{2,4}}(?:(?:, (?:and |or )?| and | or )\d{{2,4}})*)(?![\w%-])(?![.,:]\d|{COUNTED})"
)
_VULNERABILITY = re.compile(r"\b(CVE|CWE)-(\d{2,7})(?:-(\d{4,7}(?:/\d{4,7})*))?(?![\w-])")
_NUMBER = re.compile(r"\d+")
_SIDES = re.compile(r"(?<![\w.,])(\d{1,2})v(\d{1,2})(s)?(?!\w)")  # "a 5v5 match", "1v1s"
_DIMENSIONAL = re.compile(r"(?<![\w.-])(?:(\d{1,3})-?([DGW])|(4|5|8|10)(K))(?![\w])")
_LETTERED = [
    f"{noun} "
    for noun in vocabulary(
        "vitamin Vitamin hepatitis Hepatitis group Group plan Plan Serie type Type grade Grade class Class team Team"
        " point Section Exhibit influenza"
    )
]
_FUNCTION_WORDS = vocabulary(
    "In By At After About Under Over To For Of The And Just Within From Every Only Last First With"
)
_MODELS = re.compile(
    rf"(?<![\w.,$£€-])(?:(?!(?:{either(_FUNCTION_WORDS)}) )([A-Z]\w*) (\d{{1,4}})|([2-9]\d[1-9])"
    r"|(?:(?<=pair of )|(?<=pairs of )|(?<=two )|(?<=three )|(?<=all ))(\d{1,2}))s(?![\w'])"
)
_MEMBERS = re.compile(r"(?<![\w.,-])(\d{1,4})(ers?)\b")
_CALIBER = re.compile(
    r"(?<![\w.])\.(\d{2,3})(?=[- ](?:cal|Magnum|ACP|Winchester|Remington|rifle|pistol|handgun|revolver))"
)
_LETTERS_DECIMAL = re.compile(r"(?<!\w)([A-Z][A-Za-z]{0,11}|[a-z])(\d{1,3}\.\d{1,3})(?!\w)(?!\.\d)-?")
_LINEAGE = re.compile(r"(?<![\w.])([A-Z]{1,3})((?:\.\d{1,3}){2,5})(?![\w])(?!\.\w)")
_FROM_TO = re.compile(r"(?<![\w-])([A-Z]{1,2})(\d{1,3})\s?[-–]\s?\1(\d{1,3})(?![\w-])")
_LETTER_POINT = re.compile(r"(?<=[A-Za-z])\.(?=\d)")
_LEADING_LETTER_A = re.compile(r"^A(?=[ -])")
_STANDING_A = re.compile(rf"{after(_LETTERED, 'A')}A(?!\w)|(?<=[a-z] )A(?=[.,;:!?)]|$)")

LETTER_A = "\U000f0000"  # stands for the name of the letter until pronunciations are set: voices else read the article


def _say_serial(match: re.Match[str]) -> str | None:
    token = match.group()
    if wordy := _WORDY.fullmatch(token):
        return f"{number(wordy.group(1))}-{wordy.group(2)}"
    pieces = _PIECE.findall(token)
    is_plural = _PLURAL.search(token) is not None
    if is_plural:
        pieces.pop()
    words = "".join(_piece(piece, index, pieces) for index, piece in enumerate(pieces)).rstrip()
    words = plural(words) if is_plural else words
    return _LEADING_LETTER_A.sub(LETTER_A, " ".join(words.split()))


def _piece(piece: str, index: int, pieces: list[str]) -> str:
    if piece in "-/_":
        beside = pieces[index - 1] + "".join(pieces[index + 1 : index + 2])
        return "-" if beside.isalpha() and piece == "-" else " "
    return f" {_digits(piece)} " if piece.isdecimal() else piece


def _digits(digits: str) -> str:
    if len(digits) > 4:
        return digit_by_digit(digits)
    return house_number(digits)


def _say_from_to(match: re.Match[str]) -> str:
    letters, first, last = match.groups()
    return f"{letters} {house_number(first)} to {letters} {house_number(last)}"


def _say_letters_decimal(match: re.Match[str]) -> str:
    return f"{match.group(1)} {number(match.group(2))}" + (" " if match.group().endswith("-") else "")


def _say_lineage(match: re.Match[str]) -> str:
    """Speaks the branches of a virus: `B one one seven`."""
    return " ".join([match.group(1), *map(house_number, match.group(2)[1:].split("."))])


def _say_slashed(match: re.Match[str]) -> str:
    groups = match.group().split("/")
    return " ".join(digit_by_digit(group) if len(group) > 4 else cardinal(group) for group in groups)


def _say_per(match: re.Match[str]) -> str:
    return f"{cardinal(match.group(1))} per {match.group(2).upper()}"


def _say_model(match: re.Match[str]) -> str:
    words = f"{match.group('maker')} {house_number(match.group('model'))}"
    variant = match.group("variant")
    return f"{words} {house_number(variant[1:])}" if variant else words


def _say_course(match: re.Match[str]) -> str:
    digits, letter = match.group(2)[:3], match.group(2)[3:]
    return f"{match.group(1)} {house_number(digits)} {letter}".rstrip()


def _say_standard(match: re.Match[str]) -> str:
    name, digits, letter, published = match.groups()
    words = f"{name} {house_number(digits)} {letter or ''}".rstrip()
    return f"{words}, {house_number(published)}" if published else words


def _say_vulnerability(match: re.Match[str]) -> str:
    name, first, numbers = match.groups()
    return ", ".join([f"{name} {house_number(first)}", *map(house_number, numbers.split("/") if numbers else ())])


def _say_port(match: re.Match[str]) -> str:
    return match.group(1) + _NUMBER.sub(lambda port: house_number(port.group()), match.group(2))


def _say_sides(match: re.Match[str]) -> str:
    ours, theirs, ending = match.groups()
    return f"{cardinal(ours)} v {plural(cardinal(theirs)) if ending else cardinal(theirs)}"


def _say_aircraft(match: re.Match[str]) -> str:
    return " ".join(map(house_number, filter(None, match.groups())))


def _say_dimensional(match: re.Match[str]) -> str:
    digits, letter = filter(None, match.groups())
    return f"{cardinal(digits)} {letter}"


def _say_caliber(match: re.Match[str]) -> str:
    return house_number(match.group(1))


def _say_members(match: re.Match[str]) -> str:
    """Speaks the `forty niners`, the `seventy sixers` and a `fourteener`."""
    return cardinal(match.group(1)).removesuffix("e") + match.group(2)


def _say_models(match: re.Match[str]) -> str:
    name, digits, *alone = match.groups()
    words = plural(house_number(digits or next(filter(None, alone))))
    return f"{name} {words}" if name else words


NAMED = (
    Rule(_CALIBER, _say_caliber, frozenset("."), needs_digit=True),
    Rule(_LINEAGE, _say_lineage, frozenset("."), needs_digit=True),
    Rule(_FROM_TO, _say_from_to, frozenset("-–"), needs_digit=True),
    Rule(_DIMENSIONAL, _say_dimensional, frozenset("DGKW"), needs_digit=True),
    Rule(_STANDARD, _say_standard, frozenset("CEPNISOR"), needs_digit=True),
    Rule(_VULNERABILITY, _say_vulnerability, frozenset("C"), needs_digit=True),
    Rule(_PORT, _say_port, frozenset("Pp"), needs_digit=True),
    Rule(_SIDES, _say_sides, frozenset("v"), needs_digit=True),
    Rule(_MODEL, _say_model),
    Rule(_COURSE, _say_course),
    Rule(_AIRCRAFT, _say_aircraft),
)
PLURALS = (
    Rule(_MEMBERS, _say_members, frozenset("r"), needs_digit=True),
    Rule(_MODELS, _say_models, frozenset("s"), needs_digit=True),
)
RULES = (
    Rule(_LETTERS_DECIMAL, _say_letters_decimal, frozenset("."), needs_digit=True),
    Rule(_LETTER_POINT, always(" "), frozenset("."), needs_digit=True),
    Rule(_PER, _say_per, frozenset("/")),
    Rule(_SLASHED, _say_slashed, frozenset("/")),
    Rule(_TOKEN, _say_serial, DIGITS),
)
LETTERS = (Rule(_STANDING_A, always(LETTER_A), frozenset("A")),)
