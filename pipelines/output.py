"""Printing what was asked for: a table on a terminal, JSON lines elsewhere."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from rich.console import Console


def wants_json(options: argparse.Namespace) -> bool:
    """Whether to print JSON lines: asked for, or the output is no terminal and nothing was asked for."""
    chosen: str | None = getattr(options, "format", None)
    return chosen == "json" or (chosen is None and not sys.stdout.isatty())


def print_json(record: dict[str, Any]) -> None:
    """Print one JSON line."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")


def console() -> Console:
    """Standard output for tables; as wide as the terminal, 160 columns where there is none."""
    return Console(width=None if sys.stdout.isatty() else 160, highlight=False)
