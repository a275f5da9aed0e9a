"""Speaking and writing scripts: batches, failures, and what comes out of the stage."""

import io
import json
from dataclasses import replace

import mutagen
import numpy as np
import pytest
from apache_beam import Create, Map
from apache_beam.testing.util import assert_that, equal_to, is_empty

from models.handlers import SpeechModelHandler
from models.speech import SynthesisFailure, Waveform
from tests.conftest import SAMPLE_RATE, UNSPEAKABLE, FakeSynthesizer, script, segment
from transforms.outcomes import ArticleError
from transforms.scripts import Role, predicted_seconds
from transforms.synthesis import NarrateScripts, SynthesizeNarrations, assemble, utterances_of
from transforms.writing import write_narration


def tone(seconds: float) -> Waveform:
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return Waveform((0.1 * np.sin(2 * np.pi * 300 * time)).astype(np.float32), SAMPLE_RATE)


def test_unspeakable_text_does_not_take_its_batch_down(pipeline):
    scripts = [script("first", "One."), script("second", UNSPEAKABLE), script("third", "Three.")]
    with pipeline as p:
        spoken = p | Create(scripts) | SynthesizeNarrations(SpeechModelHandler(FakeSynthesizer))
        assert_that(spoken.results | Map(lambda n: n.article_id), equal_to(["first", "third"]), label="narrations")
        failed = spoken.dead_letters | Map(lambda letter: (letter.stage, letter.code, letter.article_id))
        assert_that(failed, equal_to([("synthesize", "synthesis_failed", "second")]), label="dead letters")


@pytest.mark.parametrize("batch_seconds", [0.1, 5.0, 1000.0])
def test_every_script_is_spoken_once_whatever_the_size_of_batches(pipeline, batch_seconds):
    scripts = [script(f"article {number}", *["Some words to say."] * number) for number in range(1, 12)]
    with pipeline as p:
        spoken = p | Create(scripts) | SynthesizeNarrations(SpeechModelHandler(FakeSynthesizer), batch_seconds)
        segments = spoken.results | Map(lambda n: (n.article_id, len(n.intervals)))
        assert_that(segments, equal_to([(f"article {number}", number) for number in range(1, 12)]))


def test_speeches_stay_with_their_script_and_segment():
    spoken = assemble(script("a", "One.", "Two.", "Three."), [tone(0.5), tone(1.0), tone(1.5)])
    lengths = [interval.end_seconds - interval.start_seconds for interval in spoken.intervals]
    assert lengths == pytest.approx([0.5, 1.0, 1.5], abs=0.01)


def test_pauses_of_the_script_stand_between_the_segments():
    both = replace(script("a", "One.", "Two."), segments=(segment("One.", 0, pause_seconds=1.25), segment("Two.", 1)))
    first, second = assemble(both, [tone(0.5), tone(0.5)]).intervals
    assert second.start_seconds - first.end_seconds == pytest.approx(1.25, abs=1 / SAMPLE_RATE)


def test_a_segment_without_sound_is_left_out_and_counted_as_failed(tmp_path, recipe):
    whole = script("a", "A long sentence that is spoken in full and without any trouble at all.", "\N{SNOWMAN}")
    silent = SynthesisFailure("no_speech", "there is nothing to say")
    row = write_narration(assemble(whole, [tone(3.0), silent]), str(tmp_path), recipe)
    assert [spoken.text for spoken in row.segments] == [whole.segments[0].text]
    assert (row.coverage.spoken, row.coverage.failed) == (1, 1)
    assert [(skip.block, skip.rule, skip.text) for skip in row.skips] == [(1, "no_speech", "\N{SNOWMAN}")]


def test_an_article_that_the_voice_mostly_has_no_sound_for_is_not_narrated():
    silent = SynthesisFailure("no_speech", "there is nothing to say")
    with pytest.raises(ArticleError, match="has no sound for"):
        assemble(script("a", "Short.", "A sentence that no voice can say."), [tone(1.0), silent])


def test_equal_words_get_equal_noise_in_every_article():
    first, second = utterances_of(script("a", "Same words.", "Other words.")), utterances_of(script("b", "Same words."))
    assert first[0].seed == second[0].seed != first[1].seed


def test_longer_words_and_pauses_make_a_longer_prediction():
    short, long = script("a", "Few words."), script("a", "Many, many more words than those few.")
    assert predicted_seconds(long.segments) > predicted_seconds(short.segments) > 0.5


def test_batch_seconds_must_be_positive():
    with pytest.raises(ValueError, match="batch_seconds must be positive"):
        SynthesizeNarrations(SpeechModelHandler(FakeSynthesizer), 0)


def test_the_row_describes_the_files_that_stand_in_the_output_folder(tmp_path, recipe, pipeline):
    handler = SpeechModelHandler(FakeSynthesizer)
    with pipeline as p:
        written = p | Create([script("a", "One.", "Two.")]) | NarrateScripts(handler, str(tmp_path), recipe)
        assert_that(written.dead_letters, is_empty(), label="no dead letters")
    (sidecar,) = tmp_path.glob("audio/??/a-1-*[0-9a-f].json")
    row = json.loads(sidecar.read_bytes())
    assert {uri.name for uri in sidecar.parent.iterdir()} == {
        (tmp_path / row[name]).name for name in ("audio_uri", "captions_uri", "chapters_uri")
    } | {sidecar.name}
    assert (tmp_path / row["audio_uri"]).stat().st_size == row["audio_bytes"]
    assert [segment["text"] for segment in row["segments"]] == ["One.", "Two."]


def test_the_last_caption_ends_where_the_audio_ends(tmp_path, recipe):
    row = write_narration(assemble(script("a", "One.", "Two."), [tone(1.0), tone(1.0)]), str(tmp_path), recipe)
    captions = (tmp_path / row.captions_uri).read_text()
    assert row.segments[-1].end_seconds == row.duration_seconds
    assert f"--> 00:00:{row.duration_seconds:06.3f}\nTwo." in captions


def test_headline_and_headings_become_chapters(tmp_path, recipe):
    parts = (("A headline", None, Role.HEADLINE), ("Text.", 0, Role.PARAGRAPH), ("Why now?", 1, Role.HEADING))
    whole = replace(script("a", "x", "y"), segments=tuple(segment(text, block, role) for text, block, role in parts))
    row = write_narration(assemble(whole, [tone(1.0), tone(2.0), tone(1.0)]), str(tmp_path), recipe)
    chapters = json.loads((tmp_path / row.chapters_uri).read_bytes())["chapters"]
    starts = [row.segments[0].start_seconds, row.segments[2].start_seconds]
    assert [(chapter["title"], chapter["startTime"]) for chapter in chapters] == [
        ("A headline", starts[0]),
        ("Why now?", pytest.approx(starts[1], abs=0.001)),
    ]


def test_a_part_of_a_long_article_is_a_track_of_it(tmp_path, recipe):
    part = replace(script("a", "One."), part=2, parts=3)
    row = write_narration(assemble(part, [tone(1.0)]), str(tmp_path), recipe)
    assert mutagen.File(io.BytesIO((tmp_path / row.audio_uri).read_bytes())).tags["TRCK"] == "2/3"


def test_writing_the_same_narration_again_gives_the_same_bytes(tmp_path, recipe):
    for folder in ("first", "second"):
        write_narration(assemble(script("a", "One."), [tone(1.0)]), str(tmp_path / folder), recipe)
    first, second = (
        {path.relative_to(tmp_path / folder): path.read_bytes() for path in (tmp_path / folder).rglob("*.*")}
        for folder in ("first", "second")
    )
    assert first == second
    assert len(first) == 4
