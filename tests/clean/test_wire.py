from __future__ import annotations

import pytest

from transforms.clean.wire import find_wire

BODY = "The army said that its last units had left the town before dawn."


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("BEIRUT (AP) — Fighters took the town on Friday.", "AP"),
        ("DEIR EZ-ZOR, Syria (AP) - Fighters took the town on Friday.", "AP"),
        ("(Reuters) - Fighters took the town on Friday.", "Reuters"),
        ("MOSCOW (Reuters) – Fighters took the town on Friday.", "Reuters"),
        ("DAMASCUS, Dec. 14 (Xinhua) -- Fighters took the town on Friday.", "Xinhua"),
        ("MOSCOW, December 14. /TASS/. Fighters took the town on Friday.", "TASS"),
        ("Berlin (dpa) - Fighters took the town on Friday.", "dpa"),
        ("Madrid, 14 dic (EFE).- Fighters took the town on Friday.", "EFE"),
        ("(ANSA) - ROMA, 14 DIC - Fighters took the town on Friday.", "ANSA"),
        ("New Delhi, Dec 14 (PTI) Fighters took the town on Friday.", "PTI"),
        ("New Delhi, Dec 14 (IANS) Fighters took the town on Friday.", "IANS"),
        ("TOKYO (Kyodo) -- Fighters took the town on Friday.", "Kyodo"),
    ],
)
def test_a_dateline_names_the_agency(lead: str, agency: str) -> None:
    found = find_wire([lead, BODY])
    assert found is not None
    assert found.source == agency
    assert found.evidence
    assert found.evidence in lead


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("By Mara Quint, Associated Press", "AP"),
        ("The Associated Press", "AP"),
        ("Agence France-Presse", "AFP"),
        ("By Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("Press Association", "PA"),
        ("Mara Quint | The Canadian Press", "CP"),
        ("Anadolu Agency", "Anadolu"),
    ],
)
def test_a_byline_names_the_agency(byline: str, agency: str) -> None:
    found = find_wire([BODY], bylines=[byline])
    assert found is not None
    assert (found.source, found.evidence) == (agency, byline)


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("© 2021 The Associated Press. All rights reserved.", "AP"),
        ("Copyright 2021 AFP", "AFP"),
        ("Source: Reuters", "Reuters"),
        ("Source: AFP", "AFP"),
    ],
)
def test_a_credit_line_names_the_agency(credit: str, agency: str) -> None:
    found = find_wire([BODY], credits=[credit])
    assert found is not None
    assert found.source == agency


def test_the_agency_closes_the_text() -> None:
    for ending in ("(AFP)", "— Reuters", "AFP"):
        found = find_wire([BODY, BODY, ending])
        assert found is not None, ending
    closing = find_wire([BODY, f"{BODY} (AFP)"])
    assert closing is not None
    assert closing.source == "AFP"


def test_the_agencys_own_site_and_a_canonical_link_to_it_count() -> None:
    for urls in (["https://apnews.com/article/x"], ["https://paper.example/x", "https://www.reuters.com/world/x"]):
        assert find_wire([BODY], urls=urls) is not None


@pytest.mark.parametrize(
    "paragraph",
    [
        '"It is a very difficult battle," a spokesman told The Associated Press by phone.',
        "An AP reporter at the scene saw two bodies.",
        "Reuters could not verify the report.",
        "The fighters said in a statement to AFP that they had left the town.",
        "The minister told Reuters (on condition that he not be named) — and others — that he would go.",
        "The commander (Abu Omar) — a former officer — was captured.",
        "Bloomberg, who was mayor then, said that he agreed.",
    ],
)
def test_an_agency_that_the_text_speaks_about_does_not_count(paragraph: str) -> None:
    assert find_wire([paragraph, BODY, paragraph]) is None


@pytest.mark.parametrize(
    "line", ["Photo: AP", "Mara Quint", "AP Photo/Mara Quint", "The AP said so", "Paul Reuter", "Courier staff"]
)
def test_persons_and_picture_credits_are_no_agency(line: str) -> None:
    assert find_wire([BODY], bylines=[line], credits=[line]) is None
