"""Which frame a trigger is read by: one whose conditions hold, or the nearest of the type that the heads hear."""

from __future__ import annotations

from dataclasses import replace

from transforms.events.frames.frame import ANY, Frame
from transforms.events.frames.heads import certainty, heads_suffice, heard_mode
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView, failing, holds
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.syntax import Group
from transforms.events.wordlists import word_list


def fitting_frame(trigger: Trigger, reading: Reading, view: SentenceView) -> Frame | None:
    """The first frame that holds; where the heads hear another type, the first of that type that does.

    Not instead of a phrase of three words: "strip of nationality" says more than any score.
    """
    if trigger.group is not None and _of_the_freed(trigger.group, view):
        return None
    clause = _clause(trigger, reading)
    harmless = trigger.group is not None and _harms_nobody(trigger.group, view)
    fitting = (
        f for f in trigger.frames if holds(f, reading.slots, view, clause) and not (harmless and f.event_type in _HARM)
    )
    first = next(fitting, None)
    if first is not None and first.predicate == ANY and not _believable(first, trigger, view):
        return None
    if first is None or len(first.words) > 2 or by_agreement(first) or undoes(first) or _leaves_no_doubt(first):
        return first
    if certainty(trigger.telling, first.event_type):
        return first
    if not heads_suffice(trigger.telling):
        return first
    return next((f for f in fitting if certainty(trigger.telling, f.event_type)), first)


def nearest_frame(trigger: Trigger, reading: Reading, view: SentenceView) -> Frame | None:
    """The frame that comes nearest to holding, of those with the type and best the mode that the heads hear."""
    clause = _clause(trigger, reading)
    telling = trigger.telling
    if trigger.group is not None and (_of_a_place(trigger.group, view) or _of_the_freed(trigger.group, view)):
        return None
    if trigger.group is not None and _swears_in(trigger.group, view):
        return None
    if trigger.group is not None and trigger.group.lemma in _EMPTY and trigger.group.object is not None:
        return None  # "carried bodies out": what they do is in the noun, and no frame takes this one
    if trigger.group is not None and _harms_nobody(trigger.group, view):
        return None
    fitting: list[tuple[int, int, Frame]] = []
    for frame in trigger.frames:
        if telling is None or frame.event_type != telling.type or frame.kind == "territory":
            continue
        failed = failing(frame, reading.slots, view, clause)
        if failed is None and (frame.kind == "bombing" or frame.takes_all):
            return None  # a gas cylinder exploded, a lorry shot through a barrier: no reading of the word fits
        if (frame.kind == "crowd" or frame.mode == "suicide-attack") and frame.mode != telling.mode:
            continue  # "responded with air strikes" breaks up no crowd, a bus that ran into cars has no bomber
        if failed is not None:
            unlike = 0 if frame.mode == telling.mode else 1 if frame.mode is None else 2
            fitting.append((unlike, failed, frame))
    nearest = min(fitting, key=lambda f: f[:2])[2] if fitting else None
    if nearest is None or telling is None or telling.mode in (nearest.mode, None) or nearest.mode in _OF_A_VICTIM:
        return nearest
    return replace(nearest, mode=None, acled=None, kind=_OTHER_KIND.get(nearest.kind, nearest.kind))


def by_agreement(frame: Frame) -> bool:
    """Whether a frame says that a deal lays a deed down, so that it is no attack: "blew up its posts under a pact"."""
    return any("under" in c.slots and not c.negated for c in frame.when)


def undoes(frame: Frame) -> bool:
    """Whether a verb undoes what its object names, which is all that the heads hear: "ended the truce"."""
    return frame.event_type in _UNDOING and any(
        not _OF_WHAT.isdisjoint(c.slots) and not c.negated and not _UNDONE.isdisjoint(c.classes) for c in frame.when
    )


def _leaves_no_doubt(frame: Frame) -> bool:
    """Whether a frame asks for words that tell its event whatever else is heard: "jailed pending trial"."""
    return any(not c.negated and not _DECISIVE.isdisjoint(c.classes) for c in frame.when)


def _swears_in(group: Group, view: SentenceView) -> bool:
    """Whether somebody takes office: "swore in 20 ministers", which threatens nobody."""
    words = view.parse.words
    return group.lemma == "swear" and group.end < len(words) and words[group.end].token.lower == "in"


def _harms_nobody(group: Group, view: SentenceView) -> bool:
    """Whether a verb does away with what is one's own or of no use: "blew up unexploded bombs", "its own posts"."""
    piece = group.subject if group.passive else group.object
    if piece is None or group.lemma not in _DEMOLISHING:
        return False
    words = {w.token.lower for inner in view.inner(piece) for w in view.parse.words[inner.start : inner.end]}
    return "own" in words or bool(words & _DISUSED and any(view.is_a(piece, name) for name in _ARMS))


def ruled_out(trigger: Trigger, reading: Reading, view: SentenceView) -> bool:
    """Whether the frames of the type that the heads hear say that this is something else: "hit by a car".

    All of them say so, or one that asks for nothing: "a lorry shot through the barrier".
    """
    clause = _clause(trigger, reading)
    heard = [f for f in trigger.frames if trigger.telling is not None and f.event_type == trigger.telling.type]
    said = [failing(f, reading.slots, view, clause) is None for f in heard]
    return bool(heard) and (all(said) or any(no and f.takes_all for no, f in zip(said, heard, strict=True)))


def _clause(trigger: Trigger, reading: Reading) -> tuple[int, int]:
    """The clause that a trigger stands in, for `C:` conditions."""
    low, high = reading.clause
    return min(low, trigger.start), max(high, trigger.end)


def _believable(frame: Frame, trigger: Trigger, view: SentenceView) -> bool:
    """Whether the event heads alone are believed: not of who "drove past" a town, nor of a town that somebody holds."""
    group = trigger.group
    if group is None:
        return True
    if group.lemma in _NEVER.get(frame.event_type, ()):
        return False
    aimless = group.object is None or view.is_a(group.object, "place_noun") or view.is_a(group.object, "place")
    if aimless and group.lemma in _INNOCENT.get(frame.event_type, ()):
        return False
    return frame.event_type not in _HOLDING or not _of_a_place(group, view)


#: Types of events that only holding or using a place is none of.
_HOLDING = frozenset({"ASSAULT", "COERCE"})
#: By type: verbs that without an object say nothing of it, whatever the heads hear.
_INNOCENT = {"ASSAULT": word_list("choice_no_attack"), "ACCUSE": word_list("choice_no_accusation")}
#: By type: verbs that are none of it with an object either: who is anointed is not blamed.
_NEVER = {
    "ACCUSE": word_list("choice_no_blame"),
    "SANCTION": word_list("choice_no_verdict"),
    "AGREE": word_list("choice_no_deal"),
    "THREATEN": word_list("choice_no_deal"),
}
#: By type: words that say something else where a frame of another type takes them, however sure the heads are.
_OTHERWISE = {
    "THREATEN": word_list("choice_no_threat"),
    "CONCEDE": word_list("choice_no_concession"),
    "ACCUSE": word_list("choice_no_charge"),
    "SANCTION": word_list("choice_no_sentence"),
}


def says_otherwise(trigger: Trigger) -> bool:
    """Whether a word is none for the type that the heads hear: fury is no threat, regret for a move yields nothing."""
    if trigger.telling is None or trigger.frames == ():
        return False
    word = trigger.group.lemma if trigger.group is not None else trigger.frames[0].words[0]
    return word in _OTHERWISE.get(trigger.telling.type, ())


#: Modes that say who was harmed, whatever with: one may be shot and targeted.
_OF_A_VICTIM = frozenset({"targeted"})
#: What an attack is where only the mode of its frame was wrong: "gunmen burst into a bar" with no bomb.
_OTHER_KIND = {"bombing": "attack"}
#: Types of ending something or taking it back, classes of what is, and the slots in which that stands.
_UNDOING = frozenset({"SANCTION", "CONCEDE"})
_UNDONE = frozenset({"ceasefire", "recognition_noun", "expulsion_noun", "end_noun", "list_word"})
_OF_WHAT = frozenset({"O", "from", "off"})
#: Classes of words that leave no doubt of what a frame tells that asks for them.
_DECISIVE = frozenset({"pending_trial", "custody_word", "coup_attempt", "airspace_noun"})
#: Types of harm, verbs of doing away with things, and what such things are called.
_HARM = frozenset({"ASSAULT", "COERCE"})
_DEMOLISHING = word_list("choice_demolishing")
_DISUSED = word_list("choice_disused")
_ARMS = ("bomb", "weapon", "weapon_cache", "military_object")
#: Verbs that say nothing without their object.
_EMPTY = frozenset({"carry", "conduct", "stage", "mount", "wage", "perpetrate", "commit"})


def _of_a_place(group: Group, view: SentenceView) -> bool:
    """Whether a clause says what somebody has or does in a place: "the last town it held"."""
    word = view.parse.words[group.head]
    noun = view.parse.chunk_at(word.head) if word.rel in ("acl", "acl:relcl") and word.head >= 0 else None
    return noun is not None and group.object is None and not group.passive and view.is_a(noun, "place_noun")


def _of_the_freed(group: Group, view: SentenceView) -> bool:
    """Whether a participle says what was done before to people who are freed: "the release of 289 people held"."""
    words = view.parse.words
    noun = words[group.head].head if words[group.head].rel == "acl" else -1
    above = words[noun].head if noun >= 0 else -1
    return above >= 0 and (words[above].lemma or words[above].token.lower) in view.classes["freeing_word"]


def as_heard(frame: Frame, trigger: Trigger, reading: Reading, view: SentenceView) -> Frame:
    """A frame with the mode that the event heads hear where it leaves it open."""
    mode = heard_mode(frame, trigger.telling, view.reader.text)
    if mode == "aerial" and frame.kind == "raid" and _on_the_ground(view, reading):
        mode = None
    return replace(frame, mode=mode) if mode is not None else frame


def counts_as_tried(frame: Frame) -> bool:
    """Whether the attempt is the event already: of violence, a coup or hacking, not of a capture."""
    return (frame.event_type == "ASSAULT" and frame.kind != "territory") or frame.kind in ("coup", "cyber", "riot")


def as_tried(frame: Frame, reading: Reading, view: SentenceView) -> Frame:
    """The attack that a capture was which armed men only tried: "rebels attempted to overrun the base"."""
    armed = any(view.is_a(piece, name) for piece in reading.slots.get("S", []) for name in ("armed", "fighters"))
    tried = frame.kind == "territory" and frame.event_type == "ASSAULT" and frame.territory == "take" and armed
    return replace(frame, kind="attack", territory=None) if tried else frame


def _on_the_ground(view: SentenceView, reading: Reading) -> bool:
    """Whether nothing says that a raid comes from the air: "killed two men in raids in Nablus and Jenin"."""
    words = view.all_words
    flown = view.classes["air_word"] | view.classes["aircraft"] | view.classes["bomb"]
    return not words & flown and not reading.slots.get("on") and not reading.slots.get("against")
