"""Seconds that the one serial step of a stream takes, the closing of a window, beside the parallel work before it.

    python -m benchmarks.settling [--articles 100 400]

Pages of `benchmarks.slices` are cleaned and coded in this process, as many workers would do side by side; then a window
of them is settled: placed, clustered, merged and published into empty tables.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.slices import site_page
from schemas import Outcome, Reason
from transforms.clean.article import clean_page
from transforms.clean.staged import ArticleRef, write_cleaned
from transforms.dedupe.signature import sign
from transforms.events.choosing import load_coder
from transforms.events.telling import tell
from transforms.feeds.entry import FeedEntry
from transforms.feeds.outcome import entry_row
from transforms.fetch.page import Page
from transforms.publish.accounting import ENTRIES_IN
from transforms.run import RunContext
from transforms.windows.owner import take_over
from transforms.windows.settle import Gathered, settle

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def prepared(number: int, stream: RunContext) -> list[ArticleRef]:
    """Clean and code articles, and put them on disk."""
    coder = load_coder()
    cleaned = []
    for n in range(number):
        host, path = f"site-{n % 100}.example", f"/{n // 100}"
        _, body = site_page(host, path, 0) or ("", "")
        url = f"http://{host}{path}"
        entry = FeedEntry(
            feed_id=host,
            entry_key=url,
            fingerprint="",
            url=url,
            canonical_url=url,
            language="en",
        )
        page = Page(
            entry=entry,
            url=url,
            status=200,
            charset=None,
            body=body.encode(),
            fetched_at=NOON,
            warc_file=None,
            warc_offset=None,
        )
        article = clean_page(page)
        signature = sign(article.title, article.text)
        article.signature_scheme, article.signature = signature.scheme, signature.signature
        article.bands = list(signature.bands)
        row = entry_row(entry, Outcome.KEPT, Reason.NEW, article_id=article.article_id)
        cleaned.append((article, row, *tell([article], coder)))
    return write_cleaned(cleaned, stream.staging)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", metavar="N", type=int, nargs="+", default=[100, 400])
    options = parser.parse_args()
    load_coder()
    print("".join(f"{name:>18}" for name in ("articles", "clean and code s", "settle s", "ms an article")))
    for number in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            stream = RunContext(
                run_id="settling",
                run_number=0,
                slot=NOON,
                started_at=NOON,
                pipeline="stream",
                out=Path(folder),
                streaming=True,
            )
            take_over(stream)
            started = time.process_time()
            refs = prepared(number, stream)
            coded = time.process_time()
            counts = [(ENTRIES_IN, len(refs))]
            settled = settle(stream, stream.of_window(NOON, 0), Gathered.of([*refs, *counts]), 0, {})
            ended = time.process_time()
            assert settled.run is not None
        figures = (
            number,
            round(coded - started, 1),
            round(ended - coded, 2),
            round(1000 * (ended - coded) / number, 2),
        )
        print("".join(f"{figure:>18,}" for figure in figures), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
