"""Levels against meters that Narrate does not use itself: torchaudio for loudness, scipy for peaks between samples."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.audio import levels
from models.audio.levels import amplitude, decibels, integrated_loudness, limit, measure, true_peak
from models.audio.targets import LOUDNESS_TARGETS
from tests import meters
from tests.signals import noise, speech_like, tone

RATES = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000]

few_samples = arrays.arrays(np.float32, st.integers(1, 3000), elements=st.floats(-1, 1, width=32), fill=st.just(0.0))


@pytest.mark.parametrize("sample_rate", RATES)
def test_loudness_is_what_torchaudio_measures(sample_rate):
    samples = speech_like(3.0, sample_rate)
    assert integrated_loudness(samples, sample_rate) == pytest.approx(
        meters.loudness_lufs(samples, sample_rate), abs=0.05
    )


def test_pauses_are_gated_out_of_the_loudness():
    samples = speech_like(3.0)
    with_pause = np.concatenate([samples, np.zeros(6 * 24_000, np.float32), samples])
    assert integrated_loudness(with_pause, 24_000) == pytest.approx(integrated_loudness(samples, 24_000), abs=0.3)


def test_a_full_scale_tone_of_1_khz_has_the_loudness_that_the_standard_states():
    assert integrated_loudness(tone(997, 5.0, 48_000, level=1.0), 48_000) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("num_samples", [1, 2, 240, 9599, 9600, 9601, 9602])
def test_a_sound_shorter_than_the_meters_window_has_a_loudness(num_samples):
    loudness = integrated_loudness(tone(440, 1.0, level=0.1)[100 : 100 + num_samples], 24_000)
    assert math.isfinite(loudness)


def test_a_short_sound_is_as_loud_as_its_repetition():
    period = tone(100, 0.1)
    assert integrated_loudness(period, 24_000) == pytest.approx(
        integrated_loudness(np.tile(period, 40), 24_000), abs=0.2
    )


@pytest.mark.parametrize("num_samples", [0, 1, 48_000])
def test_silence_has_no_level(num_samples):
    assert measure(np.zeros(num_samples, np.float32), 24_000) == levels.Levels(-math.inf, -math.inf)


@settings(max_examples=40)
@given(few_samples)
def test_the_true_peak_is_never_below_the_highest_sample(samples):
    assert true_peak(samples) >= float(np.abs(samples).max())


@pytest.mark.parametrize("num_samples", [65_535, 65_536, 65_537, 200_000])
def test_a_peak_is_found_whatever_piece_it_stands_in(num_samples):
    samples = noise(num_samples, 7).astype(np.float32) * np.float32(0.1)
    for position in (0, 65_534, num_samples - 1):
        spiked = samples.copy()
        spiked[position] = 0.9
        assert decibels(true_peak(spiked)) == pytest.approx(decibels(0.9), abs=0.5)


@pytest.mark.parametrize("frequency", [50, 200, 997, 3000, 6000, 9000])
def test_a_tone_has_its_amplitude_as_true_peak(frequency):
    samples = tone(frequency, 1.0, level=0.5) * np.hanning(24_000).astype(np.float32)
    assert decibels(true_peak(samples)) == pytest.approx(decibels(0.5), abs=0.05)


@pytest.mark.parametrize("factor", [4, 8])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_speech_has_the_peak_that_another_oversampler_finds(factor, seed):
    samples = speech_like(2.0, seed=seed)
    assert decibels(true_peak(samples)) == pytest.approx(decibels(meters.true_peak(samples, factor)), abs=0.2)


def test_a_peak_between_samples_is_found():
    quarter_rate = np.tile(np.float32([0.5, 0.5, -0.5, -0.5]), 600)  # sampled 45 degrees off its peaks
    faded = quarter_rate * np.hanning(len(quarter_rate)).astype(np.float32)
    assert decibels(true_peak(faded) / np.abs(faded).max()) == pytest.approx(3.0, abs=0.2)


@pytest.mark.parametrize("silence", [0, 1_000, 65_536 - 20, 65_536])
def test_a_peak_between_the_last_samples_is_found(silence):
    burst = np.tile(np.float32([0.5, 0.5, -0.5, -0.5]), 10) * np.hanning(40).astype(np.float32)
    samples = np.concatenate([np.zeros(silence, np.float32), burst])
    assert decibels(true_peak(samples) / 0.5) == pytest.approx(decibels(meters.true_peak(samples) / 0.5), abs=0.3)
    assert true_peak(samples) > 0.6


@settings(max_examples=60)
@given(few_samples, st.floats(0.001, 1.0), st.sampled_from([8_000, 24_000, 48_000]), st.floats(0.1, 20))
def test_nothing_passes_the_limiter(samples, ceiling, sample_rate, gain):
    limited = limit(samples * np.float32(gain), sample_rate, ceiling)
    assert np.abs(limited).max() <= ceiling * (1 + 1e-6)
    assert limited.shape == samples.shape
    assert limited.dtype == np.float32


@settings(max_examples=30)
@given(few_samples)
def test_the_limiter_turns_nothing_round_and_nothing_up(samples):
    limited = limit(samples, 24_000, 0.3)
    assert np.all(np.abs(limited) <= np.abs(samples) * (1 + 1e-6))
    assert np.all(limited * samples >= 0)


def test_what_is_below_the_ceiling_passes_untouched():
    samples = tone(440, 0.5, level=0.25)
    np.testing.assert_array_equal(limit(samples, 24_000, 0.26), samples)


def test_the_gain_moves_in_small_steps():
    samples = np.full(24_000, 0.1, np.float32)
    samples[[6_000, 6_001, 12_000, 12_150]] = [1.0, -0.9, 0.8, 1.0]
    gain = limit(samples, 24_000, 0.2) / samples
    steps = np.abs(np.diff(gain))
    assert gain.min() == pytest.approx(0.2, rel=1e-5)
    assert steps.max() <= 1 / (2 * 0.004 * 24_000)  # the whole range takes the whole window
    assert gain[0] == gain[-1] == 1.0


def test_the_gain_is_back_a_little_after_a_peak():
    samples = np.full(24_000, 0.1, np.float32)
    samples[12_000] = 1.0
    changed = np.flatnonzero(limit(samples, 24_000, 0.2) != samples)
    assert 12_000 - changed.min() <= 2 * 96
    assert changed.max() - 12_000 <= 2 * 96


@pytest.mark.parametrize("position", [10_000, 2**16 - 150, 2**16 - 1, 2**16, 2**16 + 150, 2**17])
def test_the_gain_around_a_peak_is_the_same_wherever_it_stands(position):
    samples = np.full(2**17 + 10_000, 0.1, np.float32)
    samples[[position - 40, position]] = [0.7, 1.0]
    gain = limit(samples, 24_000, 0.2)[position - 500 : position + 500] / samples[position - 500 : position + 500]
    first = np.full(2_000, 0.1, np.float32)
    first[[960, 1_000]] = [0.7, 1.0]
    np.testing.assert_allclose(gain, (limit(first, 24_000, 0.2) / first)[500:1_500], rtol=1e-5)


@pytest.mark.parametrize("level", [-60.0, -6.0, 0.0, 3.0])
def test_decibels_and_amplitude_undo_each_other(level):
    assert decibels(amplitude(level)) == pytest.approx(level, abs=1e-9)


def test_every_target_leaves_room_for_a_peak_above_its_loudness():
    assert all(target.true_peak_dbtp - target.lufs >= 10 for target in LOUDNESS_TARGETS.values())
