"""A journey as its author has it: shown and copied."""

import pandas as pd
import pytest

from journeymap.claims.columns import COLUMNS
from journeymap.errors import ConfigError
from journeymap.exports.document import to_document
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft, DraftLibrary, no_rows
from journeymap.journeys.draft_codec import decode, encode
from journeymap.journeys.library import Library
from journeymap.settings import data_directory


@pytest.fixture(scope="module")
def base():
    return Library.read(data_directory())


def rows_of(*cells, columns=("place", "lat", "lon", "time_from")):
    frame = pd.DataFrame(cells, columns=list(columns), dtype="str", index=range(2, 2 + len(cells)))
    return frame.reindex(columns=list(COLUMNS), fill_value="").rename_axis("row")


RIDE = rows_of(
    ("Home", "52.52", "13.40", "2024-05-01T08:00+02:00"),
    ("Lunch", "52.40", "13.06", "2024-05-01T12:30+02:00"),
)


def test_a_place_and_a_time_per_row_make_a_journey(base):
    library = DraftLibrary(Draft(RIDE), "mine", base)
    journey = library.journey("mine")
    assert library.ids == ["mine"]
    assert [journey.gazetteer[event.place].name for event in journey.events] == ["Home", "Lunch"]
    assert journey.line.length == pytest.approx(26.6, abs=0.5)
    # No row has an end, so each is a moment and not open towards the future.
    assert all(event.window.start == event.window.end for event in journey.events)


def test_bad_rows_are_kept_in_the_draft_and_reported(base):
    rows = rows_of(*RIDE[["place", "lat", "lon", "time_from"]].to_numpy(), ("X", "99", "0", "noon"))
    library = DraftLibrary(Draft(rows), "mine", base)
    assert {(problem.row, problem.column) for problem in library.problems} == {
        (4, "lat"),
        (4, "time_from"),
    }
    assert len(library.journey("mine").events) == 2
    assert len(Draft.of(library, "mine").rows) == 3


def test_a_draft_without_rows_says_what_is_needed(base):
    with pytest.raises(ConfigError, match="no row with both a place and a time"):
        DraftLibrary(Draft(no_rows()), "mine", base).journey("mine")


@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_a_copy_of_a_journey_is_that_journey(base, name):
    if name not in base.ids:
        pytest.skip(f"{name} is not among {base.ids}")
    copy = decode(encode(Draft.of(base, name)))
    assert to_document(DraftLibrary(copy, name, base).journey(name)) == to_document(
        base.journey(name)
    )


def test_the_line_follows_the_railway_where_both_ends_lie_on_it(base):
    rows = rows_of(
        ("pyongyang", "", "", "2024-05-01T08:00+09:00"),
        ("khasan", "", "", "2024-05-02T08:00+10:00"),
        ("Field", "43.9", "130.0", "2024-05-03T08:00+10:00"),
    )
    draft = Draft(rows, config=JourneyConfig(way="railway"))
    line = DraftLibrary(draft, "mine", base).journey("mine").line
    assert [leg.basis for leg in line.legs][-1] == "great-circle"
    assert {leg.basis for leg in line.legs[:-1]} <= {"railway", "gap"}
    straight = DraftLibrary(Draft(rows), "mine", base).journey("mine").line
    assert {leg.basis for leg in straight.legs} == {"great-circle"}
    assert straight.length < line.length
