"""Memory of `sitrep run` by the number of feeds, in one run and in slices.

    python -m benchmarks.slices [--feeds 100 400] [--articles 10] [--slice 50] [--uncoded]

A loopback server invents sites, each with a feed of a few articles of 400 words that report two events. For each number
of feeds a run takes them all at once, and another one takes them in slices; each in a process of its own, whose largest
resident set is printed. The second figure must not grow with the number of feeds, but for what the tables of the slices
before add: what is known, and the signatures of the last days. With `--uncoded` the articles are French, which is kept
and not coded: many of them are fetched, cleaned and published in the time that the coder takes for a few.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from schemas import ARTICLES, EVENTS, RUNS
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows

WORDS = (
    "harbour council bridge ferry market school teacher river garden winter budget theatre museum orchard railway "
    "library baker tower signal meadow festival engine captain island lantern quarry village valley concert painter"
)
FRENCH = (
    "le conseil du port a ouvert hier une école près de la rivière et les habitants ont voté pour un budget des "
    "jardins avec des musées où le maire était dans une vallée que nous avons vue pendant cette semaine sans être ici"
)
PLACES = ("Gao", "Timbuktu", "Mosul", "Aleppo", "Hodeidah", "Kherson", "Donetsk", "Maiduguri", "Goma", "Sittwe")


def site_page(host: str, path: str, articles: int, *, uncoded: bool = False) -> tuple[str, str] | None:
    """Type and body of what stands at an address; the same for the same address."""
    if path == "/feed":
        items = "".join(
            f"<item><title>Report {n}</title><link>http://{host}/{n}</link></item>" for n in range(articles)
        )
        return "application/rss+xml", f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>"
    if not path[1:].isdigit():
        return None
    chance = random.Random(host + path)
    place, killed = chance.choice(PLACES), chance.randint(2, 40)
    told = (
        f"Gunmen killed {killed} soldiers in an attack on a checkpoint near {place} on Friday, the army said. "
        f"Thousands of people protested in {chance.choice(PLACES)} on Thursday."
    )
    words = (FRENCH if uncoded else WORDS).split()
    sentences = [" ".join(chance.choices(words, k=12)).capitalize() + "." for _ in range(32)]
    paragraphs = [*([] if uncoded else [told]), *(" ".join(sentences[i : i + 4]) for i in range(0, 32, 4))]
    day = 1 + chance.randrange(28)
    head = f'<meta property="article:published_time" content="2026-02-{day:02}T10:00:00Z">'
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    title = f"Attack near {place} kills {killed}"
    return (
        "text/html",
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>",
    )


@contextmanager
def serve(articles: int, *, uncoded: bool) -> Iterator[int]:
    """Serve the sites; gives the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = site_page(self.headers["Host"].partition(":")[0], self.path, articles, uncoded=uncoded)
            kind, text = found or ("text/plain", "not here")
            body = text.encode()
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def measure(port: int, feeds: int, slice_: int) -> str:
    """Run; gives a line of figures."""
    with tempfile.TemporaryDirectory() as folder:
        config, out = Path(folder) / "sitrep.toml", Path(folder) / "out"
        urls = ", ".join(f'"http://site-{n}.example/feed"' for n in range(feeds))
        config.write_text(
            f'feeds = [{urls}]\n[fetch]\nallow_addresses = ["127.0.0.0/8"]\n'
            f'connect_to = {{ "*.example" = "127.0.0.1:{port}" }}\n',
            encoding="utf-8",
        )
        files = ["--config", str(config), "--out", str(out), "--slot", "2026-03-01T12:00Z", "--slice", str(slice_)]
        started = time.perf_counter()
        command = [sys.executable, "-m", "pipelines.cli", "run", *files]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"slices: `{' '.join(command)}` ended with exit code {process.returncode}")
        seconds = time.perf_counter() - started
        layout = Layout(out)
        tables = (len(read_rows(layout, table)) for table in (RUNS, ARTICLES, EVENTS))
        row = (feeds, *tables, round(usage.ru_maxrss / 1024), round(seconds))
    return "".join(f"{figure:>10,}" for figure in row)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", metavar="N", type=int, nargs="+", default=[100, 400])
    parser.add_argument("--articles", metavar="N", type=int, default=10, help="of each feed")
    parser.add_argument("--slice", metavar="N", type=int, default=50, help="feeds of a slice")
    parser.add_argument("--uncoded", action="store_true", help="articles that are not coded")
    options = parser.parse_args()
    print("".join(f"{name:>10}" for name in ("feeds", "runs", "articles", "events", "MB", "seconds")))
    with serve(options.articles, uncoded=options.uncoded) as port:
        for feeds in options.feeds:
            print(measure(port, feeds, feeds), flush=True)
            print(measure(port, feeds, options.slice), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
