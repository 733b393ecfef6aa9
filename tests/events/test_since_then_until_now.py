"""What has happened since some day long ago, again and again, or in a whole war, is the background of the news."""

from __future__ import annotations

import pytest

from tests.events.reports import told

_NEWS = "QUETTA (Reuters) - A bomb killed three people in Quetta on Monday, police said.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran has bombed militants in the province since November.",
        "Iran has repeatedly bombed militants in the province.",
        "The army and the militants have traded fire since last October.",
        "Militants have abducted dozens of officials this year.",
        "Police have arrested 1,500 people across the country since January 18.",
        "The war has displaced most of the people of the valley.",
    ],
)
def test_what_has_happened_until_now_is_background(sentence: str) -> None:
    (event,) = told(_NEWS + sentence)
    assert event.coded.fatalities_best == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Police have arrested 12 people since Monday.",
        "Militants have abducted two officials in Zhob.",
    ],
)
def test_what_has_happened_since_the_news_is_news(sentence: str) -> None:
    assert len(told(_NEWS + sentence)) == 2
