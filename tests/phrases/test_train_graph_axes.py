"""The axes of the train graph in words, by each clock and unit."""

from dataclasses import replace

import pytest

from journeymap.analysis.train_graph.tables import train_graph
from journeymap.analysis.train_graph.time_axis import calendar, counted
from journeymap.phrases.train_graph_axes import (
    left_out,
    period_names,
    tick_label,
    time_title,
    zone_name,
)
from journeymap.web.site import site
from tests.support.samples import HOUR, at

SEPTEMBER = (at("2023-09-10T06:00+09:00"), at("2023-09-13T00:00+10:00"))
APRIL = (at("2019-04-23T18:00+09:00"), at("2019-04-27T18:00+09:00"))
AUTUMN_2019 = (at("2019-10-20T00:00Z"), at("2019-11-10T00:00Z"))


@pytest.mark.parametrize(
    ("names", "clock", "zone", "title"),
    [
        (["kim-2023"], "calendar", "UTC", "UTC"),
        (["kim-2023"], "calendar", "Asia/Vladivostok", "Vladivostok time (UTC+10)"),
        (["kim-2023", "kim-2019"], "calendar", "Europe/Moscow", "Moscow time (UTC+3)"),
        (["kim-2023"], "departure", "UTC", "hours since departure, as estimated"),
        (["kim-2023", "kim-2019"], "place", "UTC", "hours from the first report at Khasan"),
    ],
)
def test_the_time_axis_says_what_it_counts(names, clock, zone, title):
    journeys = [site().library().journey(name) for name in names]
    assert time_title(train_graph(journeys, "happened", clock=clock, zone=zone)) == title


def test_a_zone_whose_clock_changes_on_the_way_has_both_offsets():
    journey = site().library().journey("kim-2023")
    graph = train_graph([journey], "happened")
    changing = calendar([(at("2023-10-27T23:00Z"), at("2023-10-31T00:00Z"))], "Europe/Lisbon")
    title = time_title(replace(graph, time=changing))
    assert title == "Lisbon time (UTC+1 and UTC)"


@pytest.mark.parametrize(
    ("span", "name", "short", "tick"),
    [
        (SEPTEMBER, "Sun 10 September 2023", "10 Sep", "01:00"),
        (AUTUMN_2019, "October 2019", "Oct", "20"),
        ((at("1492-08-03T00:00Z"), at("1496-06-11T00:00Z")), "1492", "1492", "Sep"),
    ],
)
def test_periods_and_ticks_are_named_by_their_unit(span, name, short, tick):
    axis = calendar([span], "Asia/Vladivostok" if span is SEPTEMBER else "UTC")
    assert period_names(axis, axis.periods[0]) == (name, short)
    assert tick in {tick_label(axis, each) for each in axis.ticks}


def test_hours_counted_have_their_sign():
    axis = counted([SEPTEMBER], [SEPTEMBER[0] + 20 * HOUR])
    assert {tick_label(axis, each) for each in axis.ticks} >= {"−12 h", "0 h", "+24 h"}
    long = counted([(0.0, 3e8)], [0.0])
    assert tick_label(long, long.ticks[-1]).startswith("+")
    assert "," in tick_label(long, long.ticks[-1])


def test_a_break_says_how_many_days_it_leaves_out():
    (gap,) = calendar([SEPTEMBER, APRIL], "UTC").breaks
    assert left_out(gap) == "1,596 days left out"


def test_a_zone_is_named_by_its_city():
    assert zone_name("America/Argentina/Buenos_Aires") == "Buenos Aires time"
