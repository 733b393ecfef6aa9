"""`sitrep stream`: where it starts, where it refuses to, and what it asks of a runner."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import StandardOptions
from apache_beam.portability.api import beam_runner_api_pb2 as protos

from pipelines.cli import main
from pipelines.options import streaming_options
from pipelines.settings import SettingsError, load_settings
from pipelines.stream import stream
from schemas import Feed
from transforms.fetch.settings import FetchSettings
from transforms.publish.layout import Layout
from transforms.run import RunContext
from transforms.windows.owner import StreamReplacedError, check_owner, take_over
from transforms.windows.settings import Windows

NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "flags",
    [[], ["--runner=DirectRunner"], ["--runner", "BundleBasedDirectRunner"], ["--runner=SparkRunner"]],
    ids=lambda flags: " ".join(flags) or "default",
)
def test_a_runner_that_cannot_stream_is_refused_with_what_can(
    flags: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stream", "--out", str(tmp_path / "out"), "--feeds", "http://a.example/feed", *flags]) == 2
    told = capsys.readouterr().err
    assert "sitrep run --every" in told
    assert "--runner=FlinkRunner" in told
    assert not (tmp_path / "out").exists()


def test_prism_is_never_downloaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", "--out", str(tmp_path), "--feeds", "http://a.example/feed", "--runner=PrismRunner"]) == 2
    assert "--prism_location" in capsys.readouterr().err


@pytest.mark.parametrize("flag", ["--every=5m", "--slot=15m", "--slice=3", "--windw=5m"])
def test_an_option_that_is_none_of_a_stream_is_refused(
    flag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flags = ["--out", str(tmp_path), "--feeds", "http://a.example/feed", "--runner=FlinkRunner", flag]
    assert main(["stream", *flags]) == 2
    assert flag.partition("=")[0] in capsys.readouterr().err


def test_a_streaming_runner_is_told_that_it_streams() -> None:
    options = streaming_options(["--runner=FlinkRunner", "--flink_master=[local]"])
    assert options.view_as(StandardOptions).streaming


def test_times_of_a_stream_come_from_options_environment_and_file(tmp_path: Path) -> None:
    config = tmp_path / "sitrep.toml"
    config.write_text('window = "30m"\nlateness = "5m"\nremember = "3d"\n', encoding="utf-8")
    windows = load_settings({"config": str(config), "tick": "2m"}, {"SITREP_LATENESS": "0s"}).windows
    minutes = dt.timedelta(minutes=1)
    assert windows == Windows(size=30 * minutes, lateness=0 * minutes, tick=2 * minutes, remember=dt.timedelta(days=3))


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ({"tick": "7m"}, "multiple of the tick"),
        ({"remember": "30m"}, "in the tables by then"),
        ({"window": "x"}, "15m"),
    ],
)
def test_times_that_do_not_go_together_are_refused(times: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        load_settings(times, {})


def context(out: Path, name: str = "started") -> RunContext:
    return RunContext(
        run_id=name, run_number=0, slot=NOON, started_at=NOON, pipeline="stream", out=out, shards=3, streaming=True
    )


def test_the_stream_asks_for_state_and_timers_of_event_time_and_nothing_else(tmp_path: Path) -> None:
    pipeline = beam.Pipeline(options=streaming_options(["--runner=FlinkRunner"]))
    stream(pipeline, context(tmp_path), [Feed(feed_id="f", url="http://a.example/")], FetchSettings(), Windows(), {})
    proto = pipeline.to_runner_api()  # pickles every transform, too
    assert set(proto.requirements) == {
        "beam:requirement:pardo:stateful:v1",
        "beam:requirement:pardo:splittable_dofn:v1",
    }
    timers = [
        timer
        for transform in proto.components.transforms.values()
        if transform.spec.urn == "beam:transform:pardo:v1"
        for timer in protos.ParDoPayload.FromString(transform.spec.payload).timer_family_specs.values()
    ]
    assert len(timers) == 2
    assert {timer.time_domain for timer in timers} == {protos.TimeDomain.EVENT_TIME}


def test_a_new_stream_fences_off_the_one_before(tmp_path: Path) -> None:
    first, second = context(tmp_path, "first"), context(tmp_path, "second")
    assert take_over(first) == []
    (first.staging / "cleaned").mkdir(parents=True)
    check_owner(first)
    assert take_over(second) == ["first"]
    assert not first.staging.exists()
    check_owner(second)
    with pytest.raises(StreamReplacedError, match="second"):
        check_owner(first)
    assert Layout(tmp_path).stream_root.exists()
