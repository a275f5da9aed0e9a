"""A captioning model adds to what a picture's own evidence says, and never takes its place unscreened."""

from collections.abc import Sequence

import numpy as np
import pytest

from models.captioning.batches import BatchBudget
from models.captioning.captions import Caption, Captioner, CaptionFailure, CaptionRequest, Picture, PictureKind
from models.captioning.model_captioner import ModelCaptioner

SEEN = frozenset({PictureKind.PHOTO, PictureKind.CHART})
WORDS = "Two boats on a calm sea."


class Evidence:
    def __init__(self, *captions: Caption | CaptionFailure) -> None:
        self.captions = captions

    def describe(self, requests: Sequence[CaptionRequest]) -> list[Caption | CaptionFailure]:
        return list(self.captions)


class Model:
    def __init__(self, *outputs: str | Exception) -> None:
        self.outputs = outputs
        self.asked: list[str] = []

    def generate(self, requests: Sequence[CaptionRequest]) -> list[str]:
        written = []
        for request in requests:
            output = self.outputs[len(self.asked) % len(self.outputs)]
            self.asked.append(request.picture.digest)
            if isinstance(output, Exception):
                raise output
            written.append(output)
        return written


def captioner(evidence: Captioner, model: Model, languages: frozenset[str] | None = None) -> ModelCaptioner:
    return ModelCaptioner(evidence, model, kinds=SEEN, languages=languages, budget=BatchBudget(8, 10_000))


def request(name: str = "a", language: str = "en") -> CaptionRequest:
    return CaptionRequest(Picture(np.zeros((8, 8, 3), np.uint8), 8, 8, name), language)


def describe(
    evidence: Caption | CaptionFailure, *outputs: str | Exception, **options: object
) -> Caption | CaptionFailure:
    language = str(options.pop("language", "en"))
    [caption] = captioner(Evidence(evidence), Model(*outputs), **options).describe([request(language=language)])
    return caption


def test_a_photograph_gets_the_words_of_the_model():
    photo = Caption("", PictureKind.PHOTO, unsafe=0.01)
    assert describe(photo, "two boats on a calm sea.") == Caption(
        WORDS, PictureKind.PHOTO, sources=("model",), unsafe=0.01
    )


def test_an_output_that_may_not_be_spoken_leaves_the_evidence():
    evidence = Caption("Chart.", PictureKind.CHART, "Rain", ("ocr",))
    assert describe(evidence, "Click here to win.") == evidence


@pytest.mark.parametrize(
    "evidence",
    [
        Caption("Some words.", PictureKind.TEXT),
        Caption("", PictureKind.LOGO),
        Caption("", PictureKind.DECORATIVE),
        Caption("", PictureKind.PHOTO, unsafe=0.9, is_blocked=True),
        Caption("Bar chart. The vertical axis runs from 0 to 9.", PictureKind.CHART),
        CaptionFailure("engine_error", "broken"),
    ],
)
def test_the_model_is_not_asked_where_it_may_not_add(evidence):
    model = Model(WORDS)
    assert captioner(Evidence(evidence), model).describe([request()]) == [evidence]
    assert model.asked == []


def test_a_model_of_one_language_is_not_asked_for_another():
    photo = Caption("", PictureKind.PHOTO)
    assert describe(photo, WORDS, languages=frozenset({"en"}), language="de") == photo
    assert describe(photo, WORDS, languages=frozenset({"en"}), language="en-GB") != photo
    assert describe(photo, WORDS, language="de") != photo


def test_a_model_that_fails_at_one_picture_fails_at_no_other():
    evidence = Evidence(*[Caption("", PictureKind.PHOTO)] * 3, Caption("", PictureKind.LOGO))

    class Fussy(Model):
        def generate(self, requests: Sequence[CaptionRequest]) -> list[str]:
            if any(request.picture.digest == "b" for request in requests):
                raise ValueError("not this one")
            return [WORDS for _ in requests]

    captions = captioner(evidence, Fussy()).describe([request(name) for name in "abcd"])
    assert [getattr(caption, "text", None) for caption in captions] == [WORDS, None, WORDS, ""]
    assert captions[1] == CaptionFailure("engine_error", "ValueError: not this one")


def test_nothing_asked_is_nothing_said():
    assert captioner(Evidence(), Model(WORDS)).describe([]) == []
