"""The conservation sum: whatever feeds show and pages do, every entry has one outcome."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import transforms.fetch.beam
from pipelines.cli import main
from pipelines.ingest import ingest
from schemas import ENTRIES, RUNS, Feed
from tests.pipelines.small_site import SmallSite, item, page, rss, story
from transforms.feeds.urls import feed_id
from transforms.publish.commit import next_run_number
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables
from transforms.run import RunContext

pytestmark = pytest.mark.xdist_group("accounting")

FEEDS = {"a": "http://a.example/feed", "b": "http://b.example/feed"}
COPIED = "http://a.example/seen-copied"
KINDS = ("page", "copy", "missing", "empty", "no_link", "bad_link")
SLOT = dt.datetime(2018, 12, 16, 22, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as the second day shows it: in which feeds, and what has changed since the first day, if it was there.

    `seen`: the first day's feed a showed it. `revised`: its page says something else, or is there at last.
    """

    name: str
    kind: str
    feeds: tuple[str, ...]
    seen: bool = False
    reworded: bool = False
    revised: bool = False

    @property
    def url(self) -> str | None:
        return {"no_link": None, "bad_link": "http://a b.example:x/"}.get(self.kind, f"http://a.example/{self.name}")

    @property
    def title(self) -> str:
        return f"{self.name} again" if self.reworded else self.name


SEEN = [Shown(f"seen-{kind}", kind, ("a",), seen=True) for kind in KINDS if kind != "copy"]
COPY_OF = Shown("seen-copied", "page", ("a",), seen=True)

feeds_of = st.sets(st.sampled_from("ab")).map(lambda found: tuple(sorted(found)))
later = st.tuples(feeds_of, st.booleans(), st.booleans())
days = st.tuples(
    st.tuples(*(later for _ in SEEN)),
    st.lists(st.tuples(st.sampled_from(KINDS), feeds_of.filter(bool)), max_size=8),
).map(
    lambda day: [
        *(Shown(s.name, s.kind, *shown[:1], True, *shown[1:]) for s, shown in zip(SEEN, day[0], strict=True)),
        *(Shown(f"new-{n}", kind, feeds) for n, (kind, feeds) in enumerate(day[1])),
    ]
)


def serve(site: SmallSite, shown: list[Shown], note: str) -> None:
    """Put feeds and pages on the site."""
    for name, url in FEEDS.items():
        items = [item(s.title, s.url, s.name) for s in shown if name in s.feeds]
        site.put(url, rss([item(f"{note} {name}", None), *items], note), "application/rss+xml")
    for s in shown:
        assert s.kind in KINDS
        if s.url is None or s.kind == "bad_link":
            continue
        text = story(COPY_OF.name if s.kind == "copy" else f"{s.name} {s.revised}")
        if s.kind == "missing" and not s.revised:
            site.documents.pop(s.url, None)
        elif s.kind == "empty":
            site.put(s.url, page(s.title, ""))
        else:
            site.put(s.url, page(s.name, text))
    site.put(COPIED, page(COPY_OF.name, story(COPY_OF.name)))


def run(site: SmallSite, layout: Layout, number: int) -> dict[str, int]:
    """A run with the real transforms; gives the ledger's counts."""
    context = RunContext(
        run_id=f"run-{number}",
        run_number=next_run_number(layout),
        slot=SLOT + dt.timedelta(days=number),
        started_at=dt.datetime.now(dt.UTC) + dt.timedelta(days=number),  # late enough for what failed to be due
        pipeline="test",
        out=layout.root,
        shards=2,
    )
    due = [Feed(feed_id=feed_id(url), url=url) for url in FEEDS.values()]
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        ingest(pipeline, context, due, site.fetching, {})
    (row,) = [row for row in read_rows(layout, RUNS) if row.run_id == context.run_id]
    return {count.name: count.value for count in row.counts}


@pytest.fixture(scope="module")
def site() -> Iterator[SmallSite]:
    with SmallSite() as site:
        yield site


@pytest.fixture(scope="module")
def first_day(site: SmallSite, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = Layout(tmp_path_factory.mktemp("first") / "out")
    serve(site, [*SEEN, COPY_OF], "first")
    counts = run(site, layout, 0)
    assert counts["entries.in"] == 2 + len(SEEN) + 1
    return layout


def expected_rows(shown: list[Shown]) -> Counter[tuple[str, str]]:
    """How often each entry (by name and feed) must stand in `entries` after the second day."""
    rows: Counter[tuple[str, str]] = Counter({("second", feed): 1 for feed in FEEDS})
    for s in shown:
        for feed in s.feeds:
            # Without a usable link an entry counts within its feed, so to feed b all of those are new.
            known = s.seen and not s.reworded and not (feed == "b" and s.kind in ("no_link", "bad_link"))
            rows[s.name, feed] += not known
    rows["seen-missing", "a"] += 1  # it failed on the first day: tried again whatever the feeds show
    return +rows


def expected_outcome(s: Shown) -> str:
    """The outcome of the one entry of an article that is followed."""
    match s.kind:
        case "no_link":
            return "rejected.no_link"
        case "bad_link":
            return "rejected"
        case "empty":
            return "rejected.no_text"
        case "copy":
            return "duplicate"
        case "missing":
            return "kept.new" if s.revised else "failed.http_client_error"
        case _:
            return ("kept.revised" if s.revised else "known.unchanged") if s.seen else "kept.new"


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(shown=days)
def test_every_entry_has_one_outcome(
    shown: list[Shown], site: SmallSite, first_day: Layout, tmp_path_factory: pytest.TempPathFactory
) -> None:
    layout = Layout(tmp_path_factory.mktemp("second") / "out")
    shutil.copytree(first_day.root, layout.root)
    serve(site, shown, "second")

    counts = run(site, layout, 1)

    polled = len(FEEDS) + sum(len(s.feeds) for s in shown)
    assert counts["entries.in"] == polled + 1
    assert sum(n for name, n in counts.items() if name.startswith("entries.out.")) == polled + 1
    rows = [e for e in read_rows(layout, ENTRIES) if e.run_id == "run-1"]
    feeds = {feed_id(url): name for name, url in FEEDS.items()}
    found = Counter(((e.title or "").removesuffix(" again").split()[0], feeds[e.feed_id]) for e in rows)
    assert found == expected_rows(shown)
    assert counts.get("entries.out.known.seen", 0) == polled + 1 - len(rows)
    for s in shown:
        outcomes = [f"{e.outcome}.{e.reason}" for e in rows if (e.title or "").removesuffix(" again") == s.name]
        followed = [o for o in outcomes if o != "duplicate.same_url"]
        assert all(o.startswith(expected_outcome(s)) for o in followed), (s, outcomes)
        if outcomes and s.kind not in ("no_link", "bad_link"):
            assert len(followed) == 1, (s, outcomes)
    assert verify_tables(layout) == []


def test_a_transform_that_loses_an_entry_stops_the_run(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one_per_article = transforms.fetch.beam.one_per_article

    def losing(entries: Any) -> Any:
        wanted, ended = one_per_article(entries)
        return wanted[1:], ended

    monkeypatch.setattr(transforms.fetch.beam, "one_per_article", losing)
    serve(site, [*SEEN, COPY_OF], "first")
    (tmp_path / "sitrep.toml").write_text(site.toml)
    files = ["--config", str(tmp_path / "sitrep.toml"), "--out", str(tmp_path / "out")]
    assert main(["run", *files, "--feeds", FEEDS["a"], "--slot", "2018-12-16T22:00Z"]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert "nothing was published: 7 entries came in, 6 have an outcome" in last
    layout = Layout(tmp_path / "out")
    assert read_rows(layout, ENTRIES) == read_rows(layout, RUNS) == []
    assert not layout.decided.exists()
