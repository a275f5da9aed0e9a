"""Small Kokoro networks with random weights, in this project's form and in the reference package's."""

import functools
import importlib.util
import json
import sys
import tempfile
import types
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch
from torch import Tensor, nn

from models.kokoro.config import KokoroConfig
from models.kokoro.network import KokoroNetwork

PHONEMES = ";:,.!? abdefhijklmnopstuvwzæðŋɑɔəɛɪɹʃʊʌʒʤʧˈˌɡAIOWYᵊT—"


def tiny_config() -> dict[str, Any]:
    """Returns a `config.json` of the smallest network that the reference package can build.

    The reference fixes the widths 512, 1024 and 128; layers, kernels and rates are cut down. A frame is 80 samples.
    """
    return {
        "vocab": {phoneme: index + 1 for index, phoneme in enumerate(PHONEMES)},
        "n_token": len(PHONEMES) + 1,
        "hidden_dim": 512,
        "style_dim": 128,
        "n_layer": 2,
        "max_dur": 8,
        "dropout": 0.2,
        "n_mels": 80,
        "text_encoder_kernel_size": 5,
        "plbert": {
            "hidden_size": 32,
            "num_attention_heads": 2,
            "intermediate_size": 64,
            "max_position_embeddings": 512,
            "num_hidden_layers": 2,
        },
        "istftnet": {
            "upsample_rates": [2, 4],
            "upsample_kernel_sizes": [4, 8],
            "upsample_initial_channel": 512,
            "resblock_kernel_sizes": [3, 5],
            "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5]],
            "gen_istft_n_fft": 20,
            "gen_istft_hop_size": 5,
        },
    }


def narrow_network() -> KokoroNetwork:
    """Returns a network of this project that is narrow everywhere, in float64; the reference package has none like it.

    A frame is 80 samples, and a phoneme one to four frames.
    """
    config = KokoroConfig.from_json(tiny_config())
    vocoder = replace(config.vocoder, upsample_initial_channel=16)
    config = replace(config, hidden=16, style=8, decoder_width=24, residual_width=4, max_duration=4, vocoder=vocoder)
    network = KokoroNetwork(config)
    scatter_weights(network)
    return network.double().eval()


@functools.cache
def reference_network() -> nn.Module:
    """Returns the reference package's network with random weights of a trained network's size, in float64."""
    with tempfile.NamedTemporaryFile(suffix=".pth") as empty_checkpoint:
        torch.save({}, empty_checkpoint.name)
        model: nn.Module = reference_class()(repo_id="none", config=tiny_config(), model=empty_checkpoint.name)
    scatter_weights(model)
    model.decoder.generator.stft.window = torch.hann_window(20, dtype=torch.float64)
    return model.double().eval()


def reference_class() -> Any:
    """Returns `KModel` without the package's own imports, which need a front end for every language."""
    if "kokoro" not in sys.modules:
        spec = importlib.util.find_spec("kokoro")
        assert spec is not None and spec.submodule_search_locations is not None
        package = types.ModuleType("kokoro")
        package.__path__ = list(spec.submodule_search_locations)
        sys.modules["kokoro"] = package
    return importlib.import_module("kokoro.model").KModel


def reference_speech(model: nn.Module, ids: Tensor, style: Tensor, rate: float, noise: Tensor) -> tuple[Tensor, Tensor]:
    """Returns the reference's samples and durations for one row, in float64, with `noise` `(samples,)` for its own.

    Its nine noises pass one linear layer; in their place stands the given noise, along the layer's weights.
    """
    weights = model.decoder.generator.m_source.l_linear.weight[0].detach()
    real_angle = torch.angle

    def angle(spectrum: Tensor) -> Tensor:
        # The first frame is its own mirror image: its imaginary part is rounding, and the sign of pi a coin's toss.
        spectrum = spectrum.clone()
        spectrum.imag[..., 0] = 0
        return real_angle(spectrum)

    def randn_like(like: Tensor) -> Tensor:
        if like.shape[2] == 1:
            return torch.zeros_like(like)  # drawn by the reference, and used by nothing
        return (noise[:, None] * weights / weights.norm())[None]

    torch.set_default_dtype(torch.float64)
    try:
        with patch.object(torch, "angle", angle), patch.object(torch, "randn_like", randn_like):
            samples, durations = model.forward_with_tokens(ids[None], style[None], rate)
    finally:
        torch.set_default_dtype(torch.float32)
    return samples, durations


def scatter_weights(model: nn.Module) -> None:
    """Gives the network random weights that keep every layer's output at the size of its input.

    Norms and activations get weights that are not the identity, and pitch lies on both sides of the voiced limit.
    """
    torch.manual_seed(0)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.ndim > 1 and parameter.shape[1:].numel() > 1:
                nn.init.normal_(parameter, std=0.5 * parameter.shape[1:].numel() ** -0.5)
            elif ".norm." in name or "alpha" in name or name.endswith(("weight_g", "gamma")):
                nn.init.uniform_(parameter, 0.5, 1.5)
            else:
                nn.init.uniform_(parameter, -0.3, 0.3)
        for name, parameter in model.named_parameters():
            if name.endswith(("F0_proj.weight", "pitch_project.weight")):
                parameter.mul_(200)
            if name.endswith(("conv_post.weight_g", "vocoder.project.weight")):
                parameter.mul_(0.1)  # what follows is an exponential


def reference_sections(model: nn.Module) -> dict[str, dict[str, Tensor]]:
    """Returns the weights in the layout of a published checkpoint."""
    return {
        section: {f"module.{name}": tensor for name, tensor in getattr(model, section).state_dict().items()}
        for section in ("bert", "bert_encoder", "predictor", "text_encoder", "decoder")
    }


def save_tiny_kokoro(folder: Path) -> Path:
    """Writes the reference network as a published checkpoint with the voice af_tiny, and returns its folder."""
    sections = reference_sections(reference_network())
    torch.save(
        {name: {k: v.float() for k, v in tensors.items()} for name, tensors in sections.items()},
        folder / "kokoro-v1_0.pth",
    )
    (folder / "config.json").write_text(json.dumps(tiny_config()), encoding="utf-8")
    (folder / "voices").mkdir()
    torch.save(torch.randn(510, 1, 256, generator=torch.Generator().manual_seed(1)), folder / "voices" / "af_tiny.pt")
    return folder
