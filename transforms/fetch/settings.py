"""How to fetch: limits, manners and allowances, checked when they are set."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import metadata
from typing import Any
from urllib.parse import urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class FetchSettings:
    """Limits and manners of fetching. Picklable, so that it travels to workers.

    Attributes:
        user_agent: The whole User-Agent line; empty for `sitrep/<version> (+<contact>)`.
        contact: URL or mail address where a site's owner reaches whoever runs this.
        connect_timeout_s: For the name lookup, the connection and the TLS handshake together.
        total_timeout_s: For one URL with its redirects, until the last byte of the body. Waiting for a host's turn does
            not count, so a slow drip ends here and a long queue does not.
        max_body_bytes: For a page, decoded. 10 MB.
        max_redirects: Redirects that are followed for a URL.
        per_host: Requests to one host at a time.
        overall: Requests at a time, of all workers of a run together.
        min_delay_s: Between the starts of two requests to one host.
        max_crawl_delay_s: A robots.txt that asks for a longer Crawl-delay gets this one.
        host_failures: After as many failures in a row of connecting to a host, it is left alone for this run.
        obey_robots: Whether robots.txt is asked before a page is.
        proxy: URL of an HTTP proxy. It then resolves the names, so only literal addresses are checked here.
        allow_addresses: Networks that may be reached though they are not public, such as `127.0.0.0/8`.
        connect_to: Pairs of a host pattern (`news.example`, `*.example`, `*`) and `address:port`: connections to such
            a host go there instead, as with curl's --connect-to. The address has to be public or allowed all the same.
    """

    user_agent: str = ""
    contact: str = ""
    connect_timeout_s: float = 10.0
    total_timeout_s: float = 45.0
    max_body_bytes: int = 10_000_000
    max_redirects: int = 5
    per_host: int = 2
    overall: int = 64
    min_delay_s: float = 0.0
    max_crawl_delay_s: float = 10.0
    host_failures: int = 5
    obey_robots: bool = True
    proxy: str | None = None
    allow_addresses: tuple[str, ...] = ()
    connect_to: tuple[tuple[str, str], ...] | Mapping[str, str] = ()

    def __post_init__(self) -> None:
        for name in ("connect_timeout_s", "total_timeout_s"):
            _require(getattr(self, name) > 0, name, getattr(self, name), "a number of seconds above 0")
        for name in ("min_delay_s", "max_crawl_delay_s"):
            _require(getattr(self, name) >= 0, name, getattr(self, name), "a number of seconds, 0 or more")
        for name in ("max_body_bytes", "per_host", "overall", "host_failures"):
            _require(getattr(self, name) >= 1, name, getattr(self, name), "a whole number, 1 or more")
        _require(self.max_redirects >= 0, "max_redirects", self.max_redirects, "a whole number, 0 or more")
        for name in ("user_agent", "contact"):
            value = getattr(self, name)
            _require(value.isascii() and value.isprintable(), name, value, "one line of ASCII")
        if self.proxy is not None:
            parts = urlsplit(self.proxy)
            fits = parts.scheme in ("http", "https") and parts.hostname is not None
            _require(fits, "proxy", self.proxy, "a URL such as http://proxy.example:3128")
        networks: object = self.allow_addresses
        if isinstance(networks, str):
            raise ValueError(f"allow_addresses is a tuple of networks, not a string: write ({networks!r},)")
        object.__setattr__(self, "allow_addresses", tuple(self.allow_addresses))
        for network in self.allow_addresses:
            try:
                ipaddress.ip_network(network)
            except ValueError as error:
                raise ValueError(
                    f"allow_addresses: {network!r} is no network ({error}); write it like '127.0.0.0/8' or '::1/128'"
                ) from None
        object.__setattr__(self, "connect_to", _pairs(self.connect_to))
        for _ in self.routes:  # parses them, so that a bad one is refused here
            pass

    def of_worker(self, workers: int) -> FetchSettings:
        """The settings of one of several workers: its part of `overall`; hosts' limits hold for all together."""
        return replace(self, overall=max(1, self.overall // max(1, workers)))

    def __getstate__(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    @cached_property
    def agent(self) -> str:
        """The User-Agent line."""
        if self.user_agent:
            return self.user_agent
        return f"sitrep/{_version()}" + (f" (+{self.contact})" if self.contact else "")

    @cached_property
    def product_token(self) -> str:
        """The name that robots.txt knows this crawler by (RFC 9309 section 2.2.1)."""
        match = re.match(r"[A-Za-z_-]+", self.agent)
        return match[0] if match else "sitrep"

    @cached_property
    def allowed_networks(self) -> tuple[Network, ...]:
        """`allow_addresses` as networks."""
        return tuple(ipaddress.ip_network(network) for network in self.allow_addresses)

    @cached_property
    def routes(self) -> tuple[tuple[str, str, int], ...]:
        """`connect_to` as (host pattern, address, port)."""
        return tuple((host, *_address_and_port(host, target)) for host, target in _pairs(self.connect_to))


def _require(fits: bool, name: str, value: object, expected: str) -> None:
    if not fits:
        raise ValueError(f"{name} is {value!r}; it has to be {expected}")


def _pairs(connect_to: tuple[tuple[str, str], ...] | Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = connect_to.items() if isinstance(connect_to, Mapping) else connect_to
    return tuple((str(host).lower(), str(target)) for host, target in pairs)


def _version() -> str:
    try:
        return metadata.version("sitrep")
    except metadata.PackageNotFoundError:  # run from a source tree that was never installed
        return "0"


def _address_and_port(host: str, target: str) -> tuple[str, int]:
    address, _, port = target.rpartition(":")
    address = address.removeprefix("[").removesuffix("]")
    try:
        ipaddress.ip_address(address)
        if not 0 < int(port) < 65536:
            raise ValueError(f"{port} is no port")
    except ValueError as error:
        raise ValueError(
            f"connect_to: {target!r} (for {host!r}) is not an address with a port ({error}); "
            "write it like '127.0.0.1:8031' or '[::1]:8031'"
        ) from None
    if not re.fullmatch(r"\*|(\*\.)?[a-z0-9._-]+", host):
        raise ValueError(f"connect_to: {host!r} is no host pattern; write it like 'news.example', '*.example' or '*'")
    return address, int(port)
