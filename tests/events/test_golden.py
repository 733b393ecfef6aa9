"""Stories of our own and the events that the coder must find in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest

from transforms.events.assembling import CodedEvent, event_record
from transforms.events.coder import CoderResources, code_story
from transforms.events.story import Story


@dataclass(frozen=True)
class Expected:
    """What an event must be; fields left empty are not looked at."""

    event_type: str
    mode: str | None = None
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    start: str | None = None
    killed: int | None = None
    injured: int | None = None
    acled: str | None = None
    territory: tuple[str, str | None, str | None] | None = None


@dataclass(frozen=True)
class Golden:
    """A story and its events; `at_most` bounds how many events may be coded in all."""

    name: str
    title: str | None
    text: str
    published: str
    events: tuple[Expected, ...]
    at_most: int
    never: tuple[str, ...] = field(default=())


STORIES = (
    Golden(
        "a town is taken",
        "Army retakes Palmyra from Islamic State",
        "DAMASCUS — Syrian government forces recaptured the town of Palmyra from Islamic State on Thursday "
        "after weeks of "
        "fighting, the army said.\n\n"
        "The militants withdrew to the east. At least 30 fighters were killed in the assault, a monitoring "
        "group said.\n\n"
        "The army will now advance towards Deir al-Zor, a general told reporters.",
        "2017-03-03",
        (
            Expected("ASSAULT", actor="Military of Syria", recipient="Islamic State", place="Palmyra",
                     start="2017-03-02",
                     acled="Government regains territory", territory=("Palmyra", "Islamic State", "Military of Syria")),
            Expected("RETREAT", "withdraw", actor="Islamic State"),
        ),
        4,
    ),
    Golden(
        "a suicide bombing",
        "Blast kills 12 at Kabul mosque",
        "KABUL, Afghanistan (AP) — A suicide bomber blew himself up at a mosque in Kabul on Friday, killing "
        "at least 12 "
        "worshippers and wounding 30, police said. The Taliban claimed responsibility for the attack.",
        "2021-06-04",
        (
            Expected("ASSAULT", "suicide-attack", place="Kabul", start="2021-06-04", killed=12, injured=30,
                     acled="Suicide bomb"),
        ),
        2,
    ),
    Golden(
        "a protest broken up",
        None,
        "NAIROBI — Thousands of people marched through Nairobi on Tuesday to protest against a new tax. "
        "Police fired tear "
        "gas at the demonstrators and arrested 23 people, a rights group said.",
        "2023-07-12",
        (
            Expected("PROTEST", "demo", place="Nairobi", start="2023-07-11"),
            Expected("ASSAULT", "crowd-control", actor="Police of Kenya"),
            Expected("COERCE", "arrest", actor="Police of Kenya"),
        ),
        4,
    ),
    Golden(
        "diplomats expelled",
        "Russia expels two German diplomats",
        "MOSCOW — Russia expelled two German diplomats on Monday and condemned what it called a hostile act. Germany "
        "rejected the accusation.",
        "2021-12-20",
        (
            Expected("SANCTION", "expel", actor="Russia", start="2021-12-20"),
        ),
        4,
    ),
    Golden(
        "a ceasefire and an agreement",
        None,
        "ADDIS ABABA — The Ethiopian government and the Tigray People's Liberation Front signed a peace agreement in "
        "Pretoria on Wednesday. Aid trucks entered Mekelle, the World Food Programme said.",
        "2022-11-03",
        (
            Expected("SUPPORT", recipient="Tigray People's Liberation Front", place="Pretoria", start="2022-11-02",
                     acled="Agreement"),
        ),
        3,
    ),
    Golden(
        "hostages",
        None,
        "MAIDUGURI, Nigeria — Gunmen kidnapped 40 students from a school in Kankara on Saturday night, "
        "police said. Boko "
        "Haram freed 12 villagers on Sunday.",
        "2020-12-14",
        (
            Expected("ASSAULT", "abduct", start="2020-12-12"),
            Expected("RETREAT", "release", actor="Boko Haram", start="2020-12-13"),
        ),
        3,
    ),
    Golden(
        "what did not happen",
        None,
        "KINSHASA — The army denied that its soldiers had attacked a village in Ituri. Rebels threatened to "
        "march on Goma if "
        "talks fail. Residents fear that the militia will attack again. No one was killed, a spokesman said.",
        "2019-05-06",
        (),
        2,
        never=("MOBILIZE", "SANCTION"),
    ),
    Golden(
        "sport",
        "Rovers bombard City but settle for a draw",
        "Rovers bombarded the visitors' goal after half-time, but the striker shot wide twice and the "
        "goalkeeper kept the "
        "league leaders at bay. The manager said his team had been under siege in the first half of the match.",
        "2022-02-05",
        (),
        0,
    ),
    Golden(
        "a toll over a period",
        None,
        "TRIPOLI — Fighting raged south of Tripoli on Monday. Since the offensive began on April 4, 254 "
        "people have been "
        "killed and 1,228 wounded, the World Health Organization said.",
        "2019-04-22",
        (
            Expected("ASSAULT", start="2019-04-04", killed=254, injured=1228),
            Expected("ASSAULT", place="Tripoli", start="2019-04-22"),
        ),
        3,
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def resources() -> CoderResources:
    return CoderResources.load()


def story(golden: Golden) -> Story:
    at = dt.datetime.fromisoformat(golden.published).replace(tzinfo=dt.UTC)
    return Story(article_id=golden.name, title=golden.title, text=golden.text, published_at=at)


def fits(event: CodedEvent, want: Expected) -> bool:
    got = event.coded
    place = got.place.name if got.place else None
    change = got.territory_change
    return (
        got.event_type == want.event_type
        and want.mode in (None, got.event_mode)
        and (want.actor is None or want.actor in [p.name for p in got.actors])
        and (want.recipient is None or want.recipient in [p.name for p in got.recipients])
        and (want.place is None or place == want.place)
        and (want.start is None or got.date_start == dt.date.fromisoformat(want.start))
        and want.killed in (None, got.fatalities_best)
        and want.injured in (None, got.injuries_best)
        and want.acled in (None, got.acled_sub_event_type)
        and (
            want.territory is None
            or (change is not None and (change.place, change.from_actor, change.to_actor) == want.territory)
        )
    )


@pytest.mark.parametrize("golden", STORIES, ids=lambda g: g.name.replace(" ", "-"))
def test_a_story_gives_its_events_and_little_else(golden: Golden, resources: CoderResources) -> None:
    events = code_story(story(golden), resources)
    shown = [event_record(e) for e in events]
    for want in golden.events:
        assert any(fits(e, want) for e in events), (want, shown)
    assert len(events) <= golden.at_most, shown
    assert not {e.coded.event_type for e in events} & set(golden.never), shown


def test_a_repeated_lead_and_a_headline_are_evidence_of_one_event(resources: CoderResources) -> None:
    lead = "Rebels captured the town of Goma on Tuesday, the United Nations said."
    events = code_story(
        Story(
            article_id="a", title="Rebels capture Goma",
            text=f"{lead}\n\n{lead}\n\nThe fall of Goma is a blow to the army.",
            published_at=dt.datetime(2012, 11, 21, tzinfo=dt.UTC),
        ),
        resources,
    )  # fmt: skip
    assert len(events) == 1
    assert len(events[0].evidence) >= 3
    assert events[0].evidence[0].text == lead


def test_two_attacks_on_two_days_are_two_events(resources: CoderResources) -> None:
    text = (
        "Gunmen attacked a market in Baidoa on Monday, killing four people. On Tuesday gunmen attacked a "
        "hotel in Kismayo, "
        "killing six people."
    )
    at = dt.datetime(2019, 7, 17, tzinfo=dt.UTC)
    events = code_story(Story(article_id="a", title=None, text=text, published_at=at), resources)
    assert sorted((e.coded.place.name, e.coded.fatalities_best) for e in events if e.coded.place) == [
        ("Baidoa", 4),
        ("Kismayo", 6),
    ]


def test_the_speaker_is_named_and_is_no_actor(resources: CoderResources) -> None:
    text = "Militants shelled the city of Aleppo on Sunday, a police officer said."
    at = dt.datetime(2015, 4, 12, tzinfo=dt.UTC)
    (event,) = code_story(Story(article_id="a", title=None, text=text, published_at=at), resources)
    assert event.attributed_to == "a police officer"
    assert all(p.sector != "COP" for p in event.coded.actors)
    assert event.rule.startswith("ASSAULT/heavy-weapons")


def test_a_story_without_a_date_is_coded_without_one(resources: CoderResources) -> None:
    text = "Rebels attacked an army base near Bangui on Friday."
    events = code_story(Story(article_id="a", title=None, text=text, published_at=None), resources)
    assert events
    assert all(e.coded.date_start is None for e in events)
