"""What the phrases of a sentence stand for: party, place, or a class of words; conditions of frames are judged here."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.events.frames.frame import Condition, Frame
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.ontology import ARMED, STATE
from transforms.events.parties.find import PartyReader, Reference
from transforms.events.places.mention import PlaceMention
from transforms.events.wordlists import word_list

_PARTITIVES = word_list("sense_partitives")
#: What was done to those who are hostages, whatever else they are called.
_KIDNAPPING = frozenset({"kidnap", "abduct"})


@dataclass
class SentenceView:
    """A parsed sentence with what its phrases mean.

    `key` is the sentence's start in the story (phrases are cached by it), `places` the place mentions in it.
    """

    parse: Parse
    key: int
    reader: PartyReader
    classes: dict[str, frozenset[str]]
    places: Sequence[PlaceMention]
    references: dict[tuple[int, int], Reference | None] = field(default_factory=dict)
    _phrases: dict[tuple[int, int, int], list[str]] = field(default_factory=dict)

    def reference(self, piece: Chunk) -> Reference | None:
        """The party a phrase stands for."""
        where = (piece.start, piece.end)
        if where not in self.references:
            self.references[where] = self.reader.read(self.parse, piece, self.key)
        return self.references[where]

    def read_all(self) -> None:
        """Reads the parties of all phrases in order, so that words that point back find the one before them."""
        for piece in self.parse.chunks:
            self.reference(piece)

    def place_in(self, piece: Chunk) -> PlaceMention | None:
        """The place that a phrase names as a place: not a people, not an organisation."""
        first = self.parse.words[piece.start].token.start
        last = self.parse.words[piece.end - 1].token.end
        for mention in reversed(self.places):
            if first <= mention.start and mention.end <= last and not mention.demonym and not mention.nested:
                return mention
        return None

    def names_place(self, piece: Chunk) -> bool:
        """Whether a phrase is a place: it ends in a name of one, or in a word for one."""
        mention = self.place_in(piece)
        if mention is not None:
            reference = self.reference(piece)
            if reference is not None and reference.kind == "person":
                return False  # Meng Wanzhou
        last = self.parse.words[piece.head].token
        if mention is not None and mention.end >= last.start and mention.start <= last.end:
            return True
        return self._in_words(piece, "place_noun")

    def phrase_words(self, piece: Chunk) -> list[str]:
        """The ends of a phrase up to its head, longest first: "riot police", "police"."""
        words = self.parse.words
        low = [w.token.lower for w in words[piece.start : piece.head + 1]]
        found = [" ".join(low[-size:]) for size in (3, 2, 1) if len(low) >= size]
        lemma = words[piece.head].lemma
        if words[piece.head].tag == "VB" and lemma and piece.end == piece.start + 1:
            found.append(lemma)
        if piece.end + 1 < len(words) and words[piece.end].token.lower == "of":
            found.append(f"{low[-1]} of {words[piece.end + 1].token.lower}")
        return found

    def is_office(self, piece: Chunk) -> bool:
        """Whether the noun of a phrase is that of an office or rank: "the leader", "a police chief"."""
        return self.parse.words[piece.head].token.lower in _OFFICES

    def _in_words(self, piece: Chunk, name: str) -> bool:
        words = self.classes.get(name)
        if words is None:
            return False
        where = (piece.start, piece.head, piece.end)
        phrase = self._phrases.get(where)
        if phrase is None:
            phrase = self._phrases[where] = self.phrase_words(piece)
        return not words.isdisjoint(phrase)

    def _kidnapped(self, piece: Chunk) -> bool:
        """Whether a clause says of a phrase that they were kidnapped: "freed a soldier who was kidnapped"."""
        clauses = (g for g in self.parse.groups if g.passive and g.lemma in _KIDNAPPING)
        return any(
            self.parse.words[g.head].rel in ("acl", "acl:relcl") and self.parse.words[g.head].head == piece.head
            for g in clauses
        )

    def _armed_group(self, piece: Chunk) -> bool:
        """Whether a phrase names an armed group, whatever it calls itself: Islamic State."""
        reference = self.reference(piece)
        return reference is not None and reference.kind == "actor" and reference.party.sector in ARMED - STATE

    def inner(self, piece: Chunk) -> list[Chunk]:
        """A phrase, and what it is a part or number of: "hundreds of civilians" is also the civilians."""
        found = [piece]
        if self.parse.words[piece.head].token.lower in _PARTITIVES or self.parse.words[piece.head].tag == "CD":
            found += [inner for preposition, inner in self.parse.complements(piece)[:1] if preposition == "of"]
        return found

    def is_a(self, piece: Chunk, name: str) -> bool:
        """Whether a phrase is of a class. A pronoun that points to nothing known may be of any that fits its form."""
        if piece.pronoun:
            return self._pronoun_is(piece, name)
        return self._is_a(piece, name) or any(self._is_a(one, name) for one in self.inner(piece)[1:])

    def surely_is(self, piece: Chunk, name: str) -> bool:
        """The same without what a pronoun only may be: "condemned it" is not ruled out since "it" may be a film."""
        return self._is_a(piece, name) if piece.pronoun else self.is_a(piece, name)

    def _pronoun_is(self, piece: Chunk, name: str) -> bool:
        word = self.parse.words[piece.start].token.lower
        if word.endswith(("self", "selves")) and self._in_words(piece, name):
            return True  # "hanged himself"
        if name in _COMPUTED:
            reference = self.reference(piece)
            return self._is_a(piece, name) if reference is not None else word in ("they", "them", "he", "she", "him")
        if word in ("he", "she", "him"):
            return name in _HUMAN
        return (word == "it" and name in _THINGS) or (word in ("them", "they") and name in _THINGS | _HUMAN)

    def _is_a(self, piece: Chunk, name: str) -> bool:
        if name == "place":
            return self.names_place(piece)
        if name == "name":
            head = self.parse.words[piece.head]
            return head.capital and head.tag == "NN" and self.reference(piece) is None
        if (self._in_words(piece, name) and not (name == "state" and self._armed_group(piece))) or (
            name == "hostage" and self._kidnapped(piece)
        ):
            return True
        if name not in _COMPUTED:
            return False
        reference = self.reference(piece)
        if reference is None:
            return False
        sector = reference.party.sector
        if name == "party":
            return reference.named or reference.kind in ("force", "actor", "state")
        if name == "person":
            return reference.kind == "person" or (reference.kind == "pronoun" and sector in ("GOV", "CVL", None))
        if name == "armed":
            return sector in ARMED
        if name == "state":
            return reference.kind == "state" or sector in ("GOV", "LEG", "MIL", "COP", "SPY")
        if name == "leader":
            return reference.kind == "person" and sector in ("GOV", "LEG", "OPP", "IGO", "EUR")
        if name in ("fighters", "rebel"):
            return sector in ("REB", "UAF", "PRM", "CRM", "ISM")
        if name == "police":
            return sector in ("COP", "SPY", "JUD")
        if name == "people":
            return reference.kind in ("person", "people") or sector in _CIVILIAN
        if name == "court":
            return sector == "JUD"
        if name == "un":
            return sector == "UNO"
        if name == "igo":
            return sector in ("IGO", "UNO", "EUR", "IMG")
        if name == "protesters":
            return sector == "OPP" and reference.kind == "described"
        return sector is not None and sector.lower() == name

    @functools.cached_property
    def all_words(self) -> set[str]:
        """Words, lemmas and pairs of words of the sentence, for X: conditions."""
        return self.words_between(0, len(self.parse.words))

    def words_between(self, start: int, end: int) -> set[str]:
        """Words, lemmas and pairs of words of a stretch of the sentence, for C: conditions."""
        found: set[str] = set()
        words = self.parse.words[start:end]
        for i, word in enumerate(words):
            found.add(word.token.lower)
            if word.lemma:
                found.add(word.lemma)
            if i + 1 < len(words):
                found.add(word.token.lower + " " + words[i + 1].token.lower)
        return found


_COMPUTED = word_list("sense_computed") | {
    s.lower() for s in ("REB", "PTY", "OPP", "UAF", "CRM", "CVL", "EDU", "JRN", "LAB", "MED", "REF", "REL", "SOC")
}

#: Offices, ranks and what else people with a name are called.
_OFFICES = word_list("references_offices")
#: Sectors of people who are no party to a fight.
_CIVILIAN = frozenset({"CVL", "EDU", "LAB", "JRN", "MED", "REL", "REF", "AGR"})
_THINGS = word_list("sense_things")
_HUMAN = word_list("sense_human")

#: How many things must stand in a slot, by the sign for it.
_LEAST = {"+": 1, "++": 2}

Slots = dict[str, list[Chunk]]


def effective(frame: Frame, slots: Slots) -> Slots:
    """The slots as a frame sees them: the object of "walk into" stands after into."""
    last = frame.words[-1]
    if len(frame.words) > 1 and last in slots and "O" not in slots:
        return {**slots, "O": slots[last]}
    return slots


def holds(frame: Frame, slots: Slots, view: SentenceView, clause: tuple[int, int]) -> bool:
    """Whether all conditions of a frame hold for what stands in its slots."""
    slots = effective(frame, slots)
    return all(_one(condition, slots, view, clause) for condition in frame.when)


def failing(frame: Frame, slots: Slots, view: SentenceView, clause: tuple[int, int]) -> int | None:
    """How many conditions of a frame do not hold; None where one of them is that something must not be there."""
    slots = effective(frame, slots)
    failed = [c for c in frame.when if not _one(c, slots, view, clause)]
    return None if any(c.negated for c in failed) else len(failed)


def _one(condition: Condition, slots: Slots, view: SentenceView, clause: tuple[int, int]) -> bool:
    for slot in condition.slots:
        if slot in ("C", "X"):
            words = view.words_between(*clause) if slot == "C" else view.all_words
            found = any(not words.isdisjoint(view.classes.get(name, frozenset())) for name in condition.classes) or any(
                name in _COMPUTED and _phrase_in(view, name) for name in condition.classes
            )
        elif slot == "A":
            found = any(view.is_a(piece, name) for piece in slots.get("S", []) for name in condition.classes)
        else:
            pieces = slots.get(slot, [])
            found = _stands(pieces, condition, view)
        if found:
            return not condition.negated
    return condition.negated


def _phrase_in(view: SentenceView, name: str) -> bool:
    return any(view.is_a(piece, name) for piece in view.parse.chunks if not piece.pronoun)


def _stands(pieces: list[Chunk], condition: Condition, view: SentenceView) -> bool:
    is_a = view.surely_is if condition.negated else view.is_a
    for name in condition.classes:
        if name == "-":
            if not pieces:
                return True
        elif name in _LEAST:
            if len(pieces) >= _LEAST[name]:
                return True
        elif any(is_a(piece, name) for piece in pieces):
            return True
    return False
