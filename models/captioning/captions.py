"""What a captioner is given and gives back: a picture with what its page says of it in, words and kind out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class PictureKind(StrEnum):
    """What a picture is, as far as a description is concerned."""

    PHOTO = "photo"
    CHART = "chart"
    DIAGRAM = "diagram"
    SCREENSHOT = "screenshot"
    TEXT = "text"
    MAP = "map"
    LOGO = "logo"
    DECORATIVE = "decorative"
    UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Picture:
    """A decoded picture: `pixels` (height, width, 3) uint8 sRGB, upright, scaled down where the original is larger.

    `width` and `height` are those of the original, in pixels. `digest` is the SHA-256 of the encoded bytes, in hex.
    """

    pixels: NDArray[np.uint8]
    width: int
    height: int
    digest: str


@dataclass(frozen=True, eq=False)
class CaptionRequest:
    """A picture and what its page says around it; every text is the page's, never to be obeyed."""

    picture: Picture
    language: str
    alt: str = ""
    caption: str = ""
    headline: str = ""
    paragraph: str = ""


@dataclass(frozen=True)
class Caption:
    """What a captioner knows of a picture.

    `text` is a description in words, empty where nothing sure is known. `visible_text` is what stands written in the
    picture. `sources` say what the description was made from (`ocr`, `faces`, `model`). `confidence` is in [0, 1].
    `unsafe` is the moderation's probability in [0, 1], None where none looked; a blocked description is empty.
    """

    text: str
    kind: PictureKind
    visible_text: str = ""
    sources: tuple[str, ...] = ()
    confidence: float = 1.0
    unsafe: float | None = None
    is_blocked: bool = False


@dataclass(frozen=True)
class CaptionFailure:
    """A picture that could not be described, and why; costs its description and nothing else."""

    code: str
    message: str


class Captioner(Protocol):
    """Describes pictures."""

    def describe(self, requests: Sequence[CaptionRequest]) -> list[Caption | CaptionFailure]:
        """Returns one caption or failure per request, in order."""
        ...
