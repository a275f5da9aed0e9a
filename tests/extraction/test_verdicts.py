import pytest

from tests.extraction.pages import LEAD, page, read
from transforms.documents import Article
from transforms.extraction import SkipReason, extract_document
from transforms.outcomes import SkipArticleError


def reason_of(html: str) -> str:
    with pytest.raises(SkipArticleError) as skipped:
        extract_document(Article("a", "s", html=html))
    return skipped.value.reason


def short_page(title: str, text: str, more: str = "", head: str = "") -> str:
    body = f"<body><main><h1>{title}</h1><p>{text}</p>{more}</main></body>"
    return f"<html lang=en><head><title>{title}</title>{head}</head>{body}</html>"


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "<html><body><script>x()</script></body></html>"])
def test_a_page_without_text_has_no_content(html):
    assert reason_of(html) == SkipReason.NO_CONTENT


def test_a_page_of_few_words_is_too_short():
    assert reason_of(short_page("Ice", "The ice held for nine days.")) == SkipReason.TOO_SHORT


def test_two_characters_of_a_script_without_spaces_are_a_word():
    document = extract_document(
        Article("a", "s", html=f"<html><body><p>{'港が凍った日のこと。' * 20}</p></body></html>")
    )
    assert document.language == "ja"


@pytest.mark.parametrize("title", ["404 – Not Found", "Page not found", "Seite nicht gefunden", "Página no encontrada"])
def test_an_error_page_is_told(title):
    assert (
        reason_of(short_page(title, "We could not find what you are looking for. Try the search."))
        == SkipReason.ERROR_PAGE
    )


def test_an_article_about_error_pages_is_an_article():
    html = page("").replace("Ice in the harbour", "Page not found: a history of the error page")
    assert extract_document(Article("a", "s", html=html.replace(LEAD, LEAD * 8))).blocks


def test_a_login_wall_is_told():
    form = "<form><input name=user><input type=password name=pw></form>"
    assert (
        reason_of(short_page("Log in to the Gazette", "Please sign in to go on with your reading.", form))
        == SkipReason.LOGIN_WALL
    )


def test_a_cookie_wall_is_told():
    text = "We use cookies and need your consent. Cookies help us. Accept all cookies or manage your consent here."
    assert reason_of(short_page("Before you go on", text)) == SkipReason.COOKIE_WALL


def test_a_paywall_stub_is_told():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    more = "<div class=paywall><p>Subscribe to go on reading this article.</p></div>"
    assert reason_of(short_page("Ice in the harbour", LEAD, more, head)) == SkipReason.PAYWALL


def test_an_article_that_breaks_off_at_a_wall_is_marked():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    html = page(f"<p>{LEAD}</p>" * 4, head).replace("before him.", "before him …")
    assert extract_document(Article("a", "s", html=html)).is_truncated


def test_a_whole_article_that_is_not_free_is_not_marked():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    assert not extract_document(Article("a", "s", html=page(f"<p>{LEAD}</p>" * 9, head))).is_truncated


def test_a_listing_is_told():
    teasers = "".join(
        f'<div><h2><a href="/{n}">The well that never froze, part {n}</a></h2><p>How it came to be, in brief.</p></div>'
        for n in range(12)
    )
    assert (
        reason_of(f"<html lang=en><head><title>News</title></head><body><main>{teasers}</main></body></html>")
        == SkipReason.LISTING
    )


def test_a_list_of_links_is_a_listing():
    links = "".join(f'<li><a href="/{n}">The well that never froze, part {n}</a></li>' for n in range(12))
    assert reason_of(f"<html lang=en><head><title>News</title></head><body><ul>{links}</ul></body></html>") == "listing"


def test_a_gallery_is_told():
    pictures = "".join(
        f'<figure><img src="{n}.jpg"><figcaption>Day {n} of the ice.</figcaption></figure>' for n in range(9)
    )
    text = "Nine days of ice, in pictures that our readers took and sent to us last week."
    assert reason_of(short_page("Nine days", text, pictures)) == SkipReason.GALLERY


def test_a_short_article_with_some_pictures_is_no_gallery():
    pictures = "".join(f'<img src="{n}.jpg">' for n in range(5))
    assert read(page(pictures)).blocks[0].text == LEAD
