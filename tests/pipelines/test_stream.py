"""The stream says what the batch says, whatever the order, and publishes each window once."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import transforms.fetch.beam
import transforms.windows.beam
from schemas import ARTICLES, ENTRIES, Run
from tests.pipelines.published import Facts, differences, facts
from tests.pipelines.small_site import story
from tests.pipelines.streams import NOON, Shown, Step, pages_from, run_batch, run_stream
from transforms.feeds.known import KnownEntries
from transforms.publish.layout import Layout
from transforms.publish.lease import LeaseHeldError
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables
from transforms.windows.settings import Windows
from transforms.windows.settle import settle
from transforms.windows.snapshot import Snapshot

pytestmark = pytest.mark.xdist_group("stream")

ATTACK = (
    "Gunmen killed {killed} soldiers in an attack on a checkpoint near Gao in Mali on Saturday, the army said.\n\n"
    "The attackers came on motorcycles and fled to the north before reinforcements arrived, a spokesman said.\n\n"
    "Residents heard shooting for an hour, and shops in the town stayed closed the next morning."
)
PROTEST = (
    "Thousands of people protested in Budapest on Saturday against a new labour law, and police detained "
    "{held} demonstrators in front of the parliament.\n\n"
    "The crowd marched from the river to the square and blew whistles, a reporter at the scene said.\n\n"
    "The law lets employers ask for more overtime and pay for it up to three years later."
)
TEXTS = {
    "attack": [
        ("Gunmen kill five soldiers in Mali", ATTACK.format(killed="five")),
        ("Gunmen kill seven soldiers in Mali", ATTACK.format(killed="seven")),
    ],
    "protest": [
        ("Thousands protest in Budapest", PROTEST.format(held="twelve")),
        ("Thousands protest in Budapest", PROTEST.format(held="forty")),
    ],
    "harbour": [("Harbour council meets", story("harbour"))],
}
WINDOW = dt.timedelta(minutes=15)
# What both forms look at: one wants it window by window, the other asks for it slot by slot.
FIRST = [Shown("attack"), Shown("protest"), Shown("attack", outlet="b"), Shown("harbour")]
SECOND = [Shown("attack", 1), Shown("protest", outlet="b"), Shown("protest", 1), Shown("harbour", outlet="c")]


@pytest.fixture(autouse=True, scope="module")
def pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transforms.fetch.beam, "fetch_pages", pages_from(TEXTS))
        yield


class Published:
    """What was published; too much of it to be printed with an example."""

    def __init__(self, news: Facts) -> None:
        self.news = news


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """What two runs publish, one for each window."""
    layout = Layout(tmp_path_factory.mktemp("batch"))
    run_batch(layout, FIRST, NOON)
    run_batch(layout, SECOND, NOON + WINDOW)
    assert verify_tables(layout) == []
    found = news(layout)
    assert {a["version"] for a in found["articles"]} == {1, 2}
    assert any(a["duplicate_of"] for a in found["articles"])
    assert len(found["events"]) >= 2
    return Published(found)


def news(layout: Layout) -> Facts:
    """Articles with their clusters, mentions and events. Of repeated entries the two forms keep rows of their own."""
    found = facts(layout)
    return {name: found[name] for name in ("articles", "mentions", "events")}


def minutes(n: float) -> dt.timedelta:
    return dt.timedelta(minutes=n)


def sum_of(runs: Iterable[Run]) -> Counter[str]:
    return Counter({c.name: 0 for run in runs for c in run.counts}) + Counter(
        name for run in runs for c in run.counts for name in [c.name] * c.value
    )


def closing(begins: float) -> list[dt.timedelta]:
    """Watermarks that close a window: this engine lets a timer overtake what the same watermark brings to it."""
    return [minutes(begins + 15), minutes(begins + 17)]


@st.composite
def bundles_of_two_windows(draw: st.DrawFn) -> list[list[Step]]:
    """Both windows' entries, some twice, in any order and bundles, each before its window closes or at its end late."""
    bundles: list[list[Step]] = []
    for begins, shown in ((0, FIRST), (15, SECOND)):
        repeated = draw(st.lists(st.sampled_from(shown), max_size=3))
        order = draw(st.permutations([*shown, *repeated]))
        times = draw(st.lists(st.integers(0, 14), min_size=len(order), max_size=len(order)))
        watermark = begins
        for entry, minute in zip(order, times, strict=True):
            step: Step = (minutes(begins + minute), entry)  # late where the watermark is beyond it
            if bundles and draw(st.booleans()):
                bundles[-1].append(step)
            else:
                watermark = max(watermark, begins + draw(st.integers(0, 14)))
                bundles.append([step, minutes(watermark)])
        bundles += [[step] for step in closing(begins)]
    return bundles


# Without shrinking: each example costs seconds, and says enough as it is.
@settings(max_examples=3, phases=[Phase.explicit, Phase.generate], derandomize=True)
@given(bundles=bundles_of_two_windows())
def test_the_stream_says_what_runs_say_in_whatever_order_things_arrive(
    bundles: list[list[Step]], batch: Published
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder))
        runs = run_stream(layout, bundles)
        assert differences(news(layout), batch.news) == {}
        assert verify_tables(layout) == []
        assert [run.slot for run in runs] == [NOON, NOON + WINDOW]
        assert sum_of(runs)["entries.waiting"] == 0


def test_a_window_is_published_once(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    once: list[list[Step]] = [[(minutes(1), shown) for shown in FIRST], *([step] for step in closing(0))]
    (run,) = run_stream(layout, once)
    before = facts(layout)
    # The same again, as from a checkpoint before the window was closed, by a stream that has forgotten what it saw.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Snapshot, "at", lambda *_: KnownEntries.build(()))
        assert run_stream(layout, once) == [run]
    assert facts(layout) == before


def test_what_a_published_window_did_not_hold_goes_into_the_next(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    run_stream(layout, [[(minutes(1), FIRST[0])], *([step] for step in closing(0))])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Snapshot, "at", lambda *_: KnownEntries.build(()))
        again: list[list[Step]] = [[(minutes(1), FIRST[0]), (minutes(2), FIRST[1])]]
        first, second = run_stream(layout, [*again, *([step] for step in closing(0)), [minutes(32)]])
    assert (first.slot, second.slot) == (NOON, NOON + WINDOW)
    assert sorted(a.url for a in read_rows(layout, ARTICLES)) == sorted({FIRST[0].url, FIRST[1].url})
    assert sum_of([second])["entries.in"] == 1
    assert verify_tables(layout) == []


def test_what_comes_after_its_window_is_published_by_the_next(tmp_path: Path) -> None:
    late = FIRST[2]
    layout, runs = Layout(tmp_path / "stream"), Layout(tmp_path / "batch")
    steps: list[list[Step]] = [[(minutes(3), shown) for shown in FIRST if shown is not late]]
    steps += [[step] for step in closing(0)]
    steps += [[(minutes(2), late)], [(minutes(16), SECOND[3])], *([step] for step in closing(15))]
    published = run_stream(layout, steps)
    run_batch(runs, [shown for shown in FIRST if shown is not late], NOON)
    run_batch(runs, [late, SECOND[3]], NOON + WINDOW)
    assert differences(news(layout), news(runs)) == {}
    assert [run.slot for run in published] == [NOON, NOON + WINDOW]
    assert {e.run_id for e in read_rows(layout, ENTRIES) if e.url == late.url} == {published[1].run_id}


def test_the_last_of_two_texts_of_one_window_counts(tmp_path: Path) -> None:
    layout, runs = Layout(tmp_path / "stream"), Layout(tmp_path / "batch")
    steps: list[list[Step]] = [[(minutes(7), Shown("attack", 1))], [(minutes(3), Shown("attack"))]]
    (run,) = run_stream(layout, [*steps, *([step] for step in closing(0))])
    run_batch(runs, [Shown("attack", 1)], NOON)
    assert differences(news(layout), news(runs)) == {}
    assert sum_of([run])["entries.out.duplicate.same_url"] == 1


def test_the_tables_know_what_the_state_has_forgotten(tmp_path: Path) -> None:
    windows = Windows(tick=minutes(5), remember=dt.timedelta(hours=2))
    steps: list[list[Step]] = [[(minutes(1), FIRST[0])], *([step] for step in closing(0))]
    steps += [[minutes(60 * hour)] for hour in range(1, 6)]  # what was seen is forgotten
    steps += [[(minutes(301), FIRST[0]), (minutes(302), Shown("attack", 1))], *([step] for step in closing(300))]
    first, second = run_stream(Layout(tmp_path), steps, windows)
    assert sum_of([first])["entries.out.kept.new"] == 1
    assert sum_of([second]) == sum_of([second]) | {"entries.out.known.seen": 1, "entries.out.kept.revised": 1}


def test_a_new_stream_begins_with_what_the_tables_say(tmp_path: Path, batch: Published) -> None:
    layout = Layout(tmp_path)
    run_stream(layout, [[(minutes(1), shown) for shown in FIRST], *([step] for step in closing(0))])
    # It died before the second window closed, so that window's entries come again, and some of the first with them.
    died: list[list[Step]] = [[(minutes(16), shown) for shown in SECOND[:2]], [minutes(20)]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transforms.windows.beam, "settle", _killed)
        with pytest.raises(RuntimeError, match="killed"):
            run_stream(layout, died)
    again: list[list[Step]] = [[(minutes(17), shown) for shown in (*FIRST[:2], *SECOND)]]
    run_stream(layout, [*again, *([step] for step in closing(15))])
    assert differences(news(layout), batch.news) == {}
    assert verify_tables(layout) == []


def _killed(*_: Any) -> None:
    raise RuntimeError("killed")


def test_a_window_waits_while_another_process_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[str] = []

    def at_the_second_try(stream: Any, window: Any, *rest: Any) -> Any:
        if not refused:
            refused.append(window.run_id)
            raise LeaseHeldError("is being written")
        return settle(stream, window, *rest)

    monkeypatch.setattr(transforms.windows.beam, "settle", at_the_second_try)
    steps: list[list[Step]] = [[(minutes(1), FIRST[0])], [minutes(15)], [minutes(17)], [minutes(40)]]
    (run,) = run_stream(Layout(tmp_path), steps)
    assert (refused, run.slot) == ([run.run_id], NOON)
