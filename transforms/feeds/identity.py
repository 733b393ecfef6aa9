"""Which entry an entry is, and what it says.

The key answers "have we seen it", the fingerprint "has it changed since". Both ignore what feeds change without meaning
it: schemes, tracking parameters, AMP and mobile hosts, GUIDs made anew, white space, entities, markup.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
import unicodedata

from transforms.feeds.urls import canonical_url

# `[^<>]` and not `[^>]`: "<" repeated must not make this quadratic.
_TAG = re.compile(r"<[^<>]*>")
# GUIDs that name one thing in the world; any other is only unique within its feed.
_GLOBAL_GUID = re.compile(r"^(?:urn:|tag:|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$)", re.IGNORECASE)


def entry_key(
    *,
    canonical: str | None,
    guid: str | None,
    title: str | None,
    summary: str | None,
    content: str | None,
    feed_id: str,
    home: str | None = None,
) -> str:
    """The identity of an entry: 20 hexadecimal digits.

    Args:
        canonical: The canonical URL of its link.
        guid: Its own id.
        title: Its title.
        summary: Its summary.
        content: Its full text.
        feed_id: The feed; ids and texts count within it, links everywhere.
        home: The canonical URL of the site that the feed belongs to. A link to it says nothing about the entry.
    """
    if canonical is not None and canonical != home and not is_front_page(canonical):
        return _digest("url", canonical)
    if guid and guid.strip():
        guid = guid.strip()
        page = canonical_url(guid)
        if page is not None and page != home and not is_front_page(page):
            return _digest("url", page)
        return _digest("guid", guid) if _GLOBAL_GUID.match(guid) else _digest("guid", feed_id, guid)
    text = [plain(part) for part in (title, summary or content)]
    return _digest("text", feed_id, *text) if any(text) else _digest("url", canonical or "", feed_id)


def fingerprint(
    *, title: str | None, summary: str | None, content: str | None, updated_at: dt.datetime | None = None
) -> str:
    """What an entry says, as 20 hexadecimal digits: a known entry with a new one is worth another look.

    Args:
        title: Its title.
        summary: Its summary.
        content: Its full text.
        updated_at: When it was last changed. Many feeds stamp every entry anew at every request, so it is to be given
            only where there is no text to tell a change by.
    """
    stamp = updated_at.astimezone(dt.UTC).isoformat() if updated_at is not None else ""
    return _digest("says", plain(title), plain(summary), plain(content), stamp)


def is_front_page(canonical: str) -> bool:
    """Whether a canonical URL is that of a whole site, which cannot be the page of one entry."""
    return canonical.partition("://")[2].find("/") == len(canonical.partition("://")[2]) - 1


def plain(text: str | None) -> str:
    """A text or HTML fragment without markup, entities and differences in white space, in Unicode NFKC."""
    if not text:
        return ""
    bare = text
    for _ in range(3):  # feeds escape once, twice or three times, and change their minds
        if "<" not in bare and "&" not in bare:
            break
        bare = html.unescape(_TAG.sub(" ", bare))
    return " ".join((bare if bare.isascii() else unicodedata.normalize("NFKC", bare)).split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
