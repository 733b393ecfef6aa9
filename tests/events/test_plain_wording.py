"""Plain agency wording: frames and event heads together, hidden verbs and objects, announcements."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import told, types
from transforms.events.frames.frame import FrameBook
from transforms.events.frames.heads import contradicts, heads_suffice
from transforms.events.grammar.syntax import Telling


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("In Kalat a levies station and a hotel were stormed by gunmen on Friday.", "ASSAULT", "firearms"),
        ("A patrol of the army walked into an ambush near Menaka on Saturday.", "ASSAULT", "firearms"),
        ("Taliban fighters entered Kunduz on Sunday without a shot as the army fled.", "COERCE", "seize"),
        ("The mayor of Nice imposed a night curfew on Monday.", "COERCE", "curfew"),
        ("Actors wore black in Paris on Monday to protest against cuts.", "PROTEST", "demo"),
        ("Students wore masks in Hong Kong on Monday in protest at the ban.", "PROTEST", "demo"),
        ("Farmers dumped milk in Brussels on Monday to denounce low prices.", "PROTEST", "demo"),
        ("Nicaragua stripped 94 critics of their nationality on Wednesday.", "COERCE", "restrict"),
        ("The court stripped the opposition leader of his citizenship on Monday.", "COERCE", "restrict"),
        ("Turkey and Egypt upgraded their diplomatic relations on Monday.", "SUPPORT", None),
        ("Mexico handed a drug lord over to the United States on Monday.", "COOPERATE", None),
        ("The attorney general of Ohio sued the drug firm on Monday.", "ACCUSE", "allege"),
        ("The court in Tbilisi ruled on Tuesday to send ten men to pretrial custody.", "COERCE", "arrest"),
        ("Nurses threatened on Monday to strike in Lagos from Friday.", "THREATEN", None),
        ("Teachers sat in dharna outside the assembly in Lahore on Tuesday.", "PROTEST", "demo"),
        ("The charity suspended its activities in Darfur on Tuesday.", "SANCTION", "discontinue"),
        ("French special forces freed 12 hostages near Djibo in Burkina Faso on Friday.", "AID", None),
        ("UN peacekeepers landed in Goma on Tuesday.", "AID", None),
        ("The junta called up 5,000 recruits on Monday.", "MOBILIZE", "troops"),
        ("Police placed the airport of Nairobi on high alert on Friday.", "MOBILIZE", "police"),
        ("Miners at Marikana returned to work on Thursday after a strike of five weeks.", "CONCEDE", None),
        ("Soldiers escorted a convoy of aid lorries to Gao on Sunday.", "AID", None),
    ],
)
def test_plain_wording_is_heard(text: str, event_type: str, mode: str | None) -> None:
    assert (event_type, mode) in {(e.coded.event_type, e.coded.event_mode) for e in told(text)}


def test_a_verb_that_comes_out_as_a_noun_is_a_verb() -> None:
    (event,) = told("Gunmen in burqas seized an unfinished hotel in Kabul on Sunday.")
    assert event.coded.event_type == "ASSAULT"
    assert [p.name for p in event.coded.actors] == ["gunmen"]


def test_who_is_accused_is_no_subject_of_the_deed_alone() -> None:
    (event,) = told("Georgia accused Russian pilots of bombing a bridge in Sukhumi on Sunday.")
    assert event.coded.event_type == "ACCUSE"
    assert [p.name for p in event.coded.recipients] == ["pilots"]


def test_a_title_in_small_letters_belongs_to_its_name() -> None:
    (event,) = told(
        "French president Emmanuel Macron met Israeli prime minister Benjamin Netanyahu in Jerusalem on Wednesday."
    )
    assert event.coded.event_type == "CONSULT"
    assert [p.name for p in event.coded.actors] == ["Emmanuel Macron"]
    assert [p.name for p in event.coded.recipients] == ["Benjamin Netanyahu"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The Turkish government said on Monday that it would withdraw its troops from Libya.", "AGREE"),
        ("The Turkish government said on Monday that it would not withdraw its troops from Libya.", "REJECT"),
        ("Israel said on Monday that it would bomb the reactor.", "THREATEN"),
    ],
)
def test_what_is_announced_is_agreed_rejected_or_threatened(text: str, event_type: str) -> None:
    assert types(text) == {event_type}


def test_what_depends_on_a_condition_is_announced_to_nobody() -> None:
    assert types("If it rains, the army will withdraw from Bor.") == set()


def test_a_frame_that_nearly_holds_never_breaks_what_it_excludes() -> None:
    assert types("A storm battered the port of Beira on Friday and destroyed hundreds of homes.") == set()


def test_heads_overrule_a_frame_only_where_they_are_sure_of_another_type() -> None:
    telling = Telling(0, 1, "COERCE", "real", 0.97, 0.97)
    assert contradicts(telling, "ASSAULT")
    assert not contradicts(telling, "COERCE")
    assert not contradicts(None, "ASSAULT")
    assert heads_suffice(telling, 0.9)
    assert not heads_suffice(telling, 0.99)


def test_the_frames_are_many_and_of_all_types() -> None:
    frames = list(FrameBook.load().all())
    assert len(frames) > 4000
    assert len({f.event_type for f in frames}) == 16


def test_the_day_on_which_a_source_told_of_it_is_not_that_of_the_event() -> None:
    text = (
        "Police in Budapest fired tear gas at protesters outside parliament on Thursday night. "
        "Fourteen officers were injured, the police said on Friday."
    )
    published = dt.datetime(2018, 12, 14, 18, tzinfo=dt.UTC)
    days = {e.coded.date_start for e in told(text, published=published)}
    assert days == {dt.date(2018, 12, 13)}


def test_the_release_of_people_held_is_no_arrest() -> None:
    text = "President Paul Biya of Cameroon ordered the release of 289 people held over the uprising on Thursday."
    assert types(text) == {"RETREAT"}


def test_a_missile_fired_into_the_sea_is_a_show_of_force() -> None:
    text = "North Korea fired two ballistic missiles into the sea off its east coast on Tuesday, Seoul said."
    assert [(e.coded.event_type, e.coded.event_mode) for e in told(text)] == [("MOBILIZE", "weapons")]


def test_dawn_is_that_of_the_day_of_the_report() -> None:
    (event,) = told(
        "At least 30 people were killed in an attack on a village in central Mali on Tuesday, a local official said. "
        "Gunmen on motorbikes surrounded Koulogon at dawn and opened fire on residents, he said."
    )
    assert (event.coded.date_start, event.coded.fatalities_best) == (dt.date(2024, 3, 12), 30)
    assert [p.name for p in event.coded.actors] == ["gunmen"]


def test_what_a_remembrance_tells_without_a_day_is_of_its_time() -> None:
    text = (
        "On 16 December 1944, before first light, 200,000 German soldiers attacked through the forests of the "
        "Ardennes.\n\nSome 300 people came to Bastogne to lay wreaths.\n\nOn the second day SS men shot 84 "
        "American prisoners in a field near Malmedy."
    )
    assert told(text) == []


def test_days_are_counted_back_from_the_day_of_the_news() -> None:
    (released, seized) = told(
        "A Canadian judge released the chief of a bank from jail in Vancouver on Tuesday. The decision came a day "
        "after Chinese police arrested a former diplomat in Beijing."
    )
    assert released.coded.date_start == dt.date(2024, 3, 12)
    assert seized.coded.date_start == dt.date(2024, 3, 11)


def test_a_dateline_names_the_town_and_then_where_it_lies() -> None:
    (event,) = told(
        "ISULAN, Sultan Kudarat — For the second time in six days a home-made bomb went off in this market town on "
        "Thursday, killing one man and wounding a dozen more, the police said.",
        title="Second blast in a week rocks Sultan Kudarat town",
    )
    assert event.coded.place is not None
    assert event.coded.place.name == "Isulan"


def test_who_receives_a_guest_meets_him() -> None:
    (event,) = told(
        "Sudanese President Omar al-Bashir flew to Damascus on Thursday and met Syrian President Bashar al-Assad. "
        "Assad received Bashir at the airport and held talks with him at his palace."
    )
    assert event.coded.event_type == "CONSULT"


def test_drills_with_somebody_are_joint_ones() -> None:
    assert types("Russia held naval exercises with China in the Sea of Japan on Thursday.") == {"COOPERATE"}


def test_a_deed_of_protest_and_its_purpose_are_one_protest() -> None:
    text = "Students stayed away from school in Dhaka on Monday to protest the arrest of a poet."
    assert [e.coded.event_mode for e in told(text) if e.coded.event_type == "PROTEST"] == ["boycott"]
    text = "Leaders of the party led a protest march in Abuja on Friday to protest against the outcome of the vote."
    assert len([e for e in told(text) if e.coded.event_type == "PROTEST"]) == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Over the past days, dozens of families were able to flee the pocket towards areas held by the army.", True),
        ("The driver was able to flee the area before the police came.", False),
    ],
)
def test_many_who_are_able_to_flee_are_displaced_and_one_who_gets_away_is_not(text: str, kept: bool) -> None:
    assert ("SANCTION" in types(text)) == kept


def test_the_means_of_a_deed_are_of_its_time() -> None:
    events = told("The valley has 9,000 people, including 800 Taliban gunmen who fought back with suicide attacks.")
    assert ("ASSAULT", "suicide-attack") in {(e.coded.event_type, e.coded.event_mode) for e in events}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("President Gustavo Petro of Colombia announced equal tariffs. Coffee growers were worried.", "SANCTION"),
        ("Peru on Monday announced sanctions on Chile from next week.", "SANCTION"),
        ("Kenya announced a ban on imports from Uganda on Monday.", "SANCTION"),
        ("Canada on Monday announced a curfew in Ottawa from Friday.", "COERCE"),
        ("Doctors Without Borders treated 216 wounded in Bangolo on Tuesday.", "AID"),
        ("The Red Cross treated dozens of injured in Goma on Tuesday.", "AID"),
        ("Six rebels were hanged on Thursday in Tokyo, the last of those sentenced for the attack of 1995.", "ASSAULT"),
        ("Four rebels were shot dead on Monday near Goma, which their movement had taken in 2012.", "ASSAULT"),
    ],
)
def test_what_is_plainly_announced_treated_or_dated_is_told(text: str, event_type: str) -> None:
    assert event_type in {e.coded.event_type for e in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Thailand ordered home its ambassador on Wednesday and threw out Cambodia's.",
        "Peru recalled its ambassador from Quito on Monday and expelled Ecuador's ambassador.",
        "Mali on Monday recalled its ambassador from Algiers and expelled six Algerian diplomats.",
    ],
)
def test_calling_an_envoy_home_and_expelling_one_are_two(text: str) -> None:
    assert sorted(e.coded.event_mode or "" for e in told(text)) == ["expel", "withdraw"]


@pytest.mark.parametrize("deed", ["staged flag marches", "took out a flag march"])
def test_a_flag_march_shows_force_and_protests_nothing(deed: str) -> None:
    assert types(f"The army {deed} in Srinagar on Saturday.") == {"MOBILIZE"}
