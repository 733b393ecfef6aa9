"""Officials and forces are of the state that their words name."""

from __future__ import annotations

import pytest

from schemas.coded import Party
from tests.events.reports import told
from transforms.events.coder import CoderResources
from transforms.events.parties.find import PartyReader
from transforms.events.parties.sides import other_side


def sides(text: str, event_type: str) -> tuple[set[str], set[str]]:
    (coded,) = (e.coded for e in told(text) if e.coded.event_type == event_type)
    return {p.name for p in coded.actors}, {p.name for p in coded.recipients}


def test_two_peoples_share_the_noun_after_the_second() -> None:
    text = "Kyrgyz and Tajik border guards exchanged fire on Wednesday near the village of Kok-Tash."
    assert sides(text, "ASSAULT") == ({"Police of Kyrgyzstan"}, {"Police of Tajikistan"})


def test_the_counterpart_of_a_country_is_its_government() -> None:
    actors, recipients = sides("Sergei Lavrov met his Turkish counterpart in Antalya on Monday.", "CONSULT")
    assert (actors, recipients) == ({"Sergei Lavrov"}, {"Government of Turkey"})


def test_an_official_is_of_the_country_after_of() -> None:
    text = "The president of Kenya met the prime minister of Somalia in Nairobi on Monday."
    assert sides(text, "CONSULT") == ({"Government of Kenya"}, {"Government of Somalia"})


def test_who_visits_a_capital_visits_its_state_there() -> None:
    (event,) = told("A U.S. delegation led by Jake Sullivan visited Riyadh on Monday.")
    assert event.coded.place is not None
    assert event.coded.place.name == "Riyadh"


def test_men_behind_a_comma_whom_commandos_seized_are_passive() -> None:
    text = "Eleven men, rounded up on Sunday in Amiriya by commandos, were found dead on Monday."
    assert sides(text, "COERCE") == ({"commandos"}, {"men"})


def test_forces_that_were_sent_out_and_exchanged_fire_are_active() -> None:
    text = "Blue helmets sent out at noon exchanged fire with the assailants near Lala on Monday."
    assert sides(text, "ASSAULT") == ({"blue helmets"}, {"assailants"})


def test_one_armed_side_beside_two_states_is_no_error() -> None:
    resources = CoderResources.load()
    text = "The Guatemalan government and the Salvadoran government were asked by rebels for an inquiry."
    reader = PartyReader(resources.actors, text, 2024)
    parsed = resources.parse(text)
    for piece in parsed.chunks:
        reader.read(parsed, piece, 0)
    victim = Party(actor_id=None, name="Luis Olmos", surface="Olmos", country="SV", sector="GOV")
    assert [p.name for p in other_side([victim], reader, [])] in ([], ["rebels"])


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The secretary general of the Arab League condemned the raid on Monday.", "Arab League"),
        ("The president of the European Commission met Zelensky in Kyiv on Friday.", "European Union"),
        ("The secretary-general of NATO visited Ankara on Monday.", "NATO"),
    ],
)
def test_who_heads_a_body_of_states_acts_for_it(text: str, body: str) -> None:
    (event,) = told(text)
    assert body in {p.name for p in event.coded.actors}
