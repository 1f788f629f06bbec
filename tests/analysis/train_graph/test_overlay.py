"""Two journeys on one graph: their shared stations coincide, and their clocks have a moment in common."""

import pytest

from journeymap.analysis.train_graph.overlay import align, common_place, departure, first_departure
from journeymap.journeys.library import Library
from journeymap.web.site import site
from tests.support.samples import at, write_places, write_routes


@pytest.fixture(scope="module")
def kim():
    library = site().library()
    return {name: library.journey(name) for name in library.ids}


def position(placed, place):
    return placed.on_axis({station.place: station.km for station in placed.axis.stations}[place])


def test_shared_stations_coincide(kim):
    (one, other), shared = align([kim["kim-2023"], kim["kim-2019"]], coincide=True)
    assert shared == "hamhung"
    for place in ("hamhung", "khasan_station", "ussuriysk_station", "vladivostok_station"):
        assert position(one, place) == pytest.approx(position(other, place), abs=0.01)


def test_or_each_begins_at_its_own_start(kim):
    (one, other), shared = align([kim["kim-2023"], kim["kim-2019"]], coincide=False)
    assert shared is None
    assert position(one, "pyongyang_station") == position(other, "hamhung") == 0


def test_one_that_comes_the_other_way_is_turned_round(tmp_path):
    write_places(tmp_path)
    hours = ("01", "03", "05")
    write_routes(
        tmp_path,
        *[
            {
                "journey": journey,
                "place": place,
                "time_from": f"2023-09-12T{hour}:00Z",
                "time_to": f"2023-09-12T{hour}:00Z",
            }
            for journey, places in (
                ("out", ("west", "middle", "east")),
                ("home", ("east", "middle", "west")),
            )
            for hour, place in zip(hours, places, strict=True)
        ],
    )
    library = Library.read(tmp_path)
    (one, other), _ = align([library.journey("out"), library.journey("home")], coincide=True)
    assert other.facing == -1
    for place in ("west", "middle", "east"):
        assert position(one, place) == pytest.approx(position(other, place), abs=0.01)


def test_journeys_without_a_common_station_each_begin_at_zero(kim, tmp_path):
    write_places(tmp_path)
    write_routes(tmp_path, {"place": "west", "time_from": "2023-09-12T01:00Z"})
    other = Library.read(tmp_path).journey("journey")
    (_, placed), shared = align([kim["kim-2023"], other], coincide=True)
    assert shared is None
    assert placed.offset == 0
    assert common_place([kim["kim-2023"], other]) is None


def test_the_common_moment_is_where_reports_of_both_are_closest(kim):
    place, moments = common_place([kim["kim-2023"], kim["kim-2019"]])
    assert place == "khasan_station"
    assert moments[0] == at("2023-09-12T06:00+10:00")
    assert abs(moments[1] - at("2019-04-24T10:30+10:00")) < 600


def test_the_departure_is_the_first_by_estimate(kim):
    assert first_departure(kim["kim-2023"]).place == "pyongyang_station"
    assert departure(kim["kim-2023"]) == at("2023-09-10T15:00+09:00")
    # No report tells when the train of 2019 set out.
    assert first_departure(kim["kim-2019"]).place == "khasan_station"
