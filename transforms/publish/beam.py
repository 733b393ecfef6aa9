"""Beam transforms: stage rows as Parquet, then decide and publish the run."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from schemas import Row, Run, Table
from transforms.publish.decide import decide_and_publish
from transforms.publish.staging import StagedFile, stage_rows
from transforms.run import RunContext

STAGE_ROWS = 20_000  # rows that a worker holds before it writes a file


@dataclass
class StageRows(beam.PTransform):
    """Write rows of a table as Parquet files below the run's staging folder.

    Rows of any number of bundles in, `StagedFile` out. What a failed bundle wrote is not named by anyone and is swept.
    """

    table: Table[Any]
    run: RunContext

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, rows: beam.PCollection[Row]) -> beam.PCollection[StagedFile]:
        return rows | beam.ParDo(_StageRows(self.table.name, self.run))


class _StageRows(beam.DoFn):
    def __init__(self, table: str, run: RunContext) -> None:
        self._table_name = table
        self._run = run

    def setup(self) -> None:
        from schemas import TABLES

        self._table = next(t for t in TABLES if t.name == self._table_name)

    def start_bundle(self) -> None:
        self._rows: list[Any] = []

    def process(self, row: Any) -> Iterator[StagedFile]:
        self._rows.append(dataclasses.replace(row, run_id=self._run.run_id))
        if len(self._rows) >= STAGE_ROWS:
            yield from self._flush()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        for file in self._flush():
            yield GlobalWindows.windowed_value(file)

    def _flush(self) -> list[StagedFile]:
        files = stage_rows(self._table, self._rows, self._run.staging)
        self._rows = []
        return files


@dataclass
class PublishRun(beam.PTransform):
    """Decide and publish the run: the pipeline's last transform, so that it works where the launcher exits early.

    Takes a pair of collections, the staged files and the counts (name, number); gives the published `Run`. Raises, and
    so fails the run before anything is published, where the conservation sum of the entries does not add up.
    """

    run: RunContext
    part_versions: Mapping[str, str]

    def __post_init__(self) -> None:
        super().__init__()

    def expand(
        self, staged: tuple[beam.PCollection[StagedFile], beam.PCollection[tuple[str, int]]]
    ) -> beam.PCollection[Run]:
        files, counted = staged
        totals = counted | "Sum counts" >> beam.CombinePerKey(sum)
        return (
            files.pipeline
            | "Once" >> beam.Create([None])
            | "Decide and publish"
            >> beam.ParDo(
                _Publish(self.run, dict(self.part_versions)), beam.pvalue.AsList(files), beam.pvalue.AsList(totals)
            )
        )


class _Publish(beam.DoFn):
    def __init__(self, run: RunContext, part_versions: dict[str, str]) -> None:
        self._run = run
        self._versions = part_versions

    def process(self, element: None, files: Sequence[StagedFile], totals: Iterable[tuple[str, int]]) -> Iterator[Run]:
        del element
        yield decide_and_publish(self._run, self._versions, files, dict(totals))
