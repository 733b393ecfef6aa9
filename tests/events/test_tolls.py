"""Casualty tolls of a sentence, and their sum."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.events.analyser.analyser import Analyser
from transforms.events.tolls import Bounds, TollMention, distinct, find_tolls, total
from transforms.events.tolls.lexicon import may_count, triggers


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
        "Ten people, three of them children, were killed.",
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
    assert total([army, rebels]) == {"killed": Bounds(3, 3, 9)}
    assert total([rebels, army]) == {"killed": Bounds(3, 3, 9)}


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
        ("Officials fear that 200 people died.", "hypothetical"),
        ("The 200 deaths that officials fear were not confirmed.", "hypothetical"),
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


@settings(max_examples=250)
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
    for bounds in total(found).values():
        assert bounds.best is None or bounds.low <= bounds.best
        assert bounds.high is None or (bounds.best or bounds.low) <= bounds.high


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


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 30 to 40 rebels were killed or wounded.",
        "Up to 40 rebels have been killed and injured.",
        "Mortars killed and wounded as many as 40 rebels.",
        "The raid left up to 40 rebels dead or injured.",
        "It was the killing and maiming of up to 40 rebels that ended the truce.",
    ],
)
def test_a_count_of_dead_and_wounded_together_is_only_the_most_that_either_can_be(sentence: str) -> None:
    found = {t.effect: (t.low, t.best, t.high) for t in find_tolls(sentence)}
    assert found == {"killed": (0, None, 40), "injured": (0, None, 40)}


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("Twelve guards were killed and 30 injured.", [("killed", 12), ("injured", 30)]),
        ("The grenade killed one and injured two.", [("killed", 1), ("injured", 2)]),
        ("Six hikers were beaten and killed.", [("killed", 6)]),
    ],
)
def test_the_dead_and_the_wounded_with_a_number_each_are_two_counts(
    sentence: str, tolls: list[tuple[str, int]]
) -> None:
    assert [(t.effect, t.best) for t in find_tolls(sentence)] == tolls


def test_a_bomber_who_kills_himself_does_not_hide_his_victims() -> None:
    found = find_tolls("A bomber killed himself and six soldiers.")
    assert [(t.best, t.group) for t in found] == [(1, "himself"), (6, "soldiers")]
    assert total(found) == {"killed": Bounds(7, 7, 7)}
    assert find_tolls("A bomber killed himself.") == []


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


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("Vigilantes hacked two herdsmen to death.", [("killed", 2)]),
        ("Police shot the gunman dead.", [("killed", 1)]),
        ("The raid cost ten soldiers their lives.", [("killed", 10)]),
        ("Eleven miners had their throats slit.", [("killed", 11)]),
        ("The bombing forced 3,000 villagers to flee.", [("displaced", 3000)]),
        ("Some 20,000 people crossed the border.", [("displaced", 20_000)]),
        ("Some 20,000 soldiers crossed the border.", []),
        ("The raiders carried off 28 children.", [("captured", 28)]),
        ("The team carried off two cups.", []),
        ("Three guards are in police custody.", [("captured", 3)]),
        ("A sapper lost a leg.", [("injured", 1)]),
        ("Two officers suffered minor cuts.", [("injured", 2)]),
        ("Nineteen people were hit.", [("injured", 19)]),
        ("None of the nuns was badly hurt.", []),
        ("The army put its own losses at seven soldiers.", [("killed", 7)]),
        ("The company put its losses at 20 million dollars.", []),
        ("The toll has gone up to ten.", [("killed", 10)]),
        ("Three more died, raising to 24 the number of men killed.", [("killed", 3), ("killed", 24)]),
        ("Fatalities since 7 October (ministry): 10,569.", [("killed", 10_569)]),
        ("The body of a policeman was found.", [("killed", 1)]),
        ("The mayor was shot in the leg.", [("injured", 1)]),
        ("The storm is confirmed to have killed 12 people.", [("killed", 12)]),
        ("He was one of nine men killed in the raid.", [("killed", 9)]),
        ("The blast left 46 inmates dead on Friday.", [("killed", 46)]),
    ],
)
def test_other_ways_of_telling_a_toll(sentence: str, tolls: list[tuple[str, int]]) -> None:
    assert [(t.effect, t.best) for t in find_tolls(sentence)] == tolls


def test_the_dead_of_a_list_are_all_counted() -> None:
    assert total(find_tolls("Six priests (five Spaniards and a Salvadoran) and two women were killed.")) == {
        "killed": Bounds(8, 8, 8)
    }
    assert [t.best for t in find_tolls("The murders of Ana Ruiz, Juan Soto, and Luis Mora shocked Lima.")] == [1, 1, 1]
    assert [t.group for t in find_tolls("The bomb injured a dozen people in Haifa and Tel Aviv.")] == ["people"]
    assert [t.best for t in find_tolls("Raiders took 40 cows and two children.")] == [2]


def test_another_source_may_count_the_same_people_without_saying_what_befell_them() -> None:
    first, second = find_tolls("The army put the dead at 12; the rebels spoke of 40.")
    assert (first.best, second.best, second.rival) == (12, 40, True)
    assert (first.attributed_to, second.effect) == ("The army", "killed")
    bounds = total([first, second])["killed"]
    assert (bounds.low, bounds.high) == (12, 40)


def test_a_superlative_since_a_date_is_no_count_over_that_time() -> None:
    found = only("Soldiers shot dead two rebels, the first such deaths since the truce of August 29.")
    assert not found.total
    assert not only("A policeman shot him in the leg, the first such case in four months of unrest.").total


def test_retold_groups_are_not_added_up() -> None:
    text = ["Six priests were murdered.", "The murder of the six Jesuits was condemned.", "Six clergymen died."]
    assert total(t for sentence in text for t in find_tolls(sentence)) == {"killed": Bounds(6, 6, 6)}
    sides = ["Twelve soldiers were killed.", "Nine rebels were killed."]
    assert total(t for sentence in sides for t in find_tolls(sentence)) == {"killed": Bounds(21, 21, 21)}


def test_nobody_hurt_is_nobody_killed() -> None:
    assert total(find_tolls("A van blew up; nobody was hurt."))["killed"] == Bounds(0, 0, 0)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Twelve people were killed.",
            "At least 14 people died, the police said.",
            "The army said that nine rebels were killed.",
            "Rebels said that three of their fighters were killed.",
            "Seven soldiers and five civilians were killed.",
            "Ten people, including three children, were killed.",
            "Jamal Haddad was killed.",
            "A policeman was shot dead.",
            "Another two soldiers were killed.",
            "The mayor was also killed.",
            "No casualties were reported.",
            "Dozens of people were killed and 30 wounded.",
            "Five villagers were injured.",
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150)
@given(SENTENCES, st.randoms(use_true_random=False))
def test_the_order_of_sentences_does_not_change_a_toll(sentences: list[str], chance: Random) -> None:
    shuffled = list(sentences)
    chance.shuffle(shuffled)
    in_order = total(t for sentence in sentences for t in find_tolls(sentence))
    assert total(t for sentence in shuffled for t in find_tolls(sentence)) == in_order
    numbers = [
        Counter((t.effect, t.best) for t in distinct(map(find_tolls, text)) if (t.best or 0) > 1)
        for text in (sentences, shuffled)
    ]
    assert numbers[0] == numbers[1]


@settings(max_examples=100)
@given(SENTENCES)
def test_telling_a_toll_twice_or_its_parts_adds_nothing(sentences: list[str]) -> None:
    once = [t for sentence in sentences for t in find_tolls(sentence)]
    best = {effect: bounds.best for effect, bounds in total(once).items()}
    assert {effect: bounds.best for effect, bounds in total([*once, *once]).items()} == best
    parts = [dataclasses.replace(t, part_of=True) for t in once]
    assert {effect: bounds.best for effect, bounds in total([*once, *parts]).items()} == best


def test_some_of_them_does_not_hide_the_number() -> None:
    found = find_tolls("About 150 people, some of them insurgents, died in the attack.")
    assert [t.best for t in found if not t.part_of] == [150]


def test_a_running_total_of_a_war_is_not_the_toll_of_one_event() -> None:
    for war in ("Some 270 civilians have been wounded.", "It says 60 men have been killed and 270 wounded."):
        told = ["Shelling wounded three civilians.", war]
        assert total(t for sentence in told for t in find_tolls(sentence))["injured"].best == 3
    assert total(find_tolls("Twelve people have been killed."))["killed"].best == 12


def test_people_told_together_are_all_counted() -> None:
    for sentence, number in (
        ("Gunmen killed the mayor and two aides.", 3),
        ("A soldier and his bodyguard were killed.", 2),
        ("A mason and his teenage son died.", 2),
        ("A family of five was killed.", 5),
        ("The bishop was killed late on Thursday together with his driver.", 2),
        ("Mayor Ana Ruiz was shot dead.", 1),
    ):
        assert total(find_tolls(sentence))["killed"].best == number, sentence


def test_others_come_on_top_of_those_of_their_sentence_only() -> None:
    text = ["Gunmen killed the mayor and two others.", "Three people were killed."]
    assert total(t for sentence in text for t in find_tolls(sentence)) == {"killed": Bounds(3, 3, 3)}
    told = ["Soldiers wounded 11 men.", "A shell killed a woman, wounding three other people."]
    assert total(t for sentence in told for t in find_tolls(sentence))["injured"].best == 11


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("The raiders shot 31 women at the well.", 31),
        ("Nine farmers were shot on the verge of the road.", 9),
        ("Officers investigate the shooting of ten shoppers.", 10),
        ("Gunmen pulled ten passengers off a bus and shot them.", 10),
    ],
)
def test_counted_people_who_were_shot_are_presumed_dead(sentence: str, dead: int) -> None:
    found = only(sentence)
    assert (found.effect, found.best, found.presumed) == ("killed", dead, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Five people were shot and taken to hospital.",
        "Police shot at three men.",
        "The film was shot in two weeks with 40 actors.",
        "A guard shot a man.",
        "She shot 40 photographs.",
    ],
)
def test_shots_that_need_not_kill_make_no_dead(sentence: str) -> None:
    assert [t for t in find_tolls(sentence) if t.effect == "killed"] == []


def test_of_those_shot_only_they_are_dead_of_whom_it_is_said() -> None:
    assert total(find_tolls("Twelve people were shot, and three of them died."))["killed"] == Bounds(3, 3, 3)
    told = [*find_tolls("Gunmen shot 12 villagers."), *find_tolls("Four villagers were killed.")]
    assert total(told)["killed"] == Bounds(4, 4, 4)


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("Ten villagers were burned alive or hacked to pieces by a crowd.", 10),
        ("Thirty men were dragged out of their homes in Halden, Norland, on Monday and mown down in two rows.", 30),
        ("Six monks, their cook and her daughter were dragged from their beds and executed in the garden.", 8),
        ("Twenty people were shot, stabbed or crushed when guards stormed the rally.", 20),
        ("Four soldiers handing out notebooks to children near the bridge were killed.", 4),
        ("At least 100 people, almost all officers, were killed at prayers.", 100),
        ("Eleven people between 54 and 97 were killed.", 11),
        ("Ten people in Monsey, New York, were killed.", 10),
        ("Nine guests, most past seventy, were killed there and then.", 9),
        ("A crowd set upon four of the gunmen and killed them.", 4),
        ("They murdered, at gunpoint, two soldiers who lay in the ward.", 2),
    ],
)
def test_a_subject_is_found_behind_what_describes_it(sentence: str, dead: int) -> None:
    assert sum(t.best or 0 for t in find_tolls(sentence) if t.effect == "killed" and not t.part_of) == dead


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("Italy's ambassador, Luca Attanasio, his bodyguard and their driver lost their lives.", 3),
        ("Five relief workers, an Iraqi and four Pakistanis, were killed by a bomber.", 5),
        ("Troops killed two reporters, Roberto Navas and Mauricio Pineda, in two shootings.", 2),
        ("The murders of Carlos Valencia and senator and presidential candidate Luis Galan shook the town.", 2),
        ("Rene Lopez, an immigration official and leader of the ruling party, was shot to death.", 1),
        ("The bodies of 72 migrants, fifty-eight men and fourteen women, lay in a barn.", 72),
        ("The blast killed the mayor, his two bodyguards and a driver.", 4),
        ("The raid killed two soldiers, a teacher and three pupils.", 6),
    ],
)
def test_nobody_counts_twice_in_one_list(sentence: str, dead: int) -> None:
    assert sum(t.best or 0 for t in find_tolls(sentence) if t.effect == "killed" and not t.part_of) == dead


NAMES = st.sampled_from(["Ahmed Karim", "Luca Bassi", "Maria Duarte", "Ivan Petrov"])


@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from(["were killed", "died", "lost their lives"]))
def test_parts_that_spell_a_count_out_never_add_to_it(men: int, women: int, verb: str) -> None:
    text = f"{men + women} migrants, {men} men and {women} women, {verb} in the camp."
    found = [t for t in find_tolls(text) if t.effect == "killed"]
    assert total(found)["killed"] == Bounds(men + women, men + women, men + women)


@given(st.lists(NAMES, min_size=2, max_size=4, unique=True))
def test_names_behind_a_count_are_those_counted(names: list[str]) -> None:
    number = {2: "two", 3: "three", 4: "four"}[len(names)]
    text = f"Soldiers killed {number} reporters, {', '.join(names[:-1])} and {names[-1]}."
    assert total(find_tolls(text))["killed"].best == len(names)


def test_a_toll_by_sides_counts_each_of_them() -> None:
    found = find_tolls(
        "The monitors put the dead at 346 on the rebels' side and more than 170 among government troops."
    )
    assert [t.best for t in found] == [346, 171]


@pytest.mark.parametrize(
    "sentence", ["The shells fell without wounding anyone.", "They fired 36 rounds, hitting no one."]
)
def test_that_nobody_was_hit_is_a_toll_of_none(sentence: str) -> None:
    found = only(sentence)
    assert (found.effect, found.best, found.none) == ("injured", 0, True)


def test_since_may_mean_because() -> None:
    found = find_tolls("He put the toll at 46 and said it could rise, since several of the eight injured were dying.")
    assert [t.total for t in found] == [False, False]


@pytest.mark.parametrize(
    ("sentence", "hurt"),
    [
        ("A boy opened up with a handgun and hit a father and his son.", 2),
        ("The drone hit two fishermen.", 2),
        ("Sanctions hit 20 officials.", 0),
        ("A missile hit the minister's car.", 0),
        ("A bomb struck a bus carrying government employees.", 0),
    ],
)
def test_people_whom_a_weapon_hits_are_injured(sentence: str, hurt: int) -> None:
    assert sum(t.best or 0 for t in find_tolls(sentence) if t.effect == "injured") == hurt


def test_a_year_is_no_count() -> None:
    assert only("The killing in February 2022 of around 60 people was laid at its door.").best == 60


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("Meanwhile, Congressman Juan Madero, a deputy of the left, was killed.", ["Congressman Juan Madero"]),
        ("Councilman Juan Garabito from Piura, 1,100 km north of Lima, was killed.", ["Councilman Juan Garabito"]),
        ("A lieutenant and soldiers Ned Diaz and Dario Paz were killed.", ["lieutenant", "Ned Diaz", "Dario Paz"]),
        ("Raiders murdered brothers Martin and Juan Ochoa.", ["Martin", "Juan Ochoa"]),
        ("After the murder of Luis Galan, the 4,015 judges of the country decided to strike.", ["Luis Galan"]),
        ("The bomb killed Gen. Abdul Rahim and Col. Omar Zia.", ["Gen. Abdul Rahim", "Col. Omar Zia"]),
    ],
)  # fmt: skip
def test_names_of_the_dead(sentence: str, dead: list[str]) -> None:
    assert [t.group for t in find_tolls(sentence) if t.effect == "killed"] == dead


def test_two_men_are_counted_though_an_aside_says_who_they_are() -> None:
    found = only("Two men of the judge's escort, members of the secret police, were wounded.")
    assert (found.effect, found.best) == ("injured", 2)


def test_a_participle_stands_between_number_and_noun() -> None:
    assert read("The clinic took in nine wounded soldiers.")[0][:2] == ("injured", 9)


def test_retellings_count_once_under_other_words() -> None:
    told = [find_tolls(s) for s in ("One person was injured.", "The blast injured a baker.")]
    assert [t.group for t in distinct(told)] == ["baker"]
    told = [find_tolls(s) for s in ("Many people were injured.", "It injured 37 persons.")]
    assert [t.best for t in distinct(told)] == [37]


def test_people_who_share_a_first_name_are_two() -> None:
    told = [find_tolls("They killed Judge Carlos Valencia Garcia and Senator Luis Carlos Galan.")]
    assert len(distinct(told)) == 2
    told = [find_tolls("They killed Luis Carlos Galan."), find_tolls("Senator Galan was killed at a rally.")]
    assert len(distinct(told)) == 1


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("The shooting on Wednesday outside the palace left at least 75 dead.", 75),
        ("Three days of shooting have left a thousand dead.", 1000),
        ("The town mourned the 69 demonstrators whom police gunned down.", 69),
        ("He said the 12 men that soldiers killed on Friday were farmers.", 12),
        ("With two men and a woman killed, the town mourned.", 3),
        ("Officers shot dead ten striking oil workers.", 10),
    ],
)
def test_the_dead_stand_where_the_sentence_puts_them(sentence: str, dead: int) -> None:
    assert sum(t.best or 0 for t in find_tolls(sentence) if t.effect == "killed" and not t.part_of) == dead


def test_someone_of_another_trade_is_somebody_else() -> None:
    told = [find_tolls(s) for s in ("Nine peasants were killed.", "A student was found dead.")]
    assert sum(t.best or 0 for t in distinct(told)) == 10
    told = [find_tolls(s) for s in ("Nine people were killed.", "A student was found dead.")]
    assert sum(t.best or 0 for t in distinct(told)) == 9


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("THEY KILLED A WATCHMAN, AND SET FIRE TO THE FARM.", ["WATCHMAN"]),
        ("RIVERA WAS SHOT TO DEATH ALONG WITH TWO OTHER MILITANTS.", ["RIVERA", "MILITANTS"]),
        ("Ramiro Castillo, the president of the bank and one of its founders, was shot dead.", ["Ramiro Castillo"]),
    ],
)
def test_names_and_what_is_none(sentence: str, dead: list[str]) -> None:
    assert [t.group for t in find_tolls(sentence) if t.effect == "killed"] == dead


def test_every_trigger_is_read_wherever_it_stands() -> None:
    for trigger in itertools.chain.from_iterable(triggers().values()):
        sentence = f"On Monday {' '.join(trigger.words).capitalize()} somebody {' '.join(trigger.tail)}."
        assert may_count(sentence), trigger
    assert not may_count("The minister said on Monday that the talks in Geneva would go on.")
