"""A narration as the bytes of a file, at the loudness asked for, measured on those very bytes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.audio.formats import AudioFormat, EncodingError
from models.audio.levels import Levels, amplitude, integrated_loudness, limit, measure
from models.audio.tags import Tags
from models.audio.targets import LoudnessTarget
from models.speech import Waveform

# Limiting takes a little off the loudness, and coding adds a little to the peaks; these are what one encoding of
# speech differs by at most in most cases, so that most narrations are encoded once.
_PEAK_MARGIN_DB = 2.0
_LOUDNESS_TOLERANCE_LU = 0.5
_METERS_DIFFER_DB = 0.15  # true-peak meters oversample with different filters; the ceiling is to hold on all of them
_ATTEMPTS = 4
_GAIN_STEPS = 6
_HIGHEST_GAIN_DB = 60.0


@dataclass(frozen=True)
class EncodedAudio:
    """A whole audio file and what was measured on it; `seconds` is what a decoder gives."""

    data: bytes
    seconds: float
    sample_rate: int
    levels: Levels


def encode(waveform: Waveform, audio_format: AudioFormat, target: LoudnessTarget | None, tags: Tags) -> EncodedAudio:
    """Returns the file of a narration, brought to `target` by one static gain and a limiter; None leaves it as it is.

    The levels are those of the decoded file. Where they miss the target by more than 0.5 LU, or the peak is above the
    ceiling, the gain or the limiter's ceiling is corrected by what was missed and the narration is encoded again. Of
    what keeps the ceiling, the file nearest to the target is returned.

    Raises:
        EncodingError: there is no sound, or no encoding of several kept the ceiling.
    """
    if not np.any(waveform.samples):
        raise EncodingError("the narration is silent")
    if target is None:
        return _encoded(waveform.samples, waveform.sample_rate, audio_format, tags)
    loudness = integrated_loudness(waveform.samples, waveform.sample_rate)
    if not np.isfinite(loudness):
        raise EncodingError("the narration has no measurable loudness: it is quieter than -70 LUFS, or no sound at all")
    gain_db, ceiling_db = target.lufs - loudness, target.true_peak_dbtp - _PEAK_MARGIN_DB
    nearest: EncodedAudio | None = None
    for attempt in range(1, _ATTEMPTS + 1):
        samples = limit(waveform.samples * np.float32(amplitude(gain_db)), waveform.sample_rate, amplitude(ceiling_db))
        encoded = _encoded(samples, waveform.sample_rate, audio_format, tags)
        missed_lu = target.lufs - encoded.levels.loudness_lufs
        excess_db = encoded.levels.true_peak_dbtp - (target.true_peak_dbtp - _METERS_DIFFER_DB)
        if excess_db > 0:
            ceiling_db -= excess_db + 0.3 * attempt
        elif abs(missed_lu) <= _LOUDNESS_TOLERANCE_LU:
            return encoded
        elif nearest is None or abs(missed_lu) < abs(target.lufs - nearest.levels.loudness_lufs):
            nearest = encoded
        lost_lu = integrated_loudness(samples, waveform.sample_rate) - encoded.levels.loudness_lufs
        gain_db = _gain_for(target.lufs + lost_lu, waveform, gain_db + missed_lu, ceiling_db)
    if nearest is None:
        raise EncodingError(f"{_ATTEMPTS} encodings did not keep the ceiling of {target.true_peak_dbtp} dBTP")
    return nearest


def _gain_for(lufs: float, waveform: Waveform, gain_db: float, ceiling_db: float) -> float:
    """Returns about the gain at which the limited narration has a loudness, before it is coded."""
    for _ in range(_GAIN_STEPS):
        limited = limit(waveform.samples * np.float32(amplitude(gain_db)), waveform.sample_rate, amplitude(ceiling_db))
        missed_lu = lufs - integrated_loudness(limited, waveform.sample_rate)
        if abs(missed_lu) <= _LOUDNESS_TOLERANCE_LU / 4:
            break
        # The limiter takes back up to two thirds of what is added.
        gain_db = min(gain_db + 1.5 * missed_lu, _HIGHEST_GAIN_DB)
    return gain_db


def _encoded(samples: NDArray[np.float32], sample_rate: int, audio_format: AudioFormat, tags: Tags) -> EncodedAudio:
    scaled = samples * np.float32(32767)
    pcm = np.clip(np.rint(scaled, out=scaled), -32768, 32767, out=scaled).astype(np.int16)
    data = audio_format.encode(pcm, sample_rate, tags)
    decoded = audio_format.decode(data)
    return EncodedAudio(data, decoded.seconds, decoded.sample_rate, measure(decoded.samples, decoded.sample_rate))
