"""Encoded pictures to pixels, within limits that a bomb does not pass; SVG to the words that its author gave it."""

import hashlib
import io
from dataclasses import dataclass

import numpy as np
from lxml import etree
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from models.captioning.captions import Picture
from models.pictures.errors import PictureError, PictureFault

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")
_SVG_HEAD_BYTES = 1024
_SVG_MOST_BYTES = 5_000_000
_SVG_WORDS = ("title", "desc")
_LONGEST_SVG_WORDS = 600
_BITS_OF_A_BYTE = 8
_LYING = frozenset({5, 6, 7, 8})  # orientations of Exif that turn a picture by a quarter


@dataclass(frozen=True)
class PictureLimits:
    """How large a picture may be, and how large its pixels are kept: `side` is that of the longer edge, in pixels."""

    max_pixels: int = 50_000_000
    side: int = 1024


def digest_of(data: bytes) -> str:
    """Returns the name of a picture's bytes: their SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes, limits: PictureLimits) -> Picture:
    """Returns the first frame of a picture: upright, on white, in RGB, scaled down to the limit.

    Raises:
        PictureError: the bytes are no picture of a known format, a broken one, or one of too many pixels.
    """
    try:
        return _decoded(data, limits)
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError(PictureFault.NOT_AN_IMAGE, "the bytes are no picture of a known format") from error
    except Image.DecompressionBombError as error:
        raise PictureError(PictureFault.TOO_LARGE, str(error)) from error
    except MemoryError:
        raise
    except Exception as error:  # decoders of damaged files raise what they like, SyntaxError and struct.error included
        raise PictureError(PictureFault.UNDECODABLE, f"{type(error).__name__}: {error}"[:200]) from error


def _decoded(data: bytes, limits: PictureLimits) -> Picture:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        width, height = image.size
        if width * height > limits.max_pixels:  # before a pixel is read: the header alone says so
            message = f"{width} by {height} pixels are more than {limits.max_pixels}"
            raise PictureError(PictureFault.TOO_LARGE, message)
        image.seek(0)
        if image.format == "JPEG":
            image.draft("RGB", (limits.side, limits.side))
        if image.getexif().get(ExifTags.Base.Orientation, 1) in _LYING:
            width, height = height, width
        scalable = _scalable(image)
        scalable.thumbnail((limits.side, limits.side))
        pixels = np.asarray(_on_white(ImageOps.exif_transpose(scalable)))
    return Picture(pixels, width, height, digest_of(data))


def _scalable(image: Image.Image) -> Image.Image:
    """Returns a picture in a mode whose neighbouring pixels can be averaged: no palette, eight bits a channel."""
    if image.mode.startswith("I"):  # 16 bits; Pillow's own conversion would clip them
        return Image.fromarray((np.asarray(image) >> _BITS_OF_A_BYTE).clip(0, 255).astype(np.uint8))
    if "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert({"P": "RGB", "PA": "RGBA", "1": "L"}.get(image.mode, image.mode))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA"):
        return image.convert("RGB")
    opaque = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, opaque).convert("RGB")


def is_svg(data: bytes) -> bool:
    """Returns whether the bytes look like an SVG file."""
    head = data[:_SVG_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in head


def svg_words(data: bytes) -> str:
    """Returns the title and the description at the top of an SVG file, empty where there are none; draws nothing.

    Raises:
        PictureError: the file is too large, is no XML, or declares entities.
    """
    if len(data) > _SVG_MOST_BYTES:
        raise PictureError(PictureFault.TOO_LARGE, f"an SVG file of more than {_SVG_MOST_BYTES} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(PictureFault.UNDECODABLE, f"no XML: {error}"[:200]) from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and next(internal.iterentities(), None) is not None:
        raise PictureError(PictureFault.UNDECODABLE, "an SVG file that declares entities")
    if etree.QName(root).localname != "svg":
        raise PictureError(PictureFault.NOT_AN_IMAGE, "XML, but no SVG")
    words = (" ".join("".join(child.itertext()).split()) for child in root if _is_told(child))
    return ". ".join(filter(None, words))[:_LONGEST_SVG_WORDS]


def _is_told(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname in _SVG_WORDS
