"""The batched network against itself alone and against the reference package, in float64."""

import itertools

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kokoro.checkpoint import network_state
from models.kokoro.config import KokoroConfig
from models.kokoro.network import KokoroNetwork
from models.precision import Precision
from tests.tiny_kokoro import narrow_network, reference_network, reference_sections, reference_speech, tiny_config

torch.set_num_threads(1)


@pytest.fixture(scope="module")
def network():
    """A network of this project with the reference's weights."""
    network = KokoroNetwork(KokoroConfig.from_json(tiny_config())).double()
    network.load_state_dict(network_state(reference_sections(reference_network())))
    return network.eval()


def row(length: int, seed: int = 0, rate: float = 1.0):
    generator = torch.Generator().manual_seed(1000 * seed + length)
    ids = torch.randint(1, len(tiny_config()["vocab"]), (length,), generator=generator)
    style = torch.randn(256, generator=generator, dtype=torch.float64)
    return torch.cat([torch.tensor([0]), ids, torch.tensor([0])]), style, rate, seed


@torch.inference_mode()
def speak(network, rows, slack: int = 0, precision: Precision = Precision.FLOAT32):
    """Returns the samples of each row, spoken as one batch that is `slack` frames wider than it must be."""
    dtype = next(network.parameters()).dtype
    lengths = torch.tensor([len(ids) for ids, *_ in rows])
    ids = torch.nn.utils.rnn.pad_sequence([ids for ids, *_ in rows], batch_first=True)
    style = torch.stack([style[: 2 * network.style_size] for _, style, *_ in rows]).to(dtype)
    rate = torch.tensor([rate for *_, rate, _ in rows], dtype=dtype)
    reading = network.read(ids, lengths, style, rate)
    frames = reading.durations.sum(dim=1).long()
    width = int(frames.max()) + slack
    noise = torch.zeros(len(rows), width * network.samples_per_frame, dtype=dtype)
    counts = (frames * network.samples_per_frame).tolist()
    for line, count, (*_, seed) in zip(noise, counts, rows, strict=True):
        line[:count] = torch.randn(count, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    samples = network.speak(reading, frames, style, noise, precision)
    return [line[:count] for line, count in zip(samples, counts, strict=True)]


def assert_same(one, other, tolerance: float) -> None:
    assert one.shape == other.shape
    assert one.std() > 1e-2
    torch.testing.assert_close(one, other, rtol=0, atol=tolerance)


def test_speech_is_that_of_the_reference_package(network):
    ids, style, rate, seed = row(12, seed=5, rate=1.2)
    [ours] = speak(network, [(ids, style, rate, seed)])
    noise = torch.randn(len(ours), generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    theirs, durations = reference_speech(reference_network(), ids, style, rate, noise)
    assert int(durations.sum()) * network.samples_per_frame == len(ours)
    assert_same(ours, theirs, 1e-6)


LENGTHS = (1, 30, 4, 11)


@pytest.fixture(scope="module")
def narrow():
    return narrow_network()


@pytest.fixture(scope="module")
def alone(narrow):
    """Each of some rows as it sounds alone."""
    return {length: speak(narrow, [row(length)])[0] for length in LENGTHS}


@pytest.mark.parametrize("order", list(itertools.permutations(LENGTHS))[::5])
def test_a_row_is_the_same_alone_and_in_a_batch_in_any_order(narrow, alone, order):
    for length, samples in zip(order, speak(narrow, [row(length) for length in order]), strict=True):
        assert_same(samples, alone[length], 1e-8)


@pytest.mark.parametrize("slack", [1, 7, 64])
def test_a_row_is_the_same_in_a_wider_batch(narrow, alone, slack):
    [samples] = speak(narrow, [row(11)], slack)
    assert_same(samples, alone[11], 1e-8)


def test_a_row_of_a_wide_network_is_the_same_alone_and_in_a_batch(network):
    rows = [row(3, rate=0.8), row(14, seed=1)]
    for together, line in zip(speak(network, rows), rows, strict=True):
        assert_same(together, speak(network, [line])[0], 1e-8)


@given(st.lists(st.tuples(st.integers(1, 510), st.integers(0, 9), st.floats(0.5, 2)), min_size=2, max_size=4))
@settings(max_examples=12, deadline=None, derandomize=True)
def test_rows_of_any_length_seed_and_rate_are_the_same_alone_and_in_a_batch(narrow, rows):
    lines = [row(*line) for line in rows]
    for together, line in zip(speak(narrow, lines), lines, strict=True):
        assert_same(together, speak(narrow, [line])[0], 1e-8)


def test_the_longest_and_the_shortest_row_are_the_same_together(narrow):
    lines = [row(510), row(1)]
    for together, line in zip(speak(narrow, lines), lines, strict=True):
        assert_same(together, speak(narrow, [line])[0], 1e-8)


def test_in_float32_a_row_has_the_same_durations_alone_and_in_a_batch(network):
    single = KokoroNetwork(KokoroConfig.from_json(tiny_config())).eval()
    single.load_state_dict(network.state_dict())
    rows = [row(length) for length in (40, 3, 17)]
    lengths = torch.tensor([len(ids) for ids, *_ in rows])
    ids = torch.nn.utils.rnn.pad_sequence([ids for ids, *_ in rows], batch_first=True)
    style = torch.stack([style for _, style, *_ in rows]).float()
    with torch.inference_mode():
        together = single.read(ids, lengths, style, torch.ones(3)).durations
        for index, length in enumerate(lengths.tolist()):
            alone = single.read(
                ids[index : index + 1, :length], lengths[index : index + 1], style[index : index + 1], torch.ones(1)
            ).durations
            torch.testing.assert_close(together[index, :length], alone[0], rtol=0, atol=0)


def test_a_higher_rate_is_shorter(narrow):
    slow, fast = (speak(narrow, [row(40, rate=rate)])[0] for rate in (0.7, 2.0))
    assert len(fast) < 0.8 * len(slow)


def test_every_phoneme_lasts_at_least_a_frame(narrow):
    [samples] = speak(narrow, [row(40, rate=1e6)])
    assert len(samples) == 42 * narrow.samples_per_frame


@pytest.mark.parametrize("precision", [Precision.TF32, Precision.FLOAT16, Precision.BFLOAT16])
def test_a_lower_precision_changes_samples_a_little_and_lengths_not_at_all(narrow, precision):
    exact = speak(narrow, [row(30)])[0]
    rough = speak(narrow.float(), [row(30)], precision=precision)[0]
    narrow.double()
    assert rough.shape == exact.shape
    assert (rough - exact).norm() < 0.1 * exact.norm()
