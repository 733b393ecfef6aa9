"""Canonical URLs: which page an address means, whatever way it is written.

A canonical URL is an identity, not an address to fetch: it is https whatever the site speaks, has no `www.`, no
tracking parameters, and AMP and mobile variants are folded into the page that they are variants of.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import unquote, unquote_plus

import ada_url
from tld import get_fld

from transforms.feeds.url_rules import LeadOn, is_tracking, lead_on_rules

MAX_URL = 8192  # characters; longer ones are not links to articles
_WEB = ("http:", "https:")
_VARIANT_LABELS = frozenset({"www", "amp", "m", "mobile", "mobil", "touch", "wap"})
_INDEX_PAGES = frozenset({"index.html", "index.htm", "index.php"})
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")  # RFC 3986, 2.3
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:^|\.)\d+$|^\[")
_AMP_ENDING = re.compile(r"\.amp(?=$|\.html?$)")


def resolve_url(url: str, base: str | None = None) -> str | None:
    """The absolute http or https URL that a link means (WHATWG URL Standard), None where it is not one.

    Nothing but the standard's own normalisation happens: this is the address to fetch.
    """
    parsed = _parse(url, base)
    return parsed.href if parsed is not None else None


@lru_cache(maxsize=4096)
def canonical_url(url: str, base: str | None = None) -> str | None:
    """The identity of the page that `url` leads to, None where it is not http or https or cannot be parsed.

    Idempotent: the canonical URL of a canonical URL is itself. Never raises.

    >>> canonical_url("http://www.Example.com:80/world//story/amp/?utm_source=rss&b=2&a=1#top")
    'https://example.com/world/story?a=1&b=2'
    """
    parsed = _parse(url, base)
    if parsed is None:
        return None
    current: str = parsed.href
    # A fold can uncover another (an AMP cache address that holds a mobile one): repeat until nothing changes. Each
    # round but the first shortens the address or orders it, so this ends; the bound guards against a mistake here.
    for _ in range(64):
        parsed = _fold(parsed)
        if parsed is None:
            return None
        before, current = current, parsed.href
        if current == before:
            return current
    return None


@lru_cache(maxsize=4096)
def publisher_domain(url: str) -> str:
    """The registrable host of a URL by the public suffix list (`bbc.co.uk`), else its host, "" where there is none.

    >>> publisher_domain("https://feeds.bbci.co.uk/news/rss.xml")
    'bbci.co.uk'
    """
    parsed = _parse(url, None)
    if parsed is None:
        return ""
    return registrable_host((_lead_on(parsed) or parsed).hostname)


@lru_cache(maxsize=65536)
def registrable_host(host: str) -> str:
    """The registrable part of a host name by the public suffix list; that of an address is itself.

    A name below an unlisted top-level domain counts by the list's default rule: the last two labels.
    """
    host = host.rstrip(".")
    listed = get_fld(f"https://{host}/", fail_silently=True)
    if listed is not None:
        return str(listed)
    return host if _ADDRESS.search(host) else ".".join(host.split(".")[-2:])


def article_id(canonical: str) -> str:
    """The id of the article at a canonical URL: 20 hexadecimal digits."""
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def feed_id(url: str) -> str:
    """The id of the feed that was added under `url`: 20 hexadecimal digits, stable however the URL is spelled."""
    resolved = resolve_url(url) or url.strip()
    return hashlib.sha256(resolved.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _parse(url: str, base: str | None) -> ada_url.URL | None:
    if len(url) > MAX_URL:
        return None
    try:
        parsed = ada_url.URL(url, base) if base is not None else ada_url.URL(url)
    except (ValueError, UnicodeError):
        return None
    return parsed if parsed.protocol in _WEB and parsed.hostname else None


def _fold(parsed: ada_url.URL) -> ada_url.URL | None:
    inner = _lead_on(parsed)
    if inner is not None:
        return inner
    path, search = _fold_path(parsed.pathname), parsed.search
    host = _fold_host(parsed.hostname, front_page=path == "/" and not search)
    if not host:
        return None
    # A port is part of the identity unless it is the default of the scheme that the address came with.
    port = f":{parsed.port}" if parsed.port and parsed.port != "443" else ""
    query = _fold_query(search.removeprefix("?"), registrable_host(host)) if search else ""
    # Sites that are one page with a script inside tell their articles apart after the hash alone.
    fragment = parsed.hash
    script_route = fragment if fragment.startswith(("#!", "#/")) and len(fragment) > 3 else ""
    # A host of dots and digits may be none without its last dots: "https://.0../".
    return _parse(f"https://{host}{port}{path}{'?' + query if query else ''}{script_route}", None)


def _fold_host(host: str, *, front_page: bool) -> str:
    host = host.rstrip(".")
    registrable = registrable_host(host)
    if host == registrable:
        return host
    labels = host.removesuffix(f".{registrable}").split(".")
    # m.example.com/ may be a front page of its own (mobile.example.com: on telephones); an article there is not.
    variants = _VARIANT_LABELS if not front_page else frozenset({"www"})
    return ".".join([label for label in labels if label not in variants] + [registrable])


def _fold_path(path: str) -> str:
    path = _normal_escapes(path)
    if ";" in path:
        path = _SESSION.sub("", path)
    segments = [segment for segment in path.split("/") if segment]
    if segments and segments[-1].lower() in _INDEX_PAGES:
        segments.pop()
    if len(segments) > 1:
        segments = [segment for segment in segments if segment.lower() != "amp"] or segments[:1]
    if segments:
        segments[-1] = _AMP_ENDING.sub("", segments[-1]) or segments[-1]
    return "/" + "/".join(segments)


def _fold_query(query: str, site: str) -> str:
    kept: list[tuple[str, str]] = []
    for part in _normal_escapes(query).split("&"):
        name, _, value = part.partition("=")
        if part and not is_tracking(unquote_plus(name), unquote_plus(value), site):
            kept.append((name, part))
    kept.sort(key=lambda named: named[0])  # stable: values of one name keep their order, which may mean something
    return "&".join(part for _, part in kept)


def _normal_escapes(text: str) -> str:
    """Percent-encodings in capitals, none where a character needs none (RFC 3986, 6.2.2)."""
    if "%" not in text:
        return text

    def normal(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(normal, text)


def _lead_on(parsed: ada_url.URL) -> ada_url.URL | None:
    """The address that a wrapper leads to, None where `parsed` is no wrapper."""
    for rule in lead_on_rules(parsed.hostname.removeprefix("www.")):
        target = _target(parsed, rule)
        inner = _parse(target, None) if target else None
        if inner is not None:
            return inner
    return None


def _target(parsed: ada_url.URL, rule: LeadOn) -> str | None:
    path: str = parsed.pathname
    if not path.startswith(rule.path):
        return None
    if rule.target == "/":
        rest = path[len(rule.path) :]
        scheme, rest = ("https", rest[2:]) if rest.startswith("s/") else ("http", rest)
        return f"{scheme}://{rest}{parsed.search}" if "." in rest.partition("/")[0] else None
    for part in parsed.search.removeprefix("?").split("&"):
        name, _, value = part.partition("=")
        if name == rule.target:
            return unquote(value)
    return None
