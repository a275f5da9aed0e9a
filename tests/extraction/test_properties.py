"""What holds of every page."""

import pickle
import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extraction.pages import LEAD, LIMITS, TAIL
from transforms.documents import Article, Document, Figure
from transforms.extraction import ExtractionLimits, extract_document
from transforms.outcomes import ArticleError, SkipArticleError

SETTINGS = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])

NOUNS = ["ice", "harbour", "winter", "ferry", "town", "storm", "captain"]
TEXT = st.lists(st.sampled_from(NOUNS), min_size=1, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")


def within(names: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts in an element of one of these names."""
    return st.tuples(st.sampled_from(names), inner).map(lambda pair: "<{0}>{1}</{0}>".format(*pair))


def list_of(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}' for item in items)}</ul>"


def table_of(cells: list[str]) -> str:
    return "<table><tr><th>{}<th>{}<tr><td>{}<td>{}</table>".format(*cells)


INLINE = st.recursive(
    TEXT, lambda inner: within(["b", "i", "em", "code", "sup", "a", "span", "q"], inner), max_leaves=4
)
PARTS = st.recursive(
    within(["p", "h2", "pre", "div"], INLINE) | INLINE,
    lambda inner: st.one_of(
        within(["div", "section", "blockquote"], inner),
        st.lists(inner, min_size=1, max_size=4).map(list_of),
        st.lists(inner, min_size=4, max_size=4).map(table_of),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    ),
    max_leaves=12,
)
NAMES = ["p", "div", "ul", "li", "table", "tr", "td", "sup", "dl", "dt", "dd", "h1", "figure", "figcaption"]
NAMES += ["blockquote", "pre", "script", "noscript", "svg", "math", "article", "nav", "q", "body", "html", "head"]
NAMES += ["title", "template", "select", "option", "a href=#n1", "img src=x.jpg", "iframe src=y", "br"]
TAGS = st.sampled_from(NAMES).flatmap(lambda name: st.sampled_from([f"<{name}>", f"</{name.split()[0]}>"]))
SOUP = st.lists(TAGS | TEXT | st.sampled_from(["<!-- -->", "&", "&#0;", "<", "]]>"]), max_size=60).map("".join)


def outcome(html: str | bytes, limits: ExtractionLimits = LIMITS) -> Document | SkipArticleError | ArticleError:
    try:
        return extract_document(Article("a", "s", html=html), limits)
    except (SkipArticleError, ArticleError) as error:
        return error


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


@SETTINGS
@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_document_a_skip_or_a_dead_letter(data):
    result = outcome(data)
    assert not isinstance(result, Document) or result.blocks


@SETTINGS
@given(SOUP)
def test_any_tags_give_a_document_a_skip_or_a_dead_letter(soup):
    result = outcome(f"<p>{LEAD}</p>{soup}")
    assert not isinstance(result, ArticleError), result


@SETTINGS
@given(st.text(max_size=500))
def test_any_characters_give_a_document_a_skip_or_a_dead_letter(text):
    result = outcome(f"<html><body><p>{LEAD}</p><p>{text}</p></body></html>")
    assert isinstance(result, Document)
    assert pickle.loads(pickle.dumps(result)) == result


@SETTINGS
@given(st.text(max_size=500))
def test_any_markdown_and_any_text_give_a_document_or_a_skip(text):
    for article in (Article("a", "s", markdown=text), Article("a", "s", text=text)):
        try:
            assert extract_document(article, LIMITS).blocks
        except SkipArticleError as skipped:
            assert skipped.reason == "no_content"


@SETTINGS
@given(PARTS)
def test_no_word_of_a_text_that_is_all_article_is_lost_or_doubled_and_their_order_is_kept(part):
    document = extract_document(Article("a", "s", markdown=f"<div>{LEAD}</div>\n\n<div>{part}</div>"), LIMITS)
    read = words("\n".join(block.text for block in document.blocks))
    written = words(re.sub(r"<[^>]*>", " ", f"{LEAD} {part}"))
    assert Counter(read) == Counter(written)
    assert read == written


@SETTINGS
@given(PARTS)
def test_no_word_of_a_page_is_doubled_or_moved(part):
    html = f"<html><body><article><p>{LEAD}</p>{part}<p>{TAIL}</p></article></body></html>"
    document = extract_document(Article("a", "s", html=html), LIMITS)
    read = iter(words("\n".join(block.text for block in document.blocks if not isinstance(block, Figure))))
    written = iter(words(re.sub(r"<[^>]*>", " ", html)))
    assert all(word in written for word in read), "a word is doubled or stands too early"


@SETTINGS
@given(PARTS)
def test_a_page_is_read_the_same_way_twice(part):
    html = f"<html><body><article><p>{LEAD}</p>{part}<p>{TAIL}</p></article></body></html>"
    assert outcome(html) == outcome(html)


@SETTINGS
@given(PARTS)
def test_what_is_read_and_what_is_left_out_make_up_the_page(part):
    html = f"<html><body><article><p>{LEAD}</p>{part}<p>{TAIL}</p></article></body></html>"
    document = extract_document(Article("a", "s", html=html), LIMITS)
    accounted = Counter(words(" ".join([document.title, *(block.text for block in document.blocks)])))
    accounted += Counter(words(" ".join(omission.text for omission in document.omissions)))
    assert set(words(re.sub(r"<[^>]*>", " ", html))) <= set(accounted)
