"""Paragraphs of an article, and how chosen lines of a page become them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from transforms.clean.lines import TAG_BIT, Lines

Kind = Literal["text", "subhead", "item", "quote", "row"]

LONGEST_HEADING = 10  # words of a paragraph in bold that is a subhead
LONGEST_ITEM = 80  # words of a list's item; a longer one is prose that a list lays out


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article's text and what it is."""

    text: str  # visible characters, one line
    kind: Kind = "text"


def paragraphs(lines: Lines, chosen: Iterable[int]) -> Iterator[Paragraph]:
    """The chosen lines in order; the cells of a row of a table are one paragraph.

    Args:
        lines: of the page.
        chosen: indices in ascending order.
    """
    row = -1
    cells: list[str] = []
    for index in chosen:
        if lines.row[index] != row and cells:
            yield Paragraph(" | ".join(cells), "row")
            cells = []
        row = lines.row[index]
        if row >= 0:
            cells.append(lines.text[index])
        else:
            yield Paragraph(lines.text[index], _kind(lines, index))
    if cells:
        yield Paragraph(" | ".join(cells), "row")


def _kind(lines: Lines, index: int) -> Kind:
    tag = lines.tag[index]
    if tag in _SUBHEADS or _is_bold_heading(lines, index):
        return "subhead"
    if tag == "li" or (tag == "p" and lines.signature[lines.parent[lines.container[index]]].startswith("li ")):
        return "item" if lines.words[index] <= LONGEST_ITEM else "text"
    return "quote" if _is_set_apart(lines, lines.container[index]) else "text"


def _is_bold_heading(lines: Lines, index: int) -> bool:
    """A few words in bold that are a paragraph and no sentence."""
    return (
        lines.tag[index] == "p"
        and bool(lines.inline[index] & _BOLD)
        and lines.words[index] <= LONGEST_HEADING
        and lines.text[index][-1] not in _ENDS
        and any(map(str.isalpha, lines.text[index]))
        and sum(1 for piece in lines.pieces[index] if not piece.isspace()) == 1
    )


def _is_set_apart(lines: Lines, container: int) -> bool:
    """In a `blockquote`, or in an element whose class, or that of the element around it, says "pull quote"."""
    if lines.tags[container] & _QUOTE:
        return True
    parent = lines.parent[container]
    names = lines.signature[container], lines.signature[parent] if parent >= 0 else ""
    return any("ull" in name and _PULLED.search(name) for name in names)


_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_QUOTE = TAG_BIT["blockquote"]
_PULLED = re.compile(r"pull[-_]?quote", re.IGNORECASE)
_BOLD = TAG_BIT["b"]
_ENDS = frozenset(".!?…:;,\"'”’»)")
