"""The loopback Cloud Storage answers google-cloud-storage and Beam as the real one does."""

import os
import uuid
from collections.abc import Iterator

import pytest
from apache_beam.io.filesystems import FileSystems
from google.api_core.exceptions import NotFound, PreconditionFailed
from google.cloud import storage

from tests.fakegcs import FakeGcs, Request, conditional_object, fake_gcs, with_content_ids

SMALLEST_CHUNK = 256 * 1024


@pytest.fixture(scope="module")
def gcs() -> Iterator[FakeGcs]:
    with fake_gcs() as fake:
        yield fake


@pytest.fixture
def bucket(gcs) -> storage.Bucket:
    return storage.Client().create_bucket(f"bucket-{uuid.uuid4().hex}")


def names_in(bucket: storage.Bucket, prefix: str = "") -> list[str]:
    return [blob.name for blob in bucket.list_blobs(prefix=prefix)]


def test_an_object_reads_as_it_was_written(bucket):
    bucket.blob("audio/a b/ü.mp3").upload_from_string(b"\x00\xff sound")
    assert bucket.blob("audio/a b/ü.mp3").download_as_bytes() == b"\x00\xff sound"


def test_a_part_of_an_object_can_be_read(bucket):
    bucket.blob("digits").upload_from_string(b"0123456789")
    assert bucket.blob("digits").download_as_bytes(start=3, end=5) == b"345"


def test_an_object_of_many_chunks_reads_as_it_was_written(bucket):
    data = bytes(range(256)) * 4096
    with bucket.blob("long").open("wb", chunk_size=SMALLEST_CHUNK) as file:
        file.write(data)
    assert bucket.blob("long").download_as_bytes() == data


def test_an_upload_that_breaks_off_leaves_no_object(bucket):
    with pytest.raises(InterruptedError), bucket.blob("half").open("wb", chunk_size=SMALLEST_CHUNK) as file:
        file.write(bytes(2 * SMALLEST_CHUNK))
        raise InterruptedError
    assert not bucket.blob("half").exists()


def test_listing_is_by_prefix(bucket):
    for name in ("a/1", "a/2", "b/1"):
        bucket.blob(name).upload_from_string(b"")
    assert names_in(bucket, prefix="a/") == ["a/1", "a/2"]


def test_a_deleted_object_is_gone(bucket):
    blob = bucket.blob("short-lived")
    blob.upload_from_string(b"")
    blob.delete()
    assert not blob.exists()
    with pytest.raises(NotFound):
        blob.download_as_bytes()


def test_a_renamed_object_keeps_its_bytes(bucket):
    blob = bucket.blob("old")
    blob.upload_from_string(b"same")
    bucket.rename_blob(blob, "new")
    assert names_in(bucket) == ["new"]
    assert bucket.blob("new").download_as_bytes() == b"same"


def test_an_object_that_must_be_new_cannot_be_written_twice(bucket):
    bucket.blob("once").upload_from_string(b"first", if_generation_match=0)
    with pytest.raises(PreconditionFailed):
        bucket.blob("once").upload_from_string(b"second", if_generation_match=0)
    assert bucket.blob("once").download_as_bytes() == b"first"


def test_a_resumable_upload_of_an_object_that_must_be_new_cannot_start_twice(bucket):
    bucket.blob("once").create_resumable_upload_session(if_generation_match=0)
    bucket.blob("once").upload_from_string(b"first")
    with pytest.raises(PreconditionFailed):
        bucket.blob("once").create_resumable_upload_session(if_generation_match=0)


def test_only_the_expected_generation_is_deleted(bucket):
    blob = bucket.blob("guarded")
    blob.upload_from_string(b"")
    with pytest.raises(PreconditionFailed):
        blob.delete(if_generation_match=blob.generation + 1)
    assert blob.exists()
    blob.delete(if_generation_match=blob.generation)
    assert not blob.exists()


def test_a_batch_deletes_each_of_its_objects(bucket):
    for name in ("1", "2", "3"):
        bucket.blob(name).upload_from_string(b"")
    with bucket.client.batch():
        bucket.blob("1").delete()
        bucket.blob("3").delete()
    assert names_in(bucket) == ["2"]


def test_beam_writes_renames_matches_reads_and_deletes(bucket):
    folder = f"gs://{bucket.name}"
    with FileSystems.create(f"{folder}/temporary") as file:
        file.write(b"whole")
    FileSystems.rename([f"{folder}/temporary"], [f"{folder}/final"])
    (found,) = FileSystems.match([f"{folder}/*"])
    assert [metadata.path for metadata in found.metadata_list] == [f"{folder}/final"]
    with FileSystems.open(f"{folder}/final") as file:
        assert file.read() == b"whole"
    FileSystems.delete([f"{folder}/final"])
    assert not FileSystems.exists(f"{folder}/final")


def test_every_request_of_an_upload_passes_the_proxy(gcs, bucket):
    with bucket.blob("seen").open("wb", chunk_size=SMALLEST_CHUNK) as file:
        file.write(bytes(2 * SMALLEST_CHUNK + 1))
    methods = [request.method for request in gcs.requests if f"/b/{bucket.name}/" in request.path]
    assert methods == ["POST", "PUT", "PUT", "PUT"]


def test_the_environment_is_as_before_when_the_fake_has_gone(monkeypatch):
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", "http://earlier.example.org")
    with fake_gcs() as fake:
        assert os.environ["STORAGE_EMULATOR_HOST"] == fake.url
    assert os.environ["STORAGE_EMULATOR_HOST"] == "http://earlier.example.org"


def test_each_part_of_a_batch_gets_an_id_of_its_own():
    part = b"--x\nContent-Type: application/http\nMIME-Version: 1.0\n\nDELETE /o/a HTTP/1.1\n\n"
    batch = with_content_ids(part + part)
    assert batch.count(b"Content-ID: <1>\r\nContent-Type: application/http") == 1
    assert batch.count(b"Content-ID: <2>\r\nContent-Type: application/http") == 1


def test_a_request_without_a_precondition_is_never_held_back():
    assert conditional_object(Request("DELETE", "/storage/v1/b/x/o/y"), b"") is None
