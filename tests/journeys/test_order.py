"""In which order the line joins places whose times leave that open."""

import pytest

from journeymap.claims.columns import COLUMNS
from journeymap.journeys.draft import Draft, DraftLibrary, no_rows
from journeymap.journeys.library import Library
from journeymap.settings import data_directory

BASE = Library.read(data_directory())
LONGITUDES = {"Pella": "22.5", "Granicus": "27.3", "Issus": "36.2"}


def stops(*rows):
    frame = no_rows()
    for number, (place, time) in enumerate(rows, start=2):
        row = {"place": place, "lat": "40", "lon": LONGITUDES[place], "time_from": time}
        frame.loc[number] = {column: row.get(column, "") for column in COLUMNS}
    journey = DraftLibrary(Draft(rows=frame), "march", BASE).journey("march")
    return journey.title, [journey.gazetteer[key].name for key, _ in journey.line.stops]


PELLA_FIRST = ["Pella", "Granicus", "Issus"]


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        # A year, and a month of it: the middle of the year is later.
        ((("Pella", "-0333"), ("Granicus", "-0333-05"), ("Issus", "-0332")), PELLA_FIRST),
        # A day, and an hour of its morning.
        ((("Pella", "2024-05-01"), ("Granicus", "2024-05-01T06:00Z")), ["Pella", "Granicus"]),
        # One day for all: not by their names.
        ([(place, "2024-05-01") for place in PELLA_FIRST], PELLA_FIRST),
        # The newest first: then the middles decide.
        (
            (("Issus", "2024-05-03"), ("Granicus", "2024-05"), ("Pella", "2024-05-01")),
            ["Pella", "Issus", "Granicus"],
        ),
    ],
)
def test_the_line_keeps_the_order_of_the_rows_where_their_times_allow_it(rows, order):
    assert stops(*rows) == (f"{order[0]} to {order[-1]}", order)
