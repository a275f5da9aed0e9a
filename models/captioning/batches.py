"""Batches of pictures within a budget; one that does not fit or fails is halved, down to the picture at fault."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from models.captioning.captions import CaptionFailure, CaptionRequest

Generate = Callable[[Sequence[CaptionRequest]], list[str]]


@dataclass(frozen=True)
class BatchBudget:
    """How much goes to a model at once: pictures, and their pixels, the largest of a batch counted for each."""

    pictures: int
    pixels: int


class PictureBatches:
    """Runs a model over pictures, those of like size together, within a budget.

    Where the device has no memory for a batch, the budget becomes half of its pictures, for good, and both halves are
    tried again; a batch that fails otherwise is halved as well, so that one picture costs itself alone.
    """

    def __init__(self, budget: BatchBudget) -> None:
        if budget.pictures < 1 or budget.pixels < 1:
            raise ValueError(f"a budget of {budget.pictures} pictures and {budget.pixels} pixels holds no picture")
        self._budget = budget

    @property
    def budget(self) -> BatchBudget:
        """The budget as memory has left it."""
        return self._budget

    def run(self, requests: Sequence[CaptionRequest], generate: Generate) -> list[str | CaptionFailure]:
        """Returns what the model writes of each picture, in the order of the requests."""
        by_size = sorted(range(len(requests)), key=lambda place: -_pixels(requests[place]))
        written: dict[int, str | CaptionFailure] = {}
        pending = by_size
        while pending:
            places = self._first_batch(pending, requests)
            pending = pending[len(places) :]
            written.update(zip(places, self._attempt([requests[place] for place in places], generate), strict=True))
        return [written[place] for place in range(len(requests))]

    def _first_batch(self, places: Sequence[int], requests: Sequence[CaptionRequest]) -> Sequence[int]:
        """Returns the places of the first batch of those given, which are ordered from the largest picture on."""
        largest = _pixels(requests[places[0]])
        return places[: max(1, min(self._budget.pictures, self._budget.pixels // largest))]

    def _attempt(self, batch: Sequence[CaptionRequest], generate: Generate) -> list[str | CaptionFailure]:
        failure = self._failure_of(batch, generate)
        if not isinstance(failure, CaptionFailure):
            return list(failure)
        if len(batch) == 1:
            return [failure]
        middle = len(batch) // 2
        if failure.code == "oom":
            torch.cuda.empty_cache()
            self._budget = BatchBudget(max(1, min(self._budget.pictures, middle)), self._budget.pixels)
        return [*self._attempt(batch[:middle], generate), *self._attempt(batch[middle:], generate)]

    def _failure_of(self, batch: Sequence[CaptionRequest], generate: Generate) -> list[str] | CaptionFailure:
        """Returns what is written of a batch, or why nothing is; the exception ends here, with the tensors it holds."""
        try:
            texts = generate(batch)
        except torch.OutOfMemoryError as error:
            return CaptionFailure("oom", f"a picture does not fit the device: {_first_line(error)}")
        except Exception as error:  # a picture that the model cannot bear raises whatever the model does
            return CaptionFailure("engine_error", f"{type(error).__name__}: {_first_line(error)}")
        if len(texts) != len(batch):
            return CaptionFailure("engine_error", f"{len(texts)} texts came for {len(batch)} pictures")
        return texts


def _pixels(request: CaptionRequest) -> int:
    height, width = request.picture.pixels.shape[:2]
    return int(height * width)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
