"""The built-in data: every claim has a source, every journey can be drawn, and nothing is more exact than reported."""

import csv
import datetime as dt
import gzip
import json
import re
import zoneinfo

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from journeymap.claims.columns import Kind, Status
from journeymap.exports.document import SCHEMA_PATH, encode, to_document
from journeymap.journeys.library import Library
from journeymap.times import parse_moment
from tests.support.paths import ROOT

DATA = ROOT / "data"
JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")
ARTICLE = "The article of 12 September 2023 that this map began from"

# Fixes that cannot be true together, each with its reason. Any other conflict is a mistake of ours.
CONFLICTS = {
    # RIA Novosti has the train over the bridge at about 10:40, the Primorye administration at
    # Khasan, beyond it, at about 10:30: one of the two is not exact, and no report says which.
    "kim-2019": {"border-crossing-2019"},
}


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


@pytest.fixture(scope="module")
def rows():
    with (DATA / "routes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def places():
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(params=JOURNEYS)
def journey(request, library):
    return library.journey(request.param)


def event(journey, name):
    (found,) = (each for each in journey.events if each.id == name)
    return found


def best_at(journey, moment):
    return float(journey.happened.track.at(np.array(moment))[0])


def local(moment, zone):
    return dt.datetime.fromtimestamp(moment, zoneinfo.ZoneInfo(zone))


def test_the_tables_have_no_problem(library):
    assert library.problems == ()


def test_the_built_in_journeys_come_in_their_order(library):
    assert library.ids == list(JOURNEYS)
    assert all(library.title(name) != name for name in JOURNEYS)


# The claims


def test_the_starting_article_gives_fifteen_claims(rows):
    numbers = [row["claim"][6:8] for row in rows if row["claim"].startswith("start-")]
    assert sorted(numbers) == [f"{i:02d}" for i in range(1, 16)]
    assert {row["journey"] for row in rows if row["claim"].startswith("start-")} == {"kim-2023"}
    assert {row["source"] for row in rows if row["claim"].startswith("start-")} == {ARTICLE}


def test_every_claim_has_a_source_and_says_something_of_its_own(rows):
    for row in rows:
        for column in ("claim", "journey", "event", "kind", "source", "status", "says", "not_said"):
            assert row[column].strip(), (row["claim"], column)
        assert row["says"].rstrip().endswith((".", "?", "”")), row["claim"]
    assert len({row["claim"] for row in rows}) == len(rows)
    assert len({row["says"] for row in rows}) > 0.95 * len(rows)


def test_every_claim_but_those_of_the_starting_article_can_be_looked_up(rows):
    for row in rows:
        assert bool(row["url"]) is not (row["source"] == ARTICLE), row["claim"]


def test_every_contradicted_claim_says_by_what(rows):
    reasons = {row["claim"]: row["note"] for row in rows if row["status"] == "contradicted"}
    assert reasons
    assert all(len(reason) > 20 for reason in reasons.values())


def test_no_window_is_more_exact_than_a_minute(rows):
    minute = re.compile(r"(\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}[+-]\d{2}:\d{2})?)?\Z")
    for row in rows:
        for column in ("time_from", "time_to", "reported_at"):
            assert minute.match(row[column]), (row["claim"], column, row[column])


def test_a_time_stated_as_about_is_a_window(rows):
    about = re.compile(
        r"\b(about|around|approximately|roughly|nearly)\b \d{1,2}[:.]\d{2}", re.IGNORECASE
    )
    # What was expected is drawn nowhere; its minute is only read.
    for row in rows:
        if about.search(row["says"]) and row["status"] in {"official", "reported"}:
            assert row["time_from"] != row["time_to"] or len(row["time_from"]) == 10, row["claim"]


def test_nothing_is_reported_before_it_can_have_happened(library):
    for claim in library.table.claims:
        dated = claim.status in {Status.OFFICIAL, Status.REPORTED} and claim.reported_at is not None
        assert not dated or claim.window.start <= claim.reported_at, claim.id


def test_an_event_keeps_to_one_journey(rows):
    journeys = {}
    for row in rows:
        journeys.setdefault(row["event"], set()).add(row["journey"])
    # Later reports of an event of the 2023 journey stand with the whole visit.
    allowed = ({"kim-2023", "kim-2023-visit"},)
    assert all(len(found) == 1 or found in allowed for found in journeys.values())


def test_no_text_is_left_from_making_the_tables(rows, places):
    unfinished = re.compile(r"TODO|FIXME|XXX|\?\?|lorem|file:|localhost", re.IGNORECASE)
    for row in (*rows, *places):
        for column, cell in row.items():
            assert not unfinished.search(cell), (column, cell)
            assert cell == cell.strip(), (column, cell)


def test_the_configuration_is_written_for_readers():
    text = (DATA / "journeys.toml").read_text(encoding="utf-8")
    assert not re.search(r"TODO|FIXME|XXX", text)


# The places


def test_every_place_says_from_where_and_how_exactly_it_is_known(places):
    for row in places:
        for column in ("name", "source", "licence", "kind", "zone"):
            assert row[column], (row["key"], column)
        assert float(row["accuracy_m"]) > 0, row["key"]


def test_positions_are_no_more_exact_than_the_accuracy_claims(places):
    for row in places:
        for column in ("lat", "lon"):
            assert len(row[column].partition(".")[2]) <= 5, row["key"]  # about a metre


@pytest.mark.parametrize(
    ("key", "lat", "lon", "within"),
    [
        ("pyongyang_station", 39.00, 125.74, 0.05),
        ("khasan_station", 42.43, 130.64, 0.02),
        ("vladivostok_station", 43.11, 131.88, 0.02),
        ("ussuriysk_station", 43.80, 131.98, 0.05),
        ("vostochny", 51.8, 128.3, 0.3),
        ("komsomolsk", 50.55, 137.0, 0.1),
    ],
)
def test_well_known_places_are_where_they_are(library, key, lat, lon, within):
    place = library.table.gazetteer[key]
    assert abs(place.lat - lat) < within
    assert abs(place.lon - lon) < within


def test_clocks_are_those_of_the_place(places):
    for row in places:
        day = dt.datetime(2023, 9, 12, 12, tzinfo=zoneinfo.ZoneInfo(row["zone"]))
        assert abs(day.utcoffset() / dt.timedelta(hours=1) - float(row["lon"]) / 15) < 3, row["key"]


# The journeys


def test_every_document_is_valid(journey):
    document = json.loads(encode(to_document(journey)))
    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


def test_every_document_is_small_enough_for_a_phone(journey):
    assert len(gzip.compress(encode(to_document(journey)), 9)) < 100_000


def test_the_estimate_lies_within_the_bounds_and_nothing_runs_backwards(journey):
    track = journey.happened.track
    assert (track.low <= track.best).all()
    assert (track.best <= track.high).all()
    for along in (track.t, track.best, track.low, track.high):
        assert (np.diff(along) >= 0).all()
    assert track.low.min() >= 0
    assert track.high.max() <= journey.line.length
    assert (track.t[0], track.t[-1]) == journey.span


def test_the_estimate_keeps_to_the_maximum_speed(journey):
    track = journey.happened.track
    speed = np.diff(track.best) / np.diff(track.t) * 3600
    assert speed.max() <= journey.config.max_speed_kmh + 1e-6


def test_only_the_known_conflicts_are_there(journey):
    assert set(journey.happened.conflicts) == CONFLICTS.get(journey.id, set())


def test_what_is_on_the_line_is_reported_dated_and_on_it(journey):
    assert journey.km
    for name, km in journey.km.items():
        found = event(journey, name)
        assert found.status in {Status.OFFICIAL, Status.REPORTED}
        assert found.kind is not Kind.STATEMENT
        assert found.window.known
        assert not journey.gazetteer[found.place].is_area
        assert 0 <= km <= journey.line.length


def test_at_the_moment_of_a_fix_the_estimate_is_there(journey):
    for name, km in journey.km.items():
        if name not in journey.happened.conflicts:
            assert best_at(journey, journey.happened.moments[name]) == pytest.approx(
                km, abs=0.05
            ), name


def test_every_journey_says_what_nobody_reported_and_what_it_assumes(journey):
    assert journey.config.unknown
    assert all(len(unknown.text) > 30 for unknown in journey.config.unknown)
    assert "no report gives" in journey.config.max_speed_note.lower()
    assert all(route.note for route in journey.config.route)
    for place in (unknown.place for unknown in journey.config.unknown):
        assert place is None or place in journey.gazetteer


def test_the_speed_that_the_reports_need_is_the_one_the_note_states(journey):
    """The note names the slowest maximum speed at which no further fix has to be given up."""
    stated = int(re.search(r"at least (\d+) km/h", journey.config.max_speed_note)[1])
    fixes = [
        (km, event(journey, name).window)
        for name, km in journey.km.items()
        if name not in journey.happened.conflicts
    ]
    needed = max(
        (there - here) / (until.end - since.start) * 3600
        for here, since in fixes
        for there, until in fixes
        if here < there and until.end > since.start
    )
    assert stated - 1 < needed <= stated


def test_every_place_of_the_routes_and_asides_is_in_the_gazetteer(journey):
    keys = [key for route in journey.config.route for key in route.via]
    keys += [key for detour in journey.config.detours for key in (detour.place, detour.from_)]
    assert [key for key in keys if key not in journey.gazetteer] == []


# September 2023, as reported on the 12th


@pytest.fixture
def september(library):
    return library.journey("kim-2023")


def test_the_train_is_on_the_razdolnaya_bridge_when_it_was_reported_there(september):
    bridge = event(september, "razdolnaya-bridge")
    moment = september.moment(bridge)
    assert local(moment, "Europe/Moscow").strftime("%H:%M") == "05:15"
    assert best_at(september, moment) == pytest.approx(september.km["razdolnaya-bridge"], abs=1e-6)
    low, high = (float(bound) for bound in september.happened.track.at(np.array(moment))[1:])
    assert low == pytest.approx(high, abs=10)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("pyongyang-departure", "2023-09-10T12:00+09:00", "2023-09-10T18:00+09:00"),
        ("border-crossing", "2023-09-12T01:00+10:00", "2023-09-12T07:00+10:00"),
        ("khasan-arrival", "2023-09-12T06:00+10:00", "2023-09-12T06:00+10:00"),
        ("razdolnaya-bridge", "2023-09-12T12:10+10:00", "2023-09-12T12:20+10:00"),
    ],
)
def test_the_best_known_hours_of_september_2023_are_those_reported(september, name, first, last):
    window = event(september, name).window
    assert parse_moment(first, "UTC") <= window.start <= window.end <= parse_moment(last, "UTC")


def test_the_fixes_follow_each_other_along_the_line(september):
    names = [
        "pyongyang-departure",
        "tumen-bank-sighting",
        "border-crossing",
        "khasan-arrival",
        "khasan-departure",
        "razdolnaya-bridge",
        "ussuriysk-pass",
        "ussuriysk-halt",
    ]
    assert set(names) == set(september.km)
    moments = [september.happened.moments[name] for name in names]
    assert moments == sorted(moments)
    assert [september.km[name] for name in names] == sorted(september.km.values())


def test_vladivostok_was_expected_and_the_train_is_never_put_there(september):
    expected = event(september, "vladivostok-expected")
    assert (expected.status, expected.kind) == (Status.EXPECTED, Kind.ARRIVAL)
    assert "vladivostok" not in " ".join(event(september, name).place for name in september.km)
    reached = dict(september.line.stops)["ussuriysk_station"]
    assert september.happened.track.best.max() == pytest.approx(reached, abs=1e-6)
    assert september.line.stops[-1][0] == "vladivostok_station"
    assert str(september.line.legs[-1].status) == "expected"


def test_the_way_within_north_korea_is_drawn_as_inferred(september):
    border = dict(september.line.stops)["tumangang"]
    inland = [leg for leg in september.line.legs if september.line.km[leg.last] <= border]
    assert inland
    assert {str(leg.status) for leg in inland} == {"inferred"}


def test_the_page_opens_at_the_last_report_of_an_hour(september):
    assert september.opening_moment == september.happened.moments["ussuriysk-pass"]


def test_the_whole_visit_begins_as_the_journey_of_the_12th(library, september):
    visit = library.journey("kim-2023-visit")
    assert {each.id for each in september.events} <= {each.id for each in visit.events}
    for name in ("pyongyang-departure", "khasan-arrival", "razdolnaya-bridge", "ussuriysk-pass"):
        assert visit.km[name] == september.km[name]
    home = event(visit, "pyongyang-arrival")
    assert visit.km[home.id] == pytest.approx(visit.line.length)
    assert visit.moment(event(visit, "vostochny-meeting")) == parse_moment(
        "2023-09-13T13:09+09:00", "UTC"
    )


# The summits


def test_the_meetings_of_putin_and_kim_are_shown_beside_every_journey(journey):
    meetings = {
        local(each.window.middle, "Asia/Tokyo").year: each
        for each in journey.landmarks
        if each.kind is Kind.MEETING
    }
    assert set(meetings) == {2019, 2023, 2024, 2025}
    assert {each.status for each in meetings.values()} <= {Status.OFFICIAL, Status.REPORTED}
    assert all(each.place in journey.gazetteer for each in meetings.values())


def test_the_summits_are_no_journey(library):
    assert "summits" not in library.ids


def test_every_source_of_data_has_its_licence_written_down():
    licences = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    for name in ("Natural Earth", "OpenStreetMap", "GeoNames", "Wikipedia", "ODbL", "CC BY"):
        assert name in licences
