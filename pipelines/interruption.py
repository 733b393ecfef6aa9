"""Whether somebody asked this process to stop.

Beam catches whatever a transform raises, KeyboardInterrupt included, and raises another error in its place. So a signal
leaves a mark here, by which an interrupted run is told from a failed one.
"""

from __future__ import annotations

import logging
import signal
from types import FrameType

_received: list[int] = []


def interrupt_on(*signals: signal.Signals) -> None:
    """Let signals raise KeyboardInterrupt in the main thread and leave their mark; those ignored stay ignored."""
    _received.clear()
    for signum in signals:
        if signal.getsignal(signum) is not signal.SIG_IGN:  # as it is for what a script starts with `&`
            signal.signal(signum, _interrupt)


def interrupted() -> bool:
    """Whether such a signal came."""
    return bool(_received)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    del frame
    _received.append(signum)
    logging.getLogger("apache_beam").setLevel(logging.CRITICAL)  # it would report the interrupt as an error
    raise KeyboardInterrupt
