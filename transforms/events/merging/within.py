"""One event told several times within an article becomes one: clusters of tellings."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, product

from schemas.coded import Party
from transforms.events.candidate import ASSERTED, IN_SENTENCE, Candidate, When, Where
from transforms.events.frames.frame import ANY
from transforms.events.merging.fights import FIGHTING, RESULTS, battle_for, cost_of_taking, in_a_fight, turned_round
from transforms.events.merging.kept_apart import (
    dates,
    least_fit,
    looks_back,
    new_in_passing,
    other_deed,
    other_meeting,
    places,
    raid_elsewhere,
    struck_back,
)
from transforms.events.ontology import TYPES
from transforms.events.parties.likeness import anybody, compared, crowd_of, may_have_done, same_party, same_person
from transforms.events.parties.victims import named_now, other_arrest
from transforms.events.places.nearness import nearness
from transforms.events.tables import rows_of
from transforms.events.tolls.same_dead import SAME, dead_of, same_dead

#: Kinds that only say that it was an attack; like those of harm they join whatever attack they belong to.
GENERIC = frozenset({"attack", "raid", "violence", "offensive", "clash"}) | RESULTS
_LOOSE = frozenset({"attack", "raid", "violence"}) | RESULTS
#: How well a participle goes with the attack that its verb tells.
_ONE_DEED = 0.7
#: Parties that are told to be others.
_OTHERS = -0.4
#: How well one of them must fit where two clusters become one.
_SURELY_FITS = 1.4
#: Places of which one may lie in the other; parties of a side that are told to be the same; places that seem others.
_PERHAPS = 0.1
_SHARED, _CLOSE_BY = 0.4, -0.2
#: How far behind harm the verb of its cause begins. Characters.
_CAUSE_WITHIN = 40
#: What it weighs that a mention of something known uses the word of an earlier telling, and the letters that tell it.
_SAME_WORD = 0.3
_STEM = 4
#: Kinds that are done to somebody: to somebody else, it is another event.
_OF_PERSONS = frozenset({"arrest", "charge", "convict", "expel"})
#: Types of what two parties do with each other: who receives a guest meets him.
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
#: Modes of attacks from afar.
_FROM_AFAR = frozenset({"aerial", "drone", "heavy-weapons", "explosives"})
#: What bursts without being a bomb, and the words for it.
_BURSTING = frozenset({"aerial", "shelling"})
_BLASTS = frozenset({"blast", "explosion", "detonation", "strike"})


@functools.cache
def _pairs() -> dict[frozenset[str], float]:
    """Pairs of kinds that may tell one event, besides a kind with itself, and how well they go together (0 to 1)."""
    return {
        frozenset({row["kind"], other}): float(row["fit"])
        for row in rows_of("kind_pairs.tsv", ("kind", "fit", "others"))
        for other in row["others"].split()
    }


@dataclass(slots=True)
class Cluster:
    """The tellings of one event, in the order of the text."""

    tellings: list[Candidate] = field(default_factory=list)
    #: Somebody's word on the events of others, told outside the lead.
    aside: bool = False

    @property
    def strength(self) -> int:
        return max(t.strength for t in self.tellings)

    @property
    def heading(self) -> bool:
        """Whether only headlines and decks tell it so far."""
        return all(t.heading for t in self.tellings)

    @property
    def best(self) -> Candidate:
        """The telling that says best what happened: specific, asserted, early in the text."""
        if len(self.tellings) == 1:
            return self.tellings[0]
        return max(self.tellings, key=lambda t: (_specific(t), -t.sentence))

    def when(self) -> When | None:
        told = [t for t in self.tellings if not (t.counts_only or looks_back(t))] or self.tellings
        own = [t.when for t in told if t.when is not None and t.when.rank >= IN_SENTENCE and not t.heading]
        if own:
            return max(own, key=lambda w: (w.rank, -(w.last - w.first).days))
        sure = [t for t in told if not t.weak] or told
        rest = [t.when for t in sure if t.when is not None] or [t.when for t in told if t.when is not None]
        best = max(rest, key=lambda w: w.rank, default=None)
        counted = [t.when for t in self.tellings if t.counts_only and t.when is not None and t.when.rank >= IN_SENTENCE]
        if best is not None and counted and counted[0].last < best.first:
            return counted[0]  # who was counted on Monday did not die on Tuesday
        return best

    def where(self) -> Where | None:
        found = [t.where for t in self.tellings if t.where is not None]
        return max(
            found, key=lambda w: (w.rank >= IN_SENTENCE, FINENESS.get(w.place.precision, 0), w.rank), default=None
        )


FINENESS = {"point": 3, "town": 3, "admin2": 2, "admin1": 2, "country": 1}


def _specific(telling: Candidate) -> float:
    kind = telling.kind
    score = 2.0 * (kind not in GENERIC) + 1.0 * (telling.frame.mode is not None) + 0.5 * telling.strength
    score -= 0.1 * min(telling.sentence, 12)
    score += 1.0 * (kind == "territory") + 0.5 * bool(telling.actors) + 0.3 * bool(telling.recipients)
    return score - (1.5 if kind in RESULTS else 0.0) - (0.4 if telling.status == "claimed" else 0.0)


def cluster(candidates: Sequence[Candidate]) -> list[Cluster]:
    """Puts tellings of one event together. Mentions of something known (strength 1) join others or are dropped."""
    clusters: list[Cluster] = []
    for candidate in sorted(candidates, key=_deeds_first):
        best: tuple[float, Cluster] | None = None
        for known in clusters:
            fit = _fit(candidate, known)
            if fit is not None and (best is None or fit >= best[0]):
                best = (fit, known)
        if best is not None and best[0] >= least_fit(candidate):
            best[1].tellings.append(candidate)
        else:
            clusters.append(Cluster([candidate]))
    return [c for c in _joined(clusters) if c.strength > 1]


def _deeds_first(candidate: Candidate) -> tuple[int, bool]:
    """What a sentence tells before what came of it: "nine were killed when a shell hit a camp"."""
    return candidate.sentence, candidate.cause_follows


def _joined(clusters: list[Cluster]) -> list[Cluster]:
    """A second pass: clusters that grew alike become one."""
    done: list[Cluster] = []
    for one in clusters:
        for known in done:
            if _alike(one, known):
                known.tellings.extend(one.tellings)
                known.tellings.sort(key=lambda t: t.start)
                break
        else:
            done.append(one)
    return done


def _alike(one: Cluster, known: Cluster) -> bool:
    """Whether all tellings of a cluster go with those of another, and one of them for sure."""
    best = 0.0
    for telling in one.tellings:
        fit = _fit(telling, known)
        if fit is None:
            return False
        best = max(best, fit)
    return best >= _SURELY_FITS


def _fit(candidate: Candidate, known: Cluster) -> float | None:
    """How well a telling goes with a cluster; None where they cannot be one event."""
    kinds = [_kinds(candidate, other) for other in known.tellings if not _in_passing(other, known)]
    if min(kinds) < 0 and _goes_with(candidate, known.tellings[-1]):
        kinds = [_ONE_DEED]
    if min(kinds) < 0 or max(kinds) == 0:
        return None
    score = max(kinds)
    first = known.tellings[0]
    if candidate.item != first.item and not (candidate.heading or first.heading):
        return None
    place = places(candidate, known)
    date = dates(candidate, known)
    party = _parties(candidate, known)
    dead = same_dead(candidate, known.tellings)
    named = named_now(candidate, known.tellings)
    victim = named or _same_victim(candidate, known)
    if victim and place is None:
        place = _CLOSE_BY  # nobody is kidnapped or killed at two places
    if named and date is None:
        date = _CLOSE_BY  # "was shot on Monday. Maria Lopez was shot late on Sunday"
    shared = party is not None and (party >= _SHARED or candidate.subject_shared)
    if place is None and shared and _cause_and_result(candidate, known.tellings[-1]):
        place = _CLOSE_BY  # "slain near Tabatol, close to Mali, when jihadists attacked": one takes the other's name
    if party is None and dead >= SAME and (place or 0.0) > 0 and (date or 0.0) > 0:
        party = _OTHERS  # as many dead at the same place and day: one event, whatever the sides are called
    if dead >= SAME and place == _CLOSE_BY and candidate.heading != known.heading:
        place = 0.0  # the headline names the region, the text the town
    if dead < 0 and place is not None and place <= _PERHAPS and candidate.where and candidate.where.rank >= IN_SENTENCE:
        return None  # "at least 38 were killed across the country. In Monywa seven were."
    if (candidate.weak and dead < 0) or raid_elsewhere(candidate, known) or struck_back(candidate, known):
        return None
    if new_in_passing(candidate, known) or other_meeting(candidate, known) or other_arrest(candidate, known.tellings):
        return None
    if candidate.apart and not all(t.heading or t.sentence == candidate.sentence for t in known.tellings):
        return None
    if any(t.sentence == candidate.sentence and t.reason != candidate.reason for t in known.tellings):
        return None  # "shelled the town in reprisal for the killing of two miners"
    if place is None or date is None or party is None or _elsewhere(candidate, known):
        return None
    if any(_one_of_many(candidate, t) or _one_of_many(t, candidate) for t in known.tellings):
        return None
    last = known.tellings[-1]
    near = 0.4 if candidate.sentence == last.sentence else 0.2 if candidate.block == last.block else 0.0
    if candidate.sentence == last.sentence and (candidate.subject_shared or candidate.kind in RESULTS):
        near = 0.8
    after = [t.start - candidate.end for t in known.tellings if t.start > candidate.end]
    if candidate.cause_follows and after:  # "were wounded when a gunman opened fire, and soldiers shot him"
        near += 0.3 if min(after) < _CAUSE_WITHIN else -0.3
    gap = candidate.sentence - last.sentence if candidate.block == last.block else 0
    if candidate.weak and 0 < gap <= 2:
        near = 0.5  # counts the victims of what was just told
    elif candidate.kind in RESULTS and gap == 1 and not _own(candidate):
        near = 0.4  # "Men set fire to the clinic. Three nurses were killed."
    if (
        candidate.kind in RESULTS
        and not candidate.definite
        and candidate.sentence != last.sentence
        and place + date <= 0
    ):
        near -= 0.3
    if candidate.strength == 1 and candidate.block != last.block and place < 0 and not known.heading:
        near -= 0.3  # "In Paris prosecutors look into the murder of eight": not those who died in Beirut
    again = _SAME_WORD if _told_again(candidate, known) else 0.0
    return score + place + date + party + near + dead + again + (_SHARED if victim else 0.0)


def _same_victim(candidate: Candidate, known: Cluster) -> bool:
    """Whether an attack strikes, as the one before, a person who is named: "Lopez was shot", "the murder of Lopez"."""
    if any(t.frame.event_type != "ASSAULT" for t in (candidate, *known.tellings)):
        return False
    return any(same_person(a, b) for a in candidate.recipients for t in known.tellings for b in t.recipients)


def _told_again(candidate: Candidate, known: Cluster) -> bool:
    """Whether "the attack" is of what was told as an attack, not of the air strike that answered it."""
    if not candidate.definite:
        return False
    word = candidate.trigger.lower().rstrip("s")
    stem = word[: max(_STEM, len(word) - 3)]
    words = (w for t in known.tellings for w in (*t.trigger.lower().split(), *t.frame.predicate.split()))
    return any(w.startswith(stem) for w in words)  # "had struck ... the strike"


def _goes_with(candidate: Candidate, other: Candidate) -> bool:
    """Whether a participle only says how an attack went that its verb tells: "drove into the town, firing rockets"."""
    assaults = candidate.frame.event_type == other.frame.event_type == "ASSAULT"
    said = candidate.subject_shared and candidate.kind not in RESULTS and not candidate.recipients
    return assaults and said and candidate.sentence == other.sentence


def _in_passing(telling: Candidate, known: Cluster) -> bool:
    """Whether a telling of a cluster only says how another one went."""
    if not telling.subject_shared:
        return False
    return any(_goes_with(telling, t) and not t.subject_shared for t in known.tellings if t is not telling)


def _cause_and_result(one: Candidate, other: Candidate) -> bool:
    """Whether a sentence tells of an attack and of what it cost."""
    return one.sentence == other.sentence and (one.kind in RESULTS) != (other.kind in RESULTS)


def _one_of_many(toll: Candidate, other: Candidate) -> bool:
    """Whether a telling has a day of its own within the days that a toll counts: it is one of what they saw."""
    if toll.cumulative_from is None or other.cumulative_from is not None or other.when is None:
        return False
    single = other.when.rank >= IN_SENTENCE and other.when.first == other.when.last
    return single and other.when.first > toll.cumulative_from


def _elsewhere(candidate: Candidate, known: Cluster) -> bool:
    """Whether a sentence tells of other dead at another place: "eight died in the port, two in Nobol"."""
    mine = dead_of(candidate)
    if not mine or candidate.where is None:
        return False
    for other in known.tellings:
        theirs = dead_of(other) if other.sentence == candidate.sentence else 0
        if theirs and theirs != mine and other.where is not None:
            named = max(candidate.where.rank, other.where.rank) >= IN_SENTENCE
            if named and nearness(candidate.where.place, other.where.place) < 0:
                return True
    return False


def _own(telling: Candidate) -> bool:
    """Whether its sentence gives a telling a place or a day."""
    found = (telling.where, telling.when)
    return any(clue is not None and clue.rank >= IN_SENTENCE for clue in found)


def _kinds(a: Candidate, b: Candidate) -> float:
    """How well two kinds go together: 1 the same, 0 unrelated but harmless, -1 another event."""
    kind, other = a.kind, b.kind
    if kind == other:
        modes = {a.frame.mode, b.frame.mode} - {None}
        # a mention of something known says little of how it was done
        asserted = min(a.strength, b.strength) > 1
        if len(modes) > 1 and asserted and kind not in ("bombing", "aerial", "talks"):
            afar = a.definite and modes <= _FROM_AFAR  # "had shelled the town ... the strike": told loosely
            return 0.5 if kind in RESULTS or afar else -1.0
        return 1.0
    if "campaign" in (kind, other) or other_deed(a, b):
        return -1.0  # the toll of a period is no toll of a day
    if ANY in (a.frame.predicate, b.frame.predicate) and a.frame.event_type == b.frame.event_type:
        return 0.7  # what only the event heads know may be any kind of its type
    fit = _pairs().get(frozenset({kind, other}))
    if fit is not None:
        return fit
    if (other in _BURSTING and _blast(a)) or (kind in _BURSTING and _blast(b)):
        return 0.5  # "two rockets hit a factory. Four were injured in the blast"
    if battle_for(a, b) or battle_for(b, a):
        return 0.5
    loose = kind in _LOOSE or other in _LOOSE
    return 0.0 if loose and a.frame.event_type == b.frame.event_type else -1.0


def _blast(telling: Candidate) -> bool:
    """Whether a telling only says "the blast", of whatever burst."""
    return telling.definite and telling.trigger.lower().rpartition(" ")[2].rstrip("s") in _BLASTS


def _parties(candidate: Candidate, known: Cluster) -> float | None:
    score = 0.0
    if turned_round(candidate, known):
        return None
    for side in ("actors", "recipients"):
        mine: list[Party] = getattr(candidate, side)
        theirs = [p for t in known.tellings for p in getattr(t, side)]
        other = "recipients" if side == "actors" else "actors"
        either_way = candidate.frame.event_type in _MUTUAL or candidate.kind in FIGHTING
        if either_way or any(t.kind in FIGHTING for t in known.tellings):
            theirs = theirs + [p for t in known.tellings for p in getattr(t, other) if p.sector != "CVL"]
        if not mine or not theirs:
            continue
        sides = compared(mine, theirs, of_words=TYPES[candidate.frame.event_type].quad_class in (1, 3))
        verdict = max(same_party(a, b) for a, b in product(*sides))
        if side == "actors" and _other_crowds(candidate, mine, known):
            return None
        if side == "recipients" and verdict < 1 and candidate.kind in _OF_PERSONS and _others_told(candidate, known):
            return None
        if side == "recipients" and verdict < 1 and _other_justice(candidate, known):
            return None
        if verdict < 0 and side == "recipients" and cost_of_taking(candidate, known):
            continue  # those who took the place, and not those who held it
        if verdict < 0:
            if side == "recipients" and candidate.kind not in ("arrest", "release", "expel", "accuse", "request"):
                score -= 0.3
                continue
            headline = candidate.heading != known.heading and (places(candidate, known) or 0.0) >= 0
            if headline and not all(p.actor_id for p in chain(*sides)):
                continue  # "former diplomat", and by name below the headline
            if side == "actors" and candidate.kind in RESULTS and in_a_fight(candidate, known):
                continue  # "said it had repelled an attack by the rebels, killing 20"
            if side == "actors" and may_have_done(mine, theirs):
                continue
            if side == "actors" and candidate.definite and not any(p.actor_id for p in theirs):
                continue  # "the bombing" that a group claims, told before of a driver
            return None
        score += 0.4 * verdict
    return score


def _other_justice(candidate: Candidate, known: Cluster) -> bool:
    """Whether one of two tellings is of an arrest and the other of a sentence: of two people, they are two events."""
    kinds = {candidate.kind, *(t.kind for t in known.tellings)}
    return kinds >= {"arrest", "convict"} and not (candidate.heading or known.heading)


def _other_crowds(candidate: Candidate, mine: Sequence[Party], known: Cluster) -> bool:
    """Whether two sentences tell protests of two kinds of people: of pupils, and of office workers."""
    if candidate.frame.event_type != "PROTEST" or candidate.strength < ASSERTED:
        return False
    crowd = crowd_of(mine)
    others = [
        crowd_of(t.actors)
        for t in known.tellings
        if t.strength >= ASSERTED and t.sentence != candidate.sentence and not t.heading and not candidate.heading
    ]
    return bool(crowd) and any(other and other.isdisjoint(crowd) for other in others)


def _others_told(candidate: Candidate, known: Cluster) -> bool:
    """Whether a sentence tells the same of two: "detained a Canadian amid a row over the arrest of an executive"."""
    return any(
        t.sentence == candidate.sentence and t.kind == candidate.kind and t.recipients
        and not any(anybody(p) for p in (*t.recipients, *candidate.recipients))
        for t in known.tellings
    )  # fmt: skip
