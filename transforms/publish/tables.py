"""The published tables as Delta Lake tables: reading them, and committing a run's files to them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Transaction
from deltalake.transaction import AddAction

from schemas import Row, Table
from transforms.publish.layout import Layout
from transforms.publish.staging import StagedFile

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


def committed_run(delta: DeltaTable | None) -> int:
    """The number of the last run that was committed to the table; 0 for none.

    Delta records application transactions without enforcing them: who commits must ask first.
    """
    return (delta.transaction_version(APPLICATION) or 0) if delta is not None else 0


def append(layout: Layout, table: Table[Any], files: Sequence[StagedFile], run_number: int) -> None:
    """Register files that lie in their place already, in one commit that carries the run's number."""
    delta = open_table(layout, table) or _create(layout, table)
    delta.create_write_transaction(
        actions=[_add(layout, table, file) for file in files],
        mode="append",
        schema=_delta_schema(table),
        partition_by=[table.partition] if table.partition else None,
        commit_properties=_commit(run_number),
    )


def upsert(layout: Layout, table: Table[Any], files: Sequence[Path], run_number: int) -> None:
    """Replace rows with the same key and insert the others, in one commit that carries the run's number."""
    delta = open_table(layout, table) or _create(layout, table)
    rows = pa.concat_tables([pq.ParquetFile(file).read() for file in files]).cast(table.schema)
    if table.partition:
        typed = table.from_arrow(rows)
        values = pa.array([table.partition_value(row) for row in typed], pa.string())
        rows = rows.append_column(pa.field(table.partition, pa.string()), values)
    on = " AND ".join(f"target.{column} = source.{column}" for column in table.key)
    (
        delta.merge(rows, on, source_alias="source", target_alias="target", commit_properties=_commit(run_number))
        .when_matched_update_all()
        .when_not_matched_insert_all()
        .execute()
    )


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


def _commit(run_number: int) -> CommitProperties:
    return CommitProperties(app_transactions=[Transaction(APPLICATION, run_number)])


def _add(layout: Layout, table: Table[Any], file: StagedFile) -> AddAction:
    path = Path(file.path).relative_to(table.name)
    return AddAction(
        path=str(path),
        size=file.size,
        partition_values={table.partition: file.partition} if table.partition else {},
        modification_time=int(time.time() * 1000),
        data_change=True,
        stats=json.dumps(_statistics(layout.root / file.path, table)),
    )


def _statistics(path: Path, table: Table[Any]) -> dict[str, Any]:
    """Row count and the range of the first key column, from the file's footer."""
    footer = pq.read_metadata(path)
    column = table.key[0]
    index = footer.schema.to_arrow_schema().names.index(column)
    parts = [footer.row_group(i).column(index).statistics for i in range(footer.num_row_groups)]
    ranges = [(part.min, part.max) for part in parts if part is not None and part.has_min_max]
    statistics: dict[str, Any] = {"numRecords": footer.num_rows}
    if ranges and len(ranges) == len(parts):
        statistics["minValues"] = {column: min(str(low) for low, _ in ranges)}
        statistics["maxValues"] = {column: max(str(high) for _, high in ranges)}
    return statistics
