"""What the coder says of an event: the columns that `mentions` and `events` share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated

from schemas.row import Row


@dataclass(kw_only=True, slots=True)
class Party(Row):
    """Who did it, or to whom it was done."""

    actor_id: Annotated[str | None, "Id in the party dictionary; None for a party only described"] = None
    name: Annotated[str, "Standard name: Islamic State"]
    surface: Annotated[str, "As the text has it: the militants"] = ""
    country: Annotated[str | None, "ISO 3166-1 alpha-2"] = None
    sector: Annotated[str | None, "PLOVER sector code: MIL, REB, CVL, ..."] = None


@dataclass(kw_only=True, slots=True)
class Place(Row):
    """Where it happened."""

    geonames_id: Annotated[int | None, "GeoNames id; negative for our own supplement"] = None
    name: Annotated[str, "Standard name"]
    surface: Annotated[str, "As the text has it"] = ""
    admin1: Annotated[str | None, "First-order division"] = None
    country: Annotated[str | None, "ISO 3166-1 alpha-2"] = None
    lat: Annotated[float | None, "WGS 84 degrees"] = None
    lon: Annotated[float | None, "WGS 84 degrees"] = None
    precision: Annotated[str, "point, town, admin1 or country"] = "town"


@dataclass(kw_only=True, slots=True)
class Toll(Row):
    """How many of whom were killed, injured, ... according to whom."""

    effect: Annotated[str, "killed, injured, missing, captured or displaced"]
    group: Annotated[str | None, "Of whom: ISIS gunmen, civilians"] = None
    role: Annotated[str | None, "actor, recipient, civilians or unknown"] = None
    low: Annotated[int | None, "Lowest credible number"] = None
    best: Annotated[int | None, "Most reliable number"] = None
    high: Annotated[int | None, "Highest credible number"] = None
    cumulative_from: Annotated[dt.date | None, "Start of the period that the count covers, if not this event alone"] = (
        None
    )
    attributed_to: Annotated[str | None, "Whose count"] = None


@dataclass(kw_only=True, slots=True)
class TerritoryChange(Row):
    """A place that changed hands."""

    place: Annotated[str, "Name of the place"]
    from_actor: Annotated[str | None, "Who lost it"] = None
    to_actor: Annotated[str | None, "Who holds it now"] = None


@dataclass(kw_only=True, slots=True)
class Coded(Row):
    """The coded values of an event, as one text tells it or as all of them together do."""

    event_type: Annotated[str, "PLOVER type: ASSAULT, PROTEST, ..."]
    event_mode: Annotated[str | None, "PLOVER mode: aerial, demo, ..."] = None
    contexts: Annotated[list[str], "PLOVER contexts: military, election, ..."] = field(default_factory=list)
    quad_class: Annotated[int, "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"]
    cameo_root: Annotated[str, "CAMEO root code, 03 to 20"]
    acled_event_type: Annotated[str | None, "ACLED event type"] = None
    acled_sub_event_type: Annotated[str | None, "ACLED sub-event type"] = None
    actors: Annotated[list[Party], "Who did it"] = field(default_factory=list)
    recipients: Annotated[list[Party], "To whom"] = field(default_factory=list)
    date_start: Annotated[dt.date | None, "First day"] = None
    date_end: Annotated[dt.date | None, "Last day"] = None
    date_precision: Annotated[str | None, "day, week, month, year, period or publication"] = None
    place: Annotated[Place | None, "Where"] = None
    fatalities_low: Annotated[int | None, "Killed, lowest credible number; None where nothing is said"] = None
    fatalities_best: Annotated[int | None, "Killed, most reliable number; 0 only where a text says so"] = None
    fatalities_high: Annotated[int | None, "Killed, highest credible number"] = None
    injuries_low: Annotated[int | None, "Injured, lowest credible number"] = None
    injuries_best: Annotated[int | None, "Injured, most reliable number"] = None
    injuries_high: Annotated[int | None, "Injured, highest credible number"] = None
    tolls: Annotated[list[Toll], "The counts behind these numbers"] = field(default_factory=list)
    territory_change: Annotated[TerritoryChange | None, "A place that changed hands"] = None
    confidence: Annotated[float, "0 to 1"] = 0.5
    coder: Annotated[str, "What coded it"] = ""
    coder_version: Annotated[str, "Version of the coder and its data"] = ""
