"""Whom pronouns stand for."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from transforms.events.coder import CoderResources
from transforms.events.parties.find import PartyReader
from transforms.events.sentences import split_sentences


def meant_by(pronoun: str, text: str) -> str | None:
    """The words of the party that the last such pronoun of a text is read as."""
    resources = CoderResources.load()
    reader = PartyReader(resources.actors, text, 2020)
    found = None
    for start, end in split_sentences(text, 0, len(text)):
        parse = resources.parse(text[start:end], start)
        for piece in parse.chunks:
            reference = reader.read(parse, piece, start)
            if parse.words[piece.start].token.lower == pronoun:
                found = reference.party.surface if reference is not None else None
    return found


@pytest.mark.parametrize(
    ("pronoun", "text", "who"),
    [
        ("they", "Police fired tear gas at students in Dakar. The students said they would march again.", "students"),
        ("he", "Soldiers led the mayor of Gao from his office on Monday. A day later he was freed.", "mayor"),
        ("it", "Boko Haram raided two villages. The army said it had lost no men.", "army"),
        ("it", "A teachers' union ended its strike. On Monday it accused the government of lying.", "union"),
        ("it", "The University of Khartoum closed on Sunday. The day after it expelled forty students.", "University"),
        ("them", "Gunmen stopped a bus near Lokoja and ordered passengers out before shooting them.", "passengers"),
        ("they", "Rebels took the town of Bria on Friday after they shelled the barracks.", "Rebels"),
    ],
)
def test_a_pronoun_stands_for_the_party_that_a_reader_takes_it_for(pronoun: str, text: str, who: str) -> None:
    assert who in (meant_by(pronoun, text) or "")


def test_it_stands_for_no_person_and_no_crowd() -> None:
    assert meant_by("it", "Protesters and President Macron spoke. It rained.") is None


def test_fitting_refuses_a_folder_without_passages(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the training needs it")
    from training.antecedents.__main__ import main

    with pytest.raises(SystemExit), patch("sys.argv", ["antecedents", "--data", str(tmp_path)]):
        main()
