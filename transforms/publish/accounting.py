"""The conservation sum: every entry that came in has one outcome.

Counts have dotted names. `entries.in` is what polls, retries and archives brought; `entries.out.<outcome>.<reason>`
is what became of it.
"""

from __future__ import annotations

from collections.abc import Mapping

ENTRIES_IN = "entries.in"
ENTRIES_OUT = "entries.out"
ARCHIVES = "archives"  # `archives.<which>`: the entries of an archive that was read to its end
FEEDS_LEFT = "feeds.left"  # those of the slot that are polled by later slices


class AccountingError(Exception):
    """Entries went in that did not come out, or the other way round: a bug, so nothing is published."""


def entry_out(outcome: str, reason: str) -> str:
    """The name under which an entry's outcome is counted."""
    return f"{ENTRIES_OUT}.{outcome}.{reason}"


def archive_read(identity: str) -> str:
    """The name under which the entries of an archive are counted, which says that it was read."""
    return f"{ARCHIVES}.{identity}"


def check_sum(counts: Mapping[str, int]) -> None:
    """Raise AccountingError unless entries in = kept + known + duplicate + rejected + failed."""
    came_in = counts.get(ENTRIES_IN, 0)
    outcomes = {name: n for name, n in counts.items() if name.startswith(f"{ENTRIES_OUT}.")}
    if came_in != sum(outcomes.values()):
        parts = ", ".join(f"{name.removeprefix(ENTRIES_OUT + '.')} {n}" for name, n in sorted(outcomes.items()))
        raise AccountingError(
            f"{came_in} entries came in, {sum(outcomes.values())} have an outcome ({parts or 'none'}); "
            "nothing was published. This is a defect of sitrep: please report it with the log."
        )
