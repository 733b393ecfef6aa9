"""How passages and neighbouring sentences become examples to train on."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from training.analyser import own
from training.analyser.examples import UNKNOWN, CorpusError, Example, joined
from training.analyser.labels import PARTIES, Labels
from training.analyser.own import held_back, own_examples, passage_examples

LABELS = Labels(upos=(), rels=(), roles=(), lemmas=())
TEXT = "Rebels stormed Sake on Monday. The group later shot two men, then the army said it had not fled."


def event(trigger: str | list[Any], type_: str = "ASSAULT", **more: Any) -> dict[str, Any]:
    return {"trigger": trigger, "type": type_, "status": "real", "mode": None, **more}


def passage(*events: dict[str, Any], text: str = TEXT) -> dict[str, Any]:
    return {"id": "t-1", "text": text, "events": list(events)}


def parties_of(example: Example, trigger: str) -> dict[str, list[str]]:
    """The words that are told to be a part of the trigger, by part."""
    word = example.words.index(trigger)
    [allowed] = [labels for n, labels in example.parties if n == word]
    found: dict[str, list[str]] = {}
    for text, bits in zip(example.words, allowed, strict=True):
        part = PARTIES[bits.bit_length() - 1]
        if part != "_":
            found.setdefault(part, []).append(text)
    return found


def test_words_of_a_trigger_have_its_type_status_and_mode_all_others_none() -> None:
    [first, second] = passage_examples(passage(event("shot", status="claimed", mode="firearms")), LABELS)
    at = second.words.index("shot")
    assert first.events == [0] * len(first.words)
    assert second.events is not None
    assert second.statuses is not None
    assert second.modes is not None
    assert [n for n, label in enumerate(second.events) if label] == [at]
    assert LABELS.events[second.events[at]] == "ASSAULT"
    assert LABELS.statuses[second.statuses[at]] == "claimed"
    assert LABELS.modes[second.modes[at]] == "firearms"
    assert second.statuses.count(UNKNOWN) == len(second.words) - 1


def test_parties_and_places_are_marked_where_the_sentence_of_the_trigger_names_them() -> None:
    storming = event("stormed", actor=["Rebels"], place="Sake", recipient=["the army"])
    [first, _] = passage_examples(passage(storming), LABELS)
    assert parties_of(first, "stormed") == {"actor": ["Rebels"], "place": ["Sake"]}


def test_what_stands_for_a_name_in_the_clause_is_its_mention() -> None:
    shooting = event(
        "shot", actor=["Rebels"], recipient=["two men"], coref=[{"mention": "The group", "name": "Rebels"}]
    )
    [_, second] = passage_examples(passage(shooting), LABELS)
    assert parties_of(second, "shot") == {"actor": ["The", "group"], "recipient": ["two", "men"]}


@pytest.mark.parametrize("wrong", [event("bombed"), event("shot", "WAR"), event("shot", status="perhaps")])
def test_an_annotation_that_does_not_fit_is_told_with_its_passage(wrong: dict[str, Any]) -> None:
    with pytest.raises(CorpusError, match="passage t-1: "):
        passage_examples(passage(wrong), LABELS)


def test_neighbouring_sentences_become_one_example_whose_labels_keep_their_words() -> None:
    first, second = passage_examples(passage(event("stormed", actor=["Rebels"]), event("shot")), LABELS)
    first.heads, second.heads = [2, 0, 2, 5, 2, 2], [0, *[1] * (len(second.words) - 1)]
    first.frames, second.frames = [(1, [(0, 3)])], [(3, [(1, 4)])]
    whole = joined([first, second], random.Random(1), dropped=0.0)
    size = len(first.words)
    assert whole.words == first.words + second.words
    assert whole.heads == [2, 0, 2, 5, 2, 2, 0, *[size + 1] * (len(second.words) - 1)]
    assert whole.frames == [(1, [(0, 3)]), (3 + size, [(1 + size, 4)])]
    assert whole.starts == [UNKNOWN, *[0] * (size - 1), 1, *[0] * (len(second.words) - 1)]
    assert parties_of(whole, "stormed") == {"actor": ["Rebels"]}
    assert all(len(labels) == len(whole.words) for _, labels in whole.parties)


def test_final_stops_may_be_left_out_of_all_but_the_last_sentence() -> None:
    first, second = passage_examples(passage(event("stormed")), LABELS)
    whole = joined([first, second], random.Random(1), dropped=1.0)
    assert whole.words == first.words[:-1] + second.words
    assert whole.starts is not None
    assert whole.starts.index(1) == len(first.words) - 1


def test_each_sentence_knows_the_next_of_its_passage() -> None:
    first, second = passage_examples(passage(), LABELS)
    assert first.following is second
    assert second.following is None


def test_a_passage_beside_the_training_that_repeats_one_held_back_is_not_trained_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [f"x-{n}" for n in range(40)]
    held = next(i for i in ids if held_back(i))
    free = next(i for i in ids if not held_back(i))
    (tmp_path / "own").mkdir()
    (tmp_path / "added").mkdir()

    def line(id_: str, text: str) -> str:
        return json.dumps({"id": id_, "text": text, "events": []}) + "\n"

    (tmp_path / "own" / "a.jsonl").write_text(line(held, "Held back.") + line(free, "Free."), encoding="utf-8")
    (tmp_path / "added" / "b.jsonl").write_text(line(held, "Added.") + line("y-1", "Held back."), encoding="utf-8")
    monkeypatch.setattr(own, "ADDED", tmp_path / "added")
    trained = [e.words[0] for e in own_examples(tmp_path, LABELS, held=False)]
    assert trained == ["Free", "Added"]
    assert [e.words[0] for e in own_examples(tmp_path, LABELS, held=True)] == ["Held"]
