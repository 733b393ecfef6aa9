"""The people whom the tolls of an event count, as those to whom it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.coded import Party
from transforms.events.ontology import ARMED, STATE
from transforms.events.parties.find import PartyReader
from transforms.events.parties.naming import key_of
from transforms.events.tolls import TollMention
from transforms.events.wordlists import word_list

#: Names of those of whom nothing is said but that they attack.
_ATTACKERS = word_list("opponents_attackers")
#: Characters around a count in which the name of the one counted may stand.
_BEFORE = 80


def counted_victims(
    tolls: Sequence[TollMention], actors: Sequence[Party], recipients: Sequence[Party], reader: PartyReader
) -> list[Party]:
    """The people whom an event's tolls count, but for those known to be struck and the losses of whoever does it."""
    known = {key_of(p) for p in (*actors, *recipients)}
    told = [f" {p.surface} ".lower() for p in (*actors, *recipients)]
    doing = {p.sector for p in actors} & ARMED
    found: dict[str, Party] = {}
    for toll in tolls:
        if toll.effect not in ("killed", "injured") or toll.best == 0 or not toll.group:
            continue
        if any(f" {toll.group} ".lower() in phrase for phrase in told):
            continue  # "leader" of "leader of the insurgents", "local" of "local council chairman"
        at = toll.sentence + toll.group_start if toll.group_start is not None else None
        party = reader.counted(toll.group, at) if not _by_name(toll, recipients, reader) else None
        if party is None or (party.actor_id is None and party.sector in doing) or _attacks(party, actors, tolls):
            continue
        vague = party.name in ("other", "others")
        if not vague and key_of(party) not in known:
            found.setdefault(key_of(party), party)
    return list(found.values())


def _attacks(party: Party, actors: Sequence[Party], tolls: Sequence[TollMention]) -> bool:
    """Whether the dead whom a toll counts did it: "fighters stormed a hotel. All five attackers were killed".

    So do the policemen who were hurt when the police fired tear gas.
    """
    noun = party.surface.lower().rpartition(" ")[2]
    if noun in ("officer", "officers"):
        return any(a.sector == "COP" for a in actors)
    if party.actor_id is not None or noun not in _ATTACKERS:
        return False
    others = any(t.best and (t.group or "").lower().rpartition(" ")[2] not in _ATTACKERS for t in tolls)
    return any(a.sector in ARMED - STATE for a in actors) or (not actors and others)


def _by_name(toll: TollMention, recipients: Sequence[Party], reader: PartyReader) -> bool:
    """Whether the one who is counted stands beside his name: "the mayor of Manta, Agustin Intriago"."""
    if toll.best != 1 or toll.group_start is None:
        return False
    at = toll.sentence + toll.group_start
    before, after = reader.text[max(0, at - _BEFORE) : at], reader.text[at : at + _BEFORE]
    names = (re.escape(p.surface) for p in recipients if p.surface.rpartition(" ")[2][:1].isupper())
    return any(re.match(rf"[^,.;]*, {n}\b", after) or re.search(rf"{n}, [^,.;]*$", before) for n in names)
