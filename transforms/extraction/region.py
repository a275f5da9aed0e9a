"""Where on the page the article stands: its core, what belongs around it, and other articles beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from transforms.extraction.main_text import MainText
from transforms.extraction.page import NamedPage, TextRange

_Measure = Callable[[TextRange], int]

_CORE_SHARE = 0.7
_SURROUNDINGS_SHARE = 0.35
_SURROUNDINGS_CHARACTERS = 700
_HEADER_CHARACTERS = 2_500
_ARTICLE_CHARACTERS = 200
_MOST_MAIN_TEXT_ABOVE = 0.1


@dataclass(frozen=True)
class Region:
    """Ranges of the page's text: `core` holds nearly all main text, `article` that and what surrounds it.

    `header` reaches from the headline to the core. `foreign` are other articles of the page. `headline` is None where
    the page shows none above its article.
    """

    core: TextRange
    article: TextRange
    header: TextRange
    foreign: tuple[TextRange, ...]
    headline: TextRange | None = None

    def is_above_headline(self, text: TextRange) -> bool:
        """Tells what the page shows before its headline: the name of a section, a ticker."""
        return self.headline is not None and text.end <= self.headline.start

    def is_foreign(self, text: TextRange) -> bool:
        """Tells what stands in another article."""
        return any(text in other for other in self.foreign)

    def touches(self, text: TextRange) -> bool:
        """Tells what reaches into the article or its header."""
        return self.article.touches(text) or self.header.touches(text)


def find_region(
    page: NamedPage, main: MainText, headline: TextRange | None, thread: HtmlElement | None = None
) -> Region:
    """Returns where the article stands, judged by where the main text is; all posts of a thread are its core."""
    body = page.root.find("body")
    start = body if body is not None else page.root
    foreign = _other_articles(page, main, headline)

    def own(text: TextRange) -> int:
        return main.length(text) - sum(main.length(other) for other in foreign if other in text)

    core = _core(page, own, start)
    if thread is not None and page.range_of(core) in page.range_of(thread):
        core = thread
    article = _article_around(page, own, core)
    core_range, article_range = page.range_of(core), page.range_of(article)
    header = TextRange(core_range.start, core_range.start)
    if headline is not None and headline.end <= core_range.start:
        between = TextRange(headline.start, core_range.start)
        if page.length(between) - page.linked(between) <= _HEADER_CHARACTERS:
            header = between
    if headline is not None and main.length(TextRange(0, headline.start)) > _MOST_MAIN_TEXT_ABOVE * main.total:
        headline = None  # a heading further down that repeats it
    return Region(core_range, article_range, header, foreign, headline)


def _core(page: NamedPage, kept_in: _Measure, start: HtmlElement) -> HtmlElement:
    """Returns the smallest element that holds nearly all main text."""
    wanted = kept_in(page.range_of(start)) * _CORE_SHARE
    core = start
    while True:
        inner = next((child for child in core if child.tag != "p" and kept_in(page.range_of(child)) >= wanted), None)
        if inner is None:
            return core
        core = inner


def _article_around(page: NamedPage, kept_in: _Measure, core: HtmlElement) -> HtmlElement:
    """Returns the largest element around the core that adds little to it: a lead, a picture, a byline."""
    kept = kept_in(page.range_of(core))
    article = core
    for ancestor in core.iterancestors():
        text = page.range_of(ancestor)
        if ancestor.tag in ("body", "html"):
            break
        added = page.length(text) - kept_in(text)
        if added > max(_SURROUNDINGS_SHARE * kept, _SURROUNDINGS_CHARACTERS):
            break
        article = ancestor
    return article


def _other_articles(page: NamedPage, main: MainText, headline: TextRange | None) -> tuple[TextRange, ...]:
    """Returns the articles of the page but that which holds the headline; none where no article holds it."""
    articles = [page.range_of(element) for element in page.root.iter("article")]
    own = [text for text in articles if headline is not None and headline in text]
    if not own or main.length(own[-1]) < _ARTICLE_CHARACTERS:
        return ()
    headed = own[-1]
    return tuple(text for text in articles if text not in headed and headed not in text and main.length(text))
