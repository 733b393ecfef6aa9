"""Which addresses may be reached: public ones, and what the settings allow by name.

A page can redirect to, and a name can resolve to, a machine of the network that this runs in (a database, a cloud's
metadata service). The address is checked when the socket is made, so redirects and names that resolve differently the
second time (DNS rebinding) are covered.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import Any

from transforms.fetch.settings import Network

# Beyond what `ipaddress` calls global. IANA special-purpose registries, and addresses that carry another one inside.
_REFUSED: tuple[Network, ...] = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network, RFC 791
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers, RFC 6598; some clouds' metadata services
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, RFC 3927; 169.254.169.254 is the clouds' metadata service
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback and the IPv4-compatible ones of RFC 4291
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # local NAT64, RFC 8215
        "100::/64",
        "2001::/23",  # Teredo, ORCHID and others
        "2001:db8::/32",
        "2002::/16",  # 6to4, RFC 3056
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",  # unique local, RFC 4193; fd00:ec2::254 is a metadata service
        "fe80::/10",
        "fec0::/10",  # site-local, RFC 3879
        "ff00::/8",
    )
)


class ForbiddenAddress(OSError):  # noqa: N818 - the name says what was met
    """The address is not public and not allowed."""

    def __init__(self, address: str) -> None:
        # one text for all addresses of a host, for then the connection code raises this and not a summary of several
        super().__init__(errno.EPERM, "the host's address is not public")
        self.address = address


def is_public(address: str) -> bool:
    """Whether an IPv4 or IPv6 address belongs to the public internet; False for what is no address.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("64:ff9b::7f00:1")
    (True, False, False)
    """
    parsed = _parse(address)
    if parsed is None or not parsed.is_global or parsed.is_multicast or parsed.is_reserved:
        return False
    return not any(parsed in network for network in _REFUSED if network.version == parsed.version)


def is_allowed(address: str, networks: Sequence[Network] = ()) -> bool:
    """Whether the address is public or within one of the networks."""
    parsed = _parse(address)
    if parsed is None:
        return False
    return any(parsed in network for network in networks if network.version == parsed.version) or is_public(address)


def guarded_socket_factory(networks: Sequence[Network]) -> Callable[[Any], socket.socket]:
    """A socket factory for aiohttp's connector that raises ForbiddenAddress instead of making a socket."""

    def make(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, target = info
        if not is_allowed(target[0], networks):
            raise ForbiddenAddress(target[0])
        return socket.socket(family=family, type=kind, proto=protocol)

    return make


def _parse(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped
    return parsed
