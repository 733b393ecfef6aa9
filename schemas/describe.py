"""The tables and the reasons as Markdown, for the docs: ``python -m schemas.describe docs`` writes both pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas import TABLES, Outcome, Reason, Table

_OUTCOMES = {
    Outcome.KEPT: "a new article, or a new version of one",
    Outcome.KNOWN: "seen before and unchanged; counted in `runs`, not repeated in `entries`",
    Outcome.DUPLICATE: "a copy of another article, or another way to the same one",
    Outcome.REJECTED: "not wanted, for a reason that another try would not change",
    Outcome.FAILED: "something broke; it is in `failures`, and what may pass is tried again by later runs",
}


def tables_page() -> str:
    """docs/tables.md."""
    parts = [
        "# The tables",
        (
            "Made from `schemas/` by `python -m schemas.describe docs`; do not edit by hand. "
            "A partition key stands in the path, never in the file. Times are UTC."
        ),
    ]
    parts += [_table(table) for table in TABLES]
    return "\n\n".join(parts) + "\n"


def reasons_page() -> str:
    """docs/reasons.md."""
    outcomes = "\n".join(f"| `{o}` | {text} |" for o, text in _OUTCOMES.items())
    reasons = "\n".join(f"| `{r}` | {r.sentence} |" for r in Reason)
    return (
        "# Outcomes and reasons\n\n"
        "Made from `schemas/reasons.py` by `python -m schemas.describe docs`; do not edit by hand.\n\n"
        "Every entry that a feed shows ends with one outcome, and every run checks that they add up:\n"
        "entries in = kept + known + duplicate + rejected + failed.\n\n"
        f"| outcome | what it says |\n|---|---|\n{outcomes}\n\n"
        "The reason says why, in `entries`, `feeds` and `failures`:\n\n"
        f"| reason | what it says |\n|---|---|\n{reasons}\n"
    )


def _table(table: Table[Any]) -> str:
    where = (
        f"partitioned by `{table.partition}` (of `{table.partition_from}`)" if table.partition else "not partitioned"
    )
    rows = "\n".join(
        f"| `{column.name}` | {_type(column.arrow)}{'' if column.nullable else ', required'} | {column.comment} |"
        for column in table.columns
    )
    key = ", ".join(f"`{name}`" for name in table.key)
    structs = _structs(table)
    return (
        f"## {table.name}\n\n{table.comment}. Key: {key}; {where}; contract version {table.version}.\n\n"
        f"| column | type | what it is |\n|---|---|---|\n{rows}" + (f"\n\n{structs}" if structs else "")
    )


def _structs(table: Table[Any]) -> str:
    lines = []
    for column in table.columns:
        kind = column.arrow.value_type if pa.types.is_list(column.arrow) else column.arrow
        if pa.types.is_struct(kind):
            fields = "; ".join(f"`{f.name}` {_type(f.type)} ({_comment(f)})" for f in kind)
            lines.append(f"- `{column.name}`: {fields}")
    return "\n".join(lines)


def _comment(field: pa.Field[Any]) -> str:
    return (field.metadata or {}).get(b"comment", b"").decode()


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "struct"
    return str(kind).replace("timestamp[us, tz=UTC]", "timestamp").replace("date32[day]", "date")


def main() -> None:
    """Write both pages into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    (folder / "tables.md").write_text(tables_page(), encoding="utf-8")
    (folder / "reasons.md").write_text(reasons_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
