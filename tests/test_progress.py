"""The lines that a run prints where there is no terminal."""

import io
import json

import pytest
from rich.console import Console

from pipeline.progress import _LineDisplay
from transforms.progress import Event, Progress


@pytest.mark.parametrize(
    ("events", "line"),
    [
        ([Event.READ, Event.READ], "0 of 2 articles, 0.0 min of audio, 0x real time\n"),
        (
            [Event.READ, Event.READ, Event.NARRATED],
            "1 of 2 articles, 2.0 min of audio, 6x real time, about 20 s left\n",
        ),
    ],
)
def test_what_is_left_is_guessed_from_what_is_done(events, line):
    progress, printed = Progress(), io.StringIO()
    for event in events:
        progress.add(json.dumps({"event": event, "audio_seconds": 120.0 if event == Event.NARRATED else 0.0}))
    display = _LineDisplay(Console(file=printed, width=200))
    display.show(progress, 9)
    assert not printed.getvalue()
    display.show(progress, 20)
    assert printed.getvalue() == line
