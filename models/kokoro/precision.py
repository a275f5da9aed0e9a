"""How exactly the vocoder's convolutions are computed."""

import contextlib
from collections.abc import Iterator
from enum import StrEnum

import torch


class Precision(StrEnum):
    """What the decoder's convolutions are computed in.

    Durations, pitch, the excitation, the Fourier transforms and what residual blocks add to are float32 always: a
    duration that is rounded the other way moves all that follows, a phase is a sum over the whole utterance, and a
    residual sum in bfloat16 can be heard.
    """

    FLOAT32 = "float32"
    TF32 = "tf32"
    BFLOAT16 = "bfloat16"


@contextlib.contextmanager
def computing(precision: Precision, device: torch.device) -> Iterator[None]:
    """Computes what stands inside in this precision; the setting of cuDNN is the process's while it lasts."""
    autocast = torch.autocast(device.type, torch.bfloat16, enabled=precision is Precision.BFLOAT16)
    with torch.backends.cudnn.flags(enabled=True, allow_tf32=precision is Precision.TF32), autocast:
        yield
