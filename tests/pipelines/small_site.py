"""A site of a few pages that a test writes itself: any host below ``.example``, on one loopback port."""

from __future__ import annotations

import html
import random
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from transforms.fetch.settings import FetchSettings

_WORDS = (
    "harbour council bridge ferry market school teacher river garden winter budget theatre museum orchard railway "
    "library baker tower signal meadow festival engine captain island lantern quarry village valley concert painter"
)


@dataclass(slots=True)
class SmallSite:
    """What stands under each URL: a status and a body. Use it with ``with``."""

    documents: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    _server: ThreadingHTTPServer | None = None

    def put(self, url: str, body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        """Serve a document."""
        self.documents[url] = (status, kind, body.encode() if isinstance(body, str) else body)

    @property
    def address(self) -> str:
        """The server's host and port."""
        assert self._server is not None
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def fetching(self) -> FetchSettings:
        """Settings that lead here."""
        return FetchSettings(allow_addresses=("127.0.0.0/8",), connect_to={"*.example": self.address})

    @property
    def toml(self) -> str:
        """The same settings as a section of sitrep.toml."""
        return f'[fetch]\nallow_addresses = ["127.0.0.0/8"]\nconnect_to = {{ "*.example" = "{self.address}" }}\n'

    def __enter__(self) -> Self:
        documents = self.documents

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                url = f"http://{self.headers['Host'].partition(':')[0]}{self.path}"
                status, kind, body = documents.get(url, (404, "text/plain", b"not here\n"))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()


def story(name: str) -> str:
    """Four paragraphs that no other name has; the same for the same name."""
    chance = random.Random(name)
    sentences = [" ".join(chance.choices(_WORDS.split(), k=12)).capitalize() + "." for _ in range(16)]
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, 16, 4))


def page(title: str, text: str, head: str = "") -> str:
    """A plain article page."""
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in text.split("\n\n"))
    return (
        f"<!doctype html><html lang=en><head><title>{html.escape(title)}</title>{head}"
        '<meta property="article:published_time" content="2018-12-14T10:00:00Z"></head>'
        f"<body><article><h1>{html.escape(title)}</h1>{paragraphs}</article></body></html>"
    )


def rss(items: Iterable[str], note: str = "") -> str:
    """An RSS feed of items as `item` gives them."""
    return f"<rss version='2.0'><channel><title>Feed</title><!--{note}-->{''.join(items)}</channel></rss>"


def item(title: str, link: str | None, text: str = "") -> str:
    """An item of an RSS feed."""
    address = f"<link>{html.escape(link)}</link>" if link else ""
    return (
        f"<item><title>{html.escape(title)}</title>{address}<description>{html.escape(text)}</description>"
        "<pubDate>Fri, 14 Dec 2018 10:00:00 GMT</pubDate></item>"
    )
