"""A machine that dies at a chosen change of a folder: that change is not made, nor is any later one.

What then stands in the folder is what stands there when the power goes at that moment. Python tells of changes before
they are made (`sys.addaudithook`), whoever makes them.
"""

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Machine:
    """Counts the changes of a folder; from number `last` on, where there is one, none is made any more."""

    def __init__(self, folder: Path, last: int | None = None) -> None:
        self.changes = 0
        self._folder, self._last = f"{folder}/", last
        self._lock = threading.Lock()

    def consider(self, event: str, details: tuple[Any, ...]) -> None:
        """Raises OSError where the machine is dead; the file that is being renamed when it dies is cut in half."""
        if event not in _CHANGES or not os.fspath(details[0]).startswith(self._folder):
            return
        path = Path(os.fsdecode(details[0]))
        if not _CHANGES[event](path, details):
            return
        with self._lock:
            self.changes += 1
            if self._last is None or self.changes < self._last:
                return
            if self.changes == self._last and event == "os.rename":
                os.truncate(path, path.stat().st_size // 2)
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))


_CHANGES = {
    "open": lambda _, details: isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT),
    "os.rename": lambda *_: True,
    "os.mkdir": lambda path, _: not path.exists(),
    "os.remove": lambda path, _: path.exists(),
}
_running: list[Machine] = []


def _tell(event: str, details: tuple[Any, ...]) -> None:
    if _running and details and isinstance(details[0], str | os.PathLike):
        _running[-1].consider(event, details)


sys.addaudithook(_tell)


@contextmanager
def running_on(machine: Machine) -> Iterator[None]:
    """Makes the changes of what runs inside the machine's."""
    _running.append(machine)
    try:
        yield
    finally:
        _running.remove(machine)
