"""On a line that doubles back, each fix is put on the pass that its time allows."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.times import Window
from journeymap.tracks.line_occurrences import NARROW_SECONDS, choose_occurrences

HOUR = 3600.0


def at(hour, half_width=0.0):
    return Window((hour - half_width) * HOUR, (hour + half_width) * HOUR)


# A line out to km 50 and back: a place 10 km out lies at 10 and 90, one 40 km out at 40 and 60.
NEAR, FAR, TURN = (10.0, 90.0), (40.0, 60.0), (50.0,)


def test_a_fix_of_one_candidate_takes_it():
    assert choose_occurrences([TURN], [at(3)]) == [50]


def test_nothing_to_choose_is_nothing_chosen():
    assert choose_occurrences([], []) == []


def test_before_the_turn_the_way_out_is_meant_and_after_it_the_way_back():
    chosen = choose_occurrences([NEAR, FAR, TURN, FAR, NEAR], [at(hour) for hour in range(5)])
    assert chosen == [10, 40, 50, 60, 90]


def test_the_order_of_the_table_does_not_matter():
    entries = [(NEAR, at(0)), (FAR, at(1)), (TURN, at(2)), (FAR, at(3)), (NEAR, at(4))]
    expected = dict(zip([0, 1, 2, 3, 4], [10, 40, 50, 60, 90], strict=True))
    for order in ([4, 2, 0, 1, 3], [3, 4, 1, 0, 2]):
        chosen = choose_occurrences([entries[i][0] for i in order], [entries[i][1] for i in order])
        assert dict(zip(order, chosen, strict=True)) == expected


def test_a_place_reported_twice_without_the_turn_between_stays_on_one_pass():
    assert choose_occurrences([NEAR, NEAR], [at(0), at(1)]) == [10, 10]


def test_nearer_after_further_means_the_way_back():
    assert choose_occurrences([FAR, NEAR], [at(0), at(1)])[1] == 90


def test_a_fix_that_fits_nowhere_does_not_drag_the_others_along():
    places = [FAR, TURN, (5.0,), FAR, NEAR]
    chosen = choose_occurrences(places, [at(hour) for hour in range(5)])
    assert chosen == [40, 50, 5, 60, 90]


def test_a_wide_window_goes_where_its_neighbours_leave_room():
    day = Window(2.5 * HOUR, 2.5 * HOUR + NARROW_SECONDS + 1)
    assert choose_occurrences([TURN, NEAR], [at(2), day]) == [50, 90]


def test_a_wide_window_that_overlaps_its_neighbours_takes_the_first_pass():
    day = Window(0, 24 * HOUR)
    assert choose_occurrences([TURN, NEAR], [at(12), day]) == [50, 10]


@pytest.mark.parametrize(
    ("window", "km"),
    [(Window(start=3 * HOUR), 90), (Window(end=1 * HOUR), 10), (Window(end=9 * HOUR), 10)],
    ids=["not before the turn", "by before the turn", "by after the turn"],
)
def test_a_one_sided_window_goes_by_the_end_it_has(window, km):
    assert choose_occurrences([TURN, NEAR], [at(2), window]) == [50, km]


def test_a_wide_window_with_no_room_takes_the_pass_nearest_to_it():
    late = Window(3 * HOUR, 30 * HOUR)
    assert choose_occurrences([(95.0,), NEAR], [at(2), late]) == [95, 90]


def grows(picked):
    return all(earlier <= later for earlier, later in itertools.pairwise(picked))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True), max_size=6))
def test_as_many_narrow_fixes_as_possible_grow_with_time(candidates):
    candidates = [sorted(float(km) for km in each) for each in candidates]
    chosen = choose_occurrences(candidates, [at(hour) for hour in range(len(candidates))])
    assert all(km in each for km, each in zip(chosen, candidates, strict=True))
    maximum = max(
        sum(km is not None for km in picked)
        for picked in itertools.product(*([None, *each] for each in candidates))
        if grows([km for km in picked if km is not None])
    )
    longest = max(
        (
            size
            for size in range(len(chosen) + 1)
            for kept in itertools.combinations(chosen, size)
            if grows(kept)
        ),
        default=0,
    )
    assert longest == maximum


def test_every_fix_gets_a_chainage_even_with_nothing_to_go_by():
    undated = Window(-math.inf, 5 * HOUR)
    assert choose_occurrences([NEAR, FAR], [undated, undated]) == [10, 40]
