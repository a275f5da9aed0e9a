"""Scripts in, finished files out, in one fused stage: speak, assemble, encode, write.

Audio never leaves the stage: what comes out of it are rows of the manifest. Scripts are grouped by the seconds of audio
that they will make, so that the model is given enough to fill its batches and a worker holds little at a time.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from typing import Any

import apache_beam as beam
from apache_beam.coders import registry
from apache_beam.ml.inference.base import KeyedModelHandler, RunInference
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.window import GlobalWindows

from models.audio.assembly import Interval, join
from models.handlers import SpeechModelHandler
from models.speech import Recording, Speech, SynthesisFailure, Utterance, Waveform
from transforms.narrations import ManifestRow, Narration, Recipe
from transforms.outcomes import ArticleError, FailureCode, dead_letter_of
from transforms.progress import Event, tell
from transforms.scripts import Script, Segment, predicted_seconds
from transforms.stage_bound import StageBoundCoder
from transforms.try_map import DEAD_LETTERS, RESULTS, SKIPPED, Outcome, stage_clock
from transforms.writing import WriteNarrations

for _holds_audio in (Recording, Narration):
    registry.register_coder(_holds_audio, StageBoundCoder)

# A voice that has no sound for more of an article than this has not read it.
_LARGEST_UNSPOKEN_SHARE = 0.1


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


class _GroupByLength(beam.DoFn):
    """Groups scripts until they fill a batch, inside `process`, so that a bundle can still be split."""

    def __init__(self, batch_seconds: float) -> None:
        super().__init__()
        self._batch_seconds = batch_seconds
        self._batch: list[tuple[Script, tuple[Utterance, ...]]] = []
        self._seconds = 0.0

    def start_bundle(self) -> None:
        self._batch, self._seconds = [], 0.0

    def process(self, element: Script) -> Iterator[list[tuple[Script, tuple[Utterance, ...]]]]:
        self._batch.append((element, utterances_of(element)))
        self._seconds += predicted_seconds(element.segments)
        if self._seconds >= self._batch_seconds:
            batch, self._batch, self._seconds = self._batch, [], 0.0
            yield batch

    def finish_bundle(self) -> Iterator[Any]:
        if self._batch:
            batch, self._batch = self._batch, []
            yield GlobalWindows.windowed_value(batch)


class SynthesizeNarrations(beam.PTransform):
    """Scripts in, narrations out; a script whose words could not be spoken becomes a dead letter.

    `batch_seconds` is how much predicted audio is handed to the model at once.
    """

    def __init__(self, handler: SpeechModelHandler, batch_seconds: float = 300.0) -> None:
        super().__init__()
        if batch_seconds <= 0:
            raise ValueError(f"batch_seconds must be positive, not {batch_seconds}")
        self._handler = handler
        self._batch_seconds = batch_seconds

    def expand(self, scripts: PCollection[Script]) -> "Outcome[Narration]":
        spoken = (
            scripts
            | "GroupByLength" >> beam.ParDo(_GroupByLength(self._batch_seconds))
            | "Speak"
            >> RunInference(KeyedModelHandler(self._handler).with_no_batching()).with_output_types(
                tuple[Script, Recording]
            )
        )
        assemble_all = beam.ParDo(_Assemble()).with_output_types(Narration)
        outputs = spoken | "Assemble" >> assemble_all.with_outputs(SKIPPED, DEAD_LETTERS, main=RESULTS)
        return Outcome(outputs[RESULTS], outputs[SKIPPED], outputs[DEAD_LETTERS])


class _Assemble(beam.DoFn):
    def process(self, element: tuple[Script, Recording]) -> Iterator[Any]:
        script, recording = element
        start = time.monotonic_ns()
        try:
            outcome: Any = assemble(script, recording.speeches)
        except ArticleError as error:
            identity = {"article_id": script.article_id, "source": script.source}
            letter = dead_letter_of(error, stage="synthesize", code=FailureCode.SYNTHESIS_FAILED, **identity)
            outcome = TaggedOutput(DEAD_LETTERS, letter)
            tell(Event.DEAD_LETTER)
        stage_clock("assemble")(start)
        yield outcome


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

    def __init__(self, handler: SpeechModelHandler, output: str, recipe: Recipe, batch_seconds: float = 300.0) -> None:
        super().__init__()
        self._synthesize = SynthesizeNarrations(handler, batch_seconds)
        self._write = WriteNarrations(output, recipe)

    def expand(self, scripts: PCollection[Script]) -> "Outcome[ManifestRow]":
        spoken = scripts | "SynthesizeNarrations" >> self._synthesize
        written = spoken.results | "WriteNarrations" >> self._write
        skipped = (spoken.skipped, written.skipped) | "AllSkipped" >> beam.Flatten()
        letters = (spoken.dead_letters, written.dead_letters) | "AllDeadLetters" >> beam.Flatten()
        return Outcome(written.results, skipped, letters)
