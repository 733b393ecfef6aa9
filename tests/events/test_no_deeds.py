"""Words that tell no event, or another one than they sound like: what people were at, where guards stand, accidents."""

from __future__ import annotations

import pytest

from tests.events.reports import coded, told, types
from transforms.events import coder


@pytest.mark.parametrize(
    "text",
    [
        "Bandits kidnapped five boys who were cutting grass near Kankara on Monday, relatives said.",
        "Gunmen abducted six women who were gathering wood near Damboa on Monday.",
        "Rebels kidnapped two brothers who were cutting timber near Beni on Tuesday.",
    ],
)
def test_what_the_kidnapped_were_at_is_no_deed(text: str) -> None:
    assert coded(text) == [("ASSAULT", "abduct")]


@pytest.mark.parametrize(
    "text",
    [
        "One of the hostages was sent home with a ransom demand on Monday, police in Kaduna said.",
        "Boko Haram sent a farmer back to Damboa on Tuesday with a letter for the elders.",
    ],
)
def test_who_is_sent_back_with_a_demand_is_released(text: str) -> None:
    assert coded(text) == [("RETREAT", "release")]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers shot dead two marchers in Quito. A driver died on Monday when his van ran into a truck at a barrier.",
        "Police fired at marchers in Ambato, killing two. A woman was killed on Monday when her car hit a bus.",
    ],
)
def test_who_dies_in_an_accident_at_a_roadblock_is_not_killed_by_anybody(text: str) -> None:
    assert all(e.coded.fatalities_best in (None, 2) for e in told(text))
    assert sum(kind == "ASSAULT" for kind, _ in coded(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "UN troops drove past the market in Bangui on Monday.",
        "German soldiers drove through the town of Zvecan in armoured cars on Monday.",
        "French peacekeepers drove past Bria in a convoy on Tuesday.",
        "The rebels still hold Bria, the governor said on Tuesday.",
    ],
)
def test_who_drives_past_or_holds_a_town_attacks_nobody(text: str) -> None:
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Syrian troops captured Maskanah on Sunday, leaving Islamic State with only a few villages in the province.",
        "The army captured Harasta, a suburb the rebels still held, on Friday.",
        "Militias took control of the Libyan town of Tarhuna on Friday, ending a siege that had dragged on for months.",
        "Kurdish fighters seized control of the town of Sinjar on Friday, robbing Islamic State of its stronghold.",
        "Government soldiers took the town of Bor on Saturday after a battle that had dragged on since May.",
        "Rebels seized the Malian town of Ber on Monday, depriving the army of its last base in the north.",
    ],
)
def test_the_fall_of_a_town_is_one_event(text: str) -> None:
    assert coded(text) == [("ASSAULT", None)]


def test_a_town_deprived_of_water_is_not_taken() -> None:
    text = "Government forces deprived Aleppo of water and food on Monday, doctors said."
    assert ("COERCE", "withhold") in coded(text)


@pytest.mark.parametrize(
    "text",
    [
        "The parliament of Moldova voted on Monday to create a national guard.",
        "Lawmakers in Pristina decided on Tuesday to form an army.",
        "Kosovo's parliament approved the creation of a national army on Tuesday.",
    ],
)
def test_to_vote_for_an_army_raises_it_and_threatens_nobody(text: str) -> None:
    assert ("MOBILIZE", "troops") in coded(text)
    assert "THREATEN" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Taiwan opens an office in Vilnius, to Beijing's fury",
        "Georgia opens a base for NATO, to Moscow's anger",
        "Germany's foreign minister said on Monday that she regretted the timing of the vote in Hungary.",
        "Russia regretted the decision of Norway on Tuesday.",
    ],
)
def test_fury_and_regret_at_another_are_disapproval(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder, "LEAST_CONFIDENCE", 0.0)  # what is read, however sure
    assert ("ACCUSE", "disapprove") in coded(text)
    assert not types(text) & {"THREATEN", "CONCEDE"}


def test_who_drops_out_of_an_agreement_rejects_it() -> None:
    assert types("The Democrats dropped out of the agreement with the government of Iraq on Monday.") == {"REJECT"}


def test_talks_that_break_down_are_nobodys_rejection() -> None:
    text = "The pilots' union called the walkout after talks with Air Lakes broke down on Saturday."
    assert "REJECT" not in types(text)


@pytest.mark.parametrize(
    "text",
    ["Armoured vehicles rolled into Lima on Sunday.", "Tanks rolled into the capital of Peru on Sunday."],
)
def test_tanks_in_a_capital_are_those_of_its_army(text: str) -> None:
    (event,) = told(text)
    assert event.coded.event_mode == "weapons"
    assert [p.actor_id for p in event.coded.actors] == ["military-of-peru"]


@pytest.mark.parametrize(
    "text",
    [
        "Youths threw bottles at policemen guarding the embassy in Beirut on Friday.",
        "Students threw eggs at officers protecting parliament in Tirana on Monday.",
    ],
)
def test_where_officers_stand_guard_is_no_deployment(text: str) -> None:
    assert "MOBILIZE" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Some 200 policemen were searching for the gunman in Brussels on Tuesday.",
        "Hundreds of officers were looking for the attacker in Lyon on Monday.",
    ],
)
def test_a_manhunt_is_no_search_of_property_and_no_inquiry(text: str) -> None:
    assert coded(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nine died when a train derailed in Morocco in an accident. Prosecutors opened an inquiry into the cause.",
        "A bus crash in Nepal killed 20 people on Monday. The government ordered an investigation into the accident.",
    ],
)
def test_an_inquiry_into_an_accident_is_no_event(text: str) -> None:
    assert coded(text) == []


def test_raids_in_towns_do_not_come_from_the_air_unless_something_says_so() -> None:
    ground = told("Israeli forces killed two wanted Palestinians in separate raids in Nablus and near Ramallah.")
    assert "aerial" not in [e.coded.event_mode for e in ground]
    (flown,) = told("Israeli warplanes carried out raids on Gaza on Monday, killing three people.")
    assert flown.coded.event_mode == "aerial"


def test_the_mode_of_an_attack_is_not_heard_where_it_is_only_mentioned() -> None:
    text = (
        "Israeli forces killed two wanted Palestinians in separate raids in Nablus and near Ramallah on Monday.\n\n"
        "The Islamist group Hamas praised an earlier shooting but did not claim the attack."
    )
    assert ("ASSAULT", "explosives") not in coded(text)


def test_posts_that_are_blown_up_under_a_pact_are_disarmed() -> None:
    text = "South Korea blew up guard posts along its border on Tuesday under a pact with North Korea."
    assert ("RETREAT", "disarm") in coded(text)
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "The government of Sudan and the rebels agreed in Juba on Monday to a ceasefire in Darfur and better ties.",
            "Darfur",
        ),
        ("Armenia and Azerbaijan agreed in Moscow on Friday to a truce in Nagorno-Karabakh.", "Nagorno-Karabakh"),
    ],
)
def test_to_agree_to_a_truce_is_one_event_where_it_holds(text: str, place: str) -> None:
    (event,) = told(text)
    assert (event.coded.event_type, event.coded.event_mode) == ("RETREAT", "ceasefire")
    assert event.coded.place is not None
    assert event.coded.place.name == place


def test_a_strike_that_is_threatened_restricts_nobody() -> None:
    text = "The nurses' union threatened on Monday to walk out in May if hospitals in Ohio do not raise pay."
    assert coded(text) == [("THREATEN", None)]


def test_some_who_marched_are_known_to_have_marched() -> None:
    text = (
        "Police arrested 40 people in Lyon on Saturday.\n\nShops stayed shut.\n\nTrams did not run.\n\n"
        "Some who marched wore black armbands for the dead."
    )
    assert "PROTEST" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Under the deal, rebel fighters leave the port of Aden first.",
        "Under the peace plan, Ethiopian troops withdraw from Badme.",
    ],
)
def test_what_an_agreement_lays_down_is_still_to_come(text: str) -> None:
    assert "RETREAT" not in types(text)


@pytest.mark.parametrize("words", ["photographed the fall of Saigon", "covered the siege of Sarajevo"])
def test_what_a_reporter_covered_is_no_event_of_his_death(words: str) -> None:
    assert coded(f"Mary Stone, who {words}, died on Monday in Leeds, her family said.") == []


def test_a_request_that_is_weighed_is_no_new_one() -> None:
    text = "A judge freed Li Wen on bail on Tuesday while the court weighs an American request for her extradition."
    assert "REQUEST" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Serbia's prime minister said last week that she did not rule out sending in the Serbian army.",
        "Serbia's prime minister ruled out sending in the Serbian army on Monday.",
    ],
)
def test_to_rule_out_a_deed_or_not_is_not_to_do_it(text: str) -> None:
    assert "MOBILIZE" not in types(text)


def test_a_shooting_that_stops_is_no_new_one() -> None:
    text = "Troops entered Goma on Friday afternoon and by evening the shooting had stopped."
    assert [kind for kind, _ in coded(text)] == ["ASSAULT"]


def test_civilians_who_come_out_of_a_town_drive_nobody_out() -> None:
    (event,) = told("About 1,000 civilians came out of Baghouz on Monday, most of them women and children.")
    assert event.coded.event_type == "SANCTION"
    assert event.coded.actors == []
    assert [p.name for p in event.coded.recipients] == ["civilians"]


@pytest.mark.parametrize(
    ("text", "abroad"),
    [
        ("President Rodrigo Duterte flew to Marawi on Tuesday.", False),
        ("The Polish president, Andrzej Duda, visited Lublin on Monday.", False),
        ("President Emmanuel Macron visited Kyiv on Monday.", True),
        ("The Polish president, Andrzej Duda, flew to Vilnius on Monday.", True),
    ],
)
def test_only_a_visit_to_another_country_or_party_is_one(text: str, abroad: bool) -> None:
    assert ("CONSULT" in types(text)) is abroad


def test_the_dead_who_are_laid_in_a_grave_are_no_mines() -> None:
    assert coded("Forty people who could not be identified were laid in a mass grave near Freetown on Monday.") == []


def test_to_summon_an_ambassador_and_to_condemn_is_one_protest() -> None:
    text = "Iraq summoned the Turkish ambassador on Friday and called the raids a violation of its sovereignty."
    assert coded(text) == [("ACCUSE", "disapprove")]


def test_who_speaks_for_an_alliance_asks_nothing_of_it() -> None:
    text = (
        "Jens Stoltenberg, NATO's secretary-general, said on Friday that the alliance would have to change its rules."
    )
    assert "REQUEST" not in types(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ursula von der Leyen, the European Commission's president, said on Monday that the EU must change.", False),
        ("The African Union said on Monday that it must act.", False),
        ("Jens Stoltenberg, NATO's secretary-general, said on Friday that Russia must withdraw its troops.", True),
        ("The Ukrainian president said on Monday that NATO and Ukraine must act together.", True),
    ],
)
def test_what_a_side_says_that_it_must_do_itself_asks_nobody(text: str, asked: bool) -> None:
    assert ("REQUEST" in types(text)) is asked


def test_two_sides_that_agree_to_a_truce_agree_to_nothing_else() -> None:
    assert coded("The government and the Houthis agreed to a truce in Hodeidah on Thursday.") == [
        ("RETREAT", "ceasefire")
    ]


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("The opposition vowed on Monday to fight the law in court.", False),
        ("Georgia's opposition vowed on Monday to fight on in parliament.", False),
        ("The rebels vowed on Monday to fight on in Homs.", True),
    ],
)
def test_a_fight_in_court_or_parliament_is_no_threat_of_violence(text: str, threat: bool) -> None:
    assert ("THREATEN" in types(text)) is threat


def test_wounded_fighters_who_are_flown_out_send_no_peacekeepers() -> None:
    (event,) = told("A chartered aircraft flew 50 wounded Houthi fighters from Sanaa to Oman for treatment on Monday.")
    assert event.coded.event_type == "AID"
    assert event.coded.actors == []


@pytest.mark.parametrize(
    "text",
    [
        "A video of Tuesday shows that the Iranian policeman posted at the gate did nothing.",
        "The soldiers stationed at the bridge in Mopti slept on Tuesday, residents said.",
    ],
)
def test_guards_posted_somewhere_only_stand_there(text: str) -> None:
    assert "MOBILIZE" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "An offer of mediation was turned down by the Kenyan foreign ministry on Tuesday.",
        "Ethiopia turned down an offer of talks from Eritrea on Tuesday.",
        "The rebels brushed aside an offer of a truce from the government of Chad on Tuesday.",
        "The government of Niger ruled out an amnesty for the rebels on Tuesday.",
        "A pledge of aid by Sudan was waved away by Chad on Tuesday.",
    ],
)
def test_an_offer_that_is_turned_down_is_no_agreement(text: str) -> None:
    assert not types(text) & {"AGREE", "CONCEDE", "COOPERATE", "CONSULT"}


@pytest.mark.parametrize(
    "text",
    [
        "The rebels refused on Monday to free a pilot they are holding.",
        "The rebels refused on Monday to release two doctors whom they are keeping in a camp.",
    ],
)
def test_in_whose_hands_somebody_is_is_no_news(text: str) -> None:
    assert {kind for kind, _ in coded(text)} <= {"REJECT"}


def test_who_is_anointed_by_a_group_is_not_blamed_by_it() -> None:
    text = "Omar Saleh, anointed by the Islamic State as its governor of Mosul, was killed by troops on Monday."
    assert types(text) == {"ASSAULT"}


def test_a_president_who_flies_to_the_city_of_his_state_that_was_named_visits_nobody() -> None:
    text = (
        "MARAWI, Philippines - Troops killed six militants in Marawi on Tuesday.\n\n"
        "President Rodrigo Duterte flew into the ruined city on Tuesday."
    )
    assert types(text) == {"ASSAULT"}
