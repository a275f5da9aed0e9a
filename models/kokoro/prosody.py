"""How it is said: how long each phoneme lasts, and the pitch and energy of each frame."""

import math

import torch
from torch import Tensor, nn

from models.kokoro.config import KokoroConfig
from models.kokoro.masking import BidirectionalLSTM, Extent, StyledLayerNorm, StyleStatistics, normalise_rows


class ProsodyEncoder(nn.Module):
    """The sentence in the voice's style: an LSTM and a styled norm, several times."""

    def __init__(self, config: KokoroConfig) -> None:
        super().__init__()
        width = config.hidden + config.style
        self.lstms = nn.ModuleList(BidirectionalLSTM(width, config.hidden) for _ in range(config.num_layers))
        self.norms = nn.ModuleList(StyledLayerNorm(config.style, config.hidden) for _ in range(config.num_layers))

    def forward(self, x: Tensor, style: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, tokens, hidden + style)` from `(rows, tokens, hidden)`; both arbitrary past the end."""
        styles = style[:, None].expand(-1, x.shape[1], -1)
        x = torch.cat([x, styles], dim=2)
        for lstm, norm in zip(self.lstms, self.norms, strict=True):
            x = torch.cat([norm(lstm(x, extent), style), styles], dim=2)
        return x


class DurationPredictor(nn.Module):
    """How many frames each phoneme lasts, at the voice's own pace: a sum of `max_duration` chances of going on."""

    def __init__(self, config: KokoroConfig) -> None:
        super().__init__()
        self.lstm = BidirectionalLSTM(config.hidden + config.style, config.hidden)
        self.project = nn.Linear(config.hidden, config.max_duration)

    def forward(self, prosody: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, tokens)`, floating, from `(rows, tokens, hidden + style)`."""
        chances: Tensor = self.project(self.lstm(prosody, extent)).sigmoid()
        return chances.sum(dim=2)


class ResidualBlock(nn.Module):
    """Two styled convolutions around a shortcut; doubles the frame rate where `upsample` says so."""

    def __init__(self, inputs: int, outputs: int, style: int, *, upsample: bool = False) -> None:
        super().__init__()
        self.norm1, self.norm2 = StyleStatistics(style, inputs), StyleStatistics(style, outputs)
        self.conv1 = nn.Conv1d(inputs, outputs, 3, padding=1)
        self.conv2 = nn.Conv1d(outputs, outputs, 3, padding=1)
        self.pool = (
            nn.ConvTranspose1d(inputs, inputs, 3, stride=2, padding=1, output_padding=1, groups=inputs)
            if upsample
            else None
        )
        self.shortcut = nn.Conv1d(inputs, outputs, 1, bias=False) if inputs != outputs else nn.Identity()

    def forward(self, x: Tensor, style: Tensor, extent: Extent) -> tuple[Tensor, Extent]:
        """Returns `(rows, outputs, width)`, arbitrary past the end, and its extent."""
        residual = self._normalised(x, self.norm1(style), extent)
        if self.pool is not None:
            extent = extent.scaled(2)
            residual = self.pool(residual) * extent.mask
            x = x.repeat_interleave(2, dim=2)
        residual = self._normalised(self.conv1(residual), self.norm2(style), extent)
        return (self.conv2(residual) + self.shortcut(x)) / math.sqrt(2), extent

    @staticmethod
    def _normalised(x: Tensor, statistics: tuple[Tensor, Tensor], extent: Extent) -> Tensor:
        return nn.functional.leaky_relu(normalise_rows(x, statistics, extent.lengths, extent.mask), 0.2)


class PitchAndEnergyPredictor(nn.Module):
    """The melody: fundamental frequency and loudness, at twice the frame rate."""

    def __init__(self, config: KokoroConfig) -> None:
        super().__init__()
        self.lstm = BidirectionalLSTM(config.hidden + config.style, config.hidden)
        self.pitch_blocks = self._blocks(config)
        self.energy_blocks = self._blocks(config)
        self.pitch_project = nn.Conv1d(config.hidden // 2, 1, 1)
        self.energy_project = nn.Conv1d(config.hidden // 2, 1, 1)

    @staticmethod
    def _blocks(config: KokoroConfig) -> nn.ModuleList:
        wide, narrow = config.hidden, config.hidden // 2
        return nn.ModuleList(
            [
                ResidualBlock(wide, wide, config.style),
                ResidualBlock(wide, narrow, config.style, upsample=True),
                ResidualBlock(narrow, narrow, config.style),
            ]
        )

    def forward(self, x: Tensor, style: Tensor, extent: Extent) -> Tensor:
        """Returns pitch in Hz and energy, `(rows, 2, 2 * frames)`, zero past the end.

        `x` is `(rows, hidden + style, frames)`: what the prosody encoder says of each frame's phoneme.
        """
        melody = self.lstm(x.mT, extent).mT
        curves = []
        for blocks, project in ((self.pitch_blocks, self.pitch_project), (self.energy_blocks, self.energy_project)):
            curve, reach = melody, extent
            for block in blocks:
                curve, reach = block(curve, style, reach)
            curves.append(project(curve) * reach.mask)
        return torch.cat(curves, dim=1)
