"""The stream: the stages of `pipelines.ingest` without an end, published window by window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import apache_beam as beam

from schemas import Feed, Run
from transforms.clean.beam import CleanArticles
from transforms.events.beam import CodeAhead
from transforms.fetch.beam import FetchPages
from transforms.fetch.settings import FetchSettings
from transforms.run import RunContext
from transforms.windows.beam import DropSeen, PollDue, RetryDue, SettleWindows
from transforms.windows.settings import Windows
from transforms.windows.ticks import Ticks


def stream(
    pipeline: beam.Pipeline,
    run: RunContext,
    feeds: Sequence[Feed],
    fetching: FetchSettings,
    windows: Windows,
    part_versions: Mapping[str, str],
) -> beam.PCollection[Run]:
    """Build the stream.

    Args:
        pipeline: the pipeline to add to.
        run: the stream, and where it writes.
        feeds: the feeds to poll; none for those that the tables know, whenever they came to know them.
        fetching: limits and manners of fetching.
        windows: what is published together, and how often is looked what is due.
        part_versions: versions of the parts, for the ledger.

    Returns:
        The ledger row of each window, once it is published.
    """
    ticks = pipeline | "Ticks" >> Ticks(windows.tick)
    polled = ticks | "PollDue" >> PollDue(run, feeds, fetching, windows)
    failed_before = ticks | "RetryDue" >> RetryDue(run, windows)
    entries = (polled.entries, failed_before) | "Entries" >> beam.Flatten()
    states = (polled.feeds, polled.failures, polled.counts) | "Polls" >> beam.Flatten()
    return publish_entries(entries, states, run, fetching, windows, part_versions)


def publish_entries(
    entries: beam.PCollection,
    states: beam.PCollection,
    run: RunContext,
    fetching: FetchSettings,
    windows: Windows,
    part_versions: Mapping[str, str],
) -> beam.PCollection[Run]:
    """Build what stands behind polling: from entries, with what their polls say, to published windows."""
    new = entries | "DropSeen" >> DropSeen(run, windows)
    fetched = new.entries | "FetchPages" >> FetchPages(run, fetching)
    # Coded before the window closes, while the work can be shared; copies among them are coded for nothing.
    cleaned = fetched.pages | "CleanArticles" >> CleanArticles(run, ahead=CodeAhead(run.coder))

    arrived = (
        states,
        new.counts,
        fetched.entries,
        fetched.failures,
        fetched.files,
        cleaned.articles,
        cleaned.entries,
        cleaned.failures,
    )
    return arrived | "SettleWindows" >> SettleWindows(run, windows, part_versions)
