"""A Chromium that loads nothing by itself, for the tests of the pages."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or ""
AXE = Path(sys.prefix) / "npm" / "node_modules" / "axe-core" / "axe.min.js"  # `make install-browser` puts it there
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
]


@contextmanager
def browser() -> Iterator[Browser]:
    """Yields a headless Chromium with a profile of its own, closed at the end."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield chromium
        finally:
            chromium.close()


def wait_until(page: Page | Frame, expression: str, seconds: float = 10.0) -> None:
    """Waits until an expression is true; playwright's own waiting evaluates strings in the page, which forbids that."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"{expression} is still not true after {seconds} s"
        page.wait_for_timeout(20)


def serious_findings(page: Page) -> list[Any]:
    """Returns what axe-core finds serious or worse in a page; skips the test where axe-core is not installed."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; run make install-browser")
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")
    return [
        (finding["id"], [node["html"] for node in finding["nodes"]])
        for finding in found["violations"]
        if finding["impact"] in ("serious", "critical")
    ]
