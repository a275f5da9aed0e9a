"""Sounds that stand for a voice in tests of levels and files: the same samples for the same arguments."""

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 24_000


def tone(frequency: float, seconds: float, sample_rate: int = SAMPLE_RATE, level: float = 0.5) -> NDArray[np.float32]:
    """Returns a sine wave of amplitude `level`."""
    time = np.arange(round(seconds * sample_rate)) / sample_rate
    return (level * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def noise(num_samples: int, seed: int = 0, level: float = 1.0) -> NDArray[np.float32]:
    """Returns samples spread evenly over [-level, level]."""
    return np.random.default_rng(seed).uniform(-level, level, num_samples).astype(np.float32)


def speech_like(
    seconds: float, sample_rate: int = SAMPLE_RATE, seed: int = 0, level: float = 0.3
) -> NDArray[np.float32]:
    """Returns a gliding tone with falling harmonics, four syllables a second, and breath: the crest of a voice."""
    time = np.arange(round(seconds * sample_rate)) / sample_rate
    generator = np.random.default_rng(seed)
    pitch = 120 + 30 * np.sin(2 * np.pi * 0.7 * time + seed)
    phase = 2 * np.pi * np.cumsum(pitch) / sample_rate
    voiced = sum(np.sin(number * phase + number**2) / number for number in range(1, 20))
    syllables = np.maximum(0.02, np.sin(2 * np.pi * 2 * time) ** 2)
    samples = (voiced + 0.05 * generator.standard_normal(len(time))) * syllables
    return (level * samples / np.abs(samples).max(initial=1e-9)).astype(np.float32)
