"""The job as a program of its own, with a voice that costs nothing: `python -m tests.faults.fake_job --input ...`."""

import signal
import sys
from unittest import mock

from pipeline.cli import program
from tests.conftest import FakeSynthesizer

if __name__ == "__main__":
    # What a shell starts in the background ignores Ctrl-C, and so do its children: the tests may be one of them.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with mock.patch("pipeline.handlers.load_voices", lambda *_: FakeSynthesizer()):
        program(["run", *sys.argv[1:]])
