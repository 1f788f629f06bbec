"""Hours on a train graph: by a zone's own calendar, or from a moment of each journey."""

import numpy as np
import pytest

from journeymap.analysis.train_graph.time_axis import calendar, counted
from journeymap.dates import day_text
from tests.support.samples import DAY, HOUR, at

SEPTEMBER = (at("2023-09-10T06:00+09:00"), at("2023-09-13T00:00+10:00"))
APRIL = (at("2019-04-23T18:00+09:00"), at("2019-04-27T18:00+09:00"))


def test_days_change_at_the_midnights_of_the_zone():
    axis = calendar([SEPTEMBER], "Asia/Vladivostok")
    assert [(day_text(p.first), p.x, p.x2) for p in axis.periods] == [
        ("2023-09-10", 0, 17),
        ("2023-09-11", 17, 41),
        ("2023-09-12", 41, 65),
    ]
    moscow = calendar([SEPTEMBER], "Europe/Moscow")
    assert [p.x for p in moscow.periods] == [0, 24, 48]


def test_hours_are_numbered_by_the_clock_of_the_zone():
    axis = calendar([SEPTEMBER], "Asia/Vladivostok")
    noon = axis.x(np.array(at("2023-09-11T12:00+10:00")), 0)
    assert [tick.number for tick in axis.ticks if tick.x == noon] == [12]
    assert {tick.number: tick.apart for tick in axis.ticks}[12] == 12
    assert {tick.number: tick.apart for tick in axis.ticks}[5] == 1


def test_a_day_of_25_hours_keeps_its_midnights():
    span = (at("2023-10-27T23:00Z"), at("2023-10-31T00:00Z"))
    axis = calendar([span], "Europe/Lisbon")  # the clock went back on the 29th
    widths = {p.first: p.x2 - p.x for p in axis.periods}
    assert widths[(2023, 10, 29)] == 25
    assert [tick.number for tick in axis.ticks].count(1) == 4


def test_long_journeys_have_months_and_years():
    months = calendar([(at("2023-01-15T00:00Z"), at("2023-03-02T00:00Z"))], "UTC")
    assert months.unit == "month"
    assert [p.first.month for p in months.periods] == [1, 2, 3]
    axis = calendar([(at("1492-08-03T00:00Z"), at("1496-06-11T00:00Z"))], "UTC")
    assert axis.unit == "year"
    assert [p.first.year for p in axis.periods] == [1492, 1493, 1494, 1495, 1496]
    assert len(axis.ticks) < 60


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
    axis = counted([SEPTEMBER, APRIL], zeros)
    assert axis.x(np.array(zeros[0]), 0) == axis.x(np.array(zeros[1]), 1) == 20
    assert [tick.x for tick in axis.ticks if tick.number == 0] == [20]
    assert {tick.number for tick in axis.ticks} >= {24, -12}
    assert axis.length == 20 + 76


def test_a_long_count_has_few_ticks():
    assert len(counted([(0.0, 3e8)], [0.0]).ticks) <= 400
