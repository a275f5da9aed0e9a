"""How a block becomes parts: one generator per type of block, registered in the module of its subject."""

from collections.abc import Iterator
from functools import singledispatch

from transforms.composition.context import Context
from transforms.composition.inline import phrases_of
from transforms.composition.parts import Line, Manner, Part, Silence
from transforms.documents import Block, Inline
from transforms.scripts import Role, letters_of


@singledispatch
def parts_of(block: Block, context: Context) -> Iterator[Part]:
    """Yields what is said, kept silent and decided of a block, in order; raises TypeError for an unknown type."""
    raise TypeError(f"no rule reads a {type(block).__name__}")


def verbatim(
    content: Inline,
    role: Role,
    context: Context,
    *,
    before: float = 0.0,
    after: float = 0.0,
    manner: Manner = Manner.NARRATOR,
    lead: str = "",
    ending: str = ".",
) -> Line:
    """Returns a line of the page's own words."""
    phrases = phrases_of(content, context)
    return Line(role=role, phrases=phrases, before=before, after=after, manner=manner, lead=lead, ending=ending)


def nested_parts_of(block: Block, context: Context) -> Iterator[Part]:
    """Yields the parts of a block inside another.

    The ledger counts the words of the outer block, so those of an inner one that is described, not spoken, are silent.
    """
    parts = list(parts_of(block, context))
    yield from parts
    accounted = letters_of("")
    for part in parts:
        if isinstance(part, Silence):
            accounted.update(letters_of(part.text))
        elif isinstance(part, Line) and not part.generated:
            accounted.update(letters_of("".join(phrase.source for phrase in part.phrases)))
    if not accounted and letters_of(block.text):
        yield Silence(rule=parts[0].rule if parts else "M2", text=block.text)
