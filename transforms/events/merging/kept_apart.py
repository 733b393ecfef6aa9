"""What keeps a telling apart from an event that was told before: place, day, and who was struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.events.candidate import ASSERTED, IN_CLAUSE, IN_SENTENCE, INHERITED, POINTED, Candidate, When, Where
from transforms.events.frames.frame import ANY
from transforms.events.parties.likeness import same_party
from transforms.events.places.nearness import nearness
from transforms.events.tolls.same_dead import dead_of
from transforms.events.wordlists import word_list

if TYPE_CHECKING:
    from transforms.events.merging.within import Cluster

#: How well a telling must fit to be of an event: one that is asserted, a mention, and a noun for what is known.
_ASSERTED_FITS, _MENTION_FITS, _KNOWN_FITS = 0.89, 0.5, 0.8
#: How well words must fit that are said of somebody: one party accuses and demands many things in one report.
_SAID_FITS, _SAID = 1.4, frozenset({"ACCUSE", "REQUEST", "THREATEN"})
#: Longer spans are no days of an event that is mentioned. Days.
_WEEKS = 14
#: The strength of a telling that is no mere mention.
_TOLD = 2
#: Days after an attack within which its dead are counted.
_COUNTED_WITHIN = 3
#: A longer time holds many events. Days.
_PERIOD = 7
#: Days within which a source tells of what it takes for news.
_TOLD_WITHIN = 10
#: Modes of orders that may be one: "put the town under curfew", "restricted movement".
_ORDERS = frozenset({"restrict", "curfew", "martial-law"})
_ATTACKERS = word_list("resolve_attackers")
_SUSPECTS = word_list("merging_wrongdoers")


def least_fit(candidate: Candidate) -> float:
    """How well a telling must fit: a mention least, and "the capture of the port" less than what a verb asserts."""
    if candidate.strength == 1:
        return _MENTION_FITS
    if candidate.frame.event_type in _SAID and not candidate.heading:
        return _SAID_FITS
    return _KNOWN_FITS if candidate.definite and candidate.strength < ASSERTED else _ASSERTED_FITS


def places(candidate: Candidate, known: Cluster) -> float | None:
    """What the places speak for (above 0) or against one event; None where they are surely others."""
    mine, theirs = candidate.where, known.where()
    if mine is None or theirs is None:
        return 0.1
    many = any(t.over_many for t in known.tellings)
    whole, part = (theirs, mine) if many else (mine, theirs)
    if many != candidate.over_many and _is_one_of(part, whole):
        return None  # "struck in five cities, killing 100. In Ramadi they hit two posts, killing seven"
    same = nearness(mine.place, theirs.place)
    sure = mine.rank >= IN_SENTENCE and theirs.rank >= IN_SENTENCE
    if same > 0:
        return 0.4 if sure else 0.2
    if same == 0:
        return 0.1
    heading = candidate.heading or known.heading
    if sure and not (heading and min(mine.rank, theirs.rank) < IN_CLAUSE):
        return None
    if heading:
        return -0.2
    if min(mine.rank, theirs.rank) <= INHERITED and candidate.sentence == known.tellings[-1].sentence:
        return 0.0  # "killed when they ran over a mine laid near Balle": what one half takes over says nothing
    if mine.rank >= POINTED or theirs.rank >= POINTED:
        return -0.4
    return -0.1


def _is_one_of(part: Where, whole: Where) -> bool:
    """Whether a telling names a town for itself, and one of several places together names none."""
    return part.rank >= IN_SENTENCE > whole.rank and part.place.precision == "town"


def dates(candidate: Candidate, known: Cluster) -> float | None:
    """What the days speak for (above 0) or against one event; None where they are surely others."""
    mine, theirs = candidate.when, known.when()
    if mine is None or theirs is None:
        return 0.1
    overlap = mine.first <= theirs.last and theirs.first <= mine.last
    sure = mine.rank >= IN_SENTENCE and theirs.rank >= IN_SENTENCE
    if overlap and max((w.last - w.first).days for w in (mine, theirs)) > _PERIOD and mine.last != theirs.last:
        return 0.0  # "have been attacked since April", and one attack on Sunday
    if overlap:
        return 0.3 if sure else 0.1
    if _told_after(mine, theirs) or _told_after(theirs, mine):
        return 0.0
    if candidate.counts_only and 0 < (mine.first - theirs.last).days <= _COUNTED_WITHIN:
        return 0.0  # "the force on Saturday put its dead at 40": the day of the count
    if candidate.kind == "claim" and mine.rank < IN_CLAUSE:
        return 0.0  # "an attack 17 days ago for which the guerrillas claimed credit": the day of the claim
    counted = all(t.counts_only for t in known.tellings)
    if counted and not candidate.weak and 0 < (theirs.first - mine.last).days <= _COUNTED_WITHIN:
        return 0.0
    if candidate.heading or known.heading:
        # a headline tells the news: of these days, not of the background
        apart = max((mine.first - theirs.last).days, (theirs.first - mine.last).days)
        return 0.0 if apart <= 8 else None
    if sure:
        return None
    if candidate.strength == 1 and mine.rank <= INHERITED and (candidate.definite or candidate.status == "background"):
        return -0.2  # "condemned the attack": its day is only that of the report
    if mine.rank >= IN_SENTENCE or theirs.rank >= IN_SENTENCE:
        return -0.5 if candidate.definite or candidate.strength == 1 else -0.8
    return -0.2


def _told_after(told: When, happened: When) -> bool:
    """Whether one day is only that on which a source told what happened shortly before."""
    return told.told and happened.rank >= IN_SENTENCE and 0 < (told.first - happened.last).days <= _TOLD_WITHIN


def struck_back(candidate: Candidate, known: Cluster) -> bool:
    """Whether one tells what was done to an attacker, and the other "the attack": "six died before police shot him"."""
    if any(_of_a_suspect(candidate, t) or _of_a_suspect(t, candidate) for t in known.tellings):
        return True
    if candidate.weak or (candidate.strength == 1 and candidate.definite):
        mentioned, struck = [candidate], known.tellings
    else:
        mentioned, struck = [t for t in known.tellings if t.strength == 1 and t.definite], [candidate]
    at = [p for t in struck for p in t.recipients]
    others = any(p.actor_id or p.name.lower() not in _ATTACKERS for t in mentioned for p in t.recipients)
    hurt = others or any(dead_of(t) for t in mentioned)
    return hurt and bool(at) and all(p.actor_id is None and p.name.lower() in _ATTACKERS for p in at)


def _of_a_suspect(struck: Candidate, deed: Candidate) -> bool:
    """Whether a sentence names a deed only to say whom others struck: "the suspect in the bombing was shot dead"."""
    if deed.status != "background" or struck.status == "background" or struck.sentence != deed.sentence:
        return False
    at = struck.recipients
    return bool(at) and all(p.actor_id is None and p.name.lower() in _SUSPECTS for p in at)


def other_meeting(candidate: Candidate, known: Cluster) -> bool:
    """Whether a sentence tells of two meetings, each of others: "Putin met Xi and held talks with Modi"."""
    return any(
        t.sentence == candidate.sentence and _met_besides(candidate, t) and _met_besides(t, candidate)
        for t in known.tellings
    )


def _met_besides(one: Candidate, other: Candidate) -> bool:
    """Whether both tell who met whom, and one a party that has nothing to do with those of the other."""
    if one.frame.event_type != "CONSULT" or not all((one.actors, one.recipients, other.actors, other.recipients)):
        return False
    theirs = (*other.actors, *other.recipients)
    return any(all(same_party(mine, p) < 0 for p in theirs) for mine in (*one.actors, *one.recipients))


def raid_elsewhere(candidate: Candidate, known: Cluster) -> bool:
    """Whether arrests and a raid are told in two paragraphs: those of the crowd are not those of the offices."""
    kinds = {candidate.kind, *(t.kind for t in known.tellings)}
    if not kinds >= {"arrest", "raid_police"} or candidate.heading or known.heading:
        return False
    return candidate.kind not in {t.kind for t in known.tellings} and all(
        t.block != candidate.block for t in known.tellings
    )


def new_in_passing(candidate: Candidate, known: Cluster) -> bool:
    """Whether a sentence brings up an attack with a doer of its own: "violence fell amid a crackdown by the army"."""
    if candidate.strength > 1 or candidate.definite or candidate.heading or candidate.frame.predicate != ANY:
        return False
    told = [t for t in known.tellings if not t.heading]
    return bool(candidate.actors and told) and not any(t.actors or t.sentence == candidate.sentence for t in told)


def looks_back(telling: Candidate) -> bool:
    """Whether a mention of something known tells since when or how long: "the worst months since it was signed"."""
    when = telling.when
    return telling.status == "background" and when is not None and (when.last - when.first).days > _WEEKS


def other_deed(a: Candidate, b: Candidate) -> bool:
    """Whether two tellings are of deeds of another sort, whatever else they share."""
    return _coerced_otherwise(a, b) or _executed_apart(a, b) or _executed_apart(b, a) or _agreed_at_talks(a, b)


def _coerced_otherwise(a: Candidate, b: Candidate) -> bool:
    """Whether two orders or measures are told whose modes differ: a seizure of goods is no arrest."""
    modes = {a.frame.mode, b.frame.mode}
    heard = ANY in (a.frame.predicate, b.frame.predicate)
    coerced = heard and a.frame.event_type == b.frame.event_type == "COERCE"
    return coerced and None not in modes and len(modes) > 1 and not modes <= _ORDERS


def _executed_apart(killed: Candidate, unrest: Candidate) -> bool:
    """Whether a named person is put to death, and another sentence tells of unrest: "Karimi was hanged"."""
    if killed.kind != "kill" or killed.frame.mode != "targeted" or killed.victim is None:
        return False
    return unrest.frame.event_type == "PROTEST" and unrest.sentence != killed.sentence


def _agreed_at_talks(a: Candidate, b: Candidate) -> bool:
    """Whether one tells that parties met and the other what they agreed: "pledged to keep the truce as talks ended"."""
    if {a.frame.event_type, b.frame.event_type} != {"AGREE", "CONSULT"} or min(a.strength, b.strength) < _TOLD:
        return False
    agreed = a if a.frame.event_type == "AGREE" else b
    return agreed.strength == ASSERTED and agreed.frame.predicate != ANY
