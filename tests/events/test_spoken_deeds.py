"""Words that are deeds: what is announced, intended, decided, demanded, alleged; attempts; and what is none of it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import told, types
from transforms.events import coder
from transforms.events.building import OF_DEED
from transforms.events.coder import CoderResources
from transforms.events.ontology import cameo_root


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Chad is willing to withdraw its troops from Niger, its foreign minister said on Tuesday.", "AGREE"),
        ("Norway will send 4,000 tents to Sudan, the Norwegian prime minister said on Tuesday.", "AGREE"),
        ("Turkish President Recep Tayyip Erdogan will visit Iraq in April, his office said on Monday.", "AGREE"),
        ("Serbia plans to impose sanctions on Kosovo, a government spokesman said on Tuesday.", "THREATEN"),
        ("Kenya said on Tuesday it will withdraw its soldiers from Somalia unless it is paid.", "THREATEN"),
        ("The parliament of Georgia voted on Tuesday to lift a ban on rallies.", "CONCEDE"),
    ],
)
def test_what_is_intended_or_promised_is_the_word_of_who_intends_it(text: str, event_type: str) -> None:
    assert event_type in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The men planned to bomb a mosque in Lyon, the prosecutor recalled at the trial.",
        "India is ready to pull back its troops once Pakistan stops the raids.",
        "A man who told the police that he wanted to beat his neighbour was sent home.",
    ],
)
def test_what_came_to_nothing_or_hangs_on_others_is_not_announced(text: str) -> None:
    assert not types(text) & {"AGREE", "THREATEN"}


def test_who_must_do_what_is_said_is_asked_for_it() -> None:
    (event,) = told("Ethiopia said on Tuesday that Eritrea must return the captured helicopter.")
    assert event.coded.event_type == "REQUEST"
    assert [p.name for p in event.coded.actors] == ["Ethiopia"]
    assert [p.name for p in event.coded.recipients] == ["Eritrea"]


def test_what_one_says_of_oneself_is_asked_of_nobody() -> None:
    assert "REQUEST" not in types("Ethiopia said on Tuesday that it must repair its railway.")


def test_a_known_party_has_been_accused_by_whomever() -> None:
    (event,) = told("Former president Laurent Gbagbo has been accused of war crimes.")
    assert (event.coded.event_type, event.coded.actors) == ("ACCUSE", [])
    assert [p.name for p in event.coded.recipients] == ["Laurent Gbagbo"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Gunmen tried to assassinate the governor of Herat on Tuesday.", "ASSAULT"),
        ("Bomb experts tried to defuse a device in Herat on Tuesday.", None),
    ],
)
def test_an_attempt_at_violence_is_violence(text: str, event_type: str | None) -> None:
    assert types(text) == ({event_type} if event_type else set())


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Oman began a mediation effort between Iran and Saudi Arabia on Tuesday.", "CONSULT"),
        ("Oman ended its mediation effort between Iran and Saudi Arabia on Tuesday.", "SANCTION"),
        ("Morocco and Spain upgraded their diplomatic ties on Tuesday.", "SUPPORT"),
        ("Brazil denied permission to a delegation from Venezuela on Tuesday.", "REJECT"),
        ("Mali presented evidence against Algeria to the court of the African Union on Tuesday.", "ACCUSE"),
        ("The rebels of the FDLR received weapons from Burundi on Tuesday.", "AID"),
        ("The United Nations sent inspectors to Iran on Tuesday.", "ACCUSE"),
        ("The army of Uganda prepared to attack Bunia on Tuesday.", "MOBILIZE"),
    ],
)
def test_diplomatic_words_and_deeds_are_heard(text: str, event_type: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder, "LEAST_CONFIDENCE", 0.0)  # what is read, however sure
    assert event_type in types(text)


def test_the_pronoun_after_said_is_who_does_what_is_said() -> None:
    parse = CoderResources.load().parse("Hungary has said it will support the resolution.")
    group = next(g for g in parse.groups if g.lemma == "support")
    assert group.subject is not None
    assert parse.words[group.subject.start].token.text == "it"


def test_legal_action_against_a_person_is_coercion_in_cameo() -> None:
    assert cameo_root("SANCTION", "convict") == "17"
    assert cameo_root("SANCTION", "expel") == "16"


def test_what_lies_before_something_to_come_has_not_happened() -> None:
    assert types("The statement comes a day before the president of Chad visits Niger.") == set()


def test_a_particle_before_a_noun_is_a_preposition() -> None:
    assert "MOBILIZE" not in types("Interpol sent a team in the first week of March to Kenya.")


def test_evidence_against_a_party_accuses_it_in_the_passive_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder, "LEAST_CONFIDENCE", 0.0)
    (event,) = told("Evidence against Iran was presented by the United States on Tuesday.")
    assert event.coded.event_type == "ACCUSE"
    assert [p.name for p in event.coded.recipients] == ["Iran"]


@pytest.mark.parametrize(("year", "named"), [(2024, True), (1994, False)])
def test_a_surname_that_no_other_leader_has_counts_alone_in_office(year: int, named: bool) -> None:
    day = dt.datetime(year, 3, 15, tzinfo=dt.UTC)
    names = {p.name for e in told("Putin visited Damascus on Tuesday.", published=day) for p in e.coded.actors}
    assert ("Vladimir Putin" in names) == named


def test_what_is_claimed_of_an_enemy_is_an_accusation_and_a_claim() -> None:
    found = types("Kenya claimed on Tuesday that Somalia had attacked its border post at Liboi.")
    assert found == {"ACCUSE", "ASSAULT"}


def test_what_one_says_that_one_will_not_do_is_rejected_whatever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder, "LEAST_CONFIDENCE", 0.0)
    (event,) = told("Moscow said on Tuesday that it would not hand over the suspect to Britain.")
    assert event.coded.event_type == "REJECT"
    assert [p.country for p in event.coded.actors] == ["RU"]


def test_the_police_that_want_to_arrest_threaten_nobody() -> None:
    assert "THREATEN" not in types("Police in Lagos want to arrest the driver of the coach.")


def test_the_reasons_name_the_deed_that_is_announced() -> None:
    (event,) = told("Norway will send 4,000 tents to Sudan, the Norwegian prime minister said on Tuesday.")
    assert ("type", "AID", OF_DEED) in {(c.about, c.value, c.by) for c in event.why}
