"""The dictionary of actors that ships: whole, no name that could mean two, quiet where a name means a thing."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

import pytest

from transforms.events.parties.actors import ACTOR_FILES, Actor, ActorDictionary, Name, slug
from transforms.events.parties.story_names import StoryNames

DICTIONARY = ActorDictionary.load()


def names() -> list[Name]:
    return [name for group in DICTIONARY.names.values() for name in group if name.actor is not None]


def overlap(one: Actor, other: Actor) -> bool:
    always = ((0, 9999),)
    return any(a <= d and c <= b for (a, b), (c, d) in itertools.product(one.terms or always, other.terms or always))


def believed(text: str, year: int = 2018) -> set[str]:
    """The parties that a story's names mean."""
    reader = StoryNames(DICTIONARY, text, year)
    return {*reader.groups, *reader.known}


def test_it_names_actors_of_all_regions() -> None:
    assert len(ACTOR_FILES) == 6
    assert len(DICTIONARY.actors) >= 1500
    countries = Counter(actor.country for actor in DICTIONARY.actors.values())
    assert sum(1 for c, n in countries.items() if c and n >= 3) >= 100
    sectors = Counter(actor.sector for actor in DICTIONARY.actors.values())
    assert all(sectors[s] >= 20 for s in ("GOV", "MIL", "COP", "REB", "PRM", "PTY", "CRM", "IGO", "NGO", "OPP", "SOC"))


def test_a_name_of_two_actors_can_be_told_apart_by_country_or_year() -> None:
    owners: dict[tuple[str, ...], dict[str, Actor]] = defaultdict(dict)
    for name in names():
        assert name.actor is not None
        owners[name.words][name.actor.actor_id] = name.actor
    clashes = [
        (" ".join(words), one.name, other.name)
        for words, actors in owners.items()
        for one, other in itertools.combinations(actors.values(), 2)
        if not (one.country and other.country and one.country != other.country) and overlap(one, other)
    ]
    assert clashes == []


def test_no_name_of_an_actor_is_the_name_of_a_state() -> None:
    states = {n.words for group in DICTIONARY.names.values() for n in group if n.country is not None}
    assert [n.words for n in names() if n.words in states] == []


def test_who_belongs_to_another_belongs_to_one_that_is_there() -> None:
    known = {*DICTIONARY.actors, *(slug(c.name) for c in DICTIONARY.countries.values())}
    assert [a.name for a in DICTIONARY.actors.values() if a.parent and a.parent not in known] == []


def test_a_person_has_a_state_or_a_party_to_belong_to() -> None:
    homeless = [a.name for a in DICTIONARY.actors.values() if a.person and not (a.country or a.parent)]
    assert len(homeless) < 10


@pytest.mark.parametrize(
    "text",
    [
        "Solidarity with the victims was shown at the memorial in Vienna.",
        "The Tigers beat the Rangers in the final.",
        "The Front of the house collapsed.",
        "Labour costs rose, and the Conservatives of the orchestra kept quiet.",
        "Oil was found below the Sea of Azov and in the Gulf of Mexico.",
        "Verdi is played tonight. Vox is Latin.",
        "Rice and Brown won the doubles; Park was third.",
        "An Amnesty for tax debtors was announced.",
    ],
)
def test_ordinary_words_and_places_name_no_actor(text: str) -> None:
    assert believed(text) == set()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Labour will vote against it, the British party said.", "labour-party-united-kingdom"),
        ("Fighters of the Tamil Tigers fled. The Tigers lost ten men.", "liberation-tigers-of-tamil-eelam"),
        ("In Tunisia Ansar al-Sharia was banned.", "ansar-al-sharia-tunisia"),
        ("In Libya Ansar al-Sharia was bombed.", "ansar-al-sharia-libya"),
        ("The PPP lost seats in Pakistan.", "pakistan-people-s-party"),
        ("The PPP lost seats in Guyana.", "people-s-progressive-party"),
    ],
)
def test_context_tells_whom_a_name_means(text: str, actor: str) -> None:
    assert actor in believed(text, 2008)


def test_acronyms_of_several_name_nobody_without_their_country() -> None:
    assert believed("The PPP lost seats.") == set()


@pytest.mark.parametrize(("year", "sector"), [(2006, "GOV"), (2013, "OPP"), (2024, "GOV")])
def test_a_term_of_office_tells_the_sector(year: int, sector: str) -> None:
    assert DICTIONARY.actors["luiz-inacio-lula-da-silva"].sector_in(year) == sector


def test_former_officials_are_elites() -> None:
    assert DICTIONARY.actors["angela-merkel"].sector_in(2024) == "ELI"
