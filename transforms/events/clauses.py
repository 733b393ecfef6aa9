"""Verb groups with their subject, object and prepositional phrases; the clauses they make.

A shallow grammar of news English: one pass finds the verb groups (auxiliaries, negation, main verb), a second one looks
left for the subject (past appositions, relative clauses and prepositional phrases) and right for object and phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.events.chunks import Chunk, chunk
from transforms.events.tagging import Word

_AUX = frozenset({"MD", "BE", "HV", "DO", "TO", "NG", "RB"})
_BREAK = frozenset({";", ":", "—", "(", ")", "QU", "."})
#: Particles that belong to the verb before them.
PARTICLES = frozenset("up down out off away back over in on through apart aside forth around together".split())


@dataclass(slots=True)
class Group:
    """A verb group. Positions are word indices of the sentence.

    `kind` is finite, infinitive, gerund or participle (a reduced relative or adverbial one); `passive`, `negated`,
    `modal` (will, would, could, ... or "") and `perfect` describe the group; `subject` is None where none was found,
    `relative` marks a subject reached through who, which or that.
    """

    start: int
    end: int
    head: int
    lemma: str
    form: str
    kind: str = "finite"
    passive: bool = False
    negated: bool = False
    modal: str = ""
    perfect: bool = False
    progressive: bool = False
    relative: bool = False
    subject: Chunk | None = None
    object: Chunk | None = None
    phrases: list[tuple[str, Chunk]] = field(default_factory=list)
    clause: tuple[int, int] = (0, 0)
    governor: int | None = None
    complement: bool = False


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence analysed: words, noun phrases, verb groups, and for each word whether it stands in quotes."""

    words: tuple[Word, ...]
    chunks: tuple[Chunk, ...]
    groups: tuple[Group, ...]
    quoted: tuple[int, ...]

    def chunk_at(self, position: int) -> Chunk | None:
        """The noun phrase that covers a word."""
        for piece in self.chunks:
            if piece.start <= position < piece.end:
                return piece
        return None

    def conjuncts(self, piece: Chunk) -> list[Chunk]:
        """A noun phrase and those joined to it: "Egypt, Qatar and the United States"."""
        found = [piece]
        position = self.chunks.index(piece)
        for following in self.chunks[position + 1 :]:
            between = [w.tag for w in self.words[found[-1].end : following.start]]
            texts = [w.token.lower for w in self.words[found[-1].end : following.start]]
            joined = between in (["CC"], [",", "CC"]) and texts[-1] in ("and", "or")
            listed = between == [","] and self._list_continues(following)
            if not (joined or listed) or following.temporal or following.pronoun:
                break
            # "soldiers stormed the town and rebels fled": the second phrase has its own verb
            if self._has_own_verb(following) and not self._has_own_verb(piece):
                break
            found.append(following)
            if joined and between == ["CC"]:
                break
        return found

    def _list_continues(self, piece: Chunk) -> bool:
        following = [w.tag for w in self.words[piece.end : piece.end + 2]]
        return bool(following) and (following[0] == "CC" or following == [",", "CC"])

    def _has_own_verb(self, piece: Chunk) -> bool:
        return any(g.subject is not None and g.subject.start == piece.start for g in self.groups)

    def complements(self, piece: Chunk) -> list[tuple[str, Chunk]]:
        """The prepositional phrases that hang on a noun phrase, in order: "of" Hajin, "by" the SDF."""
        found: list[tuple[str, Chunk]] = []
        end = piece.end
        while end < len(self.words) and self.words[end].tag in ("RB", "IN"):
            if self.words[end].tag == "RB":
                end += 1
                continue
            preposition = self.words[end].token.lower
            start = end + 1
            while start < len(self.words) and self.words[start].tag in ("RB", "IN"):
                start += 1
            following = self.chunk_at(start)
            if following is None or following.start > start + 1:
                break
            found.append((preposition, following))
            end = following.end
        return found


def parse(words: Sequence[Word], *, headline: bool = False) -> Parse:
    """Analyses the words of one sentence; in headlines a bare participle is a passive ("Student shot")."""
    chunks = chunk(words)
    groups = _groups(words, chunks)
    if headline:
        _headline_passives(words, groups)
    by_start = {c.start: c for c in chunks}
    for number, group in enumerate(groups):
        group.clause = _clause(words, groups, number)
        _right_side(words, chunks, by_start, group)
    for number in range(len(groups)):
        _left_side(words, chunks, groups, number)
    return Parse(tuple(words), tuple(chunks), tuple(groups), _quoted(words))


def _quoted(words: Sequence[Word]) -> tuple[int, ...]:
    """For each word the length in words of the quotation it stands in, 0 outside."""
    lengths = [0] * len(words)
    opened: int | None = None
    for i, word in enumerate(words):
        if word.tag != "QU":
            continue
        if opened is None or word.token.text in "“«„":
            opened = i
        else:
            for j in range(opened + 1, i):
                lengths[j] = i - opened - 1
            opened = None
    if opened is not None and len(words) - opened > 4:
        for j in range(opened + 1, len(words)):
            lengths[j] = len(words) - opened
    elif opened is not None:
        # a closing mark whose opening stood in the sentence before
        for j in range(opened):
            lengths[j] = max(lengths[j], opened)
    return tuple(lengths)


def _groups(words: Sequence[Word], chunks: Sequence[Chunk]) -> list[Group]:
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
            group.progressive = form == "VBG"
        elif last_aux == "" and form == "VBG":
            group.kind = "gerund"
        elif last_aux == "" and form in ("VBE", "VBN"):
            group.kind = _past_or_participle(words, chunks, groups, head, form)
            group.passive = group.kind == "participle"
            if head and words[head - 1].tag == "CC" and groups and groups[-1].passive and not _object_follows(words, head):
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


_INTRANSITIVE = frozenset(
    "die flee withdraw march clash resign surrender erupt protest fall rise rally go come begin start end agree meet vow warn "
    "say talk fight flock gather rage continue fail retreat quit escape collapse strike attack advance return explode dip "
    "demand deny claim threaten urge reject accuse call hit arrive".split()
)


def _headline_passives(words: Sequence[Word], groups: Sequence[Group]) -> None:
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


def _past_or_participle(
    words: Sequence[Word], chunks: Sequence[Chunk], groups: Sequence[Group], head: int, form: str
) -> str:
    """Whether a bare -ed form is the verb of its clause or a participle ("the town held by rebels")."""
    following = words[head + 1].tag if head + 1 < len(words) else "."
    word_after = words[head + 1].token.lower if head + 1 < len(words) else "."
    before = words[head - 1].tag if head else ""
    if word_after == "by" or form == "VBN":
        if before in ("WP", "PR"):
            return "finite"
        return "participle"
    object_follows = _object_follows(words, head)
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
_GOING = frozenset("fire close move push march advance withdraw clash fight shoot open escape flee protest rally vow".split())


def _object_follows(words: Sequence[Word], head: int) -> bool:
    following = words[head + 1].tag if head + 1 < len(words) else "."
    return following in ("DT", "CD", "PR", "NN", "JJ", "QU") and words[head + 1].token.lower not in PARTICLES


def _later_finite(words: Sequence[Word], head: int) -> bool:
    for word in words[head + 1 :]:
        if word.tag in ("SB", "WP", ";", ":", "—", "QU", "CC"):
            return False
        if word.tag in ("BE", "HV", "MD", "DO") or (word.tag == "VB" and word.form in ("VBD", "VBZ", "VBE")):
            return True
        if word.tag == ",":
            return False
    return False


def _clause(words: Sequence[Word], groups: Sequence[Group], number: int) -> tuple[int, int]:
    """The span of words that belong to a group: between its neighbours' verbs and the marks around it."""
    group = groups[number]
    start = groups[number - 1].end if number else 0
    end = groups[number + 1].start if number + 1 < len(groups) else len(words)
    low = group.start
    while low > start and words[low - 1].tag not in ("SB", "WP", ";", ":", "—", "QU"):
        low -= 1
    high = group.end
    while high < end and words[high].tag not in ("SB", "WP", ";", ":", "—", "QU"):
        high += 1
    return low, high


def _right_side(words: Sequence[Word], chunks: Sequence[Chunk], by_start: dict[int, Chunk], group: Group) -> None:
    """Object and prepositional phrases after the verb."""
    i = group.end
    limit = group.clause[1]
    while i < limit and (words[i].tag in ("RB", "NG", "QU") or (words[i].token.lower in PARTICLES and i == group.end)):
        if words[i].token.lower in PARTICLES and words[i].tag == "IN" and i + 1 in by_start and i == group.end:
            break
        i += 1
    if i < limit and words[i].tag == "TM" and i in by_start and by_start[i].temporal:
        i = by_start[i].end
    if i in by_start and i < limit and not by_start[i].temporal and not group.passive and _nominal(words, by_start[i]):
        group.object = by_start[i]
        i = by_start[i].end
    elif i in by_start and i < limit and group.passive and not by_start[i].temporal:
        i = by_start[i].end
    while i < limit:
        word = words[i]
        if word.tag == "IN":
            j = i + 1
            while j < limit and words[j].tag in ("RB", "IN", "QU"):
                j += 1
            if j in by_start and j < limit:
                group.phrases.append((word.token.lower, by_start[j]))
                i = by_start[j].end
                continue
        elif word.tag in ("SB", "WP", ";", ":", "—"):
            break
        elif word.tag == "," and i + 1 < limit and words[i + 1].tag not in ("IN", "TM", "NN"):
            break
        i += 1


def _nominal(words: Sequence[Word], piece: Chunk) -> bool:
    """Whether a phrase can be an object: "the wounded", but not a bare "south"."""
    return piece.end - piece.start > 1 or words[piece.start].tag in ("NN", "PR", "CD", "DT")


def _left_side(words: Sequence[Word], chunks: Sequence[Chunk], groups: Sequence[Group], number: int) -> None:
    """Subject of a group and the group that governs it."""
    group = groups[number]
    previous = groups[number - 1] if number else None
    if group.kind == "infinitive":
        group.governor = number - 1 if previous else None
        if previous:
            # "told them to leave": the object acts; "agreed to leave": the subject does
            controls = previous.object if previous.object and not previous.passive else None
            group.subject = controls if controls and previous.lemma in _OBJECT_CONTROL else previous.subject
        return
    if group.kind == "gerund":
        before = words[group.start - 1] if group.start else None
        left = _chunk_ending(chunks, group.start)
        if before is not None and before.tag == "NN" and left is not None and not left.temporal:
            group.subject = left
            group.relative = True
        elif previous is not None:
            group.subject = (
                previous.subject if not (previous.passive and before and before.tag == "CC") else previous.subject
            )
            group.governor = number - 1
        elif number + 1 < len(groups):
            group.governor = number + 1
        return
    if group.kind == "participle":
        left = _chunk_ending(chunks, group.start) or _chunk_ending(chunks, group.start - 1)
        group.subject = left
        return
    group.subject, group.relative, shared = _subject(words, chunks, groups, number)
    if shared is not None:
        other = groups[shared]
        group.subject = group.subject or other.subject
        if other.kind == "infinitive" and group.form == "VB":
            group.kind = "infinitive"
            group.governor = other.governor
    if previous is not None and group.governor is None and _is_complement(words, previous, group):
        group.governor = number - 1
        group.complement = True


_OBJECT_CONTROL = frozenset(
    "tell ask order urge force allow let help compel persuade invite expect want warn beg command instruct enable "
    "encourage permit advise request call press send require".split()
)


def _chunk_ending(chunks: Sequence[Chunk], end: int) -> Chunk | None:
    for piece in chunks:
        if piece.end == end:
            return piece
    return None


def _is_complement(words: Sequence[Word], governor: Group, group: Group) -> bool:
    """Whether a finite clause is what the verb before it says: "said (that) the town fell"."""
    between = [w.tag for w in words[governor.end : group.start]]
    if "SB" in between:
        first = between.index("SB")
        word = words[governor.end + first].token.lower
        return word in ("that", "whether", "if") and not any(t in (",", ";", ":") for t in between[:first])
    return not any(t in (",", ";", ":", "WP", "CC", "—", "QU") for t in between) and governor.object is not None


def _subject(
    words: Sequence[Word], chunks: Sequence[Chunk], groups: Sequence[Group], number: int
) -> tuple[Chunk | None, bool, int | None]:
    """Subject of a finite group, whether through a relative pronoun, and the group it shares its subject with."""
    group = groups[number]
    i = group.start - 1
    while i >= 0:
        word = words[i]
        if word.tag == "WP":
            left = i - 1
            while left >= 0 and words[left].tag in (",", "IN", "DT"):
                left -= 1
            return _antecedent(words, chunks, left), True, None
        if word.tag in ("SB", ";", ":", "—"):
            return None, False, None
        if word.tag == "CC":
            return None, False, number - 1 if number else None
        if word.tag == ",":
            opening = _opening_comma(words, groups, number, i)
            if opening is None:
                return None, False, number - 1 if number else None
            i = opening - 1
            continue
        if word.tag == ")":
            opening = next((j for j in range(i - 1, -1, -1) if words[j].tag == "("), None)
            i = (opening if opening is not None else i) - 1
            continue
        if word.tag == "QU":
            i -= 1
            continue
        piece = _covering(chunks, i)
        if piece is None:
            if word.tag == "VB" or word.tag in ("BE", "HV"):
                other = next((g for g in groups[:number] if g.start <= i < g.end), None)
                if other is not None and other.kind in ("participle", "gerund"):
                    i = other.start - 1
                    continue
                if other is not None and other.relative:
                    i = other.start - 1
                    while i >= 0 and words[i].tag != "WP":
                        i -= 1
                    i -= 1
                    continue
                return None, False, None
            i -= 1
            continue
        before = words[piece.start - 1].tag if piece.start else ""
        if piece.temporal:
            i = piece.start - 1
            continue
        if before == "IN" or (before == "RB" and piece.start > 1 and words[piece.start - 2].tag == "IN"):
            i = piece.start - 2
            continue
        if before in ("VB",) and words[piece.start - 1].form == "VBG":
            other = next((g for g in groups[:number] if g.head == piece.start - 1), None)
            if other is not None and other.kind == "gerund":
                i = other.start - 1
                continue
        if before == "VB":
            other = next((g for g in groups[:number] if g.start <= piece.start - 1 < g.end), None)
            if other is not None and other.relative and other.kind == "finite":
                return other.subject, False, None
            if other is not None and other.kind == "infinitive":
                i = other.start - 1
                continue
        first = piece
        while first.start >= 2 and words[first.start - 1].tag == "CC" and words[first.start - 1].token.lower == "and":
            left_piece = _covering(chunks, first.start - 2)
            if left_piece is None or left_piece.temporal:
                break
            if left_piece.start and words[left_piece.start - 1].tag in ("VB", "IN"):
                break
            first = left_piece
        return first, False, None
    return None, False, None


def _antecedent(words: Sequence[Word], chunks: Sequence[Chunk], position: int) -> Chunk | None:
    """The noun phrase a relative clause hangs on: "a group of men who" gives the men."""
    return _covering(chunks, position)


def _covering(chunks: Sequence[Chunk], i: int) -> Chunk | None:
    for piece in chunks:
        if piece.start <= i < piece.end:
            return piece
    return None


def _opening_comma(words: Sequence[Word], groups: Sequence[Group], number: int, i: int) -> int | None:
    """The comma that opens what the comma at i closes: an apposition, a relative clause, a date. None for a list of
    verbs ("closed in, fired"), whose subject is shared."""
    j = i - 1
    while j >= 0 and words[j].tag != ",":
        if words[j].tag in (";", ":", "—"):
            return None
        j -= 1
    inside = words[j + 1 : i] if j >= 0 else words[:i]
    tags = [w.tag for w in inside]
    verbs = [g for g in groups[:number] if j < g.head < i and g.kind == "finite"]
    if j < 0:
        # "On Friday, troops" has its subject after the comma; "Troops, in a raid, took" has two commas
        return None if verbs else 0
    if verbs and tags[:1] != ["WP"] and tags[:1] != ["SB"] and not any(t in ("WP", "SB") for t in tags[:3]):
        return None
    return j
