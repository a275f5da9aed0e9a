"""M4A files (AAC in MP4) with tags and chapters, by FFmpeg through PyAV.

PyAV is an optional extra, `narrate[m4a]`: its wheels carry encoders under the GPL, and no package
with a freer licence has an AAC encoder.
"""

import io
import tempfile
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from av.stream import Disposition
from numpy.typing import NDArray
from PIL import Image

from models.audio.tags import Tags, utf8

_BIT_RATE = 64_000
_MILLISECOND = Fraction(1, 1000)
# The index in front, so that a player starts before the whole file is there; nothing of when and by what it was made.
_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact"}
# FFmpeg lets its form of the container with this brand have no picture, the general form with the same brand has one.
_AUDIO_BRAND = {"brand": "M4A "}


def encode_m4a(pcm: NDArray[np.int16], sample_rate: int, tags: Tags) -> bytes:
    """Returns an M4A file of `(num_samples,)` mono samples, the same bytes for the same samples and tags."""
    with tempfile.TemporaryDirectory() as folder:  # the index is moved to the front in a file only, not in memory
        path = Path(folder) / "narration.m4a"
        _write(path, pcm, sample_rate, tags)
        return path.read_bytes()


def _write(path: Path, pcm: NDArray[np.int16], sample_rate: int, tags: Tags) -> None:
    container_format, options = ("mp4", _OPTIONS | _AUDIO_BRAND) if tags.cover else ("ipod", _OPTIONS)
    with av.open(str(path), "w", format=container_format, options=options) as container:
        stream = container.add_stream("aac", rate=sample_rate, layout="mono", bit_rate=_BIT_RATE)
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        if tags.iso_639_2:
            stream.metadata["language"] = tags.iso_639_2
        container.metadata.update(_metadata(tags))
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": round(1000 * chapter.start_seconds),
                    "end": round(1000 * chapter.end_seconds),
                    "time_base": _MILLISECOND,
                    "metadata": {"title": _text(chapter.title)},
                }
                for number, chapter in enumerate(tags.chapters)
            ]
        )
        if tags.cover:  # after the tags, for its packet makes FFmpeg write them
            _add_cover(container, tags.cover)
        frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = sample_rate, 0, Fraction(1, sample_rate)
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _add_cover(container: OutputContainer, jpeg: bytes) -> None:
    """Adds a stream of one frame that FFmpeg writes as the cover, not as a track."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        width, height = picture.size
    stream = container.add_mux_stream("mjpeg", width=width, height=height)
    stream.disposition = Disposition.attached_pic
    packet = av.Packet(jpeg)
    packet.stream, packet.pts, packet.dts = stream, 0, 0
    container.mux(packet)


def decode_m4a(data: bytes) -> tuple[NDArray[np.float32], int]:
    """Returns the `(num_samples,)` samples in [-1, 1] of an M4A file, and their rate in Hz."""
    with av.open(io.BytesIO(data), "r") as container:
        frames = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
        sample_rate: int = container.streams.audio[0].rate
    return np.concatenate(frames).astype(np.float32), sample_rate


def _metadata(tags: Tags) -> dict[str, str]:
    texts = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": tags.date,
        "track": tags.track_of_total,
        "comment": "; ".join(filter(None, (tags.comment, tags.url))),
    }
    return {name: _text(text) for name, text in texts.items() if text}


def _text(text: str) -> str:
    return utf8(text).decode()
