"""Candidates for the article's text, and the rule that chooses one.

The rule, as measured on development pages (`benchmarks/extraction.py`): trafilatura's text, but for four cases.

1. It has less than `ENOUGH` words, and another candidate (the JSON-LD `articleBody`, the feed's full text, the densest
   block of paragraphs) has more than `MUCH_MORE` times as many: that candidate.
2. The `articleBody` has at least `MORE` times its words: trafilatura lost a part, so the `articleBody`.
3. The block stands within it and makes up `LEAST` to all of its words: the rest is a side column, so the block.
4. Each has what the other lacks, and the block is no shorter: trafilatura has parts of another container, so the block.

Trees that are too large for trafilatura, and pages that exceed their time, go to the other candidates alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from transforms.clean.document import Document
from transforms.clean.jsonld import unescape
from transforms.clean.limits import TimeLimitError, time_limit
from transforms.clean.markup import content, elsewhere
from transforms.clean.normalise import visible, words

ENOUGH = 50  # words; a text of this length is not replaced
MUCH_MORE = 2.0
MORE = 1.5
LEAST = 0.7
SAME = 0.95  # share of the four-word shingles from which on a text stands within another
TRAFILATURA = f"trafilatura {trafilatura.__version__}"

Kind = Literal["text", "subhead", "item", "quote", "row"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article's text and what it is."""

    text: str  # visible characters, one line
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs and who found them."""

    paragraphs: list[Paragraph]
    extractor: str

    @property
    def words(self) -> int:
        return sum(len(words(p.text)) for p in self.paragraphs)


def find_body(
    document: Document,
    url: str | None,
    json_bodies: Sequence[str] = (),
    feed_html: str | None = None,
    limit_s: float | None = None,
) -> Body:
    """The best candidate; without paragraphs where there is no text at all. The tree is not changed."""
    first = Body([], TRAFILATURA)
    if not document.oversized:
        try:
            with time_limit(limit_s):
                first = trafilatura_body(document.tree, url)
        except TimeLimitError:
            pass  # the simple candidates below take milliseconds
    block, stated = block_body(document.tree), json_body(json_bodies)
    if first.words >= ENOUGH:
        if stated.words >= MORE * first.words:
            return stated
        return block if block.words >= ENOUGH and _is_better(block, first) else first
    best = max([stated, html_body(feed_html, "feed"), block], key=lambda b: b.words)
    return best if best.words > MUCH_MORE * max(first.words, 1) else first


def _is_better(block: Body, first: Body) -> bool:
    """The block of paragraphs is the article, and trafilatura's text is more or other than it."""
    one, other = _shingles(block), _shingles(first)
    shared = len(one & other)
    inside, covered = shared >= SAME * len(one), shared >= SAME * len(other)
    ratio = block.words / first.words
    return (inside and LEAST <= ratio < 1) or (not inside and not covered and ratio >= 1)


def _shingles(body: Body) -> set[tuple[str, ...]]:
    found = [w for p in body.paragraphs for w in words(p.text)]
    return set(zip(found, found[1:], found[2:], found[3:], strict=False))


def trafilatura_body(tree: HtmlElement, url: str | None, *, strict: bool = False) -> Body:
    """What trafilatura takes for the article; with `strict` in its mode that favours precision."""
    options = Extractor(output_format="python", comments=False, tables=True, precision=strict, url=url)
    try:
        found = trafilatura.bare_extraction(tree, options=options)
    except (etree.Error, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return Body([], TRAFILATURA)  # its cascade breaks on some trees; the other candidates are left
    if found is None or isinstance(found, dict) or found.body is None:
        return Body([], TRAFILATURA)
    return Body(list(_from_tei(found.body)), TRAFILATURA)


def json_body(bodies: Sequence[str]) -> Body:
    """The longest `articleBody`, which may hold escaped markup or line breaks."""
    longest = max(bodies, key=len, default="")
    if "</" in longest or "<p" in longest or "<br" in longest:
        return html_body(longest, "json-ld")
    lines = [visible(unescape(line)) for line in longest.splitlines()]
    return Body([Paragraph(line) for line in lines if line], "json-ld")


def html_body(fragment: str | None, extractor: str) -> Body:
    """Every block of an HTML fragment, as a feed's content element carries it."""
    if not fragment or not fragment.strip():
        return Body([], extractor)
    if "<" not in fragment:
        return Body([Paragraph(t) for line in fragment.split("\n\n") if (t := visible(line))], extractor)
    try:
        tree = lxml_html.fromstring(f"<div>{fragment}</div>".encode("utf-8", "replace"), parser=_parser())
    except (etree.Error, ValueError, AssertionError):
        return Body([], extractor)
    return Body(list(_blocks(tree)), extractor)


def block_body(tree: HtmlElement) -> Body:
    """The element whose own paragraphs hold most text outside links, with the paragraphs of its children's blocks."""
    scores: dict[HtmlElement, float] = {}
    for paragraph in tree.iter("p"):
        if any(a.tag in _FURNITURE for a in paragraph.iterancestors()) or elsewhere(paragraph):
            continue
        text = content(paragraph)
        linked = sum(len(content(a)) for a in paragraph.iter("a"))
        weight = len(text) - 2 * linked
        if len(text) < 30 or weight <= 0:
            continue
        parent = paragraph.getparent()
        if parent is not None:
            scores[parent] = scores.get(parent, 0.0) + weight
            above = parent.getparent()
            if above is not None and above.tag != "html":
                scores[above] = scores.get(above, 0.0) + weight / 2
    if not scores:
        return Body([], "paragraphs")
    best = max(scores, key=lambda e: scores[e])
    return Body(list(_blocks(best)), "paragraphs")


_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "noscript", "figure", "figcaption"})
_BLOCKS = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr"})
_CONTAINERS = frozenset(
    {"div", "section", "article", "main", "ul", "ol", "table", "tbody", "body", "td", "span", "center", "html"}
)
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


def _blocks(element: HtmlElement) -> Iterator[Paragraph]:
    """The blocks of a container in order; runs of bare text and inline elements are paragraphs too."""
    run = [element.text or ""]
    for child in element:
        tag = child.tag
        block = (
            tag in _BLOCKS
            or tag in _CONTAINERS - {"span"}
            or tag in _FURNITURE
            or tag in ("br", "script", "style", "h1")
        )
        if block:
            if text := visible("".join(run)):
                yield Paragraph(text)
            run = []
        if tag in _BLOCKS and not any(c.tag in ("p", "div", "li") for c in child):
            if text := content(child):
                yield Paragraph(text, _KINDS.get(tag, "text"))
        elif tag in _BLOCKS or (block and tag in _CONTAINERS):
            yield from _blocks(child)
        elif not block and isinstance(tag, str):
            run.append(content(child))
        run.append(child.tail or "")
    if text := visible("".join(run)):
        yield Paragraph(text)


def _from_tei(body: etree._Element) -> Iterator[Paragraph]:
    """Paragraphs of trafilatura's tree: p, head, list/item, quote, table/row/cell, code."""
    run = [body.text or ""]
    for element in body:
        if element.tag in ("hi", "ref", "del"):
            run += (_inline(element), element.tail or "")
            continue
        if text := visible("".join(run)):
            yield Paragraph(text)
        run = [element.tail or ""]
        if element.tag == "list":
            for item in element.iter("item"):
                if text := visible(_inline(item, skip="list")):
                    yield Paragraph(text, "item")
        elif element.tag == "table":
            for row in element.iter("row"):
                cells = [visible(_inline(c)) for c in row.iter("cell")]
                if text := " | ".join(c for c in cells if c):
                    yield Paragraph(text, "row")
        elif element.tag == "quote" and any(c.tag == "p" for c in element):
            for paragraph in _from_tei(element):
                yield Paragraph(paragraph.text, "quote")
        elif element.tag in ("div", "body"):
            yield from _from_tei(element)
        else:
            kind: Kind = "subhead" if element.tag == "head" else "quote" if element.tag == "quote" else "text"
            for text in _lines(element):
                yield Paragraph(text, kind)
    if text := visible("".join(run)):
        yield Paragraph(text)


def _lines(element: etree._Element) -> Iterator[str]:
    """An element's text, divided where two line breaks follow each other."""
    for part in _inline(element).split("\n\n"):
        if text := visible(part):
            yield text


def _inline(element: etree._Element, skip: str | None = None) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag != skip:
            space = "" if child.tag in ("hi", "ref", "del") else " "
            parts += (space, _inline(child, skip), space)
        parts.append(child.tail or "")
    return "".join(parts)


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
