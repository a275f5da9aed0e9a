"""The record that comes in and the document that is read from it.

A document is a flat sequence of typed blocks in reading order. Blocks nest only where the page does: in list items and
in quotes. Words live in spans, so that a note mark, a link or a phrase in another language can be told from its
paragraph; what a block says is always the concatenation of its spans.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property

from models.captioning.captions import PictureKind
from transforms.digests import digest_of


@dataclass(frozen=True)
class RecordImage:
    """An image that came with the record, not with its page; `data` is its file, where the record holds it."""

    url: str
    alt: str | None = None
    caption: str | None = None
    data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Article:
    """One input record; exactly one of `html`, `text` and `markdown` is set.

    `source` says where the record stands: the file, `#` and the row. `html` is bytes where the input column is binary,
    so that the page's own encoding decides. Metadata is as the record gives it: unchecked.
    """

    article_id: str
    source: str
    html: str | bytes | None = None
    text: str | None = None
    markdown: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published_at: str | None = None
    language: str | None = None
    images: tuple[RecordImage, ...] = ()

    @cached_property
    def record_digest(self) -> str:
        """The digest of all of the record; where it stands is no part of it."""
        return digest_of(*(getattr(self, field.name) for field in fields(self) if field.name != "source"))


class Mark(StrEnum):
    """What the page says of a run of words."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    CODE = "code"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    NOTE_MARK = "note_mark"
    MATH = "math"
    STRUCK = "struck"


@dataclass(frozen=True)
class Span:
    """A run of words with one set of marks.

    `href` is the target of a link or note mark. `language` is a BCP 47 tag where the page marks the run as being in
    another language than its document. A line break of the page (`<br>`) is a newline in `text`.
    """

    text: str
    marks: frozenset[Mark] = frozenset()
    href: str | None = None
    language: str | None = None


Inline = tuple[Span, ...]


def text_of(spans: Iterable[Span]) -> str:
    """Returns the words of the spans, marks and all, as the page has them."""
    return "".join(span.text for span in spans)


@dataclass(frozen=True)
class Image:
    """One picture of the page.

    `alt` is None where the attribute is missing and empty where the author left it empty on purpose. `width` and
    `height` are what the page declares, in CSS pixels. `other_urls` are further sizes of the same picture. `link` is
    where a click on the picture leads. `hints` are class names, ids, the role and `aria-hidden`, lower case: evidence
    for telling a photograph from an icon.
    """

    url: str
    alt: str | None = None
    title: str | None = None
    width: int | None = None
    height: int | None = None
    other_urls: tuple[str, ...] = ()
    link: str | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A headline inside the article; `level` is 1 to 6, as in HTML."""

    content: Inline
    level: int

    @property
    def text(self) -> str:
        return text_of(self.content)


class ParagraphKind(StrEnum):
    """What the page's markup says that a paragraph is; `BODY` where it says nothing."""

    BODY = "body"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    CORRECTION = "correction"
    UPDATE = "update"
    SPONSORSHIP = "sponsorship"


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    content: Inline
    kind: ParagraphKind = ParagraphKind.BODY

    @property
    def text(self) -> str:
        return text_of(self.content)


class ListStyle(StrEnum):
    """How the page draws a list."""

    BULLETED = "bulleted"
    NUMBERED = "numbered"
    DESCRIPTION = "description"


@dataclass(frozen=True)
class ListItem:
    """One item: its own words, then the blocks that stand inside it (nested lists, code, figures, more paragraphs).

    `term` is set in description lists only: the `<dt>`, of which `content` is the description.
    """

    content: Inline
    children: "tuple[Block, ...]" = ()
    term: Inline = ()

    @property
    def text(self) -> str:
        return "\n".join(filter(None, [text_of(self.term), text_of(self.content), *(b.text for b in self.children)]))


@dataclass(frozen=True)
class ListBlock:
    """A list; `start` is the number of its first item."""

    items: tuple[ListItem, ...]
    style: ListStyle
    start: int = 1

    @property
    def text(self) -> str:
        return "\n".join(item.text for item in self.items)


@dataclass(frozen=True)
class Quote:
    """A block quote; `attribution` is its `<cite>` or footer, where it has one."""

    blocks: "tuple[Block, ...]"
    attribution: Inline = ()

    @property
    def text(self) -> str:
        return "\n".join(filter(None, [*(b.text for b in self.blocks), text_of(self.attribution)]))


@dataclass(frozen=True)
class PullQuote:
    """A sentence of the article that the page shows a second time, large."""

    content: Inline

    @property
    def text(self) -> str:
        return text_of(self.content)


@dataclass(frozen=True)
class Cell:
    """One field of a table; `is_continued` where a row or column span repeats the cell before or above it."""

    content: Inline
    is_header: bool = False
    is_continued: bool = False

    @property
    def text(self) -> str:
        return text_of(self.content)


@dataclass(frozen=True)
class Table:
    """A table, rectangular: row and column spans are spread over the fields that they cover.

    `is_layout` where the page uses the table to place text, not to relate rows and columns.
    """

    rows: tuple[tuple[Cell, ...], ...]
    caption: Inline = ()
    is_layout: bool = False

    @property
    def text(self) -> str:
        rows = ("\t".join(cell.text for cell in row if not cell.is_continued) for row in self.rows)
        return "\n".join(filter(None, [text_of(self.caption), *rows]))


@dataclass(frozen=True)
class Code:
    """A block of program text; `language` as the page names it (`python`), lower case."""

    text: str
    language: str | None = None


@dataclass(frozen=True)
class Equation:
    """A displayed formula; `text` is TeX where the page gives it, else the characters of its MathML."""

    text: str


@dataclass(frozen=True)
class Figure:
    """One picture, or several under one caption (a gallery)."""

    images: tuple[Image, ...]
    caption: Inline = ()
    credit: str = ""

    @property
    def text(self) -> str:
        return "\n".join(filter(None, [text_of(self.caption), self.credit]))


class EmbedKind(StrEnum):
    """What an embed shows."""

    POST = "post"
    VIDEO = "video"
    AUDIO = "audio"
    OTHER = "other"


@dataclass(frozen=True)
class Embed:
    """Somebody else's content inside the page; `text` is what of it stands in the HTML."""

    kind: EmbedKind
    text: str = ""
    author: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Footnote:
    """The text of a note; `label` is its mark, as printed."""

    label: str
    content: Inline

    @property
    def text(self) -> str:
        return text_of(self.content)


Block = Heading | Paragraph | ListBlock | Quote | PullQuote | Table | Code | Equation | Figure | Embed | Footnote


def blocks_within(block: Block) -> Iterator[Block]:
    """Yields a block and all that it holds, in reading order."""
    yield block
    match block:
        case Quote():
            for inner in block.blocks:
                yield from blocks_within(inner)
        case ListBlock():
            for item in block.items:
                for child in item.children:
                    yield from blocks_within(child)


def figures_of(block: Block) -> Iterator[Figure]:
    """Yields the figure that a block is, or those that it holds, in reading order."""
    return (inner for inner in blocks_within(block) if isinstance(inner, Figure))


def images_of(block: Block) -> Iterator[Image]:
    """Yields the images of a block and of all that it holds, in reading order."""
    return (image for figure in figures_of(block) for image in figure.images)


@dataclass(frozen=True)
class Description:
    """What a captioner, not the page, says of a picture.

    `text` is a description in words, `visible_text` what stands written in the picture; both may be empty. `sources`
    are what the words were made from (`ocr`, `faces`, `model`). `model` is the captioner with its revision. `width` and
    `height` are those of the file, in pixels. `fault` says why nothing could be described.
    """

    kind: PictureKind = PictureKind.UNKNOWN
    text: str = ""
    visible_text: str = ""
    sources: tuple[str, ...] = ()
    confidence: float = 1.0
    is_blocked: bool = False
    model: str | None = None
    width: int | None = None
    height: int | None = None
    fault: str | None = None


@dataclass(frozen=True)
class Omission:
    """A part of the page that is not the article: which rule left it out, and its words (the first 200 characters)."""

    rule: str
    text: str


@dataclass(frozen=True)
class Document:
    """An article as it is built: its metadata, and its blocks in reading order.

    The headline is `title` and stands in no block. `published_at` is an ISO 8601 date or time. `language` is a BCP 47
    tag. `is_truncated` where the page holds only the beginning of the article. `picture_files` says where the files of
    pictures stand that came with the record, `descriptions` what is known of pictures, both by the picture's URL.
    `cover` is the file of its lead image, relative to the output folder. `record_digest` is that of the article.
    """

    article_id: str
    source: str
    title: str
    blocks: tuple[Block, ...]
    language: str
    url: str | None = None
    site: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    is_truncated: bool = False
    cover: str | None = None
    omissions: tuple[Omission, ...] = field(default=(), repr=False)
    record_digest: str = field(default="", repr=False)
    picture_files: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)
    descriptions: Mapping[str, Description] = field(default_factory=dict, hash=False, repr=False)
