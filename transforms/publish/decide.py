"""The end of a run: its sum is checked, it is decided, and it is published."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping

from schemas import Run
from transforms.publish.accounting import FEEDS_LEFT, check_sum
from transforms.publish.commit import next_run_number, publish
from transforms.publish.manifest import Manifest, counts, versions
from transforms.publish.staging import StagedFile
from transforms.run import RunContext

logger = logging.getLogger(__name__)


class SupersededError(Exception):
    """The launcher of this run died and another run began, while workers on other machines went on with this one."""


def decide_and_publish(
    run: RunContext, part_versions: Mapping[str, str], files: Iterable[StagedFile], totals: Mapping[str, int]
) -> Run:
    """Decide a run by writing its manifest, and publish it.

    Args:
        run: the run.
        part_versions: versions of the parts, for the ledger.
        files: what was staged; one that a retried bundle named twice counts once.
        totals: the run's counts.

    Returns:
        The ledger row.

    Raises:
        AccountingError: entries in are not entries out; nothing was published.
        SupersededError: another process took this run for dead; nothing was published.
    """
    numbers = dict(totals)
    distinct = tuple(sorted(set(files), key=lambda file: file.path))
    for file in distinct:
        if file.table:
            numbers[f"rows.{file.table}"] = numbers.get(f"rows.{file.table}", 0) + file.rows
    if run.feeds_left:
        numbers[FEEDS_LEFT] = run.feeds_left
    check_sum(numbers)
    row = Run(
        run_id=run.run_id,
        run_number=run.run_number,
        slot=run.slot,
        started_at=run.started_at,
        finished_at=dt.datetime.now(dt.UTC),
        pipeline=run.pipeline,
        versions=versions(dict(part_versions)),
        counts=counts(numbers),
    )
    _require_ours(run, distinct)
    manifest = Manifest(row, distinct)
    manifest.decide(run.layout)
    publish(run.layout, manifest)
    logger.info("published run %s: %d files", row.run_id, len(distinct))
    return row


def _require_ours(run: RunContext, files: Iterable[StagedFile]) -> None:
    """Refuse to decide a run that was swept, or whose number another one has. What was decided before stays so."""
    layout = run.layout
    if layout.manifest(run.run_id).exists() or layout.published_manifest(run.run_id).exists():
        return  # a bundle that the runner tries again
    gone = [file.path for file in files if not (run.staging / file.path).exists()]
    if gone:
        raise SupersededError(f"{run.run_id}: {gone[0]} was removed from staging: another run began; nothing published")
    if next_run_number(layout) != run.run_number:
        raise SupersededError(f"{run.run_id}: another run was published meanwhile; nothing published")
