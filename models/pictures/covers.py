"""Pictures as the covers of audio files: small JPEGs, the same bytes for the same picture."""

import io

from PIL import Image

from models.pictures.decoding import PictureLimits, decode
from models.pictures.errors import PictureError, PictureFault

_SIDE = 600  # players draw covers at most so large; about 60 kB
_SMALLEST_SIDE = 200
_QUALITY = 80


def cover_of(data: bytes, max_pixels: int) -> bytes:
    """Returns a picture as a JPEG of at most 600 by 600 pixels.

    Raises:
        PictureError: the bytes are no picture that can be decoded, or one that is too large or too small.
    """
    picture = decode(data, PictureLimits(max_pixels, _SIDE))
    if min(picture.width, picture.height) < _SMALLEST_SIDE:
        raise PictureError(PictureFault.TOO_SMALL, f"{picture.width} by {picture.height} pixels are no cover")
    file = io.BytesIO()
    Image.fromarray(picture.pixels).save(file, "JPEG", quality=_QUALITY, subsampling="4:2:0")
    return file.getvalue()
