"""The parse finds who is subject and object, in the active, the passive and around relative clauses."""

from __future__ import annotations

import pytest

from transforms.events.coder import CoderResources
from transforms.events.frames.roles import RoleFinder
from transforms.events.frames.status import status_of
from transforms.events.frames.triggers import find_triggers
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse

RESOURCES = CoderResources.load()


def analyse(text: str, *, headline: bool = False) -> Parse:
    return RESOURCES.parse(text, headline=headline)


def words(parsed: Parse, piece: Chunk | None) -> str | None:
    return None if piece is None else " ".join(w.token.text for w in parsed.words[piece.start : piece.end])


@pytest.mark.parametrize(
    ("text", "lemma", "subject", "obj", "passive"),
    [
        ("Rebels captured the town on Friday.", "capture", "Rebels", "the town", False),
        ("The town was captured by rebels.", "capture", "The town", None, True),
        ("The town, which rebels had shelled, fell.", "fall", "The town", None, False),
        ("The soldiers who toppled the president arrested ministers.", "arrest", "The soldiers", "ministers", False),
        ("Police, backed by the army, stormed the camp.", "storm", "Police", "the camp", False),
        ("In Minsk, people put up the barricades again.", "put", "people", "the barricades", False),
        ("Gunmen opened fire, killing two guards.", "kill", "Gunmen", "two guards", False),
        ("Troops closed in and fired on the crowd.", "fire", "Troops", None, False),
        ("The men held in the raid were freed.", "free", "The men", None, True),
    ],
)
def test_subject_and_object(text: str, lemma: str, subject: str | None, obj: str | None, passive: bool) -> None:
    parsed = analyse(text)
    group = next(g for g in parsed.groups if g.lemma == lemma)
    assert (words(parsed, group.subject), words(parsed, group.object), group.passive) == (subject, obj, passive)


def test_headlines_use_the_present_and_bare_participles() -> None:
    parsed = analyse("Iraqi forces storm government complex in western Mosul", headline=True)
    assert [(g.lemma, words(parsed, g.subject)) for g in parsed.groups] == [("storm", "Iraqi forces")]
    parsed = analyse("Student shot in Lagos", headline=True)
    assert parsed.groups[0].passive


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Rebels attacked the base.", "attacked", "real"),
        ("Rebels did not attack the base.", "attack", "negated"),
        ("No rebels attacked the base.", "attacked", "negated"),
        ("Rebels will attack the base.", "attack", "future"),
        ("Rebels might attack the base.", "attack", "hypothetical"),
        ("Rebels plan to attack the base.", "attack", "future"),
        ("Rebels managed to attack the base.", "attack", "real"),
        ("Rebels failed to attack the base.", "attack", "negated"),
        ("The army denied that its soldiers attacked the village.", "attacked", "denied"),
        ("Residents fear that rebels attacked the village.", "attacked", "hypothetical"),
        ("If rebels attack the base, the army will respond.", "attack", "hypothetical"),
        ("Rebels are believed to have attacked the base.", "attacked", "claimed"),
        ("The army warned of the threat of an attack on the base.", "attack", "hypothetical"),
        ("Police opened an inquiry into the attack on the base.", "attack", "background"),
        ("Gunmen left without attacking the base.", "attacking", "negated"),
        ('"They want to scare us, and they attacked the base because of it," he said.', "attacked", "quoted"),
    ],
)
def test_whether_it_happened(text: str, word: str, status: str) -> None:
    parsed = analyse(text)
    triggers = [t for t in find_triggers(parsed, RESOURCES.frames) if parsed.words[t.head].token.text == word]
    assert [status_of(parsed, t, RoleFinder().read(parsed, t)) for t in triggers][:1] == [status]
