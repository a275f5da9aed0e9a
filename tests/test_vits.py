"""Speaks with a tiny VITS of random weights; its words cannot be understood, its arithmetic can be checked."""

import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import VitsConfig, VitsModel

from models import vits
from models.batching import BatchSizes
from models.checkpoints import CheckpointError
from models.devices import DeviceError
from models.speech import SynthesisFailure, Utterance, Waveform
from models.vits import VitsSynthesizer, load_vits
from tests.tiny_models import save_tiny_vits

LARGE = BatchSizes(tokens=4_096, frames=4_096, token_overhead=4_096, frame_overhead=4_096)
TEXTS = [
    "rates rise again",
    "no",
    "the river broke its banks on monday night and the road is closed",
    "a quiet town",
    "it's raining",
]


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Sums in the order of one thread, whatever the jobs of other tests have set: the bits are compared."""
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory) -> Path:
    return save_tiny_vits(tmp_path_factory.mktemp("vits"))


@pytest.fixture
def voice(checkpoint) -> VitsSynthesizer:
    return load_vits(str(checkpoint), device="cpu", sizes=LARGE)


@pytest.fixture
def exact_voice(voice) -> VitsSynthesizer:
    voice._model.double()
    return voice


def utterance(text: str, seed: int = 7, rate: float = 1.0, voice: str = "tiny") -> Utterance:
    return Utterance(text, "en", voice, rate=rate, seed=seed)


def samples(speech: Waveform | SynthesisFailure) -> np.ndarray:
    assert isinstance(speech, Waveform), speech
    return speech.samples


def test_every_utterance_gets_its_waveform_in_order(voice):
    speech = voice.synthesize([utterance(text) for text in TEXTS])
    assert [s.sample_rate for s in speech] == [16_000] * len(TEXTS)
    assert np.argsort([len(samples(s)) for s in speech])[-1] == 2
    assert all(s.samples.dtype == np.float32 and np.abs(s.samples).max() <= 1 for s in speech)


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4], [4, 2, 0, 1, 3], [2, 1]])
def test_an_utterance_does_not_depend_on_its_batch_mates(exact_voice, order):
    together = exact_voice.synthesize([utterance(TEXTS[i], seed=i) for i in order])
    for i, speech in zip(order, together, strict=True):
        [alone] = exact_voice.synthesize([utterance(TEXTS[i], seed=i)])
        np.testing.assert_allclose(samples(speech), samples(alone), rtol=0, atol=1e-7)  # float32 at the output


def test_the_network_itself_is_exact_in_batches(exact_voice, monkeypatch):
    exact = []
    monkeypatch.setattr("models.vits.deliver", lambda *delivery: exact.append(delivery[:2]) or (lambda: delivery[1]))
    exact_voice.synthesize([utterance(TEXTS[2]), utterance(TEXTS[1])])
    exact_voice.synthesize([utterance(TEXTS[1])])
    (together, lengths), (alone, [length]) = exact
    assert lengths[1] == length
    torch.testing.assert_close(together[1, :length], alone[0, :length], rtol=0, atol=1e-10)


def test_speech_is_that_of_transformers_with_the_same_noise(exact_voice, checkpoint, monkeypatch):
    reference = VitsModel.from_pretrained(checkpoint).double().eval()
    ids = torch.tensor([exact_voice._prompt(utterance(TEXTS[0], seed=3)).input_ids])
    generator = torch.Generator().manual_seed(3)

    def draw(*shape: int) -> torch.Tensor:
        return torch.randn(*shape[1:], generator=generator, dtype=torch.float64)[None]

    with monkeypatch.context() as patch, torch.no_grad():
        patch.setattr("transformers.models.vits.modeling_vits.torch.randn", _replay(draw))
        patch.setattr("transformers.models.vits.modeling_vits.torch.randn_like", lambda like: draw(*like.shape))
        expected = reference(ids).waveform[0].float().numpy()
    [speech] = exact_voice.synthesize([utterance(TEXTS[0], seed=3)])
    reach = exact_voice._reach * exact_voice._samples_per_frame
    assert len(samples(speech)) == len(expected)
    # The reference normalises its weights in float64, the voice folded them in float32.
    np.testing.assert_allclose(samples(speech)[:-reach], expected[:-reach], rtol=0, atol=1e-6)


def _replay(draw):
    """Returns a `torch.randn` that answers the model with `draw` and still serves `draw` itself."""
    real = torch.randn

    def randn(*shape: int, **options):
        return real(*shape, **options) if "generator" in options else draw(*shape)

    return randn


def test_the_seed_decides_the_noise(voice):
    first, again, other = voice.synthesize([utterance(TEXTS[0], seed=seed) for seed in (1, 1, 2)])
    np.testing.assert_allclose(samples(first), samples(again), rtol=0, atol=1e-5)
    assert len(samples(first)) != len(samples(other)) or np.abs(samples(first) - samples(other)).max() > 1e-3


def test_a_faster_rate_is_shorter(voice):
    slow, fast = voice.synthesize([utterance(TEXTS[2]), utterance(TEXTS[2], rate=2.0)])
    assert len(samples(fast)) < 0.7 * len(samples(slow))


@pytest.mark.parametrize("text", ["", "   ", "...", "🔥", "日本"])
def test_text_without_a_letter_of_the_voice_is_no_speech(voice, text):
    speech = voice.synthesize([utterance(TEXTS[0]), utterance(text), utterance(TEXTS[1])])
    assert [type(s) for s in speech] == [Waveform, SynthesisFailure, Waveform]
    assert speech[1].code == "no_speech"


def test_nothing_to_say_is_nothing(voice):
    assert voice.synthesize([]) == []


def test_an_impossible_rate_is_that_utterance_s_failure(voice):
    assert [s.code for s in voice.synthesize([utterance("no", rate=0.0)])] == ["engine_error"]


def test_a_row_of_endless_durations_is_that_utterance_s_failure(voice):
    speech = voice.synthesize([utterance("no", rate=1e-7), utterance("no")])
    assert speech[0].code == "bad_audio"
    assert isinstance(speech[1], Waveform)


def test_samples_that_are_no_numbers_are_bad_audio(voice):
    voice._model.decoder.conv_post.weight.data.fill_(float("nan"))
    assert [s.code for s in voice.synthesize([utterance("no")])] == ["bad_audio"]


def test_silence_is_bad_audio(voice):
    voice._model.decoder.conv_post.weight.data.zero_()
    assert [s.code for s in voice.synthesize([utterance("no")])] == ["bad_audio"]


def test_speakers_differ_and_an_unknown_one_fails_alone(tmp_path):
    voice = load_vits(str(save_tiny_vits(tmp_path, num_speakers=3)), device="cpu")
    default, zero, two, four = voice.synthesize([utterance("no", voice=v) for v in ("tiny", "tiny#0", "tiny#2", "t#4")])
    np.testing.assert_allclose(samples(default), samples(zero), rtol=0, atol=1e-5)
    assert len(samples(two)) != len(samples(zero)) or np.abs(samples(two) - samples(zero)).max() > 1e-4
    assert four.code == "engine_error"


def test_a_voice_with_plain_durations_speaks(tmp_path):
    voice = load_vits(str(save_tiny_vits(tmp_path, stochastic=False)), device="cpu")
    assert all(isinstance(s, Waveform) for s in voice.synthesize([utterance("no"), utterance("it's raining")]))


def test_out_of_memory_halves_the_batch(voice, monkeypatch):
    render, sizes = voice._render, []

    def small_device(priors, width):
        sizes.append(len(priors))
        if len(priors) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return render(priors, width)

    monkeypatch.setattr(voice, "_render", small_device)
    speech = voice.synthesize([utterance("no")] * 4)
    assert all(isinstance(s, Waveform) for s in speech)
    assert sizes == [4, 2, 1, 1, 1, 1]


def test_an_utterance_too_large_for_the_device_fails_alone(voice, monkeypatch):
    render = voice._render

    def tiny_device(priors, width):
        if width > 100:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return render(priors, width)

    monkeypatch.setattr(voice, "_render", tiny_device)
    long, short = voice.synthesize([utterance(TEXTS[2] * 3), utterance("no")])
    assert (long.code, type(short)) == ("oom", Waveform)


def test_threads_share_one_voice(voice):
    expected = voice.synthesize([utterance(text) for text in TEXTS])
    spoken = {}

    def speak(name: int) -> None:
        spoken[name] = voice.synthesize([utterance(text) for text in TEXTS])

    threads = [threading.Thread(target=speak, args=(name,)) for name in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for speech in spoken.values():
        for one, other in zip(speech, expected, strict=True):
            np.testing.assert_array_equal(samples(one), samples(other))
    assert len(spoken) == 3


def test_padding_is_reported(voice):
    voice.synthesize([utterance(TEXTS[1]), utterance(TEXTS[2])])
    assert voice.padding.rows == 2
    assert 0 < voice.padding.waste < 1


def test_a_folder_without_a_voice_is_a_checkpoint_error(tmp_path):
    with pytest.raises(CheckpointError, match="no VITS voice"):
        load_vits(str(tmp_path), device="cpu")


def test_pickled_weights_are_refused(checkpoint, tmp_path):
    for file in checkpoint.iterdir():
        if file.suffix == ".json":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    torch.save(VitsModel.from_pretrained(checkpoint).state_dict(), tmp_path / "pytorch_model.bin")
    with pytest.raises(CheckpointError):
        load_vits(str(tmp_path), device="cpu")


def test_a_checkpoint_that_needs_uroman_says_so_at_load(tmp_path, monkeypatch):
    monkeypatch.setattr("models.vits.is_uroman_available", lambda: False)
    with pytest.raises(CheckpointError, match="pip install uroman"):
        load_vits(str(save_tiny_vits(tmp_path, is_uroman=True)), device="cpu")


def test_a_gpu_that_is_not_there_is_an_error_at_load(checkpoint, monkeypatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    with pytest.raises(DeviceError, match="choose auto or cpu"):
        load_vits(str(checkpoint), device="cuda")


def test_an_unknown_device_is_a_usage_error(checkpoint):
    with pytest.raises(ValueError, match="not a device"):
        load_vits(str(checkpoint), device="tpu")


@pytest.mark.parametrize(
    ("free_gib", "frames"), [(80, range(65_536, 65_537)), (16, range(20_000, 50_000)), (0, range(16, 17))]
)
def test_batches_on_a_gpu_are_as_large_as_its_memory_allows(monkeypatch, free_gib, frames):
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (free_gib * 2**30, 80 * 2**30))
    assert vits._sizes_for(torch.device("cuda"), VitsConfig()).frames in frames
