"""Dictionaries that a user adds: PETRARCH's form and sitrep's own, faults told by line, one load in each process."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.additions import Additions
from transforms.events.coder import CoderResources
from transforms.events.parties.actors import ActorDictionary, NameMatch, load_countries
from transforms.events.parties.dictionaries import read_dictionaries
from transforms.events.parties.petrarch import meaning, read_petrarch
from transforms.events.parties.story_names import StoryNames
from transforms.events.places.dump import check_dump
from transforms.events.tables import DataFileError

MENEM = """
; a comment
CARLOS_MENEM_ [ARGELI]   # another comment
+PRESIDENT_MENEM_
+CARLOS_SAUL_MENEM_
\t[ARGGOV 890708-991210]
\t[ARGOPP >19991210]
BLUE_RIVER_FRONT [COGREB]
"""


def added(tmp_path: Path, text: str, name: str = "mine.actors") -> ActorDictionary:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return ActorDictionary.load(read_dictionaries([file]))


def parties(dictionary: ActorDictionary, text: str, year: int) -> dict[str, tuple[str | None, str | None]]:
    """Sector and country of the parties that a text names, by id."""
    words = text.split()
    reader = StoryNames(dictionary, text, year)
    best: dict[int, NameMatch] = {}
    for match in dictionary.find(words):
        known = best.get(match.start)
        if reader._believes(match, words) and (known is None or reader._rank(match) > reader._rank(known)):
            best[match.start] = match
    actors = [match.name.actor for match in best.values()]
    return {actor.actor_id: (actor.sector_in(year), actor.country) for actor in actors if actor is not None}


@pytest.mark.parametrize(("year", "sector"), [(1985, "ELI"), (1995, "GOV"), (2005, "OPP")])
def test_a_code_holds_in_its_days(tmp_path: Path, year: int, sector: str) -> None:
    dictionary = added(tmp_path, MENEM)
    assert parties(dictionary, "Then President Menem spoke", year)["carlos-menem"] == (sector, "AR")


def test_case_does_not_count_but_a_name_has_capitals(tmp_path: Path) -> None:
    dictionary = added(tmp_path, MENEM)
    assert "blue-river-front" in parties(dictionary, "The Blue River Front fled", 2018)
    assert "blue-river-front" in parties(dictionary, "BLUE RIVER FRONT FLEES", 2018)
    assert "blue-river-front" not in parties(dictionary, "along the blue river front houses stood", 2018)


def test_an_added_name_goes_before_ours_and_a_later_file_before_an_earlier(tmp_path: Path) -> None:
    first, second = tmp_path / "first.actors", tmp_path / "second.tsv"
    first.write_text("TALIBAN_ [AFGGOV]\nHEZBOLLAH_ [LBNPTY]\n")
    second.write_text("Taliban of mine\tGOV\tAF\tTaliban\n")
    dictionary = ActorDictionary.load(read_dictionaries([first, second]))
    found = parties(dictionary, "Taliban met Hezbollah", 2022)
    assert found["hezbollah"] == ("PTY", "LB")
    assert "taliban-of-mine" in found


def test_a_code_that_is_only_a_country_names_the_state(tmp_path: Path) -> None:
    dictionary = added(tmp_path, "ZANDARIA_ [TUR]\n")
    (match,) = dictionary.find(["Zandaria"])
    assert match.name.country is not None
    assert match.name.country.code == "TR"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+ALIAS_\n", r"line 1: '\+ALIAS_' is another name, but no name came before it"),
        ("\t[AFGREB]\n", "line 1: .* is a code, but no name came before it"),
        ("FOO_ [AFGREB\n", "line 1: '.AFGREB' is not closed"),
        ("FOO_ [afg]\n", "line 1: 'afg' is no code"),
        ("FOO_\nBAR_ [AFG]\n", "line 1: FOO has no code"),
        ("FOO_ [AFGREB 20101301-20111212]\n", "line 1: '20101301' is no day of the calendar"),
        ("FOO_ [AFGREB 2010]\n", "line 1: '2010' is no span of days"),
        ("FOO_ [AFGREB 20100101-20000101]\n", "ends before it begins"),
        ("; nothing\n", "no actor in it"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        added(tmp_path, text)


def test_ten_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"line 10: .*; and 15 more"):
        added(tmp_path, "X_ [no]\n" * 25)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Mine\tXXX\n", "line 1, sector: 'XXX'"),
        ("Mine\tREB\tQQ\n", "line 1, country: 'QQ'"),
        ("Mine\tREB\n\nMine\tREB\n", "line 3, name: 'Mine' is there already"),
        ("Mine\tREB\tSY\t\towned by\n", "line 1, belongs to: 'owned by'"),
        ("Mine\tREB\tSY\t\t\t2010-2000\n", "line 1, valid: 2010-2000 ends before it begins"),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        added(tmp_path, row, "mine.tsv")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        read_dictionaries([tmp_path / "none.actors"])


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [
        ("AFGREBTAL", "AF", "REB"),
        ("USAGOV", "US", "GOV"),
        ("USAMED", "US", "JRN"),
        ("IGOUNO", None, "UNO"),
        ("IGOEUREEC", None, "EUR"),
        ("NGOHRIAMN", None, "NGO"),
        ("TUR", "TR", None),
        ("---", None, None),
    ],
)
def test_what_codes_mean(code: str, country: str | None, sector: str | None) -> None:
    assert meaning(code) == (country, sector)


@given(st.text(alphabet=st.sampled_from("AB_+[]<>- \t\n;#0123456789"), max_size=60))
def test_any_text_reads_or_is_refused_with_a_reason(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.actors"
    file.write_text(text, encoding="utf-8")
    try:
        names = read_petrarch(file, load_countries())
    except DataFileError as error:
        refused = str(error)
        names = []
    else:
        refused = ""
    assert names or refused.startswith(str(file))


def test_additions_travel_to_another_process(tmp_path: Path) -> None:
    file = tmp_path / "mine.actors"
    file.write_text("BLUE_RIVER_FRONT_ [COGREB]\n")
    places = tmp_path / "XX.txt"
    row = ["99", "Zandara", "Zandara", "", "1.5", "15.5", "P", "PPL", "CG", "", "01", *[""] * 3, "500", *[""] * 4]
    places.write_text("\t".join(row) + "\n")
    program = (
        "import pickle, sys\nfrom transforms.events.coder import CoderResources\n"
        "resources = CoderResources.load(additions=pickle.loads(bytes.fromhex(sys.argv[1])))\n"
        "print(resources.actors.actors['blue-river-front'].country, resources.gazetteer.lookup('Zandara')[0].country)"
    )
    additions = pickle.dumps(Additions((file,), places)).hex()
    done = subprocess.run([sys.executable, "-c", program, additions], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["CG", "CG"]


def test_resources_are_read_once_for_the_same_additions(tmp_path: Path) -> None:
    file = tmp_path / "mine.actors"
    file.write_text("BLUE_RIVER_FRONT_ [COGREB]\n")
    assert CoderResources.load(additions=Additions((file,))) is CoderResources.load(additions=Additions((file,)))
    assert CoderResources.load() is CoderResources.load()


def test_a_gazetteer_of_another_form_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "XX.txt"
    file.write_text("1\tZandara\n")
    with pytest.raises(ValueError, match="line 1: 2 columns instead of the 19"):
        check_dump(file)
