"""The headline without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.clean.normalise import bare, visible

_SEPARATOR = re.compile(r"\s+[|\-–—•·»«~/>]+\s+|\s*\|\s*|\s+::\s+|\s*[»•]\s*|:\s+(?=[^:]+\Z)")
_DOMAIN_LIKE = re.compile(r"\A(?:www\.)?[\w\-]+(?:\.[a-z]{2,12}){1,2}\Z", re.IGNORECASE)
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleSources:
    """What a page and its feed offer as headline."""

    h1: Sequence[str] = ()
    json_ld: str | None = None
    opengraph: str | None = None  # or twitter:title and the like
    page_title: str | None = None
    feed: str | None = None
    site_names: Sequence[str] = ()  # og:site_name, JSON-LD publisher, the domain's label


def choose_title(sources: TitleSources) -> tuple[str | None, str | None]:
    """The headline and where it came from: h1, json-ld, opengraph, title or feed.

    The visible `h1` is what readers take for the headline, so it wins where another source bears it out (an `h1` can
    also be a logo or a section). Without one the site suffix has to be cut off the rest.
    """
    others = [
        (origin, cut_site(value, sources.site_names))
        for origin, value in (
            ("json-ld", sources.json_ld),
            ("opengraph", sources.opengraph),
            ("feed", sources.feed),
            ("title", sources.page_title),
        )
        if value and value.strip()
    ]
    others = [(origin, value) for origin, value in others if value and not _is_site(value, sources.site_names)]
    best: tuple[float, str] | None = None
    for candidate in sources.h1[:8]:
        if _is_site(candidate, sources.site_names) or not bare(candidate):
            continue
        support = max((_overlap(candidate, value) for _, value in others), default=0.0)
        if best is None or support > best[0] + 0.1:
            best = support, candidate
    if best and (
        best[0] >= 0.5 or not others or (len(sources.h1) == 1 and len(best[1].split()) >= 4 and best[0] >= 0.25)
    ):
        return _finish(best[1], sources.site_names), "h1"
    for origin, value in others:
        return _finish(value, sources.site_names), origin
    return None, None


def cut_site(title: str, site_names: Sequence[str]) -> str:
    """The title without a leading or trailing part that is the site's name."""
    title = visible(title)[:LONGEST]
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(title))
        if not parts:
            break
        head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
        first, rest = title[: parts[0].start()], title[parts[0].end() :]
        if _is_site(tail, site_names) and head:
            title = head
        elif _is_site(first, site_names) and rest:
            title = rest
        else:
            break
    title = title.strip(" |–—•").removeprefix("»").removesuffix("«").strip()
    # A quotation mark stays where its partner stands in the title too.
    title = title if "»" in title else title.removeprefix("«").strip()
    return title if "«" in title else title.removesuffix("»").strip()


def _finish(title: str, site_names: Sequence[str]) -> str | None:
    return cut_site(title, site_names) or None


def _is_site(text: str, site_names: Sequence[str]) -> bool:
    words = bare(text)
    if not words:
        return False
    if _DOMAIN_LIKE.match(text.strip()):
        return True
    joined = words.replace(" ", "")
    for name in site_names:
        other = bare(name)
        if not other:
            continue
        if words == other or joined == other.replace(" ", ""):
            return True
        # "BBC News" for the site "BBC", "The Times" for "Times of London": one holds the other's words.
        shared = set(words.split()) & set(other.split())
        if len(words.split()) <= 4 and shared and (shared == set(words.split()) or shared == set(other.split())):
            return True
    return False


def _overlap(one: str, other: str) -> float:
    first, second = set(bare(one).split()), set(bare(other).split())
    return len(first & second) / max(1, min(len(first), len(second))) if first and second else 0.0
