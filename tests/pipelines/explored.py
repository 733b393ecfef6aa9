"""An output folder that the project's own writer fills, and the server of `sitrep explore` over it."""

from __future__ import annotations

import datetime as dt
import http.client
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.exploring.server import Explorer
from schemas import ARTICLES, EVENTS, MENTIONS, Article, Event, Mention, Party, Place, Toll
from transforms.publish.layout import Layout
from transforms.publish.staging import stage_rows
from transforms.publish.tables import append, upsert

NOON = dt.datetime(2018, 12, 16, 12, tzinfo=dt.UTC)
#: The least that an event and a mention of it have in common.
CODED: dict[str, Any] = {
    "event_type": "ASSAULT",
    "quad_class": 4,
    "cameo_root": "19",
    "confidence": 0.9,
    "coder": "sitrep",
    "coder_version": "1",
}
HOSTILE = "<script>alert(1)</script> \"onload='x' & {{7*7}}"


def event(event_id: str, **given: Any) -> Event:
    """An event with the least that one has."""
    return Event(**{**CODED, "updated_at": NOON, "event_id": event_id, **given})


def mention(event_id: str, evidence: str, **given: Any) -> Mention:
    """A mention of it in an article of its own."""
    least: dict[str, Any] = {
        "mention_id": f"m-{event_id}",
        "article_id": f"a-{event_id}",
        "version": 1,
        "publisher_domain": "press.example",
        "source_key": "press.example",
        "sentence": 0,
        "char_start": 0,
        "char_end": len(evidence),
        "coded_at": NOON,
        "run_id": "r",
    }
    return Mention(**{**CODED, **least, "event_id": event_id, "evidence": evidence, **given})


def article(event_id: str, title: str, **given: Any) -> Article:
    """The article that tells it."""
    url = f"https://press.example/{event_id}"
    least: dict[str, Any] = {
        "article_id": f"a-{event_id}",
        "version": 1,
        "url": url,
        "canonical_url": url,
        "text": "Text.",
        "publisher": "The Press",
        "publisher_domain": "press.example",
        "fetched_at": NOON,
        "word_count": 1,
        "content_sha256": "0",
        "extractor": "e",
        "run_id": "r",
    }
    return Article(**{**least, "title": title, **given})


@dataclass
class News:
    """What a run publishes."""

    events: Sequence[Event] = ()
    mentions: Sequence[Mention] = field(default_factory=list)
    articles: Sequence[Article] = field(default_factory=list)


def place(name: str, country: str) -> Place:
    return Place(name=name, surface=name, country=country)


def news() -> News:
    """Four living events and two that are not; one of them is told by somebody hostile."""
    events = [
        event(
            "hajin",
            actors=[Party(name="Syrian Democratic Forces", surface="the alliance")],
            recipients=[Party(name="Islamic State", surface="the militants")],
            place=place("Hajin", "SY"),
            date_start=dt.date(2018, 12, 10),
            date_end=dt.date(2018, 12, 14),
            fatalities_low=12,
            fatalities_best=12,
            fatalities_high=12,
            tolls=[Toll(effect="killed", best=12)],
            n_sources=3,
        ),
        event(
            "paris",
            event_type="PROTEST",
            place=place("Paris", "FR"),
            date_start=dt.date(2018, 12, 15),
            date_end=dt.date(2018, 12, 15),
            confidence=0.4,
            n_sources=7,
        ),
        event(
            "hostile",
            event_type="ACCUSE",
            actors=[Party(name='=HYPERLINK("http://bad.example")', surface=HOSTILE)],
            place=place("Köln", "DE"),
            date_start=dt.date(2018, 11, 30),
            date_end=dt.date(2018, 11, 30),
        ),
        event("undated", event_type="DEMAND"),
        event("merged", superseded_by="hajin", date_start=dt.date(2018, 12, 14)),
        event("gone", retracted=True, date_start=dt.date(2018, 12, 14)),
    ]
    mentions = [
        mention("hajin", "Fighters stormed the hospital at dawn."),
        mention("paris", "Old words of a first version."),
        mention("paris", "Thousands in yellow vests marched.", mention_id="m-paris-2", version=2),
        mention("hostile", HOSTILE),
    ]
    articles = [
        article("hajin", "Last town falls"),
        article("paris", "March", version=1),
        article("paris", "March of thousands", version=2),
        article("hostile", HOSTILE, url="javascript:alert(1)"),
    ]
    return News(events, mentions, articles)


def write(layout: Layout, news: News, run_number: int = 1) -> None:
    """Publish it as runs do."""
    layout.decided.mkdir(parents=True, exist_ok=True)
    append(layout, ARTICLES, stage_rows(ARTICLES, news.articles, layout.root), run_number)
    append(layout, MENTIONS, stage_rows(MENTIONS, news.mentions, layout.root), run_number)
    upsert(layout, EVENTS, list(news.events), run_number)


@dataclass(frozen=True)
class Answer:
    """What the server sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """Sends requests to a server on the loopback address."""

    def __init__(self, layout: Layout, port: int) -> None:
        self.layout = layout
        self.port = port

    def get(self, path: str, method: str = "GET", host: str | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True)
            if host != "":
                connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()


@contextmanager
def served(root: Path) -> Iterator[Browser]:
    """A server over an output folder."""
    layout = Layout(root)
    with Explorer(layout, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Browser(layout, server.server_address[1])
        finally:
            server.shutdown()
            thread.join()
