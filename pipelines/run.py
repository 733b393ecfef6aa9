"""Starting a run: lease, roll forward, what is due, the pipeline."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import logging
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any

import apache_beam as beam
from apache_beam.coders import VarIntCoder
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions, StandardOptions
from apache_beam.runners.runner import PipelineResult

from pipelines.ingest import ingest
from pipelines.interruption import finish_on, interrupted
from pipelines.options import pipeline_options
from pipelines.settings import Settings, check_additions
from pipelines.sources import feeds_to_poll, writable
from pipelines.stream import stream
from pipelines.watching import watching
from schemas import Run
from transforms.feeds.schedule import is_due
from transforms.publish.accounting import FEEDS_LEFT
from transforms.publish.commit import next_run_number, published_run, roll_forward, runs_of_slot, sweep
from transforms.publish.layout import Layout
from transforms.publish.lease import LeaseHeldError, lease
from transforms.run import RunContext, run_id_of, slot_at
from transforms.windows.owner import take_over

PIPELINE = "ingest"
STREAM = "stream"
EXECUTION_TIME = "beam:metric:ptransform_execution_time:total_msecs:v1"
LONGEST_SLEEP_S = 0.5  # after which a wait for the next slot looks whether it shall end
PARTS = ("sitrep", "apache-beam", "feedparser", "trafilatura", "pyarrow", "deltalake")

logger = logging.getLogger(__name__)


class RunFailedError(Exception):
    """The pipeline failed: nothing of the run was published, or all of it will be by the next command."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a slot: the ledger row, whether this call published it, and where the time went."""

    run: Run
    published_now: bool
    stage_seconds: Mapping[str, float] = field(default_factory=dict)


def run_slot(settings: Settings, beam_flags: Sequence[str]) -> Iterator[RunResult]:
    """Run the slot of the settings slice by slice, or find that it was published before.

    Each slice is a run of its own, decided and published for itself, so that memory does not grow with the number of
    feeds, and a slot that was killed goes on behind its last published slice.

    Raises:
        SettingsError: an output folder that cannot be written, an empty feed list, an OPML file that is none, a
            dictionary that does not read.
        LeaseHeldError: another process is writing.
        RunFailedError: the pipeline failed.
    """
    options = pipeline_options(beam_flags)
    check_additions(settings.additions)
    settings = _with_slot(settings, settings.slot or dt.datetime.now(dt.UTC).replace(microsecond=0))
    while True:
        result = _run_slice(settings, options)
        yield result
        if not _feeds_left(result.run):
            return


def _run_slice(settings: Settings, options: PipelineOptions) -> RunResult:
    """Run what is next of a slot. What a slice has polled is no longer due for the slices behind it."""
    layout = Layout(writable(settings.out))
    with lease(layout, "sitrep run"):
        take_up(layout)
        context = run_context(settings, layout, options)
        earlier = runs_of_slot(layout, context.run_id)
        if earlier and not _feeds_left(earlier[-1]):
            return RunResult(earlier[-1], published_now=False)
        due = [feed for feed in feeds_to_poll(settings, layout) if is_due(feed, context.slot)]
        context = context.slice(len(earlier) + 1, feeds_left=max(0, len(due) - settings.slice))
        behind = f", {context.feeds_left} of them in later slices" if context.feeds_left else ""
        logger.info("run %s: %d feeds due%s", context.run_id, len(due), behind)
        due = due[: settings.slice]
        return carry_out(
            lambda pipeline: ingest(pipeline, context, due, settings.fetch, part_versions()), context, options
        )


def take_up(layout: Layout) -> None:
    """Finish or remove what earlier processes left behind. Call it under the lease."""
    for run_id in roll_forward(layout):
        logger.warning("finished publishing %s, which an earlier process had begun", run_id)
    for run_id in sweep(layout):
        logger.warning("removed what the unfinished run %s left behind", run_id)


def carry_out(build: Callable[[beam.Pipeline], object], run: RunContext, options: PipelineOptions) -> RunResult:
    """Build and run the pipeline that publishes a run. Call it under the lease.

    Raises:
        RunFailedError: the pipeline failed.
    """
    try:
        with watching(f"run {run.run_id}"):
            pipeline = beam.Pipeline(options=options)
            build(pipeline)
            result = pipeline.run()
            _wait(result)
    except Exception as error:
        if interrupted():
            raise KeyboardInterrupt from error
        decided = run.layout.manifest(run.run_id).exists()
        state = "half published; the next command finishes it" if decided else "nothing was published"
        raise RunFailedError(f"run {run.run_id} failed, {state}: {_cause(error)}") from error
    published = published_run(run.layout, run.run_id)
    if published is None:
        raise RunFailedError(f"run {run.run_id} ended without publishing; see the log above")
    return RunResult(published, published_now=True, stage_seconds=stage_seconds(result))


def _feeds_left(run: Run) -> int:
    return next((count.value for count in run.counts if count.name == FEEDS_LEFT), 0)


def run_every(settings: Settings, beam_flags: Sequence[str], done: Callable[[RunResult], object]) -> None:
    """Run slot after slot until SIGTERM, which lets the run in progress finish; a second one abandons it."""
    stops = finish_on(signal.SIGTERM)
    for slot in slots(settings.every or dt.timedelta(minutes=15), stops):
        try:
            for result in run_slot(_with_slot(settings, slot), beam_flags):
                done(result)
                if stops:
                    break
        except (RunFailedError, LeaseHeldError) as error:  # the next slot may do better
            logger.error("%s", error)


def slots(
    every: dt.timedelta,
    stops: Sequence[int],
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[dt.datetime]:
    """The current slot, and each that comes, until there is something in `stops`.

    Slots are whole multiples of the interval since 1970, so they do not drift. Those that pass while one is worked on
    are made up for by the latest of them: feeds stay due, and are asked once for all that they missed.
    """
    while not stops:
        slot = slot_at(now(), every)
        yield slot
        while not stops and (wait := (slot + every - now()).total_seconds()) > 0:
            sleep(min(wait, LONGEST_SLEEP_S))


def run_stream(settings: Settings, options: PipelineOptions) -> None:
    """Start the stream and wait until it is cancelled; on Dataflow, whose job needs no launcher, only start it.

    Raises:
        SettingsError: an output folder that cannot be written, an empty feed list, an OPML file that is none, a
            dictionary that does not read.
        LeaseHeldError: another process is writing.
        RunFailedError: the stream broke off.
    """
    check_additions(settings.additions)
    layout = Layout(writable(settings.out))
    with lease(layout, "sitrep stream"):
        for run_id in roll_forward(layout):
            logger.warning("finished publishing %s, which an earlier process had begun", run_id)
        feeds = feeds_to_poll(settings, layout)
        context = run_context(settings, layout, options, STREAM)
        for run_id in take_over(context):
            logger.warning("took over from the stream %s; its open window is polled again", run_id)
    pipeline = beam.Pipeline(options=options)
    # Those that the tables know are looked up there by the workers, who see when some are added.
    stream(pipeline, context, feeds if settings.feeds else [], settings.fetch, settings.windows, part_versions())
    try:
        result = pipeline.run()
        logger.info("stream %s: %d feeds", context.run_id, len(feeds))
        if not str(options.view_as(StandardOptions).runner).endswith("DataflowRunner"):
            _wait(result)
    except Exception as error:
        if interrupted():
            raise KeyboardInterrupt from error
        raise RunFailedError(
            f"stream {context.run_id} broke off, its published windows stay: {_cause(error)}"
        ) from error


def _wait(result: PipelineResult) -> None:
    """Wait for the pipeline's end; where the wait is broken off, the work on other machines shall end too."""
    try:
        result.wait_until_finish()
    except BaseException:
        with contextlib.suppress(Exception):  # as from runners that cannot
            result.cancel()
        raise


def part_versions() -> dict[str, str]:
    """The versions of the parts that make a run."""
    return {part: metadata.version(part) for part in PARTS}


def stage_seconds(result: PipelineResult) -> dict[str, float]:
    """Seconds of work in each stage, as the local engine sampled them; empty on runners that do not tell."""
    seconds: dict[str, float] = {}
    for info in getattr(result, "monitoring_infos", tuple)():
        if info.urn == EXECUTION_TIME:
            stage = info.labels["PTRANSFORM"].partition("/")[0]
            if stage.startswith("ref_"):  # the engine's own plumbing
                continue
            seconds[stage] = seconds.get(stage, 0.0) + VarIntCoder().decode(info.payload) / 1000
    return seconds


def run_context(settings: Settings, layout: Layout, options: PipelineOptions, pipeline: str = PIPELINE) -> RunContext:
    """A run as the settings want it: the next one, of their slot or of now."""
    now = dt.datetime.now(dt.UTC)
    slot = (settings.slot if pipeline == PIPELINE else None) or now.replace(microsecond=0)
    local_workers = options.view_as(DirectOptions).direct_num_workers or os.cpu_count() or 1
    numbers: dict[str, Any] = {"shards": local_workers, **settings.numbers}
    return RunContext(
        run_id=run_id_of(slot, pipeline),
        run_number=next_run_number(layout),
        slot=slot,
        started_at=now,
        pipeline=pipeline,
        out=layout.root,
        streaming=pipeline == STREAM,
        coder=settings.coder,
        **numbers,
    )


def _with_slot(settings: Settings, slot: dt.datetime) -> Settings:
    return dataclasses.replace(settings, slot=slot)


def _cause(error: BaseException) -> str:
    """The first line of what went wrong, without Beam's wrapping."""
    while error.__cause__ is not None:
        error = error.__cause__
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
