"""Typed rows and the tables made of them.

A table is declared once, as a dataclass whose fields carry their comments::

    @dataclass(kw_only=True, slots=True)
    class Feed(Row):
        feed_id: Annotated[str, "Stable id of the feed: hash of its first URL"]

The Arrow schema, the column comments and the DDL of the warehouses all derive from that declaration.
Arrow types follow the Python types: ``str`` string, ``int`` int64, ``float`` double, ``bool`` boolean,
``bytes`` binary, ``datetime`` timestamp[us, UTC], ``date`` date32, ``list[T]`` list, another dataclass struct;
``T | None`` is a nullable column.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

import pyarrow as pa

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    dt.datetime: pa.timestamp("us", tz="UTC"),
    dt.date: pa.date32(),
}


class Row:
    """Base of every typed row and of the structs nested in rows."""

    __slots__ = ()

    def to_record(self) -> dict[str, Any]:
        """The row as plain dicts, lists and scalars, as pyarrow takes and gives it."""
        return {name: _plain(getattr(self, name)) for name in columns_of(type(self))}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The row of a record; unknown columns are ignored, missing ones take their default.

        So do required ones without a value, as rows have that are older than the column.
        """
        columns = columns_of(cls)
        return cls(
            **{
                name: _typed(columns[name].annotation, value)
                for name, value in record.items()
                if name in columns and not (value is None and columns[name].filled)
            }
        )


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Column:
    """One column of a table, as its row class declares it."""

    name: str
    annotation: Any
    arrow: pa.DataType
    nullable: bool
    comment: str
    filled: bool = False  # required, with a default for rows that are older than the column


@dataclass(frozen=True)
class Table(Generic[R]):
    """A published table: its row class, how it is partitioned and what makes a row unique.

    Args:
        name: the table's name and folder.
        row: the dataclass of its rows.
        key: the columns that identify a row.
        partition: the partition key in the path (``dt`` or ``month``), or None.
        partition_from: the column the partition value derives from; never the partition key itself,
            because many engines refuse a column with the name of a partition key.
        version: the contract's version; raised when a column changes its meaning.
        comment: what a row is.
    """

    name: str
    row: type[R]
    key: tuple[str, ...]
    comment: str
    partition: str | None = None
    partition_from: str | None = None
    version: int = 1

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(columns_of(self.row).values())

    @functools.cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the files, without the partition column."""
        return pa.schema(
            [_field(c.name, c.annotation, c.comment) for c in self.columns], metadata={"contract": str(self.version)}
        )

    def to_arrow(self, rows: Iterable[R]) -> pa.Table:
        """Rows as an Arrow table of this schema. Raises pyarrow.ArrowInvalid for a value of a wrong type."""
        return pa.Table.from_pylist([r.to_record() for r in rows], schema=self.schema)

    def from_arrow(self, table: pa.Table | pa.RecordBatch) -> list[R]:
        return [self.row.from_record(r) for r in table.to_pylist()]

    def partition_value(self, row: R) -> str | None:
        """``2018-12-14`` for ``dt``, ``2018-12`` for ``month``; None for a table that is not partitioned."""
        if self.partition is None:
            return None
        value = getattr(row, self.partition_from or "")
        if value is None:
            return "unknown"
        return str(value.strftime("%Y-%m" if self.partition == "month" else "%Y-%m-%d"))


def columns_of(row: type[Row]) -> dict[str, Column]:
    """The columns of a row class by name, as its annotations declare them."""
    return _cached_columns(typing.cast(Any, row))


@functools.cache
def _cached_columns(row: Any) -> dict[str, Column]:
    hints = typing.get_type_hints(row, include_extras=True)
    columns = {}
    for field in dataclasses.fields(row):
        annotation, comment = _strip(hints[field.name])
        inner, nullable = _optional(annotation)
        filled = not nullable and (field.default, field.default_factory) != (dataclasses.MISSING, dataclasses.MISSING)
        columns[field.name] = Column(field.name, annotation, _arrow(inner), nullable, comment, filled)
    return columns


def _strip(annotation: Any) -> tuple[Any, str]:
    if typing.get_origin(annotation) is typing.Annotated:
        inner, comment = typing.get_args(annotation)[:2]
        return inner, comment
    return annotation, ""


def _optional(annotation: Any) -> tuple[Any, bool]:
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        (inner,) = [a for a in typing.get_args(annotation) if a is not types.NoneType]
        return inner, True
    return annotation, False


def _arrow(annotation: Any) -> pa.DataType:
    if typing.get_origin(annotation) is list:
        return pa.list_(_field("element", typing.get_args(annotation)[0]))
    if dataclasses.is_dataclass(annotation):
        return pa.struct(
            [_field(c.name, c.annotation, c.comment) for c in _cached_columns(typing.cast(Any, annotation)).values()]
        )
    return _SCALARS[annotation]


def _field(name: str, annotation: Any, comment: str = "") -> pa.Field[Any]:
    inner, nullable = _optional(annotation)
    metadata = {"comment": comment} if comment else None
    return pa.field(name, _arrow(inner), nullable=nullable, metadata=metadata)


def _plain(value: Any) -> Any:
    if isinstance(value, Row):
        return value.to_record()
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


def _typed(annotation: Any, value: Any) -> Any:
    inner, _ = _optional(annotation)
    if value is None:
        return None
    if typing.get_origin(inner) is list:
        (element,) = typing.get_args(inner)
        return [_typed(element, v) for v in value]
    if isinstance(inner, type) and issubclass(inner, Row):
        return inner.from_record(value)
    return value
