"""robots.txt as RFC 9309 says: asked once an origin and day, before the first page."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego

from schemas.reasons import Reason
from transforms.feeds.schedule import fresh_for_s
from transforms.fetch.errors import FetchError
from transforms.fetch.memory import SiteMemory
from transforms.fetch.response import Response

MAX_BYTES = 500 * 1024  # RFC 9309 section 2.5: at least that much is parsed; the rest is not read
MAX_REDIRECTS = 5  # section 2.3.1.2

# These hold for the pages as well and say more than "robots.txt could not be read".
_TELLING = frozenset({Reason.DNS, Reason.TLS, Reason.FORBIDDEN_ADDRESS, Reason.RATE_LIMITED, Reason.BAD_URL})


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt says to one crawler."""

    token: str
    parsed: Protego | None  # None: everything is allowed

    def check(self, url: str) -> None:
        """Raise a FetchError if the page is disallowed."""
        if self.parsed is not None and not self.parsed.can_fetch(url, self.token):
            raise FetchError(Reason.ROBOTS, f"robots.txt disallows {url} for {self.token}")

    @property
    def crawl_delay_s(self) -> float:
        """The Crawl-delay, which RFC 9309 lacks and many sites use; 0 without one."""
        delay = None if self.parsed is None else self.parsed.crawl_delay(self.token)
        return max(float(delay), 0.0) if delay else 0.0


class Robots:
    """The rules of every origin that was asked so far.

    Args:
        token: The crawler's product token.
        fetch: Fetches a robots.txt: up to MAX_BYTES of it, up to MAX_REDIRECTS redirects, no robots asked.
        memory: What earlier runs read, and where what this one reads is kept. Refusals to answer are not.
    """

    def __init__(
        self, token: str, fetch: Callable[[str], Awaitable[Response]], memory: SiteMemory | None = None
    ) -> None:
        self._token = token
        self._fetch = fetch
        self._memory = memory
        self._rules: dict[str, asyncio.Future[Rules | FetchError]] = {}
        self._remembered: dict[str, Rules | None] = {}

    async def rules(self, origin: str) -> Rules:
        """The rules of an origin such as `https://news.example`.

        Raises:
            FetchError: They could not be read, which counts as a no.
        """
        future = self._rules.get(origin)
        if future is None:
            future = self._rules[origin] = asyncio.get_running_loop().create_future()
            try:
                future.set_result(await self._read(origin))
            except BaseException:  # cancelled: the next one asks again
                del self._rules[origin]
                future.cancel()
                raise
        rules = await asyncio.shield(future)
        if isinstance(rules, FetchError):
            raise FetchError(rules.reason, rules.message, rules.status, rules.retry_after_s)
        return rules

    def remembered(self, origin: str) -> Rules | None:
        """The rules as far as they are known without a request."""
        future = self._rules.get(origin)
        if future is not None and future.done() and not future.cancelled():
            rules = future.result()
            return rules if isinstance(rules, Rules) else None
        if origin not in self._remembered:
            body = self._memory.robots(origin) if self._memory is not None else None
            self._remembered[origin] = Rules(self._token, parse(body)) if body is not None else None
        return self._remembered[origin]

    async def _read(self, origin: str) -> Rules | FetchError:
        remembered = self.remembered(origin)
        if remembered is not None:
            return remembered
        try:
            response = await self._fetch(f"{origin}/robots.txt")
        except FetchError as error:
            if error.reason in _TELLING:
                return error
            if error.reason in (Reason.HTTP_CLIENT_ERROR, Reason.TOO_MANY_REDIRECTS):  # sections 2.3.1.2, 2.3.1.3
                self._keep(origin, b"", None)
                return Rules(self._token, None)
            return FetchError(Reason.ROBOTS_UNREACHABLE, f"{origin}/robots.txt: {error.message}", error.status)
        self._keep(origin, response.body, fresh_for_s(response.headers, dt.datetime.now(dt.UTC)))
        return Rules(self._token, parse(response.body))

    def _keep(self, origin: str, body: bytes, fresh_s: int | None) -> None:
        if self._memory is not None:
            self._memory.keep_robots(origin, body, fresh_s)


def parse(body: bytes) -> Protego | None:
    """The parsed robots.txt; None if the document cannot be one (a page served for every path)."""
    if not body or body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or b"\0" in body[:1024]:
        return None
    return Protego.parse(body.decode("utf-8-sig", "replace"))
