"""The pipeline over archives: WARC files in, the tables out. Behind reading it is that of `pipelines.ingest`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import apache_beam as beam

from pipelines.ingest import publish_pages
from schemas import Run
from transforms.fetch.archived import Archive
from transforms.fetch.beam import ReadArchives
from transforms.run import RunContext


def reprocess(
    pipeline: beam.Pipeline, run: RunContext, archives: Sequence[Archive], part_versions: Mapping[str, str]
) -> beam.PCollection[Run]:
    """Build a run over archives.

    Args:
        pipeline: the pipeline to add to.
        run: which run it is and where it writes.
        archives: the files to read. They stay where they are; the articles name them.
        part_versions: versions of the parts, for the ledger.

    Returns:
        The ledger row, once everything is published.
    """
    read = pipeline | "Archives" >> beam.Create(archives) | "ReadArchives" >> ReadArchives(run)
    return publish_pages(read.pages, read.entries, read.failures, read.counts, run, part_versions)
