"""Running text: words with their marks, spaced as a browser would."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from transforms.documents import Inline, Mark, Span
from transforms.extraction.notes import is_anchor_sign, is_note_mark, words_of
from transforms.extraction.page import name_of, tag_of, without_names

_MARKS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), Mark.EMPHASIS),
    **dict.fromkeys(("strong", "b"), Mark.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Mark.CODE),
    **dict.fromkeys(("del", "s", "strike"), Mark.STRUCK),
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
}
_COLLAPSIBLE = re.compile(r"[ \t\n\r]+")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Void and replaced elements, and those whose text is no text of the page.
UNREAD = frozenset({
    "head", "script", "style", "template", "noscript", "svg", "select", "textarea", "datalist", "button", "input",
    "object", "embed", "iframe", "canvas", "audio", "video", "map", "meter", "progress", "dialog",
})  # fmt: skip


@dataclass(frozen=True)
class Style:
    """What holds of all words inside an element."""

    marks: frozenset[Mark] = frozenset()
    href: str | None = None
    language: str | None = None

    def inside(self, element: HtmlElement, base_url: str | None) -> "Style":
        """Returns the style of the words inside an element that stands in words of this style."""
        style, tag = self, tag_of(element)
        mark = _MARKS.get(tag)
        if tag == "a":
            style = self._linked(element, base_url)
        elif mark is Mark.SUPERSCRIPT and is_note_mark(element):
            style = replace(self, marks=self.marks | {Mark.NOTE_MARK})
        elif mark is not None:
            style = replace(self, marks=self.marks | {mark})
        language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if language and language != style.language and _LANGUAGE_TAG.fullmatch(language):
            style = replace(style, language=language)
        return style

    def _linked(self, element: HtmlElement, base_url: str | None) -> "Style":
        href = (element.get("href") or "").strip()
        if not href:
            return self
        mark = Mark.NOTE_MARK if Mark.NOTE_MARK in self.marks or is_note_mark(element) else Mark.LINK
        return replace(self, marks=self.marks | {mark}, href=resolved(href, base_url))


def is_ornament(element: HtmlElement) -> bool:
    """Tells what a page draws for the eye alone beside words for all: the picture of a formula, the name of an icon.

    A lone letter that goes on after it is the large initial of a word.
    """
    if element.get("aria-hidden") != "true" or element.tag in BLOCK_LEVEL or element.find(".//img") is not None:
        return False
    return not (len(words_of(element)) == 1 and without_names(element.tail or "")[:1].isalpha())


def resolved(url: str, base_url: str | None) -> str:
    """Returns an address of the page in full, as far as the page's own address is known and both can be read."""
    if not base_url:
        return url
    try:
        return urljoin(base_url, url)
    except ValueError:  # what stands there is no address
        return url


class InlineBuffer:
    """Collects running text until its block ends; remembers the names of the text nodes that it came from."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, Style]] = []
        self._names: list[int] = []

    def add(self, text: str | None, style: Style) -> None:
        """Appends a text node, or words without a name."""
        if not text:
            return
        name = name_of(text)
        if name is not None:
            self._names.append(name)
            text = without_names(text)
        self._pieces.append((_COLLAPSIBLE.sub(" ", text), style))

    def break_line(self) -> bool:
        """Appends the line break of a `<br>`; returns whether it is the second in a row, which ends the paragraph."""
        for text, _ in reversed(self._pieces):
            if text == "\n":
                return True
            if not text.isspace():
                break
        self._pieces.append(("\n", Style()))
        return False

    @property
    def is_blank(self) -> bool:
        return not self._names and all(text.isspace() for text, _ in self._pieces)

    def take(self) -> tuple[Inline, tuple[int, ...]]:
        """Returns what was collected, as spans and as names, and begins anew."""
        content, names = spans_of(self._pieces), tuple(self._names)
        self._pieces, self._names = [], []
        return content, names


def spans_of(pieces: Iterable[tuple[str, Style]]) -> Inline:
    """Returns pieces of text as spans: white space that a browser would not draw is gone, equal neighbours are one."""
    runs: list[tuple[list[str], Style]] = []
    end = "\n"
    for piece, style in pieces:
        if piece == "\n":
            _strip_end(runs, " ")
        text = piece.lstrip(" ") if end in " \n" and piece != "\n" else piece
        if not text:
            continue
        end = text[-1]
        # A blank between two styles belongs to the words before it.
        if runs and (runs[-1][1] == style or text in (" ", "\n")):
            runs[-1][0].append(text)
        else:
            runs.append(([text], style))
    _strip_end(runs, " \n")
    spans = (Span("".join(texts), style.marks, style.href, style.language) for texts, style in runs)
    first, *others = spans if runs else [Span("")]
    return tuple(span for span in (replace(first, text=first.text.lstrip(" \n")), *others) if span.text)


def _strip_end(runs: list[tuple[list[str], Style]], blanks: str) -> None:
    """Takes blanks from the end of the last run, and runs that are nothing else."""
    while runs:
        texts, _ = runs[-1]
        while texts:
            texts[-1] = texts[-1].rstrip(blanks)
            if texts[-1]:
                return
            texts.pop()
        runs.pop()


def inline_of(
    root: HtmlElement, style: Style, base_url: str | None, unwanted: frozenset[HtmlElement] = frozenset()
) -> Inline:
    """Returns all words below an element as running text; where a block ends inside it, a line ends."""
    buffer = InlineBuffer()
    styles = [style]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            styles.append(styles[-1] if element is root else styles[-1].inside(element, base_url))
            # A heading that folds and unfolds what follows it says so by a button around its words.
            if (
                (tag in UNREAD and tag != "button")
                or element in unwanted
                or (tag == "a" and is_anchor_sign(element))
                or is_ornament(element)
            ):
                walk.skip_subtree()
            elif tag == "br":
                buffer.break_line()
            else:
                if tag in BLOCK_LEVEL and element is not root and not buffer.is_blank:
                    buffer.break_line()
                buffer.add(element.text, styles[-1])
        else:
            styles.pop()
            if element is root:
                continue
            if tag in BLOCK_LEVEL and not buffer.is_blank:
                buffer.break_line()
            buffer.add(element.tail, styles[-1])
    return buffer.take()[0]


BLOCK_LEVEL = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
})  # fmt: skip
