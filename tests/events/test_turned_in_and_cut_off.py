"""Plain words that sound like another deed, and those that tell it: being cut off, turning in."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("The minister turned in her resignation in Rome on Monday.", "RETREAT", "resign"),
        ("The premier handed in his cabinet's resignation in Beirut on Tuesday.", "RETREAT", "resign"),
        ("The junta gave the French ambassador 72 hours to pack on Monday.", "SANCTION", "expel"),
        ("Ghana gave the diplomats a week to leave on Monday.", "SANCTION", "expel"),
        ("The Taliban revoked a promise of safe conduct for the Red Cross on Tuesday.", "SANCTION", "discontinue"),
        (
            "Armenia said on Monday that it was attacked; Baku retorted that Armenia had broken the truce.",
            "ACCUSE",
            None,
        ),
        ("France flew home its last soldiers from Niamey on Friday.", "RETREAT", "withdraw"),
        ("Beijing deemed the visit a provocation by Washington on Tuesday.", "ACCUSE", "disapprove"),
        ("Iran vowed to stand by Syria on Tuesday.", "SUPPORT", None),
        ("Charges were preferred against four demonstrators in Sofia on Friday.", "ACCUSE", "allege"),
        ("The town hall was burnt out by rebels in Bria on Friday.", "ASSAULT", "destroy"),
        ("Soldiers dispatched two of the ambushers near Gao on Saturday.", "ASSAULT", None),
        ("Troops dug in along the border near Kursk on Monday.", "MOBILIZE", "troops"),
        ("Militants fell upon a checkpoint near Bannu on Saturday.", "ASSAULT", None),
    ],
)
def test_it_is_heard(text: str, event_type: str, mode: str | None) -> None:
    found = {(e.coded.event_type, e.coded.event_mode) for e in told(text)}
    assert (event_type, mode) in found if mode else event_type in {t for t, _ in found}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The relief agency has been cut off from its stores in Hodeidah since Friday.", "SANCTION"),
        ("The minister turned in her resignation in Rome on Monday.", "DISARM"),
        ("France evacuated its embassy staff from Khartoum on Sunday.", "AID"),
    ],
)
def test_what_only_sounds_like_it_is_none(text: str, event_type: str) -> None:
    assert event_type not in types(text)


def test_who_falls_upon_somebody_is_the_attacker() -> None:
    (event,) = told("Militants fell upon a checkpoint near Bannu on Saturday, with two soldiers killed.")
    assert [p.name for p in event.coded.actors] == ["militants"]
