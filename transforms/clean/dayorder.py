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
_YEAR_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)")
_GENERIC = frozenset({"co", "io", "ai", "tv", "me", "fm", "ly", "gg", "to", "cc", "eu"})  # bought by anyone


def day_first(lines: Sequence[str], lang: str | None, url: str | None, picture: str | None = None) -> bool | None:
    """The order of day and month on a page.

    The page's own dates tell where one can be read in one way only. Then the country of its host does, then the region
    of its language, then the language: all but English write the day first. At last the month tells that the page's
    address or its picture's bears ("/2021/03/"), where a date has the same year and one of its numbers is that month.

    Args:
        lines: of the page.
        lang: the language tag that it declares.
        url: its address.
        picture: the address of its picture.

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
    if language and language.lower() not in ("en", "fil", "x"):
        return True
    return _by_address(lines, f"{url} {picture}")


def _by_address(lines: Sequence[str], addresses: str) -> bool | None:
    months = {(int(year), int(month)) for year, month in _YEAR_MONTH.findall(addresses)}
    if not months:
        return None
    for line in itertools.islice(lines, MOST_LINES):
        if len(line) <= LONGEST and (match := _NUMERIC.search(line)):
            year = int(line[match.end() - 4 : match.end()])
            by_month, by_day = (year, int(match.group(1))) in months, (year, int(match.group(3))) in months
            if by_month != by_day:
                return by_day
    return None


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
