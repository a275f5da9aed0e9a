"""ID3v2.4 tags, with chapters.

Written here because the libraries that write chapters are GPL. Layout: the ID3v2.4.0 structure and frames documents and
the ID3v2 chapter frame addendum 1.0 (Nilsson, Sundstrom, O'Neill).
"""

from collections.abc import Iterable, Sequence

from models.audio.tags import Chapter, Tags, utf8

_LATIN_1, _UTF8 = b"\x00", b"\x03"
_FRONT_COVER = b"\x03"
_NO_OFFSET = (0xFFFFFFFF).to_bytes(4)
_ORDERED_TOP_LEVEL = b"\x03"


def id3_tag(tags: Tags) -> bytes:
    """Returns the tag to put before an MP3 stream, the same bytes for the same tags; empty ones make no tag."""
    texts = {
        "TIT2": tags.title,
        "TPE1": tags.artist,
        "TALB": tags.album,
        "TRCK": tags.track_of_total,
        "TDRC": _timestamp(tags.date),
    }
    frames = [_text_frame(name, value) for name, value in texts.items() if value]
    if tags.iso_639_2:
        frames.append(_text_frame("TLAN", tags.iso_639_2))
    frames += [_frame("TXXX", _UTF8 + utf8(name) + b"\0" + utf8(value)) for name, value in tags.comments]
    if tags.url:
        frames.append(_frame("WOAF", tags.url.replace("\0", "").encode("latin-1", "ignore")))
    frames += _chapter_frames(tags.chapters)
    if tags.cover:
        frames.append(_frame("APIC", _LATIN_1 + b"image/jpeg\0" + _FRONT_COVER + b"\0" + tags.cover))
    body = b"".join(frames)
    if not body:
        return b""  # a tag without frames is against the standard, and libsndfile takes its file for no MP3
    return b"ID3\x04\x00\x00" + _syncsafe(len(body)) + body


def _syncsafe(number: int) -> bytes:
    """Returns 28 bits in four bytes whose highest bit is clear, so that no decoder takes them for audio."""
    return bytes((number >> shift) & 0x7F for shift in (21, 14, 7, 0))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode("ascii") + _syncsafe(len(body)) + b"\0\0" + body


def _text_frame(name: str, text: str) -> bytes:
    return _frame(name, _UTF8 + utf8(text))


def _timestamp(date: str | None) -> str | None:
    """Returns an ISO 8601 date to the second and without its zone, the only form that ID3v2.4 has."""
    return date.replace(" ", "T")[:19] if date else None


def _chapter_frames(chapters: Sequence[Chapter]) -> Iterable[bytes]:
    if not chapters:
        return
    names = [b"chapter%d\0" % index for index in range(min(len(chapters), 255))]
    yield _frame("CTOC", b"contents\0" + _ORDERED_TOP_LEVEL + bytes((len(names),)) + b"".join(names))
    for name, chapter in zip(names, chapters):
        times = b"".join(round(1000 * seconds).to_bytes(4) for seconds in (chapter.start_seconds, chapter.end_seconds))
        yield _frame("CHAP", name + times + 2 * _NO_OFFSET + _text_frame("TIT2", chapter.title))
