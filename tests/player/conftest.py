"""A browser for all tests of a module, and the player of an output folder in it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.report import write_report
from tests.browser import CHROMIUM, browser
from tests.outputs import write_audio, write_output
from transforms.narrations import ManifestRow


@pytest.fixture(scope="module")
def chromium():
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium) -> Iterator[object]:
    """A page in a fresh profile; a script's error, or a request that leaves the disk, fails its test."""
    context = chromium.new_context(viewport={"width": 1000, "height": 800}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(f"a dialog: {dialog.message}"))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else errors.append(asked.url))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def player(page, tmp_path) -> Callable[..., Path]:
    """Writes narrations with their audio and opens the first of them; returns the output folder."""

    def open_player(rows: Sequence[ManifestRow], query: str = "") -> Path:
        folder = write_output(tmp_path / "out", rows)
        for row in rows:
            write_audio(folder, row)
        write_report(str(folder))
        page.goto(f"{(folder / 'player' / 'player.html').as_uri()}?article={quote(rows[0].article_id)}{query}")
        page.wait_for_selector("#article[aria-busy=false]")
        return folder

    return open_player
