"""Models that are slow to load, once for all tests of captions."""

import pytest

from models.captioning.evidence import EvidenceCaptioner, load_evidence
from models.captioning.text_lines import RapidReader
from tests.tiny_captioners import save_random_florence, save_random_qwen, save_shape_blip


@pytest.fixture(scope="session")
def evidence() -> EvidenceCaptioner:
    return load_evidence()


@pytest.fixture(scope="session")
def reader(evidence) -> RapidReader:
    return evidence.reader


@pytest.fixture(scope="session")
def shape_blip(tmp_path_factory) -> str:
    return str(save_shape_blip(tmp_path_factory.mktemp("blip")))


@pytest.fixture(scope="session")
def random_florence(tmp_path_factory) -> str:
    return str(save_random_florence(tmp_path_factory.mktemp("florence")))


@pytest.fixture(scope="session")
def random_qwen(tmp_path_factory) -> str:
    return str(save_random_qwen(tmp_path_factory.mktemp("qwen")))
