"""Blocks on their way into a document: with what is known of their text, and the frames that are still open."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from transforms.documents import Block, Footnote, Inline, ListItem, Paragraph, Quote, Span, text_of
from transforms.extraction.inline import Style, inline_of
from transforms.extraction.lists import item_of
from transforms.extraction.page import TextRange
from transforms.extraction.vocabulary import Hint


@dataclass(frozen=True)
class Unit:
    """A block with what is known of its text: where it stands, and how much of it there is, is main, and is links.

    `parts` are what the document has in its place, where it is told from the rest of the page as a whole but read in
    parts.
    """

    block: Block
    text: TextRange
    length: int
    kept: int
    linked: int
    hints: Hint
    parts: tuple[Block, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the document has of it."""
        return self.parts or (self.block,)


@dataclass
class Frame:
    """A place for blocks: the page itself, or a quote, list or item of it that is still open.

    `hints` are those of its element.
    """

    element: HtmlElement
    hints: Hint
    units: list[Unit] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    notes: list[Unit] = field(default_factory=list)
    term: Inline = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for unit in self.units for block in unit.blocks)

    def take_strays(self) -> None:
        """Makes items of what stands in a list but in no item of it; notes are kept apart, they are no items."""
        for unit in self.units:
            if isinstance(unit.block, Footnote):
                self.notes.append(unit)
            else:
                self.items.append(item_of((unit.block,), ()))
        self.units.clear()


def quote_of(element: HtmlElement, blocks: tuple[Block, ...], base_url: str | None) -> Quote:
    """Returns the quote; a last paragraph that is nothing but its `<cite>` or footer is its attribution."""
    last = blocks[-1]
    if len(blocks) > 1 and isinstance(last, Paragraph):
        for source in element.iter("cite", "footer"):
            content = inline_of(source, Style(), base_url)
            if text_of(content).strip("—–- ") == last.text.strip("—–- "):
                return Quote(
                    blocks[:-1], tuple(Span(span.text, span.marks, span.href, span.language) for span in last.content)
                )
    return Quote(blocks)
