"""False alarms in quiet local news: ``python -m benchmarks.quiet --data DATA/bench/geo [--show]``.

Of LGL's and TR-News' articles, those that surely tell nothing that a coder of political events should code: sport,
obituaries, prices, accidents, council routine, culture. Their numbers are listed in articles/quiet.tsv; whatever is
coded for one of them is a false alarm.

articles:  how many there are.
alarmed:   those for which something is coded, and how many events there are in all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from benchmarks.places import SETS
from transforms.events.coder import CoderResources, code_story
from transforms.events.story import Story

QUIET = Path(__file__).parent / "articles" / "quiet.tsv"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SPELLED = re.compile(r"([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? (\d{4})")


def stories(folder: Path) -> Iterator[tuple[str, Story]]:
    """The quiet articles, each with the name of its set."""
    listed = {tuple(line.split("\t")) for line in QUIET.read_text(encoding="utf-8").splitlines()}
    for name, file in SETS.items():
        for article in etree.parse(str(folder / file)).iter("article"):
            number = article.get("docid") or ""
            if (name, number) in listed:
                title = " ".join((article.findtext("title") or "").split())
                text = (article.findtext("text") or "").strip()
                text = text.removeprefix(title).lstrip(" .\n")
                day = published(article.findtext("dltime") or "")
                yield (
                    name,
                    Story(
                        article_id=number,
                        title=title or None,
                        text=text,
                        published_at=day,
                        publisher_domain=article.findtext("domain") or "",
                    ),
                )


def published(told: str) -> dt.datetime | None:
    """The day that an article gives, at noon; None where it gives none."""
    iso, spelled = _ISO.search(told), _SPELLED.search(told)
    if iso is not None:
        return dt.datetime.fromisoformat(iso.group()).replace(hour=12, tzinfo=dt.UTC)
    if spelled is not None:
        return dt.datetime.strptime(" ".join((*spelled.groups(), "12+0000")), "%b %d %Y %H%z")
    return None


def main() -> int:
    """Prints the alarms of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of TR-News.xml and lgl.xml")
    parser.add_argument("--show", action="store_true", help="name the alarms")
    options = parser.parse_args()
    resources = CoderResources.load()
    articles: Counter[str] = Counter()
    alarmed: Counter[str] = Counter()
    events: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for name, story in stories(options.data):
        told = code_story(story, resources)
        articles[name] += 1
        alarmed[name] += bool(told)
        events[name] += len(told)
        types.update(event.coded.event_type for event in told)
        for event in told if options.show else ():
            print(f"{name} {story.article_id} {story.title!r}: {event.coded.confidence:.2f} {event.rule}")
    print("set       articles  alarmed   share  events")
    for name in SETS:
        share = alarmed[name] / max(articles[name], 1)
        print(f"{name:<10}{articles[name]:>8}{alarmed[name]:>9}{share:>8.3f}{events[name]:>8}")
    print("types: " + ", ".join(f"{kind} {count}" for kind, count in types.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
