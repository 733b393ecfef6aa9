"""Pages a second through `fetch_pages`, beside a plain aiohttp loop with the same limits in the same run.

    python -m benchmarks.fetching [--pages 400] [--hosts 40] [--latency 0.1] [--size 60000] [--gzip] [...]

A loopback server in a process of its own answers every page after the latency. Both sides take turns, so that a busy
machine troubles them alike; the medians are compared. Printed too: the most memory that this process needed for each
side's results to pass by.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import multiprocessing
import random
import resource
import socket
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from transforms.feeds.entry import FeedEntry
from transforms.fetch.page import Page
from transforms.fetch.pages import fetch_pages
from transforms.fetch.settings import FetchSettings
from transforms.fetch.warc import WarcWriter

TARGET = 0.85
ADDRESS = "127.0.0.1"


def main() -> None:
    options = _options()
    reader, writer = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(writer, options.latency, options.size, options.gzip), daemon=True
    )
    server.start()
    port = reader.recv()
    urls = [f"http://host-{n % options.hosts}.example/page/{n}" for n in range(options.pages)]
    limits = FetchSettings(
        per_host=options.per_host,
        overall=options.overall,
        allow_addresses=(f"{ADDRESS}/32",),
        connect_to={"*": f"{ADDRESS}:{port}"},
    )
    try:
        plain: list[float] = []
        ours: list[float] = []
        kept: list[float] = []
        for _ in range(options.rounds):
            plain.append(_rate(len(urls), lambda: asyncio.run(_plain(urls, port, options))))
            ours.append(_rate(len(urls), lambda: _ours(urls, limits, None)))
            with tempfile.TemporaryDirectory() as folder:
                kept.append(_rate(len(urls), lambda folder=folder: _ours(urls, limits, Path(folder))))  # type: ignore[misc]
    finally:
        server.terminate()
        server.join()
    medians = [statistics.median(rates) for rates in (plain, ours, kept)]
    result = {
        "pages": options.pages,
        "hosts": options.hosts,
        "latency_s": options.latency,
        "bytes": options.size,
        "per_host": options.per_host,
        "overall": options.overall,
        "plain_aiohttp_per_s": round(medians[0], 1),
        "fetch_pages_per_s": round(medians[1], 1),
        "fetch_pages_with_warc_per_s": round(medians[2], 1),
        "ratio": round(medians[1] / medians[0], 3),
        "ratio_with_warc": round(medians[2] / medians[0], 3),
        "target": TARGET,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(result, indent=2))
    sys.exit(0 if medians[1] / medians[0] >= TARGET else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--hosts", type=int, default=40)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds before an answer")
    parser.add_argument("--size", type=int, default=60_000, help="bytes of a page")
    parser.add_argument("--per-host", type=int, default=2)
    parser.add_argument("--overall", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gzip", action="store_true", help="the server compresses its pages")
    return parser.parse_args()


def _rate(count: int, work: object) -> float:
    began = time.perf_counter()
    found = work()  # type: ignore[operator]
    taken = time.perf_counter() - began
    assert found == count, f"{found} of {count} pages arrived"
    return count / taken


def _ours(urls: list[str], settings: FetchSettings, folder: Path | None) -> int:
    """As a run does it: robots.txt of every host first, addresses checked, pages typed and one by one."""
    entries = [_entry(url) for url in urls]
    if folder is None:
        return sum(isinstance(result, Page) for result in fetch_pages(entries, settings))
    with WarcWriter(folder, "bench") as warc:
        return sum(isinstance(result, Page) for result in fetch_pages(entries, settings, warc=warc))


async def _plain(urls: list[str], port: int, options: argparse.Namespace) -> int:
    # With semaphores rather than the connector's own limits, which are slower: this is the best plain loop.
    connector = aiohttp.TCPConnector(limit=0, resolver=_Everywhere(port), ttl_dns_cache=60)
    overall = asyncio.Semaphore(options.overall)
    hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(options.per_host))
    async with aiohttp.ClientSession(connector=connector) as session:

        async def get(url: str) -> bool:
            async with hosts[url.split("/")[2]], overall, session.get(url) as answer:
                return len(await answer.read()) == options.size

        return sum(await asyncio.gather(*[get(url) for url in urls]))


class _Everywhere(AbstractResolver):
    """Every name is the server."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        del port, family
        return [ResolveResult(hostname=host, host=ADDRESS, port=self._port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        pass


def _serve(port: Connection, latency_s: float, size: int, compressed: bool) -> None:
    words = [f"word{random.Random(number).randrange(5000)} " for number in range(size // 5)]
    body = ("<!doctype html><html><body><p>" + "".join(words)).encode()[:size]
    headers = {"Content-Type": "text/html; charset=utf-8"}
    packed = gzip.compress(body, 6)

    async def page(request: web.Request) -> web.Response:
        await asyncio.sleep(latency_s)
        if compressed and "gzip" in request.headers.get("Accept-Encoding", ""):
            return web.Response(body=packed, headers=headers | {"Content-Encoding": "gzip"})
        return web.Response(body=body, headers=headers)

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/page/{number}", page)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        with socket.socket() as listening:
            listening.bind((ADDRESS, 0))
            await web.SockSite(runner, listening, backlog=1024).start()
            port.send(listening.getsockname()[1])
            await asyncio.Event().wait()

    asyncio.run(run())


def _entry(url: str) -> FeedEntry:
    return FeedEntry(
        feed_id="bench",
        entry_key=url,
        fingerprint="",
        url=url,
        canonical_url=url,
        guid=None,
        title=None,
        summary=None,
        content=None,
        authors=(),
        published_at=None,
        updated_at=None,
        publisher=None,
        language=None,
    )


if __name__ == "__main__":
    main()
