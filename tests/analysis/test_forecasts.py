"""A forecast fails by what was reported afterwards: another time, another place, or out of reach."""

import pytest

from journeymap.analysis.forecasts import failed_forecasts, is_forecast
from journeymap.claims.columns import Kind, Status
from journeymap.claims.fusion import fuse
from journeymap.claims.gazetteer import Gazetteer
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.journey import build
from tests.support.samples import DAY, HOUR, MINUTE, claim, place

# Along a parallel, where a degree is some 81 km.
GAZETTEER = Gazetteer(
    [
        place("west"),
        place("middle", lon=132.0),
        place("east", lon=133.0),
        place("off", lat=45.0),
        place("region", lon=132.0, accuracy_m=200_000),
    ]
)
ARRIVAL, DEPARTURE, MEETING = Kind.ARRIVAL, Kind.DEPARTURE, Kind.MEETING
NOON = 20_000 * DAY + 12 * HOUR
ROUTE = {"via": ["west", "middle", "east"], "basis": "great-circle"}


def failures(*claims, landmarks=(), **config):
    written = {"route": [ROUTE], "max_speed_kmh": 80} | config
    journey = build(
        "j",
        config=JourneyConfig.model_validate(written),
        claims=claims,
        landmarks=landmarks,
        landmarks_title="",
        gazetteer=GAZETTEER,
        railway=None,
    )
    return [
        ([each.id for each in failed.forecasts], failed.instead.id)
        for failed in failed_forecasts(journey)
    ]


def reported(start, end=None, **more):
    return claim(start, end, **{"kind": ARRIVAL, "place": "east", "event": "reported"} | more)


def expected(start=None, end=None, **more):
    written = {
        "kind": ARRIVAL,
        "place": "east",
        "event": "expected",
        "id": "forecast",
        "status": Status.EXPECTED,
        "reported_at": NOON - DAY,
    }
    return claim(start, end, **written | more)


LEFT = reported(NOON - 3 * HOUR, kind=DEPARTURE, place="west", event="left")


def test_what_was_expected_earlier_than_it_came_failed():
    assert failures(LEFT, reported(NOON), expected(NOON - HOUR, NOON - HOUR / 2)) == [
        (["forecast"], "reported")
    ]


def test_what_was_expected_later_than_it_came_failed():
    assert failures(LEFT, reported(NOON), expected(NOON + HOUR)) == [(["forecast"], "reported")]


@pytest.mark.parametrize("minutes", [-15, 0, 15])
def test_what_came_within_a_quarter_of_an_hour_came_true(minutes):
    assert failures(LEFT, reported(NOON), expected(NOON + minutes * MINUTE)) == []


def test_what_was_expected_at_no_stated_time_cannot_fail_by_time():
    assert failures(LEFT, reported(NOON), expected()) == []


def test_one_of_several_arrivals_makes_it_true():
    again = [
        reported(NOON + 24 * HOUR, kind=DEPARTURE, place="east", event="off again"),
        reported(NOON + 30 * HOUR, event="back"),
    ]
    assert failures(LEFT, reported(NOON), *again, expected(NOON + 30 * HOUR)) == []
    assert failures(LEFT, reported(NOON), *again, expected(NOON + 20 * HOUR)) == [
        (["forecast"], "back")
    ]


def test_an_arrival_reported_of_a_whole_area_leaves_it_open():
    vague = reported(NOON, place="region", event="vague")
    assert failures(LEFT, vague, expected(NOON + 9 * HOUR, place="middle")) == []


def test_in_an_event_that_was_reported_time_and_place_count():
    assert failures(LEFT, reported(NOON), expected(NOON, event="reported")) == []
    late, elsewhere = (
        expected(NOON + HOUR, event="reported"),
        expected(NOON, event="reported", place="off"),
    )
    assert failures(LEFT, reported(NOON), late) == [(["forecast"], "reported")]
    assert failures(LEFT, reported(NOON), elsewhere) == [(["forecast"], "reported")]


def test_a_meeting_reported_elsewhere_that_day_shows_that_it_failed():
    met = reported(NOON, kind=MEETING, place="off", event="met")
    wanted = expected(NOON - 12 * HOUR, NOON + 12 * HOUR, kind=MEETING)
    assert failures(LEFT, met, wanted) == [(["forecast"], "met")]
    assert failures(LEFT, wanted, landmarks=[met]) == [(["forecast"], "met")]
    # Within a week there may be several, and one reported at the place expected makes it true.
    assert failures(LEFT, met, expected(NOON - 3 * DAY, NOON + 3 * DAY, kind=MEETING)) == []
    there = reported(NOON + HOUR, kind=MEETING, event="there")
    assert failures(LEFT, met, there, wanted) == []


def test_a_place_that_the_track_leaves_out_for_the_whole_window_was_not_reached():
    halt = reported(NOON, kind=Kind.STOP, place="middle", event="halt")
    at_once = expected(NOON - 2 * HOUR, NOON)
    assert failures(LEFT, halt, at_once) == [(["forecast"], "halt")]
    # Two hours later it can be there.
    assert failures(LEFT, halt, expected(NOON, NOON + 2 * HOUR)) == []
    # And behind it lies where it had been before.
    behind = expected(NOON + HOUR, NOON + 2 * HOUR, place="west")
    assert failures(LEFT, halt, behind) == [(["forecast"], "halt")]


def test_beyond_its_span_and_off_its_line_the_track_excludes_nothing():
    halt = reported(NOON, kind=Kind.STOP, place="middle", event="halt")
    span = ("2024-10-04T00:00Z", "2024-10-04T12:30Z")
    assert NOON - 12 * HOUR == 20_000 * DAY
    assert failures(LEFT, halt, expected(NOON - 2 * HOUR, NOON + 9 * HOUR), span=span) == []
    assert failures(LEFT, halt, expected(NOON - 2 * HOUR, NOON, place="off")) == []
    assert failures(LEFT, halt, expected(NOON - 2 * HOUR, NOON, place="region")) == []


def test_a_statement_is_no_forecast():
    assert failures(LEFT, reported(NOON), expected(NOON + HOUR, kind=Kind.STATEMENT)) == []


def test_a_contradicted_claim_that_was_public_before_is_a_forecast_and_one_after_is_not():
    gazetteer, contradicted = GAZETTEER, {"status": Status.CONTRADICTED, "event": "reported"}
    happened = fuse([reported(NOON)], gazetteer)
    assert is_forecast(claim(NOON, NOON + HOUR, reported_at=NOON, **contradicted), happened)
    assert not is_forecast(
        claim(NOON, NOON + HOUR, reported_at=NOON + 2 * HOUR, **contradicted), happened
    )
    assert not is_forecast(claim(NOON, NOON + HOUR, **contradicted), happened)
    assert not is_forecast(reported(NOON, NOON + HOUR, reported_at=NOON), happened)


@pytest.mark.parametrize(
    ("day", "of_reported", "of_unreported"),
    [
        ("2024-10-03", True, True),
        ("2024-10-04", False, True),
        ("2024-10-06", False, False),
    ],
)
def test_a_contradicted_claim_of_that_very_day_is_a_forecast_only_where_nobody_reported_it(
    day, of_reported, of_unreported
):
    vague = claim(
        NOON,
        NOON + HOUR,
        reported_at=NOON + 4 * DAY,
        reported_day=day,
        status=Status.CONTRADICTED,
        place="east",
    )
    assert is_forecast(vague, fuse([reported(NOON)], GAZETTEER)) is of_reported
    assert is_forecast(vague, fuse([vague], GAZETTEER)) is of_unreported
