"""Runs over the sample newsroom, through the command line that users have."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.cli import main
from tests.newsroom.demo import config
from tests.newsroom.server import Newsroom, Request
from transforms.publish.layout import Layout


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished `sitrep run`: its exit code, its JSON summary, and the requests that the server saw."""

    code: int
    summary: dict[str, Any]
    requests: list[Request]

    def count(self, prefix: str) -> int:
        """The sum of the run's counts below a dotted name."""
        counts: dict[str, int] = self.summary["counts"]
        return sum(n for name, n in counts.items() if name == prefix or name.startswith(f"{prefix}."))


class Runs:
    """A newsroom and an output folder; `feeds` are those to poll, all unless given."""

    def __init__(self, newsroom: Newsroom, folder: Path, feeds: Sequence[str] = ()) -> None:
        self.newsroom = newsroom
        self.layout = Layout(folder / "out")
        self._feeds = ["--feeds", *feeds] if feeds else []
        self._config = folder / "sitrep.toml"
        self._config.write_text(config(newsroom), encoding="utf-8")

    def arguments(self, slot: str, *more: str) -> list[str]:
        """The command line of a run at a slot with further options, without the program's name."""
        files = ["--config", str(self._config), "--out", str(self.layout.root), *self._feeds]
        return ["run", *files, "--slot", slot, "--format", "json", *more]

    def run(self, slot: str, *more: str) -> Ran:
        """Run in this process."""
        before = len(self.newsroom.requests)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = main(self.arguments(slot, *more))
        return Ran(code, json.loads(printed.getvalue()), list(self.newsroom.requests[before:]))
