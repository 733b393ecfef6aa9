"""Whether the thing a trigger tells happened: real, claimed, or one of the many ways in which it did not."""

from __future__ import annotations

from transforms.events.frames.averting import averts, was_said
from transforms.events.frames.roles import Reading
from transforms.events.frames.triggers import Trigger
from transforms.events.frames.unsettled import decided, pondered
from transforms.events.frames.verb_status import ACCUSING, ANGER, CLAIMED, LAID, REAL, group_status, of_a_case, of_none
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.grammar.tagging import Word
from transforms.events.wordlists import status_words, word_list

_WHO = frozenset({"who", "what", "why", "how", "when", "where", "which", "whose", "whom"})
#: What goes on until somebody ends it: types, and modes of one that may also tell of a single day.
_IN_FORCE = frozenset({"COERCE", "SANCTION"})
#: Types of what a state or a court does by deciding it.
_DECREED = frozenset({"CONCEDE", "SANCTION"})
_LASTING = frozenset({"boycott"})
_FOUGHT = "ASSAULT"
_TO_COME = frozenset({"week", "weekend", "month", "year", "summer", "spring", "autumn", "winter"})
_IMPLICATING = word_list("status_implicating")
#: Verbs of justice that say in which case: "charged in two killings", not "arrested in a raid".
_TRYING = frozenset({"charge", "convict", "indict", "acquit", "sentence", "suspect"})
_SERIES = word_list("background_series")
#: What is imposed on those who did something.
_PENALTIES = frozenset({"sanctions", "sentence", "sentences", "term", "terms", "charges", "ban", "bans"})
_OTHERS = frozenset({"other", "previous", "past", "earlier", "similar"})
_KNOWN = frozenset({"any", "last", "further"})
_BESIDE = frozenset({"during", "after", "following", "amid"})
_WHICH = word_list("status_which")
_CAPTIVE = word_list("status_captive")
_FOR = frozenset({"exchange", "return", "swap"})
_SIMILAR = frozenset({"similar", "such", "previous"})
_MANY = frozenset({"many", "several", "numerous", "countless", "frequent", "dozens", "hundreds", "scores"})
_CALLING = word_list("status_calling")
_STOPPING = word_list("status_stopping")
_ANGRY = word_list("status_angry")


def status_of(parse: Parse, trigger: Trigger, reading: Reading) -> str:
    """real, claimed, attempted, negated, denied, future, hypothetical, threat, background (known already) or quoted.

    What is known already may be laid to somebody, or summed up with others.
    """
    if parse.quoted[trigger.start] > 6:
        return "quoted"
    if _asked(parse):
        return "hypothetical"
    if trigger.group is not None:
        of = trigger.group.subject if trigger.group.kind == "participle" else None
        found = group_status(parse, trigger.group)
        if found == REAL and _of_a_kind(parse, trigger.group.head + 1, trigger.end, trigger.group):
            return "another"
        if found == "negated" and _with_no(parse, trigger):
            return REAL  # "sees no point in talks" is what the phrase says
        if found == REAL and _says_which(parse, trigger.group):
            return "background"
        if (
            found == "future"
            and any(f.event_type in _DECREED for f in trigger.frames)
            and decided(parse, trigger.group)
        ):
            return REAL
        return "background" if found == REAL and of is not None and _ended(parse, trigger, of) else found
    assert trigger.chunk is not None
    return _noun_status(parse, trigger, trigger.chunk, reading)


def _of_a_kind(parse: Parse, start: int, end: int, group: Group) -> bool:
    """Whether a phrase says what somebody is wont to do: "carries out such attacks", "has carried out many attacks"."""
    inside = {w.token.lower for w in parse.words[start:end]}
    if not inside.isdisjoint(_SIMILAR):
        return True
    dated = any(w.tag == "TM" for w in parse.words[group.clause[0] : group.clause[1]])
    return group.perfect and not dated and not inside.isdisjoint(_MANY)


def _asked(parse: Parse) -> bool:
    """Whether a sentence asks if something happened; who did it, and why, is asked of what did."""
    words = [w.token.lower for w in parse.words if w.token.lower[:1].isalpha() or w.token.lower == "?"]
    return words[-1:] == ["?"] and _WHO.isdisjoint(words[:2])


def _with_no(parse: Parse, trigger: Trigger) -> bool:
    """Whether the words of a trigger hold the "no" that negates it, and nothing else does."""
    said = [w.token.lower for w in parse.words[trigger.start : trigger.end]]
    return "no" in said and trigger.group is not None and not trigger.group.negated


def _beside(parse: Parse, piece: Chunk) -> bool:
    """Whether a noun tells of something beside which a deed is: "during talks"."""
    return piece.start > 0 and parse.words[piece.start - 1].token.lower in _BESIDE


def _says_which(parse: Parse, group: Group) -> bool:
    """Whether a verb only says which thing or people: "hit a truck carrying food", "in exchange for men held in"."""
    at = parse.words[group.head].head
    if parse.words[group.head].rel != "acl" or group.kind not in ("participle", "gerund"):
        return False
    if group.lemma in _CAPTIVE:
        return parse.words[at].rel == "nmod" and parse.words[parse.words[at].head].token.lower in _FOR
    below = [k for child in parse.children[group.head] for k in (child, *parse.children[child])]
    return group.lemma in _WHICH and all(parse.words[k].tag != "TM" for k in below)  # not "detained on Monday"


def _noun_status(parse: Parse, trigger: Trigger, piece: Chunk, reading: Reading) -> str:
    inside = [w.token.lower for w in parse.words[piece.start : trigger.start]]
    if inside[:1] == ["no"] and of_none(parse, piece):
        return "negated"
    if any(w in status_words("mock_adjective") for w in inside):
        return "hypothetical"
    unreal = [w for w in inside if w in status_words("unreal_adjective")]
    if unreal:
        if unreal[0] in ("alleged", "suspected"):
            # "signs with the names of victims of alleged attacks"
            return _prepositional(parse, piece) or _held_for(parse, trigger, piece) or CLAIMED
        if unreal[0] not in _OTHERS | _KNOWN | {"fresh", "new", "more", "another"}:
            return "hypothetical"
        if unreal[0] in _OTHERS:
            return _prepositional(parse, piece) or "another"  # "similar protests last month" are none of these
        if unreal[0] in _KNOWN:
            return _prepositional(parse, piece) or "background"
    after = [w.token.lower for w in parse.words[piece.end : piece.end + 2]]
    if len(after) == 2 and after[0] == "next" and after[1] in _TO_COME:
        return "future"  # "protests next month"
    found = "future" if pondered(parse, piece) else _prepositional(parse, piece) or _held_for(parse, trigger, piece)
    if found:
        return found
    deed = parse.group_at(parse.words[piece.head].head) if parse.words[piece.head].head >= 0 else None
    laid = deed is not None and deed.kind == "gerund" and of_a_case(parse, deed, "of")  # "jailed for storming a rally"
    if laid or _ended(parse, trigger, piece) or _stopped(parse, trigger, piece):
        return "background"
    group = reading.group
    if group is not None and _of_a_kind(parse, piece.start, trigger.end, group):
        return "another"
    if group is not None and group.kind == "infinitive" and group.governor is not None and _beside(parse, piece):
        group = parse.groups[group.governor]  # "urged him to return to the deal during talks in Sochi"
    if group is not None:
        own = group_status(parse, group)
        is_object = group.object is not None and group.object.start <= piece.start < group.object.end
        is_subject = group.subject is not None and group.subject.start <= piece.start < group.subject.end
        if is_object or (is_subject and group.passive):
            if was_said(parse, group, trigger):
                return own if own in ("future", "hypothetical") else REAL
            if averts(parse, group):
                return "hypothetical" if not group.negated else REAL
            if group.lemma in status_words("known_by") and not _brought_about(parse, group):
                return "background" if own == REAL else own
            if group.lemma in status_words("denying"):
                return "denied"
        if own != REAL and (is_object or is_subject):
            return own
        if group.passive and group.lemma in status_words("averting") and not (is_object or is_subject):
            return "hypothetical"
        if own == "negated" and not (is_object or is_subject):
            return "background"
        if own in ("future", "hypothetical", "threat"):
            return own
    return REAL


def _held_for(parse: Parse, trigger: Trigger, piece: Chunk) -> str | None:
    """What a measure makes of the violence that is its reason, wherever it stands: "jailed on Friday for murder"."""
    if not any(f.event_type == _FOUGHT for f in trigger.frames):
        return None
    at = parse.words[piece.head].head
    cases = [parse.words[k].token.lower for k in parse.children[piece.head] if parse.words[k].rel == "case"]
    if at < 0 or not cases or cases[0] not in ("for", "over") or parse.words[at].tag != "VB":
        return None
    penal = any(parse.words[k].token.lower in _PENALTIES for k in parse.children[at] if parse.words[k].rel == "obj")
    return LAID if penal or parse.words[at].lemma in ACCUSING else None


def _brought_about(parse: Parse, group: Group) -> bool:
    """Whether what is called is held and not named: "a summit that was called to end the feud", "called by unions"."""
    named = any(parse.words[child].rel in ("xcomp", "obj") for child in parse.children[group.head])
    return group.lemma == "call" and (group.passive or group.kind == "participle") and not named


def _ended(parse: Parse, trigger: Trigger, piece: Chunk) -> bool:
    """Whether a verb says that what a noun names has ended: a curfew that is lifted is no new curfew.

    Of a fight only who ends it says so ("took the town, ending a siege"): "the battle ended" may be its only telling.
    """
    in_force = any(f.event_type in _IN_FORCE or f.mode in _LASTING for f in trigger.frames)
    if not in_force and not any(f.event_type == _FOUGHT for f in trigger.frames):
        return False
    for group in parse.groups:
        if group.lemma in status_words("ended_by") and group_status(parse, group) == REAL:
            ends = group.subject if group.object is None and in_force else group.object
            if ends is not None and ends.start <= piece.start < ends.end:
                return True
    return False


def _stopped(parse: Parse, trigger: Trigger, piece: Chunk) -> bool:
    """Whether a fight that is known already only comes to its end: "by evening the shooting had stopped"."""
    if parse.words[piece.start].token.lower != "the" or not any(f.event_type == _FOUGHT for f in trigger.frames):
        return False
    return any(g.subject == piece and not g.passive and g.lemma in _STOPPING for g in parse.groups)


def _prepositional(parse: Parse, piece: Chunk) -> str | None:
    """What the nouns before a phrase make of it: the threat of an attack, an inquiry into the killing."""
    i = piece.start - 1
    steps = 0
    # "responsible for a string of attacks": none of them is the one that the report tells
    series = any(w.token.lower in _SERIES | _OTHERS for w in parse.words[piece.start : piece.head])
    while i > 0 and steps < 3:
        if parse.words[i].tag not in ("IN", "TO") and parse.words[i].token.lower != "to":
            break
        preposition = parse.words[i].token.lower
        left = parse.chunk_at(i - 1)
        if left is None:
            verb = parse.words[i - 1]
            if _lays_at_door(verb, preposition):
                return "summed up" if series else LAID
            if verb.tag == "VB" and preposition in ("for", "against", "of", "about") and verb.lemma in _CALLING:
                return "hypothetical"
            if verb.tag == "VB" and preposition in ("against", "over", "at") and verb.lemma in _ANGRY:
                return "background"
            return None
        head = parse.words[left.head].token.lower
        if preposition == "since" or (preposition == "before" and steps == 0):
            return None
        if head in status_words("plan_noun") and preposition in ("of", "for", "to", "on", "about", "against", "into"):
            return "hypothetical"
        if head in status_words("past_noun") and preposition in (
            "of",
            "for",
            "to",
            "into",
            "in",
            "over",
            "on",
            "about",
            "from",
        ):
            return "background"
        if preposition in ("over", "about", "at", "against") and head in ANGER:
            return "background"
        if steps == 0 and left.start > 0 and _lays_at_door(parse.words[_before_day(parse, left)], preposition):
            return LAID
        series = series or (preposition == "of" and head in _SERIES)
        i = left.start - 1
        steps += 1
    return None


def _before_day(parse: Parse, piece: Chunk) -> int:
    """The word before a phrase; of a day between a verb and what it governs ("on Monday"), the one before its "on"."""
    at = piece.start - 1
    return at - 1 if piece.temporal and at > 0 and parse.words[at].tag == "IN" else at


def _lays_at_door(verb: Word, preposition: str) -> bool:
    """Whether a verb only says whom a known deed is laid to: "involved in the murder", "tied him to the raid"."""
    if verb.tag not in ("VB", "JJ"):
        return False
    if verb.tag == "JJ":
        return preposition in ("for", "in") and verb.token.lower in _IMPLICATING
    if preposition in ("of", "for", "with", "about", "over") and verb.lemma in ACCUSING:
        return True
    if preposition == "in" and verb.lemma in _TRYING:
        return True
    return preposition in ("in", "to", "with", "for") and verb.lemma in _IMPLICATING
