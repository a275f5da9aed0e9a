"""Reads and writes that fail for a moment: called again, with growing pauses, and not for ever."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from google.api_core import exceptions as gcs_errors
from google.auth import exceptions as auth_errors

from models import storage
from models.retries import ATTEMPTS, is_passing, retried
from models.storage import StorageError


@pytest.fixture
def pauses(monkeypatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr("models.retries.time.sleep", slept.append)
    return slept


def failing(times: int, error: Exception) -> Callable[[], str]:
    left = [error] * times

    @retried
    def read() -> str:
        if left:
            raise left.pop()
        return "read"

    return read


BUSY = OSError(errno.EBUSY, "Device or resource busy")


@pytest.mark.parametrize("times", range(ATTEMPTS))
def test_what_fails_for_a_moment_is_tried_again(pauses, times):
    assert failing(times, BUSY)() == "read"
    assert len(pauses) == times


def test_what_goes_on_failing_is_raised(pauses):
    with pytest.raises(OSError, match="busy"):
        failing(ATTEMPTS, BUSY)()
    assert len(pauses) == ATTEMPTS - 1


def test_pauses_grow_and_no_two_workers_share_them(pauses):
    for _ in range(50):
        failing(ATTEMPTS - 1, BUSY)()
    by_attempt = [pauses[start :: ATTEMPTS - 1] for start in range(ATTEMPTS - 1)]
    means = [sum(own) / len(own) for own in by_attempt]
    assert means == sorted(means)
    assert all(len(set(own)) == 50 for own in by_attempt)
    assert max(pauses) < 3


def caused_by(error: Exception) -> StorageError:
    outer = StorageError("gs://b/a.json: the service said no")
    outer.__cause__ = error
    return outer


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OSError(errno.EIO, "Input/output error"), True),
        (OSError(errno.ESTALE, "Stale file handle"), True),
        (ConnectionResetError("reset"), True),
        (caused_by(gcs_errors.ServiceUnavailable("try again")), True),
        (caused_by(gcs_errors.TooManyRequests("slow down")), True),
        (caused_by(auth_errors.TransportError("no route")), True),
        (caused_by(gcs_errors.NotFound("no such object")), False),
        (caused_by(gcs_errors.Forbidden("no")), False),
        (caused_by(gcs_errors.RetryError("two minutes are over", None)), False),
        (OSError(errno.ENOSPC, "No space left on device"), False),
        (OSError(errno.EROFS, "Read-only file system"), False),
        (PermissionError(errno.EACCES, "Permission denied"), False),
        (FileNotFoundError(errno.ENOENT, "No such file"), False),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), False),
    ],
)
def test_only_what_may_pass_is_waited_for(pauses, error, passes):
    assert is_passing(error) is passes
    if passes:
        assert failing(1, error)() == "read"
    else:
        with pytest.raises(type(error)):
            failing(1, error)()
        assert pauses == []


def test_a_disk_that_hiccups_costs_no_file(tmp_path, monkeypatch, pauses):
    real, calls = os.replace, []

    def flaky(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) < 3:
            raise OSError(errno.EIO, "Input/output error")
        real(self, target)
        return target

    monkeypatch.setattr(Path, "replace", flaky)
    storage.write_bytes(str(tmp_path / "a.json"), b"whole")
    assert (tmp_path / "a.json").read_bytes() == b"whole"
    assert len(calls) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda path: storage.write_bytes(path, b"x"), None),
        (storage.read_bytes, b"x"),
        (storage.read_if_any, b"x"),
        (storage.exists, True),
        (storage.delete, None),
    ],
    ids=["write", "read", "read if any", "exists", "delete"],
)
def test_a_cloud_that_hiccups_costs_no_file(monkeypatch, pauses, call, expected):
    class FlakyBlob:
        calls = 0

        def __getattr__(self, name: str) -> Callable[..., object]:
            def use(*_: object, **__: object) -> object:
                FlakyBlob.calls += 1
                if FlakyBlob.calls < 3:
                    raise gcs_errors.ServiceUnavailable("try again")
                return {"download_as_bytes": b"x", "exists": True}.get(name)

            return use

    monkeypatch.setattr(storage, "_blob", lambda path: FlakyBlob())
    assert call("gs://bucket/a.json") == expected
    assert len(pauses) == 2


def test_a_full_disk_is_told_with_the_file_that_it_has_no_space_for(tmp_path, monkeypatch, pauses):
    def full(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match=r"No space left on device.*a\.json") as raised:
        storage.write_bytes(str(tmp_path / "a.json"), b"x")
    assert raised.value.errno == errno.ENOSPC
    assert pauses == []
