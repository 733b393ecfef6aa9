"""`sitrep ddl`: statements that show the tables to a warehouse."""

from __future__ import annotations

import argparse
import sys

from pipelines.exits import ExitCode, UsageError
from schemas.ddl import ENGINES


def ddl(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Print the statements for an engine."""
    engine = ENGINES.get(options.engine.lower())
    if engine is None:
        raise UsageError(f"--engine {options.engine}: not known; there are {', '.join(ENGINES)}")
    sys.stdout.write(engine.script(options.location))
    return ExitCode.DONE
