"""Small runs to publish; as a script, publishes one or compacts, and kills itself after a given step."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from pathlib import Path

from schemas import ARTICLES, ENTRIES, EVENTS, FEEDS, Article, Entry, Event, Feed, Run
from transforms.publish.commit import publish
from transforms.publish.compact import compact
from transforms.publish.layout import Layout
from transforms.publish.manifest import Manifest, counts
from transforms.publish.staging import StagedFile, stage_rows

NOW = dt.datetime(2018, 12, 14, 10, 30, tzinfo=dt.UTC)
STEPS = ["files", "articles", "entries", "mentions", "events", "feeds", "failures", "runs", "ledger"]


def stage_run(layout: Layout, number: int, *, rows: int = 3) -> Manifest:
    """Stage run `number`: new articles, entries and events, one event and the feed in a newer revision."""
    run_id = f"run-{number}"
    staging = layout.staging(run_id)
    articles = [
        Article(
            article_id=f"a{number}-{i}",
            url=f"http://a.example/{number}/{i}",
            canonical_url=f"https://a.example/{number}/{i}",
            text="Text.",
            publisher_domain="a.example",
            fetched_at=NOW,
            run_id=run_id,
        )
        for i in range(rows)
    ]
    entries = [
        Entry(entry_key=a.article_id, feed_id="f", outcome="kept", reason="new", seen_at=NOW, run_id=run_id)
        for a in articles
    ]
    events = [
        _event(f"e{number}", dt.date(2018, 12, 14), number, run_id),
        _event("moving", dt.date(2018, 12 if number % 2 else 11, 14), number, run_id),
    ]
    files: list[StagedFile] = [
        *stage_rows(ARTICLES, articles, staging),
        *stage_rows(ENTRIES, entries, staging),
        *stage_rows(EVENTS, events, staging),
        *stage_rows(FEEDS, [Feed(feed_id="f", url="http://a.example/feed", run_id=run_id)], staging),
    ]
    warc = staging / "warc" / f"{run_id}.warc.gz"
    warc.parent.mkdir(parents=True)
    warc.write_bytes(b"raw")
    files.append(StagedFile(f"warc/{run_id}.warc.gz", None, None, 0, 3))
    ledger = {"entries.in": rows, "entries.out.kept.new": rows, "rows.articles": rows, "rows.entries": rows}
    run = Run(
        run_id=run_id,
        run_number=number,
        slot=NOW,
        started_at=NOW,
        finished_at=NOW,
        pipeline="test",
        counts=counts(ledger),
    )
    return Manifest(run, tuple(files))


def _event(event_id: str, day: dt.date, revision: int, run_id: str) -> Event:
    return Event(
        event_id=event_id,
        event_type="ASSAULT",
        quad_class=4,
        cameo_root="19",
        date_start=day,
        date_end=day,
        revision=revision,
        updated_at=NOW,
        run_id=run_id,
    )


def main(root: str, number: str, step: str) -> None:
    """Stage, decide and publish a run, and die by SIGKILL after `step`; `undecided` dies before the decision.

    In the place of a run's number, `compact` compacts the articles and dies after that step.
    """
    layout = Layout(Path(root))
    if number == "compact":
        compact(layout, ARTICLES, 10**6, after_step=lambda done: _die() if done == step else None)
        return
    manifest = stage_run(layout, int(number))
    if step == "undecided":
        _die()
    manifest.decide(layout)
    if step == "decided":
        _die()
    publish(layout, manifest, after_step=lambda done: _die() if done == step else None)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
