"""Lengths equal an independent implementation; great circles are great circles."""

import numpy as np
import pytest
from geopy.distance import geodesic

from journeymap.geodesy import (
    EARTH_KM,
    between_km,
    distance_km,
    great_circles,
    offsets_km,
    roughly_km,
    unit_vectors,
)
from tests.support.samples import chainage_km

MILLIMETRE = 1e-6  # kilometres


def test_the_sphere_has_the_mean_radius_of_wgs_84():
    assert pytest.approx((2 * 6378.137 + 6356.752314) / 3, abs=1e-4) == EARTH_KM


def great_circle(start, end, spacing_km=50.0):
    return great_circles(start[None], end[None], spacing_km)[0]


def by_geopy(lon1, lat1, lon2, lat2):
    return geodesic((lat1, lon1), (lat2, lon2)).km


def test_distances_equal_geopy_on_random_points():
    random = np.random.default_rng(2023)
    lon1, lon2 = random.uniform(-180, 180, (2, 400))
    lat1, lat2 = random.uniform(-90, 90, (2, 400))
    expected = [by_geopy(*ends) for ends in zip(lon1, lat1, lon2, lat2, strict=True)]
    assert distance_km(lon1, lat1, lon2, lat2) == pytest.approx(expected, abs=MILLIMETRE)


def test_short_distances_equal_geopy():
    random = np.random.default_rng(4)
    lon1, lat1 = random.uniform(-180, 180, 200), random.uniform(-89, 89, 200)
    lon2, lat2 = lon1 + random.uniform(-0.01, 0.01, 200), lat1 + random.uniform(-0.01, 0.01, 200)
    expected = [by_geopy(*ends) for ends in zip(lon1, lat1, lon2, lat2, strict=True)]
    assert distance_km(lon1, lat1, lon2, lat2) == pytest.approx(expected, abs=MILLIMETRE)


@pytest.mark.parametrize(
    "ends",
    [
        (0, 90, 0, -90),  # pole to pole
        (17, 90, -120, 90),  # one pole, given twice
        (0, 90, 131, 43),
        (0, 0, 180, 0),  # antipodal on the equator
        (10, 20, -170, -20),  # antipodal elsewhere
        (0, 0, 179.7, 0.5),  # nearly antipodal: Vincenty's series does not converge
        (0.0, 0.0, 90, 0),  # along the equator, where the series loses its divisor
        (179.9, 43, -179.9, 43),  # over the date line
        (-180, 10, 180, 10),  # one meridian by two names
    ],
    ids=str,
)
def test_distances_equal_geopy_where_formulas_fail(ends):
    length = float(distance_km(*(np.array([end]) for end in ends))[0])
    assert length == pytest.approx(by_geopy(*ends), abs=MILLIMETRE)


def test_a_point_is_no_way_from_itself():
    lon, lat = np.array([0.0, 131.9, -180.0]), np.array([0.0, 43.1, 90.0])
    assert distance_km(lon, lat, lon, lat).tolist() == [0, 0, 0]


def test_one_hopeless_pair_does_not_spoil_its_neighbours():
    lon2, lat2 = np.array([1.0, 179.7, 2.0]), np.array([1.0, 0.5, 2.0])
    together = distance_km(np.zeros(3), np.zeros(3), lon2, lat2)
    expected = [by_geopy(0, 0, *end) for end in zip(lon2, lat2, strict=True)]
    assert together == pytest.approx(expected, abs=MILLIMETRE)


def test_shapes_are_broadcast():
    lon, lat = np.array([125.7, 131.9, 139.7]), np.array([39.0, 43.1, 35.7])
    table = distance_km(lon[:, None], lat[:, None], lon, lat)
    assert table.shape == (3, 3)
    assert table == pytest.approx(table.T, abs=MILLIMETRE)
    assert (np.diag(table) == 0).all()


def test_no_pairs_have_no_distances():
    nothing = np.array([])
    assert distance_km(nothing, nothing, nothing, nothing).shape == (0,)


def test_chainage_counts_from_zero_and_never_back():
    there_and_back = np.array([[131.0, 43.0], [132.0, 43.0], [131.0, 43.0]])
    length = by_geopy(131, 43, 132, 43)
    assert chainage_km(there_and_back) == pytest.approx([0, length, 2 * length])


def test_chainage_of_one_vertex_is_zero():
    assert chainage_km(np.array([[131.0, 43.0]])).tolist() == [0]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((125.7, 39.0), (131.9, 43.1)),
        ((179.0, 60.0), (-179.0, 61.0)),
        ((10.0, 80.0), (-170.0, 80.0)),  # over the pole
        ((0.0, 90.0), (131.0, 43.0)),
    ],
    ids=str,
)
def test_great_circle_stays_in_the_plane_of_its_ends(start, end):
    course = great_circle(np.array(start), np.array(end), spacing_km=20)
    first, last = unit_vectors(*np.array([start, end]).T)
    normal = np.cross(first, last)
    assert (
        np.abs(unit_vectors(*course.T) @ (normal / np.linalg.norm(normal))).max() < 1e-7
    )  # under a metre
    assert course[0].tolist() == list(start)
    assert course[-1].tolist() == list(end)


def test_great_circle_vertices_are_evenly_and_closely_spaced():
    course = great_circle(np.array([125.7, 39.0]), np.array([37.6, 55.8]), spacing_km=50)
    steps = np.diff(chainage_km(course))
    assert steps.max() < 50.2
    assert steps.max() / steps.min() == pytest.approx(1, abs=0.005)


def test_great_circle_is_no_longer_than_the_geodesic_but_for_the_flattening():
    ends = ((125.7, 39.0), (37.6, 55.8))
    course = great_circle(*map(np.array, ends))
    assert chainage_km(course)[-1] == pytest.approx(by_geopy(*ends[0], *ends[1]), rel=1e-4)


def test_great_circle_between_equal_points_is_the_two_points():
    here = np.array([131.9, 43.1])
    assert great_circle(here, here).tolist() == [[131.9, 43.1], [131.9, 43.1]]


def test_great_circle_between_opposite_points_is_finite():
    course = great_circle(np.array([10.0, 20.0]), np.array([-170.0, -20.0]))
    assert np.isfinite(course).all()


def test_offset_finds_the_foot_of_the_perpendicular():
    course = np.array([[131.0, 43.0], [132.0, 43.0], [132.0, 44.0]])
    away, share = offsets_km(course, 131.25, 43.05)
    assert share[0] == pytest.approx(0.25)
    assert away[0] == pytest.approx(by_geopy(131.25, 43.0, 131.25, 43.05), rel=0.01)


def test_offset_beyond_a_segment_counts_to_its_end():
    away, share = offsets_km(np.array([[131.0, 43.0], [131.1, 43.0]]), 131.2, 43.0)
    assert share.tolist() == [1]
    assert away[0] == pytest.approx(by_geopy(131.1, 43, 131.2, 43), rel=0.01)


def test_offset_from_a_segment_of_no_length_counts_to_its_point():
    away, share = offsets_km(np.array([[131.0, 43.0], [131.0, 43.0]]), 131.0, 43.1)
    assert share.tolist() == [0]
    assert away[0] == pytest.approx(by_geopy(131, 43, 131, 43.1), rel=0.01)


def test_offset_across_the_date_line_is_small():
    course = np.array([[179.8, 43.0], [179.99, 43.0]])
    away, _ = offsets_km(course, -179.99, 43.0)
    assert away[0] == pytest.approx(by_geopy(179.99, 43, -179.99, 43), rel=0.05)


def test_on_the_sphere_it_is_within_six_thousandths():
    random = np.random.default_rng(7)
    lon1, lon2 = random.uniform(-180, 180, (2, 400))
    lat1, lat2 = random.uniform(-90, 90, (2, 400))
    rough = between_km(unit_vectors(lon1, lat1), unit_vectors(lon2, lat2))
    assert rough == pytest.approx(distance_km(lon1, lat1, lon2, lat2), rel=0.006)
    one_by_one = [roughly_km(*ends) for ends in zip(lon1, lat1, lon2, lat2, strict=True)]
    assert one_by_one == pytest.approx(rough, abs=MILLIMETRE)
