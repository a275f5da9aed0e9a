"""Words that serve the page, not the article: invitations to read on, to sign up, to share; advertisements."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from transforms.boilerplate import SENTENCES, is_boilerplate
from transforms.composition.context import Context
from transforms.composition.placing import Place, Placing
from transforms.composition.rules import rule
from transforms.composition.wording import Edit, Wording, clip
from transforms.documents import Block, Figure, Heading, Inline, ListBlock, Mark, Paragraph, text_of

MOST_WORDS_OF_AN_ANNOUNCEMENT = 8
LINKED_SHARE = 0.8

# What the heading or line over a box of links begins with.
_RELATED_LINKS = (
    *(
        "related",
        "read more",
        "read next",
        "read also",
        "see also",
        "more from",
        "more on",
        "more stories",
        "more like",
    ),
    *("you may also like", "you might also like", "recommended", "further reading", "most read", "most popular"),
    *("trending", "latest", "lesen sie", "mehr zum", "mehr aus", "mehr von", "zum thema", "das könnte"),
    *("lire aussi", "à lire", "sur le même", "lea también", "lee también", "te puede", "más noticias"),
    *("leggi anche", "potrebbe interessarti", "leia também", "veja também", "lees ook", "meer over"),
)

# A link that stands alone between paragraphs, under a label in capitals: `IN PICTURES: The flood`.
_LABELLED_LINK = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’' ]{2,24}:\s+(?=\S)")
MOST_WORDS_OF_A_LABELLED_LINK = 25
_RELATED = re.compile(rf"\W*(?:{'|'.join(_RELATED_LINKS)})\b.*", re.IGNORECASE)


@rule("B1", "Invitations to read more, sign up, share or accept, and labels of advertisements are not read.")
def boilerplate(context: Context) -> Iterator[Placing]:
    """Silences headings, paragraphs and lists that serve the page."""
    for index, block in enumerate(context.document.blocks):
        match block:
            case Heading() | Paragraph():
                texts = [block.text]
            case ListBlock():
                texts = [item.text for item in block.items]
            case _:
                continue
        if all(is_boilerplate(text, context.language) for text in texts):
            yield Placing(block=index, place=Place.SILENT)


def boilerplate_sentences(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences sentences inside a paragraph that serve the page (rule B1)."""
    for found in SENTENCES.finditer(wording.text):
        yield Edit(rule="B1", start=found.start(), end=found.end())


@rule("B2", "A box of links to other articles is not read, nor is its heading.")
def related_links(context: Context) -> Iterator[Placing]:
    """Silences the links, linked pictures and teasers that follow a line which says that they lead elsewhere."""
    blocks = context.document.blocks
    for index, block in enumerate(blocks):
        if _is_labelled_link(block):
            yield Placing(block=index, place=Place.SILENT)
        if not _announces_links(block):
            continue
        box = list(takewhile(_belongs_to_a_box, pairwise(blocks[index:])))
        if any(_is_linked(later) for _, later in box):
            for position in range(index, index + len(box) + 1):
                yield Placing(block=position, place=Place.SILENT)


def _announces_links(block: Block) -> bool:
    if not isinstance(block, Heading | Paragraph) or len(block.text.split()) > MOST_WORDS_OF_AN_ANNOUNCEMENT:
        return False
    return bool(_RELATED.match(block.text)) and not _is_linked(block)


def _is_labelled_link(block: Block) -> bool:
    if not isinstance(block, Heading | Paragraph) or len(block.text.split()) > MOST_WORDS_OF_A_LABELLED_LINK:
        return False
    label = _LABELLED_LINK.match(block.text)
    return label is not None and _linked_share(clip(block.content, label.end(), None)) >= LINKED_SHARE


def _belongs_to_a_box(neighbours: tuple[Block, Block]) -> bool:
    """Says whether the second block is a link or a linked picture, or the teaser under one."""
    before, block = neighbours
    if isinstance(block, Figure):
        return all(image.link for image in block.images)
    return _is_linked(block) or (isinstance(block, Paragraph) and isinstance(before, Heading) and _is_linked(before))


def _is_linked(block: Block) -> bool:
    """Says whether all words of a heading, paragraph or list are links."""
    match block:
        case Heading() | Paragraph():
            return _linked_share(block.content) >= LINKED_SHARE
        case ListBlock():
            return all(_linked_share(item.content) >= LINKED_SHARE for item in block.items if item.text.strip())
    return False


def _linked_share(content: Inline) -> float:
    length = len(text_of(content).strip())
    return sum(len(span.text) for span in content if Mark.LINK in span.marks) / length if length else 0.0
