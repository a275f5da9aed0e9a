"""Pictures over HTTP, from addresses that strangers chose: only public ones, only so much, only so long.

Plain sockets below `http.client`, so that the address that was checked is the one that is dialled, and so that one
deadline ends whatever the other side does: neither can be said of a client that resolves and connects by itself.
Nothing of the environment is used: no proxy, no cookie, no password.
"""

import functools
import http.client
import random
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from models.pictures.addresses import Resolve, public_addresses, system_resolve
from models.pictures.errors import PictureError, PictureFault

Dial = Callable[[tuple[str, int], float], socket.socket]

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_ACCEPT = "image/png,image/jpeg,image/webp,image/gif,image/avif,image/svg+xml;q=0.5"
_FAULTS_OF_HOSTS = frozenset({PictureFault.UNREACHABLE, PictureFault.TIMEOUT})
_UNTYPED = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_PATH_CHARACTERS = "/%:@!$&'()*+,;=~-._"
_CHUNK_BYTES = 65_536
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_ADDRESSES_TRIED = 2


@dataclass(frozen=True)
class FetchLimits:
    """How much of the network's time and bytes one picture may take.

    `total_seconds` cover redirects, retries and the pauses between; `max_bytes` are those on the wire,
    `max_decoded_bytes` those that they unpack to. A host that has not answered for so many pictures in a row is left
    alone for `rest_seconds`.
    """

    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    total_seconds: float = 20.0
    max_bytes: int = 10_000_000
    max_decoded_bytes: int = 20_000_000
    max_redirects: int = 5
    attempts: int = 3
    first_pause_seconds: float = 0.5
    connections_per_host: int = 4
    failures_in_a_row: int = 5
    rest_seconds: float = 300.0


def _joined(url: str, location: str) -> str:
    """Returns where a redirect leads, or raises PictureError where that is no URL."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise PictureError(PictureFault.FORBIDDEN_URL, f"{location[:200]!r} is no URL: {error}") from error


class _TransientError(PictureError):
    """A fault that another attempt may mend."""


@dataclass(frozen=True)
class Target:
    """Where a request goes: `host` as the name that is resolved, verified and sent, `path` with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> "Target":
        """Returns the target of a URL, or raises PictureError where it may not be fetched."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
            ascii_host = host if host.isascii() else host.encode("idna").decode()
        except ValueError as error:
            raise PictureError(PictureFault.FORBIDDEN_URL, f"{url[:200]!r} is no URL: {error}") from error
        if parts.scheme not in _PORTS:
            raise PictureError(PictureFault.FORBIDDEN_URL, f"{parts.scheme or 'no scheme'}: only http and https")
        if port is not None and port not in _PORTS.values():
            raise PictureError(PictureFault.FORBIDDEN_URL, f"port {port}: only 80 and 443")
        if parts.username is not None or parts.password is not None:
            raise PictureError(PictureFault.FORBIDDEN_URL, "a URL with a user name or password")
        if not ascii_host or any(character <= " " or character in '\\^`{|}"<>%' for character in ascii_host):
            raise PictureError(PictureFault.FORBIDDEN_URL, f"{ascii_host[:100]!r} is no host")
        path = quote(parts.path or "/", _PATH_CHARACTERS)
        query = "?" + quote(parts.query, _PATH_CHARACTERS + "?") if parts.query else ""
        return cls(parts.scheme, ascii_host, port or _PORTS[parts.scheme], path + query)


class _Deadline:
    """The end of all that a fetch may do."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Returns the seconds until the end, or raises PictureError where it has passed."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise PictureError(PictureFault.TIMEOUT, "the picture took too long as a whole")
        return seconds

    @contextmanager
    def closing(self, sock: socket.socket) -> Iterator[None]:
        """Ends all reading and writing of a socket when the time is over: a timeout begins anew with every byte."""
        timer = threading.Timer(max(self._end - time.monotonic(), 0), _shut_down, [sock])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _shut_down(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not the override of TLS: that lets go of the cipher in use


class _Hosts:
    """What the threads of a process together do to hosts: so many connections to each, and none to one that is dead.

    A host that has failed several times in a row is left alone for a while: its pictures would take the time of all
    others.
    """

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._free = threading.Condition()
        self._used: dict[str, int] = {}
        self._failures: dict[str, int] = {}
        self._dead_until: dict[str, float] = {}

    @contextmanager
    def connected(self, host: str) -> Iterator[None]:
        """Holds a connection to the host, once one is free; raises PictureError where the host is left alone."""
        with self._free:
            self._free.wait_for(lambda: self._used.get(host, 0) < self._limits.connections_per_host)
            if self._dead_until.get(host, 0) > time.monotonic():
                raise PictureError(PictureFault.UNREACHABLE, f"{host} has failed too often to be asked again now")
            self._used[host] = self._used.get(host, 0) + 1
        try:
            yield
        finally:
            with self._free:
                self._used[host] -= 1
                if not self._used[host]:
                    del self._used[host]
                self._free.notify_all()

    def succeeded(self, host: str) -> None:
        """Forgets the failures of a host."""
        with self._free:
            self._failures.pop(host, None)
            self._dead_until.pop(host, None)

    def failed(self, host: str) -> None:
        """Counts that a host did not answer; after too many times in a row it is left alone."""
        with self._free:
            self._failures[host] = self._failures.get(host, 0) + 1
            if self._failures[host] >= self._limits.failures_in_a_row:
                self._dead_until[host] = time.monotonic() + self._limits.rest_seconds


class _Connection(http.client.HTTPConnection):
    """A connection over a socket that is connected already; its own way to one is closed."""

    def __init__(self, target: Target, sock: socket.socket) -> None:
        super().__init__(target.host, target.port)
        self.sock = sock

    def connect(self) -> None:
        raise http.client.NotConnected


class Fetcher:
    """Fetches pictures; one serves all threads of a process."""

    def __init__(
        self,
        limits: FetchLimits,
        user_agent: str,
        *,
        resolve: Resolve = system_resolve,
        dial: Dial = socket.create_connection,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._headers = {"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": "identity"}
        self._resolve = resolve
        self._dial = dial
        self._tls = tls or ssl.create_default_context()
        self._hosts = _Hosts(limits)

    def fetch(self, url: str) -> bytes:
        """Returns the bytes of a picture, or raises PictureError.

        A host that does not answer or says that it is busy is asked again, a few times, after growing pauses. The
        clock starts when the host has a connection free.
        """
        host = Target.parse(url).host
        with self._hosts.connected(host):
            try:
                data = self._fetch_patiently(url)
            except PictureError as error:
                if error.fault in _FAULTS_OF_HOSTS:
                    self._hosts.failed(host)
                raise
        self._hosts.succeeded(host)
        return data

    def _fetch_patiently(self, url: str) -> bytes:
        deadline = _Deadline(self._limits.total_seconds)
        pauses = self._pauses(url)
        while True:
            try:
                return self._follow(url, deadline)
            except _TransientError as error:
                pause = next(pauses, None)
                if pause is None or pause >= deadline.left():
                    raise PictureError(error.fault, str(error)) from error
            time.sleep(pause)

    def _pauses(self, url: str) -> Iterator[float]:
        """Yields the seconds to wait before each further attempt, spread so that workers do not knock together."""
        jitter = random.Random(url)
        for attempt in range(self._limits.attempts - 1):
            yield self._limits.first_pause_seconds * 2**attempt * jitter.uniform(0.5, 1.5)

    def _follow(self, url: str, deadline: _Deadline) -> bytes:
        for _ in range(self._limits.max_redirects + 1):
            target = Target.parse(url)
            with self._answer(target, deadline) as response:
                if response.status not in _REDIRECTS:
                    return self._body(response, deadline)
                url = _joined(url, response.getheader("Location") or "")
        raise PictureError(
            PictureFault.TOO_MANY_REDIRECTS,
            f"more than {self._limits.max_redirects} redirects, the last to {url[:200]}",
        )

    @contextmanager
    def _answer(self, target: Target, deadline: _Deadline) -> Iterator[http.client.HTTPResponse]:
        """Yields the response of a host, its body unread; what the network raises inside becomes a PictureError."""
        try:
            with self._connect(target, deadline) as raw, deadline.closing(raw):
                raw.settimeout(min(self._limits.read_seconds, deadline.left()))
                if isinstance(raw, ssl.SSLSocket):
                    raw.do_handshake()
                connection = _Connection(target, raw)
                connection.request("GET", target.path, headers=self._headers)
                with connection.getresponse() as response:
                    yield response
        except ssl.SSLCertVerificationError as error:
            raise PictureError(PictureFault.REFUSED, f"{target.host}: {error.verify_message}") from error
        except TimeoutError as error:
            deadline.left()
            raise _TransientError(PictureFault.TIMEOUT, f"{target.host} was silent for too long") from error
        except (OSError, http.client.HTTPException) as error:
            deadline.left()  # a connection that the deadline has shut fails in many ways
            reason = f"{type(error).__name__}: {error}"[:200]
            raise _TransientError(PictureFault.UNREACHABLE, f"{target.host}: {reason}") from error

    def _connect(self, target: Target, deadline: _Deadline) -> socket.socket:
        """Returns a socket to one of the host's addresses, for `https` one that has yet to shake hands."""
        addresses = public_addresses(target.host, target.port, self._connect_seconds(deadline), self._resolve)
        *others, last = addresses[:_ADDRESSES_TRIED]
        for address in others:
            with suppress(OSError):
                return self._dialled(address, target, deadline)
        return self._dialled(last, target, deadline)

    def _dialled(self, address: str, target: Target, deadline: _Deadline) -> socket.socket:
        sock = self._dial((address, target.port), self._connect_seconds(deadline))
        if target.scheme == "http":
            return sock
        return self._tls.wrap_socket(sock, server_hostname=target.host, do_handshake_on_connect=False)

    def _connect_seconds(self, deadline: _Deadline) -> float:
        return min(self._limits.connect_seconds, deadline.left())

    def _body(self, response: http.client.HTTPResponse, deadline: _Deadline) -> bytes:
        """Returns the body of a response that says it is a picture, or raises PictureError."""
        if response.status in _BUSY:
            raise _TransientError(PictureFault.REFUSED, f"the host answers {response.status}")
        if response.status != http.client.OK:
            raise PictureError(PictureFault.REFUSED, f"the host answers {response.status}")
        content_type = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        if not content_type.startswith("image/") and content_type not in _UNTYPED:
            raise PictureError(PictureFault.NOT_AN_IMAGE, f"the host says that it is {content_type[:100]}")
        return self._unpacked(self._wire_bytes(response, deadline), response.getheader("Content-Encoding"))

    def _wire_bytes(self, response: http.client.HTTPResponse, deadline: _Deadline) -> bytes:
        limit = self._limits.max_bytes
        body = bytearray()
        while chunk := b"" if (response.length or 0) > limit else response.read(_CHUNK_BYTES):
            body += chunk
            deadline.left()
            if len(body) > limit:
                break
        if len(body) > limit or (response.length or 0) > limit:
            raise PictureError(PictureFault.TOO_LARGE, f"more than {limit} bytes")
        deadline.left()
        if response.length:
            raise _TransientError(PictureFault.UNREACHABLE, f"the connection ended {response.length} bytes too early")
        return bytes(body)

    def _unpacked(self, body: bytes, encoding: str | None) -> bytes:
        if encoding in (None, "", "identity"):
            return body
        if encoding not in ("gzip", "x-gzip", "deflate"):
            raise PictureError(PictureFault.UNDECODABLE, f"packed as {encoding[:50]!r}, which was not asked for")
        limit = self._limits.max_decoded_bytes
        try:
            unpacked = zlib.decompressobj(_GZIP_OR_ZLIB).decompress(body, limit + 1)
        except zlib.error as error:
            raise PictureError(PictureFault.UNDECODABLE, f"cannot be unpacked: {error}") from error
        if len(unpacked) > limit:
            raise PictureError(PictureFault.TOO_LARGE, f"unpacks to more than {limit} bytes")
        return unpacked


@functools.cache
def shared_fetcher(limits: FetchLimits, user_agent: str) -> Fetcher:
    """Returns the process's one fetcher of these settings, so that its threads together are polite to a host."""
    return Fetcher(limits, user_agent)
