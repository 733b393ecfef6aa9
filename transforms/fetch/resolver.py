"""From host names to addresses, with `connect_to` first."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

_THREADS = 16  # names that are looked up at a time; a dead name server holds a thread for some 10 s


class Resolver(AbstractResolver):
    """The system's resolver behind the routes of `FetchSettings.connect_to`."""

    def __init__(self, routes: Sequence[tuple[str, str, int]] = ()) -> None:
        self._routes = tuple(routes)
        # Its own threads: asyncio's default pool has 6 on two cores, and closing a loop waits for those.
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="resolve")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a host.

        Raises:
            OSError: The name has no address.
        """
        route = route_of(host, self._routes)
        if route is not None:
            address, mapped_port = route
            kind = socket.AF_INET6 if ":" in address else socket.AF_INET
            return [_result(host, address, mapped_port, kind)]
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads,
            lambda: socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG),
        )
        results = [_result(host, str(target[0]), port, kind) for kind, _, _, _, target in found]
        if not results:
            raise OSError(f"{host} has no address")
        return results

    async def close(self) -> None:
        """Let go of the threads, without waiting for lookups that hang."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def route_of(host: str, routes: Sequence[tuple[str, str, int]]) -> tuple[str, int] | None:
    """The (address, port) that a host is routed to, by the first pattern that fits.

    >>> route_of("news.example", [("*.example", "127.0.0.1", 8031)])
    ('127.0.0.1', 8031)
    """
    host = host.lower().rstrip(".")
    for pattern, address, port in routes:
        if pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:])):
            return address, port
    return None


def _result(host: str, address: str, port: int, family: int) -> ResolveResult:
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)
