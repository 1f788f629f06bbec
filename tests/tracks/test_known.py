"""What was known when: nothing before its source proves it, and all of it as it was reported then."""

import math
from dataclasses import replace

import numpy as np
import pytest

from journeymap.claims.columns import Kind, Status
from journeymap.claims.gazetteer import Gazetteer
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.journey import build
from journeymap.journeys.library import Library
from journeymap.lines.line import LegStatus
from journeymap.times import Window
from tests.support.paths import DATA
from tests.support.samples import HOUR, at, claim, place

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


@pytest.fixture(params=JOURNEYS)
def journey(request, library):
    return library.journey(request.param)


# A journey along the equator, where a degree is 111.3 km: west, middle, east and, off the line to the north.

GAZETTEER = Gazetteer(
    [
        place("west", 0, 0),
        place("middle", 0, 1),
        place("east", 0, 2),
        place("further", 0, 3),
        place("north", 2, 1),
        place("country", 0, 1, accuracy_m=50_000),
    ]
)


def reported(name, where, start, public, end=None, **more):
    return claim(
        start,
        end,
        id=f"{name}@{public}",
        event=name,
        place=where,
        reported_at=public,
        **{"kind": Kind.PASS} | more,
    )


def hoped(name, where, public, start=-math.inf, end=math.inf, **more):
    return replace(
        reported(name, where, 0.0, public, kind=Kind.ARRIVAL, status=Status.EXPECTED),
        window=Window(start, end),
        **more,
    )


def made(*claims, speed=60.0, span=("1970-01-01T00:00Z", "1970-01-03T00:00Z"), **config):
    return build(
        "made",
        config=JourneyConfig(span=span, max_speed_kmh=speed, **config),
        claims=claims,
        landmarks=(),
        landmarks_title="",
        gazetteer=GAZETTEER,
        railway=None,
    )


def known(*claims, **more):
    return made(*claims, **more).known


DEPARTURE = reported("out", "west", 0.0, 2 * HOUR, kind=Kind.DEPARTURE)
ARRIVAL = reported("in", "east", 6 * HOUR, 10 * HOUR, kind=Kind.ARRIVAL)


def test_before_anything_is_public_nothing_is_known():
    reading = known(DEPARTURE, ARRIVAL)
    assert reading.epoch_at(2 * HOUR - 1) is None
    assert np.isnan(reading.at(np.array([0.0, 2 * HOUR - 1]))).all()


def test_it_stands_where_it_was_last_reported_until_the_next_report():
    reading = known(DEPARTURE, ARRIVAL)
    best, low, high = reading.at(np.array([2, 9.99, 10, 12]) * HOUR)
    length = made(DEPARTURE, ARRIVAL).line.length
    assert best == pytest.approx([0, 0, length, length])
    assert low == pytest.approx(best)
    # Nothing says where it was bound for: it can have gone on at full speed.
    assert high == pytest.approx([120, 60 * 9.99, length + 4 * 60, length + 6 * 60])


def test_epochs_follow_each_other_to_the_end_of_the_span():
    first, second = known(DEPARTURE, ARRIVAL).epochs
    assert (first.start, first.end, second.start, second.end) == (
        2 * HOUR,
        10 * HOUR,
        10 * HOUR,
        48 * HOUR,
    )
    assert (first.placed_by, second.placed_by) == ("out", "in")


def test_a_claim_that_does_not_say_when_it_was_public_is_never_known():
    reading = known(DEPARTURE, replace(ARRIVAL, reported_at=None))
    assert [epoch.claims for epoch in reading.epochs] == [("out@7200.0",)]
    assert reading.later == 1


def test_one_published_after_the_timeline_ends_is_counted_as_later():
    reading = known(DEPARTURE, replace(ARRIVAL, reported_at=100 * HOUR))
    assert (len(reading.epochs), reading.later) == (1, 1)


def test_what_is_published_together_is_one_epoch():
    (epoch,) = known(DEPARTURE, replace(ARRIVAL, reported_at=2 * HOUR)).epochs
    assert {event.id for event in epoch.events} == {"out", "in"}


def test_an_event_is_known_as_what_was_public_of_it_made_it():
    wide = reported("in", "east", 2 * HOUR, 10 * HOUR, end=9 * HOUR)
    narrow = reported("in", "east", 6 * HOUR, 12 * HOUR, end=7 * HOUR)
    _, second, third = known(DEPARTURE, wide, narrow).epochs
    assert second.events[0].window == Window(2 * HOUR, 9 * HOUR)
    assert third.events[0].window == Window(6 * HOUR, 7 * HOUR)


def test_a_journey_of_which_nothing_is_dated_has_no_second_reading():
    reading = known(replace(DEPARTURE, reported_at=None))
    assert reading.epochs == ()
    assert np.isnan(reading.at(np.array([0.0, HOUR]))).all()


ROUTE = [{"via": ["west", "east"], "basis": "great-circle"}]


def test_a_place_off_the_line_places_nobody():
    reading = known(DEPARTURE, reported("side", "north", 2 * HOUR, 3 * HOUR), route=ROUTE)
    assert [epoch.placed_by for epoch in reading.epochs] == ["out", "out"]


def test_a_detour_places_nobody_though_the_line_comes_by():
    visit = reported("side", "middle", 2 * HOUR, 3 * HOUR)
    assert known(DEPARTURE, visit, route=ROUTE).epochs[1].placed_by == "side"
    detour = [{"place": "middle", "from": "west"}]
    assert known(DEPARTURE, visit, route=ROUTE, aside=detour).epochs[1].placed_by == "out"


def test_an_event_that_turns_out_to_be_an_area_is_no_point_any_more():
    point = reported("seen", "east", 5 * HOUR, 6 * HOUR)
    area = reported("seen", "country", 5 * HOUR, 7 * HOUR, status=Status.OFFICIAL)
    first, second = known(point, area, route=ROUTE).epochs
    assert first.track.best[0] == pytest.approx(222.6, abs=0.1)
    assert second.placed_by == "seen"
    assert 0 < second.track.best[0] < 111.3 - 49  # the area begins there, and the segment before it


# What lay ahead.


def test_the_place_expected_gives_the_range_its_direction_and_its_end():
    reading = known(DEPARTURE, hoped("goal", "east", HOUR))
    first, second = reading.epochs
    assert (first.expected, first.track, first.branch) == ("east", None, None)
    assert (second.expected, second.branch) == ("east", 0)
    branch = reading.branches[0]
    assert branch.legs[0].status is LegStatus.EXPECTED
    assert (branch.km[0], branch.km[-1]) == (0, pytest.approx(222.6, abs=0.1))
    assert reading.at(np.array(40 * HOUR))[2] == pytest.approx(branch.km[-1])


def test_a_report_further_along_the_same_branch_goes_on_along_it():
    reading = known(
        DEPARTURE,
        hoped("goal", "further", HOUR),
        reported("mid", "middle", 4 * HOUR, 5 * HOUR),
        reported("in", "east", 6 * HOUR, 7 * HOUR),
    )
    assert [epoch.branch for epoch in reading.epochs] == [None, 0, 0, 0]
    assert len(reading.branches) == 1


def test_a_branch_goes_on_counting_where_it_leaves_the_line():
    reading = known(
        DEPARTURE, reported("mid", "middle", 4 * HOUR, 5 * HOUR), hoped("goal", "north", 6 * HOUR)
    )
    (branch,) = reading.branches
    assert branch.km[0] == pytest.approx(111.3, abs=0.1)
    assert branch.km[-1] == pytest.approx(111.3 + 221.1, abs=0.2)
    assert branch.stops == (("middle", branch.km[0]), ("north", branch.km[-1]))


def test_a_branch_over_the_date_line_runs_on_from_the_line():
    gazetteer = Gazetteer([place("a", 0, 178), place("b", 0, -179), place("c", 0, -177)])
    journey = build(
        "made",
        config=JourneyConfig(max_speed_kmh=60),
        landmarks=(),
        landmarks_title="",
        railway=None,
        gazetteer=gazetteer,
        claims=[
            reported("out", "a", 0.0, HOUR),
            reported("in", "b", 20 * HOUR, 21 * HOUR),
            hoped("goal", "c", 22 * HOUR),
        ],
    )
    (branch,) = journey.known.branches
    assert branch.coordinates[0] == pytest.approx([181, 0])
    assert branch.coordinates[-1] == pytest.approx([183, 0])


def test_the_last_expectation_counts():
    reading = known(DEPARTURE, hoped("one", "east", 3 * HOUR), hoped("two", "north", 4 * HOUR))
    assert [epoch.expected for epoch in reading.epochs] == [None, "east", "north"]


def test_a_denial_ends_an_expectation_for_all_who_held_it():
    denial = reported("word", None, 5 * HOUR, 5 * HOUR, kind=Kind.STATEMENT, denies="goal")
    reading = known(
        DEPARTURE, hoped("goal", "east", 3 * HOUR), hoped("goal", "east", 4 * HOUR), denial
    )
    assert [epoch.expected for epoch in reading.epochs] == [None, "east", "east", None]
    assert reading.epochs[-1].branch is None


def test_who_expects_it_again_after_the_denial_counts():
    denial = reported("word", None, 3 * HOUR, 3 * HOUR, kind=Kind.STATEMENT, denies="goal")
    reading = known(DEPARTURE, denial, hoped("goal", "east", 4 * HOUR))
    assert [epoch.expected for epoch in reading.epochs] == [None, None, "east"]


def test_of_a_day_s_news_none_is_surely_later_than_the_denial_of_that_day():
    # Public by the end of the 1st, and perhaps long before the denial of that afternoon.
    day = hoped("goal", "east", at("1970-01-02T12:00Z"), reported_day="1970-01-01")
    denial = reported("word", None, 15 * HOUR, 15 * HOUR, kind=Kind.STATEMENT, denies="goal")
    reading = known(DEPARTURE, denial, day)
    assert [epoch.expected for epoch in reading.epochs] == [None, None, None]


def test_an_expectation_that_came_true_lies_ahead_no_longer():
    reading = known(DEPARTURE, hoped("goal", "east", 3 * HOUR), ARRIVAL)
    assert [epoch.expected for epoch in reading.epochs] == [None, "east", None]


def test_having_set_out_from_there_is_not_having_come_back():
    reading = known(DEPARTURE, hoped("home", "west", 3 * HOUR, start=30 * HOUR, end=40 * HOUR))
    assert reading.epochs[-1].expected == "west"


def test_an_expectation_whose_time_has_passed_is_dropped_with_the_next_news():
    reading = known(DEPARTURE, hoped("goal", "further", 3 * HOUR, end=5 * HOUR), ARRIVAL)
    assert [epoch.expected for epoch in reading.epochs] == [None, "further", None]


@pytest.mark.parametrize("kind", [Kind.STATEMENT, Kind.DEPARTURE])
def test_only_where_it_is_expected_to_come_lies_ahead(kind):
    assert known(DEPARTURE, hoped("goal", "east", 3 * HOUR, kind=kind)).epochs[-1].expected is None


def test_an_area_is_no_place_to_draw_a_way_to():
    assert known(DEPARTURE, hoped("goal", "country", 3 * HOUR)).epochs[-1].expected is None


def test_a_forecast_later_marked_as_failed_was_an_expectation_then():
    failed = hoped(
        "goal", "north", 3 * HOUR, start=20 * HOUR, end=21 * HOUR, status=Status.CONTRADICTED
    )
    epoch = known(DEPARTURE, failed).epochs[-1]
    assert epoch.expected == "north"
    assert epoch.events[0].status is Status.EXPECTED


def test_that_editors_marked_a_report_as_contradicted_was_not_known_then():
    wrong = reported("in", "east", 6 * HOUR, 10 * HOUR, status=Status.CONTRADICTED)
    right = [reported("in", "middle", 6 * HOUR, (11 + i) * HOUR) for i in range(2)]
    journey = made(DEPARTURE, wrong, *right, route=ROUTE)
    _, second, third, fourth = journey.known.epochs
    assert second.events[0].claims[0].claim.status is Status.REPORTED
    assert second.track.best[0] == pytest.approx(222.6, abs=0.1)
    assert third.events[0].claims[0].agrees  # one word against another: the first stands
    assert fourth.track.best[0] == pytest.approx(111.3, abs=0.1)
    assert fourth.events[0].claims[0].disagreement.other_place == "east"
    assert journey.km["in"] == pytest.approx(111.3, abs=0.1)


def test_a_report_from_before_what_it_reports_is_only_an_expectation():
    early = reported("in", "east", 20 * HOUR, 3 * HOUR, end=21 * HOUR)
    epoch = known(DEPARTURE, early).epochs[-1]
    assert (epoch.placed_by, epoch.expected) == ("out", "east")


def test_where_nothing_bounds_it_no_range_is_stated():
    by = reported("by", "middle", -math.inf, 5 * HOUR, end=4 * HOUR)
    after = reported("in", "east", 30 * HOUR, 40 * HOUR)
    epoch = known(by, after).epochs[0]
    assert epoch.track.high == pytest.approx(epoch.track.low)


def test_a_branch_ahead_bounds_it_where_nothing_else_does():
    by = reported("by", "middle", -math.inf, 5 * HOUR, end=4 * HOUR)
    epoch = known(by, hoped("goal", "east", 3 * HOUR)).epochs[-1]
    assert epoch.track.high[0] == pytest.approx(epoch.track.low[0] + 111.3, abs=0.1)


# The line so far.


def test_a_straight_line_does_not_bend_towards_a_place_that_nobody_has_reported():
    detour = reported("mid", "north", 4 * HOUR, 20 * HOUR)
    journey = made(DEPARTURE, detour, reported("in", "east", 8 * HOUR, 10 * HOUR), speed=300.0)
    reading = journey.known
    assert [epoch.hidden_route is None for epoch in reading.epochs] == [True, False, True]
    past = reading.branches[reading.epochs[1].hidden_route]
    assert past.coordinates[[0, -1]] == pytest.approx(np.array([[0, 0], [2, 0]]))
    assert np.abs(past.coordinates[:, 1]).max() < 1e-9
    # It is counted in the line's kilometres: the train stands at its end.
    assert past.km[-1] == pytest.approx(journey.known.epochs[1].track.best[0])
    assert [key for key, _ in past.stops] == ["west", "east"]


def test_before_the_first_place_is_reported_no_line_leads_from_it():
    reading = known(
        reported("mid", "middle", 4 * HOUR, 5 * HOUR),
        replace(DEPARTURE, reported_at=20 * HOUR),
        ARRIVAL,
    )
    first, second, third = reading.epochs
    assert first.hidden_route == second.hidden_route == 0
    assert reading.branches[0].km[0] == pytest.approx(first.track.best[0])
    assert third.hidden_route is None


def test_the_one_place_reported_is_no_line():
    reading = known(
        reported("mid", "middle", 4 * HOUR, 5 * HOUR), replace(DEPARTURE, reported_at=20 * HOUR)
    )
    (branch,) = reading.branches
    assert branch.km[0] == branch.km[-1] == pytest.approx(reading.epochs[0].track.best[0])


def test_one_branch_grows_with_the_places_reported_in_order():
    n = 300
    gazetteer = Gazetteer([place(f"p{i}", 0, i / 10) for i in range(n)])
    claims = [reported(f"e{i}", f"p{i}", i * HOUR, (i + 1) * HOUR) for i in range(n)]
    claims[1] = replace(claims[1], reported_at=None)
    journey = build(
        "made",
        config=JourneyConfig(max_speed_kmh=60),
        claims=claims,
        landmarks=(),
        landmarks_title="",
        gazetteer=gazetteer,
        railway=None,
    )
    assert len(journey.known.branches) == 1
    assert [epoch.hidden_route for epoch in journey.known.epochs] == [None] + [0] * (n - 2)


def test_two_reports_of_one_place_do_not_stand_for_another():
    again = reported("still", "west", 1.0, 3 * HOUR, kind=Kind.STOP)
    reading = known(
        DEPARTURE,
        again,
        reported("mid", "north", 4 * HOUR, 20 * HOUR),
        reported("in", "east", 8 * HOUR, 10 * HOUR),
        speed=300.0,
    )
    assert [epoch.hidden_route is None for epoch in reading.epochs] == [True, True, False, True]


def test_a_line_that_editors_laid_stays_as_it_is():
    route = [{"via": ["west", "middle", "east"], "basis": "great-circle"}]
    reading = known(DEPARTURE, reported("mid", "middle", 4 * HOUR, 20 * HOUR), ARRIVAL, route=route)
    assert [epoch.hidden_route for epoch in reading.epochs] == [None, None, None]


# The built-in journeys.


def test_no_claim_is_used_before_it_was_public(journey):
    public = {
        each.claim.id: each.claim.reported_at for event in journey.events for each in event.claims
    }
    seen = set()
    for epoch in journey.known.epochs:
        assert epoch.claims
        for name in epoch.claims:
            assert public[name] == epoch.start
        for event in epoch.events:
            for each in event.claims:
                assert public[each.claim.id] <= epoch.start, each.claim.id
        seen.update(epoch.claims)
    late = {name for name, when in public.items() if when is None or when >= journey.span[1]}
    assert seen == set(public) - late
    assert journey.known.later == len(late)


def test_nothing_published_later_changes_what_was_known_before(library, journey):
    claims = [each.claim for event in journey.events for each in event.claims]
    whole = journey.known.epochs
    for cut in range(1, len(whole), max(1, len(whole) // 6)):
        until = whole[cut].start
        earlier = [
            each for each in claims if each.reported_at is not None and each.reported_at < until
        ]
        part = build(
            journey.id,
            config=journey.config,
            claims=earlier,
            landmarks=(),
            landmarks_title="",
            gazetteer=journey.gazetteer,
            railway=library.railway,
        ).known.epochs
        assert len(part) == cut
        for one, other in zip(part, whole[:cut], strict=True):
            assert (one.claims, one.events, one.placed_by, one.expected, one.conflicts) == (
                other.claims,
                other.events,
                other.placed_by,
                other.expected,
                other.conflicts,
            )
            if one.track is not None:
                assert one.track.low[0] == other.track.low[0]
                assert one.track.high[0] == pytest.approx(other.track.high[0])


def test_the_range_holds_what_is_now_known_to_have_happened(journey):
    """Where the later reports leave no doubt, the range of the time did not leave the place out."""
    track, reading = journey.happened.track, journey.known
    _, low, high = track.at(track.t)
    _, known_low, known_high = reading.at(track.t)
    on_line = np.array([bool((e := reading.epoch_at(t)) and e.branch is None) for t in track.t])
    placed = np.isfinite(known_low) & on_line
    assert placed.any()
    wrongly = placed & ((high < known_low - 1) | (low > known_high + 1))
    assert not wrongly.any(), track.t[wrongly]


def test_the_story_of_12_september(library):
    journey = library.journey("kim-2023")
    reading = journey.known

    def then(text):
        return reading.epoch_at(at(text))

    before = then("2023-09-11T18:56+10:00")
    assert (before.placed_by, before.expected) == (None, "vladivostok")
    left = then("2023-09-11T18:57+10:00")
    assert (left.placed_by, left.expected) == ("pyongyang-departure", "vladivostok")
    assert then("2023-09-12T14:21+10:00").placed_by == "khasan-arrival"
    bridge = then("2023-09-12T14:22+10:00")
    assert (bridge.placed_by, bridge.expected) == ("razdolnaya-bridge", "vladivostok")
    assert bridge.track.best[0] == pytest.approx(journey.km["razdolnaya-bridge"])
    assert reading.branches[bridge.branch].km[-1] == pytest.approx(bridge.track.high[-1])
    turned = then("2023-09-12T22:43+10:00")
    assert (turned.placed_by, turned.expected, turned.branch) == ("ussuriysk-pass", None, None)


def test_the_expected_line_branches_off_before_ussuriysk(library):
    journey = library.journey("kim-2023")
    (branch,) = journey.known.branches
    stops = [key for key, _ in branch.stops]
    assert stops[0] == "pyongyang_station"
    assert stops[-1] == "vladivostok"
    assert "baranovsky_station" in stops
    assert "ussuriysk_station" not in stops
    assert all(leg.basis in {"railway", "gap"} for leg in branch.legs)


def test_the_visit_was_expected_where_it_was_when_it_was(library):
    reading = library.journey("kim-2023-visit").known
    goals = [epoch.expected for epoch in reading.epochs]
    assert [goal for i, goal in enumerate(goals) if goal and goal != goals[i - 1]] == [
        "vladivostok",
        "komsomolsk",
    ]
    # That talks were expected at Vostochny is only known to have been public by the end of that day;
    # by then a report had the two together there.
    assert reading.epoch_at(at("2023-09-13T17:29+10:00")).placed_by == "vostochny-meeting"
