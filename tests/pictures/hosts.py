"""A stranger's host on the loopback that misbehaves on request, names that resolve as told, a dialler that records."""

import gzip
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from ipaddress import ip_address

PUBLIC = "93.184.216.34"
DEAD = "93.184.216.99"
PIXEL = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n"
_ZEROS = bytes(1_000_000)


def _whole(send: Callable[[bytes], None]) -> None:
    send(_HEAD + b"Content-Length: %d\r\n\r\n" % len(PIXEL) + PIXEL)


def _typed(content_type: bytes) -> Callable[[Callable[[bytes], None]], None]:
    return lambda send: send(b"HTTP/1.1 200 OK\r\nContent-Type: " + content_type + b"\r\n\r\n" + PIXEL)


def _status(line: bytes) -> Callable[[Callable[[bytes], None]], None]:
    return lambda send: send(b"HTTP/1.1 " + line + b"\r\nContent-Length: 0\r\n\r\n")


def _redirect(location: bytes) -> Callable[[Callable[[bytes], None]], None]:
    head = b"HTTP/1.1 302 Found\r\nSet-Cookie: spy=1\r\nContent-Length: 0\r\nLocation: "
    return lambda send: send(head + location + b"\r\n\r\n")


def _drip(first: bytes) -> Callable[[Callable[[bytes], None]], None]:
    """Sends a byte at a time: each comes long before a timeout, and there is no end to them."""

    def answer(send: Callable[[bytes], None]) -> None:
        send(first)
        for _ in range(400):
            time.sleep(0.02)
            send(b"x")

    return answer


def _many(head: bytes, part: bytes, times: int) -> Callable[[Callable[[bytes], None]], None]:
    def answer(send: Callable[[bytes], None]) -> None:
        send(head)
        for _ in range(times):
            send(part)

    return answer


def _silent(send: Callable[[bytes], None]) -> None:
    time.sleep(5)


def _packed(body: bytes, encoding: bytes = b"gzip") -> Callable[[Callable[[bytes], None]], None]:
    return lambda send: send(_HEAD + b"Content-Encoding: " + encoding + b"\r\n\r\n" + body)


ANSWERS: Mapping[str, Callable[[Callable[[bytes], None]], None]] = {
    "/pixel.gif": _whole,
    "/untyped": _typed(b"application/octet-stream"),
    "/html": _typed(b"text/html; charset=utf-8"),
    "/json": _typed(b"application/json"),
    "/missing": _status(b"404 Not Found"),
    "/busy": _status(b"503 Service Unavailable"),
    "/empty-redirect": _status(b"302 Found"),
    "/large": _many(_HEAD + b"Content-Length: 64000000\r\n\r\n", _ZEROS, 64),
    "/endless": _many(_HEAD + b"\r\n", _ZEROS, 64),
    "/chunked": _many(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"F4240\r\n" + _ZEROS + b"\r\n", 64),
    "/lying-length": lambda send: send(_HEAD + b"Content-Length: 5000\r\n\r\n" + PIXEL),
    "/bomb": _packed(gzip.compress(bytes(50_000_000), 9)),
    "/packed": _packed(gzip.compress(PIXEL)),
    "/brotli": _packed(PIXEL, b"br"),
    "/no-gzip": _packed(PIXEL),
    "/drip": _drip(_HEAD + b"\r\n"),
    "/drip-head": _drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "/drip-status": _drip(b"HTTP/1.1 "),
    "/silent": _silent,
    "/slow": _whole,
    "/nonsense": lambda send: send(b"SSH-2.0-OpenSSH_9.6\r\n" * 3),
    "/continue": _many(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 100_000),
    "/headers": _many(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 5_000),
    "/long-header": _many(b"HTTP/1.1 200 OK\r\nX-A: ", _ZEROS.replace(b"\0", b"a"), 2),
    "/to-pixel": _redirect(b"/pixel.gif"),
    "/round": _redirect(b"/round"),
    "/to-loopback": _redirect(b"http://127.0.0.1/admin"),
    "/to-metadata": _redirect(b"http://169.254.169.254/computeMetadata/v1/"),
    "/to-metadata-by-name": _redirect(b"http://metadata.example/computeMetadata/v1/"),
    "/to-file": _redirect(b"file:///etc/passwd"),
    "/to-port": _redirect(b"http://good.example:6379/"),
    "/to-other-scheme": _redirect(b"gopher://good.example/_"),
    "/to-schemeless": _redirect(b"//127.0.0.1/admin"),
    "/to-password": _redirect(b"http://root:root@good.example/"),
    "/to-nonsense": _redirect(b"http://[good.example/"),
    "/to-v6": _redirect(b"http://[::ffff:127.0.0.1]/"),
}


class Host:
    """A host on the loopback, and what reached it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.requests: list[bytes] = []
        self.dialled: list[tuple[str, int]] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Counts how many answers are made at the same time."""
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def dial(self, address: tuple[str, int], seconds: float) -> socket.socket:
        """Records where a connection would have gone, and connects to the host itself."""
        self.dialled.append(address)
        if address[0] == DEAD:
            raise TimeoutError("timed out")
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    @property
    def forbidden(self) -> list[tuple[str, int]]:
        """Where a connection would have gone inside, or to a port of other services."""
        return [(address, port) for address, port in self.dialled if not _is_allowed(address, port)]


def _is_allowed(address: str, port: int) -> bool:
    return ip_address(address).is_global and not ip_address(address).is_multicast and port in (80, 443)


@contextmanager
def host_running() -> Iterator[Host]:
    """Yields a host that answers as the path of the request says."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                request = b""
                while b"\r\n\r\n" not in request and (received := self.request.recv(65_536)):
                    request += received
                if not request:
                    return
                host.requests.append(request)
                path = request.split(b" ")[1].decode().partition("?")[0]
                with host.working():
                    time.sleep(0.05 if path == "/slow" else 0)
                ANSWERS[path](self.request.sendall)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        host = Host(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()


class Names:
    """A resolver that knows some names, each with the answers that it gives in turn; the last is given from then on."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): list(turns) for name, turns in answers.items()}

    def __call__(self, host: str, port: int) -> Sequence[str]:
        turns = self._answers.get(host.lower())
        if turns is not None:
            return turns.pop(0) if len(turns) > 1 else turns[0]
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(answer[4][0]) for answer in answers]
