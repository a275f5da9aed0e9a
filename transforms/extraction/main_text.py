"""Trafilatura's word on which text nodes of a page are main text."""

import logging

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from transforms.extraction.page import names_in

# What it reports for each page that it gives up on; here that is a result.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def main_text_names(root: HtmlElement) -> set[int]:
    """Returns the names of the text nodes that trafilatura keeps; none where it finds no main text."""
    # Any format but its default spares the rendering of text that nobody reads.
    options = Extractor(output_format="xml", comments=False, tables=True)
    found = trafilatura.bare_extraction(root, options=options)
    if not isinstance(found, trafilatura.settings.Document):
        return set()
    body: etree._Element = found.body
    return names_in("".join(body.itertext()))
