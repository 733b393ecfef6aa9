"""What a story has spoken of: the parties of its phrases, for words that point back to one of them.

Pronouns are resolved by learnt weights (`antecedents`); nouns such as "the group" by their sectors, distance and part
in the sentence: weights learnt for nouns found no more of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.grammar.tagging import Word
from transforms.events.ontology import ARMED
from transforms.events.parties.antecedents import HE, IT, THEY, Pronoun, meant, part_of
from transforms.events.parties.naming import FORMER, key_of
from transforms.events.parties.told import Reference, Told
from transforms.events.tables import rows_of
from transforms.events.wordlists import status_words, word_list

#: How many sentences back a pronoun, and a noun such as "the group", reaches.
_PRONOUN_REACH = 3
_NOUN_REACH = 12
_SAYING = status_words("saying")
#: How offices and ranks are cut short before a name.
_SHORT = {
    "gov.": "governor", "sen.": "senator", "gen.": "general", "col.": "colonel", "capt.": "captain", "sgt.": "sergeant",
    "lt.": "lieutenant", "maj.": "major", "rep.": "representative",
}  # fmt: skip
#: Parties that "it" may mean.
_BODIES = frozenset({"actor", "state", "force"})


@dataclass
class Memory:
    """The phrases of a story that told a party, in its order."""

    told: list[Told] = field(default_factory=list)
    sentences: dict[int, int] = field(default_factory=dict)

    def add(self, reference: Reference, parse: Parse, piece: Chunk, key: int) -> None:
        """Remembers what a phrase told; `key` is the start of its sentence. Read again, it is told once."""
        sentence = self._sentence(key)
        word = parse.words[piece.head]
        head = word.token.lower
        person = reference.kind == "person" or (head in persons() and reference.kind != "actor")
        plural = reference.plural or reference.kind == "people" or (head.endswith("s") and not head.endswith("ss"))
        plural = reference.kind not in ("person", "state") and (plural or head in _PLURALS)
        part, verb = part_of(parse, piece.head)
        speaks = part == "subject" and verb >= 0 and parse.words[verb].lemma in _SAYING
        bygone = _bygone(parse, piece)
        taken = parse.undergoes(piece.head, word_list("references_taking"))
        new = Told(reference, sentence, piece.head, part, person and not plural, plural, verb, speaks, bygone, taken)
        for at, known in enumerate(self.told):
            if known.at == piece.head and known.sentence == sentence:
                self.told[at] = new
                return
        self.told.append(new)

    def pronoun(self, word: str, parse: Parse, piece: Chunk, key: int) -> Reference | None:
        """The party that a pronoun, or a possessive before a noun, stands for."""
        if word not in HE | THEY | IT:
            return None
        candidates = [
            t
            for t in self._before(piece.start, key, _PRONOUN_REACH)
            if (word not in IT or _may_be_it(t))
            and not (word in HE and (t.plural or t.reference.kind in ("actor", "state")))  # "he" is no jail, no troops
        ]
        told = meant(Pronoun(word, parse, piece.start, self._sentence(key)), candidates)
        return told.reference if told is not None else None

    def holder(self, office: str) -> Reference | None:
        """The person last told of those who were told with an office before their name: "President Jane Roe"."""
        named = {
            key_of(t.reference.party)
            for t in self.told
            if t.reference.kind == "person" and _has_office(t.reference.party.surface, office)
        }
        found = (t.reference for t in reversed(self.told) if t.reference.kind == "person")
        return next((r for r in found if key_of(r.party) in named), None)

    def mention(self, actor_id: str) -> str:
        """The fullest words that the phrases read so far have for a party; "" where none tells it."""
        told = (t.reference.party for t in self.told)
        return max((p.surface for p in told if p.actor_id == actor_id), key=len, default="")

    def told_with(self, start: int) -> list[Party]:
        """The parties that the sentence tells in which a character of the story stands."""
        key = max((k for k in self.sentences if k <= start), default=-1)
        return [t.reference.party for t in self.told if t.sentence == self.sentences.get(key)]

    def beside(self, party: Party, key: int) -> list[Reference]:
        """Who was last told together with a party, in the same part of one clause: "the army and the rebels".

        Args:
            party: the one that "they" was found to mean.
            key: the start of the sentence of the pronoun.
        """
        who, now = key_of(party), self._sentence(key)
        told = [t for t in self.told if t.sentence <= now]
        last = next((t for t in reversed(told) if key_of(t.reference.party) == who), None)
        if last is None or last.verb < 0 or last.part not in ("subject", "object"):
            return []
        same = (t for t in told if (t.sentence, t.verb, t.part) == (last.sentence, last.verb, last.part))
        return [t.reference for t in same if key_of(t.reference.party) != who]

    def lately(self, key: int, reach: int = 2) -> list[Told]:
        """What the sentences just before told."""
        now = self._sentence(key)
        return [t for t in self.told if now - reach <= t.sentence < now]

    def noun(self, word: str, piece: Chunk, key: int, favour: Mapping[str, float]) -> Reference | None:
        """The party that a noun such as "the group" or "the kidnappers" points back to.

        Args:
            word: the noun.
            piece: its phrase.
            key: the start of its sentence.
            favour: what speaks for parties, by id, or against them.
        """
        sectors, described = _pointing().get(word, (frozenset(), False))
        if not sectors:
            return None

        now = self._sentence(key)

        def weight(told: Told) -> float:
            distance = now - told.sentence
            # of the two sides of a fight the subject is no likelier than the other; "the group" is seldom of the same
            # sentence, whose subject it is most often
            near = 0.02 * told.at + 0.3 * (told.part == "subject") - (1.5 if distance == 0 else 0.0)
            far = -1.2 * min(distance, 3) - 0.1 * distance + 0.6 * told.reference.named
            return near + far + favour.get(told.reference.party.actor_id or "", 0.0)

        candidates = [
            t
            for t in self._before(piece.start, key, _NOUN_REACH)
            if t.reference.party.sector in sectors
            and ((t.reference.named and t.reference.kind == "actor") or (described and t.sentence < now))
        ]
        best = max(enumerate(candidates), key=lambda c: (weight(c[1]), c[0]), default=None)
        return best[1].reference if best is not None else None

    def _before(self, start: int, key: int, reach: int) -> list[Told]:
        """What was told before a word of a sentence, up to so many sentences back, in the order of the text."""
        now = self._sentence(key)
        found = [t for t in self.told if now - reach <= t.sentence < now or (t.sentence == now and t.at < start)]
        return sorted(found, key=lambda t: (t.sentence, t.at))

    def _sentence(self, key: int) -> int:
        return self.sentences.setdefault(key, len(self.sentences))


#: Words for the other side of a state's or an ally's fight.
HOSTILE = frozenset(
    {"militants", "extremists", "terrorists", "jihadists", "jihadis", "insurgents", "islamists", "gunmen"}
)


def _has_office(surface: str, office: str) -> bool:
    """Whether an office stands in the words for somebody, and is not over: "Gov. Jane Roe", "Prime Minister Li"."""
    words = [_SHORT.get(w, w) for w in surface.lower().split()]
    return f" {office} " in f" {' '.join(words[:-1])} " and FORMER.isdisjoint(words)


def _bygone(parse: Parse, piece: Chunk) -> bool:
    """Whether a phrase says what somebody was: "a former leader", and the group in "a former leader of the group"."""
    above = parse.chunk_at(parse.words[piece.head].head) if parse.words[piece.head].rel == "nmod" else None
    before = (w for one in (piece, above) if one is not None for w in parse.words[one.start : one.head])
    return any(w.token.lower in FORMER for w in before)


def points_back(word: str) -> bool:
    """Whether a noun may point back to a party named before."""
    return word in _pointing()


def says_no_more(before: Sequence[Word]) -> bool:
    """Whether the words before a noun tell no other party than those told before: "the militant group"."""
    return all(w.tag in ("DT", "JJ", "CD", "PR", "RB") or w.token.lower in _KINDS_OF_GROUP for w in before) and not any(
        w.capital and w.token.lower not in _KINDS_OF_GROUP for w in before[1:]
    )


#: Words that say of a group what is known of it already.
_KINDS_OF_GROUP = word_list("parties_kinds_of_group")


def _may_be_it(told: Told) -> bool:
    """Whether "it" may mean a party; a name may end in -s: Hamas, the United Nations."""
    return _is_body(told.reference) and not told.person and (not told.plural or told.reference.kind == "actor")


def _is_body(reference: Reference) -> bool:
    """Whether "it" may mean a party: a state, a group, a force, an institution that is only described."""
    described = reference.kind in ("described", "people")  # "the militia", "an Iraqi militia"
    return reference.kind in _BODIES or (described and reference.party.sector in _INSTITUTIONS)


#: Sectors of institutions and forces: "the broadcaster", "the hospital", "the army", "the militia".
_INSTITUTIONS = (
    frozenset({"JRN", "BUS", "PTY", "NGO", "IGO", "SOC", "LEG", "JUD", "GOV", "LAB", "EDU", "MED", "REL", "CRM"})
    | ARMED
)
#: Plurals without an s.
_PLURALS = frozenset({"people", "police", "troops", "men", "women", "children", "gunmen", "policemen", "tribesmen"})


@functools.cache
def persons() -> frozenset[str]:
    return frozenset(_singulars()) | word_list("references_offices")


def is_person(word: str) -> bool:
    """Whether a noun means one person, or several: "rapper", "rappers"."""
    return word in persons() or word.removesuffix("s") in persons()


def _singulars() -> Iterator[str]:
    for row in rows_of("tolls_persons.tsv", ("singular", "plural")):
        if row["plural"] != "-":
            yield row["singular"]


@functools.cache
def _pointing() -> dict[str, tuple[frozenset[str], bool]]:
    table: dict[str, tuple[frozenset[str], bool]] = {}
    for row in rows_of("pointing_nouns.tsv", ("nouns", "sectors", "any")):
        for noun in row["nouns"].split():
            known = table.get(noun, (frozenset[str](), False))
            table[noun] = known[0] | frozenset(row["sectors"].split()), known[1] or bool(row["any"])
    return table
