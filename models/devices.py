"""Which device a model runs on, and how tensors get there and back without one side waiting for the other."""

import contextlib
import re
from collections.abc import Callable

import torch
from torch import Tensor


class DeviceError(Exception):
    """A device that was asked for and is not there."""


def torch_device(choice: str) -> torch.device:
    """Returns the device that `auto`, `cpu` or `cuda` (`cuda:1`) denotes; `auto` is a GPU where there is one.

    Raises DeviceError where a GPU is asked for and absent, and ValueError for any other word.
    """
    if choice == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if not re.fullmatch(r"cpu|cuda(:\d+)?", choice):
        raise ValueError(f"{choice!r} is not a device; write auto, cpu or cuda")
    device = torch.device(choice)
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise DeviceError(
            f"the device {choice} was asked for, and {torch.cuda.device_count()} GPUs can be seen; "
            "check the driver and that this torch is built for CUDA, or choose auto or cpu"
        )
    return device


def working_on(device: torch.device) -> contextlib.AbstractContextManager[object]:
    """Makes a GPU the one on which this thread starts kernels; on a CPU does nothing."""
    return torch.cuda.device(device) if device.type == "cuda" else contextlib.nullcontext()


def to_device(tensor: Tensor, device: torch.device) -> Tensor:
    """Returns a host's tensor on the device; the host does not wait for a GPU to have it."""
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor.to(device)


def to_host(tensor: Tensor) -> Callable[[], Tensor]:
    """Starts the copy of a tensor to the host, and returns the call that waits for it and gives it."""
    if not tensor.is_cuda:
        return lambda: tensor
    copy = torch.empty(tensor.shape, dtype=tensor.dtype, pin_memory=True).copy_(tensor, non_blocking=True)
    copied = torch.cuda.current_stream(tensor.device).record_event()

    def wait() -> Tensor:
        copied.synchronize()
        return copy

    return wait
