"""The parties that the phrases of a story told."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.coded import Party


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

    `part` is what the phrase is in its clause and `verb` the word that it depends on; `speaks` marks who only says
    something, `bygone` what somebody was only before: "a former leader of the group", `taken` who is abducted or held.
    """

    reference: Reference
    sentence: int
    at: int
    part: str
    person: bool
    plural: bool
    verb: int
    speaks: bool = False
    bygone: bool = False
    taken: bool = False
