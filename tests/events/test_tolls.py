"""Casualty tolls of a sentence, and their sum."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.events.analyser.analyser import Analyser
from transforms.events.tolls import Bounds, TollMention, distinct, find_tolls, total


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


PIECES = st.lists(
    st.sampled_from(
        """
        at least 12 soldiers and two civilians were killed wounding three dead , including of them
        no casualties said the army a farmer his wife death toll rose to 17 from 11 left died who
        among ; in Homs since Monday dozens people hundreds fled missing another others Ahmed Karim
        shot
        """.split()  # noqa: SIM905
    ),
    max_size=18,
).map(" ".join)


def read(sentence: str) -> list[tuple[str, int | None, str | None]]:
    return [(t.effect, t.best, t.group) for t in find_tolls(sentence)]


def only(sentence: str) -> TollMention:
    (found,) = find_tolls(sentence)
    return found


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("Nine miners were killed.", [("killed", 9, "miners")]),
        ("Shelling killed 12 people and injured 30 others.", [("killed", 12, "people"), ("injured", 30, "others")]),
        (
            "A mortar bomb hit the market, killing a baker and his two sons.",
            [("killed", 1, "baker"), ("killed", 2, "sons")],
        ),
        ("The raid left seven cadets dead and 20 wounded.", [("killed", 7, "cadets"), ("injured", 20, None)]),
        ("3 killed, 11 hurt in grenade attack", [("killed", 3, None), ("injured", 11, None)]),
        ("The floods of shellfire claimed 40 lives.", [("killed", 40, None)]),
        ("A policeman and two traders died.", [("killed", 1, "policeman"), ("killed", 2, "traders")]),
        ("Gunmen shot dead her husband.", [("killed", 1, "husband")]),
        ("The rebels lost 15 fighters.", [("killed", 15, "fighters")]),
        ("More than 90 pupils are missing.", [("missing", 91, "pupils")]),
        ("Militants kidnapped 23 teachers.", [("captured", 23, "teachers")]),
        ("Police detained 60 students.", [("captured", 60, "students")]),
        ("Some 20,000 villagers fled their homes.", [("displaced", 20_000, "villagers")]),
        ("Hundreds of farmers were able to flee the valley.", [("displaced", 100, "farmers")]),
        ("Thirty bodies were found in a well.", [("killed", 30, None)]),
        ("The murder of two nuns shocked the town.", [("killed", 2, "nuns")]),
        ("Six nurses were beheaded.", [("killed", 6, "nurses")]),
        ("Four doctors lost their lives.", [("killed", 4, "doctors")]),
        ("The general was killed with three of his aides.", [("killed", 1, "general"), ("killed", 3, "aides")]),
    ],
)
def test_a_sentence_gives_its_tolls_by_group(sentence: str, tolls: list[tuple[str, int | None, str | None]]) -> None:
    assert read(sentence) == tolls


def test_each_side_of_a_list_is_a_toll_of_its_own() -> None:
    sentence = (
        "The monitor said that since the siege began on Sept. 10, 92 militiamen, 53 soldiers and 24 nuns were killed."
    )
    found = find_tolls(sentence)
    assert [(t.best, t.group) for t in found] == [(92, "militiamen"), (53, "soldiers"), (24, "nuns")]
    assert all(t.total and (t.cumulative_since or "").startswith("since the siege began") for t in found)
    assert {t.attributed_to for t in found} == {"The monitor"}
    assert total(found) == {"killed": Bounds(169, 169, 169)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The valley is home to 15,000 people, including 2,000 gunmen.",
        "Parliament killed the bill on Tuesday.",
        "The engine died twice.",
        "The race ended in a dead heat.",
        "He is 12 years old.",
        "Two cars were destroyed in 2014.",
        "The army lost ground in the north.",
        "Rebels captured Hajin and seized three tanks.",
        "Talks killed time.",
        "The jailed poet ate bread.",
        "Three missiles were fired at two bases.",
    ],
)
def test_numbers_and_verbs_that_harm_nobody_give_no_toll(sentence: str) -> None:
    assert find_tolls(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ten people, including three children, were killed.",
        "Ten people died, three of them children.",
        "A blast killed ten people, among them three children.",
        "Ten people, three children among them, were killed.",
    ],
)
def test_a_part_is_not_added_to_its_whole(sentence: str) -> None:
    found = find_tolls(sentence)
    assert [(t.best, t.part_of) for t in found] == [(10, False), (3, True)]
    assert total(found) == {"killed": Bounds(10, 10, 10)}


def test_a_toll_that_rises_replaces_the_one_before() -> None:
    found = only("The death toll rose to 17 from 11.")
    assert (found.best, found.replaces) == (17, True)
    earlier = only("The bomb killed 11 people.")
    assert total([earlier, found]) == {"killed": Bounds(11, 17, 17)}


def test_another_few_add_to_a_toll() -> None:
    (first,) = find_tolls("Nine sailors were killed on Monday.")
    (more,) = find_tolls("Another two sailors were killed on Tuesday.")
    assert more.adds
    assert total([first, more]) == {"killed": Bounds(11, 11, 11)}


def test_rival_counts_of_one_group_widen_the_bounds() -> None:
    army = only("Nine rebels were killed, the army said.")
    rebels = only("Three rebels were killed, their commander said.")
    assert (army.attributed_to, rebels.attributed_to) == ("the army", "their commander")
    assert total([army, rebels]) == {"killed": Bounds(3, 9, 9)}


def test_nobody_harmed_is_a_toll_of_zero() -> None:
    assert [(t.effect, t.best, t.none) for t in find_tolls("No casualties were reported.")] == [
        ("killed", 0, True),
        ("injured", 0, True),
    ]
    assert [(t.effect, t.best) for t in find_tolls("Nobody was hurt.")] == [("injured", 0)]
    assert only("The drone crashed without loss of life.").best == 0


def test_plural_people_without_a_number_are_two_or_more() -> None:
    found = only("Snipers kept killing civilians.")
    assert (found.low, found.best, found.high) == (2, None, None)


@pytest.mark.parametrize(
    ("sentence", "flag"),
    [
        ("They threatened to kill five hostages.", "hypothetical"),
        ("Five miners are feared dead.", "hypothetical"),
        ("The five sailors were not killed.", "negated"),
        ("Five guards were killed there two years ago.", "historic"),
        ("Five guards were killed there in 1994.", "historic"),
        ("They killed him.", "anaphoric"),
        ("They killed Jamal Haddad.", "named"),
    ],
)
def test_what_did_not_happen_now_is_marked(sentence: str, flag: str) -> None:
    assert getattr(only(sentence), flag)


def test_ages_and_appositions_do_not_count() -> None:
    assert read("Jamal Haddad, 28, a baker from Homs, was killed.") == [("killed", 1, "Jamal Haddad")]
    assert [(t.effect, t.best) for t in find_tolls("A girl of eight was wounded.")] == [("injured", 1)]


def test_the_subject_is_found_behind_what_stands_between() -> None:
    assert read("At least 86 herders, mostly from one village, lost their lives.") == [("killed", 86, "herders")]
    assert read("Two soldiers from the 3rd Brigade were killed.") == [("killed", 2, "soldiers")]
    assert read("A man, who is believed to be a guard at the tower, was killed.") == [("killed", 1, "man")]
    assert read("Two gunmen killed 11 people before being shot dead by police.") == [("killed", 11, "people")]


def test_a_toll_told_again_counts_once() -> None:
    text = [
        "Twelve people were killed in Homs.",
        "Seven soldiers and five civilians died.",
        "The twelve deaths were condemned.",
        "A medic was killed too.",
    ]
    assert sum(t.best or 0 for t in distinct(map(find_tolls, text)) if t.effect == "killed") == 13


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.text(max_size=80), PIECES))
def test_mentions_quote_the_sentence_and_their_bounds_are_in_order(sentence: str) -> None:
    found = find_tolls(sentence)
    for t in found:
        assert 0 <= t.start < t.end <= len(sentence)
        assert 0 <= t.trigger_start < t.trigger_end <= len(sentence)
        if t.group is not None:
            assert t.group_start is not None
            assert sentence[t.group_start :].startswith(t.group)
        best = t.low if t.best is None else t.best
        assert 0 <= t.low <= best
        assert t.high is None or best <= t.high
    for low, best, high in total(found).values():
        assert best is None or low <= best
        assert high is None or (best or low) <= high


@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000,
        ", " * 50_000,
        "1, " * 20_000,
        "12 soldiers and " * 4_000,
        "killed " * 10_000,
        "including " * 10_000,
        "of them " * 10_000,
        "was " * 20_000 + "killed",
    ],
)
def test_long_hostile_text_is_read(text: str) -> None:
    assert len(find_tolls(text)) <= len(text)


def test_a_list_of_parts_leaves_the_whole_in_place() -> None:
    found = find_tolls("At least seven people, including a mother and her two children, were burned to death.")
    assert [(t.best, t.part_of) for t in found] == [(7, False), (1, True), (2, True)]
    assert total(found) == {"killed": Bounds(7, 7, None)}


def test_killed_or_wounded_is_no_count_of_the_dead() -> None:
    found = only("Some 30 to 40 rebels were killed or wounded.")
    assert (found.low, found.best, found.high) == (0, None, 40)


def test_a_bomber_who_kills_himself_does_not_hide_his_victims() -> None:
    assert read("A bomber killed himself and six soldiers.") == [("killed", 6, "soldiers")]


def test_the_dead_and_the_wounded_keep_their_own_figures() -> None:
    assert read("The office put the dead at 13 and the wounded at about 50.") == [
        ("killed", 13, None),
        ("injured", 50, None),
    ]
    assert read("Police put at 59 the number who died.") == [("killed", 59, None)]


def test_roles_of_an_analysed_sentence_find_whom_the_grammar_misses(analyser: Analyser) -> None:
    text = "It rained. Ninety-two sailors going home on leave died when a lorry was driven into their buses."
    sentence = analyser.analyse([text])[0].sentences[-1]
    spoken = text[sentence.start :]
    assert [(t.effect, t.best) for t in find_tolls(spoken, sentence, sentence.start)] == [("killed", 92)]
    assert [t for t in find_tolls(spoken, sentence, sentence.start) if t.start > len(spoken)] == []
