"""Plain words of ministries, leaders and armed groups: recalls, summonses, blame, refusals, threats."""

from __future__ import annotations

import pytest

from tests.events.reports import told

_OPENING = (
    "Rockets hit the town of Bol in Chad on Monday and killed five shepherds, the army said. "
    "The wounded were taken to a clinic. A market was in ruins.\n\n"
)


def _said(sentence: str) -> list[tuple[str, str | None]]:
    events = told(_OPENING + sentence, title="Rockets hit town in Chad")
    return [(e.coded.event_type, e.coded.event_mode) for e in events if "hit" not in e.rule]


def _types(sentence: str) -> set[str]:
    return {event_type for event_type, _ in _said(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Sudan ordered home its ambassador on Tuesday.",
        "Kenya had ordered its ambassador home on Tuesday.",
        "On Tuesday Sudan called its envoy back from Chad.",
        "On Tuesday Niger brought its ambassador home from Chad.",
    ],
)
def test_an_ambassador_ordered_home_is_recalled(sentence: str) -> None:
    assert ("SANCTION", "withdraw") in _said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ambassador of Sudan was summoned to the Foreign Ministry on Tuesday.",
        "Sudan's ambassador was summoned on Tuesday over the attack.",
        "On Tuesday the Kenyan envoy was summoned for the second time in a week.",
    ],
)
def test_an_ambassador_is_summoned_by_whomever(sentence: str) -> None:
    assert ("ACCUSE", "disapprove") in _said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The work of the embassy in Khartoum was suspended on Tuesday.",
        "The activity of the Kenyan embassy has been suspended.",
        "France halted operations at its embassy in Khartoum on Tuesday.",
        "On Tuesday Kenya suspended the services of its consulate in Khartoum.",
    ],
)
def test_an_embassy_whose_work_is_suspended_is_a_sanction(sentence: str) -> None:
    assert "SANCTION" in _types(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Responsibility for the attack lay with Sudan, the foreign minister said on Tuesday.",
        "The blame for the killings rested with the government of Sudan, the African Union said on Tuesday.",
        "Sudan was to blame for the attack, President Mahamat Deby said on Tuesday.",
        "President Mahamat Deby said on Tuesday that Sudan was responsible for the attack.",
        "Sudan bore full responsibility for the attack, the government said on Tuesday.",
    ],
)
def test_who_is_said_to_be_responsible_is_accused(sentence: str) -> None:
    events = [e for e in told(_OPENING + sentence) if e.coded.event_type == "ACCUSE"]
    assert events
    assert {p.country for p in events[0].coded.recipients} == {"SD"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The president stated on Tuesday that the troops would not leave Sudan.",
        "President Mahamat Deby said on Tuesday that his forces would not withdraw from Sudan.",
        "The government replied on Tuesday that its soldiers would not hand over the bridge.",
        "President Mahamat Deby warned on Tuesday that the army would not go back to barracks.",
    ],
)
def test_a_leader_whose_forces_will_not_leave_refuses(sentence: str) -> None:
    assert "REJECT" in _types(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sudan must return to the talks, the president of Chad said on Tuesday.",
        "Sudan should open the border, the African Union said on Tuesday.",
        '"Sudan must stop this war," the president of Chad said on Tuesday.',
    ],
)
def test_what_others_must_do_is_demanded_whatever_comes_first(sentence: str) -> None:
    assert "REQUEST" in _types(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Council of Elders refused on Tuesday to recognise the government.",
        "The Assembly of Chiefs rejected the ceasefire on Tuesday.",
    ],
)
def test_a_body_that_no_dictionary_has_refuses_what_is_politics(sentence: str) -> None:
    assert "REJECT" in _types(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The dismissal of the chief of police was announced on Tuesday.",
        "The government announced the sacking of the army chief on Tuesday.",
        "President Mahamat Deby ordered the dismissal of the interior minister on Tuesday.",
    ],
)
def test_the_dismissal_of_an_official_is_one(sentence: str) -> None:
    assert ("SANCTION", "expel") in _said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels warned foreign workers on Tuesday to leave the country.",
        "Militants warned oil workers on Tuesday to leave the region.",
        "The rebels warned foreigners on Tuesday to quit the islands.",
    ],
)
def test_rebels_who_tell_people_to_leave_threaten(sentence: str) -> None:
    assert "THREATEN" in _types(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels warned on Tuesday that more bridges would be hit.",
        "The rebels vowed on Tuesday that tankers would be next.",
        "The militants threatened on Tuesday that the capital would burn.",
    ],
)
def test_rebels_who_say_what_will_be_hit_threaten(sentence: str) -> None:
    assert "THREATEN" in _types(sentence)


def test_teenagers_by_the_count_of_a_group_are_not_taken_by_it() -> None:
    sentence = "Fourteen teenagers were taken from a school on Tuesday, by the count of the League of Mothers."
    events = [e for e in told(_OPENING + sentence) if "hit" not in e.rule]
    assert not [p for e in events for p in e.coded.actors if "League" in p.name or "League" in (p.surface or "")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Some forty people were made to leave the church by soldiers on Tuesday.",
        "On Tuesday soldiers forced two reporters to leave the square.",
    ],
)
def test_whom_soldiers_make_leave_is_coerced(sentence: str) -> None:
    assert _types(sentence) & {"COERCE", "REQUEST"}


@pytest.mark.parametrize(
    "sentence",
    [
        "On Tuesday soldiers relieved the police of their weapons at a station in Bongor.",
        "The rebels stripped the border guards of their rifles on Tuesday.",
        "On Tuesday the militia robbed twelve soldiers of their guns.",
        "Soldiers took the weapons of the police at Bongor on Tuesday.",
    ],
)
def test_who_takes_the_weapons_of_others_seizes_them(sentence: str) -> None:
    assert "COERCE" in _types(sentence)
