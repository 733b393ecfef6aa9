"""The posts of a live blog: which paragraphs are one post, and when it was published.

Three kinds of page say so: schema.org's `liveBlogUpdate`, elements of one kind beside each other that hold a `time`
element each, and lines that begin with a time of day ("14:05 GMT Police said ..."). Times of day without a day are
counted from the day of publication, forwards or, where the newest post stands first, backwards from the last change.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.articles import Post
from transforms.clean import dates, jsonld
from transforms.clean.blocks import Paragraph
from transforms.clean.dates import Moment
from transforms.clean.jsonld import Node
from transforms.clean.lines import Lines
from transforms.clean.normalise import bare

FEWEST = 3  # posts
WORDS = 5  # of a line that makes its element a post
SHARE = 0.5  # of the article's words in its posts, where nothing else says that it is a live blog
OLDEST = dt.timedelta(days=2)  # before the article's publication, that a post may be
KNOWN = 8  # words of an update's text by which it is found
_CLOCK = re.compile(
    r"(?<![\w:.,])(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?!\d|[.:]\d)\s?(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:\d+ ?(?i:m|mins?|minutes?|h|hrs?|hours?) ago|(?i:posted|published|updated|at|on|um|uhr|ore|kl|hrs?|h)"
    r"|[A-Z]{2,5}|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\b"
)
LONGEST_TIME = 60  # characters of a paragraph that is nothing but a time
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A post: paragraphs `first` to before `end`; `at` is None where nothing states the time."""

    first: int
    end: int
    at: dt.datetime | None  # aware, UTC


@dataclass(frozen=True, slots=True)
class _Stamp:
    line: int
    moment: Moment | None  # with its day
    clock: dt.time | None  # a time of day alone
    zone: int | None = None  # of the clock, minutes east of UTC, where it is written


def find_posts(
    paragraphs: Sequence[Paragraph],
    lines: Lines,
    stamped: Mapping[int, str],
    chosen: Iterable[int],
    updates: Sequence[Node],
    *,
    live: bool,
    published: Moment | None,
    modified: Moment | None,
    now: dt.datetime,
) -> list[Stretch]:
    """The posts in the order of the text; none where the article is no live blog.

    Args:
        paragraphs: of the article.
        lines: of the page.
        stamped: what the first `time` element of a line states.
        chosen: the lines that the paragraphs are of, in order.
        updates: the `liveBlogUpdate`s of the page's data.
        live: something says that the page is a live blog; without it the marks have to be plain.
        published: when the article was published.
        modified: when it was last changed.
        now: when it was fetched.
    """
    if len(paragraphs) < FEWEST:
        return []
    earliest = published.at - OLDEST if published else dates.EARLIEST
    posts = _of_updates(paragraphs, updates)
    if len(posts) < FEWEST and (live or len(stamped) >= FEWEST):
        posts = _of_lines(paragraphs, lines, stamped, list(chosen), live=live, published=published, modified=modified)
    if len(posts) < FEWEST:
        return []
    return [
        post if post.at and earliest <= post.at <= now + dates.LATE else Stretch(post.first, post.end, None)
        for post in posts
    ]


def without_stamps(paragraphs: Sequence[Paragraph], posts: Sequence[Stretch]) -> tuple[list[Paragraph], list[Stretch]]:
    """Without the paragraphs that say nothing but the time of their post."""
    dropped = {
        index
        for post in posts
        if post.at
        for index in range(post.first, post.end)
        if _is_time(paragraphs[index].text) and post.end - post.first > 1
    }
    kept = list(itertools.accumulate((index not in dropped for index in range(len(paragraphs))), initial=0))
    moved = [Stretch(kept[post.first], kept[post.end], post.at) for post in posts]
    return [p for index, p in enumerate(paragraphs) if index not in dropped], moved


def rows(paragraphs: Sequence[Paragraph], posts: Sequence[Stretch]) -> list[Post]:
    """The posts as characters of the text, whose paragraphs a blank line separates."""
    if not posts:
        return []
    starts = list(itertools.accumulate((len(p.text) + 2 for p in paragraphs), initial=0))
    return [Post(start=starts[p.first], end=starts[p.end] - 2, published_at=p.at) for p in posts]


def _is_time(text: str) -> bool:
    if len(text) > LONGEST_TIME or not any(map(str.isdigit, text)):
        return False
    rest = dates.without(text)
    clock = _CLOCK.search(rest)
    if clock is None:
        return False
    return not _WORDS.sub("", rest[: clock.start()] + rest[clock.end() :]).strip(" .,:;|()/·•–—-")


def _of_updates(paragraphs: Sequence[Paragraph], updates: Sequence[Node]) -> list[Stretch]:
    if not updates:
        return []
    places: dict[str, int] = {}
    for index, paragraph in reversed(list(enumerate(paragraphs))):
        words = bare(paragraph.text).split()
        places[" ".join(words)] = places[" ".join(words[:KNOWN])] = index
    starts: dict[int, dt.datetime | None] = {}
    for update in updates:
        headline = bare(jsonld.text(update.get("headline") or update.get("name")) or "")
        body = bare(jsonld.text(update.get("articleBody")) or "")
        found = [places[k] for k in (headline, " ".join(body.split()[:KNOWN])) if k and k in places]
        if found:
            moment = dates.parse(jsonld.text(update.get("datePublished")) or "")
            starts.setdefault(min(found), moment.at if moment and moment.has_time else None)
    ordered = sorted(starts)
    ends = [*ordered[1:], len(paragraphs)]
    return [Stretch(start, end, starts[start]) for start, end in zip(ordered, ends, strict=True)]


def _of_lines(
    paragraphs: Sequence[Paragraph],
    lines: Lines,
    stamped: Mapping[int, str],
    chosen: list[int],
    *,
    live: bool,
    published: Moment | None,
    modified: Moment | None,
) -> list[Stretch]:
    text = {line for line in chosen if lines.words[line] >= WORDS}
    stamps = [
        s for s in _stamps(lines, stamped, clocks=live) if chosen and chosen[0] - WORDS <= s.line <= chosen[-1] + WORDS
    ]
    if len(stamps) < FEWEST:
        return []
    beside = _beside(lines, stamps, text)
    if len(beside) < FEWEST:
        return []
    containers = list(beside)
    starts = [lines.start[container] for container in containers]
    last = containers[-1]
    inner = all(text.isdisjoint(range(lines.end[a], lines.start[b])) for a, b in itertools.pairwise(containers))
    wrapped = inner and not text.isdisjoint(range(lines.start[last], lines.end[last]))
    bounds = [*starts, lines.end[last if wrapped else lines.parent[last]]]
    by_line = _paragraph_lines(paragraphs, lines, chosen)
    times = _times(list(beside.values()), published, modified)
    posts: list[Stretch] = []
    for (start, end), at in zip(itertools.pairwise(bounds), times, strict=True):
        inside = [by_line[line] for line in range(start, end) if line in by_line]
        if inside:
            posts.append(Stretch(min(inside), max(inside) + 1, at))
    if not live:
        words = [p.text.count(" ") + 1 for p in paragraphs]
        known = [post.at for post in posts if post.at]
        if sum(sum(words[p.first : p.end]) for p in posts) < SHARE * sum(words) or not _in_order(known):
            return []
    return posts


def _stamps(lines: Lines, stamped: Mapping[int, str], *, clocks: bool) -> list[_Stamp]:
    """The lines that state a time, by a `time` element or, where `clocks`, in their first word."""
    found = []
    for line, text in enumerate(lines.text):
        stated = stamped.get(line)
        alone = clocks and stated is None and _is_time(text)
        if stated is None and not alone and not (clocks and any(map(str.isdigit, text[:8]))):
            continue
        moment = dates.parse(stated or text) if stated or alone else None
        if moment and moment.has_time:
            found.append(_Stamp(line, moment, None))
        elif clock := _clock(stated or "", anywhere=True) or _clock(text, anywhere=alone):
            found.append(_Stamp(line, None, *clock))
    return found


def _clock(text: str, *, anywhere: bool = False) -> tuple[dt.time, int | None] | None:
    """The time of day that a text begins with or, where `anywhere`, holds; with its zone."""
    text = text.lstrip("[(•–—- ")
    match = _CLOCK.search(text) if anywhere else _CLOCK.match(text)
    if match is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * half.startswith("p")
    return dt.time(hour, int(match["minute"])), dates.zone_after(text, match.end())


def _beside(lines: Lines, stamps: Sequence[_Stamp], text: set[int]) -> dict[int, _Stamp]:
    """The most containers of one kind beside each other that hold a stamp, each with its first.

    Of those that hold text the outermost; where none do, those that stand before the text of their posts.
    """
    groups: dict[tuple[int, str], dict[int, _Stamp]] = {}
    for stamp in stamps:
        container = lines.container[stamp.line]
        while container > 0:
            group = groups.setdefault((lines.parent[container], lines.signature[container].partition(" ")[0]), {})
            group.setdefault(container, stamp)
            container = lines.parent[container]
    best: tuple[int, int, int] = 0, 0, 0
    found: dict[int, _Stamp] = {}
    for (parent, _), group in groups.items():
        filled = sum(not text.isdisjoint(range(lines.start[c], lines.end[c])) for c in group)
        between = sum(
            not text.isdisjoint(range(lines.start[a], lines.start[b])) for a, b in itertools.pairwise(sorted(group))
        )
        rank = max(filled, between), filled, -parent
        if rank > best:
            best, found = rank, group
    return {c: found[c] for c in sorted(found)} if best[0] >= FEWEST - 1 else {}


def _paragraph_lines(paragraphs: Sequence[Paragraph], lines: Lines, chosen: Sequence[int]) -> dict[int, int]:
    """Line -> paragraph, in order."""
    places: dict[str, list[int]] = {}
    for line in chosen:
        places.setdefault(lines.text[line], []).append(line)
    found: dict[int, int] = {}
    last = -1
    for index, paragraph in enumerate(paragraphs):
        for line in places.get(paragraph.text, ()):
            if line > last:
                found[line] = index
                last = line
                break
    return found


def _times(stamps: Sequence[_Stamp], published: Moment | None, modified: Moment | None) -> list[dt.datetime | None]:
    """The times of posts in order, days put to those that state none."""
    known = [s.moment.at for s in stamps if s.moment]
    if known or not published:
        return [s.moment.at if s.moment else None for s in stamps]
    clocks = [s.clock for s in stamps if s.clock]
    falls = sum(a > b for a, b in itertools.pairwise(clocks))
    newest_first = falls > (len(clocks) - 1) / 2
    written = next((s.zone for s in stamps if s.zone is not None), None)
    zone = dt.timezone(dt.timedelta(minutes=(published.offset or 0) if written is None else written))
    anchor = modified if newest_first and modified else published
    day = anchor.at.astimezone(zone).date()
    if newest_first and modified and modified.has_time and clocks[0] > modified.at.astimezone(zone).time():
        day -= _DAY  # the blog was changed after midnight, its last post is of the day before
    times: list[dt.datetime | None] = []
    before: dt.time | None = None
    for clock in clocks:
        if before is not None and (clock > before if newest_first else clock < before):
            day += -_DAY if newest_first else _DAY
        times.append(dt.datetime.combine(day, clock, zone).astimezone(dt.UTC))
        before = clock
    return times


def _in_order(times: Sequence[dt.datetime]) -> bool:
    """At least three different times, that rise or fall throughout."""
    rising = sorted(times)
    return len(set(times)) >= FEWEST and list(times) in (rising, rising[::-1])
