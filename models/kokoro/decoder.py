"""From phonemes, pitch and energy to samples: styled convolutions, then an iSTFTNet vocoder.

Method: Kaneko et al., iSTFTNet, 2022; Li et al., StyleTTS 2, 2023.
"""

import functools
import math

import torch
from torch import Tensor, nn

from models.kokoro.config import KokoroConfig
from models.kokoro.masking import Extent, StyleStatistics, normalise_rows
from models.kokoro.prosody import ResidualBlock
from models.kokoro.source import HarmonicSource
from models.kokoro.spectrum import ShortTimeFourier
from models.precision import Precision, computing


def normalised_snake(
    x: Tensor, statistics: tuple[Tensor, Tensor], alpha: Tensor, lengths: Tensor, mask: Tensor
) -> Tensor:
    """Returns `y + sin(alpha y)^2 / alpha` of the normalised rows `y`; zero past the end."""
    y = normalise_rows(x, statistics, lengths, mask)
    return y + torch.sin(alpha * y).square() / alpha


class SnakeBlock(nn.Module):
    """Pairs of styled convolutions, the first of each pair dilated, with the periodic activation Snake before each."""

    def __init__(self, channels: int, kernel: int, dilations: tuple[int, ...], style: int) -> None:
        super().__init__()
        self.convs1 = nn.ModuleList(
            nn.Conv1d(channels, channels, kernel, dilation=d, padding=d * (kernel - 1) // 2) for d in dilations
        )
        self.convs2 = nn.ModuleList(nn.Conv1d(channels, channels, kernel, padding=kernel // 2) for _ in dilations)
        self.norms1 = nn.ModuleList(StyleStatistics(style, channels) for _ in dilations)
        self.norms2 = nn.ModuleList(StyleStatistics(style, channels) for _ in dilations)
        self.alphas1 = nn.ParameterList(torch.ones(1, channels, 1) for _ in dilations)
        self.alphas2 = nn.ParameterList(torch.ones(1, channels, 1) for _ in dilations)

    def forward(self, x: Tensor, style: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, channels, width)`, arbitrary past the end."""
        first = zip(self.norms1, self.alphas1, self.convs1, strict=True)
        second = zip(self.norms2, self.alphas2, self.convs2, strict=True)
        for (norm1, alpha1, conv1), (norm2, alpha2, conv2) in zip(first, second, strict=True):
            residual = conv1(normalised_snake(x, norm1(style), alpha1, extent.lengths, extent.mask))
            x = x + conv2(normalised_snake(residual, norm2(style), alpha2, extent.lengths, extent.mask))
        return x


class Vocoder(nn.Module):
    """Samples from features: upsampled in steps, each step joined by what the excitation holds at its rate."""

    def __init__(self, config: KokoroConfig) -> None:
        super().__init__()
        sizes = config.vocoder
        self.rates = sizes.upsample_rates
        self.kernels_per_rate = len(sizes.resblock_kernel_sizes)
        self.fourier = ShortTimeFourier(sizes.gen_istft_n_fft, sizes.gen_istft_hop_size)
        self.samples_per_frame = math.prod(self.rates) * sizes.gen_istft_hop_size
        self.source = HarmonicSource(self.samples_per_frame)
        self.upsamplers, self.source_convs = nn.ModuleList(), nn.ModuleList()
        self.source_blocks, self.blocks = nn.ModuleList(), nn.ModuleList()
        channels = sizes.upsample_initial_channel
        spectrum = sizes.gen_istft_n_fft + 2
        for index, (rate, kernel) in enumerate(zip(self.rates, sizes.upsample_kernel_sizes, strict=True)):
            self.upsamplers.append(
                nn.ConvTranspose1d(channels, channels // 2, kernel, stride=rate, padding=(kernel - rate) // 2)
            )
            channels //= 2
            stride = math.prod(self.rates[index + 1 :])
            is_last = index == len(self.rates) - 1
            self.source_convs.append(
                nn.Conv1d(spectrum, channels, 1)
                if is_last
                else nn.Conv1d(spectrum, channels, 2 * stride, stride=stride, padding=(stride + 1) // 2)
            )
            self.source_blocks.append(SnakeBlock(channels, 11 if is_last else 7, (1, 3, 5), config.style))
            self.blocks.extend(
                SnakeBlock(channels, size, dilations, config.style)
                for size, dilations in zip(sizes.resblock_kernel_sizes, sizes.resblock_dilation_sizes, strict=True)
            )
        self.project = nn.Conv1d(channels, spectrum, 7, padding=3)

    def forward(self, x: Tensor, style: Tensor, pitch: Tensor, noise: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, samples)`, arbitrary past the end.

        `x` is `(rows, channels, frames)`, `pitch` `(rows, frames)` in Hz and zero past the end, `noise`
        `(rows, samples)`.
        """
        spectra = extent.scaled(math.prod(self.rates), extra=1)
        with computing(Precision.FLOAT32, x.device):
            excitation = self.source(pitch, noise)
            magnitude, phase = self.fourier.transform(excitation, extent.scaled(self.samples_per_frame))
            source = torch.cat([magnitude, phase], dim=1) * spectra.mask
        for index, rate in enumerate(self.rates):
            x = self.upsamplers[index](nn.functional.leaky_relu(x, 0.1) * extent.mask)
            extent = extent.scaled(rate)
            if index == len(self.rates) - 1:
                x, extent = torch.cat([x[:, :, 1:2], x], dim=2), spectra  # one frame more, mirrored at the start
            # The sum is laid out in memory as its first term is: as the blocks have it.
            x = self.source_blocks[index](self.source_convs[index](source).to(noise.dtype), style, extent) + x
            blocks = self.blocks[index * self.kernels_per_rate : (index + 1) * self.kernels_per_rate]
            x = functools.reduce(torch.add, [block(x, style, extent) for block in blocks]) / self.kernels_per_rate
        with computing(Precision.FLOAT32, x.device):
            x = self.project(nn.functional.leaky_relu(x, 0.01) * extent.mask)
            log_magnitude, sine_phase = x.chunk(2, dim=1)
            return self.fourier.inverse(log_magnitude.exp(), sine_phase.sin(), extent)


class Decoder(nn.Module):
    """Samples from what each frame's phoneme sounds like, its pitch and its energy."""

    def __init__(self, config: KokoroConfig) -> None:
        super().__init__()
        width, curves = config.decoder_width, 2
        joined = width + config.residual_width + curves
        self.pitch_conv = nn.Conv1d(1, 1, 3, stride=2, padding=1)
        self.energy_conv = nn.Conv1d(1, 1, 3, stride=2, padding=1)
        self.encode = ResidualBlock(config.hidden + curves, width, config.style)
        self.residual = nn.Conv1d(config.hidden, config.residual_width, 1)
        self.blocks = nn.ModuleList(
            [
                *(ResidualBlock(joined, width, config.style) for _ in range(3)),
                ResidualBlock(joined, config.vocoder.upsample_initial_channel, config.style, upsample=True),
            ]
        )
        self.vocoder = Vocoder(config)

    def forward(self, phonemes: Tensor, melody: Tensor, style: Tensor, noise: Tensor, extent: Extent) -> Tensor:
        """Returns `(rows, samples)`, arbitrary past the end.

        `phonemes` is `(rows, hidden, frames)`, `melody` `(rows, 2, 2 * frames)`: pitch in Hz and energy, zero past the
        end; `noise` is `(rows, samples)`.
        """
        pitch, energy = melody[:, :1], melody[:, 1:]
        curves = torch.cat([self.pitch_conv(pitch), self.energy_conv(energy)], dim=1)
        x, _ = self.encode(torch.cat([phonemes, curves], dim=1), style, extent)
        residual = self.residual(phonemes)
        for block in self.blocks:
            x, reach = block(torch.cat([x, residual, curves], dim=1), style, extent)
        samples: Tensor = self.vocoder(x, style, pitch[:, 0], noise, reach)
        return samples
