"""A hostile publisher on loopback: every host name is its own site, every path misbehaves in its own way.

It speaks HTTP by hand, because a good library would not let it lie. Its log says what was really asked, and how many
requests of a host overlapped.
"""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cache
from typing import Any

import brotli
from backports import zstd

from transforms.fetch.settings import FetchSettings

ADDRESS = "127.0.0.2"  # so that 127.0.0.1 stays forbidden
PAGE = (
    b"<!doctype html><html><head><title>Page</title></head><body><p>"
    + b"Text of the page. " * 50
    + b"</p></body></html>"
)
BOMB = 64_000_000  # bytes that the bombs unpack to


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the server saw it."""

    host: str
    path: str
    headers: dict[str, str]
    at: float
    overlapping: int  # requests of this host under way, with this one
    overlapping_all: int  # the same for all hosts of its domain


@dataclass(slots=True)
class Answer:
    """An honest answer; `raw` in its place is sent as it stands, and then the connection is closed."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = PAGE
    delay_s: float = 0.0
    raw: AsyncIterator[bytes] | None = None


def _page(body: bytes = PAGE, *, status: int = 200, delay_s: float = 0.0, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"content-type": "text/html; charset=utf-8"} | named, body, delay_s)


def _redirect(location: str | None, status: int = 302) -> Answer:
    return Answer(status, {} if location is None else {"location": location}, b"")


def _raw(*pieces: bytes, every_s: float = 0.0) -> Answer:
    async def send() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece
            await asyncio.sleep(every_s)

    return Answer(raw=send())


@cache
def _gzip_bomb() -> bytes:
    return gzip.compress(bytes(BOMB), 9)


@cache
def _br_bomb() -> bytes:
    bomb: bytes = brotli.compress(bytes(BOMB), quality=4)
    return bomb


def _raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

# Path to answer. A number in a path is a parameter: `/hops/5`, `/status/404`, `/slow/100` (milliseconds).
BEHAVIOURS: dict[str, Callable[[str], Answer]] = {
    "page": lambda _: _page(),
    "status": lambda n: _page(status=int(n)),
    "slow": lambda n: _page(delay_s=int(n) / 1000),
    "size": lambda n: _page(b"<html>" + b"x" * (int(n) - 6)),
    "not-modified": lambda _: Answer(304, {"etag": '"1"'}, b""),
    "empty": lambda _: _page(b""),
    "echo": lambda _: _page(),
    # asking to be left alone
    "too-many": lambda _: _page(status=429),
    "too-many-seconds": lambda n: _page(status=429, retry_after=n),
    "busy-date": lambda n: _page(status=503, retry_after=formatdate(time.time() + int(n), usegmt=True)),
    "busy-nonsense": lambda _: _page(status=503, retry_after="soon"),
    "challenge": lambda n: _page(status=int(n), cf_mitigated="challenge"),
    "captcha": lambda n: _page(status=int(n), x_amzn_waf_action="captcha"),
    # redirects
    "loop": lambda _: _redirect("/loop"),
    "hops": lambda n: _redirect(f"/hops/{int(n) - 1}") if int(n) else _page(),
    "moved": lambda n: _redirect(f"/moved/{int(n) - 1}", 301 if int(n) % 2 else 308) if int(n) else _page(),
    "moved-then-found": lambda _: _redirect("/hops/1", 301),
    "no-location": lambda _: _redirect(None),
    "empty-location": lambda _: _redirect(""),
    "bad-location": lambda _: _redirect("http://[bad"),
    "to-loopback": lambda _: _redirect("http://127.0.0.1/secret"),
    "to-loopback-number": lambda _: _redirect("http://2130706433/secret"),
    "to-loopback-v6": lambda _: _redirect("http://[::ffff:127.0.0.1]/secret"),
    "to-metadata": lambda _: _redirect("http://169.254.169.254/latest/meta-data/"),
    "to-private-name": lambda _: _redirect("http://localhost/secret"),
    "to-nat64": lambda _: _redirect("http://[64:ff9b::7f00:1]/"),
    "to-file": lambda _: _redirect("file:///etc/passwd"),
    "to-ftp": lambda _: _redirect("ftp://ftp.example/x"),
    "to-script": lambda _: _redirect("javascript:alert(1)"),
    "to-userinfo": lambda _: _redirect("http://user:secret@other.example/page"),
    "to-other": lambda _: _redirect("http://other.example/page"),
    "to-strict": lambda _: _redirect("http://strict.example/page?from=open"),
    "to-umlaut": lambda _: _raw(b"HTTP/1.1 302 Found\r\nLocation: /page/\xc3\xbc\r\nContent-Length: 0\r\n\r\n"),
    "to-latin-1": lambda _: _raw(b"HTTP/1.1 302 Found\r\nLocation: /page/\xfc\r\nContent-Length: 0\r\n\r\n"),
    "to-long": lambda _: _redirect("/page/" + "a" * 9000),
    # codings
    "gzip": lambda _: _page(gzip.compress(PAGE), content_encoding="gzip"),
    "gzip-members": lambda _: _page(gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]), content_encoding="gzip"),
    "gzip-padded": lambda _: _page(gzip.compress(PAGE) + bytes(64), content_encoding="x-gzip"),
    "gzip-not": lambda _: _page(content_encoding="gzip"),
    "gzip-cut": lambda _: _page(gzip.compress(PAGE)[:-20], content_encoding="gzip"),
    "gzip-corrupt": lambda _: _page(gzip.compress(PAGE)[:20] + b"\xff" * 60, content_encoding="gzip"),
    "gzip-twice": lambda _: _page(gzip.compress(gzip.compress(PAGE)), content_encoding="gzip, gzip"),
    "gzip-empty": lambda _: _page(b"", content_encoding="gzip"),
    "gzip-bomb": lambda _: _page(_gzip_bomb(), content_encoding="gzip"),
    "gzip-bomb-twice": lambda _: _page(gzip.compress(_gzip_bomb()), content_encoding="gzip, gzip"),
    "deflate": lambda _: _page(zlib.compress(PAGE), content_encoding="deflate"),
    "deflate-raw": lambda _: _page(_raw_deflate(PAGE), content_encoding="deflate"),
    "br": lambda _: _page(brotli.compress(PAGE), content_encoding="br"),
    "br-cut": lambda _: _page(brotli.compress(PAGE)[:-8], content_encoding="br"),
    "br-not": lambda _: _page(content_encoding="br"),
    "br-bomb": lambda _: _page(_br_bomb(), content_encoding="br"),
    "zstd": lambda _: _page(zstd.compress(PAGE), content_encoding="zstd"),
    "zstd-frames": lambda _: _page(zstd.compress(PAGE[:9]) + zstd.compress(PAGE[9:]), content_encoding="zstd"),
    "zstd-cut": lambda _: _page(zstd.compress(PAGE)[:-8], content_encoding="zstd"),
    "zstd-bomb": lambda _: _page(zstd.compress(bytes(BOMB)), content_encoding="zstd"),
    "coding-unknown": lambda _: _page(content_encoding="rot13"),
    "codings-many": lambda _: _page(content_encoding="gzip, br, gzip, br, gzip"),
    "coding-charset": lambda _: _page(content_encoding="UTF-8"),
    # lies and rudeness
    "length-long": lambda _: _raw(HEAD + b"Content-Length: 99999\r\n\r\n" + PAGE),
    "length-short": lambda _: _raw(HEAD + b"Content-Length: 20\r\n\r\n" + PAGE),
    "length-nonsense": lambda _: _raw(HEAD + b"Content-Length: many\r\n\r\n" + PAGE),
    "length-huge": lambda _: _raw(HEAD + b"Content-Length: 99999999999\r\n\r\n" + PAGE, every_s=5),
    "chunks": lambda _: _raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
    "chunks-bad": lambda _: _raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nnot a number\r\n" + PAGE),
    "chunks-cut": lambda _: _raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n" + PAGE[:100]),
    "until-close": lambda _: _raw(HEAD + b"\r\n" + PAGE),
    "drip": lambda _: _raw(HEAD + b"Content-Length: 5000\r\n\r\n", *[b"x"] * 500, every_s=0.05),
    "drip-headers": lambda _: _raw(HEAD, *[b"X-Drip: 1\r\n"] * 250, every_s=0.1),
    "silence": lambda _: _raw(b"", every_s=5),
    "hang-up": lambda _: _raw(),
    "garbage": lambda _: _raw(b"\x16\x03\x01\x02\x00 what is this\r\n\r\n"),
    "no-headers": lambda _: _raw(PAGE),
    "status-nonsense": lambda _: _raw(b"HTTP/1.1 OK 200\r\n\r\n"),
    "header-long": lambda _: _raw(HEAD + b"X-Policy: " + b"a" * 20_000 + b"\r\nContent-Length: 6\r\n\r\n<html>"),
    "header-huge": lambda _: _raw(HEAD + b"X-Policy: " + b"a" * 2_000_000 + b"\r\nContent-Length: 6\r\n\r\n<html>"),
    "headers-many": lambda _: _raw(HEAD + b"X-Many: 1\r\n" * 50_000 + b"Content-Length: 6\r\n\r\n<html>"),
    "header-latin-1": lambda _: _raw(HEAD + b"X-Town: K\xf6ln\r\nContent-Length: 6\r\n\r\n<html>"),
    "cookie-wall": lambda _: _page(),
    "cookies": lambda _: _page(set_cookie="session=1; Domain=example; Path=/"),
    # types
    "type-twice": lambda _: _raw(HEAD + b"Content-Type: text/html\r\n\r\n" + PAGE),
    "no-type": lambda _: Answer(200, {}, PAGE),
    "xhtml": lambda _: Answer(200, {"content-type": "application/xhtml+xml"}, PAGE),
    "plain-html": lambda _: Answer(200, {"content-type": "text/plain"}, b"\xef\xbb\xbf\n<!-- a -->\n" + PAGE),
    "utf-16": lambda _: Answer(200, {"content-type": "text/plain"}, PAGE.decode().encode("utf-16")),
    "text": lambda _: Answer(200, {"content-type": "text/plain"}, b"only text"),
    "pdf": lambda _: Answer(200, {"content-type": "application/pdf"}, b"%PDF-1.7" + bytes(1000)),
    "pdf-as-html": lambda _: _page(b"%PDF-1.7" + bytes(1000)),
    "image": lambda _: Answer(200, {"content-type": "image/jpeg"}, b"\xff\xd8\xff" + bytes(1000)),
    "video": lambda _: _raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 9999999\r\n\r\n", every_s=5
    ),
    "json": lambda _: Answer(200, {"content-type": "application/json"}, b"{}"),
}

# First label of the host name to its robots.txt; other hosts have none (404).
ROBOTS: dict[str, Callable[[], Answer]] = {
    "strict": lambda: Answer(body=b"User-agent: *\nDisallow: /page\n"),
    "named": lambda: Answer(body=b"User-agent: *\nDisallow: /\n\nUser-agent: sitrep\nAllow: /page\nDisallow: /\n"),
    "slowly": lambda: Answer(body=b"User-agent: *\nCrawl-delay: 0.2\n"),
    "sleepy": lambda: Answer(body=b"User-agent: *\nCrawl-delay: 86400\n"),
    "robots500": lambda: _page(status=500),
    "robots403": lambda: _page(status=403),
    "robots429": lambda: _page(status=429),
    "robotshtml": lambda: _page(),
    "robotsmoved": lambda: _redirect("http://strict.example/robots.txt", 301),
    "robotsloop": lambda: _redirect("/robots.txt"),
    "robotshang": lambda: _raw(b"", every_s=5),
    "robotshuge": lambda: Answer(
        body=b"User-agent: *\nDisallow: /page\n" + b"# padding\n" * 200_000 + b"Disallow: /slow\n"
    ),
    "robotsbinary": lambda: Answer(body=bytes(range(256)) * 8),
}


class Publisher:
    """The server, in a thread of its own."""

    def __init__(self) -> None:
        self.log: list[Asked] = []
        self.port = 0
        self.speaks_ipv6 = False
        self._under_way: dict[str, int] = defaultdict(int)
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def settings(self, **changes: Any) -> FetchSettings:
        """Settings that reach this server under any host name of `.example`."""
        base: dict[str, Any] = {
            "allow_addresses": (f"{ADDRESS}/32",),
            "connect_to": (("*.example", f"{ADDRESS}:{self.port}"),),
            "connect_timeout_s": 5.0,
            "total_timeout_s": 10.0,
            "max_body_bytes": 1_000_000,
        }
        return FetchSettings(**(base | changes))

    def answer(self, host: str, path: str, headers: dict[str, str]) -> Answer:
        """What a host says to a request for a path."""
        return _answer(host, path, headers)

    def asked(self, host: str) -> list[Asked]:
        """The requests of a host, in order."""
        return [asked for asked in self.log if asked.host == host]

    def most_at_once(self, host: str) -> int:
        """The most requests of a host that overlapped."""
        return max((asked.overlapping for asked in self.asked(host)), default=0)

    @contextmanager
    def running(self) -> Iterator[Publisher]:
        started = threading.Event()
        thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(started),))
        thread.start()
        started.wait()
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._stopped.set)
            thread.join()
            self._loop.close()

    async def _serve(self, started: threading.Event) -> None:
        servers = [await asyncio.start_server(self._connection, ADDRESS, 0)]
        self.port = servers[0].sockets[0].getsockname()[1]
        with suppress(OSError):  # machines without IPv6
            servers.append(await asyncio.start_server(self._connection, "::1", self.port))
            self.speaks_ipv6 = True
        started.set()
        await self._stopped.wait()
        for server in servers:
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while await self._request(reader, writer):
                    pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; whether the connection stays open."""
        first = await reader.readexactly(1)
        if first == b"\x16":  # the beginning of a TLS handshake
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return False
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        if path.startswith("http://"):  # asked as a proxy
            path = "/" + path.split("/", 3)[3]
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        host = headers["host"].partition(":")[0]
        self._under_way[host] += 1
        domain = host.partition(".")[2]
        of_domain = sum(count for name, count in self._under_way.items() if name.endswith(f".{domain}"))
        self.log.append(Asked(host, path, headers, time.monotonic(), self._under_way[host], of_domain))
        try:
            answer = self.answer(host, path, headers)
            await asyncio.sleep(answer.delay_s)
        finally:
            if answer.raw is None:
                self._under_way[host] -= 1
        if answer.raw is None:
            writer.write(_message(answer))
            await writer.drain()
            return True
        try:
            async for piece in answer.raw:
                writer.write(piece)
                await writer.drain()
        finally:
            self._under_way[host] -= 1
        return False


def _answer(host: str, path: str, headers: dict[str, str]) -> Answer:
    if path == "/robots.txt":
        return ROBOTS.get(host.partition(".")[0], lambda: _page(status=404))()
    name, _, parameter = path.partition("?")[0].removeprefix("/").partition("/")
    if name == "cookie-wall" and "seen=1" not in headers.get("cookie", ""):
        return Answer(302, {"location": path, "set-cookie": "seen=1; Path=/; HttpOnly"}, b"")
    if name == "cookie-elsewhere":
        return Answer(302, {"location": "http://other.example/page", "set-cookie": "seen=1; Domain=example"}, b"")
    behaviour = BEHAVIOURS.get(name)
    return behaviour(parameter) if behaviour else _page(status=404)


def _message(answer: Answer) -> bytes:
    headers = (
        answer.headers | {}
        if answer.status in (204, 304)
        else answer.headers | {"content-length": str(len(answer.body))}
    )
    lines = [f"HTTP/1.1 {answer.status} Status", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + (b"" if answer.status in (204, 304) else answer.body)
