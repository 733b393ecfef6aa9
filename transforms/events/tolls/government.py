"""Which phrases each kind of trigger governs (the kinds are those of `data/tolls_triggers.tsv`)."""

from __future__ import annotations

from dataclasses import replace

from transforms.events.tolls.bodies import found_body
from transforms.events.tolls.companions import companions
from transforms.events.tolls.earlier import owners
from transforms.events.tolls.figures import count, label, losses, toll
from transforms.events.tolls.joint import partner, shared_object
from transforms.events.tolls.lexicon import Trigger, words
from transforms.events.tolls.objects import objects
from transforms.events.tolls.phrases import Phrase, noun_phrase
from transforms.events.tolls.sentence import (
    Argument,
    Sentence,
    is_passive,
    is_perfect,
    part_marker,
    shared_start,
    verb_start,
)
from transforms.events.tolls.shots import hit, shot
from transforms.events.tolls.subjects import adjacent, subjects
from transforms.events.tolls.tokens import Occurrence

_DEAD_BEFORE = frozenset({"left", "leaving", "leaves", "found", "leave", "shot"})
_ARTICLES = frozenset({"a", "an", "the"})
_TIMES = frozenset({"day", "night", "morning", "afternoon", "evening", "week"})
_MANY = 50
_FRAGMENT = 5
"""Tokens within which a bullet or a splinter is named that hits somebody."""
_CARE = 7
"""Tokens within which a hospital is named where somebody is treated."""
_REMAINS = frozenset({"bodies", "corpses", "remains"})


def arguments_of(s: Sentence, o: Occurrence, trigger: Trigger) -> tuple[list[Argument], bool]:
    """The phrases that a trigger counts, and whether it updates an earlier count."""
    kind = trigger.kind
    start, auxiliaries = verb_start(s, o.i)
    if kind in ("trap", "victims"):
        return [], False
    if kind == "shot":
        return shot(s, o), False
    if kind == "hits":
        return hit(s, o, auxiliaries), False
    if (
        kind in ("both", "passive", "subject", "state")
        and trigger.effect in ("killed", "injured")
        and not _or(s, o, trigger)
    ):
        start, auxiliaries = shared_start(s, o.i, o.j)
    shared = shared_object(s, o) if not is_passive(auxiliaries) else []
    if shared:
        return shared, False
    described = _described_count(s, o) if trigger.effect in ("killed", "injured") else []
    if described:
        return described, False
    labelled = label(s, o)
    numbered = kind == "count" and s.tag(o.i - 1) == "num"  # "six lives: three soldiers, a medic ..."
    if labelled and not numbered and kind in ("both", "state", "count", "toll", "nominal"):
        return labelled, False
    if kind == "active":
        if s.low(o.j) == "of":
            return objects(s, o.j + 1, nominal=True), False
        if s.tag(o.i - 1) == "det" or (s.low(o.i - 1).endswith("'s") and s.tag(o.i - 1) != "aux"):
            return [], False
        return objects(s, o.j), False
    if kind == "passive":
        found = subjects(s, start) if is_passive(auxiliaries) and not _astray(s, o) else []
        cared = any(s.low(k) in words("clinic") for k in range(o.i, o.j + _CARE))
        shot_at = _by_fragments(s, o) or (
            s.low(o.j) == "in" and any(s.low(k) in words("limb") for k in range(o.j + 1, o.j + 4))
        )
        sure = trigger.effect == "killed" or shot_at or any(a.phrase.counted and not a.part for a in found)
        return [a for a in found if a.phrase.counted or sure or (cared and a.phrase.named)], False
    if kind == "moves":
        return [a for a in subjects(s, start) if _many_civilians(s, a.phrase)], False
    if kind == "where":
        found = _state(s, o, start, auxiliaries) if not _astray(s, o) else []
        return [a for a in found if a.phrase.counted], False
    if kind in ("both", "loose"):
        if is_perfect(s, o.i):
            return objects(s, o.j), False
        if is_passive(auxiliaries):
            with_them = companions(s, o.j) if trigger.effect in ("killed", "injured") else []
            return subjects(s, start) + with_them, False
        acts = s.low(o.i - 2) == "the" and s.low(o.i - 1) == "other" and s.tag(o.j) in ("det", "num")
        if (
            s.tag(o.i - 1) == "det"
            and not acts
            and s.low(o.i - 1)
            not in (
                "another",
                "both",
                "all",
                "some",
                "many",
                "several",
                "more",
            )
        ):
            return [], False  # "the jailed poet"
        found = objects(s, o.j)
        if found and not (start == o.i and adjacent(s, o.i) and _headline_list(s, o, found)):
            return found, False
        if whom := _whom(s, o):
            return whom, False
        acts = s.low(o.j) in _ARTICLES and s.low(o.j + 1) not in _TIMES
        if acts and noun_phrase(s.tokens, o.j, s.blocked) is not None:
            return [], False  # "two gunmen killed a mafioso", "abducted an unknown number"
        near = adjacent(s, o.i)
        if near:
            if not near[0].phrase.counted and noun_phrase(s.tokens, o.j, s.blocked) is not None:
                return [], False  # "parliament killed the bill"
            near = [_whole(s, a) for a in near]
            return [a for a in near if not _within(s, a.phrase) and not _lone_name(s, a.phrase)], False
        return found or subjects(s, start), False
    if kind == "subject":
        with_them = companions(s, o.j) if trigger.effect == "killed" else []
        return subjects(s, start) + with_them, False
    if kind == "state":
        return _state(s, o, start, auxiliaries) + companions(s, o.j), False
    if kind == "base":
        return ([] if s.low(o.i - 1) in ("the", "a") else objects(s, o.j)), False
    if kind == "nominal":
        return _nominal(s, o), False
    if kind == "loses":
        found = [a for a in objects(s, o.j) if a.phrase.person and a.phrase.group_j > a.phrase.group_i]
        counted = any(a.phrase.counted for a in found)
        return ([a for a in found if a.phrase.best is not None] if counted else []), False
    if kind == "harmers":  # "the killers of the six monks are known"
        found = objects(s, o.j, nominal=True)
        return [a for a in found if a.phrase.person and a.phrase.best is not None], False
    if kind == "losses":
        return losses(s, o), False
    if kind == "count":
        return count(s, o), False
    return toll(s, o)


def _astray(s: Sentence, o: Occurrence) -> bool:
    """True where the gap of a form holds more than a name: "are in the office near the hospital"."""
    return bool(o.tail[1]) and any(s.tag(k) in ("prep", "clause") and s.low(k) != "of" for k in range(o.j, o.tail[0]))


def _by_fragments(s: Sentence, o: Occurrence) -> bool:
    """True for "was hit by a stray bullet", "was struck by splinters of a grenade"."""
    return any(s.low(k) in words("fragment") or s.low(k) == "shots" for k in range(o.i, o.j + _FRAGMENT))


def _whom(s: Sentence, o: Occurrence) -> list[Argument]:
    """Reads "the 69 demonstrators whom police gunned down": the object stands before its relative clause."""
    if s.tag(o.j) not in ("prep", "punct", "date", "adv", ""):
        return []
    for k in range(o.i - 2, max(0, o.i - 8), -1):
        if s.low(k) in ("whom", "that") and k in s.ending and s.phrases[s.ending[k]].counted:
            return [Argument(s.phrases[s.ending[k]])]
        if s.tag(k) in ("aux", "punct", "clause", "pron", "conj"):
            return []
    return []


def _described_count(s: Sentence, o: Occurrence) -> list[Argument]:
    """Reads "nine wounded soldiers", "30 dead civilians": a participle between a number and its noun."""
    if s.tag(o.i - 1) != "num" or o.j - o.i != 1 or s.low(o.i) not in words("harmed"):
        return []
    return [
        Argument(p, part=part_marker(s, p.i) != p.i)
        for p in s.phrases
        if p.i < o.i and o.j < p.j and p.counted and p.person and p.high != 0
    ]


def _or(s: Sentence, o: Occurrence, trigger: Trigger) -> bool:
    """True for the second of "killed or captured", whose number the first one gives."""
    other = any(t.j == o.i - 1 and t.triggers[0].effect != trigger.effect for t in s.occurrences)
    return s.low(o.i - 1) == "or" and other and partner(s, o) is None


def _many_civilians(s: Sentence, phrase: Phrase) -> bool:
    fighting = any(s.low(k) in words("combatant") for k in range(phrase.group_i, phrase.group_j))
    return phrase.counted and (phrase.best or 0) >= _MANY and not phrase.thing and not fighting


def _nominal(s: Sentence, o: Occurrence) -> list[Argument]:
    """Reads "the killing of two nuns", "the assassination in March of the bishop", "Haddad's murder"."""
    if s.low(o.j) == "of" or (s.low(o.j) == "to" and s.low(o.i) in ("injury", "injuries")):
        found = objects(s, o.j + 1, nominal=True)
        if s.low(o.i) in ("body", "corpse"):
            return [a for a in found if a.phrase.best == 1 and not a.phrase.anaphoric][:1]
        if s.low(o.i) not in _REMAINS:
            return found
        counted = [a for a in found if a.phrase.counted]
        known = [a for a in found if a.phrase.best is not None]
        joined = len(known) > 1 and (not counted or s.tag(known[-1].phrase.i - 1) == "conj")
        return known if joined else counted  # "the bodies of a man and a woman"
    if s.low(o.i) in ("body", "corpse") and (found := found_body(s, o)):
        return found
    if s.low(o.i) in _REMAINS and s.low(o.i - 1) == "their":
        whose = [p for p in s.phrases if p.j < o.i and p.counted and p.person and (p.best or 0) > 1 and not p.thing]
        return [Argument(p) for p in whose[-1:]] or owners(s, o.i - 1)  # "two vanished, and their bodies were found"
    owner = s.low(o.i - 1)
    index = s.ending.get(o.i)
    if index is not None and s.phrases[index].counted and s.text[s.tokens[o.i - 1].end] in "'’":
        return [Argument(s.phrases[index])] if s.tag(o.i - 1) == "many" else []  # "the six Jesuits' murder"
    if (
        owner.endswith("'s")
        and o.triggers[0].effect == "killed"
        and index is not None
        and s.tag(o.i - 1) in ("name", "caps")
    ):
        phrase = s.phrases[index]
        if all(s.tag(k) in ("name", "caps", "one") for k in range(phrase.i, phrase.j)):
            return [
                Argument(
                    replace(
                        phrase,
                        low=1,
                        best=1,
                        high=1,
                        counted=False,
                        person=True,
                        named=True,
                        thing=False,
                        group_i=phrase.i,
                    )
                )
            ]
    if s.low(o.j) in ("in", "on", "during", "at", "last", "by"):
        for k in range(o.j + 1, min(o.j + 8, len(s.tokens))):
            if s.tag(k) == "punct":
                break
            if s.low(k) == "of" and (
                found := [
                    a
                    for a in objects(s, k + 1, nominal=True)
                    if a.phrase.person
                    and (a.phrase.i > k + 1 or a.phrase.j > a.phrase.i + 1 or not _only_name(s, a.phrase))
                ]
            ):
                return found
    return []


def _only_name(s: Sentence, phrase: Phrase) -> bool:
    return phrase.named and not any(s.tag(k) == "one" for k in range(phrase.i, phrase.j))


def parts_after(s: Sentence, k: int) -> list[Argument]:
    """Parts named after the verb.

    "60 people died in the blast, a dozen of them women", "35 dead, including 24 children".
    """
    for m in range(k, min(k + 25, len(s.tokens))):
        low = s.low(m)
        if low in (";", ":", ".", "!", "?") or (m in s.blocked and m > k):
            return []
        marks = low in ("including", "include", "incl") or (low in ("them", "whom") and s.low(m - 1) == "of")
        if marks and any(p.counted and k < p.i and p.j < m - 1 and s.tag(p.i - 1) == "conj" for p in s.phrases):
            return []  # "three were killed and six others, including two policemen, were wounded"
        if low in ("including", "include", "incl"):
            start = m + 1 + (s.low(m + 1) == ".")
            return [Argument(a.phrase, part=True) for a in objects(s, start) if a.phrase.counted or a.phrase.best == 1]
        if low in ("them", "whom") and s.low(m - 1) == "of" and m > k + 1:
            if s.tag(m + 1) == "aux" and any(t.i in (m + 2, m + 3) for t in s.occurrences):
                return []  # "six of whom died and seven of whom were wounded"
            phrase = next((p for p in s.phrases if p.i < m <= p.j and p.counted), None)
            if phrase is not None:
                return [Argument(phrase, part=True)]
            if s.tag(m + 1) == "num":  # of whom 24 children
                return [Argument(a.phrase, part=True) for a in objects(s, m + 1)]
    return []


def _lone_name(s: Sentence, phrase: Phrase) -> bool:
    """True for one capitalised word that need not be a person: "Profits slaughtered"."""
    return phrase.named and phrase.j - phrase.i == 1 and s.tag(phrase.i) == "name"


def _whole(s: Sentence, argument: Argument) -> Argument:
    """The group that a participle describes: "one of nine people killed" counts nine."""
    phrase = argument.phrase
    k = next((m for m in range(phrase.i + 1, phrase.j) if s.low(m) == "of"), None)
    if k is None or phrase.best is None:
        return argument
    inner = noun_phrase(s.tokens, k + 1, s.blocked)
    if inner is None or not inner.counted or inner.j != phrase.j or (inner.best or 0) <= phrase.best:
        return argument
    return Argument(inner, argument.part)


def _within(s: Sentence, phrase: Phrase) -> bool:
    """True for a phrase in a prepositional phrase: "analysts at two banks slashed", not "with two killed"."""
    return (
        phrase.group_j > phrase.group_i
        and not (phrase.counted and phrase.person)
        and s.tag(phrase.i - 1) == "prep"
        and s.low(phrase.i - 1) not in ("with", "including", "of", "leaving")
    )


def _headline_list(s: Sentence, o: Occurrence, found: list[Argument]) -> bool:
    """In "12 killed, 30 wounded" and "12 killed 30 wounded" the number after the verb is not its object."""
    phrase = found[0].phrase
    return phrase.j in s.blocked and phrase.counted and not o.tail[0] <= phrase.j < o.tail[1]


def _state(s: Sentence, o: Occurrence, start: int, auxiliaries: frozenset[str]) -> list[Argument]:
    near = adjacent(s, o.i)
    if s.low(o.i) == "dead" and s.low(o.j) in words("dead_trap"):
        return near if near and near[-1].phrase.counted and s.tag(o.j) == "prep" else []
    if near:
        return near
    if auxiliaries or s.low(o.i - 1) in _DEAD_BEFORE:
        if s.tag(o.i - 1) == "det":
            return []
        near = adjacent(s, start)
        if near and near[-1].phrase.counted and not is_passive(auxiliaries):
            return near  # "the names of 15 colleagues confirmed dead"
        return subjects(s, start)
    return []
