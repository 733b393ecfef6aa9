"""Parts of a page that are no article on any page: consent dialogs, sign-up boxes, the site's masthead, legal notices.

They are taken out of the tree before a text is looked for, because their prose can be longer than a short article's.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from lxml.html import HtmlElement

from transforms.clean import facts
from transforms.clean.markup import content, names_of, speaking

MOST_CONSENT = 900  # words of a consent dialog, its lists of purposes included
MOST_SIGN_UP = 80
MOST_NOTICE = 80
MOST_MASTHEAD = 150
MOST_BUTTON = 60  # words of a box that only its button and its first words show to be a sign-up

_KIND = facts.patterns("furniture", "class")
_SIGN_UP = facts.patterns("furniture", "sign_up")
_CONSENT_TEXT = facts.patterns("signs", "consent")


def prune(tree: HtmlElement) -> str:
    """Take the furniture out of the tree.

    Returns:
        The text of the consent dialogs, by which a page that is nothing else is known.
    """
    consent: list[str] = []
    doomed: list[HtmlElement] = []
    controls: list[HtmlElement] = []
    for element in tree.iter(*_LOOKED_AT):
        tag = element.tag
        if tag in ("button", "input"):
            controls.append(element)
            continue
        kind = _kind(element)
        if kind is None:
            if tag == "header" and _is_masthead(element):
                doomed.append(element)
        elif kind == "consent":
            if _is_consent(element):
                consent.append(content(element))
                doomed.append(element)
        elif _holds_at_most(element, MOST_NOTICE if kind == "notice" else MOST_SIGN_UP):
            doomed.append(element)
    doomed += _sign_up_boxes(controls)
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
    return " ".join(consent)


def _kind(element: HtmlElement) -> str | None:
    if element.tag == "amp-consent" or (element.get("role") or "").lower() in ("dialog", "alertdialog"):
        return "consent"
    names = names_of(element)
    return _kind_of(names) if names else None


@functools.lru_cache(maxsize=20_000)
def _kind_of(names: str) -> str | None:
    match = _KIND.search(speaking(names))
    return match.lastgroup if match else None


def _is_consent(element: HtmlElement) -> bool:
    """By its words too: a dialog can also be a lightbox with the article in it, a class name can be a theme's."""
    if not _holds_at_most(element, MOST_CONSENT):
        return False
    return bool(_CONSENT_TEXT.search(content(element)))


def _is_masthead(element: HtmlElement) -> bool:
    """The page's header, not an article's: it has no headline and stands in neither article nor main."""
    if any(a.tag in ("article", "main", "section") for a in element.iterancestors()):
        return False
    return _holds_at_most(element, MOST_MASTHEAD) and next(element.iter("h1", "h2"), None) is None


def _holds_at_most(element: HtmlElement, most: int) -> bool:
    """Not too many words, and none of the elements that an article is made of."""
    count = 0
    for text in element.itertext():
        count += len(text.split())
        if count > most:
            return False
    return next(element.iter("article", "main", "h1"), None) is None


def _sign_up_boxes(controls: list[HtmlElement]) -> Iterator[HtmlElement]:
    """The largest elements around buttons or fields that begin by asking readers to sign up, and say little else."""
    judged: dict[HtmlElement, bool] = {}
    for control in controls:
        if control.tag == "input" and (control.get("type") or "").lower() not in ("email", "submit"):
            continue
        for ancestor in control.iterancestors():
            if ancestor in judged or ancestor.tag in ("body", "html", "article", "main"):
                break
            if not _holds_at_most(ancestor, MOST_BUTTON):
                judged[ancestor] = False
                break
            judged[ancestor] = bool(_SIGN_UP.match(content(ancestor)))
    yield from (element for element, is_box in judged.items() if is_box)


_LOOKED_AT = (
    "div",
    "section",
    "aside",
    "dialog",
    "form",
    "header",
    "p",
    "ul",
    "small",
    "amp-consent",
    "button",
    "input",
)
