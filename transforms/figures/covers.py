"""The lead image of an article as the cover of its audio files.

It is made where the record's image bytes end, and stands in the output folder until the audio is encoded: a file
crosses no shuffle, its name does.
"""

import hashlib
from dataclasses import dataclass, replace

from models import storage
from models.pictures.covers import cover_of
from models.pictures.errors import PictureError
from models.pictures.sources import PictureSources, bytes_of_data_url, location_of
from transforms.composition import NarrationSettings
from transforms.composition.context import Context
from transforms.composition.judging import decorative
from transforms.counting import count
from transforms.documents import Article, Document, Image, figures_of
from transforms.figures.records import given_images, record_image_of
from transforms.figures.requests import sources_of
from transforms.figures.settings import CaptionSettings
from transforms.narrations import id_digest, safe_id

_NO_COVER = 16 * "0"


@dataclass(frozen=True)
class Covers:
    """Makes covers of lead images whose files came with the record or its page, or may be read from elsewhere."""

    sources: PictureSources
    max_pixels: int
    narration: NarrationSettings
    output: str

    @classmethod
    def of(cls, captions: CaptionSettings, narration: NarrationSettings, output: str) -> "Covers":
        """Returns what makes covers, reading where the captioner may."""
        return cls(sources_of(captions), captions.decoding.max_pixels, narration, output)

    def __call__(self, article: Article, document: Document) -> Document:
        """Returns the document with its cover; one that has none to be had is as good without."""
        image = self._lead_image(document)
        if image is None:
            return document
        try:
            jpeg = cover_of(self._data_of(image, article, document), self.max_pixels)
        except PictureError as error:
            count("narrate.covers", str(error.fault))
            return document
        count("narrate.covers", "made")
        path = cover_path(document.article_id, hashlib.sha256(jpeg).hexdigest()[:16])
        if not storage.exists(storage.join(self.output, path)):
            storage.write_bytes(storage.join(self.output, path), jpeg, "image/jpeg", durable=True)
        return replace(document, cover=path)

    def _lead_image(self, document: Document) -> Image | None:
        """Returns the first image that is no ornament; none where the article will not be narrated."""
        if document.is_truncated or self.narration.voices.voice_for(document.language) is None:
            return None
        context = Context(document, self.narration)
        images = (
            image
            for block in document.blocks
            for figure in figures_of(block)
            for image in figure.images
            if not any(decorative(image, figure, context))
        )
        return next(images, None)

    def _data_of(self, image: Image, article: Article, document: Document) -> bytes:
        """Returns the bytes of an image, or raises PictureError."""
        record_image = record_image_of(image, given_images(article))
        if record_image and record_image.data:
            return record_image.data
        if image.url in document.picture_files:
            return bytes_of_data_url(document.picture_files[image.url])
        return self.sources.read(location_of(image.url))


def cover_path(article_id: str, jpeg_digest: str = _NO_COVER) -> str:
    """Returns where a cover of an article stands, relative to the output folder; by default, one that never does."""
    digest = id_digest(article_id)
    return f"state/covers/{digest[:2]}/{safe_id(article_id)}-{digest[:16]}.{jpeg_digest}.jpg"
