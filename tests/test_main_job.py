"""The whole job on the sample catalogue, with the real voice: what a user finds in the output folder."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import soundfile
import torch
from scipy.signal import resample_poly
from torchaudio.functional import loudness

from pipeline.cli import main
from tests.tiny_models import save_tiny_vits
from transforms.manifest_schema import MANIFEST_SCHEMA

CATALOGUE = Path(__file__).parent / "data" / "catalogue.parquet"
NARRATED = {
    "tide-mill",
    "rye-loaf",
    "moon-tour",
    "small-print-cat",
    "csv-tutorial",
    "cup-final",
    "seven-kings",
    "heat-pumps",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("narrated")
    assert main(["run", f"--input={CATALOGUE}", f"--output={folder}", "--local_workers=2"]) == 0
    return folder


@pytest.fixture(scope="module")
def summary(output) -> dict:
    return json.loads((output / "summary.json").read_bytes())


@pytest.fixture(scope="module")
def rows(output) -> list[dict]:
    return pq.read_table(output / "manifest").to_pylist()


@pytest.fixture(scope="module")
def narrated(rows) -> list[dict]:
    return [row for row in rows if row["status"] == "narrated"]


def test_every_record_is_accounted_for(summary):
    assert summary["equation_holds"]
    assert {name: summary[name] for name in ("read", "narrated", "reused", "skipped", "dead_letters")} == {
        "read": 11, "narrated": 8, "reused": 0, "skipped": 2, "dead_letters": 1,
    }  # fmt: skip


def test_the_german_article_and_the_page_without_one_are_skipped_with_their_reasons(rows):
    skipped = {row["reason"] for row in rows if row["status"] == "skipped"}
    assert len(skipped) == 2
    assert any(reason.startswith("no_voice:de") for reason in skipped)


def test_the_row_without_a_body_is_a_dead_letter_that_names_it(output):
    (letter,) = [json.loads(line) for path in (output / "dead_letters").iterdir() for line in path.open()]
    assert (letter["stage"], letter["code"]) == ("read", "bad_record")
    assert letter["source"] == f"{CATALOGUE}#7"
    assert "no body" in letter["message"]


def test_the_manifest_has_the_contracts_columns_and_one_row_for_each_narration(output, narrated):
    assert pq.read_schema(next((output / "manifest").iterdir())).equals(MANIFEST_SCHEMA)
    assert {row["article_id"] for row in narrated} == NARRATED


def test_every_audio_file_is_what_its_row_says(output, narrated):
    for row in narrated:
        data = (output / row["audio_uri"]).read_bytes()
        assert len(data) == row["audio_bytes"]
        assert hashlib.sha256(data).hexdigest() == row["audio_sha256"]
        with soundfile.SoundFile(output / row["audio_uri"]) as file:
            assert file.samplerate == row["sample_rate"]
            assert file.frames / file.samplerate == pytest.approx(row["duration_seconds"], abs=0.05)


def test_loudness_and_true_peak_keep_the_target_by_other_meters(output, narrated):
    for row in narrated:
        samples, rate = soundfile.read(output / row["audio_uri"], dtype="float32")
        assert float(loudness(torch.from_numpy(samples)[None], rate)) == pytest.approx(-16, abs=1)
        assert abs(resample_poly(samples, 4, 1)).max() <= 10 ** (-1 / 20)


def test_captions_end_where_the_audio_ends_and_follow_the_segments(output, narrated):
    for row in narrated:
        cues = [line for line in (output / row["captions_uri"]).read_text().splitlines() if "-->" in line]
        assert len(cues) == len(row["segments"])
        minutes, seconds = cues[-1].split(" --> ")[1].split(":")[1:]
        assert 60 * int(minutes) + float(seconds) == pytest.approx(row["duration_seconds"], abs=0.002)


def test_segments_follow_each_other_without_overlap(narrated):
    for row in narrated:
        edges = [edge for part in row["segments"] for edge in (part["start_seconds"], part["end_seconds"])]
        assert edges == sorted(edges)


def test_every_block_is_spoken_described_or_skipped(narrated):
    for row in narrated:
        coverage = dict(row["coverage"])
        assert coverage.pop("blocks") == sum(coverage.values())
        assert coverage["failed"] == 0


def test_only_what_is_ours_is_marked_generated(narrated):
    for row in narrated:
        kinds = {part["generated"] for part in row["segments"] if part["role"] in ("paragraph", "heading", "headline")}
        assert kinds == {False}
        assert row["segments"][-1]["generated"]
        assert row["segments"][-1]["role"] == "disclosure"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted((folder / "audio").rglob("*.*"))}


@pytest.fixture
def copy(output, tmp_path) -> Iterator[Path]:
    yield shutil.copytree(output, tmp_path / "copy")


def run_again(folder: Path, *options: str) -> dict:
    assert main(["run", f"--input={CATALOGUE}", f"--output={folder}", "--local_workers=2", *options]) == 0
    return json.loads((folder / "summary.json").read_bytes())


def test_a_second_run_reuses_everything_and_loads_no_model(copy, narrated):
    before = snapshot(copy)
    summary = run_again(copy)
    assert (summary["narrated"], summary["reused"], summary["models_loaded"]) == (0, 8, 0)
    assert snapshot(copy) == before
    again = [row for row in pq.read_table(copy / "manifest").to_pylist() if row["status"] == "reused"]
    assert [row | {"status": "narrated"} for row in again] == narrated


def test_what_is_missing_is_made_again_byte_for_byte(copy):
    before = snapshot(copy)
    rows = sorted(path for path in copy.glob("audio/??/*.json") if not path.name.endswith(".chapters.json"))
    rows[0].unlink()
    rows[1].write_text("{ half a row")
    shutil.rmtree(copy / "state" / "speech")
    summary = run_again(copy)
    assert (summary["narrated"], summary["reused"], summary["models_loaded"]) == (2, 6, 1)
    assert snapshot(copy) == before


def test_processes_write_what_threads_write(output, tmp_path, rows):
    few = pq.read_table(CATALOGUE).slice(0, 2)
    pq.write_table(few, tmp_path / "few.parquet", row_group_size=1)
    arguments = [f"--input={tmp_path / 'few.parquet'}", f"--output={tmp_path / 'out'}", "--local_workers=2"]
    assert main(["run", *arguments, "--local_mode=processes"]) == 0
    made = snapshot(tmp_path / "out")
    assert len(made) == 8
    audio = {name for name in made if name.endswith((".mp3", ".vtt"))}
    assert {name: made[name] for name in audio} == {name: snapshot(output)[name] for name in audio}


def test_a_run_with_more_dead_letters_than_allowed_fails(tmp_path, capsys):
    pq.write_table(pa.table({"html": pa.array([None, None], pa.string())}), tmp_path / "null.parquet")
    assert main(["run", f"--input={tmp_path / 'null.parquet'}", f"--output={tmp_path / 'out'}"]) == 1
    assert "100% of the records are dead letters" in capsys.readouterr().err


def test_a_torch_voice_reads_the_german_article(tmp_path):
    (tmp_path / "voice").mkdir()
    voice = save_tiny_vits(tmp_path / "voice", speaking_rate=0.15)  # a letter lasts as long as in a trained voice
    arguments = [
        f"--input={CATALOGUE}",
        f"--output={tmp_path / 'out'}",
        f"--voices=de=vits:{voice}",
        "--local_workers=1",
    ]
    assert main(["run", *arguments]) == 0
    (row,) = [row for row in pq.read_table(tmp_path / "out" / "manifest").to_pylist() if row["status"] == "narrated"]
    assert (row["language"], row["engine"], row["sample_rate"]) == ("de", "vits", 16_000)
    assert row["model_revision"].startswith("sha256:")
    with soundfile.SoundFile(tmp_path / "out" / row["audio_uri"]) as file:
        assert file.frames / file.samplerate == pytest.approx(row["duration_seconds"], abs=0.05)
