"""How loud a narration is, and how it is brought to a target without a peak above the ceiling."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyloudnorm
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import firwin, upfirdn

_OVERSAMPLING = 4
_LOOKAHEAD_SECONDS = 0.004
_SHORTEST_MEASURABLE_SECONDS = 0.4

# A 48-tap windowed-sinc interpolator, 12 taps a phase, as ITU-R BS.1770-5 annex 2 asks for.
_INTERPOLATOR = (_OVERSAMPLING * firwin(48, 1 / _OVERSAMPLING, window=("kaiser", 6.0))).astype(np.float32)
_TAPS_PER_VALUE = len(_INTERPOLATOR) // _OVERSAMPLING
# No interpolated value is larger than the largest sample near it times this.
_INTERPOLATION_BOUND = float(np.abs(_INTERPOLATOR.reshape(-1, _OVERSAMPLING)).sum(axis=0).max())


@dataclass(frozen=True)
class LoudnessTarget:
    """Integrated loudness in LUFS and the highest true peak in dBTP."""

    lufs: float
    true_peak_dbtp: float


# Apple Podcasts' and Spotify's delivery specifications; ACX asks for -23 to -18 dB RMS and peaks below -3 dB.
LOUDNESS_TARGETS: Mapping[str, LoudnessTarget] = {
    "apple": LoudnessTarget(-16.0, -1.0),
    "spotify": LoudnessTarget(-14.0, -1.0),
    "acx": LoudnessTarget(-20.0, -3.0),
}


@dataclass(frozen=True)
class Levels:
    """What a meter shows: integrated loudness in LUFS (ITU-R BS.1770-4), true peak in dBTP; silence is -inf."""

    loudness_lufs: float
    true_peak_dbtp: float


def decibels(ratio: float) -> float:
    """Returns 20 log10 of an amplitude ratio; -inf for 0."""
    return 20 * math.log10(ratio) if ratio > 0 else -math.inf


def amplitude(level: float) -> float:
    """Returns the amplitude ratio of a level in dB."""
    return float(10 ** (level / 20))


def integrated_loudness(samples: NDArray[np.float32], sample_rate: int) -> float:
    """Returns the gated loudness in LUFS (ITU-R BS.1770-4); less than 0.4 s is measured as if repeated."""
    shortest = math.ceil(_SHORTEST_MEASURABLE_SECONDS * sample_rate) + 1
    if 0 < len(samples) < shortest:
        samples = np.resize(samples, shortest)
    if not np.any(samples):
        return -math.inf
    return float(pyloudnorm.Meter(sample_rate).integrated_loudness(samples.astype(np.float64)))


def true_peak(samples: NDArray[np.float32]) -> float:
    """Returns the highest amplitude between samples, by fourfold oversampling (ITU-R BS.1770-5, annex 2).

    Only blocks that could hold the peak are interpolated: an interpolated value is bounded by the samples around it.
    """
    if not len(samples):
        return 0.0
    peak, block = float(np.abs(samples).max()), 1024
    padded = np.pad(samples, _TAPS_PER_VALUE - 1)
    starts = np.arange(0, len(padded), block)
    block_peaks = np.maximum.reduceat(np.abs(padded), starts)
    reach = np.maximum(block_peaks, np.append(block_peaks[1:], 0))  # a block's last values lean on the next block
    for start in starts[np.argsort(-reach)]:
        if reach[start // block] * _INTERPOLATION_BOUND <= peak:
            break
        piece = padded[start : start + block + _TAPS_PER_VALUE - 1]
        values = upfirdn(_INTERPOLATOR, piece, up=_OVERSAMPLING)
        # The first and last values see only a part of their samples: the cut would sound like a click.
        whole = values[_OVERSAMPLING * (_TAPS_PER_VALUE - 1) : _OVERSAMPLING * len(piece)]
        peak = max(peak, float(np.abs(whole).max(initial=0.0)))
    return peak


def measure(samples: NDArray[np.float32], sample_rate: int) -> Levels:
    """Returns the levels of `(num_samples,)` float32 samples."""
    return Levels(integrated_loudness(samples, sample_rate), decibels(true_peak(samples)))


def limit(samples: NDArray[np.float32], sample_rate: int, ceiling: float) -> NDArray[np.float32]:
    """Returns the samples with every peak at or below `ceiling` (an amplitude), by a look-ahead gain.

    The gain falls before a peak and recovers after it over 4 ms: the moving average of a moving minimum, twice as wide,
    never lies above what the peak needs (Giannoulis et al., "Digital Dynamic Range Compressor Design", JAES 2012).
    """
    needed = np.minimum(1.0, ceiling / np.maximum(np.abs(samples), 1e-9))
    if needed.min(initial=1.0) >= 1.0:
        return samples
    width = 2 * int(_LOOKAHEAD_SECONDS * sample_rate) + 1
    gain = uniform_filter1d(minimum_filter1d(needed, width), width)
    limited: NDArray[np.float32] = (samples * np.minimum(gain, needed)).astype(np.float32)
    return limited
