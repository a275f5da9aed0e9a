"""Where a model's files are: a local folder as it is, a hub id at a pinned revision downloaded once."""

from collections.abc import Sequence
from pathlib import Path

from huggingface_hub import snapshot_download


class CheckpointError(Exception):
    """A checkpoint that cannot be found, or whose files are not what they should be; the message says what to do."""


def checkpoint_folder(checkpoint: str, *, patterns: Sequence[str], revision: str | None = None) -> Path:
    """Returns the folder that holds the files of a checkpoint; raises CheckpointError where there is none.

    `checkpoint` is a local folder or a hub id, which may name its revision itself (`facebook/mms-tts-deu@0123abc`).
    Only the files that match `patterns` are downloaded: no program, and no format that can hold one.
    """
    folder = Path(checkpoint)
    if folder.is_dir():
        return folder
    hub_id, _, own_revision = checkpoint.partition("@")
    try:
        return Path(snapshot_download(hub_id, revision=revision or own_revision or None, allow_patterns=list(patterns)))
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"{checkpoint} is neither a local folder nor a model that the hub gives: {str(error).splitlines()[0]}"
        ) from error
