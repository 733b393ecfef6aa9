"""Who is sought or killed for an attack is told with it, and is no second attack; who dies of it later is numbered."""

from __future__ import annotations

from tests.events.reports import told


def _attacks(text: str) -> list[tuple[str, int | None, int | None]]:
    return [
        (str(e.coded.date_start), e.coded.fatalities_best, e.coded.injuries_best)
        for e in told(text)
        if e.coded.event_type == "ASSAULT"
    ]


def test_a_fourth_dead_says_that_four_died() -> None:
    text = (
        "A fourth person has died of wounds suffered in Tuesday's bombing of a bus in Nairobi, Kenya, the hospital "
        "said. Six passengers were injured in the bombing."
    )
    assert [attack[1:] for attack in _attacks(text)] == [(4, 6)]


def test_what_a_suspect_is_killed_for_is_no_attack_of_the_day_on_which_he_is_killed() -> None:
    text = (
        "Suspect in Nairobi bombing is killed by police\n\nKenyan police shot dead the man suspected of bombing a "
        "hotel in Nairobi on Thursday night.\n\nSix people died in the bombing on Monday."
    )
    assert sorted(_attacks(text)) == [("2024-03-11", 6, None), ("2024-03-14", 1, None)]


def test_a_man_whom_police_hunt_did_what_the_report_told_before() -> None:
    text = (
        "A gunman murdered three people when he opened fire on families at a bus station in Lagos, Nigeria, on "
        "Thursday.\n\nOfficers on Friday were hunting Yusuf Bello, 31, who also wounded at least a dozen travellers "
        "before stealing a car."
    )
    assert _attacks(text) == [("2024-03-14", 3, 12)]
