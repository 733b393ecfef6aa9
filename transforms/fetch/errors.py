"""What can go wrong between a URL and its body, as one error with a reason."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from schemas.reasons import Reason
from transforms.fetch.decoding import BadEncodingError
from transforms.fetch.guard import ForbiddenAddress


class FetchError(Exception):
    """A URL that could not be had.

    Attributes:
        reason: Why.
        message: What was seen, for people.
        status: The HTTP status, where there was one.
        retry_after_s: Seconds after which the server (or this run's own record of it) allows another try.
    """

    def __init__(
        self, reason: Reason, message: str, status: int | None = None, retry_after_s: float | None = None
    ) -> None:
        super().__init__(reason, message, status, retry_after_s)  # all of them, so that it pickles
        self.reason = reason
        self.message = message
        self.status = status
        self.retry_after_s = retry_after_s

    def __str__(self) -> str:
        return self.message


# In this order: aiohttp's classes inherit from several of these.
_REASONS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Reason], ...] = (
    ((aiohttp.InvalidURL, UnicodeError), Reason.BAD_URL),
    (BadEncodingError, Reason.BAD_RESPONSE),
    (aiohttp.ClientConnectorDNSError, Reason.DNS),
    ((aiohttp.ClientSSLError, ssl.SSLError, ssl.CertificateError, aiohttp.ServerFingerprintMismatch), Reason.TLS),
    ((TimeoutError, asyncio.TimeoutError), Reason.TIMEOUT),
    (aiohttp.ClientHttpProxyError, Reason.CONNECT),
    ((aiohttp.ClientPayloadError, aiohttp.ClientResponseError, HttpProcessingError), Reason.BAD_RESPONSE),
    ((aiohttp.ClientConnectionError, OSError), Reason.CONNECT),
)


def as_fetch_error(error: Exception) -> FetchError:
    """Any error of the network, of TLS, of HTTP or of a body's coding, as a FetchError."""
    if isinstance(error, FetchError):
        return error
    for cause in _causes(error):
        if isinstance(cause, ForbiddenAddress):
            return FetchError(Reason.FORBIDDEN_ADDRESS, f"{cause.strerror}: {cause.address}")
    for kinds, reason in _REASONS:
        if isinstance(error, kinds):
            return FetchError(reason, _message(error, reason))
    # A page that finds a new way to break the HTTP library fails alone.
    return FetchError(Reason.BAD_RESPONSE, f"{type(error).__name__}: {error}")


def _message(error: Exception, reason: Reason) -> str:
    """What went wrong, for people: for a connection the host and the system's own words."""
    if isinstance(error, aiohttp.ClientConnectorError):
        why = error.os_error.strerror or str(error.os_error) or type(error.os_error).__name__
        return f"{reason.sentence.removesuffix('.')}: {error.host}: {why}"
    return f"{type(error).__name__}: {error}" if str(error) else reason.sentence


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what it wraps and what caused it."""
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        current = pending.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        pending += [current.__cause__, current.__context__, getattr(current, "os_error", None)]
