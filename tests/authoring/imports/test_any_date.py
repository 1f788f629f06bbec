"""Tables with dates of any form, as the page reads them and with every correction taken."""

import pytest

from journeymap.authoring.checks import corrected
from journeymap.authoring.imports import read_upload
from journeymap.claims.gazetteer import Gazetteer
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
