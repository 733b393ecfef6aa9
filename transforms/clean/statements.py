"""What elements state of an article by their names and attributes: authors, dates, decks, captions, credits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from transforms.clean import facts
from transforms.clean.lines import FIGURE, NAVIGATION, TAG_BIT
from transforms.clean.markup import Markup, add
from transforms.clean.names import BIT, PICTURE, marks
from transforms.clean.normalise import visible

Attributes = Mapping[str, str]
# An open block element: class, index, tag, first line, depth, marks of its names, marks of its ancestors' names and its
# own, tags of both, sign-up controls and elements of articles before it, what to do at its end, the block around it.
Block = tuple[str | None, int, str, int, int, int, int, int, int, int, "Ending | None", "Block | None"]
# What to do at an element's end: the role and the kind of furniture that its names give it, the field that its text
# states, whether it is hidden, its names.
Ending = tuple[str | None, str | None, str | None, bool, str]

TELLING = frozenset({"itemprop", "role", "hidden", "aria-hidden", "data-testid", "style", "rel"})  # attributes


class Statements:
    """Collects what elements state into the page's markup."""

    __slots__ = ("author", "markup")

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.author: str | None = None  # the name inside an element that states an author, None outside of such

    def of_attributes(
        self, attributes: Attributes, tag: str, here: Block | None, own: int, role: str | None, kind: str | None
    ) -> tuple[int, str | None, str | None, bool, str | None]:
        """What attributes other than the names say.

        Args:
            attributes: of the element.
            tag: of the element.
            here: the block around it.
            own: the marks of its names.
            role: that its names give it.
            kind: of furniture that its names speak of.

        Returns:
            The marks, the role, the kind, whether it is hidden, and the field that its text states.
        """
        if (attributes.get("role") or "").lower() in ("dialog", "alertdialog"):
            kind = "consent"
        if test_id := attributes.get("data-testid"):
            bits, by_id, _ = marks(f"{attributes.get('class') or ''} {attributes.get('id') or ''} {test_id}")
            own |= bits
            role = role or by_id
        states = None
        if itemprop := (attributes.get("itemprop") or "").lower():
            if self.author is not None and itemprop == "name":
                states = "name"
            elif itemprop == "articlebody":
                own |= BIT["body"]
            elif itemprop in _ITEMPROPS and not is_elsewhere(here):
                states = _ITEMPROPS[itemprop]
                if value := attributes.get("content") or attributes.get("datetime"):
                    add(getattr(self.markup, states), visible(value), 300)
                    states = None
                elif itemprop == "author":
                    self.author = ""
        elif tag == "a" and "author" in (attributes.get("rel") or "").lower().split() and not is_elsewhere(here):
            states = "signed"
        style = attributes.get("style")
        compact = style.replace(" ", "").lower() if style else ""
        hidden = "display:none" in compact or "visibility:hidden" in compact
        if attributes.get("hidden") is not None or attributes.get("aria-hidden") == "true":
            own |= BIT["hidden"]
        return own, role, kind, hidden, states

    def state(self, field: str, text: str) -> None:
        """The text of an element that microdata or a link's relation make a value."""
        if field == "name":
            self.author = self.author or text
        elif field == "signed":
            add(self.markup.authors, text, 100)
        else:
            if field == "authors":
                text, self.author = self.author or text, None
            add(getattr(self.markup, field), text, 300)

    def by_role(self, role: str, text: str, names: str, here: Block | None) -> None:
        """A value that a class name marks, in the block `here`."""
        if is_elsewhere(here):
            return
        if role == "credits" and here:  # of a picture, which says nothing about who wrote the text
            if here[7] & FIGURE or PICTURE.search(names):
                return
            near: Block | None = here
            for _ in range(3):
                if near:
                    if near[0] and PICTURE.search(near[0]):
                        return
                    near = near[11]
        add(getattr(self.markup, role), text, 600 if role == "decks" else 250)

    def time(self, attributes: Attributes, text: str, names: str | None, around: Any) -> None:
        """A `time` element; `around` is the open element around it or that one's class."""
        if (attributes.get("itemprop") or "").lower() in _ITEMPROPS:
            return
        value = attributes.get("datetime") or text
        names = f"{names or ''} {(around[0] if around.__class__ is tuple else around) or ''}".lower()
        if _MODIFIED.search(names):
            add(self.markup.modified, value, 100)
        elif attributes.get("pubdate") is not None or _PUBLISHED.search(names):
            add(self.markup.published, value, 100)
        else:
            add(self.markup.times, value, 100)


def is_elsewhere(here: Block | None) -> bool:
    """In navigation, a side column, a comment or a teaser of another article."""
    return here is not None and bool(here[7] & _ELSEWHERE or here[6] & _TEASER)


_ELSEWHERE = TAG_BIT["aside"] | NAVIGATION
_TEASER = BIT["teaser"]
_ITEMPROPS = {
    "datepublished": "published",
    "datemodified": "modified",
    "author": "authors",
    "alternativeheadline": "decks",
}
_PUBLISHED = facts.patterns("classes", "published")
_MODIFIED = facts.patterns("classes", "modified")
