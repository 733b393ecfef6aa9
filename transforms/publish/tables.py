"""The published tables as Delta Lake tables: reading them, and committing a run's files to them."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.transaction import AddAction, RemoveAction

from schemas import Row, Table
from transforms.publish.layout import Layout
from transforms.publish.staging import StagedFile, stage_rows

APPLICATION = "sitrep"  # Delta application id; the version of its transactions is the run's number

_R = TypeVar("_R", bound=Row)


def open_table(layout: Layout, table: Table[Any]) -> DeltaTable | None:
    """The Delta table, or None where nothing was published to it yet."""
    path = str(layout.table(table.name))
    return DeltaTable(path) if DeltaTable.is_deltatable(path) else None


def scan(
    layout: Layout, table: Table[Any], columns: Sequence[str] | None = None, where: ds.Expression | None = None
) -> Iterator[pa.RecordBatch]:
    """Published rows in batches, only the columns and rows asked for; nothing where the table does not exist."""
    delta = open_table(layout, table)
    if delta is not None:
        names = list(columns) if columns is not None else [c.name for c in table.columns]
        known = set(delta.to_pyarrow_dataset().schema.names)
        yield from delta.to_pyarrow_dataset().to_batches(columns=[n for n in names if n in known], filter=where)


def read_rows(layout: Layout, table: Table[_R], where: ds.Expression | None = None) -> list[_R]:
    """Published rows as typed rows."""
    return [row for batch in scan(layout, table, where=where) for row in table.from_arrow(batch)]


def is_in(column: str, values: Iterable[str]) -> ds.Expression:
    """An expression for `column in values`."""
    return pc.field(column).isin(pa.array(sorted(set(values)), pa.string()))


@dataclass(frozen=True, slots=True)
class LiveFile:
    """A file of the current version: its path below the table's folder, partition value and size in bytes."""

    path: str
    partition: str | None
    size: int


def live_files(delta: DeltaTable) -> list[LiveFile]:
    """The files of the current version."""
    files = []
    for action in pa.table(delta.get_add_actions(flatten=True)).to_pylist():
        partition = next((str(value) for name, value in action.items() if name.startswith("partition.")), None)
        files.append(LiveFile(str(action["path"]), partition, int(action["size_bytes"])))
    return files


def committed_run(delta: DeltaTable | None) -> int:
    """The number of the last run that was committed to the table; 0 for none.

    Delta records application transactions without enforcing them: who commits must ask first.
    """
    return (delta.transaction_version(APPLICATION) or 0) if delta is not None else 0


def append(layout: Layout, table: Table[Any], files: Sequence[StagedFile], run_number: int) -> None:
    """Register files that lie in their place already, in one commit that carries the run's number."""
    delta = open_table(layout, table) or _create(layout, table)
    _commit(delta, table, [_add(table, file) for file in files], run_number)


def upsert(layout: Layout, table: Table[_R], rows: Sequence[_R], run_number: int | None) -> None:
    """Replace rows with the same key and insert the others, in one commit that carries the run's number, if any.

    Writes each partition that changes as one new file. Files that a commit replaces stay on disk for readers that
    opened the table before; `sitrep vacuum` removes them.
    """
    delta = open_table(layout, table) or _create(layout, table)
    keys = {_key(table, row) for row in rows}
    old_files = [
        f for f in live_files(delta) if keys & _keys_in(layout, table, f) or f.partition in _values(table, rows)
    ]
    kept = [
        row
        for file in old_files
        for row in table.from_arrow(pq.ParquetFile(layout.table(table.name) / file.path).read())
        if _key(table, row) not in keys
    ]
    new_files = stage_rows(table, [*kept, *rows], layout.root)
    unchanged = {str(Path(file.path).relative_to(table.name)) for file in new_files} & {f.path for f in old_files}
    actions: list[AddAction | RemoveAction] = [_remove(table, f) for f in old_files if f.path not in unchanged]
    actions += [_add(table, f) for f in new_files if str(Path(f.path).relative_to(table.name)) not in unchanged]
    _commit(delta, table, actions, run_number)


def replace_files(
    layout: Layout, table: Table[Any], old: Sequence[LiveFile], new: Sequence[StagedFile], *, data_change: bool
) -> None:
    """Put files in the place of others, in one commit that belongs to no run.

    Args:
        layout: the output folder.
        table: the table, which is there.
        old: files of its current version.
        new: files that lie in their place already.
        data_change: whether they hold other rows than the old ones; readers that follow changes skip commits of none.
    """
    delta = open_table(layout, table) or _create(layout, table)
    actions: list[AddAction | RemoveAction] = [_remove(table, file, data_change=data_change) for file in old]
    actions += [_add(table, file, data_change=data_change) for file in new]
    _commit(delta, table, actions, None)


def vacuum(layout: Layout, table: Table[Any], keep: dt.timedelta) -> list[str]:
    """Delete the files that commits replaced longer ago than `keep`; gives their paths below the table's folder.

    Files that as long ago were put into place by a process that died before its commit go as well. A reader
    that opened the table before such a commit and still reads loses its files: keep more than its time.
    """
    delta = open_table(layout, table)
    if delta is None:
        return []
    hours = int(keep.total_seconds() // 3600)
    return list(delta.vacuum(retention_hours=hours, enforce_retention_duration=False, dry_run=False, full=True))


def file_rows(layout: Layout, table: Table[Any], file: LiveFile) -> pa.Table:
    """The rows of a file in the contract's schema; those of an earlier version row by row, which fills defaults in."""
    arrow = pq.ParquetFile(layout.table(table.name) / file.path).read()
    if arrow.schema.equals(table.schema):
        return arrow.cast(table.schema)  # for the comments of the columns
    return table.to_arrow(table.from_arrow(arrow))


def _keys_in(layout: Layout, table: Table[Any], file: LiveFile) -> set[tuple[Any, ...]]:
    columns = pq.read_table(layout.table(table.name) / file.path, columns=list(table.key), partitioning=None)
    return set(zip(*(columns.column(name).to_pylist() for name in table.key), strict=True))


def _key(table: Table[_R], row: _R) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in table.key)


def _values(table: Table[_R], rows: Sequence[_R]) -> set[str | None]:
    return {table.partition_value(row) for row in rows}


def _create(layout: Layout, table: Table[Any]) -> DeltaTable:
    return DeltaTable.create(
        str(layout.table(table.name)),
        schema=_delta_schema(table),
        mode="ignore",
        partition_by=[table.partition] if table.partition else None,
        name=table.name,
        description=table.comment,
        configuration={"delta.checkpointInterval": "50"},
    )


def _delta_schema(table: Table[Any]) -> pa.Schema:
    # Columns are nullable in the log: a later contract may add one that old files lack.
    schema = pa.schema([field.with_nullable(True) for field in table.schema])
    return schema.append(pa.field(table.partition, pa.string())) if table.partition else schema


def _commit(
    delta: DeltaTable, table: Table[Any], actions: list[AddAction | RemoveAction], run_number: int | None
) -> None:
    _add_columns(delta, table)
    run = None if run_number is None else [Transaction(APPLICATION, run_number)]
    delta.create_write_transaction(
        actions=actions,
        mode="append",
        schema=_delta_schema(table),
        partition_by=[table.partition] if table.partition else None,
        commit_properties=CommitProperties(app_transactions=run),
    )


def _add_columns(delta: DeltaTable, table: Table[Any]) -> None:
    """Add the columns that the contract has and the log, written by an earlier version, has not; a commit of its own.

    A commit's own schema does not change that of the table, and readers would never see them.
    """
    known = {field.name for field in delta.schema().fields}
    young = [field for field in _delta_schema(table) if field.name not in known]
    if young:
        delta.alter.add_columns(Schema.from_arrow(pa.schema(young)).fields)


def _add(table: Table[Any], file: StagedFile, *, data_change: bool = True) -> AddAction:
    return AddAction(
        path=str(Path(file.path).relative_to(table.name)),
        size=file.size,
        partition_values=_partition_values(table, file.partition),
        modification_time=_now_ms(),
        data_change=data_change,
        # Row counts only: where the ranges of some columns are given, deltalake's dataset takes those of the others
        # for null and leaves the file out of every filtered read. Parquet's own footers have the ranges.
        stats=json.dumps({"numRecords": file.rows}),
    )


def _remove(table: Table[Any], file: LiveFile, *, data_change: bool = True) -> RemoveAction:
    return RemoveAction(
        path=file.path,
        data_change=data_change,
        deletion_timestamp=_now_ms(),
        size=file.size,
        partition_values=_partition_values(table, file.partition),
    )


def _partition_values(table: Table[Any], value: str | None) -> dict[str, str | None]:
    return {table.partition: value} if table.partition else {}


def _now_ms() -> int:
    return int(time.time() * 1000)
