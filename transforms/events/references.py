"""What a story has spoken of: the parties of its phrases, for words that point back to one of them.

Of the parties that fit in number and kind, the subject of a near clause is meant more often than what merely came last;
so candidates are weighed by distance, by part in the sentence and by how plainly they are named.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.coded import Party
from transforms.events.chunks import Chunk
from transforms.events.syntax import Parse
from transforms.events.tables import rows_of
from transforms.events.tagging import Word
from transforms.events.wordlists import status_words, word_list


@dataclass(frozen=True, slots=True)
class Reference:
    """A party as one noun phrase tells it. `definite` phrases ("the attackers") may point back."""

    party: Party
    kind: str
    named: bool
    plural: bool = False

    def under(self, surface: str, kind: str | None = None) -> Reference:
        """The same party under other words."""
        party = Party(**{**self.party.to_record(), "surface": surface})
        return Reference(party, kind or self.kind, self.named, self.plural)


@dataclass(frozen=True, slots=True)
class Told:
    """A phrase that told a party: where (`at` is its head word), as what, whether it means one person, or several.

    `verb` is the word that it depends on; `speaks` marks who only says something.
    """

    reference: Reference
    sentence: int
    at: int
    subject: bool
    person: bool
    plural: bool
    verb: int
    speaks: bool = False


#: How many sentences back a pronoun, and a noun such as "the group", reaches.
_PRONOUN_REACH = 2
_NOUN_REACH = 12
_SAYING = status_words("saying")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
_HE = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
POSSESSIVES = frozenset({"his", "her", "its", "their"})
#: Parties that "it" may mean, and those that "they" may mean though their names are singular.
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
        person = reference.kind == "person" or (head in _persons() and reference.kind != "actor")
        plural = reference.plural or reference.kind == "people" or (head.endswith("s") and not head.endswith("ss"))
        plural = reference.kind not in ("person", "state") and (plural or head in _PLURALS)
        subject = word.rel in _SUBJECTS
        speaks = subject and word.head >= 0 and parse.words[word.head].lemma in _SAYING
        new = Told(reference, sentence, piece.head, subject, person and not plural, plural, word.head, speaks)
        for at, known in enumerate(self.told):
            if (known.sentence, known.at) == (sentence, piece.head):
                self.told[at] = new
                return
        self.told.append(new)

    def pronoun(self, word: str, parse: Parse, piece: Chunk, key: int) -> Reference | None:
        """The party that a pronoun, or a possessive before a noun, stands for."""
        fits = _fit(word)
        if fits is None:
            return None
        here = parse.words[piece.start]
        clause = here.head if here.rel in ("obj", "iobj", "obl") else None

        def may_be(told: Told) -> bool:
            # "the rebels attacked them" is another party than the subject's
            same_clause = clause is not None and told.sentence == self._sentence(key) and told.verb == clause
            return fits(told) and not same_clause

        many = word in _THEY

        def weight(told: Told, distance: int) -> float:
            # whom something is done to is the subject of no clause around, but may be that of the sentence before
            subject = 1.0 if clause is None else -0.5 if distance == 0 else 0.3
            near = (0.02 if distance == 0 else -0.02) * told.at
            return subject * told.subject + 0.6 * (many and told.plural) + near

        return self._best(may_be, piece.start, key, _PRONOUN_REACH, weight)

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

        def may_be(told: Told) -> bool:
            named = told.reference.named and told.reference.kind == "actor"
            # of an earlier sentence rather than of the same, whose subject it is most often
            return (named or (described and told.sentence < self._sentence(key))) and _of(told, sectors)

        def weight(told: Told, distance: int) -> float:
            # of the two sides of a fight the subject is no likelier than the other
            near = 0.02 * told.at + 0.3 * told.subject - (1.5 if distance == 0 else 0.0)
            return near + favour.get(told.reference.party.actor_id or "", 0.0)

        return self._best(may_be, piece.start, key, _NOUN_REACH, weight)

    def _best(
        self,
        may_be: Callable[[Told], bool],
        start: int,
        key: int,
        reach: int,
        weigh: Callable[[Told, int], float],
    ) -> Reference | None:
        now = self._sentence(key)
        best: tuple[float, Told] | None = None
        for told in self.told:
            distance = now - told.sentence
            if not 0 <= distance <= reach or (distance == 0 and told.at >= start) or not may_be(told):
                continue
            weight = -1.2 * min(distance, 3) - 0.1 * distance + 0.6 * told.reference.named + weigh(told, distance)
            if best is None or weight >= best[0]:
                best = weight, told
        return best[1].reference if best else None

    def _sentence(self, key: int) -> int:
        return self.sentences.setdefault(key, len(self.sentences))


def _of(told: Told, sectors: Collection[str]) -> bool:
    return told.reference.party.sector in sectors


#: Words for the other side of a state's or an ally's fight.
HOSTILE = frozenset(
    {"militants", "extremists", "terrorists", "jihadists", "jihadis", "insurgents", "islamists", "gunmen"}
)


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


def _fit(word: str) -> Callable[[Told], bool] | None:
    """Which parties a pronoun may stand for, by number and kind."""
    if word in _HE:
        return lambda told: told.person
    if word in _THEY:
        return lambda told: told.plural or (told.reference.kind in ("actor", "force") and not told.person)
    if word in _IT:
        return lambda told: _is_body(told.reference) and not (told.person or told.plural)
    return None


def _is_body(reference: Reference) -> bool:
    """Whether "it" may mean a party: a state, a group, a force, an institution that is only described."""
    return reference.kind in _BODIES or (reference.kind == "described" and reference.party.sector in _INSTITUTIONS)


#: Sectors of institutions: "the broadcaster", "the hospital".
_INSTITUTIONS = frozenset({"JRN", "BUS", "PTY", "NGO", "IGO", "SOC", "LEG", "JUD", "GOV"})
#: Plurals without an s.
_PLURALS = frozenset({"people", "police", "troops", "men", "women", "children", "gunmen", "policemen", "tribesmen"})


@functools.cache
def _persons() -> frozenset[str]:
    return frozenset(_singulars()) | word_list("references_offices")


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
