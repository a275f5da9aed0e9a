"""Where each block of a document is heard: rules that look across blocks. The first rule that names a block decides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from transforms.composition.context import Context
from transforms.composition.rules import Ruled
from transforms.documents import Footnote, Heading
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


def places_of(context: Context, rules: tuple[PlacingRule, ...]) -> Mapping[int, Placing]:
    """Returns the placings of all blocks that a rule places; the others stay where they are, in the body."""
    placings: dict[int, Placing] = {}
    for place in rules:
        for placing in place(context):
            placings.setdefault(placing.block, placing)
    for placing in _headings_over_silence(context, placings):
        placings.setdefault(placing.block, placing)
    return placings


def _headings_over_silence(context: Context, placings: Mapping[int, Placing]) -> Iterator[Placing]:
    """Yields the headings of sections that are silent to the last block, by the rule that silenced the first of it."""
    blocks = context.document.blocks
    for index, heading in enumerate(blocks):
        if not isinstance(heading, Heading):
            continue
        section = []
        for position in range(index + 1, len(blocks)):
            block = blocks[position]
            if isinstance(block, Heading) and block.level <= heading.level:
                break
            section.append(_silencing_rule(position, context, placings))
        if section and all(section) and section[0]:
            yield Placing(rule=section[0], block=index, place=Place.SILENT)


def _silencing_rule(index: int, context: Context, placings: Mapping[int, Placing]) -> str | None:
    placing = placings.get(index)
    if placing is not None and placing.place is Place.SILENT:
        return placing.rule
    is_note = isinstance(context.document.blocks[index], Footnote)
    return "F2" if is_note and not context.is_full else None
