"""The data files of the coder are sound, and errors in them say where."""

from __future__ import annotations

import pytest

from transforms.events import tables
from transforms.events.frames import frame as frames
from transforms.events.frames.frame import FrameBook, load_classes
from transforms.events.ontology import ACLED, ACLED_TYPE_OF, CONTEXTS, TYPES, acled_sub_event_type, cameo_root
from transforms.events.parties import actors
from transforms.events.parties.actors import ActorDictionary
from transforms.events.tables import DataFileError

GOOD = {
    "predicate": "attack", "pos": "v", "type": "ASSAULT", "mode": "", "kind": "", "acled": "", "roles": "", "when": "",
    "territory": "", "contexts": "", "cameo": "",
}  # fmt: skip


def load_with(monkeypatch: pytest.MonkeyPatch, **cells: str) -> FrameBook:
    row = GOOD | cells
    line = "\t".join(row[c] for c in frames.COLUMNS)
    real = tables.data_lines
    monkeypatch.setattr(tables, "data_lines", lambda name: [(7, line)] if name == "frames.tsv" else real(name))
    return FrameBook.load()


def test_frames_cover_all_types_with_many_predicates() -> None:
    book = FrameBook.load()
    predicates = {f.predicate for f in book.all()}
    assert len(predicates) >= 350
    assert {f.event_type for f in book.all()} == set(TYPES)


def test_actors_are_many_and_every_country_is_known() -> None:
    dictionary = ActorDictionary.load()
    assert len(dictionary.actors) >= 500
    assert len(dictionary.countries) >= 195


def test_every_class_is_used_by_a_frame_or_a_module() -> None:
    book = FrameBook.load()
    frames = [*book.all(), *(f for of_type in book.open.values() for f in of_type)]
    named = {c for f in frames for w in f.when for c in w.classes}
    by_modules = {
        "weapon",
        "attack_noun",
        "fighters",
        "bomb",
        "accident_noun",
        "nature",
        "disease",
        "vehicle",
        "place_noun",
        "war_thing",
        "animal",
        "slain_sign",
    }
    assert set(load_classes()) - named - by_modules == set()


def test_the_acled_sub_event_types_of_frames_follow_the_codebook() -> None:
    assert sum(len(subs) for subs in ACLED.values()) == len(ACLED_TYPE_OF)
    assert len(CONTEXTS) == 37


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"type": "FIGHT"}, "line 7, type: 'FIGHT'"),
        ({"mode": "demo"}, "line 7, mode: 'demo' is no mode of ASSAULT"),
        ({"pos": "x"}, "line 7, pos: 'x'"),
        ({"acled": "War"}, "line 7, acled: 'War'"),
        ({"when": "O:plaice"}, "line 7, when: 'plaice' is no class"),
        ({"when": "place"}, "line 7, when: 'place' should look like"),
        ({"roles": "S>Q"}, "line 7, roles: 'S>Q'"),
        ({"territory": "steal"}, "line 7, territory"),
        ({"contexts": "war"}, "line 7, contexts: 'war'"),
        ({"predicate": "~"}, "line 7, predicate"),
    ],
)
def test_a_frame_that_does_not_fit_is_named_with_line_and_column(
    monkeypatch: pytest.MonkeyPatch, cells: dict[str, str], message: str
) -> None:
    with pytest.raises(DataFileError, match="frames.tsv, " + message.replace("(", r"\(")):
        load_with(monkeypatch, **cells)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Red Army\tXXX\tSY\t\t\t", "line 3, sector: 'XXX'"),
        ("Red Army\tREB\tQQ\t\t\t", "line 3, country: 'QQ'"),
        ("Red Army\tREB\tSY\t\t\tsince 2012", "line 3, valid: 'since 2012'"),
        ("Red Army\tREB\tSY\t\t\t\textra", "line 3: 7 cells"),
    ],
)
def test_an_actor_that_does_not_fit_is_named_with_line_and_column(
    monkeypatch: pytest.MonkeyPatch, line: str, message: str
) -> None:
    real = tables.data_lines
    monkeypatch.setattr(tables, "data_lines", lambda name: [(3, line)] if name == "actors.tsv" else real(name))
    with pytest.raises(DataFileError, match=f"actors.tsv, {message}"):
        ActorDictionary.load()


def test_ids_of_actors_are_plain_slugs() -> None:
    assert actors.slug("Jama'at Nusrat al-Islam wal-Muslimin") == "jama-at-nusrat-al-islam-wal-muslimin"
    assert actors.slug("Nicolás Maduro") == "nicolas-maduro"


def test_sub_event_types_follow_from_the_parties() -> None:
    assert acled_sub_event_type("ASSAULT", "firearms", ["REB"], ["MIL"]) == "Armed clash"
    assert acled_sub_event_type("ASSAULT", "firearms", ["UAF"], ["CVL"]) == "Attack"
    assert acled_sub_event_type("ACCUSE", "allege", ["GOV"], ["GOV"]) is None
    assert cameo_root("ASSAULT", "abduct") == "18"
    assert cameo_root("ASSAULT", None) == "19"
