"""Whether what a verb tells happened: the status that it has of itself, or takes over from what governs it."""

from __future__ import annotations

from collections.abc import Set

from transforms.events.frames.hearsay import hearsay, testified
from transforms.events.frames.unsettled import of_each_other
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import status_words, word_list

REAL, CLAIMED, ATTEMPTED = "real", "claimed", "attempted"
#: Known before, and told only to say whose deed it was: "charged with the murder".
LAID = "laid to somebody"
_NONE = frozenset({"no", "none"})
_NOBODY = _NONE | {"nobody", "neither"}
#: What "no" counts at least: "no less than".
_COMPARED = frozenset({"fewer", "less", "lower", "more"})
_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_MAYBE = frozenset({"would", "could", "may", "might", "should", "can", "must", "ca", "'d"})
_IF = frozenset({"if", "unless", "whether", "lest"})
#: What somebody does by the deed whose purpose it is.
_DONE_BY = frozenset({"protest", "demonstrate"})
_DEMANDING = frozenset({"demand", "insist", "ask", "urge", "request", "propose", "recommend", "require", "suggest"})
_AT = frozenset({"at", "over", "about", "against"})
_LAID_DOWN = word_list("status_laid_down")
#: What makes people protest.
ANGER = word_list("status_anger")
#: Verbs that say of what somebody is accused.
ACCUSING = word_list("status_accusing")
#: What courts and people say that somebody is of a deed: "guilty of murder".
_GUILT = frozenset({"guilty", "innocent"})
#: Verbs of justice, and what stands before the deed that they are about.
_JUDGING = word_list("status_judging")
_IN_A_CASE = frozenset({"of", "for", "to", "over"})


def group_status(parse: Parse, group: Group, depth: int = 0) -> str:
    """The status of a verb group, which it takes over from the verb that governs it."""
    if group.negated:
        return "negated"
    if group.subject is not None and of_none(parse, group.subject):
        return "negated"
    if group.object is not None and not group.passive and of_none(parse, group.object, _NONE):
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


def of_none(parse: Parse, piece: Chunk, words: Set[str] = _NOBODY) -> bool:
    """Whether a phrase says that there is none; "no fewer than 20 people" are some."""
    first, *after = [w.token.lower for w in parse.words[piece.start : piece.start + 2]]
    return first in words and _COMPARED.isdisjoint(after)


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
    if _in_the_end(parse, group, governor) and depth < 3:
        return group_status(parse, governor, depth + 1)
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


def _in_the_end(parse: Parse, group: Group, governor: Group) -> bool:
    """Whether an infinitive tells what came of it: "withdrew, only to shell the port", "left, only for a bomb to"."""
    between = [w.token.lower for w in parse.words[governor.end : group.head]]
    only = between.index("only") if "only" in between else 0
    return only > 0 and between[only - 1] == "," and between[only + 1 : only + 2] in (["to"], ["for"])


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
        if of_a_case(parse, group, word):
            return LAID  # "charged a man on Monday with killing a guard"
        if word in status_words("before_gerund"):
            return "background"
        if word == "before":
            return _ensuing(parse, governor, depth)
        noun = parse.chunk_at(group.start - 2) if group.start > 1 else None
        if noun is not None and word in _AT and parse.words[noun.head].token.lower in ANGER:
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


def _ensuing(parse: Parse, governor: Group | None, depth: int) -> str:
    """The status of what one did after something else: "shot two before fleeing"; "held before leaving" need not be."""
    if governor is None or governor.passive or governor.kind != "finite" or depth >= 3:
        return "future"
    above = group_status(parse, governor, depth + 1)
    return REAL if above == REAL and parse.words[governor.head].form in ("VBD", "VBE") else "future"


def of_a_case(parse: Parse, group: Group, preposition: str) -> bool:
    """Whether a verb tells what courts or the police hold against somebody: "convicted of killing two"."""
    at = parse.words[group.head].head
    if at < 0:
        return False
    if preposition == "with":
        return parse.words[at].lemma in ACCUSING
    guilty = any(parse.words[k].token.lower in _GUILT for k in (at, *parse.children[at]))
    return preposition in _IN_A_CASE and (guilty or parse.words[at].lemma in _JUDGING)


def _is_means(parse: Parse, at: int) -> bool:
    """Whether a verb tells by what another is done: "by sending arms"."""
    by = any(parse.words[k].token.lower == "by" and parse.words[k].rel == "mark" for k in parse.children[at])
    return by and parse.words[at].rel == "advcl" and parse.words[at].head >= 0


def _held_against(parse: Parse, group: Group) -> bool:
    """Whether a verb tells what somebody is accused of: "accused him of having armed and paid the rebels".

    What he is said to have done it by as well: "of fuelling the war by sending arms".
    """
    at = group.head
    while parse.words[at].rel == "conj" or _is_means(parse, at):
        at = parse.words[at].head
    of = any(parse.words[k].token.lower == "of" and parse.words[k].rel == "mark" for k in parse.children[at])
    return of and parse.words[parse.words[at].head].lemma in ACCUSING
