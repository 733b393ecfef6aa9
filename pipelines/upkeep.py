"""`sitrep status`, `sitrep verify`, `sitrep compact`, `sitrep vacuum` and `sitrep erase`."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import sys
from collections import Counter
from pathlib import Path

from rich import box
from rich.table import Table as Grid

from pipelines.exits import ExitCode, UsageError
from pipelines.metrics import metrics
from pipelines.output import console, print_json, wants_json
from pipelines.settings import load_settings, time_span
from schemas import FEEDS, RUNS, TABLES, Feed, Run
from transforms.feeds.listing import duration
from transforms.feeds.schedule import is_silent
from transforms.publish.accounting import AccountingError, check_sum
from transforms.publish.commit import sweep, unfinished, writing
from transforms.publish.compact import Compacted
from transforms.publish.compact import compact as rewrite_small
from transforms.publish.erase import Erased, UnknownArticleError, article_of
from transforms.publish.erase import erase as remove_article
from transforms.publish.layout import Layout
from transforms.publish.lease import LeaseHeldError
from transforms.publish.tables import read_rows
from transforms.publish.tables import vacuum as delete_replaced
from transforms.publish.verify import Finding, verify_tables

LAST_RUNS = 10
MB = 1_000_000
# What a person has to look at comes first.
STATES = ("failing", "silent", "retired", "new", "ok")
SHOWN_OK = 20  # feeds without a problem that a terminal shows


def status(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """The last runs, and the feeds that fail or have fallen silent."""
    layout = existing(options)
    tidy(layout)
    runs = sorted(read_rows(layout, RUNS), key=lambda r: r.run_number)[-LAST_RUNS:]
    feeds = sorted(read_rows(layout, FEEDS), key=lambda f: (STATES.index(feed_state(f)), f.url))
    if options.format == "prometheus":
        sys.stdout.write(metrics(layout, runs, [(feed, feed_state(feed)) for feed in feeds], STATES))
        return ExitCode.DONE
    if wants_json(options):
        for run in runs:
            print_json({"run_id": run.run_id, "slot": run.slot.isoformat(), "counts": _counts(run), "sum": _sum(run)})
        for feed in feeds:
            print_json(_feed_record(feed))
        return ExitCode.DONE
    _print_runs(runs)
    _print_feeds(feeds)
    return ExitCode.DONE


def verify(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Check the published tables against their contracts, the ledger and each other."""
    layout = existing(options)
    tidy(layout)
    findings = verify_tables(layout)
    if wants_json(options):
        for finding in findings:
            print_json({"table": finding.table, "problem": finding.problem, "what_to_do": finding.remedy})
        if not findings:
            print_json({"problems": 0})
    else:
        _print_findings(layout, findings)
    return ExitCode.FAILED if findings else ExitCode.DONE


def compact(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Rewrite the small files of each table into few larger ones."""
    if options.target_mb < 1:
        raise UsageError(f"--target_mb is {options.target_mb}; it has to be 1 or more")
    layout = existing(options)
    with writing(layout, "sitrep compact"):
        tables = [rewrite_small(layout, table, options.target_mb * MB) for table in TABLES]
        sweep(layout)
    if wants_json(options):
        for table in tables:
            print_json(dataclasses.asdict(table))
    else:
        _print_compacted(layout, tables)
    return ExitCode.DONE


def vacuum(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Delete files that later runs replaced."""
    layout = existing(options)
    keep = time_span("keep", options.keep)
    with writing(layout, "sitrep vacuum"):
        gone = {table.name: delete_replaced(layout, table, keep) for table in TABLES}
    files = sum(map(len, gone.values()))
    if wants_json(options):
        print_json({"deleted": files, **{name: len(paths) for name, paths in gone.items()}})
    else:
        console().print(f"{files} replaced files deleted from {layout.root}", soft_wrap=True)
    return ExitCode.DONE


def erase(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Remove an article and all that quotes it, for good."""
    layout = existing(options)
    with writing(layout, "sitrep erase"):
        try:
            article_id = options.article or article_of(layout, options.url)
            erased = remove_article(layout, article_id, dt.datetime.now(dt.UTC))
        except UnknownArticleError as error:
            raise UsageError(str(error)) from error
        sweep(layout)
    if wants_json(options):
        print_json({"article_id": article_id, "erased_now": erased is not None} | (_erased_record(erased)))
    elif erased is None:
        console().print(f"{article_id} was erased before, and nothing of it has come since; nothing to do.")
    else:
        _print_erased(erased)
    return ExitCode.DONE


def existing(options: argparse.Namespace) -> Layout:
    """The output folder of the settings. Raises UsageError where nothing was published there yet."""
    layout = Layout(Path(load_settings({"out": options.out, "config": options.config}).out).resolve())
    if not layout.decided.exists() and not layout.table(RUNS.name).exists():
        raise UsageError(f"{layout.root}: nothing was published there yet; `sitrep run --out {layout.root}` does")
    return layout


def tidy(layout: Layout) -> None:
    """Finish decided runs and sweep dead ones, if there are any; leave it to the writer where one is at work."""
    if not unfinished(layout):
        return
    try:
        with writing(layout, "sitrep upkeep"):
            pass
    except (LeaseHeldError, PermissionError):
        return


def feed_state(feed: Feed) -> str:
    """ok, failing, silent, retired or new."""
    if feed.retired_at is not None:
        return "retired"
    if feed.last_polled_at is None:
        return "new"
    if feed.errors_in_row:
        return "failing"
    return "silent" if is_silent(feed, feed.last_polled_at) else "ok"


def _counts(run: Run) -> dict[str, int]:
    return {count.name: count.value for count in run.counts}


def _sum(run: Run) -> str:
    try:
        check_sum(_counts(run))
    except AccountingError as error:
        return str(error)
    return "adds up"


def _print_runs(runs: list[Run]) -> None:
    grid = Grid(title="Runs", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("Slot", "Seconds", "Entries", "Kept", "Known", "Duplicate", "Rejected", "Failed", "Sum"):
        grid.add_column(column, justify="left" if column in ("Slot", "Sum") else "right")
    for run in runs:
        counts = _counts(run)
        outcomes = [
            sum(n for name, n in counts.items() if name.startswith(f"entries.out.{outcome}."))
            for outcome in ("kept", "known", "duplicate", "rejected", "failed")
        ]
        seconds = f"{(run.finished_at - run.started_at).total_seconds():.1f}"
        came_in = str(counts.get("entries.in", 0))
        grid.add_row(f"{run.slot:%Y-%m-%d %H:%M}", seconds, came_in, *map(str, outcomes), _sum(run))
    console().print(grid)


def _feed_record(feed: Feed) -> dict[str, object]:
    return {
        "feed": feed.url,
        "state": feed_state(feed),
        "reason": feed.reason,
        "detail": feed.detail,
        "errors_in_row": feed.errors_in_row,
        "publishes_every_s": feed.gap_s,
        "last_entry_at": feed.last_entry_at,
        "next_due_at": feed.next_due_at,
    }


def _print_feeds(feeds: list[Feed]) -> None:
    counts = Counter(map(feed_state, feeds))
    told = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    fine = [feed for feed in feeds if feed_state(feed) == "ok"]
    hidden = {feed.feed_id for feed in fine[SHOWN_OK:]}
    grid = Grid(title=f"Feeds: {told}" if told else "Feeds", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("Feed", "State", "Reason", "Errors", "Publishes every", "Newest entry", "Due", "Detail"):
        grid.add_column(column, overflow="fold")
    for feed in feeds:
        if feed.feed_id in hidden:
            continue
        grid.add_row(
            feed.url,
            feed_state(feed),
            feed.reason or "",
            str(feed.errors_in_row or ""),
            duration(feed.gap_s) if feed.gap_s is not None else "",
            _time(feed.last_entry_at),
            _time(feed.next_due_at),
            feed.detail or "",
        )
    console().print(grid)
    if hidden:
        console().print(f"{len(hidden)} more feeds without a problem; --format json prints all", soft_wrap=True)


def _time(time: dt.datetime | None) -> str:
    return f"{time:%Y-%m-%d %H:%M}" if time else ""


def _print_compacted(layout: Layout, tables: list[Compacted]) -> None:
    if all(table.files_after == table.files_before for table in tables):
        console().print(f"{layout.root}: no small files to put together; nothing to do.", soft_wrap=True)
        return
    grid = Grid(title="Compacted", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("Table", "Files before", "Files after", "kB before", "kB after"):
        grid.add_column(column, justify="left" if column == "Table" else "right")
    for table in tables:
        sizes = (f"{size / 1000:,.0f}" for size in (table.bytes_before, table.bytes_after))
        grid.add_row(table.table, str(table.files_before), str(table.files_after), *sizes)
    console().print(grid)
    console().print("`sitrep vacuum` deletes the files that were replaced.", soft_wrap=True)


def _erased_record(erased: Erased | None) -> dict[str, object]:
    return dataclasses.asdict(erased) if erased is not None else {}


def _print_erased(erased: Erased) -> None:
    rows = ", ".join(f"{number} of {table}" for table, number in erased.rows.items())
    console().print(
        f"Erased article {erased.article_id}: {rows}; {erased.entries} entries without title and address; "
        f"{erased.events_deleted} events deleted, {erased.events_recomputed} computed anew from other articles; "
        f"{erased.copies} copies no longer name it; {erased.pages} raw pages overwritten; "
        f"{erased.files} files deleted.",
        soft_wrap=True,
    )
    for place in erased.elsewhere:
        console().print(f"Its page was not found where it was kept: {place}. Remove it there.", soft_wrap=True)
    if erased.waiting:
        console().print("A stream's waiting files may hold it: cancel the stream, start it anew, and erase again.")
    console().print("Runs leave it out from now on. Copies of the output folder hold it still.", soft_wrap=True)


def _print_findings(layout: Layout, findings: list[Finding]) -> None:
    if not findings:
        console().print(f"{layout.root}: files, contracts, ledger and references are in order.", soft_wrap=True)
    for finding in findings:
        console().print(f"{finding.table}: {finding.problem}. {finding.remedy}", soft_wrap=True)
