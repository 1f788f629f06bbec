"""What events say about the line: stays of which only the days are stated."""

import numpy as np
import pytest

from journeymap.journeys.library import Library
from tests.support.samples import at, write_places, write_routes

COLUMNS = ("place", "lat", "lon", "kind", "time_from")


def best(tmp_path, rows, *moments):
    write_places(tmp_path)
    write_routes(
        tmp_path,
        *(
            {"place": place, "lat": lat, "lon": lon, "kind": kind, "time_from": time}
            for (place, lat, lon), kind, time in rows
        ),
        columns=COLUMNS,
    )
    library = Library.read(tmp_path)
    journey = library.journey(library.ids[0])
    found = journey.happened.track.at(np.array([at(moment) for moment in moments]))[0]
    return found.tolist(), journey.line.length


LYON, TURIN = ("Lyon", "45.76", "4.84"), ("Turin", "45.07", "7.69")


@pytest.mark.parametrize(
    "times",
    [
        ("2021-05-01", "2021-05-05", "2021-05-06", "2021-05-09"),
        ("2021-05-01T18:00Z", "2021-05-05", "2021-05-06T09:00Z", "2021-05-09"),
        ("2021-05-04", "2021-05-05", "2021-05-06", "2021-05-06"),
    ],
)
def test_the_traveller_stands_until_the_day_of_departure_is_over(tmp_path, times):
    kinds = ["arrival", "departure"] * 2
    rows = zip((LYON, LYON, TURIN, TURIN), kinds, times, strict=True)
    found, length = best(tmp_path, rows, "2021-05-05T20:00Z", "2021-05-07T00:00Z")
    assert found == pytest.approx([0, length], abs=0.1)


def test_a_departure_without_a_stay_before_it_is_some_time_of_its_day(tmp_path):
    rows = [(LYON, "departure", "2021-05-05"), (TURIN, "arrival", "2021-05-06")]
    (found,), length = best(tmp_path, rows, "2021-05-05T22:00Z")
    assert found == pytest.approx(length / 2, rel=0.05)
