"""The gazetteer knows places by the many spellings of the news."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.gazetteer.build import usable, write
from transforms.events.places.artefact import ARTEFACT, Towns
from transforms.events.places.gazetteer import DATA, Gazetteer, own_id, read_rows
from transforms.events.places.keys import hashed, loose_key, name_key


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khan Sheikhoun", "Khān Shaykhūn"),
        ("Deir ez-Zor", "Deir al-Zour"),
        ("Deir ez-Zor", "DeirEzzor"),
        ("Tal Abyad", "Tell Abyad"),
        ("Baqubah", "Ba'quba"),
        ("Qaryat", "Karyat"),
        ("Ras al-Ain", "Ra's al 'Ayn"),
        ("Jebel Marra", "Jabal Marrah"),
        ("Beit Lahia", "Bayt Lahiya"),
    ],
)
def test_transliterations_of_a_name_share_a_loose_key(one: str, other: str) -> None:
    assert loose_key(one) == loose_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hajīn", "hajin"),
        ("Port-au-Prince", "Port au Prince"),
        ("U.S.", "US"),
        ("St. Louis", "St Louis"),
        ("Łódź", "Lodz"),
    ],
)
def test_marks_hyphens_case_and_stops_do_not_change_a_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_the_stop_of_an_abbreviation_tells_it_from_a_word() -> None:
    assert name_key("Ind.") != name_key("Ind")


@given(st.text(max_size=40))
def test_keys_of_keys_are_themselves(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert 0 <= hashed(name) < 1 << 44


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Baghouz", "SY"),
        ("Khan Sheikhoun", "SY"),
        ("Tel Abyad", "SY"),
        ("Abu Kamal", "SY"),
        ("Sanaa", "YE"),
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Nigeriens", "NE"),
        ("Nigerians", "NG"),
        ("Palestinian", "PS"),
        ("Kosovo", "XK"),
        ("Taiwanese", "TW"),
        ("Donbas", "UA"),
        ("North Kivu", "CD"),
        ("Cabo Delgado", "MZ"),
        ("DRC", "CD"),
        ("D.C.", "US"),
    ],
)
def test_places_of_the_news_are_known(gazetteer: Gazetteer, name: str, country: str) -> None:
    assert country in {place.country for place in gazetteer.lookup(name)}


def test_a_town_of_geonames_takes_over_the_row_of_the_supplement(gazetteer: Gazetteer) -> None:
    places = [place for place in gazetteer.lookup("Sousa") if place.country == "SY"]
    assert [place.geonames_id > 0 for place in places] == [True]


def test_every_country_has_names_and_a_geonames_id(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.countries) == 250
    assert all(place.geonames_id > 0 and place.population >= 0 for place in gazetteer.countries.values())


def test_ids_of_our_own_places_are_negative_and_differ() -> None:
    supplement = [(row[2], row[3], row[0]) for row in read_rows(DATA / "supplement.tsv", 7)]
    divisions = [(row[0], row[1], row[2]) for row in read_rows(DATA / "admin1.tsv", 6)]
    ids = {own_id(*row) for row in {*supplement, *divisions}}
    assert len(ids) == len({*supplement, *divisions})
    assert max(ids) < 0


def test_coordinates_lie_on_the_globe() -> None:
    for row in read_rows(DATA / "supplement.tsv", 7):
        assert -90 <= float(row[4]) <= 90
        assert -180 <= float(row[5]) <= 180


def test_rows_of_the_supplement_lie_near_their_country() -> None:
    towns = Towns.read(ARTEFACT)
    of_country: dict[str, list[int]] = {}
    for number, division in enumerate(towns.divisions):
        of_country.setdefault(division[:2], []).append(number)
    for name, _, country, _, lat, lon, kind in read_rows(DATA / "supplement.tsv", 7):
        if country and kind not in ("sea", "region"):
            here = np.isin(towns.division, of_country[country])
            away = np.abs(towns.lats[here] - float(lat)) + np.abs(towns.lons[here] - float(lon))
            assert away.min() < 3.5, f"{name} is far from every town of {country}"


def test_a_broken_row_is_named_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "rows.tsv"
    broken.write_text("# head\nonly\ttwo\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"rows\.tsv, line 2: 2 columns instead of 3"):
        list(read_rows(broken, 3))


def _dump_line(number: int, name: str, others: str, lat: float, lon: float, country: str, code: str) -> str:
    row = [
        str(number),
        name,
        name,
        others,
        str(lat),
        str(lon),
        "P",
        "PPL",
        country,
        "",
        code,
        "",
        "",
        "",
        "1200",
        "",
        "",
        "",
        "",
    ]
    return "\t".join(row)


def test_a_geonames_dump_adds_its_villages(tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(
        _dump_line(99_000_001, "Qaryat al Jadidah al Bayda", "Zzyzxabad", 35.1, 40.2, "SY", "07"), encoding="utf-8"
    )
    place = Gazetteer.load(dump).lookup("Zzyzxabad")[0]
    assert (place.geonames_id, place.country, place.admin1) == (99_000_001, "SY", "Deir ez-Zor")
    assert not Gazetteer.load().lookup("Zzyzxabad", loose=False)


def test_a_packed_dump_is_read_the_same(tmp_path: Path) -> None:
    from transforms.events.places.dump import read_dump

    dump, packed = tmp_path / "SY.txt", tmp_path / "SY.npz"
    dump.write_text(_dump_line(99_000_001, "Zzyzxabad", "", 35.1, 40.2, "SY", "07"), encoding="utf-8")
    write(packed, read_dump(dump))
    assert Gazetteer.load(packed).lookup("Zzyzxabad") == Gazetteer.load(dump).lookup("Zzyzxabad")


def test_a_file_that_is_no_dump_is_refused_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("id,name\n1,Hajin\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"wrong\.txt, line 1: 1 columns instead of the 19"):
        Gazetteer.load(wrong)
    with pytest.raises(ValueError, match="no gazetteer file"):
        Gazetteer.load(tmp_path / "missing.txt")
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"not a zip")
    with pytest.raises(ValueError, match="cannot read the gazetteer"):
        Gazetteer.load(broken)


def test_the_same_arrays_make_the_same_file(tmp_path: Path) -> None:
    arrays = {"b": np.arange(5), "a": np.array([1.5])}
    write(tmp_path / "one.npz", arrays)
    write(tmp_path / "two.npz", dict(reversed(arrays.items())))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize(
    ("name", "kept"), [("Raqqa", True), ("lwndwn", False), ("LON", False), ("Лондон", False), ("L", False)]
)
def test_only_names_that_english_news_could_print_are_kept(name: str, kept: bool) -> None:
    assert usable(name) is kept
