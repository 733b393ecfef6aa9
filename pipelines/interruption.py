"""How this process is asked to stop, and how it ends.

Beam catches whatever a transform raises, KeyboardInterrupt included, and raises another error in its place. So a signal
leaves a mark here, by which an interrupted run is told from a failed one.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

_received: list[int] = []


def interrupt_on(*signals: signal.Signals) -> None:
    """Let signals raise KeyboardInterrupt in the main thread and leave their mark; those ignored stay ignored."""
    _received.clear()
    for signum in signals:
        if signal.getsignal(signum) is not signal.SIG_IGN:  # as it is for what a script starts with `&`
            signal.signal(signum, _interrupt)


def finish_on(signum: signal.Signals) -> list[int]:
    """Let a signal only be noted, in the list that this gives, so that work in progress can end; a second interrupts.

    A list, not an Event: its lock, taken within a handler, can be the one that a wait holds.
    """
    noted: list[int] = []

    def note(received: int, frame: FrameType | None) -> None:
        if noted:
            _interrupt(received, frame)
        noted.append(received)

    signal.signal(signum, note)
    return noted


def interrupted() -> bool:
    """Whether such a signal came."""
    return bool(_received)


def leave(code: int) -> NoReturn:
    """End the process with an exit code, once everything is written out, without taking it apart.

    Tables, models and network code run threads of their own, in C++ and Rust, that know nothing of Python's end. Where
    an interpreter and its libraries are torn down under them, some process in many thousands dies of SIGABRT after all
    its work is done, and its scheduler thinks that it failed.
    """
    atexit._run_exitfuncs()
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # the reader has gone
            stream.flush()
    os._exit(code)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    del frame
    _received.append(signum)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)  # it would report the interrupt as an error
    raise KeyboardInterrupt
