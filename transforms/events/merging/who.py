"""Whether two accounts can speak of the same parties."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Coded, Party
from transforms.events.wordlists import word_list

# PLOVER sectors that journalists exchange for one another: what a described party ("gunmen", "police") may be.
STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PRM", "ELI"})
FORCES = frozenset({"MIL", "COP", "SPY", "PRM"})
ARMED = frozenset({"REB", "UAF", "PRM", "ISM", "IMG", "CRM"})
PEOPLE = frozenset({"CVL", "SOC", "LAB", "EDU", "MED", "REF", "REL", "OPP", "JRN", "BUS", "AGR", "PTY"})

SAME, PART_OF_NAME, SAME_SECTOR, SAME_STATE, KINDRED, VAGUE = 1.0, 0.8, 0.6, 0.5, 0.45, 0.3
# Victims of one sector ("residents", "villagers"): nearly every attack has some.
SOME_PEOPLE = 0.35
_ANYBODY = frozenset({"people", "persons", "person", "others"})
# One side is not named in one of the accounts: what the other side says counts for less.
ONE_SIDE = 0.7
NOBODY_NAMED = 0.2
# The same victims by rival perpetrators; the same perpetrators with other victims, who may be others of one attack.
RIVAL_ACCOUNTS, OTHER_VICTIMS = -0.3, -0.6


def party_key(party: Party) -> str:
    """What makes two parties the same in votes: the dictionary's id, else the name."""
    return party.actor_id or " ".join(party.name.casefold().split())


def parties_fit(a: Coded, b: Coded, *, mutual: bool, jointly: bool = False, alone: bool = False) -> float | None:
    """How well actors and recipients agree, -0.6 to 1; None where they are others.

    Args:
        a: one account.
        b: the other.
        mutual: whether actor and recipient may be told the other way round.
        jointly: whether all who take part may stand on one side, so that nobody is missing on the other.
        alone: whether it is an act of one side, before whichever other side a report has in mind.
    """
    if alone:
        return _both(_side(a.actors, b.actors), None)
    if jointly and not (a.recipients or b.recipients):
        return _side(a.actors, b.actors) or NOBODY_NAMED
    fit = _both(_side(a.actors, b.actors), _side(a.recipients, b.recipients))
    if fit == RIVAL_ACCOUNTS and _one_target(a, b):
        fit = NOBODY_NAMED
    if not mutual:
        return fit
    other = _both(_side(a.actors, b.recipients), _side(a.recipients, b.actors))
    # Told the other way round, both sides must agree: else it is another attack by one of them.
    return max((f for f in (fit, other) if f is not None and (f == fit or f > 0)), default=None)


def likeness(a: Party, b: Party) -> float:
    """How well two parties can be one, 0 to 1."""
    if party_key(a) == party_key(b):
        return SOME_PEOPLE if party_key(a) in _ANYBODY else SAME
    if a.country and b.country and a.country != b.country:
        return 0.0
    names_a, names_b = set(a.name.casefold().split()), set(b.name.casefold().split())
    if names_a and names_b and (names_a <= names_b or names_b <= names_a):
        return PART_OF_NAME
    of_one_state = a.country is not None and a.country == b.country and {a.sector, b.sector} <= STATE
    if a.actor_id and b.actor_id:
        # Two known parties: an army and its government, not two rebel groups.
        return SAME_STATE if of_one_state else 0.0
    if is_proper(a) and is_proper(b) and not names_a & names_b:
        return VAGUE
    if _wrongdoer(a) and _wrongdoer(b):
        return SAME_SECTOR
    if {a.sector, b.sector} <= PEOPLE:
        return SOME_PEOPLE
    if a.sector is not None and a.sector == b.sector:
        return SAME_SECTOR
    if of_one_state or {a.sector, b.sector} <= ARMED:
        return KINDRED
    if {a.sector, b.sector} <= FORCES and None in (a.country, b.country):
        # A patrol, a convoy: which of a state's forces it was, one of the reports may leave open.
        return VAGUE
    return VAGUE if "UNK" in (a.sector or "UNK", b.sector or "UNK") else 0.0


def shared_party(a: Coded, b: Coded) -> bool:
    """Whether both name one party of the dictionary, on whichever side."""
    known = [{p.actor_id for p in (*c.actors, *c.recipients) if p.actor_id} for c in (a, b)]
    return bool(known[0] & known[1])


def _one_target(a: Coded, b: Coded) -> bool:
    """Whether both name the same target that is not only people ("an internet cafe"): few are hit twice in a day."""
    targets = [{party_key(p) for p in c.recipients if p.actor_id is None and p.sector not in PEOPLE} for c in (a, b)]
    return bool(targets[0] & targets[1])


def is_proper(party: Party) -> bool:
    """Whether it is named ("Oscar Romero"), not described ("gunmen", "Iraqi police")."""
    words = party.name.split()
    return party.actor_id is not None or (len(words) > 1 and all(word[0].isupper() for word in words))


def _wrongdoer(party: Party) -> bool:
    """Whether it is described as one who did it ("the suspect", "the gunman"): dictionaries give such words sectors."""
    words = party.name.casefold().split()
    return party.actor_id is None and bool(words) and words[-1] in word_list("merging_wrongdoers")


def _side(a: Sequence[Party], b: Sequence[Party]) -> float | None:
    """Likeness of the two most alike; None where an account names nobody.

    Of many victims two reports may name different ones; where each names one only, it is another victim.
    """
    best = max(((likeness(p, q), is_proper(p) and is_proper(q)) for p in a for q in b), default=None)
    if best is None:
        return None
    fit, named = best
    return 0.0 if named and fit <= VAGUE and len(a) == len(b) == 1 else fit


def _both(actors: float | None, recipients: float | None) -> float | None:
    if actors is None and recipients is None:
        return NOBODY_NAMED
    if actors is None or recipients is None:
        known = actors if actors is not None else recipients
        return known * ONE_SIDE if known else None
    if actors and recipients:
        return (actors + recipients) / 2
    if max(actors, recipients) < PART_OF_NAME:
        return None
    return RIVAL_ACCOUNTS if recipients else OTHER_VICTIMS
