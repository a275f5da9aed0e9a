"""FLAC files with tags and chapters: the frames are libsndfile's, the comment block is ours.

Layout: RFC 9639, section 8.
"""

import io

import numpy as np
import soundfile
from numpy.typing import NDArray

from models.audio.tags import Tags
from models.audio.vorbis_comment import picture_block, vorbis_comment

_MAGIC = b"fLaC"
_STREAM_INFO, _VORBIS_COMMENT, _PICTURE = 0, 4, 6
_LAST_BLOCK = 0x80
_LARGEST_BLOCK = (1 << 24) - 1


def encode_flac(pcm: NDArray[np.int16], sample_rate: int, tags: Tags) -> bytes:
    """Returns a FLAC file of `(num_samples,)` mono samples, the same bytes for the same samples and tags.

    Raises ValueError for tags of more than 16 MB, which the format has no room for.
    """
    comment = vorbis_comment(tags)
    if len(comment) > _LARGEST_BLOCK:
        raise ValueError(f"{len(comment)} bytes of tags are more than a FLAC file holds")
    buffer = io.BytesIO()
    soundfile.write(buffer, pcm, sample_rate, subtype="PCM_16", format="FLAC")
    data = buffer.getvalue()
    stream_info, frames = _split(data)
    blocks = [(_STREAM_INFO, stream_info), (_VORBIS_COMMENT, comment)]
    if tags.cover:
        blocks.append((_PICTURE, picture_block(tags.cover)))
    *others, (last, body) = blocks
    return b"".join((_MAGIC, *(_block(*block) for block in others), _block(last | _LAST_BLOCK, body), frames))


def _block(kind: int, body: bytes) -> bytes:
    return bytes((kind,)) + len(body).to_bytes(3) + body


def _split(data: bytes) -> tuple[bytes, bytes]:
    """Returns the stream's properties and its frames, without the other metadata."""
    stream_info, offset, is_last = b"", len(_MAGIC), False
    while not is_last:
        kind, end = data[offset] & 0x7F, offset + 4 + int.from_bytes(data[offset + 1 : offset + 4])
        if kind == _STREAM_INFO:
            stream_info = data[offset + 4 : end]
        is_last, offset = bool(data[offset] & _LAST_BLOCK), end
    return stream_info, data[offset:]
