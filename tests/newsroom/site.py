"""What the newsroom serves: pages and feeds of an edition, rendered from articles and templates."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import re
from dataclasses import dataclass, field
from email.utils import format_datetime
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tests.newsroom.articles import HERE, Article, Block, FeedSpec, Outlet, articles, outlets

FEED_TYPES = {
    "rss": "application/rss+xml",
    "rdf": "application/rdf+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "sitemap": "application/xml",
    "raw": "application/rss+xml",
}
_MOIS = dict(
    enumerate(
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        1,
    )
)
_MESES = dict(
    enumerate(
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        1,
    )
)
# Nothing in a page or feed depends on the clock: an unchanged edition is the same bytes at every start.
OPENED = dt.datetime(2018, 12, 10, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the server answers for a path. `etag` and `last_modified` stand for the bytes."""

    body: bytes
    content_type: str
    status: int = 200
    last_modified: dt.datetime = OPENED
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", f'"{hashlib.sha256(self.body).hexdigest()[:20]}"')


@functools.cache
def documents(edition: int) -> dict[tuple[str, str], Document]:
    """Everything that an edition serves, by host and path."""
    served: dict[tuple[str, str], Document] = {}
    current = articles(edition)
    for outlet in outlets().values():
        own = sorted((a for a in current.values() if a.outlet is outlet), key=lambda a: a.published, reverse=True)
        for article in own:
            served[outlet.host, article.path] = _page(article, outlet.template)
            if outlet.amp:
                served[outlet.host, article.path.rstrip("/") + "/amp/"] = _page(article, "amp")
        for feed in outlet.feeds:
            served[outlet.host, feed.path] = _feed(outlet, feed, own)
        served[outlet.host, "/"] = _html(_render("front.html", outlet=outlet, articles=own), own)
        if outlet.robots is not None:
            served[outlet.host, "/robots.txt"] = Document(body=outlet.robots.encode(), content_type="text/plain")
    return served


def feed_entries(outlet: Outlet, feed: FeedSpec, edition: int) -> list[Article]:
    """The articles that a feed lists, newest first; none for a faulty feed."""
    own = sorted((a for a in articles(edition).values() if a.outlet is outlet), key=lambda a: a.published, reverse=True)
    return [] if feed.kind == "raw" or feed.status != 200 else _listed(feed, own)


def link(article: Article, feed: FeedSpec) -> str:
    """An article's address as a feed gives it."""
    if feed.links == "amp":
        return article.amp_url
    if feed.links == "utm":
        campaign = {"utm_source": "rss", "utm_medium": "feed", "utm_campaign": article.section}
        return f"{article.url}?{urlencode(campaign)}"
    return article.url


def _listed(feed: FeedSpec, own: list[Article]) -> list[Article]:
    return [a for a in own if not feed.sections or {a.section, *a.also_in} & set(feed.sections)]


def _page(article: Article, template: str) -> Document:
    if article.status != 200:
        body = _render("gone.html", outlet=article.outlet)
        return Document(body=body.encode(), content_type="text/html; charset=utf-8", status=article.status)
    page = _render(f"{template}.html", outlet=article.outlet, article=article, others=_others(article))
    return _html(page, [article])


def _others(article: Article) -> list[Article]:
    """Headlines for the page's sidebars: of the first edition only, so that old pages stay the bytes they were."""
    own = [a for a in articles(1).values() if a.outlet is article.outlet and a.slug != article.slug]
    return sorted(own, key=lambda a: hashlib.sha256(f"{article.slug} {a.slug}".encode()).digest())[:6]


def _html(page: str, shown: list[Article]) -> Document:
    changed = max((a.changed for a in shown), default=OPENED)
    return Document(body=page.encode(), content_type="text/html; charset=utf-8", last_modified=changed)


def _feed(outlet: Outlet, feed: FeedSpec, own: list[Article]) -> Document:
    if feed.status != 200:
        return Document(body=b"Internal Server Error\n", content_type="text/plain", status=feed.status)
    if feed.file is not None:
        return Document(body=(HERE / "faults" / feed.file).read_bytes(), content_type=FEED_TYPES[feed.kind])
    listed = _listed(feed, own)
    changed = max((a.changed for a in listed), default=OPENED)
    if feed.kind == "json":
        text = json.dumps(_json_feed(outlet, feed, listed), ensure_ascii=False, indent=1)
    else:
        text = _render(f"feed.{feed.kind}.xml", outlet=outlet, feed=feed, articles=listed, changed=changed, link=link)
    if feed.ill_formed:
        text = text.replace("&amp;", "&").replace("</channel>", "")
    kind = f"{FEED_TYPES[feed.kind]}; charset={feed.encoding}"
    return Document(body=text.encode(feed.encoding, "xmlcharrefreplace"), content_type=kind, last_modified=changed)


def _json_feed(outlet: Outlet, feed: FeedSpec, listed: list[Article]) -> dict[str, object]:
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title or outlet.name,
        "home_page_url": outlet.home + "/",
        "feed_url": outlet.home + feed.path,
        "language": outlet.language,
        "items": [
            {
                "id": a.url,
                "url": link(a, feed),
                "title": a.title,
                "summary": a.summary,
                "content_html": f"<p>{escape(a.summary)}</p>",
                "date_published": a.published.isoformat(),
                "date_modified": a.changed.isoformat(),
                "authors": [{"name": name} for name in a.authors],
                "tags": list(a.tags),
            }
            for a in listed
        ],
    }


def inline(text: str) -> Markup:
    """Inline markup as HTML: ``*emphasis*`` and ``[text](address)``."""
    safe = str(escape(text))
    safe = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', safe)
    return Markup(re.sub(r"\*([^*]+)\*", r"<em>\1</em>", safe))  # escaped above


def body_html(blocks: tuple[Block, ...]) -> Markup:
    """A body as plain HTML, for full-text feeds."""
    tags = {"paragraph": "p", "subhead": "h2", "item": "li", "quote": "blockquote"}
    parts = [Markup("<{0}>{1}</{0}>").format(tags[b.kind], inline(b.text)) for b in blocks if b.kind in tags]
    return Markup("\n").join(parts)


def news_article(article: Article, *, bare: bool = False) -> Markup:
    """The page's schema.org NewsArticle as JSON for a script element."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": article.url},
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "dateModified": article.changed.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in article.authors]
        or [{"@type": "Organization", "name": article.byline or article.outlet.name}],
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet.name, "url": article.outlet.home},
        "description": article.summary,
        "articleSection": article.section.title(),
        "inLanguage": article.outlet.language,
    }
    if not bare:
        crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}]}
        site = {"@type": "WebSite", "name": article.outlet.name, "url": article.outlet.home}
        data.pop("@context")
        data = {"@context": "https://schema.org", "@graph": [site, crumbs, data]}
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(text)


def _day(moment: dt.datetime, style: str) -> str:
    """A date as outlets print it."""
    return {
        "us": f"{moment:%b. }{moment.day}, {moment:%Y} {moment.hour % 12 or 12}:{moment:%M} "
        + ("a.m." if moment.hour < 12 else "p.m."),
        "uk": f"{moment:%H:%M}, {moment.day} {moment:%B %Y}",
        "long": f"{moment:%B} {moment.day}, {moment:%Y}",
        "fr": f"{moment.day} {_MOIS[moment.month]} {moment.year} à {moment:%Hh%M}",
        "es": f"{moment.day} de {_MESES[moment.month]} de {moment.year}, {moment:%H:%M} h",
    }[style]


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "inline": inline,
        "day": _day,
        "rfc822": format_datetime,
        "iso": lambda moment: moment.isoformat(),
        "utc": lambda moment: moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "body_html": body_html,
    }
    environment.globals |= {"news_article": news_article}
    return environment
