"""The labels that the model's heads choose from, gathered from the corpora once and kept with the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from transforms.events.analyser.lemmas import KEEP, script_of

NAME_TYPES = ("PER", "ORG", "GRP", "LOC", "NORP", "MISC")
#: The label of no name first, then the beginning and the inside of each type.
NAMES = ("O", *(f"{part}-{kind}" for kind in NAME_TYPES for part in "BI"))
#: PLOVER's event types, after "no trigger".
EVENTS = (
    "_", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("real", "claimed", "historic", "future", "hypothetical", "negated", "denied")
#: Modes of PLOVER's events, after "none".
MODES = (
    "_", "abduct", "access", "aerial", "allege", "arrest", "assist", "beat", "boycott", "ceasefire", "censor", "change",
    "convict", "crowd-control", "curfew", "cyber", "demo", "deport", "destroy", "disapprove", "disarm", "discontinue",
    "drone", "expel", "explosives", "firearms", "heavy-weapons", "hunger", "investigate", "martial-law", "meet",
    "militia", "misinformation", "multilateral", "obstruct", "phone", "police", "primitive", "relations", "release",
    "resign", "restrict", "riot", "seize", "sexual", "strike", "suicide-attack", "targeted", "territory",
    "third-party", "torture", "troops", "unconventional", "vandalize", "violence", "visit", "weapons", "withdraw",
    "withhold", "yield",
)  # fmt: skip
#: What a word is to a trigger.
PARTIES = ("_", "actor", "recipient", "place")
_MIN_ROLES = 10
_MIN_LEMMAS = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """Label sets by head; an index into one is what the model is trained on."""

    upos: tuple[str, ...]
    rels: tuple[str, ...]
    roles: tuple[str, ...]
    lemmas: tuple[str, ...]
    names: tuple[str, ...] = NAMES
    events: tuple[str, ...] = EVENTS
    statuses: tuple[str, ...] = STATUSES
    modes: tuple[str, ...] = MODES
    parties: tuple[str, ...] = PARTIES

    @classmethod
    def of(cls, sentences: Iterable[Mapping[str, Any]]) -> Labels:
        """The labels of treebank sentences; roles seen under ten times and lemma edits under three are left out."""
        upos: set[str] = set()
        rels: set[str] = set()
        roles: Counter[str] = Counter()
        lemmas: Counter[str] = Counter()
        for sentence in sentences:
            upos.update(sentence["pos"])
            rels.update(sentence["rel"])
            roles.update(arg[0] for frame in sentence["srl"] or () for arg in frame["args"])
            lemmas.update(script_of(w, m) for w, m in zip(sentence["tok"], sentence["lemma"], strict=True))
        kept = [s for s, n in sorted(lemmas.items(), key=lambda i: (-i[1], i[0])) if n >= _MIN_LEMMAS and s != KEEP]
        common = [r for r, n in sorted(roles.items(), key=lambda i: (-i[1], i[0])) if n >= _MIN_ROLES]
        return cls(tuple(sorted(upos)), tuple(sorted(rels)), ("_", *common), (KEEP, *kept))

    @classmethod
    def load(cls, data: Mapping[str, Iterable[str]]) -> Labels:
        return cls(**{name: tuple(values) for name, values in data.items()})

    def dump(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in asdict(self).items()}
