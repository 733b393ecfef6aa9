"""Who does what to whom around a trigger: the phrases in its slots, and how it stands in its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.events.frames.averting import refuses
from transforms.events.frames.results import attacker, undergoer
from transforms.events.frames.sense import Slots
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import word_list

#: Verbs that lend a noun their subject: "launched an attack" is the subject's attack.
_LIGHT_ACTOR = word_list("roles_light_actor")
#: Ranks that are adjectives before a noun: "the fifth major attack".
_SIZES = frozenset({"major", "general", "private"})
#: Verbs whose subject is done to: "came under attack", "suffered an assault".
_LIGHT_RECIPIENT = word_list("roles_light_recipient")
#: In what one measures: "extended by 30 days".
_MEASURES = word_list("roles_measures")
#: Verbs that say that the thing happened: "fighting erupted", "an attack took place".
OCCUR = word_list("roles_occur")


@dataclass(slots=True)
class Reading:
    """The phrases around a trigger by slot (S, O, poss, pre, prepositions) and how it stands in its sentence.

    `clause` is the span of words that belong to it; `strong` says that the sentence asserts it (a finite verb, or a
    noun that something says of that it took place), `definite` that it is spoken of as known.
    """

    slots: Slots = field(default_factory=dict)
    clause: tuple[int, int] = (0, 0)
    group: Group | None = None
    strong: bool = False
    definite: bool = False
    by_subject: bool = False


class RoleFinder:
    """Slots from verb groups, noun phrases and the roles of predicates; phrases joined by "and" come together."""

    def read(self, parse: Parse, trigger: Trigger) -> Reading:
        """The slots of a trigger."""
        reading = _verb(parse, trigger.group) if trigger.group is not None else _noun(parse, trigger)
        _by_roles(parse, trigger, reading.slots)
        return reading


def _by_roles(parse: Parse, trigger: Trigger, slots: Slots) -> None:
    """Fills who does it and to whom by the predicate's roles, where syntax gives no phrase for them."""
    word = trigger.head if trigger.group is None else trigger.group.head
    taken = {p for pieces in slots.values() for p in pieces}
    for role in sorted(parse.roles.get(word, ()), key=lambda r: -r.score):
        slot = _ROLE_SLOTS[trigger.pos].get(role.name)
        active = trigger.group is not None and not trigger.group.passive
        if active and role.name == "A1" and role.phrase.end <= word:
            slot = "S"  # what stands before an active verb is its subject, whatever it undergoes
        if slot is None or role.score < _SURE or role.phrase in taken or slots.get(slot):
            continue
        if slot in ("S", "by") and _measured(parse, role.phrase):
            continue
        if slot == "S" and trigger.group is not None and role.phrase == undergoer(parse, trigger.group):
            continue
        if trigger.chunk is not None and role.phrase == trigger.chunk:
            continue
        if trigger.group is not None and not active and role.phrase == _speaker(parse, trigger.group):
            continue  # "he confirmed that the town had been retaken"
        _put(slots, slot, parse.conjuncts(role.phrase))
        taken.add(role.phrase)


def _measured(parse: Parse, piece: Chunk) -> bool:
    """Whether a phrase says by how much or whose count, and not who: "by 30 days", "by the count of a union"."""
    words = parse.words[piece.start : piece.end]
    if words[-1].token.lower in _COUNTS:
        return True
    return words[-1].token.lower in _MEASURES and any(w.tag == "CD" or w.token.lower in ("a", "an") for w in words)


def _speaker(parse: Parse, group: Group) -> Chunk | None:
    """Who says what a verb tells: the subject of the verb whose complement it is."""
    return parse.groups[group.governor].subject if group.complement and group.governor is not None else None


#: How sure the event heads must be of a noun for its verb's subject to be who does it.
_SURE_NOUN = 0.8
#: Which slot a role fills, for verbs and nouns.
_ROLE_SLOTS = {"v": {"A0": "S", "A1": "O"}, "n": {"A0": "by", "A1": "of"}}
#: How sure a role must be to fill a slot.
_SURE = 0.5


def _put(slots: Slots, name: str, pieces: list[Chunk]) -> None:
    slots.setdefault(name, []).extend(p for p in pieces if not p.temporal)


def _shared_object(parse: Parse, group: Group) -> Chunk | None:
    """The object of two verbs that stands behind the second: "shot and wounded him"."""
    after = parse.words[group.end] if group.end < len(parse.words) else None
    other = parse.group_at(group.end + 1)
    if after is None or after.tag != "CC" or other is None or other.start != group.end + 1 or other.passive:
        return None
    return other.object if parse.words[other.head].head == group.head else None


def _verb(parse: Parse, group: Group) -> Reading:
    slots: Slots = {}
    reading = Reading(slots, group.clause, group, strong=True)
    if group.passive:
        if group.subject is not None:
            _put(slots, "O", parse.conjuncts(group.subject))
        for preposition, piece in (*group.phrases, *_agents_after(parse, group)):
            if preposition == "by" and not slots.get("S") and not _measured(parse, piece):
                _put(slots, "S", parse.conjuncts(piece))
    else:
        if undergoer(parse, group) is not None:
            _put(slots, "S", [p for p in attacker(parse, group) if not _measured(parse, p)])
        elif group.subject is not None:
            _put(slots, "S", parse.conjuncts(group.subject))
        done_to = group.object or _shared_object(parse, group)
        if done_to is not None:
            _put(slots, "O", parse.conjuncts(done_to))
    for preposition, piece in group.phrases:
        if not (group.passive and preposition == "by"):
            _put(slots, preposition, parse.conjuncts(piece))
    after = parse.words[group.end] if group.end < len(parse.words) else None
    following_phrase = parse.chunk_at(group.end + 1)
    if after is not None and after.tag == "IN" and following_phrase is not None and not following_phrase.temporal:
        known = {p for pieces in slots.values() for p in pieces}
        if following_phrase not in known and not slots.get(after.token.lower):
            _put(slots, after.token.lower, parse.conjuncts(following_phrase))  # "fell on two of the coaches"
    number = parse.groups.index(group)
    if number + 1 < len(parse.groups):
        following = parse.groups[number + 1]
        if following.kind == "infinitive" and following.governor == number:
            verb = Chunk(following.head, following.head + 1, following.head)
            _put(slots, "inf", [verb])
            if following.negated and group.object is None:
                _put(slots, "wont", [verb])  # "vowed not to resume talks"
    _said(parse, number, slots)
    if group.passive and group.subject is not None:
        for preposition, piece in parse.complements(group.subject):
            if preposition in _OF_WORDS and preposition not in slots:
                _put(slots, preposition, parse.conjuncts(piece))  # "evidence against Russia was presented"
    if group.object is not None:
        for preposition, piece in parse.complements(group.object):
            if piece not in slots.get(preposition, []):
                _put(slots, preposition, parse.conjuncts(piece))
    return reading


def _said(parse: Parse, number: int, slots: Slots) -> None:
    """What is said of whom: "that" is the subject of the clause that a verb says, "must" the one of what shall be done.

    "Russia said that Sudan must return the helicopter": Sudan fills "must"; the verb of the clause fills "does",
    "wont" where who speaks will not do it, and "is" where it tells what is so: "agreed that the plan is good".
    """
    said = parse.groups[number]
    for other in parse.groups:
        if other.governor != number or not other.complement or other.subject is None:
            continue
        verb = [Chunk(other.head, other.head + 1, other.head)]
        _put(slots, "does", verb)
        if other.kind == "finite" and not other.modal:
            _put(slots, "is", verb)
        if parse.words[other.subject.start].tag == "PR" or other.subject == said.subject or _own(parse, other.subject):
            if other.negated and other.modal in _WILL and not other.passive:
                _put(slots, "wont", verb)
            continue
        who = parse.conjuncts(other.subject)
        obliged = other.modal in _MUST or (other.lemma in _OBLIGED and _infinitive_after(parse, other))
        _put(slots, "must" if obliged and not other.negated else "that", who)


def _own(parse: Parse, piece: Chunk) -> bool:
    """Whether forces are those of who speaks: "his troops", "the army", and not "Kenyan troops"."""
    words = parse.words[piece.start : piece.end]
    return words[-1].token.lower in _FORCES and not any(w.capital for w in words[1:]) and not words[0].capital


def _infinitive_after(parse: Parse, group: Group) -> bool:
    number = parse.groups.index(group)
    following = parse.groups[number + 1] if number + 1 < len(parse.groups) else None
    return following is not None and following.kind == "infinitive" and following.start == group.end


def _agents_after(parse: Parse, group: Group) -> list[tuple[str, Chunk]]:
    """Phrases of the last of several passive verbs, whose agent is that of all: "seized, bound and shot by guards"."""
    joined = [g for g in parse.groups if g.passive and parse.words[g.head].rel == "conj"]
    last = [g for g in joined if parse.words[g.head].head == group.head and g.subject in (None, group.subject)]
    return last[-1].phrases if last else []


def _noun(parse: Parse, trigger: Trigger) -> Reading:
    piece = trigger.chunk
    assert piece is not None
    slots: Slots = {}
    first = parse.words[piece.start]
    definite = first.token.lower in ("the", "this", "that", "these", "those")
    if piece.possessor is not None and piece.possessor < trigger.start:
        _put(slots, "poss", [Chunk(piece.start, piece.possessor, piece.possessor - 1)])
        definite = False  # "the" is the owner's
        before = piece.possessor + 1
    else:
        before = piece.start
        if first.token.lower in ("his", "their", "its", "her"):
            definite = True
    while before < trigger.start and parse.words[before].tag in ("DT", "CD"):
        before += 1
    if before < trigger.start and parse.words[trigger.start - 1].token.text not in _SIZES:
        _put(slots, "pre", [Chunk(before, trigger.start, trigger.start - 1)])
    for preposition, other in parse.complements(piece):
        _put(slots, preposition, parse.conjuncts(other))
    agent = parse.chunk_at(piece.end + 1)
    if agent is not None and "by" not in slots and parse.words[piece.end].token.lower == "by":
        _put(slots, "by", parse.conjuncts(agent))  # "by" hangs on the noun before it
    if "by" not in slots and (blamed := _laid_to(parse, piece)) is not None:
        _put(slots, "by", parse.conjuncts(blamed))
    reading = Reading(slots, (piece.start, piece.end), None, definite=definite)
    sure = trigger.telling is not None and trigger.telling.score >= _SURE_NOUN and trigger.telling.status == "real"
    _governed(parse, piece, reading, sure=sure)
    group = reading.group
    if trigger.frames[0].event_type == "PROTEST" and group is not None and not reading.definite:
        # what police break up or somebody is shot at took place
        broken = group.object is not None and piece in parse.conjuncts(group.object) and group.lemma in _BREAKING
        visited = any(p in ("at", "into", "during") and piece == other for p, other in group.phrases)
        reading.strong = reading.strong or broken or visited
    return reading


def _laid_to(parse: Parse, piece: Chunk) -> Chunk | None:
    """Who is said to have done what a noun tells: "shelling blamed on the army", "the clan was behind the raid"."""
    parts = {parse.words[c].rel: c for c in parse.children[piece.head]}
    if "cop" in parts and "nsubj" in parts and parse.words[parts.get("case", piece.head)].token.lower == "behind":
        return parse.chunk_at(parts["nsubj"])
    for child in parse.children[piece.head]:
        group = parse.group_at(child)
        if group is None or not group.passive or parse.words[child].rel not in ("acl", "acl:relcl"):
            continue
        preposition = _LAYING.get(group.lemma)
        return next((other for p, other in group.phrases if p == preposition), None)
    return None


def _governed(parse: Parse, piece: Chunk, reading: Reading, *, sure: bool) -> None:
    """What the verb that a noun depends on says of it; the verb it is subject of comes first.

    `sure` says that the event heads are certain that the noun tells something real.
    """
    best: tuple[int, Group, str] | None = None
    for group in parse.groups:
        part, rank = "", 0
        if group.subject is not None and piece in parse.conjuncts(group.subject):
            part, rank = "subject", 3
        elif group.object is not None and piece in parse.conjuncts(group.object):
            part, rank = "object", 2
        else:
            part = next((p for p, other in group.phrases if piece in parse.conjuncts(other)), "")
            rank = 1 if part else 0
        if rank and (best is None or rank > best[0]):
            best = (rank, group, part)
    if best is None:
        return
    rank, group, part = best
    reading.group = group
    reading.clause = (min(group.clause[0], piece.start), max(group.clause[1], piece.end))
    slots = reading.slots
    if rank == 3 and not group.passive:
        reading.strong = group.lemma in OCCUR
        if group.object is not None and group.lemma in _HARMING:
            _put(slots, "O", parse.conjuncts(group.object))
    elif rank == 3:
        reading.strong = group.lemma in _LIGHT_ACTOR | _CARRIED
        for preposition, other in group.phrases:
            spoken_of = group.lemma in _SPEAKING_OF or refuses(parse, group)  # "the attack, condemned by the church"
            if preposition == "by" and not spoken_of:
                _put(slots, "by", parse.conjuncts(other))
    elif rank == 2:
        # "called the unrest treasonous", not "called a strike"
        judged = reading.definite and group.lemma in _SPEAKING_OF
        if group.lemma in _LIGHT_ACTOR and group.subject is not None and not judged:
            reading.strong = reading.by_subject = True
            _put(slots, "by", parse.conjuncts(group.subject))
        elif group.lemma in _MEETING and group.subject is not None and not group.passive:
            reading.strong = not reading.definite  # "faced calls to quit": they are meant
            for preposition in ("on", "to", "against"):
                if preposition not in slots:
                    _put(slots, preposition, parse.conjuncts(group.subject))
        elif group.lemma in _WITNESSED:
            reading.strong = True
        elif refuses(parse, group):
            reading.strong = not reading.definite  # who refuses a plea does not make it
        elif sure and group.subject is not None and not group.passive and not _spoken_of(group, reading):
            reading.strong = reading.by_subject = True  # "dictated a curfew"
            _put(slots, "by", parse.conjuncts(group.subject))
    elif part in ("under", "in", "by", "during", "from", "with", "after"):
        _under(parse, group, part, reading)
    if rank > 1:
        for preposition, other in group.phrases:
            if other.start > piece.start and preposition not in slots and preposition in _LOOSE_PHRASES:
                _put(slots, preposition, parse.conjuncts(other))


def _spoken_of(group: Group, reading: Reading) -> bool:
    """Whether a verb says something of a deed and does not do it: "described an attack", "broke up a rally"."""
    return reading.definite or group.lemma in _SPEAKING_OF | _BREAKING


def _under(parse: Parse, group: Group, part: str, reading: Reading) -> None:
    """A noun in a phrase after a verb: killed in an attack, came under fire, fought back with suicide attacks."""
    slots = reading.slots
    if part == "under" and group.lemma in _LIGHT_RECIPIENT and group.subject is not None:
        reading.strong = True
        _put(slots, "on", parse.conjuncts(group.subject))
    elif part == "under" and group.lemma in _PUTTING and group.object is not None and group.subject is not None:
        reading.strong = reading.by_subject = True
        _put(slots, "by", parse.conjuncts(group.subject))
        _put(slots, "on", parse.conjuncts(group.object))
    elif part == "with" and group.lemma in _WIELDING and group.subject is not None and not group.passive:
        reading.strong = reading.by_subject = True
        _put(slots, "by", parse.conjuncts(group.subject))
    elif part != "with" and group.lemma in _SUFFERED:
        reading.strong = True
        if (group.passive or group.lemma in ("die", "perish")) and group.subject is not None:
            _put(slots, "O", parse.conjuncts(group.subject))


#: What words and measures are about: "sanctions on Iran", "an inquiry into the police".
_OF_WORDS = frozenset({"against", "into", "on"})
#: Verbs that lay a deed to somebody, and what stands before whom they name.
_LAYING = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to", "claim": "by"}
_WILL = frozenset({"will", "wo", "would", "'ll", "'d"})
_MUST = frozenset({"must", "should"})
_FORCES = word_list("roles_own_forces")
_COUNTS = word_list("roles_counts")
_OBLIGED = frozenset({"have", "need", "ought"})
#: Prepositions whose phrases after the verb may belong to its subject or object: "strikes hit a depot in Homs".
_LOOSE_PHRASES = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "against", "on", "over"})
_MEETING = word_list("roles_meeting")
_HARMING = word_list("roles_harming")
_CARRIED = word_list("roles_carried")
_WITNESSED = word_list("roles_witnessed")
_PUTTING = word_list("roles_putting")
_WIELDING = word_list("roles_wielding")
_BREAKING = frozenset({"break", "disperse", "clear", "storm", "attack", "scatter", "kettle", "charge"})
_SUFFERED = word_list("roles_suffered")
#: Verbs whose subject speaks of a deed, meets it or undergoes it, and is not the one who does it.
_SPEAKING_OF = word_list("roles_speaking_of")
