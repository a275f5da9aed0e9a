"""The browser of the player's tests."""

from tests.player.conftest import chromium, page

__all__ = ["chromium", "page"]
