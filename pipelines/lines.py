"""JSON lines in, JSON lines out: in their order, in constant memory, on as many processes as there are cores."""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from pipelines.exits import UsageError

Record = dict[str, Any]
Work = Callable[[Record], Any]

# Starting processes takes seconds: a short file is done by then.
FEW = 50
# Lines sent to a process at once, and batches under way for each process.
BATCH, AHEAD = 8, 4


class Done(NamedTuple):
    """A line and what came of it: a result, or the reason why there is none; `is_record` where it is an object."""

    number: int
    is_record: bool
    record_id: Any
    result: Any
    error: str | None


def add_workers_argument(parser: argparse.ArgumentParser) -> None:
    """`--workers N`."""
    parser.add_argument(
        "--workers", metavar="N", type=_count, default=0, help="processes for --jsonl (default: one for each core)"
    )


def each_line(source: str, make_work: Callable[[], Work], workers: int = 0) -> Iterator[Done]:
    """What becomes of every record of a JSON lines file, in the order of the lines.

    Args:
        source: a file, gzipped if its name ends in .gz; `-` for standard input.
        make_work: called once in each process; gives what is called with every record. Picklable.
        workers: processes; 0 for one for each core. A file of at most `FEW` lines is worked on in this process.

    Raises:
        UsageError: the file cannot be read.
    """
    workers = workers or _cores()
    lines = read_lines(source)
    first = list(itertools.islice(lines, FEW + 1))
    if workers == 1 or len(first) <= FEW:
        work = make_work()
        for number, record in itertools.chain(first, lines):
            yield _one(work, number, record)
        return
    yield from _in_processes(itertools.chain(first, lines), make_work, workers)


def read_lines(source: str) -> Iterator[tuple[int, Record | str]]:
    """The records of a JSON lines file with their line numbers; for a line that is none, what is wrong with it."""
    try:
        stream = sys.stdin if source == "-" else open_text(Path(source))
    except OSError as error:
        raise UsageError(f"{source}: cannot be read ({error.strerror})") from error
    with stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                yield number, f"not JSON: {error}"
                continue
            yield number, record if isinstance(record, dict) else "not a JSON object"


def open_text(path: Path) -> TextIO:
    """A text file, gzipped or not."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def reason_of(error: Exception) -> str:
    """An error in words for people."""
    detail = getattr(error, "detail", None)
    return str(detail or error or type(error).__name__)


def _in_processes(
    lines: Iterable[tuple[int, Record | str]], make_work: Callable[[], Work], workers: int
) -> Iterator[Done]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(make_work,))
    under_way: deque[Future[list[Done]]] = deque()
    try:
        for batch in _batches(lines):
            under_way.append(pool.submit(_batch, batch))
            if len(under_way) >= workers * AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise RuntimeError("a worker process was killed, perhaps for want of memory; try fewer --workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(lines: Iterable[tuple[int, Record | str]]) -> Iterator[list[tuple[int, Record | str]]]:
    iterator = iter(lines)
    while batch := list(itertools.islice(iterator, BATCH)):
        yield batch


_work: Work


def _start(make_work: Callable[[], Work]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the parent decides
    global _work
    _work = make_work()


def _batch(lines: list[tuple[int, Record | str]]) -> list[Done]:
    return [_one(_work, number, record) for number, record in lines]


def _one(work: Work, number: int, record: Record | str) -> Done:
    if isinstance(record, str):
        return Done(number, False, None, None, record)
    try:
        if record.get("id") in (None, ""):
            raise ValueError('a line needs an "id"')
        return Done(number, True, record["id"], work(record), None)
    except Exception as error:  # one line never takes others with it
        return Done(number, True, record.get("id"), None, reason_of(error))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; give 1 or more")
    return int(text)
