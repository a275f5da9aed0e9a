"""The embedded voice itself: what it says can be told by its phonemes, how it says it by its samples."""

import numpy as np
import pytest

from models import hibari
from models.hibari import HibariSynthesizer, ModelMismatchError, load_hibari
from models.speech import Pronunciation, SynthesisFailure, Utterance, Waveform


@pytest.fixture(scope="module")
def voice() -> HibariSynthesizer:
    return load_hibari("heart")


def utterance(text: str, *pronunciations: Pronunciation, seed: int = 1, rate: float = 1.0) -> Utterance:
    return Utterance(text, "en", "heart", rate, seed, pronunciations)


def samples(speech: Waveform | SynthesisFailure) -> np.ndarray:
    assert isinstance(speech, Waveform), speech
    return speech.samples


def test_words_become_sound(voice):
    [speech] = voice.synthesize([utterance("Rates rise again.")])
    assert speech.sample_rate == 24_000
    assert samples(speech).dtype == np.float32
    assert 0.8 < speech.seconds < 2.5
    assert 0.05 < np.abs(samples(speech)).max() <= 1.0


def test_an_utterance_sounds_the_same_whatever_was_spoken_before_it(voice):
    first = utterance("Rates rise again.")
    [alone] = voice.synthesize([first])
    [_, after_another] = voice.synthesize([utterance("Two boats.", seed=9), first])
    np.testing.assert_array_equal(samples(after_another), samples(alone))


def test_the_seed_decides_the_noise_and_not_the_length(voice):
    one, other = map(samples, voice.synthesize([utterance("Two boats.", seed=1), utterance("Two boats.", seed=2)]))
    assert len(one) == len(other)
    assert not np.array_equal(one, other)


def test_several_threads_give_the_samples_of_one_in_order(voice):
    texts = ["One.", "Two boats lie here.", "\N{FIRE}", "Three.", "Four and twenty."]
    alone = voice.synthesize([utterance(text) for text in texts])
    together = HibariSynthesizer(voice._speaker, threads=3).synthesize([utterance(text) for text in texts])
    for one, other in zip(alone, together, strict=True):
        if isinstance(one, Waveform):
            np.testing.assert_array_equal(samples(other), one.samples)
        else:
            assert other == one


def test_the_rate_changes_the_pace(voice):
    slow, fast = voice.synthesize([utterance("Rates rise again.", rate=0.8), utterance("Rates rise again.", rate=1.25)])
    assert slow.seconds > 1.2 * fast.seconds


@pytest.mark.parametrize("text", ["", " ", "\N{FIRE}", "日本語", "...", "—", "[]", "\0"])
def test_what_has_no_sound_is_a_failure_in_its_place(voice, text):
    before, silent, after = voice.synthesize([utterance("One."), utterance(text), utterance("Two.")])
    assert isinstance(before, Waveform)
    assert isinstance(after, Waveform)
    assert isinstance(silent, SynthesisFailure)
    assert silent.code == "no_speech"


def test_an_engine_that_breaks_at_one_text_speaks_the_others(voice, monkeypatch):
    g2p = voice._speaker.g2p

    class Brittle:
        def __call__(self, text: str, **options: bool) -> str:
            if "boom" in text:
                raise IndexError("out of range")
            return g2p(text, **options)

    monkeypatch.setattr(voice._speaker, "_g2p", Brittle())
    good, bad = voice.synthesize([utterance("One."), utterance("boom")])
    assert isinstance(good, Waveform)
    assert bad == SynthesisFailure("engine_error", "IndexError: out of range")


def test_samples_that_are_no_numbers_are_a_failure(voice, monkeypatch):
    monkeypatch.setattr(voice._speaker, "from_ids", lambda *_: np.full(100, np.nan, np.float32))
    [speech] = voice.synthesize([utterance("One.")])
    assert speech.code == "bad_audio"


def test_a_pronunciation_changes_the_word_and_no_other(voice):
    plain, told = (
        voice._phonemes(utterance("The gif is here.", *said)) for said in ([], [Pronunciation(4, 7, "/dʒɪf/")])
    )
    assert told == [plain[0].replace("ɡˈɪf", "ʤˈɪf")]
    assert told != plain
    one, other = voice.synthesize(
        [utterance("The gif is here."), utterance("The gif is here.", Pronunciation(4, 7, "dʒɪf"))]
    )
    assert not np.array_equal(samples(one), samples(other))


def test_several_pronunciations_are_each_put_where_they_belong(voice):
    said = (Pronunciation(9, 13, "bi"), Pronunciation(0, 4, "ˈeɪ"))
    assert voice._phonemes(utterance("Alfa and beta.", *said)) == ["ˈA ænd bˈi."]


def test_a_point_inside_a_pronounced_word_ends_no_sentence(voice):
    [phonemes] = voice._phonemes(utterance("The U.S. Army came.", Pronunciation(4, 8, "juːˈɛs")))
    assert phonemes.startswith("ðə juˈɛs ")


def test_phonemes_that_an_article_writes_itself_are_not_obeyed(voice):
    [phonemes] = voice._phonemes(utterance("A [cat](/dˈɔɡ/) here."))
    assert "kˈæt" in phonemes


@pytest.mark.parametrize("text", ["It’s late.", "It's late."])
def test_typographic_apostrophes_are_spoken_as_plain_ones(voice, text):
    assert voice._phonemes(utterance(text)) == voice._phonemes(utterance("It's late."))


def test_numbers_are_the_composers_matter_not_the_voices(voice, monkeypatch):
    seen = []
    monkeypatch.setattr(voice._speaker, "_g2p", lambda text, **options: seen.append(options) or "wˈʌn")
    voice.synthesize([utterance("One.")])
    assert seen == [{"normalize_text": False}]


def test_another_network_is_refused(monkeypatch):
    monkeypatch.setattr(hibari, "_MODEL_SHA256", "0" * 64)
    with pytest.raises(ModelMismatchError, match=r"install hibari-tts==0\.2\.1"):
        load_hibari("heart")


def test_another_voice_is_refused_without_a_download():
    with pytest.raises(ValueError, match="no voice 'emma'"):
        load_hibari("emma")
