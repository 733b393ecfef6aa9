"""Reports of accidents, in which things explode and people die, and of attacks at the same kinds of places."""

from __future__ import annotations

import pytest

from tests.events.reports import told

PIT = (
    "Eleven dead as explosion rips through Silesian colliery",
    """RYBNIK - Rescuers reached the last of the missing on Thursday, a day after an explosion tore through a gallery of
the coal mine and killed eleven men.

Seven others were injured, four of them badly burnt. The blast was felt in the whole of the district. Engineers suspect
that methane was set off by a spark. There was no sign of explosives, said the chief of the fire brigade, contrary to
what a local station had reported.

Forty soldiers helped to clear the shaft. The mining office stopped work at two neighbouring pits. The president spoke
of a black day for the families.""",
)
TANKER = (
    "Toll of Ibadan fuel tanker blast rises to 41",
    """IBADAN - The number of people killed when a fuel tanker exploded at a crossroads rose to 41 on Sunday, the
state's health commissioner said.

The explosion on Friday evening injured 63 others, most of whom had run to collect petrol from the overturned lorry when
it caught fire. Hospitals asked for blood. Soldiers keep people away from the wreck.

The driver, who survived, told reporters that his brakes had failed on the hill. Tankers are old and roads are bad, said
the union of drivers.""",
)
BOMBED_PIT = (
    "Gunmen kill 20 miners in Baluchistan",
    """QUETTA - Gunmen armed with rockets attacked a coal mine in the Duki district overnight, killed 20 miners
and wounded seven, police said on Friday.

The attackers fired at the men in their huts, threw grenades and burned machinery before they fled into the hills. No
group claimed the attack. Separatists have attacked mines of the region before, and the army sent soldiers.""",
)


@pytest.mark.parametrize("report", [PIT, TANKER], ids=["pit", "tanker"])
def test_those_who_died_in_an_accident_were_not_killed(report: tuple[str, str]) -> None:
    title, text = report
    assert not [e.rule for e in told(text, title) if e.coded.event_type == "ASSAULT"]


def test_an_attack_on_a_mine_is_an_attack() -> None:
    title, text = BOMBED_PIT
    assert {(e.coded.event_type, e.coded.fatalities_best) for e in told(text, title)} >= {("ASSAULT", 20)}


@pytest.mark.parametrize(
    "text",
    [
        "An army helicopter crashed in Chad on Tuesday, killing five soldiers.",
        "Six soldiers were killed on Tuesday when their truck overturned in western Chad.",
        "A lorry hit a military bus in Chad on Sunday, killing six soldiers.",
        "A cargo ship struck a bridge in Lagos on Tuesday, killing six workers.",
        "A truck ploughed into a crowd in Nakuru, Kenya, on Friday, killing 51 people. The driver lost control.",
        "A blast ripped through a paint factory in Surat in India on Thursday, killing eight workers.",
        "A crocodile killed a fisherman in Malawi on Monday.",
        "A pack of stray dogs attacked a boy in Delhi on Sunday.",
        "A shark attack killed a swimmer in Durban on Sunday.",
    ],
)
def test_crashes_factories_and_animals_kill_without_anybody_doing_it(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "A helicopter crashed in Chad on Tuesday, killing six soldiers. Rebels said they had shot it down.",
        "A car ploughed into a crowd at a Christmas market in Graz on Friday, killing two people.",
        "Soldiers shot two men whose car had collided with their truck in Accra on Monday.",
        "A drone crashed into a factory in Kazan on Saturday, injuring two people.",
        "Rebels on horses killed five farmers in Darfur on Monday.",
    ],
)
def test_what_is_shot_down_or_driven_into_a_crowd_is_attacked(text: str) -> None:
    assert "ASSAULT" in {e.coded.event_type for e in told(text)}
