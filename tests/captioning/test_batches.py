"""Pictures go to a model in batches that fit, and one at fault costs itself alone."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from models.captioning.batches import BatchBudget, PictureBatches
from models.captioning.captions import CaptionFailure, CaptionRequest, Picture


def request(name: str, side: int = 10) -> CaptionRequest:
    return CaptionRequest(Picture(np.zeros((side, side, 3), np.uint8), side, side, name), "en")


class Model:
    """Writes the name of each picture; fails at batches as it is told."""

    def __init__(self, room: int = 1_000, unbearable: str = "") -> None:
        self.room, self.unbearable = room, unbearable
        self.batches: list[list[str]] = []

    def __call__(self, batch: Sequence[CaptionRequest]) -> list[str]:
        names = [request.picture.digest for request in batch]
        self.batches.append(names)
        if len(batch) > self.room:
            raise torch.OutOfMemoryError("no room")
        if self.unbearable in names:
            raise RuntimeError("shapes do not match\nin some layer")
        return [f"seen {name}" for name in names]


def test_texts_come_back_in_the_order_of_the_pictures_whatever_their_sizes():
    requests = [request(str(number), side) for number, side in enumerate((10, 40, 20, 30, 10, 40))]
    written = PictureBatches(BatchBudget(4, 10_000)).run(requests, Model())
    assert written == [f"seen {number}" for number in range(6)]


def test_a_batch_keeps_to_both_budgets():
    model = Model()
    PictureBatches(BatchBudget(3, 400)).run([request(str(number)) for number in range(7)], model)
    assert [len(batch) for batch in model.batches] == [3, 3, 1]
    model = Model()
    PictureBatches(BatchBudget(9, 900)).run([request("a", 30), request("b", 30), request("c"), request("d")], model)
    assert model.batches == [["a"], ["b"], ["c", "d"]]


def test_out_of_memory_halves_the_batch_and_is_remembered():
    model, batches = Model(room=2), PictureBatches(BatchBudget(8, 10_000))
    requests = [request(str(number)) for number in range(8)]
    assert batches.run(requests, model) == [f"seen {number}" for number in range(8)]
    assert batches.budget.pictures == 2
    model.batches.clear()
    batches.run(requests, model)
    assert {len(batch) for batch in model.batches} == {2}


def test_a_picture_that_does_not_fit_alone_is_a_failure_of_its_own():
    [failure] = PictureBatches(BatchBudget(8, 10_000)).run([request("a")], Model(room=0))
    assert isinstance(failure, CaptionFailure)
    assert failure.code == "oom"


def test_a_picture_that_the_model_cannot_bear_costs_itself_alone():
    written = PictureBatches(BatchBudget(8, 10_000)).run([request(name) for name in "abcde"], Model(unbearable="d"))
    assert [text for text in written if isinstance(text, str)] == ["seen a", "seen b", "seen c", "seen e"]
    assert written[3] == CaptionFailure("engine_error", "RuntimeError: shapes do not match")


def test_texts_that_cannot_be_paired_with_pictures_are_failures():
    written = PictureBatches(BatchBudget(8, 10_000)).run(
        [request("a"), request("b")], lambda batch: ["one", "two", "three"]
    )
    assert {failure.code for failure in written if isinstance(failure, CaptionFailure)} == {"engine_error"}
    assert len(written) == 2


@pytest.mark.parametrize("budget", [BatchBudget(0, 10), BatchBudget(1, 0)])
def test_a_budget_that_holds_no_picture_is_refused(budget):
    with pytest.raises(ValueError, match="holds no picture"):
        PictureBatches(budget)
