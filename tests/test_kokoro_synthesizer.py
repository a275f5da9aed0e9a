"""The engine around the network: batches, pieces, failures, words. The network is narrow and its weights random."""

import threading

import numpy as np
import pytest
import torch

from models.kokoro import BatchSizes, KokoroSynthesizer
from models.kokoro.front_end import EnglishFrontEnd
from models.kokoro.synthesizer import KokoroVoice
from models.speech import SynthesisFailure, Utterance, Waveform
from tests.tiny_kokoro import narrow_network, tiny_config

VOCABULARY = tiny_config()["vocab"]
SAMPLES_PER_FRAME = 80
LARGE = BatchSizes(tokens=4_096, frames=4_096, token_overhead=4_096, frame_overhead=4_096)
TEXTS = [
    "The river broke its banks, and the road to the village is closed.",
    "No.",
    "Rates rise again.",
    "It was late; nobody came.",
]


@pytest.fixture(scope="module")
def front_end():
    return EnglishFrontEnd(VOCABULARY, british=False)


@pytest.fixture
def engine(front_end):
    return make_engine(front_end)


def make_engine(front_end, sizes: BatchSizes = LARGE) -> KokoroSynthesizer:
    styles = torch.randn(510, 16, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    voices = {"af_one": KokoroVoice(styles, front_end), "af_two": KokoroVoice(styles.flip(0), front_end)}
    return KokoroSynthesizer(narrow_network(), VOCABULARY, voices, sizes=sizes)


def utterance(text: str, seed: int = 3, rate: float = 1.0, voice: str = "af_one") -> Utterance:
    return Utterance(text, "en", voice, rate=rate, seed=seed)


def samples(speech: Waveform | SynthesisFailure) -> np.ndarray:
    assert isinstance(speech, Waveform), speech
    return speech.samples


def assert_same(one, other) -> None:
    np.testing.assert_allclose(samples(one), samples(other), rtol=0, atol=1e-7)  # float32 at the output


def test_every_utterance_gets_its_waveform_in_order(engine):
    speech = engine.synthesize([utterance(text) for text in TEXTS])
    assert [s.sample_rate for s in speech] == [24_000] * len(TEXTS)
    assert np.argsort([len(samples(s)) for s in speech]).tolist() == [1, 2, 3, 0]
    assert all(s.samples.dtype == np.float32 and np.abs(s.samples).max() <= 1 for s in speech)


@pytest.mark.parametrize("frames", [1, 70, 300])
def test_batch_sizes_change_nothing_but_the_batches(front_end, engine, frames):
    small = make_engine(front_end, BatchSizes(tokens=40, frames=frames, frame_multiple=8))
    expected = engine.synthesize([utterance(text) for text in TEXTS])
    for one, other in zip(small.synthesize([utterance(text) for text in TEXTS]), expected, strict=True):
        assert_same(one, other)
    assert small.padding.batches > engine.padding.batches


def test_the_seed_decides_the_noise_and_only_the_noise(engine):
    first, again, other = engine.synthesize([utterance(TEXTS[0], seed=seed) for seed in (1, 1, 2)])
    assert_same(first, again)
    assert len(samples(first)) == len(samples(other))
    assert np.abs(samples(first) - samples(other)).max() > 1e-4


def test_space_after_an_utterance_changes_nothing(engine):
    plain, spaced = engine.synthesize([utterance("No."), utterance("No.  ")])
    assert_same(plain, spaced)


def test_voices_and_rates_of_one_batch_are_each_utterance_s_own(engine):
    mixed = [utterance(TEXTS[0]), utterance(TEXTS[0], voice="af_two"), utterance(TEXTS[0], rate=2.0)]
    together = engine.synthesize(mixed)
    for one, alone in zip(together, mixed, strict=True):
        assert_same(one, engine.synthesize([alone])[0])
    assert len(samples(together[2])) < len(samples(together[0]))


def test_words_are_timed_in_order_inside_the_waveform(engine):
    [speech] = engine.synthesize([utterance(TEXTS[0])])
    assert [word.text for word in speech.words] == TEXTS[0].replace(",", "").replace(".", "").split()
    edges = [edge for word in speech.words for edge in (word.start_seconds, word.end_seconds)]
    assert edges == sorted(edges)
    assert edges[0] > 0
    assert edges[-1] < speech.seconds


def test_a_word_lasts_as_long_as_its_phonemes(engine, monkeypatch):
    read = engine._network.read

    def every_phoneme_two_frames(*batch):
        reading = read(*batch)
        reading.durations.copy_(torch.where(reading.durations > 0, 2.0, 0.0))
        return reading

    monkeypatch.setattr(engine._network, "read", every_phoneme_two_frames)
    [speech] = engine.synthesize([utterance("bad cat")])  # bˈæd kˈæt, between two boundary marks
    in_frames = 24_000 / SAMPLES_PER_FRAME
    heard = [(w.text, w.start_seconds * in_frames, w.end_seconds * in_frames) for w in speech.words]
    assert heard == [("bad", pytest.approx(2), pytest.approx(10)), ("cat", pytest.approx(12), pytest.approx(20))]


def test_an_utterance_over_the_limit_is_spoken_in_pieces_and_joined(engine):
    sentence = "The river broke its banks and the road to the village is closed. "
    [long] = engine.synthesize([utterance(sentence * 20)])
    assert [word.text for word in long.words] == sentence.replace(".", "").split() * 20
    starts = [word.start_seconds for word in long.words]
    assert starts == sorted(starts)
    assert long.words[-1].end_seconds < long.seconds
    assert engine.padding.rows > 1


@pytest.mark.parametrize("text", ["", "  ", "…", "日本", "🔥"])
def test_text_without_a_phoneme_is_no_speech(engine, text):
    speech = engine.synthesize([utterance(TEXTS[0]), utterance(text), utterance(TEXTS[1])])
    assert [type(s) for s in speech] == [Waveform, SynthesisFailure, Waveform]
    assert speech[1].code == "no_speech"


@pytest.mark.parametrize(
    "bad", [utterance("No.", voice="af_none"), utterance("No.", rate=0.0), utterance("No.", rate=float("nan"))]
)
def test_what_the_engine_cannot_do_is_that_utterance_s_failure(engine, bad):
    good, failed = engine.synthesize([utterance("No."), bad])
    assert (type(good), failed.code) == (Waveform, "engine_error")


def test_a_text_that_breaks_the_front_end_fails_alone(engine, front_end, monkeypatch):
    tokens = front_end.tokens

    def break_on_no(one):
        if one.text == "No.":
            raise IndexError("list index out of range")
        return tokens(one)

    monkeypatch.setattr(front_end, "tokens", break_on_no)
    good, failed = engine.synthesize([utterance(TEXTS[0]), utterance("No.")])
    assert (type(good), failed.code) == (Waveform, "engine_error")


def test_a_row_of_endless_durations_fails_alone(engine):
    endless, good = engine.synthesize([utterance("No.", rate=1e-5), utterance("No.")])
    assert (endless.code, type(good)) == ("bad_audio", Waveform)


def test_durations_that_are_no_numbers_are_bad_audio(engine):
    engine._network.duration.project.bias.data.fill_(float("nan"))
    assert [s.code for s in engine.synthesize([utterance("No.")])] == ["bad_audio"]


def test_samples_that_are_no_numbers_are_bad_audio(engine):
    engine._network.decoder.vocoder.project.bias.data.fill_(float("nan"))
    assert [s.code for s in engine.synthesize([utterance("No."), utterance("Yes.")])] == ["bad_audio"] * 2


def test_silence_is_bad_audio(engine):
    engine._network.decoder.vocoder.project.bias.data.fill_(-100.0)
    assert [s.code for s in engine.synthesize([utterance("No.")])] == ["bad_audio"]


def test_a_piece_that_fails_fails_its_utterance_and_no_other(engine, monkeypatch):
    speak = engine._network.speak

    def break_the_longest(reading, frames, *batch):
        spoken = speak(reading, frames, *batch)
        spoken[frames == frames.max()] = float("nan")
        return spoken

    monkeypatch.setattr(engine._network, "speak", break_the_longest)
    long, short = engine.synthesize([utterance(TEXTS[0] * 12), utterance("No.")])
    assert (long.code, type(short)) == ("bad_audio", Waveform)


def test_out_of_memory_halves_the_batch_and_is_remembered(engine, monkeypatch):
    speak, sizes = engine._network.speak, []

    def small_device(reading, *batch):
        sizes.append(len(reading.durations))
        if len(reading.durations) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return speak(reading, *batch)

    monkeypatch.setattr(engine._network, "speak", small_device)
    assert all(isinstance(s, Waveform) for s in engine.synthesize([utterance("No.")] * 4))
    engine.synthesize([utterance("No.")] * 2)
    assert sizes == [4, 2, 1, 1, 1, 1, 1, 1]


def test_an_utterance_too_large_for_the_device_fails_alone(engine, monkeypatch):
    speak = engine._network.speak

    def tiny_device(reading, frames, *batch):
        if frames.max() > 60:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return speak(reading, frames, *batch)

    monkeypatch.setattr(engine._network, "speak", tiny_device)
    long, short = engine.synthesize([utterance(TEXTS[0]), utterance("No.")])
    assert (long.code, type(short)) == ("oom", Waveform)


def test_threads_share_one_engine(engine):
    expected = engine.synthesize([utterance(text) for text in TEXTS])
    spoken = {}

    def speak(name: int) -> None:
        spoken[name] = engine.synthesize([utterance(text) for text in TEXTS])

    threads = [threading.Thread(target=speak, args=(name,)) for name in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(spoken) == [0, 1, 2]
    for speech in spoken.values():
        for one, other in zip(speech, expected, strict=True):
            np.testing.assert_array_equal(samples(one), samples(other))
