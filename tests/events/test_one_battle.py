"""A battle, the place taken in it and what it cost are one event; earlier days are not its day."""

from __future__ import annotations

import pytest

from tests.events.reports import told
from transforms.events.assembling import CodedEvent


def _attacks(text: str) -> list[CodedEvent]:
    return [e for e in told(text) if e.coded.event_type == "ASSAULT"]


def test_what_the_takers_of_a_town_lost_in_the_battle_is_its_toll() -> None:
    text = "The army captured Tibu in Colombia on Friday, the governor said. It lost 11 men in the battle."
    (capture,) = _attacks(text)
    assert capture.coded.fatalities_best == 11
    assert capture.coded.territory_change is not None


def test_those_whom_an_army_lost_were_struck() -> None:
    (loss,) = _attacks("The Ukrainian army lost 20 men near Bakhmut on Monday.")
    assert loss.coded.fatalities_best == 20
    assert loss.coded.actors == []
    assert {p.country for p in loss.coded.recipients if p.actor_id} == {"UA"}


def test_people_killed_in_clashes_are_no_side_of_them() -> None:
    text = (
        "Arrest of candidate sparks deadly clashes in Chad\n\nAt least 14 people were killed in protests in Abeche on "
        "Thursday after soldiers arrested Idriss Malloum, a candidate, residents said.\n\nYoung men burned tyres. "
        "Police and soldiers shot at the crowds. A teacher was among the dead."
    )
    assert [e.coded.fatalities_best for e in _attacks(text)] == [14]


def test_a_day_with_which_another_is_compared_is_not_that_of_the_news() -> None:
    text = (
        "Farmers took to the streets of Lyon in France for a fifth weekend in a row on Saturday, but the crowds were "
        "far smaller than a week ago."
    )
    assert {str(e.coded.date_start) for e in told(text)} == {"2024-03-09"}
    shelled = _attacks("Rebels shelled Goma in Congo on Monday more heavily than last week, killing six people.")
    assert [(str(e.coded.date_start), e.coded.fatalities_best) for e in shelled] == [("2024-03-11", 6)]


@pytest.mark.parametrize("several", ["in three Nigerian cities", "across four towns", "in five cities of the north"])
def test_the_dead_of_several_cities_are_not_those_of_one(several: str) -> None:
    text = (
        f"Gunmen struck {several} on Thursday, storming police stations. About 60 people were killed.\n\n"
        "In Kano, gunmen armed with rifles hit two police posts, killing seven officers.\n\n"
        "In Jos, gunmen attacked a barracks, killing nine recruits."
    )
    killed = {
        e.coded.place.name: e.coded.fatalities_best for e in told(text) if e.coded.place and e.coded.fatalities_best
    }
    assert killed["Kano"] == 7
    assert killed["Jos"] == 9
