"""The Beam step: pictures in, descriptions at their documents, once for each picture."""

from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from tests.figures.captioners import LISTEN, FakeCaptionHandler, page_of, png
from transforms.documents import Document
from transforms.figures.describing import DescribeFigures
from transforms.figures.settings import CaptionSettings


@pytest.fixture
def settings(tmp_path: Path) -> CaptionSettings:
    (tmp_path / "pictures").mkdir()
    for colour in ("red", "green", "blue"):
        (tmp_path / "pictures" / f"{colour}.png").write_bytes(png(colour))
    (tmp_path / "pictures" / "red-copy.png").write_bytes(png("red"))
    (tmp_path / "pictures" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    return CaptionSettings("fake", "1", image_folder=str(tmp_path / "pictures"))


@pytest.fixture
def describe(settings: CaptionSettings, tmp_path: Path) -> DescribeFigures:
    return DescribeFigures(FakeCaptionHandler(), settings, LISTEN, str(tmp_path / "out"))


def said(document: Document) -> tuple[str, dict[str, str | None]]:
    """Returns what is known of a document's pictures: the words, or the fault."""
    return document.source, {url: d.text or d.fault for url, d in document.descriptions.items()}


RED = "a red square on a white background"
GREEN = "a green square on a white background"


def test_descriptions_come_to_the_documents_that_show_the_pictures(pipeline, describe):
    documents = [page_of("one", "red.png", "green.png"), page_of("two", "green.png#top"), page_of("three")]
    with pipeline as p:
        described = p | beam.Create(documents) | describe | beam.Map(said)
        expected = [("one", {"red.png": RED, "green.png": GREEN}), ("two", {"green.png#top": GREEN}), ("three", {})]
        assert_that(described, equal_to(expected))
