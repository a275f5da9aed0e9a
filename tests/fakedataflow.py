"""A Dataflow service on the loopback: it takes jobs, runs none of them, and keeps what it was sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from apache_beam.portability.api import beam_runner_api_pb2

from models import storage

_LOOPBACK = "127.0.0.1"
_JOB = {"id": "2026-01-01_00_00_00-1", "projectId": "narrate-test", "location": "us-central1"}


@dataclass(frozen=True)
class FakeDataflow:
    """A running fake: its address, and the jobs that were submitted to it, in order."""

    url: str
    jobs: list[dict[str, Any]] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((_LOOPBACK, 0), _Handler)
        # Beam talks REST to a host of this name, and gRPC to every other.
        self.fake = FakeDataflow(f"http://localhost:{self.server_port}")


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer({**_JOB, "name": "narrate", "currentState": "JOB_STATE_DONE"})

    def do_POST(self) -> None:
        job = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.fake.jobs.append(job)
        self._answer({**_JOB, "name": job["name"], "currentState": "JOB_STATE_RUNNING"})

    def _answer(self, record: dict[str, Any]) -> None:
        body = json.dumps(record).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: the jobs are in the fake's list."""


@contextmanager
def fake_dataflow() -> Iterator[FakeDataflow]:
    """Yields a service that `--dataflow_endpoint` can name."""
    with _Server() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server.fake
        finally:
            server.shutdown()


def graph_of(job: dict[str, Any]) -> beam_runner_api_pb2.Pipeline:
    """Returns the graph of a submitted job, which lies in its staging folder."""
    graph = beam_runner_api_pb2.Pipeline()
    graph.ParseFromString(storage.read_bytes(job["environment"]["sdkPipelineOptions"]["options"]["pipelineUrl"]))
    return graph


def hints_of(graph: beam_runner_api_pb2.Pipeline) -> dict[str, dict[str, str]]:
    """Returns the resource hints of each step that has some, by the step's full name."""
    environments = graph.components.environments
    return {
        transform.unique_name: {
            urn.split(":")[2]: value.decode()
            for urn, value in environments[transform.environment_id].resource_hints.items()
        }
        for transform in graph.components.transforms.values()
        if transform.environment_id and environments[transform.environment_id].resource_hints
    }
