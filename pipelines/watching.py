"""Progress of a run: a line that changes on a terminal, a log line now and then elsewhere."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status

from transforms import progress

LOG_EVERY_S = 30.0

logger = logging.getLogger(__name__)


@contextmanager
def watching(what: str) -> Iterator[None]:
    """Show on standard error how far the work inside is, until it ends."""
    progress.reset()
    ended = threading.Event()
    watcher = threading.Thread(target=_on_terminal if sys.stderr.isatty() else _in_log, args=(what, ended), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def line(what: str, started: float) -> str:
    """``run X: 12 feeds polled, 40 pages fetched, 17 s``."""
    counts = [f"{n} {step}" for step, n in progress.snapshot().items()]
    return f"{what}: {', '.join([*counts, f'{time.monotonic() - started:.0f} s'])}"


def _on_terminal(what: str, ended: threading.Event) -> None:
    started = time.monotonic()
    with Status(what, console=Console(stderr=True)) as status:
        while not ended.wait(0.25):
            status.update(line(what, started))


def _in_log(what: str, ended: threading.Event) -> None:
    started = time.monotonic()
    while not ended.wait(LOG_EVERY_S):
        logger.info("%s", line(what, started))
