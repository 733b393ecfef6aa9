"""The counts behind an event's numbers, with whose people each is of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from schemas.coded import Party, Toll
from transforms.events.ontology import ARMED, STATE
from transforms.events.tolls import TollMention
from transforms.events.wordlists import word_list


def claimed_by(toll: TollMention, actors: Sequence[Party]) -> bool:
    """Whether those who attacked count their victims themselves: rebels or militants, whose word states dispute."""
    source = (toll.attributed_to or "").lower().removeprefix("the ")
    if not source or toll.effect not in ("killed", "injured"):
        return False
    return any(
        party.sector in ARMED and party.sector not in STATE
        and any(name and (name in source or source in name) for name in (party.name.lower(), party.surface.lower()))
        for party in actors
    )  # fmt: skip


def toll_rows(
    mentions: Sequence[TollMention],
    cumulative_from: dt.date | None,
    actors: Sequence[Party],
    recipients: Sequence[Party],
) -> list[Toll]:
    """The counts behind an event's numbers, without those that speak of them again: "confessed to shooting them"."""
    sure = {(toll.effect, toll.best) for toll in mentions if not toll.anaphoric}
    return [
        Toll(
            effect=toll.effect,
            group=toll.group,
            role=_role(toll.group, actors, recipients),
            low=toll.low,
            best=toll.best,
            high=toll.high,
            cumulative_from=cumulative_from if toll.total else None,
            attributed_to=toll.attributed_to,
        )
        for toll in mentions
        if not (toll.anaphoric and (toll.effect, toll.best) in sure)
    ]


def _role(group: str | None, actors: Sequence[Party], recipients: Sequence[Party]) -> str:
    text = (group or "").lower()
    words = set(text.replace("'s", "").split())
    if words & _CIVILIANS:
        return "civilians"
    for role, parties in (("actor", actors), ("recipient", recipients)):
        for party in parties:
            names = {party.name.lower(), party.surface.lower()}
            if text and any(text == n or (len(n) > 2 and (n in text or text in n)) for n in names):
                return role
            if words & {w for w in party.surface.lower().split() if len(w) > 2 and w.isalpha()}:
                return role
    return "unknown"


_CIVILIANS = word_list("casualties_civilians")
