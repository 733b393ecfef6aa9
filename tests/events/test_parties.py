"""Noun phrases become parties: named, built from a state, described, or pointing back."""

from __future__ import annotations

import pytest

from schemas.coded import Party
from transforms.events.coder import CoderResources
from transforms.events.parties import PartyReader
from transforms.events.sentences import split_sentences

RESOURCES = CoderResources.load()


def parties(text: str, year: int = 2018) -> list[Party]:
    """All parties of a text, sentence by sentence."""
    reader = PartyReader(RESOURCES.actors, text, year)
    found = []
    for start, end in split_sentences(text, 0, len(text)):
        parsed = RESOURCES.parse(text[start:end], start)
        for piece in parsed.chunks:
            reference = reader.read(parsed, piece, start)
            if reference is not None:
                found.append(reference.party)
    return found


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("ISIS fighters withdrew.", "Islamic State", None, "REB"),
        ("Daesh attacked.", "Islamic State", None, "REB"),
        ("Turkish forces attacked.", "Military of Turkey", "TR", "MIL"),
        ("Iraqi police attacked.", "Police of Iraq", "IQ", "COP"),
        ("Kenyan troops attacked.", "Military of Kenya", "KE", "MIL"),
        ("The Syrian government attacked.", "Government of Syria", "SY", "GOV"),
        ("Ankara reacted.", "Turkey", "TR", "GOV"),
        ("The U.S.-led coalition attacked.", "US-led coalition", None, "IMG"),
        ("Hundreds of civilians fled.", "civilians", None, "CVL"),
        ("Gunmen attacked.", "gunmen", None, "UAF"),
        ("A Syrian Democratic Forces fighter ran.", "Syrian Democratic Forces", "SY", "REB"),
    ],
)
def test_a_phrase_is_a_party(text: str, name: str, country: str | None, sector: str) -> None:
    party = parties(text)[0]
    assert (party.name, party.country, party.sector) == (name, country, sector)


def test_the_surface_is_what_the_text_has() -> None:
    assert parties("Some 40 Turkish soldiers attacked.")[0].surface == "Turkish soldiers"


def test_words_that_point_back_find_the_group() -> None:
    found = parties("Boko Haram attacked a village. The militants burned houses. They fled.", 2015)
    assert [p.name for p in found if p.sector == "REB"] == ["Boko Haram", "Boko Haram", "Boko Haram"]


def test_an_acronym_in_brackets_names_its_group_later() -> None:
    found = parties("The Blue River Front (BRF) attacked. The BRF fled.")
    assert {p.name for p in found} == {"Blue River Front"}


def test_a_surname_counts_only_in_office_or_beside_the_full_name() -> None:
    assert not any(p.name == "Park Geun-hye" for p in parties("Park scored twice."))
    assert any(p.name == "Park Geun-hye" for p in parties("Park spoke. South Korea listened.", 2015))


def test_an_ambiguous_acronym_means_the_group_of_the_country_named() -> None:
    assert parties("Fighters of the RSF fired on protesters in Sudan.", 2019)[0].name.startswith("Rapid Support Forces")
