"""Whose words count: bodies that speak for many, and those whose office stands beside their name."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    ("text", "event_type", "actor"),
    [
        ("The defeated parties rejected the result in Lima on Monday.", "REJECT", "parties"),
        ("Aid organisations on Monday demanded a ceasefire.", "REQUEST", "aid organisations"),
        ("The diocese on Sunday demanded that the government disarm the militias.", "REQUEST", "diocese"),
        ("The synod urged the government on Friday to free the prisoners.", "REQUEST", "synod"),
        ("The bar council condemned the arrest of the judge on Friday.", "ACCUSE", "bar council"),
        ("Three trade associations urged the government on Friday to resign.", "REQUEST", "trade associations"),
    ],
)
def test_bodies_that_speak_for_many_are_parties(text: str, event_type: str, actor: str) -> None:
    said = [e.coded for e in told(text) if e.coded.event_type == event_type]
    assert [p.name for e in said for p in e.actors] == [actor]


@pytest.mark.parametrize(
    ("text", "name", "sector", "country"),
    [
        ('The interior minister, Musa Diallo, accused "foreign hands" on Friday.', "Musa Diallo", "GOV", None),
        ("Rizal Hartono, Indonesia's foreign minister, condemned the raid on Friday.", "Rizal Hartono", "GOV", "ID"),
        ("Jana Petrova, a senator from the north, condemned the raid on Friday.", "Jana Petrova", "LEG", None),
        ("The archbishop, Tomas Abril, condemned the raid on Friday.", "Tomas Abril", "REL", None),
        ("Ana Lindqvist, Sweden's defence minister, condemned the raid on Friday.", "Ana Lindqvist", "GOV", "SE"),
    ],
)
def test_who_has_an_office_beside_the_name_speaks_for_it(
    text: str, name: str, sector: str, country: str | None
) -> None:
    (actor,) = (p for e in told(text) if e.coded.event_type == "ACCUSE" for p in e.coded.actors)
    assert (actor.name, actor.sector, actor.country) == (name, sector, country)


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Novotny, a former minister, condemned the raid on Friday.",
        "The gang leader, Pavel Novotny, condemned the raid on Friday.",
        "Pavel Novotny, a baker, condemned the raid on Friday.",
    ],
)
def test_who_left_an_office_or_never_had_one_speaks_for_nobody(text: str) -> None:
    assert not told(text)


_LEAD = (
    "Order has returned to the north of Kosovo. Shops in Zvecan opened late on Thursday. "
    "The streets of the town are swept. Schools are open. The council has met twice this week. "
)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("NATO accuses the crowd of having brought iron bars.", "ACCUSE"),
        ("The prime minister blames Serbia for the violence.", "ACCUSE"),
        ("The president of Serbia threatens to send the army.", "THREATEN"),
        ("The European Union urges Kosovo to withdraw the police.", "REQUEST"),
        ("Germany condemns the attack on the soldiers.", "ACCUSE"),
    ],
)
def test_a_report_in_the_present_tells_what_is_said_now(text: str, event_type: str) -> None:
    assert event_type in {e.coded.event_type for e in told(_LEAD + text)}


@pytest.mark.parametrize(
    "text",
    ["The rebels want an Islamic state in the north of Kosovo.", "Militias in the north fight alongside the army."],
)
def test_what_is_always_so_is_no_news_in_the_present(text: str) -> None:
    assert not {e.coded.event_type for e in told(_LEAD + text)} & {"REQUEST", "ASSAULT"}


@pytest.mark.parametrize(
    "text",
    [
        "Traders in Mahabad had closed their shops for three days last week.",
        "Teachers in Bukan had walked out last week.",
        "Protesters had blocked the road to Sanandaj last week.",
    ],
)
def test_what_had_happened_in_a_week_of_these_weeks_is_news(text: str) -> None:
    lead = _LEAD.replace("Kosovo", "Iran").replace("Zvecan", "Mahabad")
    assert "PROTEST" in {e.coded.event_type for e in told(lead + text)}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The mayor of Mahabad visited a bank, which rioters had set on fire on Tuesday.", "PROTEST"),
        ("In Bukan doctors spoke for a colleague, whom the police had arrested on Monday.", "COERCE"),
        ("Families in Bukan waited for the six students, whom gunmen had abducted on Sunday.", "ASSAULT"),
    ],
)
def test_a_relative_clause_with_a_day_of_these_days_tells_news(text: str, event_type: str) -> None:
    lead = _LEAD.replace("Kosovo", "Iran").replace("Zvecan", "Mahabad")
    assert event_type in {e.coded.event_type for e in told(lead + text)}
    undated = text.replace(" on Tuesday", "").replace(" on Monday", "").replace(" on Sunday", "")
    assert event_type not in {e.coded.event_type for e in told(lead + undated)}
