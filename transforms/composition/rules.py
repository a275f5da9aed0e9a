"""The register of narration rules.

Every rule is a generator that is declared under its id, with a sentence that says what it does; whatever it yields
carries that id.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from typing import ParamSpec, TypeVar


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """Something that a rule decided; the rule's id is filled in by its declaration."""

    rule: str = ""


Arguments = ParamSpec("Arguments")
Decision = TypeVar("Decision", bound=Ruled)

_SENTENCES: dict[str, str] = {}


def rule(
    rule_id: str, sentence: str
) -> Callable[[Callable[Arguments, Iterable[Decision]]], Callable[Arguments, Iterator[Decision]]]:
    """Returns a decorator that declares a generator as the rule `rule_id`; raises ValueError where the id is taken."""
    if rule_id in _SENTENCES:
        raise ValueError(f"the rule {rule_id} is declared twice")
    _SENTENCES[rule_id] = sentence

    def declare(decide: Callable[Arguments, Iterable[Decision]]) -> Callable[Arguments, Iterator[Decision]]:
        @wraps(decide)
        def decide_under_id(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Iterator[Decision]:
            for decision in decide(*args, **kwargs):
                yield decision if decision.rule else replace(decision, rule=rule_id)

        return decide_under_id

    return declare


def sentence_of(rule_id: str) -> str:
    """Returns what the rule does, in a sentence, or raises KeyError."""
    return _SENTENCES[rule_id]


def declared_rules() -> tuple[str, ...]:
    """Returns the ids of all rules, sorted."""
    return tuple(sorted(_SENTENCES))
