"""The main job end to end: the newsroom's feeds in, the seven tables out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import lxml.html
import pandas as pd
import polars as pl
import pytest

from pipelines.cli import main
from pipelines.output import console
from pipelines.report import event_rows
from pipelines.summary import print_summary, read_summary
from schemas import (
    ARTICLES,
    ENTRIES,
    EVENTS,
    FAILURES,
    FEEDS,
    MENTIONS,
    TABLES,
    Article,
    Entry,
    Event,
    Mention,
    Party,
    Table,
)
from tests.newsroom.expected import (
    ExpectedArticle,
    expected_articles,
    expected_entries,
    expected_events,
    expected_feeds,
)
from tests.newsroom.matching import found
from tests.newsroom.server import Newsroom
from tests.pipelines.newsroom_runs import Ran, Runs
from transforms.events.mentions import story_of
from transforms.feeds.urls import canonical_url
from transforms.publish.commit import published_run
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("newsroom")

EVENING, NIGHT, MORNING = "2018-12-16T22:00Z", "2018-12-17T04:00Z", "2018-12-17T12:00Z"


@dataclass(frozen=True, slots=True)
class Published:
    """The tables after the first run, by article key of the newsroom."""

    runs: Runs
    ran: Ran
    articles: dict[str, Article]
    entries: list[Entry]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    with Newsroom(edition=1) as newsroom:
        runs = Runs(newsroom, tmp_path_factory.mktemp("first"))
        ran = runs.run(EVENING)
        rows = {a.canonical_url: a for a in read_rows(runs.layout, ARTICLES)}
        by_key = {key: rows[_canonical(e)] for key, e in expected_articles().items() if _canonical(e) in rows}
        yield Published(runs, ran, by_key, read_rows(runs.layout, ENTRIES))


def _canonical(expected: ExpectedArticle) -> str:
    return canonical_url(expected.url) or ""


def test_the_run_succeeds_and_its_tables_are_in_order(first: Published) -> None:
    assert first.ran.code == 0
    assert verify_tables(first.runs.layout) == []


def test_every_entry_of_every_feed_has_an_outcome(first: Published) -> None:
    shown = sorted((e.feed_url, e.url) for e in expected_entries())
    feeds = {feed.feed_id: feed.url for feed in read_rows(first.runs.layout, FEEDS)}
    assert sorted((feeds[e.feed_id], e.url or "") for e in first.entries) == shown
    assert first.ran.count("entries.in") == first.ran.count("entries.out") == len(shown)


def test_each_feed_has_its_reason(first: Published) -> None:
    assert {feed.url: feed.reason for feed in read_rows(first.runs.layout, FEEDS)} == expected_feeds()


def test_each_article_ends_as_expected(first: Published) -> None:
    best: dict[str, Entry] = {}
    for entry in first.entries:  # an article that several entries lead to: the entry that was followed counts
        if entry.reason != "same_url":
            best[entry.canonical_url or ""] = entry
    wrong = {
        key: (entry.outcome, entry.reason)
        for key, expected in expected_articles().items()
        if (entry := best[_canonical(expected)]).outcome != expected.outcome or entry.reason not in expected.reasons
    }
    assert wrong == {}


def test_copies_point_to_their_original(first: Published) -> None:
    for key, expected in expected_articles().items():
        article = first.articles.get(key)
        if article is not None:
            original = first.articles[expected.duplicate_of] if expected.duplicate_of else None
            assert article.duplicate_of == (original.article_id if original else None), key
            assert article.cluster_id == (original or article).article_id, key


@pytest.mark.parametrize("field", ["title", "language", "wire_source", "published_at", "authors"])
def test_metadata_are_those_of_the_page(first: Published, field: str) -> None:
    wrong = {}
    for key, article in first.articles.items():
        expected = getattr(expected_articles()[key], field)
        found = getattr(article, field)
        if field == "published_at" and not article.published_has_time:
            expected, found = expected.date(), found.date()
        if (list(expected) if field == "authors" else expected) != found:
            wrong[key] = (expected, found)
    assert wrong == {}


def test_the_texts_are_the_articles_and_nothing_else(first: Published) -> None:
    wrong = {
        key: article.text
        for key, article in first.articles.items()
        if article.text.split() != expected_articles()[key].text.split()
    }
    assert wrong == {}


def test_what_failed_is_in_the_failures_table(first: Published) -> None:
    failures = {(f.stage, f.reason, f.key) for f in read_rows(first.runs.layout, FAILURES)}
    missing = "http://www.northvalleygazette.example/news/council-meeting-moved.html"
    assert ("fetch", "http_client_error", missing) in failures
    assert {key for stage, _, key in failures if stage == "poll"} == {
        url for url, reason in expected_feeds().items() if reason != "polled"
    }


def test_no_page_is_fetched_twice_and_robots_is_kept_to(first: Published) -> None:
    paths = [(r.host, r.path) for r in first.ran.requests if not r.path.endswith("/robots.txt")]
    assert len(paths) == len(set(paths))
    assert not any("/subscribers/" in path for _, path in paths)


def test_raw_pages_lie_in_the_archive(first: Published) -> None:
    from transforms.fetch.warc import read_record

    article = first.articles["meridian/hajin-falls-to-us-backed-force"]
    _, _, body = read_record(first.runs.layout.root / str(article.warc_file), article.warc_offset or 0)
    assert b"Hajin" in body


@pytest.mark.parametrize("page", ["README.md", "docs/reading-the-tables.md"])
def test_the_queries_of_the_pages_run_on_the_tables(first: Published, page: str) -> None:
    text = (Path(__file__).parents[2] / page).read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert queries
    for query in queries:
        duckdb.sql(query.replace("sitrep-data/", f"{first.runs.layout.root}/")).fetchall()


class TestEvents:
    """The events that the articles tell."""

    @pytest.fixture(scope="class")
    def events(self, first: Published) -> list[Event]:
        return read_rows(first.runs.layout, EVENTS)

    @pytest.fixture(scope="class")
    def mentions(self, first: Published) -> list[Mention]:
        return read_rows(first.runs.layout, MENTIONS)

    def test_the_fall_of_hajin(self, events: list[Event]) -> None:
        fall = found(expected_events()["hajin-falls"], [e for e in events if e.territory_change])[0]
        assert fall.place is not None
        assert (fall.place.name, fall.place.country) == ("Hajin", "SY")
        assert fall.date_start == fall.date_end == dt.date(2018, 12, 14)
        assert "Syrian Democratic Forces" in [party.name for party in fall.actors]
        assert "Islamic State" in [party.name for party in fall.recipients]
        assert fall.territory_change is not None
        assert fall.territory_change.place == "Hajin"
        assert fall.territory_change.to_actor == "Syrian Democratic Forces"
        assert fall.acled_sub_event_type == "Non-state actor overtakes territory"
        assert fall.n_articles > fall.n_sources >= 3  # copies count as articles, not as sources

    def test_the_toll_of_the_offensive_is_its_own_event_by_side(self, events: list[Event]) -> None:
        totals = [e for e in events if any(toll.cumulative_from == dt.date(2018, 9, 10) for toll in e.tolls)]
        assert totals
        for total in totals:
            assert (total.date_start, total.fatalities_best) in {
                (dt.date(2018, 9, 10), 922 + 539 + 324),
                (dt.date(2018, 9, 10), 939 + 548 + 324),
            }
            assert len({toll.group for toll in total.tolls}) == 3

    def test_most_expected_events_are_found(self, events: list[Event]) -> None:
        expected = {
            key: event
            for key, event in expected_events().items()
            if any(not article.startswith(("courrier/", "estuario/")) for article in event.articles)
        }
        missed = sorted(key for key, event in expected.items() if not found(event, events))
        assert len(missed) <= len(expected) // 4, missed

    def test_traps_tell_no_event(self, first: Published, mentions: list[Mention]) -> None:
        keys = {article.article_id: key for key, article in first.articles.items()}
        wrong = [
            (keys[m.article_id], m.event_type, m.evidence)
            for m in mentions
            if (allowed := expected_articles()[keys[m.article_id]].allowed_types) is not None
            and m.event_type not in allowed
        ]
        assert len(wrong) <= 3, wrong

    def test_every_mention_shows_its_sentence(self, first: Published, mentions: list[Mention]) -> None:
        texts = {(a.article_id, a.version): story_of(a).full_text for a in first.articles.values()}
        originals = [m for m in mentions if m.copied_from is None]
        assert originals
        for mention in originals:
            text = texts[mention.article_id, mention.version]
            assert text[mention.char_start : mention.char_end] == mention.evidence

    def test_copies_tell_what_their_original_tells(self, first: Published, mentions: list[Mention]) -> None:
        original = first.articles["meridian/hajin-falls-to-us-backed-force"]
        copy = first.articles["harbour/kurdish-led-force-takes-hajin"]
        told = {m.mention_id: m for m in mentions if m.article_id == original.article_id}
        copied = [m for m in mentions if m.article_id == copy.article_id]
        assert {m.copied_from for m in copied} == set(told)
        assert {m.event_id for m in copied} == {m.event_id for m in told.values()}
        assert {m.source_key for m in copied} == {m.source_key for m in told.values()}

    def test_articles_in_other_languages_are_kept_and_not_coded(
        self, first: Published, mentions: list[Mention]
    ) -> None:
        foreign = [a for a in first.articles.values() if a.language in ("fr", "es")]
        assert len(foreign) >= 6
        assert not {a.article_id for a in foreign} & {m.article_id for m in mentions}


class TestLaterRuns:
    """What a second run asks for and publishes."""

    @pytest.fixture(scope="class")
    def later(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Runs, Ran, Ran, Ran]]:
        with Newsroom(edition=1) as newsroom:
            runs = Runs(newsroom, tmp_path_factory.mktemp("later"))
            first = runs.run(EVENING)
            again = runs.run(NIGHT)
            newsroom.edition = 2
            yield runs, first, again, runs.run(MORNING)

    def test_unchanged_feeds_publish_nothing_new(self, later: tuple[Runs, Ran, Ran, Ran]) -> None:
        _, first, again, _ = later
        assert first.count("rows.articles") > 80
        assert again.count("rows.articles") == again.count("rows.mentions") == again.count("rows.events") == 0

    def test_servers_are_asked_only_what_caching_leaves(self, later: tuple[Runs, Ran, Ran, Ran]) -> None:
        _, _, again, _ = later
        feeds = set(expected_feeds())
        assert all(f"http://{r.host}{r.path}" in feeds for r in again.requests)
        statuses = {f"http://{r.host}{r.path}": r.status for r in again.requests}
        readable = [url for url, reason in expected_feeds().items() if reason == "polled" and url in statuses]
        assert readable
        assert {statuses[url] for url in readable} == {304}

    def test_vacuum_leaves_one_file_for_each_current_one(
        self, later: tuple[Runs, Ran, Ran, Ran], capsys: pytest.CaptureFixture[str]
    ) -> None:
        runs, *_ = later
        folder = runs.layout.table("events")
        before = read_rows(runs.layout, EVENTS)
        glob = f"SELECT event_id FROM read_parquet('{folder}/*/*.parquet', hive_partitioning = true)"
        assert len(duckdb.sql(glob)) > len(before)
        assert main(["vacuum", "--out", str(runs.layout.root), "--keep", "1s", "--format", "table"]) == 0
        assert "replaced files deleted" in capsys.readouterr().out
        assert len(duckdb.sql(glob)) == len(before)
        assert sorted(e.event_id for e in read_rows(runs.layout, EVENTS)) == sorted(e.event_id for e in before)
        assert verify_tables(runs.layout) == []

    def test_the_same_slot_again_is_a_no_op(self, later: tuple[Runs, Ran, Ran, Ran]) -> None:
        runs, first, *_ = later
        repeated = runs.run(EVENING)
        assert (repeated.code, repeated.summary["published_now"], repeated.requests) == (0, False, [])
        assert repeated.summary["run_id"] == first.summary["run_id"]
        assert verify_tables(runs.layout) == []

    def test_a_copy_of_a_known_story_adds_an_article_and_no_event(self, later: tuple[Runs, Ran, Ran, Ran]) -> None:
        runs, *_ = later
        rows = {a.canonical_url: a for a in read_rows(runs.layout, ARTICLES)}
        copy = rows[_canonical(expected_articles(2)["harbour/belgian-police-disperse-march"])]
        mentions = [m for m in read_rows(runs.layout, MENTIONS) if m.article_id == copy.article_id]
        events = {e.event_id: e for e in read_rows(runs.layout, EVENTS)}
        assert mentions
        for mention in mentions:
            event = events[mention.event_id or ""]
            assert event.revision >= 2
            assert event.n_articles > event.n_sources

    def test_a_correction_revises_its_events(self, later: tuple[Runs, Ran, Ran, Ran]) -> None:
        runs, *_ = later
        (corrected,) = [a for a in read_rows(runs.layout, ARTICLES) if a.version == 2]
        mentions = [m for m in read_rows(runs.layout, MENTIONS) if m.article_id == corrected.article_id]
        events = {e.event_id: e for e in read_rows(runs.layout, EVENTS)}
        told = {v: {m.event_id for m in mentions if m.version == v} for v in (1, 2)}
        assert told[1] & told[2], "the correction's events are new ones"
        assert all(events[e or ""].retracted or events[e or ""].n_mentions for e in told[1] - told[2])
        clashes = [events[e or ""] for e in told[2] if events[e or ""].fatalities_best == 29]
        assert [(e.fatalities_low, e.revision) for e in clashes] == [(29, 2)]
        assert not any(e.fatalities_best == 12 for e in (events[x or ""] for x in told[1] | told[2]))

    def test_a_changed_text_becomes_version_2(self, later: tuple[Runs, Ran, Ran, Ran]) -> None:
        runs, *_ = later
        before, after = expected_articles(1), expected_articles(2)
        corrected = {key for key in before if before[key].text != after[key].text}
        versions = {a.canonical_url: a for a in read_rows(runs.layout, ARTICLES) if a.version == 2}
        assert set(versions) == {_canonical(after[key]) for key in corrected}
        for key in corrected:
            assert versions[_canonical(after[key])].text.split() == after[key].text.split()


class TestReading:
    """What people and engines read after the first run."""

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_duckdb_pandas_and_polars_read_every_table(self, first: Published, table: Table[Any]) -> None:
        folder = first.runs.layout.table(table.name)
        depth = "*/*.parquet" if table.partition else "*.parquet"
        query = f"SELECT * FROM read_parquet('{folder}/{depth}', hive_partitioning = true)"
        columns = [column.name for column in table.columns]
        partition = [table.partition] if table.partition else []
        duck = duckdb.sql(query)
        assert sorted(duck.columns) == sorted(columns + partition)
        lazy = pl.scan_delta(str(folder)).collect()
        assert sorted(lazy.columns) == sorted(columns + partition)
        frame = pd.read_parquet(folder)
        assert list(frame.columns) == columns + partition
        assert len(duck) == len(lazy) == len(frame) > 0

    def test_the_report_is_one_page_that_loads_nothing(
        self, first: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = tmp_path / "events.html"
        assert main(["report", "--out", str(first.runs.layout.root), "-o", str(page)]) == 0
        assert str(page) in capsys.readouterr().out
        html = page.read_text(encoding="utf-8")
        assert "Hajin" in html
        assert "default-src 'none'" in html
        tree = lxml.html.document_fromstring(html)
        assert not tree.xpath("//*[@src] | //link[@href] | //style[contains(., 'url(')]")
        shown = set(tree.xpath("//blockquote/text()"))
        told = {m.evidence for m in read_rows(first.runs.layout, MENTIONS)}
        assert shown
        assert shown <= told

    def test_the_report_escapes_what_sources_wrote(self, first: Published) -> None:
        event = read_rows(first.runs.layout, EVENTS)[0]
        event.actors = [Party(name="<script>alert(1)</script>")]
        assert "<script>" not in event_rows(event, [], {})

    def test_status_says_how_the_run_went_and_which_feeds_fail(
        self, first: Published, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["status", "--out", str(first.runs.layout.root), "--format", "table"]) == 0
        printed = capsys.readouterr().out
        assert "adds up" in printed
        assert "failing" in printed
        assert "http_server_error" in printed

    def test_the_summary_names_outlets_events_and_failures(
        self, first: Published, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run = published_run(first.runs.layout, first.ran.summary["run_id"])
        assert run is not None
        print_summary(console(), first.runs.layout, read_summary(first.runs.layout, run), {})
        printed = capsys.readouterr().out
        for words in (
            "Kestrel News Agency",
            "Events by type",
            "Told by",
            "HTTP 404",
            "robots",
            "broken_feed",
            "Tables:",
        ):
            assert words in printed
