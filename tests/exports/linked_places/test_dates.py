"""Days, months and years of a window: as coarse as it is, by the clock of its place."""

import math

import pytest

from journeymap.exports.linked_places.dates import days, timespan, year_of
from journeymap.times import Window
from tests.support.samples import DAY, HOUR, at

NOON = at("2023-09-12T12:00Z")
# The first of January of -0404, which is 405 BCE: a leap year.
BCE = -74916230400.0


@pytest.mark.parametrize(
    ("start", "end", "zone", "expected"),
    [
        (NOON, NOON, "UTC", {"in": "2023-09-12"}),
        (NOON, NOON + HOUR, "UTC", {"in": "2023-09-12"}),
        (NOON - 12 * HOUR, NOON + 12 * HOUR, "UTC", {"in": "2023-09-12"}),
        (NOON - 12 * HOUR, NOON - 12 * HOUR, "UTC", {"in": "2023-09-12"}),
        (NOON, NOON + 12 * HOUR, "UTC", {"in": "2023-09-12"}),
        (NOON + 6 * HOUR, NOON + 6 * HOUR, "Asia/Vladivostok", {"in": "2023-09-13"}),
        (NOON, NOON + DAY, "UTC", {"earliest": "2023-09-12", "latest": "2023-09-13"}),
        (at("2023-09-01T00:00Z"), at("2023-10-01T00:00Z"), "UTC", {"in": "2023-09"}),
        (at("2023-12-01T00:00Z"), at("2024-01-01T00:00Z"), "UTC", {"in": "2023-12"}),
        (at("2023-01-01T00:00Z"), at("2024-01-01T00:00Z"), "UTC", {"in": "2023"}),
        (at("0800-01-01T00:00Z"), at("0801-01-01T00:00Z"), "UTC", {"in": "0800"}),
        (BCE, BCE + 366 * DAY, "UTC", {"in": "-0404"}),
        (BCE, BCE + 31 * DAY, "UTC", {"in": "-0404-01"}),
        (BCE, BCE, "UTC", {"in": "-0404-01-01"}),
        (NOON, math.inf, "UTC", {"earliest": "2023-09-12"}),
        (-math.inf, NOON, "UTC", {"latest": "2023-09-12"}),
    ],
)
def test_the_timespan_of_a_window(start, end, zone, expected):
    assert timespan(Window(start, end), zone) == {"start": expected}


def test_a_window_that_is_not_known_has_none():
    assert timespan(Window(), "UTC") is None
    assert days(Window(), "UTC") == ("", "")


def test_years_have_four_digits():
    assert [year_of(at("0099-05-05T00:00Z"), "UTC"), year_of(BCE, "UTC")] == ["0099", "-0404"]
