"""Publishing a decided run, and tidying up after runs that died.

A run is decided when its manifest stands in `_runs/`. Publishing it moves its files into place and commits table by
table in a fixed order, the `runs` row last. Every step may be repeated: a file that was moved is not moved again, a
table that has the run's transaction is skipped. So whoever comes next can finish what a killed process began.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import EVENTS, FEEDS, RUNS, TABLES, Run, Table
from transforms.publish.layout import Layout
from transforms.publish.lease import lease
from transforms.publish.manifest import Manifest, sync_folder
from transforms.publish.staging import StagedFile, stage_rows
from transforms.publish.tables import append, committed_run, open_table, read_rows, upsert

UPSERTED = {EVENTS.name, FEEDS.name}  # current state by key; all other tables only grow
WRITTEN_IN_PLACE = (*sorted(UPSERTED), RUNS.name)  # files of other tables are written in staging and move


class PublishError(Exception):
    """A decided run cannot be published: a file of it is gone."""


def publish(layout: Layout, manifest: Manifest, *, after_step: Callable[[str], None] | None = None) -> None:
    """Publish a decided run, or finish publishing it.

    Args:
        layout: the output folder.
        manifest: the decided run.
        after_step: called with a step's name when it is done, for progress and for tests that kill the process there.

    Raises:
        PublishError: a file that the manifest names is neither staged nor in place.
    """
    done = after_step or unobserved
    run = manifest.run
    staging = layout.staging(run.run_id)
    files_into_place(layout, staging, [file for file in manifest.files if file.table is None])
    done("files")
    for table in TABLES:
        files = [f for f in manifest.files if f.table == table.name]
        if files and committed_run(open_table(layout, table)) < run.run_number:
            _commit_table(layout, staging, table, files, run.run_number)
        done(table.name)
    if committed_run(open_table(layout, RUNS)) < run.run_number:
        ledger = stage_rows(RUNS, [run], layout.root)
        append(layout, RUNS, ledger, run.run_number)
    done("ledger")
    layout.published_manifest(run.run_id).parent.mkdir(exist_ok=True)
    layout.manifest(run.run_id).replace(layout.published_manifest(run.run_id))
    shutil.rmtree(staging, ignore_errors=True)


def roll_forward(layout: Layout) -> list[str]:
    """Publish every decided, unfinished run, oldest first, and return their ids."""
    manifests = sorted((Manifest.load(p) for p in layout.decided.glob("*.json")), key=lambda m: m.run.run_number)
    for manifest in manifests:
        publish(layout, manifest)
    return [manifest.run.run_id for manifest in manifests]


def unfinished(layout: Layout) -> bool:
    """Whether a run was decided and not published, or died before."""
    return any(layout.decided.glob("*.json")) or any(layout.staging_root.glob("*"))


def sweep(layout: Layout) -> list[str]:
    """Remove the staging of runs that died before they were decided, and files that nobody finished writing.

    Call it under the lease, after `roll_forward`.
    """
    dead = sorted(p.name for p in layout.staging_root.glob("*")) if layout.staging_root.exists() else []
    for run_id in dead:
        shutil.rmtree(layout.staging(run_id))
    half_written = [*layout.decided.glob("*.tmp")]
    for table in WRITTEN_IN_PLACE:
        half_written += layout.table(table).rglob(".*.tmp")
    for path in half_written:
        path.unlink()
    return dead


@contextmanager
def writing(layout: Layout, command: str) -> Iterator[None]:
    """Be the writer of an output folder, its decided runs finished and dead ones swept. Raises LeaseHeldError."""
    with lease(layout, command):
        roll_forward(layout)
        sweep(layout)
        yield


def files_into_place(layout: Layout, staging: Path, files: Iterable[StagedFile]) -> None:
    """Move staged files to where they are published; those that were moved before stay.

    Raises:
        PublishError: a file is neither staged nor in place.
    """
    for file in files:
        _into_place(layout, staging, file)


def published_run(layout: Layout, run_id: str) -> Run | None:
    """The ledger row of a run, or None where it has not been published."""
    rows = read_rows(layout, RUNS, pc.field("run_id") == run_id)
    return rows[0] if rows else None


def runs_of_slot(layout: Layout, run_id: str) -> list[Run]:
    """The ledger rows of a run and of the slices behind it, in the order in which they were published."""
    rows = read_rows(layout, RUNS, pc.starts_with(pc.field("run_id"), run_id))
    return sorted(rows, key=lambda run: run.run_number)


def next_run_number(layout: Layout) -> int:
    """One more than the highest number in the ledger."""
    return max((run.run_number for run in read_rows(layout, RUNS)), default=0) + 1


def unobserved(step: str) -> None:
    """What is called after a step where nobody follows the steps."""
    del step


def _commit_table(layout: Layout, staging: Path, table: Table[Any], files: list[StagedFile], run_number: int) -> None:
    if table.name in UPSERTED:
        rows = [row for file in files for row in table.from_arrow(pq.ParquetFile(staging / file.path).read())]
        upsert(layout, table, rows, run_number)
        return
    files_into_place(layout, staging, files)
    append(layout, table, files, run_number)


def _into_place(layout: Layout, staging: Path, file: StagedFile) -> None:
    source, target = staging / file.path, layout.root / file.path
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        sync_folder(target.parent)
    elif not target.exists():
        raise PublishError(f"{source}: gone, and not published either; restore it or move the run's manifest away")
