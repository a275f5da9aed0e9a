"""A function on one record as a step on all of them: what it raises for one costs the others nothing."""

import functools
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.window import GlobalWindows

from transforms.counting import Tally, add, count, counted_aside
from transforms.outcomes import DeadLetter, FailureCode, SkipArticleError, Skipped, dead_letter_of
from transforms.progress import Event, tell

SKIPPED, DEAD_LETTERS, RESULTS = "skipped", "dead_letters", "results"


def stage_clock(stage: str) -> Callable[[int], None]:
    """Returns a function that adds the time since a `time.monotonic_ns()` to the seconds of a stage."""
    return lambda start: count("narrate.microseconds", stage, (time.monotonic_ns() - start) // 1000)


class Identified(Protocol):
    """What every element knows of its record."""

    @property
    def article_id(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def record_digest(self) -> str: ...


InputT = TypeVar("InputT", bound=Identified)
OutputT = TypeVar("OutputT")


class Outcome(NamedTuple, Generic[OutputT]):
    """The two ways out of a step that can fail; neither of them may be dropped."""

    results: PCollection[OutputT]
    dead_letters: PCollection[DeadLetter]


class Judgement(NamedTuple, Generic[OutputT]):
    """The three ways out of a step that may leave an article out on purpose; none of them may be dropped."""

    results: PCollection[OutputT]
    skipped: PCollection[Skipped]
    dead_letters: PCollection[DeadLetter]


def lost(letter: DeadLetter) -> TaggedOutput:
    """Returns a dead letter as a step puts it out, and reports it."""
    tell(
        Event.DEAD_LETTER,
        stage=letter.stage,
        article_id=letter.article_id,
        source=letter.source,
        code=letter.code,
        message=letter.message,
    )
    return TaggedOutput(DEAD_LETTERS, letter)


class _Try(beam.DoFn):
    def __init__(
        self, function: Callable[[Any], Any], stage: str, code: FailureCode, worker_faults: tuple[type[Exception], ...]
    ) -> None:
        super().__init__()
        self._function = function
        self._stage = stage
        self._code = code
        self._worker_faults: tuple[type[Exception], ...] = (MemoryError, *worker_faults)

    def process(self, element: Any) -> Iterator[Any]:
        start = time.monotonic_ns()
        outcome = self._outcome_of(element)
        stage_clock(self._stage)(start)  # before the yield: later steps of the fused stage run inside it
        yield outcome

    def _outcome_of(self, element: Any) -> Any:
        try:
            return self._apply(element)
        except self._worker_faults:
            raise  # not the record's fault: the runner tries elsewhere or stops
        except Exception as error:
            record = {"article_id": element.article_id, "source": element.source}
            return lost(dead_letter_of(error, stage=self._stage, code=self._code, **record))

    def _apply(self, element: Any) -> Any:
        return self._function(element)


class _TryOrSkip(_Try):
    def _apply(self, element: Any) -> Any:
        try:
            return self._function(element)
        except SkipArticleError as skip:
            record = {"article_id": element.article_id, "source": element.source}
            tell(Event.SKIPPED, stage=self._stage, reason=skip.reason, **record)
            identity = (element.url, element.title, element.language, element.record_digest)
            return TaggedOutput(SKIPPED, Skipped(element.article_id, element.source, skip.reason, *identity))


@functools.cache
def _threads() -> ThreadPoolExecutor:
    """Returns the threads on which a process works beside its bundles: as many as it has cores."""
    return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="aside")


class _TryAside(_Try):
    """The same beside the bundle's thread, which goes on to its next element; outcomes come in the elements' order.

    A bundle has no more elements under way than there are cores: each may hold an hour of audio.
    """

    def start_bundle(self) -> None:
        self._underway: deque[Future[tuple[Any, Tally]]] = deque()

    def process(self, element: Any) -> Iterator[Any]:
        self._underway.append(_threads().submit(self._work, element))
        while self._underway and (self._underway[0].done() or len(self._underway) > (os.cpu_count() or 1)):
            yield self._next_outcome()

    def finish_bundle(self) -> Iterator[Any]:
        while self._underway:
            outcome = self._next_outcome()
            if isinstance(outcome, TaggedOutput):
                yield TaggedOutput(outcome.tag, GlobalWindows.windowed_value(outcome.value))
            else:
                yield GlobalWindows.windowed_value(outcome)

    def _work(self, element: Any) -> tuple[Any, Tally]:
        with counted_aside() as tally:
            start = time.monotonic_ns()
            outcome = self._outcome_of(element)
            stage_clock(self._stage)(start)
        return outcome, tally

    def _next_outcome(self) -> Any:
        try:
            outcome, tally = self._underway.popleft().result()
        except BaseException:
            wait(self._underway)  # the bundle fails, and nothing of it goes on beside its next try
            raise
        add(tally)
        return outcome


class TryMap(beam.PTransform, Generic[InputT, OutputT]):
    """Elements in, results out; an element that raises becomes a dead letter.

    `stage` names the step in dead letters and metrics; `code` is that of errors which have none of their own.
    `worker_faults`, and running out of memory, say nothing of the element: they are raised. `aside` runs the function
    on threads beside the step before it, which goes on meanwhile: for long work that releases Python's lock.
    """

    def __init__(
        self,
        function: Callable[[InputT], OutputT],
        *,
        stage: str,
        code: FailureCode,
        worker_faults: tuple[type[Exception], ...] = (),
        aside: bool = False,
    ) -> None:
        super().__init__()
        self._do_fn = (_TryAside if aside else _Try)(function, stage, code, worker_faults)

    def expand(self, elements: PCollection[InputT]) -> "Outcome[OutputT]":
        outputs = elements | beam.ParDo(self._do_fn).with_outputs(DEAD_LETTERS, main=RESULTS)
        return Outcome(outputs[RESULTS], outputs[DEAD_LETTERS])


class TryOrSkip(beam.PTransform, Generic[InputT, OutputT]):
    """Elements in, results out; one that raises `SkipArticleError` is skipped, any other error is as in `TryMap`."""

    def __init__(
        self,
        function: Callable[[InputT], OutputT],
        *,
        stage: str,
        code: FailureCode,
        worker_faults: tuple[type[Exception], ...] = (),
    ) -> None:
        super().__init__()
        self._do_fn = _TryOrSkip(function, stage, code, worker_faults)

    def expand(self, elements: PCollection[InputT]) -> "Judgement[OutputT]":
        outputs = elements | beam.ParDo(self._do_fn).with_outputs(SKIPPED, DEAD_LETTERS, main=RESULTS)
        return Judgement(outputs[RESULTS], outputs[SKIPPED], outputs[DEAD_LETTERS])
