"""What a language has to say for a month, a currency, a comma, a fraction: the words that its numbers need."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.spoken_forms.rules import vocabulary


@dataclass(frozen=True)
class Tongue:
    """The words of one language that its numbers need.

    `by` stands between two measures (`fünf mal drei Meter`), `of_year` between a law's number and its year. `one` is
    said before a noun where `1` alone is another word (`ein Euro`, `eins`). `day`, `time` and `hour` are the
    forms of a date, of a time with minutes, and of a full hour; `before_time` are words after which `20.30` is a time.
    `fractions` are the names of the half, the third and so on; `numbered` are abbreviations that stand before numbers;
    `feminine_nouns` is a pattern of nouns before which a number is feminine. `of_millions` joins a magnitude to its
    noun (`deux millions d'euros`), unless it is one of `thousands_words`.
    """

    code: str
    months: tuple[str, ...]
    month_abbreviations: Mapping[str, int]
    comma: str
    minus: str
    plus: str
    percent: str
    one: str
    to: str
    conjunction: str
    first_day: str
    day: str
    hour: str
    time: str
    hour_marks: str
    currencies: Mapping[str, tuple[str, str]]
    magnitudes: Mapping[str, tuple[str, str]]
    units: Mapping[str, tuple[str, str]]
    per: str
    by: str
    fractions: tuple[tuple[str, str], ...]
    numbered: Mapping[str, str]
    one_hour: str
    before_time: tuple[str, ...]
    hour_noun: str = ""
    of_year: str = " "
    before_year: str = " "
    before_cents: str = " "
    of_millions: str = " "
    thousands_words: frozenset[str] = frozenset()
    feminine: frozenset[str] = field(default_factory=frozenset)
    feminine_numbers: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    feminine_nouns: str = r"(?!)"
    ratio: str = "a"
    ordinal_marks: str = r"\s?[ºª°](?!\s?C)"

    @property
    def nouns(self) -> frozenset[str]:
        """Names of currencies, magnitudes and units: what numbers agree with."""
        tables = (self.currencies, self.magnitudes, self.units)
        return frozenset({name for table in tables for pair in table.values() for name in pair} | self.feminine)

    def month_name(self, written: str) -> str:
        """Returns the month that a name or an abbreviation in any case means."""
        index = self.month_abbreviations.get(written.lower(), self.month_abbreviations.get(written.capitalize()))
        return written if index is None else self.months[index]


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Returns the pairs of a text written `one,many one,many`."""
    return tuple((one, many or one) for one, _, many in (pair.partition(",") for pair in text.split(" ")))


def currencies(euro: str, dollar: str, pound: str, yen: str, franc: str) -> dict[str, tuple[str, str]]:
    """Returns the currencies of which each is given as `one,many`, by their signs, codes and names."""
    written_out = {name: _names(pair) for pair in (euro, dollar, pound) for name in _names(pair)}
    return {
        **written_out,
        **dict.fromkeys(("€", "EUR"), _names(euro)),
        **dict.fromkeys(("US$", "$", "USD"), _names(dollar)),
        **dict.fromkeys(("£", "GBP"), _names(pound)),
        **dict.fromkeys(("¥", "JPY"), _names(yen)),
        "CHF": _names(franc),
    }


_METRIC = ("ha", "cl", "ml", "mg", "t", "kW", "kWh", "MW", "GW", "MB", "TB", "m³", "min")


def metric(names: str) -> dict[str, tuple[str, str]]:
    """Returns the units that every country writes alike, of which the names are given in one order: `one,many`."""
    return dict(zip(_METRIC, (_names(pair) for pair in names.split("; ")), strict=True))


def _names(pair: str) -> tuple[str, str]:
    one, _, many = pair.partition(",")
    return one, many


def months(names: str, abbreviations: str) -> tuple[tuple[str, ...], dict[str, int]]:
    """Returns the names of the months, and the month of each abbreviation: two a month, `-` where there is none."""
    return vocabulary(names), {name: index // 2 for index, name in enumerate(vocabulary(abbreviations)) if name != "-"}
