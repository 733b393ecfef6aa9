"""States as places: capitals that stand for their governments, and what a state and its people do at home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schemas.coded import Party
from transforms.events.candidate import INHERITED, Candidate, Where
from transforms.events.ontology import TYPES
from transforms.events.places.cues import cues
from transforms.events.places.gazetteer import Candidate as Reading
from transforms.events.places.mention import PlaceMention
from transforms.events.places.placing import LOCATIVE
from transforms.events.places.resolve import ResolvedPlace, place_of
from transforms.events.places.siting import CAPITAL
from transforms.events.wordlists import word_list

#: What lies in the town that is named before it, also as its own ("Kabul's airport"), and what only stands there.
_HOUSES = word_list("scene_houses")
_OFFICES = word_list("scene_offices")
#: Where people of a state are who are not at home.
_AWAY = word_list("states_away")
#: Types of what states do at home, and sectors that do it.
_OF_STATES = frozenset({"SANCTION", "COERCE", "MOBILIZE", "SUPPORT", "CONCEDE"})
_GOVERNING = frozenset({"GOV", "LEG", "JUD"})
#: Sectors of bodies that act where they sit, and types of what they decide there.
_SITTING = frozenset({"LEG", "JUD"})
_DECIDED = frozenset({"SANCTION", "ACCUSE", "REJECT", "AGREE", "SUPPORT", "THREATEN", "REQUEST", "MOBILIZE", "CONCEDE"})
#: Kinds of what anybody does in his own state, soldiers too, where no place is named.
_AT_HOME = frozenset({"coup", "curfew", "emergency", "resign", "dismiss", "dissolve", "pardon", "protest_ban"})


def stands_for_state(mention: PlaceMention, text: str, capitals: frozenset[str]) -> bool:
    """As in "punish Islamabad": a capital that no preposition places anything in stands for its government."""
    if mention.surface not in capitals or mention.dateline:
        return False
    if CAPITAL.search(text[max(0, mention.start - 30) : mention.start]):
        return False
    following = text[mention.end : mention.end + 40].lower()
    if not _HOUSES.isdisjoint(following.split()[:2]):
        return False  # "in a Nairobi hotel", "a Kabul conference hall"
    if following.startswith(" ") and not _OFFICES.isdisjoint(following.split()[:1]):
        return False  # "the Khartoum bureau of a broadcaster"
    before = text[max(0, mention.start - 40) : mention.start].lower().split()
    while before and before[-1] in cues()["directions"]:
        before.pop()  # "in northern Nairobi"
    return not before or before[-1] not in LOCATIVE


def abroad(sentence: str) -> bool:
    """Whether a sentence speaks of people away from their state: "protested outside the embassy"."""
    return not _AWAY.isdisjoint(word.strip(".,;:").lower() for word in sentence.split())


def acting(candidate: Candidate, there: Where | None) -> Party | None:
    """One of a state who acts at home, where that is elsewhere than the place that a sentence would take over.

    What Peru decrees is no event of the town in Ecuador that the report is about; and "Danish police detained two" of a
    report that names no place is one of Denmark.
    """
    first = candidate.actors[0] if candidate.actors else None
    if first is None or first.country is None or not _named(first):
        return None
    if any(a.country not in (None, first.country) for a in candidate.actors):
        return None
    if there is not None:
        elsewhere = there.rank <= INHERITED and there.place.country != first.country
        return first if elsewhere and _governs(candidate, first) else None
    own = first.sector == "COP" or candidate.frame.event_type == "PROTEST" or candidate.kind in _AT_HOME
    return first if own or _governs(candidate, first) else None


def _governs(candidate: Candidate, party: Party) -> bool:
    """Whether a government, a court or a parliament does what those do at home."""
    event_type = candidate.frame.event_type
    return party.sector in _GOVERNING and (event_type in _OF_STATES or TYPES[event_type].quad_class == 3)


def sitting(candidate: Candidate) -> str | None:
    """The state of the parliament or the court that speaks or decides, where its words name another place.

    What the parliament of Denmark votes is done there: "voted to withdraw the troops from Mali".
    """
    where, decided = candidate.where, candidate.frame.event_type in _DECIDED
    countries = {a.country for a in candidate.actors if a.sector in _SITTING}
    if where is None or not decided or len(countries) != 1 or len(countries) != len(candidate.actors):
        return None
    country = countries.pop()
    return country if where.place.country not in (None, country) else None


def state(country: str, places: Sequence[ResolvedPlace]) -> Where | None:
    """A state that a report names, as the place of what it does."""
    for resolved in places:
        place = resolved.place
        if place is not None and place.precision == "country" and place.country == country:
            return Where(place, INHERITED, "the state that acts", resolved.mention.surface)
    return None


def state_of(party: Party, places: Sequence[ResolvedPlace], countries: Mapping[str, Reading]) -> Where | None:
    """The state of somebody, whether a report names it or only him: Russia of "Putin"."""
    reading = countries.get(party.country or "")
    named = state(party.country or "", places)
    if named is not None or reading is None:
        return named
    mention = PlaceMention(start=0, end=0, surface=party.surface)
    place = place_of(reading, mention, reading.lat, reading.lon)
    return Where(place, INHERITED, "the state that acts", party.surface)


def _named(party: Party) -> bool:
    """Whether the text names a party: "Peru", "the German chancellor", not "the governor" or "Police"."""
    return party.name != party.surface.lower() and any(
        word[:1].isupper() for word in party.surface.removeprefix("The ").split()
    )
