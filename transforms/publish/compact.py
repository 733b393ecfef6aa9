"""Few larger files in the place of many small ones.

Each run adds a file to the partitions it writes to, and every query opens all of them. The rows stay as they are, so
the commit says that no data changed, and names no run: what was published stays published. deltalake has a compaction
of its own, but its files carry the ranges of some columns in the log, with which filtered reads lose rows (`_add` in
`transforms.publish.tables`), and neither the order of rows nor the compression of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import Table
from transforms.publish.commit import files_into_place, unobserved
from transforms.publish.layout import Layout
from transforms.publish.staging import stage_arrow
from transforms.publish.tables import LiveFile, file_rows, live_files, open_table, replace_files

STAGED_AS = "compact"  # its folder in `_staging`, swept as that of any process that died
SMALL_SHARE = 2  # a file of at least the target divided by this is large enough


@dataclass(frozen=True, slots=True)
class Compacted:
    """What became of a table: its files and their bytes before and after."""

    table: str
    files_before: int
    files_after: int
    bytes_before: int
    bytes_after: int


def compact(
    layout: Layout, table: Table[Any], target: int, *, after_step: Callable[[str], None] | None = None
) -> Compacted:
    """Rewrite the small files of each partition, in one commit. Call it under the lease, after `roll_forward`.

    Replaced files stay on disk for readers of older versions; `sitrep vacuum` deletes them. A process that dies before
    the commit has changed nothing.

    Args:
        layout: the output folder.
        table: the table; nothing happens where it does not exist.
        target: bytes of the files to make; those that have half of it are left alone.
        after_step: called with `staged` and `files`, for tests that kill the process there.
    """
    done = after_step or unobserved
    delta = open_table(layout, table)
    before = live_files(delta) if delta is not None else []
    small = [file for file in before if file.size * SMALL_SHARE < target and _is_known(layout, table, file)]
    groups = list(_groups(small, target))
    if groups:
        staging = layout.staging(STAGED_AS)
        new = [stage_arrow(table, _together(layout, table, group), group[0].partition, staging) for group in groups]
        done("staged")
        files_into_place(layout, staging, new)
        done("files")
        replace_files(layout, table, [file for group in groups for file in group], new, data_change=False)
    delta = open_table(layout, table)
    after = live_files(delta) if delta is not None else []
    return Compacted(table.name, len(before), len(after), _bytes(before), _bytes(after))


def _groups(small: Iterable[LiveFile], target: int) -> Iterator[list[LiveFile]]:
    """The small files of each partition, as many together as make one of the target's size; at least two."""
    partitions: dict[str | None, list[LiveFile]] = defaultdict(list)
    for file in small:
        partitions[file.partition].append(file)
    for _, files in sorted(partitions.items(), key=lambda item: item[0] or ""):
        group: list[LiveFile] = []
        for file in sorted(files, key=lambda file: file.path):
            if group and _bytes(group) + file.size > target:
                yield group
                group = []
            group.append(file)
        if len(group) > 1:
            yield group


def _is_known(layout: Layout, table: Table[Any], file: LiveFile) -> bool:
    """Whether the contract has all columns of a file: one that a later version wrote would lose some."""
    return set(pq.read_schema(layout.table(table.name) / file.path).names) <= {column.name for column in table.columns}


def _together(layout: Layout, table: Table[Any], files: Iterable[LiveFile]) -> pa.Table:
    return pa.concat_tables([file_rows(layout, table, file) for file in files])


def _bytes(files: Iterable[LiveFile]) -> int:
    return sum(file.size for file in files)
