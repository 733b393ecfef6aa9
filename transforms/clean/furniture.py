"""Boxes that are furniture on any page: consent dialogs, sign-up boxes, notices, mastheads."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.clean import facts
from transforms.clean.elements import TOP
from transforms.clean.lines import TAG_BIT, Line, said

MOST_CONSENT = 900  # words of a consent dialog, its lists of purposes included
MOST_SIGN_UP = 80
MOST_NOTICE = 80
MOST_MASTHEAD = 150
MOST_BUTTON = 60  # words of a box that only its button and its first words show to be a sign-up


def is_furniture(
    lines: Sequence[Line], tag: str, tags: int, kind: str | None, *, controls: bool, articles: bool
) -> bool:
    """Whether all lines of a block element are.

    Args:
        lines: in the element.
        tag: of the element.
        tags: `TAG_BIT`s of the element and its ancestors.
        kind: what its names say that it is: consent, notice, or a kind of sign-up.
        controls: it holds a button or an address field.
        articles: it holds elements that an article is made of.
    """
    if articles and tag not in ("article", "main"):
        return False
    words = sum([line[6] for line in lines])
    if kind == "consent":
        return words <= MOST_CONSENT and bool(_CONSENT_TEXT.search(said(lines)))
    if kind:
        return words <= (MOST_NOTICE if kind == "notice" else MOST_SIGN_UP)
    if tag == "header" and not tags & _INSIDE:
        return words <= MOST_MASTHEAD and not any(line[2] == "h2" for line in lines)
    return controls and words <= MOST_BUTTON and tag not in TOP and bool(_SIGN_UP.match(said(lines)))


_INSIDE = TAG_BIT["article"] | TAG_BIT["main"] | TAG_BIT["section"]
_CONSENT_TEXT = facts.patterns("signs", "consent")
_SIGN_UP = facts.patterns("furniture", "sign_up")
