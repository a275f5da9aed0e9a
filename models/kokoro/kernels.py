# Triton reads its kernels' annotations as types of its own.
# mypy: allow-untyped-defs, allow-incomplete-defs, allow-untyped-decorators
"""What stands between the vocoder's convolutions, as three Triton kernels: sum and moments, their merging, Snake.

A styled normalisation with its activation takes twenty passes over the widest tensors of the network when written in
torch's operations, and the convolutions' biases and residual sums ten more. Here a convolution's result is read twice
and written once. Tensors are `(rows, width, channels)`, contiguous: as the tensor cores' convolutions have them. Sums
are taken in float32 whatever the tensors hold, each tile around its own mean. Method of merging: Chan, Golub, LeVeque,
Algorithms for computing the sample variance, 1983.
"""

import torch
import triton
import triton.language as tl
from torch import Tensor

_EPSILON = 1e-5
# Positions that one step of a program reads, steps of a program, and chunks whose moments are merged at once.
_POSITIONS, _STEPS, _CHUNKS = 32, 16, 32
_CHUNK = _POSITIONS * _STEPS
_WIDEST_BLOCK = 128


Addend = tuple[Tensor, Tensor]  # what is added to a sum: `(rows, width, channels)`, and `(channels,)` everywhere


def summed(x: Tensor, addend: Addend | None, lengths: Tensor) -> Tensor:
    """Returns `x` with what is added to it, in float32; zero past each row's end."""
    total, _ = _sum_and_moments(x, addend, lengths)
    return total


def summed_and_scaling(
    x: Tensor, addend: Addend | None, deviation: Tensor, lengths: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Returns the sum, each channel's mean inside each row, and what makes its deviation there `deviation`.

    The sum is `x` itself where nothing is added; `deviation`, mean and scale are `(rows, channels)` float32.
    """
    total, moments = _sum_and_moments(x, addend, lengths)
    return total, *_merged(moments, deviation.contiguous(), lengths)


def snake(
    x: Tensor, mean: Tensor, scale: Tensor, shift: Tensor, alpha: Tensor, lengths: Tensor, dtype: torch.dtype
) -> Tensor:
    """Returns `y + sin(alpha y)^2 / alpha` of `y = (x - mean) scale + shift`, in `dtype`; zero past each row's end.

    `mean`, `scale` and `shift` are `(rows, channels)` float32, `alpha` `(channels,)`.
    """
    rows, width, channels = x.shape
    result = torch.empty(x.shape, dtype=dtype, device=x.device)
    block = _block(channels)
    grid = (triton.cdiv(width, _POSITIONS), rows, triton.cdiv(channels, block))
    _snake_kernel[grid](
        x,
        mean,
        scale,
        shift.contiguous(),
        alpha,
        lengths,
        result,
        width,
        CHANNELS=channels,
        BLOCK=block,
        POSITIONS=_POSITIONS,
    )
    return result


def _block(channels: int) -> int:
    """Returns how many channels a program takes."""
    return min(1 << (channels - 1).bit_length(), _WIDEST_BLOCK)


def _sum_and_moments(x: Tensor, addend: Addend | None, lengths: Tensor) -> tuple[Tensor, Tensor]:
    """Returns the sum, or `x` where nothing is added, and the moments of its chunks, `(rows, chunks, 2, channels)`."""
    residual, bias = addend or (x, x)  # not read where nothing is added
    rows, width, channels = x.shape
    chunks, block = triton.cdiv(width, _CHUNK), _block(channels)
    total = torch.empty(x.shape, dtype=torch.float32, device=x.device) if addend else x
    moments = torch.empty((rows, chunks, 2, channels), dtype=torch.float32, device=x.device)
    _moments_kernel[(chunks, rows, triton.cdiv(channels, block))](
        x,
        residual,
        bias,
        total,
        lengths,
        moments,
        width,
        chunks,
        CHANNELS=channels,
        BLOCK=block,
        POSITIONS=_POSITIONS,
        STEPS=_STEPS,
        ADDS=addend is not None,
    )
    return total, moments


def _merged(moments: Tensor, deviation: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
    rows, chunks, _, channels = moments.shape
    mean, scale = torch.empty_like(deviation), torch.empty_like(deviation)
    block = _block(channels)
    _merge_kernel[(rows, triton.cdiv(channels, block))](
        moments,
        deviation,
        lengths,
        mean,
        scale,
        chunks,
        CHANNELS=channels,
        BLOCK=block,
        CHUNK=_CHUNK,
        CHUNKS=_CHUNKS,
        EPSILON=_EPSILON,
    )
    return mean, scale


@triton.jit
def _tile(row, first, channel, length, width, CHANNELS: tl.constexpr, POSITIONS: tl.constexpr):
    """Returns where some positions of a row are in memory, which of them are inside the row, and which in the batch.

    All are `(POSITIONS, channels)`; `channel` is a block of them, maybe past the last.
    """
    position = first + tl.arange(0, POSITIONS)
    is_channel = (channel < CHANNELS)[None, :]
    place = (row * width + position)[:, None] * CHANNELS + channel[None, :]
    return place, (position < length)[:, None] & is_channel, (position < width)[:, None] & is_channel


@triton.jit(do_not_specialize=["width", "chunks"])
def _moments_kernel(
    x,
    residual,
    bias,
    total,
    lengths,
    moments,
    width,
    chunks,
    CHANNELS: tl.constexpr,
    BLOCK: tl.constexpr,
    POSITIONS: tl.constexpr,
    STEPS: tl.constexpr,
    ADDS: tl.constexpr,
):
    """Writes the sum, where there is one, and mean and squared deviations of one chunk of one row."""
    chunk, row = tl.program_id(0), tl.program_id(1).to(tl.int64)
    channel = tl.program_id(2) * BLOCK + tl.arange(0, BLOCK)
    length = tl.load(lengths + row)
    is_channel = channel < CHANNELS
    mean = tl.zeros([BLOCK], tl.float32)
    squares = tl.zeros([BLOCK], tl.float32)
    count = 0.0
    if ADDS:
        constant = tl.load(bias + channel, mask=is_channel, other=0.0).to(tl.float32)
    for step in range(STEPS):
        first = (chunk * STEPS + step) * POSITIONS
        place, inside, in_batch = _tile(row, first, channel, length, width, CHANNELS, POSITIONS)
        values = tl.load(x + place, mask=inside, other=0.0).to(tl.float32)
        if ADDS:
            values += tl.load(residual + place, mask=inside, other=0.0).to(tl.float32)
            values = tl.where(inside, values + constant[None, :], 0.0)
            tl.store(total + place, values, mask=in_batch)
        new = tl.minimum(tl.maximum(length - first, 0), POSITIONS).to(tl.float32)
        new_mean = tl.sum(values, axis=0) / tl.maximum(new, 1.0)
        centred = tl.where(inside, values - new_mean[None, :], 0.0)
        share = new / tl.maximum(count + new, 1.0)
        apart = new_mean - mean
        squares += tl.sum(centred * centred, axis=0) + apart * apart * count * share
        mean += apart * share
        count += new
    place = ((row * chunks + chunk) * 2) * CHANNELS + channel
    tl.store(moments + place, mean, mask=is_channel)
    tl.store(moments + place + CHANNELS, squares, mask=is_channel)


@triton.jit(do_not_specialize=["chunks"])
def _merge_kernel(
    moments,
    deviation,
    lengths,
    mean,
    scale,
    chunks,
    CHANNELS: tl.constexpr,
    BLOCK: tl.constexpr,
    CHUNK: tl.constexpr,
    CHUNKS: tl.constexpr,
    EPSILON: tl.constexpr,
):
    """Writes the mean of one row, and its wanted deviation over its own."""
    row = tl.program_id(0).to(tl.int64)
    channel = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    length = tl.load(lengths + row)
    is_channel = channel < CHANNELS
    merged = tl.zeros([BLOCK], tl.float32)
    squares = tl.zeros([BLOCK], tl.float32)
    count = 0.0
    for start in range(0, (length + CHUNK - 1) // CHUNK, CHUNKS):
        chunk = start + tl.arange(0, CHUNKS)
        counts = tl.minimum(tl.maximum(length - chunk * CHUNK, 0), CHUNK).to(tl.float32)
        place = ((row * chunks + chunk) * 2)[:, None] * CHANNELS + channel[None, :]
        inside = (counts > 0)[:, None] & is_channel[None, :]
        means = tl.load(moments + place, mask=inside, other=0.0)
        own_squares = tl.load(moments + place + CHANNELS, mask=inside, other=0.0)
        new = tl.sum(counts, axis=0)
        new_mean = tl.sum(means * counts[:, None], axis=0) / tl.maximum(new, 1.0)
        apart = means - new_mean[None, :]
        share = new / tl.maximum(count + new, 1.0)
        squares += tl.sum(own_squares + apart * apart * counts[:, None], axis=0)
        squares += (new_mean - merged) * (new_mean - merged) * count * share
        merged += (new_mean - merged) * share
        count += new
    place = row * CHANNELS + channel
    wanted = tl.load(deviation + place, mask=is_channel, other=0.0)
    tl.store(mean + place, merged, mask=is_channel)
    tl.store(scale + place, wanted / tl.sqrt(squares / tl.maximum(count, 1.0) + EPSILON), mask=is_channel)


@triton.jit
def _squared_sine(angle):
    """Returns the square of the sine, within 2e-7 for angles to 1e5.

    The angle is taken into [-pi / 2, pi / 2], in two steps of which the first is exact; the polynomial is the least
    squares fit there. The library's sine, made for any angle, has a branch for huge ones, unrolled for every element.
    """
    turns = tl.floor(angle * 0.3183098861837907 + 0.5)
    rest = (angle - turns * 3.140625) - turns * 9.676535897932e-4
    square = rest * rest
    ratio = 2.5902693387e-06 * square - 1.9800785969e-04
    ratio = ratio * square + 8.3328979375e-03
    ratio = ratio * square - 1.6666647518e-01
    sine = rest * (ratio * square + 9.9999997640e-01)
    return sine * sine


@triton.jit(do_not_specialize=["width"])
def _snake_kernel(
    x,
    mean,
    scale,
    shift,
    alpha,
    lengths,
    result,
    width,
    CHANNELS: tl.constexpr,
    BLOCK: tl.constexpr,
    POSITIONS: tl.constexpr,
):
    """Writes the activation of some positions of one row."""
    row = tl.program_id(1).to(tl.int64)
    channel = tl.program_id(2) * BLOCK + tl.arange(0, BLOCK)
    length = tl.load(lengths + row)
    is_channel = channel < CHANNELS
    own = row * CHANNELS + channel
    first = tl.program_id(0) * POSITIONS
    place, inside, in_batch = _tile(row, first, channel, length, width, CHANNELS, POSITIONS)
    values = tl.load(x + place, mask=inside, other=0.0).to(tl.float32)
    centred = values - tl.load(mean + own, mask=is_channel, other=0.0)[None, :]
    styled = centred * tl.load(scale + own, mask=is_channel, other=0.0)[None, :]
    styled += tl.load(shift + own, mask=is_channel, other=0.0)[None, :]
    pitch = tl.load(alpha + channel, mask=is_channel, other=1.0).to(tl.float32)
    active = tl.where(inside, styled + _squared_sine(pitch[None, :] * styled) / pitch[None, :], 0.0)
    tl.store(result + place, active.to(result.dtype.element_ty), mask=in_batch)
