"""The images that came with a record, joined to the document that was read from its page."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from models import storage
from models.pictures.errors import PictureError
from models.pictures.names import picture_key
from models.pictures.sources import bytes_of_data_url
from models.voices import primary_language
from transforms.composition import NarrationSettings
from transforms.composition.context import Context
from transforms.composition.figures import lacks_words
from transforms.documents import (
    Article,
    Block,
    Document,
    Figure,
    Image,
    ListBlock,
    Quote,
    RecordImage,
    Span,
    figures_of,
)
from transforms.extraction import ExtractionLimits, extract_document
from transforms.figures.kept import KeptPictures
from transforms.figures.settings import NO_CAPTIONER, CaptionSettings


def extract_with_images(article: Article, limits: ExtractionLimits) -> Document:
    """Returns the main content of a record's page, with what the record says of its images.

    Alternative texts and captions of the record stand in for those that the page lacks. A plain text shows no picture:
    its record's images stand at its end.

    Raises:
        SkipArticleError, ArticleError: as extraction does.
    """
    document = _with_short_urls(extract_document(replace(article, images=()), limits))
    if article.text is not None:
        return replace(document, blocks=(*document.blocks, *map(_figure_of, article.images)))
    given = given_images(article)
    return _with_figures(document, lambda figure: _completed(figure, given)) if given else document


def _with_short_urls(document: Document) -> Document:
    """Returns a document in which pictures that stand in their URLs have short ones; `picture_files` has the long."""
    long_urls: dict[str, str] = {}

    def shortened(image: Image) -> Image:
        if not image.url.startswith("data:"):
            return image
        digest = hashlib.sha256(image.url.encode("utf-8", "replace")).hexdigest()
        url = f"{image.url.partition(';')[0]};sha256={digest[:16]}"
        long_urls[url] = image.url
        return replace(image, url=url)

    short = _with_figures(document, lambda figure: replace(figure, images=tuple(map(shortened, figure.images))))
    return replace(short, picture_files=long_urls) if long_urls else document


@dataclass(frozen=True)
class PictureFiles:
    """Puts aside, in the output folder, the picture files inside a record that are worth describing."""

    kept: KeptPictures
    narration: NarrationSettings

    @classmethod
    def of(cls, captions: CaptionSettings, narration: NarrationSettings, output: str) -> "PictureFiles | None":
        """Returns what puts files aside for a captioner, or None where there is none."""
        if captions.captioner == NO_CAPTIONER:
            return None
        return cls(KeptPictures(output, captions.model), narration)

    def __call__(self, article: Article, document: Document) -> Document:
        """Returns the document, which knows where the files of its pictures stand; none of them stands in a URL."""
        given = given_images(article)
        if not (given or document.picture_files):
            return document
        return replace(document, picture_files=dict(self._files(given, Context(document, self.narration))))

    def _files(self, given: dict[str, RecordImage], context: Context) -> Iterator[tuple[str, str]]:
        for block in context.document.blocks:
            for figure in figures_of(block):
                for image in figure.images:
                    file = self._file_of(image, given, context) if lacks_words(image, figure, context) else None
                    if file is not None:
                        yield image.url, file

    def _file_of(self, image: Image, given: dict[str, RecordImage], context: Context) -> str | None:
        """Returns where the file of an image stands, if the record or the page brought it along."""
        record_image = record_image_of(image, given)
        embedded = context.document.picture_files.get(image.url)
        try:
            data = bytes_of_data_url(embedded) if embedded else record_image and record_image.data
        except PictureError:
            return None
        if data:
            return self.kept.put_file(data, primary_language(context.language))
        return record_image.url if record_image and storage.is_remote(record_image.url) else None


def given_images(article: Article) -> dict[str, RecordImage]:
    """Returns the images of a record by what identifies them; of equal ones, the first."""
    return {picture_key(urljoin(article.url or "", image.url)): image for image in reversed(article.images)}


def record_image_of(image: Image, given: dict[str, RecordImage]) -> RecordImage | None:
    """Returns what the record has of an image of its page, in whichever size the page shows it."""
    return next((given[key] for key in map(picture_key, (image.url, *image.other_urls)) if key in given), None)


def _figure_of(image: RecordImage) -> Figure:
    return Figure((Image(image.url, alt=image.alt),), (Span(image.caption),) if image.caption else ())


def _completed(figure: Figure, given: dict[str, RecordImage]) -> Figure:
    """Returns a figure with the words of the record where it has none of its own."""
    found = [record_image_of(image, given) for image in figure.images]
    images = tuple(
        replace(image, alt=record_image.alt) if record_image and record_image.alt and not image.alt else image
        for image, record_image in zip(figure.images, found, strict=True)
    )
    captions = [record_image.caption for record_image in found if record_image and record_image.caption]
    if figure.text.strip() or len(images) > 1 or not captions:
        return replace(figure, images=images)
    return replace(figure, images=images, caption=(Span(captions[0]),))


def _with_figures(document: Document, change: Callable[[Figure], Figure]) -> Document:
    """Returns a document in which every figure is changed."""
    return replace(document, blocks=tuple(_changed(block, change) for block in document.blocks))


def _changed(block: Block, change: Callable[[Figure], Figure]) -> Block:
    match block:
        case Figure():
            return change(block)
        case Quote():
            return replace(block, blocks=tuple(_changed(inner, change) for inner in block.blocks))
        case ListBlock():
            items = (
                replace(item, children=tuple(_changed(child, change) for child in item.children))
                for item in block.items
            )
            return replace(block, items=tuple(items))
        case _:
            return block
