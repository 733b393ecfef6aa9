"""Replay real pages through the whole pipeline.

Serves the pages of the extraction sets as the sites that they come from, each with a feed of its own, on a loopback
port that the resolver setting maps every host to, so that limits per host are real; runs `sitrep run` over them; and
prints what became of each page, the time per stage and the peak memory.

    python -m benchmarks.replay --data ../shared/bench/extraction
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from aiohttp import web

from schemas import ARTICLES, ENTRIES
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows

SETS = ("aeb", "wcxb-dev")
FEED = "/sitrep-replay.xml"


@dataclass(frozen=True)
class SitePage:
    """A page with its address: URL with http, host, and path with query as requested."""

    id: str
    url: str
    file: Path


@dataclass
class Site:
    """A host with its pages by request target."""

    host: str
    pages: dict[str, SitePage] = field(default_factory=dict)

    def feed(self) -> str:
        """An RSS feed of all its pages, without texts."""
        items = "".join(
            f"<item><title>{escape(page.id)}</title><link>{escape(page.url)}</link></item>"
            for page in self.pages.values()
        )
        return f'<rss version="2.0"><channel><title>{escape(self.host)}</title>{items}</channel></rss>'


def read_sites(data: Path) -> dict[str, Site]:
    """The sites of all sets; a page without an address gets a host of its own."""
    sites: dict[str, Site] = {}
    for name in SETS:
        with (data / name / "gold.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                page = _page(data / name, record, f"{name}-{record['id']}.example")
                parts = urlsplit(page.url)
                site = sites.setdefault(parts.hostname or "", Site(parts.hostname or ""))
                site.pages[_target(parts.path, parts.query)] = page
    return sites


def _page(folder: Path, record: dict[str, str], own_host: str) -> SitePage:
    url = record.get("url") or f"http://{own_host}/"
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    plain = f"http://{parts.hostname}{path}" + (f"?{parts.query}" if parts.query else "")
    return SitePage(f"{folder.name}/{record['id']}", plain, folder / "pages" / f"{record['id']}.html.gz")


def _target(path: str, query: str) -> str:
    return (path or "/") + (f"?{query}" if query else "")


@contextmanager
def serve(sites: dict[str, Site]) -> Iterator[int]:
    """Serve the sites from a thread; gives the port."""
    loop = asyncio.new_event_loop()
    ready: list[int] = []
    started = threading.Event()
    modified = format_datetime(dt.datetime.now(dt.UTC), usegmt=True)

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        site = sites.get(request.host.partition(":")[0])
        if site is None:
            return web.Response(status=404)
        if request.path == FEED:
            headers = {"Last-Modified": modified}
            return web.Response(text=site.feed(), content_type="application/rss+xml", headers=headers)
        page = site.pages.get(request.raw_path) or site.pages.get(request.path_qs)
        if page is None:
            return web.Response(status=404)
        return web.Response(body=gzip.decompress(page.file.read_bytes()), content_type="text/html")

    async def start() -> None:
        runner = web.ServerRunner(web.Server(answer))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        ready.append(runner.addresses[0][1])
        started.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield ready[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


def replay(data: Path, out: Path, flags: list[str]) -> dict[str, object]:
    """Run the pipeline over the sites; gives its own summary with wall time and peak memory added."""
    sites = read_sites(data)
    with serve(sites) as port:
        feeds = [f"http://{host}{FEED}" for host in sorted(sites)]
        config = out / "replay.toml"
        config.write_text(
            f"feeds = {json.dumps(feeds)}\n[fetch]\nallow_addresses = ['127.0.0.0/8']\n"
            f'connect_to = {{ "*" = "127.0.0.1:{port}" }}\n',
            encoding="utf-8",
        )
        command = [sys.executable, "-m", "pipelines.cli", "run", "--config", str(config), "--out", str(out / "tables")]
        started = time.perf_counter()
        done = subprocess.run([*command, "--format", "json", *flags], check=True, capture_output=True, text=True)
        wall = time.perf_counter() - started
    summary: dict[str, object] = json.loads(done.stdout)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak_mb = used.ru_maxrss / 1024
    return summary | {
        "pages": sum(len(s.pages) for s in sites.values()),
        "sites": len(sites),
        "wall_s": round(wall, 1),
        "cpu_s": round(used.ru_utime + used.ru_stime, 1),
        "peak_mb": round(peak_mb),
    }


def account(data: Path, out: Path) -> dict[str, list[str]]:
    """What became of each page: outcome and reason to page ids; pages of which nothing is known under `lost`."""
    pages = {page.url: page.id for site in read_sites(data).values() for page in site.pages.values()}
    fates: dict[str, list[str]] = defaultdict(list)
    for entry in read_rows(Layout(out / "tables"), ENTRIES):
        page = pages.pop(entry.url or "", None)
        fates[f"{entry.outcome}: {entry.reason}"].append(page or f"unknown {entry.url}")
    if pages:
        fates["lost"] = sorted(pages.values())
    return fates


def disk_sizes(tables: Path) -> dict[str, int]:
    """Bytes of the files below each folder of the output folder, the largest first."""
    folders = [folder for folder in tables.iterdir() if folder.is_dir() and not folder.name.startswith("_")]
    sizes = {f.name: sum(file.stat().st_size for file in f.rglob("*") if file.is_file()) for f in folders}
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def main() -> int:
    """Replay, print, and fail where a page is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/extraction"))
    parser.add_argument("--keep", type=Path, help="folder for the tables (default: a temporary one)")
    options, flags = parser.parse_known_args()
    if not (options.data / SETS[0] / "gold.jsonl").exists():
        print(f"replay: {options.data} holds no extraction sets; name their folder with --data", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        out = options.keep or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        summary = replay(options.data, out, flags)
        fates = account(options.data, out)
        articles = read_rows(Layout(out / "tables"), ARTICLES)
        sizes = disk_sizes(out / "tables")
    print(f"pages {summary['pages']} on {summary['sites']} hosts, articles {len(articles)}")
    for fate, ids in sorted(fates.items(), key=lambda item: -len(item[1])):
        print(f"  {fate:<34}{len(ids):>5}" + (f"  {', '.join(ids[:6])}" if len(ids) < 40 else ""))
    print(
        f"seconds {summary['seconds']} (whole process {summary['wall_s']}, of the processor {summary['cpu_s']}), "
        f"peak memory {summary['peak_mb']} MB"
    )
    each = {name: size / max(len(articles), 1) / 1000 for name, size in sizes.items()}
    print("kB on disk for an article: " + ", ".join(f"{name} {kb:.1f}" for name, kb in each.items()))
    stages = summary["stage_seconds"]
    assert isinstance(stages, dict)
    for stage, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        if seconds >= 0.05:
            print(f"  {stage:<20}{seconds:>8.2f} s")
    return 1 if "lost" in fates else 0


if __name__ == "__main__":
    sys.exit(main())
