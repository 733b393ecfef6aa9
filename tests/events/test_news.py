"""What of a report is its news, whose it is, and when it was."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events import reports
from transforms.events.assembling import CodedEvent

PUBLISHED = dt.datetime(2018, 12, 14, 18, tzinfo=dt.UTC)
_OTHERWISE = ("CONSULT", "ACCUSE/disapprove")
LEAD = "The Syrian Democratic Forces captured Hajin on Friday.\n\nThe army of Syria shelled Idlib on Thursday.\n\n"


def told(text: str, title: str | None = None) -> list[CodedEvent]:
    return reports.told(text, title, published=PUBLISHED)


def rules(text: str, title: str | None = None) -> set[str]:
    return {event.rule.partition(" ")[0] for event in told(text, title)}


@pytest.mark.parametrize(
    "count",
    [
        (
            "Since the offensive opened on Sept. 10, 922 Islamic State militants, 539 SDF fighters and 324 civilians "
            "have been killed, the Observatory said."
        ),
        (
            "The Observatory, which follows the war from Britain, counted 922 dead among ISIS fighters, 539 among the "
            "SDF and 324 among civilians since the operation began on Sept. 10."
        ),
        (
            "It brought the number of dead since the start of the campaign on Sept. 10 to 922 Islamic State fighters, "
            "539 members of the SDF and 324 civilians."
        ),
    ],
)
def test_a_toll_of_a_period_is_an_event_by_side(count: str) -> None:
    events = [e for e in told(LEAD + count, "SDF takes Hajin") if e.coded.date_start == dt.date(2018, 9, 10)]
    assert len(events) == 1
    coded = events[0].coded
    assert coded.fatalities_best == 922 + 539 + 324
    assert {t.best for t in coded.tolls} == {922, 539, 324}
    assert [p.name for p in coded.actors] == ["Syrian Democratic Forces"]
    assert coded.place is not None
    assert coded.place.country == "SY"


def test_deaths_inside_the_words_that_open_a_period_are_another_event() -> None:
    text = "Security in Kabul has been tightened since a bomber killed more than 50 people on Nov. 20."
    assert not any("toll of a period" in e.rule for e in told(text))


def test_driving_the_holders_out_is_part_of_taking_a_town() -> None:
    events = told("The SDF captured Hajin on Friday, driving the Islamic State group out of the last town it held.")
    assert len(events) == 1
    assert [p.name for p in events[0].coded.recipients] == ["Islamic State"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Warplanes of the U.S.-led coalition bombed Hajin on Friday.", "US-led coalition"),
        (
            "Kurdish-led troops stormed Hajin in Syria on Friday. The SDF fought for months.",
            "Syrian Democratic Forces",
        ),
        ("Soldiers from Chad attacked Damasak on Friday.", "Military of Chad"),
    ],
)
def test_whose_a_force_is(text: str, name: str) -> None:
    assert name in [p.name for p in told(text)[0].coded.actors]


@pytest.mark.parametrize(
    "background",
    [
        "Two militias, which fight alongside Malian troops, patrol the region.",
        "The man had been convicted 27 times.",
        "About 14,000 soldiers are stationed in Afghanistan.",
        "In April gunmen killed 40 people in Menaka.",
        "Herders have fought with farmers all year.",
        "France has been struck by a series of attacks since 2015, when gunmen killed 130 people in Paris.",
        "Rebels have attacked the army in Jolo since 2014.",
    ],
)
def test_background_in_the_body_is_no_event(background: str) -> None:
    body = LEAD + "The streets of Hajin were calm.\n\nShops were open.\n\n" + background
    assert rules(body, "SDF takes Hajin") == rules(LEAD, "SDF takes Hajin")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("The United States condemned the attacks.", "ACCUSE/disapprove"),
        ("Governor Peter Ipatas pleaded with Australia for help.", "REQUEST/assist"),
        ("The army has ruled out talks with the militants.", "REJECT/meet"),
    ],
)
def test_words_of_a_party_in_the_body_are_events(words: str, rule: str) -> None:
    body = LEAD + "The streets of Hajin were calm.\n\nShops were open.\n\n" + words
    assert rules(body, "SDF takes Hajin") - rules(LEAD, "SDF takes Hajin") == {rule}


@pytest.mark.parametrize(
    "known",
    [
        "The Red Cross did not say who had fired the mortar rounds at Erbil.",
        "In Nairobi on Friday the presidents met under a deal that a Kenyan court had demanded of Haiti.",
        "The State Department on Friday called the events of July a coup.",
        "Prime Minister Narendra Modi told a rally in Jhansi on Friday that the roads would be mended.",
        "The soldiers who toppled the president of Niger met the press on Friday.",
    ],
)
def test_what_a_sentence_takes_as_known_is_no_event(known: str) -> None:
    found = rules(LEAD + "The streets of Hajin were calm.\n\n" + known, "SDF takes Hajin")
    assert {r for r in found - rules(LEAD, "SDF takes Hajin") if not r.startswith(_OTHERWISE)} == set()


def test_words_that_open_a_quotation_are_less_sure() -> None:
    (said,) = told('"It was dark," a resident said after soldiers attacked the village of Hajin on Friday.')
    (plain,) = told("It was dark, a resident said after soldiers attacked the village of Hajin on Friday.")
    assert said.coded.confidence < plain.coded.confidence


def test_what_the_news_is_dated_by_has_its_own_day() -> None:
    text = "Exports stopped on Friday, two days after gunmen attacked the port of Misrata."
    (event,) = [e for e in told(text) if e.coded.event_type == "ASSAULT"]
    assert event.coded.date_start == dt.date(2018, 12, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Part of an overpass fell on two of the coaches in Ankara on Friday.",
        "Thousands joined funeral processions in Pulwama on Friday.",
        "Workers at the railway in Germany ended their strike on Friday.",
        "The decision to clear the area of what he called terrorists had been taken.",
    ],
)
def test_words_of_war_that_tell_no_attack(text: str) -> None:
    assert "ASSAULT" not in {r.partition("/")[0] for r in rules(text)}


def test_workers_strike_is_a_protest() -> None:
    assert "PROTEST/strike" in rules("Railway workers in Germany went on strike on Monday.")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomb went off in Baghdad.\n\nWest of the city, in Khaldiya, gunmen dragged a contractor out.", "Khaldiya"),
        ("In Nairobi's Mathareni, police fired tear gas at protesters in Kenya on Tuesday.", "Nairobi"),
        ("A van parked near St. Anthony's Shrine in Colombo blew up on Monday, killing two people.", "Colombo"),
    ],
)
def test_where_it_happened(text: str, place: str) -> None:
    event = [e for e in told(text) if e.coded.event_type == "ASSAULT"][-1]
    assert event.coded.place is not None
    assert event.coded.place.name == place


def test_a_party_is_no_place() -> None:
    text = (
        "ELN strike leaves Colombia behind closed shutters\n\nCUCUTA, Colombia, Feb 17 - The ELN attacked a patrol on "
        "Saturday in Colombia."
    )
    assert {e.coded.place.name for e in told(text) if e.coded.place} <= {"Cúcuta", "Colombia"}


def test_a_storm_kills_nobody_although_looters_are_told_of() -> None:
    text = (
        "ST JOHN'S, Antigua — Hurricane Irma has killed at least 14 people in the Leeward Islands, with winds of 285 "
        "km an hour.\n\nBarbuda was struck on Wednesday. Floods followed the storm. Residents told of gangs that "
        "plundered shops, and boats brought soldiers and water after the storm. Eight are dead on St Martin."
    )
    assert all(e.coded.event_type != "ASSAULT" for e in told(text))


def test_the_life_of_somebody_who_died_in_bed_is_no_news() -> None:
    text = (
        "Commodore Angus Rennie, who has died at the age of 91, was born in Pictou in 1920, the son of a miner. He was "
        "arrested at 16 for stealing a boat. In Korea he shelled trains. He retired in 1970 and led a march against "
        "the closure of the ferry.\n\nHis second wife survives him. The funeral will be held on Friday."
    )
    assert told(text, "Obituary: Commodore Angus Rennie") == []


def test_who_is_killed_may_have_a_life() -> None:
    text = (
        "A commander of the rebels was killed in a drone strike near Goma on Friday, the army said. Colonel Michel "
        "Rukunda, who was born in Rutshuru, the son of a teacher, led attacks on soldiers. Militants fired at troops "
        "in Sake after his death."
    )
    assert any(e.coded.event_type == "ASSAULT" for e in told(text, "Drone strike kills rebel colonel near Goma"))


def test_what_a_participle_adds_is_the_same_attack() -> None:
    text = (
        "The militants of Boko Haram drove into Baga at first light on Friday, firing rocket-propelled grenades, and "
        "overran the headquarters of the army."
    )
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 1


def test_crowds_of_other_people_are_other_protests() -> None:
    text = (
        "Several hundred pupils staged a sit-in outside their school in Nairobi on Friday, chanting slogans.\n\nAt "
        "lunchtime more than a thousand office workers marched through Nairobi in silence."
    )
    protests = [e for e in told(text) if e.coded.event_type == "PROTEST"]
    assert [e.coded.actors[0].name for e in protests] == ["pupils", "office workers"]


def test_the_bodies_told_before_are_no_new_dead() -> None:
    text = (
        "Soldiers shot dead two leaders of the Maute group in Marawi on Friday.\n\nOfficials in Manila want tests on "
        "the two bodies by Friday."
    )
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A landslide blocked the highway at Dasu on Friday, and the crowd of waiting drivers grew to 2,000.",
        "Two trains exploded at Ryongchon on Friday, injuring hundreds; officials spoke of an accident.",
        "The rebels of Macedonia have agreed to nothing so far, diplomats said on Friday.",
    ],
)
def test_nobody_did_that(text: str) -> None:
    assert told(text) == []
