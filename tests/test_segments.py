"""What is spoken: only words that no earlier run, and no other article of the batch, has had spoken the same way."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from apache_beam import Create
from apache_beam.testing.util import assert_that, is_empty

from models.audio.takes import Take
from models.handlers import SpeechModelHandler
from models.speech import Pronunciation, Speech, Utterance
from tests.conftest import FakeSynthesizer, script, segment
from tests.jobs import article, files_of, rows_of, run_job, write_records
from transforms.kept_speech import SpeechStore, speech_path
from transforms.synthesis import NarrateScripts, utterances_of


class Recorder(FakeSynthesizer):
    """A voice that writes down what it is asked to say; a new run starts with an empty page."""

    spoken: ClassVar[list[str]] = []

    def __init__(self) -> None:
        self.spoken.clear()

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        self.spoken.extend(utterance.text for utterance in utterances)
        return super().synthesize(utterances)


def no_voice() -> None:
    raise AssertionError("a voice was loaded")


CATALOGUE = [article("a", "The first ending."), article("b"), article("c")]


@pytest.fixture(scope="module")
def first_run(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    run_job(write_records(folder / "in.jsonl", CATALOGUE), folder / "out", voice=Recorder)
    return folder


@pytest.fixture
def output(first_run, tmp_path) -> Path:
    return shutil.copytree(first_run / "out", tmp_path / "out")


def test_equal_words_of_a_batch_are_spoken_once(first_run, tmp_path, pipeline, recipe):
    scripts = [script("a", "Same words.", "Other words.", "Same words."), script("b", "Same words.")]
    with pipeline as p:
        narrate = NarrateScripts(SpeechModelHandler(Recorder), str(tmp_path), recipe)
        assert_that((p | Create(scripts) | narrate).dead_letters, is_empty())
    assert sorted(Recorder.spoken) == ["Other words.", "Same words."]
    assert len(list(tmp_path.glob("audio/??/*.mp3"))) == 2


def test_an_edited_article_speaks_what_is_new_and_is_what_it_would_be_without_a_past(output, tmp_path):
    edited = write_records(tmp_path / "in.jsonl", [article("a", "Another ending."), *CATALOGUE[1:]])
    run_job(edited, output, voice=Recorder)
    assert Recorder.spoken == ["Another ending."]
    run_job(edited, tmp_path / "fresh", voice=Recorder)
    assert len(Recorder.spoken) > 3
    fresh = files_of(tmp_path / "fresh")
    made = files_of(output)
    audio = [name for name in fresh if name.startswith(("audio/", "state/speech/"))]
    assert {name: made[name] for name in audio if not name.endswith(".json")} == {
        name: fresh[name] for name in audio if not name.endswith(".json")
    }


def test_other_levels_and_formats_need_no_voice(first_run, output):
    summary = run_job(first_run / "in.jsonl", output, "--audio_format=flac", "--loudness=off", voice=no_voice)
    assert (summary["narrated"], summary["equation_holds"]) == (3, True)


def test_other_tags_need_no_voice(output, tmp_path):
    records = [record | {"url": f"https://example.org/{record['article_id']}"} for record in CATALOGUE]
    summary = run_job(write_records(tmp_path / "in.jsonl", records), output, voice=no_voice)
    assert (summary["narrated"], summary["equation_holds"]) == (3, True)
    assert {row["url"] for row in rows_of(output)} == {record["url"] for record in records}


def test_speech_that_is_lost_or_broken_is_spoken_again(first_run, output):
    for article_id, content in (("a", None), ("b", b"fLaC"), ("c", b"")):
        path = output / speech_path(article_id, 1)
        path.unlink() if content is None else path.write_bytes(content)
    run_job(first_run / "in.jsonl", output, "--loudness=off", voice=Recorder)
    assert {text for text in Recorder.spoken if text.startswith("About")} == {"About a.", "About b.", "About c."}
    assert files_of(output / "state" / "speech") == files_of(first_run / "out" / "state" / "speech")


def test_without_keeping_speech_none_is_kept_and_the_audio_is_the_same(tmp_path, pipeline, recipe):
    scripts, made = [script("a", "One."), script("b", "Two.")], {}
    with pipeline as p:
        for keep in (True, False):
            narrate = NarrateScripts(SpeechModelHandler(Recorder), str(tmp_path / str(keep)), recipe, keep_speech=keep)
            _ = p | f"Create {keep}" >> Create(scripts) | f"Narrate {keep}" >> narrate
    for keep in (True, False):
        made[keep] = files_of(tmp_path / str(keep) / "audio")
        assert (tmp_path / str(keep) / "state").exists() is keep
    assert made[True] == made[False]


# What a take is named by


def kept_after(recipe, tmp_path, utterance: Utterance, later: Utterance, **card: str) -> bool:
    """Returns whether what was kept of an utterance is found for a later one."""
    whole = script("a", utterance.text)
    SpeechStore(str(tmp_path), recipe).save(whole, {utterance: Take(np.ones(10, np.int16), 24_000)})
    cards = tuple(replace(entry, **card) for entry in recipe.voice_cards)
    return later in SpeechStore(str(tmp_path), replace(recipe, voice_cards=cards)).load(whole, [later])


PLAIN = utterances_of(script("a", "Rates rise."))[0]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Rates rise!"},
        {"language": "en-GB"},
        {"rate": 0.9},
        {"seed": 1},
        {"pronunciations": (Pronunciation(0, 5, "ɹAts"),)},
    ],
)
def test_an_utterance_that_sounds_different_is_not_found(recipe, tmp_path, change):
    assert kept_after(recipe, tmp_path, PLAIN, PLAIN)
    assert not kept_after(recipe, tmp_path, PLAIN, replace(PLAIN, **change))


def test_another_revision_of_a_voice_finds_nothing(recipe, tmp_path):
    assert not kept_after(recipe, tmp_path, PLAIN, PLAIN, revision="hibari-tts-0.2.2")
    assert kept_after(recipe, tmp_path, PLAIN, PLAIN, licence="MIT")


def test_pauses_and_places_do_not_change_what_is_spoken():
    whole = script("a", "Rates rise.")
    moved = replace(whole, segments=(segment("Rates rise.", 7, pause_seconds=2.0),))
    assert utterances_of(moved) == utterances_of(whole)
