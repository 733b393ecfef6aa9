"""Lists of the dead wherever they stand in a sentence, and what a whole report counts."""

from __future__ import annotations

import pytest

from tests.events.reports import told
from transforms.events.grammar.numbers import find_numbers
from transforms.events.tolls import distinct, find_tolls, total

CLERGY = (
    "Juan Perez, rector of the college, Luis Moreno, Raul Lopez and Pablo Diaz, as well as their cook, Elba Ramos, and "
    "her daughter, Celina, were murdered."
)


def counted(sentence: str) -> list[tuple[str, int | None]]:
    return [(t.effect, t.best) for t in find_tolls(sentence) if not t.part_of]


def groups(sentence: str) -> list[str | None]:
    return [t.group for t in find_tolls(sentence) if not t.part_of]


def dead(*sentences: str) -> int:
    """The dead of a report."""
    return sum(t.best or 0 for t in distinct(map(find_tolls, sentences)) if t.effect == "killed")


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Among the dead were Ali Hassan, Omar Saleh and a girl of nine.",
         ["Ali Hassan", "Omar Saleh", "girl of nine"]),
        ("The dead were Ali Hassan, 42, Omar Saleh, 30, and a girl of nine.",
         ["Ali Hassan", "Omar Saleh", "girl of nine"]),
        ("Killed were Ali Hassan, a baker, and Omar Saleh, his brother.", ["Ali Hassan", "Omar Saleh"]),
        ("Wounded in the blast were: two nurses; Luis Gil, a driver; and a child.", ["nurses", "Luis Gil", "child"]),
        ("The following officers died in combat: Major Juan Farfan, Captain Luis Moscoso and Sergeant Raul Soto.",
         ["Major Juan Farfan", "Captain Luis Moscoso", "Sergeant Raul Soto"]),
        (CLERGY,
         ["Juan Perez", "Luis Moreno", "Raul Lopez", "Pablo Diaz", "cook", "daughter"]),
        ("The attacks claimed the lives of Senator Luis Galan, a guard, and a judge.",
         ["Senator Luis Galan", "guard", "judge"]),
        ("The attacks claimed the lives of Luis Galan, a senator, and a judge.", ["Luis Galan", "judge"]),
        ("The blast injured one civilian, a street vendor who stood nearby.", ["civilian"]),
        ("The injured were taken to Mosul by the army.", []),
        ("The dead were buried on Monday.", []),
    ],
)  # fmt: skip
def test_people_who_are_listed_before_or_behind_the_verb(sentence: str, people: list[str]) -> None:
    assert groups(sentence) == people


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("Three farmers were killed in Kaya, two in Djibo and four in Dori.", [3, 2, 4]),
        ("Raiders killed three farmers in Kaya, two in Djibo and four in Dori.", [3, 2, 4]),
        ("Twelve people died in Kaya, five in the market and seven at a school.", [12]),
        ("Five men were shot dead in a dispute, two of them at Techiman.", [5]),
        ("Two guards who were acting as her drivers and a passer-by were wounded.", [2, 1]),
        ("The priests (five Spaniards and a Dane) were killed.", [6]),
        ("The murder of the monks -- four Danes and one Swede -- and a cook shocked the town.", [5, 1]),
        ("Six priests (five Spaniards and a Dane) and two women were killed.", [6, 2]),
    ],
)
def test_how_many_a_list_counts(sentence: str, tolls: list[int]) -> None:
    assert [n for _, n in counted(sentence)] == tolls


def test_tens_and_units_written_as_one_word() -> None:
    assert [n.best for n in find_numbers("THIRTYTHREE SEAMEN AND twentyone guards")] == [33, 21]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The bodies of four students who had been missing for the past two weeks were found.", (False, False)),
        ("Four men who were held in 2014 were killed on Monday.", (False, False)),
        ("Four men who were killed in 2014 were honoured.", (True, False)),
        ("He recalled the 1980 murder of two nuns.", (True, False)),
        ("Two candidates have been murdered in less than 40 days.", (False, True)),
        ("Three candidates were murdered during the current election campaign.", (False, True)),
    ],
)
def test_which_days_a_count_is_of(sentence: str, told: tuple[bool, bool]) -> None:
    toll = next(t for t in find_tolls(sentence) if t.effect == "killed")
    assert (toll.historic, toll.total) == told


def test_brothers_in_a_list_are_two_and_the_same_man_told_again_is_one() -> None:
    lists = "Gunmen killed Juan Lopez and Raul Lopez in Cali."
    assert dead(lists) == 2
    assert dead(lists, "Juan Lopez was murdered at noon.") == 2


def test_a_list_of_names_spells_out_the_count_before_it() -> None:
    assert dead("Four people were killed.", "Luis Gil and Juan Roa died at once.") == 4
    assert dead("Two monks were killed.", "Luis Gil and Juan Roa and a cook were shot dead in Cali.") == 5


def test_people_named_as_some_of_the_dead_add_nothing_to_a_count() -> None:
    named = "Among the dead were Ali Hassan, Omar Saleh and a girl of nine."
    assert dead("A bomb killed 11 people.", named) == 11
    assert dead(named) == 3
    assert total([t for s in ("A bomb killed 11 people.", named) for t in find_tolls(s)])["killed"].best == 11


def test_somebody_long_dead_is_long_dead_in_every_sentence() -> None:
    old = "The case recalls the 1980 murder of Archbishop Oscar Romero."
    assert dead(old, "Gunmen killed two nuns.", "The murder of Archbishop Romero was never solved.") == 2


def test_the_first_time_that_somebody_is_killed_speaks_of_people_told_before() -> None:
    assert dead("Gunmen killed Bishop Luis Gil.", "It is the first time that a prelate has been murdered there.") == 1


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("A former minister and president of the court was shot dead.", ["former minister"]),
        ("Gunmen murdered a clerk's wife and son.", ["clerk's wife", "son"]),
        ("The murder of journalist Juan Cano, director of the paper El Faro, and Raul Leal, head of the party.",
         ["journalist Juan Cano", "Raul Leal"]),
        ("Police told of the murder in Cali of party leaders Juan Cano and Raul Leal.", ["Juan Cano", "Raul Leal"]),
        ("The papers tell of the murders of Juan Cano, Raul Leal, and of Colonel Luis Gil.",
         ["Juan Cano", "Raul Leal", "Colonel Luis Gil"]),
        ("At least 16 members of the peasant patrol were killed.", ["members"]),
        ("She came with her children, one of whom was killed.", [None]),
        ("GIL DIED AND PEREZ WAS SHOT DEAD.", ["GIL", "PEREZ"]),
        ("REBELS KILLED AN ECUADOREAN.", ["ECUADOREAN"]),
    ],
)  # fmt: skip
def test_whom_a_sentence_names(sentence: str, people: list[str | None]) -> None:
    found = [t.group for t in find_tolls(sentence) if t.effect == "killed" and not t.part_of]
    assert found == people


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("A soldier shot at a woman, wounding her in the head.", 1),
        ("Four people have bullet wounds.", 4),
        ("General Luis Gil is being treated at the military hospital.", 1),
        ("Luis Gil was treated with respect.", None),
        ("The blast caused nine deaths and injured 30 people.", 30),
    ],
)
def test_who_is_hurt(sentence: str, number: int | None) -> None:
    assert [t.best for t in find_tolls(sentence) if t.effect == "injured"] == [number] * (number is not None)


def test_people_listed_with_those_told_before_are_told_again() -> None:
    told = "Soldiers murdered six priests and two women."
    assert dead(told, "The priests, their cook, and her daughter were killed at night.") == 8


def test_the_toll_of_a_war_is_no_toll_of_a_report() -> None:
    assert dead("Over 70,000 people have died during ten years of war.") == 0


def test_one_of_many_is_somebody_told_by_name_elsewhere() -> None:
    assert dead("Who killed Juan Perez?", "They ordered the death of one of the best men in the country.") == 1


def test_patients_are_among_the_injured() -> None:
    told = ["The bomb injured 33 seamen.", "Sixteen seamen had to be hospitalised."]
    found = [t for t in distinct(map(find_tolls, told)) if t.effect == "injured"]
    assert [t.best for t in found] == [33]
    assert [t.best for t in distinct(map(find_tolls, told[1:]))] == [16]


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("A total of 14 people, including three minors, died in the bar.", [("killed", 14)]),
        ("A group of nine farmers was killed.", [("killed", 9)]),
        ("Three of the wounded died later in a hospital.", [("killed", 3)]),
        ("Two of the injured have since died.", [("killed", 2)]),
        ("Ten of the wounded were injured by glass.", []),
        ("The Kenyan was shot in the back and died two hours later.", [("killed", 1)]),
        ("Two Hondurans and a Nicaraguan were killed.", [("killed", 2), ("killed", 1)]),
        ("TWO HONDURANS AND A NICARAGUAN WERE KILLED.", [("killed", 2), ("killed", 1)]),
        ("The blast caused injuries to seven people.", [("injured", 7)]),
        ("They executed the mayor, a justice of the peace, and five villagers.",
         [("killed", 1), ("killed", 1), ("killed", 5)]),
        ("They killed a baker, a chef and two clerks.", [("killed", 1), ("killed", 1), ("killed", 2)]),
        ("They killed a guard, a horse and two clerks.", [("killed", 1), ("killed", 2)]),
        ("The dead man was identified as Luis Gil, 30.", [("killed", 1)]),
        ("The attackers wounded his wife and two children, and fled.", [("injured", 1), ("injured", 2)]),
        ("Luis Gil, 45, mayor of La Paz, and his driver, Juan Paz, were ambushed and murdered by two men.",
         [("killed", 1), ("killed", 1)]),
    ],
)  # fmt: skip
def test_plain_sentences_of_agencies(sentence: str, tolls: list[tuple[str, int]]) -> None:
    assert counted(sentence) == tolls


def test_wounded_who_died_come_on_top_of_the_dead() -> None:
    told = ["The bomb killed two people and wounded nine.", "Three of the wounded died later."]
    assert dead(*told) == 5
    assert total([t for s in told for t in find_tolls(s)])["killed"].best == 5


def test_somebody_told_by_trade_and_then_by_name_is_one() -> None:
    assert dead("Gunmen killed a policeman.", "They murdered Luis Gil as he guarded the office.") == 1
    assert dead("Gunmen killed a policeman.", "A nurse was murdered.") == 2


def test_a_first_name_in_common_makes_nobody_the_same() -> None:
    assert dead("They killed Senator Luis Carlos Galan.", "They also murdered Justice Carlos Valencia.") == 2
    assert dead("They killed Senator Luis Carlos Galan.", "Galan was killed at a rally.") == 1


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("The bodies of a man and a woman were found in a ditch.", [("killed", 1), ("killed", 1)]),
        ("They gave back the bodies of 23 rebels, a Red Cross delegate reported.", [("killed", 23)]),
        ("Two students disappeared, and their bodies were found days later.", [("missing", 2), ("killed", 2)]),
        ("Seven children between the ages of 5 and 12 were killed.", [("killed", 7)]),
        ("A bomb killed Maria Lopez (25), Juan Rios (30), and an unknown man.",
         [("killed", 1), ("killed", 1), ("killed", 1)]),
        ("The mayor and two guards were kidnapped and later found dead.",
         [("captured", 1), ("captured", 2), ("killed", 1), ("killed", 2)]),
        ("Four hostages kidnapped in May were killed.", [("captured", 4), ("killed", 4)]),
        ("Two soldiers wounded in last week's blast have died.", [("killed", 2)]),
        ("Three wounded were evacuated.", [("injured", 3)]),
    ],
)  # fmt: skip
def test_bodies_ages_and_people_told_twice(sentence: str, tolls: list[tuple[str, int]]) -> None:
    assert counted(sentence) == tolls


def test_some_who_were_among_the_dead_are_no_more_dead() -> None:
    assert dead("The bomb killed 11 people.", "Two officers were among the dead.") == 11
    assert dead("Two officers were among the dead.") == 2


def test_others_who_died_later_come_on_top() -> None:
    told = "The blast killed three on the spot; two others died in hospital."
    assert dead(told) == 5
    assert total(find_tolls(told))["killed"].best == 5


def test_a_killing_that_somebody_thought_due_is_none() -> None:
    (toll,) = find_tolls("The radio said that ten priests had to be killed.")
    assert toll.hypothetical


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (["Six people were killed in two attacks.", "Four were killed in Cali.", "The other two died in Bogota."], 6),
        (
            [
                "Nine people, five of them guards, were killed.",
                "The five guards were shot dead.",
                "Four cooks also died.",
            ],
            9,
        ),
        (["A judge was killed.", "She had looked into the murder of 43 peasants."], 44),
        (["A judge was killed.", "She was investigating the murder of 43 peasants."], 1),
        (["Two guards were killed.", "A third guard died later in a hospital."], 3),
        (["Three peasants were killed.", "They were identified as Juan Ruiz, Pedro Diaz and Luis Paz."], 3),
    ],
)
def test_what_a_report_counts(told: list[str], number: int) -> None:
    assert dead(*told) == number


def test_the_other_two_are_the_rest_of_a_number_told_before() -> None:
    told = ["Six people were killed.", "Four were killed in Cali and the other two died in Bogota."]
    assert total([t for s in told for t in find_tolls(s)])["killed"].best == 6


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("FOUR PERSONS SUFFERED MINOR INJURIES.", 4),
        ("Two girls, ages 6 and 9, were injured.", 2),
        ("Luis Gil was hit by a bullet in the leg.", 1),
        ("The injured total 15.", 15),
        ("Injured in the attack were two guards.", 2),
    ],
)
def test_how_many_are_hurt(sentence: str, number: int) -> None:
    assert counted(sentence) == [("injured", number)]


def test_a_headline_whose_verb_stands_where_that_of_the_lead_does_counts_the_same_dead() -> None:
    title = "Turkish bus attack: 13 off-duty soldiers killed by car bomb"
    text = "A suicide car bomb in central Turkey has killed 13 soldiers aboard a bus and wounded 56 more, officials"
    assert title.index("killed") == text.index("killed")
    (event,) = told(text, title)
    assert event.coded.fatalities_best == 13
