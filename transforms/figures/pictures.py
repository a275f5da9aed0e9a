"""One picture on its way to a description: read, decoded, asked about, answered."""

from dataclasses import dataclass

from models.captioning.captions import Caption, CaptionFailure, CaptionRequest
from models.pictures.decoding import decode, digest_of, is_svg, svg_words
from models.pictures.errors import PictureError
from models.pictures.sources import read_file
from transforms.documents import Description
from transforms.figures.kept import KeptPictures
from transforms.figures.requests import PictureRequest, sources_of
from transforms.figures.settings import CaptionSettings

Requests = tuple[PictureRequest, ...]


@dataclass(frozen=True)
class Question:
    """A picture that is being described in a language, without its pixels, and the documents that wait for it.

    `width` and `height` are those of the file, in pixels. `file` is to be removed when the answer is kept.
    """

    digest: str
    width: int
    height: int
    language: str
    requests: Requests
    file: str | None = None


@dataclass(frozen=True)
class Known:
    """A description that needs no captioner, and the documents that wait for it."""

    requests: Requests
    description: Description


Asked = tuple[Question, CaptionRequest]


class PictureReader:
    """Reads and decodes the picture that some documents share.

    A picture that was described before is not decoded; one that cannot be had is described by its fault.
    """

    def __init__(self, captions: CaptionSettings, output: str) -> None:
        self._sources = sources_of(captions)
        self._limits = captions.decoding
        self._kept = KeptPictures(output, captions.model)

    def __call__(self, requests: Requests) -> Known | Asked:
        try:
            return self._known_or_asked(requests)
        except PictureError as error:
            return Known(requests, Description(fault=str(error.fault)))

    def _known_or_asked(self, requests: Requests) -> Known | Asked:
        """Returns the picture's description or what is to be asked; the page of the first document is its context."""
        first = requests[0]
        digest = self._kept.digest_in(first.location) if first.is_file else None
        known = self._kept.read(digest, first.language) if digest else None
        if known is not None:
            return Known(requests, known)
        data = self._data_of(first)
        if is_svg(data):
            return Known(requests, Description(text=svg_words(data), sources=("svg",)))
        known = self._kept.read(digest_of(data), first.language)
        if known is not None:
            return Known(requests, known)
        picture = decode(data, self._limits)
        file = first.location if first.is_file else None
        question = Question(picture.digest, picture.width, picture.height, first.language, requests, file)
        return question, CaptionRequest(
            picture, first.language, first.alt, first.caption, first.headline, first.paragraph
        )

    def _data_of(self, request: PictureRequest) -> bytes:
        if request.is_file:
            return read_file(request.location, self._sources.limits.max_bytes)
        return self._sources.read(request.location)


def description_of(question: Question, caption: Caption | CaptionFailure, model: str) -> Description:
    """Returns what a captioner said of a picture, for its documents."""
    if isinstance(caption, CaptionFailure):
        return Description(width=question.width, height=question.height, fault=caption.code)
    return Description(
        kind=caption.kind,
        text=caption.text,
        visible_text=caption.visible_text,
        sources=caption.sources,
        confidence=caption.confidence,
        is_blocked=caption.is_blocked,
        model=model,
        width=question.width,
        height=question.height,
    )
