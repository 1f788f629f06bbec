"""Suspected errors in times are found with their corrections."""

import datetime as dt

import pytest

from journeymap.authoring.corrections import (
    apply,
)
from journeymap.authoring.corrections.details import (
    DateReading,
    Quoted,
)
from journeymap.authoring.corrections.parse_moments import DateOrder
from tests.support.suspected import cells, corrected, errors_in, errors_of, only, table


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2023/9/12", "2023-09-12"),
        ("Sept 12, 2023", "2023-09-12"),
        ("12.09.2023", "2023-09-12"),
        ("31/08/2023", "2023-08-31"),
        ("12 сентября 2023", "2023-09-12"),
        ("2023年9月12日", "2023-09-12"),
        ("2023. 9. 12.", "2023-09-12"),
        ("1694520600", "2023-09-12T12:10Z"),
        ("12 Sep 2023 2:05 pm KST", "2023-09-12T14:05+09:00"),
        ("12.09.2023 14:05 MSK", "2023-09-12T14:05+03:00"),
    ],
)
def test_a_time_with_one_meaning_is_written_as_iso(cell, iso):
    rows = [{"place": "Khasan", "time_from": cell}]
    error = only(*rows)
    assert (error.kind, error.column, error.rows) == ("time-format", "time_from", (2,))
    assert cells(corrected(rows, error), "time_from") == [iso]


def test_the_order_of_day_and_month_is_a_question_with_both_answers():
    rows = [{"time_from": "12/09/2023"}, {"time_from": "01/02/2023"}]
    error = only(*rows)
    assert (error.kind, error.rows) == ("day-or-month", (2, 3))
    assert [correction.details for correction in error.corrections] == [
        DateReading("12/09/2023", DateOrder.DAY_FIRST, dt.date(2023, 9, 12)),
        DateReading("12/09/2023", DateOrder.MONTH_FIRST, dt.date(2023, 12, 9)),
    ]
    assert error.details.readings == tuple(each.details for each in error.corrections)
    assert error.details.proofs == ()
    assert cells(corrected(rows, error), "time_from") == ["2023-09-12", "2023-02-01"]
    assert cells(corrected(rows, error, 1), "time_from") == ["2023-12-09", "2023-01-02"]


@pytest.mark.parametrize(
    ("proof", "order", "day", "first"),
    [
        ("31/08/2023", DateOrder.DAY_FIRST, "2023-08-31", "2023-09-12"),
        ("08/31/2023", DateOrder.MONTH_FIRST, "2023-08-31", "2023-12-09"),
    ],
)
def test_a_cell_that_proves_the_order_is_quoted_and_its_order_offered_first(
    proof, order, day, first
):
    rows = [{"time_from": "12/09/2023"}, {"time_from": proof}]
    error = only(*rows)
    assert error.details.proofs == ((Quoted(3, proof), order),)
    assert len(error.corrections) == 2
    assert cells(corrected(rows, error), "time_from") == [first, day]


def test_proofs_of_both_orders_leave_the_usual_order():
    error = errors_in(
        {"time_from": "12/09/2023"}, {"time_from": "31/08/2023"}, {"time_from": "08/31/2023"}
    )[0]
    assert [cell.row for cell, _ in error.details.proofs] == [3, 4]
    assert error.corrections[0].details.order is DateOrder.DAY_FIRST


def test_dates_with_dots_are_day_first_unless_a_cell_contradicts_it():
    assert only({"time_from": "12.09.2023"}).kind == "time-format"
    error = only({"time_from": "12.09.2023"}, {"time_from": "09.25.2023"})
    assert error.kind == "day-or-month"
    assert error.corrections[0].details.day == dt.date(2023, 12, 9)


def test_a_two_digit_year_is_a_question():
    error = only({"time_from": "12 Sep 23"})
    assert error.kind == "two-digit-year"
    assert [dict(correction.cells)[2, "time_from"] for correction in error.corrections] == [
        "2023-09-12",
        "1923-09-12",
    ]


def test_the_zone_is_asked_once_and_that_of_the_place_is_offered_first():
    rows = [
        {"place": "Khasan", "time_from": "2023-09-12 14:05", "time_to": "12 Sep 2023 3 pm"},
        {"place": "Pyongyang", "time_from": "2017-09-12T14:05"},
        {"place": "Khasan", "time_from": "2023-09-12"},
    ]
    error = only(*rows, zone="Europe/Moscow")
    assert (error.kind, error.rows) == ("no-zone", (2, 3))
    by_place, journey, utc = (apply(table(*rows), correction) for correction in error.corrections)
    # Pyongyang's clock was half an hour behind Seoul's in 2017.
    assert cells(by_place, "time_from") == [
        "2023-09-12T14:05+10:00",
        "2017-09-12T14:05+08:30",
        "2023-09-12",
    ]
    assert cells(by_place, "time_to")[0] == "2023-09-12T15:00+10:00"
    assert cells(journey, "time_from")[:2] == ["2023-09-12T14:05+03:00", "2017-09-12T14:05+03:00"]
    assert cells(utc, "time_from")[:2] == ["2023-09-12T14:05Z", "2017-09-12T14:05Z"]


def test_the_zone_is_asked_after_the_day_on_which_it_depends():
    rows = [
        {"place": "Berlin", "time_from": "12/01/2023 14:05"},
        {"place": "Berlin", "time_from": "2023-01-01 10:00"},
    ]
    error = only(*rows)
    assert error.kind == "day-or-month"
    assert error.details.zone_follows
    after = errors_of(corrected(rows, error, 1))
    assert [error.kind for error in after] == ["no-zone"]
    assert cells(apply(corrected(rows, error, 1), after[0].corrections[0]), "time_from") == [
        "2023-12-01T14:05+01:00",
        "2023-01-01T10:00+01:00",
    ]


def test_a_question_about_days_says_whether_that_about_the_zone_follows():
    day, time = {"time_from": "12/09/2023"}, {"time_from": "12/09/2023 10:00"}
    assert not only(day).details.zone_follows
    assert only(day, time).details.zone_follows


def test_the_zone_of_the_journey_is_offered_where_the_place_is_unknown():
    rows = [{"place": "Nowhere", "time_from": "2023-09-12 14:05"}]
    error = only(*rows, zone="Asia/Seoul")
    assert cells(corrected(rows, error), "time_from") == ["2023-09-12T14:05+09:00"]


def test_without_any_zone_the_zones_of_other_rows_are_offered():
    error = errors_in(
        {"place": "Nowhere", "time_from": "2023-09-12 14:05"},
        {"place": "Khasan", "time_from": "2023-09-12 18:05"},
    )[-1]
    assert (error.kind, error.rows) == ("no-zone-no-place", (2,))
    assert [correction.cells[2, "time_from"] for correction in error.corrections] == [
        "2023-09-12T14:05+10:00",
        "2023-09-12T14:05Z",
    ]


def test_times_that_a_clock_showed_twice_or_skipped_are_suspected():
    twice, never = errors_in(
        {"place": "Berlin", "time_from": "2023-10-29 02:30"},
        {"place": "Berlin", "time_from": "2023-03-26 02:30"},
    )
    assert (twice.kind, twice.rows) == ("clock-twice", (2,))
    assert [correction.cells[2, "time_from"] for correction in twice.corrections] == [
        "2023-10-29T02:30+02:00",
        "2023-10-29T02:30+01:00",
    ]
    assert (never.kind, never.rows, never.corrections) == ("clock-skipped", (3,), ())


@pytest.mark.parametrize(
    ("name", "offsets"),
    [("CST", ["+08:00", "-06:00", "-05:00"]), ("IST", ["+05:30", "+02:00", "+01:00"])],
)
def test_a_name_that_several_zones_share_is_a_question(name, offsets):
    error = only({"place": "Khasan", "time_from": f"2023-09-12 14:05 {name}"})
    assert error.kind == "zone-name"
    assert [correction.cells[2, "time_from"][-6:] for correction in error.corrections] == offsets


def test_a_row_with_coordinates_has_the_zone_of_its_position():
    rows = (
        {"place": "Lima", "lat": "-12.05", "lon": "-77.05", "time_from": "2021-05-01 08:00"},
        {"place": "Cusco", "lat": "-13.52", "lon": "-71.97", "time_from": "2021-05-01 20:00"},
        {"lat": "12°03′S", "lon": "77°03′W", "time_from": "2021-05-02 08:00"},
    )
    error = next(each for each in errors_in(*rows) if each.kind == "no-zone")
    assert [correction.kind for correction in error.corrections] == [
        "read-in-place-zones",
        "read-in-zone",
    ]
    assert cells(corrected(rows, error), "time_from") == [
        "2021-05-01T08:00-05:00",
        "2021-05-01T20:00-05:00",
        "2021-05-02T08:00-05:00",
    ]
