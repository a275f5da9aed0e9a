"""What a picture itself shows without a captioning model: its kind, its text, a chart's course, the faces in it.

Only what is sure is said. Method: photographs are told from drawings by their pixels, drawings are read by OCR, and
each kind has its own composition. No object is named: small classifiers were wrong too often.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.captioning.captions import Caption, CaptionFailure, CaptionRequest, PictureKind
from models.captioning.charts.description import describe_chart
from models.captioning.charts.titles import title_of
from models.captioning.kinds import Look, is_ornament, kind_of
from models.captioning.moderation import UNSAFE_SCORE, Moderator, OpenNsfwModerator
from models.captioning.statistics import statistics_of
from models.captioning.text_lines import RapidReader, TextReader
from models.captioning.wording import describe_graphic, describe_text, visible_text

# Kinds that are told by name, in English, where nothing better is known.
_SAID = (PictureKind.DIAGRAM, PictureKind.SCREENSHOT, PictureKind.MAP)


@dataclass(frozen=True)
class EvidenceCaptioner:
    """Composes captions from what small models see; silent where they see nothing sure.

    Its own sentences are English; of a picture in a page of another language, only the picture's words are given.
    """

    reader: TextReader
    moderator: Moderator

    def describe(self, requests: Sequence[CaptionRequest]) -> list[Caption | CaptionFailure]:
        return [self._describe_or_fail(request) for request in requests]

    def _describe_or_fail(self, request: CaptionRequest) -> Caption | CaptionFailure:
        try:
            return self._describe(request)
        except Exception as error:  # one picture that a model cannot bear costs itself alone
            reason = str(error).partition("\n")[0]
            return CaptionFailure("engine_error", f"{type(error).__name__}: {reason}")

    def _describe(self, request: CaptionRequest) -> Caption:
        pixels = request.picture.pixels
        statistics = statistics_of(pixels)
        if is_ornament(request.picture, statistics):
            return Caption("", PictureKind.DECORATIVE)
        unsafe = self.moderator.score(pixels)
        if unsafe >= UNSAFE_SCORE:
            return Caption("", PictureKind.UNKNOWN, unsafe=unsafe, is_blocked=True)
        if statistics.is_photo:
            return Caption("", PictureKind.PHOTO, unsafe=unsafe)
        look = Look(request.picture, statistics, self.reader.read(pixels))
        return replace(_describe_drawing(request, look), unsafe=unsafe)


def _describe_drawing(request: CaptionRequest, look: Look) -> Caption:
    """Returns the caption of a picture that is no photograph."""
    kind, lines = kind_of(look), look.lines
    known = f"{request.alt} {request.caption}"
    is_english = request.language.lower().partition("-")[0] == "en"
    visible = visible_text(lines, known)
    text = ""
    if kind is PictureKind.TEXT:
        text = visible = describe_text(lines)
    elif kind is PictureKind.CHART:
        text = describe_chart(request.picture.pixels, look.statistics, lines) if is_english else ""
        visible = title_of(lines, request.picture.pixels)
    elif kind in _SAID and is_english:
        text = describe_graphic(kind, look.sure_lines, visible)
    sources = ("ocr",) if text or visible else ()
    confidence = float(np.mean([line.score for line in look.sure_lines])) if look.sure_lines else 1.0
    return Caption(text, kind, visible, sources, confidence)


def load_evidence(threads: int = 1) -> EvidenceCaptioner:
    """Returns the captioner of the embedded models."""
    return EvidenceCaptioner(RapidReader(threads), OpenNsfwModerator(threads))
