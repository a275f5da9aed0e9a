"""What strangers' addresses and hosts may try: no connection inside, no more bytes and no more time than allowed."""

import time
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pictures.errors import PictureError, PictureFault
from models.pictures.fetching import Fetcher, FetchLimits
from tests.pictures.hosts import PIXEL, PUBLIC, Host, Names, host_running

TOTAL_SECONDS = 0.6
LIMITS = FetchLimits(
    connect_seconds=0.3,
    read_seconds=0.3,
    total_seconds=TOTAL_SECONDS,
    max_bytes=2_000_000,
    max_decoded_bytes=3_000_000,
    first_pause_seconds=0.01,
)
NAMES = {
    "good_example": [[PUBLIC]],
    "localhost": [["127.0.0.1", "::1"]],
    "localhost.": [["127.0.0.1"]],
    "inside_example": [["10.0.0.7"]],
    "metadata_example": [["169.254.169.254"]],
    "mixed_example": [[PUBLIC, "127.0.0.1"]],
    "mixed-v6_example": [[PUBLIC, "::1"]],
    "mapped_example": [["::ffff:10.0.0.7"]],
    "rebinding_example": [[PUBLIC], ["127.0.0.1"]],
    "nowhere_example": [[]],
}


@pytest.fixture(scope="module")
def running() -> Iterator[Host]:
    with host_running() as host:
        yield host


@pytest.fixture
def host(running: Host) -> Host:
    running.requests.clear()
    running.dialled.clear()
    return running


def fetcher(host: Host, limits: FetchLimits = LIMITS) -> Fetcher:
    return Fetcher(limits, "Narrate/test", resolve=Names(**NAMES), dial=host.dial)


FORBIDDEN_ADDRESSES = [
    "127.0.0.1", "127.8.9.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.1",
    "127.0.1", "0", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b:1::808:808]", "[2002:7f00:1::]", "[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[2606:4700::5efe:7f00:1]",
    "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]",
    "localhost", "LOCALHOST", "localhost.", "inside.example", "metadata.example", "mixed.example",
    "mixed-v6.example", "mapped.example", "①②⑦.⓪.⓪.①",
]  # fmt: skip


@pytest.mark.parametrize("address", FORBIDDEN_ADDRESSES)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_addresses_that_are_not_public_are_never_dialled(address, scheme, host):
    with pytest.raises(PictureError) as refused:
        fetcher(host).fetch(f"{scheme}://{address}/pixel.gif")
    assert refused.value.fault in (PictureFault.FORBIDDEN_ADDRESS, PictureFault.FORBIDDEN_URL)
    assert host.dialled == []


FORBIDDEN_URLS = [
    "file:///etc/passwd", "file://good.example/etc/passwd", "ftp://good.example/a.png", "gopher://good.example/_",
    "javascript:alert(1)", "dict://good.example:11211/", "//good.example/a.png", "a.png", "", "http://", "http:///a.png",
    "http://good.example:22/", "http://good.example:8080/", "http://good.example:6379/", "http://good.example:0/",
    "https://good.example:8443/", "http://good.example:99999/", "http://good.example:8o/", "http://[half/a.png",
    "http://user@good.example/", "http://user:word@good.example/", "http://good.example\\@127.0.0.1/",
    "http://good.example%00.inside.example/", "http://good example/a.png", "http://good.example^.x/", "http://.../",
    f"http://{'a' * 70}ü.example/",
]  # fmt: skip


@pytest.mark.parametrize("url", FORBIDDEN_URLS)
def test_urls_of_other_schemes_ports_and_forms_are_never_dialled(url, host):
    with pytest.raises(PictureError) as refused:
        fetcher(host).fetch(url)
    assert refused.value.fault in (PictureFault.FORBIDDEN_URL, PictureFault.UNREACHABLE)
    assert host.dialled == []


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("to-loopback", PictureFault.FORBIDDEN_ADDRESS),
        ("to-metadata", PictureFault.FORBIDDEN_ADDRESS),
        ("to-metadata-by-name", PictureFault.FORBIDDEN_ADDRESS),
        ("to-v6", PictureFault.FORBIDDEN_ADDRESS),
        ("to-schemeless", PictureFault.FORBIDDEN_ADDRESS),
        ("to-file", PictureFault.FORBIDDEN_URL),
        ("to-port", PictureFault.FORBIDDEN_URL),
        ("to-other-scheme", PictureFault.FORBIDDEN_URL),
        ("to-password", PictureFault.FORBIDDEN_URL),
        ("to-nonsense", PictureFault.FORBIDDEN_URL),
        ("round", PictureFault.TOO_MANY_REDIRECTS),
        ("empty-redirect", PictureFault.TOO_MANY_REDIRECTS),
    ],
)
def test_every_redirect_is_checked_like_the_first_address(path, fault, host):
    with pytest.raises(PictureError) as refused:
        fetcher(host).fetch(f"http://good.example/{path}")
    assert refused.value.fault is fault
    assert host.forbidden == []
    assert 1 <= len(host.dialled) <= LIMITS.max_redirects + 1


def test_what_a_name_resolves_to_later_is_not_dialled(host):
    assert fetcher(host).fetch("http://rebinding.example/pixel.gif") == PIXEL
    assert host.dialled == [(PUBLIC, 80)]
    with pytest.raises(PictureError) as refused:
        fetcher(host).fetch("http://rebinding.example/round")
    assert refused.value.fault is PictureFault.FORBIDDEN_ADDRESS
    assert host.forbidden == []


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("html", PictureFault.NOT_AN_IMAGE),
        ("json", PictureFault.NOT_AN_IMAGE),
        ("missing", PictureFault.REFUSED),
        ("busy", PictureFault.REFUSED),
        ("large", PictureFault.TOO_LARGE),
        ("endless", PictureFault.TOO_LARGE),
        ("chunked", PictureFault.TOO_LARGE),
        ("bomb", PictureFault.TOO_LARGE),
        ("brotli", PictureFault.UNDECODABLE),
        ("no-gzip", PictureFault.UNDECODABLE),
        ("lying-length", PictureFault.UNREACHABLE),
        ("nonsense", PictureFault.UNREACHABLE),
        ("headers", PictureFault.UNREACHABLE),
        ("long-header", PictureFault.UNREACHABLE),
    ],
)
def test_what_is_no_picture_or_too_much_of_one_is_refused(path, fault, host):
    with pytest.raises(PictureError) as refused:
        fetcher(host, FetchLimits(max_bytes=2_000_000, max_decoded_bytes=3_000_000, first_pause_seconds=0.01)).fetch(
            f"http://good.example/{path}"
        )
    assert refused.value.fault is fault


@pytest.mark.parametrize("path", ["drip", "drip-head", "drip-status", "silent", "continue"])
def test_the_total_deadline_ends_what_the_host_does_not(path, host):
    start = time.monotonic()
    with pytest.raises(PictureError) as refused:
        fetcher(host).fetch(f"http://good.example/{path}")
    assert time.monotonic() - start < TOTAL_SECONDS + 1
    assert refused.value.fault in (PictureFault.TIMEOUT, PictureFault.UNREACHABLE)


def test_no_text_leads_inside_or_to_another_error():
    dialled: list[tuple[str, int]] = []

    def dial(address, seconds):
        dialled.append(address)
        raise ConnectionRefusedError("nobody is there")

    limits = FetchLimits(attempts=1, failures_in_a_row=10**6)
    client = Fetcher(limits, "Narrate/test", resolve=Names(**NAMES), dial=dial)

    @given(st.text() | st.text("htps:/[]@.%\\#?0123456789abcx\r\n\0 ü①", max_size=60).map("http://".__add__))
    @settings(max_examples=300)
    def fails_alone(url):
        with pytest.raises(PictureError):
            client.fetch(url)
        assert all(ip_address(address).is_global and port in (80, 443) for address, port in dialled)

    fails_alone()


def test_the_deadline_covers_names_that_do_not_resolve_in_time(host):
    def slow(name: str, port: int) -> list[str]:
        time.sleep(3)
        return [PUBLIC]

    start = time.monotonic()
    with pytest.raises(PictureError) as refused:
        Fetcher(LIMITS, "Narrate/test", resolve=slow, dial=host.dial).fetch("http://good.example/pixel.gif")
    assert time.monotonic() - start < TOTAL_SECONDS + 1
    assert refused.value.fault is PictureFault.TIMEOUT
    assert host.dialled == []


@pytest.mark.parametrize("name", ["nowhere.example", "unknown.example"])
def test_a_name_without_addresses_is_unreachable(name, host):
    with pytest.raises(PictureError) as refused:
        fetcher(host).fetch(f"http://{name}/pixel.gif")
    assert refused.value.fault is PictureFault.UNREACHABLE
