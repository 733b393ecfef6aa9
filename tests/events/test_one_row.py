"""What reports of real life say beside the news: wars as a whole, deeds known before, and days counted from others."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.coded import Party
from tests.events.reports import told
from transforms.events.candidate import Candidate
from transforms.events.parties.likeness import same_person
from transforms.events.tolls import find_tolls
from transforms.events.tolls.casualties import KILLED
from transforms.events.tolls.same_dead import SAME, same_dead

_LONG = (
    "A court in Bogota convicted two men on Tuesday. They belonged to a group of rebels. They will be in prison for "
    "years. Their lawyer called it unfair. The minister said that it was over.\n\n"
)


@pytest.mark.parametrize(
    "war",
    [
        "The envoy called it a conflict which has cost El Salvador more than 70,000 lives.",
        "The war, which has killed 45,000 people, is in its fifth year.",
        "The army has murdered 80,000 people, the bishop said.",
    ],
)
def test_the_dead_of_a_whole_war_are_none_of_an_attack(war: str) -> None:
    events = told(f"Soldiers killed two farmers in Usulutan on Tuesday. {war}")
    assert {e.coded.fatalities_best for e in events if e.coded.event_type == "ASSAULT"} == {2}


@pytest.mark.parametrize(
    "known",
    [
        "They are implicated in the murder of six priests.",
        "Prosecutors tied the men to the killing of a senator.",
        "They are charged with the murder of six priests.",
        "They were charged on Monday in the killings of two priests.",
        "Prosecutors charged a fourth man on Monday with killing Luis Welch.",
    ],
)
def test_a_deed_that_only_says_whom_it_is_laid_to_is_known_before(known: str) -> None:
    events = told(f"Police arrested three officers in San Salvador on Tuesday. {known}")
    assert not [e for e in events if e.coded.event_type == "ASSAULT"]


def test_a_deed_with_a_day_of_its_own_is_news_whomever_it_is_laid_to() -> None:
    events = told("The police said that those who were responsible for Tuesday's attack on a bus in Bogota had fled.")
    (attack,) = (e.coded for e in events if e.coded.event_type == "ASSAULT")
    assert attack.date_start == dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    "summed",
    [
        "The group has killed several people and has carried out various bomb attacks in Guatemala.",
        "Dozens have been killed in clashes in the region.",
        "Rebels have attacked a number of barracks in Guatemala.",
    ],
)
def test_what_is_summed_up_until_now_is_no_event_of_the_day(summed: str) -> None:
    assert {e.coded.event_type for e in told(_LONG + summed)} == {"SANCTION"}


def test_a_number_of_people_killed_is_an_event_also_in_the_perfect() -> None:
    events = told(_LONG + "Rebels have killed three people in Guatemala.")
    assert [e.coded.fatalities_best for e in events if e.coded.event_type == "ASSAULT"] == [3]


def test_the_day_before_is_counted_from_the_day_that_its_sentence_names() -> None:
    text = (
        "Police on Tuesday arrested two men after a bomb had exploded at a church in Cairo the day before. "
        "At least 25 people were killed."
    )
    (blast,) = (e.coded for e in told(text) if e.coded.event_type == "ASSAULT")
    assert blast.date_start == blast.date_end == dt.date(2024, 3, 11)


def test_a_word_on_the_attack_gives_it_no_other_day() -> None:
    text = (
        "Police on Tuesday searched a church in Cairo where a bomb had killed 25 people the day before.\n\n"
        "The building is old.\n\nThe mufti condemned the attack on the church."
    )
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 1


def test_what_happened_days_before_lends_neither_its_place_nor_its_day() -> None:
    text = (
        "A bomb exploded at a hotel in Cairo on Wednesday.\n\n"
        "Wednesday's explosion came two days after gunmen killed six police officers in Giza."
    )
    found = {(e.coded.place.name, e.coded.date_start) for e in told(text) if e.coded.place}
    assert found == {("Cairo", dt.date(2024, 3, 13)), ("Giza", dt.date(2024, 3, 11))}


def test_days_are_counted_back_from_the_news_once() -> None:
    (event,) = told("The attack came a week after gunmen killed four soldiers in Giza.")
    first, last = event.coded.date_start, event.coded.date_end
    assert first is not None
    assert last is not None
    assert first <= dt.date(2024, 3, 8) <= last


def test_a_time_among_which_a_deed_stands_out_is_not_its_own() -> None:
    text = (
        "Three days of fighting between police and rebels near Kizlyar ended on Tuesday with five officers dead. "
        "The fighting was some of the most intense in recent months."
    )
    (event,) = told(text)
    assert event.coded.date_end == dt.date(2024, 3, 12)


def test_the_murdered_who_bear_signs_of_torture_are_told_once() -> None:
    text = (
        "Two people were found shot to death in a park in Guatemala City on Tuesday. "
        "Both bodies bore signs of having been tortured."
    )
    assert [e.coded.fatalities_best for e in told(text)] == [2]


def test_what_lay_before_a_day_is_not_of_that_day() -> None:
    text = (
        "Gunmen kidnapped a law student in Guatemala City.\n\n"
        "The student, who had been kidnapped by gunmen, was freed by the police on Tuesday."
    )
    (event,) = (e.coded for e in told(text) if e.coded.event_mode == "abduct")
    assert event.date_start != dt.date(2024, 3, 12) or event.date_end != dt.date(2024, 3, 12)


def test_where_people_were_to_go_is_not_where_they_were_attacked() -> None:
    text = (
        "Two men opened fire at the airport in Medellin on Tuesday, killing one person and wounding 13. "
        "The killer fired on people who waited for their tickets to Bogota."
    )
    assert [e.coded.place.name for e in told(text) if e.coded.place] == ["Medellín"]


def test_where_a_road_leads_is_not_where_a_convoy_is_hit() -> None:
    text = (
        "Twelve policemen died as they ran over a mine laid by rebels near Balle Khola on a road leading to Kathmandu."
    )
    (event,) = told(text)
    assert event.coded.place is not None
    assert event.coded.place.name == "Balle Khola"
    assert event.coded.fatalities_best == 12


def test_what_was_done_to_an_attacker_takes_nothing_of_the_attack() -> None:
    text = (
        "A gunman opened fire on police in Paris on Tuesday night. "
        "The attack left one officer dead and three people wounded before police shot and killed the attacker."
    )
    attack, answer = (e.coded for e in told(text))
    assert (attack.fatalities_best, attack.injuries_best) == (1, 3)
    assert (answer.fatalities_best, answer.injuries_best) == (1, None)


def test_the_attack_that_left_one_dead_is_the_one_told_before() -> None:
    text = (
        "A gunman opened fire on police in Paris on Tuesday night. The attack left one officer dead. "
        "Police shot dead the attacker. The president condemned the attack."
    )
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ricardo Castellar", "Castellar", True),
        ("General Enrique Lopez", "Lopez", True),
        ("Ana Reyes", "Ana Reyes", True),
        ("Ana Reyes", "Luis Reyes", False),
        ("soldiers", "soldiers", False),
        ("Lopez", "Lopez", False),
    ],
)
def test_a_person_is_known_by_a_part_of_the_name(one: str, other: str, same: bool) -> None:
    a, b = (Party(actor_id=None, name=n, surface=n, country=None, sector="CVL") for n in (one, other))
    assert same_person(a, b) is same_person(b, a) is same


def test_nobody_is_kidnapped_at_two_places() -> None:
    text = (
        "Guerrillas kidnapped Ricardo Castellar near Cartagena on Sunday.\n\n"
        "His brother said that Castellar was kidnapped in Tenche, on the river."
    )
    assert len([e for e in told(text) if e.coded.event_mode == "abduct"]) == 1


def test_a_group_that_is_known_for_attacks_did_not_do_the_one_it_condemns() -> None:
    text = "A militant group responsible for a string of deadly attacks condemned the bombing in Cairo on Tuesday."
    assert all(not e.coded.actors for e in told(text) if e.coded.event_type == "ASSAULT")


def test_what_was_taken_in_a_war_of_long_ago_is_of_that_war() -> None:
    text = (
        "The president of Syria said on Tuesday that peace with Israel was possible. "
        "He said that the return of the Golan Heights, which Israel captured from Syria during the 1967 Six-Day War, "
        "was not negotiable."
    )
    assert not [e for e in told(text) if e.coded.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb destroyed a bank in Bogota on Tuesday.",
        "A bank in Bogota was destroyed on Tuesday by a car bomb.",
        "A police station in Bogota was damaged on Tuesday by a bomb that men had thrown from a car.",
    ],
)
def test_what_a_bomb_destroys_is_told_once_as_a_bombing(text: str) -> None:
    assert [(e.coded.event_type, e.coded.event_mode) for e in told(text)] == [("ASSAULT", "explosives")]


def test_the_blast_is_that_of_the_rockets_told_before() -> None:
    text = "Two rockets hit a paint factory in Medellin on Tuesday. Four people were injured in the blast, police said."
    (event,) = told(text)
    assert (event.coded.event_mode, event.coded.injuries_best) == ("heavy-weapons", 4)


def test_a_fire_that_hurt_nobody_takes_no_toll_of_a_war() -> None:
    text = (
        "Rebels burned down a steel factory near Apopa on Tuesday, but nobody was hurt. "
        "The army has lost 208 men and 427 were wounded in ten days, a colonel said."
    )
    assert all(e.coded.fatalities_best in (0, None) for e in told(text) if e.coded.event_mode == "destroy")


def test_as_many_injured_tell_one_attack_where_the_dead_are_counted_with_or_without_the_attacker() -> None:
    def telling(*tolls: str) -> Candidate:
        found = [t for text in tolls for t in find_tolls(text)]
        return Candidate(
            frame=KILLED, sentence=0, item=0, block=0, block_kind="text", start=0, end=1, trigger="", status="real",
            strength=3, definite=False, tolls=found,
        )  # fmt: skip

    two, one = (
        telling("Two people were killed.", "Twelve were wounded."),
        telling("One was killed.", "Twelve were hurt."),
    )
    assert same_dead(two, [one]) == SAME
    assert same_dead(two, [telling("One was killed.", "Nine were hurt.")]) == 0


def test_what_victims_of_alleged_deeds_are_shown_for_is_no_deed_of_the_day() -> None:
    text = "Protesters in Strasbourg on Tuesday held up signs that listed victims of alleged army killings in Colombia."
    assert {e.coded.event_type for e in told(text)} == {"PROTEST"}


def test_what_a_paper_has_reported_to_be_always_so_is_no_deed_of_the_day() -> None:
    text = _LONG + "Civilians who are suspected of links with the rebels are executed, the newspaper has reported."
    assert {e.coded.event_type for e in told(text)} == {"SANCTION"}


def test_who_is_held_is_told_in_the_present_too() -> None:
    assert [e.coded.event_mode for e in told("Police say that two men are held in Apopa.")] == ["arrest"]


@pytest.mark.parametrize("words", ["a communique", "a list of targets", "the text of its appeal"])
def test_a_text_is_not_set_free(words: str) -> None:
    assert told(f"The committee released {words} in San Salvador on Tuesday.") == []


def test_a_claim_of_an_attack_days_ago_is_of_that_attack() -> None:
    text = (
        "Otto Milla died in San Salvador on Monday, 17 days after an attack in which he was seriously wounded "
        "and for which the guerrillas claimed credit."
    )
    (event,) = told(text)
    assert [p.name for p in event.coded.actors] == ["guerrillas"]


def test_who_died_is_not_the_gunman_whom_guards_shot() -> None:
    text = (
        "Carlos Pizarro, a candidate, died in hospital in Bogota on Tuesday. "
        "Bodyguards shot the gunman to death after he fired at the candidate on board a plane."
    )
    struck = {
        p.name for e in told(text) if "bodyguards" in {p.name for p in e.coded.actors} for p in e.coded.recipients
    }
    assert struck == {"gunman"}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels on Tuesday claimed an attack on a base at Guaimaral, 25 km to the north of Bogota, killing an officer.",
        "Gunmen attacked a barracks at Guaimaral, 25 kilometres north of Bogota, on Tuesday, killing an officer.",
    ],
)
def test_the_city_that_a_distance_is_told_from_is_not_the_place(text: str) -> None:
    (event,) = told(text)
    assert event.coded.place is not None
    assert (event.coded.place.name, event.coded.fatalities_best) == ("Guaimaral", 1)


def test_the_city_that_a_distance_is_told_from_stands_for_a_place_without_a_name() -> None:
    (event,) = told("A bomb exploded 30 miles south of Acapulco on Tuesday.")
    assert event.coded.place is not None
    assert event.coded.place.name.startswith("Acapulco")


def test_an_explosion_that_levels_a_building_is_the_bomb_that_was_placed_there() -> None:
    text = (
        "Unidentified men placed a bomb at the headquarters of the union in San Salvador on Tuesday. "
        "The explosion levelled the building and killed seven people."
    )
    assert [(e.coded.event_mode, e.coded.fatalities_best) for e in told(text)] == [("explosives", 7)]


def test_a_headline_may_tell_of_one_of_the_dead_only() -> None:
    text = (
        "A Canadian tourist was among five people killed in shootings in Karak on Sunday, Jordanian officials said. "
        "Gunmen opened fire on police and tourists near a castle in the town."
    )
    (event,) = told(text, "Canadian tourist killed in attack in Jordan")
    assert event.coded.fatalities_best == 5


@pytest.mark.parametrize(
    "text",
    [
        "Two policemen were wounded when a gunman opened fire at a checkpoint in Hebron, and soldiers shot him dead.",
        "A guard was killed when rebels attacked a mine near Tera on Monday, and troops killed four of them.",
    ],
)
def test_harm_is_that_of_the_deed_told_right_after_it(text: str) -> None:
    first, answer = (e.coded for e in told(text))
    assert {p.name for p in first.recipients} & {"policemen", "guard"}
    assert not {p.name for p in answer.recipients} & {"policemen", "guard"}
