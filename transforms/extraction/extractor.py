"""The one call that turns a record into its document, within its limits."""

import re

from transforms.documents import Article, Document
from transforms.extraction.limits import ExtractionLimits
from transforms.extraction.sandbox import extract_in_sandbox, extract_under_note

_DEFAULT_LIMITS = ExtractionLimits()

# Below these bounds no page takes longer than that, whatever its shape (tests/benchmarks/extraction_limits.py).
_HARMLESS_SECONDS = 10.0
_HARMLESS_CHARACTERS = 1_000_000
_HARMLESS_TAGS = 20_000
_HARMLESS_MARKDOWN_CHARACTERS = 50_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{50000}")  # the parser compares each attribute of a tag with all others


def extract_document(article: Article, limits: ExtractionLimits = _DEFAULT_LIMITS) -> Document:
    """Returns the main content as blocks in reading order, or raises SkipArticleError or ArticleError.

    The time limit is real: a record that might take long is worked on by a process of its own, which is killed when
    the time is over.
    """
    if limits.seconds < _HARMLESS_SECONDS or _might_take_long(article):
        return extract_in_sandbox(article, limits)
    return extract_under_note(article, limits)


def _might_take_long(article: Article) -> bool:
    """Tells records by what bounds the work on them: their length, the number of their tags and the longest tag."""
    if article.html is not None:
        if len(article.html) > _HARMLESS_CHARACTERS:
            return True
        text = article.html.decode("latin-1") if isinstance(article.html, bytes) else article.html
        return text.count("<") > _HARMLESS_TAGS or _LONG_TAG.search(text) is not None
    if article.markdown is not None:
        return len(article.markdown) > _HARMLESS_MARKDOWN_CHARACTERS
    return len(article.text or "") > _HARMLESS_CHARACTERS
