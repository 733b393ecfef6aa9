"""Verb groups: auxiliaries, negation and main verb; active or passive, finite or participle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.grammar.syntax import Group
from transforms.events.grammar.tagging import Word
from transforms.events.wordlists import word_list

_INTRANSITIVE = word_list("groups_intransitive")
#: Verbs that keep an object in the passive: "given a day to leave".
_TWO_OBJECTS = word_list("groups_two_objects")
_HELPERS = frozenset({"aux", "aux:pass", "advmod", "mark", "cop"})
_BARE = frozenset({"VB", "VBN", "VBE", "VBG"})

Children = Sequence[Sequence[int]]


def find_groups(words: Sequence[Word], children: Children, *, headline: bool = False) -> list[Group]:
    """The verb groups of a sentence from left to right, without subject and object.

    In headlines a bare participle without an object is a passive: "Student shot"; and so is one after "with": "with
    five protesters killed".
    """
    groups = []
    for i, word in enumerate(words):
        if word.tag == "VB":
            groups.append(_group(words, children, i, i, headline=headline))
        elif word.tag in ("BE", "HV") and word.rel == "cop":
            groups.append(_group(words, children, i, word.head, headline=headline))
        elif word.tag in ("BE", "HV", "DO") and not word.rel.startswith("aux"):
            groups.append(_group(words, children, i, i, headline=headline))
    for number, group in enumerate(groups):
        _share(words, groups, number, group)
    return groups


def _group(words: Sequence[Word], children: Children, head: int, node: int, *, headline: bool) -> Group:
    """The group of the verb `head`; a copula's dependents hang on what it says, its `node`."""
    word = words[head]
    mine = [c for c in children[node] if words[c].rel in _HELPERS and c < head]
    aux = [c for c in mine if words[c].tag in ("MD", "BE", "HV", "DO", "TO") and c != head]
    start = head
    while start > 0 and (start - 1 in mine) and words[start - 1].tag in ("MD", "BE", "HV", "DO", "TO", "NG", "RB"):
        start -= 1
    while start < head and words[start].tag == "RB":
        start += 1
    tags = [words[c].tag for c in aux]
    lemma = word.lemma or {"HV": "have", "DO": "do"}.get(word.tag, "be")
    group = Group(start, head + 1, head, lemma, word.form or _form(word))
    group.negated = any(words[c].tag == "NG" for c in children[node])
    group.modal = next((words[c].token.lower for c in aux if words[c].tag == "MD"), "")
    group.perfect = "HV" in tags
    group.mark = next(
        (words[c].token.lower for c in children[node]
         if c < head and words[c].tag in ("SB", "IN") and words[c].rel in ("mark", "advmod", "case")), "",
    )  # fmt: skip
    agent = any(words[c].rel == "obl:agent" for c in children[node])
    apart = head > 0 and words[head - 1].token.text == ","
    agent = agent or (apart and not aux and lemma not in _INTRANSITIVE and _by_somebody(words, children, node))
    tells = group.form == "VBE" and lemma not in _TWO_OBJECTS and any(
        words[c].rel == "obj" and c > head for c in children[node]
    )  # fmt: skip
    passive_subject = any(words[c].rel == "nsubj:pass" for c in children[node])
    subject = passive_subject or any(words[c].rel in ("nsubj", "csubj", "expl") for c in children[node])
    has_object = any(words[c].rel in ("obj", "ccomp") for c in children[node])
    passive_aux = any(words[c].rel == "aux:pass" for c in aux)
    last_be = "BE" in tags
    if head != node or word.tag in ("BE", "HV", "DO"):
        group.kind = "infinitive" if "TO" in tags else "gerund" if word.token.lower == "being" else "finite"
    elif "TO" in tags:
        group.kind, group.passive = "infinitive", passive_aux or (last_be and group.form in ("VBN", "VBE", "VBD"))
    elif group.form == "VBG":
        group.kind = "finite" if last_be else "gerund"
    elif (
        passive_aux
        or (passive_subject and not has_object and (bool(aux) or headline or group.mark == "with"))
        or (last_be and group.form in ("VBN", "VBE", "VBD"))
    ):
        group.passive = True
    elif (
        not aux
        and not subject
        and group.form in ("VBN", "VBE")
        and word.rel in ("acl", "advcl", "acl:relcl", "amod", "xcomp")
        and not (tells and not agent)  # "helmets sent out after the first calls exchanged fire": no passive
    ) or (not aux and not has_object and group.form in ("VBN", "VBE") and agent and (apart or not subject)):
        group.kind, group.passive = "participle", True
    elif not aux and not subject and group.form == "VB" and word.rel in ("xcomp", "ccomp"):
        group.kind = "infinitive"
    elif headline and not aux and group.form == "VBE" and not has_object and lemma not in _INTRANSITIVE:
        group.passive = True
    if head + 1 < len(words) and words[head + 1].rel == "compound:prt" and words[head + 1].head == head:
        group.end = head + 2
    return group


def _by_somebody(words: Sequence[Word], children: Children, node: int) -> bool:
    """Whether somebody is named after "by": ", rounded up on Sunday by commandos, were found"."""
    for child in children[node]:
        by = any(words[c].token.lower == "by" and words[c].rel == "case" for c in children[child])
        counted = any(words[c].rel == "nummod" for c in children[child])
        if by and child > node and words[child].tag == "NN" and not counted:
            return True
    return False


def _form(word: Word) -> str:
    lower = word.token.lower
    if lower in ("is", "'s", "has", "does"):
        return "VBZ"
    if lower in ("are", "am", "be", "have", "do", "'re", "'m", "'ve"):
        return "VB"
    return {"been": "VBN", "being": "VBG", "having": "VBG", "doing": "VBG", "done": "VBN"}.get(lower, "VBD")


def _share(words: Sequence[Word], groups: Sequence[Group], number: int, group: Group) -> None:
    """Takes over what stands before the first of two verbs for both: "were handed over and driven away"."""
    word = words[group.head]
    if word.rel != "conj" or group.form not in _BARE or group.start != group.head:
        return
    if any(w.head == group.head and w.rel in ("nsubj", "nsubj:pass") for w in words):
        return  # "did not open and the drivers maintain a strike"
    first = next((i for i, g in enumerate(groups[:number]) if g.head == word.head), None)
    if first is None:
        return
    other = groups[first]
    if not _same_form(other, group):
        return
    group.shared = first
    shape = replace(other)
    if group.form != "VBE" or other.passive:
        group.kind, group.modal, group.perfect = shape.kind, shape.modal, shape.perfect
        group.passive = shape.passive and group.form in ("VBN", "VBE")
        group.mark = group.mark or shape.mark


def _same_form(other: Group, group: Group) -> bool:
    if group.form in ("VBN", "VBE"):
        return other.passive or other.perfect or other.kind == "participle"
    if group.form == "VB":
        return other.form == "VB" and (other.kind == "infinitive" or bool(other.modal) or other.start != other.head)
    return other.form == group.form
