"""Elements that may not leave the stage that makes them: audio and pixels, which are large and would stay behind.

Beam serialises what crosses a shuffle or a stage boundary, and, to report sizes, samples of what does not. The coder
of such elements says their size without serialising them and refuses to encode them: a graph that would move them
fails at its first element instead of filling a disk.
"""

from typing import Any, NoReturn

from apache_beam.coders import Coder


class LeftItsStageError(TypeError):
    """Audio or pixels were about to be serialised: a step was put into their stage that is not fused with it."""


class StageBoundCoder(Coder):
    """Encodes nothing; knows the size in bytes of elements that have `num_bytes`."""

    def encode(self, value: Any) -> NoReturn:
        raise LeftItsStageError(f"a {type(value).__name__} may not leave the stage that made it")

    def decode(self, encoded: bytes) -> NoReturn:
        raise LeftItsStageError("nothing that holds audio or pixels is ever encoded")

    def estimate_size(self, value: Any) -> int:
        return int(value.num_bytes)

    def is_deterministic(self) -> bool:
        return False
