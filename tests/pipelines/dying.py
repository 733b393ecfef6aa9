"""A `sitrep run` that is killed (SIGKILL) at an exact point, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from dataclasses import dataclass

# Forks of a process that has the imports behind it: a killed run costs what it does and not what it loads.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["pipelines.run", "pipelines.ingest", "pipelines.commands", "tests.pipelines.dying"])


@dataclass(frozen=True, slots=True)
class Point:
    """Where a run dies: before it first opens or renames to a path below the output folder.

    The path begins with `path`; renames count where `event` is ``os.rename``, else openings of files and folders.
    """

    name: str
    event: str
    path: str

    def __str__(self) -> str:
        return self.name


UNDECIDED = (
    Point("when the first page arrives", "open", "_staging/*/warc/"),
    Point("with texts on disk", "open", "_staging/*/articles/"),
    Point("before the decision", "os.rename", "_runs/"),
)
DECISION = Point("when the decision stands", "os.rename", "warc/")
DECIDED = (
    Point("with articles in place and not committed", "open", "articles/"),
    Point("with articles committed", "os.rename", "entries/"),
    Point("with mentions committed", "open", "events/"),
    Point("with events half written", "os.rename", "events/"),
    Point("with feeds committed", "os.rename", "failures/"),
    Point("before the ledger", "open", "runs/"),
    Point("with everything committed", "os.rename", "_runs/published/"),
)


def run_until(arguments: list[str], out: str, point: Point) -> int | None:
    """Run the command line until it is killed at a point; gives the exit code, -9 for a process that was killed."""
    process = _PROCESSES.Process(target=_run, args=(arguments, out, point))
    process.start()
    process.join()
    return process.exitcode


def _run(arguments: list[str], out: str, point: Point) -> None:
    from pipelines.cli import main

    def watch(event: str, values: tuple[object, ...]) -> None:
        if event != point.event:
            return
        path = values[1] if event == "os.rename" else values[0]
        if isinstance(path, str | os.PathLike) and _below(os.fspath(path), out, point.path):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    with open(os.devnull, "w") as nothing:  # noqa: PTH123
        sys.stdout = sys.stderr = nothing
        sys.exit(main(arguments))


def _below(path: str | bytes, out: str, part: str) -> bool:
    text = os.fsdecode(path)
    if not text.startswith(f"{out}/"):
        return False
    inner = text.removeprefix(f"{out}/")
    before, star, after = part.partition("*")
    if not star:
        return inner.startswith(part)
    return inner.startswith(before) and inner.removeprefix(before).partition("/")[2].startswith(after.removeprefix("/"))
