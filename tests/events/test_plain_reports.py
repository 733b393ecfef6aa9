"""Plain sentences of wire news: who, what, to whom, where and when, as any reader takes them."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def of_type(text: str, event_type: str) -> list[tuple[list[str], list[str]]]:
    events = (e.coded for e in told(text) if e.coded.event_type == event_type)
    return [([p.name for p in e.actors], [p.name for p in e.recipients]) for e in events]


def test_what_is_condemned_may_be_called_it() -> None:
    text = "Gunmen killed 305 people in a mosque in Egypt's Sinai on Friday. Moscow and Riyadh condemned it."
    ((actors, _),) = of_type(text, "ACCUSE")
    assert actors == ["Russia", "Saudi Arabia"]


def test_poachers_shoot_rangers() -> None:
    text = "Poachers shot dead two rangers in Swaziland's Hlane park at the weekend."
    assert of_type(text, "ASSAULT") == [(["poachers"], ["rangers"])]


def test_what_came_of_it_was_done() -> None:
    text = "Rebels in Liberia withdrew to the river on Friday, only to turn round and shell Monrovia's port at night."
    assert [e.coded.event_mode for e in told(text)] == ["withdraw", "heavy-weapons"]


@pytest.mark.parametrize(
    "text",
    [
        "ETA announced the end of its armed campaign on Thursday.",
        "The FARC announced an end to its armed struggle on Thursday.",
        "The M23 said it had ended its rebellion in eastern Congo.",
        "The rebel group disbanded on Monday.",
    ],
)
def test_a_group_gives_up_its_struggle(text: str) -> None:
    (event,) = told(text)
    assert (event.coded.event_type, event.coded.acled_sub_event_type) == ("RETREAT", "Change to group/activity")


def test_a_suicide_car_bomb_is_a_suicide_attack() -> None:
    (event,) = told("A suicide car bomb killed five soldiers in Kabul on Monday.")
    assert (event.coded.event_mode, event.coded.fatalities_best) == ("suicide-attack", 5)
