from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.blocks import Paragraph
from transforms.clean.normalise import key, words
from transforms.clean.paragraphs import is_furniture, structure, structure_text

LEAD = "Government troops entered the port city on Monday after the last rebel units had left it, officials said."
NEXT = "Residents reached by phone said that shops stayed closed and that soldiers went from house to house."
LAST = "The United Nations asked both sides to let aid convoys pass and to spare the city's only hospital."


def texts(*paragraphs: str) -> list[Paragraph]:
    return [Paragraph(p) for p in paragraphs]


def test_a_repeated_paragraph_is_kept_once_whatever_its_spaces_and_quotes() -> None:
    quoted = "“We will stay,” said a shopkeeper who did not want to give his name, “whatever the army does.”"
    straight = quoted.replace("“", '"').replace("”", '"').replace(" said", "\u00a0said")
    assert structure(texts(LEAD, quoted, NEXT, straight)).text.split("\n\n") == [LEAD, quoted, NEXT]


def test_of_a_lead_with_and_without_dateline_the_one_with_it_is_kept() -> None:
    with_dateline = f"PORTO SERENO (AP) — {LEAD}"
    assert structure(texts(LEAD, NEXT, with_dateline, LAST)).text == f"{with_dateline}\n\n{NEXT}\n\n{LAST}"
    assert structure(texts(with_dateline, NEXT, LEAD, LAST)).text == f"{with_dateline}\n\n{NEXT}\n\n{LAST}"


def test_a_body_that_stands_on_the_page_twice_is_kept_once_with_its_short_lines() -> None:
    body = texts(LEAD, "Shops closed", NEXT, "Aid waits", LAST)
    assert structure([*body, *body]).text == structure(body).text


def test_short_lines_of_a_list_may_repeat() -> None:
    paragraphs = texts(LEAD, "Killed: 3", NEXT, "Killed: 3", LAST)
    assert [p.text for p in structure(paragraphs).paragraphs] == [LEAD, "Killed: 3", NEXT, "Killed: 3", LAST]


def test_a_paragraph_that_returns_in_every_part_of_the_text_is_no_error_of_the_page() -> None:
    """A question put to everyone, the steps of every recipe; a body that stands there three times is an error."""
    question = "What did you see when the soldiers came to your street that morning?"
    answers = [f"{name} saw {count} lorries and hid in the cellar until the evening, as all others did." for name, count
               in zip(("Ana", "Bruno", "Carla"), (2, 3, 5), strict=True)]  # fmt: skip
    parts = [[question, f"Portrait {i}", answer, f"Street {i}"] for i, answer in enumerate(answers)]
    interview = [LEAD, *(line for part in parts for line in part)]
    assert structure(texts(*interview, LAST)).text == "\n\n".join([*interview, LAST])
    body = texts(LEAD, "Shops closed", NEXT, "Aid waits", LAST)
    assert structure([*body, *body, *body]).text == structure(body).text
    assert structure(texts(LEAD, LEAD, NEXT, LEAD, LAST)).text.count(LEAD) == 1


def test_the_headline_at_the_top_of_the_text_goes() -> None:
    found = structure(texts("Troops enter port city!", LEAD, NEXT), title="Troops enter port city")
    assert found.text.startswith(LEAD)


def test_a_line_between_a_teaser_and_the_lead_it_repeats_is_the_deck() -> None:
    deck = "Monday's advance ends a siege of eleven months"
    found = structure(texts(LEAD, deck, LEAD, NEXT))
    assert found.deck == deck
    assert found.text == f"{LEAD}\n\n{NEXT}"


def test_a_marked_deck_is_not_repeated_in_the_text() -> None:
    deck = "The advance ends a siege of eleven months"
    found = structure(texts(deck, LEAD, NEXT), decks=[deck])
    assert (found.deck, found.text) == (deck, f"{LEAD}\n\n{NEXT}")


def test_a_description_that_quotes_the_text_is_no_deck() -> None:
    assert structure(texts(LEAD, NEXT), description=LEAD[:60] + " ...").deck is None
    assert structure(texts(LEAD, NEXT), description=LEAD).deck is None
    assert (
        structure(texts(LEAD, NEXT), description="Troops entered the port city on Monday, officials said.").deck is None
    )
    own = "Eleven months of siege end as rebels leave"
    assert structure(texts(LEAD, NEXT), description=own).deck == own


@pytest.mark.parametrize(
    "caption",
    [
        "A soldier stands guard at the harbour on Monday. (Mara Quint/Reuters)",
        "Smoke over the harbour. (AP Photo/Mara Quint)",
        "Smoke over the harbour. Photo: Mara Quint",
        "Soldiers in the old town. (Photo by Mara Quint / AFP)",
    ],
)
def test_a_paragraph_that_ends_with_a_picture_credit_is_a_caption(caption: str) -> None:
    found = structure(texts(LEAD, caption, NEXT))
    assert found.captions == [caption]
    assert caption not in found.text


def test_the_word_caption_is_no_part_of_a_caption() -> None:
    assert structure(texts(LEAD), captions=["Image caption The harbour before the war"]).captions == [
        "The harbour before the war"
    ]


def test_figure_captions_leave_the_text() -> None:
    caption = "The harbour before the war"
    found = structure(texts(LEAD, caption, NEXT), captions=[caption])
    assert (found.captions, found.text) == ([caption], f"{LEAD}\n\n{NEXT}")


@pytest.mark.parametrize(
    "line",
    [
        "By Mara Quint",
        "By Mara Quint and Jon Reyes, Staff Writers",
        "By Mara Quint and Jon Reyes | 12 April 2019, 6:15 p.m.",
        "(Reporting by Mara Quint in Geneva; Editing by Jon Reyes)",
        "Mara Quint contributed to this report.",
    ],
)
def test_bylines_leave_the_text(line: str) -> None:
    found = structure(texts(LEAD, NEXT, line))
    assert found.text == f"{LEAD}\n\n{NEXT}"
    assert found.bylines == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Share",
        "Share this on Facebook",
        "Sign up for our daily newsletter and never miss a story.",
        "Read more: Who holds the port?",
        "RELATED: Who holds the port?",
        "We use cookies to give you the best experience.",
        "© 2021 The Courier. All rights reserved.",
        "Follow us on Twitter",
        "Last updated: 3 May 2021",
        "5 min read",
        "Friday, 14 December 2018, 6:15 p.m.",
        "December 14, 2018",
        "Like this story? Share it with a friend!",
        "Also on paper.example.com Who holds the port?",
        "CLICK HERE TO GET THE COURIER APP",
        "GET THE COURIER ON THE GO BY CLICKING HERE",
        "Continue Reading Below",
        "Updated at 1:23 p.m.",
        "This slideshow requires JavaScript.",
        "Have a tip? Mara Quint may be reached at quint@courier.example.",
        "Write to Mara Quint at mara.quint@courier.example",
        "Email Mara Quint at quint@courier.example or follow her @quint.",
        "Reach the reporters on Twitter at @quint and @lima",
        "Follow the agency's full coverage of the war at https://www.courier.example/war",
        "More on the war: https://courier.example/war",
        "On Courier.example: Who holds the port?",
        "Related post: Who holds the port?",
        "If you enjoyed this article, please consider joining our circle of members.",
        "Image copyright Reuters",
        "Sharing is caring!",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        LEAD,
        "More than 20 people were killed in the attack.",
        "Sign language interpreters were among the dead.",
        "By Monday evening, the army held the port and the road to the airport.",
        "Related charges against the general were dropped in May.",
        "Shares of the company fell by 8 percent.",
        "Read the statement, he said, and you will see who fired first.",
        "By Monday, the army had taken the port.",
        "Watch towers along the border were shelled again.",
        "Click here to send, the message told every soldier in the trench on Monday.",
        "On Monday: two attacks, eleven dead and no word from the government.",
        "If you like this war, you will love the next one, the general said.",
        "Write to the families at home, the officers told their men.",
        "Also on Monday the army took two villages.",
    ],
)
def test_sentences_of_the_article_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)
    assert structure(texts(LEAD[:50], line)).text.endswith(line)


def test_plain_text_is_taken_apart_as_a_page_is() -> None:
    title, found = structure_text(f"Troops enter port city\n\n{LEAD}\n\nSiege ends\n\n{NEXT}\n\nBy Mara Quint")
    assert title == "Troops enter port city"
    assert [(p.text, p.kind) for p in found.paragraphs] == [(LEAD, "text"), ("Siege ends", "subhead"), (NEXT, "text")]


@given(st.lists(st.sampled_from([LEAD, NEXT, LAST, "Killed: 3", "By Mara Quint"]) | st.text(max_size=80), max_size=12))
def test_no_long_paragraph_stands_twice(paragraphs: list[str]) -> None:
    given_keys = [key(text) for text in paragraphs]
    kept = [key(p.text) for p in structure(texts(*paragraphs)).paragraphs if len(words(p.text)) >= 8]
    assert all(kept.count(one) == 1 for one in kept if given_keys.count(one) < 3)


@given(st.lists(st.sampled_from([LEAD, NEXT, LAST, "Killed: 3", "Advertisement"]), max_size=10))
def test_taking_a_text_apart_twice_changes_nothing(paragraphs: list[str]) -> None:
    paragraphs = [text for i, text in enumerate(paragraphs) if paragraphs[:i].count(text) < 2]
    once = structure(texts(*paragraphs))
    assert structure(once.paragraphs).text == once.text or once.deck is not None
