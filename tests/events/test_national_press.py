"""Reports of national and local papers: datelines with a day, protests and orders in their words."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import told, types

MONDAY = dt.date(2024, 3, 11)


@pytest.mark.parametrize(
    "dateline",
    ["ELDORET, Monday — ", "ELDORET, Kenya, Monday — ", "ELDORET, 11 March (KNA) - ", "Eldoret, Monday - "],
)
def test_the_day_of_a_dateline_dates_what_names_no_day(dateline: str) -> None:
    (event,) = told(f"{dateline}Police arrested forty traders near the bus station.")
    assert (event.coded.date_start, event.coded.date_end) == (MONDAY, MONDAY)


def test_a_day_of_the_lead_goes_before_that_of_the_dateline() -> None:
    (event,) = told("ELDORET, Wednesday — Police arrested forty traders near the bus station on Monday.")
    assert event.coded.date_start == MONDAY


def test_a_report_plays_where_a_dateline_in_small_letters_says() -> None:
    (event,) = told("Sousse - A mob burnt two police cars during the night of Monday.")
    assert event.coded.place is not None
    assert event.coded.place.country == "TN"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Students in Lusaka carried a mock coffin and marched to parliament on Monday.",
        "The union demanded on Monday that the government of Malawi free all prisoners of opinion.",
    ],
)
def test_one_word_of_another_domain_does_not_hide_a_paragraph_of_the_news(paragraph: str) -> None:
    lead = "Police arrested forty traders in Lusaka on Tuesday, and troops were sent to the town, the army said."
    events = told(f"{lead}\n\n{paragraph}", "Forty traders arrested in Lusaka")
    assert any(e.evidence[0].text in paragraph for e in events)


def test_a_report_plays_in_its_first_story_not_in_the_other_one_of_its_headline() -> None:
    text = (
        "Tunis - A Tunis court jailed the editor of a weekly for a year on Wednesday.\n\n"
        "Some fifty reporters gathered before the building to protest against the verdict.\n\n"
        "In Gafsa, two men beat a photographer with sticks."
    )
    events = told(text, "A year for editor; photographer beaten in Gafsa")
    assert {e.coded.place.name for e in events if e.coded.event_type == "PROTEST" and e.coded.place} == {"Tunis"}


@pytest.mark.parametrize(
    "opening", ["Within an hour", "Minutes later", "Soon afterwards", "Half an hour later", "In the ensuing melee"]
)
def test_a_paragraph_that_moves_on_is_of_the_day_of_the_one_before(opening: str) -> None:
    events = told(
        "Troops patrolled the streets of Jos on Wednesday, residents said.\n\n"
        "On Monday afternoon, pupils marched to the town hall in Jos to complain about fees.\n\n"
        f"{opening}, police arrested forty pupils. Their parents gathered in protest before the station."
    )
    assert {e.coded.date_start for e in events if "pupils" in e.evidence[0].text} == {MONDAY}


def test_the_next_morning_is_counted_from_the_day_named_before() -> None:
    events = told("On Monday, police arrested the editor of a weekly in Lome. Next morning, they freed him.")
    assert [e.coded.date_start for e in events] == [MONDAY, dt.date(2024, 3, 12)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An officer said on Monday that two policemen had been hit by bricks in Nakuru.", "PROTEST"),
        ("A shutdown strike called by unions closed the schools of Accra on Monday.", "PROTEST"),
        ("A bandh called by the Congress paralysed life in Guwahati on Monday.", "PROTEST"),
        ("Twenty platoons of police are camping in Asansol, and shops are shut.", "MOBILIZE"),
        ("Two companies of gendarmes were sent to Kedougou on Monday.", "MOBILIZE"),
        ("Mobile internet service remains snapped in Srinagar till Monday.", "COERCE"),
        ("Mobile data services were snapped in Srinagar on Monday.", "COERCE"),
        ("Section 144 has been promulgated in Nagpur.", "COERCE"),
        ("The magistrate promulgated prohibitory orders in Bahraich on Monday.", "COERCE"),
        ("The court in Rabat pronounced on Monday its verdict against the six activists.", "SANCTION"),
        ("The envoy of Sweden was called to the foreign ministry in Baghdad over the burning of the Koran.", "ACCUSE"),
        ("The ruling NDC hit back in Accra on Monday, accusing the NPP of lying.", "ACCUSE"),
        ("The ruling BJD hit back in Cuttack, accusing the BJP of fishing in troubled waters.", "ACCUSE"),
    ],
)
def test_plain_words_of_the_press_tell_an_event(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Goods worth two million were carted away from a market in Kano on Monday, the manager said.", "COERCE"),
        ("A lawyer appealed in Lusaka on Monday against the verdict against the editor.", "SANCTION"),
        ("The opposition called the strike in Lome on Monday a failure.", "PROTEST"),
    ],
)
def test_words_like_those_of_an_event_tell_none(text: str, kind: str) -> None:
    assert kind not in types(text)


@pytest.mark.parametrize(
    "people", ["lawyers", "barristers", "pharmacists", "housewives", "ex-combatants", "jobseekers", "village chiefs"]
)
def test_people_of_every_calling_protest(people: str) -> None:
    (event,) = told(f"Some two hundred {people} gathered in Dakar on Monday to protest against a new tax.")
    assert [p.surface for p in event.coded.actors] == [people]


def test_a_day_of_what_is_to_come_dates_no_deed() -> None:
    events = told(
        "ELDORET, Wednesday — A mob burnt a bus in Eldoret.\n\n"
        "Police said that forty traders had been arrested and would be taken to court on Friday."
    )
    assert {e.coded.date_start for e in events} == {dt.date(2024, 3, 13)}


def test_the_day_of_a_ban_is_none_of_the_marches_that_it_bans() -> None:
    events = told(
        "Hundreds of students marched in Lome on Monday, and police fired tear gas at them. "
        "The minister repeated that the marches, which he banned last week, were illegal."
    )
    assert {e.coded.date_start for e in events if e.coded.event_type == "PROTEST"} == {MONDAY}


def test_similar_protests_of_another_month_are_no_part_of_those_of_the_news() -> None:
    events = told(
        "Hundreds of students marched in Lome on Monday, and police fired tear gas at them. "
        "Three people died in similar protests in Lome last month."
    )
    (protest,) = [e.coded for e in events if e.coded.event_type == "PROTEST"]
    assert (protest.date_start, protest.fatalities_best) == (MONDAY, None)


def test_a_blocked_road_is_blocked_where_the_report_plays_not_where_it_leads() -> None:
    text = "Two people were wounded in riots in Kisumu on Monday. Youths barricaded the highway to Busia with stones."
    places = {e.coded.place.name for e in told(text) if e.coded.event_type == "PROTEST" and e.coded.place}
    assert places == {"Kisumu"}


def test_what_had_happened_hours_earlier_goes_on_with_the_story() -> None:
    events = told(
        "A court in Tunis jailed two editors for a year on Wednesday, and their lawyers announced an appeal.\n\n"
        "The two men were arrested in Tunis on the night of 12 February. "
        "A few hours earlier, agents had raided the offices of the bar association."
    )
    assert any("offices of the bar" in told_by.text for e in events for told_by in e.evidence)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The union in Accra published a statement accusing the police of brutality.", "ACCUSE"),
        ("Opposition deputies in Manila filed a resolution calling for an inquiry into the killings.", "REQUEST"),
        ("Police in Lahore registered a case against 200 protesters for blocking a road.", "ACCUSE"),
        ("Policemen served warrants on eleven farmers in San Mariano on Monday.", "COERCE"),
        ("The president of Tunisia ordered the foreign ministry on Monday to summon several ambassadors.", "ACCUSE"),
        ("Mali's president instructed his foreign minister on Monday to recall the ambassador in Paris.", "SANCTION"),
        ("A strong police presence was visible around the courthouse in Dakar on Monday.", "MOBILIZE"),
        ("Nurses in Accra threatened on Monday to lay down their tools over unpaid wages.", "THREATEN"),
    ],
)
def test_plain_words_of_unions_and_police_tell_an_event(text: str, kind: str) -> None:
    assert kind in types(text)


def test_who_issues_a_statement_accuses() -> None:
    (event,) = told("The teachers' union in Accra issued a statement on Monday accusing the minister of lying.")
    assert "union" in event.coded.actors[0].surface


def test_the_hours_of_a_curfew_are_of_no_day() -> None:
    (event,) = told(
        "PUNO, Peru, Monday - The government decreed a curfew for three days in Puno, "
        "from eight at night to four in the morning."
    )
    assert event.coded.date_start == MONDAY


def test_who_is_left_wounded_wounds_nobody() -> None:
    events = told(
        "Men on a motorcycle opened fire on a lawyer near Lahore on Monday, "
        "leaving his guard dead and his brother wounded."
    )
    assert "brother" not in {word for e in events for a in e.coded.actors for word in a.surface.split()}


@pytest.mark.parametrize("speaker", ["Police spokesman Paul Nyathi", "The police spokesman, Paul Nyathi,"])
def test_he_who_spoke_just_before_goes_on(speaker: str) -> None:
    events = told(
        "The minister, Amon Murwira, raised the fees in Harare on Monday. "
        f"{speaker} said five students had been arrested. He accused the union of lying."
    )
    (accusing,) = [e for e in events if e.coded.event_type == "ACCUSE"]
    assert "Nyathi" in accusing.coded.actors[0].surface
