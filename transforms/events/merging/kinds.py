"""Whether two kinds of event can be one: types and modes."""

from __future__ import annotations

import functools

from schemas import Coded
from transforms.events.ontology import TYPES
from transforms.events.tables import DataFileError, rows_of

ANY = "*"
ROLES = ("recipient", "actor", "parties")
SAME, ONE_UNKNOWN, AGREEING, ACROSS_TYPES = 1.0, 0.8, 0.6, 0.4

# Types and modes where each side does it to the other, so that reports differ in who is called the actor.
MUTUAL_TYPES = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# Acts of several together, who may all stand on one side.
JOINT_MODES = frozenset({("RETREAT", "ceasefire")})
# Acts of one side: who withdraws does so before an enemy, an employer, a crowd.
LONE_MODES = frozenset({("RETREAT", "withdraw"), ("RETREAT", "resign"), ("RETREAT", "disarm")})
# Acts by decree, which are done nowhere in particular: reports give the dateline.
DECREED_MODES = frozenset({
    ("CONCEDE", None), ("SANCTION", None), ("SANCTION", "discontinue"), ("SANCTION", "withdraw"),
    ("COERCE", "restrict"), ("COERCE", "censor"), ("COERCE", "martial-law"), ("COERCE", "withhold"),
})  # fmt: skip
MUTUAL_MODES = JOINT_MODES | {("ASSAULT", None), ("ASSAULT", "firearms"), ("ASSAULT", "heavy-weapons")}

# An attack of which no more is said is hardly one of these.
PECULIAR_MODES = frozenset({"abduct", "sexual", "torture"})


def kind_fit(a: Coded, b: Coded) -> float | None:
    """How well two kinds agree, 0.4 to 1; None where they exclude each other."""
    if a.event_type == b.event_type:
        if a.event_mode == b.event_mode:
            return SAME
        if a.event_mode is None or b.event_mode is None:
            return ACROSS_TYPES if {a.event_mode, b.event_mode} & PECULIAR_MODES else ONE_UNKNOWN
        return AGREEING if (a.event_type, a.event_mode, b.event_mode) in _modes() else None
    kinds = (a.event_type, a.event_mode or ANY), (b.event_type, b.event_mode or ANY)
    for (type_a, mode_a), (type_b, mode_b) in (kinds, kinds[::-1]):
        if {(type_a, mode_a, type_b, mode_b), (type_a, ANY, type_b, mode_b)} & _types():
            # Storming a town and seizing it are one event only if the town changed hands.
            if _storming(a, b) and not (a.territory_change and b.territory_change):
                return None
            return AGREEING if "parties" in once(a) & once(b) else ACROSS_TYPES
        if {(type_a, mode_a, type_b, ANY), (type_a, ANY, type_b, ANY)} & _types():
            return ACROSS_TYPES
    return None


@functools.cache
def types_like(event_type: str) -> frozenset[str]:
    """The types that may be given to the same event, this one among them."""
    pairs = {(type_a, type_b) for type_a, _, type_b, _ in _types()}
    return frozenset({event_type, *(b for a, b in pairs if a == event_type), *(a for a, b in pairs if b == event_type)})


def once(event: Coded) -> frozenset[str]:
    """Who must be the same that two such events in a few days are one: recipient, actor, parties; else empty."""
    listed = _once()
    return listed.get((event.event_type, event.event_mode or ANY), frozenset()) | listed.get(
        (event.event_type, ANY), frozenset()
    )


def mutual(event: Coded) -> bool:
    """Whether actor and recipient may be told the other way round."""
    return event.event_type in MUTUAL_TYPES or (event.event_type, event.event_mode) in MUTUAL_MODES


def joint(event: Coded) -> bool:
    """Whether it is an act of several together: talks, an agreement, a ceasefire."""
    return event.event_type in MUTUAL_TYPES or is_truce(event)


def is_truce(event: Coded) -> bool:
    """Whether it is an act that all the sides of a fight do together."""
    return (event.event_type, event.event_mode) in JOINT_MODES


def alone(event: Coded) -> bool:
    """Whether it is an act of one side alone: a withdrawal, a resignation."""
    return (event.event_type, event.event_mode) in LONE_MODES


def decreed(event: Coded) -> bool:
    """Whether it is done by decree: a ban, an end of aid, a concession."""
    return (event.event_type, event.event_mode) in DECREED_MODES


def _storming(a: Coded, b: Coded) -> bool:
    modes = {a.event_type: a.event_mode, b.event_type: b.event_mode}
    return modes.get("COERCE") == "seize" and "ASSAULT" in modes and modes["ASSAULT"] != "abduct"


@functools.cache
def _modes() -> frozenset[tuple[str, str, str]]:
    found = set()
    for row in rows_of("merge_modes.tsv", ("type", "mode", "others")):
        for other in row["others"].split():
            _check(row["type"], (row["mode"], other), "merge_modes.tsv", row["line"])
            found |= {(row["type"], row["mode"], other), (row["type"], other, row["mode"])}
    return frozenset(found)


@functools.cache
def _types() -> frozenset[tuple[str, str, str, str]]:
    found = set()
    for row in rows_of("merge_types.tsv", ("type", "mode", "other", "other_mode")):
        for type_, mode in ((row["type"], row["mode"]), (row["other"], row["other_mode"])):
            _check(type_, (mode,), "merge_types.tsv", row["line"])
        found.add((row["type"], row["mode"], row["other"], row["other_mode"]))
    return frozenset(found)


@functools.cache
def _once() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for row in rows_of("merge_once.tsv", ("type", "mode", "who")):
        _check(row["type"], (row["mode"],), "merge_once.tsv", row["line"])
        if row["who"] not in ROLES:
            raise DataFileError(f"merge_once.tsv, line {row['line']}: {row['who']!r} is none of {', '.join(ROLES)}")
        key = row["type"], row["mode"]
        found[key] = found.get(key, frozenset()) | {row["who"]}
    return found


def _check(type_: str, modes: tuple[str, ...], name: str, line: str) -> None:
    if type_ not in TYPES:
        raise DataFileError(f"{name}, line {line}: {type_!r} is no event type; see transforms/events/ontology.py")
    for mode in modes:
        if mode != ANY and mode not in TYPES[type_].modes:
            raise DataFileError(
                f"{name}, line {line}: {mode!r} is no mode of {type_}; see transforms/events/ontology.py"
            )
