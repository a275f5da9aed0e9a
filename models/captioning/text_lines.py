"""The text that stands in a picture, line by line, and where."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from rapidocr import RapidOCR

from models.captioning.statistics import Pixels

# A line below this score is evidence that something is written there, and no more.
SURE_SCORE = 0.9
# The detector sees the shorter side at this many pixels; more cost time and find no more of a web picture's text.
_DETECTED_SIDE = 640
# What dots and markers before a label are read as.
BULLETS = "●•·○◦◆■▪►* "
_SIDEWAYS_RATIO = 1.5
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))


@dataclass(frozen=True)
class TextLine:
    """A line of text in a picture, its score in [0, 1], its box in pixels; a sideways one reads from below to above."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float
    is_sideways: bool = False

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE_SCORE

    @property
    def is_closed(self) -> bool:
        """Whether there is a bracket for each bracket: else the line was read in part."""
        return all(self.text.count(opening) == self.text.count(closing) for opening, closing in _BRACKETS)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box, x and y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class TextReader(Protocol):
    """Reads the text in a picture."""

    def read(self, pixels: Pixels) -> list[TextLine]:
        """Returns the lines from above to below, unsure ones too."""
        ...


class RapidReader:
    """Reads with the models that come in the package rapidocr (PP-OCRv6, small), on the CPU.

    Several threads may share one instance; they take turns.
    """

    def __init__(self, threads: int = 1) -> None:
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.text_score": 0.0,
                "Global.use_cls": False,  # it turns "60" into "09"
                "Det.limit_side_len": _DETECTED_SIDE,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
        self._lock = threading.Lock()

    def read(self, pixels: Pixels) -> list[TextLine]:
        bgr = np.ascontiguousarray(pixels[:, :, ::-1])
        with self._lock:
            found = self._engine(bgr, use_det=True, use_cls=False, use_rec=True)
            if found.boxes is None:
                return []
            return [
                self._line(bgr, box, text, float(score))
                for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
            ]

    def _line(self, bgr: Pixels, box: Sequence[Sequence[float]], text: str, score: float) -> TextLine:
        (left, top), (right, bottom) = np.min(box, axis=0), np.max(box, axis=0)
        line = TextLine(text.strip(), score, float(left), float(top), float(right), float(bottom))
        if line.height < _SIDEWAYS_RATIO * line.width or len(text) < 2:
            return line
        return self._read_sideways(bgr, line)

    def _read_sideways(self, bgr: Pixels, line: TextLine) -> TextLine:
        """Returns a line of an upright box as it reads from below, which the engine reads from above."""
        rows = slice(max(int(line.top), 0), int(line.bottom) + 1)
        columns = slice(max(int(line.left), 0), int(line.right) + 1)
        crop = np.ascontiguousarray(np.rot90(bgr[rows, columns], k=-1))
        found = self._engine(crop, use_det=False, use_cls=False, use_rec=True)
        text, score = (found.txts[0], float(found.scores[0])) if found.txts else ("", 0.0)
        return TextLine(text.strip(), score, line.left, line.top, line.right, line.bottom, is_sideways=True)
