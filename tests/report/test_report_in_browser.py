"""The report in a browser: tables that sort, search and turn pages, and segments that play at their place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.report import write_report
from tests.browser import serious_findings, wait_until
from tests.outputs import letter, narration, skipped, spoken, write_audio, write_output

pytestmark = pytest.mark.browser

SECONDS = "document.getElementById('audio').currentTime"
PLAYING = "!document.getElementById('audio').paused"
LETTERS = "section[aria-labelledby=letters-title]"


@pytest.fixture
def report(page, tmp_path) -> Callable[[], Path]:
    def open_report() -> Path:
        segments = [spoken(f"Sentence number {number} of a plain text.", number) for number in range(30)]
        segments[20] = spoken("A sentence that takes far too long.", 20, seconds=3.0)
        row = narration("one", segments)
        letters = [letter(f"lost-{n:02}", ("too_large", "bad_record")[n % 2], f"{n * 7 % 60} bytes") for n in range(60)]
        folder = write_output(tmp_path / "out", [row, skipped("two", "listing")], letters, estimated_cost_usd=2.0)
        write_audio(folder, row)
        page.goto(Path(write_report(str(folder))).as_uri())
        return folder

    return open_report


def shown(page, column: int) -> list[str]:
    return page.locator(f"{LETTERS} tbody tr:visible td:nth-child({column})").all_inner_texts()


def test_a_table_shows_a_page_at_a_time(page, report):
    report()
    assert len(shown(page, 1)) == 25
    assert page.inner_text(f"{LETTERS} output") == "1–25 of 60"
    page.click(f"{LETTERS} button:has-text('Next')")
    page.click(f"{LETTERS} button:has-text('Next')")
    assert page.inner_text(f"{LETTERS} output") == "51–60 of 60"
    assert page.locator(f"{LETTERS} button:has-text('Next')").is_disabled()


def test_a_table_is_searched_in_all_its_pages(page, report):
    report()
    page.fill(f"{LETTERS} input", "LOST-59")
    assert shown(page, 3) == ["lost-59"]
    page.fill(f"{LETTERS} input", "no such thing")
    assert page.inner_text(f"{LETTERS} output") == "0–0 of 0"


def test_a_table_is_sorted_by_any_column_both_ways_numbers_as_numbers(page, report):
    report()
    heading = page.locator(f"{LETTERS} th:has-text('What happened') button")
    heading.click()
    assert shown(page, 4)[:3] == ["0 bytes", "1 bytes", "2 bytes"]
    heading.click()
    assert shown(page, 4)[:3] == ["59 bytes", "58 bytes", "57 bytes"]
    assert page.get_attribute(f"{LETTERS} th:has-text('What happened')", "aria-sort") == "descending"


def test_a_segment_plays_at_its_place_and_stops_at_its_end(page, report):
    report()
    row = page.locator("section[aria-labelledby=hearing-title] tbody tr").first
    assert "A sentence that takes far too long." in row.inner_text()
    button = row.locator("button.listen")
    button.click()
    wait_until(page, f"{SECONDS} > 20")
    assert page.evaluate(SECONDS) == pytest.approx(20.0, abs=1.0)
    assert button.get_attribute("aria-pressed") == "true"
    page.evaluate("document.getElementById('audio').currentTime = 22.9")
    wait_until(page, f"!({PLAYING})")
    assert page.evaluate(SECONDS) == pytest.approx(23.4, abs=0.3)
    assert button.get_attribute("aria-pressed") == "false"


def test_a_segments_article_opens_in_the_player_at_its_place(page, report):
    report()
    page.click("section[aria-labelledby=hearing-title] tbody tr:first-child a")
    page.wait_for_selector("#article[aria-busy=false]")
    assert page.evaluate(SECONDS) == 20.0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
def test_axe_finds_nothing_serious(page, report, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    report()
    assert serious_findings(page) == []


def test_on_paper_all_stands_and_no_button_is_printed(page, report):
    report()
    page.emulate_media(media="print")
    assert page.locator(".tools:visible, .listen:visible").count() == 0
    assert page.locator("section[aria-labelledby=hearing-title] tbody tr").first.is_visible()
