"""Clauses that tell what an attack did: "troops were ambushed, killing six"; the troops killed nobody."""

from __future__ import annotations

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import word_list

_RESULTING = word_list("results_verbs")
_MEETING = frozenset({"hit", "strike", "run", "drive", "step"})
_MINES = frozenset({"mine", "mines", "landmine", "landmines", "bomb", "bombs", "device", "explosive", "ied"})


def undergoer(parse: Parse, group: Group) -> Chunk | None:
    """Whoever was attacked, where a clause tells what came of it: its subject by syntax, but not who did that."""
    if group.lemma not in _RESULTING or group.passive or group.subject is None or not _aside(parse, group):
        return None
    if group.kind == "gerund" and group.governor is not None:
        above = parse.groups[group.governor]
        attacked = above.passive or _came_under(above) or _hit_a_mine(parse, above)
        return above.subject if attacked and above.subject == group.subject else None
    # "attacked a hospital on Friday, which killed six"
    struck = parse.group_at(parse.words[group.subject.head].head)
    told_since = group.subject.end < group.start - 2 and parse.words[group.start - 3].tag == "TM"
    return group.subject if group.relative and told_since and struck and struck.object == group.subject else None


def attacker(parse: Parse, group: Group) -> list[Chunk]:
    """Who made the attack of whose result a clause tells: "was ambushed by rebels, killing six"."""
    above = parse.groups[group.governor] if group.governor is not None else None
    by = [piece for preposition, piece in above.phrases if preposition == "by"] if above is not None else []
    return parse.conjuncts(by[0]) if by else []


def _came_under(group: Group) -> bool:
    return group.lemma == "come" and any(preposition == "under" for preposition, _ in group.phrases)


def _hit_a_mine(parse: Parse, group: Group) -> bool:
    """As in "a convoy hit a mine", "drove over a bomb"."""
    pieces = [group.object, *(piece for preposition, piece in group.phrases if preposition in ("over", "on", "into"))]
    return group.lemma in _MEETING and any(p and parse.words[p.head].token.lower in _MINES for p in pieces)


def _aside(parse: Parse, group: Group) -> bool:
    before = parse.words[group.start - 1].token.text if group.start > 0 else ""
    relative = before.lower() == "which" and group.start > 1
    return (parse.words[group.start - 2].token.text if relative else before) == ","
