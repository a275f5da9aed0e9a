"""Pictures of every kind, drawn with Pillow: what they show is known, and equal seeds draw equal pixels."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from models.captioning.captions import CaptionRequest, Picture

INK, GRID = "#222222", "#dddddd"
BLUE, ORANGE, GREEN, RED = "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728"
_OVERSIZE = 2  # Pillow does not smooth its lines; drawing large and halving does


@dataclass(frozen=True)
class Frame:
    """Where a chart's plot stands in its picture, and what its axes reach from and to."""

    width: int = 640
    height: int = 400
    left: int = 70
    top: int = 60
    right: int = 610
    bottom: int = 340
    low: float = 0.0
    high: float = 100.0
    step: float = 20.0

    def row(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


class Canvas:
    """A picture that is drawn at twice its size."""

    def __init__(self, width: int, height: int, colour: str = "white") -> None:
        self.image = Image.new("RGB", (width * _OVERSIZE, height * _OVERSIZE), colour)
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: str, size: int = 14, anchor: str = "lm", colour: str = INK) -> None:
        font = ImageFont.load_default(size * _OVERSIZE)
        self._draw.text((x * _OVERSIZE, y * _OVERSIZE), text, fill=colour, font=font, anchor=anchor)

    def upright_text(self, x: float, y: float, text: str, size: int = 14) -> None:
        """Writes from below to above, the middle of the words at the place given."""
        font = ImageFont.load_default(size * _OVERSIZE)
        left, top, right, bottom = font.getbbox(text)
        label = Image.new("RGB", (int(right - left) + 8, int(bottom - top) + 8), "white")
        ImageDraw.Draw(label).text((4 - left, 4 - top), text, fill=INK, font=font)
        label = label.rotate(90, expand=True)
        self.image.paste(label, (int(x * _OVERSIZE - label.width / 2), int(y * _OVERSIZE - label.height / 2)))

    def line(self, points: Sequence[tuple[float, float]], colour: str = INK, width: int = 1) -> None:
        scaled = [(x * _OVERSIZE, y * _OVERSIZE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=width * _OVERSIZE, joint="curve")

    def box(
        self, left: float, top: float, right: float, bottom: float, colour: str, outline: str | None = None
    ) -> None:
        self._draw.rectangle([side * _OVERSIZE for side in (left, top, right, bottom)], fill=colour, outline=outline)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        self._draw.ellipse([side * _OVERSIZE for side in (x - radius, y - radius, x + radius, y + radius)], fill=colour)

    def polygon(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        self._draw.polygon([(x * _OVERSIZE, y * _OVERSIZE) for x, y in points], fill=colour)

    def slice(self, x: float, y: float, radius: float, start: float, end: float, colour: str) -> None:
        box = [side * _OVERSIZE for side in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.pieslice(box, start, end, fill=colour)

    def done(self) -> Image.Image:
        width, height = self.image.size
        return self.image.resize((width // _OVERSIZE, height // _OVERSIZE), Image.Resampling.LANCZOS)


def _axes(frame: Frame, title: str, suffix: str = "") -> Canvas:
    """Returns a canvas with a title, a vertical axis and its grid."""
    canvas = Canvas(frame.width, frame.height)
    canvas.text(frame.width / 2, 26, title, size=20, anchor="mm")
    for count in range(round((frame.high - frame.low) / frame.step) + 1):
        value = frame.low + count * frame.step
        canvas.line([(frame.left, frame.row(value)), (frame.right, frame.row(value))], GRID)
        canvas.text(frame.left - 8, frame.row(value), f"{value:g}{suffix}", anchor="rm")
    canvas.line([(frame.left, frame.top), (frame.left, frame.bottom), (frame.right, frame.bottom)])
    return canvas


def bar_chart(title: str, labels: Sequence[str], values: Sequence[float], frame: Frame = Frame()) -> Image.Image:
    canvas = _axes(frame, title)
    room = (frame.right - frame.left) / len(values)
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        middle = frame.left + (place + 0.5) * room
        canvas.box(middle - 0.35 * room, frame.row(value), middle + 0.35 * room, frame.bottom - 1, BLUE)
        canvas.text(middle, frame.bottom + 14, label, anchor="mm")
    return canvas.done()


def line_chart(
    title: str, years: Sequence[int], series: Sequence[Sequence[float]], frame: Frame = Frame(), suffix: str = ""
) -> Image.Image:
    canvas = _axes(frame, title, suffix)
    column = {
        year: frame.left + (frame.right - frame.left) * (year - years[0]) / (years[-1] - years[0]) for year in years
    }
    for year in years:
        canvas.text(column[year], frame.bottom + 14, str(year), anchor="mm")
    for values, colour in zip(series, (BLUE, ORANGE, GREEN), strict=False):
        canvas.line([(column[year], frame.row(value)) for year, value in zip(years, values, strict=True)], colour, 2)
    return canvas.done()


def scatter_plot(title: str, x_label: str, y_label: str, rising: bool, frame: Frame = Frame()) -> Image.Image:
    canvas = _axes(frame, title)
    chance = random.Random(1)
    for value in range(0, 101, 20):
        x = frame.left + (frame.right - frame.left) * value / 100
        canvas.text(x, frame.bottom + 14, str(value), anchor="mm")
    for _ in range(60):
        x = chance.uniform(5, 95)
        y = min(max((x if rising else 100 - x) + chance.uniform(-15, 15), 3), 97)
        canvas.dot(frame.left + (frame.right - frame.left) * x / 100, frame.row(y), 4, BLUE)
    canvas.text((frame.left + frame.right) / 2, frame.bottom + 40, x_label, anchor="mm")
    canvas.upright_text(22, (frame.top + frame.bottom) / 2, y_label)
    return canvas.done()


def pie_chart(shares: Sequence[float], title: str = "", hole: bool = False) -> Image.Image:
    canvas = Canvas(420, 420)
    start = -90.0
    for share, colour in zip(shares, (BLUE, ORANGE, GREEN, RED, "#9467bd", "#8c564b"), strict=False):
        canvas.slice(210, 230, 150, start, start + 360 * share, colour)
        start += 360 * share
    if hole:
        canvas.dot(210, 230, 70, "white")
    if title:
        canvas.text(210, 30, title, size=20, anchor="mm")
    return canvas.done()


def quote_card(lines: Sequence[str], paper: str = "#14213d", ink: str = "white") -> Image.Image:
    canvas = Canvas(600, 120 + 50 * len(lines), paper)
    for place, line in enumerate(lines):
        canvas.text(300, 80 + 50 * place, line, size=28, anchor="mm", colour=ink)
    return canvas.done()


def dialog() -> Image.Image:
    canvas = Canvas(420, 300, "#e6e6e6")
    canvas.box(0, 0, 420, 30, "#c8c8c8")
    canvas.text(210, 15, "Export Settings", anchor="mm")
    for place, name in enumerate(("Width", "Height", "Resolution", "Colour profile", "Compression")):
        canvas.text(20, 60 + 36 * place, name)
        canvas.box(180, 48 + 36 * place, 400, 72 + 36 * place, "white", outline="#999999")
        canvas.text(190, 60 + 36 * place, str(640 + 100 * place))
    for x, name in ((240, "Cancel"), (330, "Export")):
        canvas.box(x, 255, x + 76, 285, "#f4f4f4", outline="#999999")
        canvas.text(x + 38, 270, name, anchor="mm")
    return canvas.done()


def terminal() -> Image.Image:
    canvas = Canvas(700, 330, "#282c34")
    lines = (
        "user@host:~/project$ python report.py --all",
        "def total(values: list[int]) -> int:",
        "    result = 0",
        "    for value in values:",
        "        result += value",
        "    return result",
        "{'rows': 42, 'errors': 0}",
        "Traceback (most recent call last):",
        "ValueError: no rows in input.csv",
        "user@host:~/project$",
    )
    for place, line in enumerate(lines):
        canvas.text(16 + 8 * (len(line) - len(line.lstrip())), 24 + 31 * place, line.strip(), size=15, colour="#d7dae0")
    return canvas.done()


def diagram() -> Image.Image:
    canvas = Canvas(640, 300)
    for place, name in enumerate(("Reader", "Extractor", "Composer", "Speaker")):
        left = 20 + 155 * place
        canvas.box(left, 110, left + 120, 190, "#cfe2f3", outline="#3d6a99")
        canvas.text(left + 60, 150, name, size=17, anchor="mm")
        if place:
            canvas.line([(left - 35, 150), (left - 4, 150)], INK, 2)
            canvas.polygon([(left - 2, 150), (left - 12, 144), (left - 12, 156)], INK)
    return canvas.done()


def map_of_towns() -> Image.Image:
    canvas = Canvas(600, 420, "#aad3df")
    canvas.polygon([(80, 60), (300, 30), (520, 90), (560, 260), (420, 380), (200, 390), (60, 250)], "#f2efe9")
    canvas.polygon([(200, 120), (340, 100), (380, 200), (260, 240)], "#add19e")
    canvas.line([(90, 240), (220, 260), (360, 240), (540, 200)], "#f9b29c", 4)
    towns = (("Harrow Bay", 130, 120), ("Northfield", 380, 80), ("Elm Cross", 230, 280), ("Port Alder", 430, 250))
    for name, x, y in (*towns, ("Wester Moor", 220, 350), ("Sandwell", 470, 150)):
        canvas.dot(x, y, 4, INK)
        canvas.text(x + 8, y, name, size=15)
    return canvas.done()


def logo(word: str = "Brightwave") -> Image.Image:
    canvas = Canvas(260, 90)
    canvas.dot(45, 45, 28, ORANGE)
    canvas.text(85, 45, word, size=32)
    return canvas.done()


def photo(seed: int = 0, width: int = 480, height: int = 320, grey: bool = False) -> Image.Image:
    """Returns a picture with a photograph's statistics: soft shapes at many scales, uneven light, a sensor's noise."""
    noise = np.random.default_rng(seed)
    total = np.zeros((height, width, 3))
    for scale in (4, 16, 64):
        small = noise.uniform(0, 1, (height // scale + 2, width // scale + 2, 3))
        layer = Image.fromarray((small * 255).astype(np.uint8)).resize((width, height), Image.Resampling.BICUBIC)
        total += np.asarray(layer) * math.sqrt(scale)
    total = total / total.max() * np.linspace(0.6, 1.0, height)[:, None, None] * 255
    pixels = np.clip(total + noise.normal(0, 4, total.shape), 0, 255).astype(np.uint8)
    image = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(0.5))
    return image.convert("L").convert("RGB") if grey else image


def tile(colour: str = "#203040") -> Image.Image:
    return Image.new("RGB", (300, 300), colour)


def picture_of(image: Image.Image) -> Picture:
    return Picture(np.asarray(image.convert("RGB")), image.width, image.height, "")


def request_of(image: Image.Image, **words: str) -> CaptionRequest:
    return CaptionRequest(picture_of(image), **{"language": "en"} | words)


Draw = Callable[[], Image.Image]
