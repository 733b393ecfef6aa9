"""Polling over HTTP, with the real client and a server on loopback."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.reasons import Reason
from tests.feeds.documents import ATOM, JSON_FEED, RDF, RSS, SITEMAP, rss
from tests.feeds.server import Answer, Publisher, poll_again_and_again
from transforms.feeds.listing import check_line
from transforms.feeds.poll import SITEMAP_AGE, Poll
from transforms.feeds.schedule import is_due

NOW = dt.datetime(2018, 12, 14, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
XML = {"Content-Type": "application/rss+xml"}


def poll(answer: Answer) -> Poll:
    (found,) = poll_again_and_again(Publisher({"/feed": answer}), "/feed", times=[NOW])
    return found


@pytest.mark.parametrize(
    ("kind", "document"), [("rss", RSS), ("rdf", RDF), ("atom", ATOM), ("json", JSON_FEED), ("sitemap", SITEMAP)]
)
def test_every_kind_of_feed_is_polled(kind: str, document: str) -> None:
    found = poll(Answer(document.encode()))
    assert found.failure is None
    assert (found.feed.kind, found.feed.reason, found.feed.last_status) == (kind, "polled", 200)
    assert [entry.title for entry in found.entries] == ["SDF takes Hajin", "Talks in Geneva"]
    assert {entry.feed_id for entry in found.entries} == {"feed"}
    assert found.feed.last_entry_at == dt.datetime(2018, 12, 14, 8, 30, tzinfo=dt.UTC)
    assert found.feed.title == "World News"


def test_the_server_is_asked_for_changes_only_and_an_unchanged_feed_is_not_read() -> None:
    validators = {"ETag": '"v1"', "Last-Modified": "Fri, 14 Dec 2018 10:00:00 GMT"}
    publisher = Publisher({"/feed": Answer(RSS.encode(), headers=XML | validators)})
    first, second = poll_again_and_again(publisher, "/feed", times=[NOW, NOW + HOUR])
    assert "if-none-match" not in publisher.asked[0][1]
    assert publisher.asked[1][1]["if-none-match"] == '"v1"'
    assert publisher.asked[1][1]["if-modified-since"] == "Fri, 14 Dec 2018 10:00:00 GMT"
    assert (second.feed.reason, second.feed.last_status, second.entries) == ("not_modified", 304, [])
    assert (second.feed.title, second.feed.kind, second.feed.etag) == ("World News", "rss", '"v1"')
    assert len(first.entries) == 2


def test_a_server_without_validators_is_known_by_the_bodys_hash() -> None:
    _, second = poll_again_and_again(Publisher({"/feed": Answer(RSS.encode())}), "/feed", times=[NOW, NOW + HOUR])
    assert (second.feed.reason, second.entries, second.parsed) == ("same_body", [], None)


def test_server_and_feed_set_the_pace() -> None:
    assert poll(Answer(RSS.encode(), headers={"Cache-Control": "max-age=7200"})).feed.next_due_at == NOW + 2 * HOUR
    assert poll(Answer(rss(channel="<ttl>180</ttl>"))).feed.next_due_at == NOW + 3 * HOUR


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"<!DOCTYPE html><html><p>Moved!</p></html>"), Reason.NOT_A_FEED),
        (Answer(b'{"items": '), Reason.BROKEN_FEED),
        (Answer(b"", headers=XML), Reason.NOT_A_FEED),
        (Answer(b"no", status=403), Reason.HTTP_CLIENT_ERROR),
        (Answer(b"no", status=404), Reason.HTTP_CLIENT_ERROR),
        (Answer(b"no", status=500), Reason.HTTP_SERVER_ERROR),
        (Answer(b"no", status=429, headers={"Retry-After": "60"}), Reason.RATE_LIMITED),
        (Answer(b"no", status=302), Reason.BAD_RESPONSE),
    ],
)
def test_failures_have_a_reason_a_record_and_a_time_to_try_again(answer: Answer, reason: Reason) -> None:
    found = poll(answer)
    assert found.failure is not None
    assert (found.failure.stage, found.failure.reason, found.failure.key) == ("poll", reason, found.feed.url)
    assert (found.feed.reason, found.feed.errors_in_row, found.entries) == (reason, 1, [])
    assert found.feed.detail == found.failure.message
    assert found.feed.next_due_at is not None
    assert not is_due(found.feed, NOW)
    assert is_due(found.feed, NOW + DAY)


def test_a_failure_leaves_the_last_good_state_so_that_recovery_costs_one_304() -> None:
    good = Answer(RSS.encode(), headers={"ETag": '"v1"'})
    down = Answer(b"<html>We are down</html>", headers={"ETag": '"down"'})
    times = [NOW, NOW + HOUR, NOW + 2 * HOUR]
    polls = poll_again_and_again(Publisher(), "/feed", times=times, answers=[good, down, good])
    assert [found.feed.reason for found in polls] == ["polled", "not_a_feed", "not_modified"]
    assert [found.feed.errors_in_row for found in polls] == [0, 1, 0]


def test_a_changed_entry_keeps_its_key_and_gets_another_fingerprint() -> None:
    changed = Answer(RSS.replace("The last town", "The very last town").encode())
    first, second = poll_again_and_again(
        Publisher(), "/feed", times=[NOW, NOW + HOUR], answers=[Answer(RSS.encode()), changed]
    )
    assert [entry.entry_key for entry in first.entries] == [entry.entry_key for entry in second.entries]
    same = [one.fingerprint == other.fingerprint for one, other in zip(first.entries, second.entries, strict=True)]
    assert same == [False, True]


def test_a_large_feed_is_read_as_any_other() -> None:
    items = (f"<title>{n}</title><link>/{n}</link><description>{'word ' * 200}</description>" for n in range(1000))
    found = poll(Answer(rss(*items)))
    assert len(found.entries) == found.feed.entries_last_poll == 1000


def test_retry_after_is_heeded() -> None:
    found = poll(Answer(b"", status=503, headers={"Retry-After": "7200"}))
    assert found.feed.next_due_at == NOW + 2 * HOUR


def test_a_page_in_a_feeds_place_tells_where_the_feed_went() -> None:
    page = b'<!DOCTYPE html><link rel="alternate" type="application/rss+xml" href="/rss2">'
    found = poll(Answer(page))
    assert found.feed.reason == Reason.NOT_A_FEED
    assert (found.feed.detail or "").endswith("/rss2.")


def test_gone_retires_the_feed() -> None:
    found = poll(Answer(b"", status=410))
    assert (found.feed.reason, found.feed.retired_at) == ("gone", NOW)
    assert found.failure is not None
    assert not is_due(found.feed, NOW + 100 * DAY)


def test_an_empty_feed_is_no_failure() -> None:
    found = poll(Answer(rss()))
    assert (found.feed.reason, found.failure, found.feed.entries_last_poll) == ("empty_feed", None, 0)


def test_a_feed_that_moves_for_good_is_followed_at_once_and_adopted_after_three_days() -> None:
    publisher = Publisher({"/old": Answer(status=301, headers={"Location": "/new"}), "/new": Answer(RSS.encode())})
    polls = poll_again_and_again(publisher, "/old", times=[NOW, NOW + DAY, NOW + 4 * DAY, NOW + 5 * DAY])
    assert [path for path, _ in publisher.asked] == ["/old", "/new", "/old", "/new", "/old", "/new", "/new"]
    assert polls[0].feed.moved_to == publisher.address + "/new"
    assert "moved for good" in check_line(polls[0])
    assert polls[2].feed.url == publisher.address + "/new"
    assert len(polls[0].entries) == 2


def test_a_temporary_redirect_is_followed_and_forgotten() -> None:
    publisher = Publisher({"/old": Answer(status=302, headers={"Location": "/new"}), "/new": Answer(RSS.encode())})
    polls = poll_again_and_again(publisher, "/old", times=[NOW, NOW + 5 * DAY])
    assert polls[1].feed.url.endswith("/old")
    assert polls[1].feed.moved_to is None


def index(*entries: str) -> bytes:
    return f"<sitemapindex>{''.join(f'<sitemap>{entry}</sitemap>' for entry in entries)}</sitemapindex>".encode()


def test_an_index_leads_to_its_fresh_news_sitemaps_at_every_poll() -> None:
    publisher = Publisher(
        {
            "/feed": Answer(
                index(
                    "<loc>/news-1.xml</loc><lastmod>2018-12-14T11:00:00Z</lastmod>",
                    "<loc>/news-old.xml</loc><lastmod>2017-01-01</lastmod>",
                    "<loc>/pages.xml</loc>",
                    "<loc>/news-broken.xml</loc>",
                ),
                headers={"ETag": '"same"'},
            ),
            "/news-1.xml": Answer(SITEMAP.encode()),
            "/news-broken.xml": Answer(b"<html>sorry</html>"),
        }
    )
    first, second = poll_again_and_again(publisher, "/feed", times=[NOW, NOW + HOUR])
    assert [path for path, _ in publisher.asked] == 2 * ["/feed", "/news-1.xml", "/news-broken.xml"]
    assert [entry.title for entry in first.entries] == ["SDF takes Hajin", "Talks in Geneva"]
    assert (first.feed.kind, first.feed.reason, second.feed.reason) == ("sitemap_index", "polled", "same_body")
    assert "news-broken.xml" in (first.feed.detail or "")


def test_an_index_is_followed_within_bounds() -> None:
    publisher = Publisher({"/feed": Answer(index(*(f"<loc>/news-{n}.xml</loc>" for n in range(100))))})
    publisher.answers |= {f"/news-{n}.xml": Answer(SITEMAP.encode()) for n in range(100)}
    poll_again_and_again(publisher, "/feed", times=[NOW])
    assert len(publisher.asked) == 6


def test_an_index_whose_sitemaps_all_fail_is_a_failure() -> None:
    found = poll(Answer(index("<loc>/news.xml</loc>")))
    assert found.feed.reason == Reason.BAD_RESPONSE
    assert "news.xml" in (found.feed.detail or "")


def test_the_archive_in_a_sitemap_is_left_alone() -> None:
    old = "<url><loc>/2015</loc><lastmod>2015-01-01</lastmod></url>"
    found = poll(Answer(f"<urlset>{old}<url><loc>/new</loc><lastmod>2018-12-14</lastmod></url></urlset>".encode()))
    assert [(entry.url or "").rpartition("/")[2] for entry in found.entries] == ["new"]
    assert found.feed.detail == f"1 entries older than {SITEMAP_AGE.days} days are left out"


def test_a_line_says_what_a_feed_is_and_what_is_wrong() -> None:
    line = check_line(poll(Answer(RSS.encode())))
    assert line.endswith("/feed: rss, 2 entries, one every 24 hours, the last 4 hours ago")
    assert "/feed: rss, no entries" in check_line(poll(Answer(rss())))
    assert "An HTML page, not a feed" in check_line(poll(Answer(b"<html></html>")))
    broken = check_line(poll(Answer(RSS.replace("Talks in", "Talks &").encode())))
    assert "problems: not well-formed" in broken
