"""The charts of the sample catalogue show their figures."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.data.charts import BLUE, HEIGHT, LEFT, RIGHT, WIDTH, Series, draw_bar_chart, draw_line_chart

RISING = Series("Title", "unit", labels=("a", "b", "c", "d"), values=(20, 40, 60, 80), limit=100, step=50)


def blue_of(png: bytes) -> np.ndarray:
    """Returns where a chart is as blue as its bars and lines: a mask of shape `(height, width)`."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    blue = np.array([int(BLUE[place : place + 2], 16) for place in (1, 3, 5)])
    return np.abs(pixels - blue).max(axis=2) < 24


def columns_of(mask: np.ndarray, series: Series) -> list[np.ndarray]:
    return np.array_split(mask[:, LEFT:RIGHT], len(series.labels), axis=1)


def test_bars_are_as_high_as_their_values():
    heights = [column.any(axis=1).sum() for column in columns_of(blue_of(draw_bar_chart(RISING)), RISING)]
    assert np.ediff1d(heights) == pytest.approx(heights[0], abs=2)


def test_a_line_rises_with_its_values():
    columns = columns_of(blue_of(draw_line_chart(RISING)), RISING)
    centres = [np.flatnonzero(column[:, column.shape[1] // 2]).mean() for column in columns]
    assert centres == sorted(centres, reverse=True)
    assert centres[0] - centres[3] == pytest.approx(3 * (centres[0] - centres[1]), abs=3)


@pytest.mark.parametrize("draw", [draw_bar_chart, draw_line_chart])
def test_a_chart_has_its_full_size(draw):
    assert Image.open(io.BytesIO(draw(RISING))).size == (WIDTH, HEIGHT)


def test_values_without_labels_are_refused():
    with pytest.raises(ValueError, match="2 labels for 1 values"):
        Series("Title", "unit", labels=("a", "b"), values=(1,), limit=1, step=1)
