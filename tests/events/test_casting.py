"""Who plays which part: what syntax, the event heads and the rest of a report say of it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events import reports
from transforms.events.assembling import CodedEvent


def told(text: str, title: str | None = None) -> list[CodedEvent]:
    return reports.told(text, title, published=dt.datetime(2020, 5, 6, tzinfo=dt.UTC))


def first(text: str, event_type: str, mode: str | None = None) -> CodedEvent:
    found = [e for e in told(text) if e.coded.event_type == event_type and mode in (None, e.coded.event_mode)]
    assert found, f"no {event_type} in {text!r}"
    return found[0]


def actors(event: CodedEvent) -> list[str]:
    return [p.name for p in event.coded.actors]


def recipients(event: CodedEvent) -> list[str]:
    return [p.name for p in event.coded.recipients]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Separatist fighters stormed the police station of Kumba on Tuesday.", "separatist fighters"),
        ("Two shepherds were abducted near Kafanchan on Tuesday by four men with shotguns.", "men"),
    ],
)
def test_fighters_and_men_do_what_they_do(text: str, name: str) -> None:
    assert name in actors(first(text, "ASSAULT"))


def test_a_thing_of_somebody_that_is_struck_stands_for_its_owner() -> None:
    event = first("Raiders torched the houses of the Muslim villagers of Kobo on Monday.", "ASSAULT")
    (struck,) = event.coded.recipients
    assert struck.surface.startswith("houses")
    assert "villagers" in struck.surface
    assert struck.sector == "CVL"


def test_who_reads_the_words_of_a_report_learns_whose_curfew_it_is() -> None:
    event = first("A curfew was imposed in Jos, a city in Nigeria, on Tuesday.", "COERCE", "curfew")
    assert actors(event) == ["Government of Nigeria"]
    assert recipients(event) == ["residents of Jos"]


def test_unnamed_attackers_of_a_side_are_the_other_side() -> None:
    text = (
        "Ukrainian troops pushed Russian soldiers out of Robotyne on Monday. Russian soldiers had held the village. "
        "On Tuesday three Ukrainian soldiers were shot dead near Orikhiv."
    )
    shot = next(e for e in told(text) if "shot" in e.rule or "shoot" in e.rule)
    assert actors(shot) == ["Military of Russia"]
    assert ("actor", "the other side of the fighting") in [(c.about, c.by) for c in shot.why]


def test_words_that_ask_for_an_end_of_fighting_ask_both_sides() -> None:
    text = (
        "Sudanese soldiers and fighters of the Rapid Support Forces shelled each other in El Fasher on Monday. "
        "The African Union demanded an immediate halt to the fighting on Tuesday."
    )
    assert set(recipients(first(text, "REQUEST"))) >= {"Rapid Support Forces"}


def test_the_agent_of_the_last_of_several_passives_is_that_of_all() -> None:
    event = first(
        "Three contractors were dragged from their cars in Falluja and burned by a crowd on Monday.", "ASSAULT"
    )
    assert "crowd" in actors(event)


def test_a_protest_of_nobody_named_is_one_of_protesters() -> None:
    event = first("A protest took place in Nairobi, the capital of Kenya, on Monday.", "PROTEST")
    assert actors(event) == ["protesters"]
    assert ("actor", "who protests") in [(c.about, c.by) for c in event.why]


def test_who_condemns_an_attack_is_not_who_attacks() -> None:
    text = "Gunmen attacked a mosque in Kano on Monday. The United States condemned the attacks."
    assert all("United States" not in actors(e) for e in told(text) if e.coded.event_type == "ASSAULT")


def test_which_maoists_depends_on_the_country() -> None:
    text = "Maoist rebels killed four policemen in Nepal on Monday, the Nepali army said."
    published = dt.datetime(2004, 6, 21, tzinfo=dt.UTC)
    events = reports.told(text, published=published)
    assert actors(events[0]) == ["Communist Party of Nepal (Maoist)"]


def test_peoples_keep_their_capital() -> None:
    event = first("Raiders torched the houses of Hazaras in Ghazni on Monday.", "ASSAULT")
    assert recipients(event) == ["Hazaras"]


def test_the_people_that_a_toll_counts_are_struck() -> None:
    event = first("A blast in the market of Jalalabad on Monday left nine shopkeepers dead.", "ASSAULT")
    assert "shopkeepers" in recipients(event)


def test_somebody_is_struck_where_only_a_number_is_told() -> None:
    event = first("A car bomb exploded in central Mogadishu on Monday, killing three.", "ASSAULT")
    assert recipients(event) == ["people"]


def test_who_held_the_base_that_was_overrun() -> None:
    event = first("Rebels overran a base of the Malian army at Boulkessi on Monday.", "ASSAULT")
    assert "Military of Mali" in recipients(event)


def test_the_group_that_a_report_is_about_makes_the_attacks_that_nobody_is_named_for() -> None:
    text = (
        "The National Liberation Army (ELN) kept seven departments of Colombia behind closed shutters on Monday. "
        "The ELN had ordered everybody to stay at home, and guerrillas of the ELN watched the roads. "
        "A bridge near Pamplona was dynamited on Sunday."
    )
    event = next(e for e in told(text) if "dynamit" in e.rule)
    assert actors(event) == ["National Liberation Army"]
    assert ("actor", "who attacks most in the report") in [(c.about, c.by) for c in event.why]
    assert "ELN" in event.coded.actors[0].surface or "National Liberation Army" in event.coded.actors[0].surface


def test_officers_are_those_of_the_police_told_before() -> None:
    text = "Police surrounded the villa in Tirana, Albania, on Monday. Officers then arrested two diplomats."
    event = first(text, "COERCE", "arrest")
    assert [p.sector for p in event.coded.actors] == ["COP"]


def test_words_that_answer_a_deed_are_for_who_did_it() -> None:
    text = "Sudan accused South Sudan of arming rebels on Monday. Juba rejected the charge on Tuesday as baseless."
    assert recipients(first(text, "REJECT")) == ["Sudan"]


def test_people_who_block_a_bridge_protest_against_the_state() -> None:
    text = "Hundreds of protesters blocked Westminster Bridge in London, Britain, on Monday."
    assert "United Kingdom" in recipients(first(text, "PROTEST"))


def test_a_pronoun_gives_the_words_of_whom_it_means() -> None:
    text = "Malian rebels entered Kidal on Monday. They abducted two aid workers there on Tuesday."
    (party,) = first(text, "ASSAULT", "abduct").coded.actors
    assert party.surface == "Malian rebels"


def test_of_two_states_at_war_the_other_one_fires_on_a_place() -> None:
    text = (
        "Armenian forces and Azerbaijani forces fought near Fizuli on Monday. Azerbaijani troops took two villages, "
        "and Armenian soldiers withdrew. On Tuesday a missile killed ten people in Ganja, Azerbaijan."
    )
    event = next(e for e in told(text) if any(t.best == 10 for t in e.coded.tolls))
    assert "AM" in [p.country for p in event.coded.actors]


def test_a_deed_is_no_party() -> None:
    events = told("A commander of the rebels is believed to have died in an air strike in Idlib, Syria, on Monday.")
    assert all(p.name != "air strike" for e in events for p in (*e.coded.actors, *e.coded.recipients))


def test_an_ally_strikes_whom_the_report_shows_struck() -> None:
    text = (
        "The Syrian Democratic Forces attacked Islamic State fighters in Hajin on Monday. The Syrian Democratic Forces "
        "shelled Islamic State positions near Sousa on Tuesday. Warplanes of the U.S.-led coalition carried out "
        "airstrikes in Deir el-Zour on Wednesday."
    )
    strike = next(e for e in told(text) if e.coded.event_mode == "aerial")
    assert actors(strike) == ["US-led coalition"]
    assert recipients(strike) == ["Islamic State"]


def test_whom_a_headline_has_shot_is_not_who_shoots() -> None:
    text = "Gunmen shot dead a Kosovo police officer in the village of Banjska early on Sunday, officials said."
    (event,) = told(text, title="Policeman shot dead in northern Kosovo")
    assert actors(event) == ["gunmen"]
    assert "Police of Kosovo" in recipients(event)


@pytest.mark.parametrize(
    ("claim", "doers"),
    [
        ("The Taliban claimed responsibility for the attack.", ["Taliban"]),
        ("The Taliban later claimed full responsibility.", ["Taliban"]),
        ("No group has claimed responsibility.", []),
        ("The Taliban did not claim responsibility.", []),
    ],
)
def test_who_claims_responsibility_did_it(claim: str, doers: list[str]) -> None:
    (event,) = told(f"A bomb killed four people at a bus stop in Kandahar on Monday. {claim}")
    assert actors(event) == doers


def test_responsibility_for_a_failure_is_no_attack() -> None:
    assert told("The Taliban took responsibility on Monday for the collapse of the talks in Doha.") == []


def test_a_lone_bomber_blows_himself_up_and_flies_no_plane() -> None:
    text = "Ten people died when a bomber struck the cattle market of Potiskum on Thursday, the governor said."
    assert first(text, "ASSAULT").coded.event_mode == "suicide-attack"


def test_who_looks_into_a_blast_did_not_set_it_off() -> None:
    text = "A bomb killed two people in Isulan on Sunday. Investigators put the blast down to Islamist militants."
    assert "investigators" not in actors(first(text, "ASSAULT"))


def test_who_only_speaks_is_no_side_of_the_fighting() -> None:
    text = (
        "Islamic State militants withdrew from villages near Hajin in Syria on Tuesday, Iraqi border guards said.\n\n"
        "Iraqi border guards reported smoke over the fields. They said that the fighters left on motorcycles."
    )
    assert recipients(first(text, "RETREAT", "withdraw")) == []


def test_a_state_of_the_dateline_alone_is_no_side_of_the_fighting() -> None:
    text = "HAJIN, Syria — The SDF is now in full control of Hajin, a spokesman said. It is a big town."
    event = first(text, "ASSAULT")
    assert recipients(event) == []
    change = event.coded.territory_change
    assert change is not None
    assert (change.place, change.to_actor) == ("Hajin", "Syrian Democratic Forces")


def test_whose_a_convoy_is_that_a_car_is_driven_into_did_not_drive() -> None:
    text = (
        "A car packed with explosives was driven into a convoy of the Central Reserve Police Force at Lethpora in "
        "Pulwama district on Tuesday afternoon, ripping apart a bus."
    )
    assert "Central Reserve Police Force" not in actors(first(text, "ASSAULT"))


def test_a_blast_that_kills_is_not_the_country_where_it_was_heard() -> None:
    text = "The blast at the port was heard in Cyprus. It killed 163 people in Beirut and injured six thousand."
    assert all("Cyprus" not in actors(e) for e in told(text))


def test_who_counts_attacks_does_not_make_them() -> None:
    assert all(
        "Colombia" not in str(actors(e)) for e in told("From Friday the authorities in Colombia counted 27 attacks.")
    )


def test_a_force_is_of_the_country_where_it_acts() -> None:
    text = (
        "Canada's foreign ministry said that it was concerned.\n\nThe former diplomat Michael Kovrig was arrested in "
        "Beijing on Monday by the state security bureau."
    )
    assert actors(first(text, "COERCE", "arrest")) == ["Intelligence of China"]


def test_two_arrests_in_a_sentence_are_two() -> None:
    text = (
        "China has detained a second Canadian, Michael Kovrig, a former diplomat, amid a row over the arrest of a "
        "Huawei executive in Vancouver."
    )
    assert "Huawei" not in recipients(first(text, "COERCE", "arrest"))


def test_who_was_struck_does_not_strike() -> None:
    text = (
        "A suicide bomber rammed a car packed with explosives into a convoy of Afghan security forces near Kabul on "
        "Tuesday, killing 12 people. Four members of the security forces and eight civilians died in the blast."
    )
    event = first(text, "ASSAULT", "suicide-attack")
    assert "Police of Afghanistan" not in actors(event)


def test_police_do_not_throw_the_stones_of_a_march_that_they_break_up() -> None:
    text = (
        "Belgian police fired tear gas in Brussels on Sunday to break up a march of 5,500 people against a pact on "
        "migration, after some of them threw stones at the headquarters of the European Commission."
    )
    assert all("Police of Belgium" not in actors(e) for e in told(text) if e.coded.event_type == "PROTEST")


def test_a_place_that_tells_who_somebody_is_is_not_where_it_happened() -> None:
    text = (
        "PARIS - French police arrested Patrice-Edouard Ngaissona in Paris on Wednesday. The police also arrested "
        "Alfred Yekatom, a former leader of militias in the Central African Republic."
    )
    assert {e.coded.place.country for e in told(text) if e.coded.place} == {"FR"}


def test_forces_are_of_the_country_that_they_are_said_to_be_in() -> None:
    text = "PARIS - France condemned the coup on Tuesday. The army in Mali arrested the prime minister on Monday."
    assert actors(first(text, "COERCE", "arrest")) == ["Military of Mali"]


@pytest.mark.parametrize("from_where", ["ambassador to France", "ambassador in France", "ambassador from Paris"])
def test_who_recalls_an_ambassador_turns_on_those_to_whom_he_was_sent(from_where: str) -> None:
    event = first(f"DAKAR - Senegal recalled its {from_where} on Friday.", "SANCTION", "withdraw")
    assert (actors(event), recipients(event)) == (["Senegal"], ["France"])


def test_who_accuse_each_other_are_both_accused() -> None:
    event = first(
        "Armenia and Azerbaijan blamed each other on Monday for the shelling of villages near Goris.", "ACCUSE"
    )
    assert (actors(event), recipients(event)) == (["Armenia"], ["Azerbaijan"])


def test_strikes_that_support_an_advance_do_not_take_the_town() -> None:
    text = "Somali forces backed by U.S. air strikes retook the town of Moqokori from al Shabaab on Monday."
    (taken,) = [e for e in told(text) if e.rule.startswith("ASSAULT") and "retake" in e.rule]
    assert taken.coded.event_mode is None
    assert all(e.coded.place is None or e.coded.place.country == "SO" for e in told(text))


@pytest.mark.parametrize(
    ("text", "kind", "doers", "done_to"),
    [
        (
            "The presidents of Rwanda and Congo met in Luanda on Monday.", "CONSULT",
            ["Government of Rwanda"], ["Government of Democratic Republic of the Congo"],
        ),
        (
            "The foreign ministers of Iran, Iraq and Turkey held talks on Monday.", "CONSULT",
            ["Government of Iran"], ["Government of Iraq", "Government of Turkey"],
        ),
        ("Leaders of India and Pakistan agreed on Tuesday to open the border.", "AGREE", ["India", "Pakistan"], []),
        (
            "Envoys of Chad and Libya signed a treaty on Monday.", "SUPPORT",
            ["Government of Chad"], ["Government of Libya"],
        ),
        (
            "Troops of Eritrea and Ethiopia clashed on Monday.", "ASSAULT",
            ["Military of Eritrea"], ["Military of Ethiopia"],
        ),
        ("The leaders of India and the rebels met on Monday.", "CONSULT", ["India"], ["rebels"]),
    ],
)  # fmt: skip
def test_officials_of_several_states_stand_for_each_of_them(
    text: str, kind: str, doers: list[str], done_to: list[str]
) -> None:
    event = first(text, kind)
    assert (actors(event), recipients(event)) == (doers, done_to)


def test_one_noun_may_be_shared_by_several_countries() -> None:
    met = first("Russian and Ukrainian officials met in Istanbul on Monday.", "CONSULT")
    assert (actors(met), recipients(met)) == (["Government of Russia"], ["Government of Ukraine"])
    fought = first("Thai and Cambodian troops clashed on Monday near Surin.", "ASSAULT")
    assert (actors(fought), recipients(fought)) == (["Military of Thailand"], ["Military of Cambodia"])
