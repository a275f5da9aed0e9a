"""The models as Beam sees them: settings that travel, models that load on the worker."""

import functools
import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, Generic, TypeVar

from apache_beam.metrics import Metrics
from apache_beam.ml.inference.base import ModelHandler

from models.captioning.captions import Caption, Captioner, CaptionFailure, CaptionRequest
from models.resilience import ResilientSynthesizer
from models.speech import BatchTotals, Recording, SpeechSynthesizer, Utterance, Waveform

Model = TypeVar("Model")


class _OnFirstUse(Generic[Model]):
    """A model, or one a GPU, shared by the threads of a process, each loaded by the first that needs it."""

    def __init__(self, *loads: Callable[[], Model]) -> None:
        self._loads = loads
        self._models: dict[int, Model] = {}
        self._turns = itertools.cycle(range(len(loads)))
        self._lock = threading.Lock()

    def get(self) -> tuple[Model, bool]:
        """Returns the model whose turn it is, and whether this call has loaded it."""
        with self._lock:
            turn = next(self._turns)
            is_new = turn not in self._models
            if is_new:
                self._models[turn] = self._loads[turn]()
            return self._models[turn], is_new


def _load_resilient(load: Callable[[], SpeechSynthesizer]) -> ResilientSynthesizer:
    return ResilientSynthesizer(load())


class SpeechModelHandler(ModelHandler[Sequence[Utterance], Recording, _OnFirstUse[ResilientSynthesizer]]):
    """Speaks a batch of scripts, each a sequence of utterances; one recording per script, in order.

    Utterances of all scripts go to the model together, so that it can fill its batches by length. Predictions are
    paired with scripts by position: a failed utterance is a `SynthesisFailure` in its place. Of several models, one a
    GPU, each batch goes to the next.
    """

    def __init__(self, *loads: Callable[[], SpeechSynthesizer]) -> None:
        super().__init__()
        self._loads = loads
        self._models_loaded = Metrics.counter("narrate", "models_loaded")
        self._microseconds = Metrics.counter("narrate.microseconds", "speak")
        self._audio_milliseconds = Metrics.counter("narrate", "spoken_milliseconds")

    def load_model(self) -> _OnFirstUse[ResilientSynthesizer]:
        """Returns a model that loads when it is first used: Beam asks for one even where there is nothing to speak."""
        return _OnFirstUse(*(functools.partial(_load_resilient, load) for load in self._loads))

    def run_inference(
        self, batch: Sequence[Sequence[Utterance]], model: _OnFirstUse[ResilientSynthesizer], inference_args: Any = None
    ) -> list[Recording]:
        if not any(batch):  # nothing to speak needs no model
            return [Recording(()) for _ in batch]
        synthesizer, is_new = model.get()
        self._models_loaded.inc(int(is_new))
        start = time.monotonic_ns()
        predictions = synthesizer.synthesize([utterance for script in batch for utterance in script])
        self._microseconds.inc((time.monotonic_ns() - start) // 1000)
        self._count_batches(synthesizer.take_totals())
        seconds = sum(speech.seconds for speech in predictions if isinstance(speech, Waveform))
        self._audio_milliseconds.inc(round(1000 * seconds))
        spoken = iter(predictions)
        return [Recording(tuple(islice(spoken, len(script)))) for script in batch]

    def _count_batches(self, totals: BatchTotals) -> None:
        for name, amount in asdict(totals).items():
            Metrics.counter("narrate.batches", name).inc(amount)

    def get_num_bytes(self, batch: Sequence[Sequence[Utterance]]) -> int:
        """Returns the length of the texts; Beam's default would pickle every batch for this metric."""
        return sum(len(utterance.text) for script in batch for utterance in script)


class CaptionModelHandler(ModelHandler[CaptionRequest, Caption | CaptionFailure, _OnFirstUse[Captioner]]):
    """Describes a batch of pictures; one caption or failure per picture, in order.

    The captioner cuts the batch to what its device holds. Of several models, one a GPU, each batch goes to the next.
    """

    def __init__(self, *loads: Callable[[], Captioner]) -> None:
        super().__init__()
        self._loads = loads
        self._models_loaded = Metrics.counter("narrate", "captioners_loaded")
        self._microseconds = Metrics.counter("narrate.microseconds", "describe")

    def load_model(self) -> _OnFirstUse[Captioner]:
        """Returns a model that loads when it is first used: most articles leave it nothing to describe."""
        return _OnFirstUse(*self._loads)

    def run_inference(
        self, batch: Sequence[CaptionRequest], model: _OnFirstUse[Captioner], inference_args: Any = None
    ) -> list[Caption | CaptionFailure]:
        if not batch:
            return []
        captioner, is_new = model.get()
        self._models_loaded.inc(int(is_new))
        start = time.monotonic_ns()
        captions = captioner.describe(batch)
        self._microseconds.inc((time.monotonic_ns() - start) // 1000)
        return captions

    def get_num_bytes(self, batch: Sequence[CaptionRequest]) -> int:
        """Returns the size of the pixels; Beam's default would pickle every batch for this metric."""
        return sum(request.picture.pixels.nbytes for request in batch)
