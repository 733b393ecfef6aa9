"""The rules of canonical URLs that are facts about sites: tracking parameters and addresses that lead on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """A query parameter that does not belong to a page's identity; `name` and `value` may hold `*`."""

    host: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadOn:
    """A wrapper: where in its address the address stands that it leads to."""

    host: str
    path: str
    target: str


def is_tracking(name: str, value: str, site: str) -> bool:
    """Whether a parameter, decoded, only tracks readers on `site` (a registrable host)."""
    return any(rule.host in ("*", site) and _matches(value.lower(), rule.value) for rule in _named(name.lower()))


def lead_on_rules(host: str) -> tuple[LeadOn, ...]:
    """The wrappers that a host may be."""
    exact, below = _lead_on()
    found = exact.get(host, ())
    parent = host.partition(".")[2]
    while parent and not found:
        found = below.get(parent, ())
        parent = parent.partition(".")[2]
    return found


def _matches(value: str, pattern: str) -> bool:
    return pattern in ("*", value) or ("*" in pattern and fnmatchcase(value, pattern))


@lru_cache(maxsize=4096)
def _named(name: str) -> tuple[Tracking, ...]:
    exact, patterns = _tracking()
    return (*exact.get(name, ()), *(rule for rule in patterns if fnmatchcase(name, rule.name)))


@lru_cache(maxsize=1)
def _tracking() -> tuple[dict[str, tuple[Tracking, ...]], tuple[Tracking, ...]]:
    exact: dict[str, tuple[Tracking, ...]] = {}
    patterns: list[Tracking] = []
    for row in _rows("tracking_params.tsv"):
        rule = Tracking(host=row["host"], name=row["name"].lower(), value=row["value"].lower())
        if "*" in rule.name:
            patterns.append(rule)
        else:
            exact[rule.name] = (*exact.get(rule.name, ()), rule)
    return exact, tuple(patterns)


@lru_cache(maxsize=1)
def _lead_on() -> tuple[dict[str, tuple[LeadOn, ...]], dict[str, tuple[LeadOn, ...]]]:
    exact: dict[str, tuple[LeadOn, ...]] = {}
    below: dict[str, tuple[LeadOn, ...]] = {}
    for row in _rows("url_wrappers.tsv"):
        rule = LeadOn(host=row["host"], path=row["path"], target=row["target"])
        table, host = (below, rule.host[2:]) if rule.host.startswith("*.") else (exact, rule.host)
        table[host] = (*table.get(host, ()), rule)
    return exact, below


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("transforms.feeds").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
