"""The bounds hold every trip that there could have been, and nothing that there could not."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.times import Window
from journeymap.tracks.prism import Fix, reconstruct
from tests.support.samples import HOUR, MINUTE

# Epoch seconds leave 2e-7 s of float64; at these speeds that is not even a hundredth of it.
MILLIMETRE = 1e-6
EPOCH = 1.694e9

EXACT, WINDOW, BY, SINCE, AREA = range(5)


def reports(rows):
    """
    True reports of a traveller who was at a place at a moment, so much before and after known.

    An area, which reaches so far behind and ahead of the place, gives two fixes that do not say
    where in it the traveller was; every other kind gives one.
    """
    fixes = []
    for i, (kind, at, here, early, late, order, back, on) in enumerate(rows):
        if kind == AREA:
            reached, not_left = Window(end=at + late), Window(start=at - early)
            fixes.append(Fix(f"{i}", max(here - back, 0.0), reached, bounds_only=True))
            fixes.append(Fix(f"{i}", here + on, not_left, bounds_only=True))
            continue
        start = {EXACT: at, BY: -math.inf}.get(kind, at - early)
        end = {EXACT: at, SINCE: math.inf}.get(kind, at + late)
        fixes.append(Fix(f"{i}", here, Window(start, end), order))
    return fixes


def runs_within(values, length):
    """Whether they never fall and stay on the line, to the last bit."""
    return (np.diff(values) >= 0).all() and values[0] >= 0 and values[-1] <= length


def simulated_trips(rng, count, legs=6, max_reports=10):
    """
    Yield trips as moments (n,), km (n,), maximum speed in km/h and true reports of them.

    Each leg is a halt, which may last no time, and a ride, some of it at the maximum speed and
    some so slow that it hardly moves. Half the reports are of the moment of arriving or leaving.
    """
    speeds = rng.uniform(20, 160, count)
    shape = (count, legs)
    rides = rng.uniform(0, 120, shape) * (rng.random(shape) < 0.9)
    slower = np.where(rng.random(shape) < 0.3, 1, 1 / rng.uniform(0.02, 1, shape))
    halts = rng.exponential(2 * HOUR, shape) * (rng.random(shape) < 0.7)
    lasts = np.stack([halts, rides / speeds[:, None] * HOUR * slower], axis=2).reshape(count, -1)
    goes = np.stack([np.zeros(shape), rides], axis=2).reshape(count, -1)
    t = EPOCH + np.concatenate([np.zeros((count, 1)), lasts], axis=1).cumsum(axis=1)
    km = np.concatenate([np.zeros((count, 1)), goes], axis=1).cumsum(axis=1)

    shape = (count, max_reports)
    leg = rng.integers(0, 2 * legs, shape)
    share = np.choose(rng.integers(0, 4, shape), [0.0, 1.0, *rng.random((2, *shape))])
    row = np.arange(count)[:, None]
    moments = t[row, leg] + share * lasts[row, leg]
    at_halt = leg % 2 == 0
    orders = np.where(at_halt & (share == 0), 0, np.where(at_halt & (share == 1), 2, 1))
    columns = (
        rng.integers(0, 5, shape),
        moments,
        km[row, leg] + share * goes[row, leg],
        rng.exponential(HOUR, shape),
        rng.exponential(HOUR, shape),
        orders,
        rng.uniform(0, 60, shape),
        rng.uniform(0, 60, shape),
    )
    numbers = rng.integers(0, max_reports + 1, count)
    for i, number in enumerate(numbers):
        rows = zip(*(column[i, :number].tolist() for column in columns), strict=True)
        yield t[i], km[i], speeds[i], reports(rows)


@pytest.mark.parametrize("trips", [1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_in_simulated_trips_the_truth_never_leaves_the_range(trips):
    rng = np.random.default_rng(1970)
    conflicts, violations, roundings, at_one_place = [], [], [], 0
    for number, (t, km, speed, fixes) in enumerate(simulated_trips(rng, trips)):
        length = max(float(km[-1]), *(fix.km for fix in fixes), 1.0)
        margins = rng.uniform(-0.2, 0.2, 2) * (t[-1] - t[0]) + [HOUR, HOUR]
        span = (t[0] - margins[0], t[-1] + margins[1])
        happened = reconstruct(fixes, length, speed, span)
        track = happened.track
        if happened.conflicts:
            conflicts.append(number)
        if not all(runs_within(values, length) for values in (track.best, track.low, track.high)):
            roundings.append(number)
        # Truth and bounds are linear between their breakpoints: who is in the range at the
        # breakpoints of both is so at all times.
        asked = np.concatenate([track.t, t])
        asked = asked[(asked >= span[0]) & (asked <= span[1])]
        _, low, high = track.at(asked)
        truth = np.interp(asked, t, km)
        if (low > truth + MILLIMETRE).any() or (truth > high + MILLIMETRE).any():
            violations.append(number)
        places = [fix.km for fix in fixes if not fix.bounds_only]
        at_one_place += len(set(places)) < len(places)
    assert violations == []
    assert conflicts == []
    assert roundings == []
    assert at_one_place > 0.4 * trips


STEP = 5 * MINUTE
STEPS, MARGIN = 120, 10


def reachable_cells(fixes, cell, length):
    """
    Lowest and highest cell, each (STEPS + 1,), in which one who kept all fixes can be, by trying.

    Time goes by in steps of `STEP`. The line is cut into cells [j, j + 1) × `cell` km, as long as
    what one makes in a step at the maximum speed: in each step one stays in the cell or comes
    into the next.
    """
    cells = whole(length / cell) + 1
    lowest, highest = limits(fixes, cell, cells)
    j = np.arange(cells)
    allowed = (lowest[:, None] <= j) & (j <= highest[:, None])
    comes, leads = allowed.copy(), allowed.copy()
    for now, then in pairwise(range(STEPS + 1)):
        comes[then] &= comes[now] | np.concatenate([[False], comes[now, :-1]])
    for then, now in pairwise(range(STEPS, -1, -1)):
        leads[now] &= leads[then] | np.concatenate([leads[then, 1:], [False]])
    possible = comes & leads
    assert possible.any(axis=1).all()
    return possible.argmax(axis=1), cells - 1 - possible[:, ::-1].argmax(axis=1)


def limits(fixes, cell, cells):
    """
    Lowest and highest cell, each (STEPS + 1,), that each step's own reports leave.

    Who is somewhere within [a, b] is not past it at a and has come to it by b; as nobody jumps,
    who keeps to these has been there. An end between two steps binds at both: at the one before
    it one is no further away than the rest of the step allows, at the one after no longer behind.
    """
    lowest, highest = np.zeros(STEPS + 1, dtype=int), np.full(STEPS + 1, cells - 1)
    for fix in fixes:
        here = fix.km / cell
        if math.isfinite(fix.window.end):
            end = (fix.window.end - EPOCH) / STEP
            before, after = whole(end), -whole(-end)
            lowest[before] = max(lowest[before], whole(here - (end - before)))
            lowest[after] = max(lowest[after], whole(here))
        if math.isfinite(fix.window.start):
            start = (fix.window.start - EPOCH) / STEP
            before, after = whole(start), -whole(-start)
            highest[before] = min(highest[before], whole(here))
            highest[after] = min(highest[after], whole(here + after - start))
    return lowest, highest


def whole(value):
    """The whole number below it; what float64 makes of three, 2.9999999, is three."""
    return math.floor(value + MILLIMETRE)


def drawn_case(rng, whole_cells, whole_times):
    """True reports of a random walk, and the km of a cell; at whole cells and steps or anywhere."""
    cell = rng.uniform(20, 160) / HOUR * STEP
    pace = np.repeat(rng.choice([0.0, 0.1, 0.5, 0.9, 1.0], 12), STEPS // 12)
    gone = rng.random(STEPS) < pace if whole_cells else rng.random(STEPS) * pace
    walk = np.concatenate([[0.0], gone.cumsum()])
    number = int(rng.integers(0, 13))

    def times(low, high):
        drawn = rng.uniform(low, high, number)
        return np.round(drawn) if whole_times or (whole_cells and low > 0) else drawn

    moments = times(MARGIN, STEPS - MARGIN)
    before, after = np.abs(times(-MARGIN, MARGIN)), np.abs(times(-MARGIN, MARGIN))
    km = np.interp(moments, np.arange(STEPS + 1), walk)
    behind, ahead = rng.uniform(0, 12, (2, number))
    if whole_cells:
        behind, ahead = np.round(behind), np.round(ahead)
    columns = (
        rng.integers(0, 5, number),
        EPOCH + moments * STEP,
        km * cell,
        before * STEP,
        after * STEP,
        np.ones(number),
        behind * cell,
        ahead * cell,
    )
    fixes = reports(zip(*(column.tolist() for column in columns), strict=True))
    length = max([walk[-1] * cell, *(fix.km for fix in fixes)])
    return fixes, cell, length + float(rng.integers(0, 4)) * cell


@pytest.mark.parametrize("whole_times", [True, False], ids=["whole steps", "any time"])
@pytest.mark.parametrize("whole_cells", [True, False], ids=["whole cells", "any place"])
def test_the_bounds_equal_what_can_be_reached_on_a_fine_grid(whole_cells, whole_times):
    rng = np.random.default_rng([1970, whole_cells, whole_times])
    grid = EPOCH + np.arange(STEPS + 1) * STEP
    inside = slice(2 * MARGIN, STEPS + 1 - 2 * MARGIN)  # windows reach beyond the span too
    for _ in range(250):
        fixes, cell, length = drawn_case(rng, whole_cells, whole_times)
        lowest, highest = reachable_cells(fixes, cell, length)
        happened = reconstruct(fixes, length, cell / STEP * HOUR, tuple(grid[inside][[0, -1]]))
        assert happened.conflicts == {}
        _, low, high = happened.track.at(grid[inside])
        for bound, cells in ((low / cell, lowest[inside]), (high / cell, highest[inside])):
            # The bound lies in the outermost cell that can be reached: they differ by less than
            # a cell. Where all is reported in whole cells and steps it is that cell's very edge.
            assert (bound >= cells - MILLIMETRE).all()
            room = MILLIMETRE if whole_cells and whole_times else 1 + MILLIMETRE
            assert (bound <= cells + room).all()


@st.composite
def any_reports(draw):
    """Fixes true or not, a line that may have no length, and a span that may miss them all."""
    length = draw(st.sampled_from([0.0, 1e-3, 50.0, 1000.0]))
    places = [*draw(st.lists(st.floats(0, length), min_size=1, max_size=6)), 0.0, length]
    hours = st.one_of(st.integers(-6, 30).map(float), st.floats(-6, 30))
    fixes = []
    for i in range(draw(st.integers(0, 14))):
        start, end = sorted(draw(st.tuples(hours, hours)))
        start, end = draw(
            st.sampled_from([(start, end), (start, start), (-math.inf, end), (start, math.inf)])
        )
        fixes.append(
            Fix(
                f"e{i}",
                draw(st.sampled_from(places)),
                Window(EPOCH + start * HOUR, EPOCH + end * HOUR),
                order=draw(st.integers(0, 2)),
                weight=draw(st.integers(1, 3)),
                published=draw(st.floats(0, 9)),
                bounds_only=draw(st.integers(0, 4)) == 0,
            )
        )
    start, end = sorted(draw(st.tuples(hours, hours)))
    return fixes, length, draw(st.floats(1, 200)), (EPOCH + start * HOUR, EPOCH + end * HOUR)


@settings(max_examples=400)
@given(any_reports())
def test_best_lies_between_the_bounds_and_nothing_ever_runs_backwards(case):
    fixes, length, speed, span = case
    track = reconstruct(fixes, length, speed, span).track
    assert (track.t[0], track.t[-1]) == span
    assert (np.diff(track.t) > 0).all()
    assert (track.low <= track.best).all()
    assert (track.best <= track.high).all()
    for values in (track.best, track.low, track.high):
        assert runs_within(values, length)


@settings(max_examples=300)
@given(any_reports())
def test_bounds_and_estimate_equal_their_definition_at_any_time(case):
    fixes, length, speed, span = case
    happened = reconstruct(fixes, length, speed, span)
    asked = np.linspace(*span, 300)
    low, high = np.zeros_like(asked), np.full_like(asked, length)
    for fix in fixes:
        a, b = fix.window.start, fix.window.end
        if fix.event in happened.conflicts:
            continue
        if math.isfinite(b):
            low = np.maximum(low, fix.km - np.maximum(b - asked, 0) * speed / HOUR)
        if math.isfinite(a):
            high = np.minimum(high, fix.km + np.maximum(asked - a, 0) * speed / HOUR)
    ours, ours_low, ours_high = happened.track.at(asked)
    assert ours_low == pytest.approx(low, abs=MILLIMETRE)
    # Of two believed that clash by less than a millisecond, low is what is drawn.
    high = np.maximum(low, high)
    assert ours_high == pytest.approx(high, abs=MILLIMETRE)
    # Of those that share a moment the furthest counts.
    passed = {}
    for fix in sorted(fixes, key=lambda fix: (fix.km, fix.order)):
        if fix.event in happened.moments:
            latest = max(passed, default=-math.inf)
            passed[max(latest, happened.moments[fix.event])] = fix.km
    joined = np.interp(asked, [*passed], [*passed.values()]) if passed else 0.0 * asked
    assert ours == pytest.approx(np.clip(joined, low, high), abs=MILLIMETRE)


@settings(max_examples=300)
@given(any_reports())
def test_what_is_believed_is_consistent_and_nothing_left_out_could_be_added(case):
    fixes, length, speed, span = case
    conflicts = reconstruct(fixes, length, speed, span).conflicts

    def agree(one, other, rounding=0.0):
        near, far = sorted((one, other), key=lambda fix: fix.km)
        needed = (far.km - near.km) / speed * HOUR
        return far.km == near.km or far.window.end - near.window.start >= needed - rounding

    believed = [fix for fix in fixes if fix.event not in conflicts]
    assert all(agree(one, other, 2e-3) for one in believed for other in believed)
    for fix in fixes:
        assert fix.event not in conflicts or not all(agree(fix, other) for other in believed)
