"""Where sources differ is computed; the ten known cases of the built-in data are all found."""

import time

import pytest

from journeymap.analysis.contradictions import PLACES_COMPARED, ConflictKind, among, find, find_all
from journeymap.claims.columns import Kind, Status
from journeymap.claims.fusion import fuse_all
from journeymap.claims.gazetteer import Gazetteer
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.journey import build
from journeymap.journeys.library import Library
from journeymap.phrases.contradictions import contradiction_in_words
from tests.support.paths import DATA
from tests.support.samples import DAY, HOUR, claim, place

TIME, PLACE, DENIAL, FORECAST, ORDER = ConflictKind
GAZETTEER = Gazetteer(
    [
        place("here", zone="Asia/Vladivostok"),
        place("beside", lat=43.02),
        place("far", lat=44.0),
        place("region", lat=43.5, accuracy_m=60_000),
    ]
)


def contradictions(*claims, gazetteer=GAZETTEER):
    return among(fuse_all(claims, gazetteer), gazetteer, "UTC")


def sides(found):
    return [(each.kind, each.one, each.other) for each in found]


# The rules


def test_windows_that_do_not_meet_are_found_once_for_the_camps_before_and_after():
    found = contradictions(
        *(claim(10, 20, id=f"stands {i}") for i in range(3)),
        claim(20, 30, id="touches"),
        claim(40, 50, id="late"),
        claim(0, 5, id="early"),
        claim(15, 60, id="meets both"),
        claim(id="undated"),
    )
    stands = ("stands 0", "stands 1", "stands 2")
    assert sides(found) == [
        (TIME, (*stands, "meets both"), ("early",)),
        (TIME, stands, ("touches", "late")),
    ]


def test_claims_that_only_touch_a_moment_agree():
    assert contradictions(claim(10, 20, id="a"), claim(20, 20, id="b")) == ()


def test_a_forecast_is_no_report_of_another_time():
    late = claim(40, 50, id="forecast", status=Status.EXPECTED)
    assert contradictions(claim(10, 20, id="reported"), late) == ()


def test_a_claim_that_editors_marked_contradicted_is_compared_all_the_same():
    late = claim(40, 50, id="late", status=Status.CONTRADICTED)
    assert sides(contradictions(claim(10, 20, id="reported"), late)) == [
        (TIME, ("reported",), ("late",))
    ]


def test_places_that_cannot_be_one_contradict_and_inexact_ones_do_not():
    claims = [
        claim(id="a"),
        claim(id="b"),
        claim(id="c", place="beside"),
        claim(id="d", place="region"),
    ]
    assert contradictions(*claims) == ()
    found = contradictions(*claims, claim(id="elsewhere", place="far"))
    assert sides(found) == [(PLACE, ("a", "b", "c"), ("elsewhere",))]


def test_the_place_of_the_event_stands_however_many_name_another():
    official = [claim(id=f"official {i}", status=Status.OFFICIAL) for i in range(2)]
    others = [claim(id=f"other {i}", place="far") for i in range(3)]
    (found,) = contradictions(*others, *official)
    assert found.one == ("official 0", "official 1")


def test_two_places_within_one_inexact_place_can_contradict_each_other():
    gazetteer = Gazetteer(
        [place("area", accuracy_m=50_000), place("north", lat=43.4), place("south", lat=42.6)]
    )
    found = contradictions(
        *(claim(id=f"vague {i}", place="area") for i in range(3)),
        claim(id="n", place="north"),
        claim(id="s", place="south"),
        gazetteer=gazetteer,
    )
    assert sides(found) == [(PLACE, ("n",), ("s",))]


def test_who_denies_an_event_stands_against_all_who_speak_of_it():
    found = contradictions(
        claim(id="said", event="e"),
        claim(id="expected", event="e", status=Status.EXPECTED),
        claim(id="no", event="f", denies="e"),
        claim(id="never", event="g", denies="e"),
        claim(id="nothing", event="g", denies="h"),
    )
    assert sides(found) == [(DENIAL, ("no", "never"), ("said", "expected"))]
    assert found[0].events == ("e", "f", "g")


def order_journey(speed):
    gazetteer = Gazetteer([place("west"), place("east", lon=132.0)])
    config = {"max_speed_kmh": speed, "route": [{"via": ["west", "east"], "basis": "great-circle"}]}
    claims = [
        claim(0, 0, id="left", event="left", place="west", kind=Kind.DEPARTURE),
        claim(
            HOUR, HOUR, id="came", event="came", place="east", kind=Kind.ARRIVAL, reported_at=DAY
        ),
    ]
    return build(
        "j",
        config=JourneyConfig.model_validate(config),
        claims=claims,
        landmarks=(),
        landmarks_title="",
        gazetteer=gazetteer,
        railway=None,
    )


def test_fixes_too_far_apart_for_the_speed_contradict_and_say_what_they_would_need():
    (found,) = find(order_journey(60))
    assert (found.kind, found.events) == (ORDER, ("left", "came"))
    assert (found.one, found.other) == (("came",), ("left",))
    assert round(found.detail.conflict.speed_kmh) == 82
    assert find(order_journey(90)) == ()


def test_thousands_of_fixes_out_of_order_take_seconds():
    spots = [place(f"p{i}", lon=131 + i / 500) for i in range(1500)]
    claims = [
        claim(i * 60, i * 60, id=f"c{i}", event=f"e{i}", place=f"p{i if i % 2 else 1500 - i - 1}")
        for i in range(1500)
    ]
    route = {"via": ["p0", "p1499"], "basis": "great-circle"}
    journey = build(
        "j",
        config=JourneyConfig.model_validate({"route": [route]}),
        claims=claims,
        landmarks=(),
        landmarks_title="",
        gazetteer=Gazetteer(spots),
        railway=None,
    )
    begun = time.perf_counter()
    found = find(journey)
    assert time.perf_counter() - begun < 5
    assert len(found) == len(journey.happened.conflicts) > 500


def test_each_side_of_a_contradiction_leads_to_the_other():
    (found,) = contradictions(claim(10, 20, id="a"), claim(10, 20, id="b"), claim(40, 50, id="c"))
    assert found.against("a") == found.against("b") == ("c",)
    assert found.against("c") == ("a", "b")
    assert found.against("d") == ()
    assert found.claims == ("a", "b", "c")


def test_the_words_name_both_sides_and_hold_no_more_of_a_text_than_a_line_or_two():
    said = claim(id="said", event="e", says="word " * 1000, source="A paper")
    denied = claim(id="no", event="f", denies="e", says="Never.", source="A spokesman")
    found = contradictions(said, denied)
    by_id = {"said": said, "no": denied}
    words = contradiction_in_words(found[0], by_id, GAZETTEER)
    assert words.startswith("Said by A paper: word word")
    assert words.endswith("… Denied by A spokesman: Never.")
    assert len(words) < 400


@pytest.mark.parametrize("kind", ["windows", "places", "denials"])
def test_an_event_of_ten_thousand_claims_takes_seconds(kind):
    count = 10_000
    gazetteer = GAZETTEER
    if kind == "windows":
        claims = [claim(i, i + 1 / 2, id=f"c{i}") for i in range(count)]
    elif kind == "places":
        spots = [
            place(f"p{i}", lat=43 + i % 40 / 41, lon=131 + i // 40 / 43)
            for i in range(5 * PLACES_COMPARED)
        ]
        gazetteer = Gazetteer(spots)
        claims = [claim(id=f"c{i}", place=f"p{i % len(spots)}") for i in range(count)]
    else:
        claims = [
            claim(id=f"c{i}", event="f" if i % 2 else "e", denies="e" if i % 2 else None)
            for i in range(count)
        ]
    begun = time.perf_counter()
    found = among(fuse_all(claims, gazetteer), gazetteer, "UTC")
    assert time.perf_counter() - begun < 10
    assert len(found) >= 1
    assert sum(len(each.claims) for each in found) <= 3 * count


# The built-in data


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


@pytest.fixture(scope="module")
def journeys(library):
    return {name: find(library.journey(name)) for name in library.ids}


def between(found, one, other):
    """Matters in which a claim of `one` stands against a claim of `other`, for every one of both."""
    matters = set()
    for each in found:
        ours, theirs = set(each.one), set(each.other)
        if (set(one) <= ours and set(other) <= theirs) or (
            set(one) <= theirs and set(other) <= ours
        ):
            matters.add(each.kind)
    return matters


def test_1_monday_or_tuesday_into_russia(journeys):
    monday = {"xing-tass-kozhemyako-monday", "xing-tass-monday-2", "xing-chosun-caption-monday"}
    tuesday = {"xing-mnd-yonhap", "xing-mnd-bridge-efe", "xing-mnd-upi", "xing-sputnik-early"}
    for name in ("kim-2023", "kim-2023-visit"):
        assert between(journeys[name], tuesday, monday) == {TIME}


def test_2_the_kremlin_confirmed_vladivostok(journeys):
    confirmed = {"venue-npr-vladivostok", "venue-allin-vladivostok", "venue-sputnik-eef"}
    assert between(journeys["kim-2023"], {"venue-peskov-rtvi"}, confirmed) == {DENIAL}
    # That the Kremlin's own text names no place is what it does not say: nothing to compare.
    assert not any("venue-kremlin-statement" in each.claims for each in journeys["kim-2023"])


def test_3_the_same_razdolnaya_item_at_two_places(journeys):
    found = journeys["kim-2023"]
    assert between(found, {"start-05-ria-razdolnaya"}, {"north-ria-mbn"}) == {PLACE}
    # "About 05:15" and "05:15" can both be true.
    assert between(found, {"north-ria-bridge-0515"}, {"north-ria-bridge-pledge"}) == set()


def test_4_what_happened_at_ussuriysk_is_neither_of_time_nor_of_place(journeys):
    """Crew or engine, west or north-west: both relays have the same halt on the same day."""
    assert between(journeys["kim-2023"], {"north-interfax-crew"}, {"north-interfax-loco"}) == set()


def test_5_how_long_the_summit_was_and_where_and_when_putin_waited(journeys):
    found = journeys["kim-2023-visit"]
    assert between(found, {"vost-dur-tass-5h"}, {"vost-dur-mir24", "vost-dur-360"}) == {TIME}
    # About six hours count the banquet too: an end by 19:39 goes with more than five hours.
    assert between(found, {"vost-dur-elivre"}, {"vost-dur-tass-5h"}) == set()
    assert between(found, {"putin-vost-1230"}, {"putin-vost-few-minutes"}) == {TIME}
    # At the building's door at 13:09, or at the train, before that: one site, so of time.
    assert between(found, {"vost-met-0709-tass"}, {"vost-met-at-station"}) == {TIME}


def test_6_home_at_three_has_no_source_and_stands_among_what_nobody_reported(library):
    journey = library.journey("kim-2019")
    assert any("03:00" in unknown.text for unknown in journey.config.unknown)
    assert not any("03:00" in each.claim.says for event in journey.events for each in event.claims)
    assert "19-home-kcna-dawn" not in {name for each in find(journey) for name in each.claims}


def test_7_the_halt_of_2019_before_or_after_the_bridge_and_the_way_back(journeys):
    found = journeys["kim-2019"]
    assert between(found, {"19-khasan-gov-1030"}, {"19-xing-ria-1040"}) == {ORDER}
    # The relay's border at 23:00 and its bridge an hour later stand on either side of 23:10.
    assert between(found, {"19-xing-back-2310"}, {"19-xing-back-shina"}) == {TIME}
    assert between(found, {"19-xing-back-2310"}, {"19-xing-back-shina-bridge"}) == {TIME}


def test_8_conversions_gone_wrong_and_two_dates_of_one_instant(library, journeys):
    assert between(journeys["kim-2023"], {"kcna-khasan-0600"}, {"xing-segye-tz-error"}) == {TIME}
    garbled = between(
        journeys["kim-2023-visit"], {"north-nhk-amur-1030"}, {"north-nhk-amur-garbled"}
    )
    assert garbled == {TIME}
    # 18 June by Moscow's clock and 19 June by Korea's are one night.
    landing = {"sum-3-2024-tass-june18", "sum-3-2024-arrival"}
    assert landing <= {each.id for each in library.table.claims}
    assert not any(landing & set(each.claims) for each in find_all(library))


def test_9_forecasts_that_failed(journeys):
    found = journeys["kim-2023-visit"]
    assert between(found, {"kms-arr-0850"}, {"kms-exp-late-thursday"}) == {FORECAST}
    assert between(found, {"artyom-arr-newspim"}, {"kms-kbs-plan"}) == {FORECAST}
    assert between(found, {"pyong-arr-kcna"}, {"home-ap-monday-forecast"}) == {FORECAST}
    # To fly or to go by train is neither of time nor of place: within those hours he was to come
    # to Komsomolsk, and he came.
    assert not any("vost-putin-says-flies" in each.claims for each in found)


def test_9_vladivostok_on_the_morning_of_the_12th_was_out_of_reach(journeys):
    found = [each for each in journeys["kim-2023"] if each.kind is FORECAST]
    (each,) = found
    assert each.other == ("venue-chosun-tue-wed",)
    assert each.events == ("vladivostok-expected", "razdolnaya-bridge")
    assert "north-ria-bridge-0515" in each.one


def test_10_the_day_and_hour_of_departure(journeys):
    agency = {"dep-kcna-xinhua", "dep-kcna-yonhap", "dep-vok-tass"}
    later = {"dep-ytn-11sept", "dep-chosun-evening", "dep-wion-evening", "dep-vaultz-night"}
    assert between(journeys["kim-2023"], agency, later) == {TIME}
    # Biang.ru has both days on one page: it contradicts itself, and no other.
    assert not any("dep-biang-mixed" in each.claims for each in journeys["kim-2023"])


def test_what_came_true_is_no_contradiction(journeys):
    came_true = {
        "venue-rbc-13sept",
        "venue-vesti-primorye-moscowtimes",
        "venue-kyodo-vostochny",
        "19-exp-1800-ria",
        "s2019-peskov-forecast",
    }
    for found in journeys.values():
        assert not any(came_true & set(each.claims) for each in found)


def test_every_contradiction_has_two_sides_apart_and_names_a_source_of_each(library, journeys):
    by_id = {each.id: each for each in library.table.claims}
    for found in journeys.values():
        assert found
        for each in found:
            assert each.one
            assert each.other
            assert not set(each.one) & set(each.other)
            words = contradiction_in_words(each, by_id, library.table.gazetteer)
            for side in (each.one, each.other):
                assert any(by_id[name].source in words for name in side)


def test_journeys_that_share_events_have_a_contradiction_once(library, journeys):
    every = find_all(library)
    keys = [(each.kind, each.events, each.other) for each in every]
    assert len(set(keys)) == len(keys)
    found_in_each = {(each.kind, each.other) for found in journeys.values() for each in found}
    assert {(each.kind, each.other) for each in every} >= found_in_each


def test_they_come_in_the_same_order_every_time(library):
    assert find_all(library) == find_all(Library.read(DATA))
