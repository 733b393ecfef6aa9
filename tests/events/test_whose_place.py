"""Which place a name is and whose: by the region it stands in, rebels, people's names; and what states only aim at."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def places(text: str) -> list[tuple[str, str | None]]:
    """Names and countries of the places of the events."""
    return [(e.coded.place.name, e.coded.place.country) for e in told(text) if e.coded.place is not None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen killed 12 people in Boni, Mali, on Monday.", ("Boni", "ML")),
        ("Militiamen killed 14 people in Bule, Ituri, on Monday.", ("Bule", "CD")),
        ("Militiamen killed 17 people in Mbeya, in Congo's Ituri province, on Sunday.", ("Mbeya", "CD")),
        ("Israeli troops shot dead a protester in Beita, in the West Bank, on Friday.", ("Beita", "PS")),
        ("Gunmen killed five people in Riyom Local Government Area of Plateau State on Monday.", ("Riyom", "NG")),
        ("Twelve people were killed in shelling by the RSF on the Karari district of Omdurman.", ("Omdurman", "SD")),
    ],
)
def test_a_town_lies_in_the_region_that_is_named_with_it(text: str, place: tuple[str, str]) -> None:
    assert places(text) == [place]


def test_places_in_a_row_are_a_list() -> None:
    assert places("Bombs killed nine people in Kunduz, Kabul and Herat on Monday.")[0][1] == "AF"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ambazonian fighters burned down a school in Bali on Sunday.", "CM"),
        ("M23 rebels attacked Sake on Monday.", "CD"),
        ("Rebels loyal to Riek Machar attacked Nasir on Saturday.", "SS"),
        ("Al Shabaab militants attacked a Ugandan base in Bulamarer on Friday.", "SO"),
        ("M23 rebels and Rwandan troops shelled army positions near Kavumu on Friday.", "CD"),
    ],
)
def test_rebels_fight_in_their_state(text: str, country: str) -> None:
    assert {code for _, code in places(text)} == {country}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Cubans protested in Santiago on Sunday.", ("Santiago de Cuba", "CU")),
        ("Chileans protested in Santiago on Sunday.", ("Santiago", "CL")),
        ("Police used water cannon on crowds in Male on Friday.", ("Male", "MV")),
        ("Protesters blocked a road in the northern English town of Southport on Tuesday.", ("Southport", "GB")),
    ],
)
def test_a_short_name_is_that_of_the_state_in_question(text: str, place: tuple[str, str]) -> None:
    assert set(places(text)) == {place}


def test_the_language_of_a_text_is_no_place() -> None:
    text = "Gunmen killed a teacher in Buea on Monday, a court said in English."
    assert places(text) == [("Buea", "CM")]


@pytest.mark.parametrize(
    "text",
    [
        "Attorney General Merrick Garland accused Russia of war crimes on Friday.",
        "Interpol issued a red notice for Isabel dos Santos on Friday.",
        "Vladimir Kara-Murza began a hunger strike on Monday.",
        "Workers at Samsung went on strike on Monday.",
        "The United States deported 238 members of the Tren de Aragua gang on Sunday.",
        "The U.S. imposed sanctions on leaders of the Sinaloa cartel on Wednesday.",
        "Libya's Government of National Unity launched drone strikes on smugglers on Saturday.",
    ],
)
def test_a_part_of_a_name_is_no_place(text: str) -> None:
    names = {name for name, _ in places(text)}
    assert names.isdisjoint({"Garland", "Santos", "Vladimir", "Samseung", "Aragua", "Sinaloa", "Unity"})


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Polish border guards fired tear gas at migrants on the border with Belarus on Tuesday.", "PL"),
        ("Norwegian police charged a man with spying for Russia on Monday.", "NO"),
        ("Nicaragua expelled 222 prisoners to the United States on Thursday.", "NI"),
        ("Thousands of Czechs rallied on Sunday against the government's support for Ukraine.", "CZ"),
    ],
)
def test_what_a_state_is_aimed_at_is_not_done_there(text: str, country: str) -> None:
    assert places(text)[0][1] == country


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Doctors across India went on strike on Saturday over the murder of a medic in Kolkata.", ("India", "IN")),
        ("Thousands marched in Dhaka on Friday over the killing of a student in Rajshahi.", ("Dhaka", "BD")),
    ],
)
def test_where_the_reason_lies_is_not_where_people_protest(text: str, place: tuple[str, str]) -> None:
    (protest,) = [e.coded for e in told(text) if e.coded.event_type == "PROTEST"]
    assert protest.place is not None
    assert (protest.place.name, protest.place.country) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Gunmen burned a school in Mpondwe on Friday and fled towards Congo's Virunga park with six pupils.",
            "Mpondwe",
        ),
        ("Gunmen burned a school on Friday and fled towards Congo's Virunga park with six pupils.", None),
        ("The father of Liverpool footballer Luis Diaz was freed by ELN guerrillas on Thursday.", None),
    ],
)
def test_where_the_guilty_flee_and_whose_player_it_is_say_nothing(text: str, place: str | None) -> None:
    assert {name for name, _ in places(text)} == ({place} if place else set())
