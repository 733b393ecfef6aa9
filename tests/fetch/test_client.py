"""What the client makes of a hostile publisher, judged by its results and by the publisher's log."""

from __future__ import annotations

import asyncio
import pickle
import resource
import socket
import time
from typing import Any

import aiohttp
import pytest

from schemas.reasons import Reason
from tests.fetch.publisher import ADDRESS, PAGE, Publisher
from transforms.fetch.client import Client, FetchError, Response
from transforms.fetch.settings import FetchSettings


def fetch(settings: FetchSettings, *urls: str, **options: Any) -> list[Response | FetchError]:
    """The results of some URLs, one after the other, with one client."""

    async def run() -> list[Response | FetchError]:
        results: list[Response | FetchError] = []
        async with Client(settings) as client:
            for url in urls:
                try:
                    results.append(await client.get(url, **options))
                except FetchError as error:
                    results.append(error)
        return results

    return asyncio.run(run())


def got(result: Response | FetchError) -> Response:
    assert isinstance(result, Response), result
    return result


def refused(result: Response | FetchError) -> FetchError:
    assert isinstance(result, FetchError), result
    return result


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("page", PAGE),
        ("hops/5", PAGE),
        ("moved/2", PAGE),
        ("to-umlaut", PAGE),
        ("to-latin-1", PAGE),
        ("to-userinfo", PAGE),
        ("gzip", PAGE),
        ("gzip-members", PAGE),
        ("gzip-padded", PAGE),
        ("gzip-not", PAGE),
        ("gzip-twice", PAGE),
        ("gzip-empty", b""),
        ("deflate", PAGE),
        ("deflate-raw", PAGE),
        ("br", PAGE),
        ("zstd", PAGE),
        ("zstd-frames", PAGE),
        ("coding-charset", PAGE),
        ("chunks", PAGE),
        ("until-close", PAGE),
        ("header-long", b"<html>"),
        ("header-latin-1", b"<html>"),
        ("no-type", PAGE),
        ("status/203", PAGE),
        ("status/204", b""),
    ],
)
def test_what_can_be_read_is_read(publisher: Publisher, path: str, body: bytes) -> None:
    (result,) = fetch(publisher.settings(), f"http://readable.example/{path}")
    assert got(result).body == body


@pytest.mark.parametrize(
    ("path", "reason", "status"),
    [
        ("status/400", Reason.HTTP_CLIENT_ERROR, 400),
        ("status/401", Reason.HTTP_CLIENT_ERROR, 401),
        ("status/403", Reason.HTTP_CLIENT_ERROR, 403),
        ("status/404", Reason.HTTP_CLIENT_ERROR, 404),
        ("status/410", Reason.HTTP_CLIENT_ERROR, 410),
        ("status/451", Reason.HTTP_CLIENT_ERROR, 451),
        ("status/500", Reason.HTTP_SERVER_ERROR, 500),
        ("status/503", Reason.HTTP_SERVER_ERROR, 503),
        ("status/999", Reason.HTTP_SERVER_ERROR, 999),
        ("status/300", Reason.BAD_RESPONSE, 300),
        ("busy-nonsense", Reason.HTTP_SERVER_ERROR, 503),
        ("challenge/403", Reason.CHALLENGE_PAGE, 403),
        ("challenge/503", Reason.CHALLENGE_PAGE, 503),
        ("captcha/202", Reason.CHALLENGE_PAGE, 202),
        ("loop", Reason.TOO_MANY_REDIRECTS, None),
        ("hops/6", Reason.TOO_MANY_REDIRECTS, None),
        ("no-location", Reason.BAD_RESPONSE, 302),
        ("empty-location", Reason.BAD_RESPONSE, 302),
        ("bad-location", Reason.BAD_RESPONSE, None),
        ("to-long", Reason.BAD_URL, None),
        ("to-loopback", Reason.FORBIDDEN_ADDRESS, None),
        ("to-loopback-number", Reason.FORBIDDEN_ADDRESS, None),
        ("to-loopback-v6", Reason.FORBIDDEN_ADDRESS, None),
        ("to-metadata", Reason.FORBIDDEN_ADDRESS, None),
        ("to-private-name", Reason.FORBIDDEN_ADDRESS, None),
        ("to-nat64", Reason.FORBIDDEN_ADDRESS, None),
        ("to-file", Reason.BAD_URL, None),
        ("to-ftp", Reason.BAD_URL, None),
        ("to-script", Reason.BAD_URL, None),
        ("gzip-cut", Reason.BAD_RESPONSE, None),
        ("gzip-corrupt", Reason.BAD_RESPONSE, None),
        ("gzip-bomb", Reason.TOO_LARGE, 200),
        ("gzip-bomb-twice", Reason.TOO_LARGE, 200),
        ("br-cut", Reason.BAD_RESPONSE, None),
        ("br-not", Reason.BAD_RESPONSE, None),
        ("br-bomb", Reason.TOO_LARGE, 200),
        ("zstd-cut", Reason.BAD_RESPONSE, None),
        ("zstd-bomb", Reason.TOO_LARGE, 200),
        ("coding-unknown", Reason.BAD_RESPONSE, None),
        ("codings-many", Reason.BAD_RESPONSE, None),
        ("size/1000001", Reason.TOO_LARGE, 200),
        ("length-huge", Reason.TOO_LARGE, 200),
        ("length-long", Reason.BAD_RESPONSE, None),
        ("length-short", Reason.BAD_RESPONSE, None),
        ("length-nonsense", Reason.BAD_RESPONSE, None),
        ("chunks-bad", Reason.BAD_RESPONSE, None),
        ("chunks-cut", Reason.BAD_RESPONSE, None),
        ("hang-up", Reason.CONNECT, None),
        ("garbage", Reason.BAD_RESPONSE, None),
        ("no-headers", Reason.BAD_RESPONSE, None),
        ("status-nonsense", Reason.BAD_RESPONSE, None),
        ("header-huge", Reason.BAD_RESPONSE, None),
        ("headers-many", Reason.BAD_RESPONSE, None),
    ],
)
def test_what_cannot_be_had_has_its_reason(publisher: Publisher, path: str, reason: Reason, status: int | None) -> None:
    (result,) = fetch(publisher.settings(), f"http://refused.example/{path}")
    assert (refused(result).reason, refused(result).status) == (reason, status), refused(result).message
    assert refused(result).message


@pytest.mark.parametrize("path", ["drip", "drip-headers", "silence"])
def test_a_server_that_drips_or_keeps_silent_ends_at_the_time_limit(publisher: Publisher, path: str) -> None:
    (result,) = fetch(publisher.settings(total_timeout_s=0.3, obey_robots=False), f"http://drip.example/{path}")
    assert refused(result).reason is Reason.TIMEOUT


@pytest.mark.parametrize(
    "url", ["", "news.example", "ftp://a.example/", "http://", "http://[1/", "http://a b/", "file:///x"]
)
def test_what_is_no_web_address_is_refused_before_anything_is_asked(url: str) -> None:
    (result,) = fetch(FetchSettings(), url)
    assert refused(result).reason is Reason.BAD_URL


def test_a_name_without_an_address_says_so() -> None:
    (result,) = fetch(FetchSettings(), "http://nowhere.invalid/")
    assert refused(result).reason is Reason.DNS


def test_a_closed_port_says_so(publisher: Publisher) -> None:
    with socket.socket() as closed:
        closed.bind((ADDRESS, 0))  # bound and not listening
        settings = publisher.settings(connect_to={"*": f"{ADDRESS}:{closed.getsockname()[1]}"}, obey_robots=False)
        (result,) = fetch(settings, "http://closed.example/")
    assert refused(result).reason is Reason.CONNECT


def test_a_server_without_tls_says_so(publisher: Publisher) -> None:
    (result,) = fetch(publisher.settings(), "https://plain.example/page")
    assert refused(result).reason is Reason.TLS


def test_a_bomb_does_not_fill_the_memory(publisher: Publisher) -> None:
    fetch(publisher.settings(), *[f"http://memory.example/{kind}" for kind in ("page", "gzip", "br", "zstd")])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    settings = publisher.settings(max_body_bytes=100_000)
    results = fetch(settings, *[f"http://memory.example/{kind}-bomb" for kind in ("gzip", "br", "zstd")])
    assert [refused(result).reason for result in results] == [Reason.TOO_LARGE] * 3
    # The publisher makes the bombs in this process, 64 MB at a time, before it is asked here for the second time.
    fetch(settings, *[f"http://memory.example/{kind}-bomb" for kind in ("gzip", "br", "zstd")])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


def test_loopback_is_refused_unless_it_is_allowed(publisher: Publisher) -> None:
    settings = publisher.settings(allow_addresses=())
    (result,) = fetch(settings, "http://guarded.example/page")
    assert refused(result).reason is Reason.FORBIDDEN_ADDRESS
    assert publisher.asked("guarded.example") == []


def test_a_name_that_turns_to_a_private_address_is_refused(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [ADDRESS, "127.0.0.1"]

    def lookup(_: str, port: int, **__: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    async def run() -> tuple[Response, FetchError]:
        url = f"http://rebinding.test:{publisher.port}/until-close"
        async with Client(publisher.settings(connect_to={}, obey_robots=False)) as client:
            first = await client.get(url)
            assert client._session is not None
            assert isinstance(client._session.connector, aiohttp.TCPConnector)
            client._session.connector.clear_dns_cache()
            with pytest.raises(FetchError) as second:
                await client.get(url)
        return first, second.value

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    first, second = asyncio.run(run())
    assert first.body == PAGE
    assert second.reason is Reason.FORBIDDEN_ADDRESS
    assert len(publisher.asked("rebinding.test")) == 1


@pytest.mark.parametrize(
    ("path", "target"),
    [("moved/2", "/moved/0"), ("moved-then-found", None), ("hops/1", None), ("page", None)],
)
def test_a_permanent_target_needs_permanent_redirects_all_the_way(
    publisher: Publisher, path: str, target: str | None
) -> None:
    (result,) = fetch(publisher.settings(), f"http://moved.example/{path}")
    assert got(result).permanent_target == (target and f"http://moved.example{target}")


def test_credentials_stay_with_their_site(publisher: Publisher) -> None:
    headers = {"Authorization": "Bearer secret", "Cookie": "a=1", "If-None-Match": '"1"'}
    fetch(publisher.settings(), "http://own.example/to-other", "http://own.example/hops/1", headers=headers)
    own, other = publisher.asked("own.example"), publisher.asked("other.example")
    assert all("authorization" in asked.headers for asked in own if asked.path != "/robots.txt")
    assert all(not {"authorization", "cookie"} & set(asked.headers) for asked in other)
    assert any("if-none-match" in asked.headers for asked in other)


def test_a_user_name_in_a_url_is_not_sent(publisher: Publisher) -> None:
    (result,) = fetch(publisher.settings(), "http://user:secret@login.example/page")
    assert got(result).url == "http://login.example/page"
    assert all("authorization" not in asked.headers for asked in publisher.asked("login.example"))


def test_a_redirect_s_cookie_goes_back_to_its_site_until_the_page_is_there(publisher: Publisher) -> None:
    page, _ = fetch(publisher.settings(), "http://wall.example/cookie-wall", "http://wall.example/cookie-elsewhere")
    assert got(page).body == PAGE
    sent = [asked.headers.get("cookie") for asked in publisher.asked("wall.example")]
    assert sent == [None, None, "seen=1", None]
    assert all("cookie" not in asked.headers for asked in publisher.asked("other.example"))


def test_cookies_are_not_kept(publisher: Publisher) -> None:
    fetch(publisher.settings(), "http://cookies.example/cookies", "http://cookies.example/page")
    assert all("cookie" not in asked.headers for asked in publisher.asked("cookies.example"))


def test_the_user_agent_names_the_program_and_its_contact(publisher: Publisher) -> None:
    fetch(publisher.settings(contact="https://desk.example/bot"), "http://agent.example/page")
    for asked in publisher.asked("agent.example"):
        assert asked.headers["user-agent"].startswith("sitrep/")
        assert asked.headers["user-agent"].endswith(" (+https://desk.example/bot)")
        assert asked.headers["accept-encoding"] == "gzip, br, zstd"


def test_a_304_is_an_answer(publisher: Publisher) -> None:
    (result,) = fetch(publisher.settings(), "http://cached.example/not-modified", headers={"If-None-Match": '"1"'})
    assert (got(result).status, got(result).body, got(result).headers["etag"]) == (304, b"", '"1"')


@pytest.mark.parametrize(
    ("path", "status", "low", "high"),
    [
        ("too-many", 429, 300, 300),
        ("too-many-seconds/120", 429, 120, 120),
        ("too-many-seconds/99999999999999", 429, 604800, 604800),
        ("busy-date/90", 503, 60, 91),
    ],
)
def test_a_host_that_asks_for_it_is_left_alone_and_its_neighbours_are_not(
    publisher: Publisher, path: str, status: int, low: float, high: float
) -> None:
    host = f"limited-{path.replace('/', '-')}.example"
    asked, again, neighbour = fetch(
        publisher.settings(), f"http://{host}/{path}", f"http://{host}/page", f"http://neighbour-{host}/page"
    )
    for error in (refused(asked), refused(again)):
        assert (error.reason, error.status) == (Reason.RATE_LIMITED, status)
    wait = refused(asked).retry_after_s
    assert wait is not None
    assert low <= wait <= high
    assert got(neighbour).status == 200
    assert [asked.path for asked in publisher.asked(host)] == ["/robots.txt", f"/{path}"]


def test_a_host_that_never_answers_is_given_up(publisher: Publisher) -> None:
    urls = [f"http://dead.example/hang-up?{number}" for number in range(6)]
    results = fetch(publisher.settings(host_failures=3, obey_robots=False), *urls)
    assert {refused(result).reason for result in results} == {Reason.CONNECT}
    assert "3 times in a row" in refused(results[-1]).message
    assert len({asked.path for asked in publisher.asked("dead.example")}) == 3


def test_a_check_of_the_headers_spares_the_body(publisher: Publisher) -> None:
    def check(status: int, headers: Any) -> None:
        raise FetchError(Reason.NOT_HTML, headers["content-type"], status)

    (result,) = fetch(publisher.settings(), "http://video.example/video", check=check)
    assert (refused(result).reason, refused(result).message) == (Reason.NOT_HTML, "video/mp4")


def test_no_host_gets_more_than_its_limit_and_the_client_no_more_than_its_own(publisher: Publisher) -> None:
    async def run() -> None:
        async with Client(publisher.settings(per_host=2, overall=8)) as client:
            urls = [f"http://{host}.crowd.example/slow/20?{page}" for host in range(6) for page in range(6)]
            await asyncio.gather(*[client.get(url) for url in urls])

    asyncio.run(run())
    busiest = [publisher.most_at_once(f"{host}.crowd.example") for host in range(6)]
    assert max(busiest) == 2
    assert max(asked.overlapping_all for host in range(6) for asked in publisher.asked(f"{host}.crowd.example")) <= 8
    assert sum(len(publisher.asked(f"{host}.crowd.example")) for host in range(6)) == 6 * 7


def test_requests_to_a_host_keep_their_distance(publisher: Publisher) -> None:
    async def run() -> None:
        async with Client(publisher.settings(min_delay_s=0.1)) as client:
            await asyncio.gather(*[client.get(f"http://distance.example/page?{number}") for number in range(4)])

    began = time.monotonic()
    asyncio.run(run())
    at = [asked.at for asked in publisher.asked("distance.example")]
    assert len(at) == 5  # robots.txt among them
    assert at[-1] - began >= 0.4


def test_waiting_for_a_turn_does_not_count_as_the_server_s_time(publisher: Publisher) -> None:
    async def run() -> list[Response]:
        async with Client(publisher.settings(per_host=1, total_timeout_s=1.0)) as client:
            urls = [f"http://queue.example/slow/200?{number}" for number in range(8)]
            return await asyncio.gather(*[client.get(url) for url in urls])

    assert len(asyncio.run(run())) == 8


def test_a_cleared_gate_holds_requests_back(publisher: Publisher) -> None:
    async def run() -> tuple[int, Response]:
        gate = asyncio.Event()
        async with Client(publisher.settings(), gate=gate) as client:
            task = asyncio.create_task(client.get("http://gate.example/page"))
            await asyncio.sleep(0.1)
            before = len(publisher.asked("gate.example"))
            gate.set()
            return before, await task

    before, response = asyncio.run(run())
    assert (before, response.body) == (0, PAGE)


def test_headers_are_text_whatever_their_bytes(publisher: Publisher) -> None:
    (result,) = fetch(publisher.settings(), "http://town.example/header-latin-1")
    assert got(result).headers["x-town"] == "Köln"


def test_errors_and_responses_travel_between_processes(publisher: Publisher) -> None:
    page, missing = fetch(publisher.settings(), "http://travel.example/page", "http://travel.example/status/404")
    assert pickle.loads(pickle.dumps(page)) == page
    copy = pickle.loads(pickle.dumps(refused(missing)))
    assert (copy.reason, copy.status, str(copy)) == (Reason.HTTP_CLIENT_ERROR, 404, "HTTP 404")


def test_a_cancelled_request_frees_its_place(publisher: Publisher) -> None:
    async def run() -> Response:
        async with Client(publisher.settings(per_host=1, overall=1)) as client:
            await client.get("http://cancelled.example/page")
            task = asyncio.create_task(client.get("http://cancelled.example/silence"))
            await asyncio.sleep(0.05)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            return await client.get("http://cancelled.example/page")

    assert asyncio.run(run()).status == 200


def test_a_proxy_is_asked_for_names_that_only_it_can_resolve(publisher: Publisher) -> None:
    settings = publisher.settings(connect_to={}, allow_addresses=(), proxy=f"http://{ADDRESS}:{publisher.port}")
    page, literal = fetch(settings, "http://inside.test/page", "http://169.254.169.254/latest/meta-data/")
    assert got(page).body == PAGE
    assert refused(literal).reason is Reason.FORBIDDEN_ADDRESS
    assert [asked.path for asked in publisher.asked("inside.test")] == ["/robots.txt", "/page"]


def test_ipv6_is_spoken(publisher: Publisher) -> None:
    if not publisher.speaks_ipv6:
        pytest.skip("this machine has no IPv6")
    settings = publisher.settings(connect_to={"*": f"[::1]:{publisher.port}"}, allow_addresses=("::1/128",))
    (result,) = fetch(settings, "http://six.example/page")
    assert got(result).body == PAGE
    (result,) = fetch(publisher.settings(connect_to={}), f"http://[::1]:{publisher.port}/page")
    assert refused(result).reason is Reason.FORBIDDEN_ADDRESS
