"""Dead who are no news: of earlier years and wars, denied, rumoured, of a saying, or counted before by other words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.casualties import report_total
from transforms.events.tolls import TollMention, distinct, find_tolls


def dead(*sentences: str) -> int:
    """The dead of a report, each sentence read with the one before it."""
    tolls = [find_tolls(sentence, before=before) for before, sentence in pairwise(["", *sentences])]
    return sum(t.best or 0 for t in distinct(tolls) if t.effect == "killed")


def only(sentence: str) -> TollMention:
    (toll,) = find_tolls(sentence)
    return toll


@pytest.mark.parametrize(
    "sentence",
    [
        "In the previous campaign 31 mayors were shot dead.",
        "A cousin of hers was killed that year.",
        "Under the former regime 200 students were murdered.",
        "During the military dictatorship 3,000 people were killed.",
        "Two of his uncles were murdered under colonial rule.",
        "Three years after the murder of Senator Luis Gil, his killers are free.",
        "A decade after two nuns were killed in Puno, nobody has been tried.",
    ],
)
def test_dead_of_an_earlier_time_are_long_dead(sentence: str) -> None:
    assert only(sentence).historic


@pytest.mark.parametrize(
    ("sentence", "is_total"),
    [
        ("Nine truck drivers have been killed in recent months.", True),
        ("In recent years nine truck drivers have died at the hands of robbers.", True),
        ("He said that, over the years, 14 rangers had been murdered.", True),
        ("He spoke of the occupation, in which 400 villagers were killed.", True),
        ("Gunmen killed nine people in a town that has seen many raids in recent months.", False),
        ("Nine people died in one of the worst floods in recent years.", False),
        ("The attack, in which nine people died, was claimed by the rebels.", False),
    ],
)
def test_dead_of_recent_years_or_of_a_war_are_those_of_no_one_event(sentence: str, is_total: bool) -> None:
    assert only(sentence).total is is_total


@pytest.mark.parametrize(
    ("sentence", "is_negated"),
    [
        ("The minister denied reports that two pilots had been killed.", True),
        ("There was no truth in rumours that the singer had been shot dead.", True),
        ("The school dismissed as false a story that three pupils had died.", True),
        ("The army denied reports that two shepherds were killed by its troops.", False),
        ("The minister, who denied the report, said that two pilots were killed by rebels.", False),
    ],
)
def test_reports_of_the_dead_may_be_denied(sentence: str, is_negated: bool) -> None:
    assert only(sentence).negated is is_negated


@pytest.mark.parametrize(
    ("sentence", "is_hypothetical"),
    [
        ("A rumour spread that a boy had also died.", True),
        ("There were rumors of the death of the general.", True),
        ("The radio had falsely reported that the bishop was killed.", True),
        ("Whoever kills a teacher kills a school.", True),
        ("A party does not die because one man is killed.", True),
        ("A bus driver is killed every three weeks.", True),
        ("A mayor is killed in Honduras.", False),
        ("A crowd stirred up by rumours attacked the post and killed a guard.", False),
        ("Because a guard was killed, the bank closed.", False),
    ],
)
def test_rumours_and_sayings_tell_of_nobody_dead(sentence: str, is_hypothetical: bool) -> None:
    assert all(t.hypothetical is is_hypothetical for t in find_tolls(sentence))


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The passengers were led out one by one and shot dead.", 0),
        ("Three guards were killed one after the other.", 3),
        ("A Danish missionary couple lost their lives.", 2),
        ("A MISSIONARY COUPLE FROM DENMARK LOST THEIR LIVES.", 2),
        ("A married couple and their son were shot dead.", 3),
        ("Two nurses who had vanished on Friday turned up dead.", 2),
        ("The driver was left for dead.", 0),
        ("Father Luis Gil, a Dutch priest, and two cooks were killed.", 3),
        ("Senator Luis Gil, a guard, and a cook were killed.", 3),
        ("Gunmen killed in an ambush a policeman and his son.", 2),
        ("Guerrillas killed with machetes 12 peasants in the village.", 12),
        ("Rebels murdered in cold blood a priest, a nun and three peasants.", 5),
        ("Gunmen opened fire, killing four customers, the owner and a waiter.", 6),
        ("Gunmen killed two men, the owner of the bar and a waiter.", 2),
        ("Luis Gil, a lawyer, was shot four times in the head and died instantly.", 1),
        ("Four reporters were buried today after they were murdered on Monday.", 4),
        ("Strangers riddled the car with bullets, killing him and his driver.", 2),
        ("Police named the dead as Ali Hassan, 42, and Omar Saleh.", 2),
        ("The mayor fell victim to an attack by unknown persons.", 1),
        ("Gunmen killed Luis Gil, his wife and son.", 3),
        ("Gunmen killed Luis Gil, of El Tiempo, and Juan Soto, of Caracol.", 2),
        ("Two years after the war began, 12 people were killed in a raid.", 12),
    ],
)
def test_what_a_sentence_counts(sentence: str, number: int) -> None:
    assert dead(sentence) == number


@pytest.mark.parametrize(
    ("sentences", "number"),
    [
        (("Five guests were killed.", "The hotel's watchman, who ran after the man, was shot dead."), 6),
        (("Her own clerk, Ana Rojas, was stabbed to death.", "After Rojas's death the judge asked for guards."), 1),
        (("Ana Rojas, a nurse, was shot dead.", "The killing of a nurse shocked the town."), 1),
        (("Seven pickers, a guard and a boy were shot dead.", "The killing of almost a dozen men shocked all."), 9),
        (("The death of a cleaner brought to four the number of victims.", "Two guards and a clerk were killed."), 4),
        (("It was established that 30 people died in the raid, and not 18 as the police had said.",
          "The mayor was killed along with all five of his children."), 30),
        (("A guard was murdered today.", "The union says that 72 of its members have been slain."), 1),
        (("A policeman was killed in Cali.", "Another policeman, Juan Soto, was shot dead in Lima."), 2),
        (("Two soldiers were killed.", "In a similar attack in Tibu, a policeman was killed."), 3),
        (("Three peasants were killed.", "The number of peasants killed this month rises to 11."), 3),
        (("A former councilman was shot today.", "In Caqueta, gunmen killed former councilman Leo Diaz."), 1),
        (("A policeman was killed and two others wounded.", "One of the wounded policemen died in hospital."), 2),
        (("The envoy regretted the death of one of his countrymen.", "The tourist was killed when a bomb went off.",
          "A waitress and three customers also died."), 5),
        (("Two clerks and a boy died.", "Another bomb killed the owner, Luis Gil, and a customer."), 5),
        (("The governor and his driver were slain today.", "Yesterday in Becerril rebels killed two workers.",
          "On Tuesday, meanwhile, the body of Father Ramiro Daza was found on a beach."), 5),
    ],
)  # fmt: skip
def test_a_report_counts_its_dead_once(sentences: tuple[str, ...], number: int) -> None:
    assert dead(*sentences) == number


@pytest.mark.parametrize(
    "sentence",
    [
        "Three people, one of them a child, were killed and six others, including two policemen, were wounded.",
        "Three people were killed and six others, two of them policemen, were wounded.",
    ],
)
def test_some_of_the_wounded_are_not_of_the_dead_before_them(sentence: str) -> None:
    tolls = [t for t in find_tolls(sentence) if not t.part_of]
    assert [(t.effect, t.best) for t in tolls] == [("killed", 3), ("injured", 6)]


def test_a_report_leaves_out_attackers_and_counts_that_cover_them() -> None:
    sentences = ["Thirty people died.", "26 peasants were killed and four guerrillas died.", "Nobody was arrested."]
    assert report_total(sentences, "killed") == 26
