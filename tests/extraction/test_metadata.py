import json

import pytest

from tests.extraction.pages import LEAD, TAIL, page, read
from transforms.extraction.bylines import names_of_byline
from transforms.extraction.dates import iso_date


def ld(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


def test_structured_data_gives_all_metadata():
    head = ld(
        headline="Ice in the harbour",
        author=[{"@type": "Person", "name": "Ida Holm"}, {"@type": "Person", "name": "Jon Berg"}],
        datePublished="2026-01-06T08:30:00Z",
        articleSection="Town",
        publisher={"@type": "Organization", "name": "The Gazette"},
    )
    document = read(page("", head + '<link rel=canonical href="https://gazette.example/ice">'))
    assert document.title == "Ice in the harbour"
    assert document.authors == ("Ida Holm", "Jon Berg")
    assert document.published_at == "2026-01-06T08:30:00+00:00"
    assert (document.section, document.site) == ("Town", "The Gazette")
    assert document.url == "https://gazette.example/ice"


def test_structured_data_inside_a_graph_is_found():
    graph = json.dumps(
        {"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], "headline": "x", "author": "Ida Holm"}]}
    )
    assert read(page("", f'<script type="application/ld+json">{graph}</script>')).authors == ("Ida Holm",)


def test_broken_structured_data_breaks_nothing():
    assert read(page("", '<script type="application/ld+json">{"@type": </script>')).title == "Ice in the harbour"


def test_meta_elements_stand_in_for_structured_data():
    head = (
        '<meta property="og:site_name" content="The Gazette"><meta name=author content="By Ida Holm">'
        '<meta property="article:published_time" content="2026-01-06">'
    )
    document = read(page("", head))
    assert (document.site, document.authors, document.published_at) == ("The Gazette", ("Ida Holm",), "2026-01-06")


def test_a_byline_on_the_page_stands_in_for_both():
    assert read(page("").replace("</h1>", '</h1><p class="byline">By Ida Holm</p>')).authors == ("Ida Holm",)


def test_the_name_of_the_site_is_no_part_of_the_title():
    head = "<head><title>Ice in the harbour - The Gazette</title></head>"
    html = f"<html>{head}<body><p>{'It was cold. ' * 40}</p></body></html>"
    assert read(html).title == "Ice in the harbour"


def test_the_record_goes_before_the_page():
    document = read(
        page("", ld(author="Jon Berg")), title="Nine days", author="Ida Holm, Reuters", published_at="2026-01-07"
    )
    assert (document.title, document.authors, document.published_at) == ("Nine days", ("Ida Holm",), "2026-01-07")


def test_a_record_that_says_nothing_readable_leaves_it_to_the_page():
    document = read(
        page("", ld(author="Jon Berg", datePublished="2026-01-06")), author="staff", published_at="recently"
    )
    assert (document.authors, document.published_at) == (("Jon Berg",), "2026-01-06")


def test_the_words_decide_on_the_language_whatever_the_record_says():
    assert read(page(""), language="de").language == "en"


def test_a_region_is_kept_where_the_words_agree():
    assert read(page("").replace("lang=en", "lang=en_GB")).language == "en-GB"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By A. Cole and B. Dee", ("A. Cole", "B. Dee")),
        ("By Ida Holm, Senior Reporter", ("Ida Holm",)),
        ("Von Jörg Maß und Ida Holm", ("Jörg Maß", "Ida Holm")),
        ("Par Sébastien Farcis", ("Sébastien Farcis",)),
        ("IDA HOLM", ("Ida Holm",)),
        ("Ida Holm (Reuters)", ("Ida Holm",)),
        ("Ida Holm | 6 Jan 2026", ("Ida Holm",)),
        ("Ida Holm, MA", ("Ida Holm",)),
        ("Ida Holm, MA, Gazette Health News", ("Ida Holm",)),
        ("Ida Holm, Dietitian", ("Ida Holm",)),
        ("Ida Holm, Baker", ("Ida Holm",)),
        ("Ida Holm, Gazette.com", ("Ida Holm",)),
        ("Ida Holm and A.B. Dee in Lisbon", ("Ida Holm", "A.B. Dee")),
        ("Ida (Maria) Holm", ("Ida Holm",)),
        ("Björk, Madonna", ("Björk", "Madonna")),
        ("anónimo", ()),
        ("gazette.example.fr", ()),
        ("Name *", ()),
        ("ida@gazette.example", ()),
        ("AFP", ()),
        ("['Ida Holm', \"Bo O'Dee\", 'Reuters']", ("Ida Holm", "Bo O'Dee")),
        ('["Ida Holm"]', ("Ida Holm",)),
        ("[]", ()),
        ("", ()),
    ],
)
def test_a_byline_is_cleaned(byline, names):
    assert names_of_byline(byline) == names


def test_the_site_is_no_author():
    assert names_of_byline("Ida Holm, The Gazette", site="The Gazette") == ("Ida Holm",)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-01-06", "2026-01-06"),
        ("2026-01-06T08:30:00Z", "2026-01-06T08:30:00+00:00"),
        ("2026-01-06 08:30:00+0100", "2026-01-06T08:30:00+01:00"),
        ("2026-01-06T08:30:00.123-05:00", "2026-01-06T08:30:00-05:00"),
        ("20260106", "2026-01-06"),
        ("1767688200", "2026-01-06T08:30:00+00:00"),
        ("Tue, 06 Jan 2026 08:30:00 GMT", "2026-01-06T08:30:00+00:00"),
        ("2026-13-45", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_read_for_certain_or_not_at_all(text, date):
    assert iso_date(text) == date


def test_a_text_that_stands_in_structured_data_alone_is_read_from_there():
    body = f"{LEAD}\n\n{TAIL}\n\n{LEAD}"
    head = f"<head><title>Ice</title>{ld(headline='Ice', articleBody=body)}</head>"
    document = read(f"<html>{head}<body><div id=app></div></body></html>")
    assert (document.title, [block.text for block in document.blocks]) == ("Ice", [LEAD, TAIL, LEAD])


@pytest.mark.parametrize("whole", ["Lighting a lamp - The Book of Lamps", "The Book of Lamps | Lighting a lamp"])
def test_of_two_headings_that_make_up_the_title_the_banner_is_not_the_headline(whole):
    body = f"<h1>The Book of Lamps</h1><main><h2>Lighting a lamp</h2><p>{LEAD}</p></main>"
    html = f"<html><head><title>{whole}</title></head><body>{body}</body></html>"
    assert read(html).title == "Lighting a lamp"


def test_a_heading_that_says_the_title_without_the_site_is_the_headline():
    head = "<title>Oil — lampkit 3.2 documentation</title>"
    html = f"<html><head>{head}</head><body><main><h1>Oil</h1><p>{LEAD}</p></main></body></html>"
    assert read(html).title == "Oil"


def test_all_authors_that_a_journal_states_are_named_first_name_first():
    head = '<meta name=citation_author content="Hollow, Ines"><meta name=citation_author content="Piers Quill">'
    assert read(page("", head)).authors == ("Ines Hollow", "Piers Quill")


@pytest.mark.parametrize(
    "answer",
    [
        '<p class="comment-form-author"><label>Name *</label></p>',
        '<div class="comment"><cite><span class="comment-author">Piers Quill</span></cite></div>',
        '<div id="comentarios"><span class="author">Piers Quill</span></div>',
    ],
)
def test_one_who_answers_an_article_is_not_its_author(answer):
    assert read(page(f"<div>{answer}</div>")).authors == ()


@pytest.mark.parametrize("mark", ["»", "›"])
def test_the_site_behind_an_arrow_is_no_part_of_the_title(mark):
    head = f"<title>The ice in the harbour {mark} The Gazette</title>"
    assert read(f"<html><head>{head}</head><body><p>{LEAD}</p></body></html>").title == "The ice in the harbour"
