"""The texts of footnotes."""

from collections.abc import Iterator

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Part, Silence, notice
from transforms.composition.reading import parts_of, verbatim
from transforms.composition.rules import rule
from transforms.composition.wording import Wording
from transforms.documents import Block, Document, Footnote, Heading, ListBlock, Mark, Paragraph, Quote
from transforms.scripts import Role


def notes_by_reference(document: Document) -> dict[int, list[int]]:
    """Returns, for each block, the footnotes that it is the first to refer to."""
    notes = {block.label.strip("[]().: "): i for i, block in enumerate(document.blocks) if isinstance(block, Footnote)}
    references: dict[int, list[int]] = {}
    for index, block in enumerate(document.blocks):
        for label in _marks_in(block) if notes else ():
            if label in notes:
                references.setdefault(index, []).append(notes.pop(label))
    return references


def _marks_in(block: Block) -> Iterator[str]:
    """Yields the labels of the note marks of a block, in order."""
    match block:
        case Paragraph() | Heading():
            for start, end in Wording.of(block.content).marked(Mark.NOTE_MARK):
                yield block.text[start:end].strip("[]().: ")
        case Quote():
            for inner in block.blocks:
                yield from _marks_in(inner)
        case ListBlock():
            for item in block.items:
                yield from _marks_in(Paragraph(item.content))
                for child in item.children:
                    yield from _marks_in(child)


@parts_of.register
@rule("F2", "A footnote is silent; in the full profile it is read after the paragraph that refers to it.")
def footnote(note: Footnote, context: Context) -> Iterator[Part]:
    """Reads a note between cues, or leaves it to the page."""
    if not context.is_full or not note.text.strip():
        yield Silence(text=note.text)
        return
    begin, end = context.words(Notice.NOTE_BEGINS), context.words(Notice.NOTE_ENDS)
    if begin:
        yield notice(begin, Role.NOTE, before=pauses.AROUND_QUOTE, after=pauses.AFTER_CUE)
    yield verbatim(note.content, Role.NOTE, context, after=pauses.LINE)
    if end:
        yield notice(end, Role.NOTE, after=pauses.AROUND_QUOTE)
