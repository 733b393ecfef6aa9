"""Ticks come when they are due, once each; a pause is made up for by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.io.restriction_trackers import OffsetRange
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.runners.sdf_utils import (
    RestrictionTrackerView,
    ThreadsafeRestrictionTracker,
    ThreadsafeWatermarkEstimator,
)
from apache_beam.testing.util import assert_that
from apache_beam.utils.timestamp import Timestamp

import transforms.windows.ticks as ticks

EVERY_S = 60.0
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


class Source:
    """The source as a runner drives it: it takes up the residual of the last call, at a time of the test's choice."""

    def __init__(self, patch: pytest.MonkeyPatch, now: dt.datetime) -> None:
        self._patch = patch
        self._at(now)
        self._numbers = ticks._TickNumbers()
        self.restriction: OffsetRange = self._numbers.initial_restriction(EVERY_S)
        self.watermark: dt.datetime | None = None

    def _at(self, now: dt.datetime) -> None:
        self._patch.setattr(ticks.time, "time", now.timestamp)

    def take(self, now: dt.datetime) -> list[dt.datetime]:
        self._at(now)
        tracker = ThreadsafeRestrictionTracker(self._numbers.create_tracker(self.restriction))
        before = None if self.watermark is None else Timestamp.from_utc_datetime(self.watermark)
        estimator = ThreadsafeWatermarkEstimator(ManualWatermarkEstimator(before))
        found: Iterator[Any] = ticks._Tick().process(EVERY_S, RestrictionTrackerView(tracker), estimator)
        given = [value.value for value in found]
        residual, _ = tracker.deferred_status() or (None, None)
        assert residual is not None, "a source of time never ends"
        self.restriction = residual
        watermark = estimator.current_watermark()
        assert watermark is not None
        self.watermark = watermark.to_utc_datetime(has_tz=True)
        tracker.check_done()  # raises where something was left undone
        return given


def at(minutes: float) -> dt.datetime:
    return NOON + dt.timedelta(minutes=minutes)


def test_each_tick_comes_once_when_its_time_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(monkeypatch, at(0.2))
    assert source.take(at(0.2)) == [at(0)]
    assert source.watermark == at(1)
    assert source.take(at(0.9)) == []
    assert source.watermark == at(1)
    assert source.take(at(1)) == [at(1)]
    assert source.take(at(2.5)) == [at(2)]
    assert source.watermark == at(3)


def test_a_pause_is_made_up_for_by_one_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(monkeypatch, at(0))
    source.take(at(0))
    assert source.take(at(120.5)) == [at(120)]
    assert source.take(at(120.6)) == []
    assert source.take(at(121)) == [at(121)]


def test_a_clock_that_is_set_back_gives_no_tick_again(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(monkeypatch, at(0))
    assert source.take(at(10)) == [at(10)]
    assert source.take(at(5)) == []
    assert source.watermark == at(11)
    assert source.take(at(11)) == [at(11)]


def test_the_source_is_stopped_and_taken_up_and_never_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(monkeypatch, at(0))
    tracker = source._numbers.create_tracker(source.restriction)
    assert tracker.try_claim(source.restriction.start)
    primary, residual = tracker.try_split(0.5)
    assert primary.stop == residual.start == source.restriction.start + 1


def test_beam_takes_it_for_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    every = dt.timedelta(seconds=0.2)

    def four(_: object, every_s: float) -> OffsetRange:
        first = ticks._newest(every_s)
        return OffsetRange(first, first + 4)  # this engine waits for no tick, and needs an end

    monkeypatch.setattr(ticks._TickNumbers, "initial_restriction", four)
    with beam.Pipeline(runner=FnApiRunner(), options=PipelineOptions([])) as pipeline:
        came = pipeline | ticks.Ticks(every) | beam.Map(lambda tick, at=beam.DoFn.TimestampParam: (tick, at))
        assert_that(came, _each_at_its_time)


def _each_at_its_time(came: list[tuple[dt.datetime, Timestamp]]) -> None:
    assert came
    assert all(Timestamp.from_utc_datetime(tick) == at for tick, at in came)
    assert len({tick for tick, _ in came}) == len(came)
