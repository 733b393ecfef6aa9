"""What the model answered, read with distrust: what has not the asked form is refused and counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from transforms.events.llm.prompt import STATUSES
from transforms.events.ontology import TYPES

#: More events than any article tells: a model that repeats itself.
MOST_EVENTS = 100
_FENCE = re.compile(r"\A\s*```(?:json)?\s*|\s*```\s*\Z")
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


class AnswerError(Exception):
    """An answer that is no list of events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event in the model's words, nothing of it checked against the text yet."""

    quote: str
    trigger: str
    event_type: str
    mode: str | None
    claimed: bool = False
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    killed: str | None = None
    injured: str | None = None
    attributed_to: str | None = None
    territory: str | None = None


@dataclass(slots=True)
class Answer:
    """The events of an answer, and how many values had not the asked form, by what they are."""

    events: list[ToldEvent] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def read_answer(content: str) -> Answer:
    """Read an answer; a fence of Markdown or a thought before it, which some servers let through, is taken off.

    Raises:
        AnswerError: it is not JSON, or not {"events": [...]}.
    """
    text = _FENCE.sub("", _THOUGHT.sub("", content))
    try:
        data = json.loads(text)
    except ValueError as error:
        raise AnswerError(f"the answer is not JSON: {error}") from error
    events = data.get("events") if isinstance(data, dict) else None
    if not isinstance(events, list):
        raise AnswerError('the answer has no list "events"')
    answer = Answer()
    if len(events) > MOST_EVENTS:
        answer.refused["event"] += len(events) - MOST_EVENTS
    for value in events[:MOST_EVENTS]:
        event = _event(value, answer.refused)
        if event is None:
            answer.refused["event"] += 1
        else:
            answer.events.append(event)
    return answer


def _event(value: Any, refused: Counter[str]) -> ToldEvent | None:
    if not isinstance(value, dict):
        return None
    quote, trigger, event_type = (_text(value.get(name)) for name in ("quote", "trigger", "type"))
    if quote is None or trigger is None or event_type not in TYPES or value.get("status") not in STATUSES:
        return None
    mode = _text(value.get("mode"))
    if mode is not None and mode not in TYPES[event_type].modes:
        refused["mode"] += 1
        mode = None
    return ToldEvent(
        quote=quote, trigger=trigger, event_type=event_type, mode=mode, claimed=value["status"] == "claimed",
        actors=_texts(value.get("actors")), recipients=_texts(value.get("recipients")),
        place=_text(value.get("place")), date=_text(value.get("date")), killed=_text(value.get("killed")),
        injured=_text(value.get("injured")), attributed_to=_text(value.get("attributed_to")),
        territory=_text(value.get("territory")),
    )  # fmt: skip


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(t for v in value if (t := _text(v)) is not None) if isinstance(value, list) else ()
