"""What the analysis of a sentence gives: verb groups with their phrases, and the parse as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.tagging import Word

_HAS = frozenset({"has", "have", "'ve", "’ve"})


@dataclass(slots=True)
class Group:
    """A verb group. Positions are word indices of the sentence.

    `kind` is finite, infinitive, gerund or participle (a reduced relative or adverbial one); `passive`, `negated`,
    `modal` (will, would, could, ... or "") and `perfect` describe the group; `mark` is what opens its clause ("if",
    "after", "that"); `subject` is None where none was found, `relative` marks a subject reached through who, which or
    that. `governor` is the group of the verb whose clause this one fills or modifies, `complement` says that it is
    what is said, and `shared` is the group before "and" whose auxiliaries this one takes over.
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
    mark: str = ""
    relative: bool = False
    subject: Chunk | None = None
    object: Chunk | None = None
    phrases: list[tuple[str, Chunk]] = field(default_factory=list)
    clause: tuple[int, int] = (0, 0)
    governor: int | None = None
    complement: bool = False
    shared: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What fills a role of a predicate (A0, A1, AM-LOC, ...): the phrase around its head, and how sure."""

    name: str
    phrase: Chunk
    score: float


@dataclass(frozen=True, slots=True)
class Telling:
    """Words [start, end) that carry an event of a PLOVER type, as the analyser's event heads see it.

    `actors`, `recipients` and `places` are words in the phrases that play these parts, with their scores, as far as
    the analyser tells.
    """

    start: int
    end: int
    type: str
    status: str
    score: float
    status_score: float
    mode: str | None = None
    mode_score: float = 0.0
    actors: tuple[tuple[int, float], ...] = ()
    recipients: tuple[tuple[int, float], ...] = ()
    places: tuple[tuple[int, float], ...] = ()


#: What lies "with" a neighbour.
EDGES = frozenset({"border", "borders", "frontier", "line", "boundary"})


@dataclass(frozen=True, slots=True)
class Named:
    """Words [start, end) that the analyser takes for a name: PER, ORG, GRP, LOC, NORP or MISC, and how sure."""

    start: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence analysed.

    Words, noun phrases, verb groups; for each word whether it stands in quotes; the roles of predicates by word; what
    the event heads found; the names.
    """

    words: tuple[Word, ...]
    chunks: tuple[Chunk, ...]
    groups: tuple[Group, ...]
    quoted: tuple[int, ...]
    children: tuple[tuple[int, ...], ...] = ()
    roles: dict[int, tuple[Role, ...]] = field(default_factory=dict)
    tellings: tuple[Telling, ...] = ()
    names: tuple[Named, ...] = ()
    #: The noun phrase that covers a word, by that.
    covering: Mapping[int, Chunk] = field(default_factory=dict)
    #: The verb groups by their verbs.
    verbs: Mapping[int, Group] = field(default_factory=dict)

    def name_at(self, position: int) -> Named | None:
        """The name that covers a word."""
        return next((n for n in self.names if n.start <= position < n.end), None)

    def chunk_at(self, position: int) -> Chunk | None:
        """The noun phrase that covers a word."""
        return self.covering.get(position)

    def group_at(self, position: int) -> Group | None:
        """The verb group whose verb is a word."""
        return self.verbs.get(position)

    def upwards(self, position: int) -> Iterator[int]:
        """A word and those above it in the tree."""
        seen: set[int] = set()
        while position >= 0 and position not in seen:
            seen.add(position)
            yield position
            position = self.words[position].head

    def conjuncts(self, piece: Chunk) -> list[Chunk]:
        """A noun phrase and those joined to it: "Egypt, Qatar and the United States"."""
        found = [piece]
        for i in range(piece.start, piece.end):
            for child in self.children[i]:
                if self.words[child].rel != "conj" or child < piece.end:
                    continue
                other = self.chunk_at(child)
                if other is not None and other not in found and not (other.temporal or other.pronoun):
                    found += [c for c in self.conjuncts(other) if c not in found]
        return sorted(found, key=lambda c: c.start)

    def complements(self, piece: Chunk) -> list[tuple[str, Chunk]]:
        """The prepositional phrases that hang on a noun phrase, in order: "of" Hajin, "by" the SDF."""
        found: list[tuple[str, Chunk]] = []
        for i in range(piece.start, piece.end):
            for child in self.children[i]:
                other = self.chunk_at(child) if child >= piece.end else None
                if other is None or self.words[child].rel not in ("nmod", "obl", "obl:agent", "dep"):
                    continue
                preposition = self.preposition(child)
                if preposition == "with" and self.words[other.start - 2].token.lower in EDGES:
                    continue  # "fighting near the border with Georgia"
                if preposition:
                    found += [(preposition, other), *self.complements(other)]
        after = self.chunk_at(piece.end + 1)
        if not found and after is not None and self.words[piece.end].token.lower == "of":
            found = [("of", after), *self.complements(after)]  # "of" hangs on what stands before it
        return sorted(found, key=lambda f: f[1].start)

    def compound_before(self, piece: Chunk) -> Chunk | None:
        """The name that is of a noun phrase and apart from it: "Islamic State (IS) fighters"."""
        if piece.start == 0 or self.words[piece.start - 1].token.text != ")":
            return None
        before = (c for c in self.children[piece.head] if c < piece.start and self.words[c].rel == "compound")
        return next((chunk for c in before if (chunk := self.chunk_at(c)) is not None), None)

    def undergoes(self, word: int, verbs: Set[str]) -> bool:
        """Whether one of some verbs is done to a word: nurses in "kidnapped nurses", "nurses were kidnapped"."""
        rel, head = self.words[word].rel, self.words[word].head
        return rel in ("obj", "nsubj:pass") and head >= 0 and self.words[head].lemma in verbs

    def has_happened(self, group: Group) -> bool:
        """Whether a verb is in the present perfect: "has killed"."""
        return group.perfect and group.start < group.head and self.words[group.start].token.lower in _HAS

    def preposition(self, word: int) -> str:
        """The preposition of a noun, the last word of one of several ("out of"); "" where it has none."""
        marks = [c for c in self.children[word] if self.words[c].rel == "case" and c < word]
        if not marks:
            return ""
        last = max(marks)
        return self.words[max([last, *(c for c in self.children[last] if self.words[c].rel == "fixed")])].token.lower

    def appositions(self, piece: Chunk) -> list[Chunk]:
        """The phrases that say again who a phrase is: "the group, Boko Haram, ..."."""
        found = []
        for i in range(piece.start, piece.end):
            for child in self.children[i]:
                other = self.chunk_at(child) if self.words[child].rel == "appos" else None
                if other is not None and other != piece:
                    found.append(other)
        return found
