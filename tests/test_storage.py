"""The same calls, on a disk and in Cloud Storage; the cloud is the loopback fake."""

import errno
import io
import os
import resource
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.auth import exceptions as auth_errors
from google.cloud import storage as cloud_storage

from models import storage
from models.storage import StorageError
from tests.fakegcs import FakeGcs, fake_gcs

NAMES = ["a.html", "b.parquet", "in/a.parquet", "in/b.parquet", "in/deep/er/c.parquet", "in/c.jsonl", "x[1].html"]


@pytest.fixture(scope="module")
def gcs() -> Iterator[FakeGcs]:
    storage._client.cache_clear()
    with fake_gcs() as fake:
        yield fake
    storage._client.cache_clear()


def new_bucket() -> str:
    name = f"bucket-{uuid.uuid4().hex}"
    cloud_storage.Client().create_bucket(name)
    return f"gs://{name}"


@pytest.fixture(params=["disk", "cloud"])
def folder(request, tmp_path) -> str:
    if request.param == "disk":
        return str(tmp_path)
    request.getfixturevalue("gcs")
    return f"{new_bucket()}/out"


@pytest.fixture
def catalogue(folder) -> str:
    for name in NAMES:
        storage.write_bytes(storage.join(folder, name), name.encode())
    return folder


def relative(paths: list[str], folder: str) -> list[str]:
    return [path.removeprefix(f"{folder}/") for path in paths]


@pytest.mark.parametrize("data", [b"", b"\x00\xff sound", bytes(range(256)) * 5000], ids=["empty", "short", "long"])
def test_a_file_reads_as_it_was_written(folder, data):
    path = storage.join(folder, "audio", "3f", "a-1.mp3")
    storage.write_bytes(path, data, "audio/mpeg")
    assert storage.read_bytes(path) == data


def test_a_file_is_replaced_whole(folder):
    path = storage.join(folder, "row.json")
    storage.write_bytes(path, b"a long first text")
    storage.write_bytes(path, b"short")
    assert storage.read_bytes(path) == b"short"


def test_a_file_exists_from_its_writing_to_its_deletion(folder):
    path = storage.join(folder, "audio", "row.json")
    assert not storage.exists(path)
    storage.write_bytes(path, b"{}")
    assert storage.exists(path)
    storage.delete(path)
    assert not storage.exists(path)


def test_a_folder_is_no_file(catalogue):
    assert not storage.exists(storage.join(catalogue, "in"))


def test_deleting_what_is_not_there_is_no_error(folder):
    storage.delete(storage.join(folder, "never"))
    assert not storage.exists(storage.join(folder, "never"))


def test_a_file_that_may_be_missing_reads_as_it_stands_or_as_none(folder):
    path = storage.join(folder, "a.json")
    assert storage.read_if_any(path) is None
    storage.write_bytes(path, b"{}")
    assert storage.read_if_any(path) == b"{}"


def test_files_below_a_folder_in_the_cloud_have_checksums_by_their_names(gcs):
    folder = f"{new_bucket()}/weights"
    for name, data in (("config.json", b"{}"), ("deep/er.bin", b"{}"), ("other.bin", b"1"), ("empty/", b"")):
        storage.write_bytes(f"{folder}/{name}", data)
    found = storage.checksums(folder)
    assert sorted(found) == ["config.json", "deep/er.bin", "other.bin"]
    assert found["config.json"] == found["deep/er.bin"] != found["other.bin"]


def test_a_stream_can_be_read_from_anywhere(folder):
    path = storage.join(folder, "digits")
    storage.write_bytes(path, b"0123456789")
    with storage.open_input(path) as stream:
        assert stream.seekable()
        stream.seek(-3, os.SEEK_END)
        assert stream.read() == b"789"
        stream.seek(2)
        assert stream.read(2) == b"23"


def test_a_stream_has_lines(folder):
    path = storage.join(folder, "lines")
    storage.write_bytes(path, b"one\ntwo\n\nfour")
    with storage.open_input(path) as stream:
        assert list(stream) == [b"one\n", b"two\n", b"\n", b"four"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"one\n\n \r\ntwo", [b"one\n", b"two"]),
        (b"12345\n123456\nsix", [b"12345\n", b"123456", b"six"]),
        (b"1" * 23, [b"1" * 6]),
        (b"", []),
    ],
)
def test_lines_are_cut_and_blank_ones_left_out(data, found):
    assert list(storage.lines(io.BytesIO(data), 5)) == found


@pytest.mark.parametrize(("data", "beginning"), [(b"", b""), (b"12", b"12"), (b"123", b"123"), (b"1234", b"123")])
def test_the_beginning_of_a_file_can_be_read_alone(folder, data, beginning):
    path = storage.join(folder, "file")
    storage.write_bytes(path, data)
    assert storage.read_beginning(path, 3) == beginning


@pytest.mark.parametrize(
    ("text", "written"), [("plain", "plain"), ("a\ud83d!", "a?!"), ("caf\udce9", "caf?"), ("🌊", "🌊")]
)
def test_a_text_becomes_one_that_a_file_can_hold(text, written):
    assert storage.encodable(text) == written


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.parquet", ["b.parquet"]),
        ("in/*.parquet", ["in/a.parquet", "in/b.parquet"]),
        ("in/?.parquet", ["in/a.parquet", "in/b.parquet"]),
        ("in/[ac].*", ["in/a.parquet", "in/c.jsonl"]),
        ("in/[!a].*", ["in/b.parquet", "in/c.jsonl"]),
        ("**/*.parquet", ["b.parquet", "in/a.parquet", "in/b.parquet", "in/deep/er/c.parquet"]),
        ("in/**/*.parquet", ["in/a.parquet", "in/b.parquet", "in/deep/er/c.parquet"]),
        ("*/a.parquet", ["in/a.parquet"]),
        ("a.html", ["a.html"]),
        ("x[[]1].html", ["x[1].html"]),
        ("in", []),
        ("*.mp3", []),
        ("nowhere/*", []),
    ],
)
def test_a_glob_matches_the_same_files_everywhere(catalogue, pattern, found):
    assert relative(storage.match(storage.join(catalogue, pattern)), catalogue) == found


def test_dots_and_plusses_in_a_glob_stand_for_themselves(folder):
    for name in ("a+b.html", "aab.html", "a+bxhtml"):
        storage.write_bytes(storage.join(folder, name), b"")
    assert relative(storage.match(storage.join(folder, "a+*.html")), folder) == ["a+b.html"]


def test_a_folder_lists_its_own_files_only(catalogue):
    assert list(storage.list_folder(storage.join(catalogue, "in"))) == ["a.parquet", "b.parquet", "c.jsonl"]


def test_a_folder_that_is_not_there_lists_nothing(folder):
    assert list(storage.list_folder(storage.join(folder, "never"))) == []


def test_a_folder_whose_name_looks_like_a_glob_lists_its_own_files(folder):
    storage.write_bytes(storage.join(folder, "run[1]*", "manifest"), b"")
    storage.write_bytes(storage.join(folder, "run1", "other"), b"")
    assert list(storage.list_folder(storage.join(folder, "run[1]*"))) == ["manifest"]


def read_all(path: str) -> bytes:
    with storage.open_input(path) as stream:
        return stream.read()


@pytest.mark.parametrize("read", [storage.read_bytes, read_all])
def test_a_file_that_is_not_there_is_named(folder, read):
    with pytest.raises(OSError, match=r"never\.parquet"):
        read(storage.join(folder, "never.parquet"))


@pytest.mark.parametrize("name", ["ü 東京 #1?&%.json", "a" * 200])
def test_names_of_any_characters_are_taken(folder, name):
    path = storage.join(folder, name)
    storage.write_bytes(path, b"x")
    assert storage.read_bytes(path) == b"x"
    assert list(storage.list_folder(folder)) == [name]


def test_a_write_that_breaks_off_leaves_nothing(tmp_path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            storage.write_bytes(str(tmp_path / "row.json"), bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_breaks_off_leaves_what_stood_there(tmp_path, monkeypatch):
    path = tmp_path / "row.json"
    storage.write_bytes(str(path), b"first")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("no permission")))
    with pytest.raises(OSError, match="no permission"):
        storage.write_bytes(str(path), b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_no_part_of_a_file_is_seen_while_it_is_written(tmp_path, monkeypatch):
    seen: list[list[str]] = []
    replace = Path.replace

    def look_first(self: Path, target: Path) -> Path:
        seen.append(storage.match(str(tmp_path / "*")))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", look_first)
    storage.write_bytes(str(tmp_path / "row.json"), b"whole")
    assert seen == [[]]


def test_a_file_that_stands_where_a_folder_should_is_an_error(tmp_path):
    (tmp_path / "audio").write_bytes(b"")
    with pytest.raises(OSError, match="audio"):
        storage.write_bytes(str(tmp_path / "audio" / "3f" / "a.mp3"), b"x")


def test_the_mark_of_an_empty_folder_is_no_file(gcs):
    folder = new_bucket()
    storage.write_bytes(f"{folder}/in/", b"")
    assert storage.match(f"{folder}/in/*") == []
    assert list(storage.list_folder(f"{folder}/in")) == []


def test_an_upload_keeps_its_content_type(gcs):
    path = f"{new_bucket()}/a.vtt"
    storage.write_bytes(path, b"WEBVTT\n", "text/vtt")
    bucket, _, name = path.removeprefix("gs://").partition("/")
    assert cloud_storage.Client().bucket(bucket).get_blob(name).content_type == "text/vtt"


@pytest.mark.parametrize(
    "call",
    [
        lambda path: storage.write_bytes(path, b"x"),
        storage.read_bytes,
        read_all,
        storage.match,
        lambda path: list(storage.list_folder(path)),
    ],
    ids=["write", "read", "open", "match", "list"],
)
def test_a_bucket_that_is_not_there_is_named(gcs, call):
    with pytest.raises(StorageError, match="gs://no-such-bucket"):
        call("gs://no-such-bucket/out/a.json")


@pytest.mark.parametrize("call", [storage.exists, storage.read_bytes, storage.match, storage.delete])
def test_a_path_without_a_bucket_is_an_error_that_shows_how_to_write_one(call):
    with pytest.raises(StorageError, match="gs://BUCKET/PATH"):
        call("gs://")


def test_without_credentials_the_error_says_how_to_get_some(monkeypatch, tmp_path):
    for name in ("STORAGE_EMULATOR_HOST", "GOOGLE_APPLICATION_CREDENTIALS", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    storage._client.cache_clear()
    with pytest.raises(StorageError, match="gcloud auth application-default login"):
        storage.exists("gs://bucket/a.json")


@pytest.mark.parametrize("call", [storage.exists, storage.read_bytes, read_all, storage.match, storage.delete])
def test_credentials_that_have_run_out_are_named(monkeypatch, call):
    def refuse(*_: object) -> None:
        raise auth_errors.RefreshError("invalid_grant: Token has been expired or revoked.")

    monkeypatch.setattr(storage, "_client", refuse)
    with pytest.raises(StorageError, match="gcloud auth application-default login"):
        call("gs://bucket/a.json")


def test_a_durable_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    synced: list[tuple[int, list[str]]] = []

    def note(number: int) -> None:
        named = [path.name for path in tmp_path.iterdir() if path.suffix != ".part"]
        synced.append((os.fstat(number).st_size, named))

    monkeypatch.setattr(os, "fsync", note)
    storage.write_bytes(str(tmp_path / "a"), b"quick")
    storage.write_bytes(str(tmp_path / "b"), b"durable", durable=True)
    assert synced == [(len(b"durable"), ["a"])]


def test_a_file_that_cannot_be_made_durable_does_not_stand(tmp_path, monkeypatch):
    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output error"):
        storage.write_bytes(str(tmp_path / "a"), b"durable", durable=True)
    assert list(tmp_path.iterdir()) == []
