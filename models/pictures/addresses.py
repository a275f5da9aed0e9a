"""Which network addresses a stranger's page may make us dial: those of the public internet.

Every answer of the resolver is checked, and the address that was checked is the one that is dialled: a name that
resolves anew between check and connection cannot lead inside.
"""

import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from models.pictures.errors import PictureError, PictureFault

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

# Python's own register of special networks lacks these, by its release.
_NOT_PUBLIC = (
    ip_network("192.0.0.0/24"),  # RFC 6890: protocol assignments
    ip_network("192.88.99.0/24"),  # RFC 7526: relays of 6to4, deprecated
    ip_network("64:ff9b:1::/48"),  # RFC 8215: NAT64 into inner networks
    ip_network("fec0::/10"),  # RFC 3879: site-local, deprecated
    ip_network("3fff::/20"),  # RFC 9637: documentation
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # RFC 5214: the upper half of an interface identifier that holds an IPv4 address


def is_public(address: Address) -> bool:
    """Returns whether an address, and every address that is embedded in it, belongs to the public internet."""
    if isinstance(address, IPv6Address):
        translated = address.ipv4_mapped or (_last_32_bits(address) if address in _NAT64 else None)
        if translated is not None:
            return is_public(translated)
        if address.scope_id is not None or not all(map(is_public, _tunnelled(address))):
            return False
    is_special = address.is_multicast or address.is_reserved or any(address in network for network in _NOT_PUBLIC)
    return address.is_global and not is_special


def _last_32_bits(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFF_FFFF)


def _tunnelled(address: IPv6Address) -> list[IPv4Address]:
    """Returns the IPv4 addresses that a tunnel would send to: 6to4, Teredo (server and client), ISATAP."""
    found = [address.sixtofour, *(address.teredo or ())]
    if int(address) >> 32 & 0xFFFF_FFFF in _ISATAP:
        found.append(_last_32_bits(address))
    return [embedded for embedded in found if embedded is not None]


def system_resolve(host: str, port: int) -> list[str]:
    """Returns the addresses of a host as the system's resolver knows them, or raises OSError."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]


def public_addresses(host: str, port: int, seconds: float, resolve: Resolve = system_resolve) -> list[str]:
    """Returns the addresses of a host, each once, IPv4 first: most networks of workers have no other.

    Raises:
        PictureError: one of them is not public, there is none, or the resolver takes longer than `seconds`.
    """
    addresses = [ip_address(answer) for answer in dict.fromkeys(_answers(host, port, seconds, resolve))]
    for address in addresses:
        if not is_public(address):
            raise PictureError(PictureFault.FORBIDDEN_ADDRESS, f"{host} is {address}, which is no public address")
    if not addresses:
        raise PictureError(PictureFault.UNREACHABLE, f"{host} has no address")
    return [str(address) for address in sorted(addresses, key=lambda address: address.version)]


def _answers(host: str, port: int, seconds: float, resolve: Resolve) -> Sequence[str]:
    """Returns what the resolver answers; it is asked in a thread, for nothing else can end its waiting."""
    answers: list[Sequence[str]] = []
    errors: list[Exception] = []

    def ask() -> None:
        try:
            answers.append(resolve(host, port))
        except (OSError, UnicodeError) as error:  # UnicodeError: a label of no or of more than 63 characters
            errors.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if answers:
        return answers[0]
    if errors:
        raise PictureError(PictureFault.UNREACHABLE, f"{host} does not resolve: {errors[0]}")
    raise PictureError(PictureFault.TIMEOUT, f"{host} did not resolve in time")
