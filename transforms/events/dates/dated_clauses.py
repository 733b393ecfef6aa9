"""Which clause of a sentence a date belongs to: that of a deed, or one that tells something else."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.dates import DateMention
from transforms.events.dates.rule import PARTS_OF_DAY
from transforms.events.frames.sense import SentenceView
from transforms.events.wordlists import word_list

#: A date that stands no further into a sentence counts for all of it. Words.
_OPENING = 3
#: Words between a date and the deed on which it hangs, at most.
_CHAIN = 5
#: Clauses that tell something of a noun, verbs of those that only say when it happened, of looking for who did
#: something, and clauses of what somebody says.
_ASIDE = frozenset({"acl", "acl:relcl"})
_HAPPENING = frozenset({"take", "occur", "happen", "begin", "start", "break", "come", "erupt", "unfold"})
_LIGHT = word_list("roles_light_actor")
_SEEKING = word_list("dated_clauses_seeking")
#: What is done for the dead, and what remains of them.
_MOURNING = word_list("dated_clauses_mourning")
_TO_COME = frozenset({"will", "would", "shall", "'ll", "’ll"})
_SAID = frozenset({"xcomp", "ccomp", "advcl", "acl"})


def _word_of(view: SentenceView, date: DateMention) -> int:
    """The first word of a date in its sentence, -1 where it has none."""
    return next((k for k, w in enumerate(view.parse.words) if date.start <= w.token.start < date.end), -1)


def of_another_clause(view: SentenceView, date: DateMention, trigger: int, *, spoken: bool) -> bool:
    """Whether a date belongs to what a relative clause or an infinitive tells, and a trigger stands outside of it.

    "A truce that was renewed in July", "called on them to gather on Thursday"; and for `spoken` words all that they
    say: "accused the army of having shelled the town on Monday". But "the attack, which took place on Monday".
    """
    words = view.parse.words
    above = set(view.parse.upwards(trigger))
    start = _word_of(view, date)
    if date.precision in ("year", "month") and _names_a_thing(view, start, trigger, above):
        return True
    if start <= _OPENING:
        return False  # "On Monday, groups that wanted to enter the airport threw stones"
    if _still_to_come(view, start, above):
        return True
    for at in view.parse.upwards(start):
        if at in above:
            return False
        word = words[at]
        since = any(words[c].token.lower == "since" for c in view.parse.children[at] if words[c].rel == "mark")
        if since and word.head != trigger:
            return True  # "the third battle since a truce was struck there in May"
        infinitive = any(words[c].tag == "TO" for c in view.parse.children[at])
        aside = word.rel in _ASIDE or (infinitive and word.rel in _SAID) or (spoken and word.rel in _SAID)
        if aside and word.tag == "VB" and word.head != trigger and word.lemma not in _HAPPENING:
            return True
        if aside and word.tag == "VB" and word.head == trigger and (infinitive or spoken or _answered(view, at)):
            return True
    return False


def _answered(view: SentenceView, clause: int) -> bool:
    """Whether a relative clause tells what somebody else does to a deed: "the marches, which he banned last week"."""
    words = view.parse.words
    group = view.parse.group_at(clause)
    if group is None or group.passive or group.lemma in _LIGHT or group.lemma in _HAPPENING:
        return False
    subjects = [words[k] for k in view.parse.children[clause] if words[k].rel == "nsubj"]
    return words[clause].rel == "acl:relcl" and any(subject.tag != "WP" for subject in subjects)


def _still_to_come(view: SentenceView, start: int, above: set[int]) -> bool:
    """Whether a date is of what another verb says will be: "were arrested and would be taken to court on Tuesday"."""
    words = view.parse.words
    verb = next((at for at in view.parse.upwards(start) if words[at].tag == "VB"), -1)
    group = view.parse.group_at(verb) if verb >= 0 and verb not in above else None
    return group is not None and any(w.token.lower in _TO_COME for w in words[group.start : group.head])


def _names_a_thing(view: SentenceView, at: int, trigger: int, above: set[int]) -> bool:
    """Whether a year is part of what something is called: "the conscription law of 2010", "the 1951 treaty".

    Not where the thing is what was done then: "brokered the truce of 2002".
    """
    words = view.parse.words
    thing = words[at].head if at >= 0 else -1
    if thing < 0 or words[thing].tag != "NN" or thing in above:
        return False
    if words[thing].head == trigger and words[thing].rel in ("obj", "nsubj:pass"):
        return False
    when = {words[c].token.lower for c in view.parse.children[thing] if words[c].rel == "case"}
    if words[thing].head == trigger and "during" in when:
        return False  # "which they captured during the 1967 war"
    marks = [words[c].token.lower for c in view.parse.children[at] if words[c].rel == "case"]
    return marks == ["of"] or (not marks and at < thing)


def of_one_deed(view: SentenceView, date: DateMention, trigger: int) -> bool:
    """Whether a verb without a subject of its own goes on telling what was done on a date, before or after it.

    As in "the army seized power in February 2021, arresting the president" and "fired to clear the camp in May 2010".
    """
    words = view.parse.words
    group = view.parse.group_at(trigger)
    if group is None or group.kind == "finite":
        return False
    at = _word_of(view, date)
    dated = next((k for k in view.parse.upwards(at) if words[k].tag == "VB"), -1)
    return dated >= 0 and dated in view.parse.upwards(trigger)


def hangs_on(view: SentenceView, date: DateMention, trigger: int) -> bool:
    """Whether the words of a date depend on a trigger: "since militants seized the city of Marawi in May 2017"."""
    words = view.parse.words
    at = _word_of(view, date)
    for _ in range(_CHAIN):
        if at < 0 or words[at].tag == "VB":
            return False
        at = words[at].head
        if at == trigger:
            return True
    return False


def lay_before(view: SentenceView, date: DateMention, trigger: int) -> bool:
    """Whether a relative clause tells what lay before a day that its sentence names.

    As in "a student who had been kidnapped was found on Tuesday", and "on Tuesday police hunted the man who shot six".
    """
    words = view.parse.words
    group = view.parse.group_at(trigger)
    if group is None or words[group.head].rel != "acl:relcl":
        return False
    at = _word_of(view, date)
    if at < 0 or group.head in view.parse.upwards(at):
        return False
    had = group.perfect and any(w.token.lower in ("had", "'d") for w in words[group.start : group.head])
    return had or _sought(view, group.head)


def mourned(view: SentenceView, date: DateMention, trigger: int) -> bool:
    """Whether a day is that of a burial and a deed lay before it: "the bodies of men killed in a raid arrived"."""
    words = view.parse.words
    killed = next((k for k in view.parse.upwards(trigger) if words[k].rel in _ASIDE), -1)
    at = _word_of(view, date)
    if killed < 0 or at < 0 or killed in view.parse.upwards(at):
        return False
    return any(words[k].lemma in _MOURNING or words[k].token.lower in _MOURNING for k in view.parse.upwards(killed))


def _sought(view: SentenceView, relative: int) -> bool:
    """Whether a relative clause tells what somebody did whom others search for or hold for it."""
    at = next((k for k in view.parse.upwards(relative) if k != relative and view.parse.words[k].tag == "VB"), None)
    return at is not None and view.parse.words[at].lemma in _SEEKING


def day_before(part: DateMention, named: Sequence[DateMention]) -> DateMention | None:
    """The day that a sentence names before a part of it: "on Tuesday they met, and by evening they had agreed"."""
    before = [d for d in named if d.start < part.start and d.precision == "day" and d.rule not in PARTS_OF_DAY]
    found = before[-1] if before else None
    return found if found is not None and not (found.duration or found.future or found.open_start) else None
