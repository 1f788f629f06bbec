"""A journey on a recording: its events, what it leaves open, and every face of it."""

import json

import gpxpy
import jsonschema
import numpy as np
import pandas as pd
import pytest

from journeymap.analysis.train_graph.tables import labelled, train_graph
from journeymap.claims.columns import COLUMNS, Status
from journeymap.claims.gazetteer import Gazetteer
from journeymap.exports import FORMATS
from journeymap.exports.document import SCHEMA_PATH, encode, to_document
from journeymap.exports.geojson import collection
from journeymap.exports.moving_features import moving_point
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.journey import build
from journeymap.journeys.library import Library
from journeymap.lines.recording import Recording
from journeymap.lines.simplified_recording import simplify_recording
from journeymap.phrases.captions import caption_at
from journeymap.phrases.train_graph import Narrator
from journeymap.settings import data_directory
from journeymap.tracks.recorded_track import happened_as_recorded
from tests.support.samples import at, claim, place

START = at("2024-05-01T08:00Z")
KM_PER_DEGREE = 111.319
PLACES = [
    place("start", 0, 20),
    place("inn", 0, 20.36),
    place("end", 0, 20.72),
    place("far", 50, 100),
    place("lake", 0, 20.54),
    place("pier", 0, 20.64),
    place("region", 0, 20.5, accuracy_m=50_000),
]


def ride(*, timed=True, gap=0.0, rest=0.0):
    """Two hours along the equator at 40 km/h; after the first a gap, in it 0.1 degrees unseen."""
    lon = 20 + np.arange(7201) / 10_000
    t = START + np.arange(7201.0)
    t[3601:] += gap + rest
    return Recording(lon, np.zeros(7201), t if timed else None, np.array([0]))


def reported(event, from_, to=None, **more):
    window = (at(f"2024-05-01T{from_}Z"), at(f"2024-05-01T{to or from_}Z"))
    return claim(*window, id=event, event=event, **more)


def journey(recording, *claims, config=None, **more):
    return build(
        "j",
        config=config or JourneyConfig(),
        claims=claims,
        landmarks=[],
        landmarks_title="",
        gazetteer=Gazetteer(PLACES),
        railway=None,
        recording=recording,
        **more,
    )


def best_at(made, moment):
    return float(made.happened.track.at(np.array([moment]))[0][0])


def document(made):
    found = json.loads(encode(to_document(made)))
    jsonschema.Draft202012Validator(json.loads(SCHEMA_PATH.read_text())).validate(found)
    return found


def test_the_recording_is_the_line_and_the_track():
    made = journey(ride())
    assert [leg.basis for leg in made.line.legs] == ["recorded"]
    assert made.line.length == pytest.approx(0.72 * KM_PER_DEGREE, abs=0.01)
    for hour in (0, 0.5, 1, 2):
        assert best_at(made, START + hour * 3600) == pytest.approx(
            0.36 * hour * KM_PER_DEGREE, abs=0.01
        )
    assert made.span[0] <= START
    assert made.span[1] >= START + 7200
    assert made.opening_moment == START + 7200
    assert made.notices == []
    document(made)


def test_an_event_is_where_and_when_the_recording_passes_its_place():
    made = journey(
        ride(),
        reported("leave", "08:00", "08:30", place="start", kind="departure"),
        reported("stop", "06:00", "12:00", place="inn"),
        reported("come", "09:30", "10:30", place="end", kind="arrival"),
    )
    assert made.km["stop"] == pytest.approx(0.36 * KM_PER_DEGREE, abs=0.05)
    assert made.happened.moments["leave"] == pytest.approx(START, abs=5)
    assert made.happened.moments["stop"] == pytest.approx(START + 3600, abs=5)
    assert made.happened.moments["come"] == pytest.approx(START + 7200, abs=5)
    assert made.happened.conflicts == {}
    assert [key for key, _ in made.line.stops] == ["start", "inn", "end"]
    assert [stop["place"] for stop in document(made)["line"]["stops"]] == ["start", "inn", "end"]


def test_who_stays_arrives_first_and_leaves_last():
    # An hour at the inn, recorded.
    lon = np.concatenate(
        [20 + np.arange(3601) / 1e4, np.full(3600, 20.36), 20.36 + np.arange(3600) / 1e4]
    )
    stays = Recording(lon, np.zeros(len(lon)), START + np.arange(float(len(lon))), np.array([0]))
    made = journey(
        stays,
        reported("come", "08:00", "12:00", place="inn", kind="arrival"),
        reported("leave", "08:00", "12:00", place="inn", kind="departure"),
        reported("eat", "09:30", "09:40", place="inn"),
    )
    assert made.happened.moments["come"] == pytest.approx(START + 3600, abs=10)
    assert made.happened.moments["eat"] == at("2024-05-01T09:35Z")
    assert made.happened.moments["leave"] == pytest.approx(START + 7200, abs=10)


def test_who_paces_about_at_a_place_arrives_first_and_leaves_last():
    # An hour of two metres to and fro: the kilometres go on counting.
    lon = np.concatenate(
        [
            20 + np.arange(3601) / 1e4,
            20.36 + np.arange(3600) % 2 * 2e-5,
            20.36 + np.arange(3600) / 1e4,
        ]
    )
    paces = Recording(lon, np.zeros(len(lon)), START + np.arange(float(len(lon))), np.array([0]))
    made = journey(
        paces,
        reported("come", "08:00", "12:00", place="inn", kind="arrival"),
        reported("leave", "08:00", "12:00", place="inn", kind="departure"),
    )
    assert made.happened.moments["come"] == pytest.approx(START + 3600, abs=10)
    assert made.happened.moments["leave"] == pytest.approx(START + 7200, abs=10)
    assert made.km["leave"] > made.km["come"]


def test_the_pass_is_the_one_of_its_time():
    there = ride()
    lon = np.concatenate([there.lon, there.lon[-2::-1]])
    back = Recording(lon, np.zeros(len(lon)), START + np.arange(float(len(lon))), np.array([0]))
    made = journey(
        back,
        reported("out", "08:30", "09:30", place="inn"),
        reported("home", "10:30", "11:30", place="inn"),
    )
    assert made.km["out"] == pytest.approx(0.36 * KM_PER_DEGREE, abs=0.05)
    assert made.km["home"] == pytest.approx(1.08 * KM_PER_DEGREE, abs=0.05)
    assert made.happened.moments["home"] == pytest.approx(START + 3 * 3600, abs=5)
    document(made)


def test_what_the_recording_speaks_against_is_a_conflict():
    made = journey(
        ride(), reported("lie", "08:30", place="far"), reported("late", "09:45", place="inn")
    )
    assert made.happened.conflicts["lie"].place == "far"
    late = made.happened.conflicts["late"]
    assert (late.place, round(late.km), late.recorded) == ("inn", 30, True)
    assert "lie" not in made.km
    assert made.km["late"] == pytest.approx(0.36 * KM_PER_DEGREE, abs=0.05)
    assert not {"lie", "late"} & made.happened.moments.keys()
    assert best_at(made, START + 3600) == pytest.approx(0.36 * KM_PER_DEGREE, abs=0.01)
    document(made)


def test_what_is_reported_of_another_time_is_no_conflict():
    made = journey(
        ride(),
        reported("eve", "01:00", place="far"),
        reported("whole", "07:00", "08:10", place="far"),
    )
    assert made.happened.conflicts == {}
    assert made.km == {}
    assert made.span[0] <= at("2024-05-01T01:00Z")


def test_just_before_the_recording_begins_one_is_at_its_start():
    made = journey(ride(), reported("leave", "07:55", place="start", kind="departure"))
    assert made.km == {"leave": 0.0}
    assert made.happened.moments == {"leave": at("2024-05-01T07:55Z")}


def test_an_area_is_no_point_of_a_recording():
    made = journey(ride(), reported("seen", "09:00", place="region"))
    assert made.km == {}
    assert made.happened.conflicts == {}


def gapped():
    """An hour recorded, four hours not, in which 0.36 degrees are made, an hour recorded."""
    lon = np.concatenate([20 + np.arange(3601) / 1e4, 20.72 + np.arange(3601) / 1e4])
    t = START + np.concatenate([np.arange(3601.0), 5 * 3600 + np.arange(3601.0)])
    return Recording(lon, np.zeros(len(lon)), t, np.array([0]))


def test_in_a_gap_the_range_is_all_that_is_possible():
    made = journey(gapped(), config=JourneyConfig(max_speed_kmh=80))
    assert [leg.basis for leg in made.line.legs] == ["recorded", "gap", "recorded"]
    assert [leg.status for leg in made.line.legs] == ["reported", "inferred", "reported"]
    best, low, high = made.happened.track.at(np.array([START + 3 * 3600]))
    here, there = 0.36 * KM_PER_DEGREE, 0.72 * KM_PER_DEGREE
    assert (low[0], best[0], high[0]) == pytest.approx((here, (here + there) / 2, there), abs=0.01)
    best, low, high = made.happened.track.at(np.array([START + 3600 + 900]))
    assert high[0] == pytest.approx(here + 20, abs=0.01)
    notes = [leg["note"] for leg in document(made)["line"]["legs"]]
    assert [bool(note) for note in notes] == [False, True, False]


def test_an_event_in_a_gap_narrows_it():
    made = journey(
        gapped(), reported("swim", "11:00", place="lake"), config=JourneyConfig(max_speed_kmh=80)
    )
    lake = 0.54 * KM_PER_DEGREE
    best, low, high = made.happened.track.at(np.array([at("2024-05-01T11:00Z")]))
    assert (low[0], best[0], high[0]) == pytest.approx((lake, lake, lake), abs=0.01)
    assert made.happened.moments["swim"] == at("2024-05-01T11:00Z")
    track = made.happened.track
    assert (np.diff(track.t) > 0).all()
    assert all((np.diff(each) >= 0).all() for each in (track.best, track.low, track.high))
    # From the lake to the end of the gap, 20 km, at 80 km/h.
    _, low, _ = track.at(np.array([START + 5 * 3600 - 450]))
    assert low[0] == pytest.approx(0.72 * KM_PER_DEGREE - 10, abs=0.05)


def test_an_event_in_a_gap_that_cannot_be_is_a_conflict_and_the_ends_stand():
    made = journey(
        gapped(), reported("swim", "09:03", place="lake"), config=JourneyConfig(max_speed_kmh=80)
    )
    # 20 km on in three minutes.
    swim = made.happened.conflicts["swim"]
    assert (swim.place, round(swim.km), swim.recorded) == ("lake", 16, False)
    assert best_at(made, START + 3600) == pytest.approx(0.36 * KM_PER_DEGREE, abs=0.01)
    assert "swim" not in made.happened.moments


def test_of_two_events_in_a_gap_one_can_be_a_conflict():
    made = journey(
        gapped(),
        reported("swim", "11:00", place="lake", status=Status.OFFICIAL),
        reported("dive", "11:05", place="pier"),
        reported("sail", "12:00", place="pier"),
        config=JourneyConfig(max_speed_kmh=80),
    )
    assert set(made.happened.conflicts) == {"dive"}
    assert made.happened.conflicts["dive"].other_event == "swim"
    assert made.happened.conflicts["dive"].speed_kmh > 80
    assert made.happened.moments.keys() == {"swim", "sail"}


def test_a_gap_too_fast_for_the_maximum_speed_is_not_narrowed():
    made = journey(
        gapped(), reported("swim", "11:00", place="lake"), config=JourneyConfig(max_speed_kmh=5)
    )
    assert (made.happened.track.low == made.happened.track.high).all()
    assert best_at(made, START + 5 * 3600) == pytest.approx(0.72 * KM_PER_DEGREE, abs=0.01)
    assert best_at(made, START + 3 * 3600) == pytest.approx(0.54 * KM_PER_DEGREE, abs=0.01)


def test_a_speed_above_the_maximum_is_named_and_nothing_is_changed():
    made = journey(ride(), config=JourneyConfig(max_speed_kmh=20))
    (notice,) = made.notices
    assert (round(notice.kmh), notice.max_speed_kmh) == (40, 20)
    assert best_at(made, START + 3600) == pytest.approx(0.36 * KM_PER_DEGREE, abs=0.01)
    assert (made.happened.track.low == made.happened.track.high).all()


def test_a_way_without_times_gives_the_line_and_the_rows_the_fixes():
    made = journey(
        ride(timed=False),
        reported("leave", "06:00", place="start"),
        reported("come", "10:00", place="end"),
    )
    assert best_at(made, at("2024-05-01T08:00Z")) == pytest.approx(0.36 * KM_PER_DEGREE, abs=0.05)
    assert [key for key, _ in made.line.stops] == ["start", "end"]
    assert made.happened.recorded is None
    document(made)


def test_what_was_known_is_of_the_reports_alone():
    made = journey(
        ride(),
        reported("seen", "09:00", place="inn", reported_at=at("2024-05-01T09:30Z")),
    )
    assert journey(ride()).known.epochs == ()
    (epoch,) = made.known.epochs
    assert epoch.placed_by == "seen"
    assert epoch.km["seen"] == pytest.approx(0.36 * KM_PER_DEGREE, abs=0.05)
    document(made)


def test_the_span_of_the_configuration_wins():
    config = JourneyConfig(span=("2024-05-01T08:30Z", "2024-05-01T09:00Z"))
    made = journey(ride(), config=config)
    assert made.happened.track.t[[0, -1]].tolist() == [START + 1800, START + 3600]
    assert best_at(made, START + 2700) == pytest.approx(0.27 * KM_PER_DEGREE, abs=0.01)
    assert made.opening_moment == START + 3600


def test_a_short_walk_is_written_exactly_enough():
    lon = 20 + np.arange(100) * 2e-6
    made = journey(Recording(lon, np.zeros(100), START + np.arange(100.0), np.array([0])))
    found = document(made)
    drawn = np.interp(
        START + 50, found["tracks"]["happened"]["t"], found["tracks"]["happened"]["best"]
    )
    assert drawn == pytest.approx(50 * 2e-6 * KM_PER_DEGREE, abs=1e-4)


def test_a_picture_says_that_it_is_recorded():
    made = journey(gapped(), reported("come", "14:00", place="start", kind="departure"))
    assert caption_at(made, START + 3600).endswith(", as recorded.")
    assert "the recording has a gap" in caption_at(made, START + 2 * 3600)
    assert document(made)["tracks"]["recorded"] == {"from": START, "to": START + 6 * 3600}
    assert document(journey(ride(timed=False)))["tracks"]["recorded"] is None


def test_files_say_what_is_estimated_and_what_recorded():
    made = journey(gapped())
    points = [each["properties"] for each in collection(made)["features"]]
    estimated = {each["km"]: each["estimated"] for each in points if each["feature"] == "estimate"}
    assert estimated[round(made.line.length, 3)] is False
    assert moving_point(made)["properties"]["estimated"] is False
    assert moving_point(journey(ride(timed=False)))["properties"]["estimated"] is True


def test_the_graph_says_what_is_recorded():
    graph = train_graph([journey(gapped())], "happened")
    narrate = Narrator(graph, 0, "UTC")
    assert narrate(START + 1800)[0].startswith("recorded ")
    assert narrate(START + 3 * 3600)[0].startswith("estimated ")


def test_fewer_vertices_when_so_set():
    lon, lat = 20 + np.arange(500) / 1e4, np.sin(np.arange(500) / 9) / 100
    winding = Recording(lon, lat, START + np.arange(500.0), np.array([0]))
    made = journey(winding, vertices=12)
    assert len(made.line.km) == 12
    assert (made.notices[0].vertices, made.notices[0].points) == (12, 500)


@pytest.mark.parametrize("timed", [True, False])
def test_the_train_graph_draws_it_without_any_place(timed):
    graph = train_graph([journey(ride(timed=timed))], "happened")
    assert len(labelled(graph)) == 0
    assert len(graph.tracks) == 0 if not timed else graph.tracks["km"].max() > 80
    for reading in ("happened", "known"):
        train_graph([journey(ride()), journey(gapped())], reading, clock="departure")


@pytest.fixture(scope="module")
def base():
    return Library.read(data_directory())


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    "recording", [ride(), ride(timed=False), gapped()], ids=["timed", "untimed", "gapped"]
)
def test_it_is_exported_without_any_row(base, ending, recording):
    draft = Draft(
        rows=pd.DataFrame(columns=list(COLUMNS), dtype="str"),
        config=JourneyConfig(title="A ride", way="recorded"),
        recording=recording,
    )
    library = DraftLibrary(draft, "ride", base)
    body = FORMATS[ending].make(library, "ride")
    assert body
    if ending in {"gpx", "kml"}:
        assert (b"RECORDED positions" in body) == (recording.t is not None)
    if ending == "gpx" and recording.t is not None:
        (track,) = gpxpy.parse(body.decode()).tracks
        assert track.length_2d() == pytest.approx(
            library.journey("ride").line.length * 1000, rel=0.01
        )


def test_the_line_goes_on_where_nobody_knows_when():
    lat = np.array([47.0, 47.2, 47.3, 47.4, 47.6])
    t = np.array([np.nan, 0, 200, 400, np.nan])
    drawn = simplify_recording(Recording(np.full(5, 8.0), lat, t, np.array([0])), 100)
    known = drawn.line.km[np.isfinite(drawn.t)]
    _, happened = happened_as_recorded(drawn, [], Gazetteer(), 80, (-60.0, 460.0))
    assert happened.recorded == (0, 400)
    assert [happened.track.best[0], happened.track.best[-1]] == [known[0], known[-1]]
    assert (known[0], drawn.line.length - known[-1]) == pytest.approx((22.24, 22.24), abs=0.02)
    assert drawn.statistics.maximum_kmh == pytest.approx(200.2, abs=0.2)
