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


def test_a_report_plays_in_the_city_it_is_about_and_not_in_a_province_named_once() -> None:
    text = (
        "Hong Kong has seen unrest for months. Students in Hong Kong said that they feared the fate of Xinjiang. "
        "People in Hong Kong are tired.\n\n"
        "Police fired tear gas at protesters on Tuesday and arrested 40 students."
    )
    found = [e.coded.place for e in told(text) if e.coded.event_type in ("ASSAULT", "COERCE")]
    assert {p.name for p in found if p is not None} == {"Hong Kong"}


def test_a_part_of_the_world_is_no_place_where_the_state_is_known() -> None:
    text = (
        "Iran is one of the largest states of the Middle East. Prices rose in Iran on Friday.\n\n"
        "Hundreds of demonstrators blocked roads with their cars on Saturday."
    )
    assert places(text)["PROTEST"] == "Iran"


def test_the_first_name_of_a_victim_is_no_village() -> None:
    text = (
        "LANCASTER, Calif. - Deputies searched for Emma Lund, who was abducted in Lancaster on Wednesday. "
        "The body of Emma was found on Thursday."
    )
    assert {e.coded.place.name for e in told(text) if e.coded.place is not None} <= {"Lancaster", "California"}


def test_the_seat_of_a_body_is_not_where_somebody_calls_on_it() -> None:
    text = (
        "Armenia's parliament closed the road to Azerbaijan on Friday.\n\nAzerbaijan called it a threat to peace and "
        "demanded an urgent session of the Security Council in New York."
    )
    assert "US" not in {e.coded.place.country for e in told(text) if e.coded.place}
    (asked,) = told(
        "Guyana asked the International Court of Justice in The Hague on Monday to order Venezuela to stop."
    )
    assert asked.coded.place is not None
    assert asked.coded.place.country != "NL"


def test_a_body_that_is_attacked_is_attacked_where_it_sits() -> None:
    (attack,) = told("Gunmen attacked the United Nations office in Goma in Congo on Monday.")
    assert attack.coded.place is not None
    assert attack.coded.place.name == "Goma"


def test_where_an_accord_was_signed_is_not_where_it_is_kept() -> None:
    text = "Ukraine withdrew its troops from Zolote on Friday under a truce brokered in Minsk by the envoys."
    places = {e.coded.place.name for e in told(text) if e.coded.event_mode == "withdraw" and e.coded.place}
    assert places == {"Zolote"}
    posts = (
        "Soldiers of both Koreas crossed the border near Cheorwon on Friday to look at what is left of guard posts.\n\n"
        "The two states blew up ten posts on Thursday under a military accord signed in Pyongyang."
    )
    assert "Pyongyang" not in {e.coded.place.name for e in told(posts) if e.coded.place}


DIGEST = (
    "AFGHANISTAN. Gunmen stormed the refugees' department in Jalalabad on Tuesday. An American envoy met the Taliban "
    "in Doha on Sunday.\n\n"
    "BANGLADESH. Pupils blocked the airport road in Dhaka on Sunday.\n\n"
    "INDIA. Assam published a register on Monday. The police in Muzaffarpur, Bihar, took over the inquiry. In Chakan, "
    "near Pune, marchers set 30 buses on fire on Monday, and a crowd in Delhi did the same.\n\n"
    "Peru: villagers have blockaded the copper mine at Las Bambas since Monday. "
)


def test_places_of_one_item_of_a_digest_say_little_of_those_of_another() -> None:
    """Jalalabad, Doha and Dhaka are also towns of India."""
    found = {(e.coded.event_type, e.coded.place.country) for e in told(DIGEST) if e.coded.place}
    assert found >= {("ASSAULT", "AF"), ("CONSULT", "QA"), ("PROTEST", "BD"), ("PROTEST", "PE")}


def test_a_hotel_is_not_in_the_city_that_it_is_named_after() -> None:
    text = "Gunmen attacked the Dusit hotel in Nairobi on Tuesday. They killed 21 people."
    assert places(text) == {"ASSAULT": "Nairobi"}
