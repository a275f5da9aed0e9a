"""Files on a disk and in Google Cloud Storage through the same few calls.

A file that is written appears whole or not at all: on a disk by renaming a finished temporary file, in Cloud Storage
because an upload becomes visible when its last byte has arrived. What fails for a moment is tried again. One storage
client serves a whole process.
"""

import fcntl
import functools
import glob
import io
import os
import posixpath
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import google.auth
from google.api_core import exceptions as gcs_errors
from google.auth import exceptions as auth_errors
from google.auth.credentials import AnonymousCredentials
from google.auth.transport.requests import Request
from google.cloud import storage

from models.retries import retried

GCS_SCHEME = "gs://"
_METADATA_SECONDS = 0.5
_PART = ".part"
_FIRST_WILDCARD = re.compile(r"[*?\[]")
_WILDCARDS = re.compile(r"(\*\*/|\*\*|\*|\?|\[!?[^\]]+\])")
_EXPRESSIONS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class StorageError(OSError):
    """A file or folder that cannot be reached; the message names it and says what to do."""


def is_remote(path: str) -> bool:
    """Returns whether the path is in Cloud Storage."""
    return path.startswith(GCS_SCHEME)


def encodable(text: str) -> str:
    """Returns a text that a file can hold: halves of surrogate pairs, as JSON and file names have them, become `?`."""
    return text.encode("utf-8", "replace").decode()


def join(folder: str, *names: str) -> str:
    """Returns the path of a file below a folder; the separator is `/` everywhere."""
    return posixpath.join(folder, *names)


class _ImpatientRequest(Request):
    """Asks whether this is a machine of Google's: there the answer takes milliseconds, elsewhere it may never come.

    google-auth alone waits three times three seconds for it.
    """

    def __call__(self, url: str, method: str = "GET", **arguments: Any) -> Any:
        if "metadata-flavor" in (arguments.get("headers") or {}):
            arguments["timeout"] = _METADATA_SECONDS
        return super().__call__(url, method, **arguments)


@functools.cache
def _client() -> Any:
    """Returns the process's one client. An emulator (`STORAGE_EMULATOR_HOST`) needs no credentials."""
    if os.environ.get("STORAGE_EMULATOR_HOST"):
        return storage.Client(project="local", credentials=AnonymousCredentials())
    credentials, project = google.auth.default(scopes=storage.Client.SCOPE, request=_ImpatientRequest())
    return storage.Client(project=project, credentials=credentials)


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Turns what Cloud Storage raises inside into a StorageError that names the path and the mend."""
    bucket = GCS_SCHEME + _split(path)[0]
    try:
        yield
    except gcs_errors.NotFound as error:
        raise StorageError(f"{path} does not exist; does the bucket {bucket}?") from error
    except (gcs_errors.Forbidden, gcs_errors.Unauthorized) as error:
        raise StorageError(f"no permission for {path}: grant the account Storage Object Admin on {bucket}") from error
    except (auth_errors.DefaultCredentialsError, auth_errors.RefreshError) as error:
        raise StorageError(
            "no valid Google Cloud credentials: run `gcloud auth application-default login`, "
            "or set GOOGLE_APPLICATION_CREDENTIALS to a service account's key file"
        ) from error
    except (gcs_errors.GoogleAPIError, auth_errors.GoogleAuthError) as error:
        raise StorageError(f"{path}: {error}") from error


def _split(path: str) -> tuple[str, str]:
    bucket, _, name = path.removeprefix(GCS_SCHEME).partition("/")
    if not bucket:
        raise StorageError(f"{path!r} names no bucket; write gs://BUCKET/PATH")
    return bucket, name


def _blob(path: str) -> Any:
    bucket, name = _split(path)
    return _client().bucket(bucket).blob(name)


def _pattern(glob_pattern: str) -> re.Pattern[str]:
    """Returns the regular expression of a glob: `*`, `?` and `[abc]` stop at `/`, `**` does not."""
    return re.compile("".join(map(_expression, _WILDCARDS.split(glob_pattern))))


def _expression(part: str) -> str:
    if part in _EXPRESSIONS:
        return _EXPRESSIONS[part]
    if _WILDCARDS.fullmatch(part):
        characters = re.sub(r"([\\\[^])", r"\\\1", part[1:-1].removeprefix("!"))
        return f"[^/{characters}]" if part[1] == "!" else f"[{characters}]"
    return re.escape(part)


def matches(pattern: str, path: str) -> bool:
    """Returns whether a glob would match a file of this name, whether there is one or not."""
    if is_remote(pattern) or is_remote(path):
        return _pattern(pattern).fullmatch(path) is not None
    return _pattern(os.path.abspath(pattern)).fullmatch(os.path.abspath(path)) is not None  # noqa: PTH100


@retried
def match(pattern: str) -> list[str]:
    """Returns the files that a glob matches, sorted; none is an empty list."""
    if not is_remote(pattern):
        return sorted(path for path in glob.glob(pattern, recursive=True) if Path(path).is_file())  # noqa: PTH207
    bucket, name = _split(pattern)
    prefix, expression = _FIRST_WILDCARD.split(name, maxsplit=1)[0], _pattern(name)
    with _explained(pattern):
        names = [blob.name for blob in _client().list_blobs(bucket, prefix=prefix)]
    # The console marks an empty folder by an object whose name ends with a slash.
    return sorted(f"{GCS_SCHEME}{bucket}/{name}" for name in names if expression.fullmatch(name) and name[-1] != "/")


def list_folder(folder: str) -> Iterator[str]:
    """Yields the names of the files that stand directly in a folder; none where there is no such folder."""
    if is_remote(folder):
        yield from (posixpath.basename(path) for path in match(join(glob.escape(folder), "*")))
    elif Path(folder).is_dir():
        yield from sorted(entry.name for entry in Path(folder).iterdir() if entry.is_file())


@retried
def checksums(folder: str) -> dict[str, str]:
    """Returns the CRC-32C that Cloud Storage keeps of each file below a folder, by its name relative to the folder."""
    bucket, name = _split(f"{folder.rstrip('/')}/")
    with _explained(folder):
        blobs = list(_client().list_blobs(bucket, prefix=name))
    return {blob.name.removeprefix(name): blob.crc32c for blob in blobs if blob.name[-1] != "/"}


@retried
def check_bucket(path: str) -> None:
    """Raises StorageError where there is no bucket of a path in Cloud Storage, or no permission to list it."""
    bucket, _ = _split(path)
    with _explained(path):
        next(iter(_client().list_blobs(bucket, max_results=1)), None)


@retried
def exists(path: str) -> bool:
    """Returns whether there is a file of this name."""
    if not is_remote(path):
        return Path(path).is_file()
    with _explained(path):
        return bool(_blob(path).exists())


@contextmanager
def open_input(path: str) -> Iterator[BinaryIO]:
    """Yields a seekable stream of a file's bytes, or raises OSError, in Cloud Storage at the first read."""
    if not is_remote(path):
        with Path(path).open("rb") as file:
            yield file
        return
    with _explained(path), _blob(path).open("rb") as blob:
        yield io.BufferedReader(blob)  # a blob alone reads its lines byte by byte


def lines(stream: BinaryIO, longest: int) -> Iterator[bytes]:
    """Yields the lines of a stream that are not blank; of one of more than `longest` bytes so many and one more."""
    while line := stream.readline(longest + 1):
        if not line.isspace():
            yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(longest + 1)


@retried
def read_bytes(path: str) -> bytes:
    """Returns a whole file."""
    if not is_remote(path):
        return Path(path).read_bytes()
    with _explained(path):
        return cast(bytes, _blob(path).download_as_bytes())


@retried
def read_beginning(path: str, most: int) -> bytes:
    """Returns the first bytes of a file, or all where there are not so many."""
    if not is_remote(path):
        with Path(path).open("rb") as file:
            return file.read(most)
    with _explained(path), suppress(gcs_errors.RequestRangeNotSatisfiable):  # an empty file has no such range
        return cast(bytes, _blob(path).download_as_bytes(end=most - 1))
    return b""


@retried
def read_if_any(path: str) -> bytes | None:
    """Returns a whole file, or None where there is none; in Cloud Storage with one request."""
    if is_remote(path):
        with _explained(path), suppress(gcs_errors.NotFound):
            return cast(bytes, _blob(path).download_as_bytes())
        return None
    with suppress(FileNotFoundError):
        return Path(path).read_bytes()
    return None


@retried
def write_bytes(
    path: str, data: bytes, content_type: str = "application/octet-stream", *, durable: bool = False
) -> None:
    """Writes a whole file in place of what stood there; no reader ever sees a part of it.

    A file that stands is `durable` where it is whole after a loss of power, too: on a disk that costs the wait for its
    bytes, in Cloud Storage every file is.
    """
    if is_remote(path):
        with _explained(path):
            _blob(path).upload_from_string(data, content_type=content_type)
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        file, temporary = _begin(target)
        try:
            with file:
                file.write(data)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
                temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        if error.errno is not None:
            error.filename = path  # a write that finds no space does not say where
        raise


def _begin(target: Path) -> tuple[BinaryIO, Path]:
    """Returns a new file beside the target, and its path.

    It is locked, and the lock is gone with its owner: so what a killed one has left can be told. Another run may
    remove it as such before it is locked; then another one is begun.
    """
    while True:
        path = target.with_name(f".{uuid.uuid4().hex}{_PART}")
        file = path.open("xb")
        with suppress(OSError):  # not every file system has locks
            fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_nlink:
            return file, path
        file.close()


def remove_abandoned(folder: str) -> int:
    """Removes the beginnings of files that killed writers have left below a folder; returns how many there were."""
    if is_remote(folder):
        return 0
    removed = 0
    for path in Path(folder).rglob(f".*{_PART}"):
        with suppress(OSError), path.open("rb") as file:  # locked: somebody writes it; gone: it has been written
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
            removed += 1
    return removed


@retried
def delete(path: str) -> None:
    """Deletes a file; one that is not there is no error."""
    if not is_remote(path):
        Path(path).unlink(missing_ok=True)
        return
    with _explained(path), suppress(gcs_errors.NotFound):
        _blob(path).delete()
