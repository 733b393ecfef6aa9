"""The server may answer well, badly, slowly or not at all."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from pathlib import Path

import pytest

from tests.events.llm.server import events, serving
from transforms.events.llm.answer import AnswerError, read_answer
from transforms.events.llm.client import LlmClient, LlmError
from transforms.events.llm.prompt import answer_schema
from transforms.events.llm.settings import LlmSettings, LlmSettingsError
from transforms.events.ontology import TYPES
from transforms.events.story import Story

STORY = Story(
    article_id="a",
    title="Gunmen attack a market",
    text="Gunmen attacked a market in Tillaberi on Friday, killing at least 14 traders, the governor said.",
    published_at=dt.datetime(2021, 5, 7, tzinfo=dt.UTC),
)
QUOTE = "Gunmen attacked a market in Tillaberi on Friday"


def _settings(url: str, **others: object) -> LlmSettings:
    return LlmSettings(url=url, model="stand-in", timeout_s=5.0, retries=1, **others)  # type: ignore[arg-type]


def test_the_question_holds_the_article_the_form_and_no_chance() -> None:
    with serving(lambda *_: events()) as model:
        LlmClient(_settings(model.url)).ask(STORY)
    (asked,) = model.questions
    assert asked["temperature"] == 0
    assert asked["model"] == "stand-in"
    assert "Friday 07 May 2021" in asked["messages"][1]["content"]
    assert STORY.text in asked["messages"][1]["content"]
    form = asked["response_format"]["json_schema"]["schema"]
    assert form == json.loads(json.dumps(answer_schema()))
    assert form["properties"]["events"]["items"]["properties"]["type"]["enum"] == list(TYPES)


def test_every_type_is_explained() -> None:
    with serving(lambda *_: events()) as model:
        LlmClient(_settings(model.url)).ask(STORY)
    system = model.questions[0]["messages"][0]["content"]
    assert all(f"- {name}: " in system for name in TYPES)


def test_an_answer_is_kept_by_content(tmp_path: Path) -> None:
    other = Story(article_id="b", title=STORY.title, text=STORY.text + " Twice.", published_at=STORY.published_at)
    with serving(lambda *_: events()) as model:
        settings = _settings(model.url, cache=tmp_path)
        client = LlmClient(settings)
        content, known = client.ask(STORY)
        client.keep(STORY, content)
        assert (known, LlmClient(settings).ask(STORY)) == (False, (content, True))
        assert not client.ask(other)[1]
    assert len(model.questions) == 2


def test_a_broken_file_of_the_cache_is_asked_for_again(tmp_path: Path) -> None:
    with serving(lambda *_: events()) as model:
        client = LlmClient(_settings(model.url, cache=tmp_path))
        client.keep(STORY, "{}")
        (file,) = tmp_path.glob("*/*.json")
        file.write_text("{half")
        assert client.ask(STORY) == (events(), False)


def test_a_busy_server_is_asked_again() -> None:
    with serving(lambda number, _: (503, '{"error": {"message": "loading"}}') if number == 1 else events()) as model:
        assert LlmClient(_settings(model.url)).ask(STORY) == (events(), False)
    assert len(model.questions) == 2


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ((500, '{"error": {"message": "out of memory"}}'), "answered 500"),
        ((404, '{"error": {"message": "no such model"}}'), "no such model"),
        ((200, "<html>"), "cannot be read|empty|<html>"),
        ((200, '{"choices": []}'), "empty"),
        ("", "empty"),
        (None, "."),
    ],
)
def test_what_is_no_answer_is_an_error_that_says_why(reply: tuple[int, str] | str | None, why: str) -> None:
    with serving(lambda *_: reply) as model, pytest.raises(LlmError, match=why):
        LlmClient(_settings(model.url)).ask(STORY)


def test_a_slow_server_is_given_up() -> None:
    with serving(lambda *_: events(), delay_s=1.0) as model:
        settings = LlmSettings(url=model.url, model="m", timeout_s=0.2, retries=0)
        with pytest.raises(LlmError, match=r"within 0\.2 s"):
            LlmClient(settings).ask(STORY)


def test_a_server_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LlmError):
        LlmClient(LlmSettings(url="http://127.0.0.1:9/v1", model="m", retries=0)).ask(STORY)


def test_calls_are_limited() -> None:
    with serving(lambda *_: events()) as model:
        client = LlmClient(_settings(model.url, max_calls=1))
        client.ask(STORY)
        with pytest.raises(LlmError, match="limit of 1 calls"):
            client.ask(STORY)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("url", "localhost:8000", "http"),
        ("url", "", "http"),
        ("model", "", "llm_model"),
        ("timeout_s", 0.0, "llm_timeout_s"),
        ("max_calls", -1, "llm_max_calls"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: object, why: str) -> None:
    settings = {"url": "http://127.0.0.1:8000/v1", "model": "m", name: value}
    with pytest.raises(LlmSettingsError, match=why):
        LlmSettings(**settings)  # type: ignore[arg-type]


def test_the_key_is_not_printed() -> None:
    assert "secret" not in repr(LlmSettings(url="http://127.0.0.1/v1", model="m", key="secret"))


class TestAnswer:
    """Reading answers."""

    def test_events_that_fit_are_read_and_the_others_counted(self) -> None:
        good = {"quote": QUOTE, "trigger": "attacked", "type": "ASSAULT", "mode": "firearms", "actors": ["Gunmen"]}
        answer = read_answer(
            events(good, {**good, "type": "WAR"}, {**good, "mode": "curfew"}, {**good, "status": "planned"}, {})
        )
        assert [e.mode for e in answer.events] == ["firearms", None]
        assert answer.refused == {"event": 3, "mode": 1}

    @pytest.mark.parametrize("around", ["```json\n{}\n```", "<think>two sides</think>\n{}", "  {}  "])
    def test_fences_and_thoughts_are_taken_off(self, around: str) -> None:
        assert read_answer(around.replace("{}", events())).events == []

    @pytest.mark.parametrize("content", ["", "There are no events.", "[]", '{"events": null}', '{"events": [}'])
    def test_anything_else_is_an_error(self, content: str) -> None:
        with pytest.raises(AnswerError):
            read_answer(content)

    def test_a_model_that_repeats_itself_is_cut(self) -> None:
        good = {"quote": QUOTE, "trigger": "attacked", "type": "ASSAULT"}
        answer = read_answer(events(*[good] * 150))
        assert (len(answer.events), answer.refused["event"]) == (100, 50)


def test_a_missing_package_is_told_before_anything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(LlmSettingsError, match="pip install"):
        _settings("http://127.0.0.1:8000/v1")
