"""The statements for warehouses: executed where an engine runs in this process, parsed where it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from pipelines.cli import main
from schemas import EVENTS, TABLES, Table
from schemas.ddl import ENGINES, Engine, statements
from tests.deploy.conftest import DEPLOY
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows

pytestmark = pytest.mark.xdist_group("deploy")

TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
ENGINE = pytest.mark.parametrize("engine", ENGINES.values(), ids=lambda engine: engine.key())


@ENGINE
def test_the_files_in_deploy_are_current(engine: Engine) -> None:
    found = (DEPLOY / "ddl" / f"{engine.key()}.sql").read_text(encoding="utf-8")
    assert found == engine.script(), "run: make generate"


@ENGINE
def test_every_column_and_comment_is_there(engine: Engine) -> None:
    script = engine.script("somewhere/else")
    assert "somewhere/else/" in script
    for table in TABLES:
        assert engine.text(table.comment) in script
        for column in table.columns:
            assert engine.identifier(column.name) in script
            assert engine.text(column.comment) in script


def test_the_command_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ddl", "--engine", "DuckDB", "--location", "/data/"]) == 0
    assert capsys.readouterr().out == ENGINES["duckdb"].script("/data")
    assert main(["ddl", "--engine", "oracle"]) == 2
    assert "duckdb, clickhouse" in capsys.readouterr().err


def _keys(layout: Layout, table: Table[Any]) -> list[tuple[Any, ...]]:
    return sorted(tuple(getattr(row, name) for name in table.key) for row in read_rows(layout, table))


class TestDuckDB:
    """Views over the files of a run."""

    @pytest.fixture(scope="class")
    def views(self, tables: Layout) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect() as connection:
            for statement in statements(ENGINES["duckdb"].script(str(tables.root))):
                connection.execute(statement)
            yield connection

    @TABLE
    def test_a_view_shows_each_row_once(
        self, views: duckdb.DuckDBPyConnection, tables: Layout, table: Table[Any]
    ) -> None:
        found = views.execute(f"SELECT {', '.join(table.key)} FROM sitrep.{table.name}").fetchall()
        assert sorted(found) == _keys(tables, table)
        assert found

    @TABLE
    def test_types_are_those_of_the_files_and_comments_those_of_the_schemas(
        self, views: duckdb.DuckDBPyConnection, table: Table[Any]
    ) -> None:
        empty = duckdb.from_arrow(table.schema.empty_table())
        types = dict(zip(empty.columns, map(str, empty.types), strict=True))
        query = "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ?"
        shown = {name: (kind, comment) for name, kind, comment in views.execute(query, [table.name]).fetchall()}
        shown.pop(table.partition or "", None)
        assert shown == {c.name: (types[c.name], c.comment) for c in table.columns}

    def test_a_revised_event_shows_its_last_revision(self, views: duckdb.DuckDBPyConnection, tables: Layout) -> None:
        revisions = {event.event_id: event.revision for event in read_rows(tables, EVENTS)}
        assert max(revisions.values()) > 1, "the second run revised none"
        assert dict(views.execute("SELECT event_id, revision FROM sitrep.events").fetchall()) == revisions


class TestClickHouse:
    """Tables loaded from the files of a run, in the engine that chdb embeds."""

    @pytest.fixture(scope="class")
    def session(self, tables: Layout) -> Iterator[Any]:
        session = pytest.importorskip("chdb.session", reason="make deploy-check installs it").Session()
        for _ in range(2):  # loading again changes nothing
            for statement in statements(ENGINES["clickhouse"].script(str(tables.root))):
                session.query(statement)
        yield session
        session.close()

    @TABLE
    def test_a_view_shows_each_row_once(self, session: Any, tables: Layout, table: Table[Any]) -> None:
        lines = str(session.query(f"SELECT {', '.join(table.key)} FROM sitrep.{table.name}", "JSONCompactEachRow"))
        found = sorted(tuple(json.loads(line)) for line in lines.splitlines())
        assert [tuple(map(str, key)) for key in found] == [tuple(map(str, key)) for key in _keys(tables, table)]

    def test_a_revised_event_shows_its_last_revision(self, session: Any, tables: Layout) -> None:
        lines = str(session.query("SELECT event_id, revision FROM sitrep.events", "JSONCompactEachRow"))
        revisions = {event.event_id: event.revision for event in read_rows(tables, EVENTS)}
        assert {event_id: int(n) for event_id, n in map(json.loads, lines.splitlines())} == revisions

    def test_values_arrive(self, session: Any, tables: Layout) -> None:
        lines = str(session.query("SELECT event_id, place.name, date_start FROM sitrep.events", "JSONCompactEachRow"))
        loaded = {event_id: (place, day) for event_id, place, day in map(json.loads, lines.splitlines())}
        for event in read_rows(tables, EVENTS):
            place = event.place.name if event.place else None
            day = event.date_start.isoformat() if event.date_start else None
            assert loaded[event.event_id] == (place, day)


# What sqlglot has no grammar for, and takes as it is.
UNPARSED = {"athena": "MSCK REPAIR", "spark": "MSCK REPAIR", "bigquery": "WITH PARTITION COLUMNS"}


@ENGINE
def test_every_statement_is_of_its_dialect(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    sqlglot = pytest.importorskip("sqlglot", reason="make deploy-check installs it")
    for statement in statements(engine.script()):
        unparsed = UNPARSED.get(engine.key())
        if unparsed == "MSCK REPAIR" and statement.startswith(unparsed):
            continue
        if unparsed and unparsed in statement:  # one line of it
            statement = "\n".join(line for line in statement.splitlines() if not line.startswith(unparsed))
        (parsed,) = sqlglot.parse(statement, read=engine.key(), error_level=sqlglot.ErrorLevel.RAISE)
        assert not isinstance(parsed, sqlglot.exp.Command), f"not understood: {statement[:100]}"
    assert caplog.messages == []
