"""Who first published an article, as its page tells: its agency, a line of republication, a link to the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from transforms.clean import facts
from transforms.clean.normalise import bare, visible
from transforms.clean.wire import Wire
from transforms.feeds.urls import publisher_domain

# Paragraphs at either end of a text where a line of republication stands.
EDGE = 3
LONGEST_LINE = 400  # characters


@dataclass(frozen=True, slots=True)
class Origin:
    """Another publisher than the page's own, and what says so.

    Attributes:
        publisher: an agency's short name ("AP"), an outlet's name as printed, or a host.
        evidence: the words of the page, or the link.
    """

    publisher: str
    evidence: str


def find_origin(
    url: str,
    *,
    wire: Wire | None,
    wire_is_own: bool,
    publisher: str | None,
    lines: Sequence[str] = (),
    links: Sequence[str | None] = (),
) -> Origin | None:
    """The publisher that an article comes from, None where nothing says that it is another than the page's own.

    Args:
        url: the page's address.
        wire: the agency that wrote it.
        wire_is_own: whether the page is that agency's.
        publisher: the outlet's name.
        lines: first and last paragraphs and furniture, where "This article was first published by ..." may stand.
        links: canonical link and metadata that name an original (syndication-source, original-source).
    """
    if wire is not None and not wire_is_own:
        return Origin(wire.source, wire.evidence)
    own = publisher_domain(url)
    names = {bare(publisher or ""), bare(own), bare(own.rpartition(".")[0]), bare(own.partition(".")[0])} - {""}
    for line in lines:
        if (found := _republished(line)) and not _same(found.publisher, names):
            return found
    for link in links:
        host = _article_host(link)
        if host and own and publisher_domain(link or "") != own:
            return Origin(publisher_domain(link or ""), link or "")
    return None


def _republished(line: str) -> Origin | None:
    if len(line) > LONGEST_LINE + 200:
        return None
    lower = line.lower()
    if not any(verb in lower for verb in _VERBS):  # spares most lines the search
        return None
    line = visible(line)
    if len(line) > LONGEST_LINE or not (match := _REPUBLISHED.search(line)):
        return None
    name = next(group for group in match.groups() if group is not None).strip(" .,'’\"“”")
    return Origin(name.removeprefix("the ").removeprefix("The ") or name, match.group())


def _same(name: str, names: set[str]) -> bool:
    found = bare(name)
    return any(found == own or found.replace(" ", "") == own.replace(" ", "") for own in names)


def _article_host(link: str | None) -> str | None:
    """The host of a link that leads to a page, not to a front page or an AMP cache."""
    try:
        parts = urlsplit(link or "")
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "." not in host or _CACHE.search(host):
        return None
    return host if len(parts.path.strip("/")) > 1 else None


_CACHE = re.compile(
    r"(?:\A|\.)(?:ampproject\.org|google(?:usercontent)?\.com|translate\.goog|archive\.org|localhost)\Z"
)
# Every line of republication holds one of these.
_VERBS = (
    "published", "appeared", "posted", "printed", "reprinted", "produced", "reproduced", "reported", "syndicated",
    " ran ", "read the ",
)  # fmt: skip
_REPUBLISHED = facts.patterns("credits", "republished")
