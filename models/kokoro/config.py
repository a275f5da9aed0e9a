"""The sizes of a Kokoro network, as its `config.json` gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SAMPLE_RATE = 24_000


@dataclass(frozen=True)
class VocoderConfig:
    """The part that makes samples: transposed convolutions, residual blocks and an inverse Fourier transform."""

    upsample_rates: tuple[int, ...]
    upsample_kernel_sizes: tuple[int, ...]
    upsample_initial_channel: int
    resblock_kernel_sizes: tuple[int, ...]
    resblock_dilation_sizes: tuple[tuple[int, ...], ...]
    gen_istft_n_fft: int
    gen_istft_hop_size: int


@dataclass(frozen=True)
class KokoroConfig:
    """A network of the Kokoro family.

    `vocabulary` is the id of each phoneme; `albert` holds the settings of transformers' AlbertConfig. The published
    networks differ in neither `decoder_width` nor `residual_width`, and their `config.json` does not name them.
    """

    vocabulary: Mapping[str, int]
    num_tokens: int
    hidden: int
    style: int
    num_layers: int
    max_duration: int
    text_kernel: int
    vocoder: VocoderConfig
    albert: Mapping[str, Any] = field(default_factory=dict)
    decoder_width: int = 1024
    residual_width: int = 64

    @classmethod
    def from_json(cls, config: Mapping[str, Any]) -> "KokoroConfig":
        """Returns the sizes that a parsed `config.json` holds, or raises KeyError where it lacks one."""
        vocoder = config["istftnet"]
        return cls(
            vocabulary=config["vocab"],
            num_tokens=config["n_token"],
            hidden=config["hidden_dim"],
            style=config["style_dim"],
            num_layers=config["n_layer"],
            max_duration=config["max_dur"],
            text_kernel=config["text_encoder_kernel_size"],
            albert=config["plbert"],
            vocoder=VocoderConfig(
                upsample_rates=tuple(vocoder["upsample_rates"]),
                upsample_kernel_sizes=tuple(vocoder["upsample_kernel_sizes"]),
                upsample_initial_channel=vocoder["upsample_initial_channel"],
                resblock_kernel_sizes=tuple(vocoder["resblock_kernel_sizes"]),
                resblock_dilation_sizes=tuple(map(tuple, vocoder["resblock_dilation_sizes"])),
                gen_istft_n_fft=vocoder["gen_istft_n_fft"],
                gen_istft_hop_size=vocoder["gen_istft_hop_size"],
            ),
        )
