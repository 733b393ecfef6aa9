"""A slot in slices: runs of their own, the same tables, and a slot that was broken off goes on where it was."""

from __future__ import annotations

import datetime as dt
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipelines.run
from pipelines.cli import main
from pipelines.interruption import finish_on
from pipelines.run import slots
from schemas import FEEDS, RUNS
from tests.pipelines.published import NEWS, differences, facts
from tests.pipelines.small_site import SmallSite, item, page, rss, story
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("slices")

SLOT = "2018-12-16T22:00Z"
NAMES = "abcde"


@pytest.fixture(scope="module")
def site() -> Iterator[SmallSite]:
    with SmallSite() as site:
        for hour, name in enumerate(NAMES, start=10):
            home = f"http://{name}.example"
            texts = {f"{home}/{n}": f"{name} {n}" for n in range(2)}
            texts[f"{home}/copy"] = "a copy that every site has"
            site.put(f"{home}/feed", rss(item(title, link, title) for link, title in texts.items()))
            for link, title in texts.items():
                site.put(link, page(title, story(title)).replace("T10:00:00Z", f"T{hour}:00:00Z"))
        yield site


def run(site: SmallSite, out: Path, *more: str) -> int:
    config = out.parent / "sitrep.toml"
    config.write_text(site.toml, encoding="utf-8")
    feeds = [f"http://{name}.example/feed" for name in NAMES]
    command = ["run", "--config", str(config), "--out", str(out), "--slot", SLOT, "--format", "json"]
    return main([*command, *more, "--feeds", *feeds])


def ids(layout: Layout) -> list[str]:
    return [run.run_id for run in sorted(read_rows(layout, RUNS), key=lambda run: run.run_number)]


def test_slices_publish_what_one_run_does(site: SmallSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, sliced = Layout(tmp_path / "whole"), Layout(tmp_path / "sliced")
    assert run(site, whole.root) == 0
    assert run(site, sliced.root, "--slice", "2") == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["counts"].get("feeds.left", 0) for one in printed] == [0, 3, 1, 0]
    assert ids(sliced) == ["20181216T220000Z-ingest", "20181216T220000Z-ingest-2", "20181216T220000Z-ingest-3"]
    assert verify_tables(sliced) == []
    assert differences(facts(sliced), facts(whole)) == {}
    assert len(facts(sliced)[NEWS[0].name]) == 3 * len(NAMES)

    assert run(site, sliced.root, "--slice", "2") == 0  # the slot is done
    assert len(ids(sliced)) == 3


def test_a_slot_that_was_broken_off_goes_on_behind_its_last_slice(
    site: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout(tmp_path / "out")
    with monkeypatch.context() as patch:
        ingest = pipelines.run.ingest

        def until_the_second(pipeline: object, context: object, *rest: object) -> object:
            if ids(layout):
                raise OSError("the disk is full")
            return ingest(pipeline, context, *rest)  # type: ignore[arg-type]

        patch.setattr(pipelines.run, "ingest", until_the_second)
        assert run(site, layout.root, "--slice", "3") == 1
    assert len(read_rows(layout, FEEDS)) == 3
    assert run(site, layout.root, "--slice", "3") == 0
    assert ids(layout) == ["20181216T220000Z-ingest", "20181216T220000Z-ingest-2"]
    assert len({feed.run_id for feed in read_rows(layout, FEEDS)}) == 2, "no feed was polled twice"
    assert verify_tables(layout) == []


class Clock:
    """Time that passes while it is slept, or worked."""

    def __init__(self, now: dt.datetime) -> None:
        self.time = now

    def now(self) -> dt.datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)


def test_slots_do_not_drift_and_the_latest_makes_up_for_those_that_were_missed() -> None:
    noon = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    clock, stops = Clock(noon + dt.timedelta(seconds=400)), list[int]()
    work_s = iter([30.0, 899.9, 2000.0, 1.0])
    found = []
    for slot in slots(dt.timedelta(minutes=15), stops, clock.now, clock.pass_by):
        found.append((slot - noon, clock.time - slot))
        if len(found) == 5:
            stops.append(signal.SIGTERM)
            continue
        clock.pass_by(next(work_s))
    minutes = [after.total_seconds() / 60 for after, _ in found]
    assert minutes == [0, 15, 30, 60, 75]
    late_s = [late.total_seconds() for _, late in found]
    assert late_s == pytest.approx([400, 0, 0, 200, 0], abs=0.5)


def test_a_second_signal_does_not_wait_for_the_work() -> None:
    before = signal.getsignal(signal.SIGUSR1)
    try:
        noted = finish_on(signal.SIGUSR1)
        signal.raise_signal(signal.SIGUSR1)
        assert noted == [signal.SIGUSR1]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGUSR1)
    finally:
        signal.signal(signal.SIGUSR1, before)
