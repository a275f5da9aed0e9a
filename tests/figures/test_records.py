"""Images that come with a record: joined to those of its page, their files put aside."""

import base64
from pathlib import Path

import pytest

from models.pictures.decoding import digest_of
from tests.composition.building import FILLER
from tests.figures.captioners import LISTEN, png
from transforms.documents import Article, Description, Document, Image, RecordImage, figures_of, text_of
from transforms.extraction import ExtractionLimits
from transforms.figures.kept import KeptPictures
from transforms.figures.records import PictureFiles, extract_with_images
from transforms.figures.settings import CaptionSettings

URL = "https://gazette.example/news/story"


def article(figure: str, *images: RecordImage) -> Article:
    page = f"<article><h1>Story</h1><p>{FILLER}</p>{figure}<p>{FILLER.replace('town', 'city')}</p></article>"
    return Article("one", "one", html=page, url=URL, language="en", images=images)


def read(figure: str, *images: RecordImage) -> Document:
    return extract_with_images(article(figure, *images), ExtractionLimits())


def only(document: Document) -> tuple[Image, str]:
    """Returns the only image of a document and its caption."""
    (figure,) = [figure for block in document.blocks for figure in figures_of(block)]
    (image,) = figure.images
    return image, text_of(figure.caption)


@pytest.mark.parametrize(
    "url",
    [
        "/a.png",
        "https://gazette.example/a.png",
        "https://gazette.example/a-1200x800.png",
        "//gazette.example/a.png?w=9",
    ],
)
def test_a_record_names_the_image_of_its_page_in_any_size_and_form(url):
    image, caption = only(read("<figure><img src='/a-600x400.png'></figure>", RecordImage(url, "Ice", "The lake.")))
    assert (image.url, image.alt, caption) == ("https://gazette.example/a-600x400.png", "Ice", "The lake.")


def test_words_of_the_page_go_before_those_of_the_record():
    figure = "<figure><img src='/a.png' alt='A mill'><figcaption>Since 1790.</figcaption></figure>"
    image, caption = only(read(figure, RecordImage("/a.png", "Ice", "The lake.")))
    assert (image.alt, caption) == ("A mill", "Since 1790.")


def test_words_of_other_images_are_not_used():
    image, caption = only(read("<figure><img src='/a.png'></figure>", RecordImage("/b.png", "Ice", "The lake.")))
    assert (image.alt, caption) == (None, "")


def test_an_image_in_a_list_is_found():
    figure = "<ul><li>First, look at the lake in winter.<figure><img src='/a.png'></figure></li><li>Then go.</li></ul>"
    image, caption = only(read(figure, RecordImage("/a.png", "Ice on the lake")))
    assert (image.alt, caption) == ("Ice on the lake", "")


@pytest.fixture
def files(tmp_path: Path) -> PictureFiles:
    put_aside = PictureFiles.of(CaptionSettings("fake", "1"), LISTEN, str(tmp_path))
    assert put_aside is not None
    return put_aside


def test_a_file_that_is_worth_describing_is_put_aside(files, tmp_path):
    record = article("<figure><img src='/a.png'></figure>", RecordImage("/a.png", data=png("red")))
    document = files(record, extract_with_images(record, ExtractionLimits()))
    (path,) = document.picture_files.values()
    assert Path(path).read_bytes() == png("red")
    assert list(document.picture_files) == ["https://gazette.example/a.png"]
    assert Path(path).is_relative_to(tmp_path / "state" / "pictures")


def test_a_file_waits_again_where_its_description_was_cut_off(files, tmp_path):
    record = article("<figure><img src='/a.png'></figure>", RecordImage("/a.png", data=png("red")))
    files.kept.write(digest_of(png("red")), "en", Description(text="Red"))
    document = extract_with_images(record, ExtractionLimits())
    files(record, document)
    assert list(tmp_path.rglob("*.picture")) == []
    [description] = tmp_path.rglob("*.json")
    description.write_bytes(description.read_bytes()[:20])
    files(record, document)
    assert [path.read_bytes() for path in tmp_path.rglob("*.picture")] == [png("red")]


def test_a_file_that_nobody_will_describe_is_not(files, tmp_path):
    record = article(
        "<figure><img src='/a.png' alt='The mayor with a loaf of bread'></figure><img src='/icons/b.png'>",
        RecordImage("/a.png", data=png("red")),
        RecordImage("/icons/b.png", data=png("red")),
    )
    assert files(record, extract_with_images(record, ExtractionLimits())).picture_files == {}
    assert list(tmp_path.rglob("*.picture")) == []


def test_a_record_may_say_where_in_a_bucket_a_picture_stands(files):
    record = article("<figure><img src='gs://bucket/a.png'></figure>", RecordImage("gs://bucket/a.png"))
    document = files(record, extract_with_images(record, ExtractionLimits()))
    assert document.picture_files == {"gs://bucket/a.png": "gs://bucket/a.png"}


def test_a_page_alone_may_not(files):
    record = article("<figure><img src='gs://bucket/a.png'></figure>")
    assert files(record, extract_with_images(record, ExtractionLimits())).picture_files == {}


def test_without_a_captioner_nothing_is_put_aside(tmp_path):
    assert PictureFiles.of(CaptionSettings(), LISTEN, str(tmp_path)) is None


def test_only_files_of_its_own_are_removed(tmp_path):
    kept, other = KeptPictures(str(tmp_path), "fake"), tmp_path / "other.png"
    other.write_bytes(b"a picture")
    path = kept.put_file(b"a file", "en")
    for written in (path, str(other)):
        kept.drop_file(written)
    assert other.exists()
    assert not Path(path).exists()


def data_url(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


def test_a_picture_that_stands_in_its_page_gets_a_short_name():
    long_url = data_url(png("red") + bytes(4_000))
    document = read(f"<figure><img src='{long_url}'></figure>")
    image, _ = only(document)
    assert image.url.startswith("data:image/png;sha256=")
    assert document.picture_files == {image.url: long_url}


@pytest.mark.parametrize("markup", ["<img src='{short}' data-src='/a.png'>", "<img src='{long}' data-src='/a.png'>"])
def test_a_preview_in_the_page_does_not_stand_for_the_picture(markup):
    markup = markup.format(short=data_url(b"blurred"), long=data_url(bytes(5_000)))
    image, _ = only(read(f"<figure>{markup}</figure>"))
    assert (image.url, image.other_urls) == ("https://gazette.example/a.png", ())
