"""sitrep's options as Beam sees them, and the check that every option is known to somebody."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from typing import Any

from apache_beam.options.pipeline_options import PipelineOptions, PrismRunnerOptions, StandardOptions

from pipelines.settings import add_run_arguments

LOCAL_RUNNER = "apache_beam.runners.portability.fn_api_runner.FnApiRunner"


ONLY_OF_RUNS = ("--slot", "--every", "--slice", "--max_failed")
STREAMING_RUNNERS = ("FlinkRunner", "DataflowRunner", "PrismRunner", "PortableRunner")


class UnknownOptionError(Exception):
    """An option that neither sitrep nor Beam knows."""


class NoStreamingRunnerError(Exception):
    """The runner that was chosen cannot run a stream, or not rightly."""


class SitrepOptions(PipelineOptions):
    """The options of `sitrep run`, as Beam, templates and launchers see them."""

    @classmethod
    def _add_argparse_args(cls, parser: argparse.ArgumentParser) -> None:
        add_run_arguments(parser)


def pipeline_options(flags: Sequence[str]) -> PipelineOptions:
    """Beam's options from command line flags.

    `DirectRunner`, the default, is pinned to Beam's in-process engine: left to itself Beam would try others first, one
    of which it downloads.

    Raises:
        UnknownOptionError: a flag that no options class knows, with the nearest one that exists.
    """
    parser = _beam_parser()
    _, unknown = parser.parse_known_args(list(flags))
    if unknown:
        known = [option for action in parser._actions for option in action.option_strings]
        near = difflib.get_close_matches(unknown[0].split("=")[0], known, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UnknownOptionError(f"unknown option {unknown[0]}{hint}")
    options = PipelineOptions(list(flags))
    standard = options.view_as(StandardOptions)
    if standard.runner in (None, "DirectRunner"):
        standard.runner = LOCAL_RUNNER
    return options


def archive_options(flags: Sequence[str]) -> PipelineOptions:
    """Beam's options for reading archives, from command line flags.

    Raises:
        UnknownOptionError: a flag that no options class knows, or that is one of polling and fetching.
    """
    parser = argparse.ArgumentParser(add_help=False)
    add_run_arguments(parser)
    of_runs = {option for action in parser._actions for option in action.option_strings}
    for flag in flags:
        if flag.partition("=")[0] in of_runs:
            raise UnknownOptionError(f"{flag} is an option of `sitrep run`, not of reading archives")
    return pipeline_options(flags)


def streaming_options(flags: Sequence[str]) -> PipelineOptions:
    """Beam's options for a stream, from command line flags.

    The local engines lose keyed state between ticks, fire timers at once or cannot read the source at all, and report
    success; Spark runs batches only. So a stream never starts on them.

    Raises:
        UnknownOptionError: a flag that no options class knows.
        NoStreamingRunnerError: a runner that does not stream, with those that do.
    """
    for flag in flags:
        if flag.partition("=")[0] in ONLY_OF_RUNS:
            raise UnknownOptionError(f"{flag} is an option of `sitrep run`, not of a stream")
    options = pipeline_options(flags)
    standard = options.view_as(StandardOptions)
    chosen = "DirectRunner" if standard.runner == LOCAL_RUNNER else str(standard.runner)
    if chosen.rpartition(".")[2] not in STREAMING_RUNNERS:
        raise NoStreamingRunnerError(
            f"{chosen} cannot run a stream: it would lose what was seen and publish windows too early. On one machine "
            "use `sitrep run --every 15m`, which publishes the same tables; for a stream give a streaming runner, "
            "such as --runner=FlinkRunner or --runner=DataflowRunner"
        )
    if chosen.rpartition(".")[2] == "PrismRunner" and not options.view_as(PrismRunnerOptions).prism_location:
        raise NoStreamingRunnerError("PrismRunner would download its engine: name one with --prism_location=FILE")
    standard.streaming = True
    return options


def _beam_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False, conflict_handler="resolve")
    classes: dict[str, Any] = {str(cls): cls for cls in PipelineOptions.__subclasses__()}
    for cls in classes.values():
        cls._add_argparse_args(parser)
    return parser
