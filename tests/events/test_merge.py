from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import EVENTS, MENTIONS, Event, Mention, Party, Place, TerritoryChange, Toll
from tests.events.accounts import (
    CIVILIANS,
    COALITION,
    DAY,
    DEIR_EZ_ZOR,
    GUNMEN,
    HAJIN,
    IS,
    NOW,
    RAQQA,
    SDF,
    SUSAH,
    SYRIA,
    at,
    killed,
    living,
    mention,
    merge,
    together,
)
from transforms.events.merging.across import MergeResult, block_key, merge_block

SINCE = dt.date(2018, 9, 10)
TOLL = [Toll(effect="killed", group="civilians", best=324, low=324, high=324, cumulative_from=SINCE)]
CAMP = Place(name="Lala camp", country="SY")
TAKEN = TerritoryChange(place="Hajin", from_actor="Islamic State", to_actor="SDF")


# What is one event


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"hours": 40, "evidence": "Kurdish-led fighters have captured the last big town of the jihadists."},
        {"event_mode": "firearms"},
        {"hours": 30, "days": 1, "date_precision": "publication"},
        {"days": None},
        {"place": DEIR_EZ_ZOR},
        {"place": SYRIA},
        {"actors": []},
        {"actors": [GUNMEN], "recipients": [IS]},
        {"actors": [IS], "recipients": [SDF]},
        {"place": dataclasses.replace(HAJIN, geonames_id=None, name="Hajeen", lat=34.70, lon=40.82)},
        {"event_type": "COERCE", "event_mode": "seize", "territory_change": TAKEN},
    ],
)
def test_two_articles_tell_one_event(other: dict[str, Any]) -> None:
    assert together(mention("a", territory_change=TAKEN), mention("b", **other))


@pytest.mark.parametrize(
    "other",
    [
        {"place": RAQQA},
        {"place": SUSAH, "evidence": "Air raids hit the neighbouring village at dawn."},
        {"days": 1, "evidence": "Clashes went on in the town for another day."},
        {"days": 30},
        {"actors": [IS], "recipients": [CIVILIANS]},
        {"actors": [COALITION], "recipients": [CIVILIANS]},
        {"event_type": "PROTEST"},
        {"event_type": "COERCE", "event_mode": "arrest"},
        {"tolls": TOLL},
        {"date_start": DAY - dt.timedelta(days=200), "date_precision": "period"},
    ],
)
def test_two_articles_tell_two_events(other: dict[str, Any]) -> None:
    assert not together(mention("a"), mention("b", **other))


def test_modes_that_exclude_each_other_keep_events_apart() -> None:
    assert not together(mention("a", event_mode="aerial"), mention("b", event_mode="suicide-attack"))
    assert together(mention("a", event_mode="aerial"), mention("b", event_mode="drone"))


def test_a_town_falls_once_whatever_a_report_calls_those_who_took_it() -> None:
    troops = Party(name="troops", sector="MIL")
    by_name = mention("a", territory_change=TerritoryChange(place="Hajin", to_actor=SDF.name), recipients=[])
    described = mention("b", territory_change=TerritoryChange(place="Hajin", to_actor="troops"), actors=[troops])
    others = mention("c", territory_change=TerritoryChange(place="Hajin", to_actor=COALITION.name), actors=[COALITION])
    assert len(merge(by_name, described).events) == 1
    assert len(merge(by_name, others).events) == 2


def test_two_attacks_in_one_city_on_one_day_with_nothing_in_common_stay_two() -> None:
    attack = {"actors": [], "place": RAQQA}
    victims = [Party(name="residents", sector="CVL"), Party(name="aid workers", sector="CVL")]
    house = mention("a", **attack, recipients=victims[:1], evidence="A family was shot at their house in the evening.")
    convoy = mention("b", **attack, recipients=victims[1:], evidence="Gunmen ambushed lorries that carried flour.")
    assert not together(house, convoy)
    assert together(
        house, mention("c", **attack, recipients=victims[:1], evidence="Armed men shot a family in its house.")
    )


def test_two_named_victims_are_two_killings() -> None:
    killing = {
        "actors": [GUNMEN],
        "event_mode": "targeted",
        "evidence": "Gunmen killed a judge and a colonel on Friday.",
    }
    judge, colonel = Party(name="Carlos Valencia", sector="JUD"), Party(name="Waldemar Quintero", sector="COP")
    assert not together(mention("a", **killing, recipients=[judge]), mention("b", **killing, recipients=[colonel]))
    assert together(mention("a", **killing, recipients=[judge]), mention("b", **killing, recipients=[judge]))


def test_a_named_victim_identifies_a_killing_of_which_little_else_is_known() -> None:
    killing = {"actors": [], "place": SYRIA, "event_mode": "targeted"}
    victim, people = Party(name="Carlos Valencia", sector="JUD"), Party(name="residents", sector="CVL")
    one = mention("a", **killing, recipients=[victim, people], evidence="Carlos Valencia was shot dead at noon.")
    other = {**killing, "evidence": "Judge Carlos Valencia died in a hospital."}
    assert together(one, mention("b", **other, recipients=[victim], **killed(1)))
    assert not together(one, mention("c", **{**killing, "evidence": "Shells hit a farm."}, recipients=[people]))


def test_tolls_that_contradict_each_other_keep_blasts_of_one_day_apart() -> None:
    blast = {"event_mode": "explosives", "actors": [], "recipients": [CIVILIANS]}
    few = mention("a", **blast, **killed(2), evidence="A roadside bomb killed two people at a market.")
    many = mention("b", **blast, **killed(40), evidence="Forty worshippers died when a mosque was blown up.")
    assert not together(few, many)
    assert together(few, mention("c", **blast, **killed(3), evidence="The bomb at the market left three people dead."))


def test_places_known_by_country_only_need_more_than_the_day() -> None:
    raid = {"event_mode": "aerial", "actors": [COALITION], "recipients": [IS], "place": SYRIA}
    one = mention("a", **raid, evidence="Coalition jets destroyed two oil tankers of Islamic State in Syria.")
    same = mention("b", **raid, evidence="Two oil tankers of Islamic State were destroyed by jets of the coalition.")
    other = mention("c", **raid, evidence="A commander died when his car was hit, the alliance announced.")
    assert together(one, same)
    assert not together(one, other)


def test_a_toll_over_a_period_joins_only_the_toll_over_the_same_period() -> None:
    first = mention("a", date_start=SINCE, date_precision="period", tolls=TOLL, place=SYRIA)
    grown = dataclasses.replace(TOLL[0], low=350, best=350, high=350)
    later = mention("b", hours=200, days=7, date_start=SINCE, date_precision="period", tolls=[grown], place=SYRIA)
    other = dataclasses.replace(TOLL[0], cumulative_from=dt.date(2011, 3, 15))
    result = merge(first, later, mention("c", date_start=other.cumulative_from, tolls=[other], place=SYRIA))
    assert len(living(result)) == 2
    event = next(e for e in result.events if e.date_start == SINCE)
    assert (event.tolls[0].best, event.date_end) == (350, DAY + dt.timedelta(days=7))


def test_an_articles_own_events_stay_apart_and_each_finds_its_own_counterpart() -> None:
    strike, shelling = {"event_mode": "aerial", **killed(3)}, {"event_mode": "heavy-weapons", **killed(9)}
    result = merge(
        mention("a/1", **strike), mention("a/2", **shelling), mention("b/1", **shelling), mention("b/2", **strike)
    )
    assert len(result.events) == 2
    home = {m.mention_id: m.event_id for m in result.mentions}
    assert home["m a/1"] == home["m b/2"]
    assert home["m a/2"] == home["m b/1"]


def test_an_article_that_codes_the_very_same_twice_tells_one_event() -> None:
    assert together(mention("a/1"), mention("a/2", sentence=4))


# What the event then says


def test_a_single_mention_is_the_event() -> None:
    told = mention("a", contexts=["territory", "military"], territory_change=TAKEN, confidence=0.7, **killed(1, 2, 5))
    (event,) = merge(told).events
    for name in ("event_type", "actors", "recipients", "place", "date_start", "territory_change", "confidence"):
        assert getattr(event, name) == getattr(told, name)
    assert event.contexts == ["military", "territory"]
    assert (event.n_mentions, event.n_articles, event.n_sources, event.revision) == (1, 1, 1, 1)
    assert event.first_reported_at == event.last_reported_at == told.published_at


def test_later_counts_replace_earlier_ones() -> None:
    (event,) = merge(mention("a", **killed(3)), mention("b", hours=40, **killed(8))).events
    assert (event.fatalities_low, event.fatalities_best, event.fatalities_high) == (8, 8, 8)


def test_rival_counts_of_one_time_widen_the_bounds_and_the_majority_is_best() -> None:
    told = [mention(name, hours=12 + i, **killed(n)) for i, (name, n) in enumerate([("a", 7), ("b", 9), ("c", 7)])]
    (event,) = merge(*told).events
    assert (event.fatalities_low, event.fatalities_best, event.fatalities_high) == (7, 7, 9)


def test_the_most_precise_place_and_the_named_party_win() -> None:
    told = [
        mention("a", place=SYRIA, actors=[GUNMEN]),
        mention("b", hours=13, place=SYRIA, actors=[GUNMEN]),
        mention("c", hours=14, actors=[SDF], recipients=[IS]),
    ]
    (event,) = merge(*told, mention("d", hours=15)).events
    assert event.place == HAJIN
    assert event.actors == [SDF]


def test_independent_sources_raise_the_confidence_and_copies_do_not() -> None:
    told = mention("a", confidence=0.6)
    copy = dataclasses.replace(told, mention_id="m copy", article_id="copy", copied_from="m a")
    (event,) = merge(told, copy).events
    assert (event.n_mentions, event.n_articles, event.n_sources, event.confidence) == (2, 2, 1, 0.6)
    (event,) = merge(told, copy, mention("b", confidence=0.6)).events
    assert (event.n_articles, event.n_sources, event.confidence) == (3, 2, 0.84)


# History


def test_a_later_run_revises_the_event_and_keeps_its_id() -> None:
    first = merge(mention("a", **killed(3)))
    second = merge(mention("b", hours=40, **killed(8)), prior=first)
    (event,) = second.events
    assert event.event_id == first.events[0].event_id == second.mentions[0].event_id
    assert (event.revision, event.fatalities_best, event.n_sources) == (2, 8, 2)


def test_a_block_in_which_nothing_changes_writes_nothing() -> None:
    first = merge(mention("a"), mention("b"))
    assert merge(prior=first).events == []


def test_merging_the_same_mentions_again_adds_nothing() -> None:
    first = merge(mention("a"), mention("b"), mention("c", place=RAQQA))
    again = merge(mention("a"), mention("b"), mention("c", place=RAQQA), prior=first)
    assert again.events == []
    assert again.mentions == first.mentions


def test_a_corrected_article_takes_its_old_mentions_back() -> None:
    first = merge(mention("a", **killed(30)))
    corrected = mention("a", hours=20, version=2, mention_id="m a v2", **killed(3))
    second = merge(corrected, prior=first)
    (event,) = second.events
    assert event.event_id == first.events[0].event_id
    assert (event.fatalities_best, event.n_mentions, event.revision) == (3, 1, 2)


def test_an_event_that_no_current_version_tells_is_retracted_and_comes_back_when_told_again() -> None:
    first = merge(mention("a"))
    gone = merge(prior=first, dropped={("a", 1)})
    (event,) = gone.events
    assert (event.retracted, event.n_mentions, event.revision) == (True, 0, 2)
    assert event.event_type == "ASSAULT"
    prior = MergeResult(first.mentions, gone.events, {})
    (event,) = merge(mention("b", hours=20), prior=prior, dropped={("a", 1)}).events
    assert (event.event_id, event.retracted, event.n_mentions) == (first.events[0].event_id, False, 1)


def test_an_event_whose_mentions_are_not_at_hand_is_left_alone() -> None:
    first = merge(mention("a"))
    assert merge_block([], [], first.events, now=NOW, run_id="run").events == []


def test_a_mention_that_ties_two_events_makes_them_one_and_the_older_id_lives() -> None:
    toll = {**killed(7), "actors": [], "recipients": [CIVILIANS], "event_mode": "explosives"}
    words = "A car bomb killed seven people near the bakery, medics said."
    first = merge(
        mention("a", days=0, **toll, evidence="Seven people died in an explosion."),
        mention("b", hours=30, days=1, **toll, evidence="Medics counted the victims of a car bomb near the bakery."),
    )
    assert len(first.events) == 2
    tie = mention("c", hours=32, days=1, date_precision="publication", **toll, evidence=words)
    second = merge(tie, prior=first)
    old = min(first.events, key=lambda e: e.first_reported_at or NOW)
    (living_one,) = living(second)
    (superseded,) = [e for e in second.events if e.superseded_by]
    assert living_one.event_id == old.event_id == superseded.superseded_by
    assert living_one.n_mentions == 3


def test_copies_follow_their_original_into_a_published_event() -> None:
    first = merge(mention("a"), mention("b", place=RAQQA))
    copy = dataclasses.replace(mention("z", hours=90), copied_from="m a", source_key="a.example")
    second = merge(copy, prior=first)
    home = {m.mention_id: m.event_id for m in first.mentions}
    assert second.mentions[0].event_id == home["m a"]
    assert second.reasons["m z"] == "copy of mention m a"


def test_events_superseded_elsewhere_take_nothing_in() -> None:
    first = merge(mention("a"))
    row = dataclasses.replace(first.events[0], superseded_by="elsewhere")
    result = merge(mention("b"), prior=MergeResult([], [row], {}))
    assert [e.event_id for e in result.events] != [row.event_id]


def test_reasons_say_what_was_compared() -> None:
    reasons = merge(mention("a"), mention("b", hours=13)).reasons
    assert reasons["m a"] == "no event like it was known"
    assert reasons["m b"].startswith("joined at 1.05 of 0.68: kind +1.00, days +1.00, place +1.00, parties +1.00")


def test_a_mention_keeps_the_reason_for_its_event() -> None:
    first = merge(mention("a"))
    second = merge(mention("a"), mention("b", hours=13), prior=first)
    assert second.mentions[0].merge_reason == "no event like it was known"
    assert (second.mentions[1].merge_reason or "").startswith("joined at 1.05 of 0.68: kind +1.00")


def test_rows_fit_their_tables() -> None:
    result = merge(mention("a", tolls=TOLL, territory_change=TAKEN, **killed(3)), mention("b"))
    assert EVENTS.from_arrow(EVENTS.to_arrow(result.events)) == result.events
    assert MENTIONS.from_arrow(MENTIONS.to_arrow(result.mentions)) == result.mentions


def test_blocks_are_countries() -> None:
    assert block_key(mention("a")) == block_key(merge(mention("a")).events[0]) == "SY"


def test_what_has_no_place_is_in_the_block_of_the_one_country_of_its_parties() -> None:
    front = Place(name="the front")
    iraqi = dataclasses.replace(GUNMEN, country="IQ")
    for place in (None, front):
        assert block_key(mention("a", place=place)) == "SY"
        assert block_key(mention("a", place=place, recipients=[iraqi])) == "-"
        assert block_key(mention("a", place=place, actors=[], recipients=[IS])) == "-"


def test_a_report_without_a_place_joins_one_that_has_it() -> None:
    unplaced = mention(
        "b", place=None, hours=14, evidence="Kurdish-led forces stormed Hajin, an officer said on Friday."
    )
    assert together(mention("a"), unplaced)
    assert living(merge(mention("a"), unplaced))[0].place == HAJIN


# Invariants

OTHERS = [[], [SDF], [IS], [GUNMEN], [CIVILIANS], [SDF, COALITION], [Party(name="Karim Haddad", sector="CVL")]]
PLACES = [HAJIN, HAJIN, SUSAH, DEIR_EZ_ZOR, SYRIA, None, dataclasses.replace(RAQQA, surface="Raqqa"), CAMP]
KINDS = [("ASSAULT", None), ("ASSAULT", "aerial"), ("ASSAULT", "firearms"), ("COERCE", "arrest"), ("AGREE", None)]
SENTENCES = ["The town of Hajin was stormed on Friday.", "Fighters held Karim Haddad in Raqqa.", "They met.", ""]


@st.composite
def reports(draw: st.DrawFn) -> list[Mention]:
    """Articles with up to three mentions, some of them copies, some corrected."""
    found = []
    for n in range(draw(st.integers(1, 6))):
        hours = draw(st.integers(0, 60)) + n / 100
        original = draw(st.integers(0, n - 1)) if n and draw(st.integers(0, 4)) == 0 else None
        if original is not None:
            found += [
                dataclasses.replace(
                    m, mention_id=f"{m.mention_id} by {n}", article_id=f"a{n}", copied_from=m.mention_id, version=1
                )
                for m in found
                if m.article_id == f"a{original}" and m.version == 1
            ]
            continue
        for version in range(1, draw(st.sampled_from([2, 2, 2, 3]))):
            for k in range(draw(st.integers(0, 3))):
                toll = draw(st.sampled_from([{}, killed(3), killed(4), killed(50), killed(43)]))
                event_type, event_mode = draw(st.sampled_from(KINDS))
                found.append(
                    mention(
                        f"a{n}/{version}.{k}",
                        hours=hours + version / 1000,
                        version=version,
                        days=draw(st.sampled_from([0, 0, 1, None])),
                        event_type=event_type,
                        event_mode=event_mode,
                        place=draw(st.sampled_from(PLACES)),
                        evidence=draw(st.sampled_from(SENTENCES)),
                        actors=draw(st.sampled_from(OTHERS)),
                        recipients=draw(st.sampled_from(OTHERS)),
                        confidence=draw(st.sampled_from([0.3, 0.9])),
                        **toll,
                    )
                )
    return found


def publish(*results: MergeResult) -> tuple[list[Mention], list[Event]]:
    """The tables after these runs, mentions with their living event."""
    rows = {e.event_id: e for r in results for e in r.events}

    def living_id(event_id: str | None) -> str | None:
        while event_id in rows and rows[event_id].superseded_by:
            event_id = rows[event_id].superseded_by
        return event_id

    mentions = {
        m.mention_id: dataclasses.replace(m, event_id=living_id(m.event_id)) for r in results for m in r.mentions
    }
    return list(mentions.values()), [e for e in rows.values() if e.superseded_by is None]


def partition(mentions: list[Mention]) -> set[frozenset[str]]:
    found: dict[str | None, set[str]] = {}
    for m in mentions:
        found.setdefault(m.event_id, set()).add(m.mention_id)
    return {frozenset(ids) for ids in found.values()}


@settings(max_examples=60)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(told: list[Mention], random: Any) -> None:
    shuffled = told[:]
    random.shuffle(shuffled)
    assert merge(*shuffled) == merge(*told)


@settings(max_examples=60)
@given(reports())
def test_every_mention_has_one_event_and_every_current_one_is_counted_once(told: list[Mention]) -> None:
    result = merge(*told)
    assert sorted(m.mention_id for m in result.mentions) == sorted(m.mention_id for m in told)
    assert {m.event_id for m in result.mentions} == {e.event_id for e in result.events}
    latest = {m.article_id: max(o.version for o in told if o.article_id == m.article_id) for m in told}
    current = [m for m in told if m.version == latest[m.article_id]]
    assert sum(e.n_mentions for e in result.events) == len(current)
    assert all(e.n_sources <= e.n_articles <= e.n_mentions for e in result.events)


@settings(max_examples=60)
@given(reports())
def test_merging_twice_is_merging_once(told: list[Mention]) -> None:
    first = merge(*told)
    again = merge_block(told, *publish(first), now=NOW + dt.timedelta(days=1), run_id="another")
    assert again.events == []
    assert partition(again.mentions) == partition(first.mentions)


@settings(max_examples=60)
@given(reports())
def test_copies_raise_no_count_of_sources_and_no_confidence(told: list[Mention]) -> None:
    result = merge(*told)
    copied = [
        dataclasses.replace(
            m, mention_id=f"copy {m.mention_id}", article_id=f"copy {m.article_id}", copied_from=m.mention_id
        )
        for m in told
    ]
    more = merge(*told, *copied)
    assert [(e.event_id, e.n_sources, e.confidence) for e in more.events] == [
        (e.event_id, e.n_sources, e.confidence) for e in result.events
    ]


@settings(max_examples=60)
@given(reports(), st.integers(0, 60))
def test_runs_that_get_the_articles_in_order_end_like_one_run(told: list[Mention], hour: int) -> None:
    told = [m for m in told if m.copied_from is None and m.version == 1]
    early, late = ([m for m in told if ((m.published_at or NOW) < at(hour)) is before] for before in (True, False))
    first = merge(*early)
    second = merge_block(late, *publish(first), now=NOW, run_id="run")
    mentions, events = publish(first, second)
    whole = merge(*told)
    assert partition(mentions) == partition(publish(whole)[0])
    strip = {"revision": 1, "updated_at": NOW, "run_id": ""}
    assert sorted((dataclasses.replace(e, **strip) for e in events), key=lambda e: e.event_id) == [
        dataclasses.replace(e, **strip) for e in living(whole)
    ]


def test_parties_by_name_only_are_told_apart_by_their_words() -> None:
    police = Party(name="federal police", sector="COP", country="IQ")
    assert together(
        mention("a", actors=[police]), mention("b", actors=[dataclasses.replace(police, name="Iraqi federal police")])
    )
