"""A GPU that is not there: tensors that have its device and no numbers, so that whatever needs them is an error.

An operation between a tensor of the host and one of the GPU raises, as it would there; so does what makes the host wait
for the GPU (`item`, a condition on a tensor, a shape that depends on numbers).
"""

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import torch
from torch import Tensor, nn
from torch._subclasses import FakeTensorMode
from torch.utils._python_dispatch import TorchDispatchMode


class HostCopies(TorchDispatchMode):
    """Counts what is copied from the GPU to the host while it stands inside."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_dispatch__(self, operation: Any, types: Any, arguments: Any = (), named: Any = None) -> Any:
        result = operation(*arguments, **(named or {}))
        tensors = [tensor for tensor in arguments if isinstance(tensor, Tensor)]
        comes_to_host = isinstance(result, Tensor) and result.device.type == "cpu"
        self.count += comes_to_host and any(tensor.device.type == "cuda" for tensor in tensors)
        return result


class Operations(TorchDispatchMode):
    """Counts what computes something while it stands inside: on a GPU each starts a kernel, a recurrent layer many."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_dispatch__(self, operation: Any, types: Any, arguments: Any = (), named: Any = None) -> Any:
        is_view = any(
            result.alias_info is not None and not result.alias_info.is_write for result in operation._schema.returns
        )
        self.count += not is_view and operation.namespace == "aten"
        return operation(*arguments, **(named or {}))


def _lstm(x: Tensor, states: Any, weights: Any, *settings: Any) -> tuple[Tensor, Tensor, Tensor]:
    """Returns what an LSTM would, of the right shape: torch asks cuDNN itself before it asks a fake tensor."""
    assert {tensor.device for tensor in (*states, *weights)} == {x.device}
    return x.new_empty(*x.shape[:2], states[0].shape[2]), *states


@contextlib.contextmanager
def fake_gpu() -> Iterator[FakeTensorMode]:
    """Makes all tensors fake that are made inside; the host's pinned memory and the GPU's events are stood in for."""
    with (
        patch.object(torch._VF, "lstm", _lstm),
        patch.object(nn.LSTM, "flatten_parameters", lambda self: None),
        patch.object(Tensor, "pin_memory", lambda self: self),
        FakeTensorMode() as mode,
        torch.inference_mode(),
    ):
        yield mode


def moved_to(mode: FakeTensorMode, network: nn.Module) -> nn.Module:
    """Returns a network whose weights are on the GPU."""
    for module in network.modules():
        for tensors in (module._parameters, module._buffers):
            for name, tensor in tensors.items():
                if tensor is not None:
                    tensors[name] = _on_gpu(mode, tensor)  # type: ignore[assignment]
        if isinstance(module, nn.LSTM):
            module._init_flat_weights()
    return network


def _on_gpu(mode: FakeTensorMode, tensor: Tensor) -> Tensor:
    fake = mode.from_tensor(tensor)
    moved = fake.to("cuda")
    return nn.Parameter(moved, requires_grad=False) if isinstance(tensor, nn.Parameter) else moved
