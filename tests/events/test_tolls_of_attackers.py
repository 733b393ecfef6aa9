"""The dead and hurt of whoever attacks, and counts of one clause that are none of the next."""

from __future__ import annotations

from tests.events.reports import told


def test_the_dead_gunman_is_no_victim() -> None:
    (event,) = told("Ten people were shot dead at a school in Malmo on Tuesday. The gunman was found dead.")
    assert [p.name for p in event.coded.recipients] == ["people"]
    assert (event.coded.fatalities_best, event.coded.acled_sub_event_type) == (10, "Attack")


def test_attackers_who_die_are_not_attacked_by_their_own() -> None:
    (event,) = told("Al Shabaab fighters stormed a hotel in Mogadishu on Friday. All five attackers were killed.")
    assert "attackers" not in [p.name for p in event.coded.recipients]


def test_attackers_whom_soldiers_kill_are_their_victims() -> None:
    (event,) = told("Soldiers killed ten attackers near Maiduguri on Friday.")
    assert [p.name for p in event.coded.recipients] == ["attackers"]


def test_policemen_hurt_under_their_own_tear_gas_are_not_its_target() -> None:
    (event,) = told("Police fired tear gas at protesters in Tirana on Monday; 10 officers were hurt.")
    assert [p.name for p in event.coded.recipients] == ["protesters"]


def test_who_stabbed_several_is_the_one_who_was_shot() -> None:
    events = told("An attacker stabbed three people in Munich on Monday and was shot dead by police.")
    assert [(e.coded.fatalities_best, e.coded.injuries_best) for e in events] == [(None, 3), (1, None)]


def test_those_detained_are_not_hurt() -> None:
    events = told(
        "Protesters set fire to the governor's office in Makhachkala on Sunday. Police detained 60 people, and nine"
        " officers were hurt."
    )
    tolls = [(t.effect, t.best) for e in events for t in e.coded.tolls]
    assert sorted(tolls) == [("captured", 60), ("injured", 9)]


def test_reprisals_are_attacks_of_their_own() -> None:
    events = told(
        "Security forces stormed a prison in Guatemala on Sunday. Eight policemen were killed in reprisal attacks in"
        " Guatemala City."
    )
    assert [(e.coded.event_type, e.coded.fatalities_best) for e in events] == [("ASSAULT", None), ("ASSAULT", 8)]
