"""The fused vocoder: its kernels interpreted on the CPU and compared with torch's operations, and built for GPUs."""

import importlib
import sys

import pytest
import torch

import models.kokoro
from models.kokoro.decoder import SnakeBlock, normalised_snake
from models.kokoro.masking import Extent
from models.kokoro.network import KernelError
from models.precision import Precision
from tests.test_kokoro_network import row, speak
from tests.tiny_kokoro import narrow_network

pytest.importorskip("triton")
torch.set_num_threads(1)


OURS = ("models.kokoro.kernels", "models.kokoro.fused")


def modules_to_import_anew():
    """Returns Triton's modules, but for those that are not written in Python, and ours that use it."""
    return {
        name: module
        for name, module in sys.modules.items()
        if name in OURS or (name.split(".")[0] == "triton" and not name.startswith("triton._C"))
    }


@pytest.fixture(scope="module")
def kernels():
    """The kernels' module, and Triton with it, imported anew for Triton's interpreter: it decides when it is imported.

    What `models.kokoro.fused` is meanwhile uses these kernels.
    """
    loaded = modules_to_import_anew()
    for name in loaded:
        del sys.modules[name]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("TRITON_INTERPRET", "1")
        kernels = importlib.import_module("models.kokoro.kernels")
        # Small tiles, so that small tensors have several: every operation of the interpreter takes its time.
        for name, size in (("_POSITIONS", 8), ("_STEPS", 2), ("_CHUNK", 16), ("_CHUNKS", 2), ("_WIDEST_BLOCK", 16)):
            monkeypatch.setattr(kernels, name, size)
        monkeypatch.setattr(importlib.import_module("models.kokoro.fused"), "_LENGTHS", (19, 9))
        yield kernels
    for name in modules_to_import_anew():
        del sys.modules[name]
    for name in OURS:
        delattr(models.kokoro, name.rpartition(".")[2])
    sys.modules.update(loaded)


@pytest.mark.parametrize(
    ("width", "channels", "lengths"),
    [(70, 8, (70, 1, 33)), (20, 19, (17, 20)), (1, 16, (1,)), (32, 3, (32, 10))],
)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_kernels_compute_what_torch_s_operations_do(kernels, width, channels, lengths, dtype):
    chance = torch.Generator().manual_seed(width)
    rows, ends = len(lengths), torch.tensor(lengths)
    x = torch.randn(rows, width, channels, generator=chance) * 3 + 5  # a mean that is not small beside the deviation
    residual = torch.randn(rows, width, channels, generator=chance).to(dtype)
    bias, alpha = torch.rand(channels, generator=chance), torch.rand(channels, generator=chance) + 0.5
    deviation, shift = torch.randn(2, rows, channels, generator=chance)
    extent = Extent.of(ends, width, torch.float64)
    expected_total = (x.double() + residual.double() + bias.double()) * extent.mask.mT
    statistics = (deviation[:, :, None].double(), shift[:, :, None].double())
    expected = normalised_snake(expected_total.mT, statistics, alpha[None, :, None].double(), ends, extent.mask).mT
    for line, end in zip(x, lengths, strict=True):
        line[end:] = float("nan")  # arbitrary past the end, and never read
    total, mean, scale = kernels.summed_and_scaling(x, (residual, bias), deviation, ends)
    found = kernels.snake(total, mean, scale, shift, alpha, ends, dtype)
    torch.testing.assert_close(total.double(), expected_total, rtol=0, atol=1e-5)
    tolerance = 5e-6 if dtype is torch.float32 else 5e-3
    torch.testing.assert_close(found.double(), expected, rtol=tolerance, atol=tolerance)


def test_the_squared_sine_is_that_of_any_angle(kernels):
    angles = torch.cat([torch.linspace(-20, 20, 99), torch.linspace(-1e5, 1e5, 101)])[None, :, None]
    zero, one = torch.zeros(1, 1), torch.ones(1, 1)
    ends = torch.tensor([angles.shape[1]])
    found = kernels.snake(angles.contiguous(), zero, one, zero, one[0], ends, torch.float32) - angles
    expected = torch.sin(angles.double()).square()
    assert (found.double() - expected)[:, :99].abs().max() < 2e-6
    assert (found.double() - expected).abs().max() < 0.02  # the difference of numbers near 1e5, which are 0.008 apart


@pytest.mark.parametrize("precision", [Precision.FLOAT32, Precision.FLOAT16])
def test_a_row_of_a_fused_network_is_the_same_in_a_batch_as_in_a_plain_network_alone(kernels, monkeypatch, precision):
    for name, size in (("_POSITIONS", 128), ("_CHUNK", 256)):
        monkeypatch.setattr(kernels, name, size)
    plain, fused = narrow_network().float(), narrow_network().float()
    fused.fuse(precision)
    lines = [row(1), row(2, seed=1)]
    for line, found in zip(lines, speak(fused, lines, slack=1, precision=precision), strict=True):
        [expected] = speak(plain, [line])
        assert found.shape == expected.shape
        tolerance = 1e-4 if precision is Precision.FLOAT32 else 0.02
        assert (found - expected).norm() < tolerance * expected.norm()


def test_kernels_that_compute_something_else_are_not_used(kernels, monkeypatch):
    monkeypatch.setattr(kernels, "summed", lambda x, addend, lengths: 2 * x)
    network = narrow_network().float()
    with pytest.raises(KernelError, match="off by"):
        network.fuse(Precision.FLOAT32)
    assert not network.is_fused
    assert all(isinstance(block, SnakeBlock) for block in network.decoder.vocoder.blocks)


def test_kernels_that_cannot_be_built_are_not_used(kernels, monkeypatch):
    def no_compiler(*arguments):
        raise RuntimeError("Failed to find C compiler. Please specify via CC environment variable")

    monkeypatch.setattr(kernels, "snake", no_compiler)
    with pytest.raises(KernelError, match="Failed to find C compiler"):
        narrow_network().float().fuse(Precision.FLOAT32)


def test_a_lost_device_is_not_taken_for_a_missing_kernel(kernels, monkeypatch):
    def lost(*arguments):
        raise torch.AcceleratorError("CUDA error: an illegal memory access was encountered")

    monkeypatch.setattr(kernels, "snake", lost)
    with pytest.raises(torch.AcceleratorError):
        narrow_network().float().fuse(Precision.FLOAT32)
