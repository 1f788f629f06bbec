"""A folder of tables becomes journeys: with two columns, along a railway, with companions."""

import datetime as dt
import itertools

import numpy as np
import pytest

from journeymap.errors import (
    ConfigError,
    JourneyMapError,
    NoRailwayError,
    TableError,
    UnknownJourneyError,
)
from journeymap.geodesy import distance_km
from journeymap.journeys.library import Library

HOUR = 3600.0

PLACES = """\
key,name,name_local,lat,lon,zone,kind,accuracy_m
southport,Southport,,40,130,Asia/Pyongyang,station,200
midway,Midway,,41,130,Asia/Pyongyang,station,200
northgate,Northgate,Северные ворота,42,130,Asia/Vladivostok,station,200
westend,Westend,,42,129,Asia/Vladivostok,station,200
highland,Highland,,41,130,Asia/Pyongyang,area,90000
villa,Villa,,41.5,130,Asia/Vladivostok,house,100
"""

LEGS = """\
leg,from,to,basis,scale,note
trunk,southport,northgate,railway,1.1,drawn too short
branch,junction_x,westend,railway,,
"""

# The branch leaves from a junction on no table of places; the trunk is drawn through it.
COURSE = """\
leg,seq,km,lat,lon
trunk,0,0,40,130
trunk,1,112,41,130
trunk,2,224,42,130
branch,0,0,42,130
branch,1,84,42,129
"""

HEADER = "journey,event,kind,place,time_from,time_to,reported_at,source,status,says\n"


@pytest.fixture
def folder(tmp_path):
    """Write a data folder: `folder(routes, toml)` gives its path."""

    def write(routes, toml="", places=PLACES, legs=LEGS, course=COURSE):
        (tmp_path / "railway").mkdir(exist_ok=True)
        (tmp_path / "railway" / "legs.csv").write_text(legs, "utf-8")
        (tmp_path / "railway" / "course.csv").write_text(course, "utf-8")
        (tmp_path / "places.csv").write_text(places, "utf-8")
        (tmp_path / "routes.csv").write_text(routes, "utf-8")
        (tmp_path / "journeys.toml").write_text(toml, "utf-8")
        return tmp_path

    return write


def seconds(text):
    return dt.datetime.fromisoformat(text).timestamp()


def row(
    event, kind, place, start, *, end=None, journey="trip", status="reported", reported="2023-09-13"
):
    return f"{journey},{event},{kind},{place},{start},{end or start},{reported},Gazette,{status},It did.\n"


TRIP = HEADER + "".join(
    [
        row("out", "departure", "southport", "2023-09-10T06:00+09:00"),
        row("half", "pass", "midway", "2023-09-10T09:00+09:00"),
        row("in", "arrival", "northgate", "2023-09-10T14:00+10:00"),
    ]
)
RAILWAY = '[[trip.route]]\nvia = ["southport", "northgate"]\nstatus = "inferred"\n'


# The smallest table there can be.


def test_a_place_and_a_time_are_enough(folder):
    library = Library.read(
        folder(
            "place,time_from\nSouthport,2023-09-10T06:00+09:00\nnorthgate,2023-09-10T16:00+10:00\n"
        )
    )
    assert library.problems == ()
    assert library.ids == ["journey"]
    journey = library.journey("journey")
    assert [event.place for event in journey.events] == ["southport", "northgate"]
    assert [leg.basis for leg in journey.line.legs] == ["great-circle"]
    assert sorted(journey.km.values()) == [0, journey.line.length]
    best, low, high = journey.happened.track.at(np.array([seconds("2023-09-10T06:00+09:00")]))
    assert (best[0], low[0], high[0]) == (0, 0, 0)


def test_lat_and_lon_do_for_a_place(folder):
    library = Library.read(
        folder("lat,lon,time_from\n40,130,2023-09-10T06:00Z\n41,131,2023-09-10T16:00Z\n")
    )
    assert library.problems == ()
    journey = library.journey("journey")
    ends = np.array([[130.0, 40.0], [131.0, 41.0]])
    assert journey.line.coordinates[[0, -1]].tolist() == ends.tolist()
    expected = distance_km(*(np.array([x]) for x in (130, 40, 131, 41)))[0]
    assert journey.line.length == pytest.approx(expected, rel=1e-4)


def test_one_place_and_one_day_make_a_journey_that_stays_there(folder):
    journey = Library.read(folder("place,time_from\nmidway,2023-09-10\n")).journey("journey")
    assert journey.line.length == 0
    assert journey.happened.track.best.tolist() == [0] * len(journey.happened.track.t)
    midnight = seconds("2023-09-10T00:00+09:00")
    assert journey.span == (midnight - 6 * HOUR, midnight + 30 * HOUR)


def test_rows_in_any_order_are_travelled_in_the_order_of_time(folder):
    lines = TRIP.splitlines(keepends=True)
    for order in itertools.permutations(lines[1:]):
        journey = Library.read(folder(lines[0] + "".join(order))).journey("trip")
        assert [key for key, _ in journey.line.stops] == ["southport", "midway", "northgate"]


def test_there_and_back_counts_on(folder):
    home = row("home", "arrival", "southport", "2023-09-11T06:00+09:00")
    journey = Library.read(folder(TRIP + home)).journey("trip")
    assert journey.km["home"] == pytest.approx(2 * journey.km["in"])
    assert journey.km["out"] == 0


def test_statements_draw_no_line(folder):
    word = row("word", "statement", "westend", "2023-09-10T07:00+09:00")
    journey = Library.read(folder(TRIP + word)).journey("trip")
    assert "westend" not in dict(journey.line.stops)
    assert "word" not in journey.km
    assert "word" in [event.id for event in journey.events]


# Along the railway.


def test_a_route_follows_the_railway_and_keeps_its_notes(folder):
    journey = Library.read(folder(TRIP, RAILWAY)).journey("trip")
    assert journey.line.coordinates.tolist() == [[130, 40], [130, 41], [130, 42]]
    assert journey.line.km.tolist() == [0, 112, 224]
    (leg,) = journey.line.legs
    assert (leg.basis, leg.status, leg.scale, leg.note) == (
        "railway",
        "inferred",
        1.1,
        "drawn too short",
    )
    assert journey.km == pytest.approx(
        {"out": 0, "half": journey.line.km[1], "in": journey.line.length}
    )


def test_best_passes_each_fix_at_its_moment(folder):
    journey = Library.read(folder(TRIP, RAILWAY)).journey("trip")
    for event in journey.events:
        moment = journey.moment(event)
        assert event.window.start <= moment <= event.window.end
        assert journey.happened.track.at(np.array([moment]))[0][0] == pytest.approx(
            journey.km[event.id], abs=1e-6
        )


def test_the_clock_changes_on_the_way(folder):
    journey = Library.read(folder(TRIP, RAILWAY)).journey("trip")
    assert journey.line.zones(journey.gazetteer) == [
        (0.0, "Asia/Pyongyang"),
        (journey.line.length, "Asia/Vladivostok"),
    ]


def test_a_halt_between_the_ends_of_a_leg_can_be_gone_through(folder):
    toml = '[[trip.route]]\nvia = ["southport", "midway", "villa", "northgate"]\n'
    journey = Library.read(folder(TRIP, toml)).journey("trip")
    assert [key for key, _ in journey.line.stops] == ["southport", "midway", "villa", "northgate"]
    assert journey.line.length == pytest.approx(
        Library.read(folder(TRIP, RAILWAY)).journey("trip").line.length, abs=1e-6
    )


def test_a_junction_that_no_table_of_places_names_is_passed_unnamed(folder):
    legs = (
        LEGS.replace("southport,northgate", "southport,junction_x")
        + "last,junction_x,northgate,railway,,\n"
    )
    course = COURSE.replace("trunk,2,224,42,130\n", "").replace(
        "branch,0,0,42,130", "branch,0,0,41,130"
    )
    course += "last,0,0,41,130\nlast,1,112,42,130\n"
    journey = Library.read(folder(TRIP, RAILWAY, legs=legs, course=course)).journey("trip")
    assert [key for key, _ in journey.line.stops] == ["southport", "northgate"]
    assert len(journey.line.legs) == 2


def test_an_area_is_no_fix_even_where_the_line_crosses_it(folder):
    seen = row("seen", "pass", "highland", "2023-09-10T08:00+09:00")
    journey = Library.read(folder(TRIP + seen, RAILWAY)).journey("trip")
    assert "seen" not in journey.km
    assert journey.moment(next(e for e in journey.events if e.id == "seen")) == seconds(
        "2023-09-10T08:00+09:00"
    )


@pytest.mark.parametrize("status", ["expected", "contradicted"])
def test_what_was_only_expected_or_is_contradicted_is_no_fix(folder, status):
    hoped = row("hoped", "arrival", "northgate", "2023-09-10T09:00+09:00", status=status)
    journey = Library.read(folder(TRIP + hoped, RAILWAY)).journey("trip")
    assert "hoped" not in journey.km
    assert journey.happened.conflicts == {}


def test_a_place_off_the_line_and_a_detour_are_no_fixes(folder):
    rows = TRIP + row("west", "stop", "westend", "2023-09-10T15:00+10:00")
    rows += row("house", "meeting", "villa", "2023-09-10T13:00+10:00")
    detour = '[[trip.aside]]\nplace = "villa"\nfrom = "northgate"\n'
    assert set(Library.read(folder(rows, RAILWAY)).journey("trip").km) == {
        "out",
        "half",
        "in",
        "house",
    }
    assert set(Library.read(folder(rows, RAILWAY + detour)).journey("trip").km) == {
        "out",
        "half",
        "in",
    }


def test_an_impossible_report_is_named_and_left_out_of_the_track(folder):
    early = row("early", "pass", "villa", "2023-09-10T09:10+09:00", reported="2023-09-20")
    journey = Library.read(folder(TRIP + early, "[trip]\nmax_speed_kmh = 80\n" + RAILWAY)).journey(
        "trip"
    )
    assert set(journey.happened.conflicts) == {"early"}
    conflict = journey.happened.conflicts["early"]
    assert (conflict.other_event, round(conflict.km)) == ("half", 56)
    assert round(conflict.speed_kmh) == 336
    assert journey.moment(next(e for e in journey.events if e.id == "early")) == seconds(
        "2023-09-10T09:10+09:00"
    )


def test_a_configured_span_bounds_the_track(folder):
    span = '[trip]\nspan = ["2023-09-10T00:00+09:00", "2023-09-11T00:00+09:00"]\n'
    journey = Library.read(folder(TRIP, span + RAILWAY)).journey("trip")
    expected = (seconds("2023-09-10T00:00+09:00"), seconds("2023-09-11T00:00+09:00"))
    assert journey.span == expected
    assert (journey.happened.track.t[0], journey.happened.track.t[-1]) == expected


def test_a_report_from_an_area_bounds_the_train_and_fixes_nothing(folder):
    steps = [f"trunk,{i},{28 * i},{40 + i / 4},130\n" for i in range(9)]
    fine = {
        "course": "leg,seq,km,lat,lon\n"
        + "".join(steps)
        + "branch,0,0,42,130\nbranch,1,84,42,129\n",
        "places": PLACES.replace("area,90000", "area,30000"),
    }
    at_80 = "[trip]\nmax_speed_kmh = 80\n" + RAILWAY
    two = (
        HEADER
        + row("out", "departure", "southport", "2023-09-10T06:00+09:00")
        + row("in", "arrival", "northgate", "2023-09-10T20:00+10:00")
    )
    seen = row("seen", "pass", "highland", "2023-09-10T08:30+09:00", end="2023-09-10T10:00+09:00")
    plain = Library.read(folder(two, at_80, **fine)).journey("trip")
    bounded = Library.read(folder(two + seen, at_80, **fine)).journey("trip")
    assert "seen" not in bounded.km
    assert "seen" not in bounded.happened.moments
    [(entered, left)] = bounded.line.stretches(bounded.gazetteer["highland"])
    assert (entered, left) == (56, 168)
    asked = np.array([seconds("2023-09-10T08:30+09:00"), seconds("2023-09-10T10:00+09:00")])
    _, low_before, high_before = plain.happened.track.at(asked)
    assert (low_before.tolist(), high_before.tolist()) == ([0, 0], [pytest.approx(200), 224])
    _, low, high = bounded.happened.track.at(asked)
    # By the end of the window it had come there, at its start it had not passed; no more is known.
    assert low == pytest.approx([0, entered])
    assert high == pytest.approx([left, 224])


# What the timeline asks.


def test_it_opens_at_the_last_fix_of_which_the_hour_is_stated(folder):
    journey = Library.read(folder(TRIP, RAILWAY)).journey("trip")
    assert journey.opening_moment == pytest.approx(seconds("2023-09-10T14:00+10:00"))
    some_day = (
        HEADER
        + row("out", "departure", "southport", "2023-09-10T06:00+09:00")
        + row("in", "arrival", "northgate", "2023-09-11", end="2023-09-12")
    )
    vague = Library.read(folder(some_day, RAILWAY)).journey("trip")
    assert vague.opening_moment == pytest.approx(seconds("2023-09-10T06:00+09:00"))
    days = (
        HEADER
        + row("out", "departure", "southport", "2023-09-10")
        + row("in", "arrival", "northgate", "2023-09-12")
    )
    dated = Library.read(folder(days, RAILWAY)).journey("trip")
    assert dated.opening_moment == dated.happened.moments["in"]


def public(table, *hours):
    """The table with an hour of publication on 10 September in each row."""
    header, *rows = table.splitlines()
    return (
        "\n".join(
            [
                header,
                *(
                    line.replace(",2023-09-13,", f",2023-09-10T{hour:02d}:00+09:00,")
                    for line, hour in zip(rows, hours, strict=True)
                ),
            ]
        )
        + "\n"
    )


def test_what_is_in_the_papers_the_day_after_belongs_to_the_timeline(folder):
    day_after = Library.read(folder(public(TRIP, 8, 13, 23), RAILWAY)).journey("trip")
    assert day_after.span[1] == seconds("2023-09-11T05:00+09:00")


def test_what_was_found_years_later_does_not_bury_the_timeline(folder):
    table = public(TRIP, 8, 13, 19).replace(",2023-09-10T19:00+09:00,", ",2029-01-01,")
    journey = Library.read(folder(table, RAILWAY)).journey("trip")
    assert journey.span[1] < seconds("2023-09-13T00:00+09:00")
    assert journey.known.later == 1


def test_an_event_of_no_stated_time_is_in_the_journey_and_has_no_moment(folder):
    undated = "trip,undated,stop,midway,,,2023-09-13,Gazette,reported,No time.\n"
    journey = Library.read(folder(TRIP + undated, RAILWAY)).journey("trip")
    event = next(event for event in journey.events if event.id == "undated")
    assert journey.moment(event) is None
    assert "undated" not in journey.km


# Companions.

SUMMITS = HEADER + "".join(
    [
        row("s-2019", "meeting", "westend", "2019-04-25", journey="summits"),
        row("out", "departure", "southport", "2023-09-10T06:00+09:00"),
        row("in", "arrival", "northgate", "2023-09-10T14:00+10:00"),
        row("on", "arrival", "westend", "2023-09-11T14:00+10:00", journey="further"),
    ]
)
COMPANIONS = """\
[trip]
landmarks = "summits"
[further]
title = "The whole way"
includes = ["trip"]
[summits]
collection = true
"""


def test_a_collection_is_shown_beside_a_journey_and_is_none_itself(folder):
    library = Library.read(folder(SUMMITS, COMPANIONS))
    assert library.ids == ["trip", "further"]
    journey = library.journey("trip")
    assert [event.id for event in journey.landmarks] == ["s-2019"]
    assert "s-2019" not in [event.id for event in journey.events]
    assert "westend" not in dict(journey.line.stops)
    with pytest.raises(UnknownJourneyError):
        library.journey("summits")


def test_a_journey_that_includes_another_has_its_claims_too(folder):
    library = Library.read(folder(SUMMITS, COMPANIONS))
    journey = library.journey("further")
    assert [event.id for event in journey.events] == ["out", "in", "on"]
    assert journey.title == library.title("further") == "The whole way"
    assert [event.id for event in library.journey("trip").events] == ["out", "in"]


def test_a_journey_made_only_of_others_is_offered(folder):
    toml = '[both]\nincludes = ["trip"]\n'
    assert "both" in Library.read(folder(TRIP, toml)).ids


def test_a_journey_without_a_title_is_called_by_its_id(folder):
    library = Library.read(folder(TRIP))
    assert library.title("trip") == library.journey("trip").title == "trip"


def test_a_journey_is_worked_out_once(folder):
    library = Library.read(folder(TRIP))
    assert library.journey("trip") is library.journey("trip")


# When something is wrong.


def test_an_unknown_journey_is_refused_with_the_choice(folder):
    with pytest.raises(UnknownJourneyError, match="nowhere") as caught:
        Library.read(folder(TRIP)).journey("nowhere")
    assert "trip" in caught.value.hint


def test_a_bad_row_is_reported_and_the_rest_travelled(folder):
    bad = row("lost", "stop", "atlantis", "2023-09-10T09:00+09:00")
    library = Library.read(folder(TRIP + bad, RAILWAY))
    (problem,) = library.problems
    assert (problem.table, problem.row, problem.column, problem.value) == (
        "routes.csv",
        5,
        "place",
        "atlantis",
    )
    assert set(library.journey("trip").km) == {"out", "half", "in"}


def test_problems_of_both_tables_are_reported(folder):
    places = PLACES + "nowhere,Nowhere,,99,0,UTC,place,0\n"
    library = Library.read(folder(TRIP + row("x", "dance", "midway", "2023-09-10"), places=places))
    assert [(each.table, each.column) for each in library.problems] == [
        ("places.csv", "lat"),
        ("routes.csv", "kind"),
    ]


@pytest.mark.parametrize("name", ["routes.csv", "places.csv"])
def test_a_missing_table_is_named(folder, name):
    path = folder(TRIP)
    (path / name).unlink()
    with pytest.raises(TableError, match=f"{name} is missing") as caught:
        Library.read(path)
    assert name in caught.value.hint or "file of that name" in caught.value.hint


@pytest.mark.parametrize("content", ["", "\n", "\ufeff"])
@pytest.mark.parametrize("name", ["routes.csv", "places.csv"])
def test_an_empty_table_is_named(folder, name, content):
    path = folder(TRIP)
    (path / name).write_text(content, "utf-8")
    with pytest.raises(TableError, match=name) as caught:
        Library.read(path)
    assert caught.value.hint


def test_a_table_of_nothing_but_blanks_is_named(folder):
    path = folder(TRIP)
    (path / "routes.csv").write_text("  \n\n", "utf-8")
    with pytest.raises(TableError, match=r"routes\.csv"):
        Library.read(path)


def test_a_table_of_nothing_but_a_header_has_no_journeys(folder):
    library = Library.read(folder(HEADER))
    assert (library.ids, library.problems) == ([], ())


def test_no_journeys_toml_and_no_railway_are_no_error(folder):
    path = folder(TRIP)
    (path / "journeys.toml").unlink()
    (path / "railway" / "legs.csv").unlink()
    assert Library.read(path).journey("trip").line.legs[0].basis == "great-circle"


def test_a_route_over_a_railway_that_is_not_there_is_refused(folder):
    path = folder(TRIP, RAILWAY)
    (path / "railway" / "legs.csv").unlink()
    with pytest.raises(NoRailwayError):
        Library.read(path).journey("trip")


def test_a_route_through_an_unknown_place_is_refused_by_name(folder):
    toml = '[[trip.route]]\nvia = ["southport", "atlantis"]\n'
    with pytest.raises(ConfigError, match=r"trip.*atlantis"):
        Library.read(folder(TRIP, toml)).journey("trip")


def test_a_journey_with_neither_place_nor_time_is_refused(folder):
    rows = HEADER + "trip,a,stop,midway,,,2023-09-13,Gazette,reported,No time.\n"
    rows += "trip,b,statement,,2023-09-10,2023-09-10,2023-09-13,Gazette,reported,No place.\n"
    with pytest.raises(ConfigError, match="both a place and a time") as caught:
        Library.read(folder(rows)).journey("trip")
    assert caught.value.hint


def test_one_broken_journey_leaves_the_others(folder):
    rows = TRIP + row("a", "stop", "midway", "2023-09-10", journey="other")
    library = Library.read(folder(rows, '[[trip.route]]\nvia = ["southport", "atlantis"]\n'))
    with pytest.raises(JourneyMapError):
        library.journey("trip")
    assert library.journey("other").events


def test_a_route_that_does_not_begin_where_the_one_before_ended_is_refused(folder):
    toml = '[[trip.route]]\nvia = ["southport", "midway"]\n[[trip.route]]\nvia = ["northgate", "midway"]\n'
    with pytest.raises(ConfigError, match="northgate"):
        Library.read(folder(TRIP, toml)).journey("trip")


def test_a_route_from_a_place_to_itself_is_refused(folder):
    toml = '[[trip.route]]\nvia = ["southport", "southport"]\n'
    with pytest.raises(JourneyMapError):
        Library.read(folder(TRIP, toml)).journey("trip")


def test_an_infinite_speed_is_refused(folder):
    with pytest.raises(ConfigError, match="max_speed_kmh"):
        Library.read(folder(TRIP, "[trip]\nmax_speed_kmh = inf\n")).journey("trip")
