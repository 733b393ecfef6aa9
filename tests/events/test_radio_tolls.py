"""Tolls of radio reports: whom pronouns mean, people described by what they did, attacks told apart, later counts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from transforms.events.tolls import Effect, distinct, find_tolls


def harmed(effect: Effect, *sentences: str) -> int:
    """The people of a report who suffered an effect, each sentence read with the one before it."""
    tolls = [find_tolls(sentence, before=before) for before, sentence in pairwise(["", *sentences])]
    return sum(t.best or 0 for t in distinct([[t for t in found if t.effect == effect] for found in tolls]))


@pytest.mark.parametrize(
    ("before", "sentence", "number"),
    [
        ("Four councilmen were dragged from their homes.", "They were murdered in the square.", 4),
        ("A group of six farmers was kidnapped on Monday.", "Their bodies were found in a grave.", 6),
        ("Two agronomists were stopped on the road.", "The rebels took them off the car and shot them.", 2),
        ("They made five passengers get off the bus.", "All of them were executed.", 5),
        ("Three guerrillas attacked the post.", "They were killed.", 0),
        ("Some 300 students marched on Monday.", "They were killed.", 0),
        ("Four councilmen met six farmers.", "They were murdered in the square.", 0),
        ("The fighting hit two families.", "Civilians waited for help, but they were killed.", 0),
    ],
)
def test_pronouns_mean_the_people_whom_the_sentence_before_counts(before: str, sentence: str, number: int) -> None:
    assert harmed("killed", before, sentence) == number


@pytest.mark.parametrize(
    ("sentence", "effect", "number"),
    [
        ("Four persons who were walking past the bank at the time were hurt.", "injured", 4),
        ("Two men who had shot a guard were killed.", "killed", 2),
        ("Three of the soldiers escorting him died.", "killed", 3),
        ("A man who had buried his brother was one of the 82 who were slain.", "killed", 82),
        ("Two women and a child were hit by bullet fragments.", "injured", 3),
        ("Judge Hernan Bustos was hit in the shoulder and the neck.", "injured", 1),
        ("The wounded policemen, Jose Rios and Marco Leon, were flown to Lima.", "injured", 2),
        ("Taken to the hospital with burns were Jorge Luna and Ines Campos.", "injured", 2),
        ("Injured were the caretaker of the building and his daughter.", "injured", 2),
        ("The attack killed Sister Teresa Rosales and a lay worker.", "killed", 2),
        ("The bodies of a peasant, his wife, and four of their children were found.", "killed", 6),
        ("An agent was fatally wounded.", "killed", 1),
        ("Two men were forced to lie on the ground and were shot dead.", "killed", 2),
        ("Two men, thought to be brothers, were found dead.", "killed", 2),
        ("Two priests, one from Belgium and the other from Italy, were killed.", "killed", 2),
        ("Two children were killed and their parents wounded.", "injured", 2),
        ("A grenade was thrown at people waiting for a bus, and five of them were wounded.", "injured", 5),
        ("His wife is in the hospital with two bullet wounds.", "injured", 1),
        ("Two cooks and a customer were seriously burned.", "injured", 3),
        ("Some 150 ballot papers were burned.", "injured", 0),
        ("I would like to see at least one child be taken to a hospital.", "injured", 0),
        ("Three doctors were taken to the camp near the hospital.", "injured", 0),
    ],
)
def test_who_is_harmed(sentence: str, effect: Effect, number: int) -> None:
    found = [t for t in find_tolls(sentence) if t.effect == effect and not t.hypothetical and not t.part_of]
    assert sum(t.best or 0 for t in found) == number
    capitals = [t for t in find_tolls(sentence.upper()) if t.effect == effect and not t.hypothetical and not t.part_of]
    assert sum(t.best or 0 for t in capitals) == number


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (["Two people died and five were wounded.", "One of the wounded, a boy of 12, died in hospital."], 3),
        (["A judge was murdered today.", "Hours earlier, gunmen killed three coffee growers."], 4),
        (["A bomb killed one guard.", "In another attack, three policemen were shot dead."], 4),
        (["Two people were killed.", "Meanwhile, in Cali, the two people were buried."], 2),
        (["Luis Duran was shot dead in Tolu, and a student was stabbed to death in Corozal."], 2),
        (["A policeman was killed.", "The attackers killed Luis Gil, who guarded the office."], 1),
        (["The number of dead rose to 18.", "Initial reports had said that 15 workers were killed."], 18),
        (["At first, police said that four persons died.", "A later report put the dead at six."], 6),
        (["Two policemen were shot in the head.", "The body of a driver was found in a field."], 3),
        (["Two policemen were shot.", "One of them died."], 1),
        (["Gunmen killed five people on Sunday.", "Two youths were shot dead in Bello.", "In Itagui, a guard died.",
          "A couple was murdered in Envigado."], 5),
        (["Five people were killed in attacks.", "In Cali, a judge and a guard were shot dead."], 7),
        (["Six were killed.", "A witness saw three bodies."], 6),
        (["Six were killed.", "In Puno, three people were killed."], 9),
        (["Six were killed.", "Three more people were killed."], 9),
        (["Luis Gil was shot dead today.", "In February, Juan Paz was shot dead."], 1),
        (["In February, Juan Paz was shot dead."], 1),
        (["The two, both missionaries, were shot dead."], 2),
        (["So far, rescuers have found 30 dead since the war began.", "Officials have so far counted 6 dead."], 6),
        (["Juan Parejo, who was shot at in 1987, deplored the murder of Judge Jairo Diaz."], 1),
        (["Two bombs exploded.", "One of them killed a guard; the other killed a boy and wounded five people."], 2),
        (["Six persons died in attacks.", "Four policemen died in Pasco.", "A miner was killed in Oroya."], 6),
        (["Two leaders were killed.", "Luis Paz and Juan Roa were shot.", "The group killed 12 persons."], 14),
        (["A prosecutor and a guard were shot dead.", "She was investigating the murder of a reporter."], 2),
        (["A decapitated body was found in Apopa."], 1),
        (["A man was taken from his home.", "His body was found on a road."], 1),
        (["A legislative body was found guilty of fraud."], 0),
    ],
)  # fmt: skip
def test_what_a_report_counts(told: list[str], number: int) -> None:
    assert harmed("killed", *told) == number


def test_one_of_several_told_under_two_words_is_one() -> None:
    assert harmed("injured", "Only one of the children was wounded.", "One of the girls was hit by shrapnel.") == 1


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (["Luis Alzate was wounded on Monday.", "He died today of his wounds."], 0),
        (["Luis Alzate was wounded on Monday.", "Alzate died in hospital."], 0),
        (["Luis Mesa was wounded.", "Jorge Mesa was killed."], 1),
        (["A judge and Luis Mesa were wounded.", "She died today."], 2),
    ],
)
def test_who_was_wounded_and_died_is_one_of_the_dead(told: list[str], number: int) -> None:
    tolls = distinct(map(find_tolls, told))
    assert sum(t.best or 0 for t in tolls if t.effect == "injured") == number
