"""The job from and to Cloud Storage, by the same code as on a disk; the cloud is the loopback fake."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.cloud import storage as cloud_storage

from models import storage
from pipeline.cli import main
from tests.conftest import FakeSynthesizer
from tests.fakegcs import fake_gcs

CATALOGUE = Path(__file__).parent / "data" / "catalogue.parquet"


@pytest.fixture
def bucket(monkeypatch) -> Iterator[str]:
    monkeypatch.setattr("pipeline.cli.load_voices", lambda *_: FakeSynthesizer())
    storage._client.cache_clear()
    with fake_gcs():
        name = f"bucket-{uuid.uuid4().hex}"
        cloud_storage.Client().create_bucket(name)
        storage.write_bytes(f"gs://{name}/in/catalogue.parquet", CATALOGUE.read_bytes())
        yield f"gs://{name}"
    storage._client.cache_clear()


def run(bucket: str) -> dict:
    assert main(["run", f"--input={bucket}/in/*.parquet", f"--output={bucket}/out", "--local_workers=1"]) == 0
    return json.loads(storage.read_bytes(f"{bucket}/out/summary.json"))


def test_the_job_reads_from_a_bucket_writes_to_it_and_finds_there_what_is_done(bucket):
    first = run(bucket)
    assert first["equation_holds"]
    assert (first["read"], first["narrated"], first["skipped"], first["dead_letters"]) == (11, 8, 2, 1)
    assert len(storage.match(f"{bucket}/out/audio/*/*.mp3")) == 8
    files = {path: storage.read_bytes(path) for path in storage.match(f"{bucket}/out/audio/**")}
    second = run(bucket)
    assert (second["narrated"], second["reused"], second["models_loaded"]) == (0, 8, 0)
    assert {path: storage.read_bytes(path) for path in storage.match(f"{bucket}/out/audio/**")} == files


def test_a_bucket_that_is_not_there_fails_in_a_line(bucket, capsys):
    arguments = ["run", f"--input={CATALOGUE}", "--output=gs://no-such-bucket/out", "--local_workers=1"]
    assert main(arguments) == 1
    assert "does not exist" in capsys.readouterr().err.splitlines()[0]
