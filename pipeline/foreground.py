"""A job in the foreground of a terminal: it can be stopped at once, and only this program speaks on the terminal."""

import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar

Result = TypeVar("Result")


def interruptible(work: Callable[[], Result]) -> Result:
    """Returns what the work returns, which goes on beside this thread, so that Ctrl-C is raised here at once.

    Raised inside Beam's runner, it would wait there until all workers have ended what they are at.
    """
    outcome: Future[Result] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return outcome.result()


@contextmanager
def silent_workers() -> Iterator[None]:
    """Silences the error stream of this process and of the worker processes that are started inside.

    Beam's workers print each traceback as well as raising it; what is raised is reported once.
    """
    sys.stderr.flush()
    spoken, silent = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    stream = sys.stderr
    with os.fdopen(silent, "w") as nothing:
        os.dup2(silent, 2)
        sys.stderr = nothing
        try:
            yield
        finally:
            sys.stderr = stream
            os.dup2(spoken, 2)
            os.close(spoken)


def silence_libraries() -> None:
    """Leaves the terminal to the run: Beam and its libraries speak only of what is wrong."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)  # its errors end the run, which reports them itself
    for name in ("trafilatura", "htmldate", "courlan", "google.auth", "urllib3", "justext"):
        logging.getLogger(name).setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
