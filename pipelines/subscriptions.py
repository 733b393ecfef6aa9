"""`sitrep feeds ...`: list, check, discover, import, export and parse feeds."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

from rich import box
from rich.table import Table as Grid

from pipelines.exits import ExitCode, UsageError
from pipelines.output import console, print_json, wants_json
from pipelines.settings import Settings, load_settings
from pipelines.sources import feeds_to_poll, writable
from pipelines.upkeep import feed_state
from schemas import FEEDS, Feed, Run
from transforms.feeds.discover import COMMON_PATHS, FoundFeed, discover_feeds, discover_sitemaps
from transforms.feeds.listing import check_line, entry_record
from transforms.feeds.opml import OpmlError, read_opml, write_opml
from transforms.feeds.parsed import FeedError
from transforms.feeds.parser_process import ParserProcess
from transforms.feeds.poll import Poll, poll_feed
from transforms.feeds.urls import feed_id
from transforms.fetch.client import Client
from transforms.fetch.errors import FetchError
from transforms.fetch.stream import gather_stream
from transforms.publish.commit import next_run_number, publish, writing
from transforms.publish.layout import Layout
from transforms.publish.manifest import Manifest, counts
from transforms.publish.staging import stage_rows
from transforms.publish.tables import read_rows


def list_feeds(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """The feeds that a run would poll, with their state."""
    settings = load_settings(vars(options))
    feeds = feeds_to_poll(settings, Layout(settings.out.resolve()))
    if wants_json(options):
        for feed in feeds:
            print_json({"state": feed_state(feed), **feed.to_record()})
        return ExitCode.DONE
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("Feed", "Title", "Kind", "State", "Every", "Newest entry"):
        grid.add_column(column, overflow="fold")
    for feed in feeds:
        newest = f"{feed.last_entry_at:%Y-%m-%d %H:%M}" if feed.last_entry_at else ""
        every = f"{feed.interval_s // 60} min"
        grid.add_row(feed.url, feed.title or "", feed.kind or "", feed_state(feed), every, newest)
    console().print(grid)
    return ExitCode.DONE


def check(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Poll feeds as if for the first time and say in a line what each is; nothing is stored."""
    settings = load_settings({**vars(options), "feeds": options.urls or None})
    feeds = feeds_to_poll(settings, Layout(settings.out.resolve()))
    polls = [(feed.url, poll) for feed, poll in _polled(feeds, settings)]
    for url, poll in sorted(polls, key=lambda pair: pair[0]):
        if wants_json(options):
            problem = poll.failure.message if poll.failure else None
            print_json(
                {
                    "url": url,
                    "kind": poll.feed.kind,
                    "entries": len(poll.entries),
                    "publishes_every_s": poll.feed.gap_s,
                    "last_entry_at": poll.feed.last_entry_at,
                    "reason": poll.feed.reason,
                    "problem": problem or poll.feed.detail,
                }
            )
        else:
            console().print(check_line(poll), soft_wrap=True, markup=False)
    return ExitCode.PARTIAL if any(poll.failure for _, poll in polls) else ExitCode.DONE


def discover(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Find the feeds that a site's page and robots.txt name, or else those at common addresses, and poll each once."""
    settings = load_settings(vars(options))
    url = options.url if "://" in options.url else f"https://{options.url}"
    (found,) = gather_stream([url], _discovered, settings.fetch)
    if isinstance(found, FetchError):
        raise UsageError(f"{url}: {found.message}")
    named = bool(found)
    guesses = found or [FoundFeed(url=urljoin(url, path), title=None, kind="feed") for path in COMMON_PATHS]
    polls = {feed.url: poll for feed, poll in _polled([_unpolled(guess) for guess in guesses], settings)}
    working = [guess for guess in guesses if polls[guess.url].failure is None]
    for feed in working:
        poll = polls[feed.url]
        if wants_json(options):
            kind = poll.feed.kind or feed.kind
            record = {"url": feed.url, "title": feed.title or poll.feed.title, "kind": kind}
            print_json({**record, "entries": len(poll.entries), "problem": poll.feed.detail})
        else:
            console().print(check_line(poll), soft_wrap=True, markup=False)
    for feed in guesses if named else []:
        if (failed := polls[feed.url].failure) is not None:
            print(f"sitrep: {feed.url} is named, but: {failed.message}", file=sys.stderr)
    if not working:
        what = "names no feed that works" if named else "names no feed, and none stands at a common address"
        print(f"sitrep: {url} {what}; look for an RSS link on the site", file=sys.stderr)
    return ExitCode.DONE if working else ExitCode.FAILED


def import_opml(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Add the feeds of an OPML file to the output folder; those it knows keep their state."""
    settings = load_settings(vars(options))
    try:
        outlines = read_opml(Path(options.file).read_bytes())
    except (OSError, OpmlError) as error:
        raise UsageError(f"{options.file}: {error}") from error
    layout = Layout(writable(settings.out))
    with writing(layout, "sitrep feeds import"):
        known = {feed.feed_id for feed in read_rows(layout, FEEDS)}
        new = {feed_id(o.url): Feed(feed_id=feed_id(o.url), url=o.url, title=o.title) for o in outlines}
        added = [feed for key, feed in sorted(new.items()) if key not in known]
        if added:
            _publish_feeds(layout, added)
    console().print(
        f"{len(added)} feeds added, {len(new) - len(added)} known already, in {layout.root}", soft_wrap=True
    )
    return ExitCode.DONE


def export_opml(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Print the feeds as OPML."""
    settings = load_settings(vars(options))
    feeds = feeds_to_poll(settings, Layout(settings.out.resolve()))
    sys.stdout.buffer.write(write_opml((feed.title, feed.url) for feed in feeds))
    return ExitCode.DONE


def parse(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Print the entries of feed documents as JSON lines."""
    code = ExitCode.DONE
    for file in options.files:
        try:
            body = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            with ParserProcess() as parser:
                parsed = parser.parse(body, url=options.url or "")
        except OSError as error:
            raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
        except FeedError as error:
            print(f"sitrep: {file}: {error}", file=sys.stderr)
            code = ExitCode.FAILED if len(options.files) == 1 else ExitCode.PARTIAL
            continue
        for problem in parsed.problems:
            print(f"sitrep: {file}: {problem}", file=sys.stderr)
        if not options.url and any(entry.url is None for entry in parsed.entries):
            print(f"sitrep: {file}: relative links need the feed's address; give it with --url", file=sys.stderr)
        for entry in parsed.entries:
            print_json(entry_record(entry))
    return code


def _polled(feeds: Sequence[Feed], settings: Settings) -> list[tuple[Feed, Poll]]:
    now = dt.datetime.now(dt.UTC)

    async def poll(client: Client, feed: Feed) -> tuple[Feed, Poll]:
        fresh = Feed(feed_id=feed.feed_id, url=feed.url, title=feed.title)
        return feed, await poll_feed(fresh, client, now=now, parser=parser.parse)

    with ParserProcess() as parser:
        return list(gather_stream(feeds, poll, settings.fetch))


def _unpolled(found: FoundFeed) -> Feed:
    return Feed(feed_id=feed_id(found.url), url=found.url, title=found.title)


async def _discovered(client: Client, url: str) -> list[FoundFeed] | FetchError:
    try:
        page = await client.get(url)
    except FetchError as error:
        return error
    found = discover_feeds(page.body, page.final_url)
    try:
        robots = await client.get(urljoin(page.final_url, "/robots.txt"), obey_robots=False)
    except FetchError:
        return found
    return found + discover_sitemaps(robots.body.decode("utf-8", "replace"), page.final_url)


def _publish_feeds(layout: Layout, feeds: list[Feed]) -> None:
    now = dt.datetime.now(dt.UTC)
    run_id = f"{now:%Y%m%dT%H%M%S%fZ}-feeds"
    for feed in feeds:
        feed.run_id = run_id
    files = stage_rows(FEEDS, feeds, layout.staging(run_id))
    run = Run(
        run_id=run_id,
        run_number=next_run_number(layout),
        slot=now,
        started_at=now,
        finished_at=now,
        pipeline="feeds import",
        counts=counts({"rows.feeds": len(feeds)}),
    )
    manifest = Manifest(run, tuple(files))
    manifest.decide(layout)
    publish(layout, manifest)
