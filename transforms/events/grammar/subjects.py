"""Who does it and to whom: subject, object and phrases of verb groups, and the verb that governs each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.groups import Children
from transforms.events.grammar.syntax import Group, Role
from transforms.events.grammar.tagging import Word
from transforms.events.wordlists import word_list

_OBJECT_CONTROL = word_list("subjects_object_control")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
#: Particles that an analyser may take for prepositions.
_PARTICLES = frozenset({"up", "down", "out", "off"})
_OBLIQUE = frozenset({"obl", "obl:agent", "nmod", "iobj"})
#: Relations that lead from a relative clause to the verb that its noun belongs to.
_INSIDE_CLAUSE = frozenset({"acl", "acl:relcl", "xcomp", "obj", "obl", "iobj", "nmod", "conj", "nsubj", "nsubj:pass"})
#: How sure a role must be to stand in for a subject or object that the tree does not give.
SURE = 0.5


class Arguments:
    """Fills in the arguments of the groups of one sentence.

    Args:
        words: its words.
        children: what depends on each.
        chunk_at: the noun phrase that covers a word.
        groups: its verb groups, to be filled.
        roles: the roles of predicates by word.
    """

    def __init__(
        self, words: Sequence[Word], children: Children, chunk_at: Callable[[int], Chunk | None],
        groups: Sequence[Group], roles: dict[int, tuple[Role, ...]],
    ) -> None:  # fmt: skip
        self._words, self._children, self._chunk_at = words, children, chunk_at
        self._groups, self._roles = groups, roles
        self._number = {self.node(g): n for n, g in enumerate(groups)}

    def node(self, group: Group) -> int:
        """The word that a group's arguments depend on: of a copula, what it says of its subject."""
        word = self._words[group.head]
        return word.head if word.rel == "cop" and word.head >= 0 else group.head

    def fill(self) -> None:
        """Fills subject, object, phrases and governor of all groups, those that others depend on first."""
        for group in self._groups:
            self._right(group)
        for group in sorted(self._groups, key=lambda g: self._depth(self.node(g))):
            self._govern(group)
            self._subject(group)

    def _depth(self, i: int) -> int:
        depth = 0
        while self._words[i].head >= 0 and depth < 200:
            i = self._words[i].head
            depth += 1
        return depth

    def _phrase(self, i: int) -> Chunk | None:
        """The noun phrase of a word; for "which" and "who" that of what they stand for."""
        if self._words[i].tag == "WP":
            return self._antecedent(i)
        return self._chunk_at(i)

    def _antecedent(self, i: int) -> Chunk | None:
        at = i
        for _ in range(6):
            word = self._words[at]
            if word.head < 0:
                return None
            if word.rel in ("acl:relcl", "acl") and word.head < i:
                return self._chunk_at(word.head)
            at = word.head
        return None

    def _right(self, group: Group) -> None:
        """Object and prepositional phrases."""
        node = self.node(group)
        said = self._chunk_at(node) if node != group.head else None
        for child in self._children[node]:
            word = self._words[child]
            if word.rel == "obj" and self._preposition(child):
                self._oblique(group, child)
            elif word.rel == "obj" and not group.passive:
                if group.object is None or group.object.end <= group.head:  # the first one after the verb
                    group.object = self._phrase(child) or group.object
            elif word.rel == "nsubj" and group.lemma == "be" and self._expletive(node) and node == group.head:
                group.object = self._chunk_at(child)
            elif word.rel in _OBLIQUE:
                self._oblique(group, child)
                if group.object is None and not group.passive and self._after_particle(group, child):
                    group.object = self._phrase(child)  # "put up barricades"
        group.object = group.object if group.object is not None else said
        if group.object is None and not group.passive and group.lemma != "be":
            group.object = self._bare(group, node)
        if group.object is None and not group.passive:
            told = next((c for c in self._children[node] if self._words[c].rel == "iobj"), None)
            group.object = self._phrase(told) if told is not None else None
        group.phrases.sort(key=lambda p: p[1].start)

    def _bare(self, group: Group, node: int) -> Chunk | None:
        """A noun right after a verb without a preposition: its object, whatever the analyser calls it."""
        for child in self._children[node]:
            word = self._words[child]
            piece = (
                self._chunk_at(child)
                if child > group.head and word.rel in ("obl", "dep", "xcomp", "nsubj", "advmod")
                else None
            )
            if piece is None or word.tag not in ("NN", "CD", "DT") or piece.temporal or self._preposition(child):
                continue
            between = self._words[group.end : piece.start]
            if between and between[0].token.lower in _PARTICLES:
                between = between[1:]
            if all(w.tag in ("RB", "JJ", "DT") for w in between):
                return piece
        return None

    def _preposition(self, word: int) -> bool:
        return any(self._words[c].rel == "case" and c < word for c in self._children[word])

    def _after_particle(self, group: Group, word: int) -> bool:
        marks = [c for c in self._children[word] if self._words[c].rel == "case"]
        return marks == [group.head + 1] and self._words[marks[0]].token.lower in _PARTICLES

    def _oblique(self, group: Group, child: int) -> None:
        piece = self._phrase(child)
        if piece is None:
            return
        word = self._words[child]
        marks = [c for c in self._children[child] if self._words[c].rel == "case"]
        if word.rel == "iobj":
            group.phrases.append(("to", piece))
        elif marks:
            last = max([*marks, *(c for m in marks for c in self._children[m] if self._words[c].rel == "fixed")])
            if not any(self._words[m].token.lower == "according" for m in marks):
                group.phrases.append((self._words[last].token.lower, piece))

    def _expletive(self, node: int) -> bool:
        return any(self._words[c].rel == "expl" for c in self._children[node])

    def _govern(self, group: Group) -> None:
        node = self.node(group)
        word = self._words[node]
        if word.head < 0:
            return
        at = word.head
        rel = word.rel
        if rel == "conj" and group.shared is None:
            # "and" joins two clauses under one verb: said (that) X attacked and Y fled
            first = self._number.get(at)
            if first is not None:
                group.governor, group.complement = self._groups[first].governor, self._groups[first].complement
            return
        if rel == "conj" and group.shared is not None:
            other = self._groups[group.shared]
            group.governor, group.complement = other.governor, other.complement
            return
        if rel in ("xcomp", "ccomp", "advcl", "csubj", "parataxis"):
            group.governor = self._number.get(at)
            group.complement = rel in ("ccomp", "csubj") and group.governor is not None
        elif rel == "acl" and group.kind == "infinitive":
            group.governor = None

    def _subject(self, group: Group) -> None:
        node = self.node(group)
        if self._expletive(node) and node == group.head:
            return
        for child in self._children[node]:
            if self._words[child].rel in _SUBJECTS:
                group.subject = self._phrase(child)
                group.relative = self._words[child].tag == "WP"
                if group.subject is not None:
                    return
        word = self._words[node]
        other = self._groups[self._number[word.head]] if word.head in self._number else None
        if word.rel in ("acl", "acl:relcl", "amod"):
            group.subject = self._chunk_at(word.head)
            group.relative = group.kind == "gerund"
            if group.kind == "gerund":
                group.subject = self._author(word.head) or group.subject
            if group.kind == "infinitive" or (word.rel == "acl:relcl" and group.object is None and not group.passive):
                group.subject = self._by_role(group) if group.kind == "infinitive" else group.subject
        elif word.rel == "xcomp" and other is not None:
            controls = other.object is not None and not other.passive and other.object != self._chunk_at(node)
            group.subject = other.object if controls and other.lemma in _OBJECT_CONTROL else other.subject
        elif word.rel == "conj" and other is not None:
            group.subject, group.relative = other.subject, other.relative
            if other.passive != group.passive and group.shared is not None:
                group.subject = other.subject
        elif word.rel in ("advcl", "parataxis", "dep") and other is not None and group.kind != "finite":
            aside = group.kind == "gerund" and group.start > 0 and self._words[group.start - 1].token.text == ","
            group.subject = (self._matrix(other) if aside else other).subject
            if group.mark in ("of", "for", "from") and other.object is not None and other.lemma in _ACCUSING:
                group.subject = other.object  # "accused the staff of training spies"
        if group.subject is None and group.kind == "finite":
            group.subject = self._before(node)
        if group.subject is None:
            group.subject = self._by_role(group)

    def _author(self, noun: int) -> Chunk | None:
        """Who puts out the words that a noun names: "issued a statement accusing the police"."""
        word = self._words[noun]
        verb = self._groups[self._number[word.head]] if word.rel == "obj" and word.head in self._number else None
        return verb.subject if verb is not None and not verb.passive and word.token.lower in _SAYINGS else None

    def _matrix(self, group: Group) -> Group:
        """The verb outside of relative clauses: who fires at protesters who march, "wounding six", wounds them."""
        at, crossed = self.node(group), False
        while self._words[at].head >= 0 and self._words[at].rel in _INSIDE_CLAUSE:
            crossed = crossed or self._words[at].rel in ("acl", "acl:relcl")
            at = self._words[at].head
            if crossed and at in self._number:
                group, crossed = self._groups[self._number[at]], False
        return group

    def _before(self, node: int) -> Chunk | None:
        """A bare noun phrase before a verb that depends on it, whatever the analyser calls it."""
        for child in reversed(self._children[node]):
            piece = self._chunk_at(child) if child < node else None
            if piece is None or piece.temporal or self._words[child].rel in ("obl:agent", "cc", "cop", "punct"):
                continue
            if not any(self._words[c].rel == "case" for c in self._children[child]):
                return piece
        return None

    def _by_role(self, group: Group) -> Chunk | None:
        """Who does it (in the passive: to whom it is done) by the roles of the verb, where the tree does not say."""
        wanted = "A1" if group.passive else "A0"
        for role in self._roles.get(group.head, ()):
            if role.name == wanted and role.score >= SURE and role.phrase != group.object:
                return role.phrase
        return None


_ACCUSING = word_list("subjects_accusing")
#: Nouns for words, and for those of a crowd, whose author says what they say.
_SAYINGS = word_list("subjects_sayings")
