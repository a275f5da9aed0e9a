"""What is to be described: the pictures of a document that its page leaves without words, where they can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from models.pictures.sources import PictureSources, location_of
from models.voices import primary_language
from transforms.composition import NarrationSettings
from transforms.composition.context import Context
from transforms.composition.figures import lacks_words
from transforms.composition.judging import caption_words
from transforms.documents import Document, Paragraph, figures_of
from transforms.figures.settings import CaptionSettings

_LONGEST_CONTEXT = 1000


@dataclass(frozen=True)
class PictureRequest:
    """A picture that a document wants described, and what its page says around it.

    `source` is the record's, `url` the picture's in its document, `language` that of the words wanted. The file is
    read from `location`: a path where `is_file`, else a URL that may lead anywhere.
    """

    source: str
    url: str
    location: str
    is_file: bool
    language: str
    alt: str
    caption: str
    headline: str
    paragraph: str


def sources_of(settings: CaptionSettings) -> PictureSources:
    """Returns where the settings allow pictures to be read from."""
    return PictureSources(settings.fetch_images, settings.image_folder, settings.user_agent, settings.fetching)


def requests_of(document: Document, narration: NarrationSettings, captions: CaptionSettings) -> list[PictureRequest]:
    """Returns the pictures of a document that are worth describing and may be read, each once.

    None where the article will not be narrated.
    """
    if document.is_truncated or narration.voices.voice_for(document.language) is None:
        return []
    requests = _requests(Context(document, narration), sources_of(captions))
    return list(islice({request.url: request for request in requests}.values(), captions.most_pictures))


def _requests(context: Context, sources: PictureSources) -> Iterator[PictureRequest]:
    document, paragraph = context.document, ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            paragraph = block.text
        for figure in figures_of(block):
            for image in figure.images:
                file = document.picture_files.get(image.url)
                if (file or sources.may_hold(image.url)) and lacks_words(image, figure, context):
                    yield PictureRequest(
                        source=document.source,
                        url=image.url,
                        location=file or location_of(image.url),
                        is_file=file is not None,
                        language=primary_language(document.language),
                        alt=(image.alt or "")[:_LONGEST_CONTEXT],
                        caption=caption_words(figure)[:_LONGEST_CONTEXT],
                        headline=document.title[:_LONGEST_CONTEXT],
                        paragraph=paragraph[:_LONGEST_CONTEXT],
                    )
