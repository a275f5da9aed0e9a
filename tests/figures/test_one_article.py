"""One article as it is explained: its pictures described where it stands."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

import pytest

from models.captioning.captions import Caption, CaptionFailure, CaptionRequest
from tests.figures.captioners import LISTEN, FakeCaptionHandler, page_of, png
from transforms.documents import Article, RecordImage
from transforms.figures.one_article import describe_article
from transforms.figures.settings import CaptionSettings

FAKE = CaptionSettings("fake", "1")
DOCUMENT = page_of("one", "red.png", "blue.png", "broken.png", "elsewhere.png")
ARTICLE = Article(
    "one",
    "one",
    html="",
    images=(
        RecordImage("red.png", data=png("red")),
        RecordImage("blue.png", data=png("blue")),
        RecordImage("broken.png", data=b"no picture"),
    ),
)


class FakeCaptioner:
    def describe(self, requests: Sequence[CaptionRequest]) -> list[Caption | CaptionFailure]:
        return FakeCaptionHandler().run_inference(requests, None)


def never() -> NoReturn:
    pytest.fail("a captioner was loaded")


def test_the_pictures_of_an_article_are_described():
    described = describe_article(ARTICLE, DOCUMENT, FAKE, LISTEN, FakeCaptioner)
    assert {url: d.text or d.fault for url, d in described.descriptions.items()} == {
        "red.png": "a red square on a white background",
        "blue.png": "oom",
        "broken.png": "not_an_image",
    }
    assert replace(described, descriptions={}) == DOCUMENT


def test_without_pictures_or_captioner_none_is_loaded():
    assert describe_article(replace(ARTICLE, images=()), DOCUMENT, FAKE, LISTEN, never) == DOCUMENT
    assert describe_article(ARTICLE, DOCUMENT, CaptionSettings(), LISTEN, never) == DOCUMENT
