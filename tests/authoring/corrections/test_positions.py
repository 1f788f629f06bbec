"""Suspected errors in lat and lon are found with their corrections."""

import pytest

from journeymap.authoring.corrections.details import (
    Certainty,
    Change,
)
from tests.support.suspected import cells, corrected, errors_in, only


def test_a_latitude_beyond_90_is_swapped_with_the_longitude_in_all_rows():
    rows = [
        {"lat": "131.88", "lon": "43.12"},
        {"lat": "130.6", "lon": "42.4"},
        {"lat": "43", "lon": "131"},
    ]
    error = only(*rows)
    assert (error.kind, error.column, error.rows) == ("swapped", "lat", (2, 3))
    assert error.details is Certainty.BEYOND_90
    assert error.corrections[0].details == Change("131.88, 43.12", "43.12, 131.88")
    after = corrected(rows, error)
    assert cells(after, "lat") == ["43.12", "42.4", "43"]
    assert cells(after, "lon") == ["131.88", "130.6", "131"]


@pytest.mark.parametrize(
    ("kind", "lat", "lon"),
    [
        ("decimal-comma", "43,12", "131,88"),
        ("decimal-comma", "43.12", "131,88"),
        ("degrees", "43°07'12\"N", "131°52'48\"E"),
        ("degrees", "N 43.12", "131.88 E"),
        ("degrees", "43,12", "131.88°"),
        ("pair", "43.12, 131.88", ""),
        ("pair", "", "43.12 131.88"),
        ("pair", "43.12, 131.88", "43.12, 131.88"),
        ("swapped", "131.88E", "43.12N"),
        ("swapped", "131,88", "43,12"),
    ],
)
def test_a_position_is_corrected_to_decimal_degrees(kind, lat, lon):
    rows = [{"lat": lat, "lon": lon}]
    error = only(*rows)
    assert (error.kind, error.rows) == (kind, (2,))
    after = corrected(rows, error)
    assert (cells(after, "lat"), cells(after, "lon")) == (["43.12"], ["131.88"])


def test_a_position_in_the_place_cell_is_copied_and_the_place_stays():
    rows = [{"place": "43.12, 131.88"}, {"place": "Platform 2"}, {"place": "Route 5.1"}]
    error = only(*rows)
    assert (error.kind, error.rows) == ("pair", (2,))
    assert dict(error.corrections[0].cells) == {(2, "lat"): "43.12", (2, "lon"): "131.88"}


def test_a_comma_with_two_meanings_is_a_question():
    error = only({"lat": "43,12"})
    assert error.kind == "pair-or-comma"
    assert [dict(correction.cells) for correction in error.corrections] == [
        {(2, "lat"): "43", (2, "lon"): "12"},
        {(2, "lat"): "43.12"},
    ]


def test_a_position_of_zero_zero_is_emptied():
    rows = [{"place": "Khasan", "lat": "0", "lon": "0.0"}]
    error = only(*rows)
    assert error.kind == "null-island"
    assert not any(cells(corrected(rows, error), "lat") + cells(corrected(rows, error), "lon"))


@pytest.mark.parametrize(
    ("lat", "lon", "kind"),
    [("13.4", "52.5", "swapped"), ("52.5", "-131.4", None), ("51", "12", None)],
)
def test_a_position_far_from_its_place_is_suspected_when_an_error_explains_it(lat, lon, kind):
    errors = errors_in({"place": "Berlin", "lat": lat, "lon": lon})
    assert [error.kind for error in errors] == ([kind] if kind else [])


def test_a_missing_minus_sign_is_found_by_the_rows_around_it():
    rows = [{"lat": "38.7", "lon": lon} for lon in ("-9.1", "-8.4", "8.0", "-7.2")]
    error = only(*rows)
    assert (error.kind, error.rows) == ("minus", (4,))
    assert cells(corrected(rows, error), "lon") == ["-9.1", "-8.4", "-8.0", "-7.2"]


def test_rows_of_other_journeys_and_fewer_than_three_places_are_not_compared():
    journeys = {"a": ("-9.1", "-8.4"), "b": ("8.0",), "c": ("-8.2", "-7.2"), "d": ("-8.2", "8.3")}
    assert not errors_in(
        *({"lat": "38.7", "lon": lon, "journey": j} for j, lons in journeys.items() for lon in lons)
    )
