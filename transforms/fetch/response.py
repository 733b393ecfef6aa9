"""An answer to a request, whole and decoded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:+-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a URL answered after its redirects: a success or a 304."""

    url: str  # as asked, normalised
    final_url: str
    status: int
    headers: dict[str, str]  # lower-case names; the values of a repeated one joined by ", "
    body: bytes  # decoded from gzip, br, zstd
    permanent_target: str | None  # the final URL if it was reached through 301 and 308 alone
    elapsed_s: float  # without the wait for the host's turn
    http_version: str = "1.1"
    reason_phrase: str = ""
    raw_headers: tuple[tuple[str, str], ...] = ()
    request_headers: tuple[tuple[str, str], ...] = ()

    @property
    def content_type(self) -> str:
        """The media type without parameters, lower-case; empty if the server names none."""
        return media_type_of(self.headers)

    @property
    def charset(self) -> str | None:
        """The charset parameter of the Content-Type header, lower-case."""
        return charset_of(self.headers)


def media_type_of(headers: Mapping[str, str]) -> str:
    """The media type of a Content-Type header, lower-case, without parameters; empty without one.

    >>> media_type_of({"content-type": "Text/HTML; charset=utf-8"})
    'text/html'
    """
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def charset_of(headers: Mapping[str, str]) -> str | None:
    """The charset of a Content-Type header, lower-case; None without one."""
    match = _CHARSET.search(headers.get("content-type", ""))
    return match[1].lower() if match else None
