"""The closing of a window: its sum, and what it keeps of a feed polled more than once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from schemas import ARTICLES, ENTRIES, FAILURES, FEEDS, RUNS, Article, Entry, Feed, Outcome, Reason, failure
from transforms.clean.staged import write_cleaned
from transforms.dedupe.signature import sign
from transforms.feeds.urls import article_id
from transforms.publish.accounting import ENTRIES_IN
from transforms.publish.erased import Erasure
from transforms.publish.lease import LeaseHeldError, lease
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables
from transforms.run import RunContext
from transforms.windows.owner import StreamReplacedError, take_over
from transforms.windows.settle import WAITING, Gathered, Item, Settled, settle

NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
QUARTER = dt.timedelta(minutes=15)


@pytest.fixture
def stream(tmp_path: Path) -> RunContext:
    stream = RunContext(
        run_id="started", run_number=0, slot=NOON, started_at=NOON, pipeline="stream", out=tmp_path, streaming=True
    )
    take_over(stream)
    return stream


def close(stream: RunContext, number: int, items: list[Item], waiting: int = 0) -> Settled:
    return settle(stream, stream.of_window(NOON + number * QUARTER, 0), Gathered.of(items), waiting, {"sitrep": "1"})


def rejected(key: str) -> Entry:
    outcome, reason = Outcome.REJECTED.value, Reason.ROBOTS.value
    return Entry(entry_key=key, feed_id="f", fingerprint="t", outcome=outcome, reason=reason, seen_at=NOON)


def count(settled: Settled, name: str) -> int:
    assert settled.run is not None
    return {c.name: c.value for c in settled.run.counts}.get(name, 0)


def test_an_entry_whose_outcome_comes_late_is_counted_in_by_the_window_of_its_outcome(stream: RunContext) -> None:
    first = close(stream, 0, [(ENTRIES_IN, 3), rejected("a"), rejected("b")])
    assert (first.waiting, count(first, ENTRIES_IN), count(first, WAITING)) == (1, 2, 1)
    second = close(stream, 1, [(ENTRIES_IN, 1), rejected("c"), rejected("d")], first.waiting)
    assert (second.waiting, count(second, ENTRIES_IN), count(second, WAITING)) == (0, 2, 0)
    assert verify_tables(stream.layout) == []


def test_of_a_feed_polled_twice_in_a_window_the_last_state_is_published(stream: RunContext) -> None:
    feed = Feed(feed_id="f", url="http://a.example/feed", last_polled_at=NOON, etag="new")
    earlier = dataclasses.replace(feed, last_polled_at=NOON - QUARTER, etag="old")
    close(stream, 0, [feed, earlier])
    assert [f.etag for f in read_rows(stream.layout, FEEDS)] == ["new"]


def test_a_published_window_takes_nothing_twice_and_hands_on_the_rest(stream: RunContext) -> None:
    broke = failure("fetch", Reason.TIMEOUT, "http://a.example/1", "no answer", at=NOON)
    feed = Feed(feed_id="f", url="http://a.example/feed", last_polled_at=NOON)
    items: list[Item] = [(ENTRIES_IN, 1), rejected("a"), broke, feed]
    close(stream, 0, items)
    later = dataclasses.replace(feed, last_polled_at=NOON + QUARTER)
    other = dataclasses.replace(broke, key="http://a.example/2")
    again = close(stream, 0, [*items, (ENTRIES_IN, 1), rejected("b"), other, later])
    assert again.run is None
    assert again.left == (rejected("b"), other, later, (ENTRIES_IN, 1))
    close(stream, 1, list(again.left))
    assert [run.slot for run in sorted(read_rows(stream.layout, RUNS), key=lambda r: r.slot)] == [NOON, NOON + QUARTER]
    assert sorted(f.key for f in read_rows(stream.layout, FAILURES)) == [broke.key, other.key]
    assert verify_tables(stream.layout) == []


def test_a_window_is_not_published_while_another_process_writes(stream: RunContext) -> None:
    with lease(stream.layout, "sitrep run"), pytest.raises(LeaseHeldError):
        close(stream, 0, [(ENTRIES_IN, 1), rejected("a")])
    assert count(close(stream, 0, [(ENTRIES_IN, 1), rejected("a")]), ENTRIES_IN) == 1


def test_a_stream_that_was_replaced_publishes_nothing_more(stream: RunContext) -> None:
    take_over(dataclasses.replace(stream, run_id="another"))
    with pytest.raises(StreamReplacedError, match="cancel this one"):
        close(stream, 0, [(ENTRIES_IN, 1), rejected("a")])
    assert read_rows(stream.layout, RUNS) == []


def test_what_was_erased_while_it_waited_is_not_published(stream: RunContext) -> None:
    def came(name: str) -> tuple[Article, Entry]:
        url = f"https://a.example/{name}"
        article = Article(
            article_id=article_id(url),
            url=url,
            canonical_url=url,
            text=f"What {name} says.",
            publisher_domain="a.example",
            fetched_at=NOON,
        )
        signature = sign(None, article.text)
        article.signature_scheme, article.signature = signature.scheme, signature.signature
        article.bands = list(signature.bands)
        entry = dataclasses.replace(rejected(name), outcome=Outcome.KEPT.value, reason=Reason.NEW.value)
        return article, dataclasses.replace(
            entry, url=url, canonical_url=url, title=name, article_id=article.article_id
        )

    refs = write_cleaned([came("one"), came("two")], stream.staging)
    failed = dataclasses.replace(rejected("again"), url="https://a.example/one", title="one")
    mark = article_id("https://a.example/one")
    Erasure(article_id=mark, marks=(mark,), rows={}, pages=(), elsewhere=(), erased_at="", done=True).save(
        stream.layout
    )
    close(stream, 0, [(ENTRIES_IN, 3), *refs, failed])
    assert [article.url for article in read_rows(stream.layout, ARTICLES)] == ["https://a.example/two"]
    entries = {entry.entry_key: (entry.reason, entry.url, entry.title) for entry in read_rows(stream.layout, ENTRIES)}
    assert entries == {
        "one": ("erased", None, None),
        "again": ("robots", None, None),
        "two": ("new", "https://a.example/two", "two"),
    }
    assert verify_tables(stream.layout) == []
