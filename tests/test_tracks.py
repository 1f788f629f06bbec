"""The bounds hold the truth, equal brute force, and the estimate lies between them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.times import Window
from journeymap.tracks import Fix, reconstruct, tighten

HOUR = 3600.0


def fix(name, km, start, end, order=1, **more):
    return Fix(name, km, Window(start, end), order, **more)


def test_between_two_fixes_the_range_is_the_prism():
    # 80 km apart in two hours at 80 km/h: an hour of slack.
    fixes = [fix("a", 0, 0, 0), fix("b", 80, 2 * HOUR, 2 * HOUR)]
    track = reconstruct(fixes, 100, 80, (0, 3 * HOUR)).track
    best, low, high = track.at(np.array([0, 0.5, 1, 1.5, 2, 2.125, 3]) * HOUR)
    assert low == pytest.approx([0, 0, 0, 40, 80, 80, 80])
    assert high == pytest.approx([0, 40, 80, 80, 80, 90, 100])
    assert best == pytest.approx([0, 20, 40, 60, 80, 80, 80])


def test_before_the_earliest_departure_it_has_not_left():
    track = reconstruct([fix("out", 0, HOUR, 2 * HOUR, order=2)], 50, 80, (0, 3 * HOUR)).track
    assert track.at(np.array([HOUR]))[2] == 0
    assert track.at(np.array([1.5 * HOUR]))[2] == pytest.approx(40)


def test_a_one_sided_window_bounds_one_side():
    track = reconstruct([fix("by", 40, -math.inf, HOUR)], 100, 40, (0, 2 * HOUR)).track
    _, low, high = track.at(np.array([0.5 * HOUR, HOUR]))
    assert low == pytest.approx([20, 40])
    assert high == pytest.approx([100, 100])


def test_without_a_fix_it_can_be_anywhere():
    track = reconstruct([], 100, 80, (0, HOUR)).track
    assert (track.low.max(), track.high.min(), track.best.max()) == (0, 100, 0)


def test_a_fix_that_needs_more_speed_is_left_out_and_named():
    fixes = [
        fix("a", 0, 0, 0, weight=2),
        fix("b", 200, HOUR, HOUR, weight=1),
        fix("c", 60, HOUR, HOUR, weight=2),
    ]
    happened = reconstruct(fixes, 200, 80, (0, 4 * HOUR))
    assert set(happened.conflicts) == {"b"}
    assert "“a”" in happened.conflicts["b"] or "“c”" in happened.conflicts["b"]
    assert happened.track.at(np.array([HOUR]))[0] == pytest.approx(60)


def test_the_needed_speed_is_told():
    fixes = [fix("a", 0, 0, 0, weight=2), fix("b", 160, HOUR, HOUR)]
    assert "160 km/h" in reconstruct(fixes, 200, 80, (0, HOUR)).conflicts["b"]


def test_of_two_that_cannot_both_be_the_earlier_published_stays():
    fixes = [
        fix("late", 0, 0, 0, published=20.0),
        fix("early", 500, HOUR, HOUR, published=10.0),
    ]
    assert set(reconstruct(fixes, 500, 80, (0, HOUR)).conflicts) == {"late"}


def test_arrival_comes_before_departure_at_one_place():
    day = (0, 24 * HOUR)
    tight = tighten([fix("leave", 10, *day, order=2), fix("come", 10, 6 * HOUR, 8 * HOUR, order=0)], 0.1)
    by_name = {each.event: each.window for each in tight}
    assert by_name["leave"].start == 6 * HOUR
    assert by_name["come"].end == 8 * HOUR
    moments = reconstruct(tight, 20, 80, day).moments
    assert moments["come"] < moments["leave"]


def test_it_stands_between_arrival_and_departure():
    fixes = [
        fix("start", 0, 0, 0, order=2),
        fix("come", 100, 2 * HOUR, 2 * HOUR, order=0),
        fix("leave", 100, 5 * HOUR, 5 * HOUR, order=2),
        fix("end", 200, 7 * HOUR, 7 * HOUR, order=0),
    ]
    track = reconstruct(fixes, 200, 80, (0, 8 * HOUR)).track
    assert track.at(np.array([2, 3.5, 5]) * HOUR)[0] == pytest.approx([100, 100, 100])


SPEED = 60.0


@st.composite
def trips(draw, honest=True):
    """A one-way trip at no more than SPEED, its truth, and fixes whose windows hold it."""
    count = draw(st.integers(1, 12))
    waits = draw(st.lists(st.floats(0, 3 * HOUR), min_size=count, max_size=count))
    ways = draw(st.lists(st.floats(0, 90), min_size=count, max_size=count))
    slower = draw(st.lists(st.floats(1, 4), min_size=count, max_size=count))
    t, s, truth = 0.0, 0.0, [(0.0, 0.0)]
    for wait, way, slow in zip(waits, ways, slower, strict=True):
        t += wait
        truth.append((t, s))
        t += way / SPEED * HOUR * slow
        s += way
        truth.append((t, s))
    moments, places = np.array(truth).T
    fixes = []
    for i, at in enumerate(draw(st.lists(st.floats(0, max(t, 1)), max_size=10))):
        before, after = draw(st.tuples(st.floats(0, HOUR), st.floats(0, HOUR)))
        ends = draw(st.sampled_from([(at - before, at + after), (-math.inf, at + after), (at - before, math.inf)]))
        if not honest:
            ends = (at - before, at + after)
        km = float(np.interp(at, moments, places)) if honest else draw(st.floats(0, s or 1))
        fixes.append(fix(f"e{i}", km, *ends))
    return moments, places, max(s, 1.0), fixes


@settings(max_examples=300, deadline=None)
@given(trips())
def test_the_truth_never_leaves_the_range(trip):
    moments, places, length, fixes = trip
    happened = reconstruct(fixes, length, SPEED, (moments[0], moments[-1] + 1))
    assert happened.conflicts == {}
    asked = np.linspace(moments[0], moments[-1], 200)
    _, low, high = happened.track.at(asked)
    truth = np.interp(asked, moments, places)
    assert (low <= truth + 1e-3).all()
    assert (truth <= high + 1e-3).all()


@settings(max_examples=300, deadline=None)
@given(trips(honest=False))
def test_best_lies_within_and_nothing_runs_backwards(trip):
    moments, _, length, fixes = trip
    track = reconstruct(fixes, length, SPEED, (moments[0], moments[-1] + 1)).track
    assert (np.diff(track.t) > 0).all()
    assert (track.low <= track.best).all()
    assert (track.best <= track.high).all()
    for values in (track.best, track.low, track.high):
        assert (np.diff(values) >= -1e-6).all()
        assert values.min() >= 0
        assert values.max() <= length


@settings(max_examples=200, deadline=None)
@given(trips(honest=False), st.floats(20, 120))
def test_the_bounds_equal_their_definition(trip, speed):
    moments, _, length, fixes = trip
    span = (moments[0] - HOUR, moments[-1] + HOUR)
    happened = reconstruct(fixes, length, speed, span)
    believed = [each for each in fixes if each.event not in happened.conflicts]
    v = speed / HOUR
    asked = np.linspace(*span, 300)
    low = np.zeros_like(asked)
    high = np.full_like(asked, length)
    for each in believed:
        a, b = each.window.start, each.window.end
        if math.isfinite(b):
            low = np.maximum(low, np.where(asked >= b, each.km, each.km - v * (b - asked)))
        if math.isfinite(a):
            high = np.minimum(high, np.where(asked <= a, each.km, each.km + v * (asked - a)))
    _, ours_low, ours_high = happened.track.at(asked)
    assert ours_low == pytest.approx(low, abs=1e-3)
    assert ours_high == pytest.approx(np.maximum(high, ours_low), abs=2e-3)


@settings(max_examples=200, deadline=None)
@given(trips(honest=False))
def test_what_is_kept_is_consistent_and_nothing_else_could_be_added(trip):
    _, _, length, fixes = trip
    happened = reconstruct(fixes, length, SPEED, (0, 10 * HOUR))
    v = SPEED / HOUR

    def agree(one, other):
        near, far = sorted((one, other), key=lambda each: each.km)
        return far.km == near.km or far.window.end - near.window.start >= (far.km - near.km) / v - 2e-3

    kept = [each for each in fixes if each.event not in happened.conflicts]
    assert all(agree(one, other) for one in kept for other in kept)
    for each in fixes:
        if each.event in happened.conflicts:
            assert not all(agree(each, other) for other in kept)
