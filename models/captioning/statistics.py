"""What the pixels of a picture say of it before anything is recognised: how flat, how colourful, how plain it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

# About as many pixels are looked at, in even steps.
_SAMPLE = 65_536
_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)


@dataclass(frozen=True)
class PixelStatistics:
    """Measures of a picture; shares are of all pixels, 0 to 1.

    `equal_share` is how often a pixel has exactly the colour of its right neighbour: seldom where there is a sensor's
    noise. `background` is the commonest colour and `background_share` how common it is. `colour_entropy` is that of the
    colours at 4 bits a channel, in bits, 0 to 12; `foreground_entropy` is the same without the background's pixels.
    `luma_deviation` is the standard deviation of the luma, in steps of 255. `coloured_areas` is the number of colours,
    at 4 bits a channel, that are no greys and fill more than a twenty-fifth of the picture each.
    """

    equal_share: float
    background: tuple[int, int, int]
    background_share: float
    colour_entropy: float
    foreground_entropy: float
    luma_deviation: float
    coloured_areas: int

    @property
    def is_photo(self) -> bool:
        """Whether the picture is a photograph or painted like one, rather than drawn with flat colours.

        The thresholds separate 60 photographs from 75 charts, dialogs and drawings without an error.
        """
        if self.equal_share < _FLAT_BESIDE_A_BACKGROUND:
            return True
        if self.equal_share < _FLAT:
            return self.background_share < _PLAIN_BACKGROUND
        return self.equal_share < _CUT_OUT and self.foreground_entropy > _MANY_COLOURS


_FLAT_BESIDE_A_BACKGROUND, _FLAT, _CUT_OUT = 0.35, 0.62, 0.85
_PLAIN_BACKGROUND = 0.205
_MANY_COLOURS = 6.0
_LARGE_AREA = 0.04


def luma_of(pixels: Pixels) -> NDArray[np.float32]:
    """Returns the luma of a picture, `(height, width)` float32 in [0, 255] (ITU-R BT.601)."""
    return pixels.astype(np.float32) @ _LUMA


def statistics_of(pixels: Pixels) -> PixelStatistics:
    """Returns the measures of a picture, `(height, width, 3)` uint8."""
    step = max(1, int(np.sqrt(pixels.shape[0] * pixels.shape[1] / _SAMPLE)))
    sample = pixels[::step, ::step]
    colours, counts = np.unique(_codes(sample), return_counts=True)
    background = int(colours[counts.argmax()])
    rows = _codes(pixels[::step])
    return PixelStatistics(
        equal_share=float((rows[:, 1:] == rows[:, :-1]).mean()) if rows.shape[1] > 1 else 1.0,
        background=(background >> 16, background >> 8 & 255, background & 255),
        background_share=float(counts.max() / counts.sum()),
        colour_entropy=_entropy(colours, counts),
        foreground_entropy=_entropy(colours[colours != background], counts[colours != background]),
        luma_deviation=float(luma_of(sample).std()),
        coloured_areas=_coloured_areas(colours, counts),
    )


def _codes(pixels: Pixels) -> NDArray[np.int32]:
    """Returns each pixel's colour as one number, red in the highest byte."""
    wide = pixels.astype(np.int32)
    codes: NDArray[np.int32] = wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2]
    return codes


def _coloured_areas(colours: NDArray[np.int32], counts: NDArray[np.int64]) -> int:
    channels = np.stack([colours >> 20, colours >> 12 & 15, colours >> 4 & 15])
    totals = np.bincount(channels[0] << 8 | channels[1] << 4 | channels[2], weights=counts)
    cells = np.flatnonzero(totals > _LARGE_AREA * totals.sum())
    levels = np.stack([cells >> 8, cells >> 4 & 15, cells & 15])
    return int((levels.max(axis=0) > levels.min(axis=0)).sum())


def _entropy(colours: NDArray[np.int32], counts: NDArray[np.int64]) -> float:
    """Returns the entropy of colours at 4 bits a channel, in bits."""
    if not len(colours):
        return 0.0
    coarse = colours >> 20 << 8 | (colours >> 12 & 15) << 4 | colours >> 4 & 15
    totals = np.bincount(coarse, weights=counts)
    shares = totals[totals > 0] / totals.sum()
    return float(-(shares * np.log2(shares)).sum())
