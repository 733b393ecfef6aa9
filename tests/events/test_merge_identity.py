"""What identifies an event: a person, a count, an act that is done once."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from schemas import Party, Place
from tests.events.accounts import CIVILIANS, GUNMEN, HAJIN, IS, RAQQA, SDF, killed, living, mention, merge, together

POLICE = Party(actor_id="irq-police", name="Police of Iraq", sector="COP", country="IQ")
ARMY = Party(actor_id="irq-army", name="Military of Iraq", sector="MIL", country="IQ")
PRISONER = Party(name="Karim Haddad", sector="CVL")
EDITOR = Party(name="editor", sector="JRN")
CAMPS = Place(name="Hajin", surface="Hajin", admin1="Deir ez-Zor", country="SY", precision="admin1")

ARREST: dict[str, Any] = {"event_type": "COERCE", "event_mode": "arrest", "actors": [POLICE], "recipients": [PRISONER]}


def test_a_named_person_is_arrested_once_whatever_day_or_force_a_report_gives() -> None:
    first = mention("a", **ARREST, evidence="Police arrested Karim Haddad at his home, his lawyer said.")
    later = {**ARREST, "actors": [ARMY], "evidence": "Riots broke out after the arrest of Karim Haddad."}
    assert together(first, mention("b", days=1, **later))
    other = {**later, "recipients": [Party(name="Salim Nasser", sector="CVL")], "evidence": "Salim Nasser was held."}
    assert not together(first, mention("c", days=1, **other))


def test_a_described_person_is_the_one_whose_name_the_sentence_gives() -> None:
    named = mention("a", **ARREST, evidence="Police arrested Karim Haddad at his home on Friday.")
    described = {**ARREST, "recipients": [EDITOR]}
    with_name = mention("b", **described, days=1, evidence="An editor, Karim Haddad, was seized by officers.")
    without = mention("c", **described, days=1, evidence="An editor was led away by officers in another town.")
    assert together(named, with_name)
    assert not together(named, without)


def test_the_man_who_did_it_is_not_the_one_whom_it_befell() -> None:
    shooting: dict[str, Any] = {
        "actors": [PRISONER],
        "recipients": [CIVILIANS],
        "evidence": "Karim Haddad shot at shoppers.",
    }
    death: dict[str, Any] = {"actors": [POLICE], "recipients": [PRISONER], "evidence": "Police shot Karim Haddad dead."}
    assert not together(mention("a", **shooting), mention("b", **death))


def test_two_words_for_one_wrongdoer_are_one_person() -> None:
    shot: dict[str, Any] = {"event_mode": "firearms", "actors": [POLICE], **killed(1)}
    suspect, gunman = Party(name="suspect", sector="CVL"), Party(name="gunman", sector="UAF")
    assert together(
        mention("a", **shot, recipients=[suspect], evidence="Officers shot the man suspected of the attack."),
        mention("b", **shot, recipients=[gunman], evidence="The gunman was shot dead by police late on Thursday."),
    )


def test_a_large_count_that_is_not_round_identifies_an_attack() -> None:
    attack: dict[str, Any] = {"actors": [GUNMEN], "recipients": [CIVILIANS], "evidence": "Armed men attacked camps."}
    official = Party(name="Government of Syria", actor_id="syr", sector="GOV", country="SY")
    retold: dict[str, Any] = {
        "actors": [official],
        "recipients": [Party(name="camps")],
        "place": CAMPS,
        "evidence": "Armed men attacked tents.",
    }
    assert together(
        mention("a", **attack, **killed(43)),
        mention("b", **retold, **killed(43)),
    )
    round_count = (
        mention("c", **attack, **killed(40)),
        mention("d", **retold, **killed(40)),
    )
    assert not together(*round_count)


def test_an_article_that_gives_one_such_count_twice_tells_one_event() -> None:
    blast: dict[str, Any] = {"event_mode": "explosives", "actors": [], "recipients": [CIVILIANS]}
    lead = mention("a/1", **blast, **killed(13), evidence="A car bomb killed 13 people at a market.")
    retold = mention("a/2", **blast, place=CAMPS, **killed(13), evidence="The bomb killed 13, a doctor said.")
    assert together(lead, retold)
    few = [mention(f"b/{n}", **blast, place=place, **killed(3)) for n, place in enumerate([HAJIN, CAMPS])]
    assert not together(*few)


def test_a_count_does_not_make_one_of_what_known_rivals_did() -> None:
    of_rivals = mention("b", actors=[IS], recipients=[SDF], event_mode="suicide-attack", **killed(43))
    assert not together(
        mention("a", actors=[SDF], recipients=[CIVILIANS], event_mode="firearms", **killed(43)), of_rivals
    )


@pytest.mark.parametrize("told", [True, False])
def test_a_place_that_the_sentence_does_not_name_may_be_another_of_the_country(told: bool) -> None:
    attack: dict[str, Any] = {
        "event_mode": "firearms",
        "actors": [],
        "recipients": [CIVILIANS],
        **killed(2),
        "injuries_best": 3,
    }
    here = dataclasses.replace(HAJIN, surface="Hajin")
    elsewhere = dataclasses.replace(RAQQA, surface="Raqqa")
    words = "A gunman killed two people at a bus stop and wounded three."
    one = mention("a", **attack, place=here, evidence=f"{words[:-1]} in Hajin.")
    other = mention("b", **attack, place=elsewhere, evidence=f"{words[:-1]} in Raqqa." if told else words)
    assert together(one, other) is not told


@pytest.mark.parametrize(
    ("event_type", "event_mode", "one"),
    [
        ("AGREE", None, True),
        ("RETREAT", "ceasefire", True),
        ("RETREAT", "withdraw", True),
        ("CONSULT", "visit", True),
        ("PROTEST", "demo", False),
        ("ASSAULT", "aerial", False),
    ],
)
def test_what_is_done_once_is_one_event_though_reports_give_neighbouring_days(
    event_type: str, event_mode: str | None, one: bool
) -> None:
    told: dict[str, Any] = {"event_type": event_type, "event_mode": event_mode}
    one_report = mention("a", **told, evidence="It came about near the river, commanders of both sides said.")
    assert together(one_report, mention("b", hours=30, days=1, **told, evidence="Commanders spoke of it later.")) is one


def test_the_day_that_most_sources_name_stands_and_of_equals_the_earlier() -> None:
    arrest = {**ARREST, "evidence": "Police arrested Karim Haddad at his home."}
    (event,) = living(merge(mention("a", **arrest, days=1), mention("b", **arrest, hours=14)))
    assert event.date_start == mention("b").date_start
    (event,) = living(
        merge(
            mention("a", **arrest), mention("b", **arrest, hours=14, days=1), mention("c", **arrest, hours=15, days=1)
        )
    )
    assert event.date_start == mention("b", days=1).date_start


def test_rival_accounts_of_one_target_are_one_attack() -> None:
    blast: dict[str, Any] = {"event_mode": "explosives", "recipients": [Party(name="internet cafe")], **killed(1)}
    investigators = Party(name="investigators", sector="COP")
    one = mention("a", **blast, actors=[IS], evidence="A bomb went off in an internet cafe on Friday and killed a man.")
    other = mention("b", **blast, actors=[investigators], evidence="A bomb at the cafe killed a man, they said.")
    assert together(one, other)


def test_who_is_arrested_in_one_report_is_not_the_one_whom_another_only_describes() -> None:
    named = mention("a", **ARREST, evidence="Police arrested Karim Haddad, a journalist, at his home on Monday.")
    described = {**ARREST, "recipients": [EDITOR], "evidence": "Police arrested Salim Nasser, an editor, on Monday."}
    assert not together(named, mention("b", **described))


def test_a_truce_is_told_from_either_side() -> None:
    state = Party(actor_id="SYR", name="Syria", country="SY", sector="GOV")
    truce: dict[str, Any] = {"event_type": "RETREAT", "event_mode": "ceasefire"}
    one = mention("a", **truce, actors=[state], recipients=[IS], evidence="They agreed on a truce.")
    other = mention("b", **truce, actors=[IS], recipients=[state], evidence="The group accepted a truce.")
    assert together(one, other)


def test_those_who_agree_may_all_stand_on_one_side() -> None:
    state, government = Party(name="Yemen", sector="GOV"), Party(name="Government of Yemen", sector="GOV")
    agreed = mention("a", event_type="AGREE", actors=[state], recipients=[], evidence="They agreed on a truce.")
    truce: dict[str, Any] = {"event_type": "RETREAT", "event_mode": "ceasefire", "days": 1}
    signed = mention("b", **truce, actors=[government, IS], recipients=[], evidence="The truce was signed on Friday.")
    assert together(agreed, signed)


def test_a_place_that_no_gazetteer_has_may_lie_in_the_district_that_another_report_names() -> None:
    raid: dict[str, Any] = {"actors": [IS], "recipients": [CIVILIANS], "evidence": "Fighters raided a camp at night."}
    camp = Place(name="Lala", country="SY")
    assert together(mention("a", **raid, place=camp, **killed(45)), mention("b", **raid, **killed(46)))
    other = {**raid, "evidence": "A convoy was ambushed."}
    assert not together(mention("a", **raid, place=camp, **killed(45)), mention("b", **other, **killed(9)))


def test_a_count_that_identifies_an_attack_outweighs_the_weapon() -> None:
    raid: dict[str, Any] = {"actors": [IS], "recipients": [CIVILIANS], "evidence": "Fighters raided a market."}
    shot, bombed = {**raid, "event_mode": "firearms"}, {**raid, "event_mode": "aerial"}
    assert together(mention("a", **shot, **killed(43)), mention("b", **bombed, **killed(43)))
    assert not together(mention("a", **shot, **killed(4)), mention("b", **bombed, **killed(4)))


@pytest.mark.parametrize("event_type", ["ACCUSE", "ASSAULT"])
def test_where_words_were_said_is_the_dateline_of_each_report(event_type: str) -> None:
    told: dict[str, Any] = {"event_type": event_type, "evidence": "Forces turned on militants over spying on Friday."}
    here = dataclasses.replace(HAJIN, surface="HAJIN")
    there = dataclasses.replace(RAQQA, surface="RAQQA")
    assert together(mention("a", **told, place=here), mention("b", **told, place=there)) is (event_type == "ACCUSE")


@pytest.mark.parametrize(("kind", "one"), [(("COERCE", "restrict"), True), (("COERCE", "arrest"), False)])
def test_a_decree_of_one_party_is_placed_at_the_dateline_of_each_report(kind: tuple[str, str], *, one: bool) -> None:
    agency = Party(actor_id="aid-agency", name="Aid Agency", sector="IGO")
    told: dict[str, Any] = {
        "event_type": kind[0], "event_mode": kind[1], "actors": [ARMY], "recipients": [agency],
        "evidence": "The army barred the aid agency from the region on Friday.",
    }  # fmt: skip
    here, there = dataclasses.replace(HAJIN, surface="HAJIN"), dataclasses.replace(RAQQA, surface="RAQQA")
    assert together(mention("a", **told, place=here), mention("b", **told, place=there)) is one
    other = {**told, "actors": [POLICE]}
    assert not together(mention("a", **told, place=here), mention("c", **other, place=there))


def test_who_withdraws_does_so_before_whichever_enemy_a_report_names() -> None:
    words = "Islamic State fighters withdrew from Hajin to villages along the river."
    retreat: dict[str, Any] = {"event_type": "RETREAT", "event_mode": "withdraw", "actors": [IS], "evidence": words}
    first = mention("a", **retreat, recipients=[SDF])
    assert together(first, mention("b", **retreat, days=-1, recipients=[POLICE]))
    assert not together(first, mention("c", **{**retreat, "actors": [ARMY]}, days=-1, recipients=[POLICE]))


def test_of_the_sides_of_a_truce_two_reports_may_name_different_ones() -> None:
    truce: dict[str, Any] = {"event_type": "RETREAT", "event_mode": "ceasefire", "actors": [SDF]}
    of_police, of_army = mention("a", **truce, recipients=[POLICE]), mention("b", **truce, recipients=[IS])
    assert together(of_police, of_army)
    assert not together(of_police, mention("c", **{**truce, "actors": [ARMY]}, recipients=[IS]))
