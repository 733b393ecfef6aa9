"""Asks the server: limits, retries, and answers kept by content."""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.events.llm.prompt import VERSION, answer_schema, question, system_prompt
from transforms.events.llm.settings import LlmSettings
from transforms.events.story import Story

if TYPE_CHECKING:
    from openai import OpenAI

logger = logging.getLogger(__name__)


class LlmError(Exception):
    """The server gave no answer; the message says why."""


class LlmClient:
    """Asks for the events of stories. Threads may share it."""

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._server = _server(settings)
        self._left = settings.max_calls
        self._lock = threading.Lock()

    def ask(self, story: Story) -> tuple[str, bool]:
        """The answer for a story, and whether it was known already.

        Raises:
            LlmError: the server refused, was not to be reached, was too slow, or the limit of calls is reached.
        """
        key = self._key(story)
        known = self._cached(key)
        if known is not None:
            return known, True
        self._spend()
        content = self._call(story)
        return content, False

    def keep(self, story: Story, content: str) -> None:
        """Keep an answer that could be read for the next time; a cache that cannot be written is only told."""
        if self._settings.cache is None:
            return
        file = self._file(self._settings.cache, self._key(story))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as out:
                json.dump({"model": self._settings.model, "answer": content}, out)
            Path(out.name).replace(file)  # whole or not at all, whatever is killed
        except OSError as error:
            logger.warning("%s: an answer cannot be kept (%s)", file, error.strerror)

    def _call(self, story: Story) -> str:
        import openai

        try:
            completion = self._server.chat.completions.create(
                model=self._settings.model,
                messages=[
                    {"role": "system", "content": system_prompt()},
                    {"role": "user", "content": question(story)},
                ],
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "events", "strict": True, "schema": answer_schema()},
                },
                temperature=0,
                max_tokens=self._settings.max_tokens,
            )
        except openai.APITimeoutError as error:
            raise LlmError(f"no answer within {self._settings.timeout_s:g} s") from error
        except openai.APIStatusError as error:
            raise LlmError(f"the server answered {error.status_code}: {_brief(error.message)}") from error
        except openai.OpenAIError as error:
            raise LlmError(_brief(str(error.__cause__ or error))) from error
        except (ValueError, TypeError, AttributeError) as error:  # a body that is no completion
            raise LlmError(f"the server's answer cannot be read: {_brief(str(error))}") from error
        choices = getattr(completion, "choices", None)
        if not choices or not choices[0].message.content:
            raise LlmError("the server's answer is empty")
        if choices[0].finish_reason == "length":
            raise LlmError(f"the answer is longer than {self._settings.max_tokens} tokens")
        return str(choices[0].message.content)

    def _spend(self) -> None:
        with self._lock:
            if self._left == 0:
                raise LlmError(f"the limit of {self._settings.max_calls} calls is reached")
            if self._left is not None:
                self._left -= 1

    def _key(self, story: Story) -> str:
        parts = (str(VERSION), self._settings.model, system_prompt(), question(story))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()

    def _cached(self, key: str) -> str | None:
        if self._settings.cache is None:
            return None
        try:
            return str(json.loads(self._file(self._settings.cache, key).read_text("utf-8"))["answer"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @staticmethod
    def _file(cache: Path, key: str) -> Path:
        return cache / key[:2] / f"{key}.json"


def _server(settings: LlmSettings) -> OpenAI:
    from openai import OpenAI

    return OpenAI(
        base_url=settings.url,
        api_key=settings.key or "none",
        timeout=settings.timeout_s,
        max_retries=settings.retries,
    )


def _brief(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= 200 else line[:197] + "..."
