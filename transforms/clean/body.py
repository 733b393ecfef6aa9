"""Candidates for the article's text, and the rule that chooses one.

The lines that the labeller chooses (`labeller.py`) are the text, but for three cases.

1. The labeller is not sure of them (an expected F1 below `SURE`), they do not stand together in one container, and the
   text that trafilatura finds lies within them: that text. On most pages trafilatura does not run.
2. They have less than `ENOUGH` words, and another candidate (the JSON-LD `articleBody`, the feed's full text, or, where
   the labeller is not sure of them, trafilatura's) has more than `MUCH_MORE` times as many: that candidate.
3. The `articleBody` or the feed's full text has at least `MORE` times their words: the page shows a part of the
   article, so the whole.

Trees that are too large for trafilatura, and pages that exceed their time, go to the other candidates alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import trafilatura
from lxml import etree
from trafilatura.settings import Extractor

from transforms.clean.blocks import Kind, Paragraph, paragraphs
from transforms.clean.document import Document, read_fragment
from transforms.clean.features import densest
from transforms.clean.jsonld import unescape
from transforms.clean.labeller import Labels
from transforms.clean.limits import TimeLimitError, time_limit
from transforms.clean.lines import FIGURE, Lines
from transforms.clean.normalise import visible, words
from transforms.clean.rejected import Rejected
from transforms.clean.scan import Scan, scan

ENOUGH = 50  # words; a text of this length is not replaced by a longer one
MUCH_MORE = 2.0
MORE = 1.5
SURE = 0.85
SURE_OF_FEW = 0.9  # the same of a text of less than `ENOUGH` words
TOGETHER = 0.95  # share of the chosen words in one container from which on nothing is to be cut off
BESIDE = 6  # lines before and after the text that may speak of it: bylines, credits
CRY = 4  # words of a link in capitals from which on it is no subhead
WITHIN = 0.9  # share of the four-word shingles from which on a text lies within another
LABELLER = "lines 3"  # and the version of its trees
TRAFILATURA = f"trafilatura {trafilatura.__version__}"


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs and who found them."""

    paragraphs: list[Paragraph]
    extractor: str
    asides: list[str] = field(default_factory=list)  # lines around and between the paragraphs that are no text

    @property
    def words(self) -> int:
        return sum(p.text.count(" ") + 1 for p in self.paragraphs)


def find_body(
    document: Document,
    found: Scan,
    labels: Labels,
    *,
    url: str | None = None,
    json_bodies: Sequence[str] = (),
    feed_html: str | None = None,
    limit_s: float | None = None,
) -> Body:
    """The best candidate; without paragraphs where there is no text at all.

    Args:
        document: the page, which is parsed once more where trafilatura runs.
        found: what the walk over it found.
        labels: the lines that the labeller chose.
        url: of the page.
        json_bodies: the `articleBody` of each article in the page's data.
        feed_html: the full text that the feed carries.
        limit_s: seconds after which trafilatura is given up; None for no limit.
    """
    lines = found.lines
    chosen = [i for i in labels.chosen if lines.linked[i] < lines.words[i] or not _is_cry(lines, i)]
    own = Body(list(paragraphs(lines, chosen)), LABELLER, _asides(found, labels.chosen))
    if own.words < ENOUGH:
        doubtful = labels.sureness < SURE_OF_FEW
    else:
        doubtful = labels.sureness < SURE and not _stand_together(found.lines, labels.chosen)
    if doubtful and not found.oversized:
        other = Body([], TRAFILATURA)
        try:
            with time_limit(limit_s):
                other = _without_furniture(trafilatura_body(document, url), found)
        except TimeLimitError:
            pass
        if other.words >= MUCH_MORE * max(own.words, 1) if own.words < ENOUGH else _lies_within(other, own):
            own = Body(other.paragraphs, other.extractor, own.asides)
    if not json_bodies and not feed_html:
        return own
    stated = max(json_body(json_bodies), html_body(feed_html, "feed"), key=lambda b: b.words)
    return stated if stated.words >= (MORE if own.words >= ENOUGH else MUCH_MORE) * max(own.words, 1) else own


def _is_cry(lines: Lines, index: int) -> bool:
    """A paragraph that is nothing but a link in capitals: the headline of another article, or what to click."""
    return lines.words[index] >= CRY and lines.tag[index] == "p" and lines.text[index].isupper()


def _stand_together(lines: Lines, chosen: list[int]) -> bool:
    """Nearly all chosen words are in the container with most of them."""
    words = np.zeros(len(lines), np.float32)
    words[chosen] = lines.numbers().words[chosen]
    container = densest(lines, words)
    inside = words[lines.start[container] : lines.end[container]]
    return bool(inside.sum() >= TOGETHER * words.sum())


def _asides(found: Scan, chosen: list[int]) -> list[str]:
    """The lines that were not chosen, from a few before the first chosen one to a few after the last."""
    if not chosen:
        return []
    lines = found.lines
    near = set(range(max(0, chosen[0] - BESIDE), min(len(lines), chosen[-1] + BESIDE + 1))).difference(chosen)
    return [lines.text[i] for i in sorted(near) if not (lines.dropped[i] or lines.tags[lines.container[i]] & FIGURE)]


def _lies_within(body: Body, other: Body) -> bool:
    one = _shingles(body)
    return bool(one) and len(one & _shingles(other)) >= WITHIN * len(one)


def _shingles(body: Body) -> set[tuple[str, ...]]:
    found = [w for p in body.paragraphs for w in words(p.text)]
    return set(zip(found, found[1:], found[2:], found[3:], strict=False))


def _without_furniture(body: Body, found: Scan) -> Body:
    dropped = {text for text, is_dropped in zip(found.lines.text, found.lines.dropped, strict=True) if is_dropped}
    return Body([p for p in body.paragraphs if p.text not in dropped], body.extractor) if dropped else body


def trafilatura_body(document: Document, url: str | None) -> Body:
    """What trafilatura takes for the article."""
    options = Extractor(output_format="txt", fast=True, comments=False, tables=True, url=url)
    try:
        found = trafilatura.bare_extraction(document.tree(), options=options)
    except (Rejected, etree.Error, ValueError, TypeError, AttributeError, IndexError, RecursionError):
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
    """Every line of an HTML fragment, as a feed's content element carries it."""
    if not fragment or not fragment.strip():
        return Body([], extractor)
    if "<" not in fragment:
        return Body([Paragraph(t) for line in fragment.split("\n\n") if (t := visible(line))], extractor)
    try:
        lines = scan(read_fragment(fragment)).lines
    except Rejected:
        return Body([], extractor)
    return Body(list(paragraphs(lines, range(len(lines)))), extractor)


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
