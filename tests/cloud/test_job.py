"""The job from and to Cloud Storage, by the same code as on a disk; the cloud is the loopback fake."""

import io
import json
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from google.cloud import storage as cloud_storage

from models import storage
from models.engines import describe_voice, load_voices
from models.speech import Utterance, Waveform
from models.voices import Voice
from pipeline.cli import main
from tests.conftest import FakeSynthesizer
from tests.fakegcs import FakeGcs, fake_gcs
from tests.tiny_kokoro import save_tiny_kokoro
from tests.tiny_models import save_tiny_vits

ROOT = Path(__file__).parent.parent.parent
WORDS = "The old mill by the river turns again, after its owners had mended the wheel with oak from their own wood. "
ARTICLES = [{"article_id": f"mill-{number}", "title": f"Mill {number}", "text": 4 * WORDS} for number in range(9)]
RECORDS = [*ARTICLES, {"article_id": "short", "text": "Too few words."}, {"article_id": "empty", "text": None}]
LEXICON = """<lexicon version="1.0" alphabet="ipa" xml:lang="en"
xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
<lexeme><grapheme>mill</grapheme><alias>windmill</alias></lexeme></lexicon>"""
LONGEST_WAIT_SECONDS = 60.0


@pytest.fixture(scope="module")
def gcs() -> Iterator[FakeGcs]:
    storage._client.cache_clear()
    with fake_gcs() as fake:
        yield fake
    storage._client.cache_clear()


def new_bucket() -> str:
    name = f"bucket-{uuid.uuid4().hex}"
    cloud_storage.Client().create_bucket(name)
    catalogue = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(RECORDS), catalogue, row_group_size=4)
    storage.write_bytes(f"gs://{name}/in/catalogue.parquet", catalogue.getvalue())
    return f"gs://{name}"


@pytest.fixture
def bucket(gcs) -> str:
    return new_bucket()


def run(bucket: str, *options: str) -> dict:
    assert main(["run", f"--input={bucket}/in/*.parquet", f"--output={bucket}/out", *options]) == 0
    return json.loads(storage.read_bytes(f"{bucket}/out/summary.json"))


def narrations(bucket: str) -> dict[str, bytes]:
    root = f"{bucket}/out/"
    return {path.removeprefix(root): storage.read_bytes(path) for path in storage.match(f"{root}audio/**")}


def rows_in(bucket: str) -> list[str]:
    """Returns the files that are written last of each narration."""
    sidecars = storage.match(f"{bucket}/out/audio/*/*.json")
    return [path for path in sidecars if not path.endswith(".chapters.json")]


@pytest.fixture
def quick_voice(monkeypatch) -> None:
    monkeypatch.setattr("pipeline.handlers.load_voices", lambda *_: FakeSynthesizer())


@pytest.fixture(scope="module")
def narrated(gcs) -> tuple[str, dict]:
    """A bucket whose catalogue has been narrated once, and the summary of that run."""
    bucket = new_bucket()
    with mock.patch("pipeline.handlers.load_voices", lambda *_: FakeSynthesizer()):
        return bucket, run(bucket)


def test_the_job_reads_from_a_bucket_and_writes_to_it(narrated):
    bucket, summary = narrated
    assert summary["equation_holds"]
    assert (summary["read"], summary["narrated"], summary["skipped"], summary["dead_letters"]) == (11, 9, 1, 1)
    assert len(storage.match(f"{bucket}/out/audio/*/*.mp3")) == len(rows_in(bucket)) == 9


def test_manifest_and_dead_letters_stand_in_the_bucket(narrated):
    bucket, _ = narrated
    (manifest,) = storage.match(f"{bucket}/out/manifest/*.parquet")
    with storage.open_input(manifest) as stream:
        assert pq.read_table(stream).num_rows == 10
    (letters,) = storage.match(f"{bucket}/out/dead_letters/*.jsonl")
    assert json.loads(storage.read_bytes(letters))["source"] == f"{bucket}/in/catalogue.parquet#10"


def test_a_lexicon_is_read_from_a_bucket(bucket, quick_voice):
    storage.write_bytes(f"{bucket}/words.pls", LEXICON.encode())
    run(bucket, f"--lexicon={bucket}/words.pls", "--limit=1")
    (row,) = rows_in(bucket)
    assert "windmill" in storage.read_bytes(row).decode()


def kill_after(bucket: str, narrations_done: int) -> None:
    """Runs the job in a process of its own and kills it as soon as it has finished some of its narrations."""
    options = [f"--input={bucket}/in/*.parquet", f"--output={bucket}/out", "--local_workers=1", "--batch_seconds=1"]
    command = [sys.executable, "-m", "tests.cloud.slow_job", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as job:
        deadline = time.monotonic() + LONGEST_WAIT_SECONDS
        while len(rows_in(bucket)) < narrations_done:
            assert job.poll() is None, "the job has ended before it could be killed"
            assert time.monotonic() < deadline, "the job writes nothing"
            time.sleep(0.05)
        job.kill()
    assert job.returncode == -signal.SIGKILL


def test_a_killed_job_goes_on_where_it_was_and_ends_with_the_same_files(narrated, bucket, quick_voice):
    kill_after(bucket, narrations_done=3)
    finished = rows_in(bucket)
    assert 3 <= len(finished) < 9
    for row in finished:
        assert storage.exists(f"{row.removesuffix('.json')}.mp3")
    assert not storage.exists(f"{bucket}/out/summary.json")

    resumed = run(bucket)
    assert (resumed["narrated"], resumed["reused"]) == (9 - len(finished), len(finished))
    assert {name: data for name, data in narrations(bucket).items() if name.endswith((".mp3", ".vtt"))} == {
        name: data for name, data in narrations(narrated[0]).items() if name.endswith((".mp3", ".vtt"))
    }
    again = run(bucket)
    assert (again["narrated"], again["reused"], again["models_loaded"]) == (0, 9, 0)


@pytest.mark.parametrize(
    ("engine", "save", "name"), [("vits", save_tiny_vits, ""), ("kokoro", save_tiny_kokoro, "#af_tiny")]
)
def test_a_voice_is_loaded_from_a_bucket_and_known_by_its_checksums(engine, save, name, bucket, tmp_path):
    checkpoint = save(tmp_path)
    for path in filter(Path.is_file, checkpoint.rglob("*")):
        storage.write_bytes(f"{bucket}/voice/{path.relative_to(checkpoint)}", path.read_bytes())
    voice = Voice.parse(f"{engine}:{bucket}/voice{name}")
    (speech,) = load_voices([voice], "cpu", 1).synthesize([Utterance("the mill turns", "en", str(voice))])
    assert isinstance(speech, Waveform)
    before = describe_voice(voice).revision
    assert before.startswith("crc32c:")
    storage.write_bytes(f"{bucket}/voice/config.json", b"{}")
    assert describe_voice(voice).revision != before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--output=gs://no-such-bucket/out"], "--output gs://no-such-bucket/out: "),
        (["--input=gs://no-such-bucket/*.parquet"], "--input gs://no-such-bucket/*.parquet: "),
        (["--voices=en=vits:gs://no-such-bucket/voice"], "--voices: gs://no-such-bucket/voice does not exist"),
        (["--lexicon=gs://no-such-bucket/words.pls"], "--lexicon: gs://no-such-bucket/words.pls does not exist"),
    ],
)
def test_a_bucket_that_is_not_there_is_a_line_before_anything_runs(options, message, bucket, capsys):
    assert main(["run", f"--input={bucket}/in/*.parquet", f"--output={bucket}/out", *options]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "does the bucket gs://no-such-bucket?" in error
    assert error.count("\n") == 1


def test_a_folder_without_files_is_no_voice(bucket, capsys):
    arguments = [f"--input={bucket}/in/*.parquet", f"--output={bucket}/out", f"--voices=en=vits:{bucket}/empty"]
    assert main(["run", *arguments]) == 2
    assert f"--voices: {bucket}/empty holds no file" in capsys.readouterr().err
