"""Tolls as the news gives them, point by point, and which of the events of a story each belongs to."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.events.assembling import CodedEvent
from transforms.events.coder import CoderResources, code_story
from transforms.events.separate import separate
from transforms.events.story import Story
from transforms.events.tolls import Bounds, Effect, find_tolls, total


@pytest.fixture(scope="module")
def resources() -> CoderResources:
    return CoderResources.load()


def of(*sentences: str) -> dict[Effect, Bounds]:
    """What a text tells of one event."""
    return total([t for sentence in sentences for t in find_tolls(sentence)])


def exactly(number: int) -> Bounds:
    return Bounds(number, number, number)


@pytest.mark.parametrize(
    ("sentences", "tolls"),
    [
        (["Nine dockers were killed."], {"killed": exactly(9)}),
        (["A shell hit the bakery, killing at least nine."], {"killed": Bounds(9, 9, None)}),
        (["12 dead, 30 wounded in market blast"], {"killed": exactly(12), "injured": exactly(30)}),
        (["The bomb killed 11 people.", "The toll later rose to 17."], {"killed": Bounds(11, 17, 17)}),
        (
            ["Gunmen killed 19 people.", "An earlier statement had put the toll at seven."],
            {"killed": Bounds(7, 19, 19)},
        ),
        (["An earlier statement had put the toll at seven."], {"killed": exactly(7)}),
        (["More than 12 herders were killed."], {"killed": Bounds(13, 13, None)}),
        (["Over 30 herders were killed."], {"killed": Bounds(31, 31, None)}),
        (["Up to 40 herders were killed."], {"killed": Bounds(1, 40, 40)}),
        (["Between 30 and 40 herders were killed."], {"killed": Bounds(30, 30, 40)}),
        (["Tens of herders were killed."], {"killed": Bounds(10, 10, 99)}),
        (["Dozens of herders were killed."], {"killed": Bounds(12, 12, 99)}),
        (["Scores of herders were killed."], {"killed": Bounds(20, 20, 99)}),
        (["Hundreds of herders were killed."], {"killed": Bounds(100, 100, 999)}),
        (["Twenty-three herders were killed."], {"killed": exactly(23)}),
        (["Fourteen herders, including five children, were killed."], {"killed": exactly(14)}),
        (["Fourteen herders, five of them children, were killed."], {"killed": exactly(14)}),
        (["The monitor said 92 rebels, 53 soldiers and 24 civilians were killed."], {"killed": exactly(169)}),
        (["Nine sailors were killed.", "Another two sailors were killed later."], {"killed": exactly(11)}),
        (["Nine sailors were killed.", "Two more died in hospital."], {"killed": exactly(11)}),
        (["Four sailors were killed.", "A fifth sailor died in hospital."], {"killed": exactly(5)}),
        (["The vote was due in 2009; dozens died in marches against the delay."], {}),
        (["The group took the mine in 2009; on Friday 12 miners died in an attack."], {"killed": exactly(12)}),
        (["Soldiers opened fire, killing two herders, a human rights group said."], {"killed": exactly(2)}),
        (["The blast wounded six herders, a cook and a farmers union official said."], {"injured": exactly(6)}),
        (["A third man has died of wounds suffered in the bombing."], {"killed": exactly(3)}),
        (["The second victim of the stabbing died in hospital.", "One dancer was killed on the spot."],
         {"killed": exactly(2)}),
        (["Ten dancers were killed.", "A tenth victim died of her injuries."], {"killed": exactly(10)}),
        (["Ten rebels were killed.", "A second soldier succumbed to his wounds."], {"killed": exactly(11)}),
        (["A third man was shot dead by the police."], {"killed": exactly(1)}),
        (["Nine rebels were killed, the army said.", "Three rebels were killed, their chief said."],
         {"killed": Bounds(3, 3, 9)}),
        (["The drone missed and there were no casualties."], {"killed": exactly(0), "injured": exactly(0)}),
        (["Nobody was killed."], {"killed": exactly(0)}),
        (
            ["Rebels killed nine policemen and wounded five.", "Six rebels were also killed and ten wounded."],
            {"killed": exactly(15), "injured": exactly(15)},
        ),
        (["A soldier and his bodyguard were killed."], {"killed": exactly(2)}),
        (["A father and two sons were killed."], {"killed": exactly(3)}),
        (["A family of five was killed."], {"killed": exactly(5)}),
        (["Gunmen killed a teacher, his wife and their three children."], {"killed": exactly(5)}),
        (["Fourteen policemen were blown to bits."], {"killed": exactly(14)}),
        (["A 24-year-old soldier lost his life to a sniper."], {"killed": exactly(1)}),
        (["The bodies of six men were found in a well."], {"killed": exactly(6)}),
        (["Gunmen cut the throats of three traders."], {"killed": exactly(3)}),
        (["A bomber killed himself and six others."], {"killed": exactly(7)}),
        (["Raiders killed two guards, wounded three and abducted 40 pupils; 300 families fled their homes.",
          "Nine people are missing."],
         {"killed": exactly(2), "injured": exactly(3), "captured": exactly(40), "displaced": exactly(300),
          "missing": exactly(9)}),
        (["The shells killed and injured 29 villagers."], {"injured": Bounds(0, None, 29)}),
        (["The rebels have 2,000 fighters in a town of 15,000 people."], {}),
        (["The commander, 43, has led 60 men since March 2."], {}),
        (["Two priests killed two years ago were honoured."], {}),
    ],
)  # fmt: skip
def test_what_a_text_tells_of_one_event(sentences: list[str], tolls: dict[Effect, Bounds]) -> None:
    found = of(*sentences)
    assert {effect: found[effect] for effect in tolls} == tolls
    assert bool(found) == bool(tolls)


FAR = (
    "The toll of riots that broke out on Sunday, when a man whom a crowd took for a thief and held an hour in front "
    "of the mosque was handed to the police, reached 275."
)


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("Seven more members of the Armed Police Force were hurt.", [("injured", 7)]),
        ("Twenty people, most of them boys under 13, were killed.", [("killed", 20)]),
        ("Nine men, seven of them claimed by factions and one a boy of 15, were killed.", [("killed", 9)]),
        ("Ten people, of whom three were children, were killed.", [("killed", 10)]),
        ("The other 20 aboard, of whom four suffered burns, took to a lifeboat.", [("injured", 4)]),
        ("Fourteen officers, all from the Third Brigade, and two clerks were killed.", [("killed", 14), ("killed", 2)]),
        ("Three arms dumps were blown up.", []),
        (FAR, [("killed", 275)]),
        ("Soldiers combed the hills, killing, they said, five insurgents.", [("killed", 5)]),
        ("One was shot dead and five were shot and wounded.", [("killed", 1), ("injured", 5)]),
    ],
)  # fmt: skip
def test_whom_a_sentence_counts(sentence: str, tolls: list[tuple[str, int]]) -> None:
    assert [(t.effect, t.best) for t in find_tolls(sentence) if not t.part_of] == tolls


def coded(resources: CoderResources, title: str | None, text: str, published: str = "2022-05-06") -> list[CodedEvent]:
    at = dt.datetime.fromisoformat(published).replace(tzinfo=dt.UTC)
    return code_story(Story(article_id="x", title=title, text=text, published_at=at), resources)


def tolls_by_place(events: list[CodedEvent]) -> dict[str | None, tuple[int | None, int | None]]:
    """Killed and injured of the assaults, by place."""
    return {
        e.coded.place.name if e.coded.place else None: (e.coded.fatalities_best, e.coded.injuries_best)
        for e in events
        if e.coded.event_type == "ASSAULT"
    }


def test_a_count_goes_to_the_attack_of_its_paragraph(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Rebels shelled Kherson on Thursday and a bridge was blown up there in the night.\n\n"
        "A Russian missile struck a block of flats in Mykolaiv on Thursday. The mayor on Friday put the dead at seven, "
        "and two people were in hospital.",
    )
    assert tolls_by_place(events)["Mykolayiv"] == (7, 2)


def test_a_count_before_its_attack_belongs_to_it(resources: CoderResources) -> None:
    events = coded(
        resources,
        "What happened in Culiacan",
        "Eight people died, by the count that the minister gave on Friday. Sixteen people were wounded.\n\n"
        "It began on Thursday afternoon when gunmen of the Sinaloa Cartel ambushed a patrol in Culiacan.",
    )
    assert [(e.coded.fatalities_best, e.coded.injuries_best) for e in events if e.coded.event_type == "ASSAULT"] == [
        (8, 16)
    ]


def test_the_same_number_of_dead_at_one_place_is_one_event(resources: CoderResources) -> None:
    events = coded(
        resources,
        "Militiamen kill at least 45 in raid on Bunia camp",
        "By the time the sun rose on Thursday, at least 45 people lay dead in the camp at Bunia, aid workers said.",
    )
    assert [e.coded.fatalities_best for e in events if e.coded.event_type == "ASSAULT"] == [45]


def test_other_dead_at_another_place_are_another_event(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Gunmen raided shops in Mosul on Thursday. Eight people were killed in Mosul, the mayor said, and two "
        "policemen were murdered in Kirkuk.",
    )
    tolls = tolls_by_place(events)
    assert tolls["Mosul"][0] == 8
    assert tolls["Kirkuk"][0] == 2


def test_nobody_harmed_in_two_attacks_of_a_sentence(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Militants fired rockets from Gaza on Thursday, and Israeli jets bombed a workshop in Rafah. There were no "
        "injuries on either side.",
    )
    found = [e.coded for e in events if e.coded.event_type == "ASSAULT"]
    assert len(found) == 2
    assert {(c.fatalities_best, c.injuries_best) for c in found} == {(0, 0)}


def test_a_noun_that_counts_its_dead_is_news(resources: CoderResources) -> None:
    (event,) = coded(
        resources, "At least 49 dead in Enga ambush", "Police found 49 bodies near Wapenamanda on Thursday."
    )
    assert (event.coded.event_type, event.coded.fatalities_best) == ("ASSAULT", 49)


def test_a_running_toll_is_an_event_of_its_own(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Israeli aircraft bombed a house in Rafah on Thursday, killing three people. More than 23,000 Palestinians "
        "have been killed since the war began on March 7, the health ministry said.",
    )
    tolls = {(str(e.coded.date_start), e.coded.fatalities_best) for e in events if e.coded.event_type == "ASSAULT"}
    assert tolls == {("2022-05-05", 3), ("2022-03-07", 23_000)}


def test_what_attackers_claim_only_widens_the_bounds(resources: CoderResources) -> None:
    (event,) = coded(
        resources,
        None,
        "Three policemen were killed on Thursday when a bomb hit their vehicle near el-Arish. Islamic State claimed "
        "the attack and said it had killed seven.",
    )
    assert (event.coded.fatalities_low, event.coded.fatalities_best, event.coded.fatalities_high) == (3, 3, 7)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("In a separate attack, two men were shot in Kano.", True),
        ("Elsewhere in the province, shells hit a school.", True),
        ("Separately, a bomb went off in Kano.", True),
        ("Two men were shot in a separate incident in Kano.", True),
        ("In the attack two men were shot.", False),
        ("In another sign of unease, shops stayed shut.", True),
    ],
)
def test_a_sentence_says_when_it_tells_of_something_else(sentence: str, says: bool) -> None:
    assert separate(sentence) is says


def test_a_separate_attack_is_an_event_of_its_own(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Gunmen attacked a village near Jos on Thursday and killed 20 people.\n\n"
        "In a separate incident on Thursday, gunmen killed four people on a road near Jos.",
    )
    assert sorted(e.coded.fatalities_best or 0 for e in events if e.coded.event_type == "ASSAULT") == [4, 20]


def test_the_toll_of_a_town_is_not_that_of_the_country(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Security forces opened fire on protests across Myanmar on Thursday, leaving at least 38 people dead, the U.N. "
        "envoy said. In Monywa, seven people were killed, local media reported.",
    )
    tolls = {e.coded.fatalities_best for e in events if e.coded.event_type == "ASSAULT"}
    assert 38 in tolls


def test_a_church_of_rome_is_no_history(resources: CoderResources) -> None:
    (event,) = coded(
        resources,
        "Blast in Jolo",
        "Two bombs exploded outside a Roman Catholic cathedral on the island of Jolo on Thursday, killing at least 20 "
        "people and wounding more than 100, security officials said.",
    )
    assert (event.coded.fatalities_best, event.coded.injuries_best) == (20, 100)


def test_an_update_of_the_toll_belongs_to_the_attack_it_counts(resources: CoderResources) -> None:
    events = coded(
        resources,
        "Militiamen kill at least 45 in raid on Bunia camp",
        "Militiamen raided a camp at Bunia on Thursday and killed at least 45 people, aid workers said.\n\n"
        "The chief of the area put the toll at 46 and said several of the eight injured were in a bad way.",
    )
    tolls = {(e.coded.fatalities_best, e.coded.injuries_best) for e in events if e.coded.event_type == "ASSAULT"}
    assert tolls == {(46, 8)}


def test_the_injured_of_a_day_are_not_those_of_one_shot(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Thousands of protesters marched through Hong Kong on Thursday and burned barricades. A policeman shot a "
        "student in the chest in Tsuen Wan. Hospitals took in 104 injured.",
    )
    shot = [e.coded.injuries_best for e in events if e.coded.event_type == "ASSAULT"]
    assert 104 not in shot


def test_a_report_in_capitals_is_read(resources: CoderResources) -> None:
    events = coded(
        resources,
        "CAR BOMB KILLS NINE IN MOSUL",
        "MOSUL -- A CAR BOMB EXPLODED IN MOSUL ON THURSDAY, KILLING NINE PEOPLE AND WOUNDING 14, POLICE SAID. IT CAME "
        "THREE DAYS AFTER GUNMEN ATTACKED A POLICE POST IN KIRKUK.",
    )
    found = [e.coded for e in events if e.coded.event_type == "ASSAULT"]
    assert (9, 14) in {(c.fatalities_best, c.injuries_best) for c in found}


ANSWERED = [
    "Troops shelled Kherson on Thursday in reprisal for the killing of four sentries.",
    "Troops shelled Kherson on Thursday to avenge last week's murder of four sentries.",
    "Troops shelled Kherson on Thursday, days after the killing of four sentries.",
    "Dockers marched in Kherson on Thursday over the deaths of four sentries.",
    "Dockers marched in Kherson on Thursday in protest at the shooting of four sentries.",
]


@pytest.mark.parametrize("sentence", ANSWERED)
def test_the_dead_that_something_answers_are_not_its_own(resources: CoderResources, sentence: str) -> None:
    found = [e.coded for e in coded(resources, None, sentence)]
    answers = [c for c in found if c.event_type == "PROTEST" or c.event_mode == "heavy-weapons"]
    assert [(c.fatalities_best, c.event_mode != "heavy-weapons" or not c.recipients) for c in answers] == [(None, True)]


def test_a_killing_and_what_followed_it_are_two_events(resources: CoderResources) -> None:
    text = "Rebels killed two guards in Kherson on Thursday, days after the killing of three pickets in a gunfight."
    dead = sorted(e.coded.fatalities_best or 0 for e in coded(resources, None, text))
    assert dead == [2, 3]


@pytest.mark.parametrize(
    ("sentence", "background"),
    [
        ("A crowd burned tyres over the killing of two cooks.", True),
        ("Three men are accused of the brutal murder of two cooks.", True),
        ("The army admitted the killing of two cooks.", False),
        ("The shelling and the death of two cooks shocked the port.", False),
        ("After the truce, police told of the murder of two cooks.", False),
    ],
)
def test_what_a_killing_is_told_as_the_reason_for(sentence: str, background: bool) -> None:
    (toll,) = find_tolls(sentence)
    assert (toll.best, toll.background) == (2, background)


def test_a_count_in_a_headline_of_a_protest_is_that_of_the_attack_on_it(resources: CoderResources) -> None:
    events = coded(
        resources,
        "Hondurans protest at the port, dozens wounded",
        "Soldiers shot and wounded 31 people during a protest at the port of La Ceiba in Honduras on Friday.\n\n"
        "The crowd burned tyres and threw stones at the gates.",
    )
    assert {e.coded.event_type: e.coded.injuries_best for e in events} == {"ASSAULT": 31, "PROTEST": None}


def test_the_dead_of_a_battle_that_a_shooting_followed_are_its_own(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Soldiers in Colombia fired into a crowd in Tibu on Thursday, killing six villagers.\n\n"
        "The shooting followed a gunfight in which the army killed three rebels. One soldier lost his life.",
    )
    assert sorted(e.coded.fatalities_best or 0 for e in events if e.coded.event_type == "ASSAULT") == [4, 6]


def test_the_wounded_are_those_of_the_killing_and_not_of_the_fire(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Gunmen killed at least 21 herders in two camps near Gao in Mali on Thursday, the mayor said.\n\n"
        "The tents were burned. Those who escaped walked to Gao, where a clinic took in six wounded.",
    )
    assert {(e.coded.fatalities_best, e.coded.injuries_best) for e in events if e.coded.event_mode != "destroy"} == {
        (21, 6)
    }


def test_what_remains_so_is_nobody_dead(resources: CoderResources) -> None:
    events = coded(
        resources,
        None,
        "Fighting in Kaya in Burkina Faso drove hundreds of families from their homes on Thursday. Access to villages "
        "north of Kaya remains impossible because of the fighting.",
    )
    assert all(e.coded.fatalities_best is None for e in events)
