"""Claims are weighed openly: who stands with whom, and in what the others differ."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.claims.columns import Kind, Status
from journeymap.claims.fusion import (
    SAME_PLACE_KM,
    Disagreement,
    PlaceMatcher,
    fuse,
    fuse_all,
    same_place,
)
from journeymap.claims.gazetteer import Gazetteer
from journeymap.times import Window
from tests.support.samples import DAY, HOUR, at, claim, place

# A degree of latitude is some 111 km.
GAZETTEER = Gazetteer(
    [
        place("here", zone="Asia/Vladivostok"),
        place("station", lat=43.02),
        place("far", lat=44.0),
        place("further", lat=45.0),
        place("region", lat=43.5, accuracy_m=100_000),
    ]
)
OFFICIAL, EXPECTED, CONTRADICTED = Status.OFFICIAL, Status.EXPECTED, Status.CONTRADICTED


def event(*claims):
    return fuse(claims, GAZETTEER)


def disagreements(fused):
    return [each.disagreement for each in fused.claims]


def test_claims_that_agree_narrow_the_window_to_what_they_share():
    fused = event(claim(0, 10), claim(5, 20), claim(2, 8))
    assert fused.window == Window(5, 8)
    assert all(each.agrees for each in fused.claims)
    assert fused.weight == 3


def test_the_majority_stands_and_the_other_is_kept_with_its_difference():
    noon = at("2023-09-12T12:00+10:00")
    fused = event(
        claim(noon, noon + HOUR),
        claim(noon, noon + 2 * HOUR),
        claim(noon + 5 * HOUR, noon + 6 * HOUR),
    )
    assert fused.window == Window(noon, noon + HOUR)
    assert disagreements(fused) == [None, None, Disagreement(after=noon + 5 * HOUR)]
    assert fused.weight == 2


def test_of_a_claim_of_an_earlier_time_the_end_is_named():
    noon = at("2023-09-12T12:00+10:00")
    fused = event(claim(noon, noon), claim(noon), claim(noon - 3 * HOUR, noon - HOUR))
    assert disagreements(fused)[2] == Disagreement(before=noon - HOUR)


def test_an_official_claim_counts_twice():
    early, late = claim(0, 10, reported_at=1.0), claim(50, 60, reported_at=2.0, status=OFFICIAL)
    assert event(early, late).window == Window(50, 60)
    assert event(early, late).status is OFFICIAL
    assert event(early, early, early, late).window == Window(0, 10)


def test_a_tie_goes_to_the_earlier_published():
    early, late, undated = (
        claim(i * 100, i * 100 + 10, reported_at=when) for i, when in enumerate((5.0, 9.0, None))
    )
    assert event(late, early).window == early.window
    assert event(early, late).window == early.window
    assert event(undated, late).window == late.window


def test_a_contradicted_claim_has_no_vote_but_is_shown():
    wrong = claim(0, 10, status=CONTRADICTED)
    fused = event(wrong, wrong, claim(50, 60))
    assert fused.window == Window(50, 60)
    assert fused.status is Status.REPORTED
    assert disagreements(fused)[0] == Disagreement(contradicted=True, before=10)
    assert fused.claims[0].claim is wrong


def test_a_contradicted_claim_within_the_window_still_does_not_agree():
    fused = event(claim(0, 10), claim(0, 10, status=CONTRADICTED))
    assert disagreements(fused) == [None, Disagreement(contradicted=True)]
    assert fused.weight == 1


def test_an_event_that_only_contradicted_claims_report_is_contradicted():
    fused = event(claim(0, 10, status=CONTRADICTED))
    assert (fused.status, fused.window) == (CONTRADICTED, Window(0, 10))
    assert fused.weight == 0


def test_a_forecast_has_no_vote_where_something_was_reported():
    forecast = claim(0, 10, status=EXPECTED)
    fused = event(forecast, forecast, claim(50, 60))
    assert (fused.window, fused.status) == (Window(50, 60), Status.REPORTED)
    assert not fused.claims[0].agrees


def test_a_forecast_that_came_true_adds_no_weight_and_was_no_publication():
    fused = event(claim(0, 10, status=EXPECTED, reported_at=1.0), claim(0, 10, reported_at=9.0))
    assert all(each.agrees for each in fused.claims)
    assert fused.weight == 1
    assert fused.published == 9.0


def test_forecasts_vote_among_themselves():
    fused = event(
        claim(0, 10, status=EXPECTED), claim(5, 20, status=EXPECTED), claim(50, 60, status=EXPECTED)
    )
    assert (fused.window, fused.status) == (Window(5, 10), EXPECTED)
    assert fused.published == math.inf


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (("reported", "official"), "official"),
        (("reported", "expected"), "reported"),
        (("expected", "contradicted"), "expected"),
        (("contradicted", "official", "expected"), "official"),
    ],
)
def test_an_event_is_as_sure_as_the_surest_of_those_who_report_it(statuses, status):
    assert event(*(claim(0, 10, status=Status(word)) for word in statuses)).status == status


def test_an_official_voice_that_was_outvoted_does_not_make_the_event_official():
    fused = event(claim(0, 10), claim(0, 10), claim(0, 10), claim(50, 60, status=OFFICIAL))
    assert [each.agrees for each in fused.claims] == [True, True, True, False]
    assert fused.status is Status.REPORTED


def test_what_was_contradicted_is_no_publication():
    fused = event(
        claim(0, 10, reported_at=9.0),
        claim(0, 10, reported_at=1.0, status=CONTRADICTED),
        claim(0, 10),
    )
    assert fused.published == 9.0
    assert event(claim(0, 10)).published == math.inf


def test_two_different_minutes_contradict_each_other():
    fused = event(claim(60, reported_at=2.0), claim(0, reported_at=1.0))
    assert fused.window == Window(0, 0)
    assert [each.agrees for each in fused.claims] == [False, True]


def test_what_begins_after_the_end_disagrees_though_it_has_no_end():
    fused = event(claim(0, 10), claim(0, 10), claim(20, math.inf), claim(-math.inf, -20))
    assert disagreements(fused)[2:] == [Disagreement(after=20), Disagreement(before=-20)]


def test_two_days_side_by_side_share_nothing():
    tenth = claim(0, DAY, reported_at=1.0)
    eleventh = claim(DAY, 2 * DAY, reported_at=2.0)
    fused = event(tenth, eleventh)
    assert fused.window == Window(0, DAY)
    assert [each.agrees for each in fused.claims] == [True, False]
    assert fused.weight == 1


def test_a_stated_moment_at_the_end_of_a_window_is_in_it():
    fused = event(claim(0, 10), claim(10), claim(10, 20))
    assert fused.window == Window(10, 10)
    assert all(each.agrees for each in fused.claims)


def test_one_sided_windows_bound_each_other():
    fused = event(claim(-math.inf, 10), claim(4, math.inf))
    assert fused.window == Window(4, 10)
    fused = event(claim(-math.inf, 10), claim(-math.inf, 20))
    assert fused.window == Window(-math.inf, 10)


def test_a_claim_without_a_time_neither_votes_nor_disagrees_on_it():
    fused = event(claim(), claim(5, 8))
    assert fused.window == Window(5, 8)
    assert all(each.agrees for each in fused.claims)
    assert not event(claim()).window.known


def test_a_town_and_its_station_are_one_place():
    fused = event(claim(0, 10, place="here"), claim(5, 8, place="station"))
    assert fused.window == Window(5, 8)
    assert all(each.agrees for each in fused.claims)


def test_another_place_is_named_and_its_time_does_not_count():
    fused = event(claim(0, 10), claim(0, 10), claim(8, 10, place="far"))
    assert fused.place == "here"
    assert fused.window == Window(0, 10)
    assert disagreements(fused)[2] == Disagreement(other_place="far")


def test_an_official_word_moves_the_place():
    assert event(claim(0, 10), claim(0, 10, place="far", status=OFFICIAL)).place == "far"


def test_a_tie_of_places_goes_to_the_earlier_published():
    first, second = claim(0, 1, reported_at=5.0), claim(0, 1, place="far", reported_at=3.0)
    assert event(first, second).place == "far"
    assert event(second, first).place == "far"


def test_a_claim_without_a_time_has_a_vote_on_the_place():
    fused = event(claim(0, 10), claim(place="far"), claim(place="far"))
    assert (fused.place, fused.window) == ("far", Window())
    assert [each.agrees for each in fused.claims] == [False, True, True]


@pytest.mark.parametrize(
    ("apart", "same"), [(SAME_PLACE_KM - 0.05, True), (SAME_PLACE_KM + 0.05, False)]
)
@pytest.mark.parametrize("accuracy_m", [0.0, 800.0])
def test_positions_name_one_place_as_far_as_they_are_exact(apart, same, accuracy_m):
    degrees = (apart + 2 * accuracy_m / 1000) / 111.32  # along the equator
    gazetteer = Gazetteer(
        [
            place(key, lat=0, lon=lon, accuracy_m=accuracy_m)
            for key, lon in (("a", 0), ("b", degrees))
        ]
    )
    fused = fuse([claim(0, place="a"), claim(0, place="b")], gazetteer)
    assert all(each.agrees for each in fused.claims) is same


def test_places_on_both_sides_of_the_date_line_are_near():
    gazetteer = Gazetteer([place("a", lon=179.999), place("b", lon=-179.999)])
    fused = fuse([claim(0, place="a"), claim(0, place="b")], gazetteer)
    assert all(each.agrees for each in fused.claims)


def test_an_area_does_not_outweigh_the_point_within_it_however_many_name_it():
    fused = event(*[claim(0, 10, place="region", status=OFFICIAL)] * 4, claim(0, 10))
    assert fused.place == "here"
    assert event(claim(0, 10, place="region")).place == "region"


def test_a_point_within_an_area_says_what_both_say():
    fused = event(claim(0, 10, place="region"), claim(0, 10, place="region"), claim(2, 4))
    assert fused.place == "here"
    assert fused.window == Window(2, 4)
    assert all(each.agrees for each in fused.claims)


def test_an_area_takes_the_side_of_the_points_within_it():
    fused = event(
        claim(0, 1, place="further"), claim(0, 1, place="region"), claim(0, 1, place="far")
    )
    assert fused.place == "far"
    assert [each.agrees for each in fused.claims] == [False, True, True]


def test_a_claim_that_names_no_place_speaks_against_none():
    fused = event(claim(0, 10, place=None), claim(5, 8))
    assert (fused.place, fused.window) == ("here", Window(5, 8))
    assert event(claim(0, 10, place=None)).place is None


def test_the_kind_that_most_say_is_the_kind():
    fused = event(claim(0, 1, kind=Kind.PASS), claim(0, 1, kind=Kind.ARRIVAL, status=OFFICIAL))
    assert fused.kind is Kind.ARRIVAL
    forecast = claim(0, 1, kind=Kind.STOP, status=EXPECTED)
    assert event(claim(0, 1, kind=Kind.PASS), forecast, forecast).kind is Kind.PASS


def test_events_come_in_the_order_of_their_first_claims():
    fused = fuse_all(
        [claim(0, 1, event="b"), claim(0, 1, event="a"), claim(2, 3, event="b")], GAZETTEER
    )
    assert [(each.id, len(each.claims)) for each in fused] == [("b", 2), ("a", 1)]
    assert fuse_all([], GAZETTEER) == []


ENDS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)
CLAIMS = st.lists(
    st.tuples(ENDS, st.sampled_from([Status.REPORTED, OFFICIAL])), min_size=1, max_size=7
)


@given(CLAIMS)
def test_no_moment_has_more_support_than_the_window(described):
    claims = [claim(float(start), float(end), status=status) for (start, end), status in described]
    fused = event(*claims)

    def support(moment):
        return sum(
            2 if each.status is OFFICIAL else 1
            for each in claims
            if each.window.start <= moment <= each.window.end
        )

    # Between the ends, and at the moments stated; an end where windows only touch is no support.
    stated = [each.window.start for each in claims if each.window.start == each.window.end]
    maximum = max(support(moment) for moment in [*(i + 0.5 for i in range(13)), *stated])
    assert fused.window.start <= fused.window.end
    assert support((fused.window.start + fused.window.end) / 2) == maximum
    assert fused.weight == maximum


@given(CLAIMS, st.randoms())
def test_the_order_of_the_rows_is_no_matter_when_each_was_published_at_its_own_time(
    described, random
):
    claims = [
        claim(float(start), float(end), status=status, reported_at=float(i))
        for i, ((start, end), status) in enumerate(described)
    ]
    window = event(*claims).window
    random.shuffle(claims)
    assert event(*claims).window == window


def test_the_first_report_is_the_agreeing_one_that_was_public_first():
    sooner = claim(50, 60, reported_at=70.0, id="differs")
    fused = event(
        claim(0, 10, reported_at=90.0, id="later"),
        claim(0, 10, reported_at=80.0, id="first"),
        sooner,
        claim(0, 10, reported_at=5.0, id="forecast", status=EXPECTED),
        claim(0, 10, id="undated"),
    )
    assert fused.first_report.id == "first"
    assert fused.delay == (70.0, 80.0)


def test_an_event_that_was_only_expected_or_never_dated_has_no_first_report():
    for fused in (
        event(claim(0, 10, reported_at=5.0, status=EXPECTED)),
        event(claim(0, 10, reported_at=5.0, status=CONTRADICTED)),
        event(claim(0, 10)),
    ):
        assert fused.first_report is None
        assert fused.delay == (None, None)


@pytest.mark.parametrize(
    ("window", "delay"),
    [
        (Window(0, 10), (90.0, 100.0)),
        (Window(end=10), (90.0, None)),
        (Window(start=0), (None, 100.0)),
        (Window(), (None, None)),
        (Window(0, 200), (0.0, 100.0)),
        (Window(150, 200), (0.0, 0.0)),
    ],
)
def test_the_delay_is_what_the_window_leaves_open(window, delay):
    assert event(claim(reported_at=100.0, window=window)).delay == delay


def test_where_only_the_day_of_the_report_is_known_the_delay_leaves_the_day_open():
    noon = at("2023-09-10T12:00+00:00")
    report = claim(noon, reported_at=at("2023-09-12T12:00+00:00"), reported_day="2023-09-11")
    # The day begins first at UTC+14 and ends last at UTC-12.
    assert event(report).delay == (0.0, 2 * DAY)


def test_many_places_are_told_apart_as_two_are():
    spots = [
        place(f"p{i}", lat=-60 + 17 * i % 120, lon=179.99 - i % 7 / 500, accuracy_m=i % 5 * 100)
        for i in range(20)
    ]
    # Steps of two metres around the distance that sets two places apart.
    spots += [place("q")] + [place(f"q{i}", lat=43 + 0.0267 + i / 50_000) for i in range(40)]
    gazetteer, keys = Gazetteer(spots), [each.key for each in spots]
    for key in keys:
        expected = [same_place(key, other, gazetteer) for other in keys]
        assert PlaceMatcher(keys, gazetteer).can_be(key).tolist() == expected
