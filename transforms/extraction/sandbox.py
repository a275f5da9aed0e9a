"""A process beside this one that works on a record under a deadline, and is killed when it overruns.

Python cannot stop a thread, least of all one inside C code; the system can stop a process. The process lives as long as
it keeps its deadlines, so that its start, about a second, is paid once and not for every record. Several threads take
several processes.

A record that looks harmless is worked on in this process, under a note on the machine's disk. A crash of C code leaves
the note, and so does whoever kills an endless loop: the next process here works on that record beside.
"""

import atexit
import hashlib
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from transforms.documents import Article, Document
from transforms.extraction.assembly import document_of
from transforms.extraction.limits import ExtractionLimits
from transforms.outcomes import ArticleError, FailureCode, SkipArticleError

_START_SECONDS = 120.0
_PROGRAM = "transforms.extraction.sandbox_process"


class SandboxError(RuntimeError):
    """The process did not start; the fault is the machine's, not the record's."""


class LostProcessError(ArticleError):
    """A record of which the process died, or which it did not end in time."""


@dataclass(frozen=True)
class Crossing:
    """What comes back about a record; exactly one of the three is set."""

    document: Document | None = None
    skip_reason: str | None = None
    failure: tuple[FailureCode, str] | None = None

    def unpack(self) -> Document:
        """Returns the document, or raises the skip or the failure."""
        if self.document is not None:
            return self.document
        if self.skip_reason is not None:
            raise SkipArticleError(self.skip_reason)
        raise ArticleError(*(self.failure or (FailureCode.EXTRACT_FAILED, "no answer")))


class Sandbox:
    """One process that extracts one record at a time; raises SandboxError where it does not start."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        for end in (ours, theirs):
            # Beam's login to Google Cloud gives new sockets a timeout, and then the system never waits on them.
            end.setblocking(True)
        self._connection = Connection(ours.detach())
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        try:
            self._receive(_START_SECONDS)
        except (TimeoutError, EOFError) as error:
            raise SandboxError(f"the extraction process did not start ({_named(self.close())})") from error

    def _receive(self, seconds: float) -> bytes:
        if not self._connection.poll(seconds):
            raise TimeoutError
        return self._connection.recv_bytes()

    def extract(self, article: Article, limits: ExtractionLimits) -> Crossing:
        """Returns what becomes of a record; raises TimeoutError past the deadline, EOFError or OSError on a crash."""
        self._connection.send_bytes(pickle.dumps((article, limits)))
        answer: Crossing = pickle.loads(self._receive(limits.seconds))
        return answer

    def close(self) -> int:
        """Kills the process, leaves no zombie, and returns how it ended."""
        self._connection.close()
        self._process.kill()
        return self._process.wait()


_log = logging.getLogger("narrate.extraction")
_idle: list[Sandbox] = []
_lock = threading.Lock()


def _close_idle() -> None:
    while _idle:
        _idle.pop().close()


atexit.register(_close_idle)
# A forked copy of this process must not talk to the children of the original.
os.register_at_fork(after_in_child=_idle.clear)


def _take() -> Sandbox:
    with _lock:
        if _idle:
            return _idle.pop()
    return Sandbox()


def extract_in_sandbox(article: Article, limits: ExtractionLimits) -> Document:
    """Returns the document of a record, or raises SkipArticleError or ArticleError.

    LostProcessError, which is one, where it crashes its process or takes too long.
    """
    sandbox = _take()
    try:
        answer = sandbox.extract(article, limits)
    except TimeoutError as error:
        sandbox.close()
        raise LostProcessError(FailureCode.EXTRACT_TIMEOUT, f"not done within {limits.seconds:g} seconds") from error
    except (EOFError, OSError) as error:
        ended = _named(sandbox.close())
        raise LostProcessError(FailureCode.EXTRACT_FAILED, f"the extraction process died ({ended})") from error
    except BaseException:
        sandbox.close()
        raise
    with _lock:
        _idle.append(sandbox)
    return answer.unpack()


def extract_under_note(article: Article, limits: ExtractionLimits) -> Document:
    """Returns the document of a record, worked on here, or beside where a process has ended over it before.

    Raises:
        SkipArticleError, ArticleError: as extraction does.
    """
    note = _note_of(article)
    ended_over_it = os.path.exists(note)  # noqa: PTH110 - that of paths raises without permission
    if ended_over_it:
        _log.warning("%s is parsed in a process of its own: one may have ended over it on this machine", article.source)
    with suppress(OSError):  # a machine without room for notes goes without
        note.parent.mkdir(mode=0o700, exist_ok=True)
        note.touch()
    try:
        document = (extract_in_sandbox if ended_over_it else document_of)(article, limits)
    except LostProcessError:
        raise  # the note stays: whoever comes back to this record shall not die of it
    except BaseException:
        _remove(note)
        raise
    _remove(note)
    return document


def _remove(note: Path) -> None:
    with suppress(OSError):
        note.unlink()


def _note_of(article: Article) -> Path:
    record = f"{article.source}\n{article.article_id}".encode("utf-8", "surrogatepass")
    # In Beam's containers a folder of the host, which stays where a container is started again
    folder = os.environ.get("SEMI_PERSISTENT_DIRECTORY") or tempfile.gettempdir()
    return Path(folder, f"narrate-notes-{os.getuid()}", hashlib.sha256(record).hexdigest())


def _named(returncode: int) -> str:
    return signal.Signals(-returncode).name if returncode < 0 else f"exit code {returncode}"
