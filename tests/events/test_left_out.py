"""What becomes no event is named with the reason."""

from __future__ import annotations

import pytest

from tests.events.reports import PUBLISHED
from transforms.events.coder import CoderResources, read_story
from transforms.events.left_out import LONG_AGO, LeftOut, untold
from transforms.events.story import Story

RESOURCES = CoderResources.load()


def left_out(text: str, title: str | None = None) -> dict[str, str]:
    """The words that became no event, with the reason."""
    story = Story(article_id="a", title=title, text=text, published_at=PUBLISHED)
    offset = len(title) + 2 if title else 0
    found = read_story(story, RESOURCES).left_out
    return {text[one.start - offset : one.end - offset]: one.reason for one in found}


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("The army denied that it had shelled the town of Idlib on Friday.", "shelled", "denied"),
        ("Two Syrian diplomats will be expelled next week, Turkey said.", "expelled", "future"),
        ("Rebels seized the airport of Taiz on Friday. In 1994 the army bombed Aden.", "bombed", LONG_AGO),
        ("Protesters may block the bridge in Kyiv, police said.", "block", "hypothetical"),
    ],
)
def test_the_reason_is_told(text: str, words: str, reason: str) -> None:
    found = next(told for known, told in left_out(text).items() if words in known)
    assert reason in found


def test_what_is_told_as_an_event_is_not_left_out() -> None:
    assert left_out("Gunmen killed four soldiers in Gao on Thursday.") == {}


def test_words_that_tell_an_event_by_another_reading_are_not_left_out() -> None:
    assert untold([LeftOut("ASSAULT", 3, 9, "no"), LeftOut("COERCE", 3, 9, "neither")], []) == [
        LeftOut("ASSAULT", 3, 9, "no")
    ]
