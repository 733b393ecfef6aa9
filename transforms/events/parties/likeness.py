"""Whether two parties of a story may be the same."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.coded import Party
from transforms.events.ontology import ARMED, STATE
from transforms.events.wordlists import word_list

_ANYBODY = frozenset({"man", "men", "person", "people", "others", "suspect", "suspects", "group"})
_PARTISAN = frozenset({"OPP", "PTY"})
#: Names of crowds that may be any people.
_CROWDS = word_list("resolve_crowds")
_WRONGDOERS = word_list("merging_wrongdoers")
_DOERS = word_list("likeness_doers")
_TITLES = word_list("naming_titles")


def same_party(a: Party, b: Party) -> float:
    """1 the same party, 0.3 to 0.6 may be, -1 another."""
    if a.actor_id and a.actor_id == b.actor_id:
        return 1.0
    if a.name == b.name:
        return 1.0
    if a.country and a.country == b.country and _state(a) and _state(b):
        return 0.6
    opposition = any((p.actor_id or "").startswith("opposition-of-") for p in (a, b))
    if opposition and a.country == b.country and {a.sector, b.sector} <= _PARTISAN:
        return 0.5  # "the opposition", and its party by name
    if a.actor_id and b.actor_id:
        return -1.0
    if not (a.actor_id or b.actor_id) and (anybody(a) or anybody(b)):
        return 0.3
    if _by_name(a, b) or _by_name(b, a):
        return 0.3
    if a.sector == b.sector:
        return 0.4 if not (a.actor_id or b.actor_id) or a.sector in ("MIL", "COP", "GOV") else 0.3
    if {a.sector, b.sector} <= ARMED and not (_state(a) ^ _state(b)):
        return 0.4
    if _state(a) != _state(b):
        return -1.0
    if (a.sector in ARMED) != (b.sector in ARMED):
        return -1.0
    return 0.2


def may_have_done(some: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether of two tellings one names who did it only by the deed: "raiders", and "men of the community"."""
    return _unnamed(some, others) or _unnamed(others, some)


def _unnamed(doers: Sequence[Party], others: Sequence[Party]) -> bool:
    by_deed = all(p.actor_id is None and p.name.lower() in _DOERS for p in doers)
    return by_deed and not any(p.actor_id or p.sector in ARMED or p.sector in STATE for p in others)


def _by_name(described: Party, named: Party) -> bool:
    """Whether a party may be who did it, by name: "a gunman", and "Yusuf Bello"."""
    unknown = described.actor_id is None and named.actor_id is None and named.sector is None
    return unknown and described.name.lower() in _WRONGDOERS and len(_names(named)) > 1


def same_person(a: Party, b: Party) -> bool:
    """Whether two parties are one person by name: the same name, or the one a part of the other ("Lopez")."""
    if a.actor_id or b.actor_id:
        return False
    mine, theirs = _names(a), _names(b)
    fewer, more = sorted((mine, theirs), key=len)
    return bool(fewer) and set(fewer) <= set(more) and len(more) > 1


def _names(party: Party) -> list[str]:
    """The words of a person's name without titles; none where some word is none of a name."""
    words = [w for w in party.name.split() if w not in _TITLES]
    return words if all(w[:1].isupper() and w.replace("-", "").isalpha() for w in words) else []


def anybody(party: Party) -> bool:
    """Whether a party may be anyone: the man of the second sentence is the gunman of the first."""
    return party.name.rpartition(" ")[2].lower() in _ANYBODY


def _state(party: Party) -> bool:
    return party.sector in STATE


def crowd_of(parties: Sequence[Party]) -> set[str]:
    """What sorts of people a crowd is, where its names tell; empty where they may be anybody."""
    nouns = {p.name.rpartition(" ")[2].lower() for p in parties if p.actor_id is None}
    return nouns if nouns.isdisjoint(_CROWDS) else set()


def compared(mine: list[Party], theirs: list[Party], *, of_words: bool) -> tuple[list[Party], list[Party]]:
    """The parties that say whether two tellings may be one event: of words the known ones, where both name such.

    "Kenya and three states agreed" is not what "Mercosur and other states" agreed.
    """
    known, others = ([p for p in side if p.actor_id] for side in (mine, theirs))
    return (known, others) if of_words and known and others else (mine, theirs)
