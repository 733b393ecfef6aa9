"""A time limit for Python code that cannot be asked to stop, and a pause for the collector of cycles."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import threading
from collections.abc import Iterator


class TimeLimitError(Exception):
    """The code inside `time_limit` took too long."""


@contextlib.contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise TimeLimitError inside the block when it runs longer than `seconds`; None for no limit.

    Works in any thread (signals reach only the main one): a timer asks the interpreter to raise the exception in the
    thread that entered the block, at its next byte code. A single call into C is not interrupted.
    """
    if seconds is None:
        yield
        return
    thread = threading.get_ident()
    lock = threading.Lock()
    done = False

    def expire() -> None:
        with lock:
            if not done:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TimeLimitError))

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            done = True
            timer.cancel()


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """No search for cycles, for a few milliseconds in which much is made and nothing becomes garbage.

    Each search goes through what was made since the last one, and would find it all in use. Of several threads the one
    that found the search on switches it on again, be it while others are still inside.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
