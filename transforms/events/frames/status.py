"""Whether the thing a trigger tells happened: real, claimed, or one of the many ways in which it did not."""

from __future__ import annotations

from transforms.events.frames.averting import averts, was_said
from transforms.events.frames.hearsay import hearsay, testified
from transforms.events.frames.roles import Reading
from transforms.events.frames.triggers import Trigger
from transforms.events.frames.unsettled import decided, of_each_other, pondered
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.grammar.tagging import Word
from transforms.events.wordlists import status_words, word_list

REAL, CLAIMED, ATTEMPTED = "real", "claimed", "attempted"
#: Known before, and told only to say whose deed it was: "charged with the murder".
LAID = "laid to somebody"
_NOBODY = frozenset({"no", "none", "nobody", "neither"})
_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_MAYBE = frozenset({"would", "could", "may", "might", "should", "can", "must", "ca", "'d"})
_WHO = frozenset({"who", "what", "why", "how", "when", "where", "which", "whose", "whom"})
#: What goes on until somebody ends it: types, and modes of one that may also tell of a single day.
_IN_FORCE = frozenset({"COERCE", "SANCTION"})
#: Types of what a state or a court does by deciding it.
_DECREED = frozenset({"CONCEDE", "SANCTION"})
_LASTING = frozenset({"boycott"})
_FOUGHT = "ASSAULT"
_IF = frozenset({"if", "unless", "whether", "lest"})


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
        if (
            found == "future"
            and any(f.event_type in _DECREED for f in trigger.frames)
            and decided(parse, trigger.group)
        ):
            return REAL
        return "background" if found == REAL and of is not None and _ended(parse, trigger, of) else found
    assert trigger.chunk is not None
    return _noun_status(parse, trigger, trigger.chunk, reading)


def _asked(parse: Parse) -> bool:
    """Whether a sentence asks if something happened; who did it, and why, is asked of what did."""
    words = [w.token.lower for w in parse.words if w.token.lower[:1].isalpha() or w.token.lower == "?"]
    return words[-1:] == ["?"] and _WHO.isdisjoint(words[:2])


def group_status(parse: Parse, group: Group, depth: int = 0) -> str:
    """The status of a verb group, which it takes over from the verb that governs it."""
    if group.negated:
        return "negated"
    if group.subject is not None and parse.words[group.subject.start].token.lower in _NOBODY:
        return "negated"
    if group.object is not None and not group.passive and parse.words[group.object.start].token.lower in ("no", "none"):
        return "negated"
    if any(preposition == "to" and parse.words[p.start].token.lower == "nothing" for preposition, p in group.phrases):
        return "negated"  # "have agreed to nothing so far"
    if group.modal in _FUTURE:
        return "future"
    if group.modal in _MAYBE:
        return "hypothetical"
    if _conditional(group) or _awaited(parse, group):
        return "hypothetical"
    if _laid_down(parse, group):
        return "future"
    if (heard := hearsay(parse, group)) is not None:
        return heard
    if _held_against(parse, group):
        return LAID
    governor = parse.groups[group.governor] if group.governor is not None else None
    if group.kind == "infinitive":
        return _infinitive(parse, group, governor, depth)
    if group.kind == "gerund":
        return _gerund(parse, group, governor, depth)
    if governor is not None and of_each_other(parse, group, governor):
        return "hypothetical"
    if governor is not None and group.complement and testified(parse, governor):
        return LAID
    if governor is not None and group.complement and depth < 3:
        return "future" if _demanded(parse, group, governor) else _complement(governor)
    if group.kind == "finite" and group.shared is not None and depth < 3:
        return group_status(parse, parse.groups[group.shared], depth + 1)
    return REAL


def _conditional(group: Group) -> bool:
    return group.mark in _IF


def _awaited(parse: Parse, group: Group) -> bool:
    """As in "until the group is dissolved": a clause in the present after until or before tells what is awaited."""
    first = parse.words[group.start]
    awaiting = group.mark in ("until", "till", "before")
    return awaiting and (first.token.lower in ("is", "are", "has", "have") or first.form in ("VBZ", "VB"))


def _laid_down(parse: Parse, group: Group) -> bool:
    """Whether a verb in the present says what an agreement lays down: "under the deal, the rebels leave the port"."""
    present = group.kind == "finite" and group.start == group.head and group.form in ("VBZ", "VBP", "VB")
    return present and any(
        preposition == "under" and parse.words[piece.head].token.lower in _LAID_DOWN
        for preposition, piece in group.phrases
    )


def _complement(governor: Group) -> str:
    lemma = governor.lemma
    if lemma in status_words("denying"):
        return "denied"
    if lemma in status_words("doubting"):
        return "hypothetical"
    if lemma in status_words("threatening"):
        return "threat"
    if lemma in status_words("claiming"):
        return CLAIMED
    if governor.kind == "infinitive" and lemma in status_words("proving"):
        return "hypothetical"  # "no evidence to prove that he had ordered the attack"
    if governor.modal in _MAYBE and lemma not in status_words("saying"):
        return "hypothetical"
    return REAL


def _demanded(parse: Parse, group: Group, governor: Group) -> bool:
    """Whether a bare verb says what somebody wants: "demanded that the commission release the roll"."""
    bare = group.start == group.head and group.form in ("VB", "VBP") and group.subject is not None
    subject = parse.words[group.subject.head] if bare and group.subject is not None else None
    one = subject is not None and not subject.token.lower.endswith("s") and subject.tag == "NN"
    return one and governor.lemma in _DEMANDING


def _infinitive(parse: Parse, group: Group, governor: Group | None, depth: int) -> str:
    if group.perfect:
        return CLAIMED
    if governor is None:
        return "future"
    between = [w.token.lower for w in parse.words[governor.end : group.start]]
    if governor.lemma in status_words("failing"):
        return "negated"
    if governor.lemma == "have" and not between and depth < 3 and _past(parse, governor):
        return group_status(parse, governor, depth + 1)
    if governor.lemma in status_words("attempting") and governor.kind == "finite" and not between and depth < 3:
        above = group_status(parse, governor, depth + 1)
        return ATTEMPTED if above in (REAL, CLAIMED) else above
    purpose = parse.words[group.head].rel == "advcl" and group.lemma in _DONE_BY and governor.kind == "finite"
    if purpose and governor.lemma not in status_words("planning") and depth < 3:
        if any(told.type == "PROTEST" and governor.start <= told.start < group.start for told in parse.tellings):
            return "future"  # "blocked the road to protest": the deed tells it
        return group_status(parse, governor, depth + 1)  # "wore black to protest against cuts"
    if governor.lemma == "go" and parse.words[governor.head].token.lower == "going":
        return "future"  # "told a clerk that he was going to do a shooting"
    if governor.lemma == "let" and governor.subject is None:
        return "hypothetical"  # "let them arrest me"
    if governor.lemma in status_words("implying") and len(between) < 8 and depth < 3:
        return group_status(parse, governor, depth + 1)
    if governor.lemma == "be" and between[-1:] == ["able"] and depth < 3:
        return group_status(parse, governor, depth + 1)
    if governor.kind == "infinitive" and parse.words[group.start].tag == "CC":
        return group_status(parse, governor, depth + 1)
    return "future"


def _past(parse: Parse, group: Group) -> bool:
    """Whether a verb tells of the past: what somebody "had to do" was done, what he "has to do" is to come."""
    return group.perfect or parse.words[group.head].token.lower == "had"


def _gerund(parse: Parse, group: Group, governor: Group | None, depth: int) -> str:
    before = parse.words[group.start - 1] if group.start else None
    if before is not None and before.token.lower == "out" and group.start > 1:
        before = parse.words[group.start - 2]  # "did not rule out sending troops"
    if before is not None and before.tag in ("IN", "SB"):
        word = before.token.lower
        if word == "without":
            return "negated"
        if _of_a_case(parse, group, word):
            return LAID  # "charged a man on Monday with killing a guard"
        if word in status_words("before_gerund"):
            return "background"
        if word == "before":
            return "future"
        noun = parse.chunk_at(group.start - 2) if group.start > 1 else None
        if noun is not None and word in _AT and parse.words[noun.head].token.lower in _ANGER:
            return "background"  # "in protest at being deported"
        above = group_status(parse, governor, depth + 1) if governor is not None and depth < 3 else REAL
        return above if above in ("future", "hypothetical") else REAL  # "will march on Idlib after taking Aleppo"
    if before is not None and before.tag == "VB" and before.lemma in status_words("denying"):
        return "denied"
    if (
        before is not None
        and before.tag == "VB"
        and before.lemma in status_words("doubting") | status_words("averting") | {"risk", "stop"}
    ):
        return "hypothetical"
    if governor is not None and depth < 3 and not group.relative:
        found = group_status(parse, governor, depth + 1)
        return REAL if found == "background" else found
    return REAL


def _of_a_case(parse: Parse, group: Group, preposition: str) -> bool:
    """Whether a verb tells what courts or the police hold against somebody: "convicted of killing two"."""
    at = parse.words[group.head].head
    if at < 0:
        return False
    if preposition == "with":
        return parse.words[at].lemma in _ACCUSING
    guilty = any(parse.words[k].token.lower in _GUILT for k in (at, *parse.children[at]))
    return preposition in _IN_A_CASE and (guilty or parse.words[at].lemma in _JUDGING)


def _held_against(parse: Parse, group: Group) -> bool:
    """Whether a verb tells what somebody is accused of: "accused him of having armed and paid the rebels"."""
    at = group.head
    while parse.words[at].rel == "conj":
        at = parse.words[at].head
    of = any(parse.words[k].token.lower == "of" and parse.words[k].rel == "mark" for k in parse.children[at])
    return of and parse.words[parse.words[at].head].lemma in _ACCUSING


def _noun_status(parse: Parse, trigger: Trigger, piece: Chunk, reading: Reading) -> str:
    inside = [w.token.lower for w in parse.words[piece.start : trigger.start]]
    if inside[:1] == ["no"]:
        return "negated"
    if any(w in status_words("mock_adjective") for w in inside):
        return "hypothetical"
    unreal = [w for w in inside if w in status_words("unreal_adjective")]
    if unreal:
        if unreal[0] in ("alleged", "suspected"):
            return _prepositional(parse, piece) or CLAIMED  # "signs with the names of victims of alleged attacks"
        if unreal[0] not in _OTHERS | _KNOWN | {"fresh", "new", "more", "another"}:
            return "hypothetical"
        if unreal[0] in _OTHERS:
            return _prepositional(parse, piece) or "another"  # "similar protests last month" are none of these
        if unreal[0] in _KNOWN:
            return _prepositional(parse, piece) or "background"
    after = [w.token.lower for w in parse.words[piece.end : piece.end + 2]]
    if len(after) == 2 and after[0] == "next" and after[1] in _TO_COME:
        return "future"  # "protests next month"
    found = "future" if pondered(parse, piece) else _prepositional(parse, piece)
    if found:
        return found
    deed = parse.group_at(parse.words[piece.head].head) if parse.words[piece.head].head >= 0 else None
    laid = deed is not None and deed.kind == "gerund" and _of_a_case(parse, deed, "of")  # "jailed for storming a rally"
    if laid or _ended(parse, trigger, piece) or _stopped(parse, trigger, piece):
        return "background"
    group = reading.group
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
        if preposition in ("over", "about", "at", "against") and head in _ANGER:
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
    if preposition in ("of", "for", "with", "about", "over") and verb.lemma in _ACCUSING:
        return True
    if preposition == "in" and verb.lemma in _TRYING:
        return True
    return preposition in ("in", "to", "with", "for") and verb.lemma in _IMPLICATING


#: What somebody does by the deed whose purpose it is.
_DONE_BY = frozenset({"protest", "demonstrate"})
_TO_COME = frozenset({"week", "weekend", "month", "year", "summer", "spring", "autumn", "winter"})
_ACCUSING = word_list("status_accusing")
#: What courts and people say that somebody is of a deed: "guilty of murder".
_GUILT = frozenset({"guilty", "innocent"})
_IMPLICATING = word_list("status_implicating")
#: Verbs of justice, and what stands before the deed that they are about.
_JUDGING = word_list("status_judging")
_IN_A_CASE = frozenset({"of", "for", "to", "over"})
#: Verbs of justice that say in which case: "charged in two killings", not "arrested in a raid".
_TRYING = frozenset({"charge", "convict", "indict", "acquit", "sentence", "suspect"})
_SERIES = word_list("background_series")
_OTHERS = frozenset({"other", "previous", "past", "earlier", "similar"})
_KNOWN = frozenset({"any", "last", "further"})
_DEMANDING = frozenset({"demand", "insist", "ask", "urge", "request", "propose", "recommend", "require", "suggest"})
_AT = frozenset({"at", "over", "about", "against"})
_CALLING = word_list("status_calling")
_STOPPING = word_list("status_stopping")
_LAID_DOWN = word_list("status_laid_down")
_ANGRY = word_list("status_angry")
_ANGER = word_list("status_anger")
