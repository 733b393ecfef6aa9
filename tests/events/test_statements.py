"""Statements of ministries and other bodies: their present verbs are the act, though the body of the text says them."""

from __future__ import annotations

import pytest

from tests.events.reports import PUBLISHED, told, types
from transforms.events.coder import CoderResources, code_story
from transforms.events.parties.issuer import issuer_of
from transforms.events.story import Story

_OPENING = (
    "On 10 March three gunmen attacked the embassy of Peru in Quito. A guard of the embassy was killed. "
    "He was 34 years old and came from Arequipa.\n\n"
)


def _acts(title: str, body: str) -> set[str]:
    return {e.coded.event_type for e in told(_OPENING + body, title=title)}


@pytest.mark.parametrize(
    ("body", "event_type"),
    [
        ("Peru condemns the attack.", "ACCUSE"),
        ("Peru demands a full inquiry by Ecuador.", "REQUEST"),
        ("The claims of Ecuador are rejected by Peru as baseless.", "REJECT"),
        ("The Government of Peru calls on Ecuador to protect its missions.", "REQUEST"),
        ("Peru blames the government of Ecuador for the attack.", "ACCUSE"),
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        "Statement on the attack in Quito",
        "Joint statement by the foreign ministers of Peru and Chile",
        "Press release regarding the attack in Quito",
        "Communiqué of the Foreign Ministry",
    ],
)
def test_the_present_of_a_statement_is_the_act_itself(title: str, body: str, event_type: str) -> None:
    assert event_type in _acts(title, body)


@pytest.mark.parametrize("body", ["Peru condemns such attacks.", "Peru blames Ecuador for most attacks."])
def test_the_present_of_a_report_tells_what_is_always_so(body: str) -> None:
    assert not _acts("Gunmen attack embassy", body) & {"ACCUSE", "REQUEST", "REJECT"}


@pytest.mark.parametrize(
    ("body", "event_type"),
    [
        ("Peru strongly condemns the attack.", "ACCUSE"),
        ("The government of Peru categorically rejects the claims of Ecuador.", "REJECT"),
        ("Peru once again urges Ecuador to protect its embassies.", "REQUEST"),
    ],
)
def test_who_strongly_condemns_does_it_now(body: str, event_type: str) -> None:
    assert event_type in _acts("Gunmen attack embassy", body)


def test_a_release_that_opens_in_the_present_is_a_statement() -> None:
    text = (
        "The African Union condemns the killing of 12 villagers in Mali on Tuesday. The villagers were on their way to "
        "a market near Mopti. Their bodies were found in a well.\n\n"
        "The Union demands that Mali open an inquiry. It urges the junta to release the witnesses."
    )
    assert "REQUEST" in types(text)


@pytest.mark.parametrize(
    ("publisher", "code"),
    [
        ("Ministry of Foreign Affairs of the Republic of Peru", "PE"),
        ("Government of Kenya, press office", "KE"),
        ("Turkish embassy in Lima", "TR"),
        ("Lima Times", None),
        ("Peru Daily News", None),
        (None, None),
    ],
)
def test_an_office_publishes_for_its_state(publisher: str | None, code: str | None) -> None:
    issuer = issuer_of(publisher, CoderResources.load().actors)
    assert (issuer.code if issuer else None) == code


@pytest.mark.parametrize(
    "body",
    [
        "The Ministry strongly condemns the attack.",
        "We demand a full inquiry by Ecuador.",
        "The Government rejects the claims.",
    ],
)
def test_the_ministry_of_a_statement_is_that_of_its_publisher(body: str) -> None:
    story = Story(
        article_id="a", title="Statement on the attack in Quito", text=_OPENING + body, published_at=PUBLISHED,
        publisher="Ministry of Foreign Affairs of the Republic of Peru",
    )  # fmt: skip
    said = [e for e in code_story(story, CoderResources.load()) if e.coded.event_type != "ASSAULT"]
    assert [p.country for e in said for p in e.coded.actors] == ["PE"]
