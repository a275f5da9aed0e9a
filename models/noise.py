"""Noise that belongs to an utterance: its samples do not depend on what else is in the batch."""

from collections.abc import Sequence

import torch
from torch import Tensor


def noise_source(seed: int, device: torch.device) -> torch.Generator:
    """Returns the source of one utterance's noise on a device."""
    return torch.Generator(device).manual_seed(seed % 2**63)


def rows_of_noise(
    sources: Sequence[torch.Generator], shapes: Sequence[tuple[int, ...]], width: int, dtype: torch.dtype
) -> Tensor:
    """Returns standard normal noise, `(rows, ..., width)`: row N is drawn in its own shape and followed by zeros."""
    device = sources[0].device
    noise = torch.zeros(len(shapes), *shapes[0][:-1], width, dtype=dtype, device=device)
    for row, source, shape in zip(noise, sources, shapes, strict=True):
        row[..., : shape[-1]] = torch.randn(shape, generator=source, dtype=dtype, device=device)
    return noise
