"""What is not settled: measures that are only studied, and who began it, which each side says of the other."""

from __future__ import annotations

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import word_list

_PONDERING = word_list("unsettled_pondering")
_BOTH = frozenset({"each", "both", "either"})
_OTHER_SIDE = frozenset({"other", "one", "side", "party", "army", "government", "camp", "country", "state"})

_DECISIONS = frozenset({"decision", "decisions", "decree", "ruling"})
_NONE_YET = frozenset({"no", "any", "a"})
_AWAITING = frozenset(
    {"await", "expect", "fear", "urge", "postpone", "delay", "reverse", "revoke", "overturn", "rescind"}
)


def pondered(parse: Parse, piece: Chunk) -> bool:
    """Whether a noun is the subject of what only looks into it: "martial law was under study"."""
    words = parse.words
    for at in range(1, len(words)):
        if words[at].token.lower not in _PONDERING or words[at - 1].token.lower != "under":
            continue
        over = [at, words[at].head]
        of = [c for o in over if o >= 0 for c in parse.children[o] if words[c].rel.startswith("nsubj")]
        if any(piece.start <= c < piece.end for c in of):
            return True
    return False


def of_each_other(parse: Parse, group: Group, governor: Group) -> bool:
    """Whether a verb tells what each of two sides says of the other: "each side says that the other fired first"."""
    subject, speaker = group.subject, governor.subject
    if subject is None or speaker is None:
        return False
    other = [w.token.lower for w in parse.words[subject.start : subject.end]]
    said = {w.token.lower for w in parse.words[speaker.start : governor.end]}
    return other[:2] == ["the", "other"] and _OTHER_SIDE.issuperset(other[1:]) and not _BOTH.isdisjoint(said)


def decided(parse: Parse, group: Group) -> bool:
    """Whether an infinitive says what somebody has decided: "Spain's decision to recall its ambassador"."""
    word = parse.words[group.head]
    noun = parse.chunk_at(word.head) if group.kind == "infinitive" and word.rel == "acl" and word.head >= 0 else None
    if noun is None or parse.words[noun.head].token.lower not in _DECISIONS:
        return False
    if parse.words[noun.start].token.lower in _NONE_YET:
        return False
    about = (g for g in parse.groups if noun in (g.subject, g.object))
    return not any(g.negated or g.modal or g.lemma in _AWAITING for g in about)
