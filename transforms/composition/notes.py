"""The texts of footnotes."""

from collections.abc import Iterator

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Part, Silence, notice
from transforms.composition.reading import parts_of, verbatim
from transforms.composition.rules import rule
from transforms.documents import Footnote
from transforms.scripts import Role


@parts_of.register
@rule("F2", "A footnote is silent; in the full profile it is read after the paragraph that refers to it.")
def footnote(note: Footnote, context: Context) -> Iterator[Part]:
    """Reads a note between cues, or leaves it in the text."""
    if not context.is_full or not note.text.strip():
        yield Silence(text=note.text)
        return
    begin, end = context.words(Notice.NOTE_BEGINS), context.words(Notice.NOTE_ENDS)
    if begin:
        yield notice(begin, Role.NOTE, before=pauses.AROUND_QUOTE, after=pauses.AFTER_CUE)
    yield verbatim(note.content, Role.NOTE, context, after=pauses.LINE)
    if end:
        yield notice(end, Role.NOTE, after=pauses.AROUND_QUOTE)
