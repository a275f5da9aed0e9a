"""Subheads that a page only draws as such: a short line of bold type between two paragraphs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from transforms.composition.credits import is_credit
from transforms.composition.similarity import count_words
from transforms.documents import Block, Document, Figure, Heading, ListBlock, Mark, Paragraph, ParagraphKind

MOST_WORDS_OF_A_SUBHEAD = 12
FEWEST_WORDS_OF_RUNNING_TEXT = 12
LEVEL = 6  # under every heading of the page
_ENDS_OF_NO_SUBHEAD = (*'.,;:!?…"”»)]', "。", "？", "！", "：", "、")


def with_subheads(document: Document) -> Document:
    """Returns the document with headings in the place of bold lines that stand over running text.

    The first of them is none: above the text stand bylines and labels.
    """
    blocks = list(document.blocks)
    is_in_text = False
    for index, block in enumerate(blocks):
        if is_in_text and _is_bold_line(block) and _leads_into_text(blocks[index + 1 :]):
            blocks[index] = Heading(block.content, LEVEL)
        is_in_text = is_in_text or _is_running_text(block)
    return replace(document, blocks=tuple(blocks)) if blocks != list(document.blocks) else document


def _is_bold_line(block: Block) -> TypeGuard[Paragraph]:
    if not isinstance(block, Paragraph) or block.kind is not ParagraphKind.BODY:
        return False
    text = block.text.strip()
    return (
        1 <= count_words(text) <= MOST_WORDS_OF_A_SUBHEAD
        and any(map(str.isalpha, text))
        and not text.endswith(_ENDS_OF_NO_SUBHEAD)
        and all(Mark.STRONG in span.marks or not span.text.strip() for span in block.content)
        and not is_credit(text)
    )


def _leads_into_text(following: Sequence[Block]) -> bool:
    """Says whether running text or a list comes next; a picture may stand between."""
    after = next((block for block in following if not isinstance(block, Figure)), None)
    return isinstance(after, ListBlock) or _is_running_text(after)


def _is_running_text(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and count_words(block.text) >= FEWEST_WORDS_OF_RUNNING_TEXT
