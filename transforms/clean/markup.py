"""What a page's markup says about the article: values as they stand in the page, not yet judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transforms.clean.lines import NAVIGATION, Lines
from transforms.clean.normalise import bare, visible

MAX_FOUND = 60  # of each kind; an article page has a handful
NEAR = 1500  # characters below the headline that may hold byline and date
NEAR_ABOVE = 5  # lines above the headline that may
MOST_SHARED = 0.75  # of a heading's words that the page's title has too, from which on it is the headline
AROUND = 25  # lines below the headline (or the page's start) that are kept with their text nodes set apart
NEAR_PIECE = 120  # longest text that is taken for a byline or date line


@dataclass(slots=True)
class Markup:
    """Values in document order."""

    meta: dict[str, list[str]] = field(default_factory=dict)  # lower-case name, property or itemprop -> contents
    page_title: str | None = None
    h1: list[str] = field(default_factory=list)
    canonical: str | None = None
    lang: str | None = None
    json_ld: list[str] = field(default_factory=list)  # texts of the scripts
    published: list[str] = field(default_factory=list)  # by itemprop, pubdate or class
    modified: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)  # every other <time>
    stamped: dict[int, str] = field(default_factory=dict)  # line -> what its first <time> states
    dated: list[str] = field(default_factory=list)  # texts of elements whose class speaks of a date
    authors: list[str] = field(default_factory=list)  # rel=author, itemprop=author
    bylines: list[str] = field(default_factory=list)  # texts of elements whose class speaks of a byline
    decks: list[str] = field(default_factory=list)  # by class or itemprop
    after_h1: str | None = None  # a heading right below the headline
    near: list[str] = field(default_factory=list)  # short texts around the headline, those below it first
    captions: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # copyright and credit lines
    classes: set[str] = field(default_factory=set)  # class and id words of body and article
    around: list[str] = field(default_factory=list)  # the lines of the page's top, their text nodes set apart
    heading: int = -1  # the line after the headline, -1 where no element is one

    def first(self, *names: str) -> str | None:
        """The first non-empty content of the first of these meta names that has one."""
        return next((v for n in names for v in self.meta.get(n, ()) if v), None)

    def read_near(self, lines: Lines, heading: int) -> None:
        """What stands around the headline.

        Args:
            lines: of the page.
            heading: the line after the first `h1`, -1 where there is none.
        """
        texts, pieces, tags = lines.text, lines.pieces, lines.tag
        titled = self._titled(texts, tags)
        heading = titled if titled >= 0 else heading
        self.heading = heading
        top = max(heading, 0) + AROUND
        self.around = [
            text if len(its) == 1 else visible(" ".join(its)) for text, its in zip(texts[:top], pieces, strict=False)
        ]
        if heading < 0:
            return
        if heading < len(texts) and tags[heading] in ("h2", "h3", "h4"):
            self.after_h1 = texts[heading][:600]
        total = 0
        for line in range(heading, len(texts)):
            for piece in pieces[line]:
                piece = visible(piece)
                total += len(piece)
                add(self.near, piece, NEAR_PIECE)
            if total > NEAR or len(self.near) >= MAX_FOUND:
                break
        for line in range(max(0, heading - 1 - NEAR_ABOVE), max(0, heading - 1)):
            if not lines.tags[lines.container[line]] & NAVIGATION:
                add(self.near, texts[line], NEAR_PIECE)

    def _titled(self, texts: Sequence[str], tags: Sequence[str]) -> int:
        """The line after the heading that says most of the page's title, where that is no `h1`, else -1.

        On many weblogs the `h1` is the site's name.
        """
        title = set(bare(self.first("og:title", "twitter:title") or self.page_title or "").split())
        if len(title) < 3:
            return -1
        said = max((len(title & set(bare(h).split())) for h in self.h1), default=0)
        if said >= 3:
            return -1
        best, most, looked_at = -1, max(2, said), 0
        for line, tag in enumerate(tags):
            if tag in ("h2", "h3"):
                looked_at += 1
                own = set(bare(texts[line]).split())
                shared = len(own & title)
                if shared > most and shared >= MOST_SHARED * len(own):
                    best, most = line + 1, shared
                if looked_at >= MAX_FOUND:
                    break
        return best


def add(values: list[str], value: str, longest: int) -> None:
    """Append a value that is new, neither empty nor too long, and one of the first `MAX_FOUND`."""
    if value and len(value) <= longest and len(values) < MAX_FOUND and value not in values:
        values.append(value)


def read_meta(attributes: Mapping[str, str], found: Markup) -> None:
    """A `meta` element under every name that it bears."""
    value = attributes.get("content")
    if not value or not value.strip():
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = attributes.get(attribute)
        if name:
            values = found.meta.setdefault(name.strip().lower(), [])
            if len(values) < MAX_FOUND:
                values.append(visible(value))


def read_link(attributes: Mapping[str, str], found: Markup) -> None:
    """The canonical link."""
    if found.canonical is None and "canonical" in (attributes.get("rel") or "").lower().split():
        found.canonical = (attributes.get("href") or "").strip() or None
