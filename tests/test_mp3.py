"""MP3 files as two independent readers see them: libsndfile decodes, mutagen reads the info frame."""

import io

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode

from models.audio.mp3 import UnsupportedSampleRateError, encode_mp3
from tests.signals import noise, speech_like, tone

RATES = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000]
ODD_LENGTHS = [0, 1, 2, 575, 576, 577, 1151, 1152, 1153, 10_007, 96_003]


def pcm_of(samples: np.ndarray) -> np.ndarray:
    return np.rint(samples * 32767).astype(np.int16)


def decoded(data: bytes) -> np.ndarray:
    samples, _ = soundfile.read(io.BytesIO(data), dtype="float32")
    return samples


def lag(samples: np.ndarray, reference: np.ndarray) -> int:
    """Returns by how many samples one sound comes later than the other."""
    size = 2 * max(len(samples), len(reference))
    correlation = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(reference, size).conj(), size)
    position = int(np.argmax(correlation))
    return position - size if position > size // 2 else position


@pytest.mark.parametrize("num_samples", ODD_LENGTHS)
@pytest.mark.parametrize("sample_rate", RATES)
def test_as_many_samples_come_out_as_went_in(sample_rate, num_samples):
    data = encode_mp3(pcm_of(noise(num_samples, level=0.3)), sample_rate)
    assert len(decoded(data)) == num_samples


@pytest.mark.parametrize("num_samples", ODD_LENGTHS)
@pytest.mark.parametrize("sample_rate", RATES)
def test_the_info_frame_states_the_length_to_the_sample(sample_rate, num_samples):
    info = MP3(io.BytesIO(encode_mp3(pcm_of(noise(num_samples, level=0.3)), sample_rate))).info
    assert info.length * sample_rate == pytest.approx(num_samples, abs=0.01)
    assert info.sample_rate == sample_rate


@settings(max_examples=40)
@given(st.integers(0, 20_000), st.sampled_from(RATES), st.integers(0, 100))
def test_no_length_is_rounded_to_frames(num_samples, sample_rate, seed):
    assert len(decoded(encode_mp3(pcm_of(noise(num_samples, seed)), sample_rate))) == num_samples


@pytest.mark.parametrize("sample_rate", RATES)
def test_the_sound_stands_where_it_stood(sample_rate):
    samples = speech_like(3.0, sample_rate)
    heard = decoded(encode_mp3(pcm_of(samples), sample_rate))
    assert lag(heard, samples) == 0
    assert np.corrcoef(heard, samples)[0, 1] > 0.99


@pytest.mark.parametrize("sample_rate", RATES)
def test_a_click_near_either_end_is_neither_cut_off_nor_moved(sample_rate):
    samples = np.zeros(sample_rate, np.float32)
    samples[[400, -400]] = 0.9
    heard = np.abs(decoded(encode_mp3(pcm_of(samples), sample_rate)))
    middle = sample_rate // 2
    assert int(np.argmax(heard[:middle])) == 400
    assert int(np.argmax(heard[middle:])) == sample_rate - middle - 400


def test_players_are_told_that_the_bitrate_varies_and_who_encoded():
    info = MP3(io.BytesIO(encode_mp3(pcm_of(speech_like(2.0)), 24_000))).info
    assert info.bitrate_mode is BitrateMode.VBR
    assert info.encoder_info.startswith("LAME 3.100")
    assert info.channels == 1
    assert not info.sketchy


def test_speech_takes_about_eight_kilobytes_a_second():
    data = encode_mp3(pcm_of(speech_like(10.0)), 24_000)
    assert 30_000 < 8 * len(data) / 10 < 90_000


def test_silence_takes_less_than_speech():
    assert len(encode_mp3(np.zeros(240_000, np.int16), 24_000)) < len(encode_mp3(pcm_of(speech_like(10.0)), 24_000)) / 2


@pytest.mark.parametrize("sample_rate", [16_000, 44_100])
def test_equal_samples_give_equal_bytes(sample_rate):
    pcm = pcm_of(speech_like(1.5, sample_rate))
    assert encode_mp3(pcm, sample_rate) == encode_mp3(pcm.copy(), sample_rate)


def test_the_seek_table_points_to_where_each_percent_is_heard():
    data = encode_mp3(
        pcm_of(np.concatenate([np.zeros(24_000 * 10, np.float32), noise(24_000 * 10, level=0.5)])), 24_000
    )
    start = data.index(b"Xing")
    table = data[start + 16 : start + 116]
    assert list(table) == sorted(table)
    assert table[0] <= 2
    assert table[50] < 128  # the silent half is the smaller one
    assert int.from_bytes(data[start + 12 : start + 16]) == len(data)


def test_the_seek_table_of_an_even_sound_is_even():
    data = encode_mp3(pcm_of(noise(480_000, level=0.3)), 24_000)
    table = data[data.index(b"Xing") + 16 :][:100]
    assert list(table) == pytest.approx([2.56 * percent for percent in range(100)], abs=2)


def test_the_whole_range_of_samples_is_taken():
    square = np.where(tone(100, 1.0) >= 0, 32767, -32768).astype(np.int16)
    assert np.abs(decoded(encode_mp3(square, 24_000))).max() > 0.9


@pytest.mark.parametrize("sample_rate", [8_000, 12_000, 96_000])
def test_a_sample_rate_that_mp3_does_not_have_is_named(sample_rate):
    with pytest.raises(UnsupportedSampleRateError, match=f"{sample_rate} Hz"):
        encode_mp3(np.zeros(10, np.int16), sample_rate)
