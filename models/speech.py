"""What every voice engine takes and gives: utterances in, one waveform or one failure each out, in order."""

import operator
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

# The largest sample of a voice that says anything is larger: -60 dBFS.
SILENCE_PEAK = 1e-3


@dataclass(frozen=True)
class Pronunciation:
    """How the characters `start` to `end` of a text are said, in IPA."""

    start: int
    end: int
    ipa: str


@dataclass(frozen=True)
class Utterance:
    """Text for a voice to speak in one piece.

    `text` is spoken form: words and punctuation. `voice` is a name that the engine knows. `rate` multiplies the pace;
    1.0 is the voice's own. Equal utterances are spoken with equal samples: `seed` decides the noise.
    """

    text: str
    language: str
    voice: str
    rate: float = 1.0
    seed: int = 0
    pronunciations: tuple[Pronunciation, ...] = ()


@dataclass(frozen=True)
class Word:
    """A word of an utterance and when it is heard, in seconds from the start of its waveform."""

    text: str
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, eq=False)
class Waveform:
    """Mono audio: `samples` of shape `(num_samples,)`, float32 in [-1, 1]; `sample_rate` in Hz.

    `words` is empty where the engine does not know when it says them.
    """

    samples: NDArray[np.float32]
    sample_rate: int
    words: tuple[Word, ...] = ()

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


@dataclass(frozen=True)
class SynthesisFailure:
    """Why an utterance could not be spoken; `code` is one of `no_speech`, `bad_audio`, `engine_error`, `oom`."""

    code: str
    message: str


Speech = Waveform | SynthesisFailure


@dataclass(frozen=True, eq=False)
class Recording:
    """What was spoken of a sequence of utterances, one speech each, in order."""

    speeches: tuple[Speech, ...]

    @property
    def num_bytes(self) -> int:
        return sum(speech.samples.nbytes for speech in self.speeches if isinstance(speech, Waveform))


@dataclass(frozen=True)
class BatchTotals:
    """What a synthesizer's batches add up to: `units` that were asked for, `padded_units` that were computed.

    `oom_splits` batches were halved for want of memory; `retried` utterances were spoken another time.
    """

    units: int = 0
    padded_units: int = 0
    oom_splits: int = 0
    retried: int = 0

    def __add__(self, other: "BatchTotals") -> "BatchTotals":
        return BatchTotals(*map(operator.add, astuple(self), astuple(other)))

    def __sub__(self, other: "BatchTotals") -> "BatchTotals":
        return BatchTotals(*map(operator.sub, astuple(self), astuple(other)))


@runtime_checkable
class ReportsBatches(Protocol):
    """A synthesizer that knows how its batches were filled."""

    def batch_totals(self) -> BatchTotals:
        """Returns the totals of all batches since it was loaded."""
        ...


@dataclass(frozen=True)
class Pace:
    """Seconds that a voice takes for a letter, at least and at most, far from what it was ever heard to take.

    `words` matches the words that the voice is sure to say; of others it may say nothing.
    """

    least_seconds: float
    most_seconds: float
    words: re.Pattern[str]


@runtime_checkable
class KnowsPaces(Protocol):
    """A synthesizer that knows how fast its voices are."""

    def pace_of(self, voice: str) -> Pace | None:
        """Returns the pace of a voice at its own rate, or None where nobody has measured it."""
        ...


class SpeechSynthesizer(Protocol):
    """A loaded voice engine.

    `synthesize` gives one prediction per utterance, in order; an utterance that cannot be spoken is a
    `SynthesisFailure` in its place and costs the others nothing. It raises only when the engine itself is broken.
    """

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]: ...
