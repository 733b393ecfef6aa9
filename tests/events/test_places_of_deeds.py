"""Where something happened, where its sentence does not say or names other places."""

from __future__ import annotations

from tests.events.reports import told


def places(text: str) -> dict[str, str | None]:
    return {e.coded.event_type: e.coded.place.name if e.coded.place else None for e in told(text)}


def test_the_place_before_the_colon_is_that_of_its_paragraph() -> None:
    text = (
        "Attacks by armed groups in Macomia, Mozambique, displaced 4,000 people.\n\n"
        "\u2022 Pemba, 11 March: around 150 displaced people blocked the road outside the institute."
    )
    assert places(text)["PROTEST"] == "Pemba"


def test_what_a_state_decrees_happens_in_that_state() -> None:
    text = (
        "GUAYAQUIL, Ecuador - Gunmen stormed a television studio in Guayaquil on Tuesday.\n\n"
        "Peru declared an emergency along the frontier."
    )
    assert places(text) == {"ASSAULT": "Guayaquil", "COERCE": "Peru"}


def test_where_the_wounded_were_flown_is_not_where_they_were_beaten() -> None:
    text = "IMPHAL, India - A lawmaker was thrashed by a mob on Thursday so badly that he had to be flown to Delhi."
    assert places(text)["ASSAULT"] == "Imphal"


def test_ministers_confer_where_the_text_says_and_announce_there() -> None:
    text = "The foreign ministers of France and Germany met in Addis Ababa on Thursday and announced a fund."
    assert places(text)["CONSULT"] == "Addis Ababa"
