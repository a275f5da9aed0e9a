"""Where blocks go while a page is walked over: the paragraph that is being collected, and the places still open."""

from dataclasses import replace

from lxml.html import HtmlElement

from transforms.documents import Block, Figure, Footnote, Heading, Paragraph, ParagraphKind, PullQuote
from transforms.extraction.inline import InlineBuffer, Style, inline_of
from transforms.extraction.main_text import MainText
from transforms.extraction.page import NamedPage, TextRange
from transforms.extraction.signs import letters_of
from transforms.extraction.units import Frame, Unit
from transforms.extraction.vocabulary import Hint

# What a paragraph says of itself by its class names.
_KINDS = (
    (Hint.CORRECTION, ParagraphKind.CORRECTION),
    (Hint.SPONSORSHIP, ParagraphKind.SPONSORSHIP),
    (Hint.STANDFIRST, ParagraphKind.STANDFIRST),
)
# What inside a quote, a list or a table serves the page, where it is not main text.
_SERVING = Hint.SHARE | Hint.ADVERT | Hint.SIGN_UP | Hint.CONSENT | Hint.POPUP | Hint.TOOL
_LONGEST_CREDIT = 200
_SHORTEST_REPEATED = 20  # letters


class Collector:
    """Keeps the blocks of a page in its order; `left_out` is what inside quotes, lists and headings serves the page."""

    def __init__(self, page: NamedPage, main: MainText, base_url: str | None) -> None:
        self.left_out: list[Unit] = []
        self._page = page
        self._main = main
        self._base_url = base_url
        self._buffer = InlineBuffer()
        self._frames = [Frame(page.root, Hint.NONE)]
        self._styles = [Style()]
        self._hints = [Hint.NONE]
        self._shared_hints: Hint | None = None  # those that all words of the paragraph bear; None before its first
        self._following: list[Unit] = []  # pictures and notes in the paragraph that is being collected

    def _add(self, text: str | None, style: Style | None = None) -> None:
        """Appends words to the paragraph that is being collected."""
        if text and not text.isspace():
            hints, shared = self._hints[-1], self._shared_hints
            if shared is not hints:  # nearly always they are the same flags, which is quickly told
                self._shared_hints = hints if shared is None else shared & hints
        self._buffer.add(text, style or self._styles[-1])

    def _whole(self, element: HtmlElement, block: Block) -> None:
        """Appends the block of an element that is dealt with as a whole."""
        self._flush()
        if block.text.strip() or not isinstance(block, Heading | PullQuote | Footnote):
            self._append(element, block)

    def _append(self, element: HtmlElement, block: Block, parts: tuple[Block, ...] = ()) -> None:
        text = self._page.range_of(element)
        length, kept, linked = self._page.length(text), self._main.length(text), self._page.linked(text)
        self._put(Unit(block, text, length, kept, linked, self._hints[-1], parts))

    def _put(self, unit: Unit) -> None:
        """Appends a block where it stands; inside another one, not if it serves the page."""
        frame = self._frames[-1]
        serves = len(self._frames) > 1 and unit.hints & ~frame.hints & _SERVING and unit.kept * 2 < unit.length
        (self.left_out if serves else frame.units).append(unit)

    def _leave_out(self, element: HtmlElement) -> None:
        """Notes the words of an element as no part of the article."""
        text = self._page.range_of(element)
        words = Paragraph(inline_of(element, self._styles[-1], self._base_url))
        self.left_out.append(Unit(words, text, self._page.length(text), 0, 0, self._hints[-1]))

    def _flush(self) -> None:
        """Ends the paragraph that is being collected, if there is one; the pictures in it follow."""
        content, names = self._buffer.take()
        # Who is named in a line is its author where its block says so; an inline name may be all that tells of them.
        hints = (self._shared_hints or Hint.NONE) & ~Hint.AUTHOR | self._hints[-1] & Hint.AUTHOR
        self._shared_hints = None
        if content and any(not span.text.isspace() for span in content):
            ranges = [TextRange(name, name + 1) for name in names]
            unit = Unit(
                Paragraph(content, _kind_of(hints)),
                TextRange(min(names, default=0), max(names, default=-1) + 1),
                sum(map(self._page.length, ranges)),
                sum(map(self._main.length, ranges)),
                sum(map(self._page.linked, ranges)),
                hints,
            )
            self._put(unit)
            self._join_caption()
        self._frames[-1].units.extend(self._following)
        self._following.clear()

    def _join_caption(self) -> None:
        """Moves a paragraph that is a caption or a credit, by its name or its words, into the figure before it."""
        if len(self._frames[-1].units) < 2:
            return
        before, last = self._frames[-1].units[-2:]
        if not isinstance(before.block, Figure) or not isinstance(last.block, Paragraph):
            return
        figure = before.block
        if not figure.caption and (Hint.CAPTION in last.hints or _says_what_it_shows(last.block, figure)):
            figure = replace(figure, caption=last.block.content)
        elif not figure.credit and Hint.CREDIT in last.hints and last.length < _LONGEST_CREDIT:
            figure = replace(figure, credit=" ".join(last.block.text.split()))
        else:
            return
        text = TextRange(before.text.start, last.text.end)
        self._frames[-1].units[-2:] = [replace(last, block=figure, text=text, hints=before.hints)]


def _says_what_it_shows(paragraph: Paragraph, figure: Figure) -> bool:
    """Tells a paragraph that repeats the alternative text of the picture above it."""
    said = letters_of(paragraph.text)
    return len(said) > _SHORTEST_REPEATED and any(said == letters_of(image.alt or "") for image in figure.images)


def _kind_of(hints: Hint) -> ParagraphKind:
    return next((kind for hint, kind in _KINDS if hint in hints), ParagraphKind.BODY)
