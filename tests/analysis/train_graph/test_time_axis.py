"""Hours on a train graph: by a zone's own calendar, or from a moment of each journey."""

import numpy as np
import pytest

from journeymap.analysis.train_graph.time_axis import calendar, counted, zone_name
from tests.support.samples import DAY, HOUR, at

SEPTEMBER = (at("2023-09-10T06:00+09:00"), at("2023-09-13T00:00+10:00"))
APRIL = (at("2019-04-23T18:00+09:00"), at("2019-04-27T18:00+09:00"))


def test_days_change_at_the_midnights_of_the_zone():
    axis = calendar([SEPTEMBER], "Asia/Vladivostok")
    assert [(p.label, p.x, p.x2) for p in axis.periods] == [
        ("Sun 10 September 2023", 0, 17),
        ("Mon 11 September 2023", 17, 41),
        ("Tue 12 September 2023", 41, 65),
    ]
    assert axis.title == "Vladivostok time, UTC+10"
    moscow = calendar([SEPTEMBER], "Europe/Moscow")
    assert [p.x for p in moscow.periods] == [0, 24, 48]
    assert calendar([SEPTEMBER], "UTC").title == "UTC"


def test_hours_are_labelled_by_the_clock_of_the_zone():
    axis = calendar([SEPTEMBER], "Asia/Vladivostok")
    noon = axis.x(np.array(at("2023-09-11T12:00+10:00")), 0)
    assert [mark.label for mark in axis.marks if mark.x == noon] == ["12:00"]
    assert {mark.label: mark.apart for mark in axis.marks}["12:00"] == 12
    assert {mark.label: mark.apart for mark in axis.marks}["05:00"] == 1


def test_a_day_of_25_hours_keeps_its_midnights():
    span = (at("2023-10-27T23:00Z"), at("2023-10-31T00:00Z"))
    axis = calendar([span], "Europe/Lisbon")  # the clock went back on the 29th
    widths = {p.label: p.x2 - p.x for p in axis.periods}
    assert widths["Sun 29 October 2023"] == 25
    assert axis.title == "Lisbon time, UTC+1 and UTC"
    assert [m.label for m in axis.marks if m.label == "01:00"] == ["01:00"] * 4


def test_long_journeys_are_told_by_months_and_years():
    assert [
        p.label
        for p in calendar([(at("2023-01-15T00:00Z"), at("2023-03-02T00:00Z"))], "UTC").periods
    ] == [
        "January 2023",
        "February 2023",
        "March 2023",
    ]
    axis = calendar([(at("1492-08-03T00:00Z"), at("1496-06-11T00:00Z"))], "UTC")
    assert [p.label for p in axis.periods] == ["1492", "1493", "1494", "1495", "1496"]
    assert len(axis.marks) < 60


def test_years_between_two_journeys_are_left_out_and_marked():
    axis = calendar([SEPTEMBER, APRIL], "Asia/Vladivostok")
    (gap,) = axis.breaks
    assert gap.days == round((SEPTEMBER[0] - APRIL[1]) / DAY)
    assert axis.x(np.array(APRIL[1]), 1) == pytest.approx(gap.x)
    assert axis.x(np.array(SEPTEMBER[0]), 0) == pytest.approx(gap.x2)
    assert axis.x(np.array((APRIL[1] + SEPTEMBER[0]) / 2), 0) == pytest.approx(gap.x)
    assert axis.x(np.array(SEPTEMBER[1] + HOUR), 0) == pytest.approx(axis.length + 1)
    assert axis.length == pytest.approx((96 + 65) * 1.05)
    assert [s.years for s in axis.stretches] == ["2019", "2023"]


def test_two_journeys_of_one_time_share_their_calendar():
    axis = calendar([SEPTEMBER, (SEPTEMBER[0], SEPTEMBER[1] + 7 * DAY)], "UTC")
    assert axis.breaks == ()
    assert axis.length == 65 + 7 * 24
    moments = np.array([SEPTEMBER[0] + HOUR])
    assert axis.x(moments, 0) == axis.x(moments, 1)


def test_hours_count_from_each_journeys_own_moment():
    zeros = (SEPTEMBER[0] + 5 * HOUR, APRIL[0] + 20 * HOUR)
    axis = counted([SEPTEMBER, APRIL], zeros, "hours")
    assert axis.x(np.array(zeros[0]), 0) == axis.x(np.array(zeros[1]), 1) == 20
    assert [mark.x for mark in axis.marks if mark.label == "0 h"] == [20]
    assert {mark.label for mark in axis.marks} >= {"+24 h", "−12 h"}
    assert axis.length == 20 + 76


def test_a_long_count_has_few_marks():
    assert len(counted([(0.0, 3e8)], [0.0], "hours").marks) <= 400


def test_a_zone_is_named_by_its_city():
    assert zone_name("America/Argentina/Buenos_Aires") == "Buenos Aires"
