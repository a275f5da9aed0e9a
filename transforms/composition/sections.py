"""Sections of which nothing is heard in their place: their headings are silent with them."""

from collections.abc import Container, Iterator, Mapping, Sequence

from transforms.composition.context import Context
from transforms.composition.figures import pictures_of
from transforms.composition.notes import notes_by_reference
from transforms.composition.placing import Place, Placing
from transforms.documents import Block, Figure, Footnote, Heading
from transforms.scripts import ImageOutcome


def headings_over_silence(context: Context, placings: Mapping[int, Placing]) -> Iterator[Placing]:
    """Yields the headings of sections of which nothing is heard, by the rule that silenced or moved their first block.

    A last heading with nothing under it at all is one of them.
    """
    blocks, references = context.document.blocks, notes_by_reference(context.document)
    moved = {note for notes in references.values() for note in notes}
    silent: dict[int, str] = {}
    for index in reversed(range(len(blocks))):
        heading = blocks[index]
        if not isinstance(heading, Heading) or index in placings:
            continue
        rules: list[str] = []
        for position in _section(blocks, index, heading.level):
            rule = silent.get(position) or _silencing_rule(position, context, placings, moved)
            if rule is None:
                break
            rules.append(rule)
        else:
            if rules or index == len(blocks) - 1:
                silent[index] = rules[0] if rules else "H5"
                yield Placing(rule=silent[index], block=index, place=Place.SILENT)


def _section(blocks: Sequence[Block], index: int, level: int) -> Iterator[int]:
    """Yields the places of the blocks under a heading, up to the next of its level or above."""
    for position in range(index + 1, len(blocks)):
        block = blocks[position]
        if isinstance(block, Heading) and block.level <= level:
            return
        yield position


def _silencing_rule(index: int, context: Context, placings: Mapping[int, Placing], moved: Container[int]) -> str | None:
    """Returns the id of the rule that keeps a block from being heard in its place, or None where something is."""
    placing, block = placings.get(index), context.document.blocks[index]
    if placing is not None:
        return placing.rule
    if isinstance(block, Footnote) and (index in moved or not context.is_full):
        return "F2"
    if isinstance(block, Figure) and not block.text.strip() and not context.is_full:
        pictures = pictures_of(block, context)
        return pictures[0].rule if all(p.outcome is ImageOutcome.SILENT for p in pictures) else None
    return None
