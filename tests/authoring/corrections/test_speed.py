"""Speeds above the limit are found, with the corrections that explain them."""

import datetime as dt

import pytest

from journeymap.authoring.corrections import (
    Correction,
    apply,
)
from journeymap.authoring.corrections.correction import CorrectionKind
from journeymap.authoring.corrections.details import (
    Change,
)
from tests.support.suspected import errors_in, errors_of, only, table


def test_a_speed_above_the_limit_is_suspected_with_its_distance_and_time():
    rows = [
        {"place": "Berlin", "time_from": "2023-09-12T12:00+02:00"},
        {"place": "Warsaw", "time_from": "2023-09-12T13:00+02:00"},
    ]
    error = only(*rows)
    assert (error.kind, error.rows) == ("too-fast", (2, 3))
    assert (error.details.start, error.details.end) == ("Berlin", "Warsaw")
    assert round(error.details.km) == round(error.details.kmh) == 519
    assert (error.details.seconds, error.details.limit_kmh) == (3600, 400)
    assert not errors_in(*rows, limit=600)


HOURS = [
    ("38.7", "-9.1", 0),
    ("38.9", "-8.0", 2),
    ("39.0", "-7.0", 4),
    ("39.2", "-6.0", 6),
    ("39.4", "-5.0", 8),
]


def hourly(**odd):
    """Rows two hours apart along a line; odd gives row numbers their cells."""
    rows = [
        {"lat": lat, "lon": lon, "time_from": f"2023-09-12T{hour:02d}:00Z"}
        for lat, lon, hour in HOURS
    ]
    for row, cells_ in odd.items():
        rows[int(row.removeprefix("row")) - 2] |= cells_
    return rows


@pytest.mark.parametrize(
    ("odd", "cell"),
    [
        ({"time_from": "2023-09-12T16:00Z"}, "2023-09-12T04:00Z"),
        ({"lat": "38.95", "lon": "-7.5", "time_from": "2023-12-09T03:00Z"}, None),
    ],
)
def test_only_an_error_that_explains_the_speed_is_offered(odd, cell):
    rows = [*hourly(row4=odd), {"lat": "41.1", "lon": "-8.6", "time_from": "2023-09-12T16:30Z"}]
    errors = errors_in(*rows, limit=200)
    assert {error.kind for error in errors} <= {"too-fast"}
    offered = [correction for error in errors for correction in error.corrections]
    if cell is None:
        assert not offered
        return
    expected = Correction(
        CorrectionKind.CHANGE_BY_12_HOURS,
        {(4, "time_from"): cell},
        Change(odd["time_from"], cell),
    )
    assert expected in offered
    again = errors_of(apply(table(*rows), errors[0].corrections[0]), limit=200)
    assert not [error for error in again if error.rows == errors[0].rows]


def test_exchanged_day_and_month_are_offered_when_they_explain_the_speed():
    rows = [
        {"place": "Berlin", "time_from": "2023-09-12T02:00+02:00"},
        {"place": "Warsaw", "time_from": "2023-12-09T10:00+01:00"},
        {"place": "Berlin", "time_from": "2023-12-09T10:30+01:00"},
    ]
    # The clock in Warsaw is another in September.
    exchanged = {(3, "time_from"): "2023-09-12T10:00+02:00"}
    assert exchanged in [correction.cells for correction in only(*rows).corrections]


def test_a_correction_that_would_put_a_row_far_outside_the_journey_is_not_offered():
    rows = [
        {"place": "Berlin", "time_from": "2023-09-12T02:00Z"},
        {"place": "Warsaw", "time_from": "2023-09-12T03:00Z"},
    ]
    kinds = {correction.kind for correction in only(*rows).corrections}
    assert CorrectionKind.EXCHANGE_DAY_AND_MONTH not in kinds


def test_a_row_that_fits_neither_neighbour_is_the_one_to_correct():
    errors = errors_in(
        {"place": "Berlin", "time_from": "2023-09-12T16:00Z"},
        {"place": "Warsaw", "time_from": "2023-09-12T16:30Z"},
        {"place": "Berlin", "time_from": "2023-09-12T17:00Z"},
        {"place": "Warsaw", "time_from": "2023-09-12T03:00Z"},
    )
    assert [error.rows for error in errors] == [(2, 3), (3, 4)]
    for error in errors:
        assert [correction.cells for correction in error.corrections] == [
            {(3, "time_from"): "2023-09-12T04:30Z"}
        ]


def test_a_window_of_a_day_leaves_enough_time():
    assert not errors_in(
        {"place": "Berlin", "time_from": "2023-09-12"},
        {"place": "Warsaw", "time_from": "2023-09-12"},
    )


@pytest.mark.parametrize(
    "more",
    [{"kind": "statement"}, {"status": "expected"}, {"status": "contradicted"}, {"denies": "x"}],
)
def test_rows_that_do_not_place_the_traveller_are_not_compared(more):
    rows = [
        {"place": "Berlin", "time_from": "2023-09-12T12:00Z"},
        {"place": "Khasan", "time_from": "2023-09-12T12:00Z"} | more,
    ]
    assert not errors_in(*rows)


def test_many_impossible_pairs_are_summed_up():
    start = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
    rows = [
        {
            "place": ("Berlin", "Lisbon")[i % 2],
            "time_from": (start + dt.timedelta(hours=i)).isoformat(),
        }
        for i in range(300)
    ]
    errors = errors_in(*rows)
    assert len(errors) == 51
    assert set().union(*(error.rows for error in errors)) == set(range(2, 302))
