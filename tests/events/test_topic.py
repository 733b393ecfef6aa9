"""Reports of games, chess and markets, which use the words of war throughout, and reports of war, which use theirs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.events.reports import told
from transforms.events.relevance.reading import worth_reading
from transforms.events.relevance.topic import features, score
from transforms.events.sentences import Layout, lay_out
from transforms.events.story import Story

GAME = (
    "The new season of Iron Meridian punishes anyone who hides",
    """LYON - The third season of Iron Meridian went live on Thursday, and nobody on the servers has slept since. The
studio has torn up the eastern map, and the refinery where snipers used to sit for whole matches is gone.

On Friday night a clan from Marseille attacked the harbour with sixty players and burned down every warehouse before the
defenders could log in. The Belgians, who had held the bridge for a week, surrendered on Sunday.

The patch also brings drones, which have already bombed the capital of the northern faction twice. Players accused the
developers of favouring those who pay.

For beginners the tutorial is still too short, and the menus are still a maze. But the fights feel heavier, the sound is
superb, and it runs on consoles from next month.""",
)
CHESS = (
    "Sokolova storms the king's wing and takes the lead in Tbilisi",
    """TBILISI - Irina Sokolova needed only 27 moves on Saturday to tear apart the position of the top seed, Wei Lin,
and took the sole lead after six rounds.

The Russian offered a pawn on the fifth move. Wei captured it, and soon regretted it: white's bishops seized the long
diagonals, and a knight raided the queen's side. After an exchange of rooks Sokolova attacked along the open file. Wei's
forces retreated to the corner, where his king came under fire from three sides.

"I was killed in the opening," said Wei, who resigned two moves before mate.

Sunday is a day of rest; on Monday Sokolova plays black against the Indian teenager Arjun Menon.""",
)
MARKET = (
    "Coffee routs the bears",
    """LONDON - Coffee bulls crushed the bears on Wednesday as arabica broke through the line that sellers had defended
since June.

Funds attacked the market from the opening and drove it up by 7 per cent within the hour. Short sellers surrendered in
droves; two houses in Geneva were wiped out, traders said. Robusta gained 4 per cent.

A frost in Minas Gerais had killed part of the crop over the weekend. Brokers accused the Brazilian forecasters of
playing it down. Roasters threatened to raise prices.""",
)
CYCLING = (
    "Bomb halts the cyclists at the foot of the pass",
    """QUETTA - The riders had reached the foot of the pass on Sunday, and the sprinters were already out of breath,
when the third stage came to an end that nobody had planned.

A bomb exploded beside the road near Ziarat on Sunday and killed six policemen who were guarding the course, the
provincial government said. The Baloch Liberation Army claimed the attack.

Nobody among the riders was hurt. They spent the night in a school, ate rice and lentils, and washed their shirts in
buckets. The Belgian who wears yellow said that his legs felt fresh and that he hoped to go on.""",
)
BASKETBALL = """The Bruins ambushed the visitors in the third quarter and never let them breathe. Their captain bombed
three long shots in a row, the bench fired back with nothing, and the hosts surrendered the ball eleven times."""
GARDEN = """Aphids attacked the roses again this June, so the head gardener has called in an army of ladybirds. Within a
week they had killed most of the greenfly on the lower beds, and the last survivors retreated to the honeysuckle."""
SALE = """Shoppers stormed the doors of the outlet at six, and two tills had surrendered by noon. The retailer declared
war on its rivals' prices last week; analysts said that its shares had been under fire since the profit warning."""


def layout_of(title: str, text: str) -> Layout:
    return lay_out(Story(article_id="a", title=title, text=text, published_at=dt.datetime(2024, 3, 15, tzinfo=dt.UTC)))


@pytest.mark.parametrize("report", [GAME, CHESS, MARKET], ids=["game", "chess", "market"])
def test_war_words_of_games_and_markets_are_no_events(report: tuple[str, str]) -> None:
    title, text = report
    assert not told(text, title)


def test_what_is_wholly_about_something_else_is_not_read() -> None:
    assert not worth_reading(layout_of(*MARKET))
    assert worth_reading(layout_of(*CYCLING))


def test_a_real_bomb_in_a_report_on_a_race_is_an_event() -> None:
    title, text = CYCLING
    assert [(e.coded.event_type, e.coded.fatalities_best) for e in told(text, title)] == [("ASSAULT", 6)]


def test_what_is_sure_is_told_in_an_article_on_something_else() -> None:
    title, text = MARKET
    arrests = "Police in Addis Ababa arrested forty opposition supporters on Tuesday, the government said."
    assert [e.coded.event_type for e in told(f"{text}\n\n{arrests}", title)] == ["COERCE"]


@pytest.mark.parametrize("text", [BASKETBALL, GARDEN, SALE], ids=["basketball", "garden", "sale"])
def test_a_few_lines_on_something_else_tell_nothing(text: str) -> None:
    assert not told(text)


def test_a_few_lines_on_an_attack_tell_it() -> None:
    text = (
        "Three policemen were killed and five wounded on Monday when gunmen attacked a checkpoint outside Hangu in "
        "north-western Pakistan. The attackers fled into the hills, the district's police chief said, and nobody has "
        "claimed the attack so far. A search is under way."
    )
    assert [(e.coded.event_type, e.coded.fatalities_best, e.coded.injuries_best) for e in told(text)] == [
        ("ASSAULT", 3, 5)
    ]


def test_a_short_text_is_read_whatever_its_other_words() -> None:
    assert told("Visitors attacked guards of a museum in Lima on Sunday.")


def test_a_plain_report_of_war_is_on_topic() -> None:
    report = (
        "Rebels seized the mining town of Rubaya on Tuesday after two days of fighting with government troops, "
        "residents and the army said. At least fourteen people were killed. The army said it had "
        "withdrawn to spare the population."
    )
    assert score(report) > 0 > score(MARKET[1])
    assert {e.coded.event_type for e in told(report)} == {"ASSAULT", "RETREAT"}


def test_longer_texts_do_not_win_by_length_alone() -> None:
    report = "Gunmen killed four soldiers near Gao on Monday, officials said."
    assert score(f"{report} {report}") == pytest.approx(score(report), abs=1.5)


def test_features_are_words_and_neighbours_and_all_numbers_one() -> None:
    assert features("The club's 14 players") == {
        "the", "club's", "0", "players", "the club's", "club's 0", "0 players",
    }  # fmt: skip


def test_fitting_refuses_a_folder_without_passages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="the training needs it")
    from training.topic.__main__ import main

    with pytest.raises(SystemExit), patch("sys.argv", ["topic", "--data", str(tmp_path)]):
        main()
    assert "has no passages" in capsys.readouterr().err


def test_the_same_passages_give_the_same_weights() -> None:
    pytest.importorskip("torch", reason="the training needs it")
    from training.topic.__main__ import Sample, fit

    samples = [
        Sample(features(f"{who} {did} on {day}"), did == "bombed Gao")
        for who in ("rebels", "players", "soldiers")
        for did in ("bombed Gao", "bombed badly")
        for day in ("Monday", "Friday")
    ]
    weights = fit(samples)
    assert weights == fit(samples)
    assert weights["gao"] > 0 > weights["badly"]
