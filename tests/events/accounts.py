"""Mentions for the tests of merging, all of one battle unless told otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

from schemas import Event, Mention, Party, Place
from transforms.events.merging.across import MergeResult, merge_block
from transforms.events.ontology import TYPES

DAY = dt.date(2018, 12, 14)
NOW = dt.datetime(2018, 12, 20, tzinfo=dt.UTC)
HAJIN = Place(geonames_id=174448, name="Hajin", admin1="Deir ez-Zor", country="SY", lat=34.69, lon=40.83)
SUSAH = Place(geonames_id=172963, name="As Susah", admin1="Deir ez-Zor", country="SY", lat=34.52, lon=40.96)
RAQQA = Place(geonames_id=172955, name="Raqqa", admin1="Raqqa", country="SY", lat=35.95, lon=39.01)
DEIR_EZ_ZOR = Place(name="Deir ez-Zor", admin1="Deir ez-Zor", country="SY", precision="admin1")
SYRIA = Place(geonames_id=163843, name="Syria", country="SY", precision="country")
SDF = Party(actor_id="SDF", name="Syrian Democratic Forces", country="SY", sector="REB")
IS = Party(actor_id="ISIS", name="Islamic State", sector="REB")
COALITION = Party(actor_id="CJTF", name="US-led coalition", sector="MIL")
GUNMEN = Party(name="gunmen", sector="UAF")
CIVILIANS = Party(name="civilians", sector="CVL")


def at(hours: float) -> dt.datetime:
    """A time some hours after the start of 14 December 2018."""
    return dt.datetime.combine(DAY, dt.time(), dt.UTC) + dt.timedelta(hours=hours)


def mention(name: str, *, hours: float = 12, days: int | None = 0, **more: Any) -> Mention:
    """A mention of an article `name` (or `name/2`, its second), published some hours after the start of the day.

    The event is `days` after 14 December 2018; None leaves the date out.
    """
    article = name.partition("/")[0]
    date = None if days is None else DAY + dt.timedelta(days=days)
    event_type = more.setdefault("event_type", "ASSAULT")
    values: dict[str, Any] = {
        "mention_id": f"m {name}",
        "article_id": article,
        "source_key": f"{article}.example",
        "publisher_domain": f"{article}.example",
        "published_at": at(hours),
        "coded_at": NOW,
        "quad_class": TYPES[event_type].quad_class,
        "cameo_root": TYPES[event_type].cameo_root,
        "actors": [SDF],
        "recipients": [IS],
        "date_start": date,
        "date_end": date,
        "date_precision": None if date is None else "day",
        "place": HAJIN,
        "evidence": "The Syrian Democratic Forces stormed the town of Hajin on Friday.",
    }
    return Mention(**values | more)


def killed(low: int, best: int | None = None, high: int | None = None) -> dict[str, int]:
    best = low if best is None else best
    return {"fatalities_low": low, "fatalities_best": best, "fatalities_high": best if high is None else high}


def merge(*new: Mention, prior: MergeResult | None = None, **more: Any) -> MergeResult:
    before = (prior.mentions, prior.events) if prior else ([], [])
    return merge_block(new, *before, **{"now": NOW, "run_id": "run"} | more)


def living(result: MergeResult) -> list[Event]:
    return [e for e in result.events if e.superseded_by is None and not e.retracted]


def together(*mentions: Mention) -> bool:
    """Whether all these mentions become one event."""
    return len(living(merge(*mentions))) == 1
