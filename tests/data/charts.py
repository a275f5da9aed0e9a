"""The two charts of the sample catalogue, drawn with Pillow: equal figures give equal pixels."""

import io
import math
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 640, 400
LEFT, TOP, RIGHT, BOTTOM = 72, 64, 616, 344
SUPERSAMPLING = 2  # Pillow does not smooth its lines; drawing large and halving does
PALETTE_SIZE = 32
INK, GRID, BLUE = "#222222", "#d8d8d8", "#1f5f99"


@dataclass(frozen=True)
class Series:
    """What a chart shows: one value per label, on an axis from 0 to `limit` with a line every `step`."""

    title: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    limit: float
    step: float

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.values):
            raise ValueError(f"{len(self.labels)} labels for {len(self.values)} values")


class Canvas:
    """A drawing surface in chart coordinates, larger inside than it comes out."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH * SUPERSAMPLING, HEIGHT * SUPERSAMPLING), "white")
        self._draw = ImageDraw.Draw(self._image)

    def line(self, points: list[tuple[float, float]], colour: str, width: int = 1) -> None:
        scaled = [(x * SUPERSAMPLING, y * SUPERSAMPLING) for x, y in points]
        self._draw.line(scaled, fill=colour, width=width * SUPERSAMPLING, joint="curve")

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self._draw.rectangle([side * SUPERSAMPLING for side in (left, top, right, bottom)], fill=colour)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        box = [side * SUPERSAMPLING for side in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(box, fill=colour)

    def text(self, x: float, y: float, text: str, anchor: str, size: int = 14, colour: str = INK) -> None:
        font = ImageFont.load_default(size * SUPERSAMPLING)  # the face that Pillow brings: the same on every machine
        self._draw.text((x * SUPERSAMPLING, y * SUPERSAMPLING), text, fill=colour, font=font, anchor=anchor)

    def png(self) -> bytes:
        """Returns the picture in its final size, with a small palette."""
        picture = self._image.reduce(SUPERSAMPLING).quantize(PALETTE_SIZE, dither=Image.Dither.NONE)
        file = io.BytesIO()
        picture.save(file, "PNG", optimize=True)
        return file.getvalue()


def height_of(value: float, series: Series) -> float:
    """Returns the vertical position of a value."""
    return BOTTOM - (BOTTOM - TOP) * value / series.limit


def draw_axes(canvas: Canvas, series: Series) -> list[float]:
    """Draws title, grid and labels; returns the horizontal position of each label."""
    canvas.text(LEFT, 24, series.title, "lm", size=18)
    canvas.text(LEFT, 48, series.unit, "lm", size=12)
    for line in range(math.floor(series.limit / series.step) + 1):
        value = line * series.step
        y = height_of(value, series)
        canvas.line([(LEFT, y), (RIGHT, y)], INK if line == 0 else GRID)
        canvas.text(LEFT - 10, y, f"{value:,g}", "rm")
    column = (RIGHT - LEFT) / len(series.labels)
    positions = [LEFT + column * (index + 0.5) for index in range(len(series.labels))]
    for x, label in zip(positions, series.labels):
        canvas.text(x, BOTTOM + 20, label, "mm")
    return positions


def draw_bar_chart(series: Series) -> bytes:
    """Returns a bar chart as PNG, each value written in its bar."""
    canvas = Canvas()
    positions = draw_axes(canvas, series)
    half_width = 0.3 * (RIGHT - LEFT) / len(positions)
    for x, value in zip(positions, series.values):
        y = height_of(value, series)
        canvas.box(x - half_width, y, x + half_width, BOTTOM, BLUE)
        canvas.text(x, y + 16, f"{value:,g}", "mm", colour="white")
    return canvas.png()


def draw_line_chart(series: Series) -> bytes:
    """Returns a line chart as PNG, with the first and the last value written out."""
    canvas = Canvas()
    positions = draw_axes(canvas, series)
    points = [(x, height_of(value, series)) for x, value in zip(positions, series.values)]
    canvas.line(points, BLUE, width=3)
    for x, y in points:
        canvas.dot(x, y, 5, BLUE)
    for end in (0, -1):
        x, y = points[end]
        canvas.text(x, y - 18, f"{series.values[end]:,g}", "mm")
    return canvas.png()


MILL_VISITORS = Series(
    title="More visitors every year",
    unit="Visitors to Ashcombe tide mill",
    labels=("2021", "2022", "2023", "2024", "2025"),
    values=(4_100, 6_300, 8_900, 11_200, 14_700),
    limit=16_000,
    step=4_000,
)
HEAT_PUMP_SALES = Series(
    title="Heat pumps sold per quarter",
    unit="Thousands, eight countries",
    labels=("Q1 24", "Q2 24", "Q3 24", "Q4 24", "Q1 25", "Q2 25", "Q3 25", "Q4 25"),
    values=(212, 198, 241, 287, 305, 342, 391, 458),
    limit=500,
    step=100,
)
