"""What a noun makes of the clause that says what it is about: "dismissed a claim that ...", "rumours that ..."."""

from __future__ import annotations

from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import status_words, word_list

_NAMING = word_list("background_naming")
_COURTS = word_list("hearsay_courts")
_NONE = frozenset({"no", "any", "little", "without", "not", "never"})


def hearsay(parse: Parse, group: Group) -> str | None:
    """The status of a verb in the content clause of a noun, where the noun or what is said of it decides.

    "denied" for a claim that somebody denies, dismisses or calls false, "negated" for what there is no evidence of,
    "hypothetical" for rumours; None for all other verbs.
    """
    noun = _noun_above(parse, group)
    if noun is None:
        return None
    name = parse.words[noun].token.lower
    if name in status_words("rumour_noun"):
        return "hypothetical"
    if name in status_words("proof_noun"):
        return "negated" if any(w in _NONE for w in _words_of(parse, noun)) else None
    if name in status_words("claim_noun") and _denied(parse, noun):
        return "denied"
    return None


def testified(parse: Parse, governor: Group) -> bool:
    """Whether a verb brings what courts are told, old deeds: "told the judges that", "the court heard how"."""
    heard = governor.subject if governor.lemma == "hear" else governor.object if governor.lemma == "tell" else None
    return heard is not None and parse.words[heard.head].token.lower in _COURTS


def _noun_above(parse: Parse, group: Group) -> int | None:
    """The noun whose content a clause tells: "claim" of "the claim that police beat the students and shot one"."""
    at = group.head
    while parse.words[at].rel == "conj" and parse.words[at].head >= 0:
        at = parse.words[at].head
    word = parse.words[at]
    if word.rel not in ("acl", "ccomp") or word.head < 0:
        return None
    says = any(parse.words[c].rel == "mark" and parse.words[c].token.lower == "that" for c in parse.children[at])
    return word.head if says and parse.words[word.head].tag != "VB" else None


def _denied(parse: Parse, noun: int) -> bool:
    """Whether somebody denies what a noun names, or it is said to be false: "called the report a fabrication"."""
    word = parse.words[noun]
    if word.head < 0:
        return False
    above = parse.words[word.head]
    if word.rel == "nsubj":
        return above.token.lower in status_words("falsehood")
    if word.rel not in ("obj", "nsubj:pass", "obl"):
        return False
    verb = parse.group_at(word.head)
    if verb is not None and verb.negated:
        return False
    if above.lemma in status_words("denying") | status_words("scorning"):
        return True
    if above.lemma in _NAMING:
        return any(w.token.lower in status_words("falsehood") for w in parse.words[word.head :])
    said = (w for c in parse.children[word.head] if c != noun for w in (c, *parse.children[c]))
    return any(parse.words[k].token.lower in status_words("falsehood") for k in said)


def _words_of(parse: Parse, noun: int) -> list[str]:
    """A noun's own words, and those of the verb above it: "found no evidence", "has not seen evidence"."""
    above = parse.words[noun].head
    near = [*parse.children[noun], *(parse.children[above] if above >= 0 else ())]
    return [parse.words[k].token.lower for k in near]
