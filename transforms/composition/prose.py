"""Headings and running text."""

import re
from collections.abc import Iterator

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.opening import after_dateline, dateline, names_agency
from transforms.composition.parts import Line, Part, Silence
from transforms.composition.reading import parts_of, verbatim
from transforms.composition.rules import rule
from transforms.documents import Heading, Paragraph
from transforms.scripts import Role


@parts_of.register
@rule("H5", "A subhead stands between longer pauses and opens a chapter.")
def subhead(heading: Heading, context: Context) -> Iterator[Line]:
    """Reads a heading."""
    yield verbatim(heading.content, Role.HEADING, context, before=pauses.BEFORE_HEADING, after=pauses.AFTER_HEADING)


@parts_of.register
@rule("P0", "A paragraph is read word for word, with a pause after it.")
def paragraph(block: Paragraph, context: Context) -> Iterator[Part]:
    """Reads running text; a row of signs without a word is the break between two sections."""
    content = block.content
    if context.is_among_first_paragraphs(block) or names_agency(content):
        yield from dateline(content, context)
        content = after_dateline(content)
    if any(map(str.isalnum, block.text)):
        yield verbatim(content, Role.PARAGRAPH, context, after=pauses.PARAGRAPH)
    else:
        yield Silence(text=block.text, breath=pauses.SECTION if re.search(r"\S", block.text) else 0.0)
