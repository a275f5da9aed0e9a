import pytest

from tests.extraction.pages import blocks_between, page, read
from transforms.documents import Figure, Image, text_of

URL = "https://gazette.example/news/ice"


def figure(markup: str) -> Figure:
    document = read(page(markup), url=URL)
    (block,) = [block for block in document.blocks if isinstance(block, Figure)]
    return block


def test_a_figure_has_picture_caption_and_credit():
    block = figure(
        '<figure><img src="ice.jpg" alt="People on the ice"><figcaption>The second day. '
        "<span class=credit>Photo: Ida Holm</span></figcaption></figure>"
    )
    assert [(image.url, image.alt) for image in block.images] == [
        ("https://gazette.example/news/ice.jpg", "People on the ice")
    ]
    assert text_of(block.caption) == "The second day."
    assert block.credit == "Photo: Ida Holm"


def test_a_caption_that_only_names_the_photographer_is_a_credit():
    block = figure('<figure><img src="ice.jpg"><figcaption>Photo: Ida Holm</figcaption></figure>')
    assert (block.caption, block.credit) == ((), "Photo: Ida Holm")


@pytest.mark.parametrize(
    "words", ["Pictures of the flood went round the world.", "Foto de familia del grupo EFE/ I. Holm"]
)
def test_a_caption_that_begins_with_what_it_shows_is_no_credit(words):
    block = figure(f'<figure><img src="ice.jpg"><figcaption>{words}</figcaption></figure>')
    assert (text_of(block.caption), block.credit) == (words, "")


def test_a_missing_alt_is_told_from_an_empty_one():
    (missing,) = figure('<img src="ice.jpg">').images
    (empty,) = figure('<img src="ice.jpg" alt="">').images
    assert (missing.alt, empty.alt) == (None, "")


@pytest.mark.parametrize(
    "attributes",
    [
        'src="/ice.jpg"',
        'data-src="/ice.jpg"',
        'src="data:image/gif;base64,R0lGOD" data-src="/ice.jpg"',
        'src="/img/placeholder.gif" data-lazy-src="/ice.jpg"',
        'src="data:image/gif;base64,R0lGOD" data-srcset="/ice-s.jpg 400w, /ice.jpg 800w"',
        'srcset="/ice-s.jpg 1x, /ice.jpg 2x"',
    ],
)
def test_a_lazy_picture_is_found(attributes):
    (image,) = figure(f"<img {attributes}>").images
    assert image.url == "https://gazette.example/ice.jpg"


def test_a_picture_for_readers_without_scripts_is_found():
    block = figure('<figure><img class=lazy><noscript><img src="/ice.jpg" alt="Ice"></noscript></figure>')
    assert block.images[0].url == "https://gazette.example/ice.jpg"


def test_other_sizes_are_kept():
    (image,) = figure(
        '<picture><source srcset="/ice-w.webp 900w"><img src="/ice.jpg" srcset="/ice-s.jpg 400w"></picture>'
    ).images
    assert set(image.other_urls) == {"https://gazette.example/ice-s.jpg", "https://gazette.example/ice-w.webp"}


def test_what_the_page_declares_is_kept():
    (image,) = figure(
        '<a href="/big.jpg"><img src="/ice.jpg" width="640" height="480px" class="Photo wide"></a>'
    ).images
    assert image == Image(
        "https://gazette.example/ice.jpg",
        width=640,
        height=480,
        link="https://gazette.example/big.jpg",
        hints=("photo", "wide"),
    )


def test_a_picture_inside_a_sentence_follows_its_paragraph():
    paragraph, picture = blocks_between(
        '<p>Half of the town <img src="ice.jpg" alt="Ice"> stood on the ice that day.</p>'
    )
    assert paragraph.text == "Half of the town stood on the ice that day."
    assert isinstance(picture, Figure)


def test_several_pictures_under_one_caption_are_one_figure():
    block = figure('<figure><img src="a.jpg"><img src="b.jpg"><figcaption>Two days of it.</figcaption></figure>')
    assert [image.url.rsplit("/")[-1] for image in block.images] == ["a.jpg", "b.jpg"]


def test_a_paragraph_that_calls_itself_a_caption_belongs_to_the_picture_before_it():
    block = figure('<div><img src="/ice.jpg"><p class="image-caption">The second day.</p></div>')
    assert text_of(block.caption) == "The second day."


def test_a_face_beside_a_byline_is_no_picture_of_the_article():
    document = read(
        page('<div><img class="avatar" src="/ida.jpg" width=48 height=48></div><p>It was cold all day long.</p>')
    )
    assert not any(isinstance(block, Figure) for block in document.blocks)


def test_a_broken_address_breaks_nothing():
    (image,) = figure('<img src="http://[half/ice.jpg">').images
    assert image.url == "http://[half/ice.jpg"


def test_a_picture_is_never_the_page_that_a_click_opens():
    block = figure('<img src="ice.jpg" data-url="/pictures/list?article=7">')
    assert [image.url for image in block.images] == ["https://gazette.example/news/ice.jpg"]


@pytest.mark.parametrize("names", ["category-picture", "cmp-image", "share-picture"])
def test_a_picture_of_the_article_is_kept_whatever_its_box_is_called(names):
    block = figure(f'<div class="{names}"><img src="ice.jpg" alt="Ice in the harbour"></div>')
    assert block.images[0].alt == "Ice in the harbour"


def test_a_credit_beside_a_caption_is_the_credit_alone():
    caption = '<span class="image-credit"><figcaption>The second day.</figcaption> <span class="credit">I. Holm</span>'
    block = figure(f'<figure><img src="ice.jpg">{caption}</span></figure>')
    assert (text_of(block.caption), block.credit) == ("The second day.", "I. Holm")


def test_a_caption_in_a_span_below_its_picture_is_joined_to_it():
    figure, *others = blocks_between(
        '<div class="inline-photo"><img src="/dog.jpg"><br><span class="pb-caption">A dog on the ice.</span></div>'
    )
    assert (text_of(figure.caption), others) == ("A dog on the ice.", [])


def test_a_credit_and_a_caption_below_a_picture_are_told_apart():
    box = '<img src="/dog.jpg"><div class=credit>Ida Holm / Gazette</div><div class=caption>A dog on the ice.</div>'
    (figure,) = blocks_between(f"<div>{box}</div>")
    assert isinstance(figure, Figure)
    assert (text_of(figure.caption), figure.credit) == ("A dog on the ice.", "Ida Holm / Gazette")


def test_a_line_that_repeats_the_alternative_text_is_the_caption():
    words = "Two dogs run over the ice of the harbour."
    (figure,) = blocks_between(f'<div><img src="/dog.jpg" alt="{words}"></div><p>{words}</p>')
    assert isinstance(figure, Figure)
    assert text_of(figure.caption) == words
