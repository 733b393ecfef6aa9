"""Checks of the published tables: against their contracts, the ledger and each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import ARTICLES, ENTRIES, EVENTS, FAILURES, MENTIONS, RUNS, TABLES, Run, Table
from transforms.publish.accounting import AccountingError, check_sum
from transforms.publish.erased import erasures
from transforms.publish.layout import Layout
from transforms.publish.tables import open_table, read_rows, scan

GROWING = (ARTICLES, ENTRIES, MENTIONS, FAILURES)  # every row of a run stays; events and feeds are current state


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not in order, and what to do."""

    table: str
    problem: str
    remedy: str


def verify_tables(layout: Layout) -> list[Finding]:
    """All findings; an empty list says that everything is in order."""
    findings = [finding for table in TABLES for finding in _files(layout, table)]
    if findings:  # what cannot be read cannot be checked further
        return findings
    runs = read_rows(layout, RUNS)
    return [
        *(finding for table in TABLES for finding in _unique(layout, table)),
        *_ledger(layout, runs),
        *_references(layout),
    ]


def _files(layout: Layout, table: Table[Any]) -> Iterator[Finding]:
    delta = open_table(layout, table)
    if delta is None:
        return
    restore = "Restore it from a backup, or take the run that wrote it again under another slot."
    for uri in delta.file_uris():
        try:
            schema = pq.read_schema(uri)
        except (OSError, pa.ArrowInvalid) as error:
            yield Finding(table.name, f"{uri} cannot be read ({error})", restore)
            continue
        for field in table.schema:
            index = schema.get_field_index(field.name)
            if index >= 0 and not _compatible(schema.field(index).type, field.type):
                problem = f"{uri}: column {field.name} is {schema.field(index).type}, the contract says {field.type}"
                yield Finding(table.name, problem, "It was written by another version; see CHANGELOG.md.")


def _compatible(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Equal but for nullability, metadata and the names of list elements, which the merge of Delta rewrites."""
    if pa.types.is_struct(found) and pa.types.is_struct(wanted):
        fields = {f.name: f.type for f in found}
        return all(f.name in fields and _compatible(fields[f.name], f.type) for f in wanted)
    if pa.types.is_list(found) and pa.types.is_list(wanted):
        return _compatible(found.value_type, wanted.value_type)
    return bool(found == wanted)


def _unique(layout: Layout, table: Table[Any]) -> Iterator[Finding]:
    keys = Counter(
        key
        for batch in scan(layout, table, table.key)
        for key in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    )
    repeated = [key for key, n in keys.items() if n > 1] if table not in (ENTRIES, FAILURES) else []
    if repeated:
        columns = ", ".join(table.key)
        yield Finding(
            table.name, f"{len(repeated)} values of ({columns}) stand twice, {repeated[0]} first", "Report it."
        )


def _ledger(layout: Layout, runs: list[Run]) -> Iterator[Finding]:
    erased: Counter[tuple[str, str]] = Counter()
    for erasure in erasures(layout):
        for name, of_runs in erasure.rows.items():
            erased.update({(name, run_id): n for run_id, n in of_runs.items()})
        if not erasure.done:
            finish = f"`sitrep erase --article {erasure.article_id}` finishes it."
            yield Finding(ARTICLES.name, f"the erasure of {erasure.article_id} broke off", finish)
    for table in GROWING:
        rows = Counter(
            run_id for batch in scan(layout, table, ["run_id"]) for run_id in batch.column("run_id").to_pylist()
        )
        for run in runs:
            named = {c.name: c.value for c in run.counts}.get(f"rows.{table.name}", 0) - erased[table.name, run.run_id]
            if rows[run.run_id] != named:
                problem = f"run {run.run_id} published {named} rows, {rows[run.run_id]} are there"
                yield Finding(table.name, problem, "Restore the files from a backup.")
        for run_id in set(rows) - {run.run_id for run in runs}:
            yield Finding(table.name, f"rows of run {run_id}, which the ledger does not name", "Report it.")
    for run in runs:
        try:
            check_sum({c.name: c.value for c in run.counts})
        except AccountingError as error:
            yield Finding(RUNS.name, f"run {run.run_id}: {error}", "Report it.")


def _references(layout: Layout) -> Iterator[Finding]:
    events = set(_column(layout, EVENTS, "event_id"))
    articles = set(_column(layout, ARTICLES, "article_id"))
    lost_events = {e for e in _column(layout, MENTIONS, "event_id") if e is not None} - events
    lost_articles = set(_column(layout, MENTIONS, "article_id")) - articles
    if lost_events:
        yield Finding(MENTIONS.name, f"{len(lost_events)} events are mentioned that do not exist", "Report it.")
    if lost_articles:
        yield Finding(MENTIONS.name, f"{len(lost_articles)} articles have mentions and do not exist", "Report it.")
    lost_originals = {a for a in _column(layout, ARTICLES, "duplicate_of") if a is not None} - articles
    if lost_originals:
        yield Finding(ARTICLES.name, f"{len(lost_originals)} originals of copies do not exist", "Report it.")


def _column(layout: Layout, table: Table[Any], name: str) -> list[Any]:
    return [value for batch in scan(layout, table, [name]) for value in batch.column(name).to_pylist()]
