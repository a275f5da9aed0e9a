"""Beam's local runner as a run uses it."""

from pathlib import Path

import pytest
from apache_beam.runners.portability.fn_api_runner import worker_handlers
from apache_beam.runners.worker import data_plane
from rich.console import Console

from models.handlers import SpeechModelHandler
from pipeline.local import run_locally
from pipeline.options import job_of, parse_options
from tests.conftest import FakeSynthesizer
from tests.jobs import article, write_records


def run(folder: Path, mode: str) -> dict:
    records = write_records(folder / "in.jsonl", [article("a"), article("b")])
    files = [f"--input={records}", f"--output={folder / 'out'}"]
    options = parse_options([*files, "--local_workers=2", f"--local_mode={mode}", "--captioner=none"])
    return run_locally(options, job_of(options), SpeechModelHandler(FakeSynthesizer), Console(quiet=True))


def test_workers_that_are_threads_are_sent_nothing_through_sockets(tmp_path, monkeypatch):
    monkeypatch.setattr(worker_handlers, "GrpcServer", None)
    assert run(tmp_path, "threads")["narrated"] == 2


@pytest.mark.slow
def test_no_stream_to_a_worker_process_is_sent_while_it_is_written(tmp_path, monkeypatch):
    """A timer sends it every second by itself: what is written between its reading and its clearing of it is lost."""
    monkeypatch.setattr(worker_handlers, "DATA_BUFFER_TIME_LIMIT_MS", 1_000)
    kinds, create = set(), data_plane.ClosableOutputStream.create

    def noting(*arguments):
        kinds.add(type(stream := create(*arguments)))
        return stream

    monkeypatch.setattr(data_plane.ClosableOutputStream, "create", noting)
    assert run(tmp_path, "processes")["narrated"] == 2
    assert kinds == {data_plane.SizeBasedBufferingClosableOutputStream}
