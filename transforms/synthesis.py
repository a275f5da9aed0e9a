"""Scripts in, finished files out, in one fused stage: speak, assemble, encode, write.

Audio never leaves the stage: what comes out of it are rows of the manifest. Scripts are grouped by the seconds of audio
that they will make, so that the model is given enough to fill its batches and a worker holds little at a time.
"""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.coders import registry
from apache_beam.ml.inference.base import KeyedModelHandler, RunInference
from apache_beam.pvalue import PCollection
from apache_beam.transforms.window import GlobalWindows

from models.audio.assembly import Interval, join
from models.audio.takes import Take
from models.handlers import SpeechModelHandler
from models.speech import Recording, Speech, SynthesisFailure, Utterance, Waveform
from transforms.kept_speech import SpeechStore
from transforms.narrations import ManifestRow, Narration, Recipe
from transforms.outcomes import ArticleError, FailureCode, dead_letter_of
from transforms.scripts import Script, Segment, predicted_seconds
from transforms.stage_bound import StageBoundCoder
from transforms.try_map import DEAD_LETTERS, RESULTS, Outcome, lost, stage_clock
from transforms.writing import WriteNarrations

# A voice that has no sound for more of an article than this has not read it.
_LARGEST_UNSPOKEN_SHARE = 0.1
# A batch holds at most so many times the seconds that are spoken at once: what is kept of an edited article is with it.
_MOST_KEPT_TO_SPOKEN = 4


def utterances_of(script: Script) -> tuple[Utterance, ...]:
    """Returns what the voices are given, one utterance per segment; equal words get equal noise in every article."""
    return tuple(
        Utterance(
            text=segment.spoken,
            language=segment.language,
            voice=segment.voice,
            rate=segment.rate,
            seed=int.from_bytes(hashlib.sha256(segment.spoken.encode("utf-8", "surrogatepass")).digest()[:4]),
            pronunciations=segment.pronunciations,
        )
        for segment in script.segments
    )


@dataclass(frozen=True, eq=False)
class _Order:
    """A script, what is to be spoken of it, and the takes that are kept of these utterances."""

    script: Script
    utterances: tuple[Utterance, ...]
    kept: Mapping[Utterance, Take]

    @property
    def num_bytes(self) -> int:
        return sum(take.pcm.nbytes for take in self.kept.values())

    @property
    def missing_seconds(self) -> float:
        """About how much is to be spoken."""
        pairs = zip(self.script.segments, self.utterances, strict=True)
        return predicted_seconds(segment for segment, utterance in pairs if utterance not in self.kept)


@dataclass(frozen=True, eq=False)
class _Batch:
    """Scripts that are spoken together; equal utterances of theirs are spoken once."""

    orders: tuple[_Order, ...]

    @property
    def to_speak(self) -> tuple[Utterance, ...]:
        wanted = (u for order in self.orders for u in order.utterances if u not in order.kept)
        return tuple(dict.fromkeys(wanted))

    @property
    def num_bytes(self) -> int:
        return sum(order.num_bytes for order in self.orders)


_ToSpeak = list[tuple[_Batch, tuple[Utterance, ...]]]
for _holds_audio in (Recording, Narration, _Batch):
    registry.register_coder(_holds_audio, StageBoundCoder)


class _GroupByLength(beam.DoFn):
    """Groups scripts until they fill a batch, inside `process`, so that a bundle can still be split.

    A batch is full when enough of it is to be spoken, or when what is kept of it is as much as a worker should hold.
    """

    def __init__(self, batch_seconds: float, store: SpeechStore | None) -> None:
        super().__init__()
        self._batch_seconds = batch_seconds
        self._store = store
        self._orders: list[_Order] = []
        self._missing_seconds = self._seconds = 0.0

    def start_bundle(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._orders, self._missing_seconds, self._seconds = [], 0.0, 0.0

    def process(self, element: Script) -> Iterator[_ToSpeak]:
        utterances = utterances_of(element)
        kept = self._store.load(element, utterances) if self._store else {}
        order = _Order(element, utterances, kept)
        self._orders.append(order)
        self._missing_seconds += order.missing_seconds
        self._seconds += predicted_seconds(element.segments)
        if max(self._missing_seconds, self._seconds / _MOST_KEPT_TO_SPOKEN) >= self._batch_seconds:
            yield self._take_batch()

    def finish_bundle(self) -> Iterator[Any]:
        if self._orders:
            yield GlobalWindows.windowed_value(self._take_batch())

    def _take_batch(self) -> _ToSpeak:
        batch = _Batch(tuple(self._orders))
        self._clear()
        return [(batch, batch.to_speak)]


class _BesideBatches(KeyedModelHandler[_Batch, Sequence[Utterance], Recording, Any]):
    """A handler of utterances that passes their batch by; Beam's own pickles what passes by to know its size."""

    def __init__(self, handler: SpeechModelHandler) -> None:
        super().__init__(handler)
        self._handler = handler

    def get_num_bytes(self, batch: Sequence[tuple[_Batch, Sequence[Utterance]]]) -> int:
        return self._handler.get_num_bytes([utterances for _, utterances in batch])


class SynthesizeNarrations(beam.PTransform):
    """Scripts in, narrations out; a script whose words could not be spoken becomes a dead letter.

    `batch_seconds` is how much predicted audio is handed to the model at once. What `store` keeps is not spoken again.
    """

    def __init__(
        self, handler: SpeechModelHandler, batch_seconds: float = 300.0, store: SpeechStore | None = None
    ) -> None:
        super().__init__()
        if batch_seconds <= 0:
            raise ValueError(f"batch_seconds must be positive, not {batch_seconds}")
        self._handler = handler
        self._batch_seconds = batch_seconds
        self._store = store

    def expand(self, scripts: PCollection[Script]) -> "Outcome[Narration]":
        group = beam.ParDo(_GroupByLength(self._batch_seconds, self._store)).with_output_types(_ToSpeak)
        speak = RunInference(_BesideBatches(self._handler).with_no_batching())
        assemble_all = beam.ParDo(_Assemble(self._store)).with_output_types(Narration)
        outputs = (
            scripts
            | "GroupByLength" >> group
            | "Speak" >> speak.with_output_types(tuple[_Batch, Recording])
            | "Assemble" >> assemble_all.with_outputs(DEAD_LETTERS, main=RESULTS)
        )
        return Outcome(outputs[RESULTS], outputs[DEAD_LETTERS])


class _Assemble(beam.DoFn):
    def __init__(self, store: SpeechStore | None) -> None:
        super().__init__()
        self._store = store

    def process(self, element: tuple[_Batch, Recording]) -> Iterator[Any]:
        batch, recording = element
        spoken = dict(zip(batch.to_speak, recording.speeches, strict=True))
        for order in batch.orders:
            start = time.monotonic_ns()
            outcome = self._outcome_of(order, spoken)
            stage_clock("assemble")(start)  # before the yield: later steps of the fused stage run inside it
            yield outcome

    def _outcome_of(self, order: _Order, spoken: Mapping[Utterance, Speech]) -> Any:
        """Returns the narration of a script or its dead letter, when what was spoken of it is kept."""
        try:
            takes = {u: order.kept[u] if u in order.kept else Take.of(spoken[u]) for u in order.utterances}
            usable = {utterance: take for utterance, take in takes.items() if take is not None}
            if self._store:
                self._store.save(order.script, usable)
            return assemble(order.script, [usable[u].speech if u in usable else spoken[u] for u in order.utterances])
        except (MemoryError, OSError):
            raise  # not the script's fault: the runner tries elsewhere or stops
        except Exception as error:
            identity = {"article_id": order.script.article_id, "source": order.script.source}
            return lost(dead_letter_of(error, stage="synthesize", code=FailureCode.SYNTHESIS_FAILED, **identity))


def assemble(script: Script, speeches: Sequence[Speech]) -> Narration:
    """Returns the narration of a script whose utterances have been spoken, one speech per segment.

    Words that the voice has no sound for (a line of symbols, a script that it does not read) are left out and counted
    in the narration's coverage as failed.

    Raises:
        ArticleError: an utterance failed otherwise, or more than a tenth of the words have no sound.
    """
    heard: list[tuple[Segment, Waveform]] = []
    positions: list[int | None] = []
    unspoken = 0
    for segment, speech in zip(script.segments, speeches, strict=True):
        if isinstance(speech, Waveform):
            positions.append(len(heard))
            heard.append((segment, speech))
        elif speech.code == "no_speech":
            positions.append(None)
            unspoken += len(segment.spoken)
        else:
            raise _synthesis_error(segment, speech)
    if unspoken > _LARGEST_UNSPOKEN_SHARE * sum(len(segment.spoken) for segment in script.segments) or not heard:
        message = f"the voice {script.segments[0].voice} has no sound for {unspoken} characters of the article"
        raise ArticleError(FailureCode.SYNTHESIS_FAILED, message)
    waveform, intervals = join([speech for _, speech in heard], [segment.pause_seconds for segment, _ in heard])
    placed: list[Interval | None] = [None if position is None else intervals[position] for position in positions]
    return Narration(script, waveform, tuple(placed))


def _synthesis_error(segment: Segment, failure: SynthesisFailure) -> ArticleError:
    message = f"{failure.code}: {failure.message} (voice {segment.voice}, text {segment.spoken[:80]!r})"
    return ArticleError(FailureCode.SYNTHESIS_FAILED, message)


class NarrateScripts(beam.PTransform):
    """Speaks and writes scripts in one stage: a resource hint belongs on this composite and on nothing inside it."""

    def __init__(
        self,
        handler: SpeechModelHandler,
        output: str,
        recipe: Recipe,
        batch_seconds: float = 300.0,
        keep_speech: bool = True,
    ) -> None:
        super().__init__()
        store = SpeechStore(output, recipe) if keep_speech else None
        self._synthesize = SynthesizeNarrations(handler, batch_seconds, store)
        self._write = WriteNarrations(output, recipe)

    def expand(self, scripts: PCollection[Script]) -> "Outcome[ManifestRow]":
        spoken = scripts | "SynthesizeNarrations" >> self._synthesize
        written = spoken.results | "WriteNarrations" >> self._write
        letters = (spoken.dead_letters, written.dead_letters) | "AllDeadLetters" >> beam.Flatten()
        return Outcome(written.results, letters)
