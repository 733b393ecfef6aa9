"""A publisher's server on loopback that answers as it is told and remembers what it was asked."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web

from schemas.feeds import Feed
from transforms.feeds.poll import Poll, poll_feed
from transforms.fetch.client import Client
from transforms.fetch.settings import FetchSettings

SETTINGS = FetchSettings(allow_addresses=("127.0.0.0/8",), total_timeout_s=20)


@dataclass(slots=True)
class Answer:
    """What the server says to a request for a path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Publisher:
    """The server's side: answers by path, and the log."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        self.asked.append((request.path, {name.lower(): value for name, value in request.headers.items()}))
        answer = self.answers.get(request.path, Answer(status=404))
        etag = answer.headers.get("ETag")
        if etag is not None and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers=answer.headers)
        return web.Response(body=answer.body, status=answer.status, headers=answer.headers)


def visit(publisher: Publisher, visitor: Callable[[Client], Awaitable[None]]) -> None:
    """Run a visitor with a real client while the publisher serves."""

    async def run() -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", publisher.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            publisher.address = "http://{}:{}".format(*runner.addresses[0][:2])
            async with Client(SETTINGS) as client:
                await visitor(client)
        finally:
            await runner.cleanup()

    asyncio.run(run())


def poll_again_and_again(
    publisher: Publisher, path: str, *, times: list[dt.datetime], answers: list[Answer] | None = None
) -> list[Poll]:
    """Poll one feed at some times, each time from the state that the last poll left.

    Args:
        publisher: The server.
        path: The feed's.
        times: When, UTC.
        answers: What the path answers each time, where that changes.
    """
    polls: list[Poll] = []

    async def visitor(client: Client) -> None:
        feed = Feed(feed_id="feed", url=publisher.address + path)
        for number, now in enumerate(times):
            if answers is not None:
                publisher.answers[path] = answers[number]
            polls.append(await poll_feed(feed, client, now=now))
            feed = polls[-1].feed

    visit(publisher, visitor)
    return polls
