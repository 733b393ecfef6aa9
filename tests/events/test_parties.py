"""Noun phrases become parties: named, built from a state, described, or pointing back."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.coded import Party
from tests.events.reports import told as told_events
from transforms.events.coder import CoderResources
from transforms.events.parties.find import PartyReader
from transforms.events.parties.naming import surface_of
from transforms.events.sentences import split_sentences

RESOURCES = CoderResources.load()


def phrases(text: str, year: int = 2018) -> list[tuple[str, Party]]:
    """The phrases of a text that are parties, as the text has them, in order."""
    reader = PartyReader(RESOURCES.actors, text, year)
    found = []
    for start, end in split_sentences(text, 0, len(text)):
        parsed = RESOURCES.parse(text[start:end], start)
        for piece in parsed.chunks:
            reference = reader.read(parsed, piece, start)
            if reference is not None:
                found.append((surface_of(parsed, piece), reference.party))
    return found


def parties(text: str, year: int = 2018) -> list[Party]:
    """The parties of a text in order."""
    return [party for _, party in phrases(text, year)]


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("ISIS fighters withdrew.", "Islamic State", None, "REB"),
        ("Daesh attacked.", "Islamic State", None, "REB"),
        ("Turkish forces attacked.", "Military of Turkey", "TR", "MIL"),
        ("Iraqi police attacked.", "Police of Iraq", "IQ", "COP"),
        ("Kenyan troops attacked.", "Military of Kenya", "KE", "MIL"),
        ("The Syrian government attacked.", "Government of Syria", "SY", "GOV"),
        ("Ankara reacted.", "Turkey", "TR", "GOV"),
        ("The U.S.-led coalition attacked.", "US-led coalition", None, "IMG"),
        ("Hundreds of civilians fled.", "civilians", None, "CVL"),
        ("Gunmen attacked.", "gunmen", None, "UAF"),
        ("A Syrian Democratic Forces fighter ran.", "Syrian Democratic Forces", "SY", "REB"),
    ],
)
def test_a_phrase_is_a_party(text: str, name: str, country: str | None, sector: str) -> None:
    party = parties(text)[0]
    assert (party.name, party.country, party.sector) == (name, country, sector)


def test_the_surface_is_what_the_text_has() -> None:
    assert parties("Some 40 Turkish soldiers attacked.")[0].surface == "Turkish soldiers"


def test_words_that_point_back_find_the_group() -> None:
    found = parties("Boko Haram attacked a village. The militants burned houses. They fled.", 2015)
    assert [p.name for p in found if p.sector == "REB"] == ["Boko Haram", "Boko Haram", "Boko Haram"]


def test_an_acronym_in_brackets_names_its_group_later() -> None:
    found = parties("The Blue River Front (BRF) attacked. The BRF fled.")
    assert {p.name for p in found} == {"Blue River Front"}


def test_a_surname_counts_only_in_office_or_beside_the_full_name() -> None:
    assert not any(p.name == "Park Geun-hye" for p in parties("Park scored twice."))
    assert any(p.name == "Park Geun-hye" for p in parties("Park spoke. South Korea listened.", 2015))


def test_an_ambiguous_acronym_means_the_group_of_the_country_named() -> None:
    assert parties("Fighters of the RSF fired on protesters in Sudan.", 2019)[0].name.startswith("Rapid Support Forces")


def told(text: str, words: str, year: int = 2018) -> Party | None:
    """The last party whose phrase reads so."""
    return next((p for phrase, p in reversed(phrases(text, year)) if phrase == words), None)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Boko Haram burned a village near Maiduguri. Its fighters fled.", "fighters", "Boko Haram"),
        ("Hezbollah fired rockets at Israeli troops. The group said so.", "group", "Hezbollah"),
        ("The army shelled the camp of M23 in Congo. The rebels withdrew.", "rebels", "M23"),
        ("Turkey sent warplanes. Its forces struck at dawn.", "forces", "Military of Turkey"),
        ("Muammar Gaddafi fled Libya's capital. He was seen in Sirte.", "He", "Muammar Gaddafi"),
        ("Amnesty International left India. It paid its staff.", "It", "Amnesty International"),
        ("Protesters met the minister. They shouted.", "They", "protesters"),
        ("Five masked kidnappers stormed a school. The kidnappers fled.", "kidnappers", "kidnappers"),
    ],
)
def test_words_point_back_to_the_party_that_fits(text: str, words: str, name: str) -> None:
    party = told(text, words)
    assert party is not None
    assert party.name == name


def test_militants_are_the_other_side_and_not_the_backed_one() -> None:
    text = (
        "U.S.-backed Syrian Democratic Forces captured Hajin from ISIS gunmen. "
        "The Syrian Democratic Forces advanced on Friday. The militants fought back."
    )
    party = told(text, "militants")
    assert party is not None
    assert party.name == "Islamic State"


@pytest.mark.parametrize(
    "text", ["Crowds gathered in New York.", "They met in Tel Aviv.", "A bomb went off at Government House."]
)
def test_names_of_places_are_no_people(text: str) -> None:
    assert not any(p.name in ("New York", "Tel Aviv", "Government House") for p in parties(text))


def test_an_organisation_that_no_dictionary_has_is_a_party() -> None:
    found = parties("Strikers of the National Dockers Union blocked the port of Durban.")
    assert ("National Dockers Union", "LAB") in {(p.name, p.sector) for p in found}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Russian shells hit the market.", "Russia", "RU"),
        ("Boko Haram's camp burned.", "Boko Haram", "NG"),
        ("Ukraine's power grid failed.", "Ukraine", "UA"),
    ],
)
def test_the_owner_of_a_thing_is_known(text: str, name: str, country: str) -> None:
    reader = PartyReader(RESOURCES.actors, text, 2023)
    parsed = RESOURCES.parse(text)
    piece = parsed.chunks[0]
    owner = reader.owner(parsed, piece, 0)
    assert reader.read(parsed, piece, 0) is None
    assert owner is not None
    assert (owner.party.name, owner.party.country) == (name, country)


def test_the_un_peacekeepers_of_a_story_are_those_of_its_mission() -> None:
    found = parties("MINUSMA lost two men in Mali. U.N. peacekeepers returned fire.", 2016)
    assert {p.name for p in found if p.sector == "UNO"} == {"UN Stabilization Mission in Mali"}


def test_a_bare_surname_is_that_of_the_person_named_in_full() -> None:
    text = (
        "Sri Lankan President Gotabaya Rajapaksa fled to the Maldives on Wednesday. "
        "Protesters in Colombo demanded on Wednesday that Rajapaksa resign."
    )
    published = dt.datetime(2022, 7, 14, tzinfo=dt.UTC)
    named = {p.actor_id for e in told_events(text, published=published) for p in e.coded.recipients if p.actor_id}
    assert "mahinda-rajapaksa" not in named


def test_the_kingdom_is_the_state_that_the_report_names() -> None:
    text = "Saudi Arabia on Saturday admitted that a journalist died. The kingdom arrested 18 Saudis on Saturday."
    (arrest,) = [e.coded for e in told_events(text) if e.coded.event_type == "COERCE"]
    assert [p.name for p in arrest.actors] == ["Saudi Arabia"]


def test_warplanes_of_the_coalition_are_the_coalitions() -> None:
    text = "The Saudi-led coalition accused Iran on Monday. Coalition warplanes struck Houthi posts in Sanaa on Sunday."
    (raid,) = [e.coded for e in told_events(text) if e.coded.event_type == "ASSAULT"]
    assert [p.name for p in raid.actors] == ["Saudi-led coalition"]
