"""Where and how the work is done does not change what is published; and nothing is asked for but the sites."""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apache_beam.internal import cloudpickle_pickler as pickler
from apache_beam.options.pipeline_options import StandardOptions
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.runners.runner import create_runner

from pipelines.options import pipeline_options
from schemas import (
    ARTICLES,
    ENTRIES,
    EVENTS,
    FAILURES,
    FEEDS,
    MENTIONS,
    Article,
    Entry,
    Event,
    Mention,
    Party,
    Place,
    Table,
)
from tests.newsroom.server import Newsroom
from tests.pipelines.newsroom_runs import Runs
from tests.pipelines.published import Facts, differences, facts
from transforms.clean.staged import ArticleRef
from transforms.dedupe.cluster import Verdict
from transforms.events.merging.history import Prior
from transforms.feeds.entry import FeedEntry
from transforms.fetch.page import Page
from transforms.publish.layout import Layout
from transforms.publish.staging import StagedFile
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables
from transforms.run import RunContext

pytestmark = pytest.mark.xdist_group("workers")

EVENING = "2018-12-16T22:00Z"
NOW = dt.datetime(2018, 12, 16, 22, tzinfo=dt.UTC)
OUTLETS = ("northvalley", "kestrel")


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(edition=1) as newsroom:
        yield newsroom


@pytest.fixture(scope="module")
def in_memory(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> tuple[Layout, Facts]:
    runs = _runs(newsroom, tmp_path_factory.mktemp("in-memory"))
    assert runs.run(EVENING).code == 0
    return runs.layout, facts(runs.layout)


def _runs(newsroom: Newsroom, folder: Path) -> Runs:
    return Runs(newsroom, folder, [url for url in newsroom.feed_urls if any(name in url for name in OUTLETS)])


@pytest.mark.parametrize("mode", ["multi_threading", "multi_processing"])
def test_workers_publish_what_one_process_does(
    mode: str, newsroom: Newsroom, in_memory: tuple[Layout, Facts], tmp_path: Path
) -> None:
    runs = _runs(newsroom, tmp_path)
    options = ["--direct_num_workers", "2", "--direct_running_mode", mode]
    command = [sys.executable, "-m", "pipelines.cli", *runs.arguments(EVENING, *options)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert verify_tables(runs.layout) == []
    assert differences(facts(runs.layout), in_memory[1]) == {}


def _values(layout: Layout) -> list[Any]:
    """One of each kind of value that passes from a stage to another, with real content where rows are concerned."""
    tables: tuple[Table[Any], ...] = (ARTICLES, ENTRIES, MENTIONS, EVENTS, FEEDS, FAILURES)
    rows: dict[str, list[Any]] = {table.name: read_rows(layout, table) for table in tables}
    article: Article = rows["articles"][0]
    entry: Entry = rows["entries"][0]
    mentions: list[Mention] = rows["mentions"][:3]
    events: list[Event] = rows["events"][:3]
    feed_entry = FeedEntry(
        feed_id="f",
        entry_key="k",
        fingerprint="p",
        url="http://a.example/1",
        canonical_url="https://a.example/1",
        guid=None,
        title="Title",
        summary=None,
        content="<p>Text</p>",
        authors=("A", "B"),
        published_at=NOW,
        updated_at=None,
        publisher="A",
        language="en",
    )
    page = Page(
        entry=feed_entry,
        url="http://a.example/1",
        status=200,
        charset=None,
        body=b"<p>\xff</p>",
        fetched_at=NOW,
        warc_file="w",
        warc_offset=7,
    )
    return [
        feed_entry,
        page,
        ArticleRef("cleaned/1.parquet", 3, article, entry),
        (
            ArticleRef("cleaned/1.parquet", 3, article, entry),
            Verdict(article_id="a", version=1, cluster_id="c", duplicate_of="o", duplicate_kind="near"),
        ),
        Prior(mentions, events, {("a", 1)}),
        StagedFile("articles/dt=2018-12-14/part-1.parquet", "articles", "2018-12-14", 3, 700),
        RunContext(run_id="r", run_number=1, slot=NOW, started_at=NOW, pipeline="ingest", out=layout.root),
        *(row for found in rows.values() for row in found[:3]),
    ]


def test_values_survive_the_way_to_another_process(in_memory: tuple[Layout, Facts], tmp_path: Path) -> None:
    values = _values(in_memory[0])
    kinds = {part for value in values for part in (type(value).__name__, *_nested(value))}
    assert {"Article", "Entry", "Mention", "Event", "Feed", "Failure", "Place", "Party"} <= kinds
    (tmp_path / "values").write_bytes(pickler.dumps(values))
    other = (
        "import pathlib, sys\nfrom apache_beam.internal import cloudpickle_pickler as pickler\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "values = pickler.loads((folder / 'values').read_bytes())\n"
        "(folder / 'back').write_bytes(pickler.dumps(values))\n"
        "(folder / 'types').write_text('\\n'.join(type(v).__module__ + ' ' + type(v).__qualname__ for v in values))\n"
    )
    subprocess.run([sys.executable, "-c", other, str(tmp_path)], check=True)
    assert pickler.loads((tmp_path / "back").read_bytes()) == values
    types = (tmp_path / "types").read_text().splitlines()
    assert types == [f"{type(v).__module__} {type(v).__qualname__}" for v in values]


def _nested(value: Any) -> set[str]:
    parts = [getattr(value, name, None) for name in ("place", "actors", "recipients")]
    flat = [p for part in parts for p in (part if isinstance(part, list) else [part])]
    return {type(p).__name__ for p in flat if isinstance(p, Place | Party)}


@pytest.mark.parametrize("flags", [[], ["--runner", "DirectRunner"], ["--runner=DirectRunner"]], ids=" ".join)
def test_the_local_runner_is_the_one_in_this_process(flags: list[str]) -> None:
    runner = create_runner(pipeline_options(flags).view_as(StandardOptions).runner)
    assert type(runner) is FnApiRunner


def test_a_run_asks_for_nothing_but_the_sites(newsroom: Newsroom, tmp_path: Path) -> None:
    """Anything that went through the proxy of the environment would wait for ever, and be seen here."""
    asked: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as hole:
        threading.Thread(target=_accept, args=(hole, asked), daemon=True).start()
        proxy = f"http://127.0.0.1:{hole.getsockname()[1]}"
        names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
        environment = {k: v for k, v in os.environ.items() if k.lower() != "no_proxy"} | dict.fromkeys(names, proxy)
        runs = Runs(newsroom, tmp_path, [url for url in newsroom.feed_urls if "northvalley" in url])
        arguments = runs.arguments(EVENING, "--runner", "DirectRunner")
        command = [sys.executable, "-m", "pipelines.cli", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert asked == []


def _accept(hole: socket.socket, asked: list[object]) -> None:
    try:
        while True:
            asked.append(hole.accept())
    except OSError:  # closed by the test
        return
