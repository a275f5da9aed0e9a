"""English as it is spoken: the order in which its rules are tried."""

from functools import lru_cache

from models.spoken_forms.english import (
    abbreviations,
    addresses,
    citations,
    comparisons,
    counts,
    dates,
    degrees,
    electronic,
    formulas,
    lenses,
    markup,
    measures,
    money,
    romans,
    scores,
    serials,
    spans,
    symbols,
    telephones,
    times,
)
from models.spoken_forms.english.abbreviations import is_abbreviation
from models.spoken_forms.english.dates import ambiguous_dates
from models.spoken_forms.rules import Rule, apply_rules

__all__ = ["ambiguous_dates", "is_abbreviation", "rules", "speak"]

MONTH_FIRST_REGIONS = frozenset({"us", "ph", ""})


@lru_cache(maxsize=2)
def rules(day_first: bool) -> tuple[Rule, ...]:
    """Returns all rules in order: the more a rule knows of its numbers, the earlier it is asked."""
    return (
        *markup.RULES,
        *abbreviations.INTRODUCED,
        *electronic.RULES,
        *formulas.CHEMISTRY,
        *formulas.BOUNDS,
        *comparisons.UNFOLDED_FRACTIONS,
        *spans.RULES,
        *comparisons.PHRASES,
        *citations.COURTS,
        *abbreviations.NUMBERED,
        *citations.RULES,
        *scores.SETS,
        *telephones.RULES,
        *dates.WEEKDAYS,
        *times.RULES,
        *dates.rules(day_first),
        *degrees.OVENS,
        *money.RULES,
        *addresses.RULES,
        *counts.ORDINALS,
        *serials.PLURALS,
        *lenses.RULES,
        *degrees.RULES,
        *measures.RULES,
        *formulas.POWERS,
        *measures.AFTER_POWERS,
        *romans.RULES,
        *abbreviations.RULES,
        *formulas.OPERATORS,
        *serials.NAMED,
        *counts.MAGNITUDES,
        *scores.RULES,
        *comparisons.RULES,
        *serials.RULES,
        *counts.RULES,
        *serials.LETTERS,
        *symbols.RULES,
    )


def speak(text: str, region: str) -> str:
    """Returns folded English text as words; `region` is that of a BCP 47 tag, lower case, or empty."""
    return apply_rules(rules(region not in MONTH_FIRST_REGIONS), text).strip()
