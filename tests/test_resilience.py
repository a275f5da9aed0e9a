"""A voice whose failures cost one utterance: what is checked, what is tried again, and what is raised."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.resilience import ResilientSynthesizer, seconds_of
from models.speech import BatchTotals, Pace, Pronunciation, Speech, SynthesisFailure, Utterance, Waveform, Word

RATE = 8_000
SENTENCES = "The ice held for nine days. Then the ferry came, and nobody walked any more."


def utterance(text: str, **changes: object) -> Utterance:
    return replace(Utterance(text, "en", "heart"), **changes)


def tone(seconds: float, level: float = 0.1) -> Waveform:
    return Waveform(np.full(int(seconds * RATE), level, np.float32), RATE)


def spoken(one: Utterance) -> Waveform:
    return tone(0.08 * len(one.text))


class Voice:
    """Speaks what `speak` makes of each utterance, and keeps what it was asked for."""

    def __init__(self, speak: Callable[[Utterance], Speech] = spoken) -> None:
        self.speak, self.batches = speak, []

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        self.batches.append(list(utterances))
        return [self.speak(one) for one in utterances]


def codes(speeches: list[Speech]) -> list[str]:
    return [speech.code if isinstance(speech, SynthesisFailure) else "fine" for speech in speeches]


BAD = {
    "not numbers": tone(1.0, np.nan),
    "infinite": tone(1.0, np.inf),
    "silent": tone(1.0, 0.0),
    "nearly silent": tone(1.0, 1e-4),
    "empty": tone(0.0),
    "far too short": tone(0.05),
    "far too long": tone(90.0),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_sound_that_cannot_be_the_words_is_a_failure_that_costs_the_others_nothing(bad):
    voice = ResilientSynthesizer(Voice(lambda one: bad if "spoilt" in one.text else spoken(one)))
    speeches = voice.synthesize([utterance("Fine."), utterance("spoilt sentence of many letters"), utterance("Good.")])
    assert codes(speeches) == ["fine", "bad_audio", "fine"]


def test_spoilt_sound_is_spoken_again_with_other_noise():
    voice = Voice(lambda one: tone(1.0, np.nan) if one.seed == 7 else spoken(one))
    [speech] = ResilientSynthesizer(voice).synthesize([utterance("A few words.", seed=7)])
    assert isinstance(speech, Waveform)
    assert [batch[0].seed for batch in voice.batches] == [7, 8]


def test_only_what_failed_is_spoken_again():
    voice = Voice(lambda one: tone(2.0, np.nan) if one.seed == 3 else spoken(one))
    ResilientSynthesizer(voice).synthesize([utterance("Words to say.", seed=number) for number in range(6)])
    assert [len(batch) for batch in voice.batches] == [6, 1]


def test_what_fails_twice_is_spoken_in_halves_at_the_sentence():
    voice = Voice(lambda one: SynthesisFailure("oom", "too long") if len(one.text) > 60 else spoken(one))
    [speech] = ResilientSynthesizer(voice).synthesize([utterance(SENTENCES)])
    assert [one.text for one in voice.batches[-1]] == [SENTENCES[:28], SENTENCES[28:]]
    assert speech.seconds == pytest.approx(0.08 * len(SENTENCES), abs=0.01)


def test_words_and_pronunciations_keep_their_places_when_an_utterance_is_cut():
    def speak(one: Utterance) -> Speech:
        if len(one.text) > 60:
            return SynthesisFailure("oom", "too long")
        return replace(spoken(one), words=(Word(one.text[:3], 0.0, 0.5),))

    voice = Voice(speak)
    said = (Pronunciation(4, 7, "aɪs"), Pronunciation(37, 42, "fɛri"))
    [speech] = ResilientSynthesizer(voice).synthesize([utterance(SENTENCES, pronunciations=said)])
    pieces = [(one.text[p.start : p.end], p.ipa) for one in voice.batches[-1] for p in one.pronunciations]
    assert pieces == [("ice", "aɪs"), ("ferry", "fɛri")]
    assert [word.start_seconds for word in speech.words] == [0.0, pytest.approx(0.08 * 28, abs=0.01)]


@given(st.text(alphabet="abc .,", min_size=1, max_size=60), st.integers(0, 58), st.integers(1, 5))
def test_halves_are_the_whole_and_no_pronunciation_is_cut(text, start, length):
    said = (Pronunciation(start, min(start + length, len(text)), "x"),) if start < len(text) else ()
    voice = Voice(lambda one: SynthesisFailure("oom", "never"))
    ResilientSynthesizer(voice).synthesize([utterance(text, pronunciations=said)])
    halves = voice.batches[2] if len(voice.batches) > 2 else []
    if halves:
        assert "".join(one.text for one in halves) == text
        assert all(any(map(str.isalnum, one.text)) for one in halves)
        assert sum(len(one.pronunciations) for one in halves) == len(said)


def test_words_without_sound_are_not_tried_again():
    voice = Voice(lambda one: SynthesisFailure("no_speech", "nothing to say"))
    assert codes(ResilientSynthesizer(voice).synthesize([utterance("\N{SNOWMAN}")])) == ["no_speech"]
    assert len(voice.batches) == 1


class Raising(Voice):
    """Raises for a whole batch where one utterance of it is bad."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        if any("bad" in one.text for one in utterances):
            self.batches.append(list(utterances))
            raise self._error
        return super().synthesize(utterances)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError("no such token"), "engine_error"),
        (RuntimeError("shape mismatch"), "engine_error"),
        (IndexError(), "engine_error"),
        (torch.OutOfMemoryError("CUDA out of memory. Tried\nto allocate"), "oom"),
        (RuntimeError("CUDA error: out of memory"), "oom"),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling"), "oom"),
        (MemoryError("Unable to allocate 9 TiB"), "oom"),
    ],
)
def test_what_an_engine_raises_is_narrowed_down_to_one_utterance(error, code):
    texts = ["One fine day.", "Two fine days.", "A bad word.", "Four fine days.", "Five fine days."]
    voice = ResilientSynthesizer(Raising(error))
    assert codes(voice.synthesize(list(map(utterance, texts)))) == ["fine", "fine", code, "fine", "fine"]
    assert (voice.take_totals().oom_splits > 0) == (code == "oom")


@pytest.mark.parametrize(
    "error",
    [
        torch.AcceleratorError("CUDA error: an illegal memory access was encountered"),
        RuntimeError("CUDA error: device-side assert triggered"),
        RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"),
        OSError(28, "No space left on device"),
    ],
)
def test_a_lost_device_and_a_full_disk_are_raised_so_that_the_runner_tries_again(error):
    with pytest.raises(type(error)):
        ResilientSynthesizer(Raising(error)).synthesize([utterance("A bad word.")])


def test_a_voice_that_forgets_an_utterance_is_an_error_of_each_not_a_shift():
    class Forgetful(Voice):
        def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
            return super().synthesize(utterances)[: 1 if len(utterances) > 1 else None]

    speeches = ResilientSynthesizer(Forgetful()).synthesize([utterance("One."), utterance("A longer sentence.")])
    assert [round(speech.seconds, 2) for speech in speeches] == [0.32, 1.44]


def test_no_utterance_is_tried_more_than_three_times():
    voice = Voice(lambda one: SynthesisFailure("bad_audio", "always"))
    ResilientSynthesizer(voice).synthesize([utterance(SENTENCES)])
    assert [len(batch) for batch in voice.batches] == [1, 1, 2]


def test_nothing_to_say_is_nothing_said():
    assert ResilientSynthesizer(Voice()).synthesize([]) == []


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
@pytest.mark.parametrize(
    ("text", "seconds"),
    [  # as the embedded voice says them at its own pace
        ("A.", 0.65), ("OK.", 1.125), ("H T M L", 1.65), ("W W W W W W W W", 4.175), ("Twenty twenty six.", 1.725),
        ("Supercalifragilisticexpialidocious", 2.825), ("x" * 300, 4.725), ("word " * 40, 11.775), ("a. " * 30, 5.975),
        ("東京タワーに行きました", 2.0), ("!!!", 0.5),
    ],
)  # fmt: skip
def test_what_voices_need_for_words_is_in_the_range(text, seconds, rate):
    least, most = seconds_of(utterance(text, rate=rate))
    assert least < seconds / rate < most


def test_totals_are_told_once():
    class Batching(Voice):
        def batch_totals(self) -> BatchTotals:
            return BatchTotals(units=10 * len(self.batches), padded_units=12 * len(self.batches))

    voice = ResilientSynthesizer(Batching(lambda one: spoken(one) if one.seed else tone(1.0, 0.0)))
    voice.synthesize([utterance("Some words.")])
    assert voice.take_totals() == BatchTotals(20, 24, 0, retried=1)
    assert voice.take_totals() == BatchTotals()


class PacedVoice(Voice):
    """A voice that is known to say every Latin word, at 0.05 seconds a letter at least."""

    def pace_of(self, voice: str) -> Pace | None:
        return Pace(0.05, 0.7, re.compile("[a-z]+")) if voice == "heart" else None


@pytest.mark.parametrize(
    ("text", "voice", "expected"),
    [
        ("words that the voice says", "heart", "bad_audio"),
        ("words that the voice says", "anna", "fine"),
        ("слова, которые голос не знает", "heart", "fine"),
    ],
)
def test_a_voice_is_held_to_its_own_pace_in_words_that_it_says(text, voice, expected):
    paced = PacedVoice(lambda one: tone(0.03 * len(one.text)))
    assert codes(ResilientSynthesizer(paced).synthesize([utterance(text, voice=voice)])) == [expected]
