"""Frames and event heads speak together; each event says why; texts that tell nothing are spared."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from schemas.coded import Party
from transforms.events.assembling import CodedEvent
from transforms.events.coder import CoderResources, analyse, code_story
from transforms.events.frames.frame import ANY
from transforms.events.frames.heads import FRAMES, HEADS, heads_suffice, heard, heard_mode
from transforms.events.grammar.lexicon import Lexicon
from transforms.events.grammar.mending import mend
from transforms.events.grammar.syntax import Telling
from transforms.events.grammar.tagging import Word
from transforms.events.grammar.words import tokenize
from transforms.events.relevance.accidents import accident
from transforms.events.relevance.gate import relevant
from transforms.events.story import Story
from transforms.events.why import ABOUT, Clue, in_order

RESOURCES = CoderResources.load()
PUBLISHED = dt.datetime(2019, 5, 6, tzinfo=dt.UTC)


def told(text: str, title: str | None = None, resources: CoderResources = RESOURCES) -> list[CodedEvent]:
    return code_story(Story(article_id="a", title=title, text=text, published_at=PUBLISHED), resources)


def telling(**changes: object) -> Telling:
    return dataclasses.replace(Telling(0, 1, "COERCE", "real", 0.95, 0.95), **changes)  # type: ignore[arg-type]


def test_only_sure_and_real_tellings_are_events_without_a_frame() -> None:
    assert heads_suffice(telling())
    assert not heads_suffice(telling(score=0.3))
    assert not heads_suffice(telling(status="future"))
    assert not heads_suffice(None)


def test_sure_heads_correct_a_status_but_never_make_real_what_is_negated() -> None:
    frame = RESOURCES.frames.open["COERCE", "v"][0]
    assert heard("real", telling(status="denied", status_score=0.95), frame) == "denied"
    assert heard("real", telling(status="denied", status_score=0.6), frame) == "real"
    assert heard("negated", telling(), frame) == "negated"


def test_a_threat_is_made_with_the_words_on_what_would_come() -> None:
    open_frames = RESOURCES.frames.open
    (threat, *_), (arrest, *_) = open_frames["THREATEN", "v"], open_frames["COERCE", "v"]
    made = telling(type="THREATEN", score=0.99, status_score=0.95)
    assert heard("hypothetical", made, threat) == "real"
    assert heard("hypothetical", dataclasses.replace(made, score=0.8), threat) == "hypothetical"
    assert heard("hypothetical", telling(score=0.99), arrest) == "hypothetical"


def test_heads_give_a_mode_of_the_type_where_a_frame_has_none() -> None:
    frame = RESOURCES.frames.open["COERCE", "v"][0]
    assert heard_mode(frame, telling(mode="arrest", mode_score=0.9), "") == "arrest"
    assert heard_mode(frame, telling(mode="demo", mode_score=0.9), "") is None
    assert heard_mode(frame, telling(mode="arrest", mode_score=0.1), "") is None


def test_every_type_has_a_frame_for_words_that_only_heads_know() -> None:
    types = {event_type for event_type, _ in RESOURCES.frames.open}
    assert len(types) == 16
    assert all(f.predicate == ANY for frames in RESOURCES.frames.open.values() for f in frames)


def test_each_voice_can_be_measured_alone() -> None:
    text = "Rebels shelled the town of Sebha in Libya on Sunday, killing four people."
    by = {v: told(text, resources=dataclasses.replace(RESOURCES, voices=frozenset({v}))) for v in (FRAMES, HEADS)}
    assert all("*" not in e.rule for e in by[FRAMES])
    assert all("*" in e.rule for e in by[HEADS])
    assert told(text)


def test_an_event_tells_where_each_of_its_values_comes_from() -> None:
    text = "Turkish forces shelled the town of Kobane on Sunday, killing at least 12 people, a doctor said."
    story = Story(article_id="a", title="Shells hit Kobane", text=text, published_at=PUBLISHED)
    event = code_story(story, RESOURCES)[0]
    assert {c.about for c in event.why} >= {"type", "status", "actor", "place", "date", "toll"}
    assert [ABOUT.index(c.about) for c in event.why] == sorted(ABOUT.index(c.about) for c in event.why)
    for clue in event.why:
        if clue.start is not None and clue.end is not None:
            assert story.full_text[clue.start : clue.end] == clue.words
    assert any(c.about == "type" and c.by.startswith("frame of line") for c in event.why)


def test_clues_are_sorted_and_not_repeated() -> None:
    place, kind = Clue("place", "Hajin", "named in its clause"), Clue("type", "ASSAULT", "event heads", score=0.9)
    assert in_order([place, kind, place]) == (kind, place)


def test_analysing_stories_together_changes_nothing() -> None:
    texts = [
        "Police arrested 12 people in Nairobi on Sunday.",
        "Gunmen attacked a village near Mopti on Saturday, killing nine people.",
    ]
    stories = [Story(article_id=str(i), title=None, text=t, published_at=PUBLISHED) for i, t in enumerate(texts)]
    together = analyse(stories, RESOURCES)
    assert [code_story(s, RESOURCES, together) for s in stories] == [code_story(s, RESOURCES) for s in stories]


def test_the_other_side_the_state_and_the_police_are_understood() -> None:
    fighting = told(
        "Fighters of the Islamic State held on to Hajin. The Syrian Democratic Forces said Islamic State fighters "
        "were trapped. The Syrian Democratic Forces launched an offensive on Sunday in Hajin, Syria."
    )
    assert any(p.name == "Islamic State" for e in fighting for p in e.coded.recipients)
    arrest = told("Twelve activists were arrested in Nairobi, Kenya, on Sunday.")
    assert [p.name for e in arrest for p in e.coded.actors] == ["Police of Kenya"]


def test_who_is_blamed_soon_after_is_taken_for_the_actor() -> None:
    events = told(
        "A bomb exploded at a market in Baidoa, Somalia, on Sunday, killing nine people. Officials blamed al-Shabaab "
        "for the attack."
    )
    actors: list[Party] = [p for e in events if e.coded.event_mode == "explosives" for p in e.coded.actors]
    assert [p.actor_id for p in actors] == ["al-shabaab"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short texts are always read.", True),
        ("Bread and roses. " * 100, False),
        ("Troops shelled the town and rebels fled. " * 30, True),
    ],
)
def test_long_texts_without_words_of_events_are_spared(text: str, expected: bool) -> None:
    assert relevant(text) is expected


def test_an_accident_is_nobodys_attack() -> None:
    classes = RESOURCES.frames.classes
    assert accident("A gas leak caused the collapse of a boiler; the accident killed nine.", classes)
    assert not accident("A bomb caused the collapse; no accident, said police.", classes)


def mended(text: str, **tags: str) -> list[Word]:
    words = [Word(t, tags.get(t.lower, "NN"), head=-1) for t in tokenize(text)]
    return mend(words, Lexicon.load(["kill", "wound", "shoot"]))


def test_past_forms_after_a_noun_are_verbs() -> None:
    words = mended("Gunmen wounded two guards", wounded="JJ", two="CD")
    assert (words[1].tag, words[1].lemma) == ("VB", "wound")


def test_a_participle_of_result_takes_its_object() -> None:
    words = mended("A bomb exploded , killing two guards", a="DT", exploded="VB", killing="JJ", two="CD", **{",": ","})
    assert (words[4].tag, words[4].form, words[6].head, words[6].rel) == ("VB", "VBG", 4, "obj")
