"""Which device a model runs on."""

import torch


class DeviceError(Exception):
    """A device that was asked for and is not there."""


def torch_device(choice: str) -> torch.device:
    """Returns the device that `auto`, `cpu` or `cuda` (`cuda:1`) denotes; `auto` is a GPU where there is one.

    Raises DeviceError where a GPU is asked for and absent, and ValueError for any other word.
    """
    if choice == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    kind, _, index = choice.partition(":")
    if kind not in ("cpu", "cuda") or not (index == "" or index.isdecimal()):
        raise ValueError(f"{choice!r} is not a device; write auto, cpu or cuda")
    device = torch.device(choice)
    if kind == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise DeviceError(
            f"the device {choice} was asked for, and {torch.cuda.device_count()} GPUs can be seen; "
            "check the driver and that this torch is built for CUDA, or choose auto or cpu"
        )
    return device
