"""PLOVER's types, modes and contexts, and the crosswalks to CAMEO and ACLED.

Sources: PLOVER 2.0 draft codebook (types, modes, contexts, quad classes, sectors), CAMEO 1.1b3 (roots), ACLED codebook
(event and sub-event types). CAMEO 01 and 02 (statements, appeals of no consequence) have no PLOVER type: a statement is
no event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type: its quad class (1 verbal cooperation to 4 material conflict), default CAMEO root and modes."""

    name: str
    quad_class: int
    cameo_root: str
    modes: tuple[str, ...] = ()


TYPES: dict[str, EventType] = {
    t.name: t
    for t in (
        EventType("AGREE", 1, "03"),
        EventType("CONSULT", 1, "04", ("visit", "third-party", "multilateral", "phone")),
        EventType("SUPPORT", 1, "05"),
        EventType("CONCEDE", 1, "08"),
        EventType("COOPERATE", 2, "06"),
        EventType("AID", 2, "07"),
        EventType("RETREAT", 2, "08", ("withdraw", "release", "disarm", "ceasefire", "access", "resign")),
        EventType("REQUEST", 3, "10", ("assist", "change", "yield", "meet")),
        EventType("ACCUSE", 3, "11", ("disapprove", "investigate", "allege")),
        EventType("REJECT", 3, "12", ("assist", "change", "yield", "meet")),
        EventType("THREATEN", 3, "13", ("restrict", "arrest", "relations", "expel", "territory", "violence")),
        EventType("PROTEST", 4, "14", ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize")),
        EventType("SANCTION", 4, "16", ("convict", "expel", "withdraw", "discontinue")),
        EventType("MOBILIZE", 4, "15", ("troops", "weapons", "police", "militia")),
        EventType(
            "COERCE", 4, "17",
            ("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
             "cyber"),
        ),
        EventType(
            "ASSAULT", 4, "19",
            ("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
             "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
        ),
    )
}  # fmt: skip

CONTEXTS = frozenset(
    [
        "military",
        "intelligence",
        "executive",
        "legislative",
        "election",
        "political_institutions",
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "reparations",
        "human_rights",
        "rights_freedoms",
        "repression",
        "human_security",
        "gender",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "peacekeeping",
        "health",
        "asylum",
        "migration",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
        "cyber",
        "misinformation",
        "crime",
        "corruption",
        "illegal_drugs",
        "trafficking",
    ]
)

SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "REL",
        "SOC",
        "IGO",
        "UNO",
        "EUR",
        "NGO",
        "ISM",
        "IMG",
        "MNC",
    ]
)
#: Sectors whose members bear arms.
ARMED = frozenset(["COP", "MIL", "PRM", "REB", "SPY", "UAF", "CRM", "IMG", "ISM"])
#: Sectors that act for a state.
STATE = frozenset(["COP", "GOV", "JUD", "LEG", "MIL", "SPY"])

ACLED: dict[str, tuple[str, ...]] = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Explosions/Remote violence": (
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    ),
}  # fmt: skip
ACLED_TYPE_OF = {sub: name for name, subs in ACLED.items() for sub in subs}

#: CAMEO roots that differ from their type's default, by (type, mode). PLOVER manual, crosswalk of modes.
_CAMEO = {
    ("ACCUSE", "investigate"): "09",
    ("ASSAULT", "abduct"): "18", ("ASSAULT", "beat"): "18", ("ASSAULT", "torture"): "18",
    ("ASSAULT", "sexual"): "18", ("ASSAULT", "targeted"): "18", ("ASSAULT", "explosives"): "18",
    ("ASSAULT", "suicide-attack"): "18", ("ASSAULT", "crowd-control"): "17", ("ASSAULT", "unconventional"): "20",
    # CAMEO 173 and 174: legal action against individuals; 16 only knows relations between parties
    ("SANCTION", "convict"): "17", ("THREATEN", "arrest"): "17",
}  # fmt: skip

#: ACLED sub-event types that follow from type and mode alone.
_ACLED_BY_MODE = {
    ("ASSAULT", "aerial"): "Air/drone strike", ("ASSAULT", "drone"): "Air/drone strike",
    ("ASSAULT", "suicide-attack"): "Suicide bomb",
    ("ASSAULT", "heavy-weapons"): "Shelling/artillery/missile attack",
    ("ASSAULT", "explosives"): "Remote explosive/landmine/IED",
    ("ASSAULT", "unconventional"): "Chemical weapon",
    ("ASSAULT", "sexual"): "Sexual violence",
    ("ASSAULT", "abduct"): "Abduction/forced disappearance",
    ("ASSAULT", "crowd-control"): "Protest with intervention",
    ("ASSAULT", "destroy"): "Looting/property destruction",
    ("COERCE", "arrest"): "Arrests",
    ("PROTEST", "riot"): "Violent demonstration", ("PROTEST", "vandalize"): "Violent demonstration",
    ("RETREAT", "ceasefire"): "Agreement",
    ("RETREAT", "disarm"): "Change to group/activity",
}  # fmt: skip


def cameo_root(event_type: str, mode: str | None) -> str:
    """The CAMEO root of a type and mode."""
    return _CAMEO.get((event_type, mode or ""), TYPES[event_type].cameo_root)


def acled_sub_event_type(
    event_type: str, mode: str | None, actors: Iterable[str | None], recipients: Iterable[str | None]
) -> str | None:
    """ACLED's sub-event type of a coded event that its frame leaves open, from the sectors of its parties.

    Armed parties on both sides (or a party unknown and none civilian) make an armed clash, violence against others an
    attack. Verbal events have none.
    """
    kind = TYPES[event_type]
    if (event_type, mode or "") in _ACLED_BY_MODE:
        return _ACLED_BY_MODE[event_type, mode or ""]
    if event_type == "ASSAULT":
        doers, done_to = set(actors), set(recipients)
        if done_to & ARMED and (not doers or doers & ARMED or None in doers):
            return "Armed clash"
        return "Attack" if done_to or mode else "Armed clash"
    if event_type == "PROTEST":
        return "Peaceful protest"
    return "Other" if kind.quad_class in (2, 4) else None
