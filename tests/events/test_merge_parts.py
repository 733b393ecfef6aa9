from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Mention, Party, Place, Toll
from tests.events.accounts import (
    CIVILIANS,
    COALITION,
    DAY,
    DEIR_EZ_ZOR,
    GUNMEN,
    HAJIN,
    IS,
    RAQQA,
    SDF,
    SUSAH,
    SYRIA,
    killed,
    mention,
)
from transforms.events.merging.account import Account
from transforms.events.merging.aggregate import aggregate
from transforms.events.merging.compare import compare
from transforms.events.merging.counts import combined_tolls
from transforms.events.merging.kinds import kind_fit, types_like
from transforms.events.merging.when import Days, days_fit
from transforms.events.merging.where import cell_of, cells_around, distance_km, place_fit
from transforms.events.merging.who import likeness
from transforms.events.ontology import TYPES

PLACES = [None, HAJIN, SUSAH, RAQQA, DEIR_EZ_ZOR, SYRIA, Place(name="the front")]
PARTIES: list[list[Party]] = [[], [SDF], [IS], [COALITION], [GUNMEN], [CIVILIANS, GUNMEN]]
KINDS = [(t.name, mode) for t in TYPES.values() for mode in (None, *t.modes)]


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    event_type, event_mode = draw(st.sampled_from(KINDS))
    first = draw(st.integers(-40, 2))
    told = mention(
        "a",
        event_type=event_type,
        event_mode=event_mode,
        date_start=DAY + dt.timedelta(days=first),
        date_end=DAY + dt.timedelta(days=first + draw(st.sampled_from([0, 0, 1, 7, 40]))),
        date_precision=draw(st.sampled_from(["day", "week", "publication", None])),
        place=draw(st.sampled_from(PLACES)),
        actors=draw(st.sampled_from(PARTIES)),
        recipients=draw(st.sampled_from(PARTIES)),
        evidence=draw(st.sampled_from(["", "Fighters stormed the town.", "The town was stormed by fighters at dawn."])),
        **draw(st.sampled_from([{}, killed(3), killed(80), killed(2, 4, 90)])),
    )
    return Account.of(told, DAY, (told.evidence,))


@settings(max_examples=300)
@given(accounts(), accounts())
def test_a_comparison_is_the_same_both_ways(a: Account, b: Account) -> None:
    assert compare(a, b) == compare(b, a)


@settings(max_examples=100)
@given(accounts())
def test_an_account_of_a_known_place_and_parties_is_like_itself(a: Account) -> None:
    if a.coded.place == HAJIN and a.coded.actors:
        assert compare(a, a).joins


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_agree_with_themselves_and_only_with_like_types(kind: tuple[str, str | None]) -> None:
    one = mention("a", event_type=kind[0], event_mode=kind[1])
    assert kind_fit(one, one) == 1.0
    for event_type, event_mode in KINDS:
        other = mention("b", event_type=event_type, event_mode=event_mode)
        if kind_fit(one, other) is not None:
            assert event_type in types_like(kind[0])


def test_a_storming_and_a_seizure_are_one_only_where_the_place_changed_hands() -> None:
    stormed, seized = mention("a"), mention("b", event_type="COERCE", event_mode="seize")
    assert kind_fit(stormed, seized) is None


@pytest.mark.parametrize(
    ("other", "fit"),
    [
        (Days(DAY, DAY, "day"), 1.0),
        (Days(DAY, DAY + dt.timedelta(days=1), "day"), 0.9),
        (Days(DAY, DAY, "publication"), 0.8),
        (Days(DAY + dt.timedelta(days=2), DAY + dt.timedelta(days=2), "publication"), 0.2),
        (Days(DAY + dt.timedelta(days=3), DAY + dt.timedelta(days=3), "publication"), None),
        (Days(DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=1), "day"), -0.75),
        (Days(DAY + dt.timedelta(days=2), DAY + dt.timedelta(days=2), "day"), None),
        (Days(DAY - dt.timedelta(days=4), DAY + dt.timedelta(days=2), "week"), 0.6),
        (Days(DAY - dt.timedelta(days=13), DAY + dt.timedelta(days=17), "month"), 0.35),
        (Days(DAY - dt.timedelta(days=400), DAY, "period"), None),
    ],
)
def test_days(other: Days, fit: float | None) -> None:
    assert days_fit(Days(DAY, DAY, "day"), other) == days_fit(other, Days(DAY, DAY, "day")) == fit


@pytest.mark.parametrize(
    ("a", "b", "fit"),
    [
        (HAJIN, HAJIN, 1.0),
        (HAJIN, RAQQA, None),
        (HAJIN, SUSAH, 0.2),
        (HAJIN, dataclasses.replace(SUSAH, precision="point"), 0.8),
        (HAJIN, DEIR_EZ_ZOR, 0.4),
        (RAQQA, DEIR_EZ_ZOR, None),
        (HAJIN, SYRIA, 0.2),
        (SYRIA, SYRIA, 0.3),
        (HAJIN, None, 0.15),
        (HAJIN, Place(name="Hajin"), 0.8),
        (HAJIN, Place(name="Mosul", country="IQ"), None),
        (HAJIN, Place(name="Lala camp", country="SY"), 0.2),
    ],
)
def test_places(a: Place, b: Place | None, fit: float | None) -> None:
    assert place_fit(a, b) == place_fit(b, a) == fit


@given(st.floats(-85, 85), st.floats(-180, 179.9), st.floats(-0.3, 0.3), st.floats(-3, 3))
def test_places_that_may_agree_are_in_neighbouring_cells(lat: float, lon: float, north: float, east: float) -> None:
    one = Place(name="a", lat=lat, lon=lon)
    other = Place(name="b", lat=lat + north, lon=(lon + east + 180) % 360 - 180)
    km = distance_km(one, other)
    assert km is not None
    assert km > 30 or cell_of(other) in cells_around(one)


@pytest.mark.parametrize(
    ("a", "b", "fit"),
    [
        (SDF, dataclasses.replace(SDF, surface="the Kurdish-led force"), 1.0),
        (SDF, IS, 0.0),
        (GUNMEN, IS, 0.45),
        (GUNMEN, CIVILIANS, 0.0),
        (CIVILIANS, Party(name="students", sector="EDU"), 0.35),
        (Party(name="people", sector="CVL"), Party(name="people", sector="CVL"), 0.35),
        (Party(name="Carlos Valencia", sector="JUD"), Party(name="Luis Galan", sector="PTY"), 0.3),
        (Party(name="police", sector="COP"), Party(name="Iraqi police", sector="COP", country="IQ"), 0.8),
        (
            Party(actor_id="irq-army", name="Iraqi Army", sector="MIL", country="IQ"),
            Party(actor_id="irq", name="Government of Iraq", sector="GOV", country="IQ"),
            0.5,
        ),
        (
            Party(name="police", sector="COP", country="IQ"),
            Party(name="police officers", sector="COP", country="SY"),
            0.0,
        ),
    ],
)
def test_parties(a: Party, b: Party, fit: float) -> None:
    assert likeness(a, b) == likeness(b, a) == fit


def test_tolls_are_kept_by_group_and_the_latest_count_replaces() -> None:
    def toll(group: str, n: int, who: str | None = None) -> Toll:
        return Toll(effect="killed", group=group, low=n, best=n, high=n, attributed_to=who)

    told: list[Mention] = [
        mention("a", tolls=[toll("ISIS gunmen", 10, "SOHR"), toll("civilians", 4)]),
        mention("b", hours=60, tolls=[toll("Isis  gunmen", 17, "the army")]),
    ]
    gunmen, civilians = combined_tolls(told)
    assert (gunmen.best, gunmen.attributed_to, civilians.best) == (17, "the army", 4)


def test_tolls_of_one_party_are_one_toll_whatever_the_reports_call_it() -> None:
    def toll(group: str, n: int) -> Toll:
        return Toll(effect="killed", group=group, role="recipient", low=n, best=n, high=n)

    told: list[Mention] = [
        mention("a", tolls=[toll("ISIS gunmen", 922)]),
        mention("b", tolls=[toll("terrorists", 922)]),
        mention("c", tolls=[toll("soldiers", 3), toll("officers", 2)]),
    ]
    assert [(t.group, t.best) for t in combined_tolls(told)] == [("ISIS gunmen", 922), ("soldiers", 3), ("officers", 2)]


def test_a_row_is_made_of_mentions() -> None:
    with pytest.raises(ValueError, match="event e has no mentions"):
        aggregate("e", [], now=dt.datetime.now(dt.UTC), run_id="")
