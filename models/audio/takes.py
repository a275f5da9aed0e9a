"""Speech as it is kept between runs: many utterances in one lossless file, each found again by its key.

The file is a FLAC of all takes, one after the other; its comment is the index. A take is rounded to 16 bits before it
is used for the first time, so that one from a file and one that has just been spoken are the same samples.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import soundfile
from numpy.typing import NDArray

from models.speech import Speech, SynthesisFailure, Waveform

_FULL_SCALE = np.float32(32767)
# What FLAC is told; the takes of a file may have several rates, and its index has them.
_NOMINAL_RATE = 24_000
_FASTEST = 0.0  # of the levels of compression: the best is twice as slow and a fiftieth smaller


@dataclass(frozen=True, eq=False)
class Take:
    """An utterance as it was spoken: `pcm` of shape `(num_samples,)`, int16; empty where the voice has no sound for it.

    `sample_rate` is in Hz.
    """

    pcm: NDArray[np.int16]
    sample_rate: int

    @classmethod
    def of(cls, speech: Speech) -> "Take | None":
        """Returns what is kept of a speech; None of one that failed and may not fail again."""
        if isinstance(speech, Waveform):
            scaled = np.rint(np.clip(speech.samples, -1, 1) * _FULL_SCALE)
            return cls(scaled.astype(np.int16), speech.sample_rate)
        return cls(np.zeros(0, np.int16), _NOMINAL_RATE) if speech.code == "no_speech" else None

    @property
    def speech(self) -> Speech:
        if not len(self.pcm):
            return SynthesisFailure("no_speech", "the voice has no sound for it")
        return Waveform(self.pcm.astype(np.float32) / _FULL_SCALE, self.sample_rate)


def pack_takes(takes: Mapping[str, Take]) -> bytes:
    """Returns the file of takes by key, one of which has a sound; equal takes in the same order give the same bytes."""
    index = [[key, take.sample_rate, len(take.pcm)] for key, take in takes.items()]
    buffer = io.BytesIO()
    form = {"channels": 1, "subtype": "PCM_16", "format": "FLAC", "compression_level": _FASTEST}
    with soundfile.SoundFile(buffer, "w", _NOMINAL_RATE, **form) as file:
        file.comment = json.dumps(index, separators=(",", ":"))
        file.write(np.concatenate([take.pcm for take in takes.values()]))
    return buffer.getvalue()


def unpack_takes(data: bytes) -> dict[str, Take]:
    """Returns the takes of a file by key, or raises ValueError where it is no such file or not whole."""
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            index, pcm = json.loads(file.comment), file.read(dtype="int16")
        counts = [count for _, _, count in index]
        if sum(counts) != len(pcm):
            raise ValueError(f"the index has {sum(counts)} samples, the file {len(pcm)}")
        pieces = np.split(pcm, np.cumsum(counts)[:-1]) if counts else []
        return {key: Take(piece, rate) for (key, rate, _), piece in zip(index, pieces, strict=True)}
    except (soundfile.LibsndfileError, TypeError) as error:
        raise ValueError(f"not a file of takes: {error}") from error
