"""The client that every request goes through: polite, bounded and guarded."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from types import MappingProxyType
from typing import Self

import aiohttp
import yarl
from ada_url import URL, join_url

from schemas.reasons import Reason
from transforms.fetch import robots
from transforms.fetch.decoding import ACCEPT_ENCODING, BodyDecoder
from transforms.fetch.errors import FetchError, as_fetch_error
from transforms.fetch.guard import guarded_socket_factory, is_allowed
from transforms.fetch.hosts import DEFAULT_PAUSE_S, Host, retry_after_s
from transforms.fetch.memory import SiteMemory
from transforms.fetch.places import Places
from transforms.fetch.resolver import Resolver
from transforms.fetch.response import Response
from transforms.fetch.settings import FetchSettings

__all__ = ["Client", "FetchError", "Response"]

MAX_URL = 8192  # characters; longer ones are traps
_MAX_FIELD = 65_536  # bytes of a header field; policies of over 8 kB are common on news sites
_MAX_COOKIES = 20
_MAX_COOKIE = 4096  # bytes, as browsers have it
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_CREDENTIALS = frozenset({"authorization", "cookie", "proxy-authorization"})
# Of these the last one counts; servers behind servers repeat them.
_SINGLE = frozenset({"age", "content-type", "date", "etag", "expires", "last-modified", "location", "retry-after"})
# How bot walls name their challenges, whatever the status (documentation of Cloudflare and of AWS WAF).
_CHALLENGES = {"cf-mitigated": frozenset({"challenge"}), "x-amzn-waf-action": frozenset({"challenge", "captcha"})}
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
Check = Callable[[int, Mapping[str, str]], None]
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class _Request:
    """One URL on its way through redirects."""

    url: URL
    headers: dict[str, str]
    max_bytes: int
    truncate: bool  # whether a longer body is cut instead of refused
    check: Check | None
    seconds_left: float
    elapsed_s: float = 0.0
    statuses: list[int] = field(default_factory=list)
    # Some sites redirect to the same URL until it comes with the cookie that they set. By (origin, name); a cookie goes
    # back to its own origin and is forgotten with the request.
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)

    def headers_of_hop(self) -> dict[str, str]:
        """The request's headers for the current URL."""
        pairs = [f"{name}={value}" for (origin, name), value in self.cookies.items() if origin == self.url.origin]
        if not pairs or any(name.lower() == "cookie" for name in self.headers):
            return self.headers
        return self.headers | {"Cookie": "; ".join(pairs)}

    def keep_cookies(self, cookies: SimpleCookie) -> None:
        """Remember a redirect's cookies for the next hops."""
        for name, morsel in list(cookies.items())[:_MAX_COOKIES]:
            if len(self.cookies) < _MAX_COOKIES and len(morsel.coded_value) <= _MAX_COOKIE:
                self.cookies[self.url.origin, name] = morsel.coded_value


class Client:
    """Fetches URLs for one run. An async context manager, for one event loop.

    Args:
        settings: Limits and manners.
        gate: While it is cleared, no new request starts; a slow consumer uses it to bound the bodies in memory.
        memory: What runs remember of sites.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        gate: asyncio.Event | None = None,
        memory: SiteMemory | None = None,
    ) -> None:
        self.settings = settings or FetchSettings()
        self._gate = gate
        self._memory = memory
        self._places: Places | None = None
        self._overall = asyncio.Semaphore(self.settings.overall)
        self._hosts: dict[str, Host] = {}
        self._robots = robots.Robots(self.settings.product_token, self._get_robots, memory)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        settings = self.settings
        self._places = Places()
        # Behind a proxy every socket leads to the proxy, which the user chose.
        factory = None if settings.proxy else guarded_socket_factory(settings.allowed_networks)
        connector = aiohttp.TCPConnector(
            limit=0,  # the limits are kept here, where waiting does not count as time of the request
            resolver=Resolver(settings.routes),
            ttl_dns_cache=60,
            socket_factory=factory,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=settings.connect_timeout_s),
            headers={"User-Agent": settings.agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPT_ENCODING},
            max_line_size=_MAX_FIELD,
            max_field_size=_MAX_FIELD,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
        if self._places is not None:
            self._places.close()
            self._places = None

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] = _NO_HEADERS,
        max_bytes: int | None = None,
        obey_robots: bool | None = None,
        check: Check | None = None,
    ) -> Response:
        """Fetch a URL, following redirects.

        Args:
            url: An http or https URL. A user name or password in it is not sent.
            headers: Further request headers, such as If-None-Match. Credentials stay with the first origin.
            max_bytes: Limit of the decoded body; `max_body_bytes` of the settings by default.
            obey_robots: Whether robots.txt is asked, for each hop; as the settings say by default.
            check: Called with the status and the headers of a success before its body is read; may raise a FetchError.

        Returns:
            The response: a status of 200 to 299, or 304.

        Raises:
            FetchError: With its reason, for anything else.
        """
        request = _Request(
            url=parse_url(url),
            headers=dict(headers),
            max_bytes=max_bytes or self.settings.max_body_bytes,
            truncate=False,
            check=check,
            seconds_left=self.settings.total_timeout_s,
        )
        obey = self.settings.obey_robots if obey_robots is None else obey_robots
        return await self._follow(request, self.settings.max_redirects, obey=obey)

    async def _get_robots(self, url: str) -> Response:
        request = _Request(
            url=parse_url(url),
            headers={},
            max_bytes=robots.MAX_BYTES,
            truncate=True,
            check=None,
            seconds_left=self.settings.total_timeout_s,
        )
        return await self._follow(request, robots.MAX_REDIRECTS, obey=False)

    async def _follow(self, request: _Request, max_redirects: int, *, obey: bool) -> Response:
        asked = request.url.href
        while True:
            host = self._admit(request.url)
            rules = self._robots.remembered(request.url.origin)
            if obey:
                rules = rules or await self._robots.rules(request.url.origin)
                rules.check(request.url.href)
            if rules is not None:  # a feed keeps the delay that its site asks for, where that is known
                host.delay_s = max(host.delay_s, min(rules.crawl_delay_s, self.settings.max_crawl_delay_s))
            response = await self._hop(request, host, asked)
            if isinstance(response, Response):
                return response
            if len(request.statuses) > max_redirects:
                raise FetchError(Reason.TOO_MANY_REDIRECTS, f"more than {max_redirects} redirects, last to {response}")
            target = parse_url(response, base=request.url.href)
            if target.origin != request.url.origin:
                request.headers = {k: v for k, v in request.headers.items() if k.lower() not in _CREDENTIALS}
            request.url = target

    def _admit(self, url: URL) -> Host:
        """The host's record, after a check of addresses that are written out in the URL."""
        name = url.hostname.lower().rstrip(".")
        literal = name.strip("[]")
        if _is_address(literal) and not is_allowed(literal, self.settings.allowed_networks):
            raise FetchError(Reason.FORBIDDEN_ADDRESS, f"the address is not public: {literal}")
        host = self._hosts.get(name)
        if host is None:
            settings = self.settings
            host = self._hosts[name] = Host(
                name,
                settings.per_host,
                settings.min_delay_s,
                settings.host_failures,
                memory=self._memory,
                places=self._places,
            )
        return host

    async def _hop(self, request: _Request, host: Host, asked: str) -> Response | str:
        """One request: the response, or the Location of a redirect."""
        async with host.turn(self._overall):
            if self._gate is not None:
                await self._gate.wait()
            loop = asyncio.get_running_loop()
            started = loop.time()
            try:
                async with asyncio.timeout(request.seconds_left):
                    return await self._exchange(request, host, asked, started)
            except FetchError:
                raise
            except Exception as error:
                failure = as_fetch_error(error)
                host.failed(failure)
                raise failure from error
            finally:
                spent = loop.time() - started
                request.elapsed_s += spent
                request.seconds_left = max(request.seconds_left - spent, 0.0)

    async def _exchange(self, request: _Request, host: Host, asked: str, started: float) -> Response | str:
        assert self._session is not None, "use the client as `async with Client(settings) as client`"
        url = yarl.URL(request.url.href.partition("#")[0], encoded=True)
        async with self._session.get(
            url, headers=request.headers_of_hop(), allow_redirects=False, proxy=self.settings.proxy
        ) as answer:
            host.answered()
            headers = _headers(answer)
            if answer.status in _REDIRECTS:
                request.statuses.append(answer.status)
                request.keep_cookies(answer.cookies)
                if not headers.get("location", "").strip():
                    raise FetchError(Reason.BAD_RESPONSE, "a redirect without a Location", answer.status)
                return headers["location"].strip()
            if answer.status != 304 and not 200 <= answer.status < 300:
                refusal = _refusal(answer.status, headers, host)
                raise _challenge(answer.status, headers) or refusal
            if wall := _challenge(answer.status, headers):
                raise wall
            if request.check is not None and answer.status != 304:
                request.check(answer.status, headers)
            body = b"" if answer.status in (204, 304) else await _read(answer, headers, request)
            final = request.url.href
            permanent = bool(request.statuses) and all(status in _PERMANENT for status in request.statuses)
            version = answer.version
            return Response(
                url=asked,
                final_url=final,
                status=answer.status,
                headers=headers,
                body=body,
                permanent_target=final if permanent else None,
                elapsed_s=request.elapsed_s + asyncio.get_running_loop().time() - started,
                http_version=f"{version.major}.{version.minor}" if version else "1.1",
                reason_phrase=answer.reason or "",
                raw_headers=tuple((_text(name), _text(value)) for name, value in answer.raw_headers),
                request_headers=tuple(answer.request_info.headers.items()),
            )


def parse_url(url: str, base: str | None = None) -> URL:
    """The URL as browsers read it (WHATWG), without user name and password.

    Raises:
        FetchError: BAD_URL, if it is not an http or https URL; BAD_RESPONSE, if a redirect's target is no URL at all.
    """
    try:
        parsed = URL(join_url(base, url) if base else url)
    except (ValueError, UnicodeError):
        if base:
            raise FetchError(Reason.BAD_RESPONSE, f"a redirect to no valid URL: {url[:200]!r}") from None
        raise FetchError(Reason.BAD_URL, f"no valid URL: {url[:200]!r}") from None
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname:
        raise FetchError(Reason.BAD_URL, f"neither http nor https: {url[:200]!r}")
    if len(parsed.href) > MAX_URL:
        raise FetchError(Reason.BAD_URL, f"a URL of {len(parsed.href)} characters: {url[:200]!r}")
    if parsed.username or parsed.password:
        parsed.username = parsed.password = ""
    return parsed


async def _read(answer: aiohttp.ClientResponse, headers: dict[str, str], request: _Request) -> bytes:
    too_large = FetchError(Reason.TOO_LARGE, f"more than {request.max_bytes} bytes", answer.status)
    if not request.truncate and (answer.content_length or 0) > request.max_bytes:
        raise too_large  # encoded already, so decoded all the more
    decoder = BodyDecoder(headers.get("content-encoding", ""))
    pieces: list[bytes] = []
    size = 0
    async for chunk in answer.content.iter_any():
        for piece in decoder.feed(chunk):
            size += len(piece)
            pieces.append(piece)
            if size > request.max_bytes:
                if request.truncate:
                    return b"".join(pieces)[: request.max_bytes]
                raise too_large
    decoder.finish()
    return b"".join(pieces)


def _challenge(status: int, headers: dict[str, str]) -> FetchError | None:
    for name, values in _CHALLENGES.items():
        if headers.get(name, "").lower() in values:
            return FetchError(Reason.CHALLENGE_PAGE, f"HTTP {status} with {name}: {headers[name]}", status)
    return None


def _refusal(status: int, headers: dict[str, str], host: Host) -> FetchError:
    wait = retry_after_s(headers, dt.datetime.now(dt.UTC))
    if status == 429 or (status == 503 and wait is not None):
        wait = DEFAULT_PAUSE_S if wait is None else wait
        host.pause(wait, status)
        return FetchError(Reason.RATE_LIMITED, f"HTTP {status}, come back in {wait:.0f} s", status, wait)
    if 400 <= status < 500:
        return FetchError(Reason.HTTP_CLIENT_ERROR, f"HTTP {status}", status, wait)
    if status >= 500:
        return FetchError(Reason.HTTP_SERVER_ERROR, f"HTTP {status}", status, wait)
    return FetchError(Reason.BAD_RESPONSE, f"HTTP {status}, which is no answer to a GET", status)


def _headers(answer: aiohttp.ClientResponse) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in answer.raw_headers:
        name, value = _text(raw_name).lower(), _text(raw_value)
        headers[name] = f"{headers[name]}, {value}" if name in headers and name not in _SINGLE else value
    return headers


def _text(raw: bytes) -> str:
    """A header's bytes as text: UTF-8 where they are that, else Latin-1, which takes anything."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
