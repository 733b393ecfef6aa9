"""The event heads of the analyser as a second voice beside the frames."""

from __future__ import annotations

import re

from transforms.events.frames.frame import Frame
from transforms.events.frames.verb_status import CLAIMED, REAL
from transforms.events.grammar.syntax import Telling
from transforms.events.ontology import TYPES
from transforms.events.wordlists import word_list

#: Who may say that something happened.
FRAMES, HEADS = "frames", "heads"
VOICES = frozenset({FRAMES, HEADS})
#: How sure the heads must be of a type to code a word that no frame knows, or whose frame of that type does not fit.
SURE_TYPE = 0.7
#: How sure they must be of another type than a frame's to overrule it.
SURE_OTHER = 0.97
#: How sure the heads must be that something did not happen to overrule the words around it.
SURE_STATUS = 0.9
#: How sure they must be of a party, a place, a mode.
SURE_PART, SURE_MODE = 0.5, 0.3
#: How sure of a party other than the one that syntax gives, and of a thing as what an event strikes.
SURE_INSTEAD, SURE_THING = 0.8, 0.5
#: How certain of something that a pluperfect tells.
_CERTAIN = 0.99
_TO_COME = frozenset({"future", "hypothetical"})
_UNREAL = _TO_COME | {"negated", "denied"}


#: Kinds that no mode of their type fits: to walk out is to restrict nobody.
_MODELESS = frozenset({"strike_threat"})
#: Modes of attacks that support others.
_FROM_AFAR = frozenset({"aerial", "drone", "heavy-weapons"})


#: Types of what has nothing for its outcome: talks that fail, refusals.
_OF_NOTHING = frozenset({"CONSULT", "REJECT"})
#: Verbs whose frames are of the announcement itself.
_ANNOUNCING = word_list("heads_announcing")


def takes_mode(frame: Frame, mode: str | None) -> bool:
    """Whether a mode told elsewhere may be that of a frame: a town is not taken from the air, whatever helped."""
    return mode is not None and frame.kind not in _MODELESS and not (frame.kind == "territory" and mode in _FROM_AFAR)


def heads_suffice(telling: Telling | None, least: float = SURE_TYPE) -> bool:
    """Whether the heads alone are sure enough of an event."""
    return telling is not None and telling.score >= least and telling.status in (REAL, CLAIMED)


def contradicts(telling: Telling | None, event_type: str) -> bool:
    """Whether the heads are sure that words tell a real event of another type than their frame says."""
    return telling is not None and telling.type != event_type and heads_suffice(telling, SURE_OTHER)


def certainty(telling: Telling | None, event_type: str) -> float:
    """How sure the heads are of a type; 0 where they see none or another."""
    return telling.score if telling is not None and telling.type == event_type else 0.0


def doubt(telling: Telling | None) -> float | None:
    """How sure the heads are that something did not happen, from 0 to 1; None where they see no event."""
    if telling is None:
        return None
    return 1.0 - telling.status_score if telling.status in (REAL, CLAIMED) else telling.status_score


#: Kinds of attack in which people walk into a place, and modes in which they stay away from it.
_ON_THE_GROUND = frozenset({"advance", "territory"})
_FROM_AFAR = frozenset({"aerial", "drone", "heavy-weapons"})


#: What a text says somewhere where an attack was of a mode that nobody would guess.
_SAID = {
    mode: re.compile(words, re.IGNORECASE)
    for mode, words in (
        ("suicide-attack", r"\bsuicid|\bmartyr|\bdetonat|\bexplosives?[ -]|\b(?:him|her|them)sel(?:f|ves) up\b"),
        ("drone", r"drone|unmanned|\buavs?\b|quadcopter|shahed"),
    )
}


def heard_mode(frame: Frame, telling: Telling | None, text: str) -> str | None:
    """The mode that the heads hear where a frame has none, if it is one of its type; not against the story's text."""
    if frame.mode is not None or telling is None or telling.type != frame.event_type:
        return None
    if frame.kind in _ON_THE_GROUND and telling.mode in _FROM_AFAR:
        return None  # "troops backed by air strikes entered Mosul"
    if telling.mode in _SAID and _SAID[telling.mode].search(text) is None:
        return None
    known = takes_mode(frame, telling.mode) and telling.mode in TYPES[frame.event_type].modes
    return telling.mode if known and telling.mode_score >= SURE_MODE else None


def long_past(telling: Telling | None) -> bool:
    """Whether the heads are sure that words tell what was long before."""
    return telling is not None and telling.status == "historic" and telling.status_score >= SURE_STATUS


def heard_in_full(telling: Telling | None) -> bool:
    """Whether the heads are certain that words tell something real that somebody said to somebody.

    A pluperfect is news then: "Rice had warned both sides", "Ottawa had asked Delhi to lift the immunity".
    """
    if telling is None or telling.status != REAL or telling.score < SURE_OTHER or telling.status_score < _CERTAIN:
        return False
    spoken, sides = TYPES[telling.type].quad_class in (1, 3), (telling.actors, telling.recipients)
    return spoken and all(any(score >= SURE_PART for _, score in side) for side in sides)


def heard(status: str, telling: Telling | None, frame: Frame) -> str:
    """The status that the rules read, corrected where the heads are sure of another.

    What is still to come of something announced is none: "announced tariffs" is done with the announcement. A threat
    is made with the words that tell what would come: "said that a landing would amount to a declaration of war".
    """
    if telling is None or telling.status_score < SURE_STATUS:
        return status
    if status in _TO_COME and telling.status == REAL and certainty(telling, "THREATEN") >= SURE_OTHER:
        return REAL if frame.event_type == "THREATEN" else status
    if frame.words[0] in _ANNOUNCING and telling.status == "future":
        return status
    if telling.status == "negated" and frame.event_type in _OF_NOTHING:
        return status
    if status == REAL and telling.status in _UNREAL:
        return telling.status
    return status
