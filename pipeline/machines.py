"""The machines with GPUs that Dataflow runs workers on, as Compute Engine's list of GPU platforms has them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Machine:
    """A machine type and what it holds, beside its GPUs."""

    machine_type: str
    vcpus: int
    memory_gb: float


# By GPU, as Dataflow spells it, and by how many of them the machine holds.
GPU_MACHINES: Mapping[str, Mapping[int, Machine]] = {
    "nvidia-l4": {
        1: Machine("g2-standard-8", 8, 32),
        2: Machine("g2-standard-24", 24, 96),
        4: Machine("g2-standard-48", 48, 192),
        8: Machine("g2-standard-96", 96, 384),
    },
    "nvidia-tesla-t4": {count: Machine(f"n1-standard-{8 * count}", 8 * count, 30 * count) for count in (1, 2, 4)},
    "nvidia-tesla-a100": {count: Machine(f"a2-highgpu-{count}g", 12 * count, 85 * count) for count in (1, 2, 4, 8)},
    "nvidia-a100-80gb": {count: Machine(f"a2-ultragpu-{count}g", 12 * count, 170 * count) for count in (1, 2, 4, 8)},
    "nvidia-h100-80gb": {count: Machine(f"a3-highgpu-{count}g", 26 * count, 234 * count) for count in (1, 2, 4, 8)},
}
# Where nothing asks for a GPU: reading, extracting and composing, which Python does one article at a time.
TEXT_MACHINE = Machine("n2-standard-2", 2, 8)
