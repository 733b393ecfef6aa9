"""What is announced: who says that one will help agrees, who will strike threatens, who will not rejects.

PLOVER codes the word where the deed is still to come: AGREE for what a party says it will do with or for another,
THREATEN for what it says it will do to one, REJECT for what it says it will not do.
"""

from __future__ import annotations

from transforms.events.frames import Frame
from transforms.events.ontology import TYPES
from transforms.events.status import words
from transforms.events.syntax import Group, Parse

_WILL = frozenset({"will", "'ll", "wo"})
_WOULD = frozenset({"would", "'d"})
_SELF = frozenset({"it", "he", "she", "they", "we", "i"})
#: Types of deeds that are agreed to when they are announced, and those that are threatened.
_GIVEN = frozenset({"AID", "RETREAT", "COOPERATE", "CONCEDE", "SUPPORT"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})


def announced(parse: Parse, group: Group, frame: Frame, status: str) -> str | None:
    """The type of the announcement of a deed that a verb tells as one to come; None where it is none."""
    if status not in ("future", "hypothetical", "negated") or group.kind != "finite" or group.passive:
        return None
    if group.mark in ("if", "unless", "whether", "when", "until", "after", "before", "once") or group.relative:
        return None
    if any(g.mark == "if" and g.governor is not None and parse.groups[g.governor] is group for g in parse.groups):
        return None
    governor = parse.groups[group.governor] if group.governor is not None else None
    says = governor is not None and group.complement and governor.lemma in words("saying") | words("planning")
    first = parse.words[group.subject.start].token.lower if group.subject is not None else ""
    own = says and governor is not None and (first in _SELF or group.subject == governor.subject)
    if not (own if group.modal in _WOULD else group.modal in _WILL and (own or governor is None)):
        return None
    if group.negated:
        return "REJECT" if own else None
    if frame.event_type in _GIVEN and TYPES[frame.event_type].quad_class in (1, 2):
        return "AGREE"
    return "THREATEN" if frame.event_type in _DONE_TO else None
