"""The chosen events as files: CSV with a flat row an event, Parquet with all there is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.exploring.answers import Answers
from pipelines.exploring.question import Question

#: What spreadsheets take for a formula at the start of a cell (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_parquet(answers: Answers, question: Question, file: IO[bytes]) -> None:
    """The columns of the table `events` as they are."""
    reader = answers.rows(question)
    with pq.ParquetWriter(file, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


def write_csv(answers: Answers, question: Question, file: IO[bytes]) -> None:
    """The same, flat: a column for each part of a place, the names of parties, tolls as JSON."""
    reader = answers.rows(question)
    names = [name for field in reader.schema for name in _columns(field)]
    rows = (_flat(record) for batch in reader for record in batch.to_pylist())
    _write(file, names, ([row.get(name) for name in names] for row in rows))


def write_counts(answers: Answers, question: Question, file: IO[bytes]) -> None:
    """How many of the chosen events of each type begin on each day."""
    _write(file, ["day", "event_type", "events"], answers.counts_by_day(question))


DOWNLOADS: dict[str, tuple[str, Callable[[Answers, Question, IO[bytes]], None]]] = {
    "events.csv": ("text/csv; charset=utf-8", write_csv),
    "events.parquet": ("application/vnd.apache.parquet", write_parquet),
    "counts.csv": ("text/csv; charset=utf-8", write_counts),
}


def _write(file: IO[bytes], names: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def _columns(field: pa.Field[Any]) -> Iterator[str]:
    if pa.types.is_struct(field.type):
        yield from (f"{field.name}_{part.name}" for part in field.type.fields)
    else:
        yield field.name


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{part}": inner for part, inner in value.items()}
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            flat[name] = "; ".join(value)
        elif isinstance(value, list) and all("name" in one for one in value):
            flat[name] = "; ".join(one["name"] for one in value)
        else:
            flat[name] = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list) else value
    return flat


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
