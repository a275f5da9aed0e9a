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

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

WORDS = st.lists(st.sampled_from("ice harbour winter ferry town storm captain branch".split()), min_size=1, max_size=12)
TEXT = WORDS.map(lambda words: " ".join(words).capitalize() + ".")


def element(name: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return inner.map(lambda text: f"<{name}>{text}</{name}>")


INLINE = st.recursive(
    TEXT,
    lambda inner: st.sampled_from("b i em code sup a span q".split()).flatmap(lambda name: element(name, inner)),
    max_leaves=4,
)
PARTS = st.recursive(
    st.sampled_from(["p", "h2", "pre", "div"]).flatmap(lambda name: element(name, INLINE)) | INLINE,
    lambda inner: st.one_of(
        st.sampled_from(["div", "section", "blockquote"]).flatmap(lambda name: element(name, inner)),
        st.lists(inner, min_size=1, max_size=4).map(
            lambda items: f"<ul>{''.join(f'<li>{item}' for item in items)}</ul>"
        ),
        st.lists(inner, min_size=4, max_size=4).map(
            lambda cells: "<table><tr><th>{}<th>{}<tr><td>{}<td>{}</table>".format(*cells)
        ),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    ),
    max_leaves=12,
)
SOUP = st.lists(
    st.sampled_from(
        "<p> </p> <div> </div> <ul> <li> </ul> <table> <tr> <td> </table> <a href=#n1> </a> <sup> </sup> <dl> <dt> <dd> <h1> "
        "</h3> <figure> <img src=x.jpg> <figcaption> <blockquote> <pre> <br> <script> <noscript> <svg> <math> <!-- --> & &#0; "
        "<article> <nav> <iframe src=y> <q> <body> </body> <html> <head> <title> <template> <select> <option>".split()
    )
    | TEXT,
    max_size=60,
).map("".join)


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
