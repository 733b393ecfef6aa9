"""Codes stories with a language model; where it fails, the built-in coder does."""

from __future__ import annotations

import dataclasses
import functools
import logging
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from transforms.events.assembling import CodedEvent, coded_event
from transforms.events.coder import CoderResources, open_story
from transforms.events.coding import BuiltInCoder, Coding
from transforms.events.frames.sense import SentenceView
from transforms.events.llm.answer import AnswerError, ToldEvent, read_answer
from transforms.events.llm.client import LlmClient, LlmError
from transforms.events.llm.grounding import Grounding
from transforms.events.llm.settings import LlmSettings
from transforms.events.merging.within import cluster
from transforms.events.relevance.reading import worth_reading
from transforms.events.sentences import Sentence, lay_out
from transforms.events.story import Story
from transforms.events.tolls import TollMention, find_tolls

CODER = "sitrep-llm"

logger = logging.getLogger(__name__)


class LlmCoder:
    """A coder that asks a language model, one call a story."""

    def __init__(self, settings: LlmSettings, resources: CoderResources) -> None:
        self.resources = resources
        self._settings = settings
        self._built_in = BuiltInCoder(resources)
        self._client = LlmClient(settings)

    def code(self, stories: Sequence[Story]) -> list[Coding]:
        """As of `Coder`; calls run side by side, the rest in this thread."""
        with ThreadPoolExecutor(self._settings.concurrency) as threads:
            return [
                self._coding(story, answer)
                for story, answer in zip(stories, threads.map(self._ask, stories), strict=True)
            ]

    def _ask(self, story: Story) -> tuple[list[ToldEvent], Counter[str]] | str | None:
        """The model's events; why there are none, in words; None for a story that is about something else."""
        if not worth_reading(lay_out(story)):
            return None
        if len(story.full_text) > self._settings.max_chars:
            return f"longer than {self._settings.max_chars} characters"
        try:
            content, known = self._client.ask(story)
            answer = read_answer(content)
        except (LlmError, AnswerError) as error:
            return str(error)
        if not known:
            self._client.keep(story, content)
        counts = Counter({f"llm.refused.{what}": n for what, n in answer.refused.items()})
        counts["llm.cached" if known else "llm.asked"] += 1
        return answer.events, counts

    def _coding(self, story: Story, answer: tuple[list[ToldEvent], Counter[str]] | str | None) -> Coding:
        if answer is None:
            return Coding(counts=Counter({"llm.passed_over": 1}))
        if isinstance(answer, str):
            logger.warning("%s: %s; the built-in coder takes it", story.article_id, answer)
            return self._fallback(story, answer)
        told, counts = answer
        try:
            events, refused = ground(story, told, self.resources, self._settings.model)
        except Exception as error:  # one story never takes others with it
            logger.exception("putting the model's events to %s", story.article_id)
            return self._fallback(story, f"{type(error).__name__}: {error}")
        counts.update({f"llm.refused.{what}": n for what, n in refused.items()})
        return Coding(events, counts)

    def _fallback(self, story: Story, why: str) -> Coding:
        (coding,) = self._built_in.code([story])
        coding.counts["llm.fallback"] += 1
        coding.fallback = why
        return coding


def ground(
    story: Story, told: Sequence[ToldEvent], resources: CoderResources, model: str
) -> tuple[list[CodedEvent], Counter[str]]:
    """The events that a story bears out of those that a model tells, and what was refused."""
    opened = open_story(story, resources)
    texts = [sentence.text for sentence in opened.layout.sentences]
    documents = dict(zip(texts, resources.analyser.analyse(texts), strict=True))

    @functools.cache
    def tolls_of(sentence: Sentence) -> Sequence[TollMention]:
        parsed = next(iter(documents[sentence.text].sentences), None)
        found = find_tolls(sentence.text, parsed, before=opened.layout.before(sentence))
        return [replace(t, sentence=sentence.start) for t in found]

    # In the order of the text, so that words that point back find what they point to.
    views: dict[int, SentenceView] = {s.index: opened.view(s, documents[s.text]) for s in opened.layout.sentences}
    grounding = Grounding(
        opened.layout, opened.scene, resources.frames.kinds, lambda sentence: views[sentence.index], tolls_of
    )
    clusters = cluster(grounding.candidates(told))
    events = [event for c in clusters if (event := coded_event(c, opened.layout, opened.reader)) is not None]
    return [_by_model(event, model) for event in events], grounding.refused


def _by_model(event: CodedEvent, model: str) -> CodedEvent:
    coded = dataclasses.replace(event.coded, coder=CODER, coder_version=model)
    return dataclasses.replace(event, coded=coded, rule=f"{model}: {event.rule.partition(': ')[2]}")
