"""The stream's source: a tick now and then, whose event time is the time it stands for."""

# ruff: noqa: B008 - the default values of parameters are how Beam is told of restrictions and watermarks
# mypy: disable-error-code="untyped-decorator,misc,no-any-return"

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.io.restriction_trackers import OffsetRange, OffsetRestrictionTracker
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.transforms.core import RestrictionProvider
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Timestamp

_NEVER = 1 << 53  # a tick number beyond all time


@dataclass
class Ticks(beam.PTransform):
    """Whole multiples of a time since 1970, each as a `datetime` in UTC with that event time, once it has come.

    Ticks that nobody could take, because the pipeline was down or slow, are made up for by the latest of them:
    `PeriodicImpulse` would give all of them at once, and every site would be polled once for each.
    """

    every: dt.timedelta

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, pipeline: beam.pvalue.PBegin) -> beam.PCollection[dt.datetime]:
        tick = beam.ParDo(_Tick()).with_output_types(dt.datetime)
        return pipeline | "Once" >> beam.Create([self.every.total_seconds()]) | "Tick" >> tick


class _TickTracker(OffsetRestrictionTracker):
    """Tick numbers. They can be stopped and taken up again, but not shared: there is one source of time."""

    def try_split(self, fraction_of_remainder: float) -> Any:
        del fraction_of_remainder
        return super().try_split(0)


class _TickNumbers(RestrictionProvider):
    def initial_restriction(self, every_s: float) -> OffsetRange:
        return OffsetRange(_newest(every_s), _NEVER)

    def create_tracker(self, restriction: OffsetRange) -> OffsetRestrictionTracker:
        return _TickTracker(restriction)

    def restriction_size(self, every_s: float, restriction: OffsetRange) -> int:
        return max(0, _newest(every_s) + 1 - restriction.start)  # backlog, in ticks

    def truncate(self, every_s: float, restriction: OffsetRange) -> None:
        """End when the pipeline is drained."""
        del every_s, restriction


class _Tick(beam.DoFn):
    @beam.DoFn.unbounded_per_element()
    def process(
        self,
        every_s: float,
        tracker: Any = beam.DoFn.RestrictionParam(_TickNumbers()),
        watermark: Any = beam.DoFn.WatermarkEstimatorParam(ManualWatermarkEstimator.default_provider()),
    ) -> Iterator[TimestampedValue]:
        newest = _newest(every_s)
        following = max(newest + 1, tracker.current_restriction().start)
        if newest >= tracker.current_restriction().start:
            if not tracker.try_claim(newest):
                return
            at = Timestamp(newest * every_s)
            watermark.set_watermark(at)
            yield TimestampedValue(dt.datetime.fromtimestamp(newest * every_s, dt.UTC), at)
        # Nothing will come before the next tick, so windows that end by then may close.
        watermark.set_watermark(Timestamp(following * every_s))
        tracker.defer_remainder(Timestamp(following * every_s))


def _newest(every_s: float) -> int:
    return int(time.time() // every_s)
