"""Files at the level asked for, measured on what they decode to by meters that Narrate does not use itself."""

import io

import av
import numpy as np
import pytest
import soundfile

from models.audio.encoding import EncodedAudio, encode
from models.audio.formats import AUDIO_FORMATS, EncodingError
from models.audio.levels import decibels
from models.audio.tags import Chapter, Tags
from models.audio.targets import LOUDNESS_TARGETS, LoudnessTarget
from models.speech import Waveform
from tests import meters
from tests.signals import noise, speech_like, tone

TAGS = Tags("Rates rise again", artist="A. Cole", album="The Paper", date="2026-01-06", comments=(("voice", "yes"),))
SHARP = speech_like(3.0, seed=11)
SHARP = (np.sign(SHARP) * np.abs(SHARP) ** 1.6).astype(np.float32)
BURST = speech_like(3.0)
BURST[24_000:24_100] = 0.99

SOUNDS = {
    "speech": Waveform(speech_like(4.0), 24_000),
    "another voice": Waveform(speech_like(4.0, seed=5), 24_000),
    "speech at 16 kHz": Waveform(speech_like(3.0, 16_000), 16_000),
    "speech at 44.1 kHz": Waveform(speech_like(3.0, 44_100), 44_100),
    "a tenth of a second": Waveform(speech_like(0.1, seed=3), 24_000),
    "half a second": Waveform(speech_like(0.5), 24_000),
    "very quiet": Waveform(speech_like(3.0, level=0.003), 24_000),
    "clipped": Waveform(np.clip(speech_like(3.0) * 20, -1, 1).astype(np.float32), 24_000),
    "beyond full scale": Waveform(speech_like(3.0, level=4.0), 24_000),
    "sharp": Waveform(SHARP, 24_000),
    "with a burst": Waveform(BURST, 24_000),
    "square wave": Waveform(np.sign(tone(150, 3.0)).astype(np.float32), 24_000),
    "noise": Waveform(noise(72_000, level=0.5), 24_000),
}
HARD_TO_LIFT = {
    "clicks": np.where(np.arange(72_000) % 2400 == 0, np.float32(0.9), np.float32(0)),
    "one sample": np.full(1, 0.5, np.float32),
    "crest of 30 dB": (speech_like(3.0) ** 3).astype(np.float32),
}


def heard(audio: EncodedAudio) -> np.ndarray:
    """Returns the samples that a player decodes."""
    if audio.data[4:8] != b"ftyp":
        samples, _ = soundfile.read(io.BytesIO(audio.data), dtype="float64")
        return samples
    with av.open(io.BytesIO(audio.data)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)]).astype(np.float64)


def loudness_of(audio: EncodedAudio) -> float:
    return meters.loudness_lufs(heard(audio), audio.sample_rate)


def peak_of(audio: EncodedAudio) -> float:
    return decibels(meters.true_peak(heard(audio)))


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
@pytest.mark.parametrize("target", LOUDNESS_TARGETS)
@pytest.mark.parametrize("sound", SOUNDS)
def test_a_file_is_as_loud_as_asked_for_and_keeps_its_ceiling(sound, target, audio_format):
    audio = encode(SOUNDS[sound], AUDIO_FORMATS[audio_format], LOUDNESS_TARGETS[target], TAGS)
    assert loudness_of(audio) == pytest.approx(LOUDNESS_TARGETS[target].lufs, abs=0.55)
    assert peak_of(audio) <= LOUDNESS_TARGETS[target].true_peak_dbtp


@pytest.mark.parametrize("samples", HARD_TO_LIFT.values(), ids=HARD_TO_LIFT)
def test_the_ceiling_goes_before_the_loudness(samples):
    audio = encode(Waveform(samples, 24_000), AUDIO_FORMATS["mp3"], LOUDNESS_TARGETS["apple"], TAGS)
    assert peak_of(audio) <= -1.0
    assert audio.levels.loudness_lufs < -16.0


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
def test_the_levels_of_a_file_are_those_that_other_meters_show(audio_format):
    audio = encode(SOUNDS["speech"], AUDIO_FORMATS[audio_format], LOUDNESS_TARGETS["apple"], TAGS)
    assert audio.levels.loudness_lufs == pytest.approx(loudness_of(audio), abs=0.05)
    assert audio.levels.true_peak_dbtp == pytest.approx(peak_of(audio), abs=0.2)


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
@pytest.mark.parametrize("sample_rate", [16_000, 22_050, 24_000, 44_100])
def test_a_file_is_as_long_as_what_was_spoken(audio_format, sample_rate):
    waveform = Waveform(speech_like(1.0, sample_rate)[:-7], sample_rate)
    audio = encode(waveform, AUDIO_FORMATS[audio_format], LOUDNESS_TARGETS["apple"], TAGS)
    assert len(heard(audio)) == pytest.approx(audio.seconds * audio.sample_rate)
    if audio_format in ("m4a", "opus"):  # AAC comes in frames of 1024 samples, Opus has five rates
        assert audio.seconds == pytest.approx(waveform.seconds, abs=0.05)
        assert audio.sample_rate >= sample_rate
    else:
        assert audio.seconds == waveform.seconds
        assert audio.sample_rate == sample_rate


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
@pytest.mark.parametrize("target", [None, *LOUDNESS_TARGETS.values()])
@pytest.mark.parametrize("num_samples", [0, 1, 24_000])
def test_silence_is_no_narration(audio_format, target, num_samples):
    waveform = Waveform(np.zeros(num_samples, np.float32), 24_000)
    with pytest.raises(EncodingError, match="silent"):
        encode(waveform, AUDIO_FORMATS[audio_format], target, TAGS)


def test_what_no_meter_can_hear_is_no_narration():
    with pytest.raises(EncodingError, match="no measurable loudness"):
        encode(Waveform(noise(48_000, level=1e-5), 24_000), AUDIO_FORMATS["mp3"], LOUDNESS_TARGETS["apple"], TAGS)


def test_samples_that_are_no_numbers_are_no_narration():
    samples = speech_like(1.0)
    samples[500] = np.nan
    with pytest.raises(EncodingError, match="no measurable loudness"):
        encode(Waveform(samples, 24_000), AUDIO_FORMATS["mp3"], LOUDNESS_TARGETS["apple"], TAGS)


def test_a_ceiling_that_no_encoding_keeps_is_an_error(monkeypatch):
    monkeypatch.setattr("models.audio.encoding.limit", lambda samples, sample_rate, ceiling: np.sign(samples))
    with pytest.raises(EncodingError, match=r"ceiling of -1.0 dBTP"):
        encode(SOUNDS["half a second"], AUDIO_FORMATS["wav"], LOUDNESS_TARGETS["apple"], TAGS)


@pytest.mark.parametrize("audio_format", ["flac", "wav"])
def test_without_a_target_every_sample_stays_as_it_is(audio_format):
    waveform = SOUNDS["speech"]
    audio = encode(waveform, AUDIO_FORMATS[audio_format], None, TAGS)
    np.testing.assert_allclose(heard(audio), waveform.samples, rtol=0, atol=1.1 / 32767)


def test_without_a_target_samples_beyond_full_scale_are_cut_off_not_wrapped_round():
    audio = encode(Waveform(tone(100, 1.0, level=1.5), 24_000), AUDIO_FORMATS["wav"], None, TAGS)
    cut_off = np.clip(tone(100, 1.0, level=1.5), -1, 1)
    np.testing.assert_allclose(heard(audio), cut_off, rtol=0, atol=2 / 32767)


def test_the_gain_is_the_same_from_beginning_to_end():
    samples = np.concatenate([speech_like(2.0, level=0.05), speech_like(2.0, level=0.1)])
    audio = encode(Waveform(samples, 24_000), AUDIO_FORMATS["wav"], LoudnessTarget(-26.0, -1.0), TAGS)
    loud = np.abs(samples) > 0.001
    gain = heard(audio)[loud] / samples[loud]
    assert gain.max() / gain.min() == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
def test_equal_narrations_give_equal_bytes(audio_format):
    tags = Tags("T", comments=(("a", "b"),), chapters=(Chapter("One", 0.0, 1.0),))
    files = {
        encode(SOUNDS["half a second"], AUDIO_FORMATS[audio_format], LOUDNESS_TARGETS["apple"], tags).data
        for _ in range(3)
    }
    assert len(files) == 1


@pytest.mark.parametrize("audio_format", AUDIO_FORMATS)
@pytest.mark.parametrize("title", ["", "\0", "a\0b", "two\nlines", "東京 🌊", "long " * 20_000])
def test_no_title_costs_the_audio(audio_format, title):
    audio = encode(SOUNDS["half a second"], AUDIO_FORMATS[audio_format], None, Tags(title))
    assert len(heard(audio)) == pytest.approx(12_000, abs=1_024)


def test_bytes_that_are_no_audio_are_an_error():
    with pytest.raises(EncodingError, match="cannot be decoded"):
        AUDIO_FORMATS["mp3"].decode(b"no audio")
