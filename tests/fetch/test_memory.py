"""What runs remember of sites, judged by what the publisher is asked."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.reasons import Reason
from tests.fetch.publisher import Publisher
from transforms.fetch.client import Client, FetchError
from transforms.fetch.memory import SiteMemory

NOON = dt.datetime(2018, 12, 14, 12, tzinfo=dt.UTC)


def at(folder: Path, moment: dt.datetime) -> SiteMemory:
    return SiteMemory(folder, lambda: moment)


def visit(publisher: Publisher, memory: SiteMemory, *urls: str, obey_robots: bool = True) -> list[Reason | int]:
    """A run of its own: the statuses or reasons of some URLs."""

    async def run() -> list[Reason | int]:
        found: list[Reason | int] = []
        async with Client(publisher.settings(), memory=memory) as client:
            for url in urls:
                try:
                    found.append((await client.get(url, obey_robots=obey_robots)).status)
                except FetchError as error:
                    found.append(error.reason)
        return found

    return asyncio.run(run())


@pytest.mark.parametrize(("host", "result"), [("kept", 200), ("strict", Reason.ROBOTS), ("robots403", 200)])
def test_robots_txt_is_asked_once_a_day(publisher: Publisher, tmp_path: Path, host: str, result: Reason | int) -> None:
    host = f"{host}.memory.example"
    times = (NOON, NOON + dt.timedelta(hours=23), NOON + dt.timedelta(hours=25))
    assert [visit(publisher, at(tmp_path, time), f"http://{host}/page") for time in times] == [[result]] * 3
    assert [asked.path for asked in publisher.asked(host)].count("/robots.txt") == 2


def test_a_robots_txt_that_could_not_be_read_is_asked_for_again(publisher: Publisher, tmp_path: Path) -> None:
    host = "robots500.memory.example"
    for minute in range(2):
        time = NOON + dt.timedelta(minutes=minute)
        assert visit(publisher, at(tmp_path, time), f"http://{host}/page") == [Reason.ROBOTS_UNREACHABLE]
    assert [asked.path for asked in publisher.asked(host)] == ["/robots.txt"] * 2


def test_a_pause_outlives_the_run_and_ends(publisher: Publisher, tmp_path: Path) -> None:
    host = "pause.memory.example"
    visit(publisher, at(tmp_path, NOON), f"http://{host}/too-many-seconds/3600", obey_robots=False)
    later = [NOON + dt.timedelta(minutes=30), NOON + dt.timedelta(minutes=61)]
    urls = (f"http://{host}/page", f"http://neighbour-{host}/page")
    found = [visit(publisher, at(tmp_path, time), *urls, obey_robots=False) for time in later]
    assert found == [[Reason.RATE_LIMITED, 200], [200, 200]]
    assert len(publisher.asked(host)) == 2


def test_a_feed_keeps_the_delay_that_is_known_from_its_pages(publisher: Publisher, tmp_path: Path) -> None:
    host = "slowly.memory.example"
    visit(publisher, at(tmp_path, NOON), f"http://{host}/page")
    visit(publisher, at(tmp_path, NOON), *[f"http://{host}/page?{n}" for n in range(3)], obey_robots=False)
    times = [asked.at for asked in publisher.asked(host)][-3:]
    assert times[-1] - times[0] >= 0.35


def test_what_the_server_says_of_its_age_counts(tmp_path: Path) -> None:
    memory = at(tmp_path, NOON)
    memory.keep_robots("https://a.example", b"User-agent: *", 600)
    memory.keep_robots("https://b.example", b"User-agent: *", 0)
    memory.keep_robots("https://c.example", b"User-agent: *", 10**7)
    after = [replace(memory, clock=lambda s=s: NOON + dt.timedelta(seconds=s)) for s in (599, 601, 86_401)]  # type: ignore[misc]
    assert [later.robots("https://a.example") is not None for later in after] == [True, False, False]
    assert memory.robots("https://b.example") is None
    assert [later.robots("https://c.example") is not None for later in after] == [True, True, False]


def test_damaged_and_foreign_files_are_as_good_as_none(tmp_path: Path) -> None:
    memory = at(tmp_path, NOON)
    memory.keep_robots("https://a.example", b"x", None)
    memory.keep_pause("a.example", 60, 429)
    for text in ("", "[]", "{}", '{"name": "https://a.example"}', '{"name": "a.example", "until": 3, "status": "x"}'):
        for file in tmp_path.iterdir():
            file.write_text(text)
        assert memory.robots("https://a.example") is None
        assert memory.pause_left("a.example") is None


def test_a_folder_that_cannot_be_written_costs_requests_and_nothing_else(publisher: Publisher, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert visit(publisher, at(file / "below", NOON), "http://unwritable.memory.example/page") == [200]


def test_old_files_are_swept(tmp_path: Path) -> None:
    import os

    memory = at(tmp_path, NOON)
    memory.keep_robots("https://old.example", b"x", None)
    (old,) = tmp_path.iterdir()
    os.utime(old, (0, 0))
    memory.keep_robots("https://new.example", b"x", None)
    memory.sweep()
    assert memory.robots("https://old.example") is None
    assert memory.robots("https://new.example") == b"x"
