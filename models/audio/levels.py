"""How loud a narration is, and how it is brought to a target without a peak above the ceiling."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyloudnorm
import soxr
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d

_OVERSAMPLING = 4
_LOOKAHEAD_SECONDS = 0.004
_SHORTEST_MEASURABLE_SECONDS = 0.4
_AT_ONCE = 1 << 16  # samples; pieces that stay in the cache


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

    soxr keeps the band up to the Nyquist frequency, where the 48 taps of the annex lose up to a decibel of the sharp
    peaks that a coder leaves.
    """
    peak, oversampler = float(np.abs(samples).max(initial=0.0)), soxr.ResampleStream(1, _OVERSAMPLING, 1)
    for start in range(0, len(samples), _AT_ONCE):
        piece = samples[start : start + _AT_ONCE]
        oversampled = oversampler.resample_chunk(piece, last=start + _AT_ONCE >= len(samples))
        peak = max(peak, float(np.abs(oversampled).max(initial=0.0)))
    return peak


def measure(samples: NDArray[np.float32], sample_rate: int) -> Levels:
    """Returns the levels of `(num_samples,)` float32 samples."""
    return Levels(integrated_loudness(samples, sample_rate), decibels(true_peak(samples)))


def limit(samples: NDArray[np.float32], sample_rate: int, ceiling: float) -> NDArray[np.float32]:
    """Returns the samples with every peak at or below `ceiling` (an amplitude), by a look-ahead gain.

    The gain falls before a peak and recovers after it over 4 ms: the moving average of a moving minimum, twice as wide,
    never lies above what the peak needs (Giannoulis et al., "Digital Dynamic Range Compressor Design", JAES 2012).
    """
    width = 2 * int(_LOOKAHEAD_SECONDS * sample_rate) + 1
    limited = samples.copy()
    for start in range(0, len(samples), _AT_ONCE):
        end = min(start + _AT_ONCE, len(samples))
        before, after = min(width, start), min(width, len(samples) - end)
        needed = np.minimum(1.0, ceiling / np.maximum(np.abs(samples[start - before : end + after]), 1e-9))
        if needed.min() < 1.0:
            gain = np.minimum(uniform_filter1d(minimum_filter1d(needed, width), width), needed)
            limited[start:end] *= gain[before : before + end - start]
    return limited
