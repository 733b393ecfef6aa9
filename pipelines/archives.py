"""Going through archives: which files, which of them are read already, and a run for the next ones."""

from __future__ import annotations

import dataclasses
import glob
import hashlib
import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.compute as pc
from apache_beam.options.pipeline_options import PipelineOptions

from pipelines.options import archive_options
from pipelines.reprocess import reprocess
from pipelines.run import RunResult, carry_out, part_versions, run_context, take_up
from pipelines.settings import Settings, SettingsError, check_additions
from pipelines.sources import writable
from schemas import RUNS
from transforms.fetch.archived import Archive, began_at
from transforms.publish.accounting import archive_read
from transforms.publish.layout import Layout
from transforms.publish.lease import lease
from transforms.publish.tables import read_rows
from transforms.run import RunContext, run_id_of

REPROCESS = "reprocess"

logger = logging.getLogger(__name__)


def find_archives(patterns: Sequence[str]) -> list[Archive]:
    """The files that match, in the order of their paths; copies of one file under several paths once.

    Raises:
        SettingsError: a pattern matches no file, or a file cannot be read.
    """
    found: dict[str, Archive] = {}
    for pattern in patterns:
        names = glob.glob(str(Path(pattern).expanduser()), recursive=True)  # noqa: PTH207 - patterns may be absolute
        paths = sorted(path for path in map(Path, names) if path.is_file())
        if not paths:
            raise SettingsError(
                f"warc: no file matches {pattern!r}; give WARC files, or a pattern in quotes such as "
                "'crawl/**/*.warc.gz'"
            )
        for path in paths:
            if not os.access(path, os.R_OK):
                raise SettingsError(f"warc: {path} cannot be read; check its permissions or leave it out")
            archive = Archive(path.resolve(), path.stat().st_size)
            found.setdefault(archive.identity, archive)
    return sorted(found.values(), key=lambda archive: archive.path)


def reprocess_archives(
    settings: Settings, archives: Sequence[Archive], files_per_run: int, beam_flags: Sequence[str]
) -> Iterator[RunResult]:
    """Read archives, some in each run, that are not read yet; nothing comes where all are.

    The ledger says which are read, so a command that was killed goes on behind its last published run.

    Raises:
        SettingsError: an output folder that cannot be written, a dictionary that does not read.
        LeaseHeldError: another process is writing.
        RunFailedError: the pipeline failed.
    """
    options = archive_options(beam_flags)
    check_additions(settings.additions)
    layout = Layout(writable(settings.out))
    while True:
        with lease(layout, "sitrep reprocess"):
            take_up(layout)
            unread = _unread(layout, archives)
            if not unread:
                return
            chosen = unread[:files_per_run]
            run = _of_archives(run_context(settings, layout, options, REPROCESS), chosen)
            read = len(archives) - len(unread)
            logger.info("run %s: %d archives; of %d, %d are read", run.run_id, len(chosen), len(archives), read)
            result = _carry_out(run, chosen, options)
        yield result


def _carry_out(run: RunContext, archives: Sequence[Archive], options: PipelineOptions) -> RunResult:
    return carry_out(lambda pipeline: reprocess(pipeline, run, archives, part_versions()), run, options)


def _unread(layout: Layout, archives: Sequence[Archive]) -> list[Archive]:
    runs = read_rows(layout, RUNS, pc.field("pipeline") == REPROCESS)
    read = {count.name for run in runs for count in run.counts}
    return [archive for archive in archives if archive_read(archive.identity) not in read]


def _of_archives(run: RunContext, archives: Sequence[Archive]) -> RunContext:
    """The run over some archives: its slot is their beginning, its id says which they are."""
    beginnings = [begun for archive in archives if (begun := began_at(archive)) is not None]
    slot = min(beginnings, default=run.slot).replace(microsecond=0)
    digest = hashlib.sha256("\n".join(archive.identity for archive in archives).encode()).hexdigest()[:12]
    return dataclasses.replace(run, slot=slot, run_id=f"{run_id_of(slot, REPROCESS)}-{digest}")
