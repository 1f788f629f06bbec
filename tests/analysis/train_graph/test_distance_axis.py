"""Chainages folded to distances from the start: exact, each station once, branches told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.train_graph.distance_axis import Fold, distance_axis
from journeymap.lines.line import Line
from journeymap.web.site import site


def line(*marks, length=None):
    """A line along the equator through marks (place, km)."""
    end = length or marks[-1][1]
    km = np.array([0.0, end])
    return Line(np.column_stack([km / 100, np.zeros(2)]), km, (), marks)


def stations(axis):
    return {station.place: station.km for station in axis.stations}


OUT_AND_BACK = line(("a", 0), ("b", 100), ("c", 160), ("b", 220), ("a", 320))


def test_a_journey_that_comes_back_has_each_station_once():
    axis = distance_axis(OUT_AND_BACK)
    assert axis.folded
    assert stations(axis) == {"a": 0, "b": 100, "c": 160}
    assert len(axis.stations) == 3
    assert axis.reach == (0, 160)
    km = np.array([0, 130, 160, 190, 320])
    assert axis.fold.at(km).tolist() == [0, 130, 160, 130, 0]


def test_a_one_way_journey_is_not_folded():
    axis = distance_axis(line(("a", 0), ("b", 100), ("c", 160)))
    assert not axis.folded
    assert stations(axis) == {"a": 0, "b": 100, "c": 160}


def test_a_round_trip_by_another_way_goes_on_counting():
    axis = distance_axis(line(("a", 0), ("b", 100), ("c", 160), ("a", 230)))
    assert not axis.folded
    assert [(s.place, s.km) for s in axis.stations] == [
        ("a", 0),
        ("b", 100),
        ("c", 160),
        ("a", 230),
    ]
    assert axis.fold.at(np.array([200.0])) == 200


def test_a_spur_is_a_branch_where_the_main_line_passes_as_far_out():
    axis = distance_axis(line(("a", 0), ("b", 100), ("spur", 120), ("b", 140), ("c", 200)))
    branch = {station.place: station.branch for station in axis.stations}
    assert branch == {"a": False, "b": False, "spur": True, "c": False}


def test_a_line_runs_on_beyond_its_last_mark():
    axis = distance_axis(line(("a", 0), ("b", 100), ("a", 200), length=230))
    assert axis.fold.at(np.array([230.0])) == 30


def test_a_branch_ahead_leads_to_stations_where_the_axis_has_them():
    axis = distance_axis(OUT_AND_BACK)
    branch = Line(
        np.zeros((2, 2)), np.array([160.0, 270.0]), (), (("c", 160.0), ("b", 220.0), ("d", 270.0))
    )
    fold = axis.with_branch(branch)
    assert fold.at(np.array([160, 220, 270])).tolist() == [160, 100, 150]


def test_the_built_in_stations_are_where_both_ways_have_them():
    for name in site().library().ids:
        axis = distance_axis(site().library().journey(name).line)
        assert axis.folded, name
        assert len({station.place for station in axis.stations}) == len(axis.stations)
        # By rail one is never further from the start than the kilometres run.
        assert (axis.fold.distance <= axis.fold.chainage + 1e-9).all()


steps = st.lists(st.floats(0.5, 50), min_size=2, max_size=8)
rises = st.lists(st.floats(0, 60), min_size=2, max_size=6)


@given(steps, st.lists(st.sampled_from([-1, 1]), min_size=8, max_size=8), rises, rises)
def test_the_spread_is_all_that_lies_between_two_chainages(lengths, signs, low_rises, ahead):
    chainage = np.concatenate([[0], np.cumsum(lengths)])
    distance = np.concatenate([[0], np.cumsum(np.array(lengths) * signs[: len(lengths)])])
    fold = Fold(chainage, distance)
    count = min(len(low_rises), len(ahead))
    low = np.minimum(np.cumsum(low_rises[:count]), chainage[-1])
    high = np.minimum(np.maximum.accumulate(low + np.array(ahead[:count])), chainage[-1])
    t = np.arange(count, dtype=float)
    times, least, most = fold.spread(t, low, high)
    assert (np.diff(times) > 0).all()
    for moment in np.linspace(t[0], t[-1], 41):
        ends = np.interp(moment, t, low), np.interp(moment, t, high)
        between = fold.at(
            np.concatenate(
                [np.linspace(*ends, 2000), chainage[(chainage >= ends[0]) & (chainage <= ends[1])]]
            )
        )
        assert np.interp(moment, times, least) == pytest.approx(between.min(), abs=1e-6)
        assert np.interp(moment, times, most) == pytest.approx(between.max(), abs=1e-6)


@given(steps, st.lists(st.sampled_from([-1, 1]), min_size=8, max_size=8), rises)
def test_a_folded_track_is_exact(lengths, signs, climbs):
    chainage = np.concatenate([[0], np.cumsum(lengths)])
    fold = Fold(
        chainage, np.concatenate([[0], np.cumsum(np.array(lengths) * signs[: len(lengths)])])
    )
    km = np.minimum(np.cumsum(climbs), chainage[-1])
    t = np.arange(len(km), dtype=float)
    times, distance = fold.along(t, km)
    for moment in np.linspace(t[0], t[-1], 57):
        expected = fold.at(np.interp(moment, t, km))
        assert np.interp(moment, times, distance) == pytest.approx(float(expected), abs=1e-6)
