"""Candidates for the article's text, and the rule that chooses one.

The rule, as measured on development pages (`benchmarks/extraction.py`): the densest block where it has `SURE_WORDS`
words and is `SURE_SHARE` of the page's prose, which spares two pages in three the cost of trafilatura; else the text
that trafilatura finds, but for five cases.

1. It has less than `ENOUGH` words, and another candidate (the JSON-LD `articleBody`, the feed's full text, the densest
   block of paragraphs) has more than `MUCH_MORE` times as many: that candidate.
2. The `articleBody` has at least `MORE` times its words: trafilatura lost a part, so the `articleBody`.
3. The block stands within it and makes up `LEAST` to all of its words: the rest is a side column, so the block.
4. Each has what the other lacks, and the block is no shorter: trafilatura has parts of another container, so the block.
5. It is the whole page in one paragraph, as trafilatura's last resort gives it: the block, if that is a part of it.

Trees that are too large for trafilatura, and pages that exceed their time, go to the other candidates alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from transforms.clean.blocks import Kind, Paragraph, densest_block, paragraphs_of
from transforms.clean.document import Document
from transforms.clean.jsonld import unescape
from transforms.clean.limits import TimeLimitError, time_limit
from transforms.clean.normalise import visible, words

ENOUGH = 50  # words; a text of this length is not replaced
MUCH_MORE = 2.0
MORE = 1.5
SURE_WORDS = 150  # a block of so many words that is so much of the page's prose is the article
SURE_SHARE = 0.8
LEAST = 0.7
SURE_LEAST = 0.5
SAME = 0.95  # share of the four-word shingles from which on a text stands within another
TRAFILATURA = f"trafilatura {trafilatura.__version__}"


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs and who found them."""

    paragraphs: list[Paragraph]
    extractor: str

    @property
    def words(self) -> int:
        return sum(len(p.text.split()) for p in self.paragraphs)


def find_body(
    document: Document,
    url: str | None,
    json_bodies: Sequence[str] = (),
    feed_html: str | None = None,
    limit_s: float | None = None,
) -> Body:
    """The best candidate; without paragraphs where there is no text at all. The tree is not changed."""
    block, share = block_body(document.tree)
    stated = json_body(json_bodies)
    if block.words >= SURE_WORDS and share >= SURE_SHARE and stated.words < MORE * block.words:
        return block
    first = Body([], TRAFILATURA)
    if not document.oversized:
        try:
            with time_limit(limit_s):
                first = trafilatura_body(document.tree, url)
        except TimeLimitError:
            pass  # the simple candidates take milliseconds
    if _is_dump(first, block, share):
        return block
    if first.words >= ENOUGH:
        if stated.words >= MORE * first.words:
            return stated
        return block if block.words >= ENOUGH and _is_better(block, first, share) else first
    best = max([stated, html_body(feed_html, "feed"), block], key=lambda b: b.words)
    return best if best.words > MUCH_MORE * max(first.words, 1) else first


def _is_dump(first: Body, block: Body, share: float) -> bool:
    """Trafilatura's last resort for short articles is the whole page in one paragraph; the block is a part of it."""
    if len(first.paragraphs) != 1 or share < SURE_SHARE or not 0 < block.words < first.words:
        return False
    page = first.paragraphs[0].text
    return all(p.text in page for p in block.paragraphs)


def _is_better(block: Body, first: Body, share: float) -> bool:
    """The block of paragraphs is the article, and trafilatura's text is more or other than it."""
    one, other = _shingles(block), _shingles(first)
    shared = len(one & other)
    inside, covered = shared >= SAME * len(one), shared >= SAME * len(other)
    ratio = block.words / first.words
    if inside:
        return (LEAST if share < SURE_SHARE else SURE_LEAST) <= ratio < 1
    return not covered and ratio >= 1


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
    return Body(list(paragraphs_of(tree)), extractor)


def block_body(tree: HtmlElement) -> tuple[Body, float]:
    """The densest block of the page, and its share of the page's prose (0 to 1)."""
    block = densest_block(tree)
    return Body(block.paragraphs, "paragraphs"), block.share


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
