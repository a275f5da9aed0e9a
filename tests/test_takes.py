"""Speech as it is kept: what comes back is what was used the first time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.audio.takes import Take, pack_takes, unpack_takes
from models.speech import SynthesisFailure, Waveform


def has_sound(take: Take) -> bool:
    return len(take.pcm) > 0


pcm = arrays.arrays(np.int16, st.integers(0, 3000), elements=st.integers(-32767, 32767))
some = st.builds(Take, pcm, st.sampled_from([16_000, 24_000]))
takes = st.dictionaries(st.text(max_size=5), some, max_size=4).filter(lambda kept: any(map(has_sound, kept.values())))


@settings(max_examples=50)
@given(takes)
def test_takes_read_back_as_they_were_kept(kept):
    found = unpack_takes(pack_takes(kept))
    assert list(found) == list(kept)
    for key, take in kept.items():
        assert found[key].sample_rate == take.sample_rate
        assert np.array_equal(found[key].pcm, take.pcm)


def test_equal_takes_give_equal_bytes():
    kept = {"a": Take(np.arange(1000, dtype=np.int16), 24_000)}
    assert pack_takes(kept) == pack_takes(dict(kept))


def test_a_take_is_the_same_however_often_it_is_kept():
    samples = np.linspace(-1.5, 1.5, 4001, dtype=np.float32)
    once = Take.of(Waveform(samples, 24_000))
    assert np.array_equal(Take.of(once.speech).pcm, once.pcm)
    assert np.abs(once.speech.samples - np.clip(samples, -1, 1)).max() <= 0.5 / 32767 + 1e-7


def test_that_there_is_no_sound_for_it_is_kept_and_other_failures_are_not():
    silent = Take.of(SynthesisFailure("no_speech", "nothing to say"))
    kept = pack_takes({"a": silent, "b": Take(np.ones(9, np.int16), 24_000)})
    assert unpack_takes(kept)["a"].speech.code == "no_speech"
    assert Take.of(SynthesisFailure("engine_error", "broken")) is None


def test_a_file_that_is_not_whole_is_an_error():
    whole = pack_takes({"a": Take(np.arange(9000, dtype=np.int16), 24_000)})
    for length in range(0, len(whole), 97):
        with pytest.raises(ValueError):
            unpack_takes(whole[:length])


@pytest.mark.parametrize("data", [b"", b"fLaC", b"{}", b"\0" * 500])
def test_a_file_of_another_kind_is_an_error(data):
    with pytest.raises(ValueError):
        unpack_takes(data)
