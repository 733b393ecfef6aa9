"""Names of places are found, and names of people and bodies are not taken for them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.events.places.find import find_places
from transforms.events.places.mention import PlaceMention


def places(text: str) -> list[str]:
    return [mention.surface for mention in find_places(text) if not mention.demonym and not mention.nested]


def only(text: str, surface: str) -> PlaceMention:
    return next(mention for mention in find_places(text) if mention.surface == surface)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters captured Hajin on Friday.", ["Hajin"]),
        ("Shelling was reported in eastern Syria and northern Mosul.", ["Syria", "Mosul"]),
        ("They fled to Tripoli, Lebanon, from Idlib province.", ["Tripoli", "Lebanon", "Idlib"]),
        ("Clashes broke out in Deir ez-Zor and in al-Bab.", ["Deir ez-Zor", "al-Bab"]),
        ("The troops left Tal Abyad and Ras al-Ayn for Khan Sheikhoun.", ["Tal Abyad", "Ras al-Ayn", "Khan Sheikhoun"]),
        ("The UAE and the US met in Washington, D.C. on Monday.", ["UAE", "US", "Washington", "D.C."]),
        ("The dead were flown to Port-au-Prince.", ["Port-au-Prince"]),
        ("A protest in Reading, Pa., ended peacefully.", ["Reading", "Pa."]),
        ("Raiders burned Qwxzyville village and the town of Zzyzxabad.", ["Qwxzyville", "Zzyzxabad"]),
        ("Ross, 29, of Columbia, was held.", ["Columbia"]),
        (
            "Among the villages in Syria are Sousa, Buqaan, Shaafah, Baghouz and Shajla.",
            ["Syria", "Sousa", "Buqaan", "Shaafah", "Baghouz", "Shajla"],
        ),
    ],
)
def test_places_are_found(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton sang.",
        "Sen. Jackson voted against it. Jackson said he would do so again.",
        "Mr. London declined to comment.",
        "Mustafa Bali spoke by phone. There are still villages to be taken, Bali said.",
        "Of those, most were nice. Reading helps. Mobile phones rang.",
        "In May and on Friday the Senate met.",
        "Boko Haram claimed the attack.",
        "Write to @london or see #Aleppo.",
        "The march went down Houston Street.",
        "The Old Town festival began. Lincoln was president then, and Bush came later.",
        "The Kremlin said so.",
    ],
)
def test_what_is_no_place_is_left_out(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Paris Police Department officers came.", "Paris"),
        ("The Aleppo Media Centre reported it.", "Aleppo"),
        ("The Britain-based group counted them.", "Britain"),
    ],
)
def test_a_place_inside_the_name_of_a_body_is_a_hint(text: str, surface: str) -> None:
    assert only(text, surface).nested


@pytest.mark.parametrize("people", ["Syrians", "Iraqi", "Nigerien", "Palestinians", "Kurdish", "Chechen"])
def test_peoples_are_marked(people: str) -> None:
    assert only(f"The {people} left.", people).demonym


@pytest.mark.parametrize(
    ("text", "surface", "level"),
    [
        ("in Idlib province", "Idlib", "admin1"),
        ("in the province of Idlib", "Idlib", "admin1"),
        ("the town of Idlib", "Idlib", "town"),
        ("in the Raqqa governorate", "Raqqa", "admin1"),
        ("in Nineveh Province", "Nineveh", "admin1"),
    ],
)
def test_the_word_beside_a_name_tells_its_level(text: str, surface: str, level: str) -> None:
    assert only(text, surface).level == level


@pytest.mark.parametrize(
    ("text", "surface", "container"),
    [
        ("in Tripoli, Lebanon, on Monday", "Tripoli", "Lebanon"),
        ("the Iraqi city of Mosul", "Mosul", "Iraqi"),
        ("in Syria's Aleppo", "Aleppo", "Syria"),
        ("in Kharkiv in eastern Ukraine", "Kharkiv", "Ukraine"),
        ("a suspect from Paris, TX, was held", "Paris", "Texas"),
    ],
)
def test_the_text_says_where_a_place_lies(text: str, surface: str, container: str) -> None:
    assert only(text, surface).container == container


@pytest.mark.parametrize(
    "text",
    [
        "MOSUL, Iraq (AP) - Troops advanced.",
        "MOSUL, Iraq — Troops advanced.",
        "Intro.\n\nBEIRUT (Reuters) – It said so.",
    ],
)
def test_the_place_that_a_report_opens_with_is_its_dateline(text: str) -> None:
    assert find_places(text)[0].dateline


def test_an_empty_text_has_no_places() -> None:
    assert find_places("") == []


_PIECES = st.sampled_from(
    re.split(
        ";",
        "Hajin;Syria;the town of;in;Mosul,;Iraq;Paris Hilton;said.;\n\n;—;Syrian;(AP);U.S.-led;al-;Bab;’s;St.;Louis;"
        "İzmir;D.C.;Ala.;and;north of;Deir;ez-Zor;US;Mr.;ǅ;ß",
    )
)


@settings(max_examples=150)
@given(st.one_of(st.lists(_PIECES, max_size=14).map(" ".join), st.text(max_size=60)))
def test_offsets_point_at_the_surface_in_order_without_overlaps(text: str) -> None:
    mentions = find_places(text)
    assert all(text[mention.start : mention.end] == mention.surface != "" for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert find_places(text) == mentions
