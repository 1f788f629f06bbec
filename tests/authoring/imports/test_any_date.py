"""Tables with dates of any form, as the page reads them and with every correction taken."""

import math

import pytest

from journeymap.authoring.checks import corrected
from journeymap.authoring.imports import read_upload
from journeymap.authoring.imports.imported_points import moments
from journeymap.authoring.imports.local_times import at_place, with_offset
from journeymap.claims.gazetteer import Gazetteer
from journeymap.dates import iso
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft
from journeymap.settings import DEFAULTS
from tests.support.samples import place

CITIES = Gazetteer(
    [
        place(name, zone="Europe/Berlin")
        for name in ("paris", "vilnius", "moscow", "madrid", "sevilla")
    ]
)


def times(text, **answers):
    """What the column of times has once everything without a question is corrected."""
    read = read_upload("table.csv", text.encode(), DEFAULTS)
    draft = Draft(read.draft.rows, (), JourneyConfig())
    draft, _ = corrected(draft, lambda _: CITIES, **answers)
    return draft.rows["time_from"].tolist()


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "place,lat,lon,time\nPalos,37.2,-6.9,1492-08-03\nGuanahani,24,-74.5,1492-10-12",
            ["1492-08-03", "1492-10-12"],
        ),
        (
            "place,date\nParis,1812\nVilnius,1812-06\nMoscow,Sept. 1812",
            ["1812", "1812-06", "1812-09"],
        ),
        (
            "lugar,fecha\nMadrid,5 de mayo de 2021\nSevilla,7 de mayo de 2021",
            ["2021-05-05", "2021-05-07"],
        ),
        ("place,date\nParis,44330\nMoscow,44331", ["2021-05-14", "2021-05-15"]),
    ],
)
def test_the_times_of_a_table_are_read(text, cells):
    assert times(text) == cells


def test_a_spreadsheets_time_of_day_is_read_in_the_zone_that_is_chosen_next():
    text = "place,date\nParis,44330\nMoscow,44331.5"
    assert times(text) == ["2021-05-14", "2021-05-15T12:00"]
    assert times(text, zone="place") == ["2021-05-14", "2021-05-15T12:00+02:00"]


@pytest.mark.parametrize(
    ("text", "utc", "offset"),
    [
        ("2021-05-01T08:00", "2021-05-01T13:00:00Z", "2021-05-01T08:00:00-05:00"),
        ("1850-05-01T08:00", "1850-05-01T13:08:00Z", "1850-05-01T08:00:00"),
        ("1850-05-01T08:00Z", "1850-05-01T08:00:00Z", "1850-05-01T08:00:00+00:00"),
        ("soon", "", ""),
    ],
)
def test_times_at_a_place_are_by_its_clock_and_before_standard_time_by_its_sun(text, utc, offset):
    lima = ("-77.05", "-12.05")
    assert at_place(text, *lima) == utc
    assert with_offset(text, *lima) == offset


def test_times_of_recorded_points_are_of_any_year():
    texts = ["-0404-03-01T00:00:00Z", "0812-12-25T12:00Z", "2021-05-01", "-soon", ""]
    assert [iso(each) if math.isfinite(each) else "" for each in moments(texts)] == [
        "-0404-03-01T00:00:00Z",
        "0812-12-25T12:00:00Z",
        "2021-05-01T00:00:00Z",
        "",
        "",
    ]
