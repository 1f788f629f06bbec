"""A journey in any year can be worked out, shown and written in every format."""

import json

import pytest

from journeymap.analysis.claim_search import claim_list
from journeymap.analysis.train_graph.time_axis import calendar
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import read_claims
from journeymap.exports import FORMATS
from journeymap.journeys.library import Library
from journeymap.phrases.captions import caption_at
from tests.support.samples import write_csv

COLUMNS = ("place", "lat", "lon", "time_from", "time_to", "reported_at", "source")


def journey_of(folder, *times):
    rows = [
        ("Athens", "38", "23.7", times[0], times[0], times[0], "A"),
        ("Corinth", "37.9", "22.9", times[1], times[1], times[1], "B"),
    ]
    write_csv(
        folder / "routes.csv", COLUMNS, [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    )
    return Library(read_claims(folder / "routes.csv", Gazetteer()), {})


YEARS = {
    "BCE": ("-0404-03-01", "-0404-04"),
    "far BCE": ("-9999", "-9998"),
    "the year 1": ("0001-01-01", "0001-02-01"),
    "year 0 and 1": ("0000", "0001"),
    "before 1678": ("1492-08-03", "1492-10-12"),
    "centuries": ("1492~", "1812"),
    "millennia": ("-0404", "2021"),
    "the last": ("9999-12-30", "9999-12-31"),
}


@pytest.mark.parametrize("times", YEARS.values(), ids=YEARS)
def test_every_format_is_written(tmp_path, times):
    library = journey_of(tmp_path, *times)
    assert library.problems == ()
    (name,) = library.ids
    for ending, each in FORMATS.items():
        assert each.make(library, name), ending
    document = json.loads(FORMATS["json"].make(library, name))
    assert {event["zone"] for event in document["events"]} <= {
        "Europe/Athens",
        "+01:35",
        "+01:32",
    }


@pytest.mark.parametrize("times", YEARS.values(), ids=YEARS)
def test_it_is_said_searched_and_laid_along_a_calendar(tmp_path, times):
    library = journey_of(tmp_path, *times)
    journey = library.journey(library.ids[0])
    for moment in journey.span:
        assert caption_at(journey, moment)
    axis = calendar([journey.span], "Europe/Athens")
    assert axis.periods
    assert len(axis.periods) < 20_000
    listed = claim_list(library)
    assert len(listed.frame) == 2
    for order in ("happening", "publication"):
        assert all(day.year > 0 for day in listed.days(listed.frame, order))
