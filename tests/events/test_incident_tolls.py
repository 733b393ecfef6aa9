"""Tolls as reports of single incidents give them: patients, bodies found one by one, counts corrected or denied."""

from __future__ import annotations

from itertools import pairwise

import pytest

from transforms.events.tolls import Effect, distinct, find_tolls, total


def harmed(effect: Effect, *sentences: str) -> int:
    """The people of a report who suffered an effect, each sentence read with the one before it."""
    tolls = [find_tolls(sentence, before=before) for before, sentence in pairwise(["", *sentences])]
    return sum(t.best or 0 for t in distinct([[t for t in found if t.effect == effect] for found in tolls]))


def counted(effect: Effect, *sentences: str) -> tuple[int, int]:
    """The people who suffered an effect, as the report is written and as it reads in capitals."""
    return harmed(effect, *sentences), harmed(effect, *map(str.upper, sentences))


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Five students and three policemen remain under treatment for injuries.", 8),
        ("Four miners are receiving treatment in Potosi.", 4),
        ("Six others are in Santa Clara hospital with bullet wounds.", 6),
        ("Three nurses are still in a Lima clinic.", 3),
        ("Three clerks are in the office near the hospital.", 0),
        ("A boy was hit by a grenade splinter.", 1),
        ("A nurse was struck by flying shell fragments.", 1),
        ("A house was hit by a grenade splinter.", 0),
        ("The deputy has wounds on his face and hands.", 1),
        ("Three more were left badly wounded.", 3),
        ("The blast killed one man and two women were left with burns.", 2),
        ("Two toll collectors suffered burns.", 2),
        ("Gunmen fired at players and spectators, six of whom died and seven of whom were wounded.", 7),
    ],
)
def test_the_injured_of_an_incident(sentence: str, number: int) -> None:
    assert counted("injured", sentence) == (number, number)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The quick warning saved more than thirty lives, and nothing was lost.", 0),
        ("The guard saved 30 lives but lost two men.", 2),
        ("The quake took 30 lives.", 30),
        ("Four guards were killed at the toll station.", 4),
        ("Two guards were left dead in the yard.", 2),
        ("Seven persons, and not eight, were murdered in the camp.", 7),
        ("Six, not nine, miners died.", 6),
        ("The number of dead is not 12, as stated last night, but eight.", 8),
        ("Not two but three people were killed.", 3),
        ("The bomb killed not one but two guards.", 2),
        ("Two men, not three men, were shot dead.", 2),
        ("The bomb killed five people, and not seven as the radio had said.", 5),
        ("Women found him at the foot of a hill, dead.", 1),
        ("The guard who tried to stop them and was killed had two children.", 1),
        ("It was his wife, Rosa Crespo, who opened the parcel and lost her life.", 1),
        ("Publisher Luis Salcedo and his family were murdered at their house.", 1),
        ("The death of Rivero should not be lamented by anyone.", 1),
    ],
)
def test_the_dead_of_an_incident(sentence: str, number: int) -> None:
    assert counted("killed", sentence) == (number, number)


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (["Two monks were strangled.", "Police came upon a third corpse in the yard."], 3),
        (["A driver was shot dead.", "Divers pulled another body out of the river."], 2),
        (["Two women were killed.", "A second body, the senate, found no majority."], 2),
        (["Four bodies were found on Monday.", "Six others were found the next day."], 10),
        (["Four corpses were recovered.", "Two more have been discovered today."], 6),
        (["Three bodies were found in Cali and three others were found in Buga."], 6),
        (["A boy's body was found on a beach.", "A second body was recovered today."], 2),
        (["Two bodies were found in Cali and three others in Buga."], 5),
        (["Police found four bodies in a well.", "They found two more on Friday."], 6),
        (["The bodies of eight miners were found.", "Another two appeared a week later downriver."], 10),
        (["Three corpses were found.", "Two more have washed ashore."], 5),
        (["The bodies of two miners were found.", "Three others appeared in court."], 2),
        (["Four trucks were burned.", "Two more were found today."], 0),
        (["Four guards were killed.", "Two others were found alive."], 4),
        (["Four bodies were found.", "Two other rifles were found."], 4),
        (["Residents found a charred body in a ditch."], 1),
        (["Police found a body of evidence."], 0),
    ],
)
def test_bodies_that_are_found_one_by_one(told: list[str], number: int) -> None:
    assert counted("killed", *told) == (number, number)


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (["Two guards were killed.", "Two more died in hospital."], 4),
        (["Two guards were killed.", "Two more died in hospital.", "The two more who died were boys."], 4),
        (["A judge and two others were killed.", "Two clerks died at once."], 3),
        (["A policeman was shot dead.", "Another policeman was shot dead at noon."], 2),
        (["A policeman was shot dead.", "The policeman died at once."], 1),
    ],
)
def test_as_many_more_come_on_top(told: list[str], number: int) -> None:
    assert counted("killed", *told) == (number, number)


@pytest.mark.parametrize(
    ("effect", "told", "number"),
    [
        ("injured", ["Two people died and 23 were injured.", "The number of injured has dropped to 22."], 22),
        ("killed", ["The blast killed 30.", "Police lowered the death toll to 27."], 27),
        ("killed", ["The blast killed 30.", "The toll was revised down to 27."], 27),
        ("killed", ["The number of deaths has fallen to 12 from 15.", "The fire killed 15."], 12),
        ("killed", ["The blast killed 30.", "The toll was put at 27."], 30),
        ("killed", ["It had been reported that two clerks had died, but the clinic denied this."], 0),
        ("killed", ["A radio station reported that the senator had died, but later retracted the news."], 0),
        ("killed", ["It was said that two guards had been killed, but this turned out to be false."], 0),
        ("killed", ["Rebels reported that two guards had been killed, but fled before dawn."], 2),
        ("killed", ["Police said two guards had been killed, but denied that the town had fallen."], 2),
    ],
)
def test_counts_that_are_lowered_or_taken_back(effect: Effect, told: list[str], number: int) -> None:
    assert counted(effect, *told) == (number, number)


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (["Mayor Luis Gil was shot dead.", "The driver was killed at once."], 2),
        (["Publisher Luis Gil was murdered at home.", "The maid had been killed in the kitchen."], 2),
        (["Luis Gil was shot dead.", "The driver died at once."], 1),
        (["Taxi driver Luis Gil was shot dead.", "The driver died at once."], 1),
        (["A man was shot dead in his truck.", "The driver died at once."], 1),
        (["A bomb killed three diners.", "Minutes later, a grenade was thrown at a hotel, killing the doorman."], 4),
        (
            [
                "A bomb killed a cook.",
                "Minutes later, a blast killed the doorman.",
                "In Cali, six players were shot dead.",
            ],
            8,
        ),
        (
            [
                "Two died in Cali.",
                "Hours later, a bomb killed the watchman.",
                "A witness is a brother of the two dead.",
            ],
            3,
        ),
        (["Two doormen were killed.", "Minutes later, the police found the doorman dead."], 2),
        (["Mayor Luis Gil was shot dead.", "The pilot tried to take off, but bullets reached him, and he died."], 2),
        (["A clerk opened the parcel, and he was killed.", "A cook and a nurse were killed at noon."], 3),
        (["The mother wept when he was killed."], 1),
        (["Judge Rosa Paz was killed at noon.", "The mayor regretted that she was killed."], 1),
        (["Father Luis Gil was found dead.", "His cook and he were strangled.", "Police came upon a third corpse."], 3),
    ],
)
def test_people_who_are_told_by_what_they_do_for_others(told: list[str], number: int) -> None:
    assert counted("killed", *told) == (number, number)


def test_whose_men_are_lost() -> None:
    assert [t.side_of for t in find_tolls("The army lost five men in the ambush.")] == ["The army"]
    assert [t.side_of for t in find_tolls("The rebels have lost eight fighters.")] == [None]
    tolls = [t for s in ("Five villagers were killed.", "The army lost five men.") for t in find_tolls(s)]
    assert total(tolls)["killed"].best == 10
