"""Lists: told from lists that only place things, and what their own markup says of them."""

from lxml.html import HtmlElement

from transforms.documents import Block, Inline, ListItem, ListStyle, Paragraph
from transforms.extraction.page import tag_of


def is_layout_list(element: HtmlElement) -> bool:
    """Tells a list that only places cards or posts from one that lists things."""
    return any(True for _ in element.iterdescendants("h1", "h2", "h3", "article", "section", "table"))


def style_of(element: HtmlElement) -> ListStyle:
    """Returns how a browser draws a list."""
    return {"ol": ListStyle.NUMBERED, "dl": ListStyle.DESCRIPTION}.get(tag_of(element), ListStyle.BULLETED)


def start_of(element: HtmlElement) -> int:
    """Returns the number of a list's first item; 1 where it names none that can be counted from."""
    start = (element.get("start") or "").strip()
    return int(start) if start.lstrip("-").isascii() and start.lstrip("-").isdigit() and len(start) < 7 else 1


def item_of(blocks: tuple[Block, ...], term: Inline) -> ListItem:
    """Returns the item that an item's blocks make: its first paragraph is its own words."""
    if blocks and isinstance(blocks[0], Paragraph):
        return ListItem(blocks[0].content, blocks[1:], term)
    return ListItem((), blocks, term)
