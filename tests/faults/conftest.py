"""What tests of faults share: the job, with a voice that costs nothing."""

import pytest

from tests.conftest import FakeSynthesizer


@pytest.fixture
def fake_voice(monkeypatch) -> None:
    monkeypatch.setattr("pipeline.handlers.load_voices", lambda *_: FakeSynthesizer())
