"""Which fixes are believed together, and what speaks against those that are not."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.tracks.consistency import TooFar, consistent_subset

HOUR = 3600.0
SPEED = 60 / HOUR  # one kilometre a minute
NOT_STATED = (-math.inf, math.inf)


def moment(hour):
    return (hour * HOUR, hour * HOUR)


def believed(km, windows, rank=None):
    rank = rank or [(0,)] * len(km)
    return consistent_subset(km, windows, rank, SPEED)


def test_without_fixes_nothing_is_kept_and_nothing_clashes():
    assert believed([], []) == ([], {})


def test_exactly_the_maximum_speed_is_believed():
    assert believed([0, 60], [moment(0), moment(1)]) == ([0, 1], {})


def test_more_than_the_maximum_speed_is_not_believed_and_the_speed_is_named():
    kept, conflicts = believed([0, 90], [moment(0), moment(1)])
    assert kept == [0]
    assert conflicts == {1: TooFar(0, 90, HOUR)}


def test_a_clash_with_one_further_on_names_that_one():
    _, conflicts = believed([0, 90], [moment(0), moment(1)], rank=[(1,), (0,)])
    assert conflicts == {0: TooFar(1, 90, HOUR)}


def test_further_on_but_earlier_is_a_wrong_order():
    _, conflicts = believed([0, 90], [moment(1), moment(0)])
    assert conflicts == {1: TooFar(0, 90, -HOUR)}


def test_at_one_place_any_two_times_agree():
    assert believed([7, 7, 7], [moment(0), moment(50), moment(3)])[1] == {}


def test_windows_not_stated_agree_with_everything():
    assert believed([0, 500, 100], [moment(0), NOT_STATED, moment(2)])[1] == {}


def test_an_end_that_nobody_stated_does_not_bind():
    assert believed([0, 500], [(-math.inf, HOUR), moment(0)])[1] == {}
    assert believed([0, 500], [moment(0), (-math.inf, HOUR)])[0] == [0]


def test_smaller_rank_is_believed_first():
    windows = [moment(0), moment(0)]
    assert believed([0, 100], windows, rank=[(0, 2.0), (0, 1.0)])[0] == [1]
    assert believed([0, 100], windows, rank=[(-2, 9.0), (-1, 1.0)])[0] == [0]


def test_of_equal_rank_the_first_in_the_table_is_believed():
    assert believed([100, 0], [moment(0), moment(0)])[0] == [0]


def test_one_wrong_fix_costs_no_others_when_it_ranks_last():
    km = [0, 50, 900, 100, 150]
    rank = [(0,), (0,), (1,), (0,), (0,)]
    kept, conflicts = believed(km, [moment(i) for i in range(5)], rank)
    assert kept == [0, 1, 3, 4]
    assert set(conflicts) == {2}


def test_a_rounding_of_the_clock_is_no_contradiction():
    hair = HOUR - 5e-4
    assert believed([0, 60], [moment(0), (hair, hair)])[1] == {}


fixes = st.lists(
    st.tuples(
        st.integers(0, 300),
        st.integers(-600, 600),
        st.integers(0, 300),
        st.sampled_from(["both", "start", "end"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(max_examples=400, deadline=None)
@given(fixes)
def test_equals_taking_them_one_by_one_against_all_taken_before(drawn):
    km = [float(each[0]) for each in drawn]
    windows = [
        (
            minute * 60.0 if stated != "end" else -math.inf,
            (minute + width) * 60.0 if stated != "start" else math.inf,
        )
        for _, minute, width, stated, _ in drawn
    ]
    rank = [(each[4],) for each in drawn]

    def agree(i, j):
        near, far = sorted((i, j), key=lambda each: km[each])
        return km[near] == km[far] or (
            windows[far][1] - windows[near][0] >= (km[far] - km[near]) / SPEED - 1e-3
        )

    if all(agree(i, j) for i, j in itertools.combinations(range(len(km)), 2)):
        expected = list(range(len(km)))
    else:
        expected = []
        for i in sorted(range(len(km)), key=lambda each: (rank[each], each)):
            if all(agree(i, j) for j in expected):
                expected.append(i)
    kept, conflicts = believed(km, windows, rank)
    assert kept == sorted(expected)
    assert set(conflicts) == {i for i in range(len(km)) if i not in expected}


@pytest.mark.parametrize("count", [1, 2, 4_000])
def test_thousands_of_fixes_are_no_burden(count):
    kept, conflicts = believed(
        [float(i % 7) for i in range(count)], [moment(i) for i in range(count)]
    )
    assert len(kept) + len(conflicts) == count
