"""Trafilatura's word on which text nodes of a page are main text."""

import logging

import trafilatura
from lxml import etree
from trafilatura.settings import Extractor

from transforms.extraction.page import NamedPage, TextRange, names_in

# What it reports for each page that it gives up on; here that is a result.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_FEWEST_CHARACTERS = 100


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
    """Returns what trafilatura keeps of a page; nothing where it finds no main text.

    Of a page with less than its least, it returns words that cannot be found again; a short text in a script without
    spaces is of as few characters.
    """
    kept = (_kept_names(page, fewest) for fewest in (None, _FEWEST_CHARACTERS))
    return MainText(page, next(filter(None, kept), set()))


def _kept_names(page: NamedPage, fewest_characters: int | None) -> set[int]:
    # Any format but its default spares the rendering of text that nobody reads.
    options = Extractor(output_format="xml", comments=False, tables=True)
    if fewest_characters is not None:
        options.min_extracted_size = fewest_characters
    found = trafilatura.bare_extraction(page.root, options=options)
    if not isinstance(found, trafilatura.settings.Document):
        return set()
    body: etree._Element = found.body
    return names_in("".join(body.itertext()))
