"""Boxes that are furniture on any page: consent dialogs, sign-up boxes, notices, mastheads, what is hidden."""

from __future__ import annotations

from transforms.clean import facts
from transforms.clean.elements import TOP
from transforms.clean.lines import TAG_BIT, Lines

MOST_CONSENT = 900  # words of a consent dialog, its lists of purposes included
MOST_SIGN_UP = 80
MOST_NOTICE = 80
MOST_MASTHEAD = 150
MOST_BUTTON = 60  # words of a box that only its button and its first words show to be a sign-up


def is_furniture(lines: Lines, container: int, kind: str | None, *, controls: bool, articles: bool) -> bool:
    """Whether all lines of a container are.

    Args:
        lines: of the page.
        container: of which all lines are read.
        kind: what its names say that it is: consent, notice, or a kind of sign-up.
        controls: it holds a button or an address field.
        articles: it holds elements that an article is made of.
    """
    start, end, tag = lines.start[container], lines.end[container], lines.name[container]
    words = sum(lines.words[start:end])
    if articles and tag not in ("article", "main"):
        return False
    if kind == "consent":
        return words <= MOST_CONSENT and bool(_CONSENT_TEXT.search(lines.since(start)))
    if kind:
        return words <= (MOST_NOTICE if kind == "notice" else MOST_SIGN_UP)
    if tag == "header" and not lines.tags[container] & _INSIDE:
        return words <= MOST_MASTHEAD and "h2" not in lines.tag[start:end]
    return controls and words <= MOST_BUTTON and tag not in TOP and bool(_SIGN_UP.match(lines.since(start)))


_INSIDE = TAG_BIT["article"] | TAG_BIT["main"] | TAG_BIT["section"]
_CONSENT_TEXT = facts.patterns("signs", "consent")
_SIGN_UP = facts.patterns("furniture", "sign_up")
