"""Plain sentences of wire news: who, what, to whom, where and when, as any reader takes them."""

from __future__ import annotations

import pytest

from tests.events.reports import coded, sides, told


def test_what_is_condemned_may_be_called_it() -> None:
    text = "Gunmen killed 305 people in a mosque in Egypt's Sinai on Friday. Moscow and Riyadh condemned it."
    ((actors, _),) = sides(text, "ACCUSE")
    assert actors == ["Russia", "Saudi Arabia"]


def test_poachers_shoot_rangers() -> None:
    text = "Poachers shot dead two rangers in Swaziland's Hlane park at the weekend."
    assert sides(text, "ASSAULT") == [(["poachers"], ["rangers"])]


def test_what_came_of_it_was_done() -> None:
    text = "Rebels in Liberia withdrew to the river on Friday, only to turn round and shell Monrovia's port at night."
    assert [e.coded.event_mode for e in told(text)] == ["withdraw", "heavy-weapons"]


@pytest.mark.parametrize(
    "text",
    [
        "ETA announced the end of its armed campaign on Thursday.",
        "The FARC announced an end to its armed struggle on Thursday.",
        "The M23 said it had ended its rebellion in eastern Congo.",
        "The rebel group disbanded on Monday.",
    ],
)
def test_a_group_gives_up_its_struggle(text: str) -> None:
    (event,) = told(text)
    assert (event.coded.event_type, event.coded.acled_sub_event_type) == ("RETREAT", "Change to group/activity")


def test_a_suicide_car_bomb_is_a_suicide_attack() -> None:
    (event,) = told("A suicide car bomb killed five soldiers in Kabul on Monday.")
    assert (event.coded.event_mode, event.coded.fatalities_best) == ("suicide-attack", 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen burst into a bar in Culiacan on Monday, killing eight people.", ("ASSAULT", "firearms")),
        ("Soldiers killed five kidnappers in Taraba on Monday.", ("ASSAULT", "firearms")),
        ("Russian air defences destroyed 12 Ukrainian drones over Kursk region.", ("ASSAULT", "heavy-weapons")),
        ("A suicide bomber detonated his explosives in a mosque in Quetta on Monday.", ("ASSAULT", "suicide-attack")),
        ("Police fired water cannon at protesters in Tbilisi on Monday.", ("ASSAULT", "crowd-control")),
        ("Police sprayed protesters with water cannon in Lima on Monday.", ("ASSAULT", "crowd-control")),
        ("Farmers sprayed manure at a ministry in Brussels on Monday.", ("PROTEST", "demo")),
        ("Protesters sprayed graffiti on a bank in Lima on Monday.", ("PROTEST", "vandalize")),
        ("Gunmen sprayed a bar with bullets in Acapulco on Monday, killing four.", ("ASSAULT", "firearms")),
        ("Students occupied a building in Milan on Tuesday.", ("PROTEST", "obstruct")),
        ("Teachers have been on hunger strike in Sulaimaniya for a week.", ("PROTEST", "hunger")),
        ("Sudan's army has refused to attend talks in Geneva.", ("REJECT", "meet")),
        ("Hungary refused to send weapons to Ukraine on Monday.", ("REJECT", "assist")),
        ("The United States designated Yemen's Houthis a foreign terrorist organisation.", ("SANCTION", "discontinue")),
        ("The United States removed Sudan from its list of state sponsors of terrorism.", ("CONCEDE", None)),
        ("Nepal banned TikTok on Monday.", ("COERCE", "censor")),
        ("Guinea's junta withdrew the licences of six radio stations on Wednesday.", ("COERCE", "censor")),
        ("The United States announced $400 million in military aid for Ukraine on Friday.", ("AID", None)),
        ("Mexico sent 26 cartel members to the United States on Tuesday.", ("COOPERATE", None)),
        ("An arson attack damaged a synagogue in Rouen on Friday.", ("ASSAULT", "destroy")),
        ("A blast ripped through a market in Quetta on Sunday, killing four people.", ("ASSAULT", "explosives")),
        ("The attackers made off with hundreds of cattle in Katsina on Monday.", ("COERCE", "seize")),
        ("No fewer than 20 people were abducted by bandits in Zamfara on Friday.", ("ASSAULT", "abduct")),
        ("A U.N. convoy carrying food was hit by shelling in Gaza on Monday.", ("ASSAULT", "heavy-weapons")),
        ("Israel released 39 prisoners in exchange for 13 hostages held in Gaza.", ("RETREAT", "release")),
        ("Sudan accused the UAE of fuelling the war by supplying weapons to the RSF.", ("ACCUSE", "allege")),
    ],
)
def test_what_plain_words_tell(text: str, expected: tuple[str, str | None]) -> None:
    assert coded(text) == [expected]


def test_talks_beside_which_something_is_asked_are_held() -> None:
    text = "Erdogan urged Putin to return to the grain deal during talks in Sochi on Monday."
    assert {"REQUEST", "CONSULT"} == {event_type for event_type, _ in coded(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("German Chancellor Olaf Scholz said Germany would deliver three howitzers to Ukraine.", ("AGREE", "Ukraine")),
        ("US President Joe Biden said Washington would impose new sanctions on Iran.", ("THREATEN", "Iran")),
        ("The European Commission said the EU would impose tariffs on Chinese cars.", ("THREATEN", "China")),
        ("Spain said it would recognise Palestine.", ("AGREE", "Palestine")),
        ("Germany will provide Ukraine with 20 tanks, the defence ministry said.", ("AGREE", "Ukraine")),
        ("Iran and Saudi Arabia agreed to restore ties.", ("AGREE", "Saudi Arabia")),
    ],
)
def test_who_speaks_for_a_state_announces_what_it_will_do_to_another(text: str, expected: tuple[str, str]) -> None:
    (event,) = told(text)
    assert (event.coded.event_type, event.coded.recipients[0].name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rioters tried to storm parliament in Jakarta on Thursday.", ("PROTEST", "riot")),
        ("A coup attempt failed in La Paz on Wednesday.", ("COERCE", "seize")),
        ("The army foiled an attempted coup in Kinshasa on Sunday.", ("COERCE", "seize")),
        ("Israel ordered residents of Tyre to leave on Monday.", ("REQUEST", "yield")),
        ("The Israeli military issued an evacuation order for 10 villages in Lebanon.", ("REQUEST", "yield")),
        ("Israel and Hamas resumed fighting after a truce expired.", ("ASSAULT", None)),
        ("A Dublin court found the gang leader not guilty of murder on Monday.", ("CONCEDE", None)),
        ("Prosecutors on Monday sought the arrest of former President Yoon Suk Yeol.", ("REQUEST", None)),
        ("The Kremlin said it saw no basis for peace talks with Ukraine.", ("REJECT", "meet")),
        ("Eight Russian warplanes entered South Korea's air defence zone on Tuesday.", ("MOBILIZE", "weapons")),
        ("About 200 Kenyan police officers arrived in Haiti on Tuesday.", ("MOBILIZE", "police")),
        ("Police in Quito forced their way into the Mexican embassy on Friday.", ("COERCE", "seize")),
        (
            "Zelenskiy signed a decree imposing sanctions on Russian firms on Monday.",
            ("SANCTION", "discontinue"),
        ),
        ("Kenya will send 600 more police officers to Haiti, President William Ruto said.", ("AGREE", None)),
    ],
)
def test_what_more_plain_words_tell(text: str, expected: tuple[str, str | None]) -> None:
    assert coded(text) == [expected]


@pytest.mark.parametrize(
    "text", ["Junta troops returned to Myawaddy on Monday.", "The company called the strike irresponsible."]
)
def test_words_that_only_look_like_a_deed_tell_none(text: str) -> None:
    assert coded(text) == []


def test_what_one_did_before_something_else_was_done() -> None:
    text = "Coca growers in Colombia took 180 police officers hostage before releasing them on Friday."
    assert coded(text) == [("ASSAULT", "abduct"), ("RETREAT", "release")]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Saudi Arabia condemned Iran's attack on Israel.", "Iran"),
        ("France condemned the Russian attack on Kharkiv on Tuesday.", "Russia"),
    ],
)
def test_who_did_what_is_condemned_is_accused(text: str, doer: str) -> None:
    assert [recipients for _, recipients in sides(text, "ACCUSE")] == [[doer]]


def test_who_did_what_is_welcomed_is_supported() -> None:
    text = "Turkey suspended trade with Israel on Thursday. Hamas praised the decision."
    assert sides(text, "SUPPORT") == [(["Hamas"], ["Turkey"])]
