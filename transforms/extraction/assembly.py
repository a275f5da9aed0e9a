"""The work on one record, from its characters to its document."""

import re
from dataclasses import replace

from transforms.documents import Article, Block, Document, Heading, text_of
from transforms.extraction.blocks import BlockBuilder
from transforms.extraction.bylines import names_of_byline
from transforms.extraction.dates import date_on_page, iso_date
from transforms.extraction.language import language_of
from transforms.extraction.limits import ExtractionLimits
from transforms.extraction.main_text import MainText, find_main_text
from transforms.extraction.markdown import page_of_markdown
from transforms.extraction.metadata import PARTS_OF_A_TITLE, Metadata, metadata_of, thread_of
from transforms.extraction.notes import words_of
from transforms.extraction.page import NamedPage, TextRange, checked_text, parse_page
from transforms.extraction.records import page_of_body, page_of_text
from transforms.extraction.region import find_region
from transforms.extraction.selection import Selector, omissions_of
from transforms.extraction.tables import drop_excessive_spans, join_split_tables
from transforms.extraction.units import Unit
from transforms.extraction.verdict import Verdict, check_length
from transforms.outcomes import ArticleError, FailureCode, SkipArticleError

_WORD = re.compile(r"\w+")
_NO_METADATA = Metadata()
_HIDDEN_BODY_CHARACTERS = 500
_HIDDEN_BODY_RATIO = 3
_NOT_A_LETTER = re.compile(r"[\W_]+")


def document_of(article: Article, limits: ExtractionLimits) -> Document:
    """Returns the document of a record, or raises SkipArticleError or ArticleError; takes as long as it takes."""
    try:
        return _document_of(article, limits)
    except (SkipArticleError, ArticleError):
        raise
    except Exception as error:  # a page that breaks a library is that page's failure, never its bundle's
        raise ArticleError(FailureCode.EXTRACT_FAILED, f"{type(error).__name__}: {error}") from error


def _document_of(article: Article, limits: ExtractionLimits) -> Document:
    if article.html is not None:
        return _from_page(article, article.html, limits)
    if article.markdown is not None:
        return _from_text(article, page_of_markdown(checked_text(article.markdown, limits)), limits)
    if article.text is not None:
        return _from_text(article, page_of_text(checked_text(article.text, limits)), limits)
    raise ArticleError(FailureCode.BAD_RECORD, "the record has neither html nor text nor markdown")


def _from_page(article: Article, html: str | bytes, limits: ExtractionLimits) -> Document:
    """Returns the document of a web page, of which only a part is the article."""
    root = parse_page(html, limits)
    drop_excessive_spans(root)
    join_split_tables(root)
    metadata = metadata_of(root)
    if metadata.published_at is None and not _date_of(article):
        metadata = replace(metadata, published_at=date_on_page(root, article.url))
    page = NamedPage(root)
    main = find_main_text(page)
    if len(metadata.body) > max(_HIDDEN_BODY_CHARACTERS, _HIDDEN_BODY_RATIO * main.total):
        # A page that a script would draw: its text stands in its structured data alone.
        return _from_text(article, page_of_body(metadata.body), limits, metadata)
    title = (article.title or metadata.title or "").strip()
    region = find_region(page, main, _headline_of(page, [title, metadata.title or ""]), thread_of(root))
    builder = BlockBuilder(page, main, article.url or metadata.url, region)
    units = builder.build()
    selector = Selector(units, region, metadata)
    verdicts = selector.chosen()
    chosen = [unit for unit, is_article in zip(units, verdicts) if is_article]
    others = [*(unit for unit, is_article in zip(units, verdicts) if not is_article), *builder.left_out]
    title, chosen = _without_headline(chosen, title)
    chosen = selector.with_lead(chosen, _authors_of(article, metadata))
    verdict = Verdict(root, metadata, chosen, others, title)
    verdict.check(limits)
    document = _document(article, metadata, _blocks_of(chosen), title, limits)
    return replace(document, is_truncated=verdict.is_truncated, omissions=omissions_of(others))


def _headline_of(page: NamedPage, titles: list[str]) -> TextRange | None:
    """Returns where the headline stands on the page: a heading that says the title, else the only one of level 1.

    Of several it is the one that says most of the title.
    """
    wanted = {_letters(title) for title in titles if title}
    headings = [element for element in page.root.iter("h1", "h2", "h3") if page.length(page.range_of(element))]
    first = [element for element in headings if element.tag == "h1"]
    found = [element for element in headings if _letters(words_of(element)) in wanted]
    if not found and len(first) == 1:
        found = first
    if not found:
        parts = {letters for title in titles for part in PARTS_OF_A_TITLE.split(title) if (letters := _letters(part))}
        longest_first = sorted(parts, key=len, reverse=True)
        found = [element for part in longest_first for element in first if part in _letters(words_of(element))]
    return page.range_of(found[0]) if found else None


def _from_text(article: Article, html: str, limits: ExtractionLimits, metadata: Metadata = _NO_METADATA) -> Document:
    """Returns the document of a text that is nothing but its article."""
    page = NamedPage(parse_page(html, limits))
    units = BlockBuilder(page, MainText(page, page.names()), article.url).build()
    title, units = _without_headline(units, (article.title or metadata.title or "").strip())
    blocks = _blocks_of(units)
    check_length(blocks, limits)
    return _document(article, metadata, blocks, title, limits)


def _blocks_of(units: list[Unit]) -> tuple[Block, ...]:
    return tuple(block for unit in units for block in unit.blocks)


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text).casefold()


def _without_headline(units: list[Unit], title: str) -> tuple[str, list[Unit]]:
    """Returns the headline and the blocks without it; where none is known, a first heading of level 1 is it."""
    for index, unit in enumerate(units[:5]):
        if isinstance(unit.block, Heading) and _is_headline(unit.block, title):
            return title or text_of(unit.block.content), units[:index] + units[index + 1 :]
    return title, units


def _is_headline(heading: Heading, title: str) -> bool:
    """Tells the headline on the page, which may be longer or shorter than what the record has."""
    said, stated = _letters(heading.text), _letters(title)
    if heading.level > 1 or not stated:
        return said == stated or (heading.level == 1 and not stated)
    words, wanted = (set(_WORD.findall(text.casefold())) for text in (heading.text, title))
    return said in stated or stated in said or 2 * len(words & wanted) > len(words | wanted)


def _authors_of(article: Article, metadata: Metadata) -> tuple[str, ...]:
    """Returns who wrote the article: the record's names, as far as they are names, else the page's."""
    stated = names_of_byline(article.author, metadata.site) if article.author else ()
    return stated or metadata.authors


def _date_of(article: Article) -> str | None:
    return iso_date(article.published_at) if article.published_at else None


def _document(
    article: Article, metadata: Metadata, blocks: tuple[Block, ...], title: str, limits: ExtractionLimits
) -> Document:
    """Returns the document of blocks; what the record says of itself goes before what the page says."""
    if len(blocks) > limits.max_blocks:
        raise ArticleError(FailureCode.TOO_LARGE, f"{len(blocks)} blocks are more than {limits.max_blocks}")
    return Document(
        article_id=article.article_id,
        source=article.source,
        title=title,
        blocks=blocks,
        # The record's language is a guess as often as the page's; the words decide.
        language=language_of("\n".join(block.text for block in blocks), metadata.language, article.language),
        url=article.url or metadata.url,
        site=metadata.site,
        section=metadata.section,
        authors=_authors_of(article, metadata),
        published_at=_date_of(article) or metadata.published_at,
    )
