"""Which of a page's blocks are the article, and by which rule the others are left out."""

import re
from collections.abc import Sequence

from transforms.documents import Embed, Figure, Heading, Omission, Table
from transforms.extraction.blocks import Unit
from transforms.extraction.vocabulary import Hint

_OMISSION_CHARACTERS = 200
_MAX_OMISSIONS = 200
_BLANK = re.compile(r"\s+")
_RELATED = Hint.RELATED | Hint.NAVIGATION | Hint.ASIDE
_DISPENSABLE = (
    _RELATED | Hint.SHARE | Hint.ADVERT | Hint.SIGN_UP | Hint.COMMENTS | Hint.AUTHOR | Hint.FOOTER | Hint.TAGS | Hint.CONSENT
    | Hint.HIDDEN | Hint.TOOL
)  # fmt: skip


def _is_main(unit: Unit) -> bool:
    """Tells a block most of whose words are main text."""
    return unit.length > 0 and unit.kept * 2 >= unit.length


def select(units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Returns the blocks that are the article, and the others, both in the order of the page."""
    main = [index for index, unit in enumerate(units) if _is_main(unit)]
    if not main:
        return [], list(units)
    first, last = main[0], main[-1]
    chosen = set(main)
    for index in range(first, last + 1):
        unit = units[index]
        if unit.hints & _DISPENSABLE:
            continue
        if isinstance(unit.block, Figure | Embed | Table) or (isinstance(unit.block, Heading) and index + 1 in chosen):
            chosen.add(index)
    picked = [unit for index, unit in enumerate(units) if index in chosen]
    return picked, [unit for index, unit in enumerate(units) if index not in chosen]


def omissions_of(units: Sequence[Unit]) -> tuple[Omission, ...]:
    """Returns what is left out, shortened, with the rule that says so."""
    omissions = []
    for unit in units:
        text = _BLANK.sub(" ", unit.block.text).strip()[:_OMISSION_CHARACTERS]
        if text:
            omissions.append(Omission("B2" if unit.hints & _RELATED else "B1", text))
    return tuple(omissions[:_MAX_OMISSIONS])
