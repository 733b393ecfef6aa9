"""What is announced: who says that one will help agrees, who will strike threatens, who will not rejects.

PLOVER codes the word where the deed is still to come: AGREE for what a party says it will do with or for another or is
willing to do, THREATEN for what it says it will do to one, REJECT for what it says it will not do. What a state or a
court decides by its decision alone (to lift a ban, to impose sanctions) is done with the decision.
"""

from __future__ import annotations

from transforms.events.frames.frame import Frame
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.verb_status import group_status
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.ontology import STATE, TYPES
from transforms.events.wordlists import status_words, word_list

_WILL = frozenset({"will", "'ll", "wo"})
_WOULD = frozenset({"would", "'d"})
_PRESENT = frozenset({"is", "are", "'s", "'re", "'m", "am", "has", "have", "'ve"})
_IF = frozenset({"if"})
#: What must come first, and what happens if others do not yield: "will withdraw unless a ceasefire is agreed".
_CONDITIONS = frozenset({"if", "once", "when", "until", "provided"})
_UNLESS = frozenset({"unless"})
_SELF = frozenset({"it", "he", "she", "they", "we", "i"})
#: Types of deeds that are agreed to when they are announced, and those that are threatened.
_GIVEN = frozenset({"AID", "RETREAT", "COOPERATE", "CONCEDE", "SUPPORT", "CONSULT"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
#: What it is the police's duty to do: no threat.
_DUTIES = frozenset({"arrest", "raid_police", "investigate"})
#: Types of deeds that a decision does.
_DECREED = frozenset({"CONCEDE", "SANCTION", "COERCE"})
#: Kinds of deeds of other types that a decision does: an army is there once parliament has voted to create it.
_DECREED_KINDS = frozenset({"raise_force"})
_SAYING = status_words("saying")
_TELLING = _SAYING | status_words("planning")
#: Verbs, and what is said after "be", of who intends what stands in the infinitive.
_INTENDING = word_list("announcing_intending")
_READY = word_list("announcing_ready")
_DECIDING = word_list("announcing_deciding")


def announced(view: SentenceView, group: Group, frame: Frame, status: str) -> str | None:
    """The type of the announcement of a deed that a verb tells as one to come; None where it is none."""
    parse = view.parse
    if status not in ("future", "hypothetical", "negated") or group.passive:
        return None
    if group.kind == "infinitive":
        return _intended(parse, group, frame)
    if group.kind != "finite":
        return None
    if group.mark in ("if", "unless", "whether", "when", "until", "after", "before", "once") or group.relative:
        return None
    if _hangs_on(parse, group, _IF):
        return None
    governor = parse.groups[group.governor] if group.governor is not None else None
    says = governor is not None and group.complement and governor.lemma in _TELLING
    first = parse.words[group.subject.start].token.lower if group.subject is not None else ""
    own = says and governor is not None and (first in _SELF or _same_side(view, governor.subject, group.subject))
    reported = governor is None or (says and governor.head > group.head)  # "Portugal will back the bid, its king said"
    if not (own if group.modal in _WOULD else group.modal in _WILL and (own or reported)):
        return None
    if (own or not group.negated) and _hangs_on(parse, group, _UNLESS):
        return "THREATEN"
    if frame.event_type == "MOBILIZE" and not group.negated and _to_another_state(view, group):
        return "AGREE"  # "will send 600 police officers to Haiti"
    return _type(frame, negated=group.negated and own) if own or not group.negated else None


def _to_another_state(view: SentenceView, group: Group) -> bool:
    """Whether forces are to go to the land of a state, where they are asked for; not to a border or a front."""
    return any(preposition in ("to", "in") and view.is_a(piece, "state") for preposition, piece in group.phrases)


def _same_side(view: SentenceView, speaker: Chunk | None, doer: Chunk | None) -> bool:
    """Whether who speaks is who will do it, or the one speaks for the other: "Scholz said Germany would deliver"."""
    if speaker is None or doer is None or speaker == doer:
        return speaker == doer
    one, other = view.reference(speaker), view.reference(doer)
    if one is None or other is None:
        return False
    if other.kind == "state":
        return one.party.country == other.party.country and one.party.sector in STATE
    return one.party.sector == other.party.sector == "EUR"


def _intended(parse: Parse, group: Group, frame: Frame) -> str | None:
    """The type of what somebody intends or is ready to do: "plans to impose", "is willing to withdraw"."""
    governor = parse.groups[group.governor] if group.governor is not None else None
    if governor is None or governor.relative or governor.kind != "finite" or governor.subject != group.subject:
        return None
    if not _now(parse, governor) or any(_hangs_on(parse, g, _CONDITIONS) for g in (governor, group)):
        return None
    between = [w.token.lower for w in parse.words[governor.end : group.start]]
    stative = governor.passive or governor.lemma == "be"
    ready = stative and (governor.lemma in _READY or between[-1:] in [[word] for word in _READY])
    if not (ready or (governor.lemma in _INTENDING | _DECIDING and not governor.passive and governor.object is None)):
        return None
    negated = governor.negated or group.negated
    if group_status(parse, governor) not in ("real", "claimed", *(["negated"] if negated else ())):
        return None
    decreed = frame.event_type in _DECREED or frame.kind in _DECREED_KINDS
    if governor.lemma in _DECIDING and decreed and not negated:
        return frame.event_type
    return _type(frame, negated=negated)


def _now(parse: Parse, governor: Group) -> bool:
    """Whether one intends it now, or says so: what rebels "planned to do" or a man "wanted to do" came to nothing."""
    above = parse.groups[governor.governor] if governor.governor is not None else None
    first = parse.words[governor.subject.start].token.lower if governor.subject is not None else ""
    if above is not None and governor.complement and above.lemma in _SAYING and above.head < governor.head:
        return not above.relative and (first in _SELF or governor.subject == above.subject)
    if governor.lemma in _DECIDING:
        return True
    opening = parse.words[governor.start]
    low = opening.token.lower
    return low in _PRESENT or (governor.start == governor.head and opening.form in ("VBZ", "VB"))


def _hangs_on(parse: Parse, group: Group, marks: frozenset[str]) -> bool:
    """Whether a deed hangs on a clause with one of the marks: "ready to withdraw once the raids stop"."""
    return any(g.mark in marks and g.governor is not None and parse.groups[g.governor] is group for g in parse.groups)


def _type(frame: Frame, *, negated: bool) -> str | None:
    """The type of the word that announces a deed, or that it will not be done."""
    if negated:
        return "REJECT"
    if frame.event_type in _GIVEN and TYPES[frame.event_type].quad_class in (1, 2):
        return "AGREE"
    if frame.event_type == "THREATEN":
        return frame.event_type  # "said it would retaliate"
    return "THREATEN" if frame.event_type in _DONE_TO and frame.kind not in _DUTIES else None
