"""sitrep's options as Beam sees them, and the check that every option is known to somebody."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from typing import Any

from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

from pipelines.settings import add_run_arguments

LOCAL_RUNNER = "apache_beam.runners.portability.fn_api_runner.FnApiRunner"


class UnknownOptionError(Exception):
    """An option that neither sitrep nor Beam knows."""


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


def _beam_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False, conflict_handler="resolve")
    classes: dict[str, Any] = {str(cls): cls for cls in PipelineOptions.__subclasses__()}
    for cls in classes.values():
        cls._add_argparse_args(parser)
    return parser
