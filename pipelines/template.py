"""The stream as a Dataflow Flex Template: its parameters, made from the options, and the launcher's command line.

A template's launcher must end once the job is handed over, so a template starts `sitrep stream`, whose windows are
published by workers. Source: Google Cloud, Configure Flex Templates.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from pipelines.cli import main as sitrep
from pipelines.settings import SPAN, add_stream_arguments

REQUIRED = ("out", "feeds")
NOT_OFFERED = ("config", "actors", "analyser", "gazetteer", "help")  # they name files, which a launcher does not have
LISTS = ("feeds",)
SPAN_METAVAR, WHOLE = "TIME", "N"


def metadata() -> dict[str, Any]:
    """The template's metadata: what `gcloud dataflow flex-template build --metadata-file` takes."""
    parser = argparse.ArgumentParser()
    add_stream_arguments(parser)
    offered = [action for action in parser._actions if action.dest not in NOT_OFFERED]
    offered.sort(key=lambda action: action.dest not in REQUIRED)
    return {
        "name": "sitrep",
        "description": "News feeds in, event data out: who did what to whom, where, when; published by windows.",
        "streaming": True,
        "parameters": [_parameter(action) for action in offered],
    }


def _parameter(action: argparse.Action) -> dict[str, Any]:
    text = action.help or ""
    parameter: dict[str, Any] = {
        "name": action.dest,
        "label": text.partition(" (")[0][:1].upper() + text.partition(" (")[0][1:],
        "helpText": text + ("; several with spaces between" if action.dest in LISTS else ""),
        "isOptional": action.dest not in REQUIRED,
        "paramType": "TEXT",
    }
    pattern = {SPAN_METAVAR: SPAN, WHOLE: r"[0-9]+"}.get(str(action.metavar))
    return parameter | ({"regexes": [f"^{pattern}$"]} if pattern else {})


def arguments(flags: Sequence[str]) -> Iterator[str]:
    """A launcher's flags as `sitrep stream` takes them: `--feeds=A B` becomes `--feeds A B`."""
    for flag in flags:
        name, _, value = flag.partition("=")
        if name.removeprefix("--") in LISTS:
            yield from (name, *value.split())
        else:
            yield flag


def launch() -> int:
    """Start the stream of the process's flags, and end once it is handed over."""
    return sitrep(["stream", *arguments(sys.argv[1:])])


if __name__ == "__main__":
    print(json.dumps(metadata(), indent=2))
