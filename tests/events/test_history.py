from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from schemas import EVENTS, MENTIONS, Run
from tests.events.accounts import DAY, GUNMEN, IS, NOW, living, mention, merge
from transforms.events.merging.across import block_key
from transforms.events.merging.history import prior_blocks
from transforms.publish.commit import publish
from transforms.publish.layout import Layout
from transforms.publish.manifest import Manifest
from transforms.publish.staging import stage_rows

GUNMEN_OF_SYRIA = dataclasses.replace(GUNMEN, country="SY")


def test_an_event_without_a_place_is_found_where_its_mentions_look_for_it(tmp_path: Path) -> None:
    described = mention("a", place=None, actors=[GUNMEN_OF_SYRIA], recipients=[])
    named = mention("b", hours=13, place=None, actors=[IS, GUNMEN_OF_SYRIA], recipients=[])
    again = mention("c", hours=14, place=None, actors=[IS], recipients=[])
    told = merge(described, named)
    # Once more reports name the party, the row no longer tells of which country those described were.
    events = [dataclasses.replace(e, actors=[IS]) for e in told.events]
    assert {block_key(e) for e in events} == {block_key(again)} == {"-"}
    layout = Layout(tmp_path)
    staging = layout.staging("run")
    files = [*stage_rows(MENTIONS, told.mentions, staging), *stage_rows(EVENTS, events, staging)]
    run = Run(run_id="run", run_number=1, slot=NOW, started_at=NOW, finished_at=NOW, pipeline="test")
    manifest = Manifest(run, tuple(files))
    manifest.decide(layout)
    publish(layout, manifest)
    found = prior_blocks(layout, {"SY": (DAY, DAY), "-": (DAY, DAY)}, {}, dt.timedelta(days=3))
    assert {block: [e.event_id for e in prior.events] for block, prior in found.items()} == {"SY": [events[0].event_id]}
    late = mention("d", hours=15, place=None, actors=[GUNMEN_OF_SYRIA], recipients=[])
    (event,) = living(merge(late, prior=dataclasses.replace(told, events=found["SY"].events)))
    assert (event.event_id, event.n_mentions) == (events[0].event_id, 3)
