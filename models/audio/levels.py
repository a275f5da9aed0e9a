"""How loud a narration is, and how it is brought to a target without a peak above the ceiling."""

import functools
import math
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import sosfilt

_OVERSAMPLING = 4
_LOOKAHEAD_SECONDS = 0.004
_SHORTEST_MEASURABLE_SECONDS = 0.4
_AT_ONCE = 1 << 16  # samples; pieces that stay in the cache

# ITU-R BS.1770-4: blocks of 400 ms every 100 ms, an absolute gate, then one 10 LU below the mean of what passes it.
_STEP_SECONDS, _STEPS_PER_BLOCK = 0.1, 4
_ABSOLUTE_GATE_LUFS, _RELATIVE_GATE = -70.0, 0.1
_LOUDNESS_OFFSET = -0.691
_SHELF_DB, _SHELF_HZ, _SHELF_Q = 4.0, 1500.0, math.sqrt(0.5)
_HIGH_PASS_HZ, _HIGH_PASS_Q = 38.0, 0.5


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
    """Returns the gated loudness in LUFS (ITU-R BS.1770-4); less than 0.4 s is measured as if repeated.

    Measured in pieces that stay in the cache: several times as fast on a long narration as filtering it whole.
    """
    shortest = math.ceil(_SHORTEST_MEASURABLE_SECONDS * sample_rate) + 1
    if 0 < len(samples) < shortest:
        samples = np.resize(samples, shortest)
    steps = _step_energies(samples, sample_rate)
    if len(steps) < _STEPS_PER_BLOCK:
        return -math.inf
    blocks = np.convolve(steps, np.full(_STEPS_PER_BLOCK, 1 / _STEPS_PER_BLOCK), "valid")
    audible = blocks[blocks > _energy(_ABSOLUTE_GATE_LUFS)]
    if not len(audible):
        return -math.inf
    gated = audible[audible > audible.mean() * _RELATIVE_GATE]
    return _LOUDNESS_OFFSET + 10 * math.log10(gated.mean())


def _step_energies(samples: NDArray[np.float32], sample_rate: int) -> NDArray[np.float64]:
    """Returns the mean square of the K-weighted samples in each whole step of 100 ms, `(num_steps,)`."""
    step = round(_STEP_SECONDS * sample_rate)
    at_once = step * max(1, _AT_ONCE // step)
    weighting = _k_weighting(sample_rate)
    state = np.zeros((len(weighting), 2))
    energies: list[NDArray[np.float64]] = []
    for start in range(0, len(samples) - step + 1, at_once):
        weighted, state = sosfilt(weighting, samples[start : start + at_once].astype(np.float64), zi=state)
        whole = weighted[: len(weighted) // step * step].reshape(-1, step)
        energies.append(np.einsum("ij,ij->i", whole, whole) / step)
    return np.concatenate(energies) if energies else np.zeros(0)


@functools.cache
def _k_weighting(sample_rate: int) -> NDArray[np.float64]:
    """Returns the two second-order sections of K-weighting, `(2, 6)`, for a sample rate in Hz.

    The standard gives coefficients at 48 kHz only. These are the shelf and the high-pass that they come from, by the
    formulas of Bristow-Johnson's "Cookbook formulae for audio equalizer biquad filter coefficients".
    """
    gain = 10 ** (_SHELF_DB / 40)
    cosine, alpha = _angles(_SHELF_HZ, _SHELF_Q, sample_rate)
    slope = 2 * math.sqrt(gain) * alpha
    shelf = np.array(
        [
            gain * (gain + 1 + (gain - 1) * cosine + slope),
            -2 * gain * (gain - 1 + (gain + 1) * cosine),
            gain * (gain + 1 + (gain - 1) * cosine - slope),
            gain + 1 - (gain - 1) * cosine + slope,
            2 * (gain - 1 - (gain + 1) * cosine),
            gain + 1 - (gain - 1) * cosine - slope,
        ]
    )
    cosine, alpha = _angles(_HIGH_PASS_HZ, _HIGH_PASS_Q, sample_rate)
    edge = (1 + cosine) / 2
    high_pass = np.array([edge, -2 * edge, edge, 1 + alpha, -2 * cosine, 1 - alpha])
    return np.stack([section / section[3] for section in (shelf, high_pass)])


def _angles(frequency: float, quality: float, sample_rate: int) -> tuple[float, float]:
    angle = 2 * math.pi * frequency / sample_rate
    return math.cos(angle), math.sin(angle) / (2 * quality)


def _energy(loudness_lufs: float) -> float:
    return float(10 ** ((loudness_lufs - _LOUDNESS_OFFSET) / 10))


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
