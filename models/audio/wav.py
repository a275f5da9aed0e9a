"""WAV files with tags and chapters: an INFO list and cue points for editors, an ID3 tag for players.

Layout: "Multimedia Programming Interface and Data Specifications 1.0" (IBM, Microsoft, 1991).
"""

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.audio.id3 import id3_tag
from models.audio.tags import Chapter, Tags, utf8

_PCM, _MONO, _BYTES_PER_SAMPLE = 1, 1, 2
_LARGEST_FILE = (1 << 32) - 1


def encode_wav(pcm: NDArray[np.int16], sample_rate: int, tags: Tags) -> bytes:
    """Returns a WAV file of `(num_samples,)` mono samples, the same bytes for the same samples and tags.

    Raises ValueError for more than 4 GB, which the format cannot count.
    """
    bytes_per_second, bits = sample_rate * _BYTES_PER_SAMPLE, 8 * _BYTES_PER_SAMPLE
    chunks = [
        _chunk(b"fmt ", struct.pack("<HHIIHH", _PCM, _MONO, sample_rate, bytes_per_second, _BYTES_PER_SAMPLE, bits)),
        _chunk(b"data", pcm.astype("<i2").tobytes()),
        _info(tags),
        *_cue_points(tags.chapters, sample_rate),
        _chunk(b"id3 ", id3_tag(tags)),
    ]
    body = b"WAVE" + b"".join(chunks)
    if len(body) > _LARGEST_FILE:
        raise ValueError(f"{len(pcm) / sample_rate / 3600:.1f} hours are more than a WAV file holds")
    return _chunk(b"RIFF", body)


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)


def _info(tags: Tags) -> bytes:
    texts = {
        b"INAM": tags.title,
        b"IART": tags.artist,
        b"IPRD": tags.album,
        b"ICRD": tags.date,
        b"IPRT": tags.track_of_total,
        b"ILNG": tags.iso_639_2,
        b"ICMT": tags.comment,
    }
    fields = [_chunk(name, utf8(text) + b"\0") for name, text in texts.items() if text]
    return _chunk(b"LIST", b"INFO" + b"".join(fields))


def _cue_points(chapters: Sequence[Chapter], sample_rate: int) -> list[bytes]:
    """Returns a cue point at the start of each chapter, and their labels."""
    if not chapters:
        return []
    starts = [round(chapter.start_seconds * sample_rate) for chapter in chapters]
    points = [struct.pack("<II4sIII", n, start, b"data", 0, 0, start) for n, start in enumerate(starts, start=1)]
    labels = [
        _chunk(b"labl", n.to_bytes(4, "little") + utf8(chapter.title) + b"\0")
        for n, chapter in enumerate(chapters, start=1)
    ]
    cues = _chunk(b"cue ", len(points).to_bytes(4, "little") + b"".join(points))
    return [cues, _chunk(b"LIST", b"adtl" + b"".join(labels))]
