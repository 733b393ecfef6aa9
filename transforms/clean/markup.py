"""What a page's markup says about the article, collected in one walk over the tree."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from transforms.clean import facts
from transforms.clean.normalise import bare, visible

MAX_FOUND = 60  # of each kind; an article page has a handful
NEAR = 1500  # characters below the headline that may hold byline and date
MOST_SHARED = 0.75  # of a heading's words that the page's title has too, from which on it is the headline
NEAR_PIECE = 120  # longest text that is taken for a byline or date line
_ELSEWHERE_TAGS = frozenset({"aside", "nav", "footer"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)


@dataclass(slots=True)
class Markup:
    """Values as they stand in the page, in document order, not yet judged."""

    meta: dict[str, list[str]] = field(default_factory=dict)  # lower-case name, property or itemprop -> contents
    page_title: str | None = None
    h1: list[str] = field(default_factory=list)
    canonical: str | None = None
    lang: str | None = None
    json_ld: list[str] = field(default_factory=list)  # texts of the scripts
    published: list[str] = field(default_factory=list)  # by itemprop, pubdate or class
    modified: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)  # every other <time>
    dated: list[str] = field(default_factory=list)  # texts of elements whose class speaks of a date
    authors: list[str] = field(default_factory=list)  # rel=author, itemprop=author
    bylines: list[str] = field(default_factory=list)  # texts of elements whose class speaks of a byline
    decks: list[str] = field(default_factory=list)  # by class or itemprop
    after_h1: str | None = None  # a heading right below the headline
    near: list[str] = field(default_factory=list)  # short texts around the headline, those below it first
    captions: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # copyright and credit lines
    classes: set[str] = field(default_factory=set)  # class and id words of body and article

    def first(self, *names: str) -> str | None:
        """The first non-empty content of the first of these meta names that has one."""
        return next((v for n in names for v in self.meta.get(n, ()) if v), None)


def read_markup(tree: HtmlElement) -> Markup:
    """Walk the tree once. The tree is not changed."""
    found = Markup(lang=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    heading: HtmlElement | None = None
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        reader = _READERS.get(tag)
        if reader is not None:
            reader(element, found)
        if tag == "h1" and heading is None and found.h1:
            heading = element
        if element.attrib and tag not in ("meta", "link", "script", "style", "html"):
            _read_roles(element, tag, found)
    titled = _titled(tree, found)
    heading = heading if titled is None else titled
    if heading is not None:
        found.after_h1 = _below(heading)
        found.near = [*_following(heading), *_preceding(heading)]
    return found


def _titled(tree: HtmlElement, found: Markup) -> HtmlElement | None:
    """The heading that says most of the page's title, where it is no `h1`: on many weblogs that is the site's name."""
    title = set(bare(found.first("og:title", "twitter:title") or found.page_title or "").split())
    if len(title) < 3:
        return None
    said = max((len(title & set(bare(h).split())) for h in found.h1), default=0)
    if said >= 3:
        return None
    best, most = None, max(2, said)
    for element in itertools.islice(tree.iter("h2", "h3"), MAX_FOUND):
        own = set(bare(content(element)).split())
        shared = len(own & title)
        if shared > most and shared >= MOST_SHARED * len(own) and not elsewhere(element):
            best, most = element, shared
    return best


def content(element: HtmlElement) -> str:
    """The element's visible text on one line; blocks and line breaks are set apart by a space."""
    return visible("".join(_pieces(element)))


def _pieces(element: HtmlElement) -> list[str]:
    # The parser stops at 256 nested elements, so that recursion is safe.
    parts = [element.text or ""]
    for child in element:
        space = "" if child.tag in _INLINE else " "
        parts.append(space)
        if child.tag not in _UNSEEN:
            parts += _pieces(child)
        parts += (space, child.tail or "")
    return parts


def _read_roles(element: HtmlElement, tag: str, found: Markup) -> None:
    """Values of elements that an attribute marks: microdata, rel=author, speaking classes."""
    itemprop = (element.get("itemprop") or "").lower()
    names = names_of(element)
    if test_id := element.get("data-testid"):
        names = f"{names} {test_id}"
    if tag in ("body", "article", "main") and len(found.classes) < 200:
        found.classes.update(names.lower().split()[:40])
    if itemprop in _ITEMPROPS and not elsewhere(element):
        named = element.find('.//*[@itemprop="name"]') if itemprop == "author" else None
        value = element.get("content") or element.get("datetime") or content(element if named is None else named)
        if tag != "meta":
            _add(getattr(found, _ITEMPROPS[itemprop]), visible(value), 300)
    elif "author" in (element.get("rel") or "").lower().split() and tag == "a" and not elsewhere(element):
        _add(found.authors, content(element), 100)
    if not names:
        return
    role = _role(names)
    if role is None or len(element) > 25 or elsewhere(element):
        return
    if role == "credits" and _of_picture(element, names):
        return
    limit = 600 if role == "decks" else 250
    _add(getattr(found, role), content(element), limit)


def _of_picture(element: HtmlElement, names: str) -> bool:
    """The credit is a picture's, which says nothing about who wrote the text."""
    near = [names, *(str(a.get("class") or "") for a in list(element.iterancestors())[:3])]
    return any(a.tag in ("figure", "figcaption", "picture") for a in element.iterancestors()) or any(
        _PICTURE.search(n) for n in near
    )


@functools.lru_cache(maxsize=20_000)
def _role(names: str) -> str | None:
    """The field of `Markup` that these class names speak of; pages repeat the same few names thousands of times."""
    match = _ROLE.search(speaking(names))
    return _ROLE_FIELDS[str(match.lastgroup)] if match else None


@functools.lru_cache(maxsize=20_000)
def is_teaser(names: str) -> bool:
    """Class and id names speak of other articles or of the page's furniture."""
    return bool(_TEASER.search(names))


def speaking(names: str) -> str:
    """Class names in lower case with their words set apart by hyphens: "BylineBar_byline" is "byline-bar-byline"."""
    return _CAMEL.sub("-", names).replace("_", "-").lower()


def names_of(element: HtmlElement) -> str:
    """The element's class and id names; empty where it has none."""
    first, second = element.get("class"), element.get("id")
    return f"{first} {second}" if first and second else first or second or ""


def elsewhere(element: HtmlElement) -> bool:
    """The element stands in navigation, a side column, a comment or a teaser of another article."""
    for level, ancestor in enumerate(element.iterancestors()):
        if ancestor.tag == "body" or level > 30:
            return False
        if ancestor.tag in _ELSEWHERE_TAGS:
            return True
        if ancestor.tag != "main" and is_teaser(names_of(ancestor)):
            return True
    return False


def _below(heading: HtmlElement) -> str | None:
    """The text of the heading or short block that follows the headline, the first thing after it."""
    for element in (heading, heading.getparent()):
        if element is None or element.tag in ("body", "article", "main"):
            return None
        following = element.getnext()
        if following is not None:
            return content(following)[:600] if following.tag in ("h2", "h3", "h4") else None
    return None


def _following(heading: HtmlElement) -> list[str]:
    """Short texts in the elements that come after the headline, up to `NEAR` characters of text."""
    texts: list[str] = []
    total, level = 0, heading
    while level is not None and level.tag != "body":
        for sibling in level.itersiblings():
            for element in sibling.iter():
                if element.tag in _UNSEEN:
                    continue
                for piece in (element.text, element.tail if element is not sibling else None):
                    piece = visible(piece) if piece else ""
                    total += len(piece)
                    if piece:
                        _add(texts, piece, NEAR_PIECE)
                if total > NEAR or len(texts) >= MAX_FOUND:
                    return texts
        level = level.getparent()
    return texts


def _preceding(heading: HtmlElement) -> list[str]:
    """Short texts just above the headline, as far as its parent's and grandparent's first children."""
    texts: list[str] = []
    level = heading
    for _ in range(3):
        if level is None or level.tag == "body":
            break
        for sibling in list(level.itersiblings(preceding=True))[:4]:
            if sibling.tag not in _UNSEEN and sibling.tag not in ("header", "nav"):
                _add(texts, content(sibling), NEAR_PIECE)
        level = level.getparent()
    return texts


def _add(values: list[str], value: str, longest: int) -> None:
    if value and len(value) <= longest and len(values) < MAX_FOUND and value not in values:
        values.append(value)


def _meta(element: HtmlElement, found: Markup) -> None:
    value = element.get("content")
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = element.get(attribute)
        if name and value and value.strip():
            values = found.meta.setdefault(name.strip().lower(), [])
            if len(values) < MAX_FOUND:
                values.append(visible(value))


def _link(element: HtmlElement, found: Markup) -> None:
    if found.canonical is None and "canonical" in (element.get("rel") or "").lower().split():
        found.canonical = (element.get("href") or "").strip() or None


def _title(element: HtmlElement, found: Markup) -> None:
    if found.page_title is None and getattr(element.getparent(), "tag", None) != "svg":
        found.page_title = content(element) or None


def _h1(element: HtmlElement, found: Markup) -> None:
    _add(found.h1, content(element), 400)


def _script(element: HtmlElement, found: Markup) -> None:
    if "ld+json" in (element.get("type") or "").lower() and element.text and len(found.json_ld) < MAX_FOUND:
        found.json_ld.append(element.text)


def _time(element: HtmlElement, found: Markup) -> None:
    if (element.get("itemprop") or "").lower() in _ITEMPROPS or elsewhere(element):
        return
    value = element.get("datetime") or content(element)
    names = f"{element.get('class') or ''} {getattr(element.getparent(), 'attrib', {}).get('class') or ''}".lower()
    if _MODIFIED.search(names):
        _add(found.modified, value, 100)
    elif element.get("pubdate") is not None or _PUBLISHED.search(names):
        _add(found.published, value, 100)
    else:
        _add(found.times, value, 100)


def _figcaption(element: HtmlElement, found: Markup) -> None:
    if not elsewhere(element):
        _add(found.captions, content(element), 1500)


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "button", "select", "textarea"})
_READERS = {
    "meta": _meta,
    "link": _link,
    "title": _title,
    "h1": _h1,
    "script": _script,
    "time": _time,
    "figcaption": _figcaption,
}
_ITEMPROPS = {
    "datepublished": "published",
    "datemodified": "modified",
    "author": "authors",
    "alternativeheadline": "decks",
}
_ROLE = facts.patterns("classes", "role")
_ROLE_FIELDS = {"byline": "bylines", "deck": "decks", "date": "dated", "caption": "captions", "credit": "credits"}
_TEASER = facts.patterns("classes", "teaser")
_PICTURE = facts.patterns("classes", "picture")
_PUBLISHED = facts.patterns("classes", "published")
_MODIFIED = facts.patterns("classes", "modified")
