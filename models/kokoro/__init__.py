"""Kokoro-82M, the small neural voice by hexgrad (Apache-2.0), as a network for padded batches.

`load_kokoro` is the way in. English only: the checkpoint's other languages need phonemes that only GPL programs give.
"""

from models.batching import BatchSizes
from models.kokoro.loading import KOKORO_82M, load_kokoro
from models.kokoro.synthesizer import KokoroSynthesizer
from models.precision import Precision

__all__ = ["KOKORO_82M", "BatchSizes", "KokoroSynthesizer", "Precision", "load_kokoro"]
