"""Lines joined from parts: chainage, where places lie on them, and which clock is kept where."""

from dataclasses import replace

import numpy as np
import pytest

from journeymap.claims.gazetteer import AREA_ACCURACY_M, Gazetteer, Place
from journeymap.lines.line import LegStatus, Part, great_circle_parts, join
from journeymap.lines.railway import NEAR_TRACK_KM, Course
from tests.support.samples import chainage_km

KM_PER_DEGREE_LAT = 111.0


def place(key, lon, lat, accuracy_m=0.0, zone="UTC"):
    return Place(key, key, "", lat, lon, zone, "station", accuracy_m, "", "", "")


def part(start, end, *vertices, status=LegStatus.REPORTED, basis="railway"):
    drawn = np.array(vertices, dtype="float64")
    return Part(Course(start, end, drawn, chainage_km(drawn), basis), status)


NORTH = part("a", "b", (130, 40), (130, 40.5), (130, 41))
EAST = part("b", "c", (130, 41), (131, 41), status=LegStatus.EXPECTED)
BACK = part("b", "a", (130, 41), (130, 40.5), (130, 40))


def test_joined_parts_share_their_vertex():
    line = join([NORTH, EAST])
    assert line.coordinates.tolist() == [[130, 40], [130, 40.5], [130, 41], [131, 41]]
    assert line.km == pytest.approx(chainage_km(line.coordinates))
    assert line.length == line.km[-1]


def test_kilometres_are_those_of_the_track_not_of_its_drawing():
    drawn = np.array([[130.0, 40.0], [130.0, 41.0], [130.0, 42.0]])
    winding = Part(
        Course("a", "b", drawn, np.array([0.0, 120.0, 300.0]), "railway"), LegStatus.REPORTED
    )
    back = Part(winding.course.reversed(), LegStatus.REPORTED)
    line = join([winding, back])
    assert line.km.tolist() == [0, 120, 300, 480, 600]
    assert line.locate(place("halt", 130, 41.5))[0] == pytest.approx(210)


def test_a_place_between_the_two_vertices_before_a_turn_is_located_on_both_passes():
    out = part("a", "b", (130, 40), (130, 41))
    back = part("b", "a", (130, 41), (130, 40))
    line = join([out, back])
    there, again = line.locate(place("halt", 130, 40.5))
    assert there == pytest.approx(line.length / 4, rel=0.01)
    assert again == pytest.approx(line.length - there)


def test_legs_name_their_vertices_and_follow_each_other():
    line = join([NORTH, EAST, part("c", "d", (131, 41), (132, 41), basis="gap")])
    assert [(leg.first, leg.last) for leg in line.legs] == [(0, 2), (2, 3), (3, 4)]
    assert [leg.status for leg in line.legs] == ["reported", "expected", "reported"]
    assert [leg.basis for leg in line.legs] == ["railway", "railway", "gap"]


def test_a_part_speaks_before_its_course():
    drawn = np.array([[0.0, 0.0], [1.0, 0.0]])
    course = Course("a", "b", drawn, np.array([0.0, 111.3]), "railway", 1.2, "of the track")
    course_speaks = Part(course, LegStatus.REPORTED)
    part_speaks = Part(course, LegStatus.REPORTED, "of the route")
    assert join([course_speaks]).legs[0].note == "of the track"
    assert join([part_speaks]).legs[0].note == "of the route"
    assert join([part_speaks]).legs[0].scale == 1.2


def test_a_line_that_doubles_back_goes_on_counting():
    line = join([NORTH, BACK])
    assert (np.diff(line.km) > 0).all()
    assert line.length == pytest.approx(2 * join([NORTH]).length)
    assert [key for key, _ in line.stops] == ["a", "b", "a"]
    assert [km for _, km in line.stops] == pytest.approx([0, line.length / 2, line.length])


def test_a_marked_place_is_where_it_was_drawn_on_every_pass():
    line = join([NORTH, BACK])
    assert line.locate(place("a", 130, 40)) == pytest.approx([0, line.length])
    assert line.locate(place("b", 99, 9)) == pytest.approx([line.length / 2])


def test_a_place_beside_the_line_is_located_at_its_foot():
    line = join([NORTH])
    assert line.locate(place("halt", 130.01, 40.25)) == pytest.approx(
        [0.25 * KM_PER_DEGREE_LAT], abs=0.1
    )


def test_a_place_beside_a_line_that_doubles_back_is_located_on_both_passes():
    line = join([NORTH, BACK])
    there, back = line.locate(place("halt", 130.01, 40.25))
    assert there == pytest.approx(0.25 * KM_PER_DEGREE_LAT, abs=0.1)
    assert back == pytest.approx(line.length - there, abs=0.1)


def test_a_place_far_from_the_line_is_not_on_it():
    away = (NEAR_TRACK_KM + 0.5) / KM_PER_DEGREE_LAT
    assert join([EAST]).locate(place("off", 130.5, 41 + away)) == []


def test_accuracy_widens_where_a_place_may_lie():
    away = (NEAR_TRACK_KM + 0.5) / KM_PER_DEGREE_LAT
    assert len(join([EAST]).locate(place("off", 130.5, 41 + away, accuracy_m=1000))) == 1


def test_an_area_is_never_located():
    area = place("region", 130, 40.25, accuracy_m=AREA_ACCURACY_M + 1)
    assert join([NORTH]).locate(area) == []


def test_a_place_at_the_turning_point_is_located_where_it_turns():
    line = join([NORTH, BACK])
    found = line.locate(place("near_b", 130.001, 40.9999))
    assert found
    assert found == pytest.approx([line.length / 2] * len(found), abs=0.1)


def test_the_first_zone_holds_from_the_start_of_a_line_whose_first_stop_comes_later():
    line = replace(join([NORTH, EAST]), stops=(("b", 60.0),))
    gazetteer = Gazetteer([place("b", 130, 41, zone="Asia/Pyongyang")])
    assert line.zones(gazetteer) == [(0.0, "Asia/Pyongyang")]


def test_zones_change_where_the_next_mark_has_another():
    line = join([NORTH, EAST, part("c", "d", (131, 41), (132, 41))])
    gazetteer = Gazetteer(
        [
            place("a", 130, 40, zone="Asia/Pyongyang"),
            place("b", 130, 41, zone="Asia/Pyongyang"),
            place("c", 131, 41, zone="Asia/Vladivostok"),
            place("d", 132, 41, zone="Asia/Vladivostok"),
        ]
    )
    (start, first), (change, second) = line.zones(gazetteer)
    assert (start, first, second) == (0.0, "Asia/Pyongyang", "Asia/Vladivostok")
    assert change == pytest.approx(dict(line.stops)["c"])


def test_zones_of_a_line_that_comes_back_change_twice():
    line = join([NORTH, BACK])
    gazetteer = Gazetteer(
        [place("a", 130, 40, zone="Asia/Seoul"), place("b", 130, 41, zone="Asia/Vladivostok")]
    )
    assert [zone for _, zone in line.zones(gazetteer)] == [
        "Asia/Seoul",
        "Asia/Vladivostok",
        "Asia/Seoul",
    ]


def test_great_circles_run_from_place_to_place():
    places = [place("a", 125.7, 39), place("b", 131.9, 43.1), place("a", 125.7, 39)]
    parts = great_circle_parts(places, LegStatus.INFERRED, "as the crow flies")
    assert [(each.course.start, each.course.end) for each in parts] == [("a", "b"), ("b", "a")]
    line = join(parts)
    assert {(leg.basis, leg.status, leg.note) for leg in line.legs} == {
        ("great-circle", LegStatus.INFERRED, "as the crow flies")
    }
    assert line.locate(places[0]) == pytest.approx([0, line.length])


def test_a_line_of_one_place_told_twice_has_no_length():
    here = place("a", 130, 40)
    line = join(great_circle_parts([here, here]))
    assert line.length == 0
    assert line.km.tolist() == [0, 0]
    assert len(line.coordinates) == 2


def test_longitudes_run_on_over_the_date_line():
    west = place("west", lat=40.0, lon=170.0)
    east = place("east", lat=40.0, lon=-170.0)
    line = join(great_circle_parts([west, east]))
    assert (np.diff(line.coordinates[:, 0]) > 0).all()
    assert line.coordinates[-1, 0] == pytest.approx(190)
