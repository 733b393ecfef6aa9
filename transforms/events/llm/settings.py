"""Which server and model, and how much may be asked of them."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


class LlmSettingsError(ValueError):
    """A setting that cannot be used; the message says which, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """A server and its limits. Picklable, so that it travels to workers.

    Attributes:
        url: base URL of an OpenAI-compatible server, ending in the version: `http://127.0.0.1:8000/v1`.
        model: the model's name there.
        key: API key; many local servers want none.
        cache: folder of answers by content; None for no cache.
        concurrency: calls at a time in one process.
        timeout_s: seconds that one call may take.
        retries: further tries of a call that failed for a while (connection, 408, 409, 429, 5xx).
        max_calls: calls that a process may make, retries not counted; further articles go to the built-in coder.
            None for no limit.
        max_chars: articles that are longer go to the built-in coder.
        max_tokens: tokens that one answer may have.

    Raises:
        LlmSettingsError: a setting that cannot be used, or the package `openai` is not installed.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    cache: Path | None = None
    concurrency: int = 4
    timeout_s: float = 120.0
    retries: int = 2
    max_calls: int | None = None
    max_chars: int = 40_000
    max_tokens: int = 4_000

    def __post_init__(self) -> None:
        if importlib.util.find_spec("openai") is None:
            raise LlmSettingsError("coder llm: the package openai is missing; pip install 'sitrep[llm]'")
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise LlmSettingsError(
                f"llm_url: {self.url!r} is no http(s) address; give the server's, as http://127.0.0.1:8000/v1"
            )
        if not self.model:
            raise LlmSettingsError("llm_model: missing; give the name under which the server knows the model")
        for name in ("concurrency", "timeout_s", "max_chars", "max_tokens"):
            if getattr(self, name) <= 0:
                raise LlmSettingsError(f"llm_{name}: {getattr(self, name)} is too small; it has to be above 0")
        for name in ("retries", "max_calls"):
            if (getattr(self, name) or 0) < 0:
                raise LlmSettingsError(f"llm_{name}: {getattr(self, name)} is below 0")
