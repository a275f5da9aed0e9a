"""How pictures are fetched from hosts that mean well: politely, anew where it helps, from whom they say they are."""

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from models.pictures.errors import PictureError, PictureFault
from models.pictures.fetching import Fetcher, FetchLimits, Target, shared_fetcher
from tests.pictures.hosts import DEAD, PIXEL, PUBLIC, Host, Names, host_running

LIMITS = FetchLimits(connect_seconds=2, read_seconds=2, total_seconds=5, first_pause_seconds=0.01)


@pytest.fixture
def host() -> Iterator[Host]:
    with host_running() as running:
        yield running


def fetcher(host: Host, limits: FetchLimits = LIMITS, **names: list[list[str]]) -> Fetcher:
    return Fetcher(
        limits, "Narrate/test (mail@example.org)", resolve=Names(good_example=[[PUBLIC]], **names), dial=host.dial
    )


@pytest.mark.parametrize("path", ["pixel.gif", "untyped", "packed", "to-pixel"])
def test_a_picture_is_fetched(path, host):
    assert fetcher(host).fetch(f"http://good.example/{path}") == PIXEL


def test_hosts_are_told_who_asks_and_nothing_else(host, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:3128")
    monkeypatch.setenv("ALL_PROXY", "http://10.0.0.1:3128")
    fetcher(host).fetch("http://good.example/to-pixel?size=1#top")
    first, second = host.requests
    assert first.startswith(b"GET /to-pixel?size=1 HTTP/1.1\r\n")
    headers = {line.partition(b":")[0] for line in second.split(b"\r\n")[1:] if line}
    assert headers == {b"Host", b"User-Agent", b"Accept", b"Accept-Encoding"}  # no cookie that the redirect set
    assert b"User-Agent: Narrate/test (mail@example.org)\r\n" in second
    assert b"Host: good.example\r\n" in second
    assert host.dialled == [(PUBLIC, 80), (PUBLIC, 80)]


def test_a_host_that_is_busy_is_asked_again_a_few_times(host):
    with pytest.raises(PictureError) as refused:
        fetcher(host).fetch("http://good.example/busy")
    assert refused.value.fault is PictureFault.REFUSED
    assert len(host.requests) == LIMITS.attempts


def test_what_is_not_there_is_asked_for_once(host):
    with pytest.raises(PictureError, match="404"):
        fetcher(host).fetch("http://good.example/missing")
    assert len(host.requests) == 1


def test_the_second_address_of_a_host_is_tried_where_the_first_is_dead(host):
    client = fetcher(host, half_example=[[DEAD, PUBLIC]])
    assert client.fetch("http://half.example/pixel.gif") == PIXEL
    assert [address for address, _ in host.dialled] == [DEAD, PUBLIC]


def test_ipv4_is_dialled_before_ipv6(host):
    client = fetcher(host, both_example=[["2606:4700::1111", PUBLIC]])
    client.fetch("http://both.example/pixel.gif")
    assert host.dialled == [(PUBLIC, 80)]


def test_a_host_has_few_connections_at_once(host):
    client = fetcher(host, FetchLimits(connections_per_host=2))
    with ThreadPoolExecutor(6) as threads:
        pictures = list(threads.map(client.fetch, ["http://good.example/slow"] * 6))
    assert pictures == [PIXEL] * 6
    assert host.most_at_once == 2


def test_a_host_that_is_dead_is_left_alone_and_others_are_not(host):
    limits = FetchLimits(attempts=1, failures_in_a_row=3)
    client = fetcher(host, limits, dead_example=[[DEAD]])
    for _ in range(6):
        with pytest.raises(PictureError) as refused:
            client.fetch("http://dead.example/pixel.gif")
        assert refused.value.fault in (PictureFault.UNREACHABLE, PictureFault.TIMEOUT)
    assert len(host.dialled) == 3
    assert client.fetch("http://good.example/pixel.gif") == PIXEL


def test_a_host_that_answers_again_is_not_left_alone(host):
    client = fetcher(host, FetchLimits(attempts=1, failures_in_a_row=2))
    for path in ("nonsense", "pixel.gif", "nonsense", "missing", "pixel.gif"):
        with suppress(PictureError):
            client.fetch(f"http://good.example/{path}")
    assert len(host.requests) == 5


def test_a_host_that_rested_is_asked_again(host):
    client = fetcher(host, FetchLimits(attempts=1, failures_in_a_row=1, rest_seconds=0.05))
    for _ in range(2):
        with pytest.raises(PictureError):
            client.fetch("http://good.example/nonsense")
    time.sleep(0.06)
    assert client.fetch("http://good.example/pixel.gif") == PIXEL
    assert len(host.requests) == 2


def test_the_threads_of_a_process_share_a_fetcher():
    assert shared_fetcher(LIMITS, "a") is shared_fetcher(FetchLimits(**vars(LIMITS)), "a")
    assert shared_fetcher(LIMITS, "a") is not shared_fetcher(LIMITS, "b")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://good.example", Target("http", "good.example", 80, "/")),
        ("HTTPS://Good.Example/a%20b.png", Target("https", "good.example", 443, "/a%20b.png")),
        ("https://good.example:443/ä b?q=ü", Target("https", "good.example", 443, "/%C3%A4%20b?q=%C3%BC")),
        ("http://müller.example/a", Target("http", "xn--mller-kva.example", 80, "/a")),
        ("http://[2606:4700::1111]/a", Target("http", "2606:4700::1111", 80, "/a")),
        ("http://good.example/a\r\nX: y", Target("http", "good.example", 80, "/aX:%20y")),
    ],
)
def test_a_target_is_what_a_url_says(url, target):
    assert Target.parse(url) == target


class TLSHost:
    """Speaks TLS before the host on the loopback, with a certificate for one name."""

    def __init__(self, host: Host, server: ssl.SSLContext) -> None:
        self._host = host
        self._server = server

    def dial(self, address, seconds):
        mine, theirs = socket.socketpair()
        upstream = self._host.dial(address, seconds)
        threading.Thread(target=self._relay, args=(theirs, upstream), daemon=True).start()
        mine.settimeout(seconds)
        return mine

    def _relay(self, client, upstream) -> None:
        try:
            with self._server.wrap_socket(client, server_side=True) as secure, upstream:
                upstream.sendall(secure.recv(65_536))
                while data := upstream.recv(65_536):
                    secure.sendall(data)
        except OSError:
            upstream.close()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Returns a file with a key and a certificate for good.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "good.example")])
    now = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("good.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "host.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


def test_tls_is_verified_for_the_name_not_for_the_address(host, certificate):
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    names = Names(good_example=[[PUBLIC]], other_example=[[PUBLIC]])
    trusting = ssl.create_default_context(cafile=certificate)
    client = Fetcher(LIMITS, "Narrate/test", resolve=names, dial=TLSHost(host, server).dial, tls=trusting)
    assert client.fetch("https://good.example/pixel.gif") == PIXEL
    assert host.dialled == [(PUBLIC, 443)]
    with pytest.raises(PictureError, match="ostname mismatch"):
        client.fetch("https://other.example/pixel.gif")


def test_tls_of_an_unknown_authority_is_refused(host, certificate):
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    client = Fetcher(LIMITS, "Narrate/test", resolve=Names(good_example=[[PUBLIC]]), dial=TLSHost(host, server).dial)
    with pytest.raises(PictureError) as refused:
        client.fetch("https://good.example/pixel.gif")
    assert refused.value.fault is PictureFault.REFUSED
    assert host.requests == []
