"""Suspected errors between rows are found with their corrections."""

import datetime as dt

import pytest

from journeymap.authoring.corrections.details import (
    SeveralPlaces,
)
from tests.support.suspected import cells, corrected, errors_in, errors_of, only


def test_a_window_that_ends_before_it_starts_is_swapped():
    rows = [
        {"place": "Khasan", "time_from": "2023-09-12T10:00Z", "time_to": "2023-09-12T09:00Z"},
        {"place": "Khasan", "time_from": "2023-09-13", "time_to": "2023-09-13"},
    ]
    error = only(*rows)
    assert (error.kind, error.rows) == ("window-reversed", (2,))
    after = corrected(rows, error)
    assert (cells(after, "time_from")[0], cells(after, "time_to")[0]) == (
        "2023-09-12T09:00Z",
        "2023-09-12T10:00Z",
    )


def test_a_departure_before_the_arrival_of_the_same_visit_is_swapped():
    rows = [
        {"place": "Khasan", "kind": "arrival", "time_from": "2023-09-12T12:00Z"},
        {"place": "Khasan", "kind": "departure", "time_from": "2023-09-12T10:00Z"},
    ]
    error = only(*rows)
    assert (error.kind, error.rows) == ("departure-before-arrival", (2, 3))
    assert cells(corrected(rows, error), "time_from") == ["2023-09-12T10:00Z", "2023-09-12T12:00Z"]


@pytest.mark.parametrize(
    "more",
    [
        [{"place": "Khasan", "kind": "departure"}, {"place": "Khasan", "kind": "arrival"}],
        [
            {"place": "Khasan", "kind": "arrival", "status": "contradicted"},
            {"place": "Khasan", "kind": "departure"},
        ],
        [
            {"place": "Khasan", "kind": "arrival", "journey": "a"},
            {"place": "Khasan", "kind": "departure", "journey": "b"},
        ],
    ],
)
def test_other_pairs_of_arrival_and_departure_are_not_suspected(more):
    times = ({"time_from": "2023-09-12T12:00Z"}, {"time_from": "2023-09-12T10:00Z"})
    assert not errors_in(*(row | time for row, time in zip(more, times, strict=True)))


def test_two_places_at_one_moment_are_a_question():
    rows = [
        {"place": place, "time_from": "2023-09-12T12:00Z", "says": place}
        for place in ("Khasan", "Vladivostok", "Khasan")
    ]
    rows[2]["says"] = "again"
    error = only(*rows)
    assert (error.kind, error.rows) == ("one-moment", (2, 3, 4))
    assert [(each.details, each.rows) for each in error.corrections] == [
        ("Khasan", (3,)),
        ("Vladivostok", (2, 4)),
    ]
    moment = dt.datetime(2023, 9, 12, 12, tzinfo=dt.UTC).timestamp()
    assert error.details == SeveralPlaces(moment, "Asia/Vladivostok", ("Khasan", "Vladivostok"))
    assert cells(corrected(rows, error), "says") == ["Khasan", "", "again"]
    assert not errors_of(corrected(rows, error))


def test_a_repeated_row_is_emptied_once():
    rows = [
        {"place": "Khasan", "says": "one"},
        {"place": "Khasan", "says": "two"},
        {"place": " Khasan", "says": "one "},
    ]
    error = only(*rows)
    assert (error.kind, error.rows) == ("duplicate", (2, 4))
    after = corrected(rows, error)
    assert not any(after.loc[4])
    assert cells(after, "says")[:2] == ["one", "two"]
