"""What a user can get wrong, said in one line that names the option and the mend."""

import argparse
import difflib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from models import storage


class UsageError(Exception):
    """A command that cannot be carried out; the message names the option and the mend."""


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError where argparse would end the process; no abbreviation is an option."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Returns the options of a command line, or raises UsageError, which names the nearest to an unknown one."""
        chosen, unknown = self.parse_known_args(list(arguments))
        if unknown and not unknown[0].startswith("-"):  # a shell that has unfolded a glob leaves all names but one
            raise UsageError(f"{unknown[0]} belongs to no option; put a glob in quotes, as in --input 'pages/*.html'")
        if unknown:
            name = unknown[0].partition("=")[0]
            nearest = difflib.get_close_matches(name, self._option_string_actions, n=1)
            raise UsageError(f"{name}: there is no such option" + (f"; did you mean {nearest[0]}?" if nearest else ""))
        return chosen

    def error(self, message: str) -> NoReturn:
        raise UsageError(message.removeprefix("argument "))


def input_files(pattern: str) -> list[str]:
    """Returns the files of `--input`, or raises UsageError where there is none or they cannot be listed."""
    try:
        paths = storage.match(pattern)
    except storage.StorageError as error:
        raise UsageError(f"--input {pattern}: {error}") from error
    if not paths:
        raise UsageError(f"--input {pattern} matches no file; check the path, and put a glob in quotes")
    return paths


def check_output(output: str) -> None:
    """Raises UsageError where no file can be written below the output folder."""
    if storage.is_remote(output):
        try:
            storage.check_bucket(output)
        except storage.StorageError as error:
            raise UsageError(f"--output {output}: {error}") from error
        return
    nearest = Path(output)
    try:
        while not nearest.exists():
            nearest = nearest.parent
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error
    if not nearest.is_dir():
        raise UsageError(f"--output {output}: {nearest} is a file; name a folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise UsageError(f"--output {output}: no permission to write in {nearest}")
