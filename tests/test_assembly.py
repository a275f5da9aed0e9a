"""Utterances become one narration: where each is heard is known to the sample."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.audio.assembly import Interval, join, resample, trim_edges
from models.speech import Waveform
from tests.signals import SAMPLE_RATE, noise, speech_like, tone


def silence(seconds: float, sample_rate: int = SAMPLE_RATE) -> np.ndarray:
    return np.zeros(round(seconds * sample_rate), np.float32)


def padded_tone(before: float, seconds: float, after: float, sample_rate: int = SAMPLE_RATE) -> Waveform:
    sound = tone(440, seconds, sample_rate)
    return Waveform(np.concatenate([silence(before, sample_rate), sound, silence(after, sample_rate)]), sample_rate)


pieces = st.builds(
    lambda seed, num_samples, level: Waveform(noise(num_samples, seed, level), SAMPLE_RATE),
    st.integers(0, 1000),
    st.integers(0, 4000),
    st.sampled_from([0.0, 1e-4, 0.5]),
)


def test_the_silence_around_a_voice_is_cut_to_a_breath():
    trimmed = trim_edges(padded_tone(0.5, 1.0, 0.7))
    assert trimmed.seconds == pytest.approx(0.03 + 1.0 + 0.06, abs=0.002)


@pytest.mark.parametrize("sample_rate", [16_000, 22_050, 24_000, 48_000])
def test_what_is_kept_around_a_voice_is_the_same_at_every_sample_rate(sample_rate):
    trimmed = trim_edges(padded_tone(0.5, 1.0, 0.7, sample_rate))
    assert trimmed.sample_rate == sample_rate
    assert trimmed.seconds == pytest.approx(1.09, abs=0.002)


def test_room_tone_below_a_two_hundredth_of_the_voice_is_silence():
    hiss = noise(12_000, level=0.5 * 0.004)
    waveform = Waveform(np.concatenate([hiss, tone(440, 1.0, level=0.5), hiss]), SAMPLE_RATE)
    assert trim_edges(waveform).seconds == pytest.approx(1.09, abs=0.002)


def test_a_quiet_voice_is_trimmed_as_a_loud_one():
    loud = padded_tone(0.5, 1.0, 0.7)
    quiet = Waveform(loud.samples * np.float32(0.001), SAMPLE_RATE)
    assert len(trim_edges(quiet).samples) == len(trim_edges(loud).samples)


def test_a_voice_without_silence_around_it_keeps_its_length_and_starts_and_ends_at_nothing():
    waveform = Waveform(np.ones(4800, np.float32), SAMPLE_RATE)
    trimmed = trim_edges(waveform).samples
    assert len(trimmed) == 4800
    assert trimmed[0] == trimmed[-1] == 0.0
    assert np.all(trimmed[120:-120] == 1.0)
    assert np.all(np.diff(trimmed[:121]) >= 0)
    assert np.all(waveform.samples == 1.0), "the waveform that was given is changed"


def test_a_pause_within_a_voice_stays():
    parts = [tone(440, 0.5), silence(2.0), tone(440, 0.5)]
    assert trim_edges(Waveform(np.concatenate(parts), SAMPLE_RATE)).seconds == pytest.approx(3.0, abs=0.01)


@pytest.mark.parametrize("num_samples", [0, 1, 24_000])
def test_a_piece_without_any_sound_stays_as_it_is(num_samples):
    waveform = Waveform(np.zeros(num_samples, np.float32), SAMPLE_RATE)
    np.testing.assert_array_equal(trim_edges(waveform).samples, waveform.samples)


@settings(max_examples=60)
@given(pieces)
def test_trimming_adds_no_sound_and_changes_none_but_the_fades(waveform):
    trimmed = trim_edges(waveform).samples
    assert len(trimmed) <= len(waveform.samples)
    assert np.abs(trimmed).max(initial=0) <= np.abs(waveform.samples).max(initial=0)
    middle = trimmed[120:-120]
    if len(middle):
        assert np.any(np.all(np.lib.stride_tricks.sliding_window_view(waveform.samples, len(middle)) == middle, axis=1))


@settings(max_examples=60)
@given(st.lists(st.tuples(pieces, st.floats(0, 0.3)), min_size=1, max_size=6))
def test_each_piece_stands_in_its_interval_and_its_pause_behind_it(parts):
    waveforms, pauses = zip(*parts)
    narration, intervals = join(waveforms, pauses)
    end = 0
    for waveform, pause, interval in zip(waveforms, pauses, intervals, strict=True):
        start, stop = round(interval.start_seconds * SAMPLE_RATE), round(interval.end_seconds * SAMPLE_RATE)
        assert start == end
        np.testing.assert_array_equal(narration.samples[start:stop], trim_edges(waveform).samples)
        end = stop + round(pause * SAMPLE_RATE)
        assert not narration.samples[stop:end].any()
    assert end == len(narration.samples)


def test_intervals_and_length_are_exact():
    second = Waveform(np.ones(100, np.float32), SAMPLE_RATE)
    narration, intervals = join([Waveform(silence(0.25), SAMPLE_RATE), second], [0.5, 0.0])
    assert intervals == [Interval(0.0, 0.25), Interval(0.75, 0.75 + 100 / SAMPLE_RATE)]
    assert len(narration.samples) == 18_000 + 100
    assert narration.samples.dtype == np.float32


def test_times_do_not_drift_over_thousands_of_pieces():
    piece = Waveform(np.ones(1001, np.float32), SAMPLE_RATE)
    narration, intervals = join([piece] * 3000, [0.0333333] * 3000)
    assert round(intervals[-1].start_seconds * SAMPLE_RATE) == 2999 * (1001 + 800)
    assert len(narration.samples) == 3000 * (1001 + 800)


@pytest.mark.parametrize("rates", [(24_000, 16_000), (16_000, 24_000), (22_050, 44_100), (16_000, 22_050)])
def test_voices_of_different_rates_meet_at_the_higher_one_and_keep_their_pitch(rates):
    frequencies = (440.0, 1200.0)
    waveforms = [Waveform(tone(f, 1.0, rate), rate) for f, rate in zip(frequencies, rates)]
    narration, intervals = join(waveforms, [0.2, 0.0])
    assert narration.sample_rate == max(rates)
    for frequency, interval in zip(frequencies, intervals, strict=True):
        start, stop = (round(s * narration.sample_rate) for s in (interval.start_seconds, interval.end_seconds))
        heard = narration.samples[start:stop]
        spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
        assert np.argmax(spectrum) * narration.sample_rate / len(heard) == pytest.approx(frequency, abs=2)
        assert interval.end_seconds - interval.start_seconds == pytest.approx(1.0, abs=0.01)


def test_resampling_keeps_the_sound():
    there = resample(Waveform(speech_like(1.0), 24_000), 48_000)
    back = resample(there, 24_000)
    assert there.sample_rate == 48_000
    assert len(there.samples) == 48_000
    assert np.corrcoef(back.samples, speech_like(1.0))[0, 1] > 0.999


def test_a_waveform_of_the_right_rate_is_not_copied():
    waveform = Waveform(speech_like(0.1), 24_000)
    assert resample(waveform, 24_000) is waveform


@pytest.mark.parametrize(("num_pieces", "pauses"), [(0, []), (0, [1.0]), (2, [0.1]), (1, [0.1, 0.2])], ids=str)
def test_pieces_and_pauses_must_be_as_many(num_pieces, pauses):
    with pytest.raises(ValueError, match=f"{num_pieces} waveforms and {len(pauses)} pauses"):
        join([Waveform(tone(440, 0.1), SAMPLE_RATE)] * num_pieces, pauses)
