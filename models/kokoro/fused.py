"""The vocoder's residual blocks on a GPU: channels together in memory, and few passes between the convolutions."""

from typing import Any

import torch
from torch import Tensor, nn

from models.kokoro import kernels
from models.kokoro.masking import Extent
from models.kokoro.network import KernelError
from models.precision import Precision, computing

# Rounding to 10 bits moves a block's result by a thousandth, to 7 bits by a hundredth.
_LARGEST_DIFFERENCE = 0.03
# Rows of more than one chunk and less, and of no whole number of tiles.
_LENGTHS = (1_200, 701)


class FusedSnakeBlock(nn.Module):
    """What a `SnakeBlock` of the decoder computes, with its convolutions in `dtype` and its sums in float32.

    The tensor cores take channels that lie together; torch's one-dimensional convolution would lay them apart first.
    Biases are added with the residual sum; the first convolution of a pair needs none, since the norm that follows
    takes each channel's mean away.
    """

    def __init__(self, block: Any, dtype: torch.dtype) -> None:
        super().__init__()
        self.norms1, self.norms2 = block.norms1, block.norms2
        self.alphas1, self.alphas2 = block.alphas1, block.alphas2
        self.biases = nn.ParameterList(convolution.bias for convolution in block.convs2)
        self.convs1 = nn.ModuleList(_RowConvolution(convolution, dtype) for convolution in block.convs1)
        self.convs2 = nn.ModuleList(_RowConvolution(convolution, dtype) for convolution in block.convs2)
        self.dtype = dtype

    def forward(self, x: Tensor, style: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, channels, width)` float32, zero past the end, its channels together in memory."""
        addend: kernels.Addend | None = None
        total, lengths = x.mT.contiguous(), extent.lengths
        for index, bias in enumerate(self.biases):
            deviation, shift = self._statistics(self.norms1[index], style)
            total, mean, scale = kernels.summed_and_scaling(total, addend, deviation, lengths)
            active = kernels.snake(total, mean, scale, shift, self.alphas1[index].flatten(), lengths, self.dtype)
            residual = self.convs1[index](active)
            deviation, shift = self._statistics(self.norms2[index], style)
            _, mean, scale = kernels.summed_and_scaling(residual, None, deviation, lengths)
            active = kernels.snake(residual, mean, scale, shift, self.alphas2[index].flatten(), lengths, self.dtype)
            addend = (self.convs2[index](active), bias)
        return kernels.summed(total, addend, lengths).mT

    @staticmethod
    def _statistics(norm: nn.Module, style: Tensor) -> tuple[Tensor, Tensor]:
        deviation, mean = norm(style)
        return deviation[:, :, 0], mean[:, :, 0]


class _RowConvolution(nn.Module):
    """A convolution along rows whose channels lie together, without its bias."""

    def __init__(self, convolution: Any, dtype: torch.dtype) -> None:
        super().__init__()
        weight = convolution.weight.detach().to(dtype)[:, :, None]
        self.weight = nn.Parameter(weight.contiguous(memory_format=torch.channels_last), requires_grad=False)
        self.padding, self.dilation = (0, *convolution.padding), (1, *convolution.dilation)

    def forward(self, x: Tensor) -> Tensor:
        """Returns `(rows, width, channels)` from the same."""
        convolved = nn.functional.conv2d(x.mT[:, :, None], self.weight, None, 1, self.padding, self.dilation)
        return convolved[:, :, 0].mT.contiguous()


def fused_blocks(blocks: nn.ModuleList, dtype: torch.dtype) -> nn.ModuleList:
    """Returns the fused forms of blocks, whose convolutions are to be computed in `dtype`.

    Raises:
        KernelError: the kernels cannot be built here, or do not compute what torch's operations do.
    """
    fused = nn.ModuleList(FusedSnakeBlock(block, dtype) for block in blocks)
    try:
        difference = max(_difference(blocks[index], fused[index]) for index in (0, -1))  # widest and narrowest
    except torch.AcceleratorError:
        raise  # the device is lost: nothing else would work on it
    except Exception as error:  # Triton, its compiler and the host's raise errors of many kinds
        raise KernelError(f"{type(error).__name__}: {str(error).strip().splitlines()[-1:]}") from error
    if not difference <= _LARGEST_DIFFERENCE:
        raise KernelError(f"their results are off by {difference:.2g} of what they are")
    return fused


@torch.inference_mode()
def _difference(block: Any, fused: nn.Module) -> float:
    """Returns how far two blocks' results for the same noise are apart, as a share of their size."""
    weight = block.convs1[0].weight
    chance = torch.Generator().manual_seed(0)
    x = torch.randn(len(_LENGTHS), weight.shape[0], max(_LENGTHS) + 16, generator=chance).to(weight)
    style = torch.randn(len(_LENGTHS), block.norms1[0].fc.in_features, generator=chance).to(weight)
    extent = Extent.of(torch.tensor(_LENGTHS, device=weight.device), x.shape[2], x.dtype)
    with computing(Precision.FLOAT32, weight.device):
        expected = block(x, style, extent) * extent.mask
        found = fused(x, style, extent)
    return float((found - expected).norm() / expected.norm())
