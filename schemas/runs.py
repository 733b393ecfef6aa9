"""`runs`: a row is a published run. What it does not name has not been published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated

from schemas.row import Row, Table


@dataclass(kw_only=True, slots=True)
class Count(Row):
    """A named count."""

    name: Annotated[str, "What was counted, such as entries.kept"]
    value: Annotated[int, "How many"]


@dataclass(kw_only=True, slots=True)
class Version(Row):
    """The version of a part that made the run."""

    name: Annotated[str, "Package or artefact"]
    version: Annotated[str, "Its version"]


@dataclass(kw_only=True, slots=True)
class Run(Row):
    """A published run."""

    run_id: Annotated[str, "Derived from the slot: the same slot is the same run"]
    run_number: Annotated[int, "1, 2, 3, ...: the Delta transaction version of its commits"]
    slot: Annotated[dt.datetime, "The schedule slot, UTC"]
    started_at: Annotated[dt.datetime, "UTC"]
    finished_at: Annotated[dt.datetime, "UTC"]
    pipeline: Annotated[str, "ingest, reprocess or stream"]
    versions: Annotated[list[Version], "What made it"] = field(default_factory=list)
    counts: Annotated[list[Count], "Entries by outcome, rows by table, seconds by stage"] = field(default_factory=list)


RUNS = Table(name="runs", row=Run, key=("run_id",), comment="A published run")
