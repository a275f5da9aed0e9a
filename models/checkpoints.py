"""Where a model's files are: in a local folder, in Cloud Storage, or on the model hub at a pinned revision."""

import contextlib
import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from huggingface_hub import snapshot_download

from models import storage

# Of a large file, this many bytes are read at each of so many places to tell it from another.
_SAMPLE_BYTES, _SAMPLES = 65_536, 8


class CheckpointError(Exception):
    """A checkpoint that cannot be found, or whose files are not what they should be; the message says what to do."""


@contextlib.contextmanager
def checkpoint_folder(checkpoint: str, *, patterns: Sequence[str], revision: str | None = None) -> Iterator[Path]:
    """Yields a local folder with the files of a checkpoint; raises CheckpointError where there are none.

    `checkpoint` is a local folder, a `gs://` folder, or a hub id, which may name its revision itself
    (`facebook/mms-tts-deu@0123abc`). Only the files that match `patterns` are brought here, from the hub once for all
    processes, from Cloud Storage for as long as the context lasts.
    """
    if storage.is_remote(checkpoint):
        with tempfile.TemporaryDirectory(prefix="narrate-checkpoint-") as folder:
            _download(checkpoint, patterns, Path(folder))
            yield Path(folder)
    elif Path(checkpoint).is_dir():
        yield Path(checkpoint)
    else:
        yield _from_hub(checkpoint, patterns, revision)


def _download(checkpoint: str, patterns: Sequence[str], folder: Path) -> None:
    """Copies the files of a folder in Cloud Storage, with the folders they stand in."""
    try:
        root = checkpoint.rstrip("/")
        for source in [path for pattern in patterns for path in storage.match(storage.join(root, pattern))]:
            target = folder / source.removeprefix(f"{root}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            with storage.open_input(source) as remote, target.open("wb") as local:
                shutil.copyfileobj(remote, local)
    except OSError as error:
        raise CheckpointError(f"{checkpoint} cannot be copied: {error}") from error


def _from_hub(checkpoint: str, patterns: Sequence[str], revision: str | None) -> Path:
    hub_id, _, own_revision = checkpoint.partition("@")
    try:
        return Path(snapshot_download(hub_id, revision=revision or own_revision or None, allow_patterns=list(patterns)))
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"{checkpoint} is neither a local folder nor a model that the hub gives: {str(error).splitlines()[0]}"
        ) from error


def revision_of(checkpoint: str, *, patterns: Sequence[str]) -> str:
    """Returns what changes when the files of a checkpoint do, without loading it: a commit, or a hash of the files.

    The hash is over the names and sizes of the files in a folder, local or `gs://`, and samples of their bytes: trained
    anew, a network differs everywhere.

    Raises:
        ValueError: there is no such folder, or a hub id names no revision.
    """
    if storage.is_remote(checkpoint) or Path(checkpoint).is_dir():
        return _sampled(checkpoint.rstrip("/"), patterns)
    hub_id, _, revision = checkpoint.partition("@")
    if not revision or hub_id.count("/") != 1:
        mend = "write a folder, or OWNER/NAME@COMMIT, so that a rerun is the same"
        raise ValueError(f"{checkpoint} is no folder and names no revision of a model on the hub; {mend}")
    return revision


def _sampled(folder: str, patterns: Sequence[str]) -> str:
    digest = hashlib.sha256()
    try:
        paths = sorted({path for pattern in patterns for path in storage.match(storage.join(folder, pattern))})
        for path in paths:
            with storage.open_input(path) as file:
                size = file.seek(0, io.SEEK_END)
                digest.update(f"{path.removeprefix(folder)}\0{size}\0".encode())
                for start in sorted({size * sample // _SAMPLES for sample in range(_SAMPLES)}):
                    file.seek(start)
                    digest.update(file.read(_SAMPLE_BYTES))
    except OSError as error:
        raise ValueError(f"{folder} cannot be read: {error}") from error
    if not paths:
        raise ValueError(f"{folder} holds no file of a checkpoint; check the folder's name")
    return f"sha256:{digest.hexdigest()[:16]}"
