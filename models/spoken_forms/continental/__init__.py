"""Numbers, dates, times, money and percents of German, French, Spanish, Italian, Portuguese and Dutch.

One grammar for the six; what differs is in the tables. The names of the numbers are num2words'.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial

from models.spoken_forms.continental import dates, ordinals, quantities, romans
from models.spoken_forms.continental.dutch import DUTCH
from models.spoken_forms.continental.french import FRENCH
from models.spoken_forms.continental.german import GERMAN
from models.spoken_forms.continental.italian import ITALIAN
from models.spoken_forms.continental.portuguese import EUROPEAN_PORTUGUESE, PORTUGUESE
from models.spoken_forms.continental.spanish import SPANISH
from models.spoken_forms.continental.tongue import Tongue
from models.spoken_forms.rules import DIGIT, DIGITS, Rule, after, always, apply_rules, either, vocabulary

# A region has a tongue of its own where its numbers have other names (`dezanove`, `dezenove`).
TONGUES = {
    **{tongue.code[:2]: tongue for tongue in (GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH)},
    "pt-pt": EUROPEAN_PORTUGUESE,
}
LANGUAGES = frozenset(TONGUES)

_TO = r"\s?[-–—]\s?"
_START = r"(?<!\w)(?<!\d[.,:/])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_HOUR = r"(?P<hour>[01]?\d|2[0-4])"
_MINUTE = r"(?P<minute>[0-5]\d)"
# With the code of a country, or of a town in one group or two: "+49 30 123456", "030/123456", "(11) 91234-5678"
_TELEPHONE = (
    r"(?<![\w.,/+-])(?!\+\d{1,3}(?: \d{3}){1,2}(?! ?\d))(?:\+\d{1,3}[ /-]?\(?\d{1,5}\)?(?:[ /-]\d{2,9}){1,5}+"
    r"|(?:\(0\d{1,4}\) ?|\(\d\d\) ?(?=\d{4,5}-\d{4})|0\d{1,4}[ /-](?!\d\d(?!\d)|(?:19|20)\d\d(?!\d)))\d{3,9}+"
    r"(?:[ -]\d{2,8}){0,3}+)(?![\w/]|[.,]\d| ?[€%])"
)
_SCALE_NAMES = vocabulary(
    "Million Millionen Milliarde Milliarden million millions milliard milliards millón millones milione milioni"
    " miliardo miliardi milhão milhões bilhão bilhões miljoen miljard"
)
# "21 años" is "veintiún años", "1 kilo" is "un kilo".
_BEFORE_SPANISH_NOUN = (
    r"(?<![\w.,:/-])((?:\d{1,3}(?:\.\d{3})+|\d+)(?<=1)(?<!11)) "
    r"((?!(?:más|tras|es|las|los|menos|entonces|antes|veces|mujeres|mientras)\b)[a-záéíóúñ]{2,}[oe]s|días|problemas|programas)(?!\w)"
)

_Say = Callable[[Tongue, re.Match[str]], str | None]


def _say_to(tongue: Tongue, match: re.Match[str]) -> str:
    return f" {tongue.to} "


def _say_numbered(tongue: Tongue, match: re.Match[str]) -> str:
    return f"{tongue.numbered[match.group(1)]} "


def _say_nothing(tongue: Tongue, match: re.Match[str]) -> str:
    return ""


def _say_abbreviation(tongue: Tongue, match: re.Match[str]) -> str:
    words = tongue.abbreviations[match.group()]
    is_last = match.group().endswith(".") and not match.string[match.end() :].strip(' "”»)')
    return f"{words}." if is_last else words


def _say_and(tongue: Tongue, match: re.Match[str]) -> str:
    return f" {tongue.conjunction} "


@lru_cache(maxsize=len(TONGUES))
def rules(language: str) -> tuple[Rule, ...]:
    """Returns the rules of a language, in order: the more a rule knows of its numbers, the earlier it is asked."""
    tongue = TONGUES[language]

    def rule(pattern: str, say: _Say, needs: frozenset[str] = DIGITS, flags: re.RegexFlag = re.NOFLAG) -> Rule:
        return Rule(re.compile(pattern, flags), partial(say, tongue), needs)

    digits = r"(?:\d{1,3}(?:[. ']\d{3})++(?!\d)|\d++)(?:,\d++|\.\d{1,2}(?!\d))?"
    quantity = rf"{_START}(?P<low>[-−+]?{digits})(?:{_TO}(?P<high>{digits}))?"
    signs, magnitudes = either(tongue.currencies), either(tongue.magnitudes)
    scale = rf"(?P<scale>\s?(?:{either([*tongue.magnitudes, *_SCALE_NAMES])}))"
    months = either([*tongue.months, *tongue.month_abbreviations])
    day = rf"(?P<first>{_DAY})(?:\.|er|º|°)?(?:{_TO}(?P<last>{_DAY})\.?)?"
    year = rf"(?:(?P<of> de | del | )(?P<year>{quantities.YEAR}))?"
    short_year = r"(?P<year>(?:1\d|20)\d\d|\d\d)(?![\w/-])"
    declining = [f"{word} " for word in (*ordinals.NOMINATIVE, *ordinals.OBLIQUE)]
    declined = rf"(?:{after(declining, DIGIT)}|(?<=\d\., )|(?<=\d\. und )|(?<=\d\. oder ))"
    return (
        rule(rf"(?<![\w.])(?:{either(tongue.abbreviations)})(?!\w)", _say_abbreviation, frozenset()),
        rule(rf"(?<![\w.])({either(tongue.numbered)})\s?(?=\d)", _say_numbered),
        *romans.rules(tongue),
        rule(
            rf"(?:(?<![\w.,])(\d{{1,3}})\s?)?([{''.join(quantities.FRACTIONS)}])",
            quantities.say_sign_of_fraction,
            frozenset(quantities.FRACTIONS),
        ),
        rule(rf"(?:(?<=\d)|(?<=\dh))\s?[-–]\s?(?=\d{{1,2}}(?:[:.h]\d\d)?(?:{tongue.hour_marks}))", _say_to),
        rule(rf"{_START}(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])", dates.say_numeric_date),
        rule(rf"{_START}{day} (?:de |di )?(?P<month>{months})(?!\w){year}", dates.say_day, flags=re.IGNORECASE),
        rule(rf"{_START}(?P<day>\d\d?)(?P<mark>[./-])(?P<month>\d\d?)(?P=mark){short_year}", dates.say_numeric_date),
        rule(_TELEPHONE, quantities.say_telephone),
        rule(rf"{_START}{_HOUR}[:.h]\s?{_MINUTE}(?:{tongue.hour_marks})", dates.say_time),
        rule(rf"{_START}{_HOUR}(?P<minute>)(?:{tongue.hour_marks})", dates.say_time),
        rule(rf"{_START}{_HOUR}[:h]{_MINUTE}(?![\w:])", dates.say_time),
        rule(rf"{after(tongue.before_time, DIGIT)}{_HOUR}[.:]{_MINUTE}(?!\w)(?![.,]\d)", dates.say_time),
        rule(r"\$\s?(?=\d[\d.,]* (?:pesos|bolívares|soles)\b)", _say_nothing, frozenset("$")),
        rule(rf"{quantity}(?:{scale}(?: de| d'| di)?)?\s?(?P<sign>{signs})(?!\w)", quantities.say_money),
        rule(rf"(?<!\w)(?P<sign>{signs})\s?{quantity}(?:{scale}(?!\w))?", quantities.say_money),
        rule(rf"(?<=[^\W\d])/({either(tongue.units)})(?![\w²³])", quantities.say_per, frozenset("/")),
        rule(rf"(?<=\b{tongue.per} )({either(tongue.units)})(?![\w'²³])", quantities.say_each, frozenset()),
        rule(r"(?<=\d)\s?[x×]\s?(?=\d)", quantities.say_by),
        rule(rf"{quantity}\s?%", quantities.say_percent, frozenset("%")),
        *([rule(r"(?<!\w)(\d{2}|\d{4})(ern?)(?=\b)", dates.say_decade)] if language == "de" else []),
        *([rule(r"(?<![\w.,])(\d{1,3})mila\b", quantities.say_thousands)] if language == "it" else []),
        *([rule(r"(?<![\w.,])(\d{2,3})(enn[ei])\b", quantities.say_aged)] if language == "it" else []),
        *([rule(ordinals.ITALIAN_PLACE, ordinals.say_marked_ordinal)] if language == "it" else []),
        rule(rf"{quantity}\s?(?P<unit>{either(tongue.units)})(?![\w'])", quantities.say_unit),
        rule(rf"{_START}(?P<low>{digits})\s?(?P<scale>{magnitudes})(?!\w)", quantities.say_magnitude),
        rule(rf"{_START}({digits}){_TO}({digits})(?!\w)(?![.,]\d)(?!{_TO}\d)", quantities.say_range),
        rule(
            rf"{_START}([-−+]?{digits}) ({either(tongue.nouns)}|{tongue.feminine_nouns})(?!\w)",
            quantities.say_before_noun,
        ),
        *([rule(_BEFORE_SPANISH_NOUN, quantities.say_shortened)] if language == "es" else []),
        rule(rf"{_START}({quantities.YEAR})/(\d\d(?:\d\d)?)(?![\w/%])(?![.,]\d)", dates.say_season, frozenset("/")),
        rule(rf"{_START}(0[1-9])/({quantities.YEAR})(?![\w/%])(?![.,]\d)", dates.say_month_of_year, frozenset("/")),
        rule(rf"{_START}({digits})/({quantities.YEAR})(?![\w/%])(?![.,]\d)", quantities.say_law, frozenset("/")),
        rule(rf"{_START}(\d{{1,2}})/(\d{{1,2}})(?![\w/%])(?![.,]\d)", quantities.say_fraction, frozenset("/")),
        *([rule(rf"{declined}(\d{{1,3}})\.(?=[\s,]|$)", ordinals.say_german_ordinal)] if language == "de" else []),
        *([rule(ordinals.GERMAN_PLACE, ordinals.say_german_place)] if language == "de" else []),
        rule(rf"{_START}(\d{{1,3}})({tongue.ordinal_marks})(?!\w)", ordinals.say_marked_ordinal),
        rule(rf"{_START}(\d{{1,3}}):(\d{{1,3}})(?![\w:])", quantities.say_ratio, frozenset(":")),
        rule(rf"{_START}{quantities.YEAR}(?!\w)(?![.,]\d)", dates.say_year),
        rule(rf"(?<!\w)(?:(?<=\s)[-−+]|(?<=^)[-−+])?{digits}(?!\d)", quantities.say_number),
        rule(r"\d+", quantities.say_number),
        Rule(re.compile(r"(?<=\S)\s*\|\s*(?=\S)"), always(", "), frozenset("|")),
        Rule(re.compile(r"[*^_~|\\]+"), always(""), frozenset("*^_~|\\")),
        rule(r"\s?&\s?", _say_and, frozenset("&")),
    )


def speak(text: str, language: str, region: str) -> str:
    """Returns folded text of one of LANGUAGES with its numbers as words; `region` in lower case, or empty."""
    regional = f"{language}-{region}"
    return apply_rules(rules(regional if regional in TONGUES else language), text.replace("ºC", "°C")).strip()
