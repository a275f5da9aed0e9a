"""The excitation: a sine and its overtones where the voice is voiced, noise where it is not.

Method: Wang, Takaki, Yamagishi, Neural source-filter waveform models, 2019.
"""

import math

import torch
from torch import Tensor, nn

from models.kokoro.config import SAMPLE_RATE

_OVERTONES = 8
_VOICED_HERTZ = 10.0
_SINE_AMPLITUDE = 0.1
_VOICED_NOISE, _UNVOICED_NOISE = 0.003, _SINE_AMPLITUDE / 3


class HarmonicSource(nn.Module):
    """Samples of the excitation from the pitch of each frame; a frame is `samples_per_frame` samples."""

    def __init__(self, samples_per_frame: int) -> None:
        super().__init__()
        self.samples_per_frame = samples_per_frame
        self.mix = nn.Linear(_OVERTONES + 1, 1)

    def forward(self, pitch: Tensor, noise: Tensor) -> Tensor:
        """Returns `(rows, samples)`, arbitrary past the end.

        `pitch` is `(rows, frames)` in Hz, zero past the end; `noise` `(rows, samples)`, normal. Every sine would have a
        noise of its own and all pass the mix: their sum is normal too, and one noise of the mix's norm stands for all.
        """
        weights = self.mix.weight[0]
        voiced = (pitch > _VOICED_HERTZ).to(pitch.dtype).repeat_interleave(self.samples_per_frame, dim=1)
        loudness = voiced * _VOICED_NOISE + (1 - voiced) * _UNVOICED_NOISE
        tone = self._sines(pitch) @ (weights * _SINE_AMPLITUDE)
        return torch.tanh(voiced * tone + loudness * torch.linalg.vector_norm(weights) * noise + self.mix.bias)

    def _sines(self, pitch: Tensor) -> Tensor:
        """Returns the sine of each harmonic, `(rows, samples, harmonics)`.

        The phase is known in the middle of each frame and runs straight from one middle to the next; before the first
        and after the last it stands still. It is summed in float64 and kept within one turn: a sum of thousands of
        frames in float32 would be off by a tenth of a radian.
        """
        harmonics = torch.arange(1, _OVERTONES + 2, dtype=pitch.dtype, device=pitch.device)
        turns = (pitch[:, :, None] * harmonics / SAMPLE_RATE).remainder(1)
        total = turns.to(torch.float64).cumsum(dim=1) * self.samples_per_frame
        start = torch.cat([total[:, :1], total], dim=1).remainder(1).to(pitch.dtype)
        step = nn.functional.pad(turns[:, 1:], (0, 0, 1, 1))
        sample = torch.arange(self.samples_per_frame, dtype=pitch.dtype, device=pitch.device) + 0.5
        phase = start[:, :, None] + step[:, :, None] * sample[:, None]
        half = self.samples_per_frame // 2
        return torch.sin(2 * math.pi * phase.flatten(1, 2)[:, half:-half])
