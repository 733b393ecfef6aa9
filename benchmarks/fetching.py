"""Pages a second through the Beam transform, beside a plain aiohttp loop with the same limits in the same run.

    python -m benchmarks.fetching [--pages 2000] [--hosts 40] [--latency 0.1] [--size 60000] [--gzip] [...]
    python -m benchmarks.fetching --feeds 1000
    python -m benchmarks.fetching --memory

A loopback server in a process of its own answers every page after the latency. The sides take turns, so that a busy
machine troubles them alike; the medians are compared:

- `plain`: the aiohttp loop, which keeps nothing;
- `ours`: `fetch_pages`, which asks robots.txt, checks addresses, types and sizes;
- `warc`: the same, which writes every page to a WARC file;
- `beam`: `FetchPages` in a pipeline of its own on the local runner, WARC files and staging included. The pipeline's
  start is a part of it.

`--feeds` measures a whole `sitrep run` over feeds of which all answer 304. `--memory` measures the most memory that
fetching and parsing need at two sizes each, every time in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import gzip
import json
import multiprocessing
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
import apache_beam as beam
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from pipelines.options import pipeline_options
from schemas import FEEDS
from transforms.feeds.entry import FeedEntry
from transforms.feeds.parse import parse_feed
from transforms.fetch.beam import FetchPages
from transforms.fetch.page import Page
from transforms.fetch.pages import fetch_pages
from transforms.fetch.settings import FetchSettings
from transforms.fetch.warc import WarcWriter
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows
from transforms.run import RunContext

TARGET = 0.85
ADDRESS = "127.0.0.1"


def main() -> None:
    options = _options()
    if options.memory:
        return print(json.dumps(_memory(), indent=2))
    if options.feeds:
        return print(json.dumps(_unchanged_feeds(options.feeds), indent=2))
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
        with tempfile.TemporaryDirectory() as folder:
            _beam(urls[:1], limits, Path(folder) / "first")  # imports
            began = time.perf_counter()
            _beam(urls[:1], limits, Path(folder) / "second")
            start = time.perf_counter() - began - options.latency
        sides: dict[str, tuple[list[float], list[float]]] = {
            name: ([], []) for name in ("plain", "ours", "warc", "beam")
        }
        for _ in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                for name, work in (
                    ("plain", lambda: asyncio.run(_plain(urls, port, options))),
                    ("ours", lambda: _ours(urls, limits, None)),
                    ("warc", partial(_ours, urls, limits, Path(folder))),
                    ("beam", partial(_beam, urls, limits, Path(folder) / "out")),
                ):
                    rates, cpu = sides[name]
                    rates.append(_rate(len(urls), work, cpu))
    finally:
        server.terminate()
        server.join()
    medians = [statistics.median(rates) for rates, _ in sides.values()]
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
        "cpu_ms_a_page": {name: round(statistics.median(cpu), 2) for name, (_, cpu) in sides.items()},
        "ratio": round(medians[1] / medians[0], 3),
        "fetch_pages_transform_per_s": round(medians[3], 1),
        "ratio_with_warc": round(medians[2] / medians[0], 3),
        "ratio_beam": round(medians[3] / medians[0], 3),
        "beam_start_s": round(start, 2),
        "target": TARGET,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(result, indent=2))
    sys.exit(0 if medians[3] / medians[0] >= TARGET else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=40)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds before an answer")
    parser.add_argument("--size", type=int, default=60_000, help="bytes of a page")
    parser.add_argument("--per-host", type=int, default=2)
    parser.add_argument("--overall", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gzip", action="store_true", help="the server compresses its pages")
    parser.add_argument("--feeds", type=int, default=0, help="measure a run over so many feeds that answer 304")
    parser.add_argument("--memory", action="store_true", help="measure the memory of bodies and entries")
    return parser.parse_args()


def _rate(count: int, work: Callable[[], int], cpu: list[float]) -> float:
    """Pages a second; the milliseconds of this process's processor time that a page took go to `cpu`."""
    began, cpu_began = time.perf_counter(), time.process_time()
    found = work()
    taken = time.perf_counter() - began
    cpu.append((time.process_time() - cpu_began) / count * 1000)
    assert found == count, f"{found} of {count} pages arrived"
    return count / taken


def _ours(urls: list[str], settings: FetchSettings, folder: Path | None) -> int:
    """As a run does it: robots.txt of every host first, addresses checked, pages typed and one by one."""
    entries = [_entry(url) for url in urls]
    if folder is None:
        return sum(isinstance(result, Page) for result in fetch_pages(entries, settings))
    with WarcWriter(folder, "bench") as warc:
        return sum(isinstance(result, Page) for result in fetch_pages(entries, settings, warc=warc))


def _beam(urls: list[str], settings: FetchSettings, out: Path) -> int:
    now = dt.datetime.now(dt.UTC)
    run = RunContext(run_id="bench", run_number=1, slot=now, started_at=now, pipeline="ingest", out=out)
    with beam.Pipeline(options=pipeline_options([])) as pipeline:
        fetched = pipeline | beam.Create([_entry(url) for url in urls]) | FetchPages(run, settings)
        fetched.pages | beam.ParDo(_Count(out))
    return sum(int(file.read_text(encoding="utf-8")) for file in out.glob("count-*"))


class _Count(beam.DoFn):
    """Counts a bundle's pages into a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start_bundle(self) -> None:
        self._pages = 0

    def process(self, page: Page) -> None:
        del page
        self._pages += 1

    def finish_bundle(self) -> None:
        (self._folder / f"count-{uuid.uuid4()}").write_text(str(self._pages), encoding="utf-8")


async def _plain(urls: list[str], port: int, options: argparse.Namespace) -> int:
    # With semaphores rather than the connector's own limits, which are slower: this is the best plain loop.
    connector = aiohttp.TCPConnector(limit=0, resolver=_Everywhere(port), ttl_dns_cache=60)
    overall = asyncio.Semaphore(options.overall)
    hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(options.per_host))
    async with aiohttp.ClientSession(connector=connector) as session:

        async def get(url: str) -> bool:
            async with hosts[url.split("/")[2]], overall, session.get(url) as answer:
                return len(await answer.read()) == int(options.size)

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


def _unchanged_feeds(count: int) -> dict[str, float]:
    """Seconds of two runs over feeds on 40 hosts: the first reads them, in the second all answer 304."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(writer, 0.0, 1000, False), daemon=True)
    server.start()
    port = reader.recv()
    seconds: list[float] = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            feeds = "".join(
                f'<outline type="rss" xmlUrl="http://host-{n % 40}.example/feed/{n}"/>' for n in range(count)
            )
            (Path(folder) / "feeds.opml").write_text(f"<opml><body>{feeds}</body></opml>", encoding="utf-8")
            (Path(folder) / "sitrep.toml").write_text(
                f'feeds = ["feeds.opml"]\n[fetch]\nallow_addresses = ["{ADDRESS}/32"]\n'
                f'connect_to = {{ "*" = "{ADDRESS}:{port}" }}\n',
                encoding="utf-8",
            )
            for slot in ("2018-12-16T10:00Z", "2018-12-17T12:00Z"):
                command = ["run", "--config", f"{folder}/sitrep.toml", "--out", f"{folder}/out", "--slot", slot]
                began = time.perf_counter()
                subprocess.run([sys.executable, "-W", "ignore", "-m", "pipelines.cli", *command], check=True)
                seconds.append(time.perf_counter() - began)
            states = Counter(feed.reason for feed in read_rows(Layout(Path(folder) / "out"), FEEDS))
    finally:
        server.terminate()
        server.join()
    return {"feeds": count, "first_run_s": round(seconds[0], 1), "all_304_s": round(seconds[1], 1), **states}


def _memory() -> dict[str, dict[str, int]]:
    """Peak memory in MB at two sizes, each in a process of its own."""
    context = multiprocessing.get_context("spawn")
    found: dict[str, dict[str, int]] = {}
    for name, small, large in (
        ("bytes of a refused body", 20_000_000, 200_000_000),
        ("pages of 60 kB", 200, 2000),
        ("pages of 1 MB", 20, 200),
        ("entries of a feed", 1000, 10_000),
        ("feeds of 1,000 entries", 2, 20),
    ):
        found[name] = {}
        for size in (small, large):
            reader, writer = context.Pipe(duplex=False)
            process = context.Process(target=_peak, args=(writer, name, size))
            process.start()
            found[name][f"{size:,}"] = reader.recv()
            process.join()
    return found


def _peak(answer: Connection, name: str, size: int) -> None:
    """Send the most memory in MB that this process, not the server's, needed."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    body = size if "refused" in name else 1_000_000 if "1 MB" in name else 60_000
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(writer, 0.0, body, False), daemon=True)
    server.start()
    port = reader.recv()
    limits = FetchSettings(allow_addresses=(f"{ADDRESS}/32",), connect_to={"*": f"{ADDRESS}:{port}"})
    if "feed" in name:
        entries, feeds = (size, 1) if name.startswith("entries") else (1000, size)
        for _ in range(feeds):
            parse_feed(_feed(entries), url="https://host-0.example/feed")
    else:
        pages = 4 if "refused" in name else size
        urls = [f"http://host-{n % 40}.example/page/{n}" for n in range(pages)]
        with tempfile.TemporaryDirectory() as folder:
            _ours(urls, limits, Path(folder))
    server.terminate()
    server.join()
    answer.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _feed(entries: int) -> bytes:
    items = "".join(
        f"<item><title>Story {n}</title><link>https://host.example/story/{n}</link><guid>{n}</guid>"
        f"<pubDate>Fri, 14 Dec 2018 12:00:00 GMT</pubDate><description>{'word ' * 60}</description></item>"
        for n in range(entries)
    )
    return f'<rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'.encode()


def _serve(port: Connection, latency_s: float, size: int, compressed: bool) -> None:
    body = _html(size) if size <= 1_000_000 else b"<html>" + b"x" * size
    headers = {"Content-Type": "text/html; charset=utf-8"}
    packed = gzip.compress(body, 6)

    async def page(request: web.Request) -> web.Response:
        await asyncio.sleep(latency_s)
        if compressed and "gzip" in request.headers.get("Accept-Encoding", ""):
            return web.Response(body=packed, headers=headers | {"Content-Encoding": "gzip"})
        return web.Response(body=body, headers=headers)

    async def feed(request: web.Request) -> web.Response:
        tag = '"1"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        text = f'<rss version="2.0"><channel><title>Feed {request.match_info["number"]}</title></channel></rss>'
        return web.Response(text=text, content_type="application/rss+xml", headers={"ETag": tag})

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/feed/{number}", feed)
        app.router.add_get("/page/{number}", page)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        with socket.socket() as listening:
            listening.bind((ADDRESS, 0))
            await web.SockSite(runner, listening, backlog=1024).start()
            port.send(listening.getsockname()[1])
            await asyncio.Event().wait()

    asyncio.run(run())


def _html(size: int) -> bytes:
    """A page that compresses like a news page, to about a fifth: words by Zipf's law within markup."""
    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(3000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    parts = ["<!doctype html><html><head><title>Page</title></head><body>"]
    for number in range(size // 300):
        parts.append(f'<div class="story-body__block" data-component="text-block-{number}"><p class="paragraph">')
        parts.append(" ".join(chance.choices(words, weights, k=40)))
        parts.append("</p></div>\n")
    return "".join(parts).encode()[:size]


def _entry(url: str) -> FeedEntry:
    return FeedEntry(
        feed_id="bench",
        entry_key=url,
        fingerprint="",
        url=url,
        canonical_url=url,
    )


if __name__ == "__main__":
    main()
