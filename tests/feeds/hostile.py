"""A publisher whose feeds misbehave from one poll to the next, each on a site of its own, with the pages behind them.

`edition` is 1, 2 or 3 and says which poll it is. A feed stands at `/feed` of `<behaviour>.test.example`; every other
path of the site is a page.
"""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Callable
from email.utils import formatdate

from tests.fetch.publisher import ROBOTS, Answer, Publisher

XML = {"content-type": "application/rss+xml"}
_NAMES = ("Hajin", "Raqqa", "Idlib", "Sanaa", "Juba", "Goma", "Kabul", "Mosul", "Aden", "Tripoli", "Marib", "Taiz")
_WHO = ("Officials", "Residents", "Aid workers", "Witnesses", "Doctors", "Commanders", "Traders", "Teachers")
_DID = ("said", "told reporters", "confirmed", "denied", "repeated", "explained", "wrote in a statement")
_WHAT = (
    "the road to {} was open",
    "the market of {} had closed",
    "supplies had reached {}",
    "schools in {} stayed shut",
    "the bridge near {} was being repaired",
    "the talks about {} would go on",
    "harvests around {} were poor",
)
_WHEN = ("on Friday", "on Thursday evening", "after weeks of rain", "before the winter", "for the first time in months")


def article(title: str, seed: str, note: str = "") -> bytes:
    """A page with an article of its own, the same for a seed at every request."""
    chance = random.Random(seed)
    sentences = [
        f"{chance.choice(_WHO)} {chance.choice(_DID)} that {chance.choice(_WHAT).format(chance.choice(_NAMES))} "
        f"{chance.choice(_WHEN)}, in case number {chance.randint(100, 99999)}."
        for _ in range(24)
    ]
    paragraphs = "".join(f"<p>{' '.join(sentences[n : n + 4])}</p>" for n in range(0, 24, 4))
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{note or 'A first paragraph that says what the report is about.'}</p>{paragraphs}</article></body></html>"
    ).encode()


def item(
    link: str, title: str, *, guid: str = "", minute: int = 0, text: str = "What happened.", more: str = ""
) -> str:
    """An entry of 14 December 2018."""
    identity = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return (
        f"<item><title>{title}</title><link>{link}</link>{identity}<description>{text}</description>{more}"
        f"<pubDate>Fri, 14 Dec 2018 11:{minute:02d}:00 GMT</pubDate></item>"
    )


def feed(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>Feed</title>{"".join(items)}</channel></rss>'.encode()


def rss(*items: str, **headers: str) -> Answer:
    return Answer(200, XML | {name.replace("_", "-"): value for name, value in headers.items()}, feed(*items))


def _validated(_: int, headers: dict[str, str]) -> Answer:
    date = "Fri, 14 Dec 2018 10:00:00 GMT"
    if headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == date:
        return Answer(304, {"etag": '"v1"'}, b"")
    return rss(item("/a", "Validated"), etag='"v1"', last_modified=date)


def _many(_: int, __: dict[str, str]) -> Answer:
    return rss(*(item(f"/story/{n % 5}", f"Many {n % 5}", guid=f"g{n}") for n in range(10_000)))


def _bomb_of_entities(_: int, __: dict[str, str]) -> Answer:
    names = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "lol">{names}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return Answer(200, XML, head.encode() + feed(item("/a", "&a9;", text="&f;")))


def _spellings(edition: int, _: dict[str, str]) -> Answer:
    links = ("http://spellings.test.example/a", "https://www.spellings.test.example/a/?utm_source=rss#top",
             "http://amp.spellings.test.example/a?fbclid=x")  # fmt: skip
    return rss(item(links[edition - 1], "Spelled"))


def _slug(edition: int, _: dict[str, str]) -> Answer:
    if edition == 1:
        return rss(item("/town-may-fall", "Town may fall", guid="tag:slug,2018:1"))
    return rss(item("/town-has-fallen", "Town has fallen", guid="tag:slug,2018:1", text="It fell."))


def _moved(_: int, __: dict[str, str]) -> Answer:
    return Answer(301, {"location": "/feed-new"}, b"")


def _fine(*items: str) -> Callable[[int, dict[str, str]], Answer]:
    return lambda *_: rss(*items)


def _busy(edition: int, _: dict[str, str]) -> Answer:
    if edition > 2:
        return rss(item("/a", "Busy"))
    return Answer(503, {"retry-after": formatdate(time.time() + 10_000, usegmt=True)}, b"")


FEEDS: dict[str, Callable[[int, dict[str, str]], Answer]] = {
    # what changes between polls without meaning it
    "steady": _fine(item("/a", "Steady", guid="1"), item("/b", "Steadier", guid="2", minute=9)),
    "validated": _validated,
    "guids": lambda n, _: rss(item("/a", "Churned", guid=f"random-{n}-{n * 7919}")),
    "fragments": lambda n, _: rss(item("/a", "Numbered", guid=f"http://fragments.test.example/a#{n}")),
    "spellings": _spellings,
    "stamps": lambda n, _: rss(item("/a", "Stamped", minute=n)),
    "republished": lambda n, _: rss(item("/old", "Old story", guid=f"again-{n}", minute=20 + n)),
    "layout": lambda n, _: rss(item("/a", "Dressed", text=f"&lt;p&gt;Same  text.&lt;img src='/px?{n}'&gt;&lt;/p&gt;")),
    # what does mean it
    "edited": lambda n, _: rss(item("/edited", "Edited", text=f"Now with {n} paragraphs.")),
    "retouched": lambda n, _: rss(item("/same", "Retouched", text=f"Teaser number {n}.")),
    "slug": _slug,
    "growing": lambda n, _: rss(*(item(f"/{k}", f"Growing {k}", minute=k) for k in range(n))),
    # bodies
    "empty": _fine(),
    "nothing": lambda *_: Answer(200, XML, b""),
    "turns-html": lambda n, _: (
        Answer(200, {"content-type": "text/html"}, b"<!doctype html><html><p>Parked</p></html>")
        if n == 2
        else rss(item("/a", "Turning"))
    ),
    "html-type": lambda *_: Answer(200, {"content-type": "text/html"}, feed(item("/a", "Mistyped"))),
    "wrong-charset": lambda *_: Answer(
        200, {"content-type": "application/rss+xml; charset=utf-8"}, feed(item("/a", "Köln")).decode().encode("latin-1")
    ),
    "ill-formed": lambda *_: Answer(200, XML, feed(item("/a", "Fish & chips <b>")).replace(b"</channel>", b"")),
    "json-broken": lambda *_: Answer(200, {"content-type": "application/json"}, b'{"version": "https://jsonfeed.org'),
    "many": _many,
    "entities": _bomb_of_entities,
    "slow-parse": lambda n, _: rss(item("/a", "Slow", more=f"<author>{'a.' * 125_000 if n < 2 else 'A'}@</author>")),
    "gzip-cut": lambda *_: Answer(200, XML | {"content-encoding": "gzip"}, gzip.compress(feed(item("/a", "Cut")))[:-9]),
    "no-links": _fine("<item><title>Without</title><description>No link.</description></item>"),
    "bad-links": _fine(
        item("javascript:alert(1)", "Script"), item("ftp://x.example/a", "Ftp"), item("file:///etc/passwd", "File")
    ),
    "inside": _fine(
        item("http://127.0.0.1/admin", "Loopback"),
        item("http://169.254.169.254/meta", "Metadata", minute=2),
        item("http://[64:ff9b::7f00:1]/", "Nat", minute=3),
        item("http://2130706433/", "Number", minute=4),
    ),
    # statuses
    "gone": lambda n, _: Answer(410, {}, b"") if n > 1 else rss(item("/a", "Leaving")),
    "moved": _moved,
    "found": lambda *_: Answer(302, {"location": "/feed-new"}, b""),
    "limited": lambda n, _: Answer(429, {"retry-after": "10000"}, b"") if n < 3 else rss(item("/a", "Limited")),
    "busy": _busy,
    "broken": lambda n, _: Answer(500, {}, b"") if n < 3 else rss(item("/a", "Repaired")),
    "forbidden": lambda *_: Answer(403, {}, b""),
    "missing": lambda *_: Answer(404, {}, b""),
    "walled": lambda *_: Answer(403, {"cf-mitigated": "challenge"}, b"<html>"),
    "slow-pace": lambda *_: rss(item("/a", "Paced"), cache_control="max-age=10800"),
    # sites
    "strict": _fine(item("/page/1", "Kept out")),
    "robots500": _fine(item("/page/1", "Not told")),
    "cross": _fine(item("/shared", "Shared", guid="1")),
    "deaf": _fine(item("/limited", "First"), item("/second", "Second", minute=5)),
}
# Paths that the publisher of tests/fetch answers, on the feeds' sites: what a request for a feed may meet as well.
ELSEWHERE = ("loop", "to-metadata", "to-file", "gzip-bomb", "br-bomb", "drip", "hang-up", "garbage", "length-short",
             "chunks-bad", "status-nonsense", "header-huge", "no-location", "coding-unknown")  # fmt: skip
# Pages of one feed, each on its own host.
PAGES = ("page", "gzip", "br", "zstd", "chunks", "until-close", "hops/2", "moved/1", "cookie-wall", "plain-html",
         "utf-16", "no-type", "status/404", "status/410", "status/403", "status/500", "too-many", "busy-date/90",
         "challenge/403", "loop", "hops/6", "to-loopback", "to-metadata", "to-private-name", "to-nat64", "to-file",
         "to-ftp", "bad-location", "gzip-cut", "gzip-corrupt", "gzip-bomb", "br-bomb", "zstd-bomb", "br-not",
         "coding-unknown", "size/2000000", "length-huge", "length-long", "length-short", "chunks-bad", "chunks-cut",
         "drip", "drip-headers", "silence", "hang-up", "garbage", "header-huge", "headers-many", "pdf", "pdf-as-html",
         "image", "video", "json", "text", "empty")  # fmt: skip
WALLS = {
    "just-a-moment": b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser before"
    b" accessing the site.</p></body></html>",
    "consent": b"<html><head><title>Courier</title></head><body><div><p>We and our 800 partners process your personal"
    b" data.</p><p>Accept all cookies</p></div></body></html>",
    "paywall": b"<html><head><title>Town falls</title></head><body><h1>Town falls</h1><p>Subscribe to continue reading."
    b" Already a subscriber? Log in</p></body></html>",
}


class HostilePublisher(Publisher):
    """The publisher of tests/fetch with feeds."""

    def __init__(self) -> None:
        super().__init__()
        self.edition = 1

    def answer(self, host: str, path: str, headers: dict[str, str]) -> Answer:
        """A feed at `/feed`, an article anywhere else, on the hosts of pages what tests/fetch has there."""
        name, _, site = host.partition(".")
        if path == "/robots.txt":
            return ROBOTS[name]() if name in ROBOTS else Answer(404, {}, b"")
        if site != "test.example" and not host.endswith(".test.example"):
            return super().answer(host, path, headers)
        if path in ("/feed", "/feed-2") and name in FEEDS:
            return FEEDS[name](self.edition, headers)
        if path in ("/feed", f"/{name}") and name in ELSEWHERE:
            return super().answer(host, f"/{name}", headers)
        if path == "/feed" and name == "pages":
            return rss(
                *(
                    item(f"http://{p.replace('/', '-')}.pages.example/{p}", f"Page {p}", minute=n)
                    for n, p in enumerate(PAGES)
                )
            )
        if path == "/feed" and name == "walls":
            return rss(*(item(f"/{wall}", wall, minute=n) for n, wall in enumerate(WALLS)))
        if path == "/feed-new":
            return rss(item("/a", "Moved"))
        if name == "walls":
            return Answer(200, {"content-type": "text/html"}, WALLS[path[1:]])
        if path == "/limited":
            return Answer(429, {"retry-after": "10000"}, b"")
        note = f"This is the edition with number {self.edition} of the report." if name in ("edited", "slug") else ""
        return Answer(
            200,
            {"content-type": "text/html; charset=utf-8"},
            article(f"Report {path}", host.partition(".")[0] + path, note),
        )
