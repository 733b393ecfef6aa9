"""The batch pipeline: feeds in, seven published tables out. Reads top to bottom like the picture in ARCHITECTURE.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import apache_beam as beam

from schemas import ARTICLES, ENTRIES, EVENTS, FAILURES, FEEDS, MENTIONS, Entry, Feed, Run, Table
from transforms.clean.beam import CleanArticles
from transforms.dedupe.beam import Deduplicate
from transforms.events.beam import CodeEvents, CopyMentions, MergeEvents
from transforms.feeds.beam import PollFeeds, RetryFailed
from transforms.fetch.beam import FetchPages
from transforms.fetch.settings import FetchSettings
from transforms.publish.accounting import entry_out
from transforms.publish.beam import PublishRun, StageRows
from transforms.run import RunContext


def ingest(
    pipeline: beam.Pipeline,
    run: RunContext,
    due: Sequence[Feed],
    fetching: FetchSettings,
    part_versions: Mapping[str, str],
) -> beam.PCollection[Run]:
    """Build a scheduled run.

    Args:
        pipeline: the pipeline to add to.
        run: which run it is and where it writes.
        due: the feeds to poll, with the state of their last poll.
        fetching: limits and manners of fetching.
        part_versions: versions of the parts, for the ledger.

    Returns:
        The ledger row, once everything is published.
    """
    polled = pipeline | "Due feeds" >> beam.Create(due) | "PollFeeds" >> PollFeeds(run, fetching)
    failed_before = pipeline | "RetryFailed" >> RetryFailed(run)
    entries = _together("Entries", polled.entries, failed_before.entries)
    counts = _together("Polls", polled.counts, failed_before.counts)
    return publish_entries(entries, polled.feeds, polled.failures, counts, run, fetching, part_versions)


def publish_entries(
    entries: beam.PCollection,
    feeds: beam.PCollection,
    failures: beam.PCollection,
    counts: beam.PCollection,
    run: RunContext,
    fetching: FetchSettings,
    part_versions: Mapping[str, str],
) -> beam.PCollection[Run]:
    """Build what stands behind polling: from entries, and what their polls say of feeds, to the published run."""
    fetched = entries | "FetchPages" >> FetchPages(run, fetching)
    broken = _together("Failures before", failures, fetched.failures)
    staged = (feeds | f"Stage {FEEDS.name}" >> StageRows(FEEDS, run), fetched.files)
    return publish_pages(fetched.pages, fetched.entries, broken, counts, run, part_versions, staged)


def publish_pages(
    pages: beam.PCollection,
    entries: beam.PCollection,
    failures: beam.PCollection,
    counts: beam.PCollection,
    run: RunContext,
    part_versions: Mapping[str, str],
    staged: Sequence[beam.PCollection] = (),
) -> beam.PCollection[Run]:
    """Build what stands behind fetching: from pages to the published run.

    Args:
        pages: pages with their bodies.
        entries: rows of the entries that ended without a page.
        failures: rows of what broke before.
        counts: what was counted before, the entries that came in among it.
        run: which run it is and where it writes.
        part_versions: versions of the parts, for the ledger.
        staged: files that the run publishes beside its rows, in staging already.

    Returns:
        The ledger row, once everything is published.
    """
    cleaned = pages | "CleanArticles" >> CleanArticles(run)
    deduplicated = cleaned.articles | "Deduplicate" >> Deduplicate(run)

    coded = deduplicated.articles | "CodeEvents" >> CodeEvents(run)
    copies = (coded.mentions, coded.copies) | "CopyMentions" >> CopyMentions(run)
    mentions = _together("Mentions", coded.mentions, copies)
    merged = (mentions, coded.revised) | "MergeEvents" >> MergeEvents(run)

    outcomes = _together("Outcomes", entries, cleaned.entries, deduplicated.entries)
    broken = _together("Failures", failures, cleaned.failures, coded.failures, merged.failures)
    tables: dict[Table[Any], beam.PCollection] = {
        ARTICLES: deduplicated.articles,
        ENTRIES: outcomes,
        MENTIONS: merged.mentions,
        EVENTS: merged.events,
        FAILURES: broken,
    }
    of_rows = [rows | f"Stage {table.name}" >> StageRows(table, run) for table, rows in tables.items()]
    files = _together("Files", *of_rows, *staged)
    counted = _together("Counts", counts, coded.counts, outcomes | "Count outcomes" >> beam.Map(_outcome_count))
    return (files, counted) | "PublishRun" >> PublishRun(run, part_versions)


def _together(name: str, *collections: beam.PCollection) -> beam.PCollection:
    return collections | name >> beam.Flatten()


def _outcome_count(entry: Entry) -> tuple[str, int]:
    return entry_out(entry.outcome, entry.reason), 1
