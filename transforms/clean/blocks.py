"""The densest block of a page: the element whose own paragraphs hold most text outside links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml.html import HtmlElement

from transforms.clean.markup import content, is_teaser, names_of
from transforms.clean.normalise import visible

Kind = Literal["text", "subhead", "item", "quote", "row"]

SHORTEST = 30  # characters of a `p` that counts
SHORTEST_RUN = 80  # characters of text outside any `p` that count as a paragraph
LINKED = 0.6  # share of a part's words in links from which on it is a list of other pages
MOST_OF_BLOCK = 0.3  # share of the block's characters from which on a part of it is not dropped for its links


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article's text and what it is."""

    text: str  # visible characters, one line
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """The block's paragraphs, and how much of the page's prose they are."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    share: float = 0.0  # of the page's characters in paragraphs outside furniture and links, 0 to 1


def densest_block(tree: HtmlElement) -> Block:
    """The element with the most text in its paragraphs, those of its children's blocks counted half."""
    outside: dict[HtmlElement, bool] = {}
    scores: dict[HtmlElement, float] = {}
    weights: dict[HtmlElement, float] = {}
    for element in tree.iter(*_HOLDERS):
        weight = _weight(element)
        if weight <= 0 or _outside(element, outside):
            continue
        parent = element.getparent() if element.tag in _BLOCKS else element
        if parent is None:
            continue
        weights[parent] = weights.get(parent, 0.0) + weight
        scores[parent] = scores.get(parent, 0.0) + weight
        above = parent.getparent()
        if above is not None and above.tag != "html":
            scores[above] = scores.get(above, 0.0) + weight / 2
    if not scores:
        return Block()
    best = max(scores, key=scores.__getitem__)
    inside = sum(weight for element, weight in weights.items() if _within(element, best))
    return Block(list(paragraphs_of(best, prune=True)), inside / sum(weights.values()))


def paragraphs_of(element: HtmlElement, *, prune: bool = False) -> Iterator[Paragraph]:
    """The blocks of a container in order; runs of bare text and inline elements are paragraphs too.

    Args:
        element: the container.
        prune: leave out blocks inside it that belong to other articles or to no text: teasers and comments by class,
            lists of links, hidden parts.
    """
    return _walk(element, MOST_OF_BLOCK * len("".join(element.itertext())) if prune else 0.0)


def _walk(element: HtmlElement, limit: float) -> Iterator[Paragraph]:
    run = [element.text or ""]
    for child in element:
        tag = child.tag
        if tag == "figure" and next(child.iter("table", "blockquote"), None) is not None:
            tag = "div"  # what block editors put tables and pulled quotes into
        block = tag in _DIVIDING
        if block:
            if text := visible("".join(run)):
                yield Paragraph(text)
            run = []
            if not (limit and tag in _PRUNED and _belongs_elsewhere(child, limit)):
                if tag in _BLOCKS and not any(c.tag in _NESTED for c in child):
                    if text := content(child):
                        yield Paragraph(text, _KINDS.get(tag, "text"))
                elif tag in _BLOCKS or tag in _CONTAINERS:
                    yield from _walk(child, limit)
        elif isinstance(tag, str):
            run.append(content(child))
        run.append(child.tail or "")
    if text := visible("".join(run)):
        yield Paragraph(text)


def _belongs_elsewhere(element: HtmlElement, limit: float) -> bool:
    names = names_of(element)
    # Whatever its size: text in such elements had no say in the choice of the block.
    if names and is_teaser(names):
        return True
    style = element.get("style")
    if style and _HIDDEN.search(style):
        return True
    if next(element.iter("a"), None) is None or element.tag == "p":
        return False
    text = "".join(element.itertext())
    if len(text) > limit:
        return False
    links = ["".join(a.itertext()) for a in element.iter("a")]
    return len(links) >= 2 and sum(len(link.split()) for link in links) >= LINKED * len(text.split())


def _weight(element: HtmlElement) -> float:
    """Characters of a paragraph, less twice those in links; 0 for what is no paragraph."""
    if element.tag == "p":
        length, least = len("".join(element.itertext()).strip()), SHORTEST
    else:
        length, least = len((element.text or "").strip()), SHORTEST_RUN
        for child in element:
            if child.tail:
                length += len(child.tail.strip())
    if length < least:
        return 0.0
    return length - 2.0 * sum(len("".join(a.itertext()).strip()) for a in element.iter("a"))


def _outside(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """The element stands in furniture. Ancestors are judged once for all their descendants."""
    path: list[HtmlElement] = []
    found = False
    current: HtmlElement | None = element
    while current is not None and current.tag not in ("body", "html"):
        if current in known:
            found = known[current]
            break
        path.append(current)
        if current.tag in FURNITURE or (current.tag not in ("main", "article") and is_teaser(names_of(current))):
            found = True
            break
        current = current.getparent()
    for passed in path:
        known[passed] = found
    return found


def _within(element: HtmlElement, container: HtmlElement) -> bool:
    current: HtmlElement | None = element
    while current is not None:
        if current is container:
            return True
        current = current.getparent()
    return False


_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "noscript", "figure", "figcaption"})
_HOLDERS = ("p", "div", "td", "section", "article", "blockquote", "pre", "li", "dd")
_BLOCKS = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr"})
_CONTAINERS = frozenset(
    {"div", "section", "article", "main", "ul", "ol", "table", "tbody", "thead", "body", "td", "center", "html"}
)
_DIVIDING = _BLOCKS | _CONTAINERS | FURNITURE | {"br", "script", "style", "h1"}
_PRUNED = frozenset({"div", "section", "ul", "ol", "table", "p"})
_NESTED = ("p", "div", "li")
_KINDS: dict[str, Kind] = {
    "h2": "subhead",
    "h3": "subhead",
    "h4": "subhead",
    "h5": "subhead",
    "h6": "subhead",
    "li": "item",
    "blockquote": "quote",
    "tr": "row",
}
