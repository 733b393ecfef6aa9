"""What a run did, for people: read from the published tables, printed as plain tables."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc
from rich import box
from rich.console import Console
from rich.table import Table as Grid

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
    Failure,
    Feed,
    Outcome,
    Reason,
    Run,
)
from transforms.publish.layout import Layout
from transforms.publish.tables import is_in, read_rows

LATEST_EVENTS = 10
TROUBLES = 40  # shown; archives are full of answers that hold no page


@dataclass(frozen=True, slots=True)
class Summary:
    """The rows of one run."""

    run: Run
    articles: list[Article]
    entries: list[Entry]
    events: list[Event]
    told_by: dict[str, list[str]]  # outlets by event_id, those with their own report first
    failures: list[Failure]
    feeds: list[Feed]

    @property
    def seconds(self) -> float:
        return (self.run.finished_at - self.run.started_at).total_seconds()

    def count(self, prefix: str) -> int:
        """The sum of the run's counts whose name is the prefix or continues it after a dot."""
        return sum(c.value for c in self.run.counts if c.name == prefix or c.name.startswith(f"{prefix}."))

    @property
    def failed_share(self) -> float:
        """The larger of the failed shares of polled feeds and of pages tried, 0 to 1."""
        polled = [f for f in self.feeds if f.last_polled_at is not None]
        feeds = sum(f.errors_in_row > 0 for f in polled) / len(polled) if polled else 0.0
        failed = sum(e.outcome == Outcome.FAILED for e in self.entries)
        pages = failed / len(self.entries) if self.entries else 0.0
        return max(feeds, pages)


def read_summary(layout: Layout, run: Run) -> Summary:
    """The rows that a run published."""
    of_run = pc.field("run_id") == run.run_id
    events = read_rows(layout, EVENTS, of_run)
    return Summary(
        run=run,
        articles=read_rows(layout, ARTICLES, of_run),
        entries=read_rows(layout, ENTRIES, of_run),
        events=events,
        told_by=_told_by(layout, latest(events)),
        failures=read_rows(layout, FAILURES, of_run),
        feeds=read_rows(layout, FEEDS, of_run),
    )


def summary_record(summary: Summary) -> dict[str, Any]:
    """The summary for machines."""
    run = summary.run
    return {
        "run_id": run.run_id,
        "slot": run.slot.isoformat(),
        "seconds": round(summary.seconds, 1),
        "counts": {c.name: c.value for c in run.counts},
        "failed_share": round(summary.failed_share, 3),
    }


def print_summary(console: Console, layout: Layout, summary: Summary, stage_seconds: Mapping[str, float]) -> None:
    """Print what came in, what was found, what failed, and where it all is."""
    console.print(f"\n[bold]Run {summary.run.run_id}[/bold], slot {summary.run.slot:%Y-%m-%d %H:%M} UTC\n")
    _print_outlets(console, summary)
    _print_types(console, summary)
    print_events(console, summary.events, summary.told_by)
    _print_trouble(console, summary)
    known = summary.count("entries.out.known")
    slow = sorted(stage_seconds.items(), key=lambda item: -item[1])
    where = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in slow if seconds >= 0.05)
    console.print(
        f"{summary.count('entries.in')} entries in {summary.seconds:.1f} s: "
        f"{summary.count('entries.out.kept')} kept, {known} known, "
        f"{summary.count('entries.out.duplicate')} duplicates, {summary.count('entries.out.rejected')} rejected, "
        f"{summary.count('entries.out.failed')} failed.\n"
        + (f"Seconds by stage: {where}.\n" if where else "")
        + f"Tables: {layout.root}/{{articles,entries,mentions,events,feeds,failures,runs}}",
        highlight=False,
        soft_wrap=True,
    )


def latest(events: Sequence[Event]) -> list[Event]:
    """The latest living events, by their last day and then by the number of articles that tell them."""
    living = [e for e in events if not e.retracted and e.superseded_by is None]
    living.sort(key=lambda e: (e.date_end or dt.date.min, e.n_articles, e.event_id), reverse=True)
    return living[:LATEST_EVENTS]


def print_events(console: Console, events: Sequence[Event], told_by: Mapping[str, Sequence[str]]) -> None:
    """Print the latest events: when, where, who to whom, how many, told by whom."""
    shown = latest(events)
    if not shown:
        console.print("No events.\n")
        return
    title = f"The {len(shown)} latest of {len(events)} events"
    grid = _grid(title, "Date", "Event", "Where", "Who", "To whom", "Killed", "Injured", "Sources", "Told by")
    for event in shown:
        outlets = told_by.get(event.event_id, [])
        more = f" +{len(outlets) - 3}" if len(outlets) > 3 else ""
        grid.add_row(
            dates(event),
            f"{event.event_type}/{event.event_mode}" if event.event_mode else event.event_type,
            f"{event.place.name}, {event.place.country}" if event.place else "",
            ", ".join(p.name for p in event.actors),
            ", ".join(p.name for p in event.recipients),
            number(event.fatalities_low, event.fatalities_best, event.fatalities_high),
            number(event.injuries_low, event.injuries_best, event.injuries_high),
            str(event.n_sources),
            ", ".join(outlets[:3]) + more,
        )
    console.print(grid)


def _told_by(layout: Layout, events: Sequence[Event]) -> dict[str, list[str]]:
    told: dict[str, dict[str, None]] = {}
    mentions = read_rows(layout, MENTIONS, is_in("event_id", [e.event_id for e in events])) if events else []
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    for mention in sorted(mentions, key=lambda m: (m.copied_from is not None, m.published_at or far, m.mention_id)):
        told.setdefault(mention.event_id or "", {})[mention.publisher_domain.removeprefix("www.")] = None
    return {event_id: list(outlets) for event_id, outlets in told.items()}


def dates(event: Event) -> str:
    """``2018-12-14``, or ``2018-09-10 to 2018-12-14``, or nothing."""
    if event.date_start is None:
        return ""
    if event.date_end in (None, event.date_start):
        return event.date_start.isoformat()
    return f"{event.date_start} to {event.date_end}"


def number(low: int | None, best: int | None, high: int | None) -> str:
    """``14``, or ``12-20 (14)`` where the bounds differ, or nothing."""
    if best is None:
        return f"{low or 0}+" if low else ""
    if low in (None, best) and high in (None, best):
        return str(best)
    return f"{low if low is not None else ''}-{high if high is not None else ''} ({best})"


def _print_outlets(console: Console, summary: Summary) -> None:
    names = {a.publisher_domain: a.publisher or a.publisher_domain for a in summary.articles}
    kept = Counter(a.publisher_domain for a in summary.articles if a.duplicate_of is None)
    copies = Counter(a.publisher_domain for a in summary.articles if a.duplicate_of is not None)
    kinds = Counter((a.publisher_domain, a.duplicate_kind) for a in summary.articles if a.duplicate_of is not None)
    words = Counter({d: sum(a.word_count for a in summary.articles if a.publisher_domain == d) for d in names})
    if not names:
        console.print("No new articles.\n")
        return
    grid = _grid("What came in", "Outlet", "Articles", "Copies", "exact", "near", "syndicated", "Words")
    for domain, name in sorted(names.items(), key=lambda item: item[1].lower()):
        by_kind = [str(kinds[domain, kind] or "") for kind in ("exact", "near", "syndicated")]
        grid.add_row(name, str(kept[domain]), str(copies[domain] or ""), *by_kind, f"{words[domain]:,}")
    console.print(grid)


def _print_types(console: Console, summary: Summary) -> None:
    types = Counter(e.event_type for e in summary.events if not e.retracted and e.superseded_by is None)
    if types:
        console.print("Events by type: " + ", ".join(f"{t} {n}" for t, n in types.most_common()) + "\n")


def _print_trouble(console: Console, summary: Summary) -> None:
    rows = [(f.stage, f.reason, f.key, f.message) for f in summary.failures]
    rows += [
        ("fetch", e.reason, e.url or e.entry_key, e.detail or Reason(e.reason).sentence)
        for e in summary.entries
        if e.outcome == Outcome.REJECTED
    ]
    if not rows:
        return
    grid = _grid("What failed or was refused, and why", "Stage", "Reason", "What", "Why")
    for stage, reason, key, why in sorted(rows)[:TROUBLES]:
        grid.add_row(stage, reason, key, why)
    console.print(grid)
    if len(rows) > TROUBLES:
        console.print(f"And {len(rows) - TROUBLES} more, in the tables `failures` and `entries`.\n")


def _grid(title: str, *columns: str) -> Grid:
    grid = Grid(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    numeric = {"Articles", "Copies", "exact", "near", "syndicated", "Words", "Killed", "Injured", "Sources"}
    for column in columns:
        grid.add_column(column, justify="right" if column in numeric else "left", overflow="fold")
    return grid
