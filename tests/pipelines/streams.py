"""Streams and batch runs over the same few stories, whose pages come from memory."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.runners.direct.direct_runner import BundleBasedDirectRunner
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.test_stream import TestStream
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Timestamp

import pipelines.ingest
import pipelines.stream
from schemas import RUNS, Feed, Run
from tests.pipelines.small_site import page
from transforms.feeds.entry import FeedEntry
from transforms.feeds.identity import entry_key, fingerprint
from transforms.feeds.urls import canonical_url
from transforms.fetch.page import Page
from transforms.fetch.settings import FetchSettings
from transforms.publish.accounting import ENTRIES_IN
from transforms.publish.commit import next_run_number
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows
from transforms.run import RunContext, run_id_of, slot_at
from transforms.windows.owner import take_over
from transforms.windows.settings import Windows

NOON = dt.datetime(2018, 12, 16, 12, tzinfo=dt.UTC)
FETCHED = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)  # what is known is told by the clock
_started = itertools.count()
WINDOWS = Windows(tick=dt.timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry that a feed shows: a story, in which text of it, at which outlet."""

    story: str
    text: int = 0
    outlet: str = "a"

    @property
    def url(self) -> str:
        return f"http://{self.outlet}.example/{self.story}"

    @property
    def entry(self) -> FeedEntry:
        """What polling makes of it."""
        canonical = canonical_url(self.url)
        title, summary = f"{self.story} {self.outlet}", f"text {self.text}"
        key = entry_key(canonical=canonical, guid=None, title=title, summary=summary, content=None, feed_id="f")
        return FeedEntry(
            feed_id="f",
            entry_key=key,
            fingerprint=fingerprint(title=title, summary=summary, content=None),
            url=self.url,
            canonical_url=canonical,
            title=title,
            summary=summary,
            published_at=NOON,
            language="en",
        )


def pages_from(texts: dict[str, Sequence[tuple[str, str]]]) -> Any:
    """What stands in for `fetch_pages`: pages made of (title, text), by story and number of the text."""

    def fetch_pages(entries: Iterable[FeedEntry], *args: Any, **options: Any) -> Iterator[Page]:
        del args, options
        for entry in entries:
            assert entry.url is not None
            number = int(str(entry.summary).removeprefix("text "))
            title, text = texts[entry.url.rpartition("/")[2]][number]
            yield Page(
                entry=entry,
                url=entry.url,
                status=200,
                charset="utf-8",
                body=page(title, text).encode(),
                fetched_at=FETCHED + dt.timedelta(seconds=number),
                warc_file=None,
                warc_offset=None,
            )

    return fetch_pages


def run_batch(layout: Layout, shown: Iterable[Shown], slot: dt.datetime) -> None:
    """A run over entries, with the transforms of `sitrep run`."""
    context = _context(layout, "ingest", slot, number=next_run_number(layout))
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        entries = pipeline | "Shown" >> beam.Create([s.entry for s in shown])
        nothing = pipeline | "Nothing" >> beam.Create([])
        counts = entries | "Came in" >> beam.Map(lambda _: (ENTRIES_IN, 1))
        pipelines.ingest.publish_entries(entries, nothing, nothing, counts, context, FetchSettings(), {})


Step = tuple[dt.timedelta, Shown] | dt.timedelta
"""A story with its event time, or what the watermark rises to; both count from noon."""


def run_ticks(
    layout: Layout,
    feeds: Sequence[Feed],
    fetching: FetchSettings,
    ticks: Iterable[dt.datetime],
    windows: Windows = WINDOWS,
) -> list[Run]:
    """A stream whose source ticks when told, and closes its windows behind the last tick; gives the ledger."""
    source = TestStream()
    for tick in ticks:
        stamp = Timestamp.from_utc_datetime(tick)
        source.advance_watermark_to(stamp).add_elements([TimestampedValue(tick, stamp)])
        source.advance_watermark_to(stamp + windows.tick.total_seconds() - 1)
    end = slot_at(ticks[-1], windows.size) + windows.size
    for watermark in (end, end + windows.lateness):
        source.advance_watermark_to(Timestamp.from_utc_datetime(watermark))
    source.advance_watermark_to_infinity()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipelines.stream, "Ticks", lambda _: source.with_output_types(dt.datetime))
        pipeline = _pipeline()
        pipelines.stream.stream(pipeline, _stream(layout), feeds, fetching, windows, {})
        pipeline.run().wait_until_finish()
    return sorted(read_rows(layout, RUNS), key=lambda run: run.run_number)


def run_stream(layout: Layout, bundles: Iterable[Sequence[Step]], windows: Windows = WINDOWS) -> list[Run]:
    """A stream over bundles of entries; gives the ledger."""
    source = TestStream()
    watermark = dt.timedelta()
    source.advance_watermark_to(_stamp(watermark))
    for bundle in bundles:
        elements = [TimestampedValue(step[1].entry, _stamp(step[0])) for step in bundle if isinstance(step, tuple)]
        if elements:
            source.add_elements(elements)
        for step in bundle:
            if isinstance(step, dt.timedelta) and step > watermark:
                watermark = step
                source.advance_watermark_to(_stamp(watermark))
    source.advance_watermark_to_infinity()
    pipeline = _pipeline()
    entries = pipeline | source.with_output_types(FeedEntry)
    counts = entries | "Came in" >> beam.Map(lambda _: (ENTRIES_IN, 1))
    pipelines.stream.publish_entries(entries, counts, _stream(layout), FetchSettings(), windows, {})
    pipeline.run().wait_until_finish()
    return sorted(read_rows(layout, RUNS), key=lambda run: run.run_number)


def _pipeline() -> beam.Pipeline:
    options = PipelineOptions([])
    options.view_as(StandardOptions).streaming = True
    return beam.Pipeline(runner=BundleBasedDirectRunner(), options=options)


def _stream(layout: Layout) -> RunContext:
    """A stream that was just started: no two are the same."""
    context = dataclasses.replace(
        _context(layout, "stream", NOON, 0), run_id=f"started-{next(_started)}", streaming=True
    )
    take_over(context)
    return context


def _context(layout: Layout, pipeline: str, slot: dt.datetime, number: int) -> RunContext:
    return RunContext(
        run_id=run_id_of(slot, pipeline),
        run_number=number,
        slot=slot,
        started_at=slot,
        pipeline=pipeline,
        out=layout.root,
    )


def _stamp(after: dt.timedelta) -> Timestamp:
    return Timestamp.from_utc_datetime(NOON + after)
