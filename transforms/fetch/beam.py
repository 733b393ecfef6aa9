"""Beam transforms: fetch pages, host by host, and keep them raw in WARC files; read the pages of archives."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import apache_beam as beam

from schemas import Failure, Outcome, Reason, failure
from transforms.feeds.entry import FeedEntry
from transforms.feeds.outcome import entry_row
from transforms.feeds.urls import article_id, publisher_domain
from transforms.fetch.archived import Archive, read_pages
from transforms.fetch.memory import SiteMemory
from transforms.fetch.page import Page
from transforms.fetch.pages import FetchFailure, fetch_pages
from transforms.fetch.settings import FetchSettings
from transforms.fetch.warc import WarcWriter
from transforms.progress import advance
from transforms.publish.accounting import ENTRIES_IN, archive_read
from transforms.publish.erased import entry_marks, erased_marks, without_words
from transforms.publish.staging import stage_file
from transforms.run import RunContext

# What another try would not change; everything else that goes wrong is a failure.
REJECTIONS = frozenset(
    {
        Reason.NO_LINK,
        Reason.BAD_URL,
        Reason.FORBIDDEN_ADDRESS,
        Reason.ROBOTS,
        Reason.NOT_HTML,
        Reason.TOO_LARGE,
        Reason.CHALLENGE_PAGE,
    }
)


@dataclass
class FetchPages(beam.PTransform):
    """Fetch each article once.

    `FeedEntry` in; a tagged tuple out: `pages` (`Page` with its body: clean it before anything shuffles), `entries`
    (rows of those that end here), `failures`, `files` (the WARC files).
    """

    run: RunContext
    settings: FetchSettings

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, entries: beam.PCollection[FeedEntry]) -> beam.DoOutputsTuple:
        return (
            entries
            | "By site" >> beam.Map(lambda entry, run: (run.shard_of(_site(entry)), entry), self.run)
            | "Sites of a worker" >> beam.GroupByKey()
            | "Fetch"
            >> beam.ParDo(_Fetch(self.run, self.settings)).with_outputs("entries", "failures", "files", main="pages")
        )


class _Fetch(beam.DoFn):
    def __init__(self, run: RunContext, settings: FetchSettings) -> None:
        self._run = run
        self._settings = settings

    def process(self, site: tuple[str, Iterable[FeedEntry]]) -> Iterator[Page | beam.pvalue.TaggedOutput]:
        shard, entries = site
        wanted, erased = _apart(entries, erased_marks(self._run.layout))
        for entry in erased:
            row = without_words(entry_row(entry, Outcome.REJECTED, Reason.ERASED))
            yield beam.pvalue.TaggedOutput("entries", row)
        wanted, ended = one_per_article(wanted)
        for entry, outcome, reason in ended:
            yield beam.pvalue.TaggedOutput("entries", entry_row(entry, outcome, reason))
        settings = self._settings.of_worker(self._run.shards)
        begun = dt.datetime.now(dt.UTC) if self._run.streaming else self._run.started_at
        folder = f"warc/{begun:%Y-%m-%d}"
        with WarcWriter(self._run.staging / folder, f"{self._run.run_id}-{shard}") as warc:
            for result in fetch_pages(wanted, settings, warc=warc, memory=SiteMemory.of_run(self._run)):
                advance("pages fetched")
                if isinstance(result, FetchFailure):
                    yield from _ended(result)
                else:
                    yield dataclasses.replace(result, warc_file=f"{folder}/{result.warc_file}")
        for path in warc.paths:
            yield beam.pvalue.TaggedOutput("files", stage_file(path, self._run.staging))


def _apart(entries: Iterable[FeedEntry], erased: frozenset[str]) -> tuple[list[FeedEntry], list[FeedEntry]]:
    """Split entries into those to go on with and those whose articles were erased."""
    split: tuple[list[FeedEntry], list[FeedEntry]] = [], []
    for entry in entries:
        split[bool(erased) and not erased.isdisjoint(entry_marks(entry))].append(entry)
    return split


def one_per_article(
    entries: Iterable[FeedEntry],
) -> tuple[list[FeedEntry], list[tuple[FeedEntry, Outcome, Reason]]]:
    """Split entries into those to fetch, one an article, and those that end here with their outcome.

    The entry that says most is fetched: full text first, then the earlier date, then the key.
    """
    wanted: dict[str, FeedEntry] = {}
    ended: list[tuple[FeedEntry, Outcome, Reason]] = []
    for entry in sorted(entries, key=_preference):
        if entry.url is None or entry.canonical_url is None:
            ended.append((entry, Outcome.REJECTED, Reason.BAD_URL if entry.url else Reason.NO_LINK))
        elif article_id(entry.canonical_url) in wanted:
            ended.append((entry, Outcome.DUPLICATE, Reason.SAME_URL))
        else:
            wanted[article_id(entry.canonical_url)] = entry
    return list(wanted.values()), ended


def _preference(entry: FeedEntry) -> tuple[bool, dt.datetime, str, str]:
    undated = dt.datetime.max.replace(tzinfo=dt.UTC)
    return (entry.content is None, entry.published_at or undated, entry.entry_key, entry.feed_id)


def _site(entry: FeedEntry) -> str:
    return publisher_domain(entry.canonical_url) if entry.canonical_url else ""


def _ended(result: FetchFailure) -> Iterator[beam.pvalue.TaggedOutput]:
    outcome = Outcome.REJECTED if result.reason in REJECTIONS else Outcome.FAILED
    row = entry_row(result.entry, outcome, result.reason, detail=result.message, http_status=result.status)
    yield beam.pvalue.TaggedOutput("entries", row)
    if outcome is Outcome.FAILED:
        key = result.entry.url or result.entry.entry_key
        yield beam.pvalue.TaggedOutput(
            "failures", failure("fetch", result.reason, key, result.message, at=dt.datetime.now(dt.UTC))
        )


@dataclass
class ReadArchives(beam.PTransform):
    """Read the pages of WARC archives, each archive by one worker.

    `Archive` in; a tagged tuple out: `pages` (`Page` with its body: clean it before anything shuffles), `entries` (rows
    of the records that hold no page), `failures`, `counts`.
    """

    run: RunContext

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, archives: beam.PCollection[Archive]) -> beam.DoOutputsTuple:
        return (
            archives
            | "Apart" >> beam.Reshuffle()
            | "Read" >> beam.ParDo(_Read(self.run)).with_outputs("entries", "failures", "counts", main="pages")
        )


class _Read(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def process(self, archive: Archive) -> Iterator[Page | beam.pvalue.TaggedOutput]:
        records = 0
        for result in read_pages(archive, os.path.relpath(archive.path, self._run.out)):
            advance("records read")
            if isinstance(result, Failure):
                yield beam.pvalue.TaggedOutput("failures", result)
                continue
            records += 1
            if isinstance(result, Page):
                yield result
            else:
                refused = (Outcome.REJECTED, result.reason)
                row = entry_row(result.entry, *refused, detail=result.message, http_status=result.status)
                yield beam.pvalue.TaggedOutput("entries", row)
        yield beam.pvalue.TaggedOutput("counts", (ENTRIES_IN, records))
        yield beam.pvalue.TaggedOutput("counts", (archive_read(archive.identity), records))
