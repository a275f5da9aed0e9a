"""The sample catalogue is what its script writes, and holds what the demo and the end-to-end tests count on."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import trafilatura
from lxml import html
from PIL import Image

from tests.data.listening import LISTENINGS
from tests.data.make_catalogue import CATALOGUE, PAGES, SCHEMA, Record, catalogue, table_of, write_catalogue

RECORDS = {record.article_id: record for record in catalogue()}
ENGLISH = (
    "tide-mill",
    "rye-loaf",
    "moon-tour",
    "small-print-cat",
    "csv-tutorial",
    "cup-final",
    "seven-kings",
    "heat-pumps",
)
WITH_ARTICLE = (*ENGLISH, "stadtbaeume")
SHORTEST_ARTICLE_WORDS = 60
FICTIONAL_HOST = re.compile(r"(?:[a-z-]+\.)*example\.(?:org|com)")


def page_of(article_id: str) -> html.HtmlElement:
    body = RECORDS[article_id].html
    assert body is not None
    return html.document_fromstring(body)


def main_words(record: Record) -> list[str]:
    assert record.html is not None
    return (trafilatura.extract(record.html, include_tables=True) or "").split()


def with_pixels(table: pa.Table) -> list[dict[str, Any]]:
    """Returns the rows with each image decoded: PNG compressors differ between machines, pixels do not."""
    rows = table.to_pylist()
    for image in (image for row in rows for image in row["images"]):
        image["bytes"] = Image.open(io.BytesIO(image["bytes"])).convert("RGB").tobytes()
    return rows


def addresses_of(page: html.HtmlElement) -> Iterator[str]:
    for element, attribute, link, _ in page.iterlinks():
        if attribute is not None and element.tag != "form" and link.startswith("http"):
            yield link


def test_the_committed_file_is_what_the_script_writes():
    committed = pq.read_table(CATALOGUE)
    assert committed.schema == SCHEMA
    assert with_pixels(committed) == with_pixels(table_of(catalogue()))


def test_the_script_writes_the_same_bytes_twice(tmp_path):
    write_catalogue(tmp_path / "first.parquet")
    write_catalogue(tmp_path / "second.parquet")
    assert (tmp_path / "first.parquet").read_bytes() == (tmp_path / "second.parquet").read_bytes()


def test_row_groups_hold_four_rows():
    metadata = pq.read_metadata(CATALOGUE)
    assert [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)] == [4, 4, 3]


def test_there_are_eight_english_articles_one_german_one_page_without_any_and_one_null_body():
    assert set(RECORDS) == {*ENGLISH, "stadtbaeume", "harbour-front", "withdrawn-notice"}
    assert [record.article_id for record in RECORDS.values() if record.html is None] == ["withdrawn-notice"]
    assert RECORDS["stadtbaeume"].language == "de"
    assert all((RECORDS[article_id].language or "en").startswith("en") for article_id in ENGLISH)


@pytest.mark.parametrize("article_id", WITH_ARTICLE)
def test_the_main_text_of_an_article_is_of_a_natural_length(article_id):
    assert 250 <= len(main_words(RECORDS[article_id])) <= 475


def test_the_list_of_links_has_less_text_than_the_shortest_article():
    assert len(main_words(RECORDS["harbour-front"])) < SHORTEST_ARTICLE_WORDS


@pytest.mark.parametrize("article_id", [*WITH_ARTICLE, "harbour-front"])
def test_every_page_has_what_sites_put_around_an_article(article_id):
    text = page_of(article_id).text_content().lower()
    assert re.search(r"cookie|privacy", text)
    assert len(page_of(article_id).xpath("//a")) >= 8


@pytest.mark.parametrize("article_id", RECORDS)
def test_addresses_lie_in_domains_reserved_for_examples(article_id):
    record = RECORDS[article_id]
    addresses = [record.url or "", *(image.url for image in record.images)]
    if record.html is not None:
        addresses += addresses_of(page_of(article_id))
        addresses += [f"mailto://{host}" for host in re.findall(r"[\w.]+@([\w-]+\.[\w.-]+\w)", record.html)]
    hosts = {address.split("/")[2] for address in addresses}
    assert {host for host in hosts if not FICTIONAL_HOST.fullmatch(host)} == set()


@pytest.mark.parametrize("article_id", [key for key, record in RECORDS.items() if record.images])
def test_the_images_of_a_record_are_images_of_its_page(article_id):
    on_page = page_of(article_id).xpath("//img/@src")
    for image in RECORDS[article_id].images:
        assert image.url in on_page
        assert min(Image.open(io.BytesIO(image.bytes)).size) >= 300
        assert len(image.bytes) < 60_000


def test_two_images_are_charts_and_two_are_photographs():
    formats = [Image.open(io.BytesIO(image.bytes)).format for record in RECORDS.values() for image in record.images]
    assert sorted(map(str, formats)) == ["JPEG", "JPEG", "PNG", "PNG"]


MARKUP = {
    "headings of three levels": ("csv-tutorial", "//main[.//h2][.//h3]//h4"),
    "nested list": ("tide-mill", "//li/ul/li"),
    "list in a list in a numbered list": ("csv-tutorial", "//ol/li/ul/li/ul/li"),
    "numbered steps": ("rye-loaf", "//ol[@class='instructions']/li[5]"),
    "description list": ("csv-tutorial", "//dl/dt"),
    "block quote": ("rye-loaf", "//blockquote/p"),
    "attributed quote": ("moon-tour", "//blockquote/cite"),
    "quote in another language": ("seven-kings", "//blockquote/p[@lang='fr']"),
    "table with header rows and columns": ("moon-tour", "//table[caption][thead//th]//tbody//th[@scope='row']"),
    "table of more than twelve cells": ("heat-pumps", "//table[count(.//td) > 12]"),
    "layout table": ("small-print-cat", "//table[not(.//th)]//div[@itemprop='articleBody']"),
    "code block": ("csv-tutorial", "//pre/code[@class='language-python']"),
    "inline code": ("csv-tutorial", "//p/code"),
    "note mark": ("moon-tour", "//p/sup/a[@href='#fn1']"),
    "note": ("moon-tour", "//li[@id='fn1']"),
    "superscript": ("moon-tour", "//p/sup[not(a)]"),
    "subscript": ("moon-tour", "//p/sub"),
    "standfirst": ("tide-mill", "//p[@class='standfirst']"),
    "byline": ("cup-final", "//a[contains(@href, '/authors/')]"),
    "sponsored label": ("rye-loaf", "//p[@class='sponsor-label']"),
    "correction": ("tide-mill", "//p[@class='correction']"),
    "update": ("heat-pumps", "//p[@class='update']"),
    "embedded post": ("cup-final", "//blockquote[@class='twitter-tweet']/p"),
    "embedded video": ("cup-final", "//figure/iframe[@title]"),
    "figure with caption and credit": ("tide-mill", "//figure[img[@alt]]/figcaption/span[@class='credit']"),
    "image with alt but no caption": ("small-print-cat", "//a/img[string-length(@alt) > 20]"),
    "decorative image": ("rye-loaf", "//img[@class='divider'][@alt='']"),
    "tracking pixel": ("rye-loaf", "//img[@width='1'][@height='1']"),
}


@pytest.mark.parametrize("feature", MARKUP)
def test_the_pages_hold_markup(feature):
    article_id, path = MARKUP[feature]
    assert page_of(article_id).xpath(path)


@pytest.mark.parametrize(
    ("article_id", "quote"),
    [("tide-mill", "//aside[@class='pullquote']/p"), ("cup-final", "//blockquote[starts-with(@class, 'PullQuote')]/p")],
)
def test_a_pull_quote_repeats_the_body(article_id, quote):
    page = page_of(article_id)
    (words,) = (paragraph.text_content() for paragraph in page.xpath(quote))
    assert sum(words in paragraph.text_content() for paragraph in page.iter("p")) == 2


WORDING = {
    "money": ("tide-mill", "£1,412,500"),
    "money with a magnitude": ("heat-pumps", "$4.5bn"),
    "euro": ("heat-pumps", "€7,900"),
    "date": ("seven-kings", "14 March 1784"),
    "span of years": ("tide-mill", "1741–42"),
    "decade": ("seven-kings", "1790s"),
    "clock time": ("small-print-cat", "10:15 a.m."),
    "unit": ("moon-tour", "384,400 km"),
    "temperature": ("rye-loaf", "450°F"),
    "fraction": ("rye-loaf", "1½ hours"),
    "feet and inches": ("cup-final", "5'3\""),
    "range": ("rye-loaf", "12–14 hours"),
    "percentage": ("heat-pumps", "18%"),
    "score": ("cup-final", "It finished 3–2."),
    "ratio": ("heat-pumps", "3:1"),
    "version": ("csv-tutorial", "Python 3.11.7"),
    "multiple": ("csv-tutorial", "10x"),
    "ruler": ("seven-kings", "Charles III"),
    "Super Bowl": ("cup-final", "Super Bowl LVIII"),
    "chapter": ("seven-kings", "Chapter IV"),
    "abbreviation": ("rye-loaf", "i.e.,"),
    "saint": ("small-print-cat", "St. Anne’s Road"),
    "number sign": ("seven-kings", "No. 3"),
    "acronym with its name": ("heat-pumps", "Northern Energy Monitor (NEM)"),
    "citation": ("seven-kings", "(Marlowe 1988, p. 47)"),
    "e-mail address": ("tide-mill", "visits@ashcombemill.example.org"),
    "web address": ("csv-tutorial", "https://devnotes.example.com/code/means.py"),
    "emoji": ("rye-loaf", "🍞"),
    "dateline": ("tide-mill", "ASHCOMBE (Courier) —"),
}


@pytest.mark.parametrize("feature", WORDING)
def test_the_pages_hold_wording(feature):
    article_id, words = WORDING[feature]
    assert words in page_of(article_id).text_content()


def test_there_is_a_listening_of_every_english_article():
    assert set(LISTENINGS) == set(ENGLISH)


@pytest.mark.parametrize("article_id", LISTENINGS)
def test_what_a_listener_expects_stands_in_the_page_in_that_order(article_id):
    text, end = page_of(article_id).text_content(), 0
    for words in LISTENINGS[article_id].heard:
        assert words in text[end:]
        end = text.index(words, end) + len(words)


@pytest.mark.parametrize("article_id", LISTENINGS)
def test_what_a_listener_is_spared_stands_in_the_page(article_id):
    page = page_of(article_id)
    texts = [page.text_content(), *page.xpath("//@aria-label")]
    assert [words for words in LISTENINGS[article_id].unheard if not any(words in text for text in texts)] == []


def test_the_licence_of_every_photograph_is_stated():
    notes = (PAGES / "README.md").read_text(encoding="utf-8")
    photographs = [file.name for file in PAGES.iterdir() if file.suffix == ".jpg"]
    assert len(photographs) == 2
    assert all(
        re.search(rf"^\| {name} \|.*\| (CC0-1\.0|public domain) \|$", notes, re.MULTILINE) for name in photographs
    )


def test_the_catalogue_is_small_enough_for_a_repository():
    files = [CATALOGUE, *PAGES.iterdir()]
    assert sum(file.stat().st_size for file in files) < 400_000
