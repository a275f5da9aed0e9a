"""The formats that narrations are written in: how each is encoded, and decoded again to be measured."""

import importlib.util
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import soundfile
from numpy.typing import NDArray

from models.audio.flac import encode_flac
from models.audio.id3 import id3_tag
from models.audio.mp3 import encode_mp3
from models.audio.ogg_opus import encode_opus
from models.audio.tags import Tags
from models.audio.wav import encode_wav
from models.speech import Waveform

Encode = Callable[[NDArray[np.int16], int, Tags], bytes]
Decode = Callable[[bytes], tuple[NDArray[np.float32], int]]


class EncodingError(Exception):
    """Audio that cannot be encoded, or not at the levels asked for."""


def decode_by_libsndfile(data: bytes) -> tuple[NDArray[np.float32], int]:
    """Returns the `(num_samples,)` samples in [-1, 1] of a file, and their rate in Hz."""
    try:
        samples, sample_rate = soundfile.read(io.BytesIO(data), dtype="float32")
    except soundfile.LibsndfileError as error:
        raise EncodingError(f"the encoded file cannot be decoded: {error}") from error
    return samples, sample_rate


def _encode_tagged_mp3(pcm: NDArray[np.int16], sample_rate: int, tags: Tags) -> bytes:
    return id3_tag(tags) + encode_mp3(pcm, sample_rate)


def _encode_m4a(pcm: NDArray[np.int16], sample_rate: int, tags: Tags) -> bytes:
    from models.audio.m4a import encode_m4a  # noqa: PLC0415  # PyAV is an optional extra

    return encode_m4a(pcm, sample_rate, tags)


def _decode_m4a(data: bytes) -> tuple[NDArray[np.float32], int]:
    from models.audio.m4a import decode_m4a  # noqa: PLC0415

    return decode_m4a(data)


@dataclass(frozen=True)
class AudioFormat:
    """A container that narrations are written in; `package` is the optional one that it needs, with its extra."""

    extension: str
    content_type: str
    encode: Encode
    read: Decode = decode_by_libsndfile
    package: tuple[str, str] | None = None

    def decode(self, data: bytes) -> Waveform:
        """Returns what a player hears of a file, or raises EncodingError."""
        samples, sample_rate = self.read(data)
        return Waveform(samples, sample_rate)

    def check(self) -> None:
        """Raises ValueError where this installation cannot write the format."""
        if self.package and importlib.util.find_spec(self.package[0]) is None:
            name, extra = self.package
            raise ValueError(f"{self.extension} needs the package {name}: pip install 'narrate[{extra}]'")


AUDIO_FORMATS: Mapping[str, AudioFormat] = {
    "mp3": AudioFormat("mp3", "audio/mpeg", _encode_tagged_mp3),
    "m4a": AudioFormat("m4a", "audio/mp4", _encode_m4a, _decode_m4a, ("av", "m4a")),
    "flac": AudioFormat("flac", "audio/flac", encode_flac),
    "opus": AudioFormat("opus", "audio/ogg; codecs=opus", encode_opus),
    "wav": AudioFormat("wav", "audio/wav", encode_wav),
}
