"""Articles as JSON lines: what `sitrep dedupe --jsonl` reads and writes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from transforms.clean.wire import owns_wire
from transforms.dedupe.cluster import cluster
from transforms.dedupe.document import Doc, Verdict
from transforms.dedupe.signature import sign_words, words_of

# Finds the agency that wrote an article, given its text and the outlet.
WireFinder = Callable[[Mapping[str, Any]], str | None]

_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def doc_of(record: Mapping[str, Any], *, wire_source: str | None = None) -> Doc:
    """The document of a record {"id", "url", "title", "text", "published_at", "publisher"}.

    Args:
        record: `id` and `text` are needed; the publisher falls back to the URL's host.
        wire_source: agency that wrote it, where known.

    Raises:
        ValueError: a field is missing or of a wrong type, or the date is not ISO 8601.
    """
    text = record.get("text")
    if record.get("id") in (None, "") or not isinstance(text, str):
        raise ValueError('a record needs an "id" and a "text" that is a string')
    title = record.get("title")
    words = words_of(text)
    signature = sign_words(title if isinstance(title, str) else None, words)
    published = _time(record.get("published_at"))
    outlet = _outlet(record)
    return Doc(
        article_id=str(record["id"]),
        publisher_domain=outlet,
        published_at=published,
        # Records have no time of fetching; it must not differ between runs over the same file.
        fetched_at=published or _LONG_AGO,
        content_sha256=hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest() if words else "",
        signature=signature.signature,
        scheme=signature.scheme,
        bands=tuple(signature.bands),
        word_count=len(words),
        wire_source=wire_source,
        owns_wire=owns_wire(outlet, wire_source),
    )


def verdict_record(doc: Doc, verdict: Verdict) -> dict[str, Any]:
    """The output line of an article."""
    return {
        "id": verdict.article_id,
        "cluster_id": verdict.cluster_id,
        "duplicate_of": verdict.duplicate_of,
        "duplicate_kind": verdict.duplicate_kind,
        "wire_source": doc.wire_source,
    }


def dedupe_records(records: Iterable[Mapping[str, Any]], find_wire: WireFinder | None = None) -> list[dict[str, Any]]:
    """Output lines of records, in their order; texts are dropped as soon as they are signed."""
    docs = [doc_of(r, wire_source=find_wire(r) if find_wire else None) for r in records]
    return [verdict_record(doc, verdict) for doc, verdict in zip(docs, cluster(docs), strict=True)]


def _outlet(record: Mapping[str, Any]) -> str:
    name = record.get("publisher") or urlsplit(str(record.get("url") or "")).hostname or ""
    return str(name).casefold().removeprefix("www.")


def _time(value: object) -> dt.datetime | None:
    if value in (None, ""):
        return None
    if not isinstance(value, str):
        raise ValueError(f'"published_at" is {value!r}; give ISO 8601, as 2024-03-01T10:00:00Z')
    try:
        time = dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f'"published_at" is {value!r}; give ISO 8601, as 2024-03-01T10:00:00Z') from error
    return time.astimezone(dt.UTC) if time.tzinfo else time.replace(tzinfo=dt.UTC)
