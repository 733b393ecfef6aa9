"""Live blogs: what a post tells is dated by the post's own day."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas import Article
from schemas.articles import Post
from transforms.events.coder import CoderResources, code_story
from transforms.events.mentions import story_of

PARTS = (
    "Residents of Aleppo are watching the roads after a week of calm, our correspondent says.",
    "Gunmen killed three policemen in Hama, the governor said.",
    "Rockets hit a market in Aleppo on Monday and killed eleven traders, medics said.",
    "A car bomb killed six soldiers in Homs yesterday, the army said.",
)
TEXT = "\n\n".join(PARTS)


@pytest.fixture(scope="module")
def resources() -> CoderResources:
    return CoderResources.load()


def article(posts: list[Post]) -> Article:
    return Article(
        article_id="a", url="https://courier.example/live", canonical_url="https://courier.example/live",
        title="Syria: live updates", text=TEXT, posts=posts, publisher_domain="courier.example",
        published_at=dt.datetime(2017, 3, 3, 8, tzinfo=dt.UTC), published_utc_offset=120,
        fetched_at=dt.datetime(2017, 3, 8, tzinfo=dt.UTC),
    )  # fmt: skip


def post(part: str, at: str | None) -> Post:
    start = TEXT.index(part)
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC) if at else None
    return Post(start=start, end=start + len(part), published_at=moment)


def days(posts: list[Post], resources: CoderResources) -> dict[int, str]:
    """Day by the number of dead that is told on it."""
    events = code_story(story_of(article(posts)), resources)
    return {e.coded.fatalities_best or 0: str(e.coded.date_start) for e in events}


def test_a_post_is_dated_by_its_own_day_and_not_by_that_of_the_blog(resources: CoderResources) -> None:
    posts = [
        post(PARTS[1], "2017-03-05T23:30"),  # the sixth in the page's zone
        post(PARTS[2], "2017-03-07T09:00"),
        post(PARTS[3], "2017-03-07T07:00"),
    ]
    found = days(posts, resources)
    assert found[3] == "2017-03-06"  # names no day
    assert found[11] == "2017-03-06"  # the Monday before the seventh
    assert found[6] == "2017-03-06"  # the day before it


def test_without_times_of_posts_the_day_of_the_blog_counts(resources: CoderResources) -> None:
    for posts in ([], [post(part, None) for part in PARTS[1:]]):
        found = days(posts, resources)
        assert found[11] == "2017-02-27"
        assert found[6] == "2017-03-02"
