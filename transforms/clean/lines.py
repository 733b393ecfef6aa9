"""The lines of a page as columns, with where in the page's tree each stands.

A line is a run of text that no block element or line break interrupts. A container is a block element.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.clean.names import BIT

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

    def __len__(self) -> int:
        return len(self.text)

    def since(self, start: int) -> str:
        """The lines from one on, as one."""
        texts = self.text[start:]
        return texts[0] if len(texts) == 1 else " ".join(texts)

    def elsewhere(self, container: int) -> bool:
        """In navigation, a side column, a comment or a teaser of another article."""
        return container >= 0 and bool(self.tags[container] & _ELSEWHERE or self.above[container] & _TEASER)
