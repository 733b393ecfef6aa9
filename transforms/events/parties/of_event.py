"""Who the parties of an event are: those that its tellings name, and those that the story lets readers know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.coded import Party
from transforms.events.candidate import ASSERTED, IN_SENTENCE, INHERITED, Candidate, Where
from transforms.events.merging.within import GENERIC, Cluster
from transforms.events.parties.counted import counted_victims
from transforms.events.parties.culprits import implied_actors
from transforms.events.parties.find import PartyReader
from transforms.events.parties.naming import key_of, state_party
from transforms.events.parties.opponents import anybody, implied_recipients, meant_as_well, residents
from transforms.events.parties.sides import leading_sides, same_side, sides_of, takes_part
from transforms.events.tolls import TollMention
from transforms.events.why import Clue

#: Types whose parties readers know without being told, and how sure the event heads must be of them: "more than 300
#: were arrested", "the borders have been closed", "a general strike shut the banks".
_IMPLIED = frozenset({"COERCE", "PROTEST", "AID"})
_PLAIN = 0.85
#: Modes of protests in which people die.
_OF_CROWDS = frozenset({"demo", "riot"})
#: Kinds of fights whose sides are those of the story where nobody is named.
_OF_SIDES = frozenset({"clash", "violence", "ceasefire"})
#: Kinds of what strangers do in a country.
_ABROAD = frozenset({"visit", "withdraw"})
#: Kinds of help, which goes to somebody; those that name whom they help otherwise.
_HELP = frozenset({"aid", "aid_military", "peacekeeping"})
#: Sectors of those whose promises are to the state that a report is about.
_GIVING = frozenset({"GOV", "LEG", "IGO", "EUR", "UNO"})
#: Types and modes of what parties do with each other, where their frame says so or they stand on two sides.
_WITH_EACH_OTHER = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})

Sides = tuple[list[Party], list[Party]]


@dataclass(frozen=True, slots=True)
class EventParties:
    """The parties of an event, and how those came about that no telling names.

    Attributes:
        actors: who does it.
        recipients: to whom.
        victims: recipients that only the tolls name.
        done_by: how actors were found that nobody names; "" where they are named.
        done_to: how recipients were found.
    """

    actors: list[Party]
    recipients: list[Party]
    victims: list[Party]
    done_by: str = ""
    done_to: str = ""

    def clues(self) -> Iterator[Clue]:
        """What gave the parties that no telling names."""
        if self.done_to:
            yield from (Clue("recipient", p.name, self.done_to) for p in self.recipients if p not in self.victims)
        yield from (Clue("recipient", p.name, "counted in the text") for p in self.victims)
        if self.done_by:
            yield from (Clue("actor", p.name, self.done_by) for p in self.actors)


def named_sides(known: Cluster, reader: PartyReader, clusters: Sequence[Cluster]) -> Sides:
    """The actors and recipients that the tellings of an event name; of fights without names those of the story.

    Those are sides that take part in something that the story, whose events `clusters` are, tells.
    """
    actors, recipients = sides_of(known)
    if known.best.kind not in _OF_SIDES or actors or recipients:
        return actors, recipients
    sides = [s for s in leading_sides(reader) if takes_part(s, reader, clusters)]
    return (sides, []) if known.best.kind == "ceasefire" else (sides[:1], sides[1:])


def says_enough(known: Cluster, sides: Sides, where: Where | None) -> bool:
    """Whether tellings say who or where, or else what nobody needs to be told more of."""
    actors, recipients = sides
    if actors or recipients or (where is not None and where.rank > INHERITED):
        return True
    best = known.best
    plain = max(t.sure for t in known.tellings if t.strength <= known.strength) >= _PLAIN
    if plain and known.strength == ASSERTED and best.frame.event_type in _IMPLIED:
        return True
    counted = any(t.tolls for t in known.tellings)
    if best.frame.event_type == "PROTEST":
        return counted and best.frame.mode in _OF_CROWDS
    return best.frame.event_type == "ASSAULT" and (counted or (known.strength == ASSERTED and best.kind not in GENERIC))


def event_parties(
    known: Cluster, sides: Sides, tolls: Sequence[TollMention], where: Where | None, reader: PartyReader,
    clusters: Sequence[Cluster], told: Sequence[Candidate],
) -> EventParties:  # fmt: skip
    """The parties of an event: named, counted by its tolls, implied by the story."""
    actors, recipients = _with_each_other(known, *sides)
    attack = known.best.frame.event_type == "ASSAULT"
    victims = counted_victims(tolls, actors, recipients, reader) if attack else []
    recipients = [*recipients, *victims]
    done_by = done_to = ""
    if not actors:
        actors, done_by = implied_actors(known, recipients, where, reader, clusters, told)
    if all(p in victims or not (p.actor_id or p.sector) for p in recipients):
        implied, done_to = implied_recipients(known, actors, recipients, where, reader, clusters)
        recipients = [*recipients, *implied]
    if not recipients and attack:
        recipients = victims = anybody(tolls)
    if not recipients:
        recipients = _hosts(known, actors, where, reader)
        done_to = "the country that it is in" if recipients else done_to
    if not recipients and known.best.kind == "border":
        recipients = _neighbours(actors, reader)
        done_to = "the other state at the border" if recipients else done_to
    alone = len({p.country for p in actors}) == 1
    promised = known.best.frame.event_type == "AGREE" and alone and all(p.sector in _GIVING for p in actors)
    if not recipients and (promised or known.best.kind in _HELP):
        recipients = _helped(actors, where, reader)
        done_to = "who is helped where it is" if recipients else done_to
    recipients = [*recipients, *meant_as_well(known, recipients, clusters)]
    return EventParties(actors, recipients, victims, done_by, done_to)


def _with_each_other(known: Cluster, actors: list[Party], recipients: list[Party]) -> Sides:
    """Who meets, agrees or works with whom, where all are named together: "Kenya and Uganda signed a pact"."""
    frame = known.best.frame
    mutual = frame.event_type in _WITH_EACH_OTHER and "AR" in frame.roles.values()
    exchanged = frame.mode == "release" and "AR" in frame.roles.values()
    given = recipients if exchanged and not any(p.actor_id for p in recipients) else []
    together_told = mutual or exchanged or frame.mode == "ceasefire"
    if not actors or (recipients and not given) or not together_told:
        return actors, recipients
    together = [*actors, *(p for t in known.tellings if t.frame.event_type == frame.event_type for p in t.actors)]
    others = [
        p
        for p in {key_of(p): p for p in together}.values()
        if not (same_side(p, actors[0]) or key_of(p) == key_of(actors[0]))
    ]
    named = {key_of(p) for p in others}
    return ([p for p in actors if key_of(p) not in named], [*others, *given]) if others else (actors, recipients)


def _neighbours(actors: Sequence[Party], reader: PartyReader) -> list[Party]:
    """The other of the two states that a report names most, where one of them shuts its border."""
    states = [code for code, count in reader.states.most_common(2) if count > 1]
    acting = {p.country for p in actors}
    other = [code for code in states if code not in acting]
    country = reader.dictionary.countries.get(other[0]) if len(states) == 2 and len(other) == 1 else None
    return [state_party(country, country.name)] if country is not None else []


def _helped(actors: Sequence[Party], where: Where | None, reader: PartyReader) -> list[Party]:
    """Whom help goes to that names nobody: the state where it arrives, else the one that the report is about.

    What nobody is told to bring goes to those who live where it arrives.
    """
    named = where is not None and where.rank >= IN_SENTENCE
    givers = {p.country for p in actors}
    if not actors:
        return [residents(where)] if where is not None and named else []
    there = reader.dictionary.countries.get((where.place.country if where is not None and named else None) or "")
    for country in (there, reader.focus):
        if country is not None and country.code not in givers:
            return [state_party(country, country.name)]
    return []


def _hosts(known: Cluster, actors: Sequence[Party], where: Where | None, reader: PartyReader) -> list[Party]:
    """Whose country it is that strangers visit or leave: "a U.S. delegation visited Riyadh"."""
    if known.best.kind not in _ABROAD or where is None or where.rank < IN_SENTENCE:
        return []
    country = reader.dictionary.countries.get(where.place.country or "")
    strangers = {p.country for p in actors}
    if country is None or not strangers or not strangers.isdisjoint({None, country.code}):
        return []
    return [state_party(country, where.place.surface or where.place.name)]
