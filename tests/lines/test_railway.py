"""Routes along a small made-up network, and halts put into the middle of its legs."""

import itertools

import numpy as np
import pytest

from journeymap.claims.gazetteer import Place
from journeymap.errors import NoRailwayError
from journeymap.lines.railway import NEAR_TRACK_KM, Course, RailwayNetwork
from tests.support.samples import chainage_km


def place(key, lon, lat, accuracy_m=0.0):
    return Place(key, key.title(), "", lat, lon, "UTC", "station", accuracy_m, "", "", "")


def course(start, end, *vertices, basis="railway", **more):
    drawn = np.array(vertices, dtype="float64")
    along = more.pop("along", chainage_km(drawn))
    return Course(start, end, drawn, np.asarray(along, dtype="float64"), basis, **more)


# South to north a trunk by the sea and a longer one inland; a branch to the west.
SEA = course("south", "north", (130, 40), (130, 41), (130, 42), scale=1.1, note="by the sea")
INLAND = course("south", "north_inland", (130, 40), (132, 41), (130.5, 42))
BRANCH = course("west", "north", (128, 42), (130, 42))
APART = course("island_a", "island_b", (135, 34), (135, 35))


@pytest.fixture
def network():
    return RailwayNetwork([SEA, INLAND, BRANCH, APART])


def names(courses):
    return [(each.start, each.end) for each in courses]


def test_the_way_is_the_shortest(network):
    shorter = course("south", "north", (130, 40), (130, 42))
    detour = course("south", "middle", (130, 40), (134, 41))
    back = course("middle", "north", (134, 41), (130, 42))
    chosen = RailwayNetwork([detour, back, shorter]).route("south", "north")
    assert names(chosen) == [("south", "north")]
    assert names(network.route("south", "west")) == [("south", "north"), ("north", "west")]


def test_a_leg_run_the_other_way_is_turned_round(network):
    (there,) = network.route("south", "north")
    (back,) = network.route("north", "south")
    assert (back.start, back.end) == ("north", "south")
    assert back.coordinates.tolist() == there.coordinates[::-1].tolist()
    assert (back.scale, back.note) == (1.1, "by the sea")


def test_pieces_join_end_to_start(network):
    pieces = list(network.with_halt(place("halt", 130, 40.5)).route("west", "south"))
    for here, there in itertools.pairwise(pieces):
        assert here.end == there.start
        assert here.coordinates[-1].tolist() == there.coordinates[0].tolist()


# The track winds: it is longer than the way over its generalised vertices.
WINDING = course("foot", "top", (130, 40), (130, 41), (130, 42), along=(0, 120, 300))


def test_turned_round_it_counts_from_its_other_end():
    assert WINDING.km == 300
    assert WINDING.reversed().along.tolist() == [0, 180, 300]
    assert WINDING.reversed().reversed().along.tolist() == WINDING.along.tolist()


def test_a_split_parts_the_kilometres_of_the_segment_it_cuts():
    below, above = WINDING.split("halt", 1, 0.25)
    assert below.along.tolist() == [0, 120, 165]
    assert above.along.tolist() == [0, 135]
    assert below.coordinates[-1].tolist() == above.coordinates[0].tolist() == [130, 41.25]
    assert (below.end, above.start) == ("halt", "halt")


def test_the_shortest_way_is_by_the_kilometres_of_the_track():
    straight = course("foot", "valley", (130, 40), (131, 41))
    onwards = course("valley", "top", (131, 41), (130, 42))
    assert straight.km + onwards.km > chainage_km(WINDING.coordinates)[-1]
    way = RailwayNetwork([WINDING, straight, onwards]).route("foot", "top")
    assert names(way) == [("foot", "valley"), ("valley", "top")]


def test_a_way_from_a_place_to_itself_has_no_pieces(network):
    assert list(network.route("south", "south")) == []


def test_a_halt_in_mid_leg_splits_it_and_loses_no_length(network):
    pieces = list(network.with_halt(place("halt", 130.001, 40.25)).route("south", "north"))
    assert names(pieces) == [("south", "halt"), ("halt", "north")]
    assert sum(each.km for each in pieces) == pytest.approx(SEA.km, abs=1e-6)
    assert pieces[0].coordinates[-1] == pytest.approx([130, 40.25], abs=1e-4)
    assert {(each.scale, each.note, each.basis) for each in pieces} == {
        (1.1, "by the sea", "railway")
    }


def test_two_halts_in_one_leg_come_in_the_order_of_the_way(network):
    both = network.with_halt(place("far", 130, 41.5)).with_halt(place("near", 130, 40.5))
    assert names(both.route("south", "north")) == [
        ("south", "near"),
        ("near", "far"),
        ("far", "north"),
    ]


def test_a_halt_takes_the_nearest_of_two_tracks():
    parallel = [
        course("a", "b", (130, 40), (130, 41)),
        course("c", "d", (130.02, 40), (130.02, 41)),
    ]
    network = RailwayNetwork(parallel).with_halt(place("halt", 130.019, 40.5))
    assert names(network.route("c", "d")) == [("c", "halt"), ("halt", "d")]
    assert names(network.route("a", "b")) == [("a", "b")]


def test_a_place_that_is_a_node_changes_nothing(network):
    assert network.with_halt(place("south", 0, 0)) is network


def test_a_halt_leaves_the_network_it_came_from_alone(network):
    network.with_halt(place("halt", 130, 40.5))
    assert names(network.route("south", "north")) == [("south", "north")]


def test_a_halt_at_the_end_of_a_leg_is_joined_to_it(network):
    halted = network.with_halt(place("terminus", 135, 34))
    first, second = halted.route("terminus", "island_b"), halted.route("island_a", "island_b")
    lengths = [sum(each.km for each in way) for way in (first, second)]
    assert lengths == pytest.approx([APART.km, APART.km])


def test_a_halt_too_far_from_every_track_is_refused_by_name(network):
    with pytest.raises(NoRailwayError, match=r"within 3 km of Nowhere") as caught:
        network.with_halt(place("nowhere", 130.1, 40.5))
    assert caught.value.hint


def test_how_far_a_halt_may_lie_grows_with_its_accuracy(network):
    away = 0.1 * np.cos(np.radians(40.5)) * 111.195
    assert away > NEAR_TRACK_KM
    network.with_halt(place("rough", 130.1, 40.5, accuracy_m=(away - NEAR_TRACK_KM + 0.1) * 1000))
    with pytest.raises(NoRailwayError):
        network.with_halt(
            place("rough", 130.1, 40.5, accuracy_m=(away - NEAR_TRACK_KM - 0.1) * 1000)
        )


def test_no_halt_is_put_on_a_gap():
    network = RailwayNetwork([course("a", "b", (130, 40), (130, 41), basis="gap")])
    with pytest.raises(NoRailwayError):
        network.with_halt(place("halt", 130, 40.5))
    assert names(network.route("a", "b")) == [("a", "b")]


@pytest.mark.parametrize(("start", "end"), [("south", "island_a"), ("south", "atlantis")])
def test_no_way_names_both_ends(network, start, end):
    with pytest.raises(NoRailwayError, match=f"from {start} to {end}"):
        list(network.route(start, end))


def test_an_empty_network_refuses():
    empty = RailwayNetwork([])
    with pytest.raises(NoRailwayError):
        empty.with_halt(place("halt", 130, 40))
    with pytest.raises(NoRailwayError):
        list(empty.route("a", "b"))


def test_two_tracks_between_the_same_places_leave_the_shorter():
    long = course("a", "b", (130, 40), (133, 40.5), (130, 41))
    short = course("a", "b", (130, 40), (130, 41))
    for order in ([short, long], [long, short]):
        (way,) = RailwayNetwork(order).route("a", "b")
        assert way.km == pytest.approx(short.km)


def test_reads_the_tables_of_a_folder(tmp_path):
    (tmp_path / "legs.csv").write_text(
        "leg,from,to,basis,scale,note\nl1,a,b,railway,1.25,“smoothed”\nl2,b,c,gap,,\n", "utf-8"
    )
    (tmp_path / "course.csv").write_text(
        "leg,seq,km,lat,lon\nl1,0,0.0,40,130\nl1,1,115.5,41,130\nl2,0,0.0,41,130\nl2,1,84.0,41,131\n",
        "utf-8",
    )
    first, second = RailwayNetwork.read(tmp_path).route("a", "c")
    assert first.coordinates.tolist() == [[130, 40], [130, 41]]
    assert (first.scale, first.note, first.basis) == (1.25, "“smoothed”", "railway")
    assert (second.scale, second.basis) == (1, "gap")
    assert (first.km, second.km) == (115.5, 84)
