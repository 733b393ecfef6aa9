"""Verb groups: auxiliaries, negation and main verb; active or passive, finite or participle."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.syntax import Group
from transforms.events.tagging import Word
from transforms.events.wordlists import word_list

_AUX = frozenset({"MD", "BE", "HV", "DO", "TO", "NG", "RB"})


#: Particles that belong to the verb before them.
PARTICLES = word_list("groups_particles")


def find_groups(words: Sequence[Word]) -> list[Group]:
    """The verb groups of a sentence from left to right, without subject and object."""
    groups: list[Group] = []
    for head, word in enumerate(words):
        copula = word.tag in ("BE", "HV") and not _leads_to_verb(words, head)
        if word.tag != "VB" and not copula:
            continue
        start = head
        floor = groups[-1].end if groups else 0
        while start > floor and words[start - 1].tag in _AUX:
            start -= 1
            if words[start].tag == "TO":
                break
        while start < head and words[start].tag == "RB":
            start += 1
        aux = words[start:head]
        tags = [w.tag for w in aux]
        group = Group(start, head + 1, head, word.lemma or "be", word.form or "VBD")
        if copula:
            group.lemma = "have" if word.tag == "HV" else "be"
        group.negated = any(w.tag == "NG" for w in aux) or (
            head + 1 < len(words) and words[head + 1].tag == "NG" and words[head + 1].token.lower != "never"
        )
        group.modal = next((w.token.lower for w in aux if w.tag == "MD"), "")
        group.perfect = "HV" in tags
        form = word.form
        last_aux = next((t for t in reversed(tags) if t in ("BE", "HV", "DO", "MD", "TO")), "")
        if copula:
            group.kind = "finite"
        elif last_aux == "BE":
            group.passive = form in ("VBN", "VBD", "VBE")
        elif last_aux == "" and form == "VBG":
            group.kind = "gerund"
        elif last_aux == "" and form in ("VBE", "VBN"):
            group.kind = _past_or_participle(words, groups, head, form)
            group.passive = group.kind == "participle"
            if (
                head
                and words[head - 1].tag == "CC"
                and groups
                and groups[-1].passive
                and not _object_follows(words, head)
            ):
                # "were handed over and driven": the auxiliary counts for both
                group.kind, group.passive = "finite", True
                group.modal, group.negated = groups[-1].modal, groups[-1].negated
        elif last_aux == "" and form == "VB" and groups and groups[-1].kind == "infinitive" and _and(words, start):
            group.kind = "infinitive"
        if "TO" in tags:
            group.kind = "infinitive"
        if head + 1 < len(words) and words[head + 1].token.lower in PARTICLES and words[head + 1].tag in ("IN", "RB"):
            following = words[head + 2].tag if head + 2 < len(words) else "."
            if words[head + 1].tag == "RB" or following not in ("DT", "NN", "CD", "TM"):
                group.end = head + 2
        groups.append(group)
    return groups


_INTRANSITIVE = word_list("groups_intransitive")


def headline_passives(words: Sequence[Word], groups: Sequence[Group]) -> None:
    """Makes passives of the bare participles of a headline."""
    for group in groups:
        if (
            group.form == "VBE" and group.start == group.head and group.kind in ("finite", "participle")
            and group.lemma not in _INTRANSITIVE and not _object_follows(words, group.head)
        ):  # fmt: skip
            group.kind, group.passive = "finite", True


def _and(words: Sequence[Word], start: int) -> bool:
    return start > 0 and words[start - 1].tag == "CC"


def _leads_to_verb(words: Sequence[Word], i: int) -> bool:
    """Whether an auxiliary at i belongs to a verb after it."""
    for word in words[i + 1 : i + 5]:
        if word.tag == "VB":
            return True
        if word.tag not in ("RB", "NG", "BE", "HV"):
            return False
        if word.tag in ("BE", "HV"):
            return True
    return False


def _past_or_participle(words: Sequence[Word], groups: Sequence[Group], head: int, form: str) -> str:
    """Whether a bare -ed form is the verb of its clause or a participle ("the town held by rebels")."""
    following = words[head + 1].tag if head + 1 < len(words) else "."
    word_after = words[head + 1].token.lower if head + 1 < len(words) else "."
    before = words[head - 1].tag if head else ""
    if word_after == "by" or form == "VBN":
        if before in ("WP", "PR"):
            return "finite"
        return "participle"
    object_follows = _object_follows(words, head)
    if words[head].lemma in _NEEDS_OBJECT and not object_follows and before in ("NN", ",", "RB", "PR"):
        return "participle"
    if words[head].lemma in _NEVER_PASSIVE:
        return "finite" if before != "IN" else "participle"
    if before in ("PR", "WP") or object_follows:
        return "finite"
    if before in (",", "IN", "SB") and not object_follows and following in ("IN", "RB", "TM", ","):
        if before == "," and (words[head].lemma in _GOING or (not _later_finite(words, head) and not groups)):
            return "finite"
        return "participle"
    # No object: a participle if another finite verb follows in the clause.
    if following in ("IN", "TM", "RB", ",") and before == "NN" and _later_finite(words, head):
        return "participle"
    return "finite"


#: Verbs that take a preposition in the active: "closed in, fired on the troops".
_GOING = word_list("groups_going")


_NEEDS_OBJECT = word_list("groups_needs_object")
_NEVER_PASSIVE = word_list("groups_never_passive")


def _object_follows(words: Sequence[Word], head: int) -> bool:
    following = words[head + 1].tag if head + 1 < len(words) else "."
    if following in ("JJ", "DT", "CD") and head + 2 < len(words) and words[head + 2].tag == "TM":
        return False  # "abducted last year"
    return following in ("DT", "CD", "PR", "NN", "JJ", "QU") and words[head + 1].token.lower not in PARTICLES


def _later_finite(words: Sequence[Word], head: int) -> bool:
    for i, word in enumerate(words[head + 1 :]):
        if word.tag in ("SB", "WP", ";", ":", "—", "QU", "CC"):
            return False
        if word.tag in ("BE", "HV", "MD", "DO") or (word.tag == "VB" and word.form in ("VBD", "VBZ")):
            return True
        if word.form == "VBE" and not _adjectival(words, head + 1 + i):
            return True
        if word.tag == ",":
            return False
    return False


def _adjectival(words: Sequence[Word], i: int) -> bool:
    """As in "a previously unannounced visit": a participle between determiner or adverb and noun."""
    before = words[i - 1].tag if i else ""
    after = words[i + 1].tag if i + 1 < len(words) else "."
    return before in ("DT", "RB", "JJ", "CD") and after in ("NN", "JJ")
