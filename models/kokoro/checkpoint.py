"""A Kokoro checkpoint as it is published, read into this network: names, folded normalisations, voices.

Files are read as plain tensors (`weights_only`), so that a checkpoint cannot bring a program with it.
"""

import json
import pickle
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.checkpoints import CheckpointError
from models.kokoro.config import KokoroConfig
from models.kokoro.network import KokoroNetwork

# The published names of the layers, in the order in which they are replaced.
_NAMES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"^bert\.", "sentence_encoder.albert."),
        (r"^bert_encoder\.", "sentence_encoder.project."),
        (r"^text_encoder\.cnn\.(\d+)\.0\.", r"phoneme_encoder.convolutions.\1."),
        (r"^text_encoder\.cnn\.(\d+)\.1\.gamma$", r"phoneme_encoder.norms.\1.weight"),
        (r"^text_encoder\.cnn\.(\d+)\.1\.beta$", r"phoneme_encoder.norms.\1.bias"),
        (r"^text_encoder\.", "phoneme_encoder."),
        (r"^predictor\.lstm\.", "duration.lstm."),
        (r"^predictor\.duration_proj\.linear_layer\.", "duration.project."),
        (r"^predictor\.shared\.", "melody.lstm."),
        (r"^predictor\.F0\.", "melody.pitch_blocks."),
        (r"^predictor\.N\.", "melody.energy_blocks."),
        (r"^predictor\.F0_proj\.", "melody.pitch_project."),
        (r"^predictor\.N_proj\.", "melody.energy_project."),
        (r"^decoder\.decode\.", "decoder.blocks."),
        (r"^decoder\.F0_conv\.", "decoder.pitch_conv."),
        (r"^decoder\.N_conv\.", "decoder.energy_conv."),
        (r"^decoder\.asr_res\.0\.", "decoder.residual."),
        (r"^decoder\.generator\.", "decoder.vocoder."),
        (r"vocoder\.m_source\.l_linear\.", "vocoder.source.mix."),
        (r"vocoder\.noise_convs\.", "vocoder.source_convs."),
        (r"vocoder\.noise_res\.", "vocoder.source_blocks."),
        (r"vocoder\.ups\.", "vocoder.upsamplers."),
        (r"vocoder\.resblocks\.", "vocoder.blocks."),
        (r"vocoder\.conv_post\.", "vocoder.project."),
        (r"\.adain([12])\.", r".norms\1."),
        (r"\.alpha([12])\.", r".alphas\1."),
        (r"\.conv1x1\.", ".shortcut."),
        (r"\.(\w+_l0)_reverse$", r".back.\1"),
        (r"(?<!\.back)\.(\w+_l0)$", r".ahead.\1"),
    )
)
# The prosody encoder's list holds LSTMs at even places and norms at odd ones.
_PROSODY = re.compile(r"^predictor\.text_encoder\.lstms\.(\d+)\.")
_UNUSED = re.compile(r"^bert\.pooler\.|^bert\.embeddings\.position_ids$|\.stft\.")
_VOICE_NAME = re.compile(r"\w+")


def load_network(folder: Path) -> tuple[KokoroNetwork, KokoroConfig]:
    """Returns the network of a folder with its weights, in float32, and its config; raises CheckpointError."""
    weights = sorted(folder.glob("kokoro-*.pth"))
    if len(weights) != 1 or not (folder / "config.json").is_file():
        raise CheckpointError(f"{folder} does not hold one kokoro-*.pth and its config.json")
    try:
        config = KokoroConfig.from_json(json.loads((folder / "config.json").read_text(encoding="utf-8")))
        sections = torch.load(weights[0], map_location="cpu", weights_only=True)
        network = KokoroNetwork(config)
        network.load_state_dict(network_state(sections))
    except (KeyError, TypeError, ValueError, RuntimeError, OSError, EOFError, pickle.UnpicklingError) as error:
        raise CheckpointError(f"{weights[0]} is not a Kokoro checkpoint: {type(error).__name__}: {error}") from error
    return network.eval(), config


def network_state(sections: Mapping[str, Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Returns the published weights, a state dict for each section, as this network's state dict."""
    state = {
        f"{section}.{name.removeprefix('module.')}": tensor
        for section, tensors in sections.items()
        for name, tensor in tensors.items()
    }
    state = {name: tensor for name, tensor in state.items() if not _UNUSED.search(name)}
    return {_network_name(name): tensor for name, tensor in _fold_affine(_fold_weight_norm(state)).items()}


def _network_name(name: str) -> str:
    if place := _PROSODY.match(name):
        layer, is_norm = divmod(int(place[1]), 2)
        name = f"prosody_encoder.{'norms' if is_norm else 'lstms'}.{layer}.{name[place.end() :]}"
    for pattern, replacement in _NAMES:
        name = pattern.sub(replacement, name)
    return name


def _fold_weight_norm(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Returns the state with each length and direction (`weight_g`, `weight_v`) multiplied out."""
    folded = {}
    for name, tensor in state.items():
        if name.endswith(".weight_g"):
            continue
        if name.endswith(".weight_v"):
            lengths = torch.linalg.vector_norm(tensor, dim=tuple(range(1, tensor.ndim)), keepdim=True)
            folded[name.removesuffix("_v")] = tensor * (state[name.removesuffix("_v") + "_g"] / lengths)
        else:
            folded[name] = tensor
    return folded


def _fold_affine(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Returns the state with the affine part of each instance norm, where it has one, inside the style's projection.

    `(1 + scale) (weight x + bias) + shift` is a scale of `weight (1 + scale) - 1` and a shift of
    `bias (1 + scale) + shift`; scale and shift are linear in the style.
    """
    folded = {name: tensor for name, tensor in state.items() if not re.search(r"\.norm\.(weight|bias)$", name)}
    for name in state.keys() - folded.keys():
        if name.endswith(".weight"):
            fc = name.removesuffix("norm.weight") + "fc"
            weight, bias = state[name], state[name.removesuffix("weight") + "bias"]
            scale_row, shift_row = state[f"{fc}.weight"].chunk(2)
            scale, shift = state[f"{fc}.bias"].chunk(2)
            folded[f"{fc}.weight"] = torch.cat([weight[:, None] * scale_row, shift_row + bias[:, None] * scale_row])
            folded[f"{fc}.bias"] = torch.cat([weight * (1 + scale) - 1, shift + bias * (1 + scale)])
    return folded


def voice_patterns(voices: Iterable[str]) -> list[str]:
    """Returns the files of these voices in a checkpoint's folder, or raises ValueError for what is no voice's name."""
    names = list(voices)
    for name in names:
        if not _VOICE_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a Kokoro voice; write one as af_heart")
    return [f"voices/{name}.{suffix}" for name in names for suffix in ("pt", "bin")]


def load_voice(folder: Path, name: str, style: int) -> Tensor:
    """Returns a voice: its style for each count of phonemes, `(counts, 2 * style)` float32; raises CheckpointError."""
    tensors, raw = folder / "voices" / f"{name}.pt", folder / "voices" / f"{name}.bin"
    try:
        voice: Tensor
        if tensors.is_file():
            voice = torch.load(tensors, map_location="cpu", weights_only=True).to(torch.float32)
        else:
            voice = torch.from_numpy(np.fromfile(raw, dtype="<f4"))
        return voice.reshape(-1, 2 * style).contiguous()
    except FileNotFoundError as error:
        raise CheckpointError(f"{folder} holds no voice {name}: neither voices/{name}.pt nor .bin") from error
    except (RuntimeError, ValueError, AttributeError, EOFError, pickle.UnpicklingError) as error:
        raise CheckpointError(f"voices/{name} in {folder} is not a Kokoro voice: {error}") from error
