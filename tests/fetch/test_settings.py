from __future__ import annotations

import pickle
from typing import Any

import pytest

from transforms.fetch.resolver import route_of
from transforms.fetch.settings import FetchSettings


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"connect_timeout_s": 0}, "connect_timeout_s is 0"),
        ({"total_timeout_s": -1}, "total_timeout_s is -1"),
        ({"min_delay_s": -0.1}, "min_delay_s is -0.1"),
        ({"max_body_bytes": 0}, "max_body_bytes is 0"),
        ({"per_host": 0}, "per_host is 0"),
        ({"overall": 0}, "overall is 0"),
        ({"max_redirects": -1}, "max_redirects is -1"),
        ({"user_agent": "bot\r\nX-Injected: 1"}, "user_agent is"),
        ({"contact": "münchen"}, "contact is"),
        ({"proxy": "proxy.example:3128"}, "http://proxy.example:3128"),
        ({"allow_addresses": "127.0.0.0/8"}, "is a tuple"),
        ({"allow_addresses": ("localhost",)}, "'localhost' is no network"),
        ({"allow_addresses": ("127.0.0.1/8",)}, "has host bits set"),
        ({"connect_to": {"news.example": "127.0.0.1"}}, "write it like '127.0.0.1:8031'"),
        ({"connect_to": {"news.example": "localhost:80"}}, "write it like '127.0.0.1:8031'"),
        ({"connect_to": {"news.example": "127.0.0.1:99999"}}, "99999 is no port"),
        ({"connect_to": {"http://news.example": "127.0.0.1:80"}}, "is no host pattern"),
    ],
)
def test_a_wrong_setting_says_what_is_wrong(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        FetchSettings(**wrong)
    assert says in str(caught.value)


def test_settings_travel_between_processes() -> None:
    settings = FetchSettings(contact="a@b.example", allow_addresses=("::1/128",), connect_to={"*": "[::1]:80"})
    assert settings.agent.endswith("(+a@b.example)")
    copy = pickle.loads(pickle.dumps(settings))
    assert copy == settings
    assert (copy.agent, copy.routes) == (settings.agent, (("*", "::1", 80),))
    assert hash(copy) == hash(settings)


@pytest.mark.parametrize(
    ("agent", "token"), [("", "sitrep"), ("deskbot/1.0 (+x)", "deskbot"), ("my-bot", "my-bot"), ("7", "sitrep")]
)
def test_the_product_token_begins_the_user_agent(agent: str, token: str) -> None:
    assert FetchSettings(user_agent=agent).product_token == token


@pytest.mark.parametrize(
    ("host", "port"),
    [("news.example", 1), ("NEWS.example.", 1), ("a.b.example", 2), ("example", None), ("badexample", None)],
)
def test_the_first_pattern_that_fits_routes_a_host(host: str, port: int | None) -> None:
    route = route_of(host, [("news.example", "127.0.0.1", 1), ("*.example", "127.0.0.1", 2)])
    assert route == (port and ("127.0.0.1", port))


def test_workers_share_the_overall_limit() -> None:
    settings = FetchSettings(overall=64, per_host=3)
    assert [settings.of_worker(workers).overall for workers in (0, 1, 4, 100)] == [64, 64, 16, 1]
    assert settings.of_worker(4).per_host == 3
