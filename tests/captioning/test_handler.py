"""Captions inside RunInference: paired by position, one load a process, failures as predictions."""

import pickle
from collections.abc import Sequence

import apache_beam as beam
import numpy as np
from apache_beam.ml.inference.base import KeyedModelHandler, RunInference
from apache_beam.testing.util import assert_that, equal_to

from models.captioning.captions import Caption, CaptionFailure, CaptionRequest, Picture, PictureKind
from models.handlers import CaptionModelHandler


def request(name: str) -> CaptionRequest:
    return CaptionRequest(Picture(np.zeros((4, 6, 3), np.uint8), 6, 4, name), "en")


class Names:
    """Describes a picture by its name; cannot describe the one called broken."""

    loads = 0

    def __init__(self) -> None:
        Names.loads += 1

    def describe(self, requests: Sequence[CaptionRequest]) -> list[Caption | CaptionFailure]:
        return [
            CaptionFailure("engine_error", "no")
            if request.picture.digest == "broken"
            else Caption(f"This is {request.picture.digest}.", PictureKind.PHOTO)
            for request in requests
        ]


def test_captions_are_paired_with_their_keys_and_a_failure_stays_where_it_is(pipeline):
    batches = [[("one", request("a")), ("two", request("broken"))], [("three", request("c"))]]
    with pipeline as p:
        described = (
            p | beam.Create(batches) | RunInference(KeyedModelHandler(CaptionModelHandler(Names)).with_no_batching())
        )
        words = described | beam.MapTuple(lambda key, caption: (key, getattr(caption, "text", caption)))
        expected = [("one", "This is a."), ("two", CaptionFailure("engine_error", "no")), ("three", "This is c.")]
        assert_that(words, equal_to(expected))


def test_the_model_loads_at_first_use_once():
    handler = pickle.loads(pickle.dumps(CaptionModelHandler(Names)))
    before = Names.loads
    model = handler.load_model()
    assert handler.run_inference([], model) == []
    assert Names.loads == before
    for _ in range(2):
        assert len(handler.run_inference([request("a"), request("b")], model)) == 2
    assert Names.loads == before + 1


def test_the_size_of_a_batch_is_that_of_its_pixels():
    assert CaptionModelHandler(Names).get_num_bytes([request("a"), request("b")]) == 2 * 4 * 6 * 3
