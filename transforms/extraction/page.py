"""A parsed page whose text nodes have names.

Whatever another program keeps of the page can so be found in it again: each text node begins with a private-use
character of its own, its name. Names are given in document order, hence the text nodes below an element are a range of
names, and sums over any subtree cost two look-ups.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from transforms.extraction.encoding import decode, without_control_characters
from transforms.extraction.limits import ExtractionLimits
from transforms.extraction.reasons import SkipReason, skip
from transforms.outcomes import ArticleError, FailureCode

_FIRST_NAME = 0xF0000
_NAMES = re.compile("[\U000f0000-\U0010ffff]")
# The page's own private-use characters are glyphs of an icon font and say nothing.
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

# Elements whose text a reader of the page never sees as text.
_WORDLESS = frozenset({"head", "script", "style", "template", "noscript", "svg", "select", "textarea", "datalist"})


@dataclass(frozen=True)
class TextRange:
    """The names of consecutive text nodes, from `start` up to but not including `end`."""

    start: int
    end: int

    def __contains__(self, other: "TextRange") -> bool:
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "TextRange") -> bool:
        """Tells whether two ranges overlap or, where one of them is empty, meet."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


class NamedPage:
    """The tree of a page with named text nodes, and sums over them."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._ranges: dict[HtmlElement, TextRange] = {}
        lengths, linked = self._name_text()
        self._length = [0, *accumulate(lengths)]
        self._linked = [0, *accumulate(linked)]

    def _name_text(self) -> tuple[list[int], list[int]]:
        """Names the text nodes in place; returns how many characters each has, and how many of them are link text."""
        lengths: list[int] = []
        linked: list[int] = []
        starts: dict[HtmlElement, int] = {}
        link_depth = 0

        def named(text: str | None) -> str | None:
            words = without_names(text or "")  # a character reference can stand for a name
            if not words or words.isspace():
                return words or None
            length = len(words.strip())
            lengths.append(length)
            linked.append(length if link_depth else 0)
            return chr(_FIRST_NAME + len(lengths) - 1) + words

        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                starts[element] = len(lengths)
                if element.tag in _WORDLESS:
                    walk.skip_subtree()
                    continue
                link_depth += element.tag == "a"
                element.text = named(element.text)
            else:
                link_depth -= element.tag == "a"
                self._ranges[element] = TextRange(starts[element], len(lengths))
                if element is not self.root:
                    element.tail = named(element.tail)
        return lengths, linked

    def names(self) -> set[int]:
        """Returns all names."""
        return set(range(len(self._length) - 1))

    def range_of(self, element: HtmlElement) -> TextRange:
        """Returns the text nodes below an element; none for one inside what is no text of the page."""
        found = self._ranges.get(element)
        return found or next(self._ranges[around] for around in element.iterancestors() if around in self._ranges)

    def length(self, text: TextRange) -> int:
        """Returns the number of characters in a range."""
        return self._length[text.end] - self._length[text.start]

    def linked(self, text: TextRange) -> int:
        """Returns the number of characters in a range that are link text."""
        return self._linked[text.end] - self._linked[text.start]

    def sums_over(self, names: Iterable[int]) -> list[int]:
        """Returns the running sums of the characters in the text nodes of these names."""
        lengths = [0] * (len(self._length) - 1)
        for name in names:
            lengths[name] = self._length[name + 1] - self._length[name]
        return [0, *accumulate(lengths)]


def tag_of(element: HtmlElement) -> str:
    """Returns an element's tag; the parser lets no comments through, whose tag would be no string."""
    return str(element.tag)


def name_of(text: str) -> int | None:
    """Returns the name of a text node, or None where it has none: it is blank or wordless."""
    return ord(text[0]) - _FIRST_NAME if text and ord(text[0]) >= _FIRST_NAME else None


def names_in(text: str) -> set[int]:
    """Returns the names that stand anywhere in a text."""
    return {ord(name) - _FIRST_NAME for name in _NAMES.findall(text)}


def first_words(element: HtmlElement, characters: int) -> str:
    """Returns the words at the beginning of an element, about so many characters of them."""
    found: list[str] = []
    left = characters
    for text in element.itertext():
        if left <= 0:
            break
        if name_of(text) is not None:
            found.append(" ".join(without_names(text).split()))
            left -= len(found[-1])
    return " ".join(found)


def without_names(text: str) -> str:
    """Returns the text without names."""
    return _PRIVATE_USE.sub("", text)


def _parsed(text: str) -> HtmlElement:
    """Returns the root of the page's tree, or raises SkipArticleError or ArticleError."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        root = document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    except etree.ParserError as error:  # an empty page
        raise skip(SkipReason.NO_CONTENT) from error
    except (etree.LxmlError, AssertionError, ValueError) as error:
        raise ArticleError(FailureCode.EXTRACT_FAILED, f"the page cannot be parsed: {error}") from error
    return root


def _check_shape(root: HtmlElement, limits: ExtractionLimits) -> None:
    """Raises ArticleError where the tree is too large or too deep."""
    elements = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        elements += 1
        depth += 1
        if depth > limits.max_nesting:
            raise ArticleError(FailureCode.TOO_DEEP, f"elements are nested more than {limits.max_nesting} deep")
        if elements > limits.max_elements:
            raise ArticleError(FailureCode.TOO_LARGE, f"more than {limits.max_elements} elements")


def _open_shadow_roots(root: HtmlElement) -> None:
    """Makes plain parts of the page of the templates that a browser shows where they stand."""
    for template in root.iter("template"):
        if template.get("shadowrootmode") or template.get("shadowroot"):
            template.tag = "div"


def checked_text(source: str | bytes, limits: ExtractionLimits) -> str:
    """Returns the characters of a record, cleaned, or raises ArticleError where there are too many."""
    if len(source) > limits.max_bytes:
        raise ArticleError(FailureCode.TOO_LARGE, f"{len(source)} bytes are more than {limits.max_bytes}")
    text = decode(source) if isinstance(source, bytes) else source
    size = len(text.encode("utf-8", errors="ignore"))
    if size > limits.max_bytes:
        raise ArticleError(FailureCode.TOO_LARGE, f"{size} bytes are more than {limits.max_bytes}")
    return without_control_characters(text)


def parse_page(html: str | bytes, limits: ExtractionLimits) -> HtmlElement:
    """Returns the root of the page's tree, or raises SkipArticleError (empty) or ArticleError (over a limit)."""
    text = _PRIVATE_USE.sub("", checked_text(html, limits))
    if not text.strip():
        raise skip(SkipReason.NO_CONTENT)
    root = _parsed(text)
    _check_shape(root, limits)
    _open_shadow_roots(root)
    return root
