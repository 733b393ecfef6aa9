"""Which event the tolls of a sentence belong to that tells no event itself: "More than 40 others were in hospital"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.events.candidate import ASSERTED, IN_SENTENCE, Candidate
from transforms.events.merging.within import Cluster
from transforms.events.places.nearness import near_by
from transforms.events.scene import Scene
from transforms.events.sentences import Sentence
from transforms.events.tolls import TollMention
from transforms.events.tolls.protests import costs
from transforms.events.tolls.same_dead import far_more

#: How many sentences back an attack may be told whose toll a sentence gives.
_REACH = 3
#: How much a toll prefers an attack of its own paragraph, at a place that its sentence names; and one in sentences.
_PARAGRAPH, _PLACE = 2.0, 3.0
#: The same for a telling that says that it happened: "the shooting followed a battle in which they killed three".
_ASSERTS = 0.5
#: How many sentences may lie between an attack and a count of its victims that comes before or after it.
_APART = 4
#: Kinds of attack that cost lives.
_DEADLY = frozenset({"shooting", "bombing", "aerial", "shelling", "stabbing", "raid", "attack", "clash", "offensive",
                     "territory", "ramming", "chemical"})  # fmt: skip
#: Kinds of attack on things, which most often hurt nobody.
_OF_THINGS = frozenset({"destroy", "vandalize"})
#: Kinds of attack whose victims other sentences do not count.
_NOT_DEADLY = frozenset({"campaign", "abduct", "arrest"})


@dataclass(frozen=True, slots=True)
class Loose:
    """The tolls of a sentence that no telling in it takes."""

    sentence: Sentence
    tolls: Sequence[TollMention]
    #: They are those of a telling of deaths that is no event by itself: a protest of its sentence may have them.
    beside: bool = False


def left_over(candidates: Iterable[Candidate], clusters: Iterable[Cluster], scene: Scene) -> list[Loose]:
    """The tolls of counts of the dead that became no event and joined none."""
    kept = {id(t) for known in clusters for t in known.tellings}
    sentences = scene.layout.sentences
    lost = (c for c in candidates if c.weak and not c.accidental and c.tolls and id(c) not in kept)
    return [Loose(sentences[c.sentence], c.tolls, beside=True) for c in lost]


def give_loose(loose: Iterable[Loose], clusters: Sequence[Cluster], scene: Scene) -> None:
    """Gives tolls of sentences that tell no event to attacks told up to three sentences before them.

    The one that fits best takes them: of their paragraph, at a place that they name, the nearest. Where nobody was
    harmed, that holds for all attacks of the sentence before.
    """
    for one in loose:
        attacks = _fitting(one, clusters, scene, "ASSAULT")
        on_people = [pair for pair in attacks if pair[1].kind not in _OF_THINGS]
        fitting = _of_its_protest(one, clusters) or on_people or attacks or _fitting(one, clusters, scene, "PROTEST")
        if not fitting:
            continue
        best = max(fitting, key=lambda pair: pair[0])[1]
        for toll in one.tolls:
            if toll.effect not in ("killed", "injured"):
                continue
            takers = [t for _, t in fitting if t.sentence == best.sentence] if toll.none else [best]
            for taker in takers:
                taker.tolls.append(toll)
                taker.toll_sentences.append(one.sentence.index)


def _of_its_protest(loose: Loose, clusters: Sequence[Cluster]) -> list[tuple[float, Candidate]]:
    """The protest of a sentence that tells who died in it: "five people were killed as protesters stormed a court"."""
    if not loose.beside:
        return []
    told = (t for known in clusters for t in known.tellings if t.frame.event_type == "PROTEST")
    protests = [t for t in told if t.actors or t.frame.mode != "obstruct"]  # not a storm that cuts off a village
    return [
        (0.0, t)
        for t in protests
        if t.sentence == loose.sentence.index and all(costs(t, toll, loose.sentence) for toll in loose.tolls)
    ][:1]


def leave_to_attacks(clusters: Sequence[Cluster]) -> None:
    """Takes tolls of headlines from protests where the text counts such people in an attack.

    As in "Protesters march on border, dozens wounded", below which "soldiers shot and wounded 75".
    """
    for known in clusters:
        if known.best.frame.event_type != "PROTEST" or all(not t.tolls for t in known.tellings if t.heading):
            continue
        counted = {
            toll.effect
            for other in clusters
            if other.best.frame.event_type == "ASSAULT" and other.best.item == known.best.item
            for telling in other.tellings
            if not telling.heading
            for toll in telling.tolls
            if toll.best
        }
        for telling in known.tellings:
            if telling.heading:
                kept = [(t, n) for t, n in zip(telling.tolls, telling.toll_sentences, strict=True)
                        if t.effect not in counted]  # fmt: skip
                telling.tolls = [t for t, _ in kept]
                telling.toll_sentences = [n for _, n in kept]


def _fitting(loose: Loose, clusters: Sequence[Cluster], scene: Scene, event_type: str) -> list[tuple[float, Candidate]]:
    """The tellings that may take the tolls of a sentence, one of each event, and how well they fit."""
    sentence = loose.sentence
    item = scene.layout.block_of(sentence).item
    places = [r.place for r in scene.places_of(sentence) if r.place and not (r.mention.demonym or r.mention.nested)]
    found: list[tuple[float, Candidate]] = []
    for known in clusters:
        if _of_others(loose.tolls, known):
            continue
        where = known.where()
        mine: list[tuple[float, Candidate]] = []
        for telling in known.tellings:
            if telling.item != item or telling.frame.event_type != event_type or telling.kind in _NOT_DEADLY:
                continue
            gap = sentence.index - telling.sentence
            if not 0 < gap <= _REACH:
                continue
            score = _PARAGRAPH * (telling.block == sentence.block) - gap + _ASSERTS * (telling.strength >= ASSERTED)
            if where is not None and any(near_by(p, where.place) for p in places):
                score += _PLACE
            mine.append((score, telling))
        if mine:
            found.append(max(mine, key=lambda pair: pair[0]))
    return found


def _of_others(tolls: Sequence[TollMention], known: Cluster) -> bool:
    """Whether a count is of more people than an event has cost by its own words: "hospitals took in 104"."""
    for toll in tolls:
        if toll.adds or toll.none or not toll.best or toll.part_of:
            continue
        if known.best.kind in _OF_THINGS and any(t.none for telling in known.tellings for t in telling.tolls):
            return True  # "the fire hurt nobody. Over the week the army lost 200 men"
        told = [
            sum(t.best or 0 for t in telling.tolls if t.effect == toll.effect and not (t.part_of or t.adds))
            for telling in known.tellings
        ]
        largest = max(told, default=0)
        if largest and far_more(toll.best, largest):
            return True
    return False


def join_counts(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Clusters that only count the dead and the wounded go to the attack that they belong to, told before or after.

    They have no cause and no place of their own: "Eight people died, by the count of the ministry" stands before
    "It began when soldiers surrounded a house".
    """
    kept = list(clusters)
    for one in clusters:
        if not all(t.weak and t.item == one.tellings[0].item for t in one.tellings):
            continue
        if any(t.where is not None and t.where.rank >= IN_SENTENCE for t in one.tellings):
            continue
        fitting = [(_apart(one, known), k) for k, known in enumerate(kept) if known is not one and _causes(known, one)]
        near = [(gap, k) for gap, k in fitting if gap <= _APART]
        if near:
            known = kept[min(near)[1]]
            known.tellings = sorted([*known.tellings, *one.tellings], key=lambda t: t.start)
            kept.remove(one)
    return kept


def _apart(one: Cluster, other: Cluster) -> int:
    """How many sentences lie between two clusters; attacks that follow a count are as near as those before it."""
    return min(abs(a.sentence - b.sentence) for a in one.tellings for b in other.tellings if not b.heading)


def _causes(known: Cluster, counted: Cluster) -> bool:
    """Whether a cluster tells an attack that may have cost what another one counts."""
    best = known.best
    if best.weak or best.frame.event_type != "ASSAULT" or best.kind not in _DEADLY or known.strength < ASSERTED:
        return False
    if best.item != counted.tellings[0].item or known.heading:
        return False
    if any(t.effect == "killed" and t.best for telling in known.tellings for t in telling.tolls):
        return False
    where, day = known.where(), known.when()
    mine, counted_on = counted.where(), counted.when()
    if where is not None and mine is not None and not near_by(where.place, mine.place):
        return False
    return day is None or counted_on is None or day.first <= counted_on.last
