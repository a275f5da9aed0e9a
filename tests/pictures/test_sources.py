"""Where pictures may be read from: data in the URL, files below a folder, the web where it is allowed."""

import base64
from pathlib import Path

import pytest

from models.pictures.errors import PictureError, PictureFault
from models.pictures.fetching import FetchLimits
from models.pictures.names import picture_key
from models.pictures.sources import PictureSources, location_of
from tests.pictures.hosts import PIXEL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "images" / "deep").mkdir(parents=True)
    (tmp_path / "images" / "a.gif").write_bytes(PIXEL)
    (tmp_path / "images" / "deep" / "b c.gif").write_bytes(PIXEL)
    (tmp_path / "secret.gif").write_bytes(b"secret")
    (tmp_path / "images-too").mkdir()
    (tmp_path / "images-too" / "x.gif").write_bytes(b"secret")
    (tmp_path / "images" / "link.gif").symlink_to(tmp_path / "secret.gif")
    return tmp_path / "images"


@pytest.mark.parametrize("url", ["a.gif", "./a.gif#top", "a.gif?v=2", "deep/b%20c.gif", "deep/../a.gif"])
def test_files_below_the_folder_are_read(url, folder):
    assert PictureSources(folder=str(folder)).read(url) == PIXEL


def test_a_file_is_read_by_its_whole_path_where_that_is_below_the_folder(folder):
    assert PictureSources(folder=str(folder)).read(f"file://{folder}/a.gif") == PIXEL
    assert PictureSources(folder=str(folder)).read(f"{folder}/a.gif") == PIXEL


@pytest.mark.parametrize(
    "url",
    ["../secret.gif", "%2e%2e/secret.gif", "deep/../../secret.gif", "link.gif", "/etc/passwd", "file:///etc/passwd"],
)
def test_files_outside_of_the_folder_are_not_read(url, folder):
    with pytest.raises(PictureError) as refused:
        PictureSources(folder=str(folder)).read(url)
    assert refused.value.fault is PictureFault.FORBIDDEN_URL


def test_a_folder_of_a_like_name_is_outside(folder):
    with pytest.raises(PictureError) as refused:
        PictureSources(folder=str(folder)).read(f"{folder}-too/x.gif")
    assert refused.value.fault is PictureFault.FORBIDDEN_URL


@pytest.mark.parametrize("url", ["a.gif", "file:///etc/passwd", "gs://bucket/a.gif", "http://good.example/a.gif"])
def test_without_permission_nothing_is_read(url):
    sources = PictureSources()
    assert not sources.may_hold(url)
    with pytest.raises(PictureError) as refused:
        sources.read(url)
    assert refused.value.fault is PictureFault.FORBIDDEN_URL


@pytest.mark.parametrize(
    "url", ["gs://other/a.gif", "gs://bucket/images/../secret.gif", "gs://bucket/images-too/a.gif"]
)
def test_objects_outside_of_the_folder_are_not_read(url):
    with pytest.raises(PictureError) as refused:
        PictureSources(folder="gs://bucket/images").read(url)
    assert refused.value.fault is PictureFault.FORBIDDEN_URL


def test_a_missing_file_is_unreachable_and_a_large_one_too_large(folder):
    sources = PictureSources(folder=str(folder), limits=FetchLimits(max_bytes=5))
    for url, fault in (("gone.gif", PictureFault.UNREACHABLE), ("a.gif", PictureFault.TOO_LARGE)):
        with pytest.raises(PictureError) as refused:
            sources.read(url)
        assert refused.value.fault is fault


@pytest.mark.parametrize(
    "url",
    [
        "data:image/gif;base64," + base64.b64encode(PIXEL).decode(),
        "DATA:image/gif;charset=x;base64," + base64.b64encode(PIXEL).decode().rstrip("="),
    ],
)
def test_data_in_a_url_needs_no_permission(url):
    assert PictureSources().may_hold(url)
    assert PictureSources().read(url) == PIXEL


def test_plain_data_in_a_url_is_unquoted():
    assert PictureSources().read("data:image/svg+xml,%3Csvg/%3E") == b"<svg/>"


@pytest.mark.parametrize("url", ["data:image/gif", "data:image/gif;base64,A"])
def test_broken_data_in_a_url_is_undecodable(url):
    with pytest.raises(PictureError) as refused:
        PictureSources().read(url)
    assert refused.value.fault is PictureFault.UNDECODABLE


def test_a_location_has_no_fragment():
    assert location_of("http://good.example/a.png?x=1#top") == "http://good.example/a.png?x=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example/up/lake.jpg",
        "http://x.example/up/lake.jpg#top",
        "https://x.example/up/lake-300x200.jpg",
        "https://x.example/up/lake_600x.jpg",
        "https://x.example/up/lake@2x.jpg",
        "https://x.example/up/lake-scaled.jpg",
        "https://x.example/up/lake.jpg?w=640&quality=75",
        "https://x.example/w_300,h_200,c_fill/up/lake.jpg",
        "https://x.example/300x200/up/lake.jpg",
        "https://x.example/up/300px-lake.jpg",
    ],
)
def test_sizes_of_a_picture_have_one_key(url):
    assert picture_key(url) == "//x.example/up/lake.jpg"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.example/a.jpg?id=1", "https://x.example/a.jpg?id=2"),
        ("https://x.example/2024/01/lake.jpg", "https://x.example/2024/02/lake.jpg"),
        ("https://x.example/lake-1.jpg", "https://x.example/lake-2.jpg"),
        ("https://x.example/IMG_2041.jpg", "https://x.example/IMG_2042.jpg"),
        ("https://x.example/_next/image?url=%2Fa.jpg&w=640", "https://x.example/_next/image?url=%2Fb.jpg&w=640"),
    ],
)
def test_different_pictures_have_different_keys(one, other):
    assert picture_key(one) != picture_key(other)
