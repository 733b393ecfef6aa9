"""The newsroom's server: all outlets on one loopback port, told apart by the Host header."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import threading
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from types import TracebackType

from aiohttp import web

from tests.newsroom.articles import EDITIONS, articles, outlets
from tests.newsroom.site import Document, documents

_PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">'
    b'<rect width="640" height="360" fill="#bcc"/></svg>'
)
_TEXT_TYPES = ("text/html", "application/rss", "application/rdf", "application/atom", "application/xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that the server answered."""

    method: str
    host: str
    path: str
    query: str
    status: int
    headers: dict[str, str] = field(repr=False)  # names in lower case
    edition: int


class Newsroom:
    """A running newsroom; use it with ``with``.

    Set `edition` to 2 for the next morning's state; it holds from the next request on.

    >>> with Newsroom() as newsroom:
    ...     newsroom.connect_to["*.example"].startswith("127.0.0.1:")
    True
    """

    def __init__(self, edition: int = 1, port: int = 0) -> None:
        self.edition = edition
        self.port = port  # 0: a free one, known once the server runs
        self.requests: list[Request] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="newsroom", daemon=True)
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._error: BaseException | None = None

    @property
    def edition(self) -> int:
        """The state that is served."""
        return self._edition

    @edition.setter
    def edition(self, edition: int) -> None:
        documents(edition)  # renders all of it now: a bad article file fails here and not in a request
        self._edition = edition

    @property
    def feed_urls(self) -> list[str]:
        """All feeds, the faulty ones too, as readers name them: without the port."""
        return feed_urls()

    @property
    def connect_to(self) -> dict[str, str]:
        """Where connections to the outlets' hosts must go."""
        return {"*.example": f"127.0.0.1:{self.port}"}

    @property
    def opml(self) -> str:
        """The feeds as OPML 2.0."""
        return opml()

    def __enter__(self) -> Newsroom:
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            self._thread.join()
            raise self._error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def wait(self) -> None:
        """Block until the server stops."""
        while self._thread.is_alive():
            self._thread.join(1.0)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _serve(self) -> None:
        runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self.port)
        try:
            await site.start()
            self.port = int(runner.addresses[0][1])
            self._ready.set()
            await self._stop.wait()
        except OSError as error:
            self._error = error
        finally:
            await runner.cleanup()
            self._ready.set()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.host.partition(":")[0].lower()
        response = self._by_hand(request) if host in ("127.0.0.1", "localhost") else self._virtual(request, host)
        self.requests.append(
            Request(
                method=request.method,
                host=host,
                path=request.path,
                query=request.query_string,
                status=response.status,
                headers={name.lower(): value for name, value in request.headers.items()},
                edition=self._edition,
            )
        )
        return response

    def _virtual(self, request: web.BaseRequest, host: str) -> web.Response:
        if request.path.startswith("/img/"):
            return web.Response(body=_PICTURE, content_type="image/svg+xml")
        document = documents(self._edition).get((host, request.path))
        if document is None:
            return web.Response(status=404, text="Not found\n")
        headers = {"Content-Type": document.content_type}
        if document.status == 200:
            headers |= {"ETag": document.etag, "Last-Modified": _http_date(document.last_modified)}
            if _unchanged(request, document):
                headers.pop("Content-Type")
                return web.Response(status=304, headers=headers)
        response = web.Response(status=document.status, body=document.body, headers=headers)
        response.enable_compression()
        return response

    def _by_hand(self, request: web.BaseRequest) -> web.Response:
        """For people with a browser: ``/`` lists everything, ``/HOST/PATH`` shows it with links that stay here."""
        if request.path == "/":
            return web.Response(text=_index(self._edition), content_type="text/html")
        if request.path == "/feeds.opml":
            return web.Response(text=opml(), content_type="text/x-opml")
        _, host, path = (*request.path.split("/", 2), "")[:3]
        if path.startswith("img/"):
            return web.Response(body=_PICTURE, content_type="image/svg+xml")
        document = documents(self._edition).get((host, "/" + path))
        if document is None:
            return web.Response(status=404, text="Not found. The list of everything is at /\n")
        body = document.body
        if document.content_type.startswith(_TEXT_TYPES):
            body = re.sub(rb"http://([a-z.]+\.example)", rb"/\1", body)
        kind = document.content_type.replace("application/rss+xml", "text/xml")
        return web.Response(status=document.status, body=body, headers={"Content-Type": kind})


def feed_urls() -> list[str]:
    """All feeds of all outlets, the faulty ones too."""
    return [outlet.home + feed.path for outlet in outlets().values() for feed in outlet.feeds]


def opml() -> str:
    """The newsroom's feeds as an OPML 2.0 subscription list."""
    lines = [
        f'    <outline type="rss" text="{outlet.name}" xmlUrl="{outlet.home}{feed.path}" htmlUrl="{outlet.home}/"/>'
        for outlet in outlets().values()
        for feed in outlet.feeds
    ]
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n  <head><title>Sample newsroom</title></head>\n'
    )
    return "\n".join([head + "  <body>", *lines, "  </body>\n</opml>\n"])


def _unchanged(request: web.BaseRequest, document: Document) -> bool:
    """RFC 9110, 13.2.2: If-None-Match decides where it is sent, else If-Modified-Since."""
    if tags := request.headers.get("If-None-Match"):
        return tags.strip() == "*" or document.etag in [t.strip().removeprefix("W/") for t in tags.split(",")]
    since = request.headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return document.last_modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _http_date(moment: dt.datetime) -> str:
    return format_datetime(moment.astimezone(dt.UTC), usegmt=True)


def _index(edition: int) -> str:
    rows = []
    for outlet in outlets().values():
        feeds = ", ".join(f'<a href="/{outlet.host}{f.path}">{f.kind} {f.path}</a>' for f in outlet.feeds)
        pages = "".join(
            f'<li>{a.published:%d %b %H:%M} <a href="/{outlet.host}{a.path}">{a.title}</a></li>'
            for a in sorted(articles(edition).values(), key=lambda a: a.published)
            if a.outlet is outlet
        )
        rows.append(f'<h2><a href="/{outlet.host}/">{outlet.name}</a></h2><p>{feeds}</p><ul>{pages}</ul>')
    return (
        '<!doctype html><meta charset="utf-8"><title>Sample newsroom</title>'
        f"<h1>Sample newsroom, edition {edition} of {len(EDITIONS)}</h1>"
        '<p>Invented outlets; <a href="/feeds.opml">all feeds as OPML</a>.</p>' + "".join(rows)
    )
