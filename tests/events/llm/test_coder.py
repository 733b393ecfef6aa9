"""A language model codes; what the text does not say is refused, and the built-in coder is there when it fails."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.events.llm.server import events, serving
from transforms.events.assembling import CodedEvent
from transforms.events.coder import CoderResources
from transforms.events.llm.answer import read_answer
from transforms.events.llm.coder import LlmCoder, ground
from transforms.events.llm.settings import LlmSettings
from transforms.events.story import Story

STORY = Story(
    article_id="a",
    title="Gunmen raid market near Niger border",
    text=(
        "Gunmen on motorcycles attacked a market in Tillaberi on Friday, killing at least 14 traders and wounding "
        "six, the governor said.\n\nThe attackers then fled towards Mali. On Saturday, President Mohamed Bazoum met "
        "with the victims\u2019 families in Niamey, and the army of Niger began “a hunt” for the men."
    ),
    published_at=dt.datetime(2021, 5, 9, tzinfo=dt.UTC),
)
RAID = {
    "quote": "Gunmen on motorcycles attacked a market in Tillaberi on Friday", "trigger": "attacked", "type": "ASSAULT",
    "mode": "firearms", "actors": ["Gunmen on motorcycles"], "recipients": ["traders"], "place": "Tillaberi",
    "date": "on Friday", "killed": "at least 14 traders", "injured": "six", "attributed_to": "the governor",
}  # fmt: skip
MEETING = {
    "quote": "President Mohamed Bazoum met with the victims' families in Niamey", "trigger": "met with",
    "type": "CONSULT", "actors": ["Mohamed Bazoum"], "recipients": ["victims' families"], "place": "Niamey",
    "date": "On Saturday",
}  # fmt: skip


@pytest.fixture(scope="module")
def resources() -> CoderResources:
    return CoderResources.load()


def _grounded(resources: CoderResources, *told: dict[str, Any]) -> tuple[list[CodedEvent], dict[str, int]]:
    found, refused = ground(STORY, read_answer(events(*told)).events, resources, "stand-in")
    return found, dict(refused)


def test_what_the_text_bears_out_becomes_events_as_of_the_built_in_coder(resources: CoderResources) -> None:
    (raid, meeting), refused = _grounded(resources, MEETING, RAID)
    assert refused == {}
    coded = raid.coded
    assert (coded.event_type, coded.event_mode, coded.date_start) == ("ASSAULT", "firearms", dt.date(2021, 5, 7))
    assert coded.place is not None
    assert (coded.place.country, coded.fatalities_low, coded.injuries_best) == ("NE", 14, 6)
    assert (coded.coder, coded.coder_version) == ("sitrep-llm", "stand-in")
    assert raid.attributed_to == "the governor"
    assert raid.evidence[0].text.startswith("Gunmen on motorcycles attacked")
    assert (meeting.coded.event_type, meeting.coded.date_start) == ("CONSULT", dt.date(2021, 5, 8))
    assert [p.country for p in meeting.coded.actors] == ["NE"]
    assert {clue.about for clue in raid.why} >= {"type", "actor", "recipient", "place", "date", "toll"}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"quote": "Soldiers burned a market in Tillaberi on Friday"}, {"quote": 1}),
        ({"trigger": "bombed"}, {"trigger": 1}),
    ],
)
def test_an_event_that_the_text_does_not_tell_is_refused(
    resources: CoderResources, change: dict[str, Any], refused: dict[str, int]
) -> None:
    assert _grounded(resources, {**RAID, **change}) == ([], refused)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"actors": ["Boko Haram", "Gunmen on motorcycles"]}, "party"),
        ({"place": "Diffa"}, "place"),
        ({"date": "on Monday"}, "date"),
        ({"killed": "40 traders"}, "killed"),
        ({"injured": "at least 14 traders"}, "injured"),
        ({"territory": "Banibangou"}, "territory"),
    ],
)
def test_a_value_that_the_text_does_not_give_is_left_out_and_counted(
    resources: CoderResources, change: dict[str, Any], what: str
) -> None:
    (raid,), refused = _grounded(resources, {**RAID, **change})
    assert refused == {what: 1}
    coded = raid.coded
    assert "Boko Haram" not in [p.name for p in coded.actors]
    assert coded.place is None or coded.place.name != "Diffa"
    assert coded.fatalities_best in (14, None)
    assert coded.territory_change is None


def test_one_event_told_twice_is_one(resources: CoderResources) -> None:
    again = {
        "quote": "Gunmen raid market near Niger border",
        "trigger": "raid",
        "type": "ASSAULT",
        "actors": ["Gunmen"],
    }
    found, _ = _grounded(resources, RAID, again, RAID)
    assert len(found) == 1


def _settings(url: str, **others: Any) -> LlmSettings:
    return LlmSettings(url=url, model="stand-in", timeout_s=5.0, retries=0, **others)


def test_stories_come_back_in_order_with_few_calls_at_a_time(resources: CoderResources) -> None:
    stories = [dataclasses.replace(STORY, article_id=str(n), title=f"Report {n}") for n in range(6)]

    def answer(_: int, body: dict[str, Any]) -> str:
        return events(RAID) if "Report 3" in body["messages"][1]["content"] else events()

    with serving(answer, delay_s=0.05) as model:
        codings = LlmCoder(_settings(model.url, concurrency=2), resources).code(stories)
    assert [len(c.events) for c in codings] == [0, 0, 0, 1, 0, 0]
    assert all(c.counts == {"llm.asked": 1} for c in codings)
    assert model.most_at_once == 2


def test_the_same_text_is_asked_for_once(resources: CoderResources, tmp_path: Path) -> None:
    with serving(lambda *_: events(RAID)) as model:
        first = LlmCoder(_settings(model.url, cache=tmp_path), resources).code([STORY])
        second = LlmCoder(_settings(model.url, cache=tmp_path), resources).code([STORY])
    assert len(model.questions) == 1
    assert second[0].events == first[0].events
    assert second[0].counts == {"llm.cached": 1}


@pytest.mark.parametrize("reply", ["I found no events.", json.dumps({"events": "many"}), (500, "{}"), None])
def test_where_the_model_fails_the_built_in_coder_codes(
    resources: CoderResources, reply: tuple[int, str] | str | None, tmp_path: Path
) -> None:
    with serving(lambda *_: reply) as model:
        (coding,) = LlmCoder(_settings(model.url, cache=tmp_path), resources).code([STORY])
    assert coding.counts == {"llm.fallback": 1}
    assert coding.fallback
    assert "ASSAULT" in [e.coded.event_type for e in coding.events]
    assert {e.coded.coder for e in coding.events} != {"sitrep-llm"}
    assert not list(tmp_path.glob("*/*")), "a bad answer is not kept"


def test_a_story_about_something_else_is_not_asked_about(resources: CoderResources) -> None:
    match = Story(
        article_id="m",
        title="Rovers shoot down City in cup final",
        text="The striker scored twice as Rovers beat City 3-1 in the cup final. The goalkeeper saved a penalty late "
        "in the match, and the coach praised his team's defence and attack after the league season's last game.",
        published_at=STORY.published_at,
    )
    with serving(lambda *_: events(RAID)) as model:
        (coding,) = LlmCoder(_settings(model.url), resources).code([match])
    assert (coding.events, coding.counts, model.questions) == ([], {"llm.passed_over": 1}, [])
