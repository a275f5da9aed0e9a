"""Lists: short ones as a series, long ones item by item, numbered ones with their numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, Part, notice
from transforms.composition.reading import nested_parts_of, parts_of, verbatim
from transforms.composition.rules import rule
from transforms.composition.similarity import count_words
from transforms.documents import ListBlock, ListItem, ListStyle, text_of
from transforms.scripts import Role

MOST_ITEMS_OF_A_SERIES = 6
MOST_WORDS_OF_A_SHORT_ITEM = 6

_ELEMENTS = {ListStyle.BULLETED: "ul", ListStyle.NUMBERED: "ol", ListStyle.DESCRIPTION: "dd"}


@parts_of.register
def read_list(block: ListBlock, context: Context) -> Iterator[Part]:
    """Reads a list by the rule for its kind."""
    if block.style is ListStyle.NUMBERED:
        yield from numbered(block, context)
    elif _is_series(block):
        yield from series(block.items, context)
    else:
        yield from bullets(block, context)


def _is_series(block: ListBlock) -> bool:
    return 2 <= len(block.items) <= MOST_ITEMS_OF_A_SERIES and all(map(_is_short, block.items))


def _is_short(item: ListItem) -> bool:
    words = text_of(item.content).strip()
    return (
        not item.children
        and not item.term
        and 1 <= count_words(words) <= MOST_WORDS_OF_A_SHORT_ITEM
        and not words.endswith((".", "!", "?", ":", "…", "。", "！", "？"))
    )


@rule("L1", "A list of a few short items is read as a series.")
def series(items: Sequence[ListItem], context: Context) -> Iterator[Part]:
    """Reads `tea; milk; and sugar`."""
    for number, item in enumerate(items[:-1], 1):
        line = verbatim(item.content, Role.LIST_ITEM, context, after=pauses.BETWEEN_SHORT_ITEMS, ending=";")
        yield _standing_in(f"ul{number}", line)
    last = context.words(Notice.LIST_LAST) or ""
    line = verbatim(items[-1].content, Role.LIST_ITEM, context, after=pauses.PARAGRAPH, lead=last)
    yield _standing_in(f"ul{len(items)}", line)


@rule("L2", "Each item of a list is read as a sentence of its own.")
def bullets(block: ListBlock, context: Context) -> Iterator[Part]:
    """Reads a list of sentences; the full profile announces it."""
    yield from _announcement(block, context)
    for position, item in enumerate(block.items, 1):
        yield from _item(item, position, "", block.style, context, is_last=position == len(block.items))


@rule("L3", "The items of a numbered list are read with their numbers.")
def numbered(block: ListBlock, context: Context) -> Iterator[Part]:
    """Reads `One. Preheat the oven` and so on."""
    yield from _announcement(block, context)
    for position, item in enumerate(block.items, 1):
        number = block.start + position - 1
        lead = "" if _prints_number(item, number) else f"{number}."
        yield from _item(item, number, lead, block.style, context, is_last=position == len(block.items))


def _prints_number(item: ListItem, number: int) -> bool:
    """Says whether the words of an item begin with its number, so that it need not be said before them."""
    return bool(re.match(rf"\W*{number}(?:[.):]|\s*$)", text_of(item.content)))


def _announcement(block: ListBlock, context: Context) -> Iterator[Part]:
    words = context.words(Notice.LIST, count=len(block.items))
    if context.is_full and words and len(block.items) > 1:
        yield notice(words, Role.LIST_ITEM, after=pauses.AFTER_LIST_NOTICE)


def _item(
    item: ListItem, number: int, lead: str, style: ListStyle, context: Context, *, is_last: bool
) -> Iterator[Part]:
    """Yields the parts of an item, which know where they stand: in it, and in lists inside it."""
    if text_of(item.term).strip():
        term = verbatim(item.term, Role.LIST_ITEM, context, after=pauses.AFTER_ITEM_TERM, lead=lead, ending=":")
        yield _standing_in(f"dt{number}", term)
        lead = ""
    for part in _words_of(item, lead, context, is_last=is_last):
        yield _standing_in(f"{_ELEMENTS[style]}{number}", part)


def _standing_in(place: str, part: Part) -> Part:
    """Returns a part that stands in the item of a list, or in a list inside it."""
    if not isinstance(part, Line):
        return part
    return replace(part, list_item=f"{place}/{part.list_item}" if part.list_item else place)


def _words_of(item: ListItem, lead: str, context: Context, *, is_last: bool) -> Iterator[Part]:
    after = pauses.PARAGRAPH if is_last and not item.children else pauses.BETWEEN_ITEMS
    if text_of(item.content).strip():
        first = item.children[0] if item.children else None
        ending = ":" if isinstance(first, ListBlock) and any(map(_has_words, first.items)) else "."
        yield verbatim(item.content, Role.LIST_ITEM, context, after=after, lead=lead, ending=ending)
    for child in item.children:
        if isinstance(child, ListBlock) and text_of(item.content).strip() and any(map(_has_words, child.items)):
            yield from nested_list(context)
        yield from nested_parts_of(child, context)


def _has_words(item: ListItem) -> bool:
    """Says whether an item has words of its own, not only pictures."""
    return bool(text_of(item.content).strip() or text_of(item.term).strip())


@rule("L4", "A list under an item is announced once.")
def nested_list(context: Context) -> Iterator[Part]:
    """Says `Under that:`."""
    words = context.words(Notice.UNDER_THAT)
    if words:
        yield notice(words, Role.LIST_ITEM, after=pauses.LINE)
