"""Where each block of a document is heard: rules that look across blocks. The first rule that names a block decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from transforms.composition.context import Context
from transforms.composition.rules import Ruled
from transforms.scripts import Role


class Place(Enum):
    """Where a block is heard, if at all."""

    FIRST = auto()
    OPENING = auto()
    BODY = auto()
    END = auto()
    SILENT = auto()


@dataclass(frozen=True, kw_only=True)
class Placing(Ruled):
    """The place of a block, by its index in the document, and its role there where it has one of its own."""

    block: int
    place: Place
    role: Role | None = None


PlacingRule = Callable[[Context], Iterator[Placing]]


def places_of(context: Context, rules: tuple[PlacingRule, ...]) -> dict[int, Placing]:
    """Returns the placings of all blocks that a rule places; the others stay where they are, in the body."""
    placings: dict[int, Placing] = {}
    for place in rules:
        for placing in place(context):
            placings.setdefault(placing.block, placing)
    return placings
