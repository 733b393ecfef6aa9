"""`sitrep run`, `sitrep reprocess` and `sitrep stream`."""

from __future__ import annotations

import argparse

from pipelines.archives import find_archives, reprocess_archives
from pipelines.exits import ExitCode, UsageError
from pipelines.options import NoStreamingRunnerError, UnknownOptionError, streaming_options
from pipelines.output import console, print_json
from pipelines.run import RunResult, run_every, run_slot, run_stream
from pipelines.settings import Settings, load_settings
from pipelines.summary import print_summary, read_summary, summary_record
from transforms.publish.layout import Layout


def run(options: argparse.Namespace, beam_flags: list[str]) -> ExitCode:
    """One run, or one after the other with `--every`."""
    settings = load_settings(vars(options))
    try:
        if settings.every is not None:
            run_every(settings, beam_flags, lambda result: _show(result, settings, options.format))
            return ExitCode.DONE
        return max(_show(result, settings, options.format) for result in run_slot(settings, beam_flags))
    except UnknownOptionError as error:
        raise UsageError(f"{error}; `sitrep run --help` lists those there are") from error


def reprocess(options: argparse.Namespace, beam_flags: list[str]) -> ExitCode:
    """Run over archives, those that were read before left out."""
    settings = load_settings(vars(options))
    if options.files_per_run < 1:
        raise UsageError(f"--files_per_run is {options.files_per_run}; it has to be 1 or more")
    archives = find_archives(options.warc)
    try:
        results = reprocess_archives(settings, archives, options.files_per_run, beam_flags)
        codes = [_show(result, settings, options.format) for result in results]
    except UnknownOptionError as error:
        raise UsageError(f"{error}; `sitrep reprocess --help` lists those there are") from error
    if not codes and options.format != "json":
        console().print(f"All {len(archives)} archives are read and published already; nothing to do.")
    return max(codes, default=ExitCode.DONE)


def stream(options: argparse.Namespace, beam_flags: list[str]) -> ExitCode:
    """The stream, until it is cancelled; on Dataflow until it is handed over."""
    settings = load_settings(vars(options))
    try:
        run_stream(settings, streaming_options(beam_flags))
    except NoStreamingRunnerError as error:
        raise UsageError(str(error)) from error
    except UnknownOptionError as error:
        raise UsageError(f"{error}; `sitrep stream --help` lists those there are") from error
    return ExitCode.DONE


def _show(result: RunResult, settings: Settings, format_: str | None) -> ExitCode:
    layout = Layout(settings.out.resolve())
    summary = read_summary(layout, result.run)
    if format_ == "json":
        stages = {stage: round(seconds, 2) for stage, seconds in result.stage_seconds.items()}
        print_json({"published_now": result.published_now, **summary_record(summary), "stage_seconds": stages})
    elif result.published_now:
        print_summary(console(), layout, summary, result.stage_seconds)
    else:
        console().print(
            f"Slot {result.run.slot:%Y-%m-%d %H:%M} is published already (run {result.run.run_id}); nothing to do."
        )
    if result.published_now and summary.failed_share > settings.max_failed:
        console().print(
            f"{summary.failed_share:.0%} of the feeds or pages failed, more than max_failed allows "
            f"({settings.max_failed:.0%}): exit code 3. `sitrep status` shows which and why.",
            soft_wrap=True,
        )
        return ExitCode.PARTIAL
    return ExitCode.DONE
