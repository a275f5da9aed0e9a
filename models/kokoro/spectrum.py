"""The short-time Fourier transform of rows of different length, and back.

Frames are centred and windowed by a periodic Hann window. A signal is mirrored at its ends, each row at its own.
Products with the cosines and sines themselves take the place of a fast transform: frames are tens of samples long.
"""

import math

import torch
from torch import Tensor, nn

from models.kokoro.masking import Extent


class ShortTimeFourier(nn.Module):
    """Spectra of `size` samples every `hop` samples, as magnitude and phase."""

    window: Tensor
    analysis: Tensor
    synthesis: Tensor

    def __init__(self, size: int, hop: int) -> None:
        super().__init__()
        if size % (2 * hop):
            raise ValueError(f"a window of {size} samples is not a multiple of two hops of {hop}")
        self.size, self.hop, self.bins = size, hop, size // 2 + 1
        window = torch.hann_window(size, dtype=torch.float64)
        angles = 2 * math.pi / size * torch.outer(torch.arange(size), torch.arange(self.bins)).to(torch.float64)
        # A real signal's spectrum has its inner bins twice, and no imaginary part in the first and the last.
        share = torch.full((self.bins,), 2 / size, dtype=torch.float64)
        share[[0, -1]] = 1 / size
        sine = angles.sin()
        sine[:, [0, -1]] = 0
        self.register_buffer("window", window, persistent=False)
        self.register_buffer("analysis", torch.cat([angles.cos(), -sine], dim=1) * window[:, None], persistent=False)
        self.register_buffer(
            "synthesis", torch.cat([angles.cos() * share, -sine * share], dim=1).T * window, persistent=False
        )

    def transform(self, samples: Tensor, extent: Extent) -> tuple[Tensor, Tensor]:
        """Returns magnitude and phase, each `(rows, bins, width / hop + 1)`, arbitrary past the end.

        `samples` is `(rows, width)`.
        """
        frames = self._mirrored(samples, extent.lengths).unfold(1, self.size, self.hop)
        real, imaginary = (frames @ self.analysis.to(frames.dtype)).mT.chunk(2, dim=1)
        # Where there is no imaginary part, rounding must not decide between the phases pi and -pi: in the outer bins,
        # whose zero must have no sign, and in the first frame, which is its own mirror image.
        imaginary = imaginary + 0.0
        imaginary[:, :, 0] = 0
        return torch.hypot(real, imaginary), torch.atan2(imaginary, real)

    def inverse(self, magnitude: Tensor, phase: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, (width - 1) * hop)` samples, arbitrary past the end, from `(rows, bins, width)` spectra."""
        spectrum = torch.cat([magnitude * phase.cos(), magnitude * phase.sin()], dim=1) * extent.mask
        samples = self._overlapped(spectrum.mT @ self.synthesis.to(spectrum.dtype))
        weight = self._overlapped(extent.mask.mT * self.window.square().to(spectrum.dtype))
        half = self.size // 2
        return (samples / weight.clamp_min(torch.finfo(weight.dtype).tiny))[:, half:-half]

    def _mirrored(self, samples: Tensor, lengths: Tensor) -> Tensor:
        """Returns the rows with half a window more at both ends, where each is its own mirror image."""
        half = self.size // 2
        extended = nn.functional.pad(samples, (half, half))
        steps = torch.arange(half, device=samples.device)
        extended[:, :half] = samples[:, 1 : half + 1].flip(1)
        ends = lengths[:, None]
        extended.scatter_(1, half + ends + steps, samples.gather(1, ends - 2 - steps))
        return extended

    def _overlapped(self, frames: Tensor) -> Tensor:
        """Returns the sum of `(rows, width, size)` frames, each `hop` samples after the one before."""
        rows, width, _ = frames.shape
        overlaps = self.size // self.hop
        pieces = frames.reshape(rows, width, overlaps, self.hop)
        total = frames.new_zeros(rows, width + overlaps - 1, self.hop)
        for step in range(overlaps):
            total[:, step : step + width] += pieces[:, :, step]
        return total.flatten(1)
