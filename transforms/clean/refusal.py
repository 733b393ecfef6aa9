"""Pages that are no article: bot challenges, consent walls, paywalls without a text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from schemas.reasons import Reason
from transforms.clean import facts
from transforms.clean.markup import Markup
from transforms.clean.normalise import words
from transforms.clean.rejected import Rejected

FEW_WORDS = 60  # a text of at least so many words is taken for an article, whatever else the page says
MOST_WORDS = 400  # of a whole page that can be a challenge
LOOKED_AT = 6000  # characters of the page


def has_paywall(markup: Markup, free: bool | None, dropped: list[str]) -> bool:
    """The page says, in its data, its classes or its furniture, that the full text is for subscribers."""
    if free is False:
        return True
    tier = (markup.first("article:content_tier", "content_tier") or "").lower()
    if tier in ("locked", "metered", "premium"):
        return tier != "metered" or any(_search("paywall", line) for line in dropped)
    classes = " ".join(markup.classes)
    return _search("paywall_class", classes) or any(_search("paywall", line) for line in dropped)


def refuse(lines: Sequence[str], markup: Markup, text: str, count: int, paywalled: bool, consent: str = "") -> None:
    """Raise where a page without enough text is known not to be an article.

    Args:
        lines: of the page, furniture included.
        markup: what it states.
        text: of the article, as found.
        count: its words.
        paywalled: a paywall was seen.
        consent: text of the consent dialogs among them.

    Raises:
        Rejected: CHALLENGE_PAGE, CONSENT_PAGE, PAYWALL, or NO_TEXT where there is no text at all.
    """
    if count >= FEW_WORDS:
        return
    page = " ".join(itertools.islice(lines, LOOKED_AT))[:LOOKED_AT]
    seen = f"{text}\n{page}"
    title = markup.page_title or ""
    length = len(words(page))
    if length <= MOST_WORDS and _challenge(title, seen):
        raise Rejected(Reason.CHALLENGE_PAGE, f"the page says {_quoted('challenge', seen) or title!r}")
    if count == 0 and consent:
        raise Rejected(Reason.CONSENT_PAGE, f"the page is a dialog that says {_quoted('consent', consent)}")
    if count == 0 or _search("consent", text) or (length <= MOST_WORDS and not markup.json_ld):
        found = [m.group() for m in facts.patterns("signs", "consent").finditer(seen)]
        if len(set(found)) >= 2:
            raise Rejected(Reason.CONSENT_PAGE, f"the page says {found[0]!r}")
    if _search("paywall", text) or (count < FEW_WORDS // 2 and (paywalled or _search("paywall", page))):
        raise Rejected(Reason.PAYWALL, f"the page says {_quoted('paywall', seen) or 'that it is for subscribers'}")
    if count == 0:
        raise Rejected(Reason.NO_TEXT, f"no paragraph found on a page of {length} words")


def _challenge(title: str, page: str) -> bool:
    # Titles such as "Access denied" are enough; phrases in the text have to be borne out by a page without a headline.
    return _search("challenge_title", title) or _search("challenge", page)


def _search(kind: str, text: str) -> bool:
    return bool(facts.patterns("signs", kind).search(text))


def _quoted(kind: str, text: str) -> str | None:
    match = facts.patterns("signs", kind).search(text)
    return repr(match.group()) if match else None
