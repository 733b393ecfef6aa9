"""The parties that a story names most: the two sides of its conflict, and the armed group it is about."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.coded import Party
from transforms.events.naming import state_party
from transforms.events.ontology import ARMED
from transforms.events.parties import PartyReader
from transforms.events.words import tokenize


def leading_sides(reader: PartyReader) -> list[Party]:
    """The two armed or state parties that the story names most, for "the two sides"."""
    parties: list[Party] = []
    for actor_id, _ in reader.groups.most_common(6):
        actor = reader.dictionary.actors.get(actor_id)
        if actor is not None and (actor.sector in ARMED or actor.sector == "GOV"):
            parties.append(reader.named(actor, actor.name).party)
    for code, count in reader.states.most_common(2):
        country = reader.dictionary.countries.get(code)
        if country is not None and count > 1:
            parties.append(state_party(country, country.name))
    return parties[:2]


def leading_group(reader: PartyReader, others: Sequence[str], surface: str) -> Party | None:
    """The named armed group that the story names most, but for those whose names stand in the phrases `others`."""
    words = [t.text for text in others for t in tokenize(text)]
    named = {m.name.actor.actor_id for m in reader.dictionary.find(words, reader.local) if m.name.actor}
    for actor_id, _ in reader.groups.most_common():
        actor = reader.dictionary.actors.get(actor_id)
        if actor is not None and actor.sector in ("REB", "ISM") and actor_id not in named:
            return reader.named(actor, surface).party
    return None
