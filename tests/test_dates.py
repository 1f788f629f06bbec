"""Days and clocks are exact in every year, by Python's own datetime where that reaches."""

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.dates import (
    Calendar,
    clock,
    clock_zone,
    day_number,
    day_of,
    day_text,
    exists,
    in_words,
    iso,
    mean_time,
    moment_at,
    month_length,
    months_later,
    read_day,
    tz_of,
    year_in_words,
)

GREGORIAN, JULIAN = Calendar
EPOCH = dt.date(1970, 1, 1).toordinal()
NUMBERS = st.integers(-4_400_000, 4_400_000)  # some 12,000 years either way


@given(st.dates())
def test_a_day_has_the_number_that_datetime_counts(day):
    number = day_number(day.year, day.month, day.day)
    assert number == day.toordinal() - EPOCH
    assert day_of(number) == (day.year, day.month, day.day)
    assert day_text(day_of(number)) == day.isoformat()
    assert read_day(day.isoformat()) == (day.year, day.month, day.day)


@given(NUMBERS, st.sampled_from(Calendar))
def test_a_day_and_its_number_lead_to_each_other_in_both_calendars(number, calendar):
    day = day_of(number, calendar)
    assert day_number(*day, calendar) == number
    assert exists(*day, calendar)
    assert day_of(number + 1, calendar) > day
    assert read_day(day_text(day_of(number))) == day_of(number)


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [  # E. G. Richards, Calendars, in: Explanatory Supplement to the Astronomical Almanac, 2013
        ((1582, 10, 5), (1582, 10, 15)),
        ((1812, 6, 12), (1812, 6, 24)),
        ((1917, 10, 25), (1917, 11, 7)),
        ((1900, 2, 29), (1900, 3, 13)),
        ((1752, 9, 3), (1752, 9, 14)),
        ((300, 2, 28), (300, 2, 28)),
        ((-4712, 1, 1), (-4713, 11, 24)),
    ],
)
def test_the_julian_calendar_goes_its_known_days_beside_the_other(julian, gregorian):
    assert day_of(day_number(*julian, JULIAN)) == gregorian


def test_every_fourth_year_is_a_julian_leap_year():
    assert [month_length(year, 2, JULIAN) for year in (1900, 1901, 0, -4)] == [29, 28, 29, 29]
    assert [month_length(year, 2) for year in (1900, 2000, 0, -100, -400)] == [28, 29, 29, 28, 29]


def test_a_month_later_is_the_last_day_of_a_shorter_month():
    assert day_of(months_later(day_number(2023, 1, 31), 1)) == (2023, 2, 28)
    assert day_of(months_later(day_number(2024, 2, 29), -12)) == (2023, 2, 28)
    assert day_of(months_later(day_number(-1, 12, 5), 1)) == (0, 1, 5)


@given(
    st.integers(-62_000_000_000, 253_000_000_000),
    st.sampled_from(["UTC", "Asia/Vladivostok", "Europe/Paris", "Etc/GMT+12", "+00:19", "-14:30"]),
)
def test_a_clock_shows_what_datetime_says(seconds_since_1970, zone):
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds_since_1970)
    local, shown = moment.astimezone(tz_of(zone)), clock(moment.timestamp(), zone)
    if not shown.mean_time:  # that is rounded to the minute
        assert (*shown.day, shown.hour, shown.minute, shown.second) == local.timetuple()[:6]
        assert shown.offset == local.utcoffset().total_seconds()
    seconds = shown.hour * 3600 + shown.minute * 60 + shown.second
    if (
        clock(moment.timestamp() + 7200, zone).offset
        == shown.offset
        == clock(moment.timestamp() - 7200, zone).offset
    ):
        assert moment_at(shown.number, seconds, zone) == moment.timestamp()


@given(NUMBERS, st.integers(0, 86399), st.sampled_from(["UTC", "Asia/Tokyo", "America/Nassau"]))
def test_no_year_is_too_far_for_a_clock(number, seconds, zone):
    moment = moment_at(number, seconds, zone, 10.5)
    shown = clock(moment, zone, 10.5)
    if not (2500 > shown.day.year > 1800):  # where clocks were changed, a time can be there twice
        assert shown.number == number
        assert shown.hour * 3600 + shown.minute * 60 + shown.second == seconds
    assert in_words(moment, zone)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (-0.4, "1970-01-01T00:00:00Z"),
        (moment_at(day_number(-404, 3, 1), 0, "UTC"), "-0404-03-01T00:00:00Z"),
        (moment_at(day_number(0, 1, 1), 0, "UTC"), "0000-01-01T00:00:00Z"),
        (moment_at(day_number(812, 12, 25), 43200, "UTC"), "0812-12-25T12:00:00Z"),
        (moment_at(day_number(12000, 1, 1), 0, "UTC"), "+12000-01-01T00:00:00Z"),
    ],
)
def test_moments_are_written_with_astronomical_years(moment, text):
    assert iso(moment) == text
    assert iso(moment, seconds=False) == text.replace(":00Z", "Z")


def test_there_is_no_year_0_in_words():
    assert [year_in_words(year) for year in (1812, 1, 0, -404)] == ["1812", "1", "1 BCE", "405 BCE"]


def test_before_standard_time_the_clock_is_that_of_the_longitude():
    """Amsterdam, where the sun is 20 minutes before Greenwich; the tz database has Brussels' time."""
    lon = 4.9
    assert mean_time(lon) == "+00:20"
    assert mean_time(-74.5) == "-04:58"
    assert mean_time(180) == mean_time(-180) == "-12:00"
    then = moment_at(day_number(1780, 5, 1), 0, "Europe/Amsterdam", lon)
    assert iso(then) == "1780-04-30T23:40:00Z"
    assert clock_zone("Europe/Amsterdam", lon, then) == "+00:20"
    assert in_words(then, "+00:20") == "1 May 1780, 00:00 (local mean time, UTC+0:20)"


def test_of_a_place_not_known_it_is_the_time_of_the_zones_city():
    then = moment_at(day_number(1492, 10, 12), 0, "America/Nassau")
    assert clock_zone("America/Nassau", None, then) == "-05:10"
    assert in_words(then, "America/Nassau") == "12 Oct 1492, 00:00 (local mean time, UTC−5:10)"


def test_a_zone_with_standard_time_or_of_its_own_making_stays():
    assert clock_zone("Asia/Tokyo", 139.7, 0.0) == "Asia/Tokyo"
    assert clock_zone("UTC", 139.7, -1e11) == "UTC"
    assert clock_zone("Asia/Tokyo", 139.7, float("inf")) == "Asia/Tokyo"


@pytest.mark.parametrize("text", ["", "2023-02-30", "2023-9-1", "soon", "20230912", "2023-09-12x"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match="no day"):
        read_day(text)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "+9", "", "../etc/passwd"])
def test_what_is_no_zone_is_refused(zone):
    with pytest.raises((zoneinfo.ZoneInfoNotFoundError, ValueError, OSError)):
        tz_of(zone)
