"""What is known of a voice before it is loaded, and several voices as one."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from models import engines
from models.engines import (
    ENGINES,
    VOICE_LIST,
    LoadedVoice,
    VoiceBank,
    VoiceCard,
    batch_seconds_for,
    describe_voice,
    load_voices,
)
from models.hibari import PACE, REVISION
from models.kokoro.loading import KOKORO_82M
from models.speech import Speech, SynthesisFailure, Utterance, Waveform
from models.voices import Voice


class Echo:
    """Says back how it was called: the length of the text, at a level of its own."""

    def __init__(self, level: float) -> None:
        self.level = level
        self.batches: list[list[Utterance]] = []

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        self.batches.append(list(utterances))
        return [
            Waveform(np.full(len(u.text), self.level, np.float32), 24_000)
            if u.text
            else SynthesisFailure("no_speech", "nothing")
            for u in utterances
        ]


def utterance(text: str, voice: str) -> Utterance:
    return Utterance(text, "en", voice)


@pytest.fixture
def checkpoint(tmp_path) -> Path:
    folder = tmp_path / "deu"
    (folder / "deep").mkdir(parents=True)
    (folder / "config.json").write_bytes(b"{}")
    (folder / "deep" / "model.safetensors").write_bytes(b"weights")
    return folder


def card_of(folder: Path) -> VoiceCard:
    return describe_voice(Voice("vits", str(folder)))


def test_the_embedded_voice_is_known_without_being_loaded():
    card = describe_voice(Voice("hibari", "heart"))
    assert card == VoiceCard(Voice("hibari", "heart"), "en", "Apache-2.0", "in the package hibari-tts", REVISION)


def test_a_voice_of_the_hub_has_its_commit_as_revision():
    assert describe_voice(Voice("vits", "facebook/mms-tts-deu@0123abc#4")).revision == "0123abc"


def test_a_voice_of_the_hub_without_a_commit_is_refused():
    with pytest.raises(ValueError, match="names no revision; write vits:FOLDER or vits:OWNER/NAME@COMMIT"):
        describe_voice(Voice("vits", "facebook/mms-tts-deu"))


@pytest.mark.parametrize(
    ("voice", "message"),
    [
        (Voice("espeak", "en"), "no engine 'espeak'; the engines are hibari, "),
        (Voice("hibari", "emma"), "hibari:emma does not exist"),
    ],
)
def test_a_voice_that_there_is_not_is_an_error_that_names_those_there_are(voice, message):
    with pytest.raises(ValueError, match=message):
        describe_voice(voice)


def test_an_engine_whose_packages_are_missing_names_them(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "transformers" else name)
    with pytest.raises(ValueError, match="needs the packages transformers, which are not installed"):
        describe_voice(Voice("vits", "facebook/mms-tts-deu@1"))


def test_a_folder_has_the_hash_of_its_files_as_revision_wherever_it_lies(checkpoint, tmp_path):
    before = card_of(checkpoint).revision
    elsewhere = checkpoint.rename(tmp_path / "elsewhere")
    assert before.startswith("sha256:")
    assert card_of(elsewhere).revision == before


def change_a_byte(folder: Path) -> None:
    (folder / "deep" / "model.safetensors").write_bytes(b"Weights")


def rename_a_file(folder: Path) -> None:
    (folder / "config.json").rename(folder / "other.json")


def add_a_file(folder: Path) -> None:
    (folder / "vocab.json").write_bytes(b"")


def remove_a_file(folder: Path) -> None:
    (folder / "config.json").unlink()


@pytest.mark.parametrize("change", [change_a_byte, rename_a_file, add_a_file, remove_a_file])
def test_every_change_of_a_folder_changes_its_revision(checkpoint, change):
    before = card_of(checkpoint).revision
    change(checkpoint)
    assert card_of(checkpoint).revision != before


def test_every_voice_that_is_listed_is_of_an_engine_that_there_is():
    assert {Voice.parse(notation).engine for notation, *_ in VOICE_LIST} <= set(ENGINES)


def test_a_bank_knows_the_paces_that_were_measured():
    bank = VoiceBank({"hibari:heart": LoadedVoice(Echo(0.1), "heart", PACE), "vits:a": LoadedVoice(Echo(0.1), "a")})
    assert (bank.pace_of("hibari:heart"), bank.pace_of("vits:a")) == (PACE, None)


def test_a_bank_gives_each_utterance_to_its_voice_and_keeps_the_order():
    heart, anna = Echo(0.1), Echo(0.2)
    bank = VoiceBank({"hibari:heart": LoadedVoice(heart, "heart"), "vits:anna": LoadedVoice(anna, "anna")})
    texts = [("one", "hibari:heart"), ("three", "vits:anna"), ("", "vits:anna"), ("four", "hibari:heart")]
    spoken = bank.synthesize([utterance(text, voice) for text, voice in texts])
    assert [(len(s.samples), round(float(s.samples[0]), 1)) if isinstance(s, Waveform) else s.code for s in spoken] == [
        (3, 0.1),
        (5, 0.2),
        "no_speech",
        (4, 0.1),
    ]


def test_a_voice_gets_all_its_utterances_at_once_under_its_own_name():
    heart = Echo(0.1)
    bank = VoiceBank({"hibari:heart": LoadedVoice(heart, "heart"), "vits:a:b": LoadedVoice(Echo(0.2), "a:b")})
    bank.synthesize([utterance("one", "hibari:heart"), utterance("x", "vits:a:b"), utterance("two", "hibari:heart")])
    assert heart.batches == [[utterance("one", "heart"), utterance("two", "heart")]]


def test_no_utterances_are_no_speech():
    assert VoiceBank({}).synthesize([]) == []


def test_a_voice_that_gives_too_few_predictions_is_broken(monkeypatch):
    heart = Echo(0.1)
    monkeypatch.setattr(heart, "synthesize", lambda utterances: [])
    with pytest.raises(ValueError, match="shorter"):
        VoiceBank({"hibari:heart": LoadedVoice(heart, "heart")}).synthesize([utterance("one", "hibari:heart")])


def test_voices_of_one_synthesizer_are_spoken_in_one_batch():
    kokoro = Echo(0.1)
    bank = VoiceBank({"kokoro:a": LoadedVoice(kokoro, "a"), "kokoro:b": LoadedVoice(kokoro, "b")})
    bank.synthesize([utterance("one", "kokoro:a"), utterance("two", "kokoro:b")])
    assert kokoro.batches == [[utterance("one", "a"), utterance("two", "b")]]


def test_each_engine_loads_all_its_voices_at_once_with_device_and_threads(monkeypatch):
    loaded: list[tuple[list[str], str, int]] = []

    def load(names: Sequence[str], device: str, threads: int) -> dict[str, LoadedVoice]:
        loaded.append((list(names), device, threads))
        return {name: LoadedVoice(Echo(0.1), name) for name in names}

    engine = engines._Engine((), ENGINES["hibari"].describe, load)
    monkeypatch.setattr(engines, "ENGINES", {"one": engine, "other": engine})
    bank = load_voices([Voice("one", "a"), Voice("other", "b"), Voice("one", "c")], "cpu", 3)
    assert loaded == [(["a", "c"], "cpu", 3), (["b"], "cpu", 3)]
    assert isinstance(bank.synthesize([utterance("x", "other:b")])[0], Waveform)


def test_a_vits_checkpoint_is_loaded_once_for_all_its_speakers(tmp_path, monkeypatch):
    checkpoints: list[str] = []
    monkeypatch.setattr("models.vits.load_vits", lambda checkpoint, device: checkpoints.append(checkpoint) or Echo(0.1))
    bank = load_voices([Voice("vits", "folder#1"), Voice("vits", "folder#2")], "cpu", 1)
    assert checkpoints == ["folder"]
    assert len(bank.synthesize([utterance("one", "vits:folder#1"), utterance("two", "vits:folder#2")])) == 2


def test_kokoros_voices_name_their_checkpoint_or_mean_the_published_one(monkeypatch):
    calls: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(
        "models.kokoro.loading.load_kokoro",
        lambda checkpoint, voices, device: calls.append((checkpoint, voices)) or Echo(0.1),
    )
    load_voices([Voice("kokoro", "af_heart"), Voice("kokoro", "own/model#bm_george")], "cpu", 1)
    assert calls == [(KOKORO_82M, ["af_heart"]), ("own/model", ["bm_george"])]
    assert describe_voice(Voice("kokoro", "af_heart")).revision == KOKORO_82M


def test_the_embedded_voice_refuses_a_gpu_instead_of_leaving_it_idle():
    with pytest.raises(ValueError, match="on the CPU only"):
        load_voices([Voice("hibari", "heart")], "cuda", 1)


@pytest.mark.parametrize(
    ("names", "device", "gpus", "seconds"),
    [
        (("hibari:heart",), "auto", 1, 300),
        (("kokoro:af_heart",), "cpu", 1, 300),
        (("kokoro:af_heart",), "auto", 0, 300),
        (("kokoro:af_heart",), "auto", 1, 1_800),
        (("kokoro:af_heart",), "cuda", 0, 1_800),  # asked for where the job is put together, there where it runs
        (("hibari:heart", "vits:deu"), "auto", 1, 1_800),
    ],
)
def test_a_gpu_is_given_more_seconds_at_once(monkeypatch, names, device, gpus, seconds):
    monkeypatch.setattr("torch.cuda.is_available", lambda: gpus > 0)
    voices = [Voice(*name.split(":")) for name in names]
    assert batch_seconds_for(voices, device) == seconds
