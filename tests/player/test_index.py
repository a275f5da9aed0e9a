"""The index of narrations in a browser: found, filtered, sorted, read."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.report import write_report
from tests.browser import serious_findings, wait_until
from tests.outputs import narration, spoken, write_output

pytestmark = pytest.mark.browser

COMPLETE = "!document.getElementById('count').textContent.includes('oading')"


def titles(page) -> list[str]:
    return page.locator("#list a").all_inner_texts()


@pytest.fixture
def index(page, tmp_path) -> Callable:
    def open_index(rows):
        folder = write_output(tmp_path / str(len(list(tmp_path.iterdir()))), rows)
        write_report(str(folder))
        page.goto((folder / "player" / "index.html").as_uri())
        wait_until(page, COMPLETE)
        return page

    return open_index


def test_a_run_that_narrated_nothing_says_so_and_where_the_reasons_are(index):
    page = index([])
    assert page.inner_text("main") == "Narrations\n\nNo article of this folder has been narrated. The report says why."
    page.click("#nothing a")
    wait_until(page, "document.title === 'Narrate: report of a run'")


def test_words_without_a_place_to_break_are_no_wider_than_a_phone(index, page):
    page.set_viewport_size({"width": 375, "height": 740})
    index([narration("w", [spoken("A.")], title="Donaudampfschifffahrt" * 20, author="A" * 200)])
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def catalogue():
    return [
        narration("b", [spoken("A.")] * 3, title="Bread", author="Ann", published_at="2026-01-02", language="en"),
        narration("a", [spoken("A.")] * 1, title="apples", author="Bob", published_at="2025-05-05", language="de"),
        narration("c", [spoken("A.")] * 2, title="Cheese", author="Cem", published_at=None, language="en"),
    ]


def test_the_newest_comes_first_until_another_order_is_chosen(index):
    page = index(catalogue())
    assert titles(page) == ["Bread", "apples", "Cheese"]
    for order, expected in (
        ("oldest", ["apples", "Bread", "Cheese"]),
        ("title", ["apples", "Bread", "Cheese"]),
        ("shortest", ["apples", "Cheese", "Bread"]),
        ("longest", ["Bread", "Cheese", "apples"]),
    ):
        page.select_option("#sort", order)
        assert titles(page) == expected, order


def test_words_of_title_author_and_site_are_found(index):
    page = index(catalogue())
    for words, expected in (("brea", ["Bread"]), ("BOB", ["apples"]), ("news example.com ann", ["Bread"]), ("xyz", [])):
        page.fill("#search", words)
        assert titles(page) == expected, words
    assert page.inner_text("#count") == "0 narrations"


def test_languages_can_be_filtered_and_a_filter_of_one_choice_is_left_out(index):
    page = index(catalogue())
    page.select_option("#language", "de")
    assert titles(page) == ["apples"]
    assert page.inner_text("#count") == "1 narration"
    assert not page.locator("#section").is_visible()


def test_sections_can_be_filtered(index):
    sections = {"b": "Food", "a": "Food", "c": None}
    page = index([replace(row, section=sections[row.article_id]) for row in catalogue()])
    assert not page.locator("#section").is_visible()
    page = index([replace(row, section=row.title) for row in catalogue()])
    page.select_option("#section", "Cheese")
    assert titles(page) == ["Cheese"]


def test_many_are_shown_some_at_a_time(index):
    page = index([narration(f"a{i:03}", [spoken("A.")], title=f"Title {i}") for i in range(130)])
    assert page.inner_text("#count") == "130 narrations"
    assert len(titles(page)) == 60
    page.click("#more")
    assert len(titles(page)) == 120
    page.click("#more")
    assert len(titles(page)) == 130
    assert not page.locator("#more").is_visible()


def test_a_title_leads_to_its_player(index):
    page = index([narration("x/y ä&?", [spoken("Words.")], title="Here", audio_uri="audio/00/x.wav")])
    page.click("text=Here")
    page.wait_for_selector("#article[aria-busy=false]")
    assert page.inner_text(".segment") == "Words."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(index, page, scheme):
    page.emulate_media(color_scheme=scheme)
    assert serious_findings(index(catalogue())) == []
