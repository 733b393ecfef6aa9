"""`failures`: a row is something that broke. This module alone builds failure records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from schemas.reasons import Reason
from schemas.row import Row, Table

MAX_MESSAGE = 500
MAX_PAYLOAD = 1000


@dataclass(kw_only=True, slots=True)
class Failure(Row):
    """One failure: which stage, what, on which key."""

    stage: Annotated[str, "poll, fetch, clean, dedupe, code, merge or publish"]
    reason: Annotated[str, "docs/reasons.md has a sentence for each"]
    error_class: Annotated[str, "Class of the error"]
    message: Annotated[str, "Its message"]
    key: Annotated[str, "URL or id of what failed"]
    payload: Annotated[str | None, "Excerpt of the input"] = None
    failed_at: Annotated[dt.datetime, "When, UTC"]
    run_id: Annotated[str, "Run in which it broke"] = ""


def failure(
    stage: str, reason: Reason, key: str, error: BaseException | str, *, at: dt.datetime, payload: str | None = None
) -> Failure:
    """The failure record of an error, with message and payload cut to a readable length.

    >>> failure("fetch", Reason.TIMEOUT, "http://a.example/", "no answer", at=dt.datetime.now(dt.UTC)).error_class
    'timeout'
    """
    text = str(error) or reason.sentence
    return Failure(
        stage=stage,
        reason=reason.value,
        error_class=type(error).__name__ if isinstance(error, BaseException) else reason.value,
        message=text[:MAX_MESSAGE],
        key=key,
        payload=payload[:MAX_PAYLOAD] if payload else None,
        failed_at=at,
    )


FAILURES = Table(
    name="failures",
    row=Failure,
    key=("stage", "key", "run_id"),
    partition="dt",
    partition_from="failed_at",
    comment="Something that broke",
)
