"""Moments are read exactly or not at all, and days belong to a place."""

import datetime as dt
import math
import zoneinfo

import numpy as np
import pandas as pd
import pytest

from journeymap.dates import Dating
from journeymap.times import (
    LAST_ZONE_ON_EARTH,
    Window,
    in_words,
    known_zones,
    parse_moment,
    parse_windows,
)
from tests.support.hostile import HOSTILE
from tests.support.samples import DAY, at

NOON = dt.datetime(2023, 9, 12, 12, 10, tzinfo=dt.UTC).timestamp()


@pytest.mark.parametrize(
    "cell",
    [
        "2023-09-12T12:10Z",
        "2023-09-12T22:10+10:00",
        "2023-09-12 22:10+10:00",
        "2023-09-12T12:10:00Z",
        "2023-09-12T22:10+1000",
        "2023-09-12T02:10-10:00",
        " 2023-09-12T12:10Z ",
    ],
)
def test_one_moment_can_be_written_in_many_ways(cell):
    assert parse_moment(cell, "Asia/Tokyo") == NOON


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "2023-09-12T12:10",
        "12 September 2023",
        "2023-13-01",
        "2023-02-30",
        "2023-09-12T25:00Z",
        "2023-9-12",
        "12.09.2023",
        "noon",
        "{{7*7}}",
        "2023-09-12T12:10Z\n2023",
        "2023-09-12T12:10 Europe/Moscow",
        "1694520600",
        "9999-12-31T23:59-12:00x",
        "2023-W37-2",
    ],
)
def test_what_is_no_moment_with_its_offset_is_not_guessed(cell):
    assert parse_moment(cell, "Asia/Tokyo") is None


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_no_moment(text):
    assert parse_moment(text, "UTC") is None


@pytest.mark.parametrize("end_of_day", [False, True])
@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Asia/Vladivostok", "Etc/GMT-14"])
@pytest.mark.parametrize(
    "cell", ["0001-01-01", "9999-12-31", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"]
)
def test_the_ends_of_the_calendar_break_nothing(cell, zone, end_of_day):
    moment = parse_moment(cell, zone, end_of_day=end_of_day)
    assert moment is None or math.isfinite(moment)


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("-000403-03-01T00:00Z", "-0403-03-01T00:00Z"),
        ("+002023-09-12T02:15Z", "2023-09-12T02:15Z"),
        ("-000000-03-01T00:00Z", "-0000-03-01T00:00Z"),
    ],
)
def test_a_year_of_six_digits_is_that_of_an_address(written, short):
    assert parse_moment(written, "UTC") == parse_moment(short, "UTC")


def test_a_day_is_the_day_at_the_place():
    first = parse_moment("2023-09-12", "Asia/Vladivostok")
    last = parse_moment("2023-09-12", "Asia/Vladivostok", end_of_day=True)
    assert first == dt.datetime(2023, 9, 11, 14, tzinfo=dt.UTC).timestamp()
    assert last - first == DAY


def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is():
    first, last = (
        parse_moment("2023-03-26", "Europe/Paris", end_of_day=end) for end in (False, True)
    )
    assert last - first == DAY - 3600


def test_a_day_has_the_clock_that_was_kept_then():
    """North Korea kept UTC+8:30 until 4 May 2018."""
    assert parse_moment("2018-05-04", "Asia/Pyongyang") == at("2018-05-04T00:00+08:30")
    assert parse_moment("2018-05-06", "Asia/Pyongyang") == at("2018-05-06T00:00+09:00")


def test_a_stated_minute_is_its_own_end():
    cell = "2023-09-12T12:15+10:00"
    assert parse_moment(cell, "UTC", end_of_day=True) == parse_moment(cell, "UTC")


def test_a_day_of_publication_has_ended_once_it_has_ended_everywhere():
    assert parse_moment("2023-09-12", LAST_ZONE_ON_EARTH, end_of_day=True) == at(
        "2023-09-13T12:00Z"
    )
    now = dt.datetime(2023, 9, 12, tzinfo=dt.UTC)
    last = now.astimezone(zoneinfo.ZoneInfo(LAST_ZONE_ON_EARTH)).utcoffset()
    assert last == min(
        now.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset() for zone in known_zones()
    )


def read(cells):
    """Starts and ends of a column of cells."""
    return parse_windows(pd.Series(cells, dtype="str"), lambda _: Dating("UTC"))


def test_columns_of_moments_keep_their_gaps():
    cells = pd.Series(["2023-09-12", "", "soon", "2023-09-12T12:10Z"], index=[2, 3, 5, 9])
    zones = ("Asia/Tokyo", "UTC", "UTC", "UTC")
    start, end = parse_windows(cells, lambda i: Dating(zones[i]))
    assert start.dtype == end.dtype == np.dtype("float64")
    np.testing.assert_array_equal(start, [at("2023-09-11T15:00Z"), math.nan, math.nan, NOON])
    np.testing.assert_array_equal(end, [at("2023-09-12T15:00Z"), math.nan, math.nan, NOON])


@pytest.mark.parametrize("year", ["0001", "0101", "1500", "2600", "9999"])
def test_a_year_beyond_nanoseconds_is_a_moment_to_the_second(year):
    cell = f"{year}-06-01T01:02:03Z"
    there = dt.datetime(int(year), 6, 1, 1, 2, 3, tzinfo=dt.UTC).timestamp()
    assert read([cell])[0].tolist() == [there]


def test_moments_are_read_all_at_once_as_they_are_one_by_one():
    cells = ["2023-09-12T12:00:01Z", "1969-12-31T23:59:59Z", "2200-01-01T00:00Z", "0999-01-01"]
    assert read(cells)[0].tolist() == [at(cell) for cell in cells]


def test_of_no_cells_come_no_moments():
    assert read([])[0].size == 0


def test_a_window_knows_which_ends_are_stated():
    assert Window(0, 10).middle == 5
    assert Window(-math.inf, 10).middle == 10
    assert Window(3, math.inf).middle == 3
    assert Window().middle is None
    assert (Window(0, 1).bounded, Window(0).bounded, Window().bounded) == (True, False, False)
    assert (Window(0).known, Window(end=0).known, Window().known) == (True, True, False)


def test_windows_meet_where_they_share_a_moment():
    assert Window(0, 10).meets(Window(5, 20))
    assert Window(5, 20).meets(Window(0, 10))
    assert Window().meets(Window(3, 4))
    assert not Window(0, 10).meets(Window(11, 20))
    assert not Window(11, 20).meets(Window(-math.inf, 10))


def test_windows_that_only_touch_meet_when_one_is_a_moment():
    assert not Window(0, 10).meets(Window(10, 20))
    assert not Window(10, 20).meets(Window(-math.inf, 10))
    assert Window(0, 10).meets(Window(10, 10))
    assert Window(0, 0).meets(Window(0, 10))


def test_a_moment_is_written_with_its_clock():
    assert in_words(NOON, "Asia/Vladivostok") == "12 Sep 2023, 22:10 (UTC+10)"
    assert in_words(NOON, "UTC") == "12 Sep 2023, 12:10 (UTC)"


@pytest.mark.parametrize(
    ("zone", "words"),
    [("Asia/Kolkata", "UTC+5:30"), ("America/St_Johns", "UTC−2:30"), ("Etc/GMT+12", "UTC−12")],
)
def test_offsets_are_written_to_the_minute(zone, words):
    assert in_words(NOON, zone).endswith(f"({words})")
