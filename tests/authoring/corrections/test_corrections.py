"""Likely errors are suspected and come with corrections; well-formed rows are never suspected."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.authoring.corrections import (
    Correction,
    SuspectedError,
    apply,
    find_suspected_errors,
)
from journeymap.authoring.corrections.correction import CorrectionKind
from journeymap.claims.columns import COLUMNS
from journeymap.claims.csv_table import read_table
from journeymap.claims.gazetteer import read_places
from tests.support.hostile import HOSTILE
from tests.support.paths import DATA
from tests.support.suspected import cells, errors_in, errors_of, table


@pytest.mark.parametrize("limit", [None, 300, 80])
@pytest.mark.parametrize("zone", [None, "Asia/Vladivostok"])
def test_nothing_is_suspected_in_the_built_in_table(zone, limit):
    gazetteer, _ = read_places(DATA / "places.csv")
    known = {
        name: (p.lat, p.lon, p.zone) for p in gazetteer for name in (p.key, p.name, p.name_local)
    }
    rows = read_table(DATA / "routes.csv", COLUMNS).rows
    assert find_suspected_errors(rows, positions=known, zone=zone, max_speed_kmh=limit) == []


def test_hostile_text_is_not_suspected_in_any_column():
    for column in COLUMNS:
        for name, text in HOSTILE.items():
            assert not errors_in({column: text}), (column, name)


def test_nothing_is_suspected_in_empty_tables_rows_and_cells():
    assert errors_in() == []
    assert errors_in({}, {}) == []
    assert errors_in({"place": "Khasan"}, {}, {}) == []
    rows = table({}, {}).astype(object)
    rows.loc[2] = None
    assert find_suspected_errors(rows, positions={}, zone=None, max_speed_kmh=None) == []


def test_a_correction_skips_removed_rows_and_leaves_its_input_unchanged():
    rows = table({"lat": "1"})
    correction = Correction(
        CorrectionKind.WRITE_POINT, {(2, "lat"): "2", (9, "lat"): "3", (2, "none"): "4"}
    )
    assert cells(apply(rows, correction), "lat") == ["2"]
    assert cells(rows, "lat") == ["1"]


FINE_PLACE = st.sampled_from(
    [
        {"place": "Berlin"},
        {"place": "Lisbon"},
        {"place": "Nowhere"},
        {"lat": "52.5", "lon": "13.4"},
        {"place": "Berlin", "lat": "52.51", "lon": "13.41"},
        {"place": "Stop 12"},
        {"lat": "-10", "lon": "+20.5"},
        {},
    ]
)
FINE_TIME = st.sampled_from(
    ["", "2023-09-12", "2023-09-12T12:00+02:00", "2023-09-12 12:00:30Z", "2023-12-09T12:00-0300"]
)


@settings(max_examples=150)
@given(st.lists(st.tuples(FINE_PLACE, FINE_TIME, FINE_TIME), max_size=8))
def test_only_rows_compared_are_suspected_in_a_well_formed_table(rows):
    named = errors_in(
        *(
            place | {"time_from": when, "reported_at": public, "says": str(i)}
            for i, (place, when, public) in enumerate(rows)
        )
    )
    assert {error.kind for error in named} <= {"one-moment", "too-fast", "swapped", "minus"}


ODD_PLACE = st.sampled_from(
    [
        {"lat": "131.88", "lon": "43.12"},
        {"lat": "43,12", "lon": "131,88"},
        {"lat": "43°07'N", "lon": "E 131°53'"},
        {"lat": "43.1, 131.9"},
        {"place": "43.1, 131.9"},
        {"lat": "43,12"},
        {"lat": "0", "lon": "0"},
        {"place": "Berlin"},
        {"place": "Berlin", "lat": "13.4", "lon": "52.5"},
        {"place": "Nowhere"},
        {"lat": "131,8", "lon": "43,1"},
        {},
    ]
)
ODD_TIME = st.sampled_from(
    [
        "",
        "12/09/2023",
        "31/08/2023",
        "12.09.2023 14:05",
        "12/09/23 10:00",
        "2023-09-12 14:05",
        "12 Sep 2023 2 pm KST",
        "2023-09-12 14:05 CST",
        "2023-10-29 02:30",
        "2023-03-26 02:30",
        "1694520600",
        "2023-09-12T12:00Z",
        "09.25.2023",
        "1.2.03",
        "12 Sep 23",
        "2023-09-12T14:05+09",
        "noon",
        "1/2/2023 9:00 MSK",
        "0001-01-01",
        "9999-12-31T23:59-12:00",
    ]
)
CELLS = {"lat", "lon", "time_from", "time_to", "reported_at"}
OF_CELLS = {
    "swapped",
    "pair",
    "degrees",
    "decimal-comma",
    "null-island",
    "minus",
    "pair-or-comma",
    "time-format",
    "day-or-month",
    "two-digit-year",
    "no-zone",
    "no-zone-no-place",
    "clock-twice",
    "zone-name",
    "window-reversed",
}
# A corrected row can reveal the same kind of error in another one.
OF_ROWS = {"swapped", "minus", "window-reversed"}


@settings(max_examples=300)
@given(
    st.lists(st.tuples(ODD_PLACE, ODD_TIME, ODD_TIME, ODD_TIME), min_size=1, max_size=6),
    st.sampled_from([None, "Asia/Seoul"]),
)
def test_the_first_corrections_leave_none_of_their_errors(rows, zone):
    rows = table(
        *(
            place | {"time_from": a, "time_to": b, "reported_at": c, "says": str(i)}
            for i, (place, a, b, c) in enumerate(rows)
        )
    )
    errors = errors_of(rows, zone=zone)
    after = rows
    for error in errors:
        for correction in error.corrections:
            touched = {row for row, _ in correction.cells}
            assert touched <= set(error.rows)
            assert (
                error.kind in {"one-moment", "duplicate"}
                or {column for _, column in correction.cells} <= CELLS
            )
            assert correction.cells
        if error.corrections and error.kind in OF_CELLS:
            after = apply(after, error.corrections[0])
    again = errors_of(after, zone=zone)
    done = {
        (error.kind, row)
        for error in errors
        if error.corrections and error.kind in OF_CELLS
        for row in error.rows
    }
    left = {(error.kind, row) for error in again for row in error.rows}
    assert not done & left
    assert not {kind for kind, _ in done} & {kind for kind, _ in left} - OF_ROWS


@settings(max_examples=100)
@given(
    st.lists(st.tuples(ODD_PLACE, ODD_TIME), max_size=6), st.lists(st.text(max_size=30), max_size=6)
)
def test_suspected_errors_are_reproducible_and_leave_the_rows_unchanged(rows, texts):
    rows = table(
        *(
            {"place": text} | place | {"time_from": when}
            for (place, when), text in zip(rows, texts, strict=False)
        )
    )
    before = rows.copy()
    found = errors_of(rows, limit=80)
    assert found == errors_of(rows, limit=80)
    assert all(
        isinstance(error, SuspectedError) and error.rows and set(error.rows) <= set(rows.index)
        for error in found
    )
    assert rows.equals(before)
