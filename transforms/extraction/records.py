"""Texts that came as no page, as pages: plain text, the body in structured data."""

import re
from html import escape, unescape

_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|li)\b", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")


def page_of_text(text: str) -> str:
    """Returns the HTML of a plain text: paragraphs where blank lines part it, else one for each line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    paragraphs = _PARAGRAPH_END.split(text)
    if len(paragraphs) == 1:
        paragraphs = text.split("\n")
    return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs if paragraph.strip())


def page_of_body(body: str) -> str:
    """Returns the HTML of the body in structured data: some sites put markup there, some escape it, some put text."""
    text = unescape(body)
    return text if _MARKUP.search(text) else page_of_text(text)
