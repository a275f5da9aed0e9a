"""Trafilatura's word on which text nodes of a page are main text."""

import logging

import trafilatura
from lxml import etree
from trafilatura.settings import Extractor

from transforms.extraction.page import NamedPage, TextRange, names_in

# What it reports for each page that it gives up on; here that is a result.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


class MainText:
    """Which text nodes of a page are main text, and how much of any part of it."""

    def __init__(self, page: NamedPage, names: set[int]) -> None:
        self._sums = page.sums_over(names)

    @property
    def total(self) -> int:
        """How many characters of the page are main text."""
        return self._sums[-1]

    def length(self, text: TextRange) -> int:
        """Returns how many characters of a range are main text."""
        return self._sums[text.end] - self._sums[text.start]


def find_main_text(page: NamedPage) -> MainText:
    """Returns what trafilatura keeps of a page; nothing where it finds no main text."""
    # Any format but its default spares the rendering of text that nobody reads.
    options = Extractor(output_format="xml", comments=False, tables=True)
    found = trafilatura.bare_extraction(page.root, options=options)
    if not isinstance(found, trafilatura.settings.Document):
        return MainText(page, set())
    body: etree._Element = found.body
    return MainText(page, names_in("".join(body.itertext())))
