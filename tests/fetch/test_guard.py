from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.fetch.guard import ForbiddenAddress, guarded_socket_factory, is_allowed, is_public


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::1"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "localhost",
        "",
        "2130706433",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_ipv6_clothes_is_no_more_public_than_bare(address: ipaddress.IPv4Address) -> None:
    packed = int(address)
    mapped, nat64 = f"::ffff:{address}", str(ipaddress.IPv6Address((0x64FF9B << 96) | packed))
    six_to_four = str(ipaddress.IPv6Address((0x2002 << 112) | (packed << 80)))
    assert is_public(mapped) == is_public(str(address))
    assert not is_public(nat64)
    assert not is_public(six_to_four)


@given(st.ip_addresses())
def test_whatever_is_public_is_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(str(address)):
        assert address.is_global
        assert not address.is_private


def test_allowed_networks_pass_and_nothing_beside_them() -> None:
    networks = (ipaddress.ip_network("127.0.0.0/30"), ipaddress.ip_network("::1/128"))
    assert is_allowed("127.0.0.1", networks)
    assert is_allowed("::1", networks)
    assert is_allowed("::ffff:127.0.0.1", networks)
    assert not is_allowed("127.0.0.4", networks)
    assert is_allowed("1.1.1.1", networks)


def test_no_socket_is_made_for_a_forbidden_address() -> None:
    make = guarded_socket_factory((ipaddress.ip_network("127.0.0.0/8"),))
    make((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))).close()
    with pytest.raises(ForbiddenAddress) as caught:
        make((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80)))
    assert caught.value.address == "10.0.0.1"
