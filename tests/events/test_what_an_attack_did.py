"""What came of an attack is told of those who made it, not of those who were attacked or who look into it."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    ("text", "struck", "killed"),
    [
        ("A U.N. convoy was ambushed near Yei in South Sudan on Monday, killing two drivers.", "United Nations", 2),
        ("Malian troops were ambushed near Gao on Monday, killing six of them.", "Military of Mali", 6),
        ("An army convoy came under attack near Gao in Mali on Monday, killing six soldiers.", "army convoy", 6),
        ("A U.N. convoy was attacked near Yei on Monday, leaving two drivers dead.", "United Nations", 2),
        ("Three soldiers drove over a landmine near Kidal on Monday, killing one of them.", "soldiers", 1),
    ],
)
def test_who_is_attacked_kills_nobody(text: str, struck: str, killed: int) -> None:
    (event,) = told(text)
    assert event.coded.actors == []
    assert (event.coded.recipients[0].name, event.coded.fatalities_best) == (struck, killed)


def test_who_attacks_kills() -> None:
    (event,) = told("Malian troops were ambushed near Gao by jihadists on Monday, killing six of them.")
    assert [p.name for p in event.coded.actors] == ["jihadists"]


def test_what_is_struck_kills_nobody() -> None:
    (event,) = told("RSF drones attacked a hospital in El Fasher in Sudan on Friday, which killed 70 patients.")
    assert [p.name for p in event.coded.actors] == ["Rapid Support Forces"]
    assert event.coded.fatalities_best == 70


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested a man after a woman was shot dead in Lyon on Tuesday.",
        "Police arrested 12 people in connection with Sunday's attack in Bokkos in Nigeria.",
    ],
)
def test_police_who_arrest_somebody_over_a_killing_did_not_kill(text: str) -> None:
    (attack,) = (e.coded for e in told(text) if e.coded.event_type == "ASSAULT")
    assert attack.actors == []
