"""Parties that a deed cannot have, whatever hears them there: the accused who arrest, a force that shoots itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.events.frames.frame import Frame
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import EDGES, Parse
from transforms.events.ontology import ARMED, STATE, TYPES
from transforms.events.parties.naming import key_of
from transforms.events.parties.told import Reference
from transforms.events.wordlists import word_list

#: How nouns for people end whom no list has: "foreign instructors".
_PEOPLE = re.compile(r"(?:ers|ors|ists|ants|ees|ians)$")
#: Sectors of described people who arrest nobody.
_ARRESTED = frozenset({None, "CVL", "CRM", "UAF", "OPP"})


#: What stands before the place to which people go.
_TOWARDS = frozenset({"to", "toward", "towards", "into"})
_ACCUSING = word_list("status_accusing")
#: What deeds do that lead to others.
_SPARKING = word_list("unlikely_sparking")
#: What stands before whoever others follow.
_ON_SIDE = (["loyal", "to"], ["close", "to"], ["allied", "to"], ["allied", "with"], ["faithful", "to"])
#: What those do who end an abduction, and those who come upon the dead.
_FREEING = frozenset({"free", "release", "rescue", "save", "liberate"})
_FINDING = word_list("unlikely_finding")


def unlikely(
    view: SentenceView, frame: Frame, piece: Chunk, found: Reference, about: str, other: Sequence[Chunk], at: int
) -> bool:
    """Whether a phrase that the event heads hear as a party is none of the deed.

    Args:
        view: its sentence.
        frame: the deed.
        piece: the phrase.
        found: what it stands for.
        about: "A" for who does it, "R" for to whom.
        other: the phrases of the other side by syntax.
        at: the word that tells the deed.
    """
    parse = view.parse
    violent = frame.event_type in ("ASSAULT", "PROTEST")
    if _of_a_charge(parse, piece, at) or (violent and _at_a_border(parse, piece)) or _followed(view, piece):
        return True
    after_preposition = [one for one in other if parse.words[one.head].rel in ("obl", "nmod")]
    if any(piece in parse.appositions(one) or one in parse.appositions(piece) for one in after_preposition):
        return True  # "a meeting with North Korea's leader, Kim Jong-un": he did not meet himself
    if about == "A" and violent and _of_a_cause(parse, piece):
        return True
    if about == "A" and frame.event_type == "ASSAULT":
        verb = parse.group_at(parse.words[piece.head].head)
        losing = verb is not None and verb.lemma == "lose" and frame.kind != "clash"  # "the army lost 15 men"
        freeing = verb is not None and frame.kind == "abduct" and verb.lemma in _FREEING
        if verb is not None and verb.subject == piece and (losing or freeing or verb.lemma in _FINDING):
            return True  # "soldiers found the bodies of two priests", "troops freed pupils abducted last week"
    if about == "A" and frame.kind == "displace" and _where_they_go(parse, piece, at):
        return True
    if about == "A" and frame.mode == "arrest":
        return found.kind == "described" and found.party.sector in _ARRESTED
    if found.kind != "target":
        return False
    # words are for parties: nobody condemns "ties" or asks "demands" for something
    people = _PEOPLE.search(parse.words[piece.head].token.lower) is not None
    return TYPES[frame.event_type].quad_class in (1, 3) and not people


def _at_a_border(parse: Parse, piece: Chunk) -> bool:
    """Whether a state is only the neighbour of the place: "fighting on the border with Kenya"."""
    before = [w.token.lower for w in parse.words[max(0, piece.start - 2) : piece.start]]
    return len(before) == 2 and before[0] in EDGES and before[1] == "with"


def _followed(view: SentenceView, piece: Chunk) -> bool:
    """Whether people without arms are only on somebody's side: "students loyal to the president"."""
    before = [w.token.lower for w in view.parse.words[max(0, piece.start - 2) : piece.start]]
    people = view.parse.chunk_at(piece.start - 3) if before in _ON_SIDE and piece.start > 2 else None
    whose = view.reference(people) if people is not None else None
    return whose is not None and whose.party.sector not in ARMED


def _of_a_charge(parse: Parse, piece: Chunk, at: int) -> bool:
    """Whether somebody stands in what another is accused of, and the deed is no part of that.

    As in "accused the charity of helping the rebels and shut its offices": the rebels own no offices.
    """
    telling = set(parse.upwards(at))
    for above in parse.upwards(piece.head):
        if above in telling:
            return False
        word = parse.words[above]
        if word.tag == "VB" and word.rel != "conj" and word.head >= 0 and parse.words[word.head].lemma in _ACCUSING:
            return word.head != at
    return False


def _where_they_go(parse: Parse, piece: Chunk, at: int) -> bool:
    """Whether a phrase only says where people flee: "fled the town towards areas held by the rebels"."""
    for above in parse.upwards(piece.head):
        if above == at:
            return False
        whole = parse.chunk_at(above) if parse.words[above].rel == "obl" else None
        if whole is not None and whole.start and parse.words[whole.start - 1].token.lower in _TOWARDS:
            return True
    return False


def _of_a_cause(parse: Parse, piece: Chunk) -> bool:
    """Whether somebody is only of what led to the deed: in "the arrest of a chief sparked clashes" he did nothing."""
    words = parse.words
    at = piece.head
    while words[at].rel in ("nmod", "nmod:poss", "compound", "appos") and words[at].head >= 0:
        at = words[at].head
    verb = parse.group_at(words[at].head) if at != piece.head and words[at].head >= 0 else None
    return verb is not None and words[at].rel == "nsubj" and verb.lemma in _SPARKING


def force_on_itself(actor: Reference, frame: Frame, recipients: Sequence[Reference], reading: Reading) -> bool:
    """Whether a noun before the deed only says whom it is about: the "police shootout" in which officers were hit."""
    if frame.event_type != "ASSAULT" or actor.party.sector not in ARMED & STATE or not reading.slots.get("pre"):
        return False
    return any(r.party.sector == actor.party.sector and r.party.country == actor.party.country for r in recipients)


def protested_against(view: SentenceView, trigger: Trigger, frame: Frame, actor: Reference) -> bool:
    """Whether a force or government near a noun for a protest meets it and does not make it: "police crush protests".

    Those whom the noun itself gives as its makers are believed: "a protest by policemen".
    """
    if trigger.chunk is None or frame.mode == "strike" or actor.party.sector not in STATE or actor.kind == "person":
        return False
    makers = [view.reference(piece) for _, piece in view.parse.complements(trigger.chunk)]
    return not any(m is not None and key_of(m.party) == key_of(actor.party) for m in makers)


def speaks_for(view: SentenceView, reading: Reading, other: Reference) -> bool:
    """Whether who speaks does it for a party: "Ann Lee, NATO's chief, said that the alliance must change"."""
    speakers = (one for p in reading.slots.get("S", []) for one in (p, *view.parse.appositions(p)))
    owners = (Chunk(p.start, p.possessor, p.possessor - 1) for p in speakers if p.possessor)
    parties = (view.reference(owner) for owner in owners)
    return any(found is not None and key_of(found.party) == key_of(other.party) for found in parties)
