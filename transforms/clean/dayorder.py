"""Whether a page writes the day or the month first in dates such as "03/04/2025"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from transforms.clean import facts

MOST_LINES = 4000
LONGEST = 80  # characters of a line in which such a date is looked for
_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})([/\-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")
_GENERIC = frozenset({"co", "io", "ai", "tv", "me", "fm", "ly", "gg", "to", "cc", "eu"})  # bought by anyone


def day_first(lines: Sequence[str], lang: str | None, url: str | None) -> bool | None:
    """The order of day and month on a page.

    The page's own dates tell where one can be read in one way only. Then the country of its host does, then the region
    of its language, then the language: all but English write the day first.

    Args:
        lines: of the page.
        lang: the language tag that it declares.
        url: its address.

    Returns:
        None where nothing tells.
    """
    first = second = 0
    for line in itertools.islice(lines, MOST_LINES):
        if len(line) <= LONGEST and (match := _NUMERIC.search(line)):
            first += int(match.group(1)) > 12
            second += int(match.group(3)) > 12
    if bool(first) != bool(second):
        return bool(first)
    label = _host(url).rpartition(".")[2]
    if ("label", label) in facts.table("dayorder", 2):
        return False
    if len(label) == 2 and label not in _GENERIC:
        return True
    language, *rest = re.split(r"[-_]", (lang or "").strip())
    region = next((part.upper() for part in rest if len(part) == 2), "")
    if region:
        return ("region", region) not in facts.table("dayorder", 2)
    return True if language and language.lower() not in ("en", "fil", "x") else None


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
