"""What a picture is: a photograph, a chart, a screenshot ..., from its pixels and the text that stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from models.captioning.captions import Picture, PictureKind
from models.captioning.charts.axes import axes_of, number_of
from models.captioning.charts.round import round_chart_of
from models.captioning.charts.unread import has_label_column
from models.captioning.statistics import PixelStatistics
from models.captioning.text_lines import BULLETS, TextLine
from models.captioning.wording import is_code

_SMALLEST_SIDE = 40
_PLAIN_DEVIATION = 6.0
_LONGEST_ASPECT = 8.0
_LOGO_SIDE, _LOGO_AREA = 320, 50_000
_FEWEST_LINES_OF_A_DIALOG = 5
_MOST_LINES_OF_A_SMALL_CHART = 4
_NEUTRAL, _DARKEST_GREY, _LIGHTEST_GREY = 10, 30, 246
_SHARE_OF_A_SHEET, _SHARE_OF_EDGES = 0.85, 0.5
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_NUMBERS_OF_A_TEXT = 0.25
_PROSE_CHARACTERS = re.compile(r"[\w\s.,;:!?'\"’‘“”„«»()–—-]")


@dataclass(frozen=True)
class Look:
    """What is known of a picture before its kind is."""

    picture: Picture
    statistics: PixelStatistics
    lines: Sequence[TextLine]

    @property
    def sure_lines(self) -> list[TextLine]:
        return [line for line in self.lines if line.is_sure]

    @property
    def words(self) -> int:
        return sum(len(_WORD.findall(line.text)) for line in self.sure_lines)

    @property
    def text_height(self) -> float:
        """The height of the largest sure line, as a share of the picture's."""
        return max((line.height for line in self.sure_lines), default=0.0) / len(self.picture.pixels)


def is_ornament(picture: Picture, statistics: PixelStatistics) -> bool:
    """Says whether a picture is too small, too long or too plain to show anything."""
    short, long = sorted((picture.width, picture.height))
    return short < _SMALLEST_SIDE or long > _LONGEST_ASPECT * short or statistics.luma_deviation < _PLAIN_DEVIATION


def kind_of(look: Look) -> PictureKind:
    """Returns the kind of a picture that is no photograph: the first whose test holds."""
    return next((kind for kind, test in _TESTS if test(look)), PictureKind.UNKNOWN)


def _is_chart(look: Look) -> bool:
    return bool(axes_of(look.lines)) or round_chart_of(look.picture.pixels, look.statistics.background) is not None


def _is_small_chart(look: Look) -> bool:
    """Says whether a drawing on white has colours, hardly a line that can be read, and labels that cannot."""
    background = look.statistics.background
    return (
        min(background) > _LIGHTEST_GREY
        and look.statistics.coloured_areas >= 1
        and len(look.sure_lines) <= _MOST_LINES_OF_A_SMALL_CHART
        and has_label_column(look.picture.pixels, background)
    )


def _is_logo(look: Look) -> bool:
    """Says whether a drawing is small and holds a few large words or none."""
    height, width = look.picture.height, look.picture.width
    if look.words > 5 or max(height, width) > 2 * _LOGO_SIDE:
        return False
    if not look.lines:
        return max(height, width) <= _LOGO_SIDE and height * width <= _LOGO_AREA
    return look.text_height > 0.15 and len(look.lines) <= 4


def _is_text(look: Look) -> bool:
    """Says whether most of what stands in a drawing is prose: sentences, one below the other, not names and numbers."""
    numbers = sum(number_of(line.text) is not None for line in look.lines)
    prose = [line for line in look.sure_lines if _is_prose(line.text)]
    letters = sum(len(line.text) for line in prose)
    return (
        sum(len(_WORD.findall(line.text)) for line in prose) >= 5
        and len(prose) >= 0.5 * len(look.lines)
        and numbers <= _MOST_NUMBERS_OF_A_TEXT * len(look.lines)
        and letters >= 0.6 * sum(len(line.text) for line in look.lines)
        and look.statistics.background_share > 0.4
    )


def _is_prose(text: str) -> bool:
    return len(_WORD.findall(text)) >= 3 and len(_PROSE_CHARACTERS.findall(text)) >= 0.97 * len(text)


def _is_screenshot(look: Look) -> bool:
    """Says whether many lines begin where others do, as in a terminal or a window, and not on an empty sheet."""
    has_many = sum(_WORD.search(line.text) is not None for line in look.lines) >= 8
    is_sheet = min(look.statistics.background) > _LIGHTEST_GREY and look.statistics.background_share > _SHARE_OF_A_SHEET
    return has_many and (not is_sheet or is_code(look.sure_lines)) and _share_in_columns(look.lines) >= 0.4


def _share_in_columns(lines: Sequence[TextLine]) -> float:
    """Returns the share of lines that begin where at least two others do."""
    lefts = np.array([line.left for line in lines])
    return float(np.mean([(np.abs(lefts - left) < 6).sum() >= 3 for left in lefts]))


def _is_dialog(look: Look) -> bool:
    """Says whether text stands on the neutral grey of a window, neither paper, a coloured card nor a panel on paper."""
    background, pixels = look.statistics.background, look.picture.pixels
    edges = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    return (
        len(look.lines) >= _FEWEST_LINES_OF_A_DIALOG
        and max(background) - min(background) <= _NEUTRAL
        and _DARKEST_GREY <= max(background) <= _LIGHTEST_GREY
        and (edges.min(axis=1) > _LIGHTEST_GREY).mean() < _SHARE_OF_EDGES
    )


def _is_map(look: Look) -> bool:
    """Says whether names stand scattered over areas of several colours."""
    names = [line for line in look.sure_lines if _is_place_name(line.text.lstrip(BULLETS))]
    return (
        len(names) >= 4
        and len(names) >= 0.6 * len(look.lines)
        and _share_in_columns(names) < 0.5
        and look.statistics.background_share < 0.6
        and min(look.statistics.background) <= _LIGHTEST_GREY
        and look.statistics.coloured_areas >= 2
    )


def _is_place_name(text: str) -> bool:
    return text[:1].isupper() and not any(map(str.isdigit, text))


def _is_diagram(look: Look) -> bool:
    return len(look.sure_lines) >= 2


_TESTS: tuple[tuple[PictureKind, Callable[[Look], bool]], ...] = (
    (PictureKind.CHART, _is_chart),
    (PictureKind.CHART, _is_small_chart),
    (PictureKind.LOGO, _is_logo),
    (PictureKind.MAP, _is_map),
    (PictureKind.SCREENSHOT, _is_dialog),
    (PictureKind.TEXT, _is_text),
    (PictureKind.SCREENSHOT, _is_screenshot),
    (PictureKind.DIAGRAM, _is_diagram),
)
