"""How far a local run is: for a person a bar on a terminal, or a line now and then; for a program, every event."""

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from transforms.progress import PROGRESS_FILE, Progress

_REFRESH_SECONDS = 0.5
_LINE_EVERY_SECONDS = 10.0


class _Display(Protocol):
    def tell(self, line: str) -> None: ...

    def show(self, progress: Progress, seconds: float) -> None: ...


class _EventDisplay:
    """Prints the events as they are, a line of JSON each."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def tell(self, line: str) -> None:
        self._console.out(line, highlight=False)

    def show(self, progress: Progress, seconds: float) -> None:
        """Shows nothing: the events say it all."""


class _BarDisplay:
    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("articles", total=None, audio="")

    def tell(self, line: str) -> None:
        """Shows no single event."""

    def show(self, progress: Progress, seconds: float) -> None:
        audio = f"{progress.narrated_seconds / 60:.1f} min of audio, {progress.narrated_seconds / seconds:.0f}x"
        self._bar.update(self._task, total=progress.read or None, completed=progress.finished, audio=audio)


class _LineDisplay:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._next_line = _LINE_EVERY_SECONDS

    def tell(self, line: str) -> None:
        """Shows no single event."""

    def show(self, progress: Progress, seconds: float) -> None:
        if seconds < self._next_line:
            return
        self._next_line = seconds + _LINE_EVERY_SECONDS
        line = (
            f"{progress.finished} of {progress.read} articles, {progress.narrated_seconds / 60:.1f} min of audio, "
            f"{progress.narrated_seconds / seconds:.0f}x real time"
        )
        if progress.finished:
            line += f", about {(progress.read - progress.finished) * seconds / progress.finished:.0f} s left"
        self._console.print(line, highlight=False)


class Timeline:
    """How far a run was, at times that lie the further apart the longer it takes: there are never many."""

    _MOST = 240

    def __init__(self) -> None:
        self._points: list[tuple[float, int, float]] = []
        self._every = 0.0

    def add(self, seconds: float, progress: Progress) -> None:
        """Adds how far the run is, unless the last time lies too near."""
        if self._points and seconds - self._points[-1][0] < self._every:
            return
        self._points.append((round(seconds, 1), progress.finished, round(progress.narrated_seconds, 1)))
        if len(self._points) > self._MOST:
            self._points = self._points[1::2]
            self._every = 2 * (self._points[-1][0] / len(self._points))

    def to_record(self) -> dict[str, list[float]]:
        """Returns the times since the start, and what was done by then."""
        seconds, finished, audio_seconds = map(list, zip(*self._points)) if self._points else ([], [], [])
        return {"seconds": seconds, "finished": finished, "audio_seconds": audio_seconds}


@contextmanager
def progress_shown(console: Console, log_format: str = "text") -> Iterator[Timeline]:
    """Shows the events of a run's workers, be they threads or processes, until the block is left; yields their course.

    `log_format` is `text`, for people, or `json`, one line an event.
    """
    shown = _display(console) if log_format == "text" else contextlib.nullcontext(_EventDisplay(console))
    with tempfile.NamedTemporaryFile("r", prefix="narrate-progress-") as events, shown as display:
        os.environ[PROGRESS_FILE] = events.name
        over = threading.Event()
        timeline = Timeline()
        follower = threading.Thread(target=_follow, args=(events, display, timeline, over), daemon=True)
        follower.start()
        try:
            yield timeline
        finally:
            over.set()
            follower.join()
            del os.environ[PROGRESS_FILE]


@contextmanager
def _display(console: Console) -> Iterator[_Display]:
    if not console.is_terminal:
        yield _LineDisplay(console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[audio]}"))
    with Bar(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        yield _BarDisplay(bar)


def _follow(events: IO[str], display: _Display, timeline: Timeline, over: threading.Event) -> None:
    start, progress, running, rest = time.monotonic(), Progress(), True, ""
    while running:
        running = not over.wait(_REFRESH_SECONDS)
        *lines, rest = (rest + events.read()).split("\n")  # the last may be under way
        for line in lines:
            progress.add(line)
            display.tell(line)
        seconds = time.monotonic() - start
        display.show(progress, seconds)
        timeline.add(seconds, progress)
