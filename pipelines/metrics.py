"""The last run and the feeds as Prometheus metrics, for `sitrep status --format prometheus`.

A run is a process that ends, so nothing is scraped: a scheduler writes this text where node_exporter's textfile
collector finds it, or sends it to a Pushgateway (docs/operations.md). deploy/prometheus/sitrep.rules.yml alerts on it.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from schemas import Feed, Outcome, Run
from transforms.publish.layout import Layout

PREFIX = "sitrep"
_Gauge = Callable[..., None]


def metrics(layout: Layout, runs: Sequence[Run], feeds: Sequence[tuple[Feed, str]], states: Iterable[str]) -> str:
    """The metrics in Prometheus' text format, version 0.0.4.

    Args:
        layout: the output folder, for the space left there and for runs that did not end.
        runs: published runs in the order of their numbers, at least the last one.
        feeds: feeds with their states.
        states: all states that a feed can have.
    """
    registry = CollectorRegistry()

    def gauge(name: str, text: str, values: Mapping[str, float], label: str | None = None) -> None:
        metric = Gauge(f"{PREFIX}_{name}", text, [label] if label else [], registry=registry)
        for value in values:
            (metric.labels(value) if label else metric).set(values[value])

    gauge("info", "The installed version.", {metadata.version("sitrep"): 1}, "version")
    gauge("unfinished_runs", "Runs that began and are not published: at work, or dead.", {"": _unfinished(layout)})
    gauge("free_bytes", "Space left on the disk of the output folder.", {"": shutil.disk_usage(layout.root).free})
    counted = Counter(state for _, state in feeds)
    gauge("feeds", "Feeds by state.", {state: counted[state] for state in states}, "state")
    newest = [feed.last_entry_at.timestamp() for feed, _ in feeds if feed.last_entry_at is not None]
    if newest:
        gauge("newest_entry_timestamp_seconds", "Date of the newest entry of any feed.", {"": max(newest)})
    if runs:
        _last_run(gauge, runs[-1])
    return generate_latest(registry).decode()


def _last_run(gauge: _Gauge, run: Run) -> None:
    counts = {count.name: count.value for count in run.counts}
    gauge("runs", "Runs published so far.", {"": run.run_number})
    gauge("last_run_slot_timestamp_seconds", "Schedule slot of the last run.", {"": run.slot.timestamp()})
    gauge("last_run_timestamp_seconds", "When the last run was published.", {"": run.finished_at.timestamp()})
    seconds = (run.finished_at - run.started_at).total_seconds()
    gauge("last_run_duration_seconds", "How long the last run took.", {"": seconds})
    outcomes = {str(o): _below(counts, f"entries.out.{o}") for o in Outcome}
    gauge("last_run_entries", "Entries of the last run by outcome.", outcomes, "outcome")
    rows = {name.removeprefix("rows."): number for name, number in counts.items() if name.startswith("rows.")}
    gauge("last_run_rows", "Rows that the last run published, by table.", rows, "table")


def _below(counts: Mapping[str, int], prefix: str) -> int:
    return sum(number for name, number in counts.items() if name == prefix or name.startswith(f"{prefix}."))


def _unfinished(layout: Layout) -> int:
    decided = {path.stem for path in layout.decided.glob("*.json")}
    return len(decided | {path.name for path in layout.staging_root.glob("*")})
