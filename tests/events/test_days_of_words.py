"""Words and deeds are dated by their own clause, not by what they speak of."""

from __future__ import annotations

import datetime as dt

from tests.events.reports import told
from transforms.events.dates import find_dates


def day_of(text: str, event_type: str) -> tuple[dt.date | None, dt.date | None]:
    (coded,) = (e.coded for e in told(text) if e.coded.event_type == event_type)
    return coded.date_start, coded.date_end


def test_a_call_is_not_of_the_day_that_it_calls_for() -> None:
    text = "Opposition leader Raila Odinga called on his supporters to gather in Nairobi next Thursday."
    assert day_of(text, "REQUEST")[1] == dt.date(2024, 3, 15)


def test_a_relative_clause_dates_what_it_tells() -> None:
    text = (
        "Troops shelled the town of Lashio in Myanmar on Wednesday.\n\nBeijing, which shut its border crossings in "
        "January, urged the army to return to talks."
    )
    assert day_of(text, "REQUEST") == (dt.date(2024, 3, 13), dt.date(2024, 3, 15))


def test_a_relative_clause_of_the_attack_dates_the_attack() -> None:
    text = "An attack on a camp in Mogadishu, which took place on Tuesday, killed four soldiers, the army said."
    assert day_of(text, "ASSAULT") == (dt.date(2024, 3, 12), dt.date(2024, 3, 12))


def test_words_without_a_day_answer_the_deed_within_two_days() -> None:
    text = "Gunmen killed six people in Kano, Nigeria, on Wednesday.\n\nThe United Nations condemned the attack."
    assert day_of(text, "ACCUSE") == (dt.date(2024, 3, 13), dt.date(2024, 3, 15))


def test_a_part_of_a_day_is_of_the_day_that_follows_it() -> None:
    text = (
        "A bomb went off in Isulan, the Philippines, on Sunday.\n\nCheckpoints were doubled by noon on Monday and the "
        "mayor, Marites Pallasigue, put the town under a curfew."
    )
    assert day_of(text, "COERCE")[0] == dt.date(2024, 3, 11)


def test_the_same_day_is_the_day_named_before_and_not_its_night() -> None:
    days = find_dates(
        "On Monday groups threw stones. In the night of the same day a car was burned.", dt.date(2024, 3, 15)
    )
    assert days[-1].first == dt.date(2024, 3, 11)


def test_what_was_called_for_or_agreed_to_on_a_day_lies_behind() -> None:
    for text in ("The group called on Sunday for an inquiry.", "Both sides agreed to a truce on Sunday."):
        (day,) = find_dates(text, dt.date(2024, 3, 15))
        assert (day.first, day.future) == (dt.date(2024, 3, 10), False)
    (day,) = find_dates("The strike called for Sunday was put off.", dt.date(2024, 3, 15))
    assert day.future


def test_the_year_of_a_law_is_not_that_of_what_is_done_under_it() -> None:
    text = (
        "Rebels took the town of Lashio in Myanmar on Saturday.\n\nThe junta has called up 5,000 recruits under the "
        "conscription law of 2010."
    )
    assert day_of(text, "MOBILIZE")[0] == dt.date(2024, 3, 9)


def test_what_somebody_had_to_do_was_done() -> None:
    text = "The rebels had to hand over their weapons to the army in Juba, South Sudan, on Sunday."
    assert day_of(text, "RETREAT")[0] == dt.date(2024, 3, 10)


def test_what_is_conceded_later_happened_before() -> None:
    for verb in ("conceded late", "admitted", "acknowledged"):
        text = (
            "Jihadists stormed a barracks at Djibo in Burkina Faso on Tuesday.\n\n"
            f"The army {verb} on Thursday that its men had died fighting the jihadists."
        )
        days = {e.coded.date_start for e in told(text) if e.coded.event_type == "ASSAULT"}
        assert days == {dt.date(2024, 3, 12)}


def test_a_clause_with_since_dates_only_itself() -> None:
    text = (
        "Soldiers fought militiamen at the gates of Tripoli on Thursday, the worst clash since a truce was signed in "
        "January; a helicopter was shot down by rockets."
    )
    days = {e.coded.date_start for e in told(text) if e.coded.event_type == "ASSAULT"}
    assert days == {dt.date(2024, 3, 14)}


def test_by_evening_is_the_day_that_its_sentence_opens_with() -> None:
    text = (
        "Troops disarmed the police at a station in Suva on Monday, the army said.\n\n"
        "On Tuesday they put a judge under guard, and by evening the commander had dismissed the prime minister."
    )
    days = {e.coded.date_start.day for e in told(text) if e.coded.event_type == "SANCTION"}
    assert days == {12}


def test_the_day_on_which_police_said_it_is_not_the_day_on_which_officers_were_hurt() -> None:
    text = (
        "Police in Budapest fired tear gas and arrested more than 50 people after a protest outside the parliament "
        "turned violent on Thursday night. Fourteen officers were injured, the police said Friday."
    )
    assert {e.coded.date_start for e in told(text) if e.coded.injuries_best == 14} == {dt.date(2024, 3, 14)}
