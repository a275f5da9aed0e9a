"""Encoded pictures of every kind, and files that are none."""

import io
import struct
import zlib
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from models.pictures.decoding import PictureLimits, decode, digest_of, is_svg, svg_words
from models.pictures.errors import PictureError, PictureFault

LIMITS = PictureLimits()
SMALL = PictureLimits(max_pixels=1_000_000)
ROTATED = 6  # of Exif's orientations: to be turned by a quarter, clockwise


def encoded(image: Image.Image, file_format: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def halves(mode: str = "RGB") -> Image.Image:
    """Returns a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (80, 40), (255, 0, 0))
    image.paste((0, 0, 255), (40, 0, 80, 40))
    return image.convert(mode)


def exif(orientation: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags


def png_header(width: int, height: int, data: bytes = b"") -> bytes:
    """Returns a PNG file that says that it has these sides, whatever its data hold."""
    chunks = b""
    for name, content in ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", data)):
        chunks += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    "data",
    [
        encoded(halves(), "PNG"),
        encoded(halves(), "JPEG", quality=95),
        encoded(halves("CMYK"), "JPEG", quality=95),
        encoded(halves(), "WEBP", lossless=True),
        encoded(halves(), "AVIF", quality=95),
        encoded(halves(), "BMP"),
        encoded(halves("P"), "GIF"),
        encoded(halves("P"), "PNG"),
        encoded(halves("RGBA"), "PNG"),
        encoded(halves(), "GIF", save_all=True, append_images=[Image.new("RGB", (80, 40), "green")]),
        encoded(halves(), "WEBP", lossless=True, save_all=True, append_images=[Image.new("RGB", (80, 40), "green")]),
    ],
    ids=["png", "jpeg", "cmyk", "webp", "avif", "bmp", "gif", "palette", "alpha", "animated-gif", "animated-webp"],
)
def test_a_picture_of_every_format_is_decoded_to_its_first_frame(data):
    picture = decode(data, LIMITS)
    assert (picture.pixels.shape, picture.pixels.dtype) == ((40, 80, 3), np.uint8)
    assert (picture.width, picture.height, picture.digest) == (80, 40, digest_of(data))
    assert np.abs(picture.pixels[20, 10].astype(int) - (255, 0, 0)).max() < 40
    assert np.abs(picture.pixels[20, 70].astype(int) - (0, 0, 255)).max() < 40


def test_a_rotated_picture_is_turned_upright():
    picture = decode(encoded(halves(), "JPEG", exif=exif(ROTATED), quality=95), LIMITS)
    assert (picture.pixels.shape, picture.width, picture.height) == ((80, 40, 3), 40, 80)
    assert picture.pixels[5, 20, 0] > 200
    assert picture.pixels[75, 20, 2] > 200


@pytest.mark.parametrize(
    "image",
    [Image.new("RGBA", (200, 200), (0, 0, 0, 0)), Image.new("LA", (200, 200), (0, 0))],
    ids=["RGBA", "LA"],
)
def test_what_is_transparent_is_white(image):
    assert (decode(encoded(image, "PNG"), LIMITS).pixels == 255).all()


def test_a_transparent_colour_of_a_palette_is_white():
    data = encoded(Image.new("P", (200, 200), 0), "PNG", transparency=0)
    assert (decode(data, LIMITS).pixels == 255).all()


def test_sixteen_bits_become_eight_without_clipping():
    grey = Image.fromarray(np.full((60, 60), 0x8000, np.uint16))
    assert (decode(encoded(grey, "PNG"), LIMITS).pixels == 0x80).all()


@pytest.mark.parametrize("mode", ["1", "L"])
def test_pictures_without_colour_have_three_equal_channels(mode):
    picture = decode(encoded(halves().convert(mode), "PNG"), LIMITS)
    assert (picture.pixels[..., :1] == picture.pixels).all()


def test_a_large_picture_is_scaled_down_and_its_size_kept():
    picture = decode(encoded(Image.new("RGB", (3000, 1500)), "JPEG"), LIMITS)
    assert picture.pixels.shape == (512, 1024, 3)
    assert (picture.width, picture.height) == (3000, 1500)


@pytest.mark.parametrize("size", [(30_000, 30_000), (9_000, 9_000), (1_000_001, 1)])
def test_a_bomb_is_refused_by_its_header(size):
    with pytest.raises(PictureError) as refused:
        decode(png_header(*size), SMALL)
    assert refused.value.fault is PictureFault.TOO_LARGE


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP"])
def test_a_bomb_of_every_format_is_refused(file_format):
    data = encoded(Image.new("RGB", (2000, 2000)), file_format)
    with pytest.raises(PictureError) as refused:
        decode(data, SMALL)
    assert refused.value.fault is PictureFault.TOO_LARGE


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_a_truncated_file_is_an_error_of_its_own(file_format, share):
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (90, 90, 3), np.uint8))
    data = encoded(noise, file_format)
    with pytest.raises(PictureError) as refused:
        decode(data[: int(share * len(data))], LIMITS)
    assert refused.value.fault in (PictureFault.UNDECODABLE, PictureFault.NOT_AN_IMAGE)


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>404</body></html>", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"%PDF-1.7", b"PK\x03\x04", bytes(1000)],
    ids=["empty", "html", "eps", "pdf", "zip", "zeros"],
)
def test_files_of_other_kinds_are_no_pictures(data):
    with pytest.raises(PictureError) as refused:
        decode(data, LIMITS)
    assert refused.value.fault is PictureFault.NOT_AN_IMAGE


def test_a_picture_with_false_data_is_undecodable():
    with pytest.raises(PictureError) as refused:
        decode(png_header(64, 64, b"no zlib stream"), LIMITS)
    assert refused.value.fault is PictureFault.UNDECODABLE


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20">%s<path d="M0 0"/></svg>'


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (b"<title>A  bridge\n</title><desc>It spans <b>the</b> river</desc>", "A bridge. It spans the river"),
        (b"<title>A bridge</title>", "A bridge"),
        (b"<g><title>A bolt of the bridge</title></g>", ""),
        (b"<script>alert(1)</script>", ""),
    ],
)
def test_of_an_svg_file_its_own_words_are_read(inside, words):
    data = b'\xef\xbb\xbf<?xml version="1.0"?>\n' + SVG % inside
    assert is_svg(data)
    assert svg_words(data) == words


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><title>&x;</title></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><svg><title>&b;</title></svg>',
        b"<svg><title>cut off",
        b"<html><svg></svg></html>",
        b"<svg>" + b" " * 5_000_001 + b"</svg>",
    ],
    ids=["external", "entities", "cut", "html", "large"],
)
def test_an_svg_file_with_entities_or_of_another_kind_is_refused(data):
    assert is_svg(data)
    with pytest.raises(PictureError):
        svg_words(data)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n<svg", b"text about <svg>"])
def test_other_files_are_no_svg(data):
    assert not is_svg(data)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM", b"RIFF\0\0\0\0WEBP"]),
)
@settings(max_examples=300)
def test_no_bytes_lead_to_another_error(data, head):
    with suppress(PictureError):
        assert decode(head + data, SMALL).pixels.ndim == 3
    with suppress(PictureError):
        assert isinstance(svg_words(b"<svg>" + data + b"</svg>"), str)


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_no_damage_to_a_picture_leads_to_another_error(seed):
    random = np.random.default_rng(seed)
    data = bytearray(encoded(halves(), str(random.choice(["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP"]))))
    for place in random.integers(0, len(data), 4):
        data[place] = int(random.integers(256))
    with suppress(PictureError):
        assert decode(bytes(data), SMALL).pixels.dtype == np.uint8
