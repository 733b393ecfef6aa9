"""The lines of a page as columns, with where in the page's tree each stands.

A line is a run of text that no block element or line break interrupts. A container is a block element.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from transforms.clean.names import BIT

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
_ELSEWHERE = TAG_BIT["aside"] | NAVIGATION
_TEASER = BIT["teaser"]


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

    text: list[str] = field(default_factory=list)
    pieces: list[list[str]] = field(default_factory=list)  # the text nodes of a line
    tag: list[str] = field(default_factory=list)  # the nearest container's tag
    container: list[int] = field(default_factory=list)  # the nearest container's index
    inline: list[int] = field(default_factory=list)  # `TAG_BIT`s of inline elements in the line
    marks: list[int] = field(default_factory=list)  # `BIT`s of inline elements in the line
    words: list[int] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)  # words in links
    row: list[int] = field(default_factory=list)  # the table row's number, -1 outside tables of data
    dropped: list[bool] = field(default_factory=list)  # stands in furniture
    parent: list[int] = field(default_factory=list)  # container -> the container around it, -1 for the outermost
    start: list[int] = field(default_factory=list)  # container -> its first line
    end: list[int] = field(default_factory=list)  # container -> the line after its last
    next: list[int] = field(default_factory=list)  # container -> the container after those inside it
    depth: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)  # container -> `BIT`s of its own names
    above: list[int] = field(default_factory=list)  # container -> `BIT`s of all its ancestors' names and its own
    tags: list[int] = field(default_factory=list)  # container -> `TAG_BIT`s of its ancestors and itself
    name: list[str] = field(default_factory=list)  # container -> its tag
    signature: list[str] = field(default_factory=list)  # container -> tag and class

    held: Numbers | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.text)

    def since(self, start: int) -> str:
        """The lines from one on, as one."""
        texts = self.text[start:]
        return texts[0] if len(texts) == 1 else " ".join(texts)

    def numbers(self) -> Numbers:
        """The columns as arrays, made once; only for lines that are complete."""
        if self.held is None:
            kinds: dict[str, int] = {}
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
                kind=np.array([kinds.setdefault(signature, len(kinds)) for signature in self.signature], np.int64),
            )
        return self.held

    def elsewhere(self, container: int) -> bool:
        """In navigation, a side column, a comment or a teaser of another article."""
        return container >= 0 and bool(self.tags[container] & _ELSEWHERE or self.above[container] & _TEASER)
