"""Whether a part of a story is about events at all: sport, business, films, history and drills use the same words."""

from __future__ import annotations

import functools
import re

from transforms.events.tables import rows_of

#: Points per hundred words (and at least so many different words) from which a domain rules a text.
_THRESHOLD = {
    "sport": 4.0, "business": 5.0, "culture": 4.0, "opinion": 4.0, "history": 4.0, "drill": 4.0, "medicine": 4.0,
    "animals": 4.0, "computing": 4.0, "nature": 99.0, "politics": 99.0,
}  # fmt: skip
_HARD = re.compile(
    r"\b(?:killed|wounded|troops|soldiers|militants|rebels|insurgents|gunmen|airstrikes?|air strikes?|shelling|ceasefire|truce|"
    r"protesters|demonstrators|hostages?|police said|army said|detained|arrested|tear gas|riot police|armed forces|militia|"
    r"security forces|government forces|peacekeepers|sanctions|ambassador|foreign minister|president|prime minister|"
    r"curfew|state of emergency|suicide bomb\w*|kidnapped|foreign ministry|parliament|peace talks|junta)\b",
    re.IGNORECASE,
)


@functools.cache
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    rows = []
    for row in rows_of("gate.tsv", ("domain", "weight", "words")):
        alternatives = "|".join(re.escape(w) for w in sorted(row["words"].split("|"), key=len, reverse=True))
        rows.append((row["domain"], int(row["weight"]), re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)))
    return tuple(rows)


def domains(text: str) -> dict[str, float]:
    """Points of each domain in a text: different words of it, weighted."""
    points: dict[str, float] = {}
    for domain, weight, pattern in _patterns():
        found = {m.lower() for m in pattern.findall(text)}
        if found:
            points[domain] = points.get(domain, 0.0) + weight * len(found)
    return points


def off_domain(text: str, *, title: str = "") -> str | None:
    """The domain that rules a part of a story and makes its war words mean something else, or None.

    Words of real events count against it. Short texts need fewer points than long ones.
    """
    count = max(1, len(text.split()))
    hard = len({m.lower() for m in _HARD.findall(text)})
    points = domains(title + "\n" + text)
    ruling, margin = None, 0.0
    for domain, value in points.items():
        needed = _THRESHOLD[domain] * max(1.0, min(2.0, count / 250))
        against = hard * (0.8 if domain in ("sport", "business", "culture") else 0.5)
        if domain in ("opinion", "history", "drill"):
            against = 0.0 if domain != "history" else 0.4 * hard
        score = value - against - needed
        if score >= 0 and score >= margin:
            ruling, margin = domain, score
    return ruling


def names_disaster(text: str) -> bool:
    """Whether a text speaks of a natural disaster, under which an emergency or a curfew is no coercion."""
    return domains(text).get("nature", 0.0) >= 4
