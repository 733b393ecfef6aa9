"""Feeds: what is found in feedparser's and miniflux's test documents, and how fast feeds are read.

    python -m benchmarks.feeds [FOLDER]

FOLDER holds `feedparser/` (documents with an `Expect:` line, a Python expression over the result) and `miniflux/`; by
default it is looked for beside the checkout. The peer is feedparser with its defaults in the same run.

An `Expect:` line is judged with sitrep's values in place of feedparser's for what sitrep takes from a feed: its title,
the number of entries, and their titles, links, ids and dates. Lines about anything else (clouds, enclosures, sanitised
texts) say nothing about sitrep, so they are counted apart. Titles are plain text in sitrep: `exact` compares them with
the expected string, `as text` with the text of the expected HTML. `all lines` is every line of the set, in feedparser's
own sense: each is judged on feedparser's result with sitrep's entries, titles, links, ids and dates laid over it, and
one about anything else holds only where sitrep found the same entries.
"""

from __future__ import annotations

import datetime
import io
import json
import re
import sys
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import feedparser

from transforms.feeds.parse import FeedError, ParsedFeed, parse_feed
from transforms.feeds.parsed import text_of
from transforms.feeds.urls import resolve_url

DEFAULT = Path("../shared/bench/feeds")
_EXPECT = re.compile(rb"Description:.*?Expect:\s*(.*?)\s*-->", re.DOTALL)
_HEADER = re.compile(rb"^\s*Header:\s*([^:\s]+):\s*(.*?)\s*$", re.MULTILINE)
_CARRIED = re.compile(
    r"\b(?:title|link|id|guid|published(?:_parsed)?|updated_parsed|issued_parsed|modified_parsed|date_parsed"
    r"|created_parsed)['\"\]]?|len\(entries\)|not entries"
)
_ABOUT_ENTRIES = re.compile(r"\bentries\b")
_ABOUT_TITLE = re.compile(r"\bfeed(?:\.title\b|\['title'\])")
_SERVED = "127.0.0.1:8097"  # expectations about the address that feedparser's own test server has
_URL = f"http://{_SERVED}/tests/feed.xml"
_SLOW_S = 5.0


class _Text(str):
    """A title that equals HTML of the same text."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True or (isinstance(other, str) and (text_of(other) or "") == str(self))


class _Link(str):
    """A link that equals another spelling of the same URL."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True or (isinstance(other, str) and resolve_url(other) == resolve_url(self))


@dataclass(slots=True)
class Document:
    """A test document of feedparser."""

    path: Path
    body: bytes
    expect: str
    headers: dict[str, str]

    @property
    def carried(self) -> bool:
        """Whether the line is about something that sitrep takes from a feed."""
        about_entries = bool(_ABOUT_ENTRIES.search(self.expect) and _CARRIED.search(self.expect))
        return about_entries or bool(_ABOUT_TITLE.search(self.expect))


@dataclass(slots=True)
class Score:
    """How many lines of a set hold."""

    peer: Counter[bool] = field(default_factory=Counter)
    exact: Counter[bool] = field(default_factory=Counter)
    as_text: Counter[bool] = field(default_factory=Counter)
    other: Counter[bool] = field(default_factory=Counter)
    whole: Counter[bool] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def read_document(path: Path) -> Document | None:
    """A document with its `Expect:` line, None where it has none."""
    body = path.read_bytes()
    for codec in (None, "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037"):
        try:
            plain = body if codec is None else body.decode(codec).encode("utf-8")
        except UnicodeError:
            continue
        match = _EXPECT.search(plain)
        if match:
            headers = {k.decode().lower(): v.decode("latin-1") for k, v in _HEADER.findall(plain[: match.end()])}
            return Document(path, body, match[1].decode("utf-8", "replace").strip(), headers)
    return None


def peer_result(document: Document) -> Any:
    """What feedparser finds with its defaults."""
    headers = {"content-type": "application/xml"} | document.headers
    if _SERVED in document.expect:
        headers.setdefault("content-location", _URL)
    return feedparser.parse(io.BytesIO(document.body), response_headers=headers)


def own_result(document: Document) -> ParsedFeed:
    """What sitrep finds."""
    return parse_feed(
        document.body,
        url=resolve_url(document.headers.get("content-location", ""), _URL) or _URL,
        content_type=document.headers.get("content-type", "application/xml"),
    )


def overlaid(peer: Any, own: ParsedFeed, *, as_text: bool) -> dict[str, Any]:
    """The result of feedparser with sitrep's values for what sitrep takes from a feed."""
    entries = []
    for index, entry in enumerate(own.entries):
        theirs = feedparser.FeedParserDict(peer.entries[index] if index < len(peer.entries) else {})
        for name, value in (
            ("title", _Text(entry.title or "") if as_text else entry.title),
            ("link", _Link(entry.url) if as_text and entry.url is not None else entry.url),
            ("id", entry.guid),
            ("published_parsed", entry.published_at and entry.published_at.utctimetuple()),
            ("updated_parsed", entry.updated_at and entry.updated_at.utctimetuple()),
        ):
            # A value that feedparser lacks as well (a link out of the GUID, say) is no matter of the line.
            if dict.get(theirs, name) is not None:
                dict.__setitem__(theirs, name, value)
        entries.append(theirs)
    feed = feedparser.FeedParserDict(peer.feed)
    if own.title is not None:
        dict.__setitem__(feed, "title", _Text(own.title) if as_text else own.title)
    bozo = any(problem.startswith(("not well-formed", "wrong encoding")) for problem in own.problems)
    return {**peer, "feed": feed, "entries": entries, "bozo": bozo}


def holds(expect: str, result: dict[str, Any]) -> bool:
    """Whether an expectation, which is Python, holds for a result."""
    try:
        return bool(eval(expect, {"__builtins__": {"len": len, "locals": dict}, "datetime": datetime}, dict(result)))
    except Exception:
        return False


def score_folder(folder: Path) -> Score:
    """Judge every document of a folder that has an expectation."""
    score = Score()
    for path in sorted(found for found in folder.rglob("*") if found.is_file()):
        document = read_document(path)
        if document is None:
            continue
        peer = peer_result(document)
        score.peer[holds(document.expect, peer)] += 1
        try:
            own = own_result(document)
        except FeedError as error:  # refused with a reason: said to be ill-formed all the more
            own = ParsedFeed(kind="none", problems=[f"not well-formed: {error}"])
        as_text = holds(document.expect, overlaid(peer, own, as_text=True))
        same = len(own.entries) == len(peer.entries)
        score.whole[as_text and (same or document.carried)] += 1
        if not document.carried:
            score.other[same] += 1
            continue
        score.exact[holds(document.expect, overlaid(peer, own, as_text=False))] += 1
        score.as_text[as_text] += 1
        if not as_text:
            score.missed.append(f"{path.relative_to(folder)}: {document.expect}")
    return score


def score_miniflux(folder: Path) -> dict[str, Counter[str]]:
    """Whether every entry of miniflux's documents is found: items in the source against entries read, by kind."""
    outcome: dict[str, Counter[str]] = {}
    for path in sorted(folder.iterdir()):
        kind = path.name.partition("_")[0]
        if kind == "opml":
            continue
        body = path.read_bytes()
        if kind == "json":
            expected = sum(isinstance(item, dict) for item in json.loads(body).get("items") or [])
        else:
            expected = len(re.findall(rb"<(?:\w+:)?(?:item|entry)[\s>]", body))
        try:
            found = len(parse_feed(body, url="https://example.org/feed").entries)
        except FeedError as error:
            found = -1 if expected else 0
            outcome.setdefault(kind, Counter())[f"refused as {error.reason}"] += 1
        outcome.setdefault(kind, Counter())["all entries" if found == expected else "other number"] += 1
    return outcome


def survive(folder: Path) -> tuple[int, list[str]]:
    """Read every file as a feed, whatever it is: how many, and which crashed or took over 5 seconds."""
    bad: list[str] = []
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in files:
        started = time.perf_counter()
        try:
            parse_feed(path.read_bytes(), url="https://example.org/feed")
        except FeedError:
            pass
        except Exception as error:
            bad.append(f"{path}: {error!r}")
        if time.perf_counter() - started > _SLOW_S:
            bad.append(f"{path}: over {_SLOW_S:.0f} s")
    return len(files), bad


def speed(items: int = 200, paragraphs: int = 20) -> tuple[float, float, int]:
    """Seconds that sitrep and feedparser's defaults take for a full-text feed, best of three; and its bytes."""
    text = "".join(f"<p>Sentence {n} of the <a href='/story/{n}'>report</a> &amp; more.</p>" for n in range(paragraphs))
    body = "".join(
        f"<item><title>Story {n}</title><link>https://example.org/{n}</link><guid>{n}</guid>"
        f"<pubDate>Fri, 14 Dec 2018 12:00:00 GMT</pubDate><content:encoded><![CDATA[{text}]]></content:encoded></item>"
        for n in range(items)
    )
    space = "http://purl.org/rss/1.0/modules/content/"
    feed = f'<rss version="2.0" xmlns:content="{space}"><channel><title>T</title>{body}</channel></rss>'.encode()
    own = min(_seconds(lambda: parse_feed(feed, url="https://example.org/feed")) for _ in range(3))
    peer = min(_seconds(lambda: feedparser.parse(io.BytesIO(feed))) for _ in range(3))
    return own, peer, len(feed)


def _seconds(call: Any) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _share(counts: Counter[bool]) -> str:
    return f"{counts[True]:,} of {counts.total():,}"


def main(folder: Path) -> int:
    """Print the figures; 1 if a file crashed the reader."""
    warnings.simplefilter("ignore")
    names = ("wellformed", "illformed", "encoding", "entities")
    print("Expect lines  sitrep exact  sitrep as text  other, same entries  sitrep, all lines  feedparser, all lines")
    missed: list[str] = []
    for name in names:
        score = score_folder(folder / "feedparser" / name)
        missed += [f"{name}/{line}" for line in score.missed]
        columns = (_share(score.exact), _share(score.as_text), _share(score.other), _share(score.whole))
        cells = "".join(f"{column:<{width}}" for column, width in zip(columns, (14, 16, 21, 19), strict=True))
        print(f"{name:<14}{cells}{_share(score.peer)}")
    for line in missed:
        print(f"  not as expected: {line}")
    for kind, counts in score_miniflux(folder / "miniflux").items():
        print(f"miniflux {kind}: {', '.join(f'{count} {what}' for what, count in counts.items())}")
    files, bad = survive(folder)
    print(f"{files:,} files read as feeds, {len(bad)} crashed or hung", *bad, sep="\n  ")
    own, peer, size = speed()
    print(f"full-text feed of {size / 1e6:.1f} MB: {own:.3f} s, feedparser's defaults {peer:.3f} s ({peer / own:.1f}x)")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
