"""A noun phrase as the reader of parties sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.grammar.tagging import Word
from transforms.events.ontology import ARMED
from transforms.events.parties.actors import NameMatch, NounSense
from transforms.events.parties.naming import FORMER
from transforms.events.parties.references import is_person, persons
from transforms.events.parties.told import Reference
from transforms.events.wordlists import word_list

#: Those who speak or act for whom they work.
_SPEAKING_FOR = word_list("parties_mouthpieces") | word_list("references_offices")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase to be read: where it stands, its words, the names in it and what its noun means."""

    parse: Parse
    piece: Chunk
    key: int
    depth: int
    #: Its noun, as it is written, and in lower case.
    text: str
    head: str
    words: Sequence[Word]
    low: Sequence[str]
    surface: str
    matches: Sequence[NameMatch]
    sense: NounSense | None
    sense_words: tuple[str, ...]

    @property
    def last_name(self) -> str:
        """The words of the last known name in it: "Costa Ricans"."""
        return " ".join(w.token.text for w in self.parse.words[self.matches[-1].start : self.matches[-1].end])

    @property
    def at(self) -> int:
        """Where in it its noun stands."""
        return self.piece.head - self.piece.start

    @property
    def plural(self) -> bool:
        return self.head.endswith("s")

    @property
    def definite(self) -> bool:
        """Whether it speaks of somebody known."""
        return self.low[0] in ("the", "those", "these", "his", "their", "its") or list(self.low) == ["others"]

    @property
    def bygone(self) -> bool:
        """Whether it speaks of what somebody was before: "a former commander"."""
        return not FORMER.isdisjoint(self.low)

    @property
    def armed(self) -> bool:
        """Whether its noun is one for people with arms."""
        return self.sense is not None and self.sense.sector in ARMED

    def once_of(self, match: NameMatch) -> bool:
        """Whether a person only was of a party that is named: "a former al Shabaab deputy"."""
        before = self.low[: max(0, match.start - self.piece.start)]
        return match.end <= self.piece.head and self.head in persons() and not FORMER.isdisjoint(before)

    def of_its_people(self, match: NameMatch) -> bool:
        """Whether it speaks of people who belong to a company that is named: "a Facebook employee"."""
        return match.end <= self.piece.head and is_person(self.head) and self.head not in _SPEAKING_FOR

    def citizen(self, country: str | None, sector: str) -> Reference:
        """The people that it speaks of by their noun: "rapper" of "a Mexican rapper"."""
        party = Party(name=self.head, surface=self.surface, country=country, sector=sector)
        return Reference(party, "described", named=False, plural=self.plural)


def covers(match: NameMatch, piece: Chunk) -> bool:
    """Whether a phrase is the inner part of a name: "Human Rights" of an observatory for them."""
    return match.start < piece.start and match.end > piece.head
