"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from schemas.reasons import Reason
from transforms.feeds.dates import from_text, plausible
from transforms.feeds.parsed import EntryMaker, FeedError, ParsedFeed, RawEntry, author_names, text_of


def parse_json_feed(body: bytes, *, url: str, feed_id: str, now: dt.datetime | None = None) -> ParsedFeed:
    """Read a JSON Feed; fields of a wrong type count as missing, items that are no objects are left out.

    Args:
        body: The document.
        url: Where it came from; relative links build on it.
        feed_id: The feed that its entries belong to.
        now: Dates far ahead of it are dropped.

    Raises:
        FeedError: BROKEN_FEED for broken JSON, NOT_A_FEED for JSON that is something else.
    """
    try:
        document = json.loads(body.decode(json.detect_encoding(body), "replace").lstrip("\ufeff"))
    except (ValueError, RecursionError, LookupError) as error:
        raise FeedError(Reason.BROKEN_FEED, f"The JSON cannot be read: {error}") from None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise FeedError(Reason.NOT_A_FEED, "JSON, but no JSON Feed: it has no list of items.")
    version = document.get("version")
    problems = [] if isinstance(version, str) and "jsonfeed.org" in version else ["no JSON Feed version is given"]
    maker = EntryMaker(
        feed_id=feed_id,
        url=url,
        home=_text(document.get("home_page_url")),
        publisher=text_of(_text(document.get("title")), markup=False),
        language=_text(document.get("language")),
    )
    authors = _authors(document)
    items = [item for item in document["items"] if isinstance(item, dict)]
    if len(items) < len(document["items"]):
        problems.append(f"{len(document['items']) - len(items)} items are no objects")
    entries = [maker.make(_raw(item, authors, maker, now)) for item in items]
    return ParsedFeed(
        kind="json",
        title=maker.publisher,
        link=maker.home,
        language=maker.language,
        entries=entries,
        problems=problems + maker.problems(entries),
    )


def _raw(item: dict[str, Any], authors: tuple[str, ...], maker: EntryMaker, now: dt.datetime | None) -> RawEntry:
    published, updated = (_date(item.get(name), maker, now) for name in ("date_published", "date_modified"))
    identity = item.get("id")
    return RawEntry(
        # `external_url` is the page that a link blog talks about, not the entry's own.
        link=_text(item.get("url")) or _text(item.get("external_url")),
        guid=str(identity) if isinstance(identity, int | float) else _text(identity),
        title=text_of(_text(item.get("title"))),
        summary=_text(item.get("summary")),
        content=_text(item.get("content_html")) or _text(item.get("content_text")),
        authors=_authors(item) or authors,
        published_at=published or updated,
        updated_at=updated,
        language=_text(item.get("language")),
    )


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    # 1.0 has one `author`, 1.1 a list of `authors`; both are seen with the other's form.
    found: list[str | None] = []
    for name in ("authors", "author"):
        value = holder.get(name)
        found += [
            _text(author.get("name")) if isinstance(author, dict) else _text(author)
            for author in (value if isinstance(value, list) else [value])
        ]
    return author_names(found)


def _date(value: object, maker: EntryMaker, now: dt.datetime | None) -> dt.datetime | None:
    text = _text(value)
    if text is None:
        return None
    try:
        moment = plausible(dt.datetime.fromisoformat(text.strip()), now)
    except ValueError:
        moment = from_text(text, language=maker.language, now=now)
    if moment is None:
        maker.notes["dates that cannot be read or cannot be"] += 1
    return moment


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
