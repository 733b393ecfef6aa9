"""Where a report plays by the bodies it speaks of: only one state has sheriff's deputies, another gardai."""

from __future__ import annotations

import functools
import re
from collections import Counter

from transforms.events.tables import rows_of


def countries_of_institutions(text: str) -> Counter[str]:
    """How many bodies and offices a text names that only one state has, by the code of that state."""
    found: Counter[str] = Counter()
    plain = text.lower().replace("’", "'")
    for country, pattern in _patterns():
        names = set(pattern.findall(plain))
        if names:
            found[country] = len(names)
    return found


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = rows_of("institutions.tsv", ("country", "names"))
    return tuple(
        (row["country"], re.compile(r"\b(?:" + "|".join(map(re.escape, row["names"].split("|"))) + r")(?!\w)"))
        for row in rows
    )
