"""How exactly convolutions are computed on a device."""

import contextlib
import threading
from collections.abc import Iterator
from enum import StrEnum

import torch


class Precision(StrEnum):
    """What the convolutions of a voice's sound stage are computed in.

    Durations, pitch, the excitation, the Fourier transforms and what residual blocks add to are float32 always: a
    duration that is rounded the other way moves all that follows, a phase is a sum over the whole utterance, and a
    residual sum in bfloat16 can be heard. float16 keeps as many bits of a number as tf32, in half the memory.
    """

    FLOAT32 = "float32"
    TF32 = "tf32"
    FLOAT16 = "float16"
    BFLOAT16 = "bfloat16"

    @property
    def dtype(self) -> torch.dtype:
        """What a convolution's input and weights are held in."""
        return {Precision.FLOAT16: torch.float16, Precision.BFLOAT16: torch.bfloat16}.get(self, torch.float32)


_turn = threading.RLock()


@contextlib.contextmanager
def computing(precision: Precision, device: torch.device) -> Iterator[None]:
    """Computes what stands inside in this precision, while no other thread is inside: cuDNN's setting is the process's.

    Inside, work is put into a GPU's queue and nothing waits for it, so a turn is short.
    """
    autocast = torch.autocast(device.type, precision.dtype, enabled=precision.dtype is not torch.float32)
    with _turn, torch.backends.cudnn.flags(enabled=True, allow_tf32=precision is Precision.TF32), autocast:
        yield
