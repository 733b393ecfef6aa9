"""A name is resolved by the whole article that it stands in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Place
from transforms.events.places.find import find_places
from transforms.events.places.mention import PlaceMention
from transforms.events.places.publisher import publisher_country
from transforms.events.places.resolve import resolve_places


def resolved(text: str, surface: str, **options: object) -> Place:
    found = resolve_places(find_places(text), **options)  # type: ignore[arg-type]
    place = next(each.place for each in found if each.mention.surface == surface)
    assert place is not None
    return place


def bare(*surfaces: str) -> list[PlaceMention]:
    return [PlaceMention(start=at * 50, end=at * 50 + len(name), surface=name) for at, name in enumerate(surfaces)]


@pytest.mark.parametrize(
    ("text", "surface", "country", "admin1"),
    [
        ("Syrian forces in eastern Syria took Hajin and Sousa.", "Sousa", "SY", "Deir ez-Zor"),
        ("Tourists in Tunisia came back to Sousse.", "Sousse", "TN", "Sousse"),
        ("Clashes in Tripoli, Lebanon, went on.", "Tripoli", "LB", "North Lebanon"),
        ("Haftar's men neared Tripoli from Benghazi in Libya.", "Tripoli", "LY", "Tripoli"),
        ("A man in Paris, Texas, was held; Dallas police came.", "Paris", "US", "Texas"),
        ("A man was held in Paris.", "Paris", "FR", "Île-de-France"),
        ("Fighting in Georgia near Tbilisi and Gori.", "Georgia", "GE", None),
        ("A vote in Georgia, where Atlanta and Savannah lie.", "Georgia", "US", "Georgia"),
        ("Troops from Niger fought in Diffa.", "Niger", "NE", None),
        ("Gunmen in Niger state in Nigeria kidnapped pupils.", "Niger", "NG", "Niger State"),
        ("In Valencia, Carabobo, Venezuela, people marched.", "Valencia", "VE", "Carabobo"),
        ("Police raided a slum in Rio.", "Rio", "BR", "Rio de Janeiro"),
        ("A shop was robbed in Philadelphia.", "Philadelphia", "US", "Pennsylvania"),
        ("A shop was robbed in Kiev.", "Kiev", "UA", "Kyiv City"),
    ],
)
def test_the_article_decides(text: str, surface: str, country: str, admin1: str | None) -> None:
    place = resolved(text, surface)
    assert (place.country, place.admin1) == (country, admin1)


@pytest.mark.parametrize(
    ("text", "surface", "town"),
    [
        ("French police cleared the Place de la République.", "Place de la République", "Paris"),
        ("In France, marchers met at the Arc de Triomphe.", "Arc de Triomphe", "Paris"),
        ("Israeli guards shot a man at the Damascus Gate.", "Damascus Gate", "Jerusalem"),
        ("Iraqi soldiers fired at a crowd in Tahrir Square in Iraq.", "Tahrir Square", "Baghdad"),
        ("Libyans marched to Martyrs' Square.", "Martyrs' Square", "Tripoli"),
        ("Crowds in Lebanon filled Martyrs’ Square.", "Martyrs’ Square", "Beirut"),
    ],
)  # fmt: skip
def test_a_landmark_means_its_town(text: str, surface: str, town: str) -> None:
    place = resolved(text, surface)
    assert place.name == town
    assert place.precision == "town"


def test_a_landmark_of_a_state_that_the_text_does_not_name_is_no_place() -> None:
    found = resolve_places(find_places("Peruvians in Cusco, Peru, called the yard their Puerta del Sol."))
    assert {each.place.name for each in found if each.place} == {"Peru", "Cusco"}


def test_a_word_of_a_longer_name_is_no_town() -> None:
    assert [m.surface for m in find_places("Nobody was hurt at the Arc de Bronze.")] == []
    assert "Santiago" not in [m.surface for m in find_places("Gunmen killed a mayor in Santiago de Surco.")]


@pytest.mark.parametrize(
    ("text", "surface", "precision"),
    [
        ("Rockets fell in Idlib province in Syria.", "Idlib", "admin1"),
        ("Rockets fell in the town of Idlib in Syria.", "Idlib", "town"),
        ("Rockets fell in Kherson in Ukraine.", "Kherson", "town"),
        ("Rockets fell on Ukraine.", "Ukraine", "country"),
        ("Rockets fell on the Yarmouk camp in Syria.", "Yarmouk", "point"),
        ("Rockets fell across Donbas in Ukraine.", "Donbas", "admin1"),
    ],
)
def test_precision_says_how_near_the_point_is(text: str, surface: str, precision: str) -> None:
    assert resolved(text, surface).precision == precision


def test_two_places_of_one_name_in_one_article_stay_two() -> None:
    text = "She flew from Paris, France, to Paris, Texas."
    found = [
        each.place.country
        for each in resolve_places(find_places(text))
        if each.place and each.mention.surface == "Paris"
    ]
    assert found == ["FR", "US"]


def test_a_name_once_explained_stays_so() -> None:
    text = "Police in Paris, Tennessee, closed a road. Paris has 10,000 people."
    found = {
        each.place.admin1
        for each in resolve_places(find_places(text))
        if each.place and each.mention.surface == "Paris"
    }
    assert found == {"Tennessee"}


def country_of(surface: str, **options: object) -> str | None:
    place = resolve_places(bare(surface), **options)[0].place  # type: ignore[arg-type]
    return place.country if place else None


def test_what_is_known_outside_the_text_helps() -> None:
    assert country_of("Tripoli") == "LY"
    assert country_of("Tripoli", extra_countries=["LB", "LB"], dateline="BEIRUT, Lebanon") == "LB"
    assert country_of("Perth", publisher_country="AU") == "AU"


def test_a_name_that_nobody_knows_has_no_place() -> None:
    assert resolve_places(bare("Qwxzyville"))[0].place is None


def test_a_village_that_no_gazetteer_has_gets_the_country_of_the_text() -> None:
    place = resolved("In Kosovo, police raided the village of Qwxzyvica.", "Qwxzyvica")
    assert (place.country, place.lat, place.geonames_id) == ("XK", None, None)


def test_a_namesake_on_another_continent_is_no_answer() -> None:
    text = "Soldiers in Culiacán, Sinaloa, Mexico, closed the Tres Ríos district; Mazatlán stayed calm."
    place = resolved(text, "Tres Ríos")
    assert (place.country, place.lat) == ("MX", None)


def test_the_capital_of_the_neighbour_stays_the_capital() -> None:
    text = "After Pulwama, Srinagar and Anantnag in Kashmir mourned, and India blamed Pakistan. Islamabad denied it."
    assert resolved(text, "Islamabad").country == "PK"


def test_a_county_stands_near_the_towns_named_with_it() -> None:
    place = resolved("Deputies of Rapides Parish came to Alexandria in Louisiana.", "Rapides Parish")
    assert place.lat == pytest.approx(31.3, abs=0.3)
    assert (place.admin1, place.precision) == ("Louisiana", "admin1")


_NAMES = st.lists(
    st.sampled_from(
        ["Tripoli", "Syria", "Paris", "Texas", "Georgia", "Hajin", "Sousa", "Idlib", "Valencia", "Victoria", "Qwx"]
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(_NAMES, st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(names: list[str], random: object) -> None:
    mentions = bare(*names)
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first = {each.mention: each.place for each in resolve_places(mentions)}
    second = {each.mention: each.place for each in resolve_places(shuffled)}
    assert first == second
    assert [each.mention for each in resolve_places(shuffled)] == shuffled


@pytest.mark.bench_data
def test_the_seed_article_plays_in_syria() -> None:
    folder = Path(__file__).parents[4] / "shared" / "bench" / "events" / "seed"
    if not folder.is_dir():
        pytest.skip("the development benchmarks are not beside the checkout")
    text = json.loads(next(folder.glob("*.json")).read_text(encoding="utf-8"))["text"]
    found = {each.mention.surface: each.place for each in resolve_places(find_places(text)) if each.place}
    for name in ("Hajin", "Sousa", "Buqaan", "Shaafah", "Baghouz", "Shajla", "Raqqa"):
        assert found[name].country == "SY"
    assert found["Mosul"].country == "IQ"
    assert "Bali" not in found


def test_a_capital_is_known_by_the_adjective_of_its_country() -> None:
    text = "Explosions rocked the Syrian capital on Tuesday. Thousands marched in the Georgian capital."
    names = [r.place.name for r in resolve_places(find_places(text)) if r.place and not r.mention.demonym]
    assert names == ["Damascus", "Tbilisi"]


@pytest.mark.parametrize(
    ("domain", "country"),
    [("news.example.co.uk", "GB"), ("example.ca", "CA"), ("example.com", None), ("example.tv", None), ("", None)],
)
def test_the_ending_of_a_domain_tells_the_country_of_an_outlet(domain: str, country: str | None) -> None:
    assert publisher_country(domain) == country
