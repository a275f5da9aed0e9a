"""Sections of which nothing is heard: their headings are silent with them."""

from collections.abc import Iterator, Mapping

from transforms.composition.context import Context
from transforms.composition.figures import pictures_of
from transforms.composition.placing import Place, Placing
from transforms.documents import Figure, Footnote, Heading
from transforms.scripts import ImageOutcome


def headings_over_silence(context: Context, placings: Mapping[int, Placing]) -> Iterator[Placing]:
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
            if section[-1] is None:
                break
        if section and all(section) and section[0]:
            yield Placing(rule=section[0], block=index, place=Place.SILENT)


def _silencing_rule(index: int, context: Context, placings: Mapping[int, Placing]) -> str | None:
    """Returns the id of the rule that keeps a block silent, or None where something is heard of it."""
    placing, block = placings.get(index), context.document.blocks[index]
    if placing is not None:
        return placing.rule if placing.place is Place.SILENT else None
    if isinstance(block, Footnote) and not context.is_full:
        return "F2"
    if isinstance(block, Figure) and not block.text.strip() and not context.is_full:
        pictures = pictures_of(block, context)
        return pictures[0].rule if all(p.outcome is ImageOutcome.SILENT for p in pictures) else None
    return None
