"""The job as a program of its own, with a voice that costs nothing: `python -m tests.faults.fake_job --input ...`."""

import sys
from unittest import mock

from pipeline.cli import program
from tests.conftest import FakeSynthesizer

if __name__ == "__main__":
    with mock.patch("pipeline.cli.load_voices", lambda *_: FakeSynthesizer()):
        program(["run", *sys.argv[1:]])
