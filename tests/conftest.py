"""What tests share: a pipeline on the local engine, scripts in one line, and a voice that costs nothing."""

from collections.abc import Sequence

import numpy as np
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.test_pipeline import TestPipeline
from hypothesis import settings

from models.engines import VoiceCard
from models.speech import Speech, SynthesisFailure, Utterance, Waveform
from models.voices import Voice
from transforms.narrations import Recipe
from transforms.scripts import Coverage, Role, Script, Segment

# Every run tries the same examples, however long the machine takes over one.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

UNSPEAKABLE = "\N{COLLISION SYMBOL}"
SAMPLE_RATE = 24_000


class FakeSynthesizer:
    """Speaks a second of a quiet tone for every ten characters; has no sound for, or fails at, what tests ask it to."""

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        return [self._speak(utterance) for utterance in utterances]

    def _speak(self, utterance: Utterance) -> Speech:
        if utterance.text == UNSPEAKABLE:
            return SynthesisFailure("engine_error", "this cannot be said")
        if not any(map(str.isalnum, utterance.text)):
            return SynthesisFailure("no_speech", "there is nothing to say")
        seconds = max(0.2, len(utterance.text) / 10)
        time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
        pitch = 200 + utterance.seed % 200
        return Waveform((0.1 * np.sin(2 * np.pi * pitch * time)).astype(np.float32), SAMPLE_RATE)


def segment(text: str, block: int | None = 0, role: Role = Role.PARAGRAPH, **changes: object) -> Segment:
    """Returns a segment that speaks its text as it stands."""
    fields = {"rule": "d", "generated": False, "language": "en", "voice": "hibari:heart", "pause_seconds": 0.5}
    return Segment(block=block, role=role, text=text, spoken=text, **fields | changes)


def script(article_id: str, *texts: str) -> Script:
    """Returns a script of one segment per text, each the words of a block of its own."""
    segments = tuple(segment(text, block) for block, text in enumerate(texts))
    coverage = Coverage(len(texts), spoken=len(texts), described=0, skipped=0)
    return Script(article_id, f"articles.parquet#{article_id}", article_id.title(), "en", segments, (), (), coverage)


@pytest.fixture
def recipe() -> Recipe:
    card = VoiceCard(Voice("hibari", "heart"), "en", "Apache-2.0", "a package", "hibari-tts-0.2.1")
    return Recipe((card,))


@pytest.fixture
def pipeline() -> TestPipeline:
    return TestPipeline(options=PipelineOptions(["--runner=FnApiRunner", "--direct_running_mode=in_memory"]))
