"""Exercises: what their script says of gunmen and hostages is played, not done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.events.candidate import Candidate
from transforms.events.sentences import Layout
from transforms.events.wordlists import word_list

_EXERCISES = word_list("exercises_nouns")
_PRETENCE = word_list("exercises_pretence")
#: In how many sentences of a text words for exercises stand, and words for pretence, where it tells of one.
_MANY = 2
#: "In the script, ...", "under this year's scenario": what the sentence tells is played.
_IN_SCRIPT = re.compile(
    r"\b(?:in|under|according to|as part of|part of)\s(?:the|an?|this|that|their|its)\s(?:[\w'’-]+\s){0,3}?"
    r"(?:script|scenario|simulation|exercise|drill|war game|re-enactment)\b",
    re.IGNORECASE,
)
#: Deeds that people play, whoever they are, and those that only unnamed ones do.
_PLAYED = frozenset({"ASSAULT", "COERCE", "CONSULT"})
_BY_UNNAMED = frozenset({"THREATEN", "RETREAT"})


def really_done(candidates: Sequence[Candidate], layout: Layout) -> list[Candidate]:
    """The tellings that are not of the script of an exercise, be it that of the whole text or of a sentence.

    What one known party does to another is no part of a script: "North Korea shelled the South's island during drills".
    """
    whole = _of_an_exercise(layout)
    return [c for c in candidates if not (_playable(c) and (whole or _scripted(c, layout)))]


def _of_an_exercise(layout: Layout) -> bool:
    """Whether a text tells of an exercise: sentences of it name one, and others say that something was pretended."""
    words = [set(re.findall(r"[a-z-]+", s.text.lower())) for s in layout.sentences]
    return all(sum(not said.isdisjoint(of) for said in words) >= _MANY for of in (_EXERCISES, _PRETENCE))


def _scripted(candidate: Candidate, layout: Layout) -> bool:
    return _IN_SCRIPT.search(layout.sentences[candidate.sentence].text) is not None


def _playable(candidate: Candidate) -> bool:
    """Whether a deed is one that people play: not what a known party does to another, or threatens."""
    by_known, to_known = (any(p.actor_id for p in side) for side in (candidate.actors, candidate.recipients))
    if candidate.frame.event_type in _PLAYED:
        return not (by_known and to_known)
    return candidate.frame.event_type in _BY_UNNAMED and not by_known
