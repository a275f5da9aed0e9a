"""Small pages of our own, and what is read from them."""

from transforms.documents import Article, Block, Document
from transforms.extraction import ExtractionLimits, extract_document

LEAD = (
    "The harbour froze on the second of January, and by the evening half of the town stood on the ice, which the old "
    "men said had not happened since the winter of the great storm."
)
TAIL = (
    "When the thaw came, nobody was surprised that the ferry found its way back first; its captain had marked the "
    "channel with fir branches, as his grandmother had done before him."
)
LIMITS = ExtractionLimits(min_words=0)


def page(body: str, head: str = "") -> str:
    """Returns a page whose article holds `body` between two paragraphs of prose."""
    return (
        f"<!doctype html><html lang=en><head><title>Ice in the harbour | The Gazette</title>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
        f"<article><h1>Ice in the harbour</h1><p>{LEAD}</p>{body}<p>{TAIL}</p></article>"
        "<footer>All rights reserved by the Gazette.</footer></body></html>"
    )


def read(html: str | bytes, **record: str) -> Document:
    """Returns the document of a page."""
    return extract_document(Article("a", "pages.parquet#0", html=html, **record), LIMITS)


def blocks_between(body: str) -> tuple[Block, ...]:
    """Returns the blocks that `body` becomes between the two paragraphs of prose."""
    first, *blocks, last = read(page(body)).blocks
    assert (first.text, last.text) == (LEAD, TAIL)
    return tuple(blocks)
