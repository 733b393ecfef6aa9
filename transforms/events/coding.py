"""What coders are, what they say of stories, and the built-in one."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from transforms.events.analyser.document import Document
from transforms.events.assembling import CodedEvent
from transforms.events.coder import CoderResources, analyse, read_story
from transforms.events.left_out import LeftOut
from transforms.events.story import Story

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Coding:
    """What came of a story.

    Attributes:
        events: its events.
        counts: what happened on the way, for the ledger, where a language model codes: `llm.asked`, `llm.cached`,
            `llm.passed_over` (nothing in it is about events), `llm.fallback` (the built-in coder coded it), and
            `llm.refused.<what>` for values that are not in the text.
        fallback: why the language model did not code it; None where it did.
        broken: what broke, where nothing could code it.
        left_out: what seems to tell more events, and why the built-in coder coded none of it.
    """

    events: list[CodedEvent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    fallback: str | None = None
    broken: Exception | None = None
    left_out: list[LeftOut] = field(default_factory=list)


class Coder(Protocol):
    """Codes stories; threads may share it."""

    @property
    def resources(self) -> CoderResources: ...

    def code(self, stories: Sequence[Story]) -> list[Coding]:
        """The codings of stories, in their order; one that breaks takes no other with it."""


class BuiltInCoder:
    """Frames and the analyser's event heads."""

    def __init__(self, resources: CoderResources) -> None:
        self.resources = resources

    def code(self, stories: Sequence[Story]) -> list[Coding]:
        """As of `Coder`; sentences of all stories are analysed together, which changes no result."""
        try:
            analysed = analyse(stories, self.resources)
        except Exception:  # one of them breaks the analyser: each by itself
            logger.exception("analysing %d stories together", len(stories))
            analysed = None
        return [self._coding(story, analysed) for story in stories]

    def _coding(self, story: Story, analysed: Mapping[str, Document] | None) -> Coding:
        try:
            coded = read_story(story, self.resources, analysed)
            return Coding(coded.events, left_out=coded.left_out)
        except Exception as error:
            logger.exception("coding %s", story.article_id)
            return Coding(broken=error)
