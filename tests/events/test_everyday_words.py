"""Words of attacks, protests and politics in accidents, ordinary crime, markets and talk."""

from __future__ import annotations

import pytest

from tests.events.reports import types


@pytest.mark.parametrize(
    "text",
    [
        "Four people died when a lorry loaded with gravel shot through the barrier of the A4 near Brescia on Monday.",
        "A coach shot off the road near Cusco on Tuesday, killing nine passengers.",
        "A bus ploughed into a queue of cars near Lyon on Monday, killing two people.",
        "A truck careered off the road near Ayacucho on Tuesday and ploughed into a house, killing three people.",
        "A tram smashed into a column of cars in Zagreb on Tuesday.",
    ],
)
def test_lorries_and_buses_that_run_into_things_attack_nobody(text: str) -> None:
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "A man ploughed his car into a crowd in Magdeburg on Friday, killing two people.",
        "A truck ploughed into a crowd at a Christmas market in Berlin on Monday, killing 12 people.",
        "A driver shot a policeman dead at a checkpoint in Jos on Monday.",
    ],
)
def test_who_drives_into_a_crowd_or_shoots_attacks(text: str) -> None:
    assert "ASSAULT" in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Burglars raided a pharmacy in Gliwice on Monday and made off with a safe.",
        "Thieves raided a jeweller's in Antwerp on Monday and escaped on scooters.",
        "Robbers raided a bank in Turin on Tuesday.",
    ],
)
def test_burglars_raid_no_enemy(text: str) -> None:
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Leeds promised a surprise on Monday.",
        "The mayor of Leeds rejected the idea with a shrug on Monday.",
        "The general brushed off the suggestion with a grin on Monday.",
        "Jan Novak, once a minister, spent an hour in the witness box and stepped down with a bow on Monday.",
        '"Let them arrest me," the general said in Yenagoa on Monday.',
        '"Let him attack me," the senator said on Monday.',
    ],
)
def test_trifles_and_what_one_lets_others_do_are_no_events(text: str) -> None:
    assert types(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Crude staged a late rally on Friday.",
        "Shares in Tokyo staged a rally on Friday.",
        "The peso staged a half-hearted rally on Monday.",
        "Bitcoin staged a rally on Monday.",
        "Brent held a rally on Monday, then slipped.",
    ],
)
def test_the_rally_of_a_market_is_no_protest(text: str) -> None:
    assert "PROTEST" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        'On Tuesday the mayor once more attacked the prosecutor, Elda Hoxha, as a "political assassin".',
        "The premier attacked the judge, Jan Kowal, as a tool of the rich on Monday.",
        "On Monday the senator again attacked the president, Joe Biden, over the border.",
    ],
)
def test_to_attack_somebody_as_something_is_done_with_words(text: str) -> None:
    assert "ASSAULT" not in types(text)
