"""What is heard of pages in the style of widely used systems: fiction of our own, one page each."""

from pathlib import Path

import pytest

from models.voices import VoiceMap
from tests import data
from tests.benchmarks.listening import faults_of
from tests.data.pages_heard import PAGES
from transforms.composition import NarrationSettings, compose_script
from transforms.documents import Article
from transforms.extraction import extract_document
from transforms.outcomes import SkipArticleError

FOLDER = Path(data.__file__).parent / "pages"
SETTINGS = NarrationSettings(VoiceMap.parse("*=hibari:heart"))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_is_heard_as_a_careful_reader_would_read_it(name):
    html = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    script = compose_script(extract_document(Article(name, f"{name}.html", html=html)), SETTINGS)
    assert list(faults_of(PAGES[name], script)) == []


def test_every_page_is_listened_to():
    assert {path.stem for path in FOLDER.glob("*.html")} == PAGES.keys() | {"paywall"}


def test_the_beginning_of_an_article_behind_a_wall_is_not_heard():
    html = (FOLDER / "paywall.html").read_text(encoding="utf-8")
    with pytest.raises(SkipArticleError, match="paywall"):
        extract_document(Article("paywall", "paywall.html", html=html))
