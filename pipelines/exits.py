"""How a command ends: what the shell sees, and the error of a command line that cannot be carried out."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell sees."""

    DONE = 0
    FAILED = 1  # nothing was published
    USAGE = 2  # wrong options or configuration
    PARTIAL = 3  # done or published, with failures above the threshold
    INTERRUPTED = 130


class UsageError(Exception):
    """The command line cannot be carried out as it stands."""
