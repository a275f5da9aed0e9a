"""A captioner that costs nothing, pictures to give it, and documents that show them."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from apache_beam.ml.inference.base import ModelHandler
from PIL import Image as Pixels
from PIL import ImageDraw

from models.captioning.captions import Caption, CaptionFailure, CaptionRequest, PictureKind
from tests.composition.building import LISTEN, document, image, inline, paragraph
from transforms.documents import Document, Figure

__all__ = ["LISTEN", "CountingHandler", "FakeCaptionHandler", "figure_of", "page_of", "png"]

COLOURS = {"red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255)}
UNDESCRIBABLE = "blue"


class FakeCaptionHandler(ModelHandler[CaptionRequest, Caption | CaptionFailure, None]):
    """Says the colour of what is in the middle of a picture; fails at blue."""

    def load_model(self) -> None:
        return None

    def run_inference(
        self, batch: Sequence[CaptionRequest], model: None, inference_args: Any = None
    ) -> list[Caption | CaptionFailure]:
        return [self._describe(request) for request in batch]

    def _describe(self, request: CaptionRequest) -> Caption | CaptionFailure:
        height, width, _ = request.picture.pixels.shape
        middle = request.picture.pixels[height // 2, width // 2].astype(int)
        name = min(COLOURS, key=lambda colour: abs(middle - COLOURS[colour]).sum())
        if name == UNDESCRIBABLE:
            return CaptionFailure("oom", "no memory for blue")
        return Caption(f"a {name} square on a white background", PictureKind.PHOTO, sources=("model",))


class CountingHandler(FakeCaptionHandler):
    """Counts in a file how many pictures it is asked about, wherever it runs."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log

    def asked(self) -> int:
        return len(self._log.read_bytes()) if self._log.exists() else 0

    def run_inference(
        self, batch: Sequence[CaptionRequest], model: None, inference_args: Any = None
    ) -> list[Caption | CaptionFailure]:
        with self._log.open("ab") as file:
            file.write(b"." * len(batch))
        return super().run_inference(batch, model, inference_args)


def png(colour: str, side: int = 300) -> bytes:
    """Returns a PNG file of a square of the colour on white."""
    drawn = Pixels.new("RGB", (side, side), "white")
    ImageDraw.Draw(drawn).rectangle([side // 5, side // 5, side - side // 5, side - side // 5], COLOURS[colour])
    file = io.BytesIO()
    drawn.save(file, "PNG")
    return file.getvalue()


def figure_of(url: str, alt: str | None = None, caption: str = "") -> Figure:
    return Figure((image(alt, url=url),), inline(caption) if caption else ())


def page_of(source: str, *urls: str) -> Document:
    """Returns a document that shows pictures after a paragraph each."""
    blocks = [block for url in urls for block in (paragraph(f"Look at number {len(url)}."), figure_of(url))]
    built = document(*blocks)
    return Document(source, source, built.title, built.blocks, built.language)
