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
    for country, names, pattern in _patterns():
        if any(name in plain for name in names):
            named = set(pattern.findall(plain))
            if named:
                found[country] = len(named)
    return found


@functools.cache
def _patterns() -> tuple[tuple[str, list[str], re.Pattern[str]], ...]:
    """The countries with the names of their bodies, and what finds those as whole words."""
    rows = [(row["country"], row["names"].split("|")) for row in rows_of("institutions.tsv", ("country", "names"))]
    return tuple(
        (country, names, re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")) for country, names in rows
    )
