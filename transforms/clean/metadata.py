"""What a page, its address and its feed entry state about the article, merged, with where each value came from.

The order of sources was set by measurement on development pages (`benchmarks/extraction.py`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from transforms.clean import bylines, dates, facts, jsonld
from transforms.clean.authors import handles, persons
from transforms.clean.dates import Moment
from transforms.clean.jsonld import Node
from transforms.clean.markup import Markup
from transforms.clean.normalise import bare, visible
from transforms.clean.publication import read_dates
from transforms.clean.titles import TitleSources, choose_title
from transforms.feeds.entry import FeedEntry


def _names(kind: str) -> tuple[str, ...]:
    return tuple(name for k, name in facts.table("meta", 2) if k == kind)


_AUTHOR_META = _names("author")
_TITLE_META = _names("title")
_DESCRIPTION_META = _names("description")
_SITE_META = _names("site")
_SECTION_META = _names("section")
_CREDIT_META = _names("credit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The merged values; None or empty where nothing states them."""

    title: str | None
    title_from: str | None
    authors: list[str]
    publisher: str | None
    published: Moment | None
    published_from: str | None
    modified: Moment | None
    modified_from: str | None
    description: str | None  # the page's own summary, often its deck
    sections: list[str]
    types: list[str]  # schema.org types of the article, and og:type
    language: str | None  # as the page declares it
    credits: list[str]  # copyright, credit and source lines in the metadata
    bodies: list[str]  # articleBody of the JSON-LD
    free: bool | None  # isAccessibleForFree
    updates: list[Node]  # liveBlogUpdate, the posts of a live blog


def read_metadata(
    markup: Markup,
    *,
    url: str | None,
    entry: FeedEntry | None = None,
    fetched_at: dt.datetime | None = None,
    lines: Sequence[str] = (),
) -> Metadata:
    """Merge the sources.

    Args:
        markup: what the page states.
        url: its address.
        entry: the feed entry that led to it.
        fetched_at: aware; bounds the dates from above. Without it the current time does.
        lines: of the page, searched for a date where nothing states one.
    """
    now = fetched_at or dt.datetime.now(dt.UTC)
    nodes = jsonld.read_nodes([*markup.json_ld, *markup.meta.get("script:ld+json", ())])  # some frameworks' mistake
    article = article_node(nodes, markup, url)
    stated = stated_sites(nodes, article, markup, entry)
    sites = list(dict.fromkeys([*stated, *host_names(url or markup.canonical or "")]))
    headline = jsonld.text(article.get("headline") or article.get("name"), "@value") if article else None
    title, title_from = choose_title(
        TitleSources(
            h1=markup.h1,
            json_ld=headline,
            opengraph=markup.first(*_TITLE_META),
            page_title=markup.page_title,
            feed=entry.title if entry else None,
            site_names=sites,
        )
    )
    found = read_dates(markup, article, nodes, url=url, entry=entry, lines=lines, now=now)
    return Metadata(
        title=title,
        title_from=title_from,
        authors=_authors(markup, article, nodes, entry, sites, lines),
        publisher=sites[0] if stated or (sites and host_names(markup.canonical or "")) else None,
        published=found.published,
        published_from=found.published_from,
        modified=found.modified,
        modified_from=found.modified_from,
        description=_description(markup, article),
        sections=_sections(markup, article),
        types=[*(jsonld.types(article) if article else ()), *markup.meta.get("og:type", ())],
        language=_language(markup, article, entry),
        credits=_credits(markup, article),
        bodies=[b for n in nodes if jsonld.is_article(n) for b in jsonld.texts(n.get("articleBody"))],
        free=_free(nodes),
        updates=jsonld.updates(nodes),
    )


def article_node(nodes: list[Node], markup: Markup, url: str | None) -> Node | None:
    """The JSON-LD object of this article, where several (related stories, the page itself) are given."""
    candidates = [n for n in nodes if jsonld.is_article(n)]
    if not candidates:
        candidates = [n for n in nodes if n.get("datePublished") or n.get("headline")]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    path = urlsplit(url or markup.canonical or "").path.rstrip("/")
    heads = {bare(h) for h in (*markup.h1[:4], markup.first("og:title") or "", markup.page_title or "") if h}

    def rank(node: Node) -> tuple[bool, bool, bool]:
        own = [
            *jsonld.texts(node.get("url")),
            *jsonld.texts(node.get("mainEntityOfPage"), "@id", "url"),
            *jsonld.texts(node.get("@id")),
        ]
        same_page = bool(path) and any(urlsplit(_safe(o)).path.rstrip("/") == path for o in own)
        headline = bare(jsonld.text(node.get("headline") or node.get("name")) or "")
        same_head = bool(headline) and any(headline in h or h in headline for h in heads)
        return same_head, same_page, bool(node.get("datePublished"))

    return max(candidates, key=rank)


def stated_sites(nodes: list[Node], article: Node | None, markup: Markup, entry: FeedEntry | None) -> list[str]:
    """Names of the outlet that page and feed entry state, best first."""
    names: list[str] = []
    if value := markup.first("og:site_name"):
        names.append(value)
    if article:
        names += jsonld.texts(article.get("publisher"), "name")
    for node in nodes:
        if any(t in ("WebSite", "NewsMediaOrganization", "Organization") for t in jsonld.types(node)):
            names += jsonld.texts(node.get("name"))[:1]
            names += jsonld.texts(node.get("alternateName"))[:2]
    if value := markup.first(*_SITE_META[1:]):
        names.append(value)
    if entry and entry.publisher:
        names.append(entry.publisher)
    return list(dict.fromkeys(visible(n) for n in names if n and len(n) <= 80 and not n.startswith("http")))


def host_names(url: str) -> list[str]:
    """The label of an address's domain that names its owner, and the whole host; empty without a host."""
    host = urlsplit(_safe(url)).hostname or ""
    labels = [p for p in host.split(".") if p not in ("www", "m", "amp", "co", "com", "org", "net", "gov", "ac")]
    if not labels or not host:
        return []
    label = labels[-2] if len(labels) > 1 and len(labels[-1]) <= 3 else labels[-1] if len(labels) == 1 else labels[0]
    return [name for name in (label, host.removeprefix("www.")) if name and len(name) <= 80]


def _authors(
    markup: Markup,
    article: Node | None,
    nodes: list[Node],
    entry: FeedEntry | None,
    sites: list[str],
    lines: Sequence[str],
) -> list[str]:
    """The persons of the first source that names any in full; what readers see before what data say."""
    above = set(markup.around[max(0, markup.heading - 1 - bylines.ABOVE) : max(0, markup.heading - 1)])
    signed = _signed([text for text in markup.near if text not in above])
    signed += bylines.signed_lines(markup.around, markup.heading)
    stated = _stated_authors(article, nodes)
    meta = [v for n in _AUTHOR_META for v in markup.meta.get(n, ()) if not v.startswith("http")]
    if (names := persons(signed, sites)) and set(names) < set(persons(stated, sites)):
        signed = []  # the line names one of several
    seen: tuple[Callable[[], list[str]], ...] = (
        lambda: signed,
        lambda: next(([b] for b in markup.bylines[:4] if persons([b], sites)), []),
    )
    sources: list[Callable[[], list[str]]] = [
        seen[0],
        lambda: stated,
        lambda: [a for a in markup.authors if len(a) < 100],
        lambda: meta,
        seen[1],
        lambda: list(entry.authors) if entry else [],
    ]
    guesses: list[Callable[[], list[str]]] = [
        lambda: bylines.lone_names(lines, markup.around, markup.heading),
        lambda: bylines.signed_above(markup.around, markup.heading),
        lambda: bylines.notes(lines),
    ]
    # A site may bear a person's name: then those who sign are persons all the same.
    signers = {bare(name): name for name in persons([*signed, *stated, *meta]) if 2 <= len(name.split()) <= 3}
    first: list[str] = []
    for source in sources:
        found = persons(source(), sites)
        if any(" " in name for name in found):
            if source in seen:  # beside names in full, single words on the page are jobs and places
                found = [name for name in found if " " in name]
            return bylines.with_others(found, markup.around, markup.heading)
        first = first or found
    if own := [signers[bare(s)] for s in sites if bare(s) in signers]:
        return own[:1]
    if first:
        return first  # single words: first names, or user names
    by = [*signed, *stated, *meta, *markup.bylines[:1]]
    if any(_DESK.search(text) for text in by) or (signed and not any(map(dates.parse, signed))):  # a desk, the outlet
        return persons(bylines.notes(lines, said=True), sites) or handles([*signed, *stated, *meta], sites)
    joined = {bare(s).replace(" ", "") for s in sites}
    for guess in guesses:
        if found := [name for name in persons(guess(), sites) if bare(name).replace(" ", "") not in joined]:
            return bylines.with_others(found, markup.around, markup.heading)
    return handles([*stated, *meta], sites)


def _stated_authors(article: Node | None, nodes: list[Node]) -> list[str]:
    """Names of the article's authors in JSON-LD; an author may be a reference to an object elsewhere in it."""
    if article is None:
        return []
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and n.get("name")}
    people = []
    for author in jsonld.as_list(article.get("author")):
        if isinstance(author, dict) and not author.get("name") and isinstance(author.get("@id"), str):
            author = by_id.get(author["@id"], author)
        if not (isinstance(author, dict) and _is_organisation(author)):
            people.append(author)
    return jsonld.texts(people, "name")


def _signed(lines: list[str]) -> list[str]:
    """Lines that begin with "By", and the line after one that is nothing else; of several those near the first."""
    found: list[str] = []
    first = 0
    for index, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=False)):
        if found and (index - first > _TOGETHER or len(line.split()) > _BYLINE_WORDS):
            break
        before = len(found)
        if _BY.match(line):
            found.append(line)
        elif (signed := _DATED_BY.match(line)) and dates.parse(signed.group(1)):
            found.append(signed.group(2))
        elif _BY.match(f"{line} ") and following:
            found.append(following)
        first = index if len(found) > before == 0 else first
    return found[:3]


_DESK = facts.patterns("authors", "desk")
_BYLINE_WORDS = 12  # a longer piece is text
_TOGETHER = 5  # pieces of text over which the names of one byline spread
_DATED_BY = re.compile(r"(.{6,40}\d)[ ,|·•–-]* (by .{3,80})\Z", re.IGNORECASE)
_BY = re.compile(
    r"\A(?:(?:(?:words?|text|story|written|reported|posted|interview)\s+)?(?:by|von|por|par)\b:?|authors?:)\s+",
    re.IGNORECASE,
)


def _is_organisation(author: Node) -> bool:
    return any("Organization" in t for t in jsonld.types(author))


def _description(markup: Markup, article: Node | None) -> str | None:
    own = jsonld.text(article.get("description")) if article else None
    value = markup.first(*_DESCRIPTION_META) or own
    return visible(value) if value else None


def _sections(markup: Markup, article: Node | None) -> list[str]:
    values = [*(jsonld.texts(article.get("articleSection"), "name") if article else ())]
    values += [v for n in _SECTION_META for v in markup.meta.get(n, ())]
    return list(dict.fromkeys(visible(v) for v in values if len(v) <= 80))


def _language(markup: Markup, article: Node | None, entry: FeedEntry | None) -> str | None:
    stated = jsonld.text(article.get("inLanguage"), "name", "alternateName") if article else None
    for value in (
        markup.lang,
        stated,
        markup.first("og:locale", "content-language"),
        entry.language if entry else None,
    ):
        code = (value or "").strip().replace("_", "-").split("-")[0].lower()
        if len(code) == 2 and code.isalpha():
            return code
    return None


def _credits(markup: Markup, article: Node | None) -> list[str]:
    values = list(markup.credits)
    if article:
        for name in (
            "sourceOrganization",
            "copyrightHolder",
            "creditText",
            "copyrightNotice",
            "provider",
            "author",
            "creator",
        ):
            values += jsonld.texts(article.get(name), "name", "legalName")
    for name in _CREDIT_META:
        values += markup.meta.get(name, ())
    return list(dict.fromkeys(visible(v) for v in values if len(v) <= 300))


def _free(nodes: list[Node]) -> bool | None:
    for node in nodes:
        if jsonld.is_article(node) and (value := node.get("isAccessibleForFree")) is not None:
            return str(value).strip().lower() not in ("false", "no", "0")
    return None


def _safe(url: str) -> str:
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url
