"""Meters that Narrate does not use itself: torchaudio's loudness, and peaks between samples by scipy."""

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.signal import firwin, resample_poly
from torchaudio.functional import loudness


def loudness_lufs(samples: NDArray[np.floating], sample_rate: int) -> float:
    """Returns the integrated loudness (ITU-R BS.1770-4); what is short is repeated, as the meter's window is 0.4 s."""
    repeated = np.resize(samples, max(len(samples), sample_rate // 2)).astype(np.float64)
    return float(loudness(torch.from_numpy(repeated)[None], sample_rate))


def true_peak(samples: NDArray[np.floating], factor: int = 8) -> float:
    """Returns the highest amplitude of the oversampled signal; the filter is a windowed sinc of 64 zero crossings."""
    window = firwin(64 * factor + 1, 1 / factor, window=("kaiser", 8.0))
    return float(np.abs(resample_poly(samples.astype(np.float64), factor, 1, window=window)).max())
