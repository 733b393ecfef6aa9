"""From a coded article to the rows of `mentions`, and from an original's mentions to those of its copies."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib

from schemas import Article, Coded, Mention
from transforms.events.assembling import CodedEvent
from transforms.events.story import DatedPart, Story


def story_of(article: Article) -> Story:
    """What the coder reads of an article: "Friday" is counted from the day of publication where it was published.

    In a post of a live blog it is counted from the day of that post.
    """
    published_at = article.published_at
    zone = dt.timezone(dt.timedelta(minutes=article.published_utc_offset or 0))
    if published_at is not None and article.published_utc_offset is not None:
        published_at = published_at.astimezone(zone)
    return Story(
        article_id=article.article_id,
        version=article.version,
        title=article.title,
        deck=article.deck,
        text=article.text,
        published_at=published_at,
        publisher=article.publisher,
        publisher_domain=article.publisher_domain,
        posts=tuple(
            DatedPart(post.start, post.end, post.published_at.astimezone(zone).date())
            for post in article.posts
            if post.published_at is not None
        ),
    )


def source_key(article: Article) -> str:
    """Who stands behind an article: the agency that wrote it, else who published it first, else its own outlet.

    A copy takes the key of its original instead (`copied`), so that copies count as one source.
    """
    if article.wire_source:
        return f"wire:{article.wire_source}"
    return article.origin_publisher or article.publisher_domain


def mentions_of(article: Article, events: list[CodedEvent], *, at: dt.datetime) -> list[Mention]:
    """The mentions of an article, one for each event that it tells, with the best sentence as evidence."""
    return [_mention(article, event, at) for event in events]


def copied(mention: Mention, copy: Article, *, at: dt.datetime) -> Mention:
    """The mention of a copy: the original's, told by another outlet and by the same source."""
    return dataclasses.replace(
        mention,
        mention_id=_id(copy.article_id, copy.version, mention.mention_id),
        event_id=None,
        merge_reason=None,
        article_id=copy.article_id,
        version=copy.version,
        copied_from=mention.mention_id,
        publisher_domain=copy.publisher_domain,
        published_at=copy.published_at,
        coded_at=at,
    )


def _mention(article: Article, event: CodedEvent, at: dt.datetime) -> Mention:
    best = event.evidence[0]
    values = {f.name: getattr(event.coded, f.name) for f in dataclasses.fields(Coded)}
    return Mention(
        **values,
        mention_id=_id(article.article_id, article.version, f"{event.coded.event_type} {event.rule} {best.start}"),
        article_id=article.article_id,
        version=article.version,
        publisher_domain=article.publisher_domain,
        source_key=source_key(article),
        published_at=article.published_at,
        sentence=best.sentence,
        char_start=best.start,
        char_end=best.end,
        evidence=best.text,
        attributed_to=event.attributed_to,
        rule=event.rule,
        coded_at=at,
    )


def _id(article_id: str, version: int, what: str) -> str:
    return hashlib.sha256(f"{article_id}\n{version}\n{what}".encode()).hexdigest()[:20]
