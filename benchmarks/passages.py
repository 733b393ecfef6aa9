"""Annotated passages and the arguments of the benchmarks that read them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def parser_of(doc: str | None, data: str) -> argparse.ArgumentParser:
    """A parser with --data (a folder, told by `data`), --passages and --verbose."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help=data)
    parser.add_argument("--passages", type=Path, nargs="*", default=[], help="annotated passages, JSON lines")
    parser.add_argument("--verbose", action="store_true", help="print what was missed")
    return parser


def passages(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The passages of JSON lines files, in order."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)
