"""Statements that show the tables to a warehouse, with the comments of their columns.

Every engine gets a view a table, with one row for each key: the newest. That makes plain files right to read as well:
`events` and `feeds` hold current state, and a file that a later run replaced lies there until `sitrep vacuum`.
DuckDB, BigQuery, Athena and Spark read the files where they are; ClickHouse and Snowflake load them, and loading again
changes nothing. Sources: the engines' reference pages on CREATE TABLE, external tables and Parquet.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

import pyarrow as pa

from schemas import TABLES, Table

SCHEMA = "sitrep"
# What tells the newest row of a key; where it is the run, equal keys are equal rows in two files.
NEWEST = {"events": "revision", "feeds": "last_polled_at"}
FILES = "part-*.parquet"


class Engine(ABC):
    """How one warehouse spells types, names, comments and files."""

    name: ClassVar[str]
    location: ClassVar[str]
    scalars: ClassVar[dict[pa.DataType, str]]
    note: ClassVar[str]
    quote: ClassVar[str] = "`"

    def script(self, location: str | None = None) -> str:
        """All statements, in an order in which they run.

        Args:
            location: the output folder as the engine reaches it; the engine's example unless given.
        """
        where = (location or self.location).rstrip("/")
        head = (
            f"-- sitrep's tables for {self.name}: sitrep ddl --engine {self.key()} --location {where}\n"
            f"-- {self.note.replace(chr(10), chr(10) + '-- ')}\n"
        )
        statements = [*self.opening(where), *(s for table in TABLES for s in self.table(table, where))]
        return "\n\n".join([head.rstrip(), *(f"{statement};" for statement in statements)]) + "\n"

    @classmethod
    def key(cls) -> str:
        """The engine's name on the command line."""
        return cls.name.lower()

    def opening(self, location: str) -> Iterator[str]:
        """What comes before the tables."""
        del location
        yield f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"

    @abstractmethod
    def table(self, table: Table[Any], location: str) -> Iterator[str]:
        """The statements of one table."""

    def type_of(self, kind: pa.DataType) -> str:
        """An Arrow type as the engine writes it."""
        if pa.types.is_list(kind):
            return f"ARRAY<{self.type_of(kind.value_type)}>"
        if pa.types.is_struct(kind):
            return f"STRUCT<{', '.join(f'{self.identifier(f.name)} {self.type_of(f.type)}' for f in kind)}>"
        return self.scalars[kind]

    def identifier(self, name: str) -> str:
        return f"{self.quote}{name}{self.quote}"

    def text(self, text: str) -> str:
        """A string literal."""
        return "'" + text.replace("'", "''") + "'"

    def comment(self, text: str) -> str:
        """What follows a column's type."""
        return f" COMMENT {self.text(text)}"

    def columns(self, table: Table[Any]) -> str:
        """The columns of the files with types and comments, a line each."""
        lines = [f"  {self.identifier(c.name)} {self.type_of(c.arrow)}{self.comment(c.comment)}" for c in table.columns]
        return ",\n".join(lines)

    def described(self, table: Table[Any]) -> str:
        """The columns of a view with their comments."""
        lines = [f"  {self.identifier(c.name)}{self.comment(c.comment)}" for c in table.columns]
        if table.partition:
            lines.append(f"  {self.identifier(table.partition)}{self.comment('Partition')}")
        return ",\n".join(lines)

    def selected(self, table: Table[Any]) -> str:
        """The names of the columns and the partition key."""
        names = [column.name for column in table.columns] + ([table.partition] if table.partition else [])
        return ", ".join(map(self.identifier, names))

    def rank(self, table: Table[Any]) -> str:
        """1 for the newest row of its key."""
        key = ", ".join(map(self.identifier, table.key))
        newest = self.identifier(NEWEST.get(table.name, "run_id"))
        return f"row_number() OVER (PARTITION BY {key} ORDER BY {newest} DESC NULLS LAST)"

    def newest_rows(self, table: Table[Any], source: str) -> str:
        """The query of a view, for engines that know QUALIFY."""
        return f"SELECT {self.selected(table)}\nFROM {source}\nWHERE TRUE\nQUALIFY {self.rank(table)} = 1"

    def newest_rows_nested(self, table: Table[Any], source: str) -> str:
        """The same for those that do not."""
        inner = f"SELECT *, {self.rank(table)} AS place_of_row FROM {source}"
        return f"SELECT {self.selected(table)}\nFROM ({inner}) AS ranked\nWHERE place_of_row = 1"


_TIMESTAMP = pa.timestamp("us", tz="UTC")


def _names(text: str, number: str, double: str, boolean: str, binary: str, time: str) -> dict[pa.DataType, str]:
    kinds: tuple[pa.DataType, ...] = (pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.binary(), _TIMESTAMP)
    names: dict[pa.DataType, str] = dict(zip(kinds, (text, number, double, boolean, binary, time), strict=True))
    return names | {pa.date32(): "DATE"}


class DuckDB(Engine):
    """Views over the files."""

    name = "DuckDB"
    location = "sitrep-data"
    scalars = _names("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "BLOB", "TIMESTAMP WITH TIME ZONE")
    note = "A table that has no file yet, as `failures` in good times, is an error: run this again when it has."
    quote = '"'

    def type_of(self, kind: pa.DataType) -> str:
        if pa.types.is_list(kind):
            return f"{self.type_of(kind.value_type)}[]"
        if pa.types.is_struct(kind):
            return f"STRUCT({', '.join(f'{self.identifier(f.name)} {self.type_of(f.type)}' for f in kind)})"
        return self.scalars[kind]

    def table(self, table: Table[Any], location: str) -> Iterator[str]:
        view = f"{SCHEMA}.{table.name}"
        folder = f"{location}/{table.name}" + ("/*" if table.partition else "")
        hive = f"{{'{table.partition}': {'DATE' if table.partition == 'dt' else 'VARCHAR'}}}"
        options = f", hive_partitioning = true, hive_types = {hive}" if table.partition else ""
        files = f"read_parquet({self.text(f'{folder}/{FILES}')}, union_by_name = true{options})"
        typed = ",\n".join(f"  NULL::{self.type_of(c.arrow)} AS {self.identifier(c.name)}" for c in table.columns)
        # Columns that are younger than all files are there as well, without values.
        source = f"(FROM {files} UNION ALL BY NAME SELECT\n{typed}\n  WHERE FALSE)"
        yield f"CREATE OR REPLACE VIEW {view} AS\n{self.newest_rows(table, source)}"
        yield f"COMMENT ON VIEW {view} IS {self.text(table.comment)}"
        for column in table.columns:
            yield f"COMMENT ON COLUMN {view}.{self.identifier(column.name)} IS {self.text(column.comment)}"


class ClickHouse(Engine):
    """Loaded tables that keep the newest row of a key."""

    name = "ClickHouse"
    location = "sitrep-data"
    scalars = _names("String", "Int64", "Float64", "Bool", "String", "DateTime64(6, 'UTC')") | {pa.date32(): "Date32"}
    note = (
        "The INSERTs load the files; run them again after each sitrep run, they change nothing twice.\n"
        "`file` reads below the server's user_files; for a bucket write s3('https://...', 'Parquet') instead."
    )

    def opening(self, location: str) -> Iterator[str]:
        del location
        yield f"CREATE DATABASE IF NOT EXISTS {SCHEMA}"

    def type_of(self, kind: pa.DataType) -> str:
        return self._column(kind, nullable=False)

    def columns(self, table: Table[Any]) -> str:
        return ",\n".join(
            f"  {self.identifier(c.name)} {self._column(c.arrow, c.nullable)}{self.comment(c.comment)}"
            for c in table.columns
        )

    def table(self, table: Table[Any], location: str) -> Iterator[str]:
        files = f"{SCHEMA}.{table.name}_files"
        key = ", ".join(map(self.identifier, table.key))
        newest = {"events": "(`revision`)"}.get(table.name, "")  # else the row that was inserted last
        yield (
            f"CREATE TABLE IF NOT EXISTS {files} (\n{self.columns(table)}\n)\n"
            f"ENGINE = ReplacingMergeTree{newest} ORDER BY ({key})\nCOMMENT {self.text(table.comment)}"
        )
        folder = f"{location}/{table.name}" + ("/*" if table.partition else "")
        names = ", ".join(self.identifier(column.name) for column in table.columns)
        structure = ", ".join(f"{self.identifier(c.name)} {self._column(c.arrow, c.nullable)}" for c in table.columns)
        order = "ORDER BY `last_polled_at` NULLS FIRST\n" if table.name == "feeds" else ""
        yield (
            f"INSERT INTO {files} ({names})\nSELECT {names}\n"
            f"FROM file({self.text(f'{folder}/{FILES}')}, 'Parquet', {self.text(structure)})\n"
            f"{order}SETTINGS input_format_parquet_allow_missing_columns = 1"
        )
        yield f"CREATE OR REPLACE VIEW {SCHEMA}.{table.name} AS\nSELECT {names}\nFROM {files} FINAL"

    def _column(self, kind: pa.DataType, nullable: bool) -> str:
        if pa.types.is_list(kind):
            return f"Array({self._column(kind.value_type, nullable=False)})"
        if pa.types.is_struct(kind):  # a tuple cannot be null, so its members may be
            return f"Tuple({', '.join(f'{self.identifier(f.name)} {self._column(f.type, True)}' for f in kind)})"
        return f"Nullable({self.scalars[kind]})" if nullable else self.scalars[kind]


class BigQuery(Engine):
    """External tables over the files, and views."""

    name = "BigQuery"
    location = "gs://example-bucket/sitrep"
    scalars = _names("STRING", "INT64", "FLOAT64", "BOOL", "BYTES", "TIMESTAMP")
    note = "Copy the output folder to the bucket after each run, `_staging` left out: see docs/operations.md."

    def text(self, text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def comment(self, text: str) -> str:
        return f" OPTIONS (description = {self.text(text)})"

    def table(self, table: Table[Any], location: str) -> Iterator[str]:
        files = f"{SCHEMA}.{table.name}_files"
        folder = f"{location}/{table.name}"
        options = ["format = 'PARQUET'", "enable_list_inference = TRUE", f"description = {self.text(table.comment)}"]
        partition = ""
        if table.partition:
            kind = "DATE" if table.partition == "dt" else "STRING"
            partition = f"\nWITH PARTITION COLUMNS (`{table.partition}` {kind})"
            options += [f"uris = ['{folder}/{table.partition}=*']", f"hive_partition_uri_prefix = '{folder}'"]
        else:
            options += [f"uris = ['{folder}/part-*']"]
        yield (
            f"CREATE OR REPLACE EXTERNAL TABLE {files} (\n{self.columns(table)}\n){partition}\n"
            f"OPTIONS ({', '.join(options)})"
        )
        yield (
            f"CREATE OR REPLACE VIEW {SCHEMA}.{table.name} (\n{self.described(table)}\n)\n"
            f"OPTIONS (description = {self.text(table.comment)}) AS\n{self.newest_rows(table, files)}"
        )


class Snowflake(Engine):
    """Tables loaded from a stage, and views."""

    name = "Snowflake"
    location = "s3://example-bucket/sitrep"
    scalars = _names("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "BINARY", "TIMESTAMP_TZ")
    note = (
        "Needs a storage integration called sitrep for the bucket.\n"
        "Run the COPY statements again after each sitrep run: a file is loaded once."
    )

    def identifier(self, name: str) -> str:
        return name  # unquoted names are the same in any case

    def type_of(self, kind: pa.DataType) -> str:
        if pa.types.is_list(kind):
            return "ARRAY"
        return "OBJECT" if pa.types.is_struct(kind) else self.scalars[kind]

    def opening(self, location: str) -> Iterator[str]:
        yield from super().opening(location)
        yield (
            f"CREATE STAGE IF NOT EXISTS {SCHEMA}.files URL = {self.text(location + '/')} STORAGE_INTEGRATION = sitrep"
        )

    def selected(self, table: Table[Any]) -> str:
        return ", ".join(column.name for column in table.columns)  # what stands in the path is not loaded

    def table(self, table: Table[Any], location: str) -> Iterator[str]:
        del location
        files = f"{SCHEMA}.{table.name}_files"
        yield (f"CREATE TABLE IF NOT EXISTS {files} (\n{self.columns(table)}\n)\nCOMMENT = {self.text(table.comment)}")
        yield (
            f"COPY INTO {files}\nFROM @{SCHEMA}.files/{table.name}/\nPATTERN = '.*/part-[^/]*[.]parquet'\n"
            "FILE_FORMAT = (TYPE = PARQUET USE_LOGICAL_TYPE = TRUE BINARY_AS_TEXT = FALSE)\n"
            "MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE"
        )
        comments = ",\n".join(f"  {c.name}{self.comment(c.comment)}" for c in table.columns)
        yield (
            f"CREATE OR REPLACE VIEW {SCHEMA}.{table.name} (\n{comments}\n)\n"
            f"COMMENT = {self.text(table.comment)} AS\n{self.newest_rows(table, files)}"
        )


class Spark(Engine):
    """External tables over the files, and views."""

    name = "Spark"
    location = "s3a://example-bucket/sitrep"
    scalars = _names("STRING", "BIGINT", "DOUBLE", "BOOLEAN", "BINARY", "TIMESTAMP")
    note = (
        "Plain Parquet, for a Spark without Delta Lake; run the MSCK statements again for new partitions.\n"
        "With Delta Lake one line a table is enough: CREATE TABLE t USING DELTA LOCATION '...'."
    )

    def text(self, text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def type_of(self, kind: pa.DataType) -> str:
        if pa.types.is_struct(kind):
            return f"STRUCT<{', '.join(f'{self.identifier(f.name)}: {self.type_of(f.type)}' for f in kind)}>"
        return super().type_of(kind)

    def table(self, table: Table[Any], location: str) -> Iterator[str]:
        files = f"{SCHEMA}.{table.name}_files"
        columns = self.columns(table)
        partitioned = ""
        if table.partition:
            columns += f",\n  `{table.partition}` {'DATE' if table.partition == 'dt' else 'STRING'}"
            partitioned = f" PARTITIONED BY (`{table.partition}`)"
        yield (
            f"CREATE TABLE IF NOT EXISTS {files} (\n{columns}\n)\nUSING PARQUET{partitioned}\n"
            f"COMMENT {self.text(table.comment)}\nLOCATION {self.text(f'{location}/{table.name}')}"
        )
        if table.partition:
            yield f"MSCK REPAIR TABLE {files}"
        yield (
            f"CREATE OR REPLACE VIEW {SCHEMA}.{table.name} (\n{self.described(table)}\n)\n"
            f"COMMENT {self.text(table.comment)} AS\n{self.newest_rows_nested(table, files)}"
        )


class Athena(Engine):
    """External tables (Hive's dialect), and views (Trino's)."""

    name = "Athena"
    location = "s3://example-bucket/sitrep"
    scalars = _names("string", "bigint", "double", "boolean", "binary", "timestamp") | {pa.date32(): "date"}
    note = "Athena takes one statement at a time. Run the MSCK statements again for new partitions."

    def text(self, text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def type_of(self, kind: pa.DataType) -> str:
        if pa.types.is_list(kind):
            return f"array<{self.type_of(kind.value_type)}>"
        if pa.types.is_struct(kind):
            return f"struct<{','.join(f'{self.identifier(f.name)}:{self.type_of(f.type)}' for f in kind)}>"
        return self.scalars[kind]

    def table(self, table: Table[Any], location: str) -> Iterator[str]:
        files = f"{SCHEMA}.{table.name}_files"
        kind = "date" if table.partition == "dt" else "string"
        partitioned = f"\nPARTITIONED BY (`{table.partition}` {kind})" if table.partition else ""
        yield (
            f"CREATE EXTERNAL TABLE IF NOT EXISTS {files} (\n{self.columns(table)}\n)\n"
            f"COMMENT {self.text(table.comment)}{partitioned}\nSTORED AS PARQUET\n"
            f"LOCATION {self.text(f'{location}/{table.name}/')}"
        )
        if table.partition:
            yield f"MSCK REPAIR TABLE {files}"
        query = self.newest_rows_nested(table, files).replace("`", '"')  # a view is read by Trino, not by Hive
        yield f"CREATE OR REPLACE VIEW {SCHEMA}.{table.name} AS\n{query}"


ENGINES: dict[str, Engine] = {
    engine.key(): engine for engine in (DuckDB(), ClickHouse(), BigQuery(), Snowflake(), Athena(), Spark())
}


def statements(script: str) -> list[str]:
    """The statements of a script, for engines that take one at a time. Comment lines are left out."""
    code = re.sub(r"(?m)^--.*\n", "", script)
    return [statement.strip() for statement in code.split(";\n") if statement.strip()]
