"""Whether a telling can be an event at all: somebody does it or says it, and deaths have a cause in violence."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.candidate import Candidate
from transforms.events.frames.frame import ANY, Frame
from transforms.events.frames.heads import certainty
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group
from transforms.events.ontology import ARMED, TYPES
from transforms.events.parties.naming import key_of
from transforms.events.parties.told import Reference
from transforms.events.parties.unlikely import speaks_for
from transforms.events.relevance.topic import on_topic

#: Types of deeds that no force of nature does.
_OF_PEOPLE = frozenset({"PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
#: Types that companies, clubs and neighbours have words and deeds for as well.
_OF_POLITICS = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID"}
)


#: Types of deeds that are told without who does them, and how sure the event heads must be of them.
_OF_ANYBODY = frozenset({"AID", "CONCEDE"})
_HEARD = 0.8
#: How sure of a meeting of many whose parties nobody names.
_SURELY_HEARD = 0.9


def _of_anybody(frame: Frame, trigger: Trigger, reading: Reading, view: SentenceView) -> bool:
    """As in "six lorries with flour reached the town" and "the curfew was lifted": nobody asks who does it."""
    carriers = ("aid_convoy",) if frame.predicate == ANY else ("aid_convoy", "convoy", "vehicle")
    if frame.event_type == "AID" and any(view.is_a(p, c) for p in reading.slots.get("S", []) for c in carriers):
        return True
    return frame.event_type in _OF_ANYBODY and certainty(trigger.telling, frame.event_type) >= _HEARD


#: What animals do and are in.
_HERDS = frozenset({"attack", "attacks", "bite", "bites", "pack", "packs", "herd", "herds", "swarm", "swarms"})
#: Kinds of references that speak, besides those with a name.
_SPEAKING = frozenset({"force", "people", "described", "pronoun"})
#: The quad classes of words, which need somebody who says them.
_VERBAL = frozenset({1, 3})


def credible(
    frame: Frame, trigger: Trigger, reading: Reading, view: SentenceView, actors: Sequence[Reference],
    recipients: Sequence[Reference],
) -> bool:  # fmt: skip
    """Whether there is somebody who can have done or said what a trigger tells."""
    if not _of_anybody(frame, trigger, reading, view):
        spoken = any(r.named or r.kind in _SPEAKING for r in actors)
        verbal = TYPES[frame.event_type].quad_class in _VERBAL
        if verbal and not spoken and not _of_nobody(frame, recipients, trigger):
            return False
        political = frame.mode == "multilateral" or any(_political(r) for r in (*actors, *recipients))
        heard = certainty(trigger.telling, frame.event_type) >= _SURELY_HEARD and any(r.named for r in actors)
        if frame.event_type in _OF_POLITICS and not political and not (heard and on_topic(view.reader.text)):
            return False
    if frame.event_type == "RETREAT" and any(view.is_a(piece, "war_thing") for piece in reading.slots.get("S", [])):
        return False  # "as the front moves back towards the river"
    if frame.event_type == "REQUEST" and _asks_itself(reading, view, actors):
        return False
    if frame.event_type == "PROTEST" and _of_a_market(reading, view):
        return False
    if frame.event_type == "PROTEST" and frame.predicate == ANY and not actors and not _of_a_crowd(view):
        return False  # "buildings were damaged around the station"
    if frame.event_type not in _OF_PEOPLE:
        return True
    doing = [piece for slot in ("S", "by", "pre") for piece in reading.slots.get(slot, [])]
    if any(_of_animals(view, piece) for piece in doing) and not any(r.named for r in actors):
        return False
    # "a landslide blocked the highway"
    return bool(actors) or not any(view.is_a(piece, "nature") for piece in reading.slots.get("S", []))


def _of_animals(view: SentenceView, piece: Chunk) -> bool:
    """As in "crocodiles", "a pack of stray dogs" and "a shark attack"."""
    if view.surely_is(piece, "animal"):
        return True
    if view.parse.words[piece.head].token.lower not in _HERDS:
        return False
    of = (view.parse.chunk_at(child) for child in view.parse.children[piece.head])
    words = view.words_between(piece.start, piece.end)
    return bool(words & view.classes["animal"]) or any(one is not None and view.surely_is(one, "animal") for one in of)


def _asks_itself(reading: Reading, view: SentenceView, actors: Sequence[Reference]) -> bool:
    """Whether who speaks says what his own side must do: "Ann Lee, NATO's chief, said that it must change"."""
    asked = [found for piece in reading.slots.get("must", []) if (found := view.reference(piece)) is not None]
    own = {key_of(actor.party) for actor in actors}
    return bool(asked) and all(key_of(one.party) in own or speaks_for(view, reading, one) for one in asked)


def _of_a_market(reading: Reading, view: SentenceView) -> bool:
    """Whether goods or shares do it: "crude staged a late rally"."""
    subject = reading.group.subject if reading.group is not None else None
    return subject is not None and view.is_a(subject, "money_word")


def _of_a_crowd(view: SentenceView) -> bool:
    """Whether a sentence has a word of protest or of those who protest."""
    words = view.words_between(0, len(view.parse.words))
    return any(words & view.classes[name] for name in ("protest_word", "protesters", "crowd_word"))


def violent(
    actors: Sequence[Reference], recipients: Sequence[Reference], reading: Reading, view: SentenceView, frame: Frame
) -> bool:
    """A death counts where somebody or some weapon caused it, not where it only happened."""
    for reference in actors:
        if reference.party.sector is not None or reference.named:
            return True
    pieces = [p for slot in ("S", "in", "by", "from", "during", "when") for p in reading.slots.get(slot, [])]
    if any(view.is_a(p, "weapon") or view.is_a(p, "attack_noun") or view.is_a(p, "fighters") for p in pieces):
        return True
    if any(r.party.sector in ARMED for r in recipients) and frame.kind == "kill":
        return True
    if (
        frame.kind == "kill"
        and "R" in frame.roles.get("S", "")
        and any(view.is_a(p, "armed") for p in reading.slots.get("O", []))
    ):
        return True  # "Russia lost 200 soldiers near Avdiivka"
    words = view.words_between(0, len(view.parse.words))
    harmless = view.classes["accident_noun"] | view.classes["nature"] | view.classes["disease"]
    if frame.kind == "kill" and not words & harmless and any(r.party.sector == "OPP" for r in recipients):
        return True  # "five protesters were killed"
    if slain(view):
        return True
    causes = view.classes["attack_noun"] | view.classes["bomb"] | view.classes["fighters"]
    if words & causes and not words & harmless:
        return True
    if frame.event_type == "ASSAULT" and frame.mode == "targeted":
        return bool(recipients)
    return False


#: The dead whom somebody finds; "shot dead" is a deed that its own verb tells.
_FOUND = frozenset({"body", "bodies", "corpse", "corpses", "found dead"})


def slain(view: SentenceView) -> bool:
    """Whether a sentence says that the dead whom somebody found were killed: "nine bodies with gunshot wounds"."""
    return not (view.all_words.isdisjoint(view.classes["slain_sign"]) or view.all_words.isdisjoint(_FOUND))


def at_home(candidate: Candidate) -> bool:
    """Whether somebody visits nobody and a place in his own country: a president who flies to a city of it."""
    where = candidate.where
    if where is None or candidate.recipients or not candidate.actors:
        return False
    return all(p.country is not None and p.country == where.place.country for p in candidate.actors)


def accidental(view: SentenceView) -> bool:
    """Whether a sentence tells of an accident: "was killed when his car ran into a truck at a blockade"."""
    if view.words_between(0, len(view.parse.words)) & view.classes["accident_noun"]:
        return True
    return any(_both_on_wheels(view, group) for group in view.parse.groups)


def _both_on_wheels(view: SentenceView, group: Group) -> bool:
    """Whether one vehicle does something to another: "her car hit a bus"."""
    subject, struck = group.subject, [group.object, *(piece for _, piece in group.phrases)]
    if subject is None or not view.is_a(subject, "traffic"):
        return False
    return any(piece is not None and view.is_a(piece, "traffic") for piece in struck)


def _of_nobody(frame: Frame, recipients: Sequence[Reference], trigger: Trigger) -> bool:
    """Whether words count though nobody is named who says them: charges, and that a known party "has been accused"."""
    if frame.kind == "charge" and recipients:
        return True
    if frame.kind == "summon":
        return any(r.party.actor_id for r in recipients)  # "the Sudanese envoy was summoned"
    if frame.mode == "multilateral" and certainty(trigger.telling, "CONSULT") >= _SURELY_HEARD:
        return True  # "the summit closed on Monday"
    if frame.kind == "reject" and trigger.group is not None and trigger.group.passive:
        return any(r.named or _political(r) for r in recipients)  # "Norway's request was turned down"
    accused = frame.kind in ("accuse", "investigate") and trigger.group is not None and trigger.group.kind == "finite"
    accused = accused and not (trigger.group is not None and trigger.group.relative)  # "an ambush blamed on the clan"
    return accused and frame.words[0] != "suspect" and any(r.named for r in recipients)


def _political(reference: Reference) -> bool:
    """Whether a party plays a part in politics or conflict: known, of a state, or of a sector that tells so."""
    return reference.party.actor_id is not None or reference.party.sector is not None
