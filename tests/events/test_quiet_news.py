"""Local and private news, whose words are those of conflict: accidents, illness, hospitals, councils, private talk."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types
from transforms.events.relevance.gate import off_domain, relevant


@pytest.mark.parametrize(
    "text",
    [
        "Marta Ellison, who sat on the Dover council for ten years, died on Tuesday after a long battle with cancer.",
        "A cyclist was struck by a van in Leeds on Monday and died in hospital.",
        "Two pupils were hit by a car while they crossed Mill Road in Norwich on Tuesday.",
        "All three swimmers were taken to St. Brendan Medical Center on Sunday, a rescuer said.",
        "The names of the two climbers who fell on Monday were released on Wednesday.",
        "Cork council approves drilling near a residential area.",
        "Tulsa fell to 14th in the ranking of the fastest growing cities on Monday.",
        "According to the report filed on Tuesday by officer Dana Hill, the lorry had left the road in Boise.",
        "The notary is opening up to a magazine about his years with quarrelling heirs.",
        "A farmer in Devon begged his brother on Monday not to sell the orchard.",
        "A couple in Perth say that their home was burgled on Sunday while they slept.",
        "Rescuers carried sandbags out of a shed in Fargo for a second day on Monday.",
        "A manslaughter charge was laid on Monday against a lorry driver in Hamilton.",
        "Officers rammed the door of a flat in Leeds on Tuesday, police said.",
        "The mayor questioned on Tuesday why the report on the bridge had been held back.",
        "The clerk agreed on Monday that the road plan is not dead.",
        "The governor of Ohio promised on Monday to run for a second term.",
        "The deputy had shown interest in the post but announced on Tuesday that he would not enter the race in Omsk.",
        "The bank has received $9 billion in federal aid since March.",
        "The president abused his office, Democrats said in Washington on Tuesday.",
        "Prosecutors offered a plea agreement to the guard in Denver on Tuesday.",
        "The government on Monday extended a licence that allows companies to sell to a Chinese firm.",
        "Transit officers boarded a train in Oakland on Tuesday and found a man asleep.",
        "The governor signed a bill on school buses into law in Richmond on Monday.",
        "A man was struck by a car and killed in Dover on Sunday.",
        "Three masked men demanded money from a couple in Newberry on Friday.",
        "Drug dealers in Boston agreed to cooperate with prosecutors, a court heard on Monday.",
        "The agreements signed by Israel contain a duty to make peace, the president said in Cairo on Monday.",
        "Washington was going to press the reset button in its relations with Russia, its envoy said on Monday.",
        "Deputies began a search for a missing girl in Lancaster on Wednesday.",
        "Prison officials placed two guards on administrative leave in New York on Monday.",
        "Councilman Robert Vela voted against the permit for a well in Arlington on Tuesday.",
        "Kevin Hale, 34, was struck, killed by car in Goose Creek on Sunday.",
        "Police showed men on Monday who bought weapons for opposition protests next month in Tbilisi.",
        "The former president fired up a crowd in Tulsa on Saturday.",
        "Officers stopped a driver in Reno on Sunday and gave him a ticket.",
        "The police chief met residents in a church hall in Flint on Monday.",
        "A school in Reno was locked down on Monday after a report of a gun that turned out to be a toy.",
        "A woman in Perth was fined on Monday for speeding.",
        "The army chief visited a school in Bath on Monday.",
        "Ohio received $30 million from the federal government for schools on Monday.",
        "The mayor thanked volunteers in Salem on Monday for their help after the storm.",
        "A mother in Omaha pleaded not guilty on Monday.",
        "A rider spoke with the deputy who came to the yard in Athens on Monday.",
        "Local shops gave $10,000 for the water line in Whitestown on Monday.",
        "Officials urged motorists in Miami on Monday to drive with care.",
        "The council agreed on Monday on a budget for the schools.",
        "The mother fought a deportation battle in Dublin on Monday.",
        "A centre in Beirut offers breathing space to refugees.",
        "The president promised a proportional response to the hacking on Monday.",
        "Prosecutors in Berlin said no formal proceedings would be opened on Monday.",
        "Students stacked sandbags in Fargo on Monday as the flood rose and the storm went on.",
        "The driver reversed suddenly and the robbers fled, police in York said on Tuesday.",
        "Schools sent the children home in Sao Paulo on Monday.",
        "The university sent its students home in Nairobi on Monday.",
        "The prince wore a suit in London on Monday to open the exhibition.",
        "More than 50 buildings were damaged around the station in Lviv on Wednesday.",
        "A fuel tanker exploded at a junction in Freetown on Friday, killing 91 people.",
    ],
)
def test_words_of_conflict_in_quiet_news_tell_no_event(text: str) -> None:
    assert types(text) == set()


def test_a_market_named_for_a_feast_is_not_attacked_on_the_feast() -> None:
    (event,) = told("A man threw a bomb into a Christmas market in Ulm on Tuesday, police said.")
    assert event.coded.date_start is not None
    assert event.coded.date_start.isoformat() == "2024-03-12"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Sergeant Paul Dean, shot in Tulsa on Friday, was taken off life support on Sunday.", "abduct"),
        ("Guards slept before a banker hanged himself in his cell in New York on Saturday.", "targeted"),
        ("Two men got in before one of them held a knife to the driver's throat in Leeds on Monday.", "abduct"),
        ("A car was parked near a bus terminal surrounded by shops when it blew up in Baghdad.", "obstruct"),
        ("Republicans questioned the envoy in Washington on Tuesday about his testimony.", "arrest"),
        ("An activist in Tbilisi was arrested on Monday and charged with plotting a coup.", "seize"),
    ],
)
def test_what_was_not_done_to_anybody(text: str, wrong: str) -> None:
    assert wrong not in {e.coded.event_mode for e in told(text)}


def test_a_crime_of_which_a_court_speaks_is_no_deed_of_its_day() -> None:
    assert types("A man of 48 was found guilty of attempted murder at a court in Leeds on Friday.") == {"SANCTION"}


def test_what_had_been_done_to_the_freed_lies_before() -> None:
    assert types("A woman who had been held hostage for two years was released in Mali on Monday.") == {"RETREAT"}


def test_what_somebody_is_going_to_do_has_not_happened() -> None:
    text = "Police charged a man in Leeds on Monday who had told a clerk that he was going to carry out a bombing."
    assert types(text) == {"ACCUSE"}


def test_a_vow_not_to_do_it_rejects() -> None:
    assert types("The president on Monday vowed not to resume talks with Israel.") == {"REJECT"}


def test_who_finds_the_dead_did_not_kill_them() -> None:
    events = told("Soldiers found the bodies of two priests in Bria on Monday.")
    assert all(not e.coded.actors for e in events)


def test_only_places_are_recovered_in_battle() -> None:
    assert "ASSAULT" not in types("The knife was hidden in a shed in Kansas and it was recovered on Saturday.")
    assert types("Rebels recovered the town of Bria on Monday.") == {"ASSAULT"}


def test_neighbours_help_the_displaced() -> None:
    assert types("Villagers in Kivu gave food to displaced families on Monday.") == {"AID"}


def test_politicians_attack_each_other_with_words() -> None:
    assert "ASSAULT" not in types("The president assailed the senator as a traitor in Boston on Monday.")
    assert "ASSAULT" not in types("The governor deflected Republican attacks on his loyalty on Tuesday.")
    assert types("Rebels attacked the army in Bambari over the weekend.") == {"ASSAULT"}


def test_a_size_is_no_doer() -> None:
    events = told("A car bomb killed 20 people in Baghdad on Thursday in the fifth major attack this month.")
    assert all(not e.coded.actors for e in events)


def test_fugitives_are_caught_not_abducted() -> None:
    assert types("Three escaped inmates were captured in Omaha on Tuesday.") == {"COERCE"}
    assert "ASSAULT" not in types("The killer was captured in Omaha on Monday after a brief manhunt.")


def test_a_held_town_has_not_been_abducted() -> None:
    text = "The rebels, who had held onto the east of Aleppo for four years, surrendered on Tuesday."
    assert not any(e.coded.event_mode == "abduct" for e in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Troops will march on Idlib after taking Aleppo, the minister said on Monday.",
        "Egypt lost Gaza to Israel during the 1967 Six-Day War.",
        "Clashes are frequent in Dagestan, the mayor said.",
    ],
)
def test_what_is_to_come_old_or_usual_is_no_attack(text: str) -> None:
    assert "ASSAULT" not in types(text)


def test_an_army_that_fights_elsewhere_has_not_planted_a_car_bomb() -> None:
    text = (
        "A car bomb exploded near a market in Baghdad on Thursday, killing 20 people. The town has been quiet since "
        "the cleric declared a truce amid a crackdown by the U.S. and Iraqi militaries."
    )
    (bombing,) = [e.coded for e in told(text) if e.coded.event_mode == "explosives"]
    assert not bombing.actors


def test_the_neighbour_beyond_a_border_does_not_fight() -> None:
    (event,) = told("Police killed two rebels on Monday in fighting near the border with Georgia in Dagestan.")
    assert all(p.country != "GE" for p in (*event.coded.actors, *event.coded.recipients))


def test_a_place_that_somebody_shouts_is_not_where_it_happened() -> None:
    text = (
        "A policeman shot the ambassador dead in Ankara on Monday. “Remember Aleppo!” he cried. “Remember Aleppo and "
        "Homs!” Police killed him soon after."
    )
    assert {p.country for e in told(text, "Ambassador shot by man who cried ‘Remember Aleppo’") for p in e.coded.actors
            if p.sector == "COP"} <= {"TR"}  # fmt: skip


def test_found_shot_at_his_shop_is_the_one_who_was_shot() -> None:
    (event,) = told("Milos Radic was found fatally shot at his shop in Novi Sad on Monday.")
    assert [p.name for p in event.coded.recipients][:1] == ["Milos Radic"]
    assert not event.coded.actors


def test_the_army_that_tells_of_an_air_strike_made_it() -> None:
    (event,) = told("A drone strike in Somalia killed three al-Shabaab fighters on Tuesday, the U.S. military said.")
    assert [p.name for p in event.coded.actors] == ["Military of United States"]


def test_going_on_strike_is_one_event() -> None:
    assert len(told("Workers at the port of Beira went on strike on Tuesday over unpaid wages.")) == 1


#: What makes a report longer than any that is read for its length alone.
_FILLER = " The town lies on a river and has a school, a mill and two bakeries." * 12


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("A girl was abducted outside her home in Lugo on Monday.", True),
        ("Thousands of porters at the airport will strike from Friday.", True),
        ("The council meets on March 3, and again on March 10.", False),
        ("The lane will be closed for repairs until spring, the county said.", False),
    ],
)
def test_news_of_one_deed_opens_with_it(opening: str, expected: bool) -> None:
    assert relevant(opening + _FILLER) is expected


def test_an_alarm_far_down_is_no_news() -> None:
    assert not relevant(_FILLER + " A book on the kidnapping is in print.")


def test_attacks_and_terror_are_more_than_ordinary_crime() -> None:
    court = (
        "A man was sentenced by a judge in Leeds on Tuesday. Detectives had arrested him after a {}. The defendant "
        "had been refused bail."
    )
    assert off_domain(court.format("burglary"), whole=True) == "crime"
    assert off_domain(court.format("stabbing in the name of Islamic State"), whole=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "Fire swept through a camp for displaced people in Idlib on Monday, killing four children.",
        "A factory fire killed 30 workers in Dhaka on Monday.",
        "At least four people died when a helicopter of the Colombian army crashed near Cali on Monday.",
    ],
)
def test_fires_and_crashes_are_no_attacks(text: str) -> None:
    assert types(text) == set()


def test_who_attacks_and_is_shot_then_is_in_two_events() -> None:
    text = (
        "A man with a knife attacked worshippers in Nice on Thursday, killing three before police shot and wounded him."
    )
    attack, shooting = (e.coded for e in told(text))
    assert [p.name for p in attack.actors + attack.recipients] == ["man", "worshippers"]
    assert attack.fatalities_best == 3
    assert [p.name for p in shooting.actors + shooting.recipients] == ["Police of France", "man"]


@pytest.mark.parametrize(
    "text",
    [
        "The quiz in Leeds on Friday will help Cancer Research UK and Shooting Stars Children Hospice.",
        "The quiz in Leeds is held for charities like Cancer Research UK and Shooting Stars Children Hospice.",
    ],
)
def test_the_words_of_a_name_are_no_deeds(text: str) -> None:
    assert types(text) == set()


def test_what_somebody_threatened_to_do_was_not_done() -> None:
    text = "A man in Ithaca pleaded guilty on Monday to threatening to assault and murder a U.S. official."
    assert "ASSAULT" not in types(text)


def test_who_believes_what_was_done_has_not_done_it() -> None:
    events = told("Police in Perth believed that Mr. Grier robbed a bank on Monday, then kidnapped Anna Odell.")
    assert all(p.sector != "COP" for e in events for p in e.coded.actors if e.coded.event_mode == "abduct")


def test_graves_are_no_dead() -> None:
    assert all(not e.coded.fatalities_best for e in told("Vandals desecrated three graves in Byblos on Sunday."))
