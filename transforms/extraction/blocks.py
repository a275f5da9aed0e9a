"""The walk over a page's tree that turns it into typed blocks, in the order of the page."""

from collections.abc import Callable
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement

from transforms.documents import (
    Equation,
    Figure,
    Footnote,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Mark,
    Paragraph,
    PullQuote,
    Span,
)
from transforms.extraction.code import code_of
from transforms.extraction.collecting import Collector
from transforms.extraction.embeds import embed_of, is_post, post_of
from transforms.extraction.equations import equation_of, is_displayed
from transforms.extraction.figures import figure_of, image_of, images_in, shown_images
from transforms.extraction.inline import BLOCK_LEVEL, UNREAD, inline_of, is_ornament
from transforms.extraction.lists import is_layout_list, item_of, start_of, style_of
from transforms.extraction.main_text import MainText
from transforms.extraction.notes import (
    is_back_link,
    is_note_beside_text,
    is_number_of_note,
    is_tool_of_heading,
    note_elements,
    number_of_note,
)
from transforms.extraction.page import NamedPage, first_words, tag_of
from transforms.extraction.region import Region
from transforms.extraction.tables import holds_lists, is_layout, table_of
from transforms.extraction.units import Frame, Unit, quote_of
from transforms.extraction.vocabulary import Hint, hints_of

# Where the parts of a page begin.
_CONTAINERS = frozenset({"div", "section", "header", "footer", "nav", "aside", "form", "ul", "table"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
_FRAMES = frozenset({"iframe", "video", "audio", "object", "embed", "amp-youtube", "amp-video"})
_AROUND_STANDFIRST = Hint.AUTHOR | Hint.META | Hint.SHARE
_MAX_DEPTH_OF_BLOCKS = 24
_LABEL_CHARACTERS = 12  # what a button says that is no sentence: "Show more"
_LONGEST_LABEL = 40
_WORDS_LEFT_OUT = 300  # characters of a part that is left out as a whole


class BlockBuilder(Collector):
    """Walks the tree once; every text node ends in exactly one block."""

    def __init__(self, page: NamedPage, main: MainText, base_url: str | None, region: Region | None = None) -> None:
        super().__init__(page, main, base_url)
        self._region = region
        self._notes = note_elements(page.root)

    def build(self) -> list[Unit]:
        """Returns the blocks of the page's body."""
        body = self._page.root.find("body")
        walk = etree.iterwalk(body if body is not None else self._page.root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._open(element):
                    walk.skip_subtree()
            else:
                self._close(element)
        self._flush()
        return self._frames[0].units

    # Opening an element

    def _open(self, element: HtmlElement) -> bool:
        """Begins an element; returns whether all of it is dealt with."""
        tag = tag_of(element)
        self._styles.append(self._styles[-1].inside(element, self._base_url))
        self._hints.append(self._hints_inside(element))
        if tag in _CONTAINERS and self._is_outside(element):
            return True
        if is_ornament(element) or (element.get("role") == "button" and self._labelled_button(element)):
            return True
        opener = _OPENERS.get(tag)
        if opener is not None and opener(self, element):
            return True
        if self._is_special(element):
            return True
        if tag in BLOCK_LEVEL:
            self._flush()
        self._add(element.text)
        return False

    def _hints_inside(self, element: HtmlElement) -> Hint:
        """Returns what holds of all blocks inside an element; a standfirst is no part of the byline around it."""
        own = self._own_hints(element)
        around = self._hints[-1]
        return own | (around & ~_AROUND_STANDFIRST if Hint.STANDFIRST in own else around)

    def _own_hints(self, element: HtmlElement) -> Hint:
        """Returns the element's hints; of one with much of the main text, only that it is comments can be true."""
        hints = hints_of(element)
        if hints:
            kept = self._main.length(self._page.range_of(element))
            if kept and kept * 4 > self._main.total:
                return hints & Hint.COMMENTS
        return hints

    def _is_outside(self, element: HtmlElement) -> bool:
        """Deals with a part of the page far from its article: its words are one block, to be left out."""
        text = self._page.range_of(element)
        if self._region is None or self._region.touches(text) or self._main.length(text):
            return False
        if text.start < text.end:
            self._whole(element, Paragraph((Span(first_words(element, _WORDS_LEFT_OUT)),)))
        return True

    def _is_special(self, element: HtmlElement) -> bool:
        """Deals with what a role or class makes of an element, whatever its tag."""
        if element.get("role") == "heading" and element.tag not in _HEADINGS:
            return self._heading(element)
        if Hint.PULL_QUOTE in self._hints[-1] and element.tag in BLOCK_LEVEL:
            return self._pull_quote(element)
        if element.tag == "span" and is_note_beside_text(element):
            return self._sidenote(element)
        label = self._notes.get(element)
        return label is not None and self._footnote(element, label)

    def _skip(self, element: HtmlElement) -> bool:
        return True

    def _heading(self, element: HtmlElement) -> bool:
        level = element.get("aria-level") or ""
        tools = frozenset(inner for inner in element.iter("a", "span") if is_tool_of_heading(inner))
        drawings = frozenset(element.iter("figure"))
        for drawing in drawings:
            self._leave_out(drawing)
        self._whole(
            element,
            Heading(
                inline_of(element, self._styles[-1], self._base_url, tools | drawings),
                _HEADINGS.get(tag_of(element)) or (int(level) if level in "123456" and level else 2),
            ),
        )
        for img in shown_images(element):
            self._image(img)
        return True

    def _summary(self, element: HtmlElement) -> bool:
        self._whole(element, Heading(inline_of(element, self._styles[-1], self._base_url), 3))
        return True

    def _button(self, element: HtmlElement) -> bool:
        """Takes the button that unfolds what follows it as its heading; another is no text of the page."""
        text = self._page.range_of(element)
        if element.get("aria-expanded") is not None and self._page.length(text) > _LABEL_CHARACTERS:
            self._whole(element, Heading(inline_of(element, self._styles[-1], self._base_url), 3))
        return True

    def _labelled_button(self, element: HtmlElement) -> bool:
        """Deals with what acts as a button, unless it is a heading, a picture or a text that can be clicked.

        One inside a line of words is read with it.
        """
        is_text = (
            self._page.length(self._page.range_of(element)) > _LONGEST_LABEL and "aria-expanded" not in element.attrib
        )
        if is_text or element.tag in _HEADINGS or element.find(".//img") is not None:
            return False
        return self._buffer.is_blank and self._button(element)

    def _pull_quote(self, element: HtmlElement) -> bool:
        if self._page.length(self._page.range_of(element)) > 600:
            return False
        self._whole(element, PullQuote(inline_of(element, self._styles[-1], self._base_url)))
        return True

    def _footnote(self, element: HtmlElement, label: str) -> bool:
        if self._page.length(self._page.range_of(element)) > 3000:
            return False
        unwanted = frozenset(
            number_of_note(a, label, element)
            for a in element.iter("a")
            if is_back_link(a) or is_number_of_note(a, label)
        )
        self._whole(element, Footnote(label, inline_of(element, self._styles[-1], self._base_url, unwanted)))
        return True

    def _sidenote(self, element: HtmlElement) -> bool:
        """Appends the note that stands inside its sentence after the paragraph."""
        content = inline_of(element, self._styles[-1], self._base_url, frozenset(element.iter("sup")))
        self._following.append(Unit(Footnote("", content), self._page.range_of(element), 0, 0, 0, self._hints[-1]))
        return True

    def _paragraph_break(self, element: HtmlElement) -> bool:
        if self._buffer.break_line():
            self._flush()
        return True

    def _rule(self, element: HtmlElement) -> bool:
        self._flush()
        return True

    def _code(self, element: HtmlElement) -> bool:
        code = code_of(element)
        if code is None:
            return False
        self._whole(element, code)
        return True

    def _table(self, element: HtmlElement) -> bool:
        if is_layout(element):
            return False
        if holds_lists(element) and len(self._frames) < _MAX_DEPTH_OF_BLOCKS:
            self._flush()
            self._frames.append(Frame(element, self._hints[-1]))
            return False
        table = table_of(element, self._styles[-1], self._base_url)
        if table is None:
            return False
        self._whole(element, table)
        for img in shown_images(element):
            self._image(img)
        return True

    def _figure(self, element: HtmlElement) -> bool:
        if any(True for _ in element.iterdescendants("table", "pre", "blockquote", "p", "iframe", "video", "ul")):
            if element.find(".//figcaption") is None or element.find(".//img") is None:
                return False
            if any(True for _ in element.iterdescendants("table", "pre", "blockquote", "iframe", "video")):
                return False
        figure = figure_of(element, self._styles[-1], self._base_url)
        if figure is None:
            return False
        self._whole(element, figure)
        return True

    def _image(self, element: HtmlElement) -> bool:
        image = image_of(element, self._base_url)
        if image is not None:
            self._append_picture(element, image)
        return True

    def _append_picture(self, element: HtmlElement, image: Image) -> None:
        """Appends a picture that stands alone; one inside a sentence follows its paragraph."""
        unit = Unit(Figure((image,)), self._page.range_of(element), 0, 0, 0, self._hints[-1])
        if self._buffer.is_blank:
            self._frames[-1].units.append(unit)
        else:
            self._following.append(unit)

    def _fallback(self, element: HtmlElement) -> bool:
        """Takes the picture for readers without scripts where there is none before it for the others."""
        before = element.getprevious()
        shown = before is not None and any(image_of(img, self._base_url) for img in shown_images(before))
        images = images_in(element, self._base_url)
        if images and not shown:
            self._append_picture(element, images[0])
        return True

    def _frame(self, element: HtmlElement) -> bool:
        embed = embed_of(element, self._base_url)
        if embed is not None:
            self._whole(element, embed)
        return True

    def _quote(self, element: HtmlElement) -> bool:
        if is_post(element):
            self._whole(element, post_of(element, self._base_url))
            return True
        if len(self._frames) < _MAX_DEPTH_OF_BLOCKS:
            self._flush()
            self._frames.append(Frame(element, self._hints[-1]))
        return False

    def _list(self, element: HtmlElement) -> bool:
        if len(self._frames) < _MAX_DEPTH_OF_BLOCKS and not is_layout_list(element):
            self._flush()
            self._frames.append(Frame(element, self._hints[-1]))
        return False

    def _item(self, element: HtmlElement) -> bool:
        frame = self._frames[-1]
        if frame.element.tag in _LISTS:
            self._flush()
            frame.take_strays()
            if self._is_special(element):
                return True
            if element.tag == "dt":
                frame.term += inline_of(element, self._styles[-1], self._base_url)
                return True
            self._frames.append(Frame(element, self._hints[-1]))
        return False

    def _quotation(self, element: HtmlElement) -> bool:
        self._add("“")
        return False

    def _ruby_text(self, element: HtmlElement) -> bool:
        """Puts how a word sounds in brackets after it, as `rp` does where a page has it."""
        if _stands_without_brackets(element):
            self._add("（")
        return False

    def _math(self, element: HtmlElement) -> bool:
        text = equation_of(element)
        if text and is_displayed(element):
            self._whole(element, Equation(text))
        elif text:
            style = replace(self._styles[-1], marks=self._styles[-1].marks | {Mark.MATH})
            self._add(text, style)
        return True

    # Closing an element

    def _close(self, element: HtmlElement) -> None:
        if element.tag == "q":
            self._add("”")
        elif element.tag == "rt" and _stands_without_brackets(element):
            self._add("）")
        if element.tag in BLOCK_LEVEL:
            self._flush()
        frame = self._frames[-1]
        if frame.element is element and len(self._frames) > 1:
            self._frames.pop()
            self._close_frame(element, frame)
        self._styles.pop()
        self._hints.pop()
        if element is not self._page.root:
            self._add(element.tail)

    def _close_frame(self, element: HtmlElement, frame: Frame) -> None:
        """Makes of a quote, list or item that ends what it is, in the frame around it."""
        if element.tag in _LISTS:
            self._close_list(element, frame)
        elif element.tag == "blockquote":
            if frame.units:
                self._append(element, quote_of(element, frame.blocks, self._base_url))
        elif element.tag == "table":
            self._close_table(element, frame)
        else:
            around = self._frames[-1]
            if frame.units or around.term:
                around.items.append(item_of(frame.blocks, around.term))
                around.term = ()

    def _close_table(self, element: HtmlElement, frame: Frame) -> None:
        """Ends a table that is read in parts; its pictures follow it, each to be judged by itself."""
        pictures = [unit for unit in frame.units if isinstance(unit.block, Figure)]
        frame.units = [unit for unit in frame.units if not isinstance(unit.block, Figure)]
        table = table_of(element, self._styles[-1], self._base_url)
        if table is not None:
            self._append(element, table, parts=frame.blocks)
        self._frames[-1].units.extend(pictures)

    def _close_list(self, element: HtmlElement, frame: Frame) -> None:
        frame.take_strays()
        if frame.term:
            frame.items.append(ListItem((), term=frame.term))
        if frame.items:
            self._append(element, ListBlock(tuple(frame.items), style_of(element), start_of(element)))
        self._frames[-1].units.extend(frame.notes)


def _stands_without_brackets(sound: HtmlElement) -> bool:
    """Tells the `<rt>` that a page gives no brackets for readers who see it behind its word."""
    ruby = sound.getparent()
    return ruby is not None and ruby.find("rp") is None


_OPENERS: dict[str, Callable[[BlockBuilder, HtmlElement], bool]] = {
    **dict.fromkeys(UNREAD - _FRAMES, BlockBuilder._skip),
    **dict.fromkeys(_FRAMES, BlockBuilder._frame),
    **dict.fromkeys(_HEADINGS, BlockBuilder._heading),
    **dict.fromkeys(_LISTS, BlockBuilder._list),
    **dict.fromkeys(("li", "dt", "dd"), BlockBuilder._item),
    **dict.fromkeys(("img", "amp-img"), BlockBuilder._image),
    "noscript": BlockBuilder._fallback,
    "button": BlockBuilder._button,
    "summary": BlockBuilder._summary,
    "br": BlockBuilder._paragraph_break,
    "hr": BlockBuilder._rule,
    "pre": BlockBuilder._code,
    "table": BlockBuilder._table,
    "figure": BlockBuilder._figure,
    "blockquote": BlockBuilder._quote,
    "q": BlockBuilder._quotation,
    "rt": BlockBuilder._ruby_text,
    "math": BlockBuilder._math,
}
