"""Utterances to one narration: edges trimmed, pauses between, the time of every piece known to the sample."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.speech import Waveform

# A voice fades in and out below this share of its loudest sample (-46 dB); what lies before and after is room tone.
_AUDIBLE_SHARE = 0.005
_LEAD_SECONDS, _TAIL_SECONDS, _FADE_SECONDS = 0.03, 0.06, 0.005


@dataclass(frozen=True)
class Interval:
    """When a piece is heard, in seconds from the start of the narration."""

    start_seconds: float
    end_seconds: float


def trim_edges(waveform: Waveform) -> Waveform:
    """Returns the waveform without the silence before and after the voice, faded in and out over 5 ms.

    A waveform without any sound comes back as it is.
    """
    samples, rate = waveform.samples, waveform.sample_rate
    magnitude = np.abs(samples)
    audible = np.flatnonzero(magnitude > _AUDIBLE_SHARE * magnitude.max(initial=0.0))
    if not len(audible):
        return waveform
    start = max(0, int(audible[0]) - int(_LEAD_SECONDS * rate))
    end = min(len(samples), int(audible[-1]) + 1 + int(_TAIL_SECONDS * rate))
    trimmed = samples[start:end].copy()
    fade = min(int(_FADE_SECONDS * rate), len(trimmed) // 2)
    ramp = np.linspace(0.0, 1.0, fade, endpoint=False, dtype=np.float32)
    trimmed[:fade] *= ramp
    trimmed[len(trimmed) - fade :] *= ramp[::-1]
    return Waveform(trimmed, rate)


def resample(waveform: Waveform, sample_rate: int) -> Waveform:
    """Returns the waveform at another sample rate in Hz, by windowed-sinc interpolation."""
    if waveform.sample_rate == sample_rate:
        return waveform
    import torch  # noqa: PLC0415  # loaded only where voices of different rates meet; it takes seconds
    from torchaudio.functional import resample as resample_tensor  # noqa: PLC0415

    tensor = resample_tensor(torch.from_numpy(waveform.samples), waveform.sample_rate, sample_rate)
    return Waveform(tensor.numpy(), sample_rate)


def join(waveforms: Sequence[Waveform], pauses: Sequence[float]) -> tuple[Waveform, list[Interval]]:
    """Returns one waveform, and when each piece is heard in it.

    Args:
        waveforms: the pieces, at least one; of different sample rates, the highest is taken.
        pauses: seconds of silence after each piece, as many as pieces.

    Raises:
        ValueError: there are no pieces, or not one pause for each.
    """
    if not waveforms or len(waveforms) != len(pauses):
        raise ValueError(f"{len(waveforms)} waveforms and {len(pauses)} pauses do not make a narration")
    rate = max(waveform.sample_rate for waveform in waveforms)
    samples: list[NDArray[np.float32]] = []
    intervals: list[Interval] = []
    position = 0
    for waveform, pause in zip(waveforms, pauses, strict=True):
        piece = trim_edges(resample(waveform, rate)).samples
        silence = np.zeros(round(pause * rate), np.float32)
        intervals.append(Interval(position / rate, (position + len(piece)) / rate))
        samples += [piece, silence]
        position += len(piece) + len(silence)
    return Waveform(np.concatenate(samples), rate), intervals
