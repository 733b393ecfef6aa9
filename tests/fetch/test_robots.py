"""robots.txt, as RFC 9309 says."""

from __future__ import annotations

import asyncio
import time

import pytest

from schemas.reasons import Reason
from tests.fetch.publisher import Publisher
from tests.fetch.test_client import fetch, got, refused
from transforms.fetch.client import Client
from transforms.fetch.robots import parse


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("open", "page"),  # none at all
        ("robots403", "page"),
        ("robotshtml", "page"),
        ("robotsloop", "page"),
        ("robotsbinary", "page"),
        ("strict", "gzip"),
        ("named", "page"),  # the group that names the crawler counts alone
        ("robotshuge", "slow/1"),  # what stands beyond 500 kB does not count
    ],
)
def test_allowed(publisher: Publisher, host: str, path: str) -> None:
    (result,) = fetch(publisher.settings(), f"http://{host}.example/{path}")
    assert got(result).status == 200


@pytest.mark.parametrize(
    ("host", "path", "reason"),
    [
        ("strict", "page", Reason.ROBOTS),
        ("strict", "page/deeper?x=1", Reason.ROBOTS),
        ("named", "gzip", Reason.ROBOTS),
        ("robotsmoved", "page", Reason.ROBOTS),
        ("robotshuge", "page", Reason.ROBOTS),
        ("robots500", "page", Reason.ROBOTS_UNREACHABLE),
        ("robots429", "page", Reason.RATE_LIMITED),
    ],
)
def test_disallowed(publisher: Publisher, host: str, path: str, reason: Reason) -> None:
    (result,) = fetch(publisher.settings(), f"http://{host}.example/{path}")
    assert refused(result).reason is reason
    assert f"/{path}" not in [asked.path for asked in publisher.asked(f"{host}.example")]


def test_a_robots_txt_that_does_not_come_is_a_no(publisher: Publisher) -> None:
    (result,) = fetch(publisher.settings(total_timeout_s=0.3), "http://robotshang.example/page")
    assert refused(result).reason is Reason.ROBOTS_UNREACHABLE


def test_another_product_token_has_other_rules(publisher: Publisher) -> None:
    (result,) = fetch(publisher.settings(user_agent="deskbot/2.0"), "http://named.example/page")
    assert refused(result).reason is Reason.ROBOTS


def test_it_is_asked_once_however_many_pages_there_are(publisher: Publisher) -> None:
    async def run() -> None:
        async with Client(publisher.settings(per_host=8)) as client:
            await asyncio.gather(*[client.get(f"http://once.example/page?{number}") for number in range(10)])

    asyncio.run(run())
    assert [asked.path for asked in publisher.asked("once.example")].count("/robots.txt") == 1


def test_a_redirect_to_another_site_asks_that_site(publisher: Publisher) -> None:
    (allowed,) = fetch(publisher.settings(), "http://strict.example/to-other")
    assert got(allowed).final_url == "http://other.example/page"
    (disallowed,) = fetch(publisher.settings(), "http://open.example/to-strict")
    assert refused(disallowed).reason is Reason.ROBOTS
    assert "/page?from=open" not in [asked.path for asked in publisher.asked("strict.example")]


def test_it_can_be_left_out(publisher: Publisher) -> None:
    settings = publisher.settings(obey_robots=False)
    (result,) = fetch(settings, "http://strict.example/page?unasked")
    assert got(result).status == 200
    (result,) = fetch(publisher.settings(), "http://strict.example/page?unasked", obey_robots=False)
    assert got(result).status == 200


@pytest.mark.parametrize(("host", "cap", "expected"), [("slowly", 10.0, 0.2), ("sleepy", 0.15, 0.15)])
def test_a_crawl_delay_is_kept_up_to_the_cap(publisher: Publisher, host: str, cap: float, expected: float) -> None:
    settings = publisher.settings(max_crawl_delay_s=cap)
    began = time.monotonic()
    fetch(settings, *[f"http://{host}.example/page?{number}" for number in range(3)])
    at = [asked.at for asked in publisher.asked(f"{host}.example")]
    assert len(at) == 4  # robots.txt, which nothing delays, and the pages
    assert at[-1] - began >= 2 * expected


def test_a_byte_order_mark_and_odd_bytes_do_no_harm() -> None:
    rules = parse(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /caf\xe9\r\nDisallow: /x\r\n")
    assert rules is not None
    assert not rules.can_fetch("http://a.example/x", "sitrep")
    assert rules.can_fetch("http://a.example/y", "sitrep")
