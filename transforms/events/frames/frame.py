"""Frames: which words tell which event, read from frames.tsv and checked on load."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from transforms.events.grammar.lexicon import third_person
from transforms.events.ontology import ACLED_TYPE_OF, CONTEXTS, SECTORS, TYPES, cameo_root
from transforms.events.tables import DataFileError, rows_of

COLUMNS = ("predicate", "pos", "type", "mode", "kind", "acled", "roles", "when", "territory", "contexts", "cameo")
#: The predicate of frames for words that no frame names but the event heads take for an event of the frame's type.
ANY = "*"
_VERB_ROLES = {"S": "A", "O": "R"}
_NOUN_ROLES = {"by": "A", "poss": "A", "pre": "A", "of": "R", "on": "R", "against": "R"}
_TARGETS = frozenset({"A", "R", "P", "W", "AR", ""})
#: Classes that are computed from what a phrase stands for, besides the word lists of classes.tsv.
COMPUTED = frozenset({"name", "place", "party", "person", "armed", "state", "leader", "+", "++", "-"}) | {
    s.lower() for s in SECTORS
}


@dataclass(frozen=True, slots=True)
class Condition:
    """What must (or, negated, must not) stand in a slot: any of the classes."""

    slots: tuple[str, ...]
    classes: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a predicate. `line` is its line in frames.tsv."""

    predicate: str
    words: tuple[str, ...]
    gap: bool
    pos: str
    event_type: str
    mode: str | None
    kind: str
    acled: str | None
    roles: dict[str, str]
    when: tuple[Condition, ...]
    territory: str | None
    contexts: tuple[str, ...]
    cameo: str
    line: int

    @property
    def name(self) -> str:
        return f"{self.event_type}/{self.mode or self.kind} {self.predicate}"

    @property
    def takes_all(self) -> bool:
        """Whether it takes any use of its word but what it excludes: where that stands, no like frame fits either."""
        ours = all(c.negated and not {"C", "X"} & set(c.slots) for c in self.when)
        return ours and len(self.words) == 1 and self.predicate != ANY


@dataclass(frozen=True)
class FrameBook:
    """Frames by their first word: the lemma for verbs, singular and plural for nouns."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    #: By type and part of speech: the frames of words that only the event heads know ("*" in frames.tsv).
    open: dict[tuple[str, str], tuple[Frame, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> FrameBook:
        """Reads frames.tsv and classes.tsv.

        Raises:
            DataFileError: a line that does not fit; the message names file, line and column.
        """
        classes = load_classes()
        verbs: dict[str, list[Frame]] = {}
        nouns: dict[str, list[Frame]] = {}
        anything: dict[tuple[str, str], list[Frame]] = {}
        for row in rows_of("frames.tsv", COLUMNS):
            for frame in _frames(row, classes):
                if frame.predicate == ANY:
                    anything.setdefault((frame.event_type, frame.pos), []).append(frame)
                elif frame.pos == "v":
                    verbs.setdefault(frame.words[0], []).append(frame)
                else:
                    first = frame.words[0]
                    keys = {first, third_person(first)} if len(frame.words) == 1 else {first}
                    for key in keys:
                        nouns.setdefault(key, []).append(frame)
        return cls(_longest_first(verbs), _longest_first(nouns), classes, {k: tuple(v) for k, v in anything.items()})

    @functools.cached_property
    def kinds(self) -> Mapping[tuple[str, str | None], str]:
        """The kind of the frames of each type and mode: it says which tellings can be of one event.

        Without a mode it is the one that words have which no frame knows, else the commonest.
        """
        counts: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
        for frame in self.all():
            counts[frame.event_type, frame.mode][frame.kind] += 1
        kinds = {key: found.most_common(1)[0][0] for key, found in counts.items()}
        return kinds | {(event_type, None): frames[0].kind for (event_type, _), frames in self.open.items()}

    def all(self) -> Iterator[Frame]:
        for table in (self.verbs, self.nouns):
            seen: set[int] = set()
            for group in table.values():
                for frame in group:
                    if id(frame) not in seen:
                        seen.add(id(frame))
                        yield frame


def load_classes() -> dict[str, frozenset[str]]:
    """The word lists of classes.tsv, each word in the singular and the plural."""
    classes: dict[str, frozenset[str]] = {}
    for row in rows_of("classes.tsv", ("class", "words")):
        if row["class"] in classes:
            raise DataFileError(f"classes.tsv, line {row['line']}, class: {row['class']!r} is there already")
        words = [w for w in row["words"].split("|") if w]
        in_o = (f"{w}s" for w in words if w.endswith("o"))  # "euros", "commandos"
        classes[row["class"]] = frozenset(words).union((plural(w) for w in words), in_o)
    return classes


def plural(words: str) -> str:
    """The plural of a noun phrase: its last word's."""
    *rest, last = words.split(" ")
    return " ".join([*rest, third_person(last)])


def _longest_first(table: dict[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
    return {key: tuple(sorted(group, key=lambda f: (-len(f.words), f.line))) for key, group in table.items()}


def _frames(row: dict[str, str], classes: dict[str, frozenset[str]]) -> Iterator[Frame]:
    where = f"frames.tsv, line {row['line']}"
    if row["pos"] not in ("v", "n"):
        raise DataFileError(f"{where}, pos: {row['pos']!r} is neither v nor n")
    if row["type"] not in TYPES:
        raise DataFileError(f"{where}, type: {row['type']!r} is none of PLOVER's 16 types")
    kind = TYPES[row["type"]]
    mode = row["mode"] or None
    if mode is not None and mode not in kind.modes:
        raise DataFileError(f"{where}, mode: {mode!r} is no mode of {kind.name}; its modes are {', '.join(kind.modes)}")
    if row["acled"] and row["acled"] not in ACLED_TYPE_OF:
        raise DataFileError(f"{where}, acled: {row['acled']!r} is no ACLED sub-event type")
    if row["territory"] not in ("", "take", "lose", "cede"):
        raise DataFileError(f"{where}, territory: {row['territory']!r} should be take, lose or cede")
    unknown = [c for c in row["contexts"].split() if c not in CONTEXTS]
    if unknown:
        raise DataFileError(f"{where}, contexts: {unknown[0]!r} is none of PLOVER's contexts")
    roles = _roles(row, where)
    when = tuple(_condition(part, where, classes) for part in row["when"].split(";") if part)
    for predicate in row["predicate"].split("|"):
        words = tuple(w for w in predicate.split() if w != "~")
        if not words:
            raise DataFileError(f"{where}, predicate: empty; name at least one word")
        yield Frame(
            predicate=predicate, words=words, gap="~" in predicate, pos=row["pos"], event_type=kind.name, mode=mode,
            kind=row["kind"] or mode or kind.name.lower(), acled=row["acled"] or None, roles=roles, when=when,
            territory=row["territory"] or None, contexts=tuple(row["contexts"].split()),
            cameo=row["cameo"] or cameo_root(kind.name, mode), line=int(row["line"]),
        )  # fmt: skip


def _roles(row: dict[str, str], where: str) -> dict[str, str]:
    if not row["roles"]:
        return dict(_VERB_ROLES if row["pos"] == "v" else _NOUN_ROLES)
    roles: dict[str, str] = {}
    for part in row["roles"].split():
        slot, mark, target = part.partition(">")
        # "out of>R" is written with the last word of the preposition
        if not mark:
            continue
        if target not in _TARGETS:
            raise DataFileError(f"{where}, roles: {part!r} should end in A, R, P, W or AR")
        roles[slot] = target
    return roles


def _condition(part: str, where: str, classes: dict[str, frozenset[str]]) -> Condition:
    negated = part.startswith("!")
    slots, mark, names = part.lstrip("!").partition(":")
    if not mark or not names:
        raise DataFileError(f"{where}, when: {part!r} should look like O:place or !S:police,court")
    found = tuple(name for name in names.split(","))
    for name in found:
        if name not in classes and name not in COMPUTED:
            raise DataFileError(f"{where}, when: {name!r} is no class of classes.tsv")
    return Condition(tuple(slots.split(",")), found, negated)
