"""A voice whose failures cost one utterance: its sound is checked, and what fails is tried again another way.

What an engine raises for a batch is narrowed down by halving the batch. What is still without usable sound is spoken
again, first with other noise and only with its like, then in two halves; what fails even so is reported. Faults of the
worker (a device that is lost, a disk that is full) are raised: they say nothing of the words.
"""

import re
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.speech import (
    SILENCE_PEAK,
    BatchTotals,
    KnowsPaces,
    Pace,
    ReportsBatches,
    Speech,
    SpeechSynthesizer,
    SynthesisFailure,
    Utterance,
    Waveform,
    Word,
)

# Prose takes 0.07 to 0.12 seconds a letter in every voice measured, letters that are spelled out up to 0.5, and a word
# alone up to a second more. Of a word that nobody can pronounce, voices say the beginning.
_LETTERS = re.compile(r"[^\W_]+")
_ANY_PACE = Pace(least_seconds=0.01, most_seconds=0.7, words=_LETTERS)
_OF_A_WORD, _PRONOUNCEABLE_LETTERS = 1.5, 20
_SENTENCE_END, _CLAUSE_END, _SPACE = re.compile(r"[.!?…。！？]\s*"), re.compile(r"[,;:、，]\s*"), re.compile(r"\s+")
_DEVICE_LOST = re.compile(r"CUDA error|CUDA driver error|cuDNN error|cuBLAS error|CUBLAS_STATUS|NCCL error")


class ResilientSynthesizer:
    """A synthesizer that never raises for what it is asked to say; raises for what is wrong with the worker."""

    def __init__(self, synthesizer: SpeechSynthesizer) -> None:
        self._synthesizer = synthesizer
        self._lock = threading.Lock()
        self._own, self._reported = BatchTotals(), BatchTotals()

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        speeches = self._speak(utterances)
        for again in (self._with_other_noise, self._in_halves):
            failed = [index for index, speech in enumerate(speeches) if _may_be_mended(speech)]
            if failed:
                self._count(BatchTotals(retried=len(failed)))
                attempts = again([utterances[index] for index in failed], [speeches[index] for index in failed])
                for index, attempt in zip(failed, attempts, strict=True):
                    speeches[index] = attempt
        return speeches

    def take_totals(self) -> BatchTotals:
        """Returns what has been counted since the last call, each thing once, whichever thread asks."""
        with self._lock:
            inner = self._synthesizer.batch_totals() if isinstance(self._synthesizer, ReportsBatches) else BatchTotals()
            totals = inner + self._own
            new, self._reported = totals - self._reported, totals
            return new

    def _pace_of(self, voice: str) -> Pace:
        own = self._synthesizer.pace_of(voice) if isinstance(self._synthesizer, KnowsPaces) else None
        return own or _ANY_PACE

    def _count(self, totals: BatchTotals) -> None:
        with self._lock:
            self._own += totals

    def _with_other_noise(self, utterances: Sequence[Utterance], failures: Sequence[Speech]) -> list[Speech]:
        """Returns what is spoken of utterances by themselves; noise is another where it may have spoilt the sound."""
        spoilt = [isinstance(failure, SynthesisFailure) and failure.code == "bad_audio" for failure in failures]
        return self._speak(
            [
                replace(utterance, seed=(utterance.seed + is_spoilt) % 2**32)
                for utterance, is_spoilt in zip(utterances, spoilt, strict=True)
            ]
        )

    def _in_halves(self, utterances: Sequence[Utterance], failures: Sequence[Speech]) -> list[Speech]:
        """Returns what is spoken of utterances in two pieces each; where one cannot be cut or spoken, its failure."""
        halves = [_halved(utterance) for utterance in utterances]
        spoken = iter(self._speak([half for pieces in halves for half in pieces]))
        pieces_spoken = [[next(spoken) for _ in pieces] for pieces in halves]
        return [_joined(pieces) or failure for pieces, failure in zip(pieces_spoken, failures, strict=True)]

    def _speak(self, utterances: Sequence[Utterance]) -> list[Speech]:
        """Returns the checked sound of a batch, whose failures are narrowed down to single utterances."""
        if not utterances:
            return []
        try:
            speeches = self._synthesizer.synthesize(utterances)
            return [
                _checked(speech, utterance, self._pace_of(utterance.voice))
                for speech, utterance in zip(speeches, utterances, strict=True)
            ]
        except Exception as error:
            if is_worker_fault(error):
                raise
            is_out_of_memory = _is_out_of_memory(error)
            reason = f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}"
        # Outside the handler: until it ends, the error's traceback holds the tensors of the batch.
        if is_out_of_memory:
            _free_device_memory()
        if len(utterances) == 1:
            return [SynthesisFailure("oom" if is_out_of_memory else "engine_error", reason)]
        self._count(BatchTotals(oom_splits=int(is_out_of_memory)))
        middle = len(utterances) // 2
        return [*self._speak(utterances[:middle]), *self._speak(utterances[middle:])]


def is_worker_fault(error: BaseException) -> bool:
    """Returns whether an error is of the machine, not of the words: a lost device, a disk that fails or is full."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, torch.AcceleratorError):
        return not _is_out_of_memory(error)
    lost = isinstance(error, RuntimeError) and _DEVICE_LOST.search(str(error)) and not _is_out_of_memory(error)
    return isinstance(error, OSError) or bool(lost)


def _is_out_of_memory(error: BaseException) -> bool:
    """Returns whether host or device had no memory; libraries on the device say so in words of their own."""
    torch = sys.modules.get("torch")
    known = (MemoryError,) if torch is None else (MemoryError, torch.OutOfMemoryError)
    return isinstance(error, known) or "out of memory" in str(error) or "ALLOC_FAILED" in str(error)


def _free_device_memory() -> None:
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()


def _may_be_mended(speech: Speech) -> bool:
    return isinstance(speech, SynthesisFailure) and speech.code != "no_speech"


def _checked(speech: Speech, utterance: Utterance, pace: Pace) -> Speech:
    """Returns the speech, or why it cannot be what the utterance sounds like."""
    if isinstance(speech, SynthesisFailure):
        return speech
    if not np.isfinite(speech.samples).all():
        return SynthesisFailure("bad_audio", "the voice gave samples that are not numbers")
    if not len(speech.samples) or np.abs(speech.samples).max() < SILENCE_PEAK:
        return SynthesisFailure("bad_audio", f"the voice gave {speech.seconds:.2f} seconds of silence")
    least, most = seconds_of(utterance, pace)
    if not least <= speech.seconds <= most:
        expected = f"{least:.1f} to {most:.1f} are expected"
        return SynthesisFailure("bad_audio", f"the voice gave {speech.seconds:.1f} seconds of sound; {expected}")
    return speech


def seconds_of(utterance: Utterance, pace: Pace = _ANY_PACE) -> tuple[float, float]:
    """Returns how long an utterance may be at least and at most, in seconds: far from what the voice needs for it."""
    pronounceable = sum(min(len(word), _PRONOUNCEABLE_LETTERS) for word in pace.words.findall(utterance.text))
    letters = sum(map(len, _LETTERS.findall(utterance.text))) or len(utterance.text)
    most = _OF_A_WORD + pace.most_seconds * letters
    return pace.least_seconds * pronounceable / utterance.rate, most / utterance.rate


def _halved(utterance: Utterance) -> tuple[Utterance, ...]:
    """Returns an utterance in two: after the sentence, else the clause, else the word that ends nearest its middle."""
    inside = [range(said.start + 1, said.end) for said in utterance.pronunciations]
    for boundary in (_SENTENCE_END, _CLAUSE_END, _SPACE):
        cuts = [match.end() for match in boundary.finditer(utterance.text)]
        cuts = [
            cut for cut in cuts if _is_between_words(utterance.text, cut) and not any(cut in said for said in inside)
        ]
        if cuts:
            cut = min(cuts, key=lambda position: abs(2 * position - len(utterance.text)))
            return _part(utterance, 0, cut), _part(utterance, cut, len(utterance.text))
    return ()


def _is_between_words(text: str, cut: int) -> bool:
    return bool(_LETTERS.search(text, 0, cut) and _LETTERS.search(text, cut))


def _part(utterance: Utterance, start: int, end: int) -> Utterance:
    pronunciations = tuple(
        replace(said, start=said.start - start, end=said.end - start)
        for said in utterance.pronunciations
        if start <= said.start and said.end <= end
    )
    return replace(utterance, text=utterance.text[start:end], pronunciations=pronunciations)


def _joined(pieces: Sequence[Speech]) -> Waveform | None:
    """Returns pieces of one voice as one waveform, or None where one of them, or all, have no sound."""
    sounds = [piece for piece in pieces if isinstance(piece, Waveform)]
    if not sounds or len(sounds) < len(pieces):
        return None
    words: list[Word] = []
    offset = 0.0
    for sound in sounds:
        words += [Word(w.text, w.start_seconds + offset, w.end_seconds + offset) for w in sound.words]
        offset += sound.seconds
    return Waveform(np.concatenate([sound.samples for sound in sounds]), sounds[0].sample_rate, tuple(words))
