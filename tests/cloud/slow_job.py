"""The job as a process of its own, with a voice that takes its time: `python -m tests.cloud.slow_job OPTIONS`."""

import sys
import time
from collections.abc import Sequence
from unittest import mock

from models.speech import Speech, Utterance
from pipeline.cli import main
from tests.conftest import FakeSynthesizer

_SECONDS_A_BATCH = 0.2


class SlowSynthesizer(FakeSynthesizer):
    """Leaves time to be killed in, between one article and the next."""

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        time.sleep(_SECONDS_A_BATCH)
        return super().synthesize(utterances)


if __name__ == "__main__":
    with mock.patch("pipeline.handlers.load_voices", lambda *_: SlowSynthesizer()):
        sys.exit(main(["run", *sys.argv[1:]]))
