"""What the stream polls, when, and what it asks for again."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from email.utils import format_datetime
from pathlib import Path

import pytest

from schemas import ENTRIES, FEEDS, Feed
from tests.pipelines.small_site import SmallSite, item, page, rss, story
from tests.pipelines.streams import run_ticks
from tests.pipelines.test_stream import sum_of
from transforms.events.coder import CoderResources
from transforms.feeds.urls import feed_id
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables
from transforms.run import slot_at

pytestmark = pytest.mark.xdist_group("stream")

QUARTER = dt.timedelta(minutes=15)
NOW = slot_at(dt.datetime.now(dt.UTC), QUARTER)  # what failed is due by the clock
URLS = ("http://a.example/feed", "http://b.example/feed")
LISTED = [Feed(feed_id=feed_id(url), url=url) for url in URLS]


@pytest.fixture
def site() -> Iterator[SmallSite]:
    with SmallSite() as site:
        for name, url in zip("ab", URLS, strict=True):
            links = [f"http://{name}.example/{n}" for n in range(2)]
            items = [item(f"{name} {n}", link, f"{name} {n}") for n, link in enumerate(links)]
            # Of today, for a feed that has been silent for years is polled once a day.
            site.put(url, rss(items).replace("Fri, 14 Dec 2018 10:00:00 GMT", format_datetime(NOW, usegmt=True)))
            for n, link in enumerate(links):
                site.put(link, page(f"{name} {n}", story(f"{name} {n}")))
        yield site


def ticks(first: int, last: int) -> list[dt.datetime]:
    """Ticks of five minutes, from one quarter of an hour to the end of another."""
    return [NOW + n * QUARTER / 3 for n in range(first * 3, (last + 1) * 3)]


def test_a_feed_is_polled_when_it_is_due_and_its_state_outlives_the_stream(site: SmallSite, tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    first, second = run_ticks(layout, LISTED, site.fetching, ticks(0, 1))
    assert sum_of([first])["feeds.polled"] == sum_of([second])["feeds.same_body"] == 2
    assert sum_of([first])["entries.out.kept.new"] == 4
    later = run_ticks(layout, [], site.fetching, ticks(2, 2))[2:]
    assert sum_of(later)["feeds.same_body"] == 2, "the tables told a new stream what feeds there are, and their bodies"
    assert {feed.last_polled_at for feed in read_rows(layout, FEEDS)} == {NOW + 2 * QUARTER}
    assert verify_tables(layout) == []


def test_a_page_that_failed_is_tried_once_when_it_is_due(site: SmallSite, tmp_path: Path) -> None:
    gone = site.documents.pop("http://a.example/1")
    layout = Layout(tmp_path)
    run_ticks(layout, LISTED, site.fetching, ticks(0, 0))
    site.documents["http://a.example/1"] = gone
    run_ticks(layout, LISTED, site.fetching, ticks(2, 3))
    entries = sorted((e for e in read_rows(layout, ENTRIES) if e.url == "http://a.example/1"), key=lambda e: e.attempts)
    assert [(e.outcome, e.attempts) for e in entries] == [("failed", 1), ("kept", 2)]
    assert verify_tables(layout) == []


def test_what_the_coder_reads_is_loaded_once_however_many_bundles_there_are(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = itertools.count()
    load = CoderResources.load

    def counted(*arguments: object) -> CoderResources:
        next(loads)
        return load(*arguments)

    monkeypatch.setattr(CoderResources, "load", counted)
    runs = run_ticks(Layout(tmp_path), LISTED, site.fetching, ticks(0, 2))
    assert sum_of(runs)["articles.coded"] == 4
    assert next(loads) <= 1  # none, where a test before has done it in this process
