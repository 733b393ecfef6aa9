"""Who lets go of people, and from whom people flee, where only other sentences of the report name them."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def actors(text: str, event_type: str, mode: str) -> set[str]:
    events = [e.coded for e in told(text) if (e.coded.event_type, e.coded.event_mode) == (event_type, mode)]
    assert events, f"no {event_type}/{mode} in {text!r}"
    return {p.name for e in events for p in e.actors}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Gunmen abducted nine nurses near Zaria on Monday. Four of the nurses were freed on Thursday.", "gunmen"),
        (
            "Boko Haram kidnapped eleven herders in Gamboru on Monday. The herders were released on Wednesday.",
            "Boko Haram",
        ),
        (
            "Police in Lusaka, Zambia, arrested six students on Monday. The students were released on Tuesday.",
            "Police of Zambia",
        ),
    ],
)
def test_who_took_people_lets_them_go(text: str, actor: str) -> None:
    assert actors(text, "RETREAT", "release") == {actor}


def test_prisoners_handed_to_a_government_were_not_let_go_by_their_kidnappers() -> None:
    text = (
        "Gunmen abducted nine nurses near Zaria on Monday. "
        "The hostages were handed over to the government of Kaduna on Thursday."
    )
    assert "gunmen" not in {p.name for e in told(text) for p in e.coded.actors if e.coded.event_type == "RETREAT"}


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram burned the village of Ngouboua in Chad on Monday. Some 3,000 people fled their homes.",
        "Boko Haram attacked Ngouboua in Chad on Monday; 3,000 people were displaced.",
        "Boko Haram shelled a camp near Bol in Chad on Monday. Thousands of families fled their homes on Tuesday.",
    ],
)
def test_people_flee_from_those_who_attack(text: str) -> None:
    assert actors(text, "SANCTION", "expel") == {"Boko Haram"}


def test_people_do_not_flee_from_those_to_whom_they_go() -> None:
    text = (
        "The Syrian Democratic Forces attacked Hajin in Syria on Monday. Hundreds of civilians fled the town "
        "on Tuesday towards areas held by the Syrian Democratic Forces."
    )
    assert actors(text, "SANCTION", "expel") == set()


def test_the_state_of_a_territory_overseas_arrests_and_orders_there() -> None:
    text = (
        "NOUMEA, March 14 - Youths in Noumea, New Caledonia, burned cars on Wednesday over a law passed in France. "
        "A curfew was imposed on Noumea and six people were arrested on Thursday."
    )
    assert actors(text, "COERCE", "curfew") == {"Government of France"}


def test_a_neighbour_that_a_report_only_names_did_not_kill_there() -> None:
    text = (
        "Bangladesh and India shut the border at Benapole on Monday. Troops of India took up posts along it and "
        "Bangladesh put its army on alert. The reporter Mehedi Hasan was murdered in Dhaka on Tuesday."
    )
    killed = [e.coded for e in told(text) if e.coded.event_type == "ASSAULT"]
    assert "IN" not in {p.country for e in killed for p in e.actors}
