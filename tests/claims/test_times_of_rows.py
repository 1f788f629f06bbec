"""Coarse, uncertain, early and Julian dates in the event table are windows at their places."""

import math

import pytest

from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import read_claims
from journeymap.dates import About, Calendar, Dating, iso
from tests.support.samples import HOUR, at, place, write_csv, write_routes

BERLIN = place("berlin", 52.52, 13.4, zone="Europe/Berlin")
GUANAHANI = {"place": "Guanahani", "lat": "24", "lon": "-74.5"}


def read(folder, *rows, dating=None, zones=None):
    return read_claims(_routes(folder, rows), Gazetteer([BERLIN]), zones, dating)


def _routes(folder, rows):
    write_csv(
        folder / "routes.csv", list(dict.fromkeys(name for row in rows for name in row)), rows
    )
    return folder / "routes.csv"


def windows(table):
    return [(claim.window.start, claim.window.end) for claim in table.claims]


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2021", "2020-12-31T23:00Z", "2021-12-31T23:00Z"),
        ("2021-06", "2021-05-31T22:00Z", "2021-06-30T22:00Z"),
        ("2021-03-27/2021-03-28", "2021-03-26T23:00Z", "2021-03-28T22:00Z"),
        ("2021-06-1X", "2021-06-09T22:00Z", "2021-06-19T22:00Z"),
        ("2021-06-15~", "2021-06-11T22:00Z", "2021-06-18T22:00Z"),
        ("2021-06-15T24:00+02:00", "2021-06-15T22:00Z", "2021-06-15T22:00Z"),
        ("2021-21", "2021-02-28T23:00Z", "2021-05-31T22:00Z"),
    ],
)
def test_a_coarse_date_is_a_window_in_the_zone_of_the_place(tmp_path, cell, start, end):
    table = read(tmp_path, {"place": "berlin", "time_from": cell})
    assert table.problems == ()
    assert windows(table) == [(at(start), at(end))]


def test_the_columns_give_the_ends_of_a_window(tmp_path):
    rows = [
        {"place": "berlin", "time_from": "2021-05", "time_to": "2021-06"},
        {"place": "berlin", "time_from": "2021-05", "time_to": ""},
        {"place": "berlin", "time_from": "2021-05/2021-06", "time_to": ""},
        {"place": "berlin", "time_from": "../2021-06", "time_to": ""},
        {"place": "berlin", "time_from": "2021-05/..", "time_to": ""},
        {"place": "berlin", "time_from": "", "time_to": "2021-06"},
    ]
    may, july = at("2021-04-30T22:00Z"), at("2021-06-30T22:00Z")
    assert windows(read(tmp_path, *rows)) == [
        (may, july),
        (may, math.inf),
        (may, july),
        (-math.inf, july),
        (may, math.inf),
        (-math.inf, july),
    ]


def test_spring_is_in_september_in_the_south(tmp_path):
    row = {"place": "Sydney", "lat": "-33.87", "lon": "151.2", "time_from": "2021-21"}
    ((start, end),) = windows(read(tmp_path, row))
    assert (iso(start), iso(end)) == ("2021-08-31T14:00:00Z", "2021-11-30T13:00:00Z")


@pytest.mark.parametrize(
    "cell", ["1812/1810", "2021-13", "2021-02-30", "-0000", "Y170000002", "soon"]
)
def test_what_is_no_date_is_a_problem_and_the_other_rows_stay(tmp_path, cell):
    table = read(
        tmp_path, {"place": "berlin", "time_from": cell}, {"place": "berlin", "time_from": "2021"}
    )
    assert [(each.row, each.column, each.code) for each in table.problems] == [
        (2, "time_from", "not-a-moment")
    ]
    assert len(table.claims) == 1


def test_the_year_1492_is_read_at_the_sun_of_the_place(tmp_path):
    """Case 05: 70 days apart, and local mean time, which is five hours behind Greenwich there."""
    palos = {"place": "Palos", "lat": "37.2", "lon": "-6.9", "time_from": "1492-08-03"}
    table = read(tmp_path, palos, GUANAHANI | {"time_from": "1492-10-12"})
    assert table.problems == ()
    first, second = table.claims
    assert iso(second.window.start) == "1492-10-12T04:58:00Z"
    assert second.window.start - first.window.start == 70 * 86400 + 4 * HOUR + 30 * 60
    assert [table.zone_of(claim) for claim in table.claims] == ["-00:28", "-04:58"]


def test_a_time_of_day_before_standard_time_needs_no_offset_and_this_is_said_once(tmp_path):
    table = read(
        tmp_path,
        GUANAHANI | {"time_from": "1492-10-12T02:00"},
        GUANAHANI | {"time_from": "1492-10-12T10:00"},
        GUANAHANI | {"time_from": "1492-10-12T12:00-05:00"},
    )
    assert [iso(claim.window.start) for claim in table.claims] == [
        "1492-10-12T06:58:00Z",
        "1492-10-12T14:58:00Z",
        "1492-10-12T17:00:00Z",
    ]
    (note,) = table.problems
    assert (note.code, note.row, note.details) == ("local-mean-time", 2, {"count": 2})


def test_at_sea_the_clock_was_the_suns_until_the_zones_of_the_sea(tmp_path):
    row = {"place": "Atlantic", "lat": "50", "lon": "-33"}
    table = read(tmp_path, row | {"time_from": "1850-05-07"}, row | {"time_from": "1950-05-07"})
    assert [iso(claim.window.start)[:16] for claim in table.claims] == [
        "1850-05-07T02:12",
        "1950-05-07T02:00",
    ]


@pytest.mark.parametrize("cell", ["-0404-03-01", "-9999", "9999-12-31", "0000-02-29", "0001-01-01"])
def test_no_year_breaks_anything(tmp_path, cell):
    table = read(tmp_path, GUANAHANI | {"time_from": cell, "reported_at": cell})
    assert table.problems == ()
    assert all(map(math.isfinite, windows(table)[0]))
    assert table.claims[0].reported_at > table.claims[0].window.start


def test_a_row_in_the_julian_calendar_is_read_by_it(tmp_path):
    """Napoleon crossed the Niemen on 24 June 1812, which was 12 June in Russia."""
    kaunas = {"place": "Kaunas", "lat": "54.9", "lon": "23.9"}
    julian, gregorian = read(
        tmp_path,
        kaunas | {"time_from": "1812-06-12", "calendar": "julian", "reported_at": "1812-06-13"},
        kaunas | {"time_from": "1812-06-24", "calendar": "", "reported_at": "1812-06-25"},
    ).claims
    assert julian.window == gregorian.window
    assert (julian.calendar, gregorian.calendar) == (Calendar.JULIAN, None)
    assert julian.reported_at == gregorian.reported_at
    assert julian.reported_day == gregorian.reported_day == "1812-06-25"
    assert julian.reported_from == gregorian.reported_from


def test_a_whole_journey_can_be_julian_except_for_rows_that_say_otherwise(tmp_path):
    row = {"place": "berlin", "time_from": "1900-02-29"}
    table = read(
        tmp_path,
        row | {"calendar": ""},
        row | {"calendar": "gregorian"},
        dating={"journey": Dating("UTC", calendar=Calendar.JULIAN)},
    )
    assert [(each.row, each.code) for each in table.problems] == [(3, "not-a-moment")]
    assert iso(table.claims[0].window.start) == "1900-03-12T23:00:00Z"


def test_another_word_for_a_calendar_is_a_problem(tmp_path):
    table = read(tmp_path, {"place": "berlin", "time_from": "1900", "calendar": "mayan"})
    assert [(each.column, each.code) for each in table.problems] == [("calendar", "not-a-choice")]


def test_a_journey_says_how_wide_about_is(tmp_path):
    row = {"place": "berlin", "time_from": "1492~"}
    dating = {"journey": Dating("UTC", about=About(years=20))}
    ((start, end),) = windows(read(tmp_path, row, dating=dating))
    assert (iso(start)[:4], iso(end)[:4]) == ("1471", "1512")


@pytest.mark.parametrize(
    ("cell", "day", "since", "until"),
    [
        ("2021-06", "2021-06-30", "2021-05-31T10:00Z", "2021-07-01T12:00Z"),
        ("2021", "2021-12-31", "2020-12-31T10:00Z", "2022-01-01T12:00Z"),
        ("2021-06-05", "2021-06-05", "2021-06-04T10:00Z", "2021-06-06T12:00Z"),
        ("2021-06-05T10:00Z", None, "2021-06-05T10:00Z", "2021-06-05T10:00Z"),
        ("2021-06-05T10:00Z/2021-06-05T11:00Z", None, "2021-06-05T10:00Z", "2021-06-05T11:00Z"),
    ],
)
def test_a_coarse_publication_is_public_at_its_end(tmp_path, cell, day, since, until):
    (claim,) = read(tmp_path, {"place": "berlin", "time_from": "2020", "reported_at": cell}).claims
    assert (claim.reported_day, claim.reported_from, claim.reported_at) == (
        day,
        at(since),
        at(until),
    )


def test_a_publication_without_an_end_is_none(tmp_path):
    write_routes(tmp_path, {"place": "berlin", "time_from": "2020", "reported_at": "2021/.."})
    table = read_claims(tmp_path / "routes.csv", Gazetteer([BERLIN]))
    assert [each.column for each in table.problems] == ["reported_at"]
