"""Covers: small JPEGs of large pictures."""

import io

import pytest
from PIL import Image

from models.pictures.covers import cover_of
from models.pictures.errors import PictureError, PictureFault


def picture(width: int, height: int, mode: str = "RGB", form: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.effect_noise((width, height), 80).convert(mode).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize(
    ("size", "drawn"), [((1800, 1200), (600, 400)), ((800, 2400), (200, 600)), ((300, 200), (300, 200))]
)
def test_a_cover_is_a_jpeg_of_at_most_six_hundred_pixels(size, drawn):
    with Image.open(io.BytesIO(cover_of(picture(*size), 10_000_000))) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", drawn)


def test_a_cover_of_noise_is_still_small():
    assert len(cover_of(picture(3000, 3000), 10_000_000)) < 250_000


@pytest.mark.parametrize(("mode", "form"), [("RGBA", "PNG"), ("P", "GIF"), ("L", "JPEG"), ("RGB", "WEBP")])
def test_the_same_picture_is_the_same_cover(mode, form):
    data = picture(700, 500, mode, form)
    assert cover_of(data, 10_000_000) == cover_of(data, 10_000_000)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (picture(600, 199), PictureFault.TOO_SMALL),
        (picture(1001, 1000), PictureFault.TOO_LARGE),
        (b"no picture", PictureFault.NOT_AN_IMAGE),
    ],
)
def test_what_can_be_no_cover_says_why(data, fault):
    with pytest.raises(PictureError) as raised:
        cover_of(data, 1_000_000)
    assert raised.value.fault is fault
