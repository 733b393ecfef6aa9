"""How well merging joins the reports of one event: ``python -m benchmarks.merging [--show]``.

Two sets: the sample newsroom (tests/newsroom), and reports that several outlets wrote on the same events and on others
like them (articles/siblings.toml). Articles are coded and merged as in a run. Each mention is given the one expected
event that it tells: type, day, place and, where the event has them, count and name; others are not judged.

recall:    of the pairs of articles that both have a mention of an event, those joined in one row of it.
precision: of the pairs of mentions of two articles that are in one row, those that tell one event.
rows:      published rows for each event that is found; 1 is best.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas import Article, Mention
from tests.newsroom.expected import expected_articles, expected_events
from tests.newsroom.matching import matches
from transforms.events.coder import CoderResources, code_story
from transforms.events.mentions import mentions_of, story_of
from transforms.events.merging.across import block_key, merge_block

SIBLINGS = Path(__file__).parent / "articles" / "siblings.toml"
SLACK = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs of a set, and the rows of its events."""

    joined: int
    pairs: int
    right: int
    together: int
    rows: int
    events: int

    def __str__(self) -> str:
        def share(part: int, whole: int) -> str:
            return f"{part / whole:.2f} ({part} of {whole})" if whole else "-"

        each = f"{self.rows / self.events:.2f} ({self.rows} of {self.events} events)" if self.events else "-"
        return f"recall {share(self.joined, self.pairs)}, precision {share(self.right, self.together)}, rows {each}"


def main() -> int:
    """Print the scores of both sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="name the pairs that are missed or wrong")
    options = parser.parse_args()
    resources = CoderResources.load()
    for name, articles, tells in (("newsroom", *_newsroom()), ("siblings", *_siblings())):
        told = merged(articles, resources)
        labels = {m.mention_id: label for m in told if (label := tells(m)) is not None}
        print(f"{name:9} {len(articles)} articles, {len(told)} mentions, {len(labels)} judged: {score(told, labels)}")
        if options.show:
            print(*wrong(told, labels), sep="\n")
    return 0


def merged(articles: Iterable[Article], resources: CoderResources) -> list[Mention]:
    """The mentions of all articles, each with its event."""
    now = dt.datetime.now(dt.UTC)
    blocks: dict[str, list[Mention]] = defaultdict(list)
    for article in articles:
        for mention in mentions_of(article, code_story(story_of(article), resources), at=now):
            blocks[block_key(mention)].append(mention)
    return [m for block in blocks.values() for m in merge_block(block, now=now, run_id="").mentions]


def score(told: Sequence[Mention], labels: Mapping[str, str]) -> Scores:
    """The scores of the mentions that have a label."""
    together, apart = _pairs(told, labels)
    groups = {label: list(group) for label, group in itertools.groupby(sorted(labels.values()))}
    homes: dict[str, set[str | None]] = defaultdict(set)
    for mention in told:
        if mention.mention_id in labels:
            homes[labels[mention.mention_id]].add(mention.event_id)
    found = {(label, a, b) for label, a, b in _articles(together)}
    possible = found | {(label, a, b) for label, a, b in _articles(apart)}
    of_one_row = list(_in_rows(told, labels))
    right = sum(labels[a.mention_id] == labels[b.mention_id] for a, b in of_one_row)
    return Scores(
        len(found), len(possible), right, len(of_one_row), sum(len(ids) for ids in homes.values()), len(groups)
    )


def wrong(told: Sequence[Mention], labels: Mapping[str, str]) -> Iterator[str]:
    """Lines on the pairs that are missed, and on those that should not be."""
    together, apart = _pairs(told, labels)
    joined = set(_articles(together))
    for label, a, b in apart:
        if (label, *sorted((a.article_id, b.article_id))) not in joined:
            yield f"  missed {label}: {_short(a)} | {_short(b)}"
    for a, b in _in_rows(told, labels):
        if labels[a.mention_id] != labels[b.mention_id]:
            yield f"  wrong {labels[a.mention_id]}, {labels[b.mention_id]}: {_short(a)} | {_short(b)}"


_Told = tuple[str, Mention, Mention]


def _pairs(told: Sequence[Mention], labels: Mapping[str, str]) -> tuple[list[_Told], list[_Told]]:
    """Pairs of mentions of one event by two articles: those in one row, and those in two."""
    of_label: dict[str, list[Mention]] = defaultdict(list)
    for mention in told:
        if mention.mention_id in labels:
            of_label[labels[mention.mention_id]].append(mention)
    pairs = [
        (label, a, b)
        for label, group in sorted(of_label.items())
        for a, b in itertools.combinations(group, 2)
        if a.article_id != b.article_id
    ]
    return [p for p in pairs if p[1].event_id == p[2].event_id], [p for p in pairs if p[1].event_id != p[2].event_id]


def _articles(pairs: Iterable[_Told]) -> Iterator[tuple[str, str, str]]:
    for label, a, b in pairs:
        first, second = sorted((a.article_id, b.article_id))
        yield label, first, second


def _in_rows(told: Sequence[Mention], labels: Mapping[str, str]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of judged mentions of two articles in one row."""
    rows: dict[str | None, list[Mention]] = defaultdict(list)
    for mention in told:
        if mention.mention_id in labels:
            rows[mention.event_id].append(mention)
    for row in rows.values():
        yield from ((a, b) for a, b in itertools.combinations(row, 2) if a.article_id != b.article_id)


def _short(m: Mention) -> str:
    where = m.place.name if m.place else "-"
    who = " > ".join("+".join(p.name for p in side) or "-" for side in (m.actors, m.recipients))
    return (
        f"{m.article_id} {m.event_type}/{m.event_mode} {where} {m.date_start}..{m.date_end} {who} {m.fatalities_best}"
    )


def _newsroom() -> tuple[list[Article], Callable[[Mention], str | None]]:
    expected = expected_events()
    originals = [a for a in expected_articles().values() if a.outcome == "kept" and a.language == "en"]
    articles = [_article(a.key, a.title, a.text, a.published_at, a.key.partition("/")[0]) for a in originals]

    def tells(mention: Mention) -> str | None:
        # An expected event is compared like a row; a mention has the same columns.
        fitting = [k for k, x in expected.items() if mention.article_id in x.articles and matches(x, _row(mention))]
        return fitting[0] if len(fitting) == 1 else None

    return articles, tells


def _siblings() -> tuple[list[Article], Callable[[Mention], str | None]]:
    data = tomllib.loads(SIBLINGS.read_text("utf-8"))
    events = {event["key"]: event for event in data["event"]}
    reports = {report["id"]: report for report in data["report"]}
    articles = [_article(r["id"], r["title"], r["text"].strip(), r["published"], r["source"]) for r in reports.values()]

    def tells(mention: Mention) -> str | None:
        fitting = [k for k in reports[mention.article_id]["events"] if _fits(mention, events[k])]
        return fitting[0] if len(fitting) == 1 else None

    return articles, tells


def _article(key: str, title: str, text: str, published: dt.datetime, outlet: str) -> Article:
    url = f"https://{outlet}/{key}"
    return Article(
        article_id=key,
        url=url,
        canonical_url=url,
        title=title,
        text=text,
        language="en",
        publisher_domain=outlet,
        published_at=published,
        fetched_at=published,
    )


def _row(mention: Mention) -> Any:
    return mention


def _fits(mention: Mention, event: Mapping[str, Any]) -> bool:
    first, last = event["date"]
    start = mention.date_start
    if mention.event_type not in event["types"] or start is None or mention.place is None:
        return False
    if start - SLACK > last or (mention.date_end or start) + SLACK < first:
        return False
    names = {_plain(n) for n in (mention.place.name, mention.place.surface, mention.place.admin1) if n}
    if not names & {_plain(n) for n in event["places"]}:
        return False
    if mention.fatalities_best is not None and event.get("killed") and mention.fatalities_best not in event["killed"]:
        return False
    return event.get("named", "") in mention.evidence


def _plain(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(c for c in ascii_name.lower() if c.isalnum())


if __name__ == "__main__":
    sys.exit(main())
