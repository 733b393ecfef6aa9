"""The lines of a page as columns, with where in the page's tree each stands.

A line is a run of text that no block element or line break interrupts. A container is a block element.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

# Tags of containers and lines, as bits: a line inherits those of all its ancestors.
TAGS = (
    "article", "main", "section", "aside", "nav", "footer", "header", "form", "figure", "figcaption", "table", "ul",
    "ol", "li", "blockquote", "p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "dl", "details", "address",
    "div", "a", "b", "em", "time",
)  # fmt: skip
TAG_BIT = {tag: 1 << index for index, tag in enumerate(TAGS)}
TAG_BIT |= {"strong": TAG_BIT["b"], "i": TAG_BIT["em"], "dt": TAG_BIT["dl"], "dd": TAG_BIT["dl"]}
FIGURE = TAG_BIT["figure"] | TAG_BIT["figcaption"]
NAVIGATION = TAG_BIT["nav"] | TAG_BIT["footer"]

# Of a line: text, pieces, tag, container, inline, marks, words, linked, as the columns of `Lines` are called.
Line = tuple[str, list[str], str, int, int, int, int, int]
# Of a container: parent, start, end, next, depth, own, above, tags, signature.
Container = tuple[int, int, int, int, int, int, int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Columns of `Lines` as arrays."""

    container: Integers
    words: npt.NDArray[np.float32]
    linked: npt.NDArray[np.float32]
    inline: Integers
    marks: Integers
    dropped: npt.NDArray[np.bool_]
    parent: Integers
    start: Integers
    end: Integers
    depth: Integers
    kind: Integers  # container -> the number of its signature


@dataclass(slots=True)
class Lines:
    """The page's lines in order, and the containers in the order of their starts."""

    text: list[str]
    pieces: list[list[str]]  # the text nodes of a line
    tag: list[str]  # the nearest container's tag
    container: list[int]  # the nearest container's index
    inline: list[int]  # `TAG_BIT`s of inline elements in the line
    marks: list[int]  # `names.BIT`s of inline elements in the line
    words: list[int]
    linked: list[int]  # words in links
    row: list[int]  # the table row's number, -1 outside tables of data
    dropped: list[bool]  # stands in furniture
    parent: list[int]  # container -> the container around it, -1 for the outermost
    start: list[int]  # container -> its first line
    end: list[int]  # container -> the line after its last
    next: list[int]  # container -> the container after those inside it
    depth: list[int]
    own: list[int]  # container -> `names.BIT`s of its own names
    above: list[int]  # container -> `names.BIT`s of all its ancestors' names and its own
    tags: list[int]  # container -> `TAG_BIT`s of its ancestors and itself
    signature: list[str]  # container -> tag and class
    held: Numbers | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.text)

    @classmethod
    def of(
        cls,
        lines: Sequence[Line],
        containers: Sequence[Container],
        rows: Iterable[tuple[int, int]],
        dropped: Iterable[tuple[int, int]],
    ) -> Lines:
        """Out of rows.

        Args:
            lines: in order.
            containers: with lines, in the order of their starts.
            rows: start and end of the lines that are rows of tables.
            dropped: start and end of the lines that are furniture.
        """
        of_lines: list[Any] = list(map(list, zip(*lines, strict=True))) or [[] for _ in range(8)]
        of_containers: list[Any] = list(map(list, zip(*containers, strict=True))) or [[] for _ in range(9)]
        row, is_dropped = [-1] * len(lines), [False] * len(lines)
        for number, (start, end) in enumerate(rows):
            row[start:end] = [number] * (end - start)
        for start, end in dropped:
            is_dropped[start:end] = [True] * (end - start)
        columns: list[Any] = [*of_lines, row, is_dropped, *of_containers]
        return cls(*columns)

    def numbers(self) -> Numbers:
        """The columns as arrays, made once; only for lines that are complete."""
        if self.held is None:
            kinds = {signature: number for number, signature in enumerate(dict.fromkeys(self.signature))}
            self.held = Numbers(
                container=np.array(self.container, np.int64),
                words=np.array(self.words, np.float32),
                linked=np.array(self.linked, np.float32),
                inline=np.array(self.inline, np.int64),
                marks=np.array(self.marks, np.int64),
                dropped=np.array(self.dropped, np.bool_),
                parent=np.array(self.parent, np.int64),
                start=np.array(self.start, np.int64),
                end=np.array(self.end, np.int64),
                depth=np.array(self.depth, np.int64),
                kind=np.array(list(map(kinds.__getitem__, self.signature)), np.int64),
            )
        return self.held


def said(lines: Sequence[Line]) -> str:
    """Several lines as one."""
    return lines[0][0] if len(lines) == 1 else " ".join([line[0] for line in lines])
