"""The base map and the railway tables as they are in the repository, and the tools that made them."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from itertools import pairwise

import numpy as np
import pytest
from geopy.distance import geodesic
from shapely import LineString, Point, Polygon
from shapely.ops import unary_union

from tests.support.paths import DATA
from tools import make_railway
from tools.basemap_geometry import encode, simplify

BASEMAP = DATA / "basemap"
SHEETS = ("world", "far-east")
LAYERS = ("land", "lakes", "coasts", "borders", "rivers", "railways", "labels", "attribution")
BUDGET = 80_000
KINDS = {"city", "country", "sea", "river", "lake"}


def sheet(name):
    return json.loads((BASEMAP / f"{name}.json").read_text(encoding="utf-8"))


def decode(line, quantum):
    """The running sum of README.md, as an array of [lon, lat]."""
    return np.cumsum(np.array(line).reshape(-1, 2), axis=0) * quantum


def rings(document):
    return [ring for layer in ("land", "lakes") for polygon in document[layer] for ring in polygon]


def lines(document):
    return [
        *document["coasts"],
        *document["borders"],
        *(line for river in document["rivers"] for line in river["lines"]),
        *(railway["line"] for railway in document["railways"]),
    ]


def table(name):
    with (DATA / "railway" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def far_east():
    return sheet("far-east")


@pytest.fixture(scope="module")
def world():
    return sheet("world")


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_written_in_the_format_it_names(name):
    document = sheet(name)
    assert document["format"] == "journeymap-basemap/1"
    assert document["name"] == name
    assert set(document) == {"format", "name", "bounds", "quantum", *LAYERS}
    assert all(isinstance(document[layer], list) for layer in LAYERS)
    for code in (*rings(document), *lines(document)):
        assert len(code) >= 4
        assert len(code) % 2 == 0
        assert all(isinstance(number, int) for number in code)


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_lies_outside_the_bounds(name):
    document = sheet(name)
    west, south, east, north = document["bounds"]
    for code in (*rings(document), *lines(document)):
        points = decode(code, document["quantum"])
        assert points.min(axis=0) == pytest.approx(
            np.clip(points.min(axis=0), [west, south], [east, north])
        )
        assert points.max(axis=0) == pytest.approx(
            np.clip(points.max(axis=0), [west, south], [east, north])
        )
    for label in document["labels"]:
        assert west <= label["position"][0] <= east
        assert south <= label["position"][1] <= north


@pytest.mark.parametrize("name", SHEETS)
def test_rings_are_closed_and_nothing_jumps_over_the_180th_meridian(name):
    document = sheet(name)
    for code in rings(document):
        points = decode(code, document["quantum"])
        assert points[0] == pytest.approx(points[-1])
        assert len(points) >= 4
    for code in lines(document):
        assert np.abs(np.diff(decode(code, document["quantum"])[:, 0])).max() < 60


def test_both_sheets_together_keep_to_the_budget():
    sizes = [len(gzip.compress((BASEMAP / f"{name}.json").read_bytes(), 9)) for name in SHEETS]
    assert sum(sizes) <= BUDGET


@pytest.mark.parametrize(
    ("name", "near"),
    [("Razdolnaya", (131.92, 43.63)), ("Tumen", (130.64, 42.41))],
    ids=["Razdolnaya at Baranovsky", "Tumen at the railway bridge"],
)
def test_the_rivers_of_the_journey_are_named_and_where_they_should_be(far_east, name, near):
    river = next(river for river in far_east["rivers"] if river["name"] == name)
    assert river["name_local"]
    points = np.concatenate([decode(line, far_east["quantum"]) for line in river["lines"]])
    assert np.linalg.norm(points - near, axis=1).min() < 0.05


def test_the_railway_stays_ashore(far_east):
    quantum = far_east["quantum"]
    land = unary_union([Polygon(decode(ring, quantum)).buffer(0) for ring, *_ in far_east["land"]])
    for railway in far_east["railways"]:
        line = LineString(decode(railway["line"], quantum))
        assert line.difference(land.buffer(0.01)).length < 0.02, railway["name"]


@pytest.mark.parametrize(
    ("place", "on_land"),
    [
        ((125.754, 39.034), True),  # Pyongyang
        ((131.98, 43.80), True),  # Ussuriysk
        ((116.39, 39.91), True),  # Beijing
        ((131.86, 43.00), True),  # Russky Island
        ((131.9, 42.6), False),  # Peter the Great Bay
        ((135.0, 40.0), False),
    ],
)
def test_land_is_land_and_sea_is_sea(far_east, place, on_land):
    quantum = far_east["quantum"]
    land = (
        Polygon(decode(outline, quantum), [decode(hole, quantum) for hole in holes]).buffer(0)
        for outline, *holes in far_east["land"]
    )
    assert any(polygon.contains(Point(place)) for polygon in land) is on_land


def test_the_far_east_is_cut_out_of_the_world(far_east, world):
    west, south, east, north = far_east["bounds"]
    seam = 0.05
    for layer in ("coasts", "borders"):
        for code in world[layer]:
            x, y = decode(code, world["quantum"]).T
            inside = (x > west + seam) & (x < east - seam) & (y > south + seam) & (y < north - seam)
            assert not inside.any()


def test_no_coast_or_border_runs_along_the_cut(far_east):
    west, south, east, north = far_east["bounds"]
    for code in (*far_east["coasts"], *far_east["borders"]):
        points = decode(code, far_east["quantum"])
        for axis, edge in ((0, west), (0, east), (1, south), (1, north)):
            on_edge = np.isclose(points[:, axis], edge)
            assert not (on_edge[1:] & on_edge[:-1]).any()


@pytest.mark.parametrize("name", SHEETS)
def test_labels_are_complete_and_in_order(name):
    labels = sheet(name)["labels"]
    for label in labels:
        assert label["kind"] in KINDS
        assert label["name"]
        assert isinstance(label["name_local"], str)
        assert 0 <= label["zoom"] <= 12
    cities = [label for label in labels if label["kind"] == "city"]
    assert [city["zoom"] for city in cities] == sorted(city["zoom"] for city in cities)
    assert all(city["population"] > 0 and len(city["country"]) == 2 for city in cities)


def test_each_country_has_at_most_one_capital(far_east, world):
    capitals = [
        label["country"] for label in world["labels"] + far_east["labels"] if label.get("capital")
    ]
    assert len(capitals) == len(set(capitals))
    assert {"KP", "RU", "CN", "JP", "KR", "US", "FR"} <= set(capitals)


def test_the_sources_are_credited():
    for name in SHEETS:
        credited = " ".join(sheet(name)["attribution"])
        assert "Natural Earth" in credited
        assert "GeoNames" in credited
        assert "de facto" in credited
    assert "OpenStreetMap contributors" in " ".join(sheet("far-east")["attribution"])


def test_legs_join_exactly():
    make_railway.check_joins(
        make_railway.read_legs(DATA / "railway" / "legs.csv"),
        make_railway.read_course(DATA / "railway" / "course.csv"),
    )


def test_every_end_of_a_leg_is_a_place_near_it():
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {row["key"]: row for row in csv.DictReader(file)}
    course = make_railway.read_course(DATA / "railway" / "course.csv")
    for leg in table("legs.csv"):
        ends = ((leg["from"], course[leg["leg"]][0]), (leg["to"], course[leg["leg"]][-1]))
        for key, vertex in ends:
            if key == "komsomolsk_line_end":  # where the trace ends; no place of a report
                continue
            place = places[key]
            apart = geodesic((place["lat"], place["lon"]), vertex.position).km
            assert apart < 3.2, key


def test_kilometres_grow_along_each_leg_and_are_the_leg_s_length():
    length = {leg["leg"]: float(leg["km_measured"]) for leg in table("legs.csv")}
    course = make_railway.read_course(DATA / "railway" / "course.csv")
    assert set(length) == set(course)
    for name, vertices in course.items():
        assert vertices[0].km == 0
        assert all(a.km < b.km for a, b in pairwise(vertices))
        assert vertices[-1].km == pytest.approx(length[name])


def test_the_north_korean_legs_scale_to_the_published_length():
    legs = [leg for leg in table("legs.csv") if leg["leg"] in make_railway.SCALED_SECTION]
    scaled = sum(float(leg["km_measured"]) * float(leg["scale"]) for leg in legs)
    assert scaled == pytest.approx(853, abs=0.1)
    assert all(leg["scale"] == "1" for leg in table("legs.csv") if leg not in legs)


def test_gaps_are_marked_as_gaps():
    gaps = {leg["leg"] for leg in table("legs.csv") if leg["basis"] == "gap"}
    assert gaps == {
        "tumangang-friendship_bridge",
        "ledyanaya-vostochny",
        "komsomolsk_line_end-komsomolsk",
    }


def test_measuring_the_railway_again_changes_nothing(tmp_path):
    shutil.copytree(DATA / "railway", tmp_path / "railway")
    assert make_railway.main(["--railway", str(tmp_path / "railway")]) == 0
    for name in ("course.csv", "legs.csv"):
        assert (tmp_path / "railway" / name).read_bytes() == (DATA / "railway" / name).read_bytes()


def test_a_leg_that_comes_apart_is_refused(tmp_path, capsys):
    shutil.copytree(DATA / "railway", tmp_path / "railway")
    path = tmp_path / "railway" / "course.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sunchon-kowon,0,0.00,39.4285", "sunchon-kowon,0,0.00,39.4280"))
    assert make_railway.main(["--railway", str(tmp_path / "railway")]) == 1
    assert "sunchon" in capsys.readouterr().err


def test_simplifying_keeps_ends_and_stays_within_the_tolerance():
    x = np.linspace(0, 10, 500)
    points = np.column_stack([x, np.sin(x)])
    simple = simplify(points, lambda some: np.full(len(some), 0.05))
    assert len(simple) < 60
    assert np.array_equal(simple[[0, -1]], points[[0, -1]])
    assert np.abs(np.interp(x, *simple.T) - points[:, 1]).max() < 0.08


def test_encoding_is_undone_by_a_running_sum():
    points = np.array([[130.123, 42.456], [130.125, 42.451], [130.125, 42.451], [131.0, 43.0]])
    code = encode(points, 0.001)
    assert code[:4] == [130123, 42456, 2, -5]
    assert decode(code, 0.001) == pytest.approx(points[[0, 1, 3]])


def test_a_line_that_rounding_makes_a_point_is_nothing():
    assert encode(np.array([[1.0001, 2.0], [1.0002, 2.0]]), 0.001) == []
