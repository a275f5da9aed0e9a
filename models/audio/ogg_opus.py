"""Opus files with tags and chapters: the packets are libopus's, the pages around them are numbered and tagged by us.

libsndfile draws a stream's serial number at random and writes none of our tags. Layout: RFC 3533 (Ogg) and RFC 7845
(Opus in Ogg).
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from models.audio.tags import Tags
from models.audio.vorbis_comment import vorbis_comment

_SAMPLE_RATES = (8_000, 12_000, 16_000, 24_000, 48_000)
_SERIAL = (1).to_bytes(4, "little")
_CONTINUED = 0x01
_NO_PACKET_ENDS = b"\xff" * 8
_LARGEST_PAGE = 255
# Byte by byte, the same bits in reverse order: Ogg's checksum is zlib's with all bits mirrored.
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True)
class _Page:
    """A page without what numbers and proves it. `lacing` are the sizes of its segments, `position` is in samples."""

    flags: int
    position: bytes
    lacing: bytes
    body: bytes


def encode_opus(pcm: NDArray[np.int16], sample_rate: int, tags: Tags) -> bytes:
    """Returns an Opus file of `(num_samples,)` mono samples, the same bytes for the same samples and tags.

    A sample rate that Opus does not have becomes the next higher one. The bitrate is libopus's own choice for one
    voice, about 33 kbit/s at 24 kHz.
    """
    rate = next((known for known in _SAMPLE_RATES if known >= sample_rate), _SAMPLE_RATES[-1])
    samples = pcm if rate == sample_rate else soxr.resample(pcm, sample_rate, rate)
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, subtype="OPUS", format="OGG")
    head, *others = _pages(buffer.getvalue())
    audio = others[next(index for index, page in enumerate(others) if page.lacing and page.lacing[-1] < 255) + 1 :]
    pages = [head, *_paged(b"OpusTags" + vorbis_comment(tags, with_picture=True)), *audio]
    return b"".join(_numbered(page, number) for number, page in enumerate(pages))


def _pages(data: bytes) -> Iterator[_Page]:
    offset = 0
    while offset < len(data):
        lacing_end = offset + 27 + data[offset + 26]
        lacing = data[offset + 27 : lacing_end]
        end = lacing_end + sum(lacing)
        yield _Page(data[offset + 5], data[offset + 6 : offset + 14], lacing, data[lacing_end:end])
        offset = end


def _paged(packet: bytes) -> Iterator[_Page]:
    """Yields the pages of a header's packet."""
    lacing = b"\xff" * (len(packet) // 255) + bytes((len(packet) % 255,))
    for start in range(0, len(lacing), _LARGEST_PAGE):
        sizes = lacing[start : start + _LARGEST_PAGE]
        is_end = start + _LARGEST_PAGE >= len(lacing)
        body = packet[255 * start : 255 * start + sum(sizes)]
        yield _Page(_CONTINUED if start else 0, bytes(8) if is_end else _NO_PACKET_ENDS, sizes, body)


def _numbered(page: _Page, number: int) -> bytes:
    """Returns a page as it stands in the file, with its checksum."""
    start = b"OggS\0" + bytes((page.flags,)) + page.position + _SERIAL + number.to_bytes(4, "little")
    end = bytes((len(page.lacing),)) + page.lacing + page.body
    mirrored = zlib.crc32((start + bytes(4) + end).translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return start + mirrored.to_bytes(4).translate(_MIRRORED) + end
