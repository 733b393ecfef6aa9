"""Beam transform: clean pages, drop those that say nothing new, and put the articles on disk."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.transforms.window import BoundedWindow
from apache_beam.utils.shared import Shared
from apache_beam.utils.timestamp import Timestamp
from apache_beam.utils.windowed_value import WindowedValue

from schemas import Article, Entry, Failure, Outcome, Reason, failure
from transforms.clean.article import clean_page
from transforms.clean.known import KnownArticles, known_articles
from transforms.clean.rejected import Rejected
from transforms.clean.staged import ArticleRef, write_cleaned
from transforms.dedupe.signature import sign
from transforms.feeds.aliases import moved_from
from transforms.feeds.outcome import entry_row
from transforms.feeds.urls import article_id
from transforms.fetch.page import Page
from transforms.progress import advance
from transforms.publish.erased import erased_marks, is_erased, without_words
from transforms.run import RunContext

FILE_BYTES = 8_000_000  # text that a worker holds before it writes a file

logger = logging.getLogger(__name__)


@dataclass
class CleanArticles(beam.PTransform):
    """Clean pages into articles.

    `Page` in; `Cleaned` out: `articles` (`ArticleRef` of new texts, written to the run's staging folder),
    `entries` (rows of those that end here: rejected, unchanged, failed), `failures`.

    Attributes:
        run: The run.
        ahead: What is done with a text before it goes to disk: pairs of `Article` and `Entry` in, triples out. A stream
            codes here, and leaves it to the closing of a window whether a text is new.
    """

    run: RunContext
    ahead: beam.PTransform | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, pages: beam.PCollection[Page]) -> Cleaned:
        clean = beam.ParDo(_Clean(self.run)).with_outputs("entries", "failures", main="articles")
        cleaned = pages | "Clean" >> clean
        articles = cleaned.articles if self.ahead is None else cleaned.articles | "Ahead" >> self.ahead
        references = articles | "To disk" >> beam.ParDo(_ToDisk(self.run))
        return Cleaned(articles=references, entries=cleaned.entries, failures=cleaned.failures)


@dataclass(frozen=True)
class Cleaned:
    """What cleaning gives."""

    articles: beam.PCollection[ArticleRef]
    entries: beam.PCollection[Entry]
    failures: beam.PCollection[Failure]


class _Clean(beam.DoFn):
    _shared = Shared()

    def __init__(self, run: RunContext) -> None:
        self._run = run

    def setup(self) -> None:
        if self._run.streaming:  # it outlives what it knows at its start: a text is placed when its window closes
            self._known = KnownArticles(())
        else:
            self._known = self._shared.acquire(lambda: known_articles(self._run), tag=self._run)

    def start_bundle(self) -> None:
        self._erased = erased_marks(self._run.layout)

    def process(self, page: Page) -> Iterator[tuple[Article, Entry] | beam.pvalue.TaggedOutput]:
        try:
            advance("pages cleaned")
            article = clean_page(page)
            if first_url := moved_from(page.entry):  # another address of a known story: a version, not an article
                article.canonical_url, article.article_id = first_url, article_id(first_url)
            if is_erased(self._erased, page.entry, article):
                row = entry_row(page.entry, Outcome.REJECTED, Reason.ERASED, http_status=page.status)
                yield beam.pvalue.TaggedOutput("entries", without_words(row))
                return
            signature = sign(article.title, article.text)
        except Rejected as rejected:
            row = entry_row(
                page.entry, Outcome.REJECTED, rejected.reason, detail=rejected.detail, http_status=page.status
            )
            yield beam.pvalue.TaggedOutput("entries", row)
            return
        except Exception as error:  # one page never takes others with it
            logger.exception("cleaning %s", page.url)
            reason = Reason.CLEANING_ERROR
            row = entry_row(page.entry, Outcome.FAILED, reason, detail=str(error), http_status=page.status)
            yield beam.pvalue.TaggedOutput("entries", row)
            yield beam.pvalue.TaggedOutput(
                "failures", failure("clean", reason, page.url, error, at=dt.datetime.now(dt.UTC))
            )
            return
        article.warc_file, article.warc_offset = page.warc_file, page.warc_offset
        article.signature_scheme, article.signature = signature.scheme, signature.signature
        article.bands = list(signature.bands)
        reason = self._known.place(article)
        outcome = Outcome.KNOWN if reason is Reason.UNCHANGED else Outcome.KEPT
        row = entry_row(
            page.entry,
            outcome,
            reason,
            http_status=page.status,
            article_id=article.article_id,
            article_version=article.version,
        )
        if outcome is Outcome.KNOWN:
            yield beam.pvalue.TaggedOutput("entries", row)
        else:
            yield article, row


class _ToDisk(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def start_bundle(self) -> None:
        self._held: dict[tuple[BoundedWindow, Timestamp], list[tuple[Any, ...]]] = defaultdict(list)
        self._bytes = 0

    def process(
        self,
        cleaned: tuple[Any, ...],
        window: BoundedWindow = beam.DoFn.WindowParam,
        timestamp: Timestamp = beam.DoFn.TimestampParam,
    ) -> Iterator[WindowedValue]:
        self._held[window, timestamp].append(cleaned)
        self._bytes += len(cleaned[0].text)
        if self._bytes >= FILE_BYTES:
            yield from self._flush()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        yield from self._flush()

    def _flush(self) -> Iterator[WindowedValue]:
        """References with the window and time of their texts, all in one file."""
        held, self._held, self._bytes = self._held, defaultdict(list), 0
        if held:
            refs = iter(write_cleaned([part for parts in held.values() for part in parts], self._run.staging))
            for (window, timestamp), parts in held.items():
                yield from (WindowedValue(ref, timestamp, (window,)) for _, ref in zip(parts, refs, strict=False))
