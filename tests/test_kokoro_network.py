"""The batched network against itself alone and against the reference package, in float64."""

import itertools

import pytest
import torch

from models.kokoro.checkpoint import network_state
from models.kokoro.config import KokoroConfig
from models.kokoro.network import KokoroNetwork
from tests.tiny_kokoro import reference_network, reference_sections, tiny_config

torch.set_num_threads(1)


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return reference_network(tiny_config(), tmp_path_factory.mktemp("kokoro") / "empty.pth")


@pytest.fixture(scope="module")
def network(reference):
    network = KokoroNetwork(KokoroConfig.from_json(tiny_config())).double()
    network.load_state_dict(network_state(reference_sections(reference)))
    return network.eval()


def row(length: int, seed: int = 0, rate: float = 1.0):
    generator = torch.Generator().manual_seed(1000 * seed + length)
    ids = torch.randint(1, len(tiny_config()["vocab"]), (length,), generator=generator)
    style = torch.randn(256, generator=generator, dtype=torch.float64)
    return torch.cat([torch.tensor([0]), ids, torch.tensor([0])]), style, rate, seed


@torch.inference_mode()
def speak(network, rows, slack: int = 0):
    """Returns the samples of each row, spoken as one batch that is `slack` frames wider than it must be."""
    lengths = torch.tensor([len(ids) for ids, *_ in rows])
    ids = torch.nn.utils.rnn.pad_sequence([ids for ids, *_ in rows], batch_first=True)
    style = torch.stack([style for _, style, *_ in rows])
    rate = torch.tensor([rate for *_, rate, _ in rows], dtype=torch.float64)
    reading = network.read(ids, lengths, style, rate)
    frames = reading.durations.sum(dim=1).long()
    width = int(frames.max()) + slack
    noise = torch.zeros(len(rows), width * network.samples_per_frame, dtype=torch.float64)
    counts = (frames * network.samples_per_frame).tolist()
    for line, count, (*_, seed) in zip(noise, counts, rows, strict=True):
        line[:count] = torch.randn(count, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    samples = network.speak(reading, frames, width, style, noise)
    return [line[:count] for line, count in zip(samples, counts, strict=True)]


def assert_same(one, other, tolerance: float) -> None:
    assert one.shape == other.shape
    assert one.std() > 1e-2
    torch.testing.assert_close(one, other, rtol=0, atol=tolerance)


def test_speech_is_that_of_the_reference_package(network, reference, monkeypatch):
    ids, style, rate, seed = row(12, seed=5, rate=1.2)
    [ours] = speak(network, [(ids, style, rate, seed)])
    weights = network.decoder.vocoder.source.mix.weight[0].detach()

    def randn_like(tensor):
        if tensor.shape[2] == 1:
            return torch.zeros_like(tensor)  # drawn by the reference, and used by nothing
        noise = torch.randn(tensor.shape[1], generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
        return (noise[:, None] * weights / weights.norm())[None]

    def angle(spectrum):
        # The first frame is its own mirror image: its imaginary part is rounding, and the sign of pi a coin's toss.
        spectrum = spectrum.clone()
        spectrum.imag[..., 0] = 0
        return real_angle(spectrum)

    real_angle = torch.angle
    monkeypatch.setattr(torch, "angle", angle)
    monkeypatch.setattr(torch, "randn_like", randn_like)
    monkeypatch.setattr(torch, "rand", lambda *shape, device=None: torch.full(shape, 0.25, dtype=torch.float64))
    torch.set_default_dtype(torch.float64)
    try:
        theirs, durations = reference.forward_with_tokens(ids[None], style[None], rate)
    finally:
        torch.set_default_dtype(torch.float32)
    assert int(durations.sum()) * network.samples_per_frame == len(ours)
    assert_same(ours, theirs, 1e-6)


LENGTHS = (1, 30, 4, 11)


@pytest.fixture(scope="module")
def alone(network):
    """Each of some rows as it sounds alone."""
    return {length: speak(network, [row(length)])[0] for length in LENGTHS}


@pytest.mark.parametrize("order", list(itertools.permutations(LENGTHS))[::7])
def test_a_row_is_the_same_alone_and_in_a_batch_in_any_order(network, alone, order):
    for length, samples in zip(order, speak(network, [row(length) for length in order]), strict=True):
        assert_same(samples, alone[length], 1e-8)


@pytest.mark.parametrize("slack", [1, 7])
def test_a_row_is_the_same_in_a_wider_batch(network, alone, slack):
    [samples] = speak(network, [row(11)], slack)
    assert_same(samples, alone[11], 1e-8)
