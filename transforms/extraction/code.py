"""Program text as the page prints it."""

import re

from lxml.html import HtmlElement

from transforms.documents import Code
from transforms.extraction.page import without_names

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-(?:source-)?|brush:\s*|sourceCode\s+)([a-z0-9+#.-]{1,20})", re.IGNORECASE
)
_NO_LANGUAGE = frozenset({"none", "plaintext", "text", "plain", "nohighlight", "txt", "default"})
_LINE_NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:lineno|linenos|line-?numbers?-rows|gutter|ln-num|copy-?(?:button|btn))(?:$|[\s_-])", re.IGNORECASE
)


def _text_of(element: HtmlElement) -> str:
    """Returns the characters below an element, with its line breaks, without line numbers."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "br":
            pieces.append("\n")
        elif child.tag not in ("button", "script", "style", "template") and not _LINE_NUMBERS.search(
            child.get("class") or ""
        ):
            pieces.append(_text_of(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _language_of(element: HtmlElement) -> str | None:
    around = [element, *element.iter("code"), *list(element.iterancestors())[:2]]
    for candidate in around:
        named = candidate.get("data-lang") or candidate.get("data-language")
        match = _LANGUAGE.search(candidate.get("class") or "")
        language = (named or (match[1] if match else "")).lower()
        if language and language not in _NO_LANGUAGE:
            return language
    return None


def code_of(element: HtmlElement) -> Code | None:
    """Returns the code of a `<pre>`, or None where it is empty."""
    text = without_names(_text_of(element)).replace("\xa0", " ").strip("\n")
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return Code(text, _language_of(element)) if text.strip() else None
