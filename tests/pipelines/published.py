"""What the tables of an output folder say, without what differs between two runs over the same news."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from schemas import ARTICLES, ENTRIES, EVENTS, FAILURES, MENTIONS, Row, Table
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows

NEWS: tuple[Table[Any], ...] = (ARTICLES, ENTRIES, MENTIONS, EVENTS, FAILURES)

# Clocks, the run, and where it put the raw page.
PASSING = frozenset(
    {"run_id", "seen_at", "fetched_at", "coded_at", "updated_at", "failed_at", "warc_file", "warc_offset"}
)
Facts = dict[str, list[dict[str, Any]]]


def facts(layout: Layout) -> Facts:
    """The rows of the tables that tell the news, sorted, without what passes."""
    return {table.name: records(read_rows(layout, table)) for table in NEWS}


def records(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as sorted records, without what passes."""
    plain = [{k: v for k, v in row.to_record().items() if k not in PASSING} for row in rows]
    return sorted(plain, key=repr)


def differences(one: Facts, other: Facts) -> Facts:
    """By table, what stands in only one of two; empty where both say the same."""
    found = {}
    for table in one.keys() | other.keys():
        left, right = one.get(table, []), other.get(table, [])
        if left != right:
            found[table] = [*(r for r in left if r not in right), *(r for r in right if r not in left)] or [
                {"rows": (len(left), len(right))}
            ]
    return found
