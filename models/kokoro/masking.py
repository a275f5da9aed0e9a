"""Layers that look along a row, and how they are kept from looking past its end.

The rows of a padded batch end at different places, and past its end a row holds arbitrary numbers. Two rules make its
result the same as alone: what a convolution reads is zero past the row's end, as its own padding would be; statistics
and recurrent states come from inside the row.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

_EPSILON = 1e-5


@dataclass(frozen=True, eq=False)
class Extent:
    """How far the rows of a padded batch reach.

    `lengths` is `(rows,)` int64; `mask` is `(rows, 1, width)`, floating: one inside a row, zero past its end.
    """

    lengths: Tensor
    mask: Tensor

    @classmethod
    def of(cls, lengths: Tensor, width: int, dtype: torch.dtype) -> "Extent":
        """Returns the extent of rows of these lengths in a batch of this width."""
        positions = torch.arange(width, device=lengths.device)
        return cls(lengths, (positions < lengths[:, None])[:, None].to(dtype))

    def scaled(self, factor: int, extra: int = 0) -> "Extent":
        """Returns the extent after each position has become `factor`, and each row `extra` positions longer."""
        return Extent.of(self.lengths * factor + extra, self.mask.shape[2] * factor + extra, self.mask.dtype)


class StyleStatistics(nn.Module):
    """The deviation and the mean that a style gives each channel: one half of an adaptive instance normalisation."""

    def __init__(self, style: int, channels: int) -> None:
        super().__init__()
        self.fc = nn.Linear(style, 2 * channels)

    def forward(self, style: Tensor) -> tuple[Tensor, Tensor]:
        """Returns deviation and mean, each `(rows, channels, 1)`, from `(rows, style)`."""
        with torch.autocast(style.device.type, enabled=False):
            scale, shift = self.fc(style)[:, :, None].chunk(2, dim=1)
        return 1 + scale, shift


def normalise_rows(x: Tensor, statistics: tuple[Tensor, Tensor], lengths: Tensor, mask: Tensor) -> Tensor:
    """Returns `x` with this deviation and mean inside each row, per channel; zero past the end.

    `x` is `(rows, channels, width)`; `lengths` and `mask` are an extent's.
    """
    deviation, mean = statistics
    count = lengths[:, None, None]
    centred = (x - (x * mask).sum(dim=2, keepdim=True) / count) * mask
    variance = centred.square().sum(dim=2, keepdim=True) / count
    return (centred * (deviation * torch.rsqrt(variance + _EPSILON)) + mean) * mask


class StyledLayerNorm(nn.Module):
    """Layer normalisation over the channels, with a scale and a shift that come from the style."""

    def __init__(self, style: int, channels: int) -> None:
        super().__init__()
        self.channels = channels
        self.fc = nn.Linear(style, 2 * channels)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """Returns `(rows, width, channels)`; `style` is `(rows, style)`."""
        scale, shift = self.fc(style)[:, None].chunk(2, dim=2)
        styled: Tensor = (1 + scale) * nn.functional.layer_norm(x, (self.channels,)) + shift
        return styled


class BidirectionalLSTM(nn.Module):
    """An LSTM that reads every row forwards, and backwards from the row's own end.

    The rows are turned round on the device, where packing them would need their lengths on the host.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.ahead = nn.LSTM(inputs, outputs // 2, batch_first=True)
        self.back = nn.LSTM(inputs, outputs // 2, batch_first=True)

    def forward(self, x: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, width, outputs)` from `(rows, width, inputs)`; both arbitrary past the end."""
        positions = torch.arange(x.shape[1], device=x.device)
        ends = extent.lengths[:, None]
        turned = torch.where(positions < ends, ends - 1 - positions, positions)
        ahead, _ = self.ahead(x)
        back, _ = self.back(_reordered(x, turned))
        return torch.cat([ahead, _reordered(back, turned)], dim=2)


def _reordered(x: Tensor, order: Tensor) -> Tensor:
    """Returns the rows of `(rows, width, channels)` in another order of positions, `(rows, width)`."""
    return x.gather(1, order[:, :, None].expand(-1, -1, x.shape[2]))
