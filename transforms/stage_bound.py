"""Elements that may not leave the stage that makes them: audio, which is large and would stay with the runner.

Beam serialises what crosses a shuffle or a stage boundary, and, to report sizes, samples of what does not. The coder
of such elements says their size without serialising them and refuses to encode them: a graph that would move audio
fails at its first element instead of filling a disk.
"""

from typing import Any, NoReturn

from apache_beam.coders import Coder


class AudioLeftItsStageError(TypeError):
    """Audio was about to be serialised: a step was put between the voice and the file that is not fused with them."""


class StageBoundCoder(Coder):
    """Encodes nothing; knows the size in bytes of elements that have `num_bytes`."""

    def encode(self, value: Any) -> NoReturn:
        raise AudioLeftItsStageError(f"a {type(value).__name__} may not leave the stage that made it")

    def decode(self, encoded: bytes) -> NoReturn:
        raise AudioLeftItsStageError("nothing that holds audio is ever encoded")

    def estimate_size(self, value: Any) -> int:
        return int(value.num_bytes)

    def is_deterministic(self) -> bool:
        return False
