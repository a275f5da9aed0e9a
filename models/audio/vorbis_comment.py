"""Vorbis comments, the tags of FLAC and Opus, with chapters.

Layout: the Vorbis I specification, section 5; chapters as the "Chapter Extension" of Xiph's wiki has them; pictures as
RFC 9639, section 8.8.
"""

import base64
from collections.abc import Iterator

from models.audio.tags import Tags, utf8

_VENDOR = b"Narrate"
_FRONT_COVER = 3


def vorbis_comment(tags: Tags, *, with_picture: bool = False) -> bytes:
    """Returns the comment block, the same bytes for the same tags, without a framing bit.

    The cover is in it where `with_picture`: Opus has no other place for it, FLAC a block of its own.
    """
    fields = [utf8(f"{name}={text}") for name, text in _fields(tags) if text]
    if with_picture and tags.cover:
        fields.append(b"METADATA_BLOCK_PICTURE=" + base64.b64encode(picture_block(tags.cover)))
    return _counted(_VENDOR) + len(fields).to_bytes(4, "little") + b"".join(map(_counted, fields))


def _fields(tags: Tags) -> Iterator[tuple[str, str | None]]:
    yield "TITLE", tags.title
    yield "ARTIST", tags.artist
    yield "ALBUM", tags.album
    yield "DATE", tags.date
    if tags.track:
        yield "TRACKNUMBER", str(tags.track[0])
        yield "TRACKTOTAL", str(tags.track[1])
    yield "LANGUAGE", tags.language
    yield "CONTACT", tags.url
    for name, text in tags.comments:
        yield name.upper().replace(" ", "_"), text
    for number, chapter in enumerate(tags.chapters[:1000]):
        yield f"CHAPTER{number:03}", _timestamp(chapter.start_seconds)
        yield f"CHAPTER{number:03}NAME", chapter.title


def picture_block(jpeg: bytes) -> bytes:
    """Returns a front cover as FLAC has it, and Opus in a comment; sizes that the file itself tells are left at 0."""
    mime, no_description = b"image/jpeg", bytes(4)
    unknown = bytes(16)  # width, height, bits a pixel, colours of a palette
    head = _FRONT_COVER.to_bytes(4) + len(mime).to_bytes(4) + mime + no_description + unknown
    return head + len(jpeg).to_bytes(4) + jpeg


def _timestamp(seconds: float) -> str:
    minutes, milliseconds = divmod(round(1000 * seconds), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _counted(data: bytes) -> bytes:
    return len(data).to_bytes(4, "little") + data
