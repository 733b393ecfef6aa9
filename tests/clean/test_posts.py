"""Live blogs: each post is a span of the text with its own time."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from schemas.articles import Article
from transforms.clean.article import clean_html
from transforms.clean.record import article_record

URL = "https://www.courier.example/world/live/2021/may/03/town-falls-live-updates"
FETCHED = dt.datetime(2021, 5, 5, tzinfo=dt.UTC)
SUMMARY = (
    "Rebels said on Monday that they had taken the town of Marta after a week of fighting along the northern road.",
    "The government denied it and said that its units still held the bridge, the barracks and the old market.",
)
TEXTS = (
    ("Market shelled", "Shells hit the old market of Marta on Monday morning and killed three traders, medics said."),
    (
        "Bridge blown up",
        "The bridge over the Nessa was blown up shortly before noon, residents told the Courier by phone.",
    ),
    (
        "Talks called off",
        "The mediators in the capital called off the talks that were to begin on Tuesday, an envoy said.",
    ),
    ("Hospital hit", "A rocket struck the hospital of Marta late in the evening and wounded two nurses, doctors said."),
)
MORE = "Our correspondent says that columns of families are leaving on foot with what they can carry in the rain."
HEAD = """<html lang="en"><head><title>Town falls: live updates | The Courier</title>
<meta property="article:published_time" content="2021-05-03T07:00:00+02:00">{head}</head>
<body><header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header><main>
<h1>Town falls to rebels: live updates</h1>{summary}"""
FOOT = "</main><footer><p>About us</p><p>Contact</p></footer></body></html>"


def page(blocks: str, head: str = "", *, summary: bool = True) -> str:
    text = "".join(f"<p>{p}</p>" for p in SUMMARY) if summary else ""
    return HEAD.format(head=head, summary=text) + blocks + FOOT


def read(blocks: str, head: str = "", url: str = URL) -> Article:
    return clean_html(page(blocks, head), url=url, fetched_at=FETCHED)


def posts(article: Article) -> list[tuple[str | None, str]]:
    """Time (in UTC, without date where it is the third) and the first words of each post."""
    found = []
    for post in article.posts:
        at = post.published_at
        said = at.strftime("%H:%M" if at.day == 3 else "%d %H:%M") if at else None
        found.append((said, " ".join(article.text[post.start : post.end].split()[:2])))
    return found


TIMES = (
    "2021-05-03T21:40:00+02:00",
    "2021-05-03T15:10:00+02:00",
    "2021-05-03T11:52:00+02:00",
    "2021-05-03T08:05:00+02:00",
)
WRAPPED = [("19:40", "Hospital hit"), ("13:10", "Talks called"), ("09:52", "Bridge blown"), ("06:05", "Market shelled")]


def newest_first(item: str) -> str:
    return "".join(
        item.format(at=at, clock=at[11:16], head=head, text=text, more=MORE)
        for at, (head, text) in zip(TIMES, reversed(TEXTS), strict=True)
    )


@pytest.mark.parametrize(
    "item",
    [
        '<article class="block"><time datetime="{at}">{clock}</time><h2>{head}</h2><p>{text}</p></article>',
        '<li><div><p><time datetime="{at}">{clock} CEST</time></p><h3>{head}</h3><p>{text}</p></div></li>',
        '<div class="card"><div>Updated {clock} CEST, May 3, 2021</div><h3>{head}</h3><p>{text}</p></div>',
        '<div class="card"><div>5m ago ({clock} CEST)</div><h3>{head}</h3><p>{text}</p></div>',
        '<div class="a-{clock}"><h3>{head}</h3><p>{text}</p><i>Posted <time datetime="{at}">{clock}</time></i></div>',
    ],
)
def test_elements_with_a_time_each_are_posts(item: str) -> None:
    article = read(newest_first(item))
    assert posts(article) == WRAPPED
    assert "live_blog" in article.quality_flags
    first = article.posts[0]
    assert article.text[: first.start].rstrip().endswith("the old market.")  # the summary is no post
    assert article.text[first.start : first.end] == "\n\n".join(TEXTS[3])


def test_posts_may_follow_each_other_without_an_element_around_each() -> None:
    article = read(newest_first('<h3><time datetime="{at}">{clock}</time> {head}</h3><p>{text}</p>'))
    assert [at for at, _ in posts(article)] == ["19:40", "13:10", "09:52", "06:05"]
    last = article.posts[-1]
    assert article.text[last.start : last.end].endswith(TEXTS[0][1])


def test_times_of_day_count_from_the_day_of_publication_in_the_pages_zone() -> None:
    blocks = "".join(
        f"<p><strong>{clock}</strong> {text}</p><p>{MORE} Part {number}.</p>"
        for number, (clock, (_, text)) in enumerate(zip(("08:05", "11:52", "15:10", "01:30"), TEXTS, strict=True))
    )
    article = read(blocks)
    assert posts(article) == [
        ("06:05", "08:05 Shells"),
        ("09:52", "11:52 The"),
        ("13:10", "15:10 The"),
        ("23:30", "01:30 A"),  # after midnight: 01:30 on the fourth in the page's zone
    ]
    assert all(article.text[p.start : p.end].count("Our correspondent") == 1 for p in article.posts)


def test_a_zone_that_the_posts_write_is_theirs() -> None:
    blocks = "".join(
        f"<p><strong>{clock}</strong> {text}</p>"
        for clock, (_, text) in zip(("08:05 GMT", "11:52 GMT", "15:10 GMT", "22:30 GMT"), TEXTS, strict=True)
    )
    assert [at for at, _ in posts(read(blocks))] == ["08:05", "11:52", "15:10", "22:30"]


def test_the_newest_first_counts_back_from_the_last_change() -> None:
    changed = '<meta property="article:modified_time" content="2021-05-04T01:00:00+02:00">'
    clocks = ("12.30am", "3.10pm", "11.52am", "8.05am")
    blocks = "".join(
        f"<p><b>{clock} CEST</b></p><p>{text}</p>" for clock, (_, text) in zip(clocks, reversed(TEXTS), strict=True)
    )
    article = read(blocks, changed)
    assert posts(article) == [
        ("22:30", "A rocket"),
        ("13:10", "The mediators"),
        ("09:52", "The bridge"),
        ("06:05", "Shells hit"),
    ]


def test_schema_org_names_the_posts() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": head, "datePublished": at, "articleBody": text}
        for at, (head, text) in zip(TIMES, reversed(TEXTS), strict=True)
    ]
    data = {"@type": "LiveBlogPosting", "headline": "Town falls to rebels: live updates", "liveBlogUpdate": updates}
    blocks = "".join(f"<div><div>{head}</div><p>{text}</p></div>" for head, text in reversed(TEXTS))
    article = read(blocks, f'<script type="application/ld+json">{json.dumps(data)}</script>', URL.replace("live", "x"))
    assert [at for at, _ in posts(article)] == ["19:40", "13:10", "09:52", "06:05"]
    assert "live_blog" in article.quality_flags


def test_an_impossible_time_is_left_out_and_the_post_stays() -> None:
    item = '<article><time datetime="{at}">{clock}</time><h2>{head}</h2><p>{text}</p></article>'
    blocks = newest_first(item).replace(TIMES[1], "2031-05-03T15:10:00+02:00")
    assert [at for at, _ in posts(read(blocks))] == ["19:40", None, "09:52", "06:05"]


@pytest.mark.parametrize(
    "blocks",
    [
        # A timeline in a report: its times are those of the events.
        "".join(f"<p><b>{c}</b> {t}</p>" for c, (_, t) in zip(("08:05", "11:52", "15:10"), TEXTS, strict=False)),
        # Teasers below the text.
        "<aside>" + newest_first('<article><time datetime="{at}">{clock}</time><h2>{head}</h2></article>') + "</aside>",
        # One time for all.
        newest_first('<section><time datetime="2021-05-03">3 May</time><h2>{head}</h2><p>{text}</p></section>'),
    ],
)
def test_articles_that_are_no_live_blogs_have_no_posts(blocks: str) -> None:
    html = page("".join(f"<p>{MORE} Part {n}.</p>" for n in range(6)) + blocks).replace("live updates", "what we know")
    article = clean_html(html, url="https://www.courier.example/world/town-falls", fetched_at=FETCHED)
    assert posts(article) == []
    assert "live_blog" not in article.quality_flags


def test_a_post_is_printed_with_its_time() -> None:
    item = '<article><time datetime="{at}">{clock}</time><h2>{head}</h2><p>{text}</p></article>'
    printed = article_record(read(newest_first(item)), "1")["posts"]
    assert [set(post) for post in printed] == [{"start", "end", "published_at"}] * 4
    assert printed[0]["published_at"] == "2021-05-03T19:40:00+00:00"
