"""Answers from the published tables: DuckDB over exactly the files of their newest versions.

Everything that comes from an address is bound as a parameter; what stands in a statement is written here.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from pipelines.exploring.question import PAGE_ROWS, Question
from schemas import ARTICLES, EVENTS, MENTIONS, RUNS, Article, Event, Mention, Row, Table
from transforms.publish.layout import Layout
from transforms.publish.tables import LiveFile, live_files, open_table

_R = TypeVar("_R", bound=Row)

#: The longest charts by days and by months, in columns.
_MOST_DAYS, _MOST_MONTHS = 130, 130
_BATCH_ROWS = 10_000
_LIVING = "superseded_by IS NULL AND NOT coalesce(retracted, false)"
_SORTS = {
    "date": "coalesce(date_end, date_start)",
    "type": "event_type",
    "place": "place.country {order} NULLS LAST, place.name",
    "killed": "coalesce(fatalities_best, fatalities_low)",
    "injured": "coalesce(injuries_best, injuries_low)",
    "sources": "n_sources",
    "confidence": "confidence",
}
_NAMES = (
    "concat_ws(' ', event_type, event_mode, place.name, place.surface, place.admin1, place.country, "
    "array_to_string([concat_ws(' ', p.name, p.surface) for p in actors], ' '), "
    "array_to_string([concat_ws(' ', p.name, p.surface) for p in recipients], ' '))"
)
#: Mentions of the latest versions of their articles.
_TOLD = (
    "(SELECT * FROM mentions SEMI JOIN (SELECT article_id, max(version) AS version FROM articles GROUP BY article_id) "
    "USING (article_id, version))"
)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the chosen events are together.

    Attributes:
        events: how many.
        countries: of how many countries.
        killed: in all of them, cumulative tolls left out.
        by_type: events of each type, the most frequent first.
        by_country: of each country, the most frequent first.
        unit: day, month or year: what the chart counts by.
        by_time: first day of a unit, type, events; in order.
    """

    events: int
    countries: int
    killed: int
    by_type: dict[str, int]
    by_country: dict[str, int]
    unit: str
    by_time: list[tuple[dt.date, str, int]]


class Answers:
    """The tables as they are at one time."""

    def __init__(self, layout: Layout, connection: duckdb.DuckDBPyConnection) -> None:
        self._layout = layout
        self._connection = connection

    def offers(self) -> tuple[list[str], list[str]]:
        """The types and the countries that living events have, each in order."""
        self._view(EVENTS)
        types = self._rows(f"SELECT DISTINCT event_type FROM events WHERE {_LIVING} ORDER BY 1")
        countries = self._rows(
            f"SELECT DISTINCT place.country FROM events WHERE {_LIVING} AND place.country IS NOT NULL ORDER BY 1"
        )
        return [name for (name,) in types], [name for (name,) in countries]

    def last_run(self) -> tuple[int, dt.datetime | None]:
        """How many runs were published, and when the last one ended."""
        self._view(RUNS)
        ((runs, last),) = self._rows("SELECT count(*), max(finished_at) FROM runs")
        return runs, last.astimezone(dt.UTC) if last else None

    def overview(self, question: Question) -> Overview:
        """The counts of the chosen events."""
        where, given = self._choose(question)
        chosen = (
            "CREATE OR REPLACE TEMP TABLE chosen AS SELECT event_type, place.country AS country, date_start, "
            "CASE WHEN len([t for t in tolls if t.cumulative_from IS NOT NULL]) > 0 THEN 0 "
            f"ELSE coalesce(fatalities_best, 0) END AS killed FROM events WHERE {where}"
        )
        self._connection.execute(chosen, given)
        totals = "SELECT count(*), count(DISTINCT country), coalesce(sum(killed), 0), min(date_start), max(date_start)"
        ((events, countries, killed, first, last),) = self._rows(f"{totals} FROM chosen")
        by_type, by_country = (
            dict(self._rows(f"SELECT {column}, count(*) FROM chosen WHERE {column} IS NOT NULL GROUP BY 1 {top}"))
            for column, top in (("event_type", "ORDER BY 2 DESC, 1"), ("country", "ORDER BY 2 DESC, 1 LIMIT 8"))
        )
        unit = _unit(first, last)
        return Overview(events, countries, int(killed), by_type, by_country, unit, self._counts(unit))

    def counts_by_day(self, question: Question) -> list[tuple[dt.date, str, int]]:
        """Day, type and number of the chosen events that begin on that day."""
        self.overview(question)
        return self._counts("day")

    def page(self, question: Question) -> list[Event]:
        """The chosen events of one page."""
        where, given = self._choose(question)
        given |= {"rows": PAGE_ROWS, "skip": (question.page - 1) * PAGE_ROWS}
        keys = f"SELECT event_id FROM events WHERE {where} ORDER BY {_order(question)} LIMIT $rows OFFSET $skip"
        ids = [event_id for (event_id,) in self._rows(keys, given)]
        rows = {e.event_id: e for e in self._typed(EVENTS, "SELECT * FROM events WHERE event_id IN $ids", {"ids": ids})}
        return [rows[event_id] for event_id in ids]

    def event(self, event_id: str) -> Event | None:
        """The event, living or not."""
        self._view(EVENTS)
        rows = self._typed(EVENTS, "SELECT * FROM events WHERE event_id = $id", {"id": event_id})
        return rows[0] if rows else None

    def told(self, events: Sequence[Event]) -> tuple[dict[str, list[Mention]], dict[tuple[str, int], Article]]:
        """Current mentions by event, originals and earlier ones first; their articles, without text."""
        self._view(MENTIONS)
        self._view(ARTICLES)
        found = self._typed(
            MENTIONS,
            f"SELECT * FROM {_TOLD} WHERE event_id IN $ids "
            "ORDER BY copied_from IS NOT NULL, published_at NULLS LAST, mention_id",
            {"ids": [event.event_id for event in events]},
        )
        articles = self._typed(
            ARTICLES,
            "SELECT * REPLACE ('' AS text, NULL AS signature) FROM articles WHERE article_id IN $ids",
            {"ids": sorted({mention.article_id for mention in found})},
        )
        told: dict[str, list[Mention]] = {}
        for mention in found:
            told.setdefault(mention.event_id or "", []).append(mention)
        return told, {(article.article_id, article.version): article for article in articles}

    def rows(self, question: Question) -> pa.RecordBatchReader:
        """All chosen events with all columns, in batches."""
        where, given = self._choose(question)
        statement = f"SELECT * FROM events WHERE {where} ORDER BY {_order(question)}"
        reader: pa.RecordBatchReader = self._connection.sql(statement, params=given).to_arrow_reader(_BATCH_ROWS)
        return reader

    def _choose(self, question: Question) -> tuple[str, dict[str, Any]]:
        """The condition on `events` that a question is, and its parameters."""
        self._view(EVENTS, lambda file: _may_hold(file, question))
        conditions: dict[str, Any] = {}
        where = [_LIVING]

        def add(condition: str, name: str, value: Any) -> None:
            where.append(condition)
            conditions[name] = value

        if question.since:
            add("coalesce(date_end, date_start) >= $since", "since", question.since)
        if question.until:
            add("date_start <= $until", "until", question.until)
        if question.event_type:
            add("event_type = $type", "type", question.event_type)
        if question.country:
            add("place.country = $country", "country", question.country)
        if question.confidence:
            add("confidence >= $confidence", "confidence", question.confidence)
        if question.killed:
            where.append("coalesce(fatalities_best, fatalities_low) > 0")
        if question.words:
            self._view(MENTIONS)
            self._view(ARTICLES)
        for number, word in enumerate(question.words):
            name = f"word{number}"
            in_names, in_evidence = (
                f"contains(strip_accents(lower({text})), strip_accents(lower(${name})))"
                for text in (_NAMES, "evidence")
            )
            add(f"({in_names} OR event_id IN (SELECT event_id FROM {_TOLD} WHERE {in_evidence}))", name, word)
        return " AND ".join(where), conditions

    def _counts(self, unit: str) -> list[tuple[dt.date, str, int]]:
        statement = (
            "SELECT CAST(date_trunc($unit, date_start) AS DATE), event_type, count(*) FROM chosen "
            "WHERE date_start IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return self._rows(statement, {"unit": unit})

    def _view(self, table: Table[Any], keep: Callable[[LiveFile], bool] = lambda _: True) -> None:
        """Let a table's name mean the rows of its files; columns that files are too old for are null."""
        delta = open_table(self._layout, table)
        folder = self._layout.table(table.name)
        files = [str(folder / file.path) for file in live_files(delta) if keep(file)] if delta is not None else []
        self._connection.register(f"{table.name}_columns", table.schema.empty_table())
        of_files = ""
        if files:
            read = self._connection.read_parquet(files, union_by_name=True, hive_partitioning=False)
            read.create_view(f"{table.name}_files", replace=True)
            of_files = f" UNION ALL BY NAME SELECT * FROM {table.name}_files"
        self._connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {table.name} AS SELECT * FROM {table.name}_columns{of_files}"
        )

    def _rows(self, statement: str, given: dict[str, Any] | None = None) -> list[Any]:
        return self._connection.execute(statement, given or {}).fetchall()

    def _typed(self, table: Table[_R], statement: str, given: dict[str, Any]) -> list[_R]:
        return table.from_arrow(self._connection.sql(statement, params=given).to_arrow_table())


@contextmanager
def answers(layout: Layout) -> Iterator[Answers]:
    """The newest versions of the tables, for as long as it takes to answer."""
    config: dict[str, Any] = {
        "autoinstall_known_extensions": "false",  # nothing is fetched from anywhere
        "autoload_known_extensions": "false",
        "temp_directory": tempfile.gettempdir(),
    }
    with duckdb.connect(":memory:", config=config) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield Answers(layout, connection)


def _may_hold(file: LiveFile, question: Question) -> bool:
    """Whether a file can hold chosen events: it has a month's, by their first days, or those without any day."""
    if file.partition is None or (question.since is None and question.until is None):
        return True
    return file.partition != "unknown" and (question.until is None or file.partition <= f"{question.until:%Y-%m}")


def _order(question: Question) -> str:
    order = {"asc": "ASC", "desc": "DESC"}[question.order]
    return f"{_SORTS[question.sort].format(order=order)} {order} NULLS LAST, n_sources DESC, event_id"


def _unit(first: dt.date | None, last: dt.date | None) -> str:
    days = (last - first).days if first and last else 0
    return "day" if days < _MOST_DAYS else "month" if days < _MOST_MONTHS * 30 else "year"
