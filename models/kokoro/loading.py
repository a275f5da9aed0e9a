"""A Kokoro voice engine from the name of its checkpoint."""

import logging
from collections.abc import Sequence

import torch

from models.batching import BatchSizes, gpu_sizes
from models.checkpoints import checkpoint_folder
from models.devices import torch_device, working_on
from models.kokoro.checkpoint import load_network, load_voice, voice_patterns
from models.kokoro.front_end import EnglishFrontEnd
from models.kokoro.network import KernelError, KokoroNetwork
from models.kokoro.synthesizer import KokoroSynthesizer, KokoroVoice
from models.precision import Precision

_log = logging.getLogger(__name__)

KOKORO_82M = "hexgrad/Kokoro-82M@f3ff3571791e39611d31c381e3a41a3af07b4987"
_NETWORK_FILES = ("config.json", "kokoro-*.pth")
_AMERICAN, _BRITISH = "a", "b"

# A CPU is as busy with one row as with many, and slower with tensors that its caches do not hold. A batch takes it
# 0.05 s more than a token's 2 ms each, or a frame's 9 ms.
_CPU_SIZES = BatchSizes(tokens=1_024, frames=128, token_overhead=32, frame_overhead=8)
_GPU_TOKENS = 32_768
# The vocoder's widest activations, 128 channels at 120 positions a frame, about twelve of them alive, in float32.
_BYTES_PER_FRAME = 128 * 120 * 12 * 4


def load_kokoro(
    checkpoint: str,
    voices: Sequence[str],
    *,
    device: str = "auto",
    revision: str | None = None,
    precision: Precision | None = None,
    sizes: BatchSizes | None = None,
    fused: bool | None = None,
) -> KokoroSynthesizer:
    """Returns Kokoro with these of its voices, from a local folder, a `gs://` folder or a hub id.

    A hub id names its revision (`ID@REVISION`), or `revision` does. `precision` is float16 on a GPU and float32 on a
    CPU, and `sizes` what the device has room for, unless given. `fused` puts Triton's kernels, which need a C compiler,
    between the convolutions; unless given, a GPU has them where they work, and a warning says so where they do not.

    Raises:
        CheckpointError: the checkpoint or a voice of it cannot be found, or is not Kokoro's.
        DeviceError: a GPU is asked for and absent.
        KernelError: fused kernels are asked for and do not work.
        ValueError: no voice is named, or one that does not speak English.
    """
    if not voices:
        raise ValueError("no voice of Kokoro is named; write one as af_heart")
    foreign = [name for name in voices if name[:1] not in (_AMERICAN, _BRITISH)]
    if foreign:
        raise ValueError(
            f"{', '.join(foreign)}: Kokoro's voices for other languages need phonemes that are not at hand"
        )
    target = torch_device(device)
    patterns = [*_NETWORK_FILES, *voice_patterns(voices)]
    with checkpoint_folder(checkpoint, patterns=patterns, revision=revision) as folder:
        network, config = load_network(folder)
        styles = {name: load_voice(folder, name, config.style).to(target) for name in voices}
    network.to(target)
    precision = precision or (Precision.FLOAT16 if target.type == "cuda" else Precision.FLOAT32)
    if fused or (fused is None and target.type == "cuda"):
        with working_on(target):
            _fuse(network, precision, is_wanted=fused is True)
    front_ends = {
        accent: EnglishFrontEnd(config.vocabulary, british=accent == _BRITISH)
        for accent in {name[0] for name in styles}
    }
    return KokoroSynthesizer(
        network,
        config.vocabulary,
        {name: KokoroVoice(style, front_ends[name[0]]) for name, style in styles.items()},
        sizes=sizes or sizes_for(target),
        precision=precision,
    )


def _fuse(network: KokoroNetwork, precision: Precision, *, is_wanted: bool) -> None:
    try:
        network.fuse(precision)
    except KernelError as error:
        if is_wanted:
            raise
        _log.warning("Kokoro speaks without fused kernels, more slowly than it could: %s", error)


def sizes_for(device: torch.device) -> BatchSizes:
    """Returns the batch sizes for a device; on a GPU, as many frames as half of its free memory holds."""
    if device.type != "cuda":
        return _CPU_SIZES
    free, _ = torch.cuda.mem_get_info(device)
    return sizes_on_gpu(free)


def sizes_on_gpu(free_bytes: int) -> BatchSizes:
    """Returns the batch sizes for a GPU with so much free memory."""
    return gpu_sizes(free_bytes, tokens=_GPU_TOKENS, bytes_per_frame=_BYTES_PER_FRAME)
