"""Bounds and estimate of small journeys that one can work out by hand."""

import math

import numpy as np
import pytest

from journeymap.times import Window
from journeymap.tracks.prism import Fix, reconstruct, tighten

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
    assert happened.conflicts["b"].other_event in {"a", "c"}
    assert happened.track.at(np.array([HOUR]))[0] == pytest.approx(60)


def test_the_needed_speed_is_named():
    fixes = [fix("a", 0, 0, 0, weight=2), fix("b", 160, HOUR, HOUR)]
    assert reconstruct(fixes, 200, 80, (0, HOUR)).conflicts["b"].speed_kmh == 160


def test_of_two_that_cannot_both_be_the_earlier_published_stays():
    fixes = [
        fix("late", 0, 0, 0, published=20.0),
        fix("early", 500, HOUR, HOUR, published=10.0),
    ]
    assert set(reconstruct(fixes, 500, 80, (0, HOUR)).conflicts) == {"late"}


def test_arrival_comes_before_departure_at_one_place():
    day = (0, 24 * HOUR)
    tight = tighten(
        [fix("leave", 10, *day, order=2), fix("come", 10, 6 * HOUR, 8 * HOUR, order=0)], 0.1
    )
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


def test_where_two_believed_clash_by_a_rounding_the_bounds_do_not_cross():
    hair = HOUR - 5e-4
    happened = reconstruct([fix("a", 0, 0, 0), fix("b", 80, hair, hair)], 80, 80, (0, 2 * HOUR))
    assert happened.conflicts == {}
    assert (happened.track.low <= happened.track.best).all()
    assert (happened.track.best <= happened.track.high).all()


def test_where_an_area_narrows_the_range_the_estimate_follows_its_edge():
    fixes = [
        fix("out", 0, 0, 0),
        fix("area", 60, -math.inf, 2 * HOUR, bounds_only=True),
        fix("in", 80, 10 * HOUR, 10 * HOUR),
    ]
    track = reconstruct(fixes, 80, 80, (0, 10 * HOUR)).track
    hours = np.array([1, 1.3, 25 / 18, 1.7, 2, 5, 7.5, 9])
    assert track.at(hours * HOUR)[0] == pytest.approx([8, 10.4, 100 / 9, 36, 60, 60, 60, 72])


@pytest.mark.parametrize(
    ("next_window", "leaves"),
    [
        ((24, 48), 24),  # a day later: it stands until the day is over
        ((0, 24), 11),  # within the same day: an hour before the middle of the arrival
    ],
)
def test_a_stay_of_which_the_days_are_stated_lasts_until_the_next_fix_allows(next_window, leaves):
    fixes = [
        fix("came", 0, -48 * HOUR, -24 * HOUR, order=0),
        fix("left", 0, 0, 24 * HOUR, order=2, leaves_late=True),
        fix("next", 80, *(hour * HOUR for hour in next_window), order=0),
    ]
    happened = reconstruct(fixes, 80, 80, (-48 * HOUR, 48 * HOUR))
    moments = happened.moments
    assert moments["left"] == pytest.approx(leaves * HOUR, abs=1 * HOUR)
    assert moments["left"] <= moments["next"] - HOUR + 1e-6
    assert happened.track.at(np.array([moments["left"]]))[0] == pytest.approx(0)
