"""`sitrep run` over a hostile publisher, three polls long, judged by the tables and by the publisher's log."""

from __future__ import annotations

import contextlib
import functools
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pipelines.cli import main
from schemas import ARTICLES, ENTRIES, FAILURES, FEEDS, Article, Entry, Feed, Reason
from tests.feeds.hostile import ELSEWHERE, HostilePublisher
from tests.feeds.hostile import FEEDS as BEHAVIOURS
from tests.fetch.publisher import ADDRESS
from transforms.feeds.parser_process import ParserProcess
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("hostile")

SLOTS = ("2018-12-14T12:00Z", "2018-12-14T14:00Z", "2018-12-18T12:00Z")


@dataclass(frozen=True, slots=True)
class Published:
    """What the tables and the log hold after the three runs; feeds by behaviour, after each run."""

    publisher: HostilePublisher
    layout: Layout
    feeds: list[dict[str, Feed]]
    entries: list[Entry]
    articles: list[Article]
    codes: list[int]

    def outcomes(self, name: str) -> list[tuple[str, str]]:
        """Outcomes and reasons of a behaviour's entries, in the order of runs."""
        rows = [
            row
            for row in self.entries
            if f"//{name}.test.example/" in (row.url or "") or row.feed_id == self.feed(name)
        ]
        return [
            (row.outcome, row.reason)
            for row in sorted(rows, key=lambda row: (row.run_id, row.published_at or row.seen_at))
        ]

    def feed(self, name: str) -> str:
        return self.feeds[0][name].feed_id

    def reasons(self, name: str) -> list[str | None]:
        """The feed's reason after each run."""
        return [states[name].reason for states in self.feeds]

    def asked(self, name: str, path: str) -> int:
        return [asked.path for asked in self.publisher.asked(f"{name}.test.example")].count(path)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    folder = tmp_path_factory.mktemp("hostile")
    names = [*BEHAVIOURS, *ELSEWHERE, "pages", "walls"]
    with pytest.MonkeyPatch.context() as patch, HostilePublisher().running() as running:
        assert isinstance(running, HostilePublisher)
        patch.setattr("transforms.feeds.beam.ParserProcess", functools.partial(ParserProcess, limit_s=12))
        urls = [f"http://{name}.test.example/feed" for name in names] + ["http://cross.test.example/feed-2"]
        (folder / "sitrep.toml").write_text(
            f"feeds = {json.dumps(urls)}\n[fetch]\ntotal_timeout_s = 10\nmax_body_bytes = 1000000\n"
            f'allow_addresses = ["{ADDRESS}/32"]\nconnect_to = {{ "*.example" = "{ADDRESS}:{running.port}" }}\n',
            encoding="utf-8",
        )
        layout = Layout(folder / "out")
        states: list[dict[str, Feed]] = []
        codes: list[int] = []
        for edition, slot in enumerate(SLOTS, start=1):
            running.edition = edition
            command = ["run", "--config", str(folder / "sitrep.toml"), "--out", str(layout.root), "--slot", slot]
            with contextlib.redirect_stdout(io.StringIO()):
                codes.append(main([*command, "--format", "json"]))
            rows = read_rows(layout, FEEDS)
            states.append(
                {row.url.partition("//")[2].partition(".")[0]: row for row in rows if not row.url.endswith("-2")}
            )
        yield Published(running, layout, states, read_rows(layout, ENTRIES), read_rows(layout, ARTICLES), codes)


def test_the_runs_publish_and_their_tables_add_up(published: Published) -> None:
    assert published.codes == [0, 0, 0]
    assert verify_tables(published.layout) == []


def test_no_host_was_asked_above_its_limit(published: Published) -> None:
    hosts = {asked.host for asked in published.publisher.log}
    assert len(hosts) > 90
    assert {host: most for host in hosts if (most := published.publisher.most_at_once(host)) > 2} == {}


def test_no_robots_txt_was_asked_for_twice_a_day(published: Published) -> None:
    counts = Counter(asked.host for asked in published.publisher.log if asked.path == "/robots.txt")
    refusing = {host for host in counts if host.startswith("robots500")}
    assert {host: count for host, count in counts.items() if count > 2 and host not in refusing} == {}
    assert counts["steady.test.example"] == 1


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("steady", ["polled", "same_body", "same_body"]),
        ("validated", ["polled", "not_modified", "not_modified"]),
        ("guids", ["polled"] * 3),
        ("empty", ["empty_feed", "same_body", "same_body"]),
        ("nothing", ["not_a_feed"] * 3),
        ("turns-html", ["polled", "not_a_feed", "same_body"]),
        ("html-type", ["polled", "same_body", "same_body"]),
        ("wrong-charset", ["polled", "same_body", "same_body"]),
        ("ill-formed", ["polled", "same_body", "same_body"]),
        ("json-broken", ["broken_feed"] * 3),
        ("many", ["polled", "same_body", "same_body"]),
        ("slow-parse", ["broken_feed", "polled", "same_body"]),
        ("gzip-cut", ["bad_response"] * 3),
        ("gone", ["polled", "gone", "gone"]),
        ("limited", ["rate_limited", "rate_limited", "polled"]),
        ("busy", ["rate_limited", "rate_limited", "polled"]),
        ("broken", ["http_server_error", "http_server_error", "polled"]),
        ("forbidden", ["http_client_error"] * 3),
        ("missing", ["http_client_error"] * 3),
        ("walled", ["challenge_page"] * 3),
        ("loop", ["too_many_redirects"] * 3),
        ("to-metadata", ["forbidden_address"] * 3),
        ("to-file", ["bad_url"] * 3),
        ("gzip-bomb", ["too_large"] * 3),
        ("br-bomb", ["too_large"] * 3),
        ("drip", ["timeout"] * 3),
        ("hang-up", ["connect"] * 3),
        ("garbage", ["bad_response"] * 3),
        ("length-short", ["bad_response"] * 3),
        ("chunks-bad", ["bad_response"] * 3),
        ("status-nonsense", ["bad_response"] * 3),
        ("header-huge", ["bad_response"] * 3),
        ("no-location", ["bad_response"] * 3),
        ("coding-unknown", ["bad_response"] * 3),
    ],
)
def test_every_feed_has_its_reason_at_every_poll(published: Published, name: str, reasons: list[str]) -> None:
    assert published.reasons(name) == reasons
    bad = {Reason.POLLED, Reason.NOT_MODIFIED, Reason.SAME_BODY, Reason.EMPTY_FEED}
    failed = [row for row in read_rows(published.layout, FAILURES) if row.stage == "poll" and f"//{name}." in row.key]
    assert {row.reason for row in failed} == {reason for reason in reasons if reason not in bad}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("steady", "/a"),
        ("validated", "/a"),
        ("guids", "/a"),
        ("fragments", "/a"),
        ("stamps", "/a"),
        ("republished", "/old"),
        ("layout", "/a"),
        ("turns-html", "/a"),
        ("many", "/story/3"),
        ("cross", "/shared"),
    ],
)
def test_a_page_is_asked_for_once_whatever_the_feed_churns(published: Published, name: str, path: str) -> None:
    assert published.asked(name, path) == 1
    assert [row[0] for row in published.outcomes(name)].count("kept") == len(
        {row.article_id for row in published.articles if f"//{name}.test.example/" in row.url}
    )


def test_a_page_of_many_spellings_is_one_article(published: Published) -> None:
    urls = [row.canonical_url for row in published.articles if "spellings" in row.url]
    assert urls == ["https://spellings.test.example/a"]


def test_a_changed_text_is_a_version_and_a_changed_teaser_is_none(published: Published) -> None:
    versions = {name: sorted(a.version for a in published.articles if f"//{name}." in a.url) for name in BEHAVIOURS}
    assert versions["edited"] == [1, 2, 3]
    assert versions["retouched"] == [1]
    assert published.outcomes("retouched") == [("kept", "new"), ("known", "unchanged"), ("known", "unchanged")]


def test_a_story_that_moves_with_its_headline_stays_one_article(published: Published) -> None:
    stories = sorted(
        (a.version, a.url.rpartition("/")[2], a.article_id) for a in published.articles if "//slug." in a.url
    )
    assert [story[:2] for story in stories] == [(1, "town-may-fall"), (2, "town-has-fallen")]
    assert len({article_id for _, _, article_id in stories}) == 1


def test_a_feed_of_ten_thousand_entries_is_accounted_for(published: Published) -> None:
    assert Counter(published.outcomes("many")) == {("kept", "new"): 5, ("duplicate", "same_url"): 9995}


def test_a_story_in_two_feeds_is_fetched_once(published: Published) -> None:
    assert sorted(published.outcomes("cross")) == [("duplicate", "same_url"), ("kept", "new")]


def test_a_growing_feed_brings_each_story_once(published: Published) -> None:
    assert published.outcomes("growing") == [("kept", "new")] * 3
    assert [published.asked("growing", f"/{n}") for n in range(3)] == [1, 1, 1]


def test_links_that_lead_nowhere_or_inside_are_rejected_and_never_asked(published: Published) -> None:
    assert set(published.outcomes("no-links")) == {("rejected", "no_link")}
    assert {outcome for outcome, _ in published.outcomes("bad-links")} == {"rejected"}
    assert published.outcomes("inside") == [("rejected", "forbidden_address")] * 4


def test_what_is_gone_is_never_asked_for_again(published: Published) -> None:
    assert published.feeds[2]["gone"].retired_at is not None
    assert published.asked("gone", "/feed") == 2


def test_a_permanent_redirect_is_adopted_after_days_and_a_temporary_one_never(published: Published) -> None:
    assert [states["moved"].url.rpartition("/")[2] for states in published.feeds] == ["feed", "feed", "feed-new"]
    assert [states["found"].url.rpartition("/")[2] for states in published.feeds] == ["feed"] * 3


@pytest.mark.parametrize("name", ["limited", "busy"])
def test_retry_after_is_kept(published: Published, name: str) -> None:
    assert published.asked(name, "/feed") == 2


def test_a_feed_is_not_asked_before_its_time(published: Published) -> None:
    assert published.asked("slow-pace", "/feed") == 2


def test_a_host_that_asks_to_be_left_alone_is(published: Published) -> None:
    outcomes = published.outcomes("deaf")
    assert ("failed", "rate_limited") in outcomes
    assert published.asked("deaf", "/limited") + published.asked("deaf", "/second") <= 2


def test_robots_are_obeyed(published: Published) -> None:
    assert published.outcomes("strict")[0] == ("rejected", "robots")
    assert published.outcomes("robots500")[0] == ("failed", "robots_unreachable")
    assert published.asked("strict", "/page/1") == published.asked("robots500", "/page/1") == 0


def test_entity_bombs_reach_no_table(published: Published) -> None:
    assert all("lollol" not in (row.title or "") for row in published.entries)


@pytest.mark.parametrize(
    ("path", "reason"), [("just-a-moment", "challenge_page"), ("consent", "consent_page"), ("paywall", "paywall")]
)
def test_walls_have_their_reason_and_are_no_articles(published: Published, path: str, reason: str) -> None:
    rows = [row for row in published.entries if (row.url or "").endswith(f"walls.test.example/{path}")]
    assert [(row.outcome, row.reason) for row in rows] == [("rejected", reason)]
    assert not [a for a in published.articles if "//walls." in a.url]


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        *((path, "failed", "http_client_error") for path in ("status/404", "status/410", "status/403")),
        ("status/500", "failed", "http_server_error"),
        *((path, "failed", "rate_limited") for path in ("too-many", "busy-date/90")),
        ("challenge/403", "rejected", "challenge_page"),
        *((path, "failed", "too_many_redirects") for path in ("loop", "hops/6")),
        *(
            (path, "rejected", "forbidden_address")
            for path in ("to-loopback", "to-metadata", "to-private-name", "to-nat64")
        ),
        *((path, "rejected", "bad_url") for path in ("to-file", "to-ftp")),
        *(
            (path, "failed", "bad_response")
            for path in (
                "bad-location", "gzip-cut", "gzip-corrupt", "br-not", "coding-unknown", "length-long", "length-short",
                "chunks-bad", "chunks-cut", "garbage", "header-huge", "headers-many", "empty",
            )
        ),
        *(
            (path, "rejected", "too_large")
            for path in ("gzip-bomb", "br-bomb", "zstd-bomb", "size/2000000", "length-huge")
        ),
        *((path, "failed", "timeout") for path in ("drip", "drip-headers", "silence")),
        ("hang-up", "failed", "connect"),
        *((path, "rejected", "not_html") for path in ("pdf", "pdf-as-html", "image", "video", "json", "text")),
    ],
)  # fmt: skip
def test_every_page_has_its_reason(published: Published, path: str, outcome: str, reason: str) -> None:
    rows = [row for row in published.entries if row.url == f"http://{path.replace('/', '-')}.pages.example/{path}"]
    assert [(row.outcome, row.reason) for row in rows] == [(outcome, reason)]
    broken = [row for row in read_rows(published.layout, FAILURES) if row.key == rows[0].url]
    assert [row.reason for row in broken] == ([reason] if outcome == "failed" else [])


@pytest.mark.parametrize(
    "path",
    ["page", "gzip", "br", "zstd", "chunks", "until-close", "hops/2", "moved/1", "cookie-wall", "plain-html", "utf-16",
     "no-type"],
)  # fmt: skip
def test_what_can_be_read_becomes_an_article_or_a_copy_of_one(published: Published, path: str) -> None:
    rows = [row for row in published.entries if row.url == f"http://{path.replace('/', '-')}.pages.example/{path}"]
    assert [row.outcome for row in rows] in (["kept"], ["duplicate"])
