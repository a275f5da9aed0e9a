"""The models as Beam sees them: settings that travel, models that load on the worker."""

import time
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from apache_beam.metrics import Metrics
from apache_beam.ml.inference.base import ModelHandler

from models.speech import Speech, SpeechSynthesizer, Utterance, Waveform


class SpeechModelHandler(ModelHandler[Sequence[Utterance], tuple[Speech, ...], SpeechSynthesizer]):
    """Speaks a batch of scripts, each a sequence of utterances; one prediction per script, in order.

    Utterances of all scripts go to the model together, so that it can fill its batches by length. Predictions are
    paired with scripts by position: a failed utterance is a `SynthesisFailure` in its place.
    """

    def __init__(self, load: Callable[[], SpeechSynthesizer]) -> None:
        super().__init__()
        self._load = load
        self._microseconds = Metrics.counter("narrate.microseconds", "speak")
        self._audio_milliseconds = Metrics.counter("narrate", "spoken_milliseconds")

    def load_model(self) -> SpeechSynthesizer:
        return self._load()

    def run_inference(
        self, batch: Sequence[Sequence[Utterance]], model: SpeechSynthesizer, inference_args: Any = None
    ) -> list[tuple[Speech, ...]]:
        start = time.monotonic_ns()
        predictions = model.synthesize([utterance for script in batch for utterance in script])
        self._microseconds.inc((time.monotonic_ns() - start) // 1000)
        seconds = sum(speech.seconds for speech in predictions if isinstance(speech, Waveform))
        self._audio_milliseconds.inc(round(1000 * seconds))
        spoken = iter(predictions)
        return [tuple(islice(spoken, len(script))) for script in batch]

    def get_num_bytes(self, batch: Sequence[Sequence[Utterance]]) -> int:
        """Returns the length of the texts; Beam's default would pickle every batch for this metric."""
        return sum(len(utterance.text) for script in batch for utterance in script)
