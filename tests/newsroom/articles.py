"""The newsroom's data: outlets.toml and the article files, read and checked."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EDITIONS = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSpec:
    """A feed that an outlet offers. `file` and `status` make it a faulty one."""

    path: str
    kind: str  # rss, rdf, atom, json, sitemap or raw
    title: str = ""
    sections: tuple[str, ...] = ()  # empty: all
    links: str = "plain"  # plain, utm or amp
    guid: str = "permalink"  # permalink or number
    full_text: bool = False
    encoding: str = "utf-8"
    ill_formed: bool = False  # bare ampersands and an unclosed element, which lenient readers survive
    file: str | None = None  # raw: this file of faults/ is the body
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An invented outlet: its host, look and feeds."""

    key: str  # name of its folder in articles/
    name: str
    host: str
    template: str
    path: str  # pattern of an article's path: {section} {slug} {year} {month} {day} {number}
    language: str = "en"
    tagline: str = ""
    address: str = ""
    sections: tuple[str, ...] = ("world",)
    amp: bool = False
    robots: str | None = None  # None: the host has no robots.txt
    repeat_lead: bool = False  # the lead stands twice on the page, once with a no-break space
    feeds: tuple[FeedSpec, ...] = ()

    @property
    def home(self) -> str:
        """Address of the front page, without a trailing slash."""
        return f"http://{self.host}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an article's body."""

    kind: str  # paragraph, subhead, item, quote or photo
    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as its outlet publishes it."""

    outlet: Outlet
    slug: str
    edition: int  # the first edition that serves this text
    title: str
    published: dt.datetime
    section: str
    blocks: tuple[Block, ...]
    deck: str = ""
    authors: tuple[str, ...] = ()
    byline: str = ""  # as printed, where it says more than the names
    modified: dt.datetime | None = None
    also_in: tuple[str, ...] = ()
    wire: str = ""  # credit line below or above the text: "(AP)", "Reuters"
    notice: str = ""  # copyright line
    caption: str = ""
    credit: str = ""
    tags: tuple[str, ...] = ()
    status: int = 200  # 404: the feed shows it, the page is gone

    @property
    def key(self) -> str:
        """``outlet/slug``."""
        return f"{self.outlet.key}/{self.slug}"

    @property
    def number(self) -> int:
        """A stable number, such as content systems put into addresses and GUIDs."""
        return zlib.crc32(self.key.encode()) % 9_000_000 + 1_000_000

    @property
    def path(self) -> str:
        """Path of the page on the outlet's host."""
        day = self.published
        return self.outlet.path.format(
            section=self.section,
            slug=self.slug,
            number=self.number,
            year=f"{day:%Y}",
            month=f"{day:%m}",
            day=f"{day:%d}",
        )

    @property
    def url(self) -> str:
        """Canonical address."""
        return self.outlet.home + self.path

    @property
    def amp_url(self) -> str:
        """Address of the AMP variant, where the outlet has one."""
        return self.url.rstrip("/") + "/amp/"

    @property
    def text(self) -> str:
        """The body as a reader sees it: paragraphs, subheads and items without captions and markup."""
        return "\n\n".join(plain(b.text) for b in self.blocks if b.kind != "photo")

    @property
    def changed(self) -> dt.datetime:
        """When it last changed."""
        return self.modified or self.published

    @property
    def summary(self) -> str:
        """The deck, else the first paragraph."""
        return self.deck or plain(next(b.text for b in self.blocks if b.kind == "paragraph"))


def plain(text: str) -> str:
    """A body text without its inline markup.

    >>> plain("He *said* so to [the paper](http://a.example/).")
    'He said so to the paper.'
    """
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text).replace("*", "")


@functools.cache
def outlets() -> dict[str, Outlet]:
    """The outlets by key, in the order of outlets.toml."""
    data = tomllib.loads((HERE / "outlets.toml").read_text("utf-8"))
    found = {}
    for record in data["outlet"]:
        feeds = tuple(FeedSpec(**_tuples(feed)) for feed in record.pop("feed", []))
        outlet = Outlet(feeds=feeds, **_tuples(record))
        found[outlet.key] = outlet
    return found


@functools.cache
def articles(edition: int) -> dict[str, Article]:
    """The articles that an edition serves, by key; a correction takes its original's place.

    Raises:
        ValueError: for an edition that does not exist, or a file that cannot be read, with its name.
    """
    if edition not in EDITIONS:
        raise ValueError(f"edition {edition}: the newsroom has the editions {EDITIONS}")
    served: dict[str, Article] = {}
    for path in sorted((HERE / "articles").glob("*/*.md"), key=lambda p: (p.parent.name, p.name.split("."), p.name)):
        try:
            article = _read(path)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.relative_to(HERE)}: {error}") from error
        if article.edition <= edition and (article.key not in served or article.edition > served[article.key].edition):
            served[article.key] = article
    return served


def _read(path: Path) -> Article:
    """An article file: TOML between two lines of ``+++``, then the body. ``slug.2.md`` corrects ``slug.md``."""
    front, body = split_front_matter(path)
    slug, _, revision = path.stem.partition(".")
    if revision:
        front["edition"] = int(revision)
    front.setdefault("edition", 1)
    outlet = outlets()[path.parent.name]
    if front["section"] not in outlet.sections:
        raise ValueError(f"section {front['section']!r} is none of the outlet's {outlet.sections}")
    return Article(outlet=outlet, slug=slug, blocks=tuple(_blocks(body)), **_tuples(front))


def split_front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """The TOML between two lines of ``+++``, and what follows."""
    match = re.match(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", path.read_text("utf-8"), re.DOTALL)
    if match is None:
        raise ValueError("no front matter between two lines of +++")
    return tomllib.loads(match[1]), match[2].strip()


def _blocks(body: str) -> list[Block]:
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", body):
        text = " ".join(part.split("\n")).strip()
        if text.startswith("@copy "):
            blocks += _copied(text)
        elif text.startswith("## "):
            blocks.append(Block(kind="subhead", text=text[3:]))
        elif text.startswith("> "):
            blocks.append(Block(kind="quote", text=text[2:]))
        elif text.startswith("- "):
            blocks += [Block(kind="item", text=line[2:].strip()) for line in part.split("\n")]
        elif text.startswith("! "):
            caption, _, credit = text[2:].partition(" | ")
            blocks.append(Block(kind="photo", text=caption, credit=credit))
        else:
            blocks.append(Block(kind="paragraph", text=text))
    return blocks


def _copied(line: str) -> list[Block]:
    """``@copy outlet/slug`` or ``@copy outlet/slug 1-4 6``: blocks of another article, counted from 1."""
    _, key, *ranges = line.split()
    blocks = _blocks(split_front_matter(HERE / "articles" / f"{key}.md")[1])
    if not ranges:
        return blocks
    chosen = []
    for span in ranges:
        first, _, last = span.partition("-")
        chosen += blocks[int(first) - 1 : int(last or first)]
    return chosen


def _tuples(record: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
