"""What is believed at each moment equals what all that is known then says, worked out from scratch."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.times import Window
from journeymap.tracks.beliefs import Observation, update_beliefs
from journeymap.tracks.consistency import consistent_subset
from journeymap.tracks.prism import Fix
from tests.support.samples import HOUR

SPEED = 60.0
V = SPEED / HOUR


def fix(event, km, start, end, **more):
    return Fix(event, km, Window(start, end), **more)


def news(at, event, *fixes):
    return Observation(at, event, fixes)


def test_it_stands_where_it_was_last_reported_and_the_range_grows_from_there():
    (belief,) = update_beliefs([news(10 * HOUR, "a", fix("a", 50, 8 * HOUR, 9 * HOUR))], SPEED)
    assert (belief.low, belief.placed_by) == (50, "a")
    assert belief.ahead + V * 10 * HOUR == pytest.approx(50 + 2 * SPEED)


def test_what_is_reported_has_happened():
    # "On that day", said at noon: it was there at noon at the latest.
    (belief,) = update_beliefs([news(12 * HOUR, "a", fix("a", 50, 0, 24 * HOUR))], SPEED)
    assert (belief.low, belief.placed_by) == (50, "a")


def test_a_later_report_of_an_earlier_place_moves_nothing_back():
    first, second = update_beliefs(
        [
            news(10 * HOUR, "far", fix("far", 200, 9 * HOUR, 9 * HOUR)),
            news(11 * HOUR, "near", fix("near", 20, 2 * HOUR, 3 * HOUR)),
        ],
        SPEED,
    )
    assert (first.low, second.low) == (200, 200)
    assert second.placed_by == "far"


def test_of_two_that_cannot_both_be_the_first_published_is_believed():
    one, two = update_beliefs(
        [
            news(HOUR, "a", fix("a", 0, HOUR, HOUR, published=HOUR)),
            news(2 * HOUR, "b", fix("b", 500, 2 * HOUR, 2 * HOUR, published=2 * HOUR)),
        ],
        SPEED,
    )
    assert not one.conflicts
    assert two.low == 0
    assert two.conflicts["b"].other_event == "a"
    assert two.conflicts["b"].speed_kmh == 500


def test_a_better_supported_report_overturns_it():
    observations = [
        news(HOUR, "rumour", fix("rumour", 500, HOUR, HOUR, published=HOUR)),
        news(2 * HOUR, "seen", fix("seen", 0, 2 * HOUR, 2 * HOUR, published=2 * HOUR, weight=2)),
    ]
    before, after = update_beliefs(observations, SPEED)
    assert (before.low, before.placed_by) == (500, "rumour")
    assert (after.low, after.placed_by) == (0, "seen")
    assert set(after.conflicts) == {"rumour"}


def scratched(observations):
    """The beliefs are those from scratch; returned for a closer look."""
    beliefs = update_beliefs(observations, SPEED)
    for belief in beliefs:
        low, ahead, left_out = from_scratch(observations, belief.start)
        assert (belief.low, set(belief.conflicts)) == (low, left_out)
        assert belief.ahead == pytest.approx(ahead)
    return beliefs


def test_a_report_that_loses_support_gives_way_to_what_it_kept_out():
    *_, last = scratched(
        [
            news(5 * HOUR, "a", fix("a", 0, 4 * HOUR, 5 * HOUR, weight=3, published=5)),
            news(6 * HOUR, "b", fix("b", 600, 5 * HOUR, 6 * HOUR, weight=2, published=6)),
            news(7 * HOUR, "a", fix("a", 0, 4.5 * HOUR, 5 * HOUR, weight=1, published=5)),
        ]
    )
    assert (last.low, set(last.conflicts)) == (600, {"a"})


def test_a_report_that_becomes_too_narrow_for_the_others_is_taken_back():
    *_, last = scratched(
        [
            news(5 * HOUR, "b", fix("b", 0, 2 * HOUR, 3 * HOUR, published=1)),
            news(6 * HOUR, "a", fix("a", 100, 0, 5 * HOUR, published=2)),
            news(7 * HOUR, "a", fix("a", 100, 0, 3 * HOUR, published=2)),
        ]
    )
    assert (last.low, set(last.conflicts)) == (0, {"a"})


def test_an_event_that_is_taken_back_places_nobody():
    placed, gone = update_beliefs(
        [news(HOUR, "a", fix("a", 10, 0, HOUR)), Observation(2 * HOUR, "a", ())], SPEED
    )
    assert placed.placed_by == "a"
    assert gone.placed_by is None


def test_an_event_that_said_nothing_at_first_is_not_known_before_others():
    *_, last = scratched(
        [
            news(HOUR, "b"),
            news(HOUR, "a", fix("a", 0, HOUR, HOUR, published=0)),
            news(HOUR, "b", fix("b", 500, HOUR, HOUR, published=0)),
        ]
    )
    assert set(last.conflicts) == {"b"}


def test_an_area_reached_places_it_at_its_edge_and_one_not_left_bounds_it():
    (belief,) = update_beliefs(
        [
            news(
                4 * HOUR,
                "area",
                fix("area", 100, -math.inf, 3 * HOUR, bounds_only=True),
                fix("area", 160, 2 * HOUR, math.inf, bounds_only=True),
            )
        ],
        SPEED,
    )
    assert (belief.low, belief.placed_by) == (100, "area")
    assert belief.ahead + V * 4 * HOUR == pytest.approx(160 + 2 * SPEED)


@st.composite
def drawn_observations(draw):
    """News of a few events, some reported again: narrower, elsewhere, otherwise or not at all."""
    kms = st.sampled_from([0.0, 10.0, 50.0, 50.0, 120.0, 300.0])
    observations = []
    for _ in range(draw(st.integers(1, 14))):
        at = float(draw(st.integers(0, 12))) * HOUR
        name = f"e{draw(st.integers(0, 6))}"
        if draw(st.integers(0, 8)) == 0:
            observations.append(Observation(at, name, ()))
            continue
        start = at - draw(st.integers(0, 8)) * HOUR
        end = start + draw(st.integers(0, 6)) * HOUR
        more = {"weight": draw(st.integers(1, 3)), "published": at - draw(st.integers(0, 3))}
        made = fix(name, draw(kms), start, end, **more)
        if draw(st.integers(0, 5)) == 0:
            far = replace(made, km=made.km + 40, window=Window(start, math.inf), bounds_only=True)
            near = replace(made, window=Window(-math.inf, end), bounds_only=True)
            observations.append(Observation(at, name, (near, far)))
        else:
            observations.append(Observation(at, name, (made,)))
    return sorted(observations, key=lambda each: each.at)


def from_scratch(observations, at):
    """Low, ahead and what is left out, from everything known by `at`."""
    fixes_of = {}
    for each in observations:
        if each.at <= at:
            fixes_of[each.event] = each.fixes
            if not each.fixes:
                del fixes_of[each.event]
    when = {each.event: each.at for each in observations if each.at <= at}
    fixes = []
    for event, group in fixes_of.items():
        for each in group:
            public = min(when[event], each.published)
            ended = each.bounds_only or each.window.end <= public
            past = Window(min(each.window.start, public), public)
            fixes.append(each if ended else replace(each, window=past))
    kept, conflicts = consistent_subset(
        [each.km for each in fixes],
        [(each.window.start, each.window.end) for each in fixes],
        [(-each.weight, each.published) for each in fixes],
        V,
    )
    low = max((fixes[i].km for i in kept if fixes[i].window.end < math.inf), default=0.0)
    starts = [(fixes[i].km, fixes[i].window.start) for i in kept]
    ahead = min((km - V * start for km, start in starts if start > -math.inf), default=math.inf)
    return low, ahead, {fixes[i].event for i in conflicts}


@settings(max_examples=600, deadline=None)
@given(drawn_observations())
def test_step_by_step_is_the_same_as_from_scratch(observations):
    beliefs = update_beliefs(observations, SPEED)
    assert [belief.start for belief in beliefs] == sorted({each.at for each in observations})
    for belief in beliefs:
        low, ahead, left_out = from_scratch(observations, belief.start)
        assert belief.low == low
        assert belief.ahead == pytest.approx(ahead)
        assert set(belief.conflicts) == left_out


@settings(max_examples=200, deadline=None)
@given(drawn_observations())
def test_what_comes_later_changes_nothing_before(observations):
    moments = sorted({each.at for each in observations})
    middle = moments[len(moments) // 2]
    earlier = [each for each in observations if each.at <= middle]
    before = update_beliefs(observations, SPEED)[: moments.index(middle) + 1]
    assert update_beliefs(earlier, SPEED) == before


def test_ten_thousand_in_order_are_all_believed():
    observations = [
        news(
            i * HOUR, f"e{i}", fix(f"e{i}", 30.0 * i, i * HOUR - 600, i * HOUR, published=i * HOUR)
        )
        for i in range(10_000)
    ]
    beliefs = update_beliefs(observations, SPEED)
    assert np.array_equal([belief.low for belief in beliefs], 30.0 * np.arange(10_000))
    assert not any(belief.conflicts for belief in beliefs)
