"""One writer at a time. A lock of the operating system, so that a killed writer never leaves it behind."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from transforms.publish.layout import Layout


class LeaseHeldError(Exception):
    """Another process is writing to this output folder."""


@contextmanager
def lease(layout: Layout, purpose: str) -> Iterator[None]:
    """Hold the output folder's lease. Raises LeaseHeldError naming the holder where another process has it."""
    layout.root.mkdir(parents=True, exist_ok=True)
    with layout.lease.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LeaseHeldError(f"{layout.root} is being written by {_holder(file)}; wait for it or stop it") from None
        file.truncate(0)
        since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        json.dump({"host": socket.gethostname(), "pid": os.getpid(), "purpose": purpose, "since": since}, file)
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _holder(file: IO[str]) -> str:
    file.seek(0)
    try:
        who = json.loads(file.read())
        return f"`{who['purpose']}` (process {who['pid']} on {who['host']}, since {who['since']})"
    except (json.JSONDecodeError, KeyError):
        return "another process"
