"""The descriptions of one article without a pipeline, for those who look at its script."""

import tempfile
from collections.abc import Callable
from dataclasses import replace

from models.captioning.captions import Captioner
from transforms.composition import NarrationSettings
from transforms.documents import Article, Description, Document
from transforms.figures.pictures import Known, PictureReader, description_of
from transforms.figures.records import PictureFiles
from transforms.figures.requests import requests_of
from transforms.figures.settings import CaptionSettings


def describe_article(
    article: Article,
    document: Document,
    captions: CaptionSettings,
    narration: NarrationSettings,
    load: Callable[[], Captioner],
) -> Document:
    """Returns the article's document with descriptions of its pictures; the captioner is loaded if it has any to do.

    Descriptions that an output folder holds are not used, and nothing is kept.
    """
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        files = PictureFiles.of(captions, narration, folder)
        if files is None:
            return document
        with_files = files(article, document)
        read = PictureReader(captions, folder)
        results = [read((request,)) for request in requests_of(with_files, narration, captions)]
    known = [result for result in results if isinstance(result, Known)]
    asked = [result for result in results if not isinstance(result, Known)]
    answers = load().describe([request for _, request in asked]) if asked else []
    descriptions: dict[str, Description] = {result.requests[0].url: result.description for result in known}
    for (question, _), answer in zip(asked, answers, strict=True):
        descriptions[question.requests[0].url] = description_of(question, answer, captions.model)
    return replace(document, descriptions=descriptions)
